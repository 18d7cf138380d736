"""The lines of a large casefile: the first at once, the others behind them, and after an act only those that it touched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.kind import RecordKind
from desktop.compare.filter_bar import FilterBar
from desktop.compare.flow import Flow, counts_text
from desktop.compare.line_pages import LinePages
from desktop.compare.line_table import same
from desktop.compare.row import Head, LineRow, Row
from desktop.compare.stream import Titles
from desktop.look.panel import Progress
from desktop.session import Session
from figures.record import Casebook

if TYPE_CHECKING:
    from db.result import Changes

NEAR = 60
"""So many rows after the first of an event or an agreement a line is looked for."""
OFFERED = (RecordKind.AGREEMENT, RecordKind.PARTY, RecordKind.CATEGORY)
"""What can be filtered by."""


class FlowLines(QObject):
    """Shows the rows of a flow while they come, and reads what stands behind the chosen one.

    Signals: ``shown()`` when the first line is chosen; ``noted(str)`` with how many lines have come.
    """

    shown = Signal()
    noted = Signal(str)

    def __init__(
        self, session: Session, flow: Flow, filters: FilterBar, progress: Progress, pages: LinePages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._flow, self._filters, self._progress, self._pages = session, flow, filters, progress, pages
        self._lines, self._detail = pages.lines, pages.detail
        self.casebook = Casebook()
        self._stale = self._offered = False
        self._begun_as_of: dt.date | None = None
        self._grown_from = 0
        flow.begun.connect(self._begun)
        flow.turned.connect(self._turned)
        flow.stream.titled.connect(self._titles_came)
        flow.growing.connect(self._growing)
        flow.grown.connect(self._grown)
        flow.ended.connect(self._ended)
        flow.refused.connect(self._refused)
        session.closed.connect(flow.stop)

    def refresh(self, changes: Changes | None, *, in_sight: bool) -> None:
        """Follow what has changed; out of sight, when the room is looked at, and then anew where not all lines had come."""
        self._offered = self._offered and changes is not None and not any(changes.of(kind) for kind in OFFERED)
        self._stale = True
        if in_sight:
            self.compare()
        elif not self._flow.is_complete:
            self._flow.stop()

    def look(self) -> None:
        """Compare what changed while the room was out of sight."""
        if self._stale:
            self.compare()

    def compare(self) -> None:
        """Show what acts have changed, or compare from the beginning where that cannot be followed."""
        self._stale = False
        if self._followed():
            return
        self._progress.show_step(self.tr("Comparing"), 0, 0)
        self._pages.show_lines()
        self._begun_as_of = self._filters.as_of
        self._flow.begin(self._begun_as_of)

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose the first line of a record where it was computed already."""
        book = self._session.book
        figure = book.figure.get(record_id) if kind is RecordKind.FIGURE else None
        event = figure.event if figure is not None else record_id if kind is RecordKind.EVENT else None
        agreement = figure.agreement if figure is not None else record_id if kind is RecordKind.AGREEMENT else None
        held = None if event is None else book.event.get(event)
        at = self._flow.place_of(agreement if held is None else held.agreement, event)
        if at >= 0:
            self._choose(at)

    def filter(self) -> None:
        """Show the lines that the filter lets through."""
        self._flow.ask(self._filters.asked())

    def fold(self, agreement: int) -> None:
        """Unfold the lines of an agreement's events, or fold them away."""
        self._flow.fold(agreement)
        self.show_record(RecordKind.AGREEMENT, agreement)

    def show_behind(self, row: Row | None) -> None:
        """Show what stands behind a row."""
        part = None if row is None else self._flow.part_of(row)
        if part is None:
            self._detail.show_nothing()
        elif isinstance(row, LineRow):
            self.casebook = part.casebook
            self._detail.show_line(part.casebook, part.comparison, row.line)
        elif isinstance(row, Head):
            self._detail.show_head(part.casebook, part.comparison, row)

    def note(self) -> None:
        """Say how many lines have come."""
        self.noted.emit(counts_text(self._flow.counts, self._flow.shown, complete=self._flow.is_complete))

    def _followed(self) -> bool:
        """Show what acts have changed of the comparison, and nothing else; whether that could be followed."""
        before = self._lines.current
        if self._begun_as_of != self._filters.as_of or not self._flow.follow():
            return False
        self._titles_came(Titles([] if self._offered else self._session.pages.titles_of_agreements()))
        if before is not None and self._lines.current is None:
            self._choose_again(before)
        self._ended()
        return True

    def _titles_came(self, titles: Titles) -> None:
        """Offer what there is to filter by."""
        if not self._offered:
            self._offered = True
            self._filters.offer_long(self._session.book, titles.agreements)

    def _choose_again(self, before: Row) -> None:
        """Choose the line or the head that was chosen before other rows came; the first of its event where it is gone."""
        line = before.line if isinstance(before, LineRow) else None
        event = None if line is None else line.event
        agreement = line.agreement if line is not None else before.agreement if isinstance(before, Head) else None
        record = None if event is None else self._session.book.event.get(event)
        at = self._flow.place_of(agreement if record is None else record.agreement, event)
        if at >= 0:
            near = range(max(0, at - 1), min(at + NEAR, len(self._flow)))
            self._choose(next((other for other in near if (row := self._flow.row(other)) and same(row, before)), at))

    def _choose(self, at: int) -> None:
        index = self._lines.rows.index(at, 0)
        self._lines.setCurrentIndex(index)
        self._lines.scrollTo(index)

    def _begun(self) -> None:
        self._lines.show_flow(self._flow, self._session.book)

    def _growing(self, first: int, last: int) -> None:
        self._grown_from = first
        self._lines.lines.begin_growing(first, last)

    def _grown(self) -> None:
        self._lines.lines.end_growing()
        self._lines.span_heads(self._flow, self._grown_from)
        if self._grown_from == 0 and not self._lines.currentIndex().isValid():
            self._lines.viewport().repaint()
            self._flow.stream.seen.set()
            QTimer.singleShot(0, self, self._choose_first)
        self.note()

    def _choose_first(self) -> None:
        """Choose the first line, when it is painted already: what stands behind it takes longer to read."""
        if not self._lines.currentIndex().isValid() and len(self._flow) > 1:
            self._lines.setCurrentIndex(self._lines.rows.index(1, 0))
            self.shown.emit()

    def _turned(self) -> None:
        self._lines.show_turned(self._session.book)
        if self._lines.currentIndex().isValid():
            self.show_behind(self._lines.current)

    def _ended(self) -> None:
        self._progress.hide()
        if self._filters.as_of is None and self._flow.day is not None:
            self._filters.show_latest(self._flow.day.date)
        if len(self._flow):
            self._pages.show_lines()
        else:
            self._pages.show_none(filtered=bool(self._flow.counts.lines))
        self.note()

    def _refused(self, sentence: str) -> None:
        self._progress.hide()
        self._session.failed.emit(sentence)
