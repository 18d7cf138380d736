"""How the name of a speaker is cut out of a sentence: before the word of saying, after it, or where the sentence opens.

A name is what stands there: capitals, a party, an office, a word for those who speak (*lawyers*, *джерело*), and the small
words between. Nothing here asks whether anybody speaks: ``speech`` does.
"""

from __future__ import annotations

from figures.reading.sentence import Sentence

LONGEST = 9
BRACKETS = 8
DESCRIBED = 24
AFTER_VERB = 10
CLAUSE = 10
RIGHTS_REACH = 6
LEAST_NAME = 3
PAIRED = 2
JOINING = frozenset("-'«»“”\"&/")
QUOTES = frozenset('«“„"”»')
INVERTED = frozenset({",", "—", "–", "-", '"', "”", "»", "“", ".", "!", "?"})
BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…"}) | QUOTES
PLURAL = ("ли", "ют", "ат", "ят", "уть", "ють", "ать", "ять")
REFLEXIVE = ("тся", "ється", "ться")
DATIVE = ("ам", "ям")
INSIDE = frozenset({"в", "у", "во"})
IN_OFFICE = frozenset({"по", "з", "із", "for"})
GOVERNING = frozenset({"into", "from", "preposition", "with", "against"})
SMALL = frozenset({"filler", "of", "into", "from", "and", "with"})
NOT_FIRST = frozenset({"nobody", "adverb"})
NAMING = frozenset({"speaker", "title", "institution"})
PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "аль", "ель", "эль", "бен", "бін"})
Span = tuple[int, int]


def is_capital(sentence: Sentence, at: int) -> bool:
    """Whether the word is written with a capital."""
    return sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def is_speaker(sentence: Sentence, at: int) -> bool:
    """Whether the word is an office or another word for those who speak."""
    return "office" in sentence.meaning(at).tags or not NAMING.isdisjoint(sentence.heard[at])


def may_begin(sentence: Sentence, at: int) -> bool:
    """Whether a name can begin here."""
    return is_capital(sentence, at) or sentence.meaning(at).party is not None or is_speaker(sentence, at)


def is_medium(sentence: Sentence, span: Span) -> bool:
    """Whether the name is an agency's, which mostly carries the words of others."""
    return any("medium" in sentence.heard[i] for i in range(*span))


def is_within(sentence: Sentence, at: int, last: int, after: int = -1) -> bool:
    """*1,000 bodies which, according to Russia, are Ukrainian*: said in a clause about a word before, and of that word only.

    ``at`` is the word of saying, ``last`` the token after it and its speaker, ``after`` the number before which it stands.
    """
    relatives = [i for i in sentence.places.get("relative", ()) if after < i < at and sentence.word(i) != "that"]
    if not relatives or last >= sentence.size - 1:
        return False
    return any(sentence.word(i)[0].isalpha() and sentence.word(i) not in sentence.dated for i in range(last, sentence.size))


def is_time(sentence: Sentence, at: int) -> bool:
    """*On Tuesday*, *у середу*, *26 лютого*: a day says when and not who."""
    if sentence.word(at) in sentence.dated:
        return True
    return sentence.word(at + 1) in sentence.dated and (sentence.tokens.is_digits(at) or not is_capital(sentence, at))


def opening(sentence: Sentence) -> Span | None:
    """*Daria Zarivna, who runs the initiative, offered*: the name of a person or an office with which a sentence opens."""
    return sentence.once("opening", _opening)


def _opening(sentence: Sentence) -> Span | None:
    first = 1 if sentence.word(0) in QUOTES else 0
    first += sentence.has(first, "filler")
    if first >= sentence.size or sentence.meaning(first).tags & {"into", "from", "preposition", "clause"}:
        return None
    if not NOT_FIRST.isdisjoint(sentence.heard[first]) and not is_speaker(sentence, first):
        return None
    end = first
    while end < sentence.size and end - first < LONGEST and _names(sentence, end):
        rights = _past_rights(sentence, end) if end > first and sentence.word(end) in IN_OFFICE else -1
        end = max(end + 1, rights)
    while end > first and not may_begin(sentence, end - 1) and not sentence.inside(end - 1):
        end -= 1
    large = sum(is_capital(sentence, i) for i in range(first, end))
    named = large >= 2 or any(is_speaker(sentence, i) for i in range(first, end))
    return (first, end) if named and not is_place(sentence, first, end) else None


def _names(sentence: Sentence, at: int) -> bool:
    """Whether the word can be part of a name or office: *a spokesman for the government*, *the external affairs ministry*."""
    meaning, word = sentence.meaning(at), sentence.word(at)
    if may_begin(sentence, at) or meaning.tags & {"of", "filler"} or word in IN_OFFICE or word in PARTICLES:
        return True
    if word == "-":
        return sentence.tokens.touches(at - 1) and sentence.tokens.touches(at)
    plain = meaning.verb is None and not meaning.tags and not meaning.cue and word[:1].isalpha()
    ahead = range(at + 1, min(sentence.size, at + LEAST_NAME))
    return plain and any(is_speaker(sentence, i) and not is_capital(sentence, i) for i in ahead)


def is_place(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words are no more than the name of a state."""
    if any("leader" in sentence.heard[i] for i in range(first, end)):
        return False
    return end <= first + sentence.meaning(first).length and sentence.meaning(first).party is not None


def name_before(sentence: Sentence, verb: int) -> Span | None:
    """The name that ends before the word at ``verb``; days, adverbs and an apposition between commas passed over."""
    end = _before_adverbs(sentence, verb)
    if end > 0 and sentence.word(end - 1) == ",":
        return _apposed(sentence, end)
    end = _past_brackets(sentence, end)
    first = end
    while first > 0 and end - first < LONGEST and _belongs(sentence, first - 1):
        first -= 1
    while first < end and (
        not _names_first(sentence, first) or _is_conjunction(sentence, first) or _only_opens(sentence, first, end)
    ):
        first += 1
    with_ing = sentence.word(first - 1) == "with" and sentence.word(verb).endswith("ing")
    if 0 < first < end and _governed(sentence, first - 1) and not with_ing:
        return _led(sentence, first)
    if first < end and _governed(sentence, first):
        return _if_named(sentence, _past_phrase(sentence, first + 1, end), end)
    return _if_named(sentence, _coupled(sentence, first, end), end) or _clause_subject(sentence, end)


def _coupled(sentence: Sentence, first: int, end: int) -> int:
    """*Russia and Ukraine said*: where two that say it together begin; only where they open a clause."""
    if first >= end or first < LEAST_NAME - 1 or not sentence.has(first - 1, "and") or not may_begin(sentence, first - 2):
        return first
    start = first - 1
    while start > 0 and _belongs(sentence, start - 1):
        start -= 1
    opens = start == 0 or sentence.word(start - 1) in BREAKS
    return start + sentence.has(start, "filler") if opens and not _governed(sentence, start) else first


def _names_first(sentence: Sentence, at: int) -> bool:
    """Whether a name before a verb can begin here: a capital, an office, or what describes the office after it."""
    return may_begin(sentence, at) or (
        _names(sentence, at) and not sentence.meaning(at).tags and sentence.word(at) not in IN_OFFICE
    )


def _led(sentence: Sentence, end: int) -> Span | None:
    """*Рустем Умеров после поездки в Турцию заявил*: the name that opens the sentence, no other verb between."""
    name = opening(sentence)
    if name is None or not name[1] < end <= name[1] + DESCRIBED or not _governed(sentence, name[1]):
        return name if name is not None and sentence.meaning(name[1]).tags & {"clause"} and name[1] < end else None
    return name if all(sentence.meaning(i).verb is None for i in range(name[1], end)) else None


def _before_adverbs(sentence: Sentence, verb: int) -> int:
    """Where what stands before the verb ends: *the ministry on Tuesday also*, *Штаб 26 лютого*, *the side which*."""
    end = verb
    while end > 0:
        at = end - 1
        tags = sentence.meaning(at).tags
        day = is_time(sentence, at) or (tags & {"into", "from"} and is_time(sentence, end))
        day = day or (sentence.word(at) == "on" and sentence.word(end) in sentence.dated)
        if not (_is_adverb(sentence, at) or day or tags & {"have", "be", "not", "relative"}):
            break
        end = at
    return end


def _is_adverb(sentence: Sentence, at: int) -> bool:
    adverb = sentence.word(at).endswith("ly") and not sentence.inflects and not is_capital(sentence, at)
    return adverb or "adverb" in sentence.heard[at]


def _apposed(sentence: Sentence, end: int) -> Span | None:
    """*Benjamin Mbonimpa, the secretary, said*; *the secretary, Benjamin Mbonimpa, said*: of the two the name."""
    first, last = end - 1, end - 1
    while first > 0 and sentence.word(first - 1) not in BREAKS:
        first -= 1
    if first == 0 or sentence.word(first - 1) != "," or first == last:
        name = opening(sentence)
        return name if name is not None and name[1] < end <= name[1] + DESCRIBED and sentence.word(name[1]) == "," else None
    if last - first <= LONGEST and all(
        is_capital(sentence, i) or sentence.word(i) in PARTICLES | JOINING for i in range(first, last)
    ):
        return first, last
    name = opening(sentence)
    if name is not None and name[1] < end <= name[1] + DESCRIBED and sentence.word(name[1]) == ",":
        return name
    return None


def _past_brackets(sentence: Sentence, end: int) -> int:
    """*The Rapid Support Forces (RSF) said*: where the name before the brackets ends."""
    if end < 1 or sentence.word(end - 1) != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - BRACKETS), -1) if sentence.word(i) == "("), end)


def _clause_subject(sentence: Sentence, end: int) -> Span | None:
    """*A source familiar with the talks*: all of a short clause that begins with a word for those who speak."""
    first = end
    while first > 0 and sentence.word(first - 1) not in BREAKS and end - first <= CLAUSE:
        first -= 1
    while first < end and (sentence.meaning(first).tags & {"filler", "and", "clause"} or _is_conjunction(sentence, first)):
        first += 1
    if not 0 < end - first <= CLAUSE or any(
        sentence.meaning(i).verb is not None or sentence.meaning(i).tags & {"have", "be"} for i in range(first, end)
    ):
        return None
    held = range(first, min(end, first + LEAST_NAME))
    return (first, end) if any(is_speaker(sentence, i) for i in held) and not _governed(sentence, first) else None


def _governed(sentence: Sentence, at: int) -> bool:
    return not GOVERNING.isdisjoint(sentence.meaning(at).tags)


def _only_opens(sentence: Sentence, at: int, end: int) -> bool:
    """*Тем временем армия*, *Окремо посадовець*: a word that is large only because the sentence opens with it."""
    if at or sentence.meaning(at).party is not None or is_speaker(sentence, at):
        return False
    if not NOT_FIRST.isdisjoint(sentence.heard[at]) or (
        sentence.inflects and at + 1 < end and sentence.word(at).endswith("но")
    ):
        return True
    lower = at + 1 < end and sentence.word(at + 1)[:1].isalpha() and not is_capital(sentence, at + 1)
    known = is_speaker(sentence, at + 1) or sentence.meaning(at + 1).party is not None
    return lower and (not known or sentence.word(at).endswith(("о", "ly")))


def name_inverted(sentence: Sentence, verb: int) -> Span | None:
    """*…, said the minister*, *повідомив у середу прем'єр*, *уточнили в штабі*: the speaker after the word of saying."""
    at = verb + sentence.meaning(verb).length
    if not sentence.inflects:
        if sentence.word(verb - 1) not in INVERTED:
            return None
        at += sentence.has(at, "filler")
        stop = min(sentence.size, at + LEAST_NAME)
        first = next((i for i in range(at, stop) if may_begin(sentence, i)), stop)
        plain = all(sentence.word(i).isalpha() and not sentence.meaning(i).tags for i in range(at, first))
        return name_after(sentence, first) if first < stop and plain and not is_time(sentence, first) else None
    word = sentence.word(verb)
    inside = word.endswith(PLURAL) or word.endswith(REFLEXIVE)
    stop = min(sentence.size, at + AFTER_VERB)
    while at < stop:
        if sentence.word(at) in INVERTED or sentence.word(at) in BREAKS or sentence.has(at, "clause"):
            return None
        if sentence.word(at) in INSIDE and inside and not is_time(sentence, at + 1):
            found = _inside(sentence, at + 1)
            if found is not None:
                return found
        if is_time(sentence, at) or (_governed(sentence, at) and is_time(sentence, at + 1)):
            at += 1
        elif _governed(sentence, at) or sentence.word(at) in ("со", "о", "про"):
            at = _past_phrase(sentence, at + 1, stop)
        elif may_begin(sentence, at) and not sentence.word(at).endswith(DATIVE):
            return name_after(sentence, at)
        else:
            at += 1
    return None


def _inside(sentence: Sentence, at: int) -> Span | None:
    """*В министерстве*, *у місцевому відділенні Штабу*: an office in which it is said."""
    first = next((i for i in range(at, min(sentence.size, at + LEAST_NAME)) if may_begin(sentence, i)), -1)
    if first < 0:
        return None
    span = name_after(sentence, first)
    return span if span is not None and _is_body(sentence, span) else None


def _is_body(sentence: Sentence, span: Span) -> bool:
    """Whether the words name an office or a capital that stands for its state: no channel and no town."""
    return any(is_speaker(sentence, i) or sentence.meaning(i).party is not None for i in range(*span))


def name_inside_before(sentence: Sentence, verb: int) -> Span | None:
    """*В Минобороны РФ сообщили*, *У Києві відповіли*: who says it stands in a place before a verb in the plural."""
    if not sentence.inflects or not sentence.word(verb).endswith(PLURAL):
        return None
    end = _before_adverbs(sentence, verb)
    for at in range(end - 1, max(-1, end - LONGEST), -1):
        if sentence.word(at) in INSIDE:
            span = _inside(sentence, at + 1)
            held = span is not None and not any(sentence.meaning(i).cue for i in range(span[1], end))
            return span if held else None
        if sentence.word(at) in BREAKS or sentence.meaning(at).verb is not None:
            return None
    return None


def _past_phrase(sentence: Sentence, at: int, stop: int) -> int:
    """Where the words that a preposition governs end."""
    at += 1
    while at < stop and is_capital(sentence, at) and is_capital(sentence, at - 1):
        at += 1
    return at


def name_after(sentence: Sentence, start: int) -> Span | None:
    """The name that begins at ``start``."""
    end = start
    while end < sentence.size and end - start < LONGEST and not is_time(sentence, end):
        if _belongs(sentence, end) or (end - start > 1 and _is_field(sentence, start, end)):
            end += 1
            continue
        named = _past_rights(sentence, end) if end > start and sentence.word(end) in IN_OFFICE else -1
        if named < 0:
            break
        end = named
    while end > start and not may_begin(sentence, end - 1) and not sentence.inside(end - 1) and _is_small(sentence, end - 1):
        end -= 1
    return _if_named(sentence, start, end)


def _is_field(sentence: Sentence, start: int, at: int) -> bool:
    """*Штаб з питань поводження з полоненими*, *Headquarters for the Treatment of Prisoners*: whom an office is for."""
    before = sentence.word(at - 1) in IN_OFFICE or sentence.has(at - 1, "of")
    held = any("institution" in sentence.heard[i] for i in range(start, at - PAIRED))
    return before and held and sentence.meaning(at).noun is not None


def _past_rights(sentence: Sentence, at: int) -> int:
    """*Уполномоченный по правам человека Татьяна Москалькова*: where the name after an office and its field goes on."""
    if is_capital(sentence, at - 1) and not is_speaker(sentence, at - 1):
        return -1
    for i in range(at + 1, min(sentence.size, at + RIGHTS_REACH)):
        if sentence.word(i) in BREAKS or sentence.meaning(i).verb is not None or sentence.has(i, "clause"):
            return -1
        if is_capital(sentence, i):
            return i + 1
    return -1


def _is_small(sentence: Sentence, at: int) -> bool:
    tags = sentence.meaning(at).tags
    return not sentence.word(at)[0].isalpha() or not SMALL.isdisjoint(tags) or "adverb" in sentence.heard[at]


def _belongs(sentence: Sentence, at: int) -> bool:
    meaning, word = sentence.meaning(at), sentence.word(at)
    if word in sentence.dated or "adverb" in sentence.heard[at]:
        return False
    if meaning.party is not None or is_capital(sentence, at) or is_speaker(sentence, at):
        return True
    if word.endswith("'s") and not sentence.inflects:
        return True
    if meaning.verb is not None or meaning.cue or meaning.noun is not None or "referring" in sentence.heard[at]:
        return False
    if meaning.tags & {"clause", "be", "have", "not", "according", "relative", "own_words"}:
        return False
    return word in JOINING or not SMALL.isdisjoint(meaning.tags) or (word[0].isalpha() and not meaning.tags)


def _is_conjunction(sentence: Sentence, at: int) -> bool:
    """*But* before *Kremlin aide*: it opens the sentence and belongs to nobody's name."""
    meaning = sentence.meaning(at)
    if "nobody" in sentence.heard[at] and not is_speaker(sentence, at):
        return True
    return meaning.party is None and bool(meaning.tags & {"clause", "and", "contrast", "reverse", "pronoun"})


def _if_named(sentence: Sentence, first: int, end: int) -> Span | None:
    if first >= end:
        return None
    if end - first == 1 and sentence.meaning(first).party is None and not is_speaker(sentence, first):
        mark = sentence.heard[first]
        if not is_capital(sentence, first) or "nobody" in mark or not sentence.word(first)[0].isalpha():
            return None
        if first == 0 and (sentence.meaning(0).tags or sentence.meaning(0).noun or sentence.word(0).endswith(("о", "ly"))):
            return None
    if end - first == 1 and (sentence.has(first, "pronoun") or "outlet" in sentence.heard[first]):
        return None
    return (first, end) if any(may_begin(sentence, i) for i in range(first, end)) else None
