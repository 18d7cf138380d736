"""Who says it: the innermost speaker of a sentence, so a minister whom an agency quotes, not the agency.

A sentence that names nobody may go on with the speaker of the one before: *he said*, *за його словами*, a quotation that
runs on. ``told`` finds those; a name that only stands near, a mediator's or a country's, is nobody's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from figures.reading.sentence import Sentence

LONGEST = 9
BRACKETS = 8
AGO = 3
DESCRIBED = 14
AFTER_VERB = 5
JOINING = frozenset("-'«»“”\"")
QUOTES = frozenset('«“„"”»')
ADVERBS = frozenset(
    {
        "still",
        "also",
        "later",
        "now",
        "then",
        "earlier",
        "already",
        "вже",
        "также",
        "потом",
        "пізніше",
        "раніше",
        "ранее",
        "позже",
    }
    | {"теж", "тоже", "також", "уже", "згодом", "затем", "again", "repeatedly", "once"}
)
INVERTED = frozenset({",", "—", "–", "-", '"', "”", "»", "“", ".", "!", "?"})
Span = tuple[int, int]


class Claim(NamedTuple):
    """A claimant as the text names it, and the party that it speaks for; both empty where nobody is named."""

    name: str = ""
    party: str = ""


NOBODY = Claim()


def claim_of(sentence: Sentence, at: int) -> Claim:
    """Who the sentence itself says tells what stands at token ``at``; a speaker before it is likelier than one after it."""
    found = [(_distance(i, at), i, span) for i, span in sentence.once("speakers", _speakers)]
    return _claim(sentence, min(found)[2]) if found else NOBODY


def attributed(sentence: Sentence, at: int, earlier: Iterable[Sentence]) -> Claim:
    """Who tells what stands at token ``at``; ``earlier`` are the sentences before it, the nearest first."""
    own = claim_of(sentence, at)
    if own.name:
        return own
    spoken = sentence.once("goes on", _goes_on)
    if not spoken and sentence.word(0) not in QUOTES:
        return NOBODY
    for before in (sentence, *earlier):
        speakers = before.once("speakers", _speakers)
        if speakers:
            return _claim(before, max(speakers)[1])
        spoken = spoken or before.once("goes on", _goes_on)
        subject = before.once("opening", _opening) if spoken else None
        if subject is not None:
            return _claim(before, subject)
    return NOBODY


def account_of(sentence: Sentence) -> Claim:
    """*Coordination Headquarters:* as the first line of a post: whoever posted it says all that nobody else says."""
    end = sentence.size - 1
    if not 0 < end <= LONGEST or sentence.word(end) != ":":
        return NOBODY
    named = any(m.party is not None or "office" in m.tags for m in sentence.meant)
    return _claim(sentence, (0, end)) if named and all(m.verb is None for m in sentence.meant) else NOBODY


def _claim(sentence: Sentence, span: Span) -> Claim:
    first, end = span
    parties = [party.name for k in range(first, end) if (party := sentence.meaning(k).party) is not None]
    return Claim(" ".join(sentence.slice(first, end).split()), parties[0] if parties else "")


def _speakers(sentence: Sentence) -> list[tuple[int, Span]]:
    """Every word of saying in the sentence, and who says it."""
    found: list[tuple[int, Span]] = []
    for i, meaning in sentence.placed():
        if "according" in meaning.tags:
            start = i + meaning.length + sentence.has(i + meaning.length, "filler")
            name = _name_after(sentence, start) if start < sentence.size and _may_begin(sentence, start) else None
        elif meaning.verb is not None and meaning.verb.sense == "say" and _is_said(sentence, i):
            name = _described(sentence, i) or _name_before(sentence, i)
            if name is None and not _has_pronoun(sentence, i):
                name = _inverted(sentence, i)
        else:
            continue
        if name is not None:
            found.append((i, name))
    return found


def _is_said(sentence: Sentence, verb: int) -> bool:
    """Whether a word of saying is one here: not *the state's*, not what a treaty says."""
    named = verb > 0 and _capital(sentence, verb)
    return not (named or sentence.word(verb).endswith("'s") or sentence.has(verb - 1, "treaty"))


def _described(sentence: Sentence, verb: int) -> Span | None:
    """*Benjamin Mbonimpa, the secretary, said*, *Рустем Умеров после поездки в Турцию заявил*: the name that opens it."""
    opening = sentence.once("opening", _opening)
    if opening is None or not opening[1] < verb <= opening[1] + DESCRIBED:
        return None
    after = sentence.word(opening[1]) == "," and sentence.word(verb - 1) == ","
    between = [sentence.meaning(i) for i in range(opening[1], verb)]
    told = any(meaning.verb is not None and meaning.verb.sense != "other" for meaning in between)
    led = sentence.meaning(opening[1]).tags & {"clause", "into", "from", "preposition"} and sentence.inflects
    return opening if (after or led) and not told else None


def _goes_on(sentence: Sentence) -> bool:
    """Whether the sentence goes on with somebody's words: *he said*, *за його словами*."""
    if "own_words" in sentence.places:
        return True
    for i, meaning in sentence.placed():
        if meaning.verb is not None and meaning.verb.sense == "say" and _has_pronoun(sentence, i):
            return True
    return False


def _has_pronoun(sentence: Sentence, verb: int) -> bool:
    """*She said*, *the source added*, *підкреслив він*."""
    near = [at for at in (verb - 1, verb - 2, verb + 1) if at >= 0]
    return any(sentence.has(at, "pronoun") and sentence.word(at) not in ADVERBS for at in near)


def _opening(sentence: Sentence) -> Span | None:
    """*Daria Zarivna, who runs the initiative, offered*: the name of a person or an office with which a sentence opens."""
    first = 1 if sentence.word(0) in QUOTES else 0
    first += sentence.has(first, "filler")
    if sentence.meaning(first).tags & {"into", "from", "preposition", "clause"}:
        return None
    end = first
    while end < sentence.size and end - first < LONGEST and _names(sentence, end):
        end += 1
    while end > first and not _may_begin(sentence, end - 1) and not sentence.inside(end - 1):
        end -= 1
    large = sum(_capital(sentence, i) for i in range(first, end))
    named = large >= 2 or any(_is_office(sentence, i) for i in range(first, end))
    return (first, end) if named and not _is_place(sentence, first, end) else None


def _names(sentence: Sentence, at: int) -> bool:
    """Whether the word can be part of a name or office: *a spokesman for the government*."""
    small = sentence.meaning(at).tags & {"of", "filler"} or sentence.word(at) in ("for", "з", "по")
    return _capital(sentence, at) or _is_office(sentence, at) or sentence.meaning(at).party is not None or bool(small)


def _is_place(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words are no more than the name of a state."""
    return end <= first + sentence.meaning(first).length and sentence.meaning(first).party is not None


def _is_office(sentence: Sentence, at: int) -> bool:
    return "office" in sentence.meaning(at).tags


def _distance(said: int, at: int) -> int:
    return at - said if said < at else 2 * (said - at)


def _past_brackets(sentence: Sentence, end: int) -> int:
    """*The Rapid Support Forces (RSF) said*: where the name before the brackets ends."""
    if sentence.word(end - 1) != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - BRACKETS), -1) if sentence.word(i) == "("), end)


def _name_before(sentence: Sentence, verb: int) -> Span | None:
    end = verb
    while end > 0 and (sentence.word(end - 1) in ADVERBS or sentence.meaning(end - 1).tags & {"have", "be"}):
        end -= 1
    end = _past_brackets(sentence, end)
    first = end
    while first > 0 and end - first < LONGEST and _belongs(sentence, first - 1):
        first -= 1
    while first < end and (not _may_begin(sentence, first) or _is_conjunction(sentence, first) or _opens(sentence, first, end)):
        first += 1
    return _if_named(sentence, first, end)


def _opens(sentence: Sentence, at: int, end: int) -> bool:
    """*Тем временем армия*, *Окремо посадовець*: a word that is large only because the sentence opens with it."""
    if at or sentence.meaning(at).party is not None or _is_office(sentence, at):
        return False
    lower = at + 1 < end and sentence.word(at + 1)[:1].isalpha() and not _capital(sentence, at + 1)
    known = _is_office(sentence, at + 1) or sentence.meaning(at + 1).party is not None
    return lower and (not known or sentence.word(at).endswith(("о", "ly")))


def _inverted(sentence: Sentence, verb: int) -> Span | None:
    """*…, said the minister*, *повідомив у середу прем'єр*: the speaker after the verb, days and places passed over."""
    if not (sentence.inflects or sentence.word(verb - 1) in INVERTED):
        return None
    at = verb + sentence.meaning(verb).length
    stop = min(sentence.size, at + (AFTER_VERB if sentence.inflects else 1 + sentence.has(at, "filler")))
    while at < stop and not _may_begin(sentence, at):
        if sentence.word(at) in INVERTED or sentence.has(at, "clause"):
            return None
        at += 1
    day = at < stop and sentence.word(at) in sentence.dated
    return None if day or sentence.meaning(at - 1).tags & {"into", "from", "preposition"} else _name_after(sentence, at)


def _name_after(sentence: Sentence, start: int) -> Span | None:
    end = start
    while end < sentence.size and end - start < LONGEST and _belongs(sentence, end) and not _is_time(sentence, end):
        end += 1
    while end > start and not sentence.word(end - 1)[0].isalpha():
        end -= 1
    return _if_named(sentence, start, end)


def _is_time(sentence: Sentence, at: int) -> bool:
    """*On Tuesday*, *у середу*: where a name after the verb ends."""
    return sentence.word(at) in sentence.dated or (sentence.word(at + 1) in sentence.dated and not _capital(sentence, at))


def _belongs(sentence: Sentence, at: int) -> bool:
    meaning, word = sentence.meaning(at), sentence.word(at)
    if word in sentence.dated:
        return False
    if meaning.party is not None or "office" in meaning.tags or _capital(sentence, at):
        return True
    if meaning.verb is not None or meaning.tags & {"clause", "be", "have", "not", "according"} or meaning.noun is not None:
        return False
    return word in JOINING or bool(meaning.tags & {"filler", "of", "into", "from"}) or (word[0].isalpha() and not meaning.tags)


def _may_begin(sentence: Sentence, at: int) -> bool:
    return _capital(sentence, at) or sentence.meaning(at).party is not None or "office" in sentence.meaning(at).tags


def _is_conjunction(sentence: Sentence, at: int) -> bool:
    """*But* before *Kremlin aide*: it opens the sentence and belongs to nobody's name."""
    meaning = sentence.meaning(at)
    return meaning.party is None and bool(meaning.tags & {"clause", "and", "contrast", "reverse", "pronoun"})


def _capital(sentence: Sentence, at: int) -> bool:
    return sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def _if_named(sentence: Sentence, first: int, end: int) -> Span | None:
    if end - first == 1 and sentence.meaning(first).party is None and (first == 0 or not _capital(sentence, first)):
        return None
    if any(_may_begin(sentence, i) for i in range(first, end)) and not (end - first == 1 and sentence.has(first, "pronoun")):
        return first, end
    return None
