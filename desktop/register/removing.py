"""Taking an agreement or an event out of the casefile, with the reason that the journal keeps."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.kind import RecordKind
from desktop.ask import ask_reason
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import Unfit


class Removing(QObject):
    """Asks why, and removes."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme, self._window = session, theme, parent

    def ask(self, key: tuple[RecordKind, int], called: str) -> None:
        """Ask for the reason."""
        text = self.tr("“{title}” is taken out of the casefile. Undo brings it back.").format(title=called)
        title, act = self.tr("Remove this record?"), self.tr("Remove")
        ask_reason(self._theme, self._window, title, text, act, lambda reason: self.remove(key, reason))

    def remove(self, key: tuple[RecordKind, int], reason: str = "") -> None:
        """Remove it; what other records rest on stays, and the window says so."""
        label = self.tr("Remove event") if key[0] is RecordKind.EVENT else self.tr("Remove agreement")
        try:
            self._session.run(label, lambda act: act.remove(*key), reason)
        except Unfit as unfit:
            self._session.failed.emit(str(unfit))
