"""What the window has besides its rooms: tables, merging, safety, passphrases, small windows; each made when it is wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.kind import RecordKind
from desktop.action import Actions
from desktop.look.theme import Theme
from desktop.preference import Preference
from desktop.session import Session

if TYPE_CHECKING:
    from desktop.duplicates.duplicates_dialog import DuplicatesDialog
    from desktop.merging.merge_acts import MergeActs
    from desktop.passphrase.acts import PassphraseActs
    from desktop.safety.safety import Safety
    from desktop.tables.table_acts import TableActs
    from desktop.window_dialog import WindowDialogs


class WindowParts(QObject):
    """Serves one window; banners come to stand at the head of its ``column``.

    Signals: ``leaving()`` before the casefile becomes another one, so that rooms keep what is half done; ``noted(str)`` with
    what was done; ``asked_for(kind, id, room)`` to show a record in a room; ``copy_asked_for()`` to save a copy.
    """

    leaving = Signal()
    noted = Signal(str)
    asked_for = Signal(object, int, str)
    copy_asked_for = Signal()

    def __init__(
        self, window: QWidget, column: QVBoxLayout, session: Session, theme: Theme, preference: Preference, acts: Actions
    ) -> None:
        super().__init__(window)
        self._window, self._column, self._session, self._theme = window, column, session, theme
        self._preference, self._acts = preference, acts

    @cached_property
    def tables(self) -> TableActs:
        """Import and export."""
        from desktop.tables.table_acts import TableActs

        made = TableActs(self._window, self._session, self._theme, self._preference.folder / "mappings")
        made.noted.connect(self.noted)
        return made

    @cached_property
    def merging(self) -> MergeActs:
        """Another casefile brought in, and a copy handed on."""
        from desktop.merging.merge_acts import MergeActs

        made = MergeActs(self._window, self._session, self._theme)
        made.leaving.connect(self.leaving)
        made.noted.connect(self.noted)
        return made

    @cached_property
    def safety(self) -> Safety:
        """Backups, the check, who else has the casefile, and what became of its file."""
        from desktop.safety.safety import Safety

        made = Safety(self._window, self._session, self._theme, self._preference)
        for number, banner in enumerate(made.banners):
            self._column.insertWidget(number, banner)
        made.noted.connect(self.noted)
        made.record_asked_for.connect(self._show_doubted)
        made.leaving.connect(self.leaving)
        made.copy_asked_for.connect(self.copy_asked_for)
        made.merge_asked_for.connect(lambda other: self.merging.merge_from(other))
        return made

    @cached_property
    def passphrases(self) -> PassphraseActs:
        """The encryption of the open casefile."""
        from desktop.passphrase.acts import PassphraseActs

        made = PassphraseActs(self._window, self._session, self._theme)
        made.leaving.connect(self.leaving)
        made.noted.connect(self.noted)
        return made

    @cached_property
    def dialogs(self) -> WindowDialogs:
        """The small windows that belong to no room."""
        from desktop.window_dialog import WindowDialogs

        return WindowDialogs(self._window, self._session, self._theme, self._preference, self._acts)

    def look_for_duplicates(self) -> DuplicatesDialog:
        """Pairs of records that may be one, side by side."""
        from desktop.duplicates.duplicates_dialog import DuplicatesDialog

        dialog = DuplicatesDialog(self._session, self._theme, self._window)
        dialog.record_asked_for.connect(self._show_doubted)
        dialog.noted.connect(self.noted)
        dialog.open()
        return dialog

    def show_found(self, kind: RecordKind, record_id: int, room: str) -> None:
        """Go to what was found; parties and publishers have no room, so they are shown among themselves."""
        if kind in (RecordKind.PARTY, RecordKind.PUBLISHER):
            self.dialogs.show_directory().choose(kind, record_id)
        else:
            self.asked_for.emit(kind, record_id, room)

    def _show_doubted(self, kind: RecordKind, record_id: int) -> None:
        """Go to the record that a check found wrong: a source to its text, everything else to the Register."""
        self.show_found(kind, record_id, "sources" if kind is RecordKind.SOURCE else "register")
