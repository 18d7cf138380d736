"""The keys of reading at the foot of the text: seen by those who learn them, clicked by those who use a mouse."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.look.theme import MEDIUM, Theme

CAP, GAP = 19, 7


class KeyHint(QAbstractButton):
    """One key and what it does."""

    def __init__(self, theme: Theme, key: str, words: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setText(words)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The cap and the word."""
        words = self._metrics_width()
        return QSize(self._theme.scaled(CAP + GAP) + words + 2, self._theme.scaled(26))

    def minimumSizeHint(self) -> QSize:
        """The cap alone, where there is no room for words."""
        return QSize(self._theme.scaled(CAP) + 2, self._theme.scaled(26))

    def _metrics_width(self) -> int:
        self.setFont(self._theme.font(12))
        return self.fontMetrics().horizontalAdvance(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap as a key, the word beside it; paler while there is nothing to do."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(theme.scaled(CAP))
        cap = QRectF(0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(theme.colour("rule"), 1))
        painter.setBrush(theme.colour("select" if lively else "window"))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(theme.font(11, MEDIUM))
        painter.setPen(theme.colour("ink2" if self.isEnabled() else "ink3"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)
        if self.width() < self.sizeHint().width():
            painter.end()
            return
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink" if lively else "ink2" if self.isEnabled() else "ink3"))
        words = QRectF(side + theme.scaled(GAP), 0, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()
