"""One thing that the researcher must know of the text before them, in a sentence, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.control import label, link_button, tool_button
from desktop.look.theme import Theme

Step = tuple[str, Callable[[], None]]


class Notice(QWidget):
    """A note over the text, hidden while there is nothing to say.

    Signals: ``closed()`` when the researcher has read it.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        frame = QFrame()
        frame.setProperty("part", "note")
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel()
        self._icon.setFixedSize(theme.scaled(16), theme.scaled(18))
        self._words = label(theme, "", size=13, wrap=True, selectable=True)
        self._words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(theme.scaled(12))
        self._buttons: list[QPushButton] = []
        self.close_button = tool_button(theme, self.tr("Close the note"), "x")
        column = QVBoxLayout()
        column.setSpacing(theme.scaled(2))
        column.addWidget(self._words)
        column.addLayout(self._steps)
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.scaled(12), theme.scaled(8), theme.scaled(4), theme.scaled(8))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.scaled(16), theme.scaled(8), theme.scaled(14), theme.scaled(8))
        around.addWidget(frame)
        self.close_button.clicked.connect(self._close)
        self._icon_name = "info"
        theme.changed.connect(self._draw_icon)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, steps: Sequence[Step] = (), *, warning: bool = False) -> None:
        """Say this, and offer these steps."""
        self._words.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._steps.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        while self._steps.count():
            self._steps.takeAt(0)
        for words, do in steps:
            button = link_button(self._theme, words)
            button.clicked.connect(do)
            self._steps.addWidget(button)
            self._buttons.append(button)
        self._steps.addStretch(1)
        self._icon_name = "triangle-alert" if warning else "info"
        self._draw_icon()
        self.show()

    def hush(self) -> None:
        """Say nothing any more."""
        self.hide()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _draw_icon(self) -> None:
        token = "danger" if self._icon_name == "triangle-alert" else "ink2"
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, token, 16))
