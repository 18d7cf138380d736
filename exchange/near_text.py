"""Texts that are nearly the same, found among ten thousand without holding each against each.

Of every text a few dozen short pieces are remembered: those whose digests happen to be the least. Two texts that are nearly
the same share many of them; only texts that share some are then compared letter by letter.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from rapidfuzz import fuzz

ALIKE = 90
"""Of a hundred parts so many are the same in texts that are told."""

SHORTEST = 200
LONGEST_COMPARED = 4_000
_REMEMBERED = 32
_SHARED = 2
_MOST_TOGETHER = 40
_PIECE = re.compile(rb"\S{7}\S*.{0,18}", re.DOTALL)
"""A long word and what follows it: after any edit the pieces are soon the same again."""


def near_texts(
    texts: Mapping[int, str], wanted: Callable[[int, int], bool], go_on: Callable[[float], bool] = lambda _: True
) -> Iterator[tuple[int, int, int]]:
    """Pairs of keys, the lesser first, whose texts are the same in so many of a hundred parts.

    ``wanted`` says whether a pair is to be looked at; ``go_on`` is told how far this is, from 0 to 1, and may end it.
    """
    compared, holding = {}, defaultdict(list)
    for number, (key, text) in enumerate(sorted(texts.items())):
        if number % 100 == 0 and not go_on(0.6 * number / len(texts)):
            return
        if len(text) > SHORTEST:
            compared[key] = _as_compared(text)
            for piece in _pieces(compared[key]):
                holding[piece].append(key)
    candidates = _sharing(holding.values())
    for number, (one, other) in enumerate(candidates):
        if number % 100 == 0 and not go_on(0.6 + 0.4 * number / len(candidates)):
            return
        if wanted(one, other) and _lengths_near(compared[one], compared[other]):
            score = fuzz.ratio(compared[one], compared[other], score_cutoff=ALIKE)
            if score:
                yield one, other, int(score)


def _as_compared(text: str) -> str:
    return " ".join(text[: 2 * LONGEST_COMPARED].casefold().split())[:LONGEST_COMPARED]


def _pieces(text: str) -> list[int]:
    """The least digests of its pieces."""
    return heapq.nsmallest(_REMEMBERED, set(map(zlib.crc32, _PIECE.findall(text.encode()))))


def _sharing(groups: Iterable[list[int]]) -> list[tuple[int, int]]:
    """Pairs that share pieces; a piece that very many have, such as a notice about cookies, tells nothing."""
    shared: Counter[tuple[int, int]] = Counter()
    for keys in groups:
        if 1 < len(keys) <= _MOST_TOGETHER:
            shared.update(combinations(keys, 2))
        elif keys[_MOST_TOGETHER:]:
            shared.update(pairwise(keys))
    return sorted(pair for pair, number in shared.items() if number >= _SHARED)


def _lengths_near(one: str, other: str) -> bool:
    return min(len(one), len(other)) * 100 >= max(len(one), len(other)) * (ALIKE - 10)
