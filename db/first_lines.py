"""The first lines of a large comparison, before anybody knows the casefile's latest day.

That day takes seconds, since every figure has to be looked at. What was entered last tells a day that it cannot lie before;
and the oldest agreements, which are read first, mostly say the same on every later day. A day that only is a least one notes
whenever an answer of its would be another on a later day; lines for which it noted nothing hold on the latest day too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from db import weighing
from db.comparison import OpenComparison
from db.sqlite.file import raw
from figures.date import first_day, last_day
from figures.day import Day
from figures.line import Line

if TYPE_CHECKING:
    from db.casefile import Casefile

AGREEMENTS = 12
"""So many agreements are looked at for first lines."""


@dataclass(frozen=True, slots=True)
class LeastDay(Day):
    """A day that the casefile's latest is not before; ``may_turn`` holds the dates of which a later day would say otherwise."""

    may_turn: set[str] = field(default_factory=set, compare=False)

    def has_come(self, text: str) -> bool:
        """As on every day; what has not come may come."""
        return self._note(text, Day.has_come(self, text), turns=False)

    def is_before(self, text: str) -> bool:
        """As on every day; what lies wholly after the day may not do so for long."""
        return self._note(text, Day.is_before(self, text), turns=True)

    def is_after(self, text: str) -> bool:
        """As on every day; what has not passed may pass."""
        return self._note(text, Day.is_after(self, text), turns=False)

    def _note(self, text: str, answer: bool, *, turns: bool) -> bool:
        ends = first_day(text) if turns else last_day(text)
        if answer is turns and ends is not None:
            self.may_turn.add(text)
        return answer


class First(NamedTuple):
    """A line that is told before the latest day is known: by which day, and of which agreement it or its event is."""

    day: Day
    agreement: int
    line: Line


def first_lines(casefile: Casefile) -> Iterator[First]:
    """The lines with which the casefile's comparison on its latest day begins; maybe none.

    An agreement's lines come all or not at all, and after the first that has to wait for the day none come.
    """
    with casefile.connected() as connection:
        least = weighing.least_day(raw(connection))
        agreements = weighing.first_agreements(raw(connection), AGREEMENTS)
    if least.date is None:
        return
    day = LeastDay(least.date, False)
    comparison = OpenComparison(casefile, on=day)
    for agreement in agreements:
        lines = [line for scope in comparison.scopes([(agreement, None)]) for line in scope.lines()]
        if day.may_turn:
            return
        yield from (First(day, agreement, line) for line in lines)


def lines_of(casefile: Casefile, agreement: int | None, event: int | None) -> tuple[Line, ...]:
    """The lines of an event, or without one an agreement's own, on the latest day, which is only looked for where it counts."""
    with casefile.asked() as database:
        least = weighing.least_day(database)
    if least.date is not None:
        day = LeastDay(least.date, False)
        lines = _told(OpenComparison(casefile, on=day), agreement, event)
        if not day.may_turn:
            return lines
    return _told(OpenComparison(casefile), agreement, event)


def _told(comparison: OpenComparison, agreement: int | None, event: int | None) -> tuple[Line, ...]:
    about = (None, event) if agreement is None else (agreement, None)
    return tuple(line for scope in comparison.scopes([about]) for line in scope.lines((event,)))
