"""The day of a comparison, and what has come to be by then (method, 3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from figures.date import first_day, last_day
from figures.record import Agreement, Casebook, Event
from figures.vocabulary import AgreementStatus, EventStatus

OPEN_AGREEMENT = frozenset({AgreementStatus.PROPOSED, AgreementStatus.AGREED, AgreementStatus.UNDER_WAY})
OPEN_EVENT = frozenset({EventStatus.ANNOUNCED, EventStatus.UNDER_WAY, EventStatus.POSTPONED})
COMPLETED_EVENT = frozenset({EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED})
DONE_EVENT = frozenset({EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED, EventStatus.UNDER_WAY})


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
    return latest({f.said_on for f in casebook.figures} | {s.published for s in casebook.sources})


def latest(texts: Iterable[str]) -> Day:
    """The latest of these dates, as the day of a comparison for which none was asked."""
    return Day(max((day for day in map(last_day, texts) if day is not None), default=None), False)


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
