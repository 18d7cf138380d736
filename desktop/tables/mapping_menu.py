"""The button by which a mapping is taken from a file, saved to one, or left aside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.file_out import write_beside
from desktop.look.control import secondary_button
from desktop.look.theme import Theme
from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.mapping_file import mapping_text, read_translation


class MappingMenu(QObject):
    """Its ``button`` stands in the head of the import.

    Signals: ``chosen(Translation)`` with a mapping to read the table by, which may be empty; ``failed(str)`` with a sentence.
    """

    chosen = Signal(object)
    failed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, table: Path) -> None:
        super().__init__(parent)
        self._parent, self._table = parent, table
        self._mapping: Translation | None = None
        self._dialog: QFileDialog | None = None
        self.button = secondary_button(theme, self.tr("Mapping"))
        self.button.setToolTip(self.tr("What the table's own headings and values mean, as a text in TOML"))
        menu = QMenu(self.button)
        self.open_file = menu.addAction(self.tr("Use a mapping file…"))
        self.save_file = menu.addAction(self.tr("Save this mapping…"))
        self.leave_aside = menu.addAction(self.tr("Read without a mapping"))
        self.button.setMenu(menu)
        self.open_file.triggered.connect(self._ask_open)
        self.save_file.triggered.connect(self._ask_save)
        self.leave_aside.triggered.connect(lambda: self.chosen.emit(Translation()))
        self.show_mapping(None)

    def show_mapping(self, mapping: Translation | None) -> None:
        """Say by which mapping the table was read."""
        self._mapping = mapping
        for action in (self.save_file, self.leave_aside):
            action.setEnabled(mapping not in (None, Translation()))

    def open(self, path: Path) -> None:
        """Take the mapping that a file holds."""
        try:
            self.chosen.emit(read_translation(path))
        except NoTable as wrong:
            self.failed.emit(str(wrong))
        except OSError as wrong:
            text = self.tr("“{name}” cannot be read: {reason}.")
            self.failed.emit(text.format(name=path.name, reason=wrong.strerror or str(wrong)))

    def save(self, path: Path) -> None:
        """Write the mapping to a file, for the command line or a colleague."""
        try:
            write_beside(path, mapping_text(self._mapping or Translation()).encode())
        except OSError as wrong:
            text = self.tr("“{name}” could not be written: {reason}. Choose another folder or make room.")
            self.failed.emit(text.format(name=path.name, reason=wrong.strerror or str(wrong)))

    def _ask_open(self) -> None:
        dialog = self._file_dialog(self.tr("Choose a mapping file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open(Path(chosen)))
        dialog.open()

    def _ask_save(self) -> None:
        dialog = self._file_dialog(self.tr("Save the mapping"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{self._table.stem}.toml")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._parent, title, str(self._table.parent))
        dialog.setNameFilter(self.tr("Mapping files (*.toml)"))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        return dialog
