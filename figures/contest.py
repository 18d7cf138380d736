"""What disagrees in a reading, kept as the voices that met there and told pair by pair only to whoever asks (method, 3.3).

Of ten thousand numbers that all differ fifty million pairs disagree: nobody reads them, and no machine should hold them. So the
pairs are counted without being made, told one after another, or all of them in groups: each of one side against each of the
other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from figures.count import Count


class Disagreement(NamedTuple):
    """Two voices of one reading that share no value; each side names the figures that it rests on."""

    one: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """The voices of a reading that do not all share a value, and the contests ``within`` them; one of the two may be missing.

    ``counts`` are those of the voices, ``figures`` what each rests on. The first ``own`` of them are a figure each; the others
    are sums of figures, of which there are a few at most.
    """

    counts: tuple[Count, ...]
    figures: tuple[tuple[int, ...], ...]
    own: int
    within: tuple[Contest, ...]

    @property
    def number(self) -> int:
        """How many pairs disagree, in it and within its voices."""
        return sum(contest.pairs_of_own() for contest in self._each()) + len(dict.fromkeys(self._pairs_of_sums()))

    def pairs(self) -> Iterator[Disagreement]:
        """Every pair that disagrees, once: those within the voices first, and each contest in the order of its voices."""
        told: set[Disagreement] = set()
        for contest in self._each():
            for pair in contest._pairs(0):
                if pair not in told:
                    told.add(pair)
                    yield pair

    def groups(self) -> Iterator[Disagreement]:
        """The same pairs in few words: figures on either side, of which each disagrees with each of the other side.

        Only what disagrees with a sum is still told alone, since the figures of a sum are one voice.
        """
        for contest in self._each():
            alone = list(zip(contest.counts[: contest.own], contest.figures, strict=False))
            below = sorted([(count.high, one) for count, (one,) in alone if count.high is not None])
            yield from _each_against_each(below, sorted([(count.low, one) for count, (one,) in alone]))
        yield from dict.fromkeys(self._pairs_of_sums())

    def pairs_of_own(self) -> int:
        """How many pairs of figures, of which none is a sum, disagree here, whatever does within."""
        lows = sorted([count.low for count in self.counts[: self.own]])
        highs = [count.high for count in self.counts[: self.own] if count.high is not None]
        return sum([len(lows) - bisect_right(lows, high) for high in highs])

    def _each(self) -> Iterator[Contest]:
        """The contests within, the innermost first, and this one; each once, since a voice can be heard in two ways."""
        met: set[int] = set()
        waiting: list[tuple[Contest, bool]] = [(self, False)]
        while waiting:
            contest, is_open = waiting.pop()
            if is_open:
                yield contest
            elif id(contest) not in met:
                met.add(id(contest))
                waiting.append((contest, True))
                waiting += [(one, False) for one in reversed(contest.within)]

    def _pairs_of_sums(self) -> Iterator[Disagreement]:
        """The pairs of which one side at least is a sum."""
        for contest in self._each():
            yield from contest._pairs(contest.own)

    def _pairs(self, second: int) -> Iterator[Disagreement]:
        """The pairs of its own voices, of which the second stands at ``second`` or later."""
        if second >= len(self.counts):
            return
        figures = self.figures
        lows = sorted([(count.low, at) for at, count in enumerate(self.counts) if at >= second])
        highs = sorted([(count.high, at) for at, count in enumerate(self.counts) if at >= second and count.high is not None])
        for at, count in enumerate(self.counts):
            apart = [other for _, other in highs[: bisect_left(highs, (count.low, -1))] if other > at]
            if count.high is not None:
                apart += [other for _, other in lows[bisect_right(lows, (count.high, len(figures))) :] if other > at]
            yield from [Disagreement(figures[at], figures[other]) for other in sorted(apart)]


def _each_against_each(below: Sequence[tuple[int, int]], above: Sequence[tuple[int, int]]) -> Iterator[Disagreement]:
    """Groups of which the high ends of one lie below the low ends of the other: number and figure of each, ascending.

    Whatever lies on two sides of a number in the middle is a group; what lies on one side of it is divided in its turn.
    """
    if below and above:
        below = below[: bisect_left(below, (above[-1][0], -1))]
    if below:
        above = above[bisect_left(above, (below[0][0] + 1, -1)) :]
    if not below or not above:
        return
    middle = above[len(above) // 2][0]
    low, high = bisect_left(below, (middle, -1)), bisect_left(above, (middle, -1))
    yield from _each_against_each(below[:low], above[:high])
    if low:
        yield Disagreement(_ascending(below[:low]), _ascending(above[high:]))
    yield from _each_against_each(below[low:], above[high:])


def _ascending(some: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted([figure for _, figure in some]))
