"""What becomes of the quotes when the text that they stand in is changed: they stay, are found again, or are adrift.

Nothing is moved silently: what was found elsewhere is named, and what is not found for certain is left where it was, adrift.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.forms.figure_value import draft_of
from figures.anchor import anchor, locate
from figures.record import Anchor, Figure, FigureDraft


@dataclass(frozen=True, slots=True)
class Mended:
    """The anchored figures of a text after it was changed."""

    stayed: tuple[Figure, ...]
    moved: tuple[tuple[Figure, Anchor], ...]
    adrift: tuple[Figure, ...]


def mend(figures: Iterable[Figure], before: str, after: str) -> Mended:
    """Look for each figure's quote in the changed text."""
    head = shared(before, after)
    tail = shared(before[head:][::-1], after[head:][::-1])
    stayed: list[Figure] = []
    moved: list[tuple[Figure, Anchor]] = []
    adrift: list[Figure] = []
    for figure in figures:
        if figure.anchor is None:
            continue
        start = _start(figure, figure.anchor, before, after, head, len(before) - tail)
        if start is None:
            adrift.append(figure)
        elif start == figure.anchor.start:
            stayed.append(figure)
        else:
            moved.append((figure, anchor(after, start, start + len(figure.quote))))
    return Mended(tuple(stayed), tuple(moved), tuple(adrift))


def _start(figure: Figure, at: Anchor, before: str, after: str, head: int, tail: int) -> int | None:
    """Where the quote stands now; the change lies between ``head`` and ``tail`` of the text before."""
    stood = before[at.start : at.end] == figure.quote
    if stood and at.end <= head:
        return at.start
    if stood and at.start >= tail:
        return at.start + len(after) - len(before)
    found = locate(after, figure.quote, at)
    return None if found is None else found.start


def shared(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def moved_drafts(mended: Mended) -> list[tuple[int, FigureDraft]]:
    """The figures whose anchors must follow their words, as drafts."""
    return [(figure.id, replace(draft_of(figure), anchor=place)) for figure, place in mended.moved]
