"""The table of lines: what each column says of a row, and the view in which an agreement folds its events away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from heapq import nlargest
from math import ceil
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from briefing.drawing import DARK, LIGHT
from briefing.interval_bar import Bar, bar_of, draw_bar
from desktop.compare.flow import Flow
from desktop.compare.phrase import (
    NONE,
    corroboration_text,
    count_text,
    flag_word,
    gap_text,
    measured_reading,
    reading_text,
    sentence_text,
)
from desktop.compare.row import Head, LineRow, Row
from desktop.look.cell import DASH, DASH_RIGHT, GROUP, Cell, Drawn, Hatched, Number, Simple, Stack, Text, VerdictMark
from desktop.look.cell import Row as Beside
from desktop.look.cell_painter import CellPainter
from desktop.look.paged_table import HELD_CELLS
from desktop.look.painter import ScreenPainter
from desktop.look.shown import tip
from desktop.look.table import ROOT, CellTable, Column, Group, Index, RowModel
from desktop.look.theme import Theme
from figures.line import Line, Reading
from figures.record import Casebook
from figures.vocabulary import Corroboration, Role

BAR_HEIGHT = 22
LONG_DIRECTION = 17
ROW, TALL_ROW, HEAD_ROW = 36, 44, 30
FIRST_MARGIN, MARGINS = 14, 16
NAME, DIRECTION, BAR = 0, 1, 5
LEAST_BAR = 150
MEASURED = 40
"""So many of the longest words of a column are measured."""


def draw_interval(bar: Bar, painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The interval bar in the middle of a cell, in the colours of the scheme in force."""
    height = min(box.height() - 8, theme.scaled(BAR_HEIGHT))
    top = box.center().y() - height / 2
    screen = ScreenPainter(painter, DARK if theme.tokens.dark else LIGHT)
    draw_bar(screen, bar, box.left() + 6, top, box.width() - 12, height)


class LineCells:
    """What each column says of a row, in the names of one casebook."""

    def __init__(self) -> None:
        self.casebook = Casebook()
        self.flow: Flow | None = None

    def columns(self) -> tuple[Column[Row], ...]:
        """The nine columns, in reading order."""
        tr = partial(QCoreApplication.translate, "Compare")
        scale = Text("0", tr("each on its own scale"), tone="ink2", size=12)
        return (
            Column(tr("Line"), self._title, 268, stretch=True, least=150),
            Column(tr("Direction"), self._direction, 138, least=112),
            Column(Number(tr("Stated"), Role.STATED, right=True, size=12), partial(self._reading, Role.STATED), 88, least=82),
            Column(
                Number(tr("Reported"), Role.REPORTED, right=True, size=12), partial(self._reading, Role.REPORTED), 94, least=88
            ),
            Column(
                Number(tr("Observed"), Role.OBSERVED, right=True, size=12), partial(self._reading, Role.OBSERVED), 106, least=98
            ),
            Column(scale, self._bar, 196, least=LEAST_BAR),
            Column(tr("Difference"), self._difference, 130, right=True, least=124),
            Column(tr("Verdict"), self._verdict, 164, least=150),
            Column(tr("Corroboration"), self._corroboration, 120, least=110),
        )

    def _title(self, row: Row) -> Cell:
        return head_cell(row) if isinstance(row, Head) else title_cell(row)

    def _direction(self, row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else direction_cell(row)

    def _reading(self, role: Role, row: Row) -> Cell:
        if isinstance(row, Head):
            return Text("")
        line = row.line
        reading = {Role.STATED: line.stated, Role.REPORTED: line.reported, Role.OBSERVED: line.observed}[role]
        return DASH_RIGHT if reading is None else self._reading_cell(reading, role)

    def _reading_cell(self, reading: Reading, role: Role) -> Cell:
        text = reading_text(reading, self.casebook)
        return Number(text, role, marked=False, right=True, contested=bool(reading.contested))

    @staticmethod
    def _bar(row: Row) -> Cell:
        bar = None if isinstance(row, Head) else bar_of(row.line)
        if bar is None or isinstance(row, Head):
            return Text("")
        return Drawn(partial(draw_interval, bar), spoken_bar(row.line), 200)

    @staticmethod
    def _difference(row: Row) -> Cell:
        if isinstance(row, Head):
            return Text("")
        gap = gap_text(row.line.difference)
        return DASH_RIGHT if gap == NONE else Text(gap, weight=500, right=True)

    @staticmethod
    def _verdict(row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else verdict_cell(row.line)

    @staticmethod
    def _corroboration(row: Row) -> Cell:
        return Text("") if isinstance(row, Head) else corroboration_cell(row.line)


class LineModel(RowModel[Row]):
    """Rows of the comparison; a head is a row that can be chosen, so that the keyboard can unfold it."""

    def __init__(self, cells: LineCells) -> None:
        super().__init__(cells.columns())
        self._cells_of = cells

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As every table's, but heads have the ground of a group, and a line its sentence as a tooltip."""
        row = self.row(index.row())
        if role == GROUP:
            return isinstance(row, Head)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(row, self._cells_of.casebook) if isinstance(row, LineRow) else None
        return super().data(index, role)

    def show_rows(self, rows: Sequence[Row | Group]) -> None:
        """Show these rows in place of the ones before, or of those of a flow."""
        self._cells_of.flow = None
        super().show_rows(rows)

    def show_flow(self, flow: Flow) -> None:
        """Show the rows of a large comparison, as many as have come."""
        self.beginResetModel()
        self._cells_of.flow, self._rows = flow, ()
        self._cells.clear()
        self.endResetModel()

    def look_again(self) -> None:
        """The rows are the same, but what their cells say of them has changed."""
        self._cells.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def begin_growing(self, first: int, last: int) -> None:
        """Rows of these numbers are about to come."""
        self.beginInsertRows(ROOT, first, last)

    def end_growing(self) -> None:
        """They have."""
        self.endInsertRows()

    def row(self, number: int) -> Row | None:
        """The row with that number."""
        flow = self._cells_of.flow
        return super().row(number) if flow is None else flow.row(number)

    def is_group(self, number: int) -> bool:
        """Whether that row is a heading that cannot be chosen; heads of this table can."""
        return self._cells_of.flow is None and super().is_group(number)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows, heads included."""
        flow = self._cells_of.flow
        return super().rowCount(parent) if flow is None else 0 if parent.isValid() else len(flow)

    def _cell(self, number: int, column: int) -> Cell:
        if self._cells_of.flow is None:
            return super()._cell(number, column)
        if len(self._cells) > HELD_CELLS:
            self._cells.clear()
        if (number, column) not in self._cells:
            row = self.row(number)
            self._cells[number, column] = DASH if row is None else self.columns[column].cell(row) or DASH
        return self._cells[number, column]


class LineTable(CellTable[Row]):
    """The table of lines.

    Signals: ``fold_asked(agreement)`` when a head's lines are to be unfolded, or folded away again.
    """

    fold_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        self._cells = LineCells()
        name = QCoreApplication.translate("Compare", "Lines compared")
        self.lines = LineModel(self._cells)
        self._painter = CellPainter(theme)
        self._needed = (0, 0)
        super().__init__(theme, self.lines, name, first_margin=FIRST_MARGIN, row_height=ROW)
        self.opened.connect(self._row_opened)

    def show_lines(self, casebook: Casebook, rows: Sequence[Row]) -> None:
        """Show these rows; the line or the head that was current stays so where it is still there."""
        before = self.current
        self._cells.casebook = casebook
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(ROW))
        self.setUpdatesEnabled(False)
        self.show_rows(rows)
        header = self.verticalHeader()
        for number, row in enumerate(rows):
            if isinstance(row, Head):
                self.setSpan(number, 0, 1, len(self.rows.columns))
                header.resizeSection(number, self._theme.scaled(HEAD_ROW))
            elif is_tall(row):
                header.resizeSection(number, self._theme.scaled(TALL_ROW))
        self._measure([row for row in rows if isinstance(row, LineRow)])
        self.setUpdatesEnabled(True)
        if before is not None:
            self.choose(lambda row: same(row, before))

    def show_flow(self, flow: Flow, casebook: Casebook) -> None:
        """Show the rows of a large comparison as they come; all are of one height, as nobody has looked at them yet."""
        self._cells.casebook = casebook
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(TALL_ROW))
        self.lines.show_flow(flow)

    def show_turned(self, casebook: Casebook) -> None:
        """The same rows say other things."""
        self._cells.casebook = casebook
        self.lines.look_again()

    def span_heads(self, flow: Flow, first: int) -> None:
        """Let the heads from this row on run across all columns."""
        for number in range(first, len(flow)):
            if flow.is_head(number):
                self.setSpan(number, 0, 1, len(self.rows.columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right unfolds a head, Left folds it; Left on a line inside goes to its head."""
        row, key = self.current, event.key()
        if isinstance(row, Head) and row.agreement is not None and row.folds:
            if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and (key == Qt.Key.Key_Right) != row.unfolded:
                self.fold_asked.emit(row.agreement)
                return
            if key == Qt.Key.Key_Space:
                self.fold_asked.emit(row.agreement)
                return
        if isinstance(row, LineRow) and row.inside and key == Qt.Key.Key_Left:
            self._go_to_head()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a head unfolds it."""
        super().mouseReleaseEvent(event)
        row = self.rows.row(self.indexAt(event.position().toPoint()).row())
        if event.button() == Qt.MouseButton.LeftButton and isinstance(row, Head):
            self._row_opened(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of a quick pair folds no head back."""
        if not isinstance(self.rows.row(self.indexAt(event.position().toPoint()).row()), Head):
            super().mouseDoubleClickEvent(event)

    def _lay_out_columns(self) -> None:
        """The directions have the width of their words as far as names and bars can do with less than they have."""
        super()._lay_out_columns()
        for other, least in ((NAME, self._needed[0]), (BAR, self._theme.scaled(LEAST_BAR))):
            more = min(self.columnWidth(other) - least, self._needed[1] - self.columnWidth(DIRECTION))
            if more > 0:
                self.setColumnWidth(other, self.columnWidth(other) - more)
                self.setColumnWidth(DIRECTION, self.columnWidth(DIRECTION) + more)

    def _measure(self, rows: Sequence[LineRow]) -> None:
        """Find what the names and directions of these rows need, and share the width anew."""
        margins = self._theme.scaled(MARGINS)
        name = self._widest({title_cell(row) for row in rows}) + margins + self._theme.scaled(FIRST_MARGIN)
        self._needed = (name, self._widest({direction_cell(row) for row in rows}) + margins)
        self._lay_out_columns()

    def _widest(self, cells: set[Cell]) -> int:
        longest = nlargest(MEASURED, cells, key=lambda cell: len(cell.spoken))
        return ceil(max((self._painter.width(cell) for cell in longest), default=0))

    def _go_to_head(self) -> None:
        for number in range(self.currentIndex().row(), -1, -1):
            if isinstance(self.rows.row(number), Head):
                self.setCurrentIndex(self.rows.index(number, 0))
                return

    def _row_opened(self, row: Row | Group) -> None:
        if isinstance(row, Head) and row.agreement is not None and row.folds:
            self.fold_asked.emit(row.agreement)


def same(one: Row, other: Row) -> bool:
    """Whether two rows stand for the same line, or the same head, before and after a change."""
    if isinstance(one, LineRow) and isinstance(other, LineRow):
        return one.line.key == other.line.key
    return isinstance(one, Head) and isinstance(other, Head) and one.agreement == other.agreement


def head_cell(head: Head) -> Cell:
    """An agreement's head with what can be unfolded under it."""
    title = Text(head.title, weight=600, tail=head.meta)
    if not head.folds:
        return title
    icon = "chevron-down" if head.unfolded else "chevron-right"
    if head.events == 1:
        words = QCoreApplication.translate("Compare", "1 line of its events")
    else:
        words = QCoreApplication.translate("Compare", "{0} lines of its events").format(f"{head.events:,}")
    return Beside((title, Text(words, tone="accent", weight=500, size=12, icon=icon, icon_tone="accent")))


def title_cell(row: LineRow) -> Cell:
    """The line's title, and under it what the title leaves out; what was presented stands there with its mark."""
    lead = 20 if row.inside else 0
    title = Text(row.title, weight=400 if row.inside else 500, lead=lead)
    presented = row.line.presented
    if not row.under and presented is None:
        return title
    under: tuple[Simple, ...] = (Text(row.under, tone="ink3", size=12, lead=lead),) if row.under or lead else ()
    if presented is not None:
        words = QCoreApplication.translate("Compare", "{0} presented").format(count_text(presented.count))
        under = (*under, Number(words, Role.PRESENTED, size=12))
    return Stack(title, Beside(under))


def direction_cell(row: LineRow) -> Cell:
    """From and to on one line, or beneath each other where the names are long."""
    if len(row.direction) <= LONG_DIRECTION or " → " not in row.direction:
        return Text(row.direction, tone="ink2")
    sender, _, receiver = row.direction.partition(" → ")
    return Stack(Text(sender, tone="ink2"), Text(f"→ {receiver}", tone="ink2"))


def is_tall(row: LineRow) -> bool:
    """Whether any cell of the row has two lines."""
    return any(isinstance(cell, Stack) for cell in (title_cell(row), direction_cell(row), verdict_cell(row.line)))


def verdict_cell(line: Line) -> Cell:
    """The verdict; where the sender's word alone would say another, that one in words."""
    if line.reported_verdict is None or line.reported_verdict is line.verdict:
        return VerdictMark(line.verdict)
    words = QCoreApplication.translate("Compare", "reported: {0}").format(line.reported_verdict.label)
    return Stack(VerdictMark(line.verdict), Text(words, tone="ink3", size=12, lead=22))


def corroboration_cell(line: Line) -> Cell:
    """Contested first, then what is flagged, then how many origins."""
    text = corroboration_text(line)
    if line.corroboration is Corroboration.CONTESTED:
        return Hatched(text)
    if not line.flags:
        return DASH if measured_reading(line) is None else Text(text, tone="ink2")
    more = len({flag.kind for flag in line.flags}) - 1
    return Text(flag_word(line.flags[0].kind), weight=600, tail=f"+{more}" if more else "")


def spoken_bar(line: Line) -> str:
    """The drawing in words, for who cannot see it."""
    return QCoreApplication.translate("Compare", "Bar: {0}").format(line.verdict.label)


def tooltip(row: LineRow, casebook: Casebook) -> str:
    """The line's sentence and its flags; markup in a source's words stays words."""
    agreement = "" if row.line.agreement is None else casebook.agreement[row.line.agreement].title
    parts = (agreement, f"{row.title} · {row.direction}", sentence_text(row.line), *(flag.text for flag in row.line.flags))
    return tip("\n".join(part for part in parts if part))
