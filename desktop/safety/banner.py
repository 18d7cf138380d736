"""What must stay in sight as long as it is true: that a casefile is open to read, or that its file is no longer there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.look.control import label, link_button, tool_button
from desktop.look.theme import Theme

Step = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """One sentence across the window under its bar, with what can be done; hidden while there is nothing to say."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self.setProperty("part", "banner")
        self._icon = QLabel()
        self._icon.setFixedSize(theme.scaled(16), theme.scaled(18))
        self.words = label(theme, "", wrap=True, selectable=True)
        self.close_button = tool_button(theme, self.tr("Close the note"), "x")
        self.buttons: list[QPushButton] = []
        self._steps = QHBoxLayout()
        self._steps.setSpacing(theme.scaled(16))
        words = QVBoxLayout()
        words.setContentsMargins(0, theme.scaled(1), 0, 0)
        words.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(14), theme.scaled(5), theme.scaled(12), theme.scaled(5))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addLayout(self._steps)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.close_button.clicked.connect(self.hush)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else self.words.text()

    def say(self, text: str, steps: Sequence[Step] = (), *, lasting: bool = True) -> None:
        """Say this and offer these steps; what is *lasting* cannot be closed, as it goes on being true."""
        if self.text == text and [button.text() for button in self.buttons] == [name for name, _ in steps]:
            return
        self.words.setText(text)
        self.setAccessibleName(text)
        for button in self.buttons:
            self._steps.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for name, do in steps:
            button = link_button(self._theme, name)
            button.clicked.connect(do)
            self._steps.addWidget(button)
            self.buttons.append(button)
        self.close_button.setVisible(not lasting)
        self.show()

    def hush(self) -> None:
        """Say nothing any more."""
        self.hide()

    def _draw_icon(self) -> None:
        token = "danger" if self._icon_name == "triangle-alert" else "ink2"
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, token, 16))
