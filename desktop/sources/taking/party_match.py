"""Which party of the casefile a name in a text means: the same name in either script, whatever its case ending.

A name that fits two parties fits none: a guess between two sides would be the worst kind of wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.sources.listing.row import fold
from figures.numeral import Tokens
from figures.reading.reader import READING, language_of
from figures.record import Party
from figures.vocabulary import PartyKind

SHORTEST_STEM, LONGEST_ENDING = 4, 3
CYRILLIC = re.compile("[\u0400-\u04ff]")
LEADING = frozenset({"the", "a", "an", "but", "and", "while", "meanwhile", "але", "а", "но", "и"})
ARTICLES = frozenset({"the", "of", "and", "for", "по", "з", "с", "и", "і", "та", "в", "у"})


def words_of(name: str) -> tuple[str, ...]:
    """The name's words, folded, without those that carry no meaning."""
    return tuple(word for word in re.findall(r"\w+", fold(name)) if word not in ARTICLES)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one, perhaps in two cases of an inflected language."""
    if one == other:
        return True
    if not (CYRILLIC.match(one) and CYRILLIC.match(other)):
        return False
    stem = max(SHORTEST_STEM, max(len(one), len(other)) - LONGEST_ENDING)
    return min(len(one), len(other)) >= SHORTEST_STEM and one[:stem] == other[:stem]


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one) and len(one) == len(other) and all(map(_same_word, one, other))


def matching_party(name: str, parties: Iterable[Party]) -> int | None:
    """The id of the one party that the name means; None where none does, or more than one."""
    wanted = words_of(name)
    if not wanted:
        return None
    listed = tuple(parties)
    known = [(party.id, words_of(party.name), words_of(party.native_name)) for party in listed]
    exact = {id_ for id_, own, native in known if wanted in (own, native)}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    near = {id_ for id_, own, native in known if _same_name(wanted, own) or _same_name(wanted, native)}
    if near:
        return near.pop() if len(near) == 1 else None
    people = {party.id for party in listed if party.kind is PartyKind.PERSON and _same_person(wanted, party)}
    if people:
        return people.pop() if len(people) == 1 else None
    sides = {party.id for party in listed if party.belongs_to is None and name in (_side(party.name), _side(party.native_name))}
    return sides.pop() if len(sides) == 1 else None


def _same_person(wanted: tuple[str, ...], party: Party) -> bool:
    """Whether the name is a person's with an office before it, or the surname alone: *Kremlin aide Vladimir Medinsky*."""
    for name in (words_of(party.name), words_of(party.native_name)):
        if len(name) < 2:
            continue
        if _same_name(wanted[-len(name) :], name) or (len(wanted) == 1 and _same_word(wanted[0], name[-1])):
            return True
    return False


def side_of(name: str, parties: Iterable[Party]) -> int | None:
    """The party to which somebody of this name seems to belong: *the Russian defence ministry* to Russia."""
    named = _parties_in(name)
    return matching_party(named.pop(), parties) if len(named) == 1 else None


def _parties_in(name: str) -> set[str]:
    """The parties of the world's handovers that stand in the name, by their English names."""
    tokens = Tokens(name)
    lexicons = [language_of(code).lexicon for code in READING]
    found = [lexicon.at(tokens, at).party for lexicon in lexicons for at in range(len(tokens))]
    return {party.name for party in found if party is not None}


@lru_cache(maxsize=4096)
def _side(name: str) -> str:
    """The English name of a side where the whole name is that side's, in whatever language."""
    tokens = Tokens(name)
    for code in READING:
        meaning = language_of(code).lexicon.at(tokens, 0) if len(tokens) else None
        if meaning is not None and meaning.party is not None and meaning.length == len(tokens):
            return meaning.party.name
    return ""


def bare_name(name: str) -> str:
    """The name as it would stand in a list, without the article or the conjunction it had in its sentence."""
    words = name.split()
    while len(words) > 1 and words[0].casefold() in LEADING:
        words = words[1:]
    return " ".join(words)
