"""A PDF to a file: asked where, written whole or not at all, what went wrong said in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.file_out import write_beside
from desktop.session import Session


class PdfSaver(QObject):
    """Asks for a place and writes the bytes there.

    Signals: ``saved(str)`` with the file's name.
    """

    saved = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._dialog: QFileDialog | None = None

    def ask(self, title: str, pdf: bytes) -> None:
        """Ask where the PDF is to lie, and write it there; its title suggests the name."""
        folder = self._session.casefile.path.parent
        if not folder.is_dir():
            folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        dialog = QFileDialog(self._parent, self.tr("Save PDF as"), str(folder))
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{file_stem(title)}.pdf")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), pdf))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def write(self, path: Path, pdf: bytes) -> None:
        """Write the PDF; the casefile itself is never written over."""
        if path.resolve() == self._session.casefile.path.resolve():
            self._session.failed.emit(self.tr("That is the casefile itself. Choose another name for the PDF."))
            return
        try:
            write_beside(path, pdf)
        except OSError as error:
            reason = error.strerror or str(error)
            words = self.tr("“{name}” could not be written: {reason}. Choose another folder or make room, then save again.")
            self._session.failed.emit(words.format(name=path.name, reason=reason))
            return
        self.saved.emit(path.name)


def file_stem(title: str) -> str:
    """A file name out of a title: what no file system refuses, and not too long."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    return " ".join(plain.split())[:80].rstrip(" .") or "briefing"
