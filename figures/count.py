"""Whole numbers known only to lie between two bounds, and what may be computed of them.

Nothing here is ever tighter than the truth allows: a sum or a difference contains every value that the true numbers could give.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number known only to lie from ``low`` to ``high``, both included.

    ``high`` is None when the source sets no upper bound.
    """

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"no such count: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Count:
        """The count that can be only one number."""
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether only one number is possible."""
        return self.low == self.high

    def overlaps(self, other: Count) -> bool:
        """Whether one true number could satisfy both."""
        below = other.high is None or self.low <= other.high
        above = self.high is None or other.low <= self.high
        return below and above

    def within(self, other: Count) -> bool:
        """Whether every number possible here is possible in ``other`` too."""
        return other.low <= self.low and (other.high is None or (self.high is not None and self.high <= other.high))

    def plus(self, other: Count) -> Count:
        """Every value that the sum of the two could have."""
        open_end = self.high is None or other.high is None
        return counted(self.low + other.low, None if open_end else (self.high or 0) + (other.high or 0))

    def remainder_after(self, part: Count) -> Count:
        """What is left of this whole when ``part`` is taken from it, never below zero."""
        low = 0 if part.high is None else max(0, self.low - part.high)
        return Count(low, None if self.high is None else max(0, self.high - part.low))

    def at_least(self) -> Count:
        """The same floor with the upper end opened."""
        return counted(self.low, None)


@lru_cache(maxsize=65536)
def counted(low: int, high: int | None) -> Count:
    """The count, mostly the same object for the same bounds: a million figures have a few thousand different ones."""
    return Count(low, high)


@dataclass(frozen=True, slots=True)
class Gap:
    """Observed less stated, in the line's unit; an end that cannot be computed is None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """Observed over stated, in fractions of one; an end that cannot be computed is None."""

    low: Fraction | None
    high: Fraction | None


def gap(observed: Count, stated: Count) -> Gap:
    """Observed less stated (method, section 4): [o.low − s.high, o.high − s.low]."""
    return Gap(
        None if stated.high is None else observed.low - stated.high,
        None if observed.high is None else observed.high - stated.low,
    )


def share(observed: Count, stated: Count) -> Share:
    """Observed over stated (method, section 4): [o.low ÷ s.high, o.high ÷ s.low]."""
    return Share(
        _part(observed.low, stated.high) if stated.high else None,
        _part(observed.high, stated.low) if observed.high is not None and stated.low else None,
    )


@lru_cache(maxsize=16384)
def _part(of: int, whole: int) -> Fraction:
    """The fraction; made once for numbers that are met again and again, since making one takes longer than the rest."""
    return Fraction(of, whole)
