"""How one source is painted in the list: who and when, the title on up to two lines, then the figures that rest on it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.look.mark import draw_grade, draw_role, draw_suggestion
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme
from desktop.sources.listing.model import RowRole
from desktop.sources.listing.row import SourceRow

ONE_LINE, TWO_LINES = 74, 92
LEFT, RIGHT, LEADING = 14, 12, 18
FIRST, TITLE, FOOT = 17, 27, 17
"""Middle of the first line and top of the title, from above; middle of the last line, from below."""

MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class SourceDelegate(QStyledItemDelegate):
    """Paints source rows; rows of one height where ``uniform`` is set, which a very long list needs to scroll at once."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.width = 0
        self.uniform = False
        self._advances: dict[str, float] = {}
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._title_font = self._theme.font(13, SEMIBOLD)
        self._small = self._theme.font(12)
        self._small_metrics = QFontMetricsF(self._small)
        self._title_metrics = QFontMetricsF(self._title_font)
        self._advances.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Higher where the title needs a second line."""
        del option
        row: SourceRow = index.data(RowRole.ROW)
        high = TWO_LINES if self.uniform or self._needs_two(row.title) else ONE_LINE
        return QSize(10, self._theme.scaled(high))

    def _needs_two(self, title: str) -> bool:
        if title not in self._advances:
            self._advances[title] = self._title_metrics.horizontalAdvance(title[:400])
        return self._advances[title] > self.width - self._theme.scaled(LEFT + RIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, hairline, bar, words, marks, ring: in that order."""
        theme, row = self._theme, index.data(RowRole.ROW)
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(box, theme.colour("select" if selected else "hover" if hovered else "sheet"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        if selected:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), theme.colour("accent"))
        inner = box.adjusted(theme.scaled(LEFT), 0, -theme.scaled(RIGHT), 0)
        self._first_line(painter, inner, row)
        self._title(painter, inner, row.title)
        self._last_line(painter, inner, row, index.data(RowRole.LEFT))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def _first_line(self, painter: QPainter, box: QRectF, row: SourceRow) -> None:
        theme = self._theme
        line = QRectF(box.left(), box.top() + theme.scaled(FIRST) - 10, box.width(), 20)
        painter.setFont(self._small)
        painter.setPen(theme.colour("ink3"))
        painter.drawText(line, MIDDLE_RIGHT, row.published)
        room = box.width() - self._small_metrics.horizontalAdvance(row.published) - theme.scaled(12)
        name = row.publisher or (self.tr("Source withheld") if row.confidential else self.tr("Publisher not recorded"))
        painter.drawText(line, MIDDLE, self._small_metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))

    def _title(self, painter: QPainter, box: QRectF, title: str) -> None:
        theme = self._theme
        layout = QTextLayout(title[:400], self._title_font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(box.width())
        layout.endLayout()
        painter.setPen(theme.colour("ink"))
        painter.setFont(self._title_font)
        words = title[: first.textLength()].rstrip(), title[first.textLength() :].strip()
        for number, part in enumerate(words):
            shown = self._title_metrics.elidedText(part[:400], Qt.TextElideMode.ElideRight, box.width())
            top = box.top() + theme.scaled(TITLE) + number * theme.scaled(LEADING)
            painter.drawText(QRectF(box.left(), top, box.width() + 2, theme.scaled(LEADING)), MIDDLE, shown)

    def _last_line(self, painter: QPainter, box: QRectF, row: SourceRow, left: int) -> None:
        theme = self._theme
        middle = box.bottom() - theme.scaled(FOOT) - 1
        badge = QRectF(box.right() - theme.scaled(20), middle - theme.scaled(9), theme.scaled(20), theme.scaled(18))
        draw_grade(painter, badge, row.grade, theme.colour("ink2"), theme.colour("ink3"), theme.font(11, SEMIBOLD))
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font(12, MEDIUM))
        x = box.left()
        if row.confidential:
            x = self._icon(painter, x, middle, "lock")
        if row.adrift:
            side = theme.scaled(14)
            painter.drawPixmap(QPointF(x - 1, middle - side / 2), theme.pixmap("triangle-alert", "danger", 14))
            x = self._number(painter, x + theme.scaled(3), middle, row.adrift)
        for role, count in row.marks:
            draw_role(painter, role, self._mark_centre(x, middle), theme.scaled(9), theme.role(role))
            x = self._number(painter, x, middle, count)
        if left:
            draw_suggestion(painter, self._mark_centre(x, middle), theme.scaled(10), theme.colour("ink3"))
            x = self._number(painter, x, middle, left)
        if row.reprint_of:
            x = self._icon(painter, x, middle, "link")
            words = self.tr("Reprint of {original}: one origin").format(original=row.reprint_of)
            painter.setPen(theme.colour("ink3"))
            painter.setFont(self._small)
            room = badge.left() - x - theme.scaled(8)
            shown = self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, middle - 10, room + 2, 20), MIDDLE, shown)

    def _mark_centre(self, x: float, middle: float) -> QPointF:
        return QPointF(x + self._theme.scaled(5), middle)

    def _number(self, painter: QPainter, x: float, middle: float, count: int) -> float:
        """Write a count behind its mark and return where the next mark begins."""
        text = f"{count:,}"
        x += self._theme.scaled(15)
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(QRectF(x, middle - 10, 80, 20), MIDDLE, text)
        return x + painter.fontMetrics().horizontalAdvance(text) + self._theme.scaled(16)

    def _icon(self, painter: QPainter, x: float, middle: float, name: str) -> float:
        side = self._theme.scaled(14)
        painter.drawPixmap(QPointF(x - 1, middle - side / 2), self._theme.pixmap(name, "ink3", 14))
        return x + side + self._theme.scaled(5)
