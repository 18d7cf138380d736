"""Who says it: the innermost speaker of a sentence, so a minister whom an agency quotes, not the agency."""

from __future__ import annotations

from figures.reading.sentence import Sentence

LONGEST = 9


def claimant_of(sentence: Sentence, at: int) -> tuple[str, int]:
    """The speaker of what stands at token ``at``, as the text names it, and the token that says so; empty where nobody does."""
    found: list[tuple[int, int, str]] = []
    for i in range(len(sentence)):
        meaning = sentence.meaning(i)
        if "according" in meaning.tags:
            name = _name_after(sentence, i + meaning.length)
        elif meaning.verb is not None and meaning.verb.sense == "say" and not (i and _capital(sentence, i)):
            name = _name_before(sentence, i) or _name_after(sentence, i + 1)
        else:
            continue
        if name:
            found.append((_distance(i, at), i, name))
    return (min(found)[2], min(found)[1]) if found else ("", -1)


def _distance(said: int, at: int) -> int:
    """Nearer is likelier; a speaker before the number is likelier than one after it."""
    return at - said if said < at else 2 * (said - at)


def _name_before(sentence: Sentence, verb: int) -> str:
    first = verb
    while first > 0 and verb - first < LONGEST and _belongs(sentence, first - 1):
        first -= 1
    while first < verb and not _may_begin(sentence, first):
        first += 1
    return _if_named(sentence, first, verb)


def _name_after(sentence: Sentence, start: int) -> str:
    end = start
    while end < len(sentence) and end - start < LONGEST and _belongs(sentence, end):
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
    return (
        word in ("-", "'") or bool(meaning.tags & {"filler", "of", "into", "from"}) or (word[0].isalpha() and not meaning.tags)
    )


def _may_begin(sentence: Sentence, at: int) -> bool:
    return _capital(sentence, at) or sentence.meaning(at).party is not None or "office" in sentence.meaning(at).tags


def _capital(sentence: Sentence, at: int) -> bool:
    return sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def _if_named(sentence: Sentence, first: int, end: int) -> str:
    if any(_may_begin(sentence, i) for i in range(first, end)) and not (end - first == 1 and sentence.has(first, "pronoun")):
        return " ".join(sentence.slice(first, end).split())
    return ""
