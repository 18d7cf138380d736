"""The table of lines: the rows of a casebook, or of a large comparison as they come, and the view that folds events away."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from math import ceil
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.compare.flow import Flow
from desktop.compare.line_cell import LEAST_BAR, LineCells, direction_cell, is_tall, title_cell, tooltip
from desktop.compare.row import Head, LineRow, Row
from desktop.look.cell import DASH, GROUP, Cell
from desktop.look.cell_painter import CellPainter
from desktop.look.paged_table import HELD_CELLS
from desktop.look.table import ROOT, CellTable, Group, Index, RowModel
from desktop.look.theme import Theme
from figures.record import Casebook

ROW, TALL_ROW, HEAD_ROW = 36, 44, 30
FIRST_MARGIN, MARGINS = 14, 16
NAME, DIRECTION, BAR = 0, 1, 5
MEASURED = 40
"""So many of the longest words of a column are measured."""


class LineModel(RowModel[Row]):
    """Rows of the comparison; a head is a row that can be chosen, so that the keyboard can unfold it."""

    def __init__(self, cells: LineCells) -> None:
        super().__init__(cells.columns())
        self._cells_of = cells
        self._flow: Flow | None = None

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
        self._flow = None
        super().show_rows(rows)

    def show_flow(self, flow: Flow) -> None:
        """Show the rows of a large comparison, as many as have come."""
        self.beginResetModel()
        self._flow, self._rows = flow, ()
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
        return super().row(number) if self._flow is None else self._flow.row(number)

    def is_group(self, number: int) -> bool:
        """Whether that row is a heading that cannot be chosen; heads of this table can."""
        return self._flow is None and super().is_group(number)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows, heads included."""
        if self._flow is None:
            return super().rowCount(parent)
        return 0 if parent.isValid() else len(self._flow)

    def _cell(self, number: int, column: int) -> Cell:
        if self._flow is None:
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
