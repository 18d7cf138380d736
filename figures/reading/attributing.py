"""To whom a number is attributed: the speaker of its sentence, one who goes on speaking, or the one that a whole text is by.

The innermost speaker counts, so a minister whom an agency quotes, not the agency. Where a sentence names nobody it may go on
with the words of the one before it (*he said*, a quotation, the same paragraph), or the next may say whose they were (*Про це
повідомив Штаб*). A name that only stands near, a mediator's, a listener's or a country's, is nobody's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.reading.again import resolved
from figures.reading.claim import NOBODY, Claim, claim
from figures.reading.name import QUOTES, is_medium, is_within
from figures.reading.onward import carried, told_later
from figures.reading.sentence import Sentence
from figures.reading.speech import speeches
from figures.reading.utterance import OF_THIS, PROMISED, SAID, Speech

AGO = 6
AHEAD = 4


class Around(NamedTuple):
    """The sentences around the one that is read: those before it, the nearest first, and the few after it; whose text it is."""

    earlier: Sequence[Sentence] = ()
    later: Sequence[Sentence] = ()
    account: Claim = NOBODY


def claim_of(sentence: Sentence, at: int) -> Claim:
    """Who the sentence itself says tells what stands at token ``at``; a speaker before it is likelier than one after it."""
    speech = _nearest(sentence, at)
    return claim(sentence, speech) if speech is not None else NOBODY


def attributed(sentence: Sentence, at: int, around: Around, *, promised: bool) -> Claim:
    """Who tells what stands at token ``at``; ``promised``: the number is an offer, a demand or an agreement."""
    speech = _nearest(sentence, at)
    offer = _offer(sentence, at) if promised else None
    if speech is not None and not (offer is not None and speech.at < offer.at and _is_inserted(sentence, speech)):
        found = resolved(sentence, speech, around.earlier)
        if found.name:
            return found
        if not (speech.again or speech.span):
            return around.account
    if offer is not None:
        found = resolved(sentence, offer, around.earlier)
        if found.name:
            return found
    if around.account.name:
        return around.account
    return told_later(sentence, at, around.later, around.earlier) or carried(sentence, around.earlier) or NOBODY


def _is_inserted(sentence: Sentence, speech: Speech) -> bool:
    """*…, a diplomat said, but*: said of what stands before it."""
    first = speech.span[0] if speech.span is not None and speech.span[0] < speech.at else speech.at
    first -= sentence.has(first - 1, "filler") if first else 0
    return first > 0 and sentence.words[first - 1] in (",", *QUOTES)


def _nearest(sentence: Sentence, at: int) -> Speech | None:
    """The word of saying that covers the number; an agency's only where nobody else speaks."""
    known = sentence.once("nearest", _none_yet)
    if at not in known:
        known[at] = _found_nearest(sentence, at)
    return known[at]


def _none_yet(_: Sentence) -> dict[int, Speech | None]:
    return {}


def _found_nearest(sentence: Sentence, at: int) -> Speech | None:
    spoken = speeches(sentence)
    if not spoken:
        return None
    said = [one for one in spoken if _covers(one, at) and not _apart(sentence, one, at)]
    said = [one for one in said if one.span is None or not is_medium(sentence, one.span)] or said
    return min(said, key=lambda one: _distance(one.at, at), default=None)


def _covers(speech: Speech, at: int) -> bool:
    return speech.kind == SAID or (speech.kind == OF_THIS and speech.at < at)


def _distance(said: int, at: int) -> int:
    return at - said if said < at else 2 * (said - at)


def _apart(sentence: Sentence, speech: Speech, at: int) -> bool:
    """Whether what is said there is something else than the number before it."""
    if speech.at < at:
        return False
    return ";" in sentence.tokens.words[at + 1 : speech.at] or is_within(sentence, speech.at, speech.last, at)


def _offer(sentence: Sentence, at: int) -> Speech | None:
    """The offer or demand that the number belongs to; of two with one verb the second (*а хусити — сто*)."""
    offers = [one for one in speeches(sentence) if one.kind == PROMISED and one.at < at]
    if not offers:
        return None
    last = offers[-1]
    for dash in range(at - 1, last.at, -1):
        if sentence.is_dash(dash) and sentence.meanings[dash - 1].party is not None:
            return Speech(last.at, (dash - 1, dash), PROMISED)
    return last
