"""Whose word a number is: a name as the text has it, the party that it speaks for, and the words that say so."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.name import Span
from figures.reading.sentence import Sentence
from figures.reading.utterance import Speech


class Claim(NamedTuple):
    """A claimant as the text names it, the party that it speaks for, and the words that say so; empty where nobody is named.

    ``words`` are empty too where no word of the number's own sentence tells: the claim is carried over from elsewhere.
    """

    name: str = ""
    party: str = ""
    words: str = ""


NOBODY = Claim()


def claim(sentence: Sentence, speech: Speech) -> Claim:
    """The claim of the speaker that the sentence names; nobody's where it names none."""
    return named(sentence, speech.span, words_of(sentence, speech)) if speech.span is not None else NOBODY


def words_of(sentence: Sentence, speech: Speech) -> str:
    """The words that say it: *Zelenskiy said*, *he added*, *за словами Клименка*."""
    first, end = speech.at, speech.at + 1
    if speech.span is not None:
        first, end = min(first, speech.span[0]), max(end, speech.span[1])
    elif speech.at and sentence.has(speech.at - 1, "pronoun"):
        first -= 1
    else:
        end = min(sentence.size, speech.at + sentence.meanings[speech.at].length)
    return " ".join(sentence.slice(first, end).split())


def named(sentence: Sentence, span: Span, words: str = "") -> Claim:
    """The name of a speaker, and the party that it speaks for; two sides together speak for none."""
    first, end = span
    parties = [party.name for k in range(first, end) if (party := sentence.meanings[k].party) is not None]
    several = len(set(parties)) > 1 and any(sentence.has(k, "and") for k in range(first, end))
    return Claim(" ".join(sentence.slice(first, end).split()), parties[0] if parties and not several else "", words)
