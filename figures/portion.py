"""A number given as a share of another: *less than a fifth of the list*.

A portion has no count of its own; it is taken of its base anew whenever it is read, so it follows the base's corrections.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from figures.count import Count
from figures.vocabulary import Bound

PORTION_BOUNDS = (
    Bound.EXACT,
    Bound.AT_LEAST,
    Bound.MORE_THAN,
    Bound.NEARLY,
    Bound.ABOUT,
    Bound.UP_TO,
    Bound.FEWER_THAN,
)


def half_place(number: int) -> Fraction:
    """Half the last significant place of ``number`` as written: 6,000 → 500, 250 → 5, 6,057 → ½ (method, section 2)."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return _half_of(place)


@lru_cache(maxsize=32)
def _half_of(place: int) -> Fraction:
    return Fraction(place, 2)


@dataclass(frozen=True, slots=True)
class Portion:
    """A bounded share of a base, in fractions of one."""

    bound: Bound
    share: Fraction

    def __post_init__(self) -> None:
        if self.bound not in PORTION_BOUNDS:
            raise ValueError(f"a share of another figure cannot be “{self.bound.value}”")
        if not 0 <= self.share <= 1:
            raise ValueError(f"no such share: {self.share}")

    def __str__(self) -> str:
        return f"{self.bound.value} {self.share}"

    @classmethod
    def parse(cls, text: str) -> Portion:
        """The portion that ``str`` wrote, such as ``fewer_than 1/5``."""
        bound, _, share = text.partition(" ")
        return cls(Bound(bound), Fraction(share))

    def of(self, base: Count) -> Count:
        """The share taken at both ends of ``base`` and rounded outward; what is more than a share ends at the base's high.

        Method, section 1, *relative to*. *About* and *nearly* widen each end by its own half place, as for numbers.
        """
        low = floor(self.share * base.low)
        high = None if base.high is None else ceil(self.share * base.high)
        match self.bound:
            case Bound.AT_LEAST:
                return Count(low, base.high)
            case Bound.MORE_THAN:
                return Count(low + 1 if base.high is None else min(low + 1, base.high), base.high)
            case Bound.UP_TO:
                return Count(0, high)
            case Bound.FEWER_THAN:
                return Count(0, None if high is None else max(0, high - 1))
            case Bound.NEARLY:
                under = max(0, low - max(1, floor(half_place(low))))
                return Count(under, None if high is None else max(under, high - 1))
            case Bound.ABOUT:
                under = max(0, low - max(1, floor(half_place(low))))
                over = None if high is None else min(base.high or 0, high + max(1, floor(half_place(high)) - 1))
                return Count(under, over)
            case _:
                return Count(low, high)
