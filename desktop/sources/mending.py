"""What becomes of the quotes when the text that they stand in is changed: they stay, are found again, or are adrift.

Nothing is moved silently: what was found elsewhere is named, and what is not found for certain is left where it was, adrift.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from figures.record import Anchor, Figure, FigureDraft

AROUND = 32
ENOUGH, CLEARLY = 8, 6
"""Characters around a quote that must be the same to know it again, and by how many more than around any other place."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The anchored figures of a text after it was changed."""

    stayed: tuple[Figure, ...]
    moved: tuple[tuple[Figure, Anchor], ...]
    adrift: tuple[Figure, ...]


def draft_of(figure: Figure) -> FigureDraft:
    """The figure as a draft, to be changed."""
    return FigureDraft(**{one.name: getattr(figure, one.name) for one in fields(FigureDraft)})


def anchored(text: str, start: int, end: int) -> Anchor:
    """The anchor of a stretch of text, with a little of what stands around it."""
    return Anchor(start, end, text[max(0, start - AROUND) : start], text[end : end + AROUND])


def mend(figures: Iterable[Figure], before: str, after: str) -> Mended:
    """Look for each figure's quote in the changed text."""
    head = len(os.path.commonprefix((before, after)))
    most = min(len(before), len(after)) - head
    tail = min(most, len(os.path.commonprefix((before[: -most - 1 : -1], after[: -most - 1 : -1])))) if most else 0
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
            moved.append((figure, anchored(after, start, start + len(figure.quote))))
    return Mended(tuple(stayed), tuple(moved), tuple(adrift))


def _start(figure: Figure, anchor: Anchor, before: str, after: str, head: int, tail: int) -> int | None:
    """Where the quote stands now; the change lies between ``head`` and ``tail`` of the text before."""
    stood = before[anchor.start : anchor.end] == figure.quote
    if stood and anchor.end <= head:
        return anchor.start
    if stood and anchor.start >= tail:
        return anchor.start + len(after) - len(before)
    return place_of(figure.quote, anchor, after)


def place_of(quote: str, anchor: Anchor, text: str) -> int | None:
    """Where the quote stands in a text that it was not taken from; None where that is not certain."""
    places = _places(text, quote)
    if len(places) == 1:
        return places[0]
    alike = sorted(((_alike(text, at, at + len(quote), anchor), at) for at in places), reverse=True)
    if len(alike) > 1 and alike[0][0] >= ENOUGH and alike[1][0] <= alike[0][0] - CLEARLY:
        return alike[0][1]
    return None


def _places(text: str, quote: str) -> list[int]:
    """Every place where the quote stands."""
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _alike(text: str, start: int, end: int, anchor: Anchor) -> int:
    """How many characters on both sides of the place are still those that stood around the quote."""
    before = os.path.commonprefix((text[max(0, start - AROUND) : start][::-1], anchor.before[::-1]))
    return len(before) + len(os.path.commonprefix((text[end : end + AROUND], anchor.after)))


def moved_drafts(mended: Mended) -> list[tuple[int, FigureDraft]]:
    """The figures whose anchors must follow their words, as drafts."""
    return [(figure.id, replace(draft_of(figure), anchor=anchor)) for figure, anchor in mended.moved]
