"""The lines of a casefile of a usual size: compared whole, in the background where they are many, and filtered at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.kind import RecordKind
from desktop.background import Background
from desktop.compare.filter_bar import FilterBar
from desktop.compare.line_pages import LinePages
from desktop.compare.phrase import long_day
from desktop.compare.row import Groups, Head, LineRow, Row, agreement_of, groups_of, lines_in, rows_of, tally_text
from desktop.look.panel import Progress
from desktop.session import Session
from figures.line import Comparison, Line
from figures.record import Casebook

if TYPE_CHECKING:
    from db.result import Changes

LARGE = 1_500
"""From this many figures on the comparison is computed in the background."""


class WholeLines(QObject):
    """Compares the whole casebook, and shows the rows that are asked for.

    Signals: ``shown()`` when a comparison is in sight; ``noted(str)`` with how many lines there are.
    """

    shown = Signal()
    noted = Signal(str)

    def __init__(self, session: Session, filters: FilterBar, progress: Progress, pages: LinePages, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._filters, self._progress, self._pages = session, filters, progress, pages
        self._lines, self._detail = pages.lines, pages.detail
        self._background = Background(self)
        self.casebook = Casebook()
        self._comparison: Comparison | None = None
        self._groups: Groups = ()
        self._unfolded: frozenset[int] = frozenset()
        self._shown = 0
        self._stale = False
        self._background.answered.connect(self._answered)
        session.closed.connect(self._background.forget)

    def refresh(self, _changes: Changes | None, *, in_sight: bool) -> None:
        """Compare anew, with the lines of before in sight meanwhile; out of sight, when the room is looked at."""
        self._stale = True
        if in_sight:
            self.compare()

    def look(self) -> None:
        """Compare what changed while the room was out of sight."""
        if self._stale:
            self.compare()

    def compare(self) -> None:
        """Compare as of the day in the filter."""
        self._stale = False
        self.casebook = self._session.casebook
        self._filters.offer(self.casebook)
        as_of = self._filters.as_of
        held = self._session.held_comparison(as_of)
        if held is None and len(self.casebook.figures) < LARGE:
            held = self._session.comparison(as_of)
        if held is not None:
            self._background.forget()
            self._take(self.casebook, held)
            return
        count = f"{len(self.casebook.figures):,}"
        self._progress.show_step(self.tr("Comparing {0} figures").format(count), 0, 0)
        casebook = self.casebook
        self._background.ask(lambda _unwanted: (as_of, casebook, compared(casebook, as_of)))

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose the first line of an agreement or an event, or the line of a figure."""
        wanted = self._wanted(kind, record_id)
        if wanted is None or self._comparison is None:
            return
        line = next((line for line in self._comparison.lines if wanted(line)), None)
        if line is None:
            return
        agreement = agreement_of(self.casebook, line)
        if line.event is not None and agreement is not None:
            self._unfolded |= {agreement}
        if not self._filters.asked():
            self.filter()
        else:
            self._filters.clear()
        self._lines.choose(lambda row: isinstance(row, LineRow) and row.line.key == line.key)

    def filter(self) -> None:
        """Show the lines that the filter lets through."""
        comparison = self._comparison
        if comparison is None:
            return
        rows = rows_of(self.casebook, self._groups, self._filters.asked(), self._unfolded)
        self._shown = lines_in(rows)
        self._lines.show_lines(self.casebook, rows)
        if rows:
            self._pages.show_lines()
            if self._lines.current is None:
                self._lines.choose(lambda row: isinstance(row, LineRow))
        else:
            self._pages.show_none(filtered=bool(comparison.lines))
        self.show_behind(self._lines.current)
        self.note()

    def fold(self, agreement: int) -> None:
        """Unfold the lines of an agreement's events, or fold them away."""
        self._unfolded = self._unfolded ^ {agreement}
        self.filter()

    def show_behind(self, row: Row | None) -> None:
        """Show what stands behind a row."""
        comparison = self._comparison
        if comparison is None:
            return
        if isinstance(row, LineRow):
            self._detail.show_line(self.casebook, comparison, row.line)
        elif isinstance(row, Head):
            self._detail.show_head(self.casebook, comparison, row)
        else:
            self._detail.show_nothing()

    def note(self) -> None:
        """Say how many lines there are, and as of which day."""
        comparison = self._comparison
        if comparison is None:
            return
        day = "" if comparison.as_of is None else self.tr("as of {0}").format(long_day(comparison.as_of))
        self.noted.emit("  ·  ".join(part for part in (tally_text(comparison, self._shown), day) if part))

    def _wanted(self, kind: RecordKind, record_id: int) -> Callable[[Line], bool] | None:
        if kind is RecordKind.AGREEMENT:
            return lambda line: line.agreement == record_id
        if kind is RecordKind.EVENT:
            return lambda line: line.event == record_id
        if kind is RecordKind.FIGURE and record_id in self.casebook.figure:
            figure = self.casebook.figure[record_id]
            return lambda line: (line.agreement, line.event) == (figure.agreement, figure.event) and record_id in line.listed
        return None

    def _answered(self, answer: tuple[dt.date | None, Casebook, Comparison]) -> None:
        as_of, casebook, comparison = answer
        self._session.hold_comparison(casebook, as_of, comparison)
        if casebook is self.casebook:
            self._take(casebook, comparison)

    def _take(self, casebook: Casebook, comparison: Comparison) -> None:
        self._progress.hide()
        self.casebook, self._comparison = casebook, comparison
        self._groups = groups_of(casebook, comparison)
        if self._filters.as_of is None:
            self._filters.show_latest(comparison.as_of)
        self.filter()
        self.shown.emit()


def compared(casebook: Casebook, as_of: dt.date | None) -> Comparison:
    """The comparison, computed from frozen records alone."""
    from figures.comparison import compare

    return compare(casebook, as_of)
