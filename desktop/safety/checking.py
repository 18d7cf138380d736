"""*Check the casefile*: all of it in a thread, with progress and *Cancel*, then every fault with what can be done about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.look.theme import Theme
from desktop.safety.fault_dialog import FaultDialog
from desktop.session import Session
from desktop.tables.work_dialog import Tell, WorkDialog

if TYPE_CHECKING:
    from db.result import Fault


class Checking(QObject):
    """Checks the open casefile.

    Signals: ``record_asked_for(kind, id)`` to go to a record that was found wrong; ``backups_asked_for()``; ``noted(str)``.
    """

    record_asked_for = Signal(object, int)
    backups_asked_for = Signal()
    noted = Signal(str)

    def __init__(self, window: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme

    def check(self) -> WorkDialog:
        """Check the whole casefile, and list what is wrong."""
        text = self.tr("Checking pages, records, journal, copies, quotes and briefings…")
        work = WorkDialog(self._theme, self._window, self.tr("Check the casefile"), text)
        work.refused.connect(self._session.failed)
        work.done_with.connect(self._checked)
        self._session.closed.connect(work.reject)
        work.start(partial(_check, self._session.casefile.path))
        return work

    def mend_search(self) -> None:
        """Make the search index anew; it holds nothing of its own, so nothing can be lost."""
        if self._session.attempt(self._mended):
            self.noted.emit(self.tr("The search index was made anew"))

    def _mended(self) -> bool:
        self._session.casefile.mend_search()
        return True

    def _checked(self, faults: tuple[Fault, ...]) -> None:
        casefile = self._session.casefile
        dialog = FaultDialog(self._theme, self._window, casefile.path.name, faults, may_write=not casefile.read_only)
        dialog.record_asked_for.connect(self.record_asked_for)
        dialog.index_asked_for.connect(self.mend_search)
        dialog.backups_asked_for.connect(self.backups_asked_for)
        dialog.open()


def _check(casefile: Path, tell: Tell) -> tuple[Fault, ...]:
    """In the thread: check everything, through connections of its own."""
    from desktop.whole_check import check_file

    return check_file(casefile, tell)
