"""Something to do soon after typing: within a second of the first keystroke it was not done for, however long one types on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE = 900
"""Milliseconds after a keystroke within which what was typed is on disk."""


class Soon(QTimer):
    """Does one thing a moment after it was first asked for; asked again meanwhile, it does not wait any longer."""

    def __init__(self, parent: QObject, do: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(PAUSE)
        self.timeout.connect(do)

    def ask(self) -> None:
        """Do it soon."""
        if not self.isActive():
            self.start()
