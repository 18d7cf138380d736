"""Merging and sharing as the menus ask for them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db import SUFFIX
from desktop.look.theme import Theme
from desktop.merging.merge_dialog import MergeDialog
from desktop.merging.share_dialog import ShareDialog
from desktop.passphrase.asking import once_unlocked
from desktop.session import Session


class MergeActs(QObject):
    """Brings another casefile in, and hands on a copy of this one.

    Signals: ``leaving()`` before a merge, so that rooms keep what is half done; ``noted(str)`` with what was done.
    """

    leaving = Signal()
    noted = Signal(str)

    def __init__(self, window: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme
        self._dialog: QFileDialog | None = None

    def ask_merge(self) -> None:
        """Ask for the other casefile, and show what it would bring."""
        dialog = QFileDialog(self._window, self.tr("Merge another casefile"), str(self._session.casefile.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Casefiles (*{suffix})").format(suffix=SUFFIX))
        dialog.fileSelected.connect(lambda chosen: self.merge_once_unlocked(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def merge_once_unlocked(self, other: Path) -> None:
        """Show what the casefile at ``other`` would bring; of an encrypted one, when its passphrase was given."""
        once_unlocked(self._theme, self._window, other, partial(self.merge_from, other))

    def merge_from(self, other: Path) -> MergeDialog:
        """Show what the casefile at ``other`` would bring."""
        self.leaving.emit()
        dialog = MergeDialog(self._session, self._theme, self._window, other)
        dialog.merged.connect(self.noted)
        dialog.open()
        return dialog

    def show_sharing(self) -> ShareDialog:
        """Ask what a copy is to be without, and make it."""
        self.leaving.emit()
        dialog = ShareDialog(self._session, self._theme, self._window)
        dialog.shared.connect(self.noted)
        dialog.open()
        return dialog
