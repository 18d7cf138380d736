"""The lines of a large casefile as they are computed: beside the window, told in batches, kept as the little that filters ask.

A line in full is kilobytes, and a large casefile has a million; what a screen shows of them is computed again for the few
agreements that are in sight (``desktop.compare.part``). The first lines are computed in a thread, since they are there before
another process is; all others by processes, so that they keep nothing from the window. Where a process cannot be begun or is
lost, the thread goes on from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.background import Asked
from desktop.inquiry import Inquiry
from desktop.session import Session
from figures.day import Day
from figures.line import Line

if TYPE_CHECKING:
    from db.casefile import Casefile
    from db.lines_apart import Run

FIRST = 200
"""So many lines are told before the casefile's latest day is known, where they can be."""
PAINTED = 0.5
"""Seconds after which the very first lines count as painted, seen or not."""
APART = 20_000
"""From so many figures on lines are computed by other processes: a second's work, of which beginning one takes a third."""


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


@dataclass(frozen=True, slots=True)
class Titles:
    """Every agreement with its title, to filter by."""

    agreements: list[tuple[int, str]]


class Stream(QObject):
    """Computes every line once.

    Signals: ``came(list)`` with some ``Run``, in reading order, ``Whole`` or ``On``; ``titled(Titles)``; ``ended(Day)``;
    ``outdated()`` instead where the casefile was changed meanwhile; ``refused(str)`` with a sentence. ``seen`` is set when the
    first lines were painted.
    """

    came = Signal(object)
    titled = Signal(object)
    ended = Signal(object)
    outdated = Signal()
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

    def _take(self, batch: list[Run] | On | Whole | Titles) -> None:
        (self.titled if isinstance(batch, Titles) else self.came).emit(batch)

    def _answered(self, day: Day | None) -> None:
        if day is None:
            self.outdated.emit()
        else:
            self.ended.emit(day)


def _compute(as_of: dt.date | None, seen: Event, casefile: Casefile, asked: Asked) -> Day | None:
    """In the thread: every line, told in batches; the day that they are of, None where the casefile was changed meanwhile.

    The first lines are told before it is known which day is the latest, and by a day on which they are the same.
    """
    from db import journal
    from db.lines_apart import Lost
    from db.page import Pages

    with casefile.connected() as connection:
        entry, seal = journal.newest(connection), casefile.moment()[0]
    telling = _Telling(casefile, as_of, entry, seal, asked)
    if as_of is None:
        telling.tell_first(seen)
    asked.tell(Titles(Pages(casefile).titles_of_agreements()))
    if casefile.tally().figures >= APART:
        try:
            return telling.tell_from_apart()
        except Lost:
            if asked():
                return None
    return telling.tell_from_here()


class _Telling:
    """Tells each line once; every line is of the state of the casefile that has this seal, or the telling ends early."""

    def __init__(self, casefile: Casefile, as_of: dt.date | None, entry: int, seal: object, asked: Asked) -> None:
        self._casefile, self._as_of, self._asked = casefile, as_of, asked
        self._entry, self._seal = entry, seal
        self._agreements: set[int | None] = set()
        self._batches = 0

    def tell_first(self, seen: Event) -> None:
        """Tell the first lines, in full, an agreement at a time.

        It waits until the very first were painted: two threads that both run Python take far longer than one after the other.
        """
        from db.first_lines import first_lines

        lines = 0
        for agreement, held in groupby(first_lines(self._casefile), key=lambda first: first.agreement):
            some = list(held)
            if not lines:
                self._asked.tell(On(Day(some[0].day.date, False), self._entry))
            self._asked.tell(Whole(agreement, tuple(first.line for first in some)))
            if not lines:
                seen.wait(PAINTED)
            lines += len(some)
            self._agreements.add(agreement)
            if lines >= FIRST:
                break

    def tell_from_apart(self) -> Day | None:
        """Tell all others as other processes compute them; ``Lost`` where one is, and all before it was told."""
        from desktop.compare.workers import Workers

        with Workers(self._casefile, self._as_of, self._seal, self._asked) as workers:
            said = workers.said
            day, seal = said.began()
            if seal != self._seal:
                return None
            self._asked.tell(On(day, self._entry))
            for runs in said.batches():
                self._tell(runs)
        return day

    def tell_from_here(self) -> Day | None:
        """Tell all others as they are computed in this thread."""
        from db.comparison import OpenComparison
        from db.lines_apart import runs_of

        with self._casefile.connected():
            if self._casefile.moment()[0] != self._seal:
                return None
            compared = OpenComparison(self._casefile, self._as_of)
            self._asked.tell(On(compared.day, self._entry))
            for scopes in compared.batches(self._batches, 1):
                self._tell(runs_of(scopes))
        return compared.day

    def _tell(self, runs: Iterable[Run]) -> None:
        from db.error import Interrupted

        self._batches += 1
        fresh = [run for run in runs if run.agreement not in self._agreements]
        if fresh and not self._asked.tell(fresh):
            raise Interrupted("The comparison was called off.")
