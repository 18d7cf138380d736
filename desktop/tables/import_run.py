"""An import on its way: kept in a thread, called off when asked, and nothing of it kept unless all of it is."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop.background import Background
from desktop.tables.import_work import Keeping


class ImportRun(QObject):
    """Keeps a table.

    Signals: ``advanced(float)`` with how far it is, from 0 to 1; ``ended(object)`` with what was ``Kept``, or None where it was
    called off; ``refused(str)`` with the sentence of a ``CasefileError``; ``broken()`` before a fault of ours is raised.
    """

    advanced = Signal(float)
    ended = Signal(object)
    refused = Signal(str)
    broken = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._called_off: Event | None = None
        self._background.answered.connect(self._answered)
        self._background.refused.connect(self._refused)
        self._background.broken.connect(self._broken)

    @property
    def active(self) -> bool:
        """Whether a table is being kept."""
        return self._called_off is not None

    @property
    def is_stopping(self) -> bool:
        """Whether it was called off and takes back what it had begun."""
        return self._called_off is not None and self._called_off.is_set()

    def start(self, keeping: Keeping) -> None:
        """Keep this table."""
        called_off = self._called_off = Event()

        def tell(part: float) -> bool:
            self.advanced.emit(part)
            return not called_off.is_set()

        self._background.ask(lambda _unwanted: keeping.keep(tell))

    def call_off(self) -> None:
        """Keep nothing of it after all; ``ended`` comes when all is as it was."""
        if self._called_off is not None:
            self._called_off.set()

    def close(self) -> None:
        """End the thread."""
        self._background.close()

    def _answered(self, answer: object) -> None:
        self._called_off = None
        self.ended.emit(answer)

    def _refused(self, sentence: str) -> None:
        self._called_off = None
        self.refused.emit(sentence)

    def _broken(self) -> None:
        self._called_off = None
        self.broken.emit()
