"""An import on its way: kept in a thread, called off when asked, and nothing of it kept unless all of it is."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop.background import Background
from desktop.tables.import_work import Keeping


class ImportRun(Background):
    """Keeps a table; it answers with what was ``Kept``, or with None where it was called off.

    Signals: ``advanced(float)`` with how far it is, from 0 to 1.
    """

    advanced = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._called_off = Event()

    @property
    def is_stopping(self) -> bool:
        """Whether it was called off and takes back what it had begun."""
        return self.busy and self._called_off.is_set()

    def start(self, keeping: Keeping) -> None:
        """Keep this table."""
        called_off = self._called_off = Event()

        def tell(part: float) -> bool:
            self.advanced.emit(part)
            return not called_off.is_set()

        self.ask(lambda _unwanted: keeping.keep(tell))

    def call_off(self) -> None:
        """Keep nothing of it after all; the answer comes when all is as it was."""
        self._called_off.set()
