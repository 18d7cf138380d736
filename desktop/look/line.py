"""One line to type in; while nobody types in it, a text too long for it ends in … and never within a number."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from desktop.look.elide import elided

_EDGE = 2
"""What Qt leaves free at either end of the text."""


class Line(QLineEdit):
    """A line edit that cuts what it shows as every other text is cut."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text as it is, or cut."""
        room = self._room()
        cut = elided(QFontMetricsF(self.font()), self.text(), room.width())
        if self.hasFocus() or self.echoMode() is not QLineEdit.EchoMode.Normal or cut == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, self._option(), painter, self)
        painter.setFont(self.font())
        painter.setPen(self.palette().text().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        painter.end()

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self) -> QRect:
        """Where the text stands."""
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, self._option(), self)
        return inside.marginsRemoved(self.textMargins()).adjusted(_EDGE, 0, -_EDGE, 0)
