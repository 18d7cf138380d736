"""The ways into the room for what was read: pasted, chosen as files, or dropped anywhere in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.dropped import documents
from desktop.look.theme import Theme
from desktop.room import Room
from desktop.session import Session
from desktop.sources.adding.intake import READABLE
from desktop.sources.adding.new_source import Adding


class Receiving(Room):
    """A room that takes documents in; ``adding`` is what makes sources of them."""

    adding: Adding

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.setAcceptDrops(True)
        self.files: QFileDialog | None = None

    def paste(self) -> None:
        """Add a source from the clipboard: its files, else its text."""
        held = QGuiApplication.clipboard().mimeData()
        paths = documents(held)
        if paths:
            self.adding.take_files(paths)
        else:
            self.adding.take_text(held.text() if held is not None else "")

    def choose_files(self) -> None:
        """Choose files to add as sources."""
        self.files = QFileDialog(self, self.tr("Choose files to add as sources"))
        self.files.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in READABLE)
        self.files.setNameFilters(
            [self.tr("Documents and images ({endings})").format(endings=endings), self.tr("All files (*)")]
        )
        self.files.filesSelected.connect(self._files_chosen)
        self.files.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Documents and text can be dropped anywhere in the room; casefiles and references are the window's."""
        if documents(event.mimeData()) or (event.mimeData().hasText() and not event.mimeData().hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        paths = documents(event.mimeData())
        event.acceptProposedAction()
        if paths:
            self.adding.take_files(paths)
        else:
            self.adding.take_text(event.mimeData().text())

    def _files_chosen(self, names: list[str]) -> None:
        self.adding.take_files([Path(name) for name in names])
