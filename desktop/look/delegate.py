"""The one delegate: grounds, hairlines, the selection bar at the left and the focus ring inside the current cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.look.cell import CELL, GROUP, Cell, Stack
from desktop.look.cell_painter import CellPainter
from desktop.look.theme import Theme

SELECTED = QStyle.StateFlag.State_Selected.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value
HOVERED = QStyle.StateFlag.State_MouseOver.value
"""What a cell's state is made of, as numbers: a flag of Qt is asked several times for each of hundreds of cells."""


class CellDelegate(QStyledItemDelegate):
    """Paints frozen cells; ``first_margin`` stands empty at the left of the first column, where ``bar`` marks the choice."""

    def __init__(
        self, theme: Theme, parent: QObject | None = None, *, first_margin: int = 20, row_height: int = 30, bar: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = CellPainter(theme)
        self._first_margin = first_margin
        self._row_height = row_height
        self._bar = bar

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, hairline, bar, content, ring: in that order."""
        rect, state, first = QRectF(option.rect), option.state.value, index.column() == 0
        self.draw_ground(painter, rect, index, state)
        bottom = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))
        if state & SELECTED and self._bar and first:
            self.draw_bar(painter, rect)
        cell: Cell | None = index.model().data(index, CELL)
        if cell is not None:
            left = self._theme.scaled(self._first_margin if first else 8)
            self._painter.paint(painter, rect.adjusted(left, 0, -self._theme.scaled(8), -1), cell)
        if state & FOCUSED:
            self.draw_ring(painter, rect)

    def draw_ground(self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, state: int) -> None:
        """The ground of a row; the pen of its hairline is ready afterwards."""
        self._theme.fill(painter, rect, self._ground(index, state))
        painter.setPen(self._theme.colour("line"))

    def draw_bar(self, painter: QPainter, rect: QRectF) -> None:
        """The bar at the left of the row that is chosen."""
        self._theme.fill(painter, QRectF(rect.left(), rect.top(), 3, rect.height()), "accent")

    def draw_ring(self, painter: QPainter, rect: QRectF) -> None:
        """The 2 px ring that says where the keyboard is."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Wide enough for the cell, and higher where two lines stand in it."""
        del option
        cell: Cell | None = index.data(CELL)
        high = self._row_height + (14 if isinstance(cell, Stack) else 0)
        wide = 0.0 if cell is None else self._painter.width(cell)
        margin = self._first_margin if index.column() == 0 else 8
        return QSize(round(wide) + self._theme.scaled(margin + 10), self._theme.scaled(high))

    def _ground(self, index: QModelIndex | QPersistentModelIndex, state: int) -> str:
        """The token of the ground."""
        if state & SELECTED:
            return "select"
        if index.model().data(index, GROUP):
            return "window"
        return "hover" if state & HOVERED else "sheet"
