"""The Compare room: filters above, the lines in the middle, and behind the chosen line who says what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from db.kind import RecordKind
from desktop.background import Background
from desktop.compare.filter_bar import FilterBar
from desktop.compare.flow import Flow, counts_text
from desktop.compare.line_detail import LineDetail
from desktop.compare.line_table import LineTable, same
from desktop.compare.measure_dialog import MeasureDialog
from desktop.compare.phrase import long_day
from desktop.compare.row import Groups, Head, LineRow, Row, agreement_of, groups_of, lines_in, rows_of, tally_text
from desktop.compare.stream import Titles
from desktop.forms.line_keeper import LineKeeper
from desktop.look.control import primary_button, secondary_button
from desktop.look.panel import EmptyRoom, Progress, splitter
from desktop.look.theme import Theme
from desktop.room import Room
from desktop.session import Session
from figures.line import Comparison, Line
from figures.record import Casebook, PinDraft

if TYPE_CHECKING:
    from db.act import Act
    from db.result import Changes

LARGE = 1_500
"""From this many figures on the comparison is computed in the background."""
NEAR = 60
"""So many rows after the first of an event or an agreement a line is looked for."""


class CompareRoom(Room):
    """Stated, reported and observed, one row a line."""

    title = "Compare"
    icon_name = "scale"
    shown = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.filters = FilterBar(theme)
        self.lines = LineTable(theme)
        self.detail = LineDetail(theme)
        self.detail.voices.forbidden = session.casefile.read_only_reason
        self.progress = Progress(theme)
        self.background = Background(self)
        self.flow = Flow(session, self)
        self._unfolded: frozenset[int] = frozenset()
        self._comparison: Comparison | None = None
        self._stale = self._offered = False
        self._begun_as_of: dt.date | None = None
        self._casebook = Casebook()
        self._groups: Groups = ()
        self._shown = 0
        self._grown_from = 0
        self._lay_out()
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        """Compare anew; a large casefile in the background, with the lines of before in sight meanwhile."""
        named = (RecordKind.AGREEMENT, RecordKind.PARTY, RecordKind.CATEGORY)
        self._offered = self._offered and changes is not None and not any(changes.of(kind) for kind in named)
        self._stale = True
        if self.isVisible():
            self._compare()
        elif not self.flow.is_complete:
            self.flow.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what changed while the room was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._compare()

    def show_record(self, kind: RecordKind, record_id: int) -> None:
        """Choose the first line of an agreement or an event, or the line of a figure."""
        if self._stale:
            self._compare()
        if self.session.is_large:
            self._show_in_flow(kind, record_id)
            return
        wanted = self._wanted(kind, record_id)
        if wanted is None or self._comparison is None:
            return
        line = next((line for line in self._comparison.lines if wanted(line)), None)
        if line is None:
            return
        agreement = agreement_of(self._casebook, line)
        if line.event is not None and agreement is not None:
            self._unfolded |= {agreement}
        if not self.filters.asked():
            self._show_rows()
        else:
            self.filters.clear()
        self.lines.choose(lambda row: isinstance(row, LineRow) and row.line.key == line.key)

    def enter(self) -> None:
        """The lines have the focus."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note()

    def open_words(self) -> None:
        """Open the source of the chosen figure at its words."""
        voice = self.detail.voices.current
        if voice is not None and voice.figure is not None:
            self._to_source(voice.figure)

    def _wanted(self, kind: RecordKind, record_id: int) -> Callable[[Line], bool] | None:
        if kind is RecordKind.AGREEMENT:
            return lambda line: line.agreement == record_id
        if kind is RecordKind.EVENT:
            return lambda line: line.event == record_id
        if kind is RecordKind.FIGURE and record_id in self._casebook.figure:
            figure = self._casebook.figure[record_id]
            return lambda line: (line.agreement, line.event) == (figure.agreement, figure.event) and record_id in line.listed
        return None

    def _compare(self) -> None:
        self._stale = False
        if self.session.is_large:
            if not self._followed():
                self._begin_flow()
            return
        self._casebook = self.session.casebook
        self.filters.offer(self._casebook)
        as_of = self.filters.as_of
        held = self.session.held_comparison(as_of)
        if held is None and len(self._casebook.figures) < LARGE:
            held = self.session.comparison(as_of)
        if held is not None:
            self.background.forget()
            self._take(self._casebook, held)
            return
        count = f"{len(self._casebook.figures):,}"
        self.progress.show_step(self.tr("Comparing {0} figures").format(count), 0, 0)
        casebook = self._casebook
        self.background.ask(lambda _unwanted: (as_of, casebook, compared(casebook, as_of)))

    def _answered(self, answer: tuple[dt.date | None, Casebook, Comparison]) -> None:
        as_of, casebook, comparison = answer
        self.session.hold_comparison(casebook, as_of, comparison)
        if casebook is self._casebook:
            self._take(casebook, comparison)

    def _take(self, casebook: Casebook, comparison: Comparison) -> None:
        self.progress.hide()
        self._casebook, self._comparison = casebook, comparison
        self._groups = groups_of(casebook, comparison)
        if self.filters.as_of is None:
            self.filters.show_latest(comparison.as_of)
        self._show_rows()
        self.shown.emit()

    def _show_rows(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        rows = rows_of(self._casebook, self._groups, self.filters.asked(), self._unfolded)
        self._shown = lines_in(rows)
        self.lines.show_lines(self._casebook, rows)
        if not comparison.lines:
            self._pages.setCurrentWidget(self._empty)
        elif not rows:
            self._pages.setCurrentWidget(self._no_match)
        else:
            self._pages.setCurrentWidget(self._split)
            if self.lines.current is None:
                self.lines.choose(lambda row: isinstance(row, LineRow))
        self._row_chosen(self.lines.current)
        self._note()

    def _begin_flow(self) -> None:
        """Compare a large casefile: the first lines at once, the others behind them."""
        self.progress.show_step(self.tr("Comparing"), 0, 0)
        self._pages.setCurrentWidget(self._split)
        self._begun_as_of = self.filters.as_of
        self.flow.begin(self._begun_as_of)

    def _titles_came(self, titles: Titles) -> None:
        """Offer what a large casefile has to filter by."""
        if not self._offered:
            self._offered = True
            self.filters.offer_long(self.session.book, titles.agreements)

    def _followed(self) -> bool:
        """Show what acts have changed of a large comparison, and nothing else; whether that could be followed."""
        before = self.lines.current
        if self._begun_as_of != self.filters.as_of or not self.flow.follow():
            return False
        self._titles_came(Titles([] if self._offered else self.session.pages.titles_of_agreements()))
        if before is not None and self.lines.current is None:
            self._choose_again(before)
        self._flow_ended()
        return True

    def _choose_again(self, before: Row) -> None:
        """Choose the line or the head that was chosen before other rows came; the first of its event where it is gone."""
        line = before.line if isinstance(before, LineRow) else None
        event = None if line is None else line.event
        agreement = line.agreement if line is not None else before.agreement if isinstance(before, Head) else None
        record = None if event is None else self.session.book.event.get(event)
        at = self.flow.place_of(agreement if record is None else record.agreement, event)
        if at >= 0:
            near = range(max(0, at - 1), min(at + NEAR, len(self.flow)))
            found = next((other for other in near if (row := self.flow.row(other)) and same(row, before)), at)
            self.lines.setCurrentIndex(self.lines.rows.index(found, 0))
            self.lines.scrollTo(self.lines.rows.index(found, 0))

    def _filtered(self) -> None:
        if self.session.is_large:
            self.flow.ask(self.filters.asked())
        else:
            self._show_rows()

    def _flow_begun(self) -> None:
        self.lines.show_flow(self.flow, self.session.book)

    def _flow_growing(self, first: int, last: int) -> None:
        self._grown_from = first
        self.lines.lines.begin_growing(first, last)

    def _flow_grown(self) -> None:
        self.lines.lines.end_growing()
        self.lines.span_heads(self.flow, self._grown_from)
        if self._grown_from == 0 and not self.lines.currentIndex().isValid():
            self.lines.viewport().repaint()
            self.flow.stream.seen.set()
            QTimer.singleShot(0, self, self._choose_first)
        self._note()

    def _choose_first(self) -> None:
        """Choose the first line, when it is painted already: what stands behind it takes longer to read."""
        if not self.lines.currentIndex().isValid() and len(self.flow) > 1:
            self.lines.setCurrentIndex(self.lines.rows.index(1, 0))
            self.shown.emit()

    def _flow_turned(self) -> None:
        self.lines.show_turned(self.session.book)
        if self.lines.currentIndex().isValid():
            self._row_chosen(self.lines.current)

    def _flow_ended(self) -> None:
        self.progress.hide()
        if self.filters.as_of is None and self.flow.day is not None:
            self.filters.show_latest(self.flow.day.date)
        nothing = self._no_match if self.flow.counts.lines else self._empty
        self._pages.setCurrentWidget(self._split if len(self.flow) else nothing)
        self._note()

    def _flow_refused(self, sentence: str) -> None:
        self.progress.hide()
        self.session.failed.emit(sentence)

    def _show_in_flow(self, kind: RecordKind, record_id: int) -> None:
        """Choose the first line of a record where it was computed already."""
        book = self.session.book
        figure = book.figure.get(record_id) if kind is RecordKind.FIGURE else None
        event = figure.event if figure is not None else record_id if kind is RecordKind.EVENT else None
        agreement = figure.agreement if figure is not None else record_id if kind is RecordKind.AGREEMENT else None
        held = None if event is None else book.event.get(event)
        at = self.flow.place_of(agreement if held is None else held.agreement, event)
        if at >= 0:
            self.lines.setCurrentIndex(self.lines.rows.index(at, 0))
            self.lines.scrollTo(self.lines.rows.index(at, 0))

    def _row_chosen(self, row: Row | None) -> None:
        if self.session.is_large:
            self._flow_row_chosen(row)
            return
        comparison = self._comparison
        if comparison is None:
            return
        if isinstance(row, LineRow):
            self.detail.show_line(self._casebook, comparison, row.line)
        elif isinstance(row, Head):
            self.detail.show_head(self._casebook, comparison, row)
        else:
            self.detail.show_nothing()

    def _flow_row_chosen(self, row: Row | None) -> None:
        part = None if row is None else self.flow.part_of(row)
        if part is None:
            self.detail.show_nothing()
        elif isinstance(row, LineRow):
            self._casebook = part.casebook
            self.detail.show_line(part.casebook, part.comparison, row.line)
        elif isinstance(row, Head):
            self.detail.show_head(part.casebook, part.comparison, row)

    def _note(self) -> None:
        if self.session.is_large:
            self.noted.emit(counts_text(self.flow.counts, self.flow.shown, complete=self.flow.is_complete))
            return
        comparison = self._comparison
        if comparison is None:
            return
        day = "" if comparison.as_of is None else self.tr("as of {0}").format(long_day(comparison.as_of))
        self.noted.emit("  ·  ".join(part for part in (tally_text(comparison, self._shown), day) if part))

    def _fold(self, agreement: int) -> None:
        if self.session.is_large:
            self.flow.fold(agreement)
            self._show_in_flow(RecordKind.AGREEMENT, agreement)
            return
        self._unfolded = self._unfolded ^ {agreement}
        self._show_rows()

    def _current_line(self) -> Line | None:
        row = self.lines.current
        return row.line if isinstance(row, LineRow) else None

    def _ask_measure(self, figure: int) -> None:
        voice, line = self.detail.voices.current, self._current_line()
        if voice is None or line is None or voice.figure != figure:
            return
        dialog = MeasureDialog(self.theme, voice, self)
        dialog.submitted.connect(partial(self._set_measure, line, figure))
        LineKeeper(self.session, f"measure-{figure}", dialog, (dialog.reason,))
        dialog.open()

    def _set_measure(self, line: Line, figure: int, reason: str) -> None:
        draft = PinDraft(
            agreement=line.agreement,
            event=line.event,
            category=line.category,
            sender=line.sender,
            receiver=line.receiver,
            figure=figure,
            reason=reason,
        )
        self.session.run(self.tr("Set the measure"), lambda act: act.add(draft), reason=reason)

    def _drop_measure(self) -> None:
        line = self._current_line()
        if line is None:
            return
        side = self._casebook.side
        key = (line.agreement, line.event, line.category, line.sender, line.receiver)
        pins = [
            pin.id
            for pin in self._casebook.pins
            if (pin.agreement, pin.event, pin.category, side(pin.sender), side(pin.receiver)) == key
        ]
        if pins:
            self.session.run(self.tr("Take back the measure"), partial(_remove_pins, pins))

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
        theme = self.theme
        to_register = primary_button(theme, self.tr("Go to Register"))
        to_register.clicked.connect(lambda: self.asked_for.emit(RecordKind.AGREEMENT, 0, "register"))
        text = self.tr(
            "One row a line stands here: what was promised, what was reported, what arrived. "
            "It needs an agreement or an event and the figures that sources give for it."
        )
        self._empty = EmptyRoom(theme, "scale", self.tr("There is nothing to compare yet"), text, [to_register])
        every = secondary_button(theme, self.tr("Show all lines"))
        every.clicked.connect(self.filters.clear)
        words = self.tr("Every line is there still; the filter above lets none of them through.")
        self._no_match = EmptyRoom(theme, "search", self.tr("No line fits the filter"), words, [every])
        self._split = splitter(theme, self.tr("Lines, and what stands behind one"), vertical=True)
        self._split.addWidget(self.lines)
        self._split.addWidget(self.detail)
        self._split.setSizes([theme.scaled(430), theme.scaled(350)])
        self._split.setStretchFactor(0, 1)
        self._pages = QStackedWidget()
        for page in (self._split, self._no_match, self._empty):
            self._pages.addWidget(page)
        self.progress.hide()
        self.progress.cancel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.progress)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filters.filter_changed.connect(self._filtered)
        self.flow.begun.connect(self._flow_begun)
        self.flow.turned.connect(self._flow_turned)
        self.flow.stream.titled.connect(self._titles_came)
        self.flow.growing.connect(self._flow_growing)
        self.flow.grown.connect(self._flow_grown)
        self.flow.ended.connect(self._flow_ended)
        self.flow.refused.connect(self._flow_refused)
        self.session.closed.connect(self.flow.stop)
        self.filters.day_changed.connect(self._compare)
        self.lines.chosen.connect(self._row_chosen)
        self.lines.fold_asked.connect(self._fold)
        self.detail.voices.source_asked.connect(self._to_source)
        self.detail.voices.register_asked.connect(self._to_register)
        self.detail.voices.measure_asked.connect(self._ask_measure)
        self.detail.measure_dropped.connect(self._drop_measure)
        self.background.answered.connect(self._answered)
        self.session.closed.connect(self.background.forget)
        to_register = QAction(self.tr("Show in Register"), self.lines)
        to_register.setShortcut(QKeySequence("Ctrl+Return"))
        to_register.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        to_register.triggered.connect(self._line_to_register)
        self.lines.addAction(to_register)
        self.lines.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def compared(casebook: Casebook, as_of: dt.date | None) -> Comparison:
    """The comparison, computed from frozen records alone."""
    from figures.comparison import compare

    return compare(casebook, as_of)


def _remove_pins(pins: list[int], act: Act) -> None:
    for pin in pins:
        act.remove(RecordKind.PIN, pin)
