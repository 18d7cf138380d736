"""Whom a sentence names: its parties, and of whom it speaks."""

from __future__ import annotations

from figures.reading.sentence import Sentence
from figures.reading.wars import GENERIC

PART_REACH = 16


def subject_of(sentence: Sentence) -> str:
    """Of whom the sentence speaks: its first party that no preposition governs; what *it* stands for later."""
    for at, meaning in sentence.placed:
        if meaning.verb is not None and meaning.verb.sense != "say":
            return ""
        party = meaning.party
        governed = sentence.meanings[at - 1].tags & {"from", "into", "by", "of", "with", "against", "preposition"}
        described = party is not None and party.people and sentence.meanings[at + meaning.length].noun is not None
        if party is not None and not described and party.name not in GENERIC and not governed:
            return party.name
    return ""


def names_of(sentence: Sentence) -> frozenset[str]:
    """The parties that the sentence names; not those whose people are only a part of others: *among them seven Saudis*."""
    meanings = sentence.meanings
    names = frozenset([party.name for at in sentence.parties if (party := meanings[at].party) is not None])
    if len(names) < 2 or "part" not in sentence.tags:
        return names
    apart = {at for part in sentence.places["part"] for at in _counted_in_part(sentence, part)}
    placed = [(at, meaning.party.name) for at, meaning in sentence.placed if meaning.party is not None]
    return frozenset(name for at, name in placed if at not in apart)


def _counted_in_part(sentence: Sentence, part: int) -> range:
    """The words of a part: from *among them* to the end of the clause that says no verb."""
    for at in range(part + 1, min(sentence.size, part + PART_REACH)):
        verb = sentence.meanings[at].verb
        if sentence.words[at] in (";", ":", ")") or (verb is not None and at > part + 1):
            return range(part, at)
    return range(part, min(sentence.size, part + PART_REACH))
