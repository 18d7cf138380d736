"""What looks wrong, said and never mended; and what a whole leaves unaccounted for (method, 3.7 and 3.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

from figures.category import EXCLUSIVE
from figures.claim import Claim
from figures.count import Count
from figures.date import Span, span
from figures.day import DONE_EVENT, event_status
from figures.ground import Direction
from figures.line import Flag, flag
from figures.reckoning import NEVER_HANDS_OVER, About, LineKey, Reckoning
from figures.record import Agreement, Event, Pin
from figures.vocabulary import EventKind, FlagKind, Stage, Unit

IN_FORCE = ("", "part")
"""Why a figure that still counts does not stand on its line: it does, or it is held against its whole."""


class Doubts:
    """The flags of the lines that one reckoning reads."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._on_key: dict[LineKey, list[Claim]] = {}
        self._in_scope: dict[tuple[str, Direction], list[int]] = {}
        self._parts_of: dict[int, list[Claim]] = defaultdict(list)
        for claim in reckoning.claims:
            sort = claim.sort
            self._on_key.setdefault((claim.event, sort.category, sort.way), []).append(claim)
            if claim.known:
                self._in_scope.setdefault((sort.category, sort.way), []).append(claim.id)
            if claim.part_of is not None:
                self._parts_of[claim.part_of].append(claim)

    def on_key(self, key: LineKey) -> Sequence[Claim]:
        """Every figure of the line itself, standing or not."""
        return self._on_key.get(key, ())

    def listed(self, key: LineKey) -> tuple[int, ...]:
        """All known figures on the line, and for an agreement those on the same line of its events; ascending."""
        if key[0] is None:
            return tuple(sorted(self._in_scope.get(key[1:], ())))
        return tuple(sorted(c.id for c in self.on_key(key) if c.known))

    def unaccounted(self, key: LineKey, unit: Unit) -> Count | None:
        """The whole less its parts, never below zero, where the line has a whole with parts (method, 3.7)."""
        for whole in self.on_key(key) if self._parts_of else ():
            parts = self._parts(whole)
            if parts and whole.sort.unit is unit and not whole.why_not:
                counts = [p.count for p in parts]
                most = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
                return whole.count.remainder_after(Count(self._least(parts, whole.sort.category), most))
        return None

    def _parts(self, whole: Claim) -> list[Claim]:
        """The known parts of a figure in its unit that are neither retracted, corrected nor replaced."""
        parts = self._parts_of.get(whole.id, ())
        return [c for c in parts if c.sort.unit is whole.sort.unit and c.why_not in IN_FORCE]

    def _least(self, parts: Sequence[Claim], category: str) -> int:
        """The least that parts can come to: those that exclude each other are added, of others the largest counts (3.7)."""
        own = sum(p.count.low for p in parts if p.sort.category == category)
        below = {child: self._least(parts, child) for child in self._reckoning.tree.children(category)}
        together = [sum(low for child, low in below.items() if child in exclusive) for exclusive in EXCLUSIVE]
        return max(own, *below.values(), *together)

    def flags(self, about: About, key: LineKey, fallen: Pin | None) -> tuple[tuple[Flag, Unit | None], ...]:
        """What looks wrong on the line, each with the unit that it concerns; None where it concerns all."""
        found: list[tuple[Flag, Unit | None]] = [*self._reckoning.flags.get(key, ())]
        for claim in self.on_key(key) if self._parts_of else ():
            parts, high = self._parts(claim), claim.count.high
            in_force = claim.why_not in IN_FORCE
            if parts and in_force and high is not None and self._least(parts, claim.sort.category) > high:
                found.append((flag(FlagKind.PARTS_EXCEED_WHOLE, (claim.id, *(c.id for c in parts))), claim.sort.unit))
        for event in self._not_held:
            if about is event or key[0] is None:
                wrong = self._handed_over(event, key)
                if wrong:
                    found.append((flag(FlagKind.TRANSFERRED_ON_CANCELLED_EVENT, wrong), None))
        found += [(one, None) for one in self._duplicates(about, key)]
        if fallen is not None:
            found.append((flag(FlagKind.PIN_FALLEN, (fallen.figure,)), None))
        return tuple(dict.fromkeys(found)) if found else ()

    @cached_property
    def _not_held(self) -> tuple[Event, ...]:
        """The events of the scope that did not take place, or that hand nothing over."""
        day = self._reckoning.day
        events = self._reckoning.events
        return tuple(e for e in events if event_status(e, day) not in DONE_EVENT or e.kind in NEVER_HANDS_OVER)

    def _handed_over(self, event: Event, key: LineKey) -> list[int]:
        claims = self._in_direction(event, key[2])
        return [c.id for c in claims if c.sort.category == key[1] and c.sort.stage is Stage.TRANSFERRED]

    def _in_direction(self, event: Event, way: Direction) -> list[Claim]:
        """The standing figures about an event in one direction."""
        return [c for c in self._reckoning.on_event(event) if c.sort.way == way]

    @cached_property
    def twins(self) -> tuple[tuple[Event, Event], ...]:
        """The pairs of events of the agreement with the same kind and day."""
        alike: dict[tuple[EventKind, Span], list[Event]] = defaultdict(list)
        for event in self._reckoning.events if self._reckoning.agreement is not None else ():
            days = span(event.date) if event.date else None
            if days is not None and days.first == days.last:
                alike[event.kind, days].append(event)
        return tuple(pair for events in alike.values() for pair in combinations(events, 2))

    def _duplicates(self, about: About, key: LineKey) -> list[Flag]:
        """Two events of the agreement with the same kind, day and direction, one of which is on this line (method, 3.10)."""
        found: list[Flag] = []
        for one, other in self.twins:
            if isinstance(about, Agreement) or about is one or about is other:
                first, second = self._in_direction(one, key[2]), self._in_direction(other, key[2])
                both = [*first, *second]
                if first and second and any(c.sort.category == key[1] for c in both):
                    found.append(flag(FlagKind.POSSIBLE_DUPLICATE, [c.id for c in both]))
        return found
