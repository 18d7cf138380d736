"""Making a backup now and bringing one back, as the window asks for it: questions that never block, work in a thread.

To bring a backup back the casefile is closed, overwritten in one transaction after a backup of what is there, and opened
again. A restore that was called off is waited for, so that the file is never opened while it may still be written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ask import ask
from desktop.look.theme import Theme
from desktop.passphrase.asking import once_unlocked
from desktop.preference import Preference
from desktop.safety.backup_list import Compared, difference_words, when_words
from desktop.safety.backups_dialog import BackupsDialog
from desktop.session import Session
from desktop.tables.work_dialog import Tell, WorkDialog

if TYPE_CHECKING:
    from db.backup import Backup
    from db.bringing_back import Restored


class Backups(QObject):
    """The backups of the open casefile, or of one that cannot be opened.

    Signals: ``leaving()`` before the casefile is closed, so that rooms keep what is half done; ``noted(str)`` with what was
    done; ``restored(str)`` with where the state before a restore lies, which must stay in sight.
    """

    leaving = Signal()
    noted = Signal(str)
    restored = Signal(str)

    def __init__(self, window: QWidget, session: Session, theme: Theme, preference: Preference) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._preference = window, session, theme, preference

    def show(self, casefile: Path | None = None) -> BackupsDialog:
        """List the backups of the open casefile, or of the one at ``casefile``."""
        path = casefile or self._session.casefile.path
        is_open = self._session.is_open and self._session.casefile.path == path
        dialog = BackupsDialog(self._theme, self._window, path, self._session.backup_folder, may_keep=is_open)
        dialog.backup_asked_for.connect(partial(self._keep, dialog))
        dialog.folder_chosen.connect(self.set_folder)
        dialog.restore_asked_for.connect(partial(self._unlock_first, dialog))
        if is_open:
            self._session.closed.connect(dialog.reject)
        dialog.open()
        return dialog

    def set_folder(self, folder: Path | None) -> None:
        """Backups of this computer lie there from now on."""
        self._preference.backup_folder = folder
        self._session.backup_folder = folder

    def _keep(self, dialog: BackupsDialog) -> None:
        work = WorkDialog(self._theme, dialog, self.tr("Backup"), self.tr("Copying the casefile and checking the copy…"))
        work.done_with.connect(lambda backup: self._kept(dialog, backup))
        work.refused.connect(self._session.failed)
        work.start(partial(_keep, dialog.casefile, self._session.backup_folder))

    def _kept(self, dialog: BackupsDialog, backup: Backup) -> None:
        dialog.show_backups()
        self.noted.emit(self.tr("Backup made {time}").format(time=backup.made_at.strftime("%H:%M")))

    def _unlock_first(self, dialog: BackupsDialog, earlier: Path, compared: Compared | None) -> None:
        """A backup made before the passphrase was changed needs the one that it has."""
        once_unlocked(self._theme, dialog, earlier, partial(self._ask_restore, dialog, earlier, compared))

    def _ask_restore(self, dialog: BackupsDialog, earlier: Path, compared: Compared | None) -> None:
        row = dialog.table.current
        when = when_words(row.backup) if row is not None else earlier.name
        said = [difference_words(compared.difference)] if compared is not None else []
        said.append(self.tr("What is there now is kept first, as a backup of its own, with what is half typed in forms."))
        title = self.tr("Bring back the state of {when}?").format(when=when)
        ask(self._theme, dialog, title, "\n".join(said), self.tr("Restore"), partial(self._restore, dialog, earlier))

    def _restore(self, dialog: BackupsDialog, earlier: Path) -> None:
        casefile = dialog.casefile
        dialog.accept()
        if self._session.is_open and self._session.casefile.path == casefile:
            self.leaving.emit()
            self._session.close()
        work = RestoreWork(self._theme, self._window, self.tr("Restore"), self.tr("Checking it, then bringing it back…"))
        work.done_with.connect(lambda restored: self._restored(casefile, restored))
        work.refused.connect(lambda sentence: self._refused(casefile, sentence))
        work.start(partial(_restore, earlier, casefile, self._session.author, self._session.backup_folder))

    def _restored(self, casefile: Path, restored: Restored) -> None:
        if not self._session.open(casefile):
            return
        text = self.tr("Brought back. What was there before is kept as “{name}”.")
        self.restored.emit(text.format(name=restored.kept.name) if restored.kept is not None else self.tr("Brought back."))

    def _refused(self, casefile: Path, sentence: str) -> None:
        """Nothing was changed: show the casefile again, where it can be opened, and say why."""
        self._session.open(casefile)
        self._session.failed.emit(sentence)


class RestoreWork(WorkDialog):
    """Work that must have ended before its window closes: *Cancel* asks it to stop, and waits until it has."""

    def reject(self) -> None:
        """Ask the work to stop; the window closes when it has."""
        if self.busy:
            self.call_off()
        else:
            super().reject()


def _keep(casefile: Path, folder: Path | None, tell: Tell) -> Backup:
    """In the thread: a verified copy, through a reading of its own."""
    from db.backup import Why, keep
    from db.casefile import Casefile

    with Casefile.open(casefile, read_only=True) as opened:
        return keep(opened, Why.ASKED, folder=folder, progress=tell)


def _restore(earlier: Path, casefile: Path, author: str, folder: Path | None, tell: Tell) -> Restored:
    """In the thread: the casefile becomes what the backup is."""
    from db.bringing_back import restore

    return restore(earlier, casefile, author=author, folder=folder, progress=tell)
