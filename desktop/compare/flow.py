"""The rows of a large comparison: heads and lines that the filter lets through, a screen at a time, more as they come.

Rows are keys, of a group and of a line in it; what a row says is computed when it is looked at. Filtering goes through the
lines a few milliseconds at a time: the first that fit are shown at once, and the others follow while one already reads.
"""

from __future__ import annotations

import datetime as dt
import time
from array import array

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from db.kind import RecordKind
from db.lines_apart import Run
from desktop.compare.kept_lines import Counts, Group, KeptLines
from desktop.compare.part import About, Part, Parts
from desktop.compare.phrase import number
from desktop.compare.row import Head, LineFilter, LineRow, Row, agreement_meta
from desktop.compare.stream import On, Stream, Whole
from desktop.session import Session
from desktop.word import counted
from figures.day import Day
from figures.facts import Facts, facts_of

SLICE = 0.012
"""Seconds for which lines are filtered before the window has its turn."""
AT_ONCE = 4000
"""Lines of events outside agreements that are filtered together."""
_SHIFT = 24
"""A row's key: the number of its group, and in it 0 for the head, else the number of the line plus one."""


class Flow(QObject):
    """The rows.

    Signals: ``begun()`` when there are other rows; ``growing(int, int)`` before rows of these numbers come, ``grown()`` after;
    ``turned()`` when the same rows say other things; ``ended()`` when every line is there; ``refused(str)``.
    """

    begun = Signal()
    turned = Signal()
    growing = Signal(int, int)
    grown = Signal()
    ended = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.stream = Stream(session, self)
        self.day: Day | None = None
        self.shown = 0
        self.is_complete = False
        self._asked = LineFilter()
        self._words: list[tuple[str, frozenset[int], frozenset[int]]] = []
        self._unfolded: set[int] = set()
        self._kept = KeptLines(session)
        self._inside: dict[int, int] = {}
        self._open: set[int] = set()
        self._said: dict[Facts, str] = {}
        self._keys: array[int] = array("q")
        self._next = 0
        self._done = 0
        self._parts: Parts | None = None
        self._as_of: dt.date | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.stream.came.connect(self._came)
        self.stream.ended.connect(self._ended)
        self.stream.outdated.connect(self._begin_again)
        self.stream.refused.connect(self.refused)

    def begin(self, as_of: dt.date | None) -> None:
        """Compare from the beginning; the rows go, and come again as their lines are computed."""
        self._kept, self.is_complete = KeptLines(self._session), False
        self.day = self._parts = None
        self._as_of = as_of
        self._again()
        self.stream.begin(as_of)

    def follow(self) -> bool:
        """Show what acts have changed since; whether that could be followed, else everything is to be compared again."""
        told = self._parts.follow() if self._parts is not None and self.is_complete else None
        if told is None or self._parts is None:
            return False
        self.day = self._parts.day
        if self._kept.renew(told, self._parts) or (told and self._asked):
            self._again()
        elif told:
            self.turned.emit()
        return True

    def stop(self) -> None:
        """Call everything off."""
        self._timer.stop()
        self.stream.stop()
        self._parts, self.is_complete = None, False

    def ask(self, asked: LineFilter) -> None:
        """Let only these lines through."""
        self._asked = asked
        pages = self._session.pages
        self._words = [
            (word, pages.saying(RecordKind.AGREEMENT, word), pages.saying(RecordKind.EVENT, word))
            for word in asked.text.casefold().split()
        ]
        self._again()

    def fold(self, agreement: int) -> None:
        """Unfold the lines of an agreement's events, or fold them away."""
        self._unfolded ^= {agreement}
        self._again()

    @property
    def counts(self) -> Counts:
        """What is told of all lines."""
        return self._kept.counts

    def __len__(self) -> int:
        return len(self._keys)

    def row(self, number: int) -> Row | None:
        """What stands in a row; None outside the rows."""
        if not 0 <= number < len(self._keys):
            return None
        group, line = self._place(number)
        return self._head(group) if line < 0 else self._line(group, line)

    def is_head(self, number: int) -> bool:
        """Whether that row is the head of a group."""
        return self._place(number)[1] < 0

    def part_of(self, row: Row) -> Part | None:
        """The records and the comparison that a row is of; None for the head of the events outside agreements."""
        if self._parts is None or (isinstance(row, Head) and row.agreement is None):
            return None
        if isinstance(row, Head):
            return self._parts.part((row.agreement, None))
        line = row.line
        belongs = line.agreement if line.event is None else self._session.book.event[line.event].agreement
        return self._parts.part(_about(belongs, line.event or 0))

    def place_of(self, agreement: int | None, event: int | None) -> int:
        """The row of the first line of an event, or of an agreement; −1 where it is not there, or not yet."""
        group = self._kept.number_of(agreement)
        if group is None:
            return -1
        if event is not None and agreement is not None and agreement not in self._unfolded:
            self.fold(agreement)
        while self._next <= group and self._next < len(self._kept.groups):
            self._go_on()
        wanted = event or 0
        held = self._kept.groups[group].events
        line = held.index(wanted) if wanted in held else 0
        key = (group << _SHIFT) | (line + 1)
        return self._keys.index(key) if key in self._keys else -1

    def _place(self, number: int) -> tuple[int, int]:
        key = self._keys[number]
        return key >> _SHIFT, (key & ((1 << _SHIFT) - 1)) - 1

    def _head(self, group: int) -> Head:
        agreement = self._kept.groups[group].agreement
        if agreement is None:
            return Head(None, QCoreApplication.translate("Compare", "Events outside agreements"), "")
        record = self._session.book.agreement[agreement]
        return Head(agreement, record.title, agreement_meta(record), self._inside.get(group, 0), agreement in self._unfolded)

    def _line(self, group: int, line: int) -> LineRow | None:
        held = self._kept.groups[group]
        if self._parts is None:
            return None
        rows = self._parts.rows(_about(held.agreement, held.events[line]))
        at = line
        if held.agreement is None:
            while at > 0 and held.events[at - 1] == held.events[line]:
                at -= 1
            at = line - at
        return rows[at] if at < len(rows) else None

    def _came(self, batch: list[Run] | On | Whole) -> None:
        if isinstance(batch, On):
            self.day = batch.day
            if self._parts is None:
                self._parts = Parts(self._session, batch.day, batch.entry)
            else:
                self._parts.turn_to(batch.day)
                self.turned.emit()
            return
        if isinstance(batch, Whole):
            if self._parts is not None:
                self._parts.take((batch.agreement, None), batch.lines)
            events = array("q", [line.event or 0 for line in batch.lines])
            batch = [Run(batch.agreement, events, [facts_of(line) for line in batch.lines])]
        self._kept.add(batch)
        self._go_on()

    def _ended(self, _day: Day) -> None:
        self.is_complete = True
        self._go_on()
        self.ended.emit()

    def _begin_again(self) -> None:
        """Compare from the beginning what was changed while it was compared."""
        self.begin(self._as_of)

    def _again(self) -> None:
        """Filter from the first line on."""
        self._keys, self._inside, self._open = array("q"), {}, set()
        self._next = self._done = self.shown = 0
        self.begun.emit()
        self._go_on()

    def _go_on(self) -> None:
        """Filter for a moment."""
        until = time.monotonic() + SLICE
        fresh: array[int] = array("q")
        while self._next < self._ready() and time.monotonic() < until:
            fresh.extend(self._rows_of(self._next))
        if fresh:
            self.growing.emit(len(self._keys), len(self._keys) + len(fresh) - 1)
            self._keys.extend(fresh)
            self.grown.emit()
        if self._next < self._ready():
            self._timer.start(0)
        else:
            self._timer.stop()

    def _ready(self) -> int:
        """How many groups can be filtered: all, since an agreement's lines come together, but where the last waits for more."""
        groups = self._kept.groups
        if not groups or self._next < len(groups) - 1 or groups[-1].agreement is not None:
            return len(groups)
        return self._next if self._done >= len(groups[-1].events) else len(groups)

    def _rows_of(self, number: int) -> array[int]:
        """The keys of a group that the filter lets through; of the events outside agreements, those of a few thousand lines."""
        group = self._kept.groups[number]
        base = number << _SHIFT
        first = self._done
        last = len(group.events) if group.agreement is not None else min(len(group.events), first + AT_ONCE)
        fits = [line for line in range(first, last) if self._takes(group, line)]
        own = [line for line in fits if group.agreement is None or not group.events[line]]
        inside = [] if group.agreement is None else [line for line in fits if group.events[line]]
        found: array[int] = array("q")
        if fits and (group.agreement is not None or number not in self._inside):
            found.append(base)
            self._inside[number] = len(inside)
        if inside and not own:
            self._open.add(number)
        unfolded = group.agreement in self._unfolded or number in self._open
        found.extend(base | (line + 1) for line in (*own, *(inside if unfolded else ())))
        self.shown += len(fits)
        more = last < len(group.events) or (group.agreement is None and not self.is_complete)
        self._done = last if more else 0
        self._next = number if more else number + 1
        return found

    def _takes(self, group: Group, line: int) -> bool:
        asked, facts = self._asked, group.facts[line]
        if asked.agreement is not None and group.agreement != asked.agreement:
            return False
        if asked.party is not None and asked.party not in (facts.sender, facts.receiver):
            return False
        if asked.verdict is not None and facts.verdict is not asked.verdict:
            return False
        if asked.category and not self._session.book.categories.is_under(facts.category, asked.category):
            return False
        return all(
            word in self._said_of(facts) or group.agreement in agreements or group.events[line] in events
            for word, agreements, events in self._words
        )

    def _said_of(self, facts: Facts) -> str:
        if facts not in self._said:
            book = self._session.book
            ends = (book.party.get(end) for end in (facts.sender, facts.receiver) if end is not None)
            names = " ".join(end.name for end in ends if end is not None)
            self._said[facts] = f"{book.categories.label(facts.category)} {names} {facts.verdict.label}".casefold()
        return self._said[facts]


def _about(agreement: int | None, event: int) -> About:
    return (agreement, None) if agreement is not None else (None, event)


def counts_text(counts: Counts, shown: int, *, complete: bool) -> str:
    """What the status line says of a large comparison, while it is computed and after."""
    lines = counted(counts.lines, _tr("1 line"), _tr("{n} lines"))
    parts = [lines]
    if shown != counts.lines and complete:
        parts = [_tr("{0} of {1} lines").format(number(shown), number(counts.lines))]
    if not complete:
        parts = [_tr("{0} so far").format(lines)]
    if counts.contested:
        parts.append(_tr("{0} contested").format(number(counts.contested)))
    if counts.flagged:
        parts.append(_tr("{0} flagged").format(number(counts.flagged)))
    return "  ·  ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)
