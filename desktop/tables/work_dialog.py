"""Work that takes a while, in a small window of its own: what is done, how far it is, and *Cancel*."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.background import Background
from desktop.look.control import label
from desktop.look.dialog import Dialog
from desktop.look.panel import Progress
from desktop.look.theme import SEMIBOLD, Theme

STEPS = 1000
Tell = Callable[[float], bool]
"""Told by the work how far it is, from 0 to 1; answers whether its answer is still wanted."""


class WorkDialog(Dialog):
    """Does one thing in a thread.

    Signals: ``done_with(object)`` with the answer; ``refused(str)`` with the sentence of a ``CasefileError``. Neither comes
    once the work was cancelled.
    """

    done_with = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.scaled(420))
        self._text = text
        self._background = Background(self)
        self.progress = Progress(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(20) for _ in range(4)))
        column.setSpacing(theme.scaled(12))
        column.addWidget(label(theme, title, size=15, weight=SEMIBOLD, wrap=True))
        column.addWidget(self.progress)
        self.progress.show_step(text, 0, 0)
        self._background.told.connect(self._show_step)
        self.progress.cancelled.connect(self.reject)
        self._background.answered.connect(self._answered)
        self._background.refused.connect(self._refused)
        self._background.broken.connect(self.reject)

    @property
    def busy(self) -> bool:
        """Whether the work is not done yet."""
        return self._background.busy

    def start(self, work: Callable[[Tell], object]) -> None:
        """Open, and do the work; it is given a function to tell how far it is."""
        self._background.ask(lambda asked: work(asked.tell))
        self.open()

    def done(self, result: int) -> None:
        """The window closes: nothing more is wanted of the work."""
        self._background.close()
        super().done(result)

    def call_off(self) -> None:
        """Ask the work to end early; the window stays until it has."""
        self._background.call_off()
        self.progress.cancel.setEnabled(False)
        self.progress.show_step(self.tr("Stopping…"), 0, 0)

    def _show_step(self, part: float) -> None:
        self.progress.show_step(self._text, round(part * STEPS), STEPS)

    def _answered(self, answer: object) -> None:
        self.done_with.emit(answer)
        self.accept()

    def _refused(self, sentence: str) -> None:
        self.refused.emit(sentence)
        self.reject()
