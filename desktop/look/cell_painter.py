"""How cells are painted: one flow from left to right, elided where the room ends, the same in tables, heads and panels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.look.cell import Between, Cell, Drawn, Grade, Hatched, Number, Row, Simple, Stack, Text, VerdictMark
from desktop.look.elide import elided, fitted
from desktop.look.mark import UNDECIDED, VERDICT_ICON, draw_grade, draw_hatch, draw_role, verdict_tone
from desktop.look.shown import visible_line
from desktop.look.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from desktop.word import capital
from figures.vocabulary import Role, Verdict

WEIGHTS = {400: NORMAL, 500: MEDIUM, 600: SEMIBOLD}
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class CellPainter:
    """Paints any cell into a rectangle and says how wide it would like to be."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        """Paint ``cell`` into ``box``; what does not fit ends in an ellipsis."""
        painter.save()
        painter.setClipRect(box)
        if isinstance(cell, Stack):
            middle = box.center().y()
            room = self._theme.scaled(17)
            self._row(painter, QRectF(box.left(), middle - room, box.width(), room), cell.above)
            self._row(painter, QRectF(box.left(), middle + 1, box.width(), room), cell.below)
        else:
            self._row(painter, box, cell)
        painter.restore()

    def width(self, cell: Cell) -> float:
        """The width that the whole cell needs."""
        if isinstance(cell, Stack):
            return max(self.width(cell.above), self.width(cell.below))
        if isinstance(cell, Row):
            return sum(self._width(part) + self._theme.scaled(10) for part in cell.cells)
        return self._width(cell)

    def _row(self, painter: QPainter, box: QRectF, cell: Simple | Row) -> None:
        if not isinstance(cell, Row):
            self._simple(painter, box, cell)
            return
        left = box.left()
        for part in cell.cells:
            room = min(self._width(part), box.right() - left)
            if room > 0:
                self._simple(painter, QRectF(left, box.top(), room, box.height()), part)
            left += room + self._theme.scaled(10)

    def _simple(self, painter: QPainter, box: QRectF, cell: Simple) -> None:
        match cell:
            case Text():
                self._text(painter, box, cell)
            case Between():
                self._between(painter, box, cell)
            case Number():
                self._number(painter, box, cell)
            case Grade():
                self._grade(painter, box, cell)
            case VerdictMark():
                self._verdict(painter, box, cell)
            case Hatched():
                self._hatched(painter, box, cell)
            case Drawn():
                painter.save()
                cell.draw(painter, box, self._theme)
                painter.restore()

    def _text(self, painter: QPainter, box: QRectF, cell: Text) -> None:
        theme = self._theme
        box = box.adjusted(theme.scaled(cell.lead), 0, 0, 0)
        if cell.badge:
            box = self._badge(painter, box, cell.badge)
        if cell.icon:
            side = theme.scaled(16)
            pixmap = theme.pixmap(cell.icon, cell.icon_tone, 16)
            painter.drawPixmap(QPointF(box.left(), box.center().y() - side / 2), pixmap)
            box = box.adjusted(side + theme.scaled(7), 0, 0, 0)
        face = theme.face(cell.size, WEIGHTS[cell.weight], serif=cell.serif, italic=cell.italic, struck=cell.struck)
        self._words(painter, box, cell.text, face, theme.colour(cell.tone), cell.tail, right=cell.right, middle=cell.middle)

    def _between(self, painter: QPainter, box: QRectF, cell: Between) -> None:
        face = self._theme.face(13)
        metrics = face[1]
        giver, taker = visible_line(cell.giver), visible_line(cell.taker)
        arrow = " → "
        room = box.width() - metrics.horizontalAdvance(arrow)
        first, second = metrics.horizontalAdvance(giver), metrics.horizontalAdvance(taker)
        if first + second > room:
            first = max(room / 2, room - second) if first > room / 2 else first
            giver = elided(metrics, giver, first)
            taker = elided(metrics, taker, room - metrics.horizontalAdvance(giver))
        self._words(painter, box, f"{giver}{arrow}{taker}", face, self._theme.colour(cell.tone))

    def _words(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        face: tuple[QFont, QFontMetricsF],
        colour: QColor,
        tail: str = "",
        *,
        right: bool = False,
        middle: bool = False,
    ) -> None:
        theme = self._theme
        font, metrics = face
        shown, width = fitted(metrics, _one_line(text), box.width(), middle=middle)
        painter.setFont(font)
        painter.setPen(colour)
        left = box.right() - width if right else box.left()
        painter.drawText(QRectF(left, box.top(), width + 2, box.height()), MIDDLE, shown)
        rest = box.right() - left - width - theme.scaled(8)
        if tail and not right and rest > theme.scaled(16):
            small, measure = theme.face(12)
            painter.setFont(small)
            painter.setPen(theme.colour("ink3"))
            room = QRectF(left + width + theme.scaled(8), box.top(), rest, box.height())
            painter.drawText(room, MIDDLE, fitted(measure, _one_line(tail), rest)[0])

    def _badge(self, painter: QPainter, box: QRectF, badge: str) -> QRectF:
        theme = self._theme
        font, metrics = theme.face(11, MEDIUM)
        width = metrics.horizontalAdvance(badge) + theme.scaled(10)
        height = theme.scaled(18)
        frame = QRectF(box.right() - width, box.center().y() - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("rule"), 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(font)
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), badge)
        return box.adjusted(0, 0, -width - theme.scaled(6), 0)

    def _number(self, painter: QPainter, box: QRectF, cell: Number) -> None:
        theme = self._theme
        colour = theme.colour("ink2") if cell.struck else theme.role(cell.role)
        face = theme.face(cell.size, MEDIUM, struck=cell.struck)
        if cell.marked and cell.role is not Role.NONE:
            size = theme.scaled(9 if cell.size <= 13 else 11)
            room = size + theme.scaled(9)
            words = face[1].horizontalAdvance(cell.text)
            left = max(box.left(), box.right() - words - room) if cell.right else box.left()
            draw_role(painter, cell.role, QPointF(left + size / 2, box.center().y()), size, theme.role(cell.role))
            box = box.adjusted(left - box.left() + room, 0, 0, 0)
        self._words(painter, box, cell.text, face, colour, cell.tail, right=cell.right)
        if cell.contested:
            width = min(face[1].horizontalAdvance(cell.text), box.width())
            left = box.right() - width if cell.right else box.left()
            under = QRectF(left, box.center().y() + theme.scaled(8), width, 4)
            draw_hatch(painter, under, colour, theme.colour("sheet"), framed=False)

    def _grade(self, painter: QPainter, box: QRectF, cell: Grade) -> None:
        theme = self._theme
        width, height = theme.scaled(26 if len(cell.grade) > 1 else 20), theme.scaled(18)
        frame = QRectF(box.left(), box.center().y() - height / 2, width, height)
        draw_grade(painter, frame, cell.grade, theme.colour("ink"), theme.colour("ink3"), theme.face(11, SEMIBOLD)[0])

    def _verdict(self, painter: QPainter, box: QRectF, cell: VerdictMark) -> None:
        theme, tone = self._theme, verdict_tone(cell.verdict)
        side = theme.scaled(16)
        glyph = theme.pixmap(VERDICT_ICON[cell.verdict], tone, 16, stroke=2.2)
        painter.drawPixmap(QPointF(box.left(), box.center().y() - side / 2), glyph)
        pale = cell.verdict in UNDECIDED or cell.verdict is Verdict.NOTHING_STATED
        face = theme.face(13, NORMAL if pale else SEMIBOLD)
        words = box.adjusted(side + theme.scaled(6), 0, 0, 0)
        self._words(painter, words, capital(cell.verdict), face, theme.colour(tone), cell.tail)

    def _hatched(self, painter: QPainter, box: QRectF, cell: Hatched) -> None:
        theme = self._theme
        face = theme.face(13, SEMIBOLD)
        side = theme.scaled(12)
        words = box.adjusted(0, 0, -side - theme.scaled(8), 0)
        self._words(painter, words, cell.text, face, theme.colour("ink"))
        left = words.left() + min(face[1].horizontalAdvance(cell.text), words.width()) + theme.scaled(8)
        hatch = QRectF(left, box.center().y() - side / 2, side, side)
        draw_hatch(painter, hatch, theme.colour("ink"), theme.colour("sheet"))

    def _width(self, cell: Simple) -> float:
        theme = self._theme
        match cell:
            case Text():
                face = theme.face(cell.size, WEIGHTS[cell.weight], serif=cell.serif, italic=cell.italic)
                width = face[1].horizontalAdvance(cell.text) + theme.scaled(cell.lead) + 2
                width += theme.scaled(23) if cell.icon else 0
                small = theme.face(12)[1]
                width += small.horizontalAdvance(cell.badge) + theme.scaled(16) if cell.badge else 0
                return width + (small.horizontalAdvance(cell.tail) + theme.scaled(8) if cell.tail else 0)
            case Between():
                return theme.face(13)[1].horizontalAdvance(cell.spoken) + 2
            case Number():
                width = theme.face(cell.size, MEDIUM)[1].horizontalAdvance(cell.text) + 2
                width += theme.scaled(20) if cell.marked and cell.role is not Role.NONE else 0
                tail = theme.face(12)[1].horizontalAdvance(cell.tail) + theme.scaled(8) if cell.tail else 0
                return width + tail
            case Grade():
                return theme.scaled(26)
            case VerdictMark():
                words = theme.face(13, SEMIBOLD)[1].horizontalAdvance(capital(cell.verdict))
                return words + theme.scaled(24)
            case Hatched():
                return theme.face(13, SEMIBOLD)[1].horizontalAdvance(cell.text) + theme.scaled(24)
            case Drawn():
                return theme.scaled(cell.width)


def _one_line(text: str) -> str:
    """Line breaks and other controls of a source as spaces, so that a cell stays one line; long text is cut early."""
    return visible_line(text[:2000])
