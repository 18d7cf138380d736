"""The drawings of the briefing on the screen: ``briefing.drawing``'s calls, carried out by a ``QPainter``.

Nothing is decided here; which shape says what is decided once, for page and screen, in ``briefing``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from math import sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen

from briefing.drawing import Anchor, Outline, Painter, Palette, Token

FAMILY = "IBM Plex Sans"


@lru_cache(maxsize=256)
def _font(size: float, bold: bool, dots: int) -> QFont:
    """The face at ``size`` pixels; in points, because only those may be fractions. ``dots`` is the device's dots an inch."""
    font = QFont(FAMILY)
    font.setPointSizeF(max(1.0, size * 72 / dots))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    for segment in outline:
        p = segment.points
        match segment.verb:
            case "M":
                path.moveTo(p[0], p[1])
            case "L":
                path.lineTo(p[0], p[1])
            case "C":
                path.cubicTo(p[0], p[1], p[2], p[3], p[4], p[5])
            case _:
                path.closeSubpath()
    return path


class ScreenPainter:
    """``briefing.drawing.Painter`` over a ``QPainter`` that is already active; lengths are device-independent pixels."""

    def __init__(self, painter: QPainter, palette: Palette) -> None:
        self._painter = painter
        self._palette = palette
        self._dots = painter.device().logicalDpiY()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: Token, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line with flat ends."""
        self._painter.setPen(self._pen(ink, width, dash, Qt.PenCapStyle.FlatCap))
        self._painter.drawLine(QLineF(x1, y1, x2, y2))

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: Token | None = None,
        stroke: Token | None = None,
        width: float = 1,
        radius: float = 0,
    ) -> None:
        """A rectangle from its left top corner."""
        self._set(fill, stroke, width, ())
        if radius:
            self._painter.drawRoundedRect(QRectF(x, y, w, h), radius, radius)
        else:
            self._painter.drawRect(QRectF(x, y, w, h))

    def path(
        self,
        outline: Outline,
        *,
        fill: Token | None = None,
        stroke: Token | None = None,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """An outline, filled, stroked with round joins and ends, or both."""
        self._set(fill, stroke, width, dash)
        self._painter.drawPath(_path(outline))

    def text(
        self, x: float, y: float, text: str, *, ink: Token, size: float, bold: bool = False, anchor: Anchor = Anchor.START
    ) -> None:
        """One line of sans text on the baseline ``y``."""
        if anchor is not Anchor.START:
            x -= self.text_width(text, size=size, bold=bold) * (0.5 if anchor is Anchor.MIDDLE else 1)
        self._painter.setFont(_font(size, bold, self._dots))
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(QPointF(x, y), text)

    def text_width(self, text: str, *, size: float, bold: bool = False) -> float:
        """How wide ``text`` would be drawn."""
        return QFontMetricsF(_font(size, bold, self._dots)).horizontalAdvance(text)

    def hatch(self, x: float, y: float, w: float, h: float, *, ink: Token, pitch: float, width: float) -> None:
        """Lines at 45° with ``pitch`` between them, kept within the rectangle."""
        painter, step = self._painter, pitch * sqrt(2)
        painter.save()
        painter.setClipRect(QRectF(x, y, w, h), Qt.ClipOperation.IntersectClip)
        painter.setPen(self._pen(ink, width, (), Qt.PenCapStyle.FlatCap))
        foot = x - h - (x - h) % step
        while foot < x + w:
            painter.drawLine(QLineF(foot, y + h, foot + h, y))
            foot += step
        painter.restore()

    def gradient(self, x: float, y: float, w: float, h: float, *, start: Token, end: Token) -> None:
        """A rectangle whose colour fades evenly from its left edge to its right; towards the sheet it fades to nothing.

        A selected row is not the colour of the sheet, so a fade that ended in it would show as a pale block.
        """
        first, last = self._colour(start), self._colour(end)
        if end is Token.SHEET:
            last = QColor(first)
            last.setAlpha(0)
        fade = QLinearGradient(x, y, x + w, y)
        fade.setColorAt(0, first)
        fade.setColorAt(1, last)
        self._painter.fillRect(QRectF(x, y, w, h), fade)

    def stamp(self, _name: Hashable, x: float, y: float, draw: Callable[[Painter], None]) -> None:
        """What ``draw`` draws about zero, moved to a point."""
        self._painter.save()
        self._painter.translate(x, y)
        draw(self)
        self._painter.restore()

    def _colour(self, token: Token) -> QColor:
        return QColor(self._palette[token])

    def _pen(self, ink: Token, width: float, dash: tuple[float, ...], cap: Qt.PenCapStyle) -> QPen:
        pen = QPen(self._colour(ink), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pen

    def _set(self, fill: Token | None, stroke: Token | None, width: float, dash: tuple[float, ...]) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self._colour(fill))
        if stroke is None:
            self._painter.setPen(Qt.PenStyle.NoPen)
        else:
            self._painter.setPen(self._pen(stroke, width, dash, Qt.PenCapStyle.RoundCap))
