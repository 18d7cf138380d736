"""The lines of a large casefile as they are computed: read in a thread, told in batches, kept as the little that filters ask.

A line in full is kilobytes, and a large casefile has a million; what a screen shows of them is computed again for the few
agreements that are in sight (``desktop.compare.part``).
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.inquiry import Inquiry
from desktop.session import Session
from figures.day import Day
from figures.line import Line
from figures.vocabulary import Corroboration, Verdict

if TYPE_CHECKING:
    from db.casefile import Casefile

FIRST, MORE = 200, 4000
"""Lines told at first, so that they are painted at once, and then together."""


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


Told = tuple[int | None, int, Facts]
"""A line's agreement, its event or 0, and its facts."""


class Stream(QObject):
    """Computes every line once.

    Signals: ``came(list)`` with some ``Told``, in reading order; ``ended(Day)``; ``refused(str)`` with a sentence.
    """

    came = Signal(object)
    ended = Signal(object)
    refused = Signal(str)
    _told = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inquiry = Inquiry(session, self)
        self._run: object = None
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._inquiry.answered.connect(self._answered)
        self._inquiry.refused.connect(self.refused)
        self.destroyed.connect(self._inquiry.close)

    def begin(self, as_of: dt.date | None) -> None:
        """Compute from the beginning; what was under way is called off."""
        self._run = run = object()
        self._inquiry.inquire(partial(_compute, as_of, partial(self._told.emit, run)))

    def stop(self) -> None:
        """Call it off."""
        self._run = None
        self._inquiry.forget()

    def _take(self, run: object, batch: list[Told]) -> None:
        if run is self._run:
            self.came.emit(batch)

    def _answered(self, day: Day) -> None:
        self.ended.emit(day)


def _compute(as_of: dt.date | None, tell: Callable[[object], None], casefile: Casefile, unwanted: Callable[[], bool]) -> Day:
    """In the thread: every line, told in batches; the day that they are of."""
    from db.comparison import OpenComparison
    from db.page import Pages

    comparison = OpenComparison(casefile, as_of)
    tell(comparison.day)
    belongs = Pages(casefile).agreements_of_events()
    batch: list[Told] = []
    size = FIRST
    for told in _told(comparison.lines(lambda _part: not unwanted()), belongs):
        batch.append(told)
        if len(batch) >= size:
            tell(batch)
            batch, size = [], MORE
    tell(batch)
    return comparison.day


def _told(lines: Iterator[Line], belongs: array[int]) -> Iterator[Told]:
    held: dict[Facts, Facts] = {}
    for line in lines:
        facts = Facts(
            line.category,
            line.sender,
            line.receiver,
            line.verdict,
            line.corroboration is Corroboration.CONTESTED,
            bool(line.flags),
        )
        agreement = line.agreement if line.event is None else belongs[line.event] or None
        yield agreement, line.event or 0, held.setdefault(facts, facts)
