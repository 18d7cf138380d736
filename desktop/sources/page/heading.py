"""The title over the words of a source: drawn in the text's own top margin, so that it is no part of the text's offsets."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from desktop.look.shown import visible_line
from desktop.look.theme import SEMIBOLD, Theme

ABOVE, BELOW, LEADING = 20, 8, 1.35


class Heading:
    """A title in serif, on as many lines as it needs."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._layout = QTextLayout("")
        self._title = ""

    def show_title(self, title: str) -> None:
        """Take another title; ``lay_out`` must follow."""
        self._title = visible_line(title)

    def lay_out(self, width: float) -> float:
        """Break the title to the width and return the height of all it needs, with the space around it."""
        font = self._theme.font(20, SEMIBOLD, serif=True)
        self._layout = QTextLayout(self._title, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        y = float(self._theme.scaled(ABOVE))
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += round(self._theme.scaled(20) * LEADING)
        self._layout.endLayout()
        return y + self._theme.scaled(BELOW)

    def draw(self, painter: QPainter, scrolled: float) -> None:
        """Draw the title where it stands when the text is scrolled by so much."""
        painter.setPen(self._theme.colour("ink"))
        self._layout.draw(painter, QPointF(0, -scrolled))
