"""From the figures of one agreement and its events to the reading of any line in any role and unit (method, 3.4 to 3.8).

A reading is asked for by its *cell*: a category in a direction, in one bucket (the observed, reported or presented role, an
aftermath stage, or ``EITHER``, which the reported verdict takes) and one unit. Readings are remembered, so each is computed
once however many lines ask for it; and only what was *heard* is asked for. Most readings of an event are those of the line's
own figures (its pattern says which); the others are made of voices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from figures.category import CIVILIAN, DECEASED, EXCLUSIVE, PERSON
from figures.claim import Claim, read_own, voice_of
from figures.date import last_day
from figures.ground import Ground
from figures.line import Reading, flag
from figures.merging import Voice, added, merge, opened
from figures.place import NEVER_HANDS_OVER, NO_CLAIMS, About, Place
from figures.record import Agreement, Event
from figures.strand import Bucket, Cell, Direction, Pattern, Strand, unit_order
from figures.vocabulary import Accumulation, Basis, EventKind, FlagKind, Role, Stage, Unit

AGREEMENT_PROMISES = (Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED, Stage.SCHEDULED)
EVENT_PROMISES = (Stage.SCHEDULED, Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED)

ByUnit = Mapping[Unit, Reading]
NOTHING: ByUnit = {}


class Reckoning:
    """The readings of one agreement with its events, or of one event outside agreements.

    ``held`` are all its figures, settled and ascending, by their event; those of the agreement itself by None.
    """

    def __init__(
        self,
        ground: Ground,
        agreement: Agreement | None,
        events: Sequence[Event],
        held: Mapping[int | None, Sequence[Claim]],
    ) -> None:
        self.ground, self.day, self.tree = ground, ground.day, ground.categories
        self.agreement, self.events = agreement, events
        strands = self._strands = ground.strands
        self.on_events = [Place(event, held.get(event.id, NO_CLAIMS), self.day, strands) for event in events]
        self.places: dict[int | None, Place] = {place.id: place for place in self.on_events}
        self._touching: dict[Strand, list[Place]] = {}
        self._adding: dict[Strand, list[Place]] = {}
        if agreement is not None:
            above = self.places[None] = Place(agreement, held.get(None, NO_CLAIMS), self.day, strands)
            every = above.pattern.said.union(*[place.pattern.said for place in self.on_events])
            above.pattern = Pattern(self.tree, every)

    @cached_property
    def _has_totals(self) -> bool:
        """Whether a total was given on any event."""
        return any(place.has_totals for place in self.on_events)

    @cached_property
    def claim(self) -> Mapping[int, Claim]:
        """The claims by the figures' ids."""
        return {claim.id: claim for place in self.places.values() for claim in place.claims}

    def reading(self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit) -> Reading | None:
        """What the line reads in one bucket and one unit; None where nobody said anything."""
        place = self.places[about.id if isinstance(about, Event) else None]
        return self.read(place, self._strands.of(category, way).cell(bucket, unit))

    def read(self, place: Place, cell: Cell, *, to_add: bool = False) -> Reading | None:
        """The same of a cell. ``to_add``: as one term of a sum, which totals given on an event never enter (3.6)."""
        to_add = to_add and place.has_totals
        known = place.to_add if to_add else place.readings
        if cell in known:
            return known[cell]
        pattern = place.pattern
        if cell not in pattern.cells:
            return None
        found: Reading | None
        if place.event is None:
            found = self._reckon(place, cell, to_add=False)
        elif cell.is_either:
            observed = self.read(place, cell.observed, to_add=to_add)
            found = self.read(place, cell.reported, to_add=to_add) if observed is None else observed
        elif not to_add and cell in pattern.plain:
            found = read_own(place.own[cell], cell.role, cell.unit, cell.stage)
        else:
            found = self._relayed(place, cell) if not to_add else None
            if found is None:
                found = self._reckon(place, cell, to_add=to_add)
        known[cell] = found
        return found

    def _relayed(self, place: Place, cell: Cell) -> Reading | None:
        """The reading of an event's line of which nothing was said but on one line below it, or in one direction of it.

        It is that line's, at least (3.7, 3.8); None where there is more to it, or that line is contested.
        """
        relay = place.pattern.relay(cell)
        only = None if relay is None else self.read(place, relay.cell)
        return None if relay is None or only is None or only.contested is not None else opened(only, cell.stage, relay.basis)

    def _reckon(self, place: Place, cell: Cell, *, to_add: bool) -> Reading | None:
        both = self._both(place, cell, to_add=to_add) if cell.is_of_both else None
        if both is not None and place.event is None and not self._has_totals and not self._has_own_figure(place, cell):
            voices = [both]
        else:
            voices = self._own_voices(place, cell, to_add=to_add)
            if both is not None:
                voices = self._with_directions(place, cell, voices, both)
        voices = self._with_children(place, cell, voices, to_add=to_add)
        return merge(voices, cell.role, cell.unit, cell.stage) if voices else None

    def _own_voices(self, place: Place, cell: Cell, *, to_add: bool) -> list[Voice]:
        claims = place.said(cell)
        if place.event is not None:
            return [voice_of(c) for c in claims if not to_add or c.sort.accumulation is Accumulation.INCREMENT]
        totals = self._totals(claims, cell) if claims else []
        summed = self._sum(cell)
        return totals if summed is None else [*totals, summed]

    def _totals(self, claims: Sequence[Claim], cell: Cell) -> list[Voice]:
        """The totals of an agreement; each a floor where something that it could not count is dated later than it (3.6)."""
        dates = [place.event.date for place in self._to_add(cell) if place.event is not None]
        days = [last_day(date) for date in (*dates, *(claim.counts_to for claim in claims))]
        latest = None if None in days else max([day for day in days if day is not None])
        if len(days) == 1:
            return [voice_of(claims[0])]
        found: list[Voice] = []
        for claim in claims:
            to = last_day(claim.counts_to)
            found.append(voice_of(claim, floor=to is None or latest is None or latest > to))
        return found

    def touching(self, category: str, way: Direction) -> list[Event]:
        """The events of the agreement that touch the line (method, 3.6)."""
        places = self._touch(self._strands.of(category, way))
        return [place.event for place in places if place.event is not None]

    def _touch(self, strand: Strand) -> list[Place]:
        found = self._touching.get(strand)
        if found is None:
            found = []
            for place in self.on_events:
                if not place.is_to_come:
                    pattern = place.pattern
                    if pattern.touches(strand) if pattern.said else self._can_be_unsaid(place, strand.category):
                        found.append(place)
            self._touching[strand] = found
        return found

    def _can_be_unsaid(self, place: Place, category: str) -> bool:
        """Whether an event without any standing figure may have handed over some of the category."""
        return place.event is not None and place.is_done and self._can_carry(place.event.kind, category)

    def _can_carry(self, kind: EventKind, category: str) -> bool:
        tree = self.tree
        if kind in NEVER_HANDS_OVER:
            return False
        if kind is EventKind.OTHER:
            return True
        if kind is EventKind.RETURN_OF_REMAINS:
            return tree.is_under(category, DECEASED)
        if kind in (EventKind.RETURN_OF_CIVILIANS, EventKind.RETURN_OF_CHILDREN):
            return category == PERSON or tree.is_under(category, CIVILIAN)
        return tree.is_under(category, PERSON)

    def _sum(self, cell: Cell) -> Voice | None:
        """The events of the agreement added up, as one voice (method, 3.6)."""
        readings: list[Reading] = []
        open_end = self.agreement is not None and self.agreement.tranches_missing
        for place in self._to_add(cell):
            if place.has_totals or cell not in place.readings:
                reading = self.read(place, cell, to_add=True) if cell in place.pattern.cells else None
            else:
                reading = place.readings[cell]
            if reading is not None:
                readings.append(reading)
            elif place.is_done:
                open_end = True
        return added(readings, Basis.SUM, open_end=open_end and cell.bucket is not Role.PRESENTED) if readings else None

    def _to_add(self, cell: Cell) -> list[Place]:
        """The events that touch the line and whose status and kind let them add to it."""
        strand = cell.strand
        if not cell.is_received:
            return self._touch(strand)
        found = self._adding.get(strand)
        if found is None:
            found = self._adding[strand] = [place for place in self._touch(strand) if place.is_adding]
        return found

    def _both(self, place: Place, cell: Cell, *, to_add: bool) -> Voice | None:
        """The sum of the directed lines of a line without direction, at least while only one is known (method, 3.8)."""
        readings: dict[Direction, Reading] = {}
        for directed in place.pattern.directed(cell):
            reading = self.read(place, directed, to_add=to_add)
            if reading is not None:
                readings[directed.strand.way] = reading
        if not readings:
            return None
        half = any((way[1], way[0]) not in readings for way in readings if way is not None)
        return added(tuple(readings.values()), Basis.DIRECTIONS, open_end=half)

    def _with_directions(self, place: Place, cell: Cell, voices: list[Voice], both: Voice) -> list[Voice]:
        """A line without direction takes the sum of its directed lines where it has no figure of its own (method, 3.8)."""
        if not voices or not self._has_own_figure(place, cell):
            return [both]
        own = merge(voices, cell.role, cell.unit, cell.stage)
        if not both.count.overlaps(own.count):
            place.flag(cell.strand, cell.unit, flag(FlagKind.DIRECTIONS_DISAGREE, (*own.figures, *both.figures)))
        return voices

    def _has_own_figure(self, place: Place, cell: Cell) -> bool:
        """Whether the line without direction, or one of the events that it sums, has such a figure of its own."""
        if place.said(cell):
            return True
        return place.event is None and any(one.said(cell) for one in self._to_add(cell))

    def _with_children(self, place: Place, cell: Cell, voices: list[Voice], *, to_add: bool) -> list[Voice]:
        """The children of the category as one voice, at least, beside the line's own figures (method, 3.7)."""
        children = self._children(place, cell, to_add=to_add)
        if children is None:
            return voices
        if voices:
            own = merge(voices, cell.role, cell.unit, cell.stage)
            if not children.count.overlaps(own.count):
                place.flag(cell.strand, cell.unit, flag(FlagKind.PARTS_EXCEED_WHOLE, (*children.figures, *own.figures)))
                return voices
        return [*voices, children]

    def _children(self, place: Place, cell: Cell, *, to_add: bool) -> Voice | None:
        readings: dict[str, Reading] = {}
        cells = place.pattern.cells
        for child in cell.children:
            reading = self.read(place, child, to_add=to_add) if child in cells else None
            if reading is not None:
                readings[child.strand.category] = reading
        if len(readings) < 2:
            return added(tuple(readings.values()), Basis.CHILDREN, open_end=True) if readings else None
        voices: list[Voice] = []
        left = dict(readings)
        for exclusive in EXCLUSIVE:
            together = [left.pop(child) for child in readings if child in exclusive]
            if together:
                voices.append(added(together, Basis.CHILDREN, open_end=True))
        voices += [added((reading,), Basis.CHILDREN, open_end=True) for reading in left.values()]
        return voices[0] if len(voices) == 1 else max(voices, key=lambda v: (v.count.low, tuple(-f for f in v.figures)))

    def promises(self, place: Place, strand: Strand) -> ByUnit:
        """What was stated on the line, in its first present stage, by unit (method, 3.4)."""
        own, heard = place.own, place.pattern.heard(strand).stated
        by_unit = [own[cell] for cell in heard if cell in own] if heard else ()
        if not by_unit:
            return NOTHING
        if len(by_unit) == 1 == len(by_unit[0]):
            only = by_unit[0][0].sort
            return {only.unit: read_own(by_unit[0], Role.STATED, only.unit, only.stage)}
        order = AGREEMENT_PROMISES if place.event is None else EVENT_PROMISES
        stages = {claim.sort.stage for claims in by_unit for claim in claims}
        stage = next(s for s in order if s in stages)
        found: dict[Unit, Reading] = {}
        for claims in by_unit:
            alike = [claim for claim in claims if claim.sort.stage is stage]
            if alike:
                unit = alike[0].sort.unit
                found[unit] = read_own(alike, Role.STATED, unit, stage)
        return found

    def readings(self, place: Place, cells: Sequence[Cell]) -> ByUnit:
        """What a line reads in these of its cells, by unit."""
        found: dict[Unit, Reading] = {}
        for cell in cells:
            reading = self.read(place, cell)
            if reading is not None:
                found[cell.unit] = reading
        return found

    def either(self, place: Place, strand: Strand) -> ByUnit:
        """What was observed, else reported, event by event, by unit."""
        heard = place.pattern.heard(strand)
        cells = {cell.either for cell in (*heard.observed, *heard.reported)}
        return self.readings(place, sorted((cell for cell in cells if cell is not None), key=unit_order))

    def measure(self, claim: Claim) -> Reading:
        """A promise that the researcher pinned, as the stated reading of a line."""
        return read_own([claim], Role.STATED, claim.sort.unit, claim.sort.stage)._replace(basis=Basis.PINNED)

    def only_reported(self, place: Place, strand: Strand) -> list[Unit]:
        """The units in which an event, or the line's own total, has a reported reading and no observed one (section 4)."""
        heard = place.pattern.heard(strand).reported
        return [cell.unit for cell in heard if self._is_only_reported(place, cell)] if heard else []

    def _is_only_reported(self, place: Place, cell: Cell) -> bool:
        if place.event is not None:
            return _hears_only_reported(place, cell)
        if place.own.get(cell) and not place.own.get(cell.observed):
            return True
        if any(_hears_only_reported(one, cell) for one in self._to_add(cell)):
            return True
        return self.read(place, cell) is not None and self.read(place, cell.observed) is None


def _hears_only_reported(place: Place, cell: Cell) -> bool:
    """The same of an event, where whatever was heard is read."""
    cells = place.pattern.cells
    return cell in cells and cell.observed not in cells
