"""One agreement with its events, or one event outside agreements, compared: what can be compared on its own (method, 3 and 4).

A line takes what its scope's reckoning reads, matches the units, takes the verdict and says what looks wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.claim import Claim
from figures.count import Count, Gap, Share, gap, share
from figures.day import is_open
from figures.doubt import Doubts
from figures.ground import Ground
from figures.line import Flag, Line, Reading, flag
from figures.place import Place
from figures.reckoning import NOTHING, ByUnit, Reckoning
from figures.record import Agreement, Event, Pin
from figures.strand import Strand
from figures.verdict import verdict_of
from figures.vocabulary import Basis, Corroboration, EventStatus, FlagKind, Role, Unit, Verdict

NO_GAP, NO_SHARE = Gap(None, None), Share(None, None)
NOT_HELD = frozenset({EventStatus.POSTPONED, EventStatus.REFUSED, EventStatus.CANCELLED})


@dataclass(slots=True)
class Heard:
    """What a line reads in each role, by unit; ``aftermath`` stage by stage. Made for every line, and changed by nobody."""

    stated: ByUnit
    observed: ByUnit
    reported: ByUnit
    presented: ByUnit
    aftermath: Sequence[ByUnit]

    @property
    def every(self) -> Sequence[ByUnit]:
        """Each role's readings in the order in which a line names them."""
        return (self.stated, self.observed, self.reported, self.presented, *self.aftermath)


class Scope:
    """One agreement with its events, or one event outside agreements.

    ``held`` are all its figures, settled and ascending, by their event; those of the agreement itself by None.
    """

    def __init__(
        self,
        ground: Ground,
        agreement: Agreement | None,
        events: Sequence[Event],
        held: Mapping[int | None, Sequence[Claim]],
    ) -> None:
        self.ground, self.day = ground, ground.day
        self.agreement, self.events = agreement, events
        self.reckoning = Reckoning(ground, agreement, events, held)
        self.doubts = Doubts(self.reckoning)
        self.pins = self._pins() if ground.pins else {}
        self._open: dict[int | None, bool] = {}

    def _pins(self) -> dict[tuple[int | None, Strand], Pin]:
        """The measure that the researcher set for each line: of two the later."""
        pins = [] if self.agreement is None else list(self.ground.pins.get((self.agreement.id, None), ()))
        for event in self.events:
            pins += self.ground.pins.get((None, event.id), ())
        found: dict[tuple[int | None, Strand], Pin] = {}
        for pin in pins:
            if pin.category in self.ground.categories:
                found[pin.event, self.ground.strands.of(pin.category, self.ground.way(pin.sender, pin.receiver))] = pin
        return found

    def lines(self, places: Collection[int | None] | None = None) -> Iterator[Line]:
        """The lines of the agreement first, then of each of its events; each in the order of the category tree.

        ``places`` asks only for those of these events, and where None is among them of the agreement.
        """
        at = self.reckoning.places
        for id in at if self.agreement is None else (None, *(event.id for event in self.events)):
            if places is None or id in places:
                for strand in self._strands(at[id]):
                    yield from self._lines_of(at[id], strand)

    def reached_from(self, places: Collection[int | None]) -> frozenset[int | None]:
        """The places whose lines change with the figures of these: they, the agreement, and events that look like the same."""
        alike = [one.events for one in self.doubts.alike if not one.events.keys().isdisjoint(places)]
        return frozenset({None, *places}.union(*alike))

    def _strands(self, place: Place) -> Sequence[Strand]:
        """The lines of a place in reading order: where a figure stands, for an agreement also one of its events', or a pin."""
        strands = place.pattern.strands
        if self.pins:
            pinned = [key[1] for key, pin in self.pins.items() if key[0] == place.id and self._pinned(place, pin) is not None]
            if not set(strands).issuperset(pinned):
                return sorted({*strands, *pinned}, key=lambda strand: strand.order)
        return strands

    def _pinned(self, place: Place, pin: Pin) -> Claim | None:
        """The promise that a pin makes the measure of the line; None where it no longer stands."""
        claim = self.reckoning.claim.get(pin.figure)
        if claim is None or claim.event != place.id:
            return None
        return claim if not claim.why_not and claim.sort.role is Role.STATED else None

    def _lines_of(self, place: Place, strand: Strand) -> list[Line]:
        """The line, once for each unit that stated and observed have in common (method, 3.9)."""
        stated, pin, fallen = self._stated(place, strand)
        heard = self._heard(place, strand, stated)
        units = _units_to_compare(heard)
        flags = self.doubts.flags(place, strand, fallen)
        reason = pin.reason if pin else ""
        if stated and heard.observed and not units:
            return [self._incomparable(place, strand, heard, flags, reason)]
        return [self._one_unit(place, strand, unit, units, heard, flags, reason) for unit in units]

    def _heard(self, place: Place, strand: Strand, stated: ByUnit) -> Heard:
        readings, said = self.reckoning.readings, place.pattern.heard(strand)
        observed = readings(place, said.observed) if said.observed else NOTHING
        reported = readings(place, said.reported) if said.reported else NOTHING
        presented = readings(place, said.presented) if said.presented else NOTHING
        aftermath = [readings(place, cells) for cells in said.aftermath] if said.aftermath else ()
        if stated and not observed:
            observed = self._from_parent(place, strand)
        return Heard(stated, observed, reported, presented, aftermath)

    def _stated(self, place: Place, strand: Strand) -> tuple[ByUnit, Pin | None, Pin | None]:
        """The stated readings by unit, the pin that decided them, and a pin that no longer stands."""
        pin = self.pins.get((place.id, strand)) if self.pins else None
        if pin is not None:
            claim = self._pinned(place, pin)
            if claim is not None:
                return {claim.sort.unit: self.reckoning.measure(claim)}, pin, None
        return self.reckoning.promises(place, strand), None, pin

    def _from_parent(self, place: Place, strand: Strand) -> ByUnit:
        """What a parent that was observed by a figure of its own category leaves room for here (method, 3.7)."""
        claim = self.reckoning.claim
        for parent in strand.parents:
            found: dict[Unit, Reading] = {}
            for unit, reading in self.reckoning.readings(place, place.pattern.heard(parent).observed).items():
                if any(claim[f].sort.category == parent.category for f in reading.figures):
                    count = Count(0, reading.count.high)
                    found[unit] = reading._replace(count=count, groups=(count,), contested=None, basis=Basis.PARENT)
            if found:
                return found
        return NOTHING

    def _is_open(self, place: Place) -> bool:
        found = self._open.get(place.id)
        if found is None:
            found = self._open[place.id] = is_open(place.about, self.events, self.day)
        return found

    def _incomparable(
        self, place: Place, strand: Strand, heard: Heard, flags: Sequence[tuple[Flag, Unit | None]], reason: str
    ) -> Line:
        """One line without a unit: each role's first reading, the rest beside it."""
        stated, observed, reported, presented = (
            _first(readings) for readings in (heard.stated, heard.observed, heard.reported, heard.presented)
        )
        shown = [r for r in (stated, observed, reported, presented) if r is not None]
        aftermath = tuple(r for readings in heard.aftermath if (r := _first(readings)) is not None)
        listed = self.doubts.listed(place, strand)
        return Line(
            agreement=self._agreement_of(place),
            event=place.id,
            category=strand.category,
            sender=strand.sender,
            receiver=strand.receiver,
            unit=None,
            stated=stated,
            reported=reported,
            observed=observed,
            presented=presented,
            aftermath=aftermath,
            others=tuple(r for rs in heard.every for r in rs.values() if r not in shown and r not in aftermath),
            difference=None,
            fulfilment=None,
            verdict=Verdict.INCOMPARABLE,
            reported_verdict=self._reported_verdict(place, strand, heard.stated, None),
            not_held=presented is not None and self._not_held(place, presented),
            open=self._is_open(place),
            corroboration=_corroboration(observed, reported, stated),
            flags=_flags(flags, None, (), observed, reported),
            pinned_reason=reason,
            from_parent=False,
            unaccounted=None,
            listed=listed,
        )

    def _one_unit(
        self,
        place: Place,
        strand: Strand,
        unit: Unit,
        units: Sequence[Unit],
        heard: Heard,
        flags: Sequence[tuple[Flag, Unit | None]],
        reason: str,
    ) -> Line:
        """A line's fields are given in their order, since naming them takes twice as long as all else about making one."""
        stated, observed = heard.stated.get(unit), heard.observed.get(unit)
        reported, presented = heard.reported.get(unit), heard.presented.get(unit)
        is_open = self._is_open(place)
        difference: Gap | None = None
        fulfilment: Share | None = None
        if stated is None:
            verdict = Verdict.NOTHING_STATED
        elif observed is None:
            verdict = Verdict.AWAITED if is_open else Verdict.NOTHING_OBSERVED
        else:
            verdict = verdict_of(stated, observed, is_open=is_open)
            difference, fulfilment = NO_GAP, NO_SHARE
            if not stated.numberless:
                difference, fulfilment = gap(observed.count, stated.count), share(observed.count, stated.count)
        aftermath = tuple([readings[unit] for readings in heard.aftermath if unit in readings])
        listed = self.doubts.listed(place, strand)
        unaccounted = self.doubts.unaccounted(place, strand, unit)
        return Line(
            self._agreement_of(place),
            place.id,
            strand.category,
            strand.sender,
            strand.receiver,
            unit,
            stated,
            reported,
            observed,
            presented,
            aftermath,
            _others(heard, units),
            difference,
            fulfilment,
            verdict,
            self._reported_verdict(place, strand, heard.stated, unit),
            presented is not None and self._not_held(place, presented),
            is_open,
            _corroboration(observed, reported, stated),
            _flags(flags, unit, units, observed, reported),
            reason,
            observed is not None and observed.basis is Basis.PARENT,
            unaccounted,
            listed,
        )

    def _agreement_of(self, place: Place) -> int | None:
        return self.agreement.id if place.event is None and self.agreement is not None else None

    def _not_held(self, place: Place, presented: Reading) -> bool:
        """Whether everything presented was so at handovers that did not take place."""
        if place.event is not None:
            return place.event.status in NOT_HELD
        of = (self.reckoning.places[self.reckoning.claim[f].event].event for f in presented.figures)
        events = [event for event in of if event is not None]
        return bool(events) and all(event.status in NOT_HELD for event in events)

    def _reported_verdict(self, place: Place, strand: Strand, stated: ByUnit, unit: Unit | None) -> Verdict | None:
        """The verdict on the observed reading, else the reported one, event by event (method, section 4).

        ``unit`` is None for an incomparable line, which what was only reported may make comparable.
        """
        only = self.reckoning.only_reported(place, strand)
        if not only:
            return None
        either = self.reckoning.either(place, strand)
        for one in only if unit is None else [unit]:
            if one in only and one in either:
                if one in stated:
                    return verdict_of(stated[one], either[one], is_open=self._is_open(place))
                if not stated:
                    return Verdict.NOTHING_STATED
        return Verdict.INCOMPARABLE if stated and not stated.keys() & either.keys() else None


def _others(heard: Heard, units: Sequence[Unit]) -> tuple[Reading, ...]:
    """The readings in units that are not compared (method, 3.9)."""
    return tuple([r for readings in heard.every for u, r in readings.items() if u not in units])


def _corroboration(observed: Reading | None, reported: Reading | None, stated: Reading | None) -> Corroboration:
    """That of the reading on which the line rests first."""
    read = observed or reported or stated
    return Corroboration.NONE if read is None else read.corroboration


def _flags(
    flags: Sequence[tuple[Flag, Unit | None]],
    unit: Unit | None,
    units: Sequence[Unit],
    observed: Reading | None,
    reported: Reading | None,
) -> tuple[Flag, ...]:
    """Those that concern the line in this unit, and whether what was observed and what was reported disagree."""
    mine = [one for one, on in flags if on is None or on is unit or on not in units] if flags else []
    alike = observed and reported and observed.unit is reported.unit and observed.basis is not Basis.PARENT
    if alike and observed and reported and not observed.count.overlaps(reported.count):
        mine.append(flag(FlagKind.ROLES_DISAGREE, (*observed.figures, *reported.figures)))
    return tuple(mine)


def _units_to_compare(heard: Heard) -> list[Unit]:
    """The units that stated and observed share; where one is missing those of the other, else of the first reading there is."""
    if heard.stated and heard.observed:
        if len(heard.stated) == 1:
            return [u for u in heard.stated if u in heard.observed]
        return [u for u in Unit if u in heard.stated and u in heard.observed]
    found = heard.stated or heard.observed or heard.reported or heard.presented
    if found:
        return list(found) if len(found) == 1 else [u for u in Unit if u in found]
    return [u for u in Unit if any(u in readings for readings in heard.aftermath)]


def _first(readings: ByUnit) -> Reading | None:
    return next((readings[u] for u in Unit if u in readings), None)
