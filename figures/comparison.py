"""Stated against observed: every line of a casebook on one day, with its verdict (method, sections 3 and 4).

The figures' own state comes from ``standing``, the readings from ``reckoning``; here the lines are chosen, their units matched,
their verdicts taken and what looks wrong is flagged. The order of the figures never matters.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from figures.count import Count, Gap, Share, gap, share
from figures.doubt import Doubts
from figures.line import METHOD_VERSION, Comparison, FigureState, Flag, Line, Reading, flag
from figures.reckoning import EITHER, About, LineKey, Reckoning, key_of
from figures.record import Agreement, Casebook, Event, Figure, Pin
from figures.sentence import explain
from figures.standing import Day, Direction, Standing, day_of, is_open
from figures.verdict import verdict_of
from figures.vocabulary import AFTERMATH_STAGES, Basis, Corroboration, FlagKind, Role, Unit, Verdict

ByUnit = Mapping[Unit, Reading]


def compare(casebook: Casebook, as_of: dt.date | None = None, *, agreement: int | None = None) -> Comparison:
    """Every line of the casebook on the day asked for, else on its latest; only those of one agreement where it is named."""
    day = day_of(casebook, as_of)
    states = Standing(casebook, day).states
    lines: list[Line] = []
    for scope in scopes(casebook, states, day, agreement):
        lines.extend(scope.lines())
    return Comparison(method=METHOD_VERSION, as_of=day.date, lines=tuple(lines), states=states)


def scopes(casebook: Casebook, states: Mapping[int, FigureState], day: Day, agreement: int | None) -> list[Scope]:
    """What can be compared on its own: each agreement with its events, and each event outside agreements, in reading order."""
    events: dict[int | None, list[Event]] = defaultdict(list)
    figures: dict[tuple[int | None, int | None], list[Figure]] = defaultdict(list)
    for event in sorted(casebook.events, key=_by_date):
        events[event.agreement].append(event)
    for figure in sorted(casebook.figures, key=lambda f: f.id):
        figures[figure.agreement, figure.event].append(figure)
    found: list[Scope] = []
    for one in sorted(casebook.agreements, key=_by_date):
        if agreement in (None, one.id):
            held = [*figures[one.id, None], *(f for e in events[one.id] for f in figures[None, e.id])]
            found.append(Scope(casebook, states, day, one, events[one.id], held))
    if agreement is None:
        found += [Scope(casebook, states, day, None, [e], figures[None, e.id]) for e in events[None]]
    return found


def _by_date(about: About) -> tuple[str, int]:
    return about.date or "9999", about.id


class Scope:
    """One agreement with its events, or one event outside agreements, compared."""

    def __init__(
        self,
        casebook: Casebook,
        states: Mapping[int, FigureState],
        day: Day,
        agreement: Agreement | None,
        events: Sequence[Event],
        figures: Sequence[Figure],
    ) -> None:
        self.casebook, self.states, self.day = casebook, states, day
        self.agreement, self.events, self.figures = agreement, events, figures
        self.reckoning = Reckoning(casebook, states, day, agreement, events, figures)
        self.doubts = Doubts(self.reckoning)
        self.pins = self._pins()

    def _pins(self) -> dict[LineKey, Pin]:
        """The measure that the researcher set for each line: of two the later."""
        abouts = {(None if self.agreement is None else self.agreement.id, None), *((None, e.id) for e in self.events)}
        found: dict[LineKey, Pin] = {}
        for pin in sorted(self.casebook.pins, key=lambda p: p.id):
            if (pin.agreement, pin.event) in abouts:
                sender, receiver = self.casebook.side(pin.sender), self.casebook.side(pin.receiver)
                way = None if sender is None or receiver is None else (sender, receiver)
                found[pin.agreement, pin.event, pin.category, way] = pin
        return found

    def lines(self) -> list[Line]:
        """The lines of the agreement first, then of each of its events; each in the order of the category tree."""
        abouts: list[About] = [*self.events] if self.agreement is None else [self.agreement, *self.events]
        keys = self._keys()
        found: list[Line] = []
        for about in abouts:
            mine = [k for k in keys if k[:2] == key_of(about, "", None)[:2]]
            for key in sorted(mine, key=self._reading_order):
                found.extend(self._lines_of(about, key))
        return found

    def _reading_order(self, key: LineKey) -> tuple[int, tuple[int, int]]:
        order = list(self.casebook.categories.nodes)
        return order.index(key[2]), key[3] or (-1, -1)

    def _keys(self) -> set[LineKey]:
        """Every line on which a figure stands, and the agreement's own for those of its events."""
        keys: set[LineKey] = set()
        for figure in self.reckoning.standing:
            way = self.reckoning.way[figure.id]
            keys.add((figure.agreement, figure.event, figure.category, way))
            if self.agreement is not None:
                keys.add((self.agreement.id, None, figure.category, way))
        return keys | {key for key, pin in self.pins.items() if self._pinned(key, pin) is not None}

    def _pinned(self, key: LineKey, pin: Pin) -> Figure | None:
        """The promise that a pin makes the measure of the line; None where it no longer stands."""
        figure = self.casebook.figure.get(pin.figure)
        if figure is None or key[2] not in self.casebook.categories or (figure.agreement, figure.event) != key[:2]:
            return None
        state = self.states[figure.id]
        return figure if state.standing and state.role is Role.STATED else None

    def _lines_of(self, about: About, key: LineKey) -> list[Line]:
        """The line, once for each unit that stated and observed have in common (method, 3.9)."""
        reckoning, category, way = self.reckoning, key[2], key[3]
        stated, pin, fallen = self._stated(about, key)
        observed: ByUnit = reckoning.readings(about, category, way, Role.OBSERVED)
        reported = reckoning.readings(about, category, way, Role.REPORTED)
        presented = reckoning.readings(about, category, way, Role.PRESENTED)
        aftermath = {s: reckoning.readings(about, category, way, s) for s in AFTERMATH_STAGES}
        if stated and not observed:
            observed = self._from_parent(about, category, way)
        every = [stated, observed, reported, presented, *aftermath.values()]
        units = _units_to_compare(every)
        base = Line(
            agreement=key[0],
            event=key[1],
            category=category,
            sender=None if way is None else way[0],
            receiver=None if way is None else way[1],
            unit=None,
            verdict=Verdict.INCOMPARABLE,
            open=is_open(about, self.events, self.day),
            corroboration=Corroboration.NONE,
            flags=(),
            pinned_reason=pin.reason if pin else "",
            listed=self._listed(about, key),
        )
        found = [self._one_unit(base, unit, units, every) for unit in units]
        if stated and observed and not units:
            found = [self._incomparable(base, every)]
        flags = self.doubts.flags(about, key, fallen)
        return [self._finish(line, units, flags, self._reported_verdict(about, key, stated, line.unit)) for line in found]

    def _stated(self, about: About, key: LineKey) -> tuple[ByUnit, Pin | None, Pin | None]:
        """The stated readings by unit, the pin that decided them, and a pin that no longer stands."""
        pin = self.pins.get(key)
        promises = self.reckoning.promises(about, key[2], key[3])
        if pin is None:
            return promises, None, None
        figure = self._pinned(key, pin)
        if figure is None:
            return promises, None, pin
        return {figure.unit: self.reckoning.measure(figure)}, pin, None

    def _from_parent(self, about: About, category: str, way: Direction) -> dict[Unit, Reading]:
        """What a parent that was observed by a figure of its own category leaves room for here (method, 3.7)."""
        for parent in self.casebook.categories.line_of(category)[1:]:
            found: dict[Unit, Reading] = {}
            for unit, reading in self.reckoning.readings(about, parent, way, Role.OBSERVED).items():
                if any(self.casebook.figure[f].category == parent for f in reading.figures):
                    count = Count(0, reading.count.high)
                    found[unit] = replace(reading, count=count, groups=(count,), contested=(), basis=Basis.PARENT)
            if found:
                return found
        return {}

    def _incomparable(self, base: Line, every: Sequence[ByUnit]) -> Line:
        """One line without a unit: each role's first reading, the rest beside it."""
        stated, observed, reported, presented, *_ = (_first(readings) for readings in every[:4])
        shown = [r for r in (stated, observed, reported, presented) if r is not None]
        aftermath = tuple(r for readings in every[4:] if (r := _first(readings)) is not None)
        others = tuple(r for readings in every for r in readings.values() if r not in shown and r not in aftermath)
        return replace(
            base, stated=stated, observed=observed, reported=reported, presented=presented, aftermath=aftermath, others=others
        )

    def _one_unit(self, base: Line, unit: Unit, units: Sequence[Unit], every: Sequence[ByUnit]) -> Line:
        stated, observed, reported, presented = (readings.get(unit) for readings in every[:4])
        line = replace(
            base,
            unit=unit,
            stated=stated,
            observed=observed,
            reported=reported,
            presented=presented,
            aftermath=tuple(readings[unit] for readings in every[4:] if unit in readings),
            others=tuple(r for readings in every for r in readings.values() if r.unit not in units),
            unaccounted=self.doubts.unaccounted(key_of_line(base), unit),
            from_parent=observed is not None and observed.basis is Basis.PARENT,
        )
        if stated is None:
            verdict = Verdict.NOTHING_STATED
        elif observed is None:
            verdict = Verdict.AWAITED if base.open else Verdict.NOTHING_OBSERVED
        else:
            verdict = verdict_of(stated, observed, is_open=base.open)
            line = replace(line, difference=Gap(None, None), fulfilment=Share(None, None))
            if not stated.numberless:
                line = replace(
                    line, difference=gap(observed.count, stated.count), fulfilment=share(observed.count, stated.count)
                )
        return replace(line, verdict=verdict)

    def _reported_verdict(self, about: About, key: LineKey, stated: ByUnit, unit: Unit | None) -> Verdict | None:
        """The verdict on the observed reading, else the reported one, event by event (method, section 4).

        ``unit`` is None for an incomparable line, which what was only reported may make comparable.
        """
        category, way = key[2], key[3]
        only = [u for u in self.reckoning.units if self.reckoning.only_reported(about, category, way, u)]
        either = self.reckoning.readings(about, category, way, EITHER)
        for one in only if unit is None else [unit]:
            if one in only and one in either:
                if one in stated:
                    return verdict_of(stated[one], either[one], is_open=is_open(about, self.events, self.day))
                if not stated:
                    return Verdict.NOTHING_STATED
        return Verdict.INCOMPARABLE if only and stated and not set(stated) & set(either) else None

    def _finish(
        self,
        line: Line,
        units: Sequence[Unit],
        flags: Sequence[tuple[Flag, Unit | None]],
        reported_verdict: Verdict | None,
    ) -> Line:
        """The line with its flags, its reported verdict, its corroboration and its sentence."""
        mine = [one for one, unit in flags if unit is None or unit is line.unit or unit not in units]
        observed, reported = line.observed, line.reported
        alike = observed and reported and observed.unit is reported.unit and not line.from_parent
        if alike and observed and reported and not observed.count.overlaps(reported.count):
            mine.append(flag(FlagKind.ROLES_DISAGREE, (*observed.figures, *reported.figures)))
        read = next((r for r in (observed, reported, line.stated) if r is not None), None)
        corroboration = Corroboration.NONE if read is None else read.corroboration
        line = replace(line, flags=tuple(mine), reported_verdict=reported_verdict, corroboration=corroboration)
        return replace(line, sentence=explain(self.casebook, line))

    def _listed(self, about: About, key: LineKey) -> tuple[int, ...]:
        """All known figures on the line, and for an agreement those on the same line of its events."""
        figures = self.doubts.on_key(key)
        if isinstance(about, Agreement):
            figures = [*figures, *(f for e in self.events for f in self.doubts.on_key(key_of(e, key[2], key[3])))]
        return tuple(sorted(f.id for f in figures if self.states[f.id].known))


def key_of_line(line: Line) -> LineKey:
    """What identifies the line before its unit is chosen."""
    way = None if line.sender is None or line.receiver is None else (line.sender, line.receiver)
    return line.agreement, line.event, line.category, way


def _units_to_compare(every: Sequence[ByUnit]) -> list[Unit]:
    """The units that stated and observed share; where one is missing those of the other, else of the first reading there is."""
    stated, observed, *rest = every
    if stated and observed:
        return [u for u in Unit if u in stated and u in observed]
    found = next((readings for readings in (stated, observed, *rest[:2]) if readings), None)
    if found is not None:
        return [u for u in Unit if u in found]
    return [u for u in Unit if any(u in readings for readings in rest[2:])]


def _first(readings: ByUnit) -> Reading | None:
    return next((readings[u] for u in Unit if u in readings), None)
