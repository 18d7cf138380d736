"""Import and export, as the menus ask for them: a file is chosen, the work is done in a thread, the end is said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.look.theme import Theme
from desktop.session import Session
from desktop.tables.import_dialog import ImportDialog
from desktop.tables.mapping_shelf import MappingShelf
from desktop.tables.references_dialog import ReferencesDialog
from desktop.tables.references_work import holds_references
from desktop.tables.work_dialog import Tell, WorkDialog
from desktop.word import counted

ENDINGS = (".csv", ".xlsx", ".json", ".ris", ".bib")


@dataclass(frozen=True, slots=True)
class Written:
    """How many figures, lines or sources stand in the file, or the sentence that says why it was not written."""

    number: int = 0
    problem: str = ""


class TableActs(QObject):
    """The acts on tables; ``mappings`` is the folder in which they are remembered.

    Signals: ``noted(str)`` with what was done.
    """

    noted = Signal(str)

    def __init__(self, window: QWidget, session: Session, theme: Theme, mappings: Path | None = None) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme
        self._mappings = mappings
        self._dialog: QFileDialog | None = None

    def ask_import(self) -> None:
        """Ask for a table or for sources, and show what it would add."""
        dialog = self._file_dialog(self.tr("Import a table or sources"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        known = [
            self.tr("Tables of figures (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods)"),
            self.tr("Sources of Zotero and the like, as RIS or CSL-JSON (*.ris *.json)"),
        ]
        dialog.setNameFilters([*known, self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda chosen: self.import_from(Path(chosen)))
        dialog.open()

    def import_from(self, path: Path) -> ImportDialog | ReferencesDialog:
        """Show what the table or the sources at ``path`` would add."""
        if holds_references(path):
            sources = ReferencesDialog(self._session, self._theme, self._window, path)
            sources.kept.connect(self.noted)
            sources.open()
            return sources
        # A mapping names parties, so nothing of it may lie beside a casefile that is encrypted.
        shelf = MappingShelf(None if self._session.casefile.encrypted else self._mappings)
        dialog = ImportDialog(self._session, self._theme, self._window, path, shelf)
        dialog.kept.connect(self.noted)
        dialog.open()
        return dialog

    def ask_export(self) -> None:
        """Ask what is to be written and where; the ending of the name says what."""
        dialog = self._file_dialog(self.tr("Export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        beside = self.tr("The whole casefile as JSON, its stored copies in a folder beside it (*.json)")
        filters = {
            self.tr("Table of figures as CSV (*.csv)"): "csv",
            self.tr("Table of figures for Excel (*.xlsx)"): "xlsx",
            self.tr("Lines and verdicts as CSV (*.lines.csv)"): "lines.csv",
            self.tr("Lines and verdicts for Excel (*.lines.xlsx)"): "lines.xlsx",
            self.tr("The whole casefile as JSON (*.json)"): "json",
            beside: "json",
            self.tr("Sources for Zotero and the like, as RIS (*.ris)"): "ris",
            self.tr("Sources as BibTeX (*.bib)"): "bib",
            self.tr("Sources as CSL-JSON (*.csl.json)"): "csl.json",
        }
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
        dialog.selectFile(f"{self._session.casefile.path.stem}.csv")
        dialog.fileSelected.connect(
            lambda chosen: self.export_to(Path(chosen), copies_beside=dialog.selectedNameFilter() == beside)
        )
        dialog.open()

    def export_to(self, path: Path, *, copies_beside: bool = False) -> WorkDialog | None:
        """Write what the ending of ``path`` says, whole or not at all."""
        if not path.name.lower().endswith(ENDINGS):
            text = self.tr("Nothing is written as “{name}”. End the name in {known}.")
            self._session.failed.emit(text.format(name=path.name, known=", ".join(ENDINGS)))
            return None
        work = self._work(self.tr("Export"), self.tr("Writing {name}…").format(name=path.name))
        work.done_with.connect(partial(self._written, path))
        work.start(partial(_export, self._session.casefile.path, path, copies_beside))
        return work

    def _written(self, path: Path, written: Written) -> None:
        if written.problem:
            self._session.failed.emit(written.problem)
            return
        from desktop.table_export import counted_in

        words = {
            "figures": (self.tr("1 figure written to {name}"), self.tr("{n} figures written to {name}")),
            "lines": (self.tr("1 line written to {name}"), self.tr("{n} lines written to {name}")),
            "sources": (self.tr("1 source written to {name}"), self.tr("{n} sources written to {name}")),
        }
        self.noted.emit(counted(written.number, *words[counted_in(path)]).replace("{name}", path.name))

    def _work(self, title: str, text: str) -> WorkDialog:
        work = WorkDialog(self._theme, self._window, title, text)
        work.refused.connect(self._session.failed)
        self._session.closed.connect(work.reject)
        return work

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._session.casefile.path.parent))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        return dialog


def _export(casefile: Path, out: Path, copies_beside: bool, tell: Tell) -> Written:
    """In the thread: write the file, read through a connection of its own."""
    from db.casefile import Casefile
    from desktop.table_export import export_casefile

    try:
        with Casefile.open(casefile, read_only=True) as reader:
            return Written(export_casefile(reader, out, copies_beside=copies_beside, progress=tell))
    except OSError as wrong:
        text = QCoreApplication.translate(
            "Tables", "“{name}” could not be written: {reason}. Choose another folder or make room."
        )
        return Written(problem=text.format(name=out.name, reason=wrong.strerror or str(wrong)))
