"""What the open casefile needs beside the work: its log brought into the file, and of a large one its records checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from db.casefile import Casefile
    from desktop.inquiry import Inquiry
    from desktop.session import Session

CHECKED_AFTER = 1500
"""Milliseconds after a large casefile is shown until its records are held against the journal."""
IN_THE_FILE_AFTER = 500
"""Milliseconds after an act, which is on disk at once, until the file itself holds it and not only the log beside it."""


class Upkeep(QObject):
    """Serves the casefiles that one session opens, one after the other.

    Signals: ``refused(str)`` with what was found damaged.
    """

    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._inquiry: Inquiry | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(IN_THE_FILE_AFTER)
        self._settling.timeout.connect(self._settle)

    def settle_soon(self) -> None:
        """Bring what was kept into the file itself in a moment, however much is kept meanwhile."""
        if self._session.is_open and not self._session.casefile.is_settled and not self._settling.isActive():
            self._settling.start()

    def check_soon(self) -> None:
        """Hold every record of a large casefile against the journal, in a thread, once its first rows were painted."""
        from desktop.inquiry import Inquiry

        if self._inquiry is None:
            self._inquiry = Inquiry(self._session, self)
            self._inquiry.refused.connect(self.refused)
        QTimer.singleShot(CHECKED_AFTER, self, self._check)

    def _settle(self) -> None:
        if self._session.is_open:
            self._session.casefile.settle()
            self.settle_soon()

    def _check(self) -> None:
        if self._session.is_open and self._session.is_large and self._inquiry is not None:
            self._inquiry.inquire(_check_records)


def _check_records(casefile: Casefile, _unwanted: Callable[[], bool]) -> None:
    """In the thread: ``Damaged`` where a record is no longer what the journal keeps of it."""
    from db.book import check

    check(casefile)
