"""Which figures stand on a day, and which of their counts follow another's (method, 3.1 and 3.2).

What a figure needs of others is looked up among the *linked*: those that are corrected, shared or divided. Whatever replaces a
figure lies on its own line.
"""

from __future__ import annotations

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
    said = [(claim, first_day(claim.said), last_day(claim.said)) for claim in group]
    for older, _, ends in said:
        newer = [
            claim
            for claim, begins, _ in said
            if begins is not None and ends is not None and begins > ends and not claim.count.overlaps(older.count)
        ]
        if newer:
            older.why_not = "replaced"
            older.replaced_by = min(newer, key=lambda c: c.said_first).id
