"""The margin beside the words: the mark of each figure on the line where its words begin, to scan a long text by."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.look.mark import draw_role, draw_suggestion
from desktop.look.theme import MEDIUM, Theme
from desktop.sources.page.mark import TextMark
from desktop.sources.page.source_text import SourceText

WIDTH, MARK, STEP, INSET = 44, 11, 16, 16
MOST = 2
"""Marks drawn on one line; where there are more, the last place says how many."""


class Gutter(QWidget):
    """Role marks beside the text.

    Signals: ``mark_opened(TextMark)`` when one is clicked.
    """

    mark_opened = Signal(object)

    def __init__(self, theme: Theme, text: SourceText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._spots: list[tuple[QRectF, TextMark]] = []
        self.setFixedWidth(theme.scaled(WIDTH))
        self.setAccessibleName(self.tr("Marks of the figures beside the text"))
        self.setMouseTracking(True)
        text.moved.connect(self.update)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as three marks."""
        return QSize(self._theme.scaled(WIDTH), 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks of the lines in view, the first nearest to the words."""
        del event
        painter = QPainter(self)
        self._spots = []
        for line in self._text.visible_marks():
            more = len(line.marks) - MOST
            shown = line.marks[:MOST] if more <= 0 else line.marks[: MOST - 1]
            for place, mark in enumerate(reversed(shown)):
                self._draw(painter, mark, self._centre(place, line.y))
            if more > 0:
                self._draw_more(painter, f"+{more + 1}", self._centre(len(shown), line.y))
        painter.end()

    def _centre(self, place: int, y: float) -> QPointF:
        scaled = self._theme.scaled
        return QPointF(self.width() - scaled(INSET) - place * scaled(STEP), y)

    def _draw(self, painter: QPainter, mark: TextMark, centre: QPointF) -> None:
        theme = self._theme
        size = float(theme.scaled(MARK))
        spot = QRectF(centre.x() - size, centre.y() - size, size * 2, size * 2)
        self._spots.append((spot, mark))
        if mark.suggested:
            draw_suggestion(painter, centre, size, theme.colour("ink2"))
        else:
            draw_role(painter, mark.role, centre, size, theme.role(mark.role))
        if mark == self._text.chosen and self._text.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(spot.adjusted(2, 2, -2, -2), 4, 4)

    def _draw_more(self, painter: QPainter, words: str, centre: QPointF) -> None:
        painter.setFont(self._theme.font(11, MEDIUM))
        painter.setPen(self._theme.colour("ink3"))
        room = QRectF(centre.x() - self._theme.scaled(14), centre.y() - 10, self._theme.scaled(22), 20)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)

    def _mark_at(self, point: QPointF) -> TextMark | None:
        return next((mark for spot, mark in self._spots if spot.contains(point)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the figure or chooses the suggestion."""
        mark = self._mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.mark_opened.emit(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a mark."""
        over = self._mark_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Say what stands behind a mark."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), html.escape(mark.label) if mark else "", self)
            return True
        return super().event(event)
