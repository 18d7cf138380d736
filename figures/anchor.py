"""Where a quote stands in its text, and finding it again after the text was edited.

A quote is kept with its place and a little of what stands around it. It is never moved silently: where the text was edited it
is found at another place and said to have moved, or it is adrift and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.record import Anchor

AROUND = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands now; ``moved`` says that this is not where it was anchored."""

    start: int
    end: int
    moved: bool


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``."""
    return Anchor(start, end, before=text[max(0, start - AROUND) : start], after=text[end : end + AROUND])


def locate(text: str, quote: str, at: Anchor) -> Found | None:
    """Where the quote stands in ``text`` as it is now; None where it is adrift.

    The old place counts where the quote is there still. Elsewhere the occurrence whose surroundings are most like the anchored
    ones is taken, and only if no other occurrence is as like: of two that cannot be told apart neither is guessed.
    """
    if quote and text[at.start : at.end] == quote:
        return Found(at.start, at.end, moved=False)
    if not quote:
        return None
    best, likeness, tied = -1, -1, False
    start = text.find(quote)
    while start >= 0:
        here = _likeness(text, start, start + len(quote), at)
        if here > likeness:
            best, likeness, tied = start, here, False
        elif here == likeness:
            tied = True
        start = text.find(quote, start + 1)
    if best < 0 or tied or (likeness == 0 and (at.before or at.after)):
        return None
    return Found(best, best + len(quote), moved=True)


def _likeness(text: str, start: int, end: int, at: Anchor) -> int:
    """How many characters around the place are those around the anchored one."""
    before = _shared(reversed(text[max(0, start - AROUND) : start]), reversed(at.before))
    return before + _shared(iter(text[end : end + AROUND]), iter(at.after))


def _shared(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
