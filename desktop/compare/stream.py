"""The lines of a large casefile as they are computed: read in a thread, told in batches, kept as the little that filters ask.

A line in full is kilobytes, and a large casefile has a million; what a screen shows of them is computed again for the few
agreements that are in sight (``desktop.compare.part``).
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.background import Asked
from desktop.inquiry import Inquiry
from desktop.session import Session
from figures.day import Day
from figures.line import Line
from figures.vocabulary import Corroboration, Verdict

if TYPE_CHECKING:
    from db.casefile import Casefile

FIRST, MORE = 200, 4000
"""Lines told at first, so that they are painted at once, and then together."""
PAINTED = 0.5
"""Seconds after which the very first lines count as painted, seen or not."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a filter asks of a line; the same for thousands of lines, and held once."""

    category: str
    sender: int | None
    receiver: int | None
    verdict: Verdict
    contested: bool
    flagged: bool


@dataclass(slots=True)
class Group:
    """One agreement's lines, its own and its events', in reading order; or those of all events outside agreements.

    Of each line the event, 0 for the agreement's own, and its facts.
    """

    agreement: int | None
    events: array[int] = field(default_factory=lambda: array("q"))
    facts: list[Facts] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class On:
    """The day of the lines, as far as it is known, and the last entry of the journal that they rest on."""

    day: Day
    entry: int


@dataclass(frozen=True, slots=True)
class Whole:
    """All lines of an agreement and its events, in full; only the first few agreements come so."""

    agreement: int
    lines: tuple[Line, ...]

    @property
    def told(self) -> list[Told]:
        """What is kept of them."""
        return [(self.agreement, line.event or 0, facts_of(line)) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Titles:
    """Every agreement with its title, to filter by."""

    agreements: list[tuple[int, str]]


Told = tuple[int | None, int, Facts]
"""A line's agreement, its event or 0, and its facts."""


class Stream(QObject):
    """Computes every line once.

    Signals: ``came(list)`` with some ``Told``, in reading order, ``Whole`` or ``On``; ``titled(Titles)``;
    ``ended(Day)``; ``refused(str)`` with a sentence. ``seen`` is set when the first lines were painted.
    """

    came = Signal(object)
    titled = Signal(object)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inquiry = Inquiry(session, self)
        self.seen = Event()
        self._inquiry.told.connect(self._take)
        self._inquiry.answered.connect(self._answered)
        self._inquiry.refused.connect(self.refused)

    def begin(self, as_of: dt.date | None) -> None:
        """Compute from the beginning; what was under way is called off."""
        self.seen.clear()
        self._inquiry.inquire(partial(_compute, as_of, self.seen))

    def stop(self) -> None:
        """Call it off."""
        self._inquiry.forget()

    def _take(self, batch: list[Told] | On | Whole | Titles) -> None:
        (self.titled if isinstance(batch, Titles) else self.came).emit(batch)

    def _answered(self, day: Day) -> None:
        self.ended.emit(day)


def _compute(as_of: dt.date | None, seen: Event, casefile: Casefile, asked: Asked) -> Day:
    """In the thread: every line, told in batches; the day that they are of.

    The first lines are told before it is known which day is the latest, and by a day on which they are the same.
    """
    from db import journal
    from db.comparison import OpenComparison
    from db.page import Pages

    with casefile.connected() as connection:
        entry = journal.newest(connection)
    told = 0 if as_of is not None else _tell_first(casefile, entry, asked, seen)
    asked.tell(Titles(Pages(casefile).titles_of_agreements()))
    comparison = OpenComparison(casefile, as_of)
    asked.tell(On(comparison.day, entry))
    belongs = Pages(casefile).agreements_of_events()
    batch: list[Told] = []
    size = MORE if told else FIRST
    for one in islice(_told(comparison.lines(lambda _part: not asked()), belongs), told, None):
        batch.append(one)
        if len(batch) >= size:
            asked.tell(batch)
            batch, size = [], MORE
    asked.tell(batch)
    return comparison.day


def _tell_first(casefile: Casefile, entry: int, asked: Asked, seen: Event) -> int:
    """Tell the first lines, in full, an agreement at a time; how many there are.

    It waits until the very first were painted: two threads that both run Python take far longer than one after the other.
    """
    from db.first_lines import first_lines

    told = 0
    for agreement, held in groupby(first_lines(casefile), key=lambda first: first.agreement):
        some = list(held)
        if not told:
            asked.tell(On(Day(some[0].day.date, False), entry))
        asked.tell(Whole(agreement, tuple(first.line for first in some)))
        if not told:
            seen.wait(PAINTED)
        told += len(some)
        if told >= FIRST:
            break
    return told


def _told(lines: Iterator[Line], belongs: array[int]) -> Iterator[Told]:
    held: dict[Facts, Facts] = {}
    for line in lines:
        facts = facts_of(line)
        agreement = line.agreement if line.event is None else belongs[line.event] or None
        yield agreement, line.event or 0, held.setdefault(facts, facts)


def facts_of(line: Line) -> Facts:
    """What a filter asks of this line."""
    contested = line.corroboration is Corroboration.CONTESTED
    return Facts(line.category, line.sender, line.receiver, line.verdict, contested, bool(line.flags))
