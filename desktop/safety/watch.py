"""Looks at the casefile's file every few seconds while it is open, in a thread, as a disk that is gone can keep one waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.error import CasefileError
from desktop.background import Background
from desktop.safety.sight import Key, Place, Sight, key_of, look
from desktop.session import Session

if TYPE_CHECKING:
    from db.casefile import Casefile

PAUSE = 2000
"""Milliseconds between two looks."""


class FileWatch(QObject):
    """Watches the open casefile.

    Signals: ``place_changed(Place)`` when it was moved, replaced or is back; ``conflicts_found(tuple)`` with the names of new
    copies beside it; ``reread()`` after what another program wrote is shown.
    """

    place_changed = Signal(object)
    conflicts_found = Signal(object)
    reread = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._opened: Key | None = None
        self._seen: Sight | None = None
        self._moment: tuple[object, ...] = ()
        self._looks = Background(self)
        self._pause = QTimer(self)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self._looks.answered.connect(self._looked)

    def begin(self, casefile: Casefile) -> None:
        """Watch this casefile, which was just opened."""
        self._opened = key_of(casefile.path)
        self._seen = None
        self._moment = self._now()
        self._pause.start()
        self.look()

    def look(self) -> None:
        """Look now, unless a look still waits for its disk."""
        if self._session.is_open and not self._looks.busy:
            path, opened = self._session.casefile.path, self._opened
            self._looks.ask(lambda _unwanted: look(path, opened))

    def stop(self) -> None:
        """Look no more."""
        self._pause.stop()
        self._looks.forget()

    def _looked(self, sight: Sight) -> None:
        before, self._seen = self._seen, sight
        if sight.place is not (before.place if before is not None else Place.SAME):
            self.place_changed.emit(sight.place)
        new = set(sight.conflicts) - set(before.conflicts if before is not None else ())
        if new:
            self.conflicts_found.emit(sight.conflicts)
        if sight.place is Place.SAME and before is not None and sight.marks != before.marks:
            self._read_again()

    def _read_again(self) -> None:
        """Show what another program has kept; what this window kept itself is shown already."""
        if not (self._session.is_open and self._session.casefile.read_only):
            return
        now = self._now()
        if now and now != self._moment:
            self._moment = now
            self._session.reread()
            self.reread.emit()

    def _now(self) -> tuple[object, ...]:
        """What differs as soon as an act was kept; nothing where it cannot be asked just now."""
        try:
            return self._session.casefile.moment()
        except CasefileError:
            return ()
