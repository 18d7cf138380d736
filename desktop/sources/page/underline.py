"""The line under marked words: solid in the role's colour where a figure was kept, dots where one is only suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen, QTextLine

from desktop.look.theme import Theme
from desktop.sources.page.mark import TextMark

KEPT, CHOSEN, DOT, CHOSEN_DOT = 1.8, 2.6, 1.5, 2.2
DROP = 5.0
"""Pixels from the baseline down to the middle of the line."""


def x_of(line: QTextLine, position: int) -> float:
    """Where the position stands on the line."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """The part of a mark that stands on one line of the laid-out text; ``top`` is where the line's paragraph stands."""

    mark: TextMark
    line: QTextLine
    top: float
    part: tuple[int, int]
    begins: bool

    @property
    def middle(self) -> float:
        """The height of the line's middle in the viewport."""
        return self.top + self.line.y() + self.line.height() / 2


def draw_underline(painter: QPainter, theme: Theme, marked: MarkedLine, *, chosen: bool) -> None:
    """Draw the line under one part of a mark; a retracted figure's is broken."""
    mark, line = marked.mark, marked.line
    width = (CHOSEN_DOT if chosen else DOT) if mark.suggested else (CHOSEN if chosen else KEPT)
    pen = QPen(theme.colour("ink2") if mark.suggested else theme.role(mark.role), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.suggested:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.2])
    elif mark.retracted:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    y = round(marked.top + line.y() + line.ascent() + theme.scaled(DROP)) + 0.5
    painter.drawLine(QLineF(x_of(line, marked.part[0]), y, x_of(line, marked.part[1]), y))
