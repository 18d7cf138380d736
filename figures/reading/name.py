"""What the name of a speaker is made of: capitals, a party, an office, a word for those who speak, and the small words between.

Nothing here asks whether anybody speaks: ``speech`` does.
"""

from __future__ import annotations

from figures.reading.sentence import Sentence

LONGEST = 9
RIGHTS_REACH = 6
LEAST_NAME = 3
JOINING = frozenset("-'«»“”\"&/")
QUOTES = frozenset('«“„"”»')
INVERTED = frozenset({",", "—", "–", "-", '"', "”", "»", "“", ".", "!", "?"})
BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…"}) | QUOTES
IN_OFFICE = frozenset({"по", "з", "із", "for"})
GOVERNING = frozenset({"into", "from", "preposition", "with", "against"})
SMALL = frozenset({"filler", "of", "into", "from", "and", "with"})
NAMING = frozenset({"speaker", "title", "institution"})
PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "аль", "ель", "эль", "бен", "бін"})
Span = tuple[int, int]


def is_capital(sentence: Sentence, at: int) -> bool:
    """Whether the word is written with a capital."""
    return sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def is_speaker(sentence: Sentence, at: int) -> bool:
    """Whether the word is an office or another word for those who speak."""
    return "office" in sentence.meanings[at].tags or not NAMING.isdisjoint(sentence.heard[at])


def may_begin(sentence: Sentence, at: int) -> bool:
    """Whether a name can begin here."""
    return is_capital(sentence, at) or sentence.meanings[at].party is not None or is_speaker(sentence, at)


def is_medium(sentence: Sentence, span: Span) -> bool:
    """Whether the name is an agency's, which mostly carries the words of others."""
    return any("medium" in sentence.heard[i] for i in range(*span))


def is_within(sentence: Sentence, at: int, last: int, after: int = -1) -> bool:
    """*1,000 bodies which, according to Russia, are Ukrainian*: said in a clause about a word before, and of that word only.

    ``at`` is the word of saying, ``last`` the token after it and its speaker, ``after`` the number before which it stands.
    """
    relatives = [i for i in sentence.places.get("relative", ()) if after < i < at and sentence.words[i] != "that"]
    if not relatives or last >= sentence.size - 1:
        return False
    return any(sentence.words[i][0].isalpha() and sentence.words[i] not in sentence.dated for i in range(last, sentence.size))


def is_time(sentence: Sentence, at: int) -> bool:
    """*On Tuesday*, *у середу*, *26 лютого*: a day says when and not who."""
    if sentence.words[at] in sentence.dated:
        return True
    return sentence.words[at + 1] in sentence.dated and (sentence.tokens.is_digits(at) or not is_capital(sentence, at))


def is_place(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words are no more than the name of a state."""
    if any("leader" in sentence.heard[i] for i in range(first, end)):
        return False
    return end <= first + sentence.meanings[first].length and sentence.meanings[first].party is not None


def names(sentence: Sentence, at: int) -> bool:
    """Whether the word can be part of a name or office: *a spokesman for the government*, *the external affairs ministry*."""
    meaning, word = sentence.meanings[at], sentence.words[at]
    if may_begin(sentence, at) or meaning.tags & {"of", "filler"} or word in IN_OFFICE or word in PARTICLES:
        return True
    if word == "-":
        return sentence.tokens.touches(at - 1) and sentence.tokens.touches(at)
    plain = meaning.verb is None and not meaning.tags and not meaning.cue and word[:1].isalpha()
    ahead = range(at + 1, min(sentence.size, at + LEAST_NAME))
    return plain and any(is_speaker(sentence, i) and not is_capital(sentence, i) for i in ahead)


def belongs(sentence: Sentence, at: int) -> bool:
    """Whether the word can stand within a name."""
    meaning, word = sentence.meanings[at], sentence.words[at]
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


def is_conjunction(sentence: Sentence, at: int) -> bool:
    """*But* before *Kremlin aide*: it opens the sentence and belongs to nobody's name."""
    meaning = sentence.meanings[at]
    if "nobody" in sentence.heard[at] and not is_speaker(sentence, at):
        return True
    return meaning.party is None and bool(meaning.tags & {"clause", "and", "contrast", "reverse", "pronoun"})


def if_named(sentence: Sentence, first: int, end: int) -> Span | None:
    """The words, where they name somebody at all."""
    if first >= end:
        return None
    if end - first == 1 and sentence.meanings[first].party is None and not is_speaker(sentence, first):
        mark = sentence.heard[first]
        if not is_capital(sentence, first) or "nobody" in mark or not sentence.words[first][0].isalpha():
            return None
        if first == 0 and (sentence.meanings[0].tags or sentence.meanings[0].noun or sentence.words[0].endswith(("о", "ly"))):
            return None
    if end - first == 1 and (sentence.has(first, "pronoun") or "outlet" in sentence.heard[first]):
        return None
    return (first, end) if any(may_begin(sentence, i) for i in range(first, end)) else None


def is_governed(sentence: Sentence, at: int) -> bool:
    """Whether the word is a preposition that governs what follows."""
    return not GOVERNING.isdisjoint(sentence.meanings[at].tags)


def past_phrase(sentence: Sentence, at: int, stop: int) -> int:
    """Where the words that a preposition governs end."""
    at += 1
    while at < stop and is_capital(sentence, at) and is_capital(sentence, at - 1):
        at += 1
    return at


def is_adverb(sentence: Sentence, at: int) -> bool:
    """Whether the word only says how or when it is said."""
    adverb = sentence.words[at].endswith("ly") and not sentence.inflects and not is_capital(sentence, at)
    return adverb or "adverb" in sentence.heard[at]


def past_rights(sentence: Sentence, at: int) -> int:
    """*Уполномоченный по правам человека Татьяна Москалькова*: where the name after an office and its field goes on."""
    if is_capital(sentence, at - 1) and not is_speaker(sentence, at - 1):
        return -1
    for i in range(at + 1, min(sentence.size, at + RIGHTS_REACH)):
        if sentence.words[i] in BREAKS or sentence.meanings[i].verb is not None or sentence.has(i, "clause"):
            return -1
        if is_capital(sentence, i):
            return i + 1
    return -1
