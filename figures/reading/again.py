"""Whom *he*, *the official* or *ведомство* stands for: whoever spoke last and can be called so."""

from __future__ import annotations

from collections.abc import Sequence

from figures.reading.claim import Claim, claim, named, words_of
from figures.reading.name import Span, is_capital
from figures.reading.sentence import Sentence
from figures.reading.speaker import opening
from figures.reading.speech import speeches
from figures.reading.utterance import PROMISED, Speech

PERSONAL = frozenset({"he", "she"})
NEUTER = frozenset({"it"})
NAMED = 2
REACH = 8


def resolved(sentence: Sentence, speech: Speech, earlier: Sequence[Sentence]) -> Claim:
    """The speaker of a word of saying, looked for before it where the sentence has only *he* or *the official*."""
    if not speech.again:
        return claim(sentence, speech)
    words = words_of(sentence, speech)
    bodies, people = _calls(sentence, speech)
    own = opening(sentence) if speech.span is None else None
    if own is not None and own[1] < speech.at and _is_told(sentence, own, bodies=bodies, people=people):
        return named(sentence, own, words)
    for before in (sentence, *earlier):
        for one in reversed(_named_before(before, speech.at if before is sentence else before.size)):
            if one.span is not None and _may_be(before, one.span, bodies=bodies, people=people):
                return claim(before, one)._replace(words=words)
        name = opening(before) if before is not sentence else None
        if name is not None and (people or _is_body(before, name)) and _may_be(before, name, bodies=bodies, people=people):
            return named(before, name, words)
    return claim(sentence, speech)


def _named_before(sentence: Sentence, at: int) -> list[Speech]:
    """The words of saying before a token that name their speaker."""
    return [one for one in speeches(sentence) if one.at < at and one.span and not one.again and one.kind != PROMISED]


def _calls(sentence: Sentence, speech: Speech) -> tuple[bool, bool]:
    """Whether the words can stand for an organisation, and whether for a person."""
    if speech.span is not None:
        words = [sentence.heard[i] for i in range(*speech.span)]
        if any("aide" in tags for tags in words):
            return True, True
        body = any("institution" in tags for tags in words)
        return body, not body
    near = [speech.at + 1, *range(speech.at - 1, max(-1, speech.at - REACH), -1)]
    pronoun = next((sentence.words[i] for i in near if sentence.has(i, "pronoun")), "")
    if pronoun in PERSONAL:
        return False, True
    return True, pronoun not in NEUTER


def _may_be(sentence: Sentence, span: Span, *, bodies: bool, people: bool) -> bool:
    if bodies and people:
        return True
    if _is_body(sentence, span):
        return bodies
    return people or (bodies and not _is_person(sentence, span))


def _is_told(sentence: Sentence, span: Span, *, bodies: bool, people: bool) -> bool:
    """Whether the sentence's own subject is surely the one: *the ministry released a statement in which it said*."""
    return (bodies and not people and _is_body(sentence, span)) or (people and not bodies and _is_person(sentence, span))


def _is_body(sentence: Sentence, span: Span) -> bool:
    """Whether the words name an organisation and not somebody who speaks for it."""
    words = [sentence.heard[i] for i in range(*span)]
    speaks = any("aide" in tags or ("title" in tags and "institution" not in tags) for tags in words)
    return any("institution" in tags for tags in words) and not speaks and not _is_person(sentence, span)


def _is_person(sentence: Sentence, span: Span) -> bool:
    """Whether the words end in the name of a person: two words with capitals, none of them an office."""
    last = span[1] - 1
    if any("leader" in sentence.heard[i] for i in range(*span)):
        return True
    pair = range(max(span[0], last - 1), last + 1)
    unknown = all(not sentence.heard[i] & {"institution", "speaker"} and sentence.meanings[i].party is None for i in pair)
    return len(pair) == NAMED and all(is_capital(sentence, i) for i in pair) and unknown
