"""One agreement with its events, or one event outside agreements, compared: what can be compared on its own (method, 3 and 4).

A line takes what its scope's reckoning reads, matches the units, takes the verdict and says what looks wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from figures.claim import Claim
from figures.count import Count, Gap, Share, gap, share
from figures.day import is_open
from figures.doubt import Doubts
from figures.ground import Ground
from figures.line import Flag, Line, Reading, flag
from figures.reckoning import About, LineKey, Reckoning, place_of
from figures.record import Agreement, Event, Pin
from figures.sentence import explain
from figures.verdict import verdict_of
from figures.vocabulary import AFTERMATH_STAGES, Basis, Corroboration, EventStatus, FlagKind, Role, Unit, Verdict

ByUnit = Mapping[Unit, Reading]
NOTHING: ByUnit = {}
NOT_HELD = frozenset({EventStatus.POSTPONED, EventStatus.REFUSED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line reads in each role, by unit; ``aftermath`` stage by stage."""

    stated: ByUnit
    observed: ByUnit
    reported: ByUnit
    presented: ByUnit
    aftermath: tuple[ByUnit, ...]

    @property
    def every(self) -> tuple[ByUnit, ...]:
        """Each role's readings in the order in which a line names them."""
        return (self.stated, self.observed, self.reported, self.presented, *self.aftermath)


class Scope:
    """One agreement with its events, or one event outside agreements; ``claims`` are all its figures, settled."""

    def __init__(self, ground: Ground, agreement: Agreement | None, events: Sequence[Event], claims: Sequence[Claim]) -> None:
        self.ground, self.day = ground, ground.day
        self.agreement, self.events = agreement, events
        self.reckoning = Reckoning(ground, agreement, events, claims)
        self.doubts = Doubts(self.reckoning)
        self.pins = self._pins() if ground.pins else {}
        self._open: dict[int | None, bool] = {}

    def _pins(self) -> dict[LineKey, Pin]:
        """The measure that the researcher set for each line: of two the later."""
        pins = [] if self.agreement is None else list(self.ground.pins.get((self.agreement.id, None), ()))
        for event in self.events:
            pins += self.ground.pins.get((None, event.id), ())
        return {(pin.event, pin.category, self.ground.way(pin.sender, pin.receiver)): pin for pin in pins}

    def lines(self, places: Collection[int | None] | None = None) -> Iterator[Line]:
        """The lines of the agreement first, then of each of its events; each in the order of the category tree.

        ``places`` asks only for those of these events, and where None is among them of the agreement.
        """
        abouts: list[About] = [*self.events] if self.agreement is None else [self.agreement, *self.events]
        keys = self._keys()
        for about in abouts:
            if places is not None and place_of(about) not in places:
                continue
            for key in sorted(keys.get(place_of(about), ()), key=self._reading_order):
                yield from self._lines_of(about, key)

    def reached_from(self, places: Collection[int | None]) -> frozenset[int | None]:
        """The places whose lines change with the figures of these: they, the agreement, and events that look like the same."""
        twins = {event.id for pair in self.doubts.twins for event in pair if any(one.id in places for one in pair)}
        return frozenset({None, *places, *twins})

    def _reading_order(self, key: LineKey) -> tuple[int, tuple[int, int]]:
        return self.ground.categories.position[key[1]], key[2] or (-1, -1)

    def _keys(self) -> dict[int | None, dict[LineKey, None]]:
        """Every line on which a figure stands, and the agreement's own for those of its events; by where they stand."""
        keys: dict[int | None, dict[LineKey, None]] = {}
        for claim in self.reckoning.standing:
            sort = claim.sort
            keys.setdefault(claim.event, {})[claim.event, sort.category, sort.way] = None
            if self.agreement is not None and claim.event is not None:
                keys.setdefault(None, {})[None, sort.category, sort.way] = None
        for key, pin in self.pins.items():
            if self._pinned(key, pin) is not None:
                keys.setdefault(key[0], {})[key] = None
        return keys

    def _pinned(self, key: LineKey, pin: Pin) -> Claim | None:
        """The promise that a pin makes the measure of the line; None where it no longer stands."""
        claim = self.reckoning.claim.get(pin.figure)
        if claim is None or key[1] not in self.ground.categories or claim.event != key[0]:
            return None
        return claim if not claim.why_not and claim.sort.role is Role.STATED else None

    def _lines_of(self, about: About, key: LineKey) -> Iterator[Line]:
        """The line, once for each unit that stated and observed have in common (method, 3.9)."""
        stated, pin, fallen = self._stated(key)
        heard = self._heard(key, stated)
        units = _units_to_compare(heard)
        flags = self.doubts.flags(about, key, fallen)
        reason = pin.reason if pin else ""
        if stated and heard.observed and not units:
            yield self._incomparable(about, key, heard, flags, reason)
        for unit in units:
            yield self._one_unit(about, key, unit, units, heard, flags, reason)

    def _heard(self, key: LineKey, stated: ByUnit) -> Heard:
        readings, said = self.reckoning.readings, self.reckoning.heard(key)
        observed = readings(key, Role.OBSERVED) if Role.OBSERVED in said else NOTHING
        reported = readings(key, Role.REPORTED) if Role.REPORTED in said else NOTHING
        presented = readings(key, Role.PRESENTED) if Role.PRESENTED in said else NOTHING
        aftermath = tuple([readings(key, stage) for stage in AFTERMATH_STAGES if stage in said])
        if stated and not observed:
            observed = self._from_parent(key)
        return Heard(stated, observed, reported, presented, aftermath)

    def _stated(self, key: LineKey) -> tuple[ByUnit, Pin | None, Pin | None]:
        """The stated readings by unit, the pin that decided them, and a pin that no longer stands."""
        pin = self.pins.get(key)
        if pin is not None:
            claim = self._pinned(key, pin)
            if claim is not None:
                return {claim.sort.unit: self.reckoning.measure(claim)}, pin, None
        return self.reckoning.promises(key), None, pin

    def _from_parent(self, key: LineKey) -> dict[Unit, Reading]:
        """What a parent that was observed by a figure of its own category leaves room for here (method, 3.7)."""
        for parent in self.ground.categories.line_of(key[1])[1:]:
            found: dict[Unit, Reading] = {}
            for unit, reading in self.reckoning.readings((key[0], parent, key[2]), Role.OBSERVED).items():
                if any(self.reckoning.claim[f].sort.category == parent for f in reading.figures):
                    count = Count(0, reading.count.high)
                    found[unit] = replace(reading, count=count, groups=(count,), contested=(), basis=Basis.PARENT)
            if found:
                return found
        return {}

    def _is_open(self, about: About) -> bool:
        place = place_of(about)
        if place not in self._open:
            self._open[place] = is_open(about, self.events, self.day)
        return self._open[place]

    def _incomparable(
        self, about: About, key: LineKey, heard: Heard, flags: Sequence[tuple[Flag, Unit | None]], reason: str
    ) -> Line:
        """One line without a unit: each role's first reading, the rest beside it."""
        stated, observed, reported, presented = (
            _first(readings) for readings in (heard.stated, heard.observed, heard.reported, heard.presented)
        )
        shown = [r for r in (stated, observed, reported, presented) if r is not None]
        aftermath = tuple(r for readings in heard.aftermath if (r := _first(readings)) is not None)
        listed = self.doubts.listed(key)
        return Line(
            agreement=self._agreement_of(key),
            event=key[0],
            category=key[1],
            sender=None if key[2] is None else key[2][0],
            receiver=None if key[2] is None else key[2][1],
            unit=None,
            stated=stated,
            reported=reported,
            observed=observed,
            presented=presented,
            aftermath=aftermath,
            others=tuple(r for rs in heard.every for r in rs.values() if r not in shown and r not in aftermath),
            verdict=Verdict.INCOMPARABLE,
            reported_verdict=self._reported_verdict(about, key, heard.stated, None),
            sentence=explain(
                Verdict.INCOMPARABLE,
                stated,
                observed,
                reported,
                presented,
                None,
                None,
                listed,
                not_held=self._not_held(presented),
            ),
            open=self._is_open(about),
            corroboration=_corroboration(observed, reported, stated),
            flags=_flags(flags, None, (), observed, reported),
            pinned_reason=reason,
            listed=listed,
        )

    def _one_unit(
        self,
        about: About,
        key: LineKey,
        unit: Unit,
        units: Sequence[Unit],
        heard: Heard,
        flags: Sequence[tuple[Flag, Unit | None]],
        reason: str,
    ) -> Line:
        stated, observed = heard.stated.get(unit), heard.observed.get(unit)
        reported, presented = heard.reported.get(unit), heard.presented.get(unit)
        is_open = self._is_open(about)
        difference: Gap | None = None
        fulfilment: Share | None = None
        if stated is None:
            verdict = Verdict.NOTHING_STATED
        elif observed is None:
            verdict = Verdict.AWAITED if is_open else Verdict.NOTHING_OBSERVED
        else:
            verdict = verdict_of(stated, observed, is_open=is_open)
            difference, fulfilment = Gap(None, None), Share(None, None)
            if not stated.numberless:
                difference, fulfilment = gap(observed.count, stated.count), share(observed.count, stated.count)
        listed = self.doubts.listed(key)
        unaccounted = self.doubts.unaccounted(key, unit)
        return Line(
            agreement=self._agreement_of(key),
            event=key[0],
            category=key[1],
            sender=None if key[2] is None else key[2][0],
            receiver=None if key[2] is None else key[2][1],
            unit=unit,
            stated=stated,
            reported=reported,
            observed=observed,
            presented=presented,
            aftermath=tuple([readings[unit] for readings in heard.aftermath if unit in readings]),
            others=tuple([r for readings in heard.every for u, r in readings.items() if u not in units]),
            difference=difference,
            fulfilment=fulfilment,
            verdict=verdict,
            reported_verdict=self._reported_verdict(about, key, heard.stated, unit),
            sentence=explain(
                verdict,
                stated,
                observed,
                reported,
                presented,
                difference,
                unaccounted,
                listed,
                not_held=self._not_held(presented),
            ),
            open=is_open,
            corroboration=_corroboration(observed, reported, stated),
            flags=_flags(flags, unit, units, observed, reported),
            pinned_reason=reason,
            from_parent=observed is not None and observed.basis is Basis.PARENT,
            unaccounted=unaccounted,
            listed=listed,
        )

    def _agreement_of(self, key: LineKey) -> int | None:
        return self.agreement.id if key[0] is None and self.agreement is not None else None

    def _not_held(self, presented: Reading | None) -> bool:
        """Whether everything presented was so at handovers that did not take place."""
        if presented is None:
            return False
        status = {event.id: event.status for event in self.events}
        places = [self.reckoning.claim[f].event for f in presented.figures]
        return any(p is not None for p in places) and all(status[p] in NOT_HELD for p in places if p is not None)

    def _reported_verdict(self, about: About, key: LineKey, stated: ByUnit, unit: Unit | None) -> Verdict | None:
        """The verdict on the observed reading, else the reported one, event by event (method, section 4).

        ``unit`` is None for an incomparable line, which what was only reported may make comparable.
        """
        only = self.reckoning.only_reported(key)
        if not only:
            return None
        either = self.reckoning.either(key)
        for one in only if unit is None else [unit]:
            if one in only and one in either:
                if one in stated:
                    return verdict_of(stated[one], either[one], is_open=self._is_open(about))
                if not stated:
                    return Verdict.NOTHING_STATED
        return Verdict.INCOMPARABLE if stated and not stated.keys() & either.keys() else None


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
        return [u for u in Unit if u in heard.stated and u in heard.observed]
    found = heard.stated or heard.observed or heard.reported or heard.presented
    if found:
        return list(found) if len(found) == 1 else [u for u in Unit if u in found]
    return [u for u in Unit if any(u in readings for readings in heard.aftermath)]


def _first(readings: ByUnit) -> Reading | None:
    return next((readings[u] for u in Unit if u in readings), None)
