"""What a briefing is about, and the part of the casebook that may travel with it.

Agreements are told whole, whatever days are chosen: a sum over half of the handovers would be a wrong number. The days choose
only among the events that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from briefing.options import BriefingOptions
from figures.date import first_day, last_day
from figures.line import Comparison, Line
from figures.record import Agreement, Casebook, Event, Figure

Thing = TypeVar("Thing", Event, Line, Figure)


@dataclass(frozen=True)
class Scope:
    """What the briefing is about: chosen agreements and events, their lines and figures."""

    agreements: tuple[Agreement, ...]
    events: tuple[Event, ...]
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]

    def events_of(self, agreement: int | None) -> list[Event]:
        """The events of an agreement, or those outside all, by date."""
        return self._events.get(agreement, [])

    def lines_of(self, agreement: int | None) -> list[Line]:
        """The lines of an agreement and its events, or those outside all."""
        return self._lines.get(agreement, [])

    def figures_of(self, agreement: int | None) -> list[Figure]:
        """The figures of an agreement and its events, or those outside all."""
        return self._figures.get(agreement, [])

    @cached_property
    def _events(self) -> Mapping[int | None, list[Event]]:
        return _grouped(sorted(self.events, key=lambda e: (e.date or "9999", e.id)), lambda event: event.agreement)

    @cached_property
    def _lines(self) -> Mapping[int | None, list[Line]]:
        of = self._agreement_of
        return _grouped(self.lines, lambda line: line.agreement if line.event is None else of[line.event])

    @cached_property
    def _figures(self) -> Mapping[int | None, list[Figure]]:
        of = self._agreement_of
        held = [f for f in self.figures if f.event is None or f.event in of]
        return _grouped(held, lambda figure: figure.agreement if figure.event is None else of[figure.event])

    @cached_property
    def _agreement_of(self) -> Mapping[int, int | None]:
        return {event.id: event.agreement for event in self.events}


def _grouped(things: Iterable[Thing], agreement: Callable[[Thing], int | None]) -> dict[int | None, list[Thing]]:
    """Things by the agreement that they belong to, in their order."""
    found: dict[int | None, list[Thing]] = defaultdict(list)
    for thing in things:
        found[agreement(thing)].append(thing)
    return found


def scope_of(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Scope:
    """What the options choose. Agreements are told whole; the days only choose among events."""
    chosen = set(options.agreements)
    agreements = tuple(a for a in casebook.agreements if not chosen or a.id in chosen)
    kept = {a.id for a in agreements}
    events = tuple(
        e for e in casebook.events if (e.agreement in kept or (not chosen and e.agreement is None)) and _within(e, options)
    )
    shown = {e.id for e in events}
    lines = tuple(
        line for line in comparison.lines if (line.event in shown if line.event is not None else line.agreement in kept)
    )
    figures = tuple(f for f in casebook.figures if f.agreement in kept or f.event in shown)
    return Scope(agreements, events, lines, tuple(f for f in figures if f.id in comparison.states))


def _within(event: Event, options: BriefingOptions) -> bool:
    first, last = first_day(event.date), last_day(event.date)
    before = options.first_day is not None and last is not None and last < options.first_day
    after = options.last_day is not None and first is not None and first > options.last_day
    return not before and not after


def part_in_scope(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> tuple[Casebook, Comparison]:
    """The records that the briefing's lines rest on, and those lines: what a reader needs to recompute them, and no more."""
    scope = scope_of(casebook, comparison, options)
    agreements = {a.id for a in scope.agreements}
    events = {e.id for e in casebook.events if e.agreement in agreements} | {e.id for e in scope.events}
    figures = {f.id for f in casebook.figures if f.agreement in agreements or f.event in events}
    while more := _referred(casebook, figures) - figures:
        figures |= more
    held = [f for f in casebook.figures if f.id in figures]
    events |= {f.event for f in held if f.event is not None}
    agreements |= {f.agreement for f in held if f.agreement is not None}
    agreements |= {a for e in casebook.events if e.id in events and (a := e.agreement) is not None}
    part = replace(
        casebook,
        agreements=tuple(a for a in casebook.agreements if a.id in agreements),
        events=tuple(e for e in casebook.events if e.id in events),
        figures=tuple(held),
        pins=tuple(p for p in casebook.pins if p.figure in figures and (p.agreement in agreements or p.event in events)),
    )
    lines = tuple(x for x in comparison.lines if (x.event in events if x.event is not None else x.agreement in agreements))
    states = {figure: state for figure, state in comparison.states.items() if figure in figures}
    return _with_only_its_sources(part), replace(comparison, lines=lines, states=states)


def _referred(casebook: Casebook, figures: set[int]) -> set[int]:
    """The figures that these are parts of, relative to, or corrected by."""
    found = {r for f in casebook.figures if f.id in figures for r in (f.part_of, f.relative_to) if r is not None}
    found |= {f.id for f in casebook.figures if f.corrects in figures}
    return found | {f.corrects for f in casebook.figures if f.id in figures and f.corrects is not None}


def _with_only_its_sources(casebook: Casebook) -> Casebook:
    """The casebook without the sources, publishers and parties that none of its records names."""
    sources = {f.source for f in casebook.figures}
    while more := {s.reprint_of for s in casebook.sources if s.id in sources and s.reprint_of is not None} - sources:
        sources |= more
    publishers = {s.publisher for s in casebook.sources if s.id in sources}
    parties: set[int] = set()
    for agreement in casebook.agreements:
        parties.update((*agreement.parties, *agreement.mediators))
    for event in casebook.events:
        parties.update(event.mediators)
    for figure in casebook.figures:
        parties.update(p for p in (figure.sender, figure.receiver, figure.claimant) if p is not None)
    for pin in casebook.pins:
        parties.update(p for p in (pin.sender, pin.receiver) if p is not None)
    while above := {p.belongs_to for p in casebook.parties if p.id in parties and p.belongs_to is not None} - parties:
        parties |= above
    return replace(
        casebook,
        sources=tuple(s for s in casebook.sources if s.id in sources),
        publishers=tuple(p for p in casebook.publishers if p.id in publishers),
        parties=tuple(p for p in casebook.parties if p.id in parties),
    )
