"""What is known on a day, and which figures stand (method, 3.1 and 3.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from figures.count import Count
from figures.date import first_day, last_day, span
from figures.line import FigureState
from figures.record import Agreement, Casebook, Event, Figure
from figures.vantage import derive, role_of
from figures.vocabulary import Accumulation, AgreementStatus, EventStatus

OPEN_AGREEMENT = frozenset({AgreementStatus.PROPOSED, AgreementStatus.AGREED, AgreementStatus.UNDER_WAY})
OPEN_EVENT = frozenset({EventStatus.ANNOUNCED, EventStatus.UNDER_WAY, EventStatus.POSTPONED})
COMPLETED_EVENT = frozenset({EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED})
DONE_EVENT = frozenset({EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED, EventStatus.UNDER_WAY})

Direction = tuple[int, int] | None
"""The sides from and to; None for both directions together."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a comparison; ``asked`` where the researcher named it, else it is the casefile's latest."""

    date: dt.date | None
    asked: bool

    def has_come(self, text: str) -> bool:
        """Whether the date, by its last possible day, is not after this day; no date comes only where no day was asked."""
        if not text:
            return not self.asked
        last = last_day(text)
        return self.date is None or (last is not None and last <= self.date)

    def is_before(self, text: str) -> bool:
        """Whether the date lies wholly after this day."""
        first = first_day(text)
        return first is not None and self.date is not None and first > self.date

    def is_after(self, text: str) -> bool:
        """Whether the last possible day of the date has passed."""
        last = last_day(text)
        return last is not None and self.date is not None and last < self.date


def day_of(casebook: Casebook, as_of: dt.date | None) -> Day:
    """The day asked for, else the latest said-on or published date of the casefile, never the clock's (method, 3.1)."""
    if as_of is not None:
        return Day(as_of, True)
    texts = {f.said_on for f in casebook.figures} | {s.published for s in casebook.sources}
    days = [day for day in map(last_day, texts) if day is not None]
    return Day(max(days, default=None), False)


def event_status(event: Event, day: Day) -> EventStatus:
    """The event's status on the day: one dated wholly after it counts as announced."""
    return EventStatus.ANNOUNCED if day.is_before(event.date) else event.status


def agreement_status(agreement: Agreement, events: Iterable[Event], day: Day) -> AgreementStatus:
    """The agreement's status on the day: under way until the day on which its status was reached (method, 3.1).

    Where that day is not given it is the last possible day of the last of ``events`` that was completed, wholly or in part, and
    is not wholly after the day; with none, the status holds at once.
    """
    if agreement.status_on:
        return agreement.status if day.has_come(agreement.status_on) else AgreementStatus.UNDER_WAY
    done = [e.date for e in events if e.status in COMPLETED_EVENT and e.date and not day.is_before(e.date)]
    return agreement.status if all(map(day.has_come, done)) else AgreementStatus.UNDER_WAY


def is_open(about: Agreement | Event, events: Iterable[Event], day: Day) -> bool:
    """Whether the agreement, with these events, or the event is open and not past due (method, 3.1)."""
    if isinstance(about, Event):
        status = event_status(about, day)
        return status in OPEN_EVENT and (status is EventStatus.POSTPONED or not day.is_after(about.date))
    return agreement_status(about, events, day) in OPEN_AGREEMENT and not day.is_after(about.due)


def direction(casebook: Casebook, figure: Figure) -> Direction:
    """The figure's direction between sides."""
    sender, receiver = casebook.side(figure.sender), casebook.side(figure.receiver)
    return None if sender is None or receiver is None else (sender, receiver)


def same_category_part(casebook: Casebook, figure: Figure) -> bool:
    """Whether the figure is part of another in the same category, and so never stands on the line."""
    return figure.part_of is not None and casebook.figure[figure.part_of].category == figure.category


class Standing:
    """How every figure of a casebook stands on one day; ``states`` is the result."""

    def __init__(self, casebook: Casebook, day: Day) -> None:
        self._casebook = casebook
        self._day = day
        self._corrections: dict[int, list[Figure]] = defaultdict(list)
        self._known = {f.id for f in casebook.figures if day.has_come(casebook.said_on(f))}
        self._retracted = {f.id for f in casebook.figures if f.retracted and self._retraction_known(f)}
        for figure in sorted(casebook.figures, key=self._said):
            if figure.corrects is not None and figure.id in self._known and figure.id not in self._retracted:
                self._corrections[figure.corrects].append(figure)
        self.counts: dict[int, Count] = {}
        for figure in casebook.figures:
            self.count(figure)
        self._replaced = self._find_replaced()
        self.states: Mapping[int, FigureState] = {f.id: self._state(f) for f in casebook.figures}

    def _said(self, figure: Figure) -> tuple[dt.date, int]:
        """The order of saying; of one day, and of none, the order of entry."""
        return first_day(self._casebook.said_on(figure)) or dt.date.min, figure.id

    def _retraction_known(self, figure: Figure) -> bool:
        return not figure.retracted_on or self._day.has_come(figure.retracted_on)

    def count(self, figure: Figure, trail: tuple[int, ...] = ()) -> Count:
        """The figure's count; a share is taken of its base, and follows the base's corrections."""
        if figure.id in self.counts:
            return self.counts[figure.id]
        count = figure.count
        if figure.portion is not None and figure.relative_to is not None and figure.id not in trail:
            base = self._corrected(self._casebook.figure[figure.relative_to])
            count = figure.portion.of(self.count(base, (*trail, figure.id)))
        if not trail:
            self.counts[figure.id] = count
        return count

    def _corrected(self, figure: Figure) -> Figure:
        """The figure, or the last known correction of it."""
        seen = {figure.id}
        while figure.id in self._corrections:
            figure = self._corrections[figure.id][-1]
            if figure.id in seen:
                break
            seen.add(figure.id)
        return figure

    def _find_replaced(self) -> dict[int, int]:
        """Each replaced figure with the earliest of those that replace it."""
        groups: dict[object, list[Figure]] = defaultdict(list)
        for figure in self._casebook.figures:
            if self._may_replace(figure):
                groups[self._succession(figure)].append(figure)
        replaced: dict[int, int] = {}
        for group in groups.values():
            for older in group if len(group) > 1 else ():
                newer = [f for f in group if self._replaces(f, older)]
                if newer:
                    first = min(newer, key=self._said)
                    replaced[older.id] = first.id
        return replaced

    def _may_replace(self, figure: Figure) -> bool:
        return (
            figure.claimant is not None
            and figure.id in self._known
            and figure.id not in self._retracted
            and figure.id not in self._corrections
            and not same_category_part(self._casebook, figure)
        )

    def _succession(self, figure: Figure) -> object:
        """What two figures must share for the later to replace the earlier."""
        casebook = self._casebook
        counts_to = None
        if figure.accumulation is Accumulation.CUMULATIVE:
            text = casebook.counts_to(figure)
            counts_to = span(text) if text else None
        return (
            figure.claimant,
            figure.stage,
            figure.unit,
            figure.accumulation,
            figure.agreement,
            figure.event,
            figure.category,
            direction(casebook, figure),
            counts_to,
        )

    def _replaces(self, newer: Figure, older: Figure) -> bool:
        begins, ends = self._casebook.said_on(newer), self._casebook.said_on(older)
        first, last = first_day(begins), last_day(ends)
        later = first is not None and last is not None and first > last
        return later and not self.counts[newer.id].overlaps(self.counts[older.id])

    def _state(self, figure: Figure) -> FigureState:
        vantage, reason = derive(self._casebook, figure)
        why_not = self._why_not(figure)
        return FigureState(
            figure=figure.id,
            count=self.counts[figure.id],
            vantage=vantage,
            vantage_reason=reason,
            role=role_of(figure.stage, vantage, figure.accumulation, self._casebook.observing),
            known=figure.id in self._known,
            standing=not why_not,
            replaced_by=self._successor(figure),
            why_not=why_not,
        )

    def _why_not(self, figure: Figure) -> str:
        """Why the figure does not stand, in a word; empty where it does."""
        if figure.id not in self._known:
            return "later"
        if figure.id in self._retracted:
            return "retracted"
        if figure.id in self._corrections:
            return "corrected"
        if figure.id in self._replaced:
            return "replaced"
        return "part" if same_category_part(self._casebook, figure) else ""

    def _successor(self, figure: Figure) -> int | None:
        if figure.id not in self._known:
            return None
        if figure.id in self._corrections:
            return self._corrections[figure.id][-1].id
        return self._replaced.get(figure.id)


def standing_figures(casebook: Casebook, states: Mapping[int, FigureState]) -> Iterable[Figure]:
    """The figures that stand, in the casebook's order."""
    return (f for f in casebook.figures if states[f.id].standing)
