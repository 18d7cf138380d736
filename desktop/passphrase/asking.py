"""Asking for the passphrase of a casefile that may be encrypted; a wrong one is said, and asked for again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ask import Question
from desktop.background import Background
from desktop.look.shown import visible_line
from desktop.look.theme import Theme
from desktop.passphrase.field import PassphraseField


class AskPassphrase(Question):
    """Tries what was typed in a thread, as that takes a moment on purpose, and closes once it opens the casefile.

    Signals: ``unlocked()`` when the casefile can be opened.
    """

    unlocked = Signal()

    def __init__(self, theme: Theme, parent: QWidget, path: Path, title: str, text: str, act: str) -> None:
        super().__init__(theme, parent, title, text, act)
        self._path = path
        self._act_name = act
        self._trying = Background(self)
        self.field = PassphraseField(theme, self.tr("Passphrase"))
        self.column.insertWidget(2, self.field)
        self.column.insertSpacing(2, theme.scaled(4))
        self.act.setEnabled(False)
        self.act.clicked.disconnect(self.accept)
        self.act.clicked.connect(self._try)
        self.field.typed.connect(self._typed)
        self._trying.answered.connect(self._opened)
        self._trying.refused.connect(self._refused)
        self._trying.broken.connect(self.reject)
        self.field.entry.setFocus()

    @property
    def busy(self) -> bool:
        """Whether what was typed is being tried."""
        return self._trying.busy

    def done(self, result: int) -> None:
        """The window closes: no answer is wanted any more."""
        self._trying.close()
        self.field.entry.clear()
        super().done(result)

    def _typed(self) -> None:
        self.act.setEnabled(bool(self.field.text))

    def _try(self) -> None:
        if self.busy:
            return
        self._show_busy(True)
        path, typed = self._path, self.field.text

        def unlock(_: Callable[[], bool]) -> None:
            """In the thread: reckon the key and try it."""
            from db.keyring import unlock

            unlock(path, typed)

        self._trying.ask(unlock)

    def _show_busy(self, busy: bool) -> None:
        self.field.entry.setReadOnly(busy)
        self.act.setEnabled(not busy)
        self.act.setText(self.tr("Trying it…") if busy else self._act_name)

    def _opened(self) -> None:
        self.accept()
        self.unlocked.emit()

    def _refused(self, sentence: str) -> None:
        self._show_busy(False)
        self.field.ask_again(sentence)


def ask_passphrase(
    theme: Theme, parent: QWidget, path: Path, then: Callable[[], object], cancelled: Callable[[], object] | None = None
) -> AskPassphrase:
    """Ask for the passphrase of the casefile at ``path``; ``then`` is called once it can be opened."""
    text = parent.tr("“{name}” may be an encrypted casefile. Type its passphrase to open it.")
    said = text.format(name=visible_line(path.name))
    dialog = AskPassphrase(theme, parent, path, parent.tr("Passphrase"), said, parent.tr("Open"))
    dialog.unlocked.connect(then)
    if cancelled is not None:
        dialog.rejected.connect(cancelled)
    dialog.open()
    return dialog


def once_unlocked(theme: Theme, parent: QWidget, path: Path, then: Callable[[], object]) -> None:
    """Do something that opens the casefile at ``path``: at once, or when its passphrase was given; never where it is not."""
    from db.keyring import Guard, guard

    if guard(path) is Guard.UNKNOWN:
        ask_passphrase(theme, parent, path, then)
    else:
        then()
