"""What looks wrong, said and never mended; and what a whole leaves unaccounted for (method, 3.7 and 3.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations
from typing import NamedTuple

from figures.category import EXCLUSIVE
from figures.claim import Claim
from figures.count import Count
from figures.date import Span, span
from figures.line import MANY_ALIKE, Flag, flag
from figures.place import NO_CLAIMS, Place
from figures.reckoning import Reckoning
from figures.record import Pin
from figures.strand import Direction, Strand
from figures.vocabulary import EventKind, FlagKind, Stage, Unit

IN_FORCE = ("", "part")
"""Why a figure that still counts does not stand on its line: it does, or it is held against its whole."""
MOST_ALIKE = 50
"""Of more events than this that look alike the pairs are not told one by one: there are more than twelve hundred."""


class Doubts:
    """The flags of the lines that one reckoning reads; ``alike`` are the events of its agreement that look like the same."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._parts_of: dict[int, list[Claim]] = {}
        for place in reckoning.places.values():
            for claim in place.parts:
                if claim.part_of is not None:
                    self._parts_of.setdefault(claim.part_of, []).append(claim)
        self.alike = () if reckoning.agreement is None else _alike(reckoning.on_events)

    @cached_property
    def _in_scope(self) -> dict[Strand, list[int]]:
        """The known figures of each line of the agreement and of its events."""
        found: dict[Strand, list[int]] = defaultdict(list)
        for place in self._reckoning.places.values():
            for strand, claims in place.on.items():
                found[strand] += [claim.id for claim in claims if claim.known]
        return found

    def listed(self, place: Place, strand: Strand) -> tuple[int, ...]:
        """All known figures on the line, and for an agreement those on the same line of its events; ascending."""
        return place.listed(strand) if place.event is not None else tuple(sorted(self._in_scope.get(strand, ())))

    def unaccounted(self, place: Place, strand: Strand, unit: Unit) -> Count | None:
        """The whole less its parts, never below zero, where the line has a whole with parts (method, 3.7)."""
        for whole in place.on.get(strand, NO_CLAIMS) if self._parts_of else ():
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

    def flags(self, place: Place, strand: Strand, fallen: Pin | None) -> tuple[tuple[Flag, Unit | None], ...]:
        """What looks wrong on the line, each with the unit that it concerns; None where it concerns all."""
        found: list[tuple[Flag, Unit | None]] = [*place.flags.get(strand, ())] if place.flags else []
        for claim in place.on.get(strand, NO_CLAIMS) if self._parts_of else ():
            parts, high = self._parts(claim), claim.count.high
            in_force = claim.why_not in IN_FORCE
            if parts and in_force and high is not None and self._least(parts, claim.sort.category) > high:
                found.append((flag(FlagKind.PARTS_EXCEED_WHOLE, (claim.id, *(c.id for c in parts))), claim.sort.unit))
        for at in self._not_held if place.event is None else () if place.is_adding else (place,):
            said = at.on.get(strand, NO_CLAIMS)
            wrong = [c.id for c in said if c.sort.stage is Stage.TRANSFERRED and not c.why_not]
            if wrong:
                found.append((flag(FlagKind.TRANSFERRED_ON_CANCELLED_EVENT, wrong), None))
        for alike in self.alike:
            if place.event is None or place.id in alike.events:
                found += [(one, None) for one in alike.flags(place, strand)]
        if fallen is not None:
            found.append((flag(FlagKind.PIN_FALLEN, (fallen.figure,)), None))
        return tuple(dict.fromkeys(found)) if found else ()

    @cached_property
    def _not_held(self) -> Sequence[Place]:
        """The events of the scope that did not take place, or that hand nothing over."""
        return [place for place in self._reckoning.on_events if not place.is_adding]


class _Told(NamedTuple):
    """What was said about an event in one direction: the standing figures, and the categories that they count."""

    figures: tuple[int, ...]
    categories: frozenset[str]


class Alike:
    """Events of one agreement with the same kind and day: each two of them may be one that was entered twice (method, 3.10)."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.events: Mapping[int | None, Place] = {place.id: place for place in places}
        self._told: dict[Direction, dict[int | None, _Told]] = {}

    def flags(self, place: Place, strand: Strand) -> list[Flag]:
        """The pairs of which one is on this line of the agreement or of an event; of very many events all in one flag.

        That one has the figures of all of them on the agreement's line, and on an event's its own.
        """
        told, category = self._in_direction(strand.way), strand.category
        mine = None if place.event is None else told.get(place.id)
        if place.event is not None and mine is None:
            return []
        if len(told) > MOST_ALIKE:
            figures = chain.from_iterable([one.figures for one in (told.values() if mine is None else [mine])])
            on_line = any(category in one.categories for one in told.values())
            return [Flag(FlagKind.POSSIBLE_DUPLICATE, tuple(sorted(figures)), MANY_ALIKE)] if on_line else []
        pairs = combinations(told.values(), 2) if mine is None else [(one, mine) for one in told.values() if one is not mine]
        return [
            flag(FlagKind.POSSIBLE_DUPLICATE, (*one.figures, *other.figures))
            for one, other in pairs
            if category in one.categories or category in other.categories
        ]

    def _in_direction(self, way: Direction) -> Mapping[int | None, _Told]:
        found = self._told.get(way)
        if found is None:
            found = self._told[way] = {}
            for id, place in self.events.items():
                said = [c for c in place.claims if not c.why_not and c.sort.way == way]
                if said:
                    found[id] = _Told(tuple([c.id for c in said]), frozenset([c.sort.category for c in said]))
        return found


def _alike(places: Iterable[Place]) -> tuple[Alike, ...]:
    """The events of one agreement by kind and day, where there are several."""
    found: dict[tuple[EventKind, Span], list[Place]] = {}
    for place in places:
        days = span(place.event.date) if place.event is not None and place.event.date else None
        if place.event is not None and days is not None and days.first == days.last:
            found.setdefault((place.event.kind, days), []).append(place)
    return tuple([Alike(together) for together in found.values() if len(together) > 1])
