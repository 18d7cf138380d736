"""What a table paints in its cells, outside any table: one cell as a label, a role's mark alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.look.cell import Cell
from desktop.look.cell_painter import CellPainter
from desktop.look.mark import draw_role
from desktop.look.theme import Theme
from figures.vocabulary import Role


class CellLabel(QWidget):
    """One cell outside any table: a mark with its number, a grade, a verdict."""

    def __init__(self, theme: Theme, cell: Cell | None = None, height: int = 20) -> None:
        super().__init__()
        self._theme = theme
        self._painter = CellPainter(theme)
        self._cell = cell
        self._height = theme.scaled(height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_cell(cell)
        theme.changed.connect(self.update)

    def show_cell(self, cell: Cell | None) -> None:
        """Show this cell."""
        self._cell = cell
        self.setAccessibleName("" if cell is None else cell.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the cell."""
        wide = 0 if self._cell is None else round(self._painter.width(self._cell)) + 2
        return QSize(wide, self._height)

    def minimumSizeHint(self) -> QSize:
        """May be cut when there is no room."""
        return QSize(min(self.sizeHint().width(), self._theme.scaled(24)), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cell."""
        del event
        if self._cell is not None:
            painter = QPainter(self)
            self._painter.paint(painter, self.rect().toRectF(), self._cell)
            painter.end()


class RoleMark(QWidget):
    """The mark of a role, alone."""

    def __init__(self, theme: Theme, role: Role, size: int = 13) -> None:
        super().__init__()
        self._theme, self._role, self._size = theme, role, theme.scaled(size)
        self.setFixedSize(self._size + theme.scaled(7), self._size + theme.scaled(5))
        theme.changed.connect(self.update)

    def show_role(self, role: Role) -> None:
        """Show another role's mark."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        painter = QPainter(self)
        centre = QPointF(self._size / 2, self.height() / 2)
        draw_role(painter, self._role, centre, self._size, self._theme.role(self._role))
        painter.end()
