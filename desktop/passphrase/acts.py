"""Encrypting the open casefile, changing its passphrase and taking the encryption away, as the File menu offers them.

The casefile is closed meanwhile, made anew in a thread, and opened again; whatever goes wrong leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ask import Question, say
from desktop.look.control import link_button
from desktop.look.shown import visible_line
from desktop.look.theme import Theme
from desktop.passphrase.asking import AskPassphrase
from desktop.passphrase.choosing import ChangeDialog, EncryptDialog
from desktop.safety.backups import RestoreWork
from desktop.session import Session
from desktop.tables.work_dialog import Tell

if TYPE_CHECKING:
    from db.protection import Converted

Conversion = Callable[[Path, Tell], "Converted"]
MOST_NAMED = 8


class PassphraseActs(QObject):
    """What *Passphrase…* opens: the choice of one for a casefile that has none, else what can be done with it.

    Signals: ``leaving()`` before the casefile is closed, so that rooms keep what is half done; ``noted(str)`` with what was
    done.
    """

    leaving = Signal()
    noted = Signal(str)

    def __init__(self, window: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme

    def show(self) -> QDialog:
        """Open what fits the open casefile."""
        if self._session.casefile.encrypted:
            dialog = KeptDialog(self._theme, self._window, visible_line(self._session.casefile.path.name))
            dialog.accepted.connect(self.ask_change)
            dialog.removal_asked_for.connect(self.ask_decrypt)
            dialog.open()
            return dialog
        return self.ask_encrypt()

    def ask_encrypt(self) -> EncryptDialog:
        """Ask for the passphrase of a casefile that has none."""
        dialog = EncryptDialog(self._theme, self._window, visible_line(self._session.casefile.path.name))
        dialog.chosen.connect(lambda chosen: self._encrypt(chosen, remove=dialog.remove.isChecked()))
        dialog.open()
        return dialog

    def ask_change(self) -> ChangeDialog:
        """Ask for another passphrase."""
        dialog = ChangeDialog(self._theme, self._window, self._session.casefile.path)
        dialog.chosen.connect(self._change)
        dialog.open()
        return dialog

    def ask_decrypt(self) -> AskPassphrase:
        """Ask for the passphrase once more before the encryption is taken away."""
        text = self.tr(
            "Whoever gets hold of the file can then read all of it, confidential sources too. Backups made before stay"
            " encrypted. Type the passphrase to go on."
        )
        title, path = self.tr("Take the encryption away"), self._session.casefile.path
        dialog = AskPassphrase(self._theme, self._window, path, title, text, self.tr("Take it away"))
        dialog.unlocked.connect(self._decrypt)
        dialog.open()
        return dialog

    def _encrypt(self, chosen: str, *, remove: bool) -> None:
        folder, author = self._session.backup_folder, self._session.author

        def convert(path: Path, tell: Tell) -> Converted:
            from db.protection import encrypt

            return encrypt(path, chosen, author=author, keep_original=not remove, folder=folder, progress=tell)

        self._convert(
            self.tr("Encrypt"), self.tr("Encrypting, and comparing it with what was there…"), convert, self._encrypted
        )

    def _change(self, chosen: str) -> None:
        author = self._session.author

        def convert(path: Path, tell: Tell) -> Converted:
            from db.protection import change

            return change(path, chosen, author=author, progress=tell)

        done = partial(self._done, self.tr("The casefile has a new passphrase"))
        self._convert(self.tr("Change the passphrase"), self.tr("Encrypting it anew, and comparing…"), convert, done)

    def _decrypt(self) -> None:
        author = self._session.author

        def convert(path: Path, tell: Tell) -> Converted:
            from db.protection import decrypt

            return decrypt(path, author=author, progress=tell)

        done = partial(self._done, self.tr("The casefile is not encrypted any more"))
        self._convert(self.tr("Take the encryption away"), self.tr("Writing it anew, and comparing…"), convert, done)

    def _convert(self, title: str, text: str, convert: Conversion, done: Callable[[Converted], None]) -> None:
        path = self._session.casefile.path
        self.leaving.emit()
        self._session.close()
        work = RestoreWork(self._theme, self._window, title, text)
        work.done_with.connect(done)
        work.refused.connect(partial(self._refused, path))
        work.start(partial(convert, path))

    def _done(self, note: str, converted: Converted) -> None:
        if self._session.open(converted.path):
            self.noted.emit(note)

    def _encrypted(self, converted: Converted) -> None:
        self._done(self.tr("The casefile is encrypted"), converted)
        if converted.plain:
            named = [visible_line(path.name) for path in converted.plain[:MOST_NAMED]]
            if len(converted.plain) > MOST_NAMED:
                named.append(self.tr("and {n} more").format(n=len(converted.plain) - MOST_NAMED))
            text = self.tr("These copies of it are not, so that whoever finds them can read them:\n{names}")
            say(self._theme, self._window, self.tr("The casefile is encrypted"), text.format(names="\n".join(named)))

    def _refused(self, path: Path, sentence: str) -> None:
        """Nothing was changed: show the casefile again, and say why."""
        self._session.open(path)
        self._session.failed.emit(sentence)


class KeptDialog(Question):
    """What can be done with the passphrase of an encrypted casefile: change it, or take the encryption away.

    Signals: ``removal_asked_for()``; *Change* is ``accepted()``.
    """

    removal_asked_for = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        text = parent.tr(
            "“{name}” is encrypted: it, its drafts and the backups made since can be read with its passphrase only."
        )
        super().__init__(theme, parent, parent.tr("Passphrase"), text.format(name=name), parent.tr("Change the passphrase…"))
        self.remove = link_button(theme, self.tr("Take the encryption away…"))
        self.column.insertWidget(2, self.remove)
        self.remove.clicked.connect(self._removed)

    def _removed(self) -> None:
        self.reject()
        self.removal_asked_for.emit()
