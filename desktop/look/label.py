"""Labels: of plain text that nobody can make markup of, of one painted cell, of a role's mark alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.look.cell import Cell
from desktop.look.cell_painter import CellPainter
from desktop.look.mark import draw_role
from desktop.look.shown import visible
from desktop.look.theme import NORMAL, Theme
from figures.vocabulary import Role


class PlainLabel(QLabel):
    """A label that shows what a source or a user wrote as it is written: no markup is read, no control obeyed."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show this text; what would turn its characters round stands there as a sign of its own."""
        super().setText(visible(text))


def label(
    theme: Theme,
    text: str = "",
    *,
    tone: str = "ink",
    size: float = 13,
    weight: QFont.Weight = NORMAL,
    serif: bool = False,
    wrap: bool = False,
    selectable: bool = False,
) -> PlainLabel:
    """A label of plain text, by the token of its colour, its size and its weight."""
    made = PlainLabel()
    made.setText(text)
    made.setFont(theme.font(size, weight, serif=serif))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


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
