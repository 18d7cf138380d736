"""A table before it is kept: its first rows as they will be, every problem at its cell, and one button that keeps it all.

All is kept in one act, so one undo takes it back. Where rows are refused, nothing is kept until they are mended, or until it
is said that the good ones shall be kept without them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.background import Background
from desktop.look.control import label, primary_button, quiet_button, secondary_button
from desktop.look.panel import Foot, Progress, Strip, sheet, splitter
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.session import Session
from desktop.tables.preview import SHOWN, Preview, PreviewRow, fault_columns, read_preview, row_columns
from desktop.word import counted
from exchange.heading import Fault

KEEP_PAUSE = 30
"""Milliseconds in which the window says what it does before it does it."""


class ImportDialog(QDialog):
    """Shows what a table would add, and adds it.

    Signals: ``kept(str)`` with a sentence when the table is in the casefile.
    """

    kept = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget, path: Path) -> None:
        super().__init__(parent)
        self.session, self.theme, self.path = session, theme, path
        self.mapping: Path | None = None
        self.preview: Preview | None = None
        self._dialog: QFileDialog | None = None
        self.setWindowTitle(self.tr("Import a table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.background = Background(self)
        self.title = label(theme, path.name, size=15, weight=SEMIBOLD)
        self.read_as = label(theme, "", tone="ink3", size=12)
        self.counts = label(theme, "", weight=SEMIBOLD, wrap=True)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.unread = label(theme, "", tone="ink2", wrap=True)
        self.progress = Progress(theme)
        self.rows: CellTable[PreviewRow] = CellTable(theme, RowModel(row_columns()), self.tr("Rows as they will be kept"))
        self.faults: CellTable[Fault] = CellTable(theme, RowModel(fault_columns(self._held)), self.tr("What is refused"))
        self.skip = QCheckBox(self.tr("Keep the good rows, and leave out those that are refused"))
        self.keep = primary_button(theme, self.tr("Import"), "download")
        self.map = secondary_button(theme, self.tr("Mapping file…"))
        self.map.setToolTip(self.tr("A text in TOML that says what the table's own headings and values mean"))
        self.again = secondary_button(theme, self.tr("Read again"), "rotate-ccw")
        self.again.setToolTip(self.tr("After the table was mended in its own program"))
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the table from its file, in a thread."""
        path, mapping, casebook = self.path, self.mapping, self.session.casebook
        self.preview = None
        self._show_nothing("")
        self.progress.show_step(self.tr("Reading {name}…").format(name=path.name), 0, 0)
        self.background.ask(lambda _unwanted: read_preview(path, mapping, casebook))

    def done(self, result: int) -> None:
        """The window closes, and nothing more is read."""
        self.background.close()
        super().done(result)

    def _held(self) -> Preview | None:
        return self.preview

    def _answered(self, answer: object) -> None:
        self.progress.hide()
        if isinstance(answer, Preview):
            self._show(answer, answer.faults)
        else:
            self._show_nothing(str(answer))

    def _show_nothing(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        for part in (self._tables, self.counts, self.read_as, self.unread, self.skip):
            part.hide()
        self.keep.setEnabled(False)

    def _show(self, preview: Preview, faults: tuple[Fault, ...]) -> None:
        self.preview = preview
        refused = len({fault.row for fault in faults})
        self.problem.hide()
        self.read_as.setText(preview.table.read_as)
        self.counts.setText(self._counts(preview, refused))
        unused = ", ".join(preview.table.unused)
        self.unread.setText(self.tr("These columns are not read: {names}.").format(names=unused) if unused else "")
        self.rows.show_rows(preview.rows)
        self.faults.show_rows(faults)
        self.faults.setVisible(bool(faults))
        self.skip.setVisible(bool(faults) and preview.read > refused + preview.there)
        for part in (self._tables, self.counts, self.read_as):
            part.show()
        self.unread.setVisible(bool(unused))
        self._judge()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counts(self, preview: Preview, refused: int) -> str:
        parts = [
            counted(preview.read, self.tr("1 row read"), self.tr("{n} rows read")),
            counted(preview.new, self.tr("1 new"), self.tr("{n} new")),
        ]
        if preview.there:
            parts.append(counted(preview.there, self.tr("1 already there"), self.tr("{n} already there")))
        if refused:
            parts.append(counted(refused, self.tr("1 refused"), self.tr("{n} refused")))
        if preview.read > SHOWN:
            parts.append(self.tr("the first {number} are shown").format(number=SHOWN))
        return "  ·  ".join(parts)

    def _judge(self) -> None:
        preview = self.preview
        if preview is None:
            return
        wrong = self.faults.rows.rowCount() > 0
        self.keep.setText(counted(preview.new, self.tr("Import 1 figure"), self.tr("Import {n} figures")))
        self.keep.setEnabled(preview.new > 0 and (not wrong or (self.skip.isChecked() and not self.skip.isHidden())))
        hint = self.tr("Mend the rows that are refused, or choose to leave them out.")
        self.keep.setToolTip(hint if wrong and not self.keep.isEnabled() else "")

    def _keep_clicked(self) -> None:
        preview = self.preview
        if preview is None:
            return
        self.keep.setEnabled(False)
        self.progress.cancel.hide()
        self.progress.show_step(self.tr("Keeping the figures…"), 0, 0)
        QTimer.singleShot(KEEP_PAUSE, self, lambda: self._keep(preview))

    def _keep(self, preview: Preview) -> None:
        from desktop.table_import import import_table

        label_, skip = self.tr("Import {name}").format(name=self.path.name), self.skip.isChecked()
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            report = self.session.perform(lambda file: import_table(file, preview.table, label=label_, skip_bad=skip))
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.progress.hide()
        self.progress.cancel.show()
        if report is None:
            self._judge()
        elif report.kept:
            text = counted(report.kept, self.tr("1 figure imported"), self.tr("{n} figures imported"))
            self.kept.emit(text)
            self.accept()
        else:
            self._show(preview, report.faults)

    def _ask_mapping(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a mapping file"), str(self.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Mapping files (*.toml)"))
        dialog.fileSelected.connect(self._mapping_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _mapping_chosen(self, chosen: str) -> None:
        self.mapping = Path(chosen)
        self.map.setText(self.tr("Mapping: {name}").format(name=self.mapping.name))
        self.read()

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(self.title)
        head.row.addWidget(self.read_as, 1)
        head.row.addWidget(self.map)
        head.row.addWidget(self.again)
        self._tables = splitter(theme, self.tr("Rows and what is refused"), vertical=True)
        self._tables.addWidget(self.rows)
        self._tables.addWidget(self.faults)
        self._tables.setSizes([scaled(340), scaled(180)])
        said = QVBoxLayout()
        said.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(8))
        said.setSpacing(scaled(6))
        for part in (self.progress, self.problem, self.counts, self.unread):
            said.addWidget(part)
        foot.row.addWidget(self.keep)
        foot.row.addWidget(self.skip)
        foot.row.addStretch(1)
        foot.row.addWidget(self.cancel)
        inside = sheet()
        column = QVBoxLayout(inside)
        column.addWidget(head)
        column.addLayout(said)
        column.addWidget(self._tables, 1)
        column.addStretch(0)
        column.addWidget(foot)
        outer = QVBoxLayout(self)
        outer.addWidget(inside)
        for layout in (column, outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.resize(scaled(1180), scaled(640))

    def _connect(self) -> None:
        self.background.answered.connect(self._answered)
        self.progress.cancelled.connect(self.reject)
        self.skip.toggled.connect(self._judge)
        self.keep.clicked.connect(self._keep_clicked)
        self.map.clicked.connect(self._ask_mapping)
        self.again.clicked.connect(self.read)
        self.cancel.clicked.connect(self.reject)
        self.session.closed.connect(self.reject)
