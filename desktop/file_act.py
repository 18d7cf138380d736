"""New, open, recent, sample, save a copy, close: what happens to the casefile as a file. Dialogs never block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db import SUFFIX
from desktop.look.shown import tip, visible_line
from desktop.preference import Preference, RecentFile
from desktop.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

SAMPLE = "sample"


class FileActs(QObject):
    """The acts of the File menu.

    Signals: ``leaving()`` before another casefile is opened or this one is closed, so that rooms keep what is half done.
    """

    leaving = Signal()

    def __init__(self, window: QWidget, session: Session, preference: Preference) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._preference = preference
        self._dialog: QFileDialog | None = None

    def ask_new(self) -> None:
        """Ask where the new casefile is to lie, and make it there."""
        self._ask_path(self.tr("New casefile"), self._unused(self.tr("casefile")), self._create, save=True)

    def ask_open(self) -> None:
        """Ask for a casefile, and open it."""
        self._ask_path(self.tr("Open a casefile"), self._folder(), self.open, save=False)

    def ask_copy(self) -> None:
        """Ask where a copy is to lie, and write it there."""
        stem = self._session.casefile.path.stem
        self._ask_path(self.tr("Save a copy"), self._unused(self.tr("{name}, copy").format(name=stem)), self._copy, save=True)

    def open_sample(self) -> None:
        """Make a fresh copy of the sample casefile in the user's documents, and open it."""
        from desktop.sample import make_sample

        path = self._unused(SAMPLE)

        def make() -> bool:
            """Write the sample and let go of it."""
            with make_sample(path):
                return True

        if self._session.attempt(make):
            self.open(path)

    def open(self, path: Path) -> None:
        """Open the casefile at ``path``."""
        self.leaving.emit()
        self._session.open(path)

    def close(self) -> None:
        """Close the casefile; everything kept is on disk already, and of an encrypted one the key is forgotten."""
        from db import keyring

        self.leaving.emit()
        self.remember()
        self._session.close()
        keyring.forget()

    def remember(self) -> None:
        """Put the open casefile at the head of the recent ones, with what it holds."""
        if not self._session.is_open:
            return
        casefile = self._session.casefile
        tally = self._session.attempt(self._session.tally)
        if tally is not None:
            opened = dt.datetime.now().strftime("%Y-%m-%d %H:%M")
            self._preference.remember(RecentFile(str(casefile.path), opened, tally.figures, tally.sources))

    def open_recent(self, path: str) -> None:
        """Open a casefile from the list; one that is gone is said to be gone and stays listed, as its disk may return."""
        self.open(Path(path))

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent casefiles."""
        menu.clear()
        for file in self._preference.recent:
            action = menu.addAction(visible_line(Path(file.path).stem).replace("&", "&&"))
            action.setToolTip(tip(file.path))
            action.setEnabled(Path(file.path).is_file())
            action.triggered.connect(partial(self.open_recent, file.path))
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)

    def _create(self, path: Path) -> None:
        self.leaving.emit()
        self._session.create(path)

    def _copy(self, path: Path) -> None:
        self._session.attempt(lambda: self._session.casefile.backup(path))

    def _ask_path(self, title: str, start: Path, then: Callable[[Path], None], *, save: bool) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title, str(start if start.is_dir() else start.parent))
        dialog.setNameFilter(self.tr("Casefiles (*{suffix})").format(suffix=SUFFIX))
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
            dialog.selectFile(start.name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _folder(self) -> Path:
        recent = self._preference.recent
        last = Path(recent[0].path).parent if recent else Path()
        return last if recent and last.is_dir() else _documents()

    def _unused(self, stem: str) -> Path:
        """A name in the folder last used that no file has yet."""
        folder = self._folder()
        number = 1
        while True:
            path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
            if not path.exists():
                return path
            number += 1


def _documents() -> Path:
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
