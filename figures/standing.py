"""Which figures stand on a day, and which of their counts follow another's (method, 3.1 and 3.2).

What a figure needs of others is looked up among the *linked*: those that are corrected, shared or divided. Whatever replaces a
figure lies on its own line.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from figures.claim import Claim
from figures.count import Count
from figures.date import first_day, last_day, span
from figures.ground import Ground
from figures.merging import shared
from figures.portion import Portion
from figures.vocabulary import Accumulation


class Standing:
    """How figures stand on the day of the ground. ``linked`` holds every claim that names another or is named, by id."""

    def __init__(self, ground: Ground, linked: Mapping[int, Claim]) -> None:
        self._ground, self._linked = ground, linked
        self._came: dict[str, bool] = {}
        self._counts: dict[int, Count] = {}
        self._corrections: dict[int, list[Claim]] = defaultdict(list)
        correcting = (c for c in linked.values() if c.corrects is not None and self._is_known(c) and not self._is_retracted(c))
        for claim in sorted(correcting, key=lambda c: c.said_first):
            if claim.corrects is not None:
                self._corrections[claim.corrects].append(claim)

    def settle(self, claims: Iterable[Claim]) -> None:
        """Give each claim its count and say whether it stands; all claims about one thing are settled together."""
        successions: dict[object, list[Claim]] = {}
        corrections = self._corrections
        for claim in claims:
            if claim.portion is not None:
                self._follow(claim)
            came = self._came.get(claim.said)
            if not (self._is_known(claim) if came is None else came):
                claim.known, claim.why_not = False, "later"
                continue
            if claim.id in corrections:
                claim.replaced_by = corrections[claim.id][-1].id
            if claim.retracted and self._is_retracted(claim):
                claim.why_not = "retracted"
            elif claim.id in corrections:
                claim.why_not = "corrected"
            elif claim.part_of is not None and self._linked[claim.part_of].sort.category == claim.sort.category:
                claim.why_not = "part"
            elif claim.sort.claimant is not None:
                succession = claim.sort.succession
                if claim.sort.accumulation is Accumulation.CUMULATIVE:
                    to = span(claim.counts_to) if claim.counts_to else None
                    successions.setdefault((succession, to), []).append(claim)
                elif succession in successions:
                    successions[succession].append(claim)
                else:
                    successions[succession] = [claim]
        for group in successions.values():
            if len(group) > 1:
                _replace(group)

    def _is_known(self, claim: Claim) -> bool:
        came = self._came.get(claim.said)
        if came is None:
            came = self._came[claim.said] = self._ground.day.has_come(claim.said)
        return came

    def _is_retracted(self, claim: Claim) -> bool:
        return bool(claim.retracted) and (not claim.retracted_on or self._ground.day.has_come(claim.retracted_on))

    def _follow(self, claim: Claim, trail: tuple[int, ...] = ()) -> Count:
        """The figure's count; a share is taken of its base, and follows the base's corrections."""
        if claim.portion is None or claim.relative_to is None or claim.id in trail:
            return claim.count
        count = self._counts.get(claim.id)
        if count is None:
            base = self._corrected(self._linked[claim.relative_to])
            count = Portion.parse(claim.portion).of(self._follow(base, (*trail, claim.id)))
        if not trail:
            claim.count = self._counts[claim.id] = count
        return count

    def _corrected(self, claim: Claim) -> Claim:
        """The figure, or the last known correction of it."""
        seen = {claim.id}
        while claim.id in self._corrections:
            claim = self._corrections[claim.id][-1]
            if claim.id in seen:
                break
            seen.add(claim.id)
        return claim


def _replace(group: Sequence[Claim]) -> None:
    """Each figure is replaced by the earliest of those said wholly after it that share no value with it."""
    if shared([claim.count for claim in group]) is not None:
        return
    waiting = sorted([(begins, claim.id, claim) for claim in group if (begins := first_day(claim.said)) is not None])
    ended = sorted([(ends, claim.id, claim) for claim in group if (ends := last_day(claim.said)) is not None], reverse=True)
    later = _Later()
    for ends, _, older in ended:
        while waiting and waiting[-1][0] > ends:
            later.add(waiting.pop()[2])
        newer = later.earliest_against(older.count)
        if newer is not None:
            older.why_not, older.replaced_by = "replaced", newer.id


class _Later:
    """Figures that were said later, given from the last to the first; tells the first that shares no value with a count.

    Of those above and of those below it only figures are held that reach further than all before them.
    """

    def __init__(self) -> None:
        self._lows: list[int] = []
        self._above: list[Claim] = []
        self._highs: list[int] = []
        self._below: list[Claim] = []

    def add(self, claim: Claim) -> None:
        """One more, said before all that were given."""
        low, high = -claim.count.low, claim.count.high
        while self._lows and self._lows[-1] >= low:
            self._lows.pop()
            self._above.pop()
        self._lows.append(low)
        self._above.append(claim)
        if high is not None:
            while self._highs and self._highs[-1] >= high:
                self._highs.pop()
                self._below.pop()
            self._highs.append(high)
            self._below.append(claim)

    def earliest_against(self, count: Count) -> Claim | None:
        """The first that shares no value with the count."""
        above = 0 if count.high is None else bisect_left(self._lows, -count.high)
        below = bisect_left(self._highs, count.low)
        found = [self._above[above - 1]] if above else []
        if below:
            found.append(self._below[below - 1])
        return min(found, key=_said_first, default=None)


def _said_first(claim: Claim) -> tuple[dt.date, int]:
    return claim.said_first
