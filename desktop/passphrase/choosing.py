"""Choosing a passphrase: typed twice, with a word about how easy it is to guess and what is lost with it.

Nothing is demanded of it: rules about digits and signs make passphrases that people write down.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ask import Question
from desktop.background import Background
from desktop.look.control import label
from desktop.look.theme import Theme
from desktop.passphrase.advice import is_weak
from desktop.passphrase.field import PassphraseField


class ChoosePassphrase(Question):
    """Two entries for the new passphrase.

    Signals: ``chosen(str)`` with the passphrase.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, title: str, text: str, act: str) -> None:
        super().__init__(theme, parent, title, text, act)
        self.setMinimumWidth(theme.scaled(480))
        self.new = PassphraseField(theme, self.tr("New passphrase"))
        self.again = PassphraseField(theme, self.tr("The same again"))
        self.advice = label(theme, "", tone="ink2", size=12, wrap=True)
        self.lost = label(
            theme,
            self.tr(
                "Without it nobody can ever read the casefile or its backups again: no copy of it is kept anywhere, and there"
                " is no other way in. Write it down, and keep it where only you find it."
            ),
            tone="ink2",
            size=12,
            wrap=True,
        )
        self.parts: list[QWidget] = [self.new, self.advice, self.again, self.lost]
        self._place()
        self.act.setEnabled(False)
        self.act.clicked.disconnect(self.accept)
        self.act.clicked.connect(self._choose)
        for field in (self.new, self.again):
            field.typed.connect(self._typed)
        self.new.entry.setFocus()

    def _place(self) -> None:
        for number, part in enumerate(self.parts):
            self.column.insertWidget(2 + number, part)
        self._typed()

    def done(self, result: int) -> None:
        """The window closes: what was typed is not kept in it."""
        for field in (self.new, self.again):
            field.entry.clear()
        super().done(result)

    def _typed(self) -> None:
        new = self.new.text
        self.act.setEnabled(self._is_filled())
        self.advice.setText(self._advice(new))

    def _is_filled(self) -> bool:
        return bool(self.new.text and self.again.text)

    def _advice(self, new: str) -> str:
        if not new:
            return self.tr("Five words that chance has chosen are easy to keep and hard to guess. Any letters will do.")
        if is_weak(new):
            return self.tr("This one is easy to guess for whoever has the file. Five words that chance has chosen are not.")
        return self.tr("This one is long enough, unless it can be read somewhere.")

    def _choose(self) -> None:
        if self.again.text != self.new.text:
            self.again.ask_again(self.tr("This is not the same. Type the passphrase again."))
            return
        self._settle(self.new.text)

    def _settle(self, new: str) -> None:
        self.accept()
        self.chosen.emit(new)


class EncryptDialog(ChoosePassphrase):
    """The passphrase of a casefile that is to be encrypted, and what becomes of the file that is not."""

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        text = parent.tr(
            "“{name}” is not encrypted: whoever gets hold of the file, or of a backup, can read all of it, confidential sources"
            " too."
        )
        self.remove = QCheckBox(parent.tr("Delete the file that is not encrypted; encrypt its backups too"))
        self.removal = label(
            theme,
            parent.tr(
                "Otherwise that file stays beside the casefile under another name, and earlier backups stay as they are. What"
                " is deleted can still be recovered from many disks; on an encrypted disk it cannot."
            ),
            tone="ink2",
            size=12,
            wrap=True,
        )
        super().__init__(theme, parent, parent.tr("Encrypt this casefile"), text.format(name=name), parent.tr("Encrypt"))

    def _place(self) -> None:
        self.parts += [self.remove, self.removal]
        super()._place()


class ChangeDialog(ChoosePassphrase):
    """Another passphrase for an encrypted casefile; the present one is asked for first, so that nobody passing by locks it."""

    def __init__(self, theme: Theme, parent: QWidget, path: Path) -> None:
        self.present = PassphraseField(theme, parent.tr("Present passphrase"))
        text = parent.tr("The casefile is encrypted anew. Backups made before still open with the passphrase that they have.")
        super().__init__(theme, parent, parent.tr("Change the passphrase"), text, parent.tr("Change"))
        self._path = path
        self._trying = Background(self)
        self.present.typed.connect(self._typed)
        self._trying.answered.connect(self._right)
        self._trying.refused.connect(self._wrong)
        self._trying.broken.connect(self.reject)
        self.present.entry.setFocus()

    def done(self, result: int) -> None:
        """The window closes: no answer is wanted any more."""
        self._trying.close()
        self.present.entry.clear()
        super().done(result)

    def _place(self) -> None:
        self.parts.insert(0, self.present)
        super()._place()

    def _is_filled(self) -> bool:
        return bool(self.present.text) and super()._is_filled()

    def _settle(self, new: str) -> None:
        if self._trying.busy:
            return
        self.act.setEnabled(False)
        path, present = self._path, self.present.text

        def check(_: Callable[[], bool]) -> str:
            """In the thread: whether the present passphrase is right."""
            from db.keyring import unlock

            unlock(path, present)
            return new

        self._trying.ask(check)

    def _right(self, new: str) -> None:
        self.accept()
        self.chosen.emit(new)

    def _wrong(self, sentence: str) -> None:
        self.act.setEnabled(True)
        self.present.ask_again(sentence)
