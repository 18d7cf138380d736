"""The day's backup, made in a thread after a casefile opens, so that nobody waits for it; where it fails, that is said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.session import Session

if TYPE_CHECKING:
    from db.backup import Backup
    from db.casefile import Casefile

PAUSE = 1500
"""Milliseconds after the opening, in which the window shows the casefile first."""


class DailyBackup(QObject):
    """Makes it.

    Signals: ``kept(str)`` with the time when there is one more; ``failed(str)`` with the sentence that says why there is none.
    """

    kept = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.work = Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self.work.answered.connect(self._kept)
        self.work.refused.connect(self._refused)

    def begin(self, casefile: Casefile) -> None:
        """A casefile was opened; its backup is made when it is shown."""
        if not casefile.read_only:
            self._pause.start()

    def stop(self) -> None:
        """The casefile is closed; a copy that is half made is thrown away."""
        self._pause.stop()
        self.work.forget()

    def keep(self) -> None:
        """Make the backup now, if the day has none yet."""
        if self.work.busy or not self._session.is_open or self._session.casefile.read_only:
            return
        path, folder = self._session.casefile.path, self._session.backup_folder

        def work(unwanted: Callable[[], bool]) -> object:
            from db.backup import keep_daily

            return keep_daily(path, folder=folder, progress=lambda _part: not unwanted())

        self.work.ask(work)

    def _kept(self, backup: Backup | None) -> None:
        if backup is not None:
            self.kept.emit(backup.made_at.strftime("%H:%M"))

    def _refused(self, sentence: str) -> None:
        self.failed.emit(sentence)
