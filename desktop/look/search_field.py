"""The field in which one looks for something: in the bar of the window, and over every long list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.look.label import label
from desktop.look.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent


class SearchField(QLineEdit):
    """A filter with its sign at the left and its key at the right; Escape empties it.

    Signals: ``emptied()`` when Escape is pressed in an empty field.
    """

    emptied = Signal()

    def __init__(self, theme: Theme, placeholder: str, *, shortcut: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._shortcut = shortcut
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("bare", "true")
        self._sign = QLabel(self)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = label(theme, shortcut, tone="ink3", size=11)
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = self._key.sizeHint().width() + theme.scaled(10) if shortcut else theme.scaled(6)
        self.setTextMargins(theme.scaled(30), 0, room, 0)
        self._draw_sign()
        theme.changed.connect(self._draw_sign)
        self.textChanged.connect(self._text_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep sign and key in their places."""
        super().resizeEvent(event)
        side = self._theme.scaled(16)
        self._sign.setGeometry(self._theme.scaled(9), (self.height() - side) // 2, side, side)
        hint = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - hint.width() - self._theme.scaled(9),
            (self.height() - hint.height()) // 2,
            hint.width(),
            hint.height(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; once empty it leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.emptied.emit()
            return
        super().keyPressEvent(event)

    def _draw_sign(self) -> None:
        self._sign.setPixmap(self._theme.pixmap("search", "ink2", 16))

    def _text_changed(self, text: str) -> None:
        self._key.setVisible(bool(self._shortcut) and not text)
