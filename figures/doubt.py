"""What looks wrong, said and never mended; and what a whole leaves unaccounted for (method, 3.7 and 3.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

from figures.category import EXCLUSIVE
from figures.count import Count
from figures.date import Span, span
from figures.line import Flag, flag
from figures.reckoning import NEVER_HANDS_OVER, About, LineKey, Reckoning
from figures.record import Agreement, Event, Figure, Pin
from figures.standing import DONE_EVENT, Direction, event_status
from figures.vocabulary import EventKind, FlagKind, Stage, Unit

IN_FORCE = ("", "part")
"""Why a figure that still counts does not stand on its line: it does, or it is held against its whole."""


class Doubts:
    """The flags of the lines that one reckoning reads."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._states = reckoning.states
        self._on_key: dict[LineKey, list[Figure]] = defaultdict(list)
        self._parts_of: dict[int, list[Figure]] = defaultdict(list)
        for figure in reckoning.figures:
            way = reckoning.way[figure.id]
            self._on_key[figure.agreement, figure.event, figure.category, way].append(figure)
            if figure.part_of is not None:
                self._parts_of[figure.part_of].append(figure)

    def on_key(self, key: LineKey) -> Sequence[Figure]:
        """Every figure of the line itself, standing or not."""
        return self._on_key.get(key, ())

    def unaccounted(self, key: LineKey, unit: Unit) -> Count | None:
        """The whole less its parts, never below zero, where the line has a whole with parts (method, 3.7)."""
        for whole in self.on_key(key):
            parts = self._parts(whole)
            if parts and whole.unit is unit and self._states[whole.id].standing:
                counts = [self._states[p.id].count for p in parts]
                most = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
                return self._states[whole.id].count.remainder_after(Count(self._least(parts, whole.category), most))
        return None

    def _parts(self, whole: Figure) -> list[Figure]:
        """The known parts of a figure in its unit that are neither retracted, corrected nor replaced."""
        parts = self._parts_of.get(whole.id, ())
        return [f for f in parts if f.unit is whole.unit and self._states[f.id].why_not in IN_FORCE]

    def _least(self, parts: Sequence[Figure], category: str) -> int:
        """The least that parts can come to: those that exclude each other are added, of others the largest counts (3.7)."""
        own = sum(self._states[p.id].count.low for p in parts if p.category == category)
        children = self._reckoning.casebook.categories.children(category)
        below = {child: self._least(parts, child) for child in children}
        together = [sum(low for child, low in below.items() if child in exclusive) for exclusive in EXCLUSIVE]
        return max(own, *below.values(), *together)

    def flags(self, about: About, key: LineKey, fallen: Pin | None) -> tuple[tuple[Flag, Unit | None], ...]:
        """What looks wrong on the line, each with the unit that it concerns; None where it concerns all."""
        found: list[tuple[Flag, Unit | None]] = [*self._reckoning.flags.get(key, ())]
        for figure in self.on_key(key):
            parts, high = self._parts(figure), self._states[figure.id].count.high
            in_force = self._states[figure.id].why_not in IN_FORCE
            if parts and in_force and high is not None and self._least(parts, figure.category) > high:
                found.append((flag(FlagKind.PARTS_EXCEED_WHOLE, (figure.id, *(f.id for f in parts))), figure.unit))
        for event in [about] if isinstance(about, Event) else self._reckoning.events:
            wrong = self._handed_over_where_nothing_was(event, key)
            if wrong:
                found.append((flag(FlagKind.TRANSFERRED_ON_CANCELLED_EVENT, wrong), None))
        found += [(one, None) for one in self._duplicates(about, key)]
        if fallen is not None:
            found.append((flag(FlagKind.PIN_FALLEN, (fallen.figure,)), None))
        return tuple(dict.fromkeys(found))

    def _handed_over_where_nothing_was(self, event: Event, key: LineKey) -> list[int]:
        if event_status(event, self._reckoning.day) in DONE_EVENT and event.kind not in NEVER_HANDS_OVER:
            return []
        figures = self._in_direction(event, key[3])
        return [f.id for f in figures if f.category == key[2] and f.stage is Stage.TRANSFERRED]

    def _in_direction(self, event: Event, way: Direction) -> list[Figure]:
        """The standing figures about an event in one direction."""
        return [f for f in self._reckoning.on_event(event) if self._reckoning.way[f.id] == way]

    @cached_property
    def _twins(self) -> tuple[tuple[Event, Event], ...]:
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
        for one, other in self._twins:
            if isinstance(about, Agreement) or about in (one, other):
                first, second = self._in_direction(one, key[3]), self._in_direction(other, key[3])
                both = [*first, *second]
                if first and second and any(f.category == key[2] for f in both):
                    found.append(flag(FlagKind.POSSIBLE_DUPLICATE, [f.id for f in both]))
        return found
