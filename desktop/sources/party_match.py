"""Which party of the casefile a name in a text means: the same name in either script, whatever its case ending.

A name that fits two parties fits none: a guess between two sides would be the worst kind of wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.sources.row import fold
from figures.record import Party

SHORTEST_STEM, LONGEST_ENDING = 4, 3
CYRILLIC = re.compile("[\u0400-\u04ff]")
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
    known = [(party.id, words_of(party.name), words_of(party.native_name)) for party in parties]
    exact = {id_ for id_, own, native in known if wanted in (own, native)}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    near = {id_ for id_, own, native in known if _same_name(wanted, own) or _same_name(wanted, native)}
    return near.pop() if len(near) == 1 else None
