"""The Compare room: filters above, the lines in the middle, and behind the chosen line who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from db.kind import RecordKind
from desktop.compare.filter_bar import FilterBar
from desktop.compare.flow import Flow
from desktop.compare.flow_lines import FlowLines
from desktop.compare.line_pages import LinePages
from desktop.compare.measure_acts import MeasureActs
from desktop.compare.row import LineRow
from desktop.compare.whole_lines import WholeLines
from desktop.look.panel import Progress
from desktop.look.theme import Theme
from desktop.room import Room
from desktop.session import Session

if TYPE_CHECKING:
    from db.result import Changes


class CompareRoom(Room):
    """Stated, reported and observed, one row a line."""

    title = "Compare"
    icon_name = "scale"
    shown = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.filters = FilterBar(theme)
        self.pages = LinePages(theme)
        self.lines, self.detail = self.pages.lines, self.pages.detail
        self.detail.voices.forbidden = session.casefile.read_only_reason
        self.progress = Progress(theme)
        self.flow = Flow(session, self)
        self.measures = MeasureActs(self, session, theme)
        self._comparing: WholeLines | FlowLines
        if session.is_large:
            self._comparing = FlowLines(session, self.flow, self.filters, self.progress, self.pages, self)
        else:
            self._comparing = WholeLines(session, self.filters, self.progress, self.pages, self)
        self._lay_out()
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        """Compare anew, with the lines of before in sight meanwhile."""
        self._comparing.refresh(changes, in_sight=self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what changed while the room was out of sight."""
        super().showEvent(event)
        self._comparing.look()

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose the first line of an agreement or an event, or the line of a figure."""
        self._comparing.look()
        self._comparing.show_record(kind, record_id)

    def enter(self) -> None:
        """The lines have the focus."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self._comparing.note()

    def open_words(self) -> None:
        """Open the source of the chosen figure at its words."""
        voice = self.detail.voices.current
        if voice is not None and voice.figure is not None:
            self._to_source(voice.figure)

    def _ask_measure(self, figure: int) -> None:
        voice, row = self.detail.voices.current, self.lines.current
        if voice is not None and voice.figure == figure and isinstance(row, LineRow):
            self.measures.ask(row.line, voice, figure)

    def _drop_measure(self) -> None:
        row = self.lines.current
        if isinstance(row, LineRow):
            self.measures.drop(self._comparing.casebook, row.line)

    def _to_source(self, figure: int) -> None:
        self.asked_for.emit(RecordKind.FIGURE, figure, "sources")

    def _to_register(self, figure: int) -> None:
        self.asked_for.emit(RecordKind.FIGURE, figure, "register")

    def _line_to_register(self) -> None:
        row = self.lines.current
        if isinstance(row, LineRow) and row.line.event is not None:
            self.asked_for.emit(RecordKind.EVENT, row.line.event, "register")
            return
        agreement = row.line.agreement if isinstance(row, LineRow) else row.agreement if row is not None else None
        if agreement is not None:
            self.asked_for.emit(RecordKind.AGREEMENT, agreement, "register")

    def _lay_out(self) -> None:
        self.progress.hide()
        self.progress.cancel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.progress)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.filters.filter_changed.connect(self._comparing.filter)
        self.filters.day_changed.connect(self._comparing.compare)
        self._comparing.shown.connect(self.shown)
        self._comparing.noted.connect(self.noted)
        self.pages.every_asked.connect(self.filters.clear)
        self.pages.register_asked.connect(lambda: self.asked_for.emit(RecordKind.AGREEMENT, 0, "register"))
        self.lines.chosen.connect(self._comparing.show_behind)
        self.lines.fold_asked.connect(self._comparing.fold)
        self.detail.voices.source_asked.connect(self._to_source)
        self.detail.voices.register_asked.connect(self._to_register)
        self.detail.voices.measure_asked.connect(self._ask_measure)
        self.detail.measure_dropped.connect(self._drop_measure)
        to_register = QAction(self.tr("Show in Register"), self.lines)
        to_register.setShortcut(QKeySequence("Ctrl+Return"))
        to_register.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        to_register.triggered.connect(self._line_to_register)
        self.lines.addAction(to_register)
        self.lines.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
