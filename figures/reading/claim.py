"""Who says it: the innermost speaker of a sentence, so a minister whom an agency quotes, not the agency."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.sentence import Sentence

LONGEST = 9
BRACKETS = 8
JOINING = frozenset("-'«»“”\"")
Span = tuple[int, int]


class Claim(NamedTuple):
    """A claimant as the text names it, and the party that it speaks for; both empty where nobody is named."""

    name: str = ""
    party: str = ""


def claim_of(sentence: Sentence, at: int) -> Claim:
    """Who says what stands at token ``at``; a speaker before the number is likelier than one after it."""
    found = [(_distance(i, at), i, name) for i, name in sentence.once("speakers", _speakers)]
    if not found:
        return Claim()
    first, end = min(found)[2]
    parties = [party.name for k in range(first, end) if (party := sentence.meaning(k).party) is not None]
    return Claim(" ".join(sentence.slice(first, end).split()), parties[0] if parties else "")


def _speakers(sentence: Sentence) -> list[tuple[int, Span]]:
    """Every word of saying in the sentence, and who says it."""
    found: list[tuple[int, Span]] = []
    for i in range(sentence.size):
        meaning = sentence.meaning(i)
        if "according" in meaning.tags:
            name = _name_after(sentence, i + meaning.length)
        elif meaning.verb is not None and meaning.verb.sense == "say" and not (i and _capital(sentence, i)):
            name = _name_before(sentence, i) or _name_after(sentence, i + 1)
        else:
            continue
        if name is not None:
            found.append((i, name))
    return found


def _distance(said: int, at: int) -> int:
    return at - said if said < at else 2 * (said - at)


def _past_brackets(sentence: Sentence, end: int) -> int:
    """*The Rapid Support Forces (RSF) said*: where the name before the brackets ends."""
    if sentence.word(end - 1) != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - BRACKETS), -1) if sentence.word(i) == "("), end)


def _name_before(sentence: Sentence, verb: int) -> Span | None:
    verb = _past_brackets(sentence, verb)
    first = verb
    while first > 0 and verb - first < LONGEST and _belongs(sentence, first - 1):
        first -= 1
    while first < verb and (not _may_begin(sentence, first) or _is_conjunction(sentence, first)):
        first += 1
    return _if_named(sentence, first, verb)


def _name_after(sentence: Sentence, start: int) -> Span | None:
    end = start
    while end < sentence.size and end - start < LONGEST and _belongs(sentence, end):
        end += 1
    while end > start and not sentence.word(end - 1)[0].isalpha():
        end -= 1
    return _if_named(sentence, start, end)


def _belongs(sentence: Sentence, at: int) -> bool:
    meaning, word = sentence.meaning(at), sentence.word(at)
    if meaning.party is not None or "office" in meaning.tags or _capital(sentence, at):
        return True
    if meaning.verb is not None or meaning.tags & {"clause", "be", "have", "not"} or meaning.noun is not None:
        return False
    return word in JOINING or bool(meaning.tags & {"filler", "of", "into", "from"}) or (word[0].isalpha() and not meaning.tags)


def _may_begin(sentence: Sentence, at: int) -> bool:
    return _capital(sentence, at) or sentence.meaning(at).party is not None or "office" in sentence.meaning(at).tags


def _is_conjunction(sentence: Sentence, at: int) -> bool:
    """*But* before *Kremlin aide*: it opens the sentence and belongs to nobody's name."""
    meaning = sentence.meaning(at)
    return meaning.party is None and bool(meaning.tags & {"clause", "and", "contrast", "reverse"})


def _capital(sentence: Sentence, at: int) -> bool:
    return sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def _if_named(sentence: Sentence, first: int, end: int) -> Span | None:
    if end - first == 1 and sentence.meaning(first).party is None and (first == 0 or not _capital(sentence, first)):
        return None
    if any(_may_begin(sentence, i) for i in range(first, end)) and not (end - first == 1 and sentence.has(first, "pronoun")):
        return first, end
    return None
