"""A table before it is kept: its first rows as they will be, every problem at its cell, and one button that keeps it all.

All is kept in one act, so one undo takes it back. Where rows are refused, nothing is kept until they are mended, or until it
is said that the good ones shall be kept without them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.background import Background
from desktop.file_out import write_beside
from desktop.forms.about import short
from desktop.look.control import label, primary_button, quiet_button, restyle, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.panel import EmptyRoom, Foot, Progress, Strip, sheet, sheet_in, splitter
from desktop.look.room_for import open_at
from desktop.look.shown import tip
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.tables.import_run import ImportRun
from desktop.tables.import_work import Keeping, Kept, Opening, read_import
from desktop.tables.mapping_dialog import MappingDialog
from desktop.tables.mapping_menu import MappingMenu
from desktop.tables.mapping_shelf import MappingShelf
from desktop.tables.preview import Preview, PreviewRow, counts, fault_columns, row_columns
from desktop.tables.question_bar import Answer, QuestionBar, questions
from desktop.word import counted
from exchange.heading import Fault
from exchange.mapping import Translation
from exchange.table_out import refused_rows

STEPS = 1000


class ImportDialog(Dialog):
    """Shows what a table would add, and adds it.

    Signals: ``kept(str)`` with a sentence when the table is in the casefile.
    """

    kept = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget, path: Path, shelf: MappingShelf | None = None) -> None:
        super().__init__(parent)
        self.session, self.theme, self.path = session, theme, path
        self.shelf = shelf or MappingShelf(None)
        self.mapping: Translation | None = None
        self.opening = Opening(None)
        self.preview: Preview | None = None
        self._dialog: QDialog | None = None
        self.setWindowTitle(self.tr("Import a table"))
        self.background, self.run = Background(self), ImportRun(self)
        self.title = label(theme, short(path.name, 60), size=15, weight=SEMIBOLD)
        self.title.setToolTip(tip(path.name))
        self.read_as = label(theme, "", tone="ink3", size=12)
        self.counts = label(theme, "", weight=SEMIBOLD, wrap=True)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.unread = label(theme, "", tone="ink2", wrap=True)
        self.questions = QuestionBar(theme)
        self.progress = Progress(theme)
        self.rows: CellTable[PreviewRow] = CellTable(theme, RowModel(row_columns()), self.tr("Rows as they will be kept"))
        self.faults: CellTable[Fault] = CellTable(theme, RowModel(fault_columns(self._held)), self.tr("What is refused"))
        self.skip = QCheckBox(self.tr("Keep the good rows, and leave out those that are refused"))
        self.keep = primary_button(theme, self.tr("Import"), "download")
        self.match_first = primary_button(theme, self.tr("What the columns mean…"))
        self.strange = EmptyRoom(
            theme,
            "",
            self.tr("This table has headings of its own"),
            self.tr(
                "Say once what its columns and their words mean. Tables with the same headings are then understood at once."
            ),
            [self.match_first],
        )
        self.match = secondary_button(theme, self.tr("What the columns mean…"))
        self.map = MappingMenu(theme, self, path)
        self.again = secondary_button(theme, self.tr("Read again"), "rotate-ccw")
        self.again.setToolTip(self.tr("After the table was mended in its own program"))
        self.write_refused = quiet_button(theme, self.tr("Write out what is refused…"))
        self.write_refused.setToolTip(
            self.tr("The refused rows as a table of their own, each with why, to be mended and imported")
        )
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._lay_out()
        self._connect()
        forbid(session, self.keep)
        self.read()

    def read(self) -> None:
        """Read the table from its file, in a thread."""
        path, mapping, shelf = self.path, self.mapping, self.shelf
        records = self.session.records_for_thread
        self.preview = None
        self._show_nothing("")
        self._show_strange(False)
        self.progress.show_step(self.tr("Reading {name}…").format(name=path.name), 0, 0)
        self.background.ask(lambda unwanted: read_import(path, mapping, shelf, records, unwanted))

    def reject(self) -> None:
        """Close; while the table is being kept, call that off first and stay until nothing of it is kept."""
        if not self.run.busy:
            super().reject()
        elif not self.run.is_called_off:
            self.run.call_off()
            self.progress.show_step(self.tr("Taking back what was begun…"), 0, 0)
            self.progress.cancel.setEnabled(False)

    def done(self, result: int) -> None:
        """The window closes, and nothing more is read."""
        self.background.close()
        self.run.close()
        super().done(result)

    def _held(self) -> Preview | None:
        return self.preview

    def _answered(self, answer: object) -> None:
        self.progress.hide()
        if isinstance(answer, Opening):
            self.opening, self.mapping = answer, answer.mapping
            self.match.setVisible(bool(answer.rows) and answer.preview is not None)
            self._show_strange(bool(answer.rows) and answer.preview is None)
            self.map.show_mapping(answer.mapping)
            if answer.preview is not None:
                self._show(answer.preview, answer.preview.faults)
            else:
                self._show_nothing(answer.problem)

    def _show_strange(self, strange: bool) -> None:
        """A table with headings of its own is no mistake of anybody's: it is said quietly, with what to do."""
        self.strange.setVisible(strange)
        self._filler.setVisible(not strange and self.preview is None)
        restyle(self.problem, "tone", "ink2" if strange else "danger")
        if strange:
            self.match_first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nothing(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        for part in (self._tables, self.counts, self.unread, self.skip, self.questions, self.write_refused):
            part.hide()
        self.read_as.setText("")
        self.keep.setEnabled(False)

    def _show(self, preview: Preview, faults: tuple[Fault, ...]) -> None:
        self.preview = preview
        refused = len({fault.row for fault in faults})
        self.problem.hide()
        self._filler.hide()
        self.read_as.setText(preview.table.read_as)
        self.counts.setText(counts(preview, refused))
        unused = ", ".join(short(name, 40) for name in preview.table.unused)
        self.unread.setText(self.tr("These columns are not read: {names}.").format(names=unused) if unused else "")
        self.rows.show_rows(preview.rows)
        self.faults.show_rows(faults)
        self.faults.setVisible(bool(faults))
        self.write_refused.setVisible(bool(faults))
        self.skip.setVisible(bool(faults) and preview.read > refused + preview.there)
        self.questions.ask(questions(faults))
        for part in (self._tables, self.counts):
            part.show()
        self.unread.setVisible(bool(unused))
        self._judge()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self) -> None:
        preview = self.preview
        if preview is None:
            return
        wrong = self.faults.rows.rowCount() > 0
        may = not self.session.casefile.read_only
        self.keep.setText(counted(preview.new, self.tr("Import 1 figure"), self.tr("Import {n} figures")))
        self.keep.setEnabled(may and preview.new > 0 and (not wrong or (self.skip.isChecked() and not self.skip.isHidden())))
        hint = self.tr("Mend the rows that are refused, or choose to leave them out.")
        if may:
            self.keep.setToolTip(hint if wrong and not self.keep.isEnabled() else "")

    def _keep_clicked(self) -> None:
        preview = self.preview
        if preview is None:
            return
        self._enable(False)
        self.progress.cancel.setEnabled(True)
        self._advance(0.0)
        self.run.start(
            Keeping(
                casefile=self.session.casefile.path,
                author=self.session.author,
                table=preview.table,
                label=self.tr("Import {name}").format(name=self.path.name),
                skip_bad=self.skip.isChecked(),
                backup_folder=self.session.backup_folder,
            )
        )

    def _advance(self, part: float) -> None:
        self.progress.show_step(self.tr("Keeping the figures…"), round(part * STEPS), STEPS)

    def _keeping_ended(self, answer: object) -> None:
        self._ended()
        preview = self.preview
        if not isinstance(answer, Kept) or preview is None:
            self._say(self.tr("The import was called off. Nothing of it was kept."))
        elif answer.changes is None:
            self._show(preview, answer.report.faults)
        else:
            self.session.adopt(answer.changes)
            self._remember(preview)
            text = counted(answer.report.kept, self.tr("1 figure imported"), self.tr("{n} figures imported"))
            self.kept.emit(text)
            self.accept()

    def _keeping_refused(self, sentence: str) -> None:
        self._ended()
        self._say(sentence)

    def _ended(self) -> None:
        self.progress.hide()
        self._enable(True)
        self._judge()

    def _enable(self, on: bool) -> None:
        for part in (
            self.keep,
            self.skip,
            self.map.button,
            self.match,
            self.again,
            self.write_refused,
            self.cancel,
            self.questions,
        ):
            part.setEnabled(on)

    def _remember(self, preview: Preview) -> None:
        if self.mapping is not None:
            self.shelf.keep(preview.table.headings, self.mapping)

    def _decided(self, answer: Answer) -> None:
        """A column's question was answered: it is so in every cell of it."""
        self.mapping = answer.put_into(self.mapping or Translation())
        self.read()

    def _ask_match(self) -> None:
        dialog = MappingDialog(self.theme, self, self.opening.rows, self.session.book.categories, self.mapping)
        dialog.matched.connect(self._use)
        self._dialog = dialog
        dialog.open()

    def _use(self, mapping: Translation | None) -> None:
        self.mapping = mapping
        self.read()

    def _ask_refused(self) -> None:
        dialog = QFileDialog(self, self.tr("Write out what is refused"), str(self.path.parent))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.path.stem} refused.csv")
        dialog.fileSelected.connect(lambda chosen: self.write_refused_to(Path(chosen)))
        dialog.open()

    def write_refused_to(self, out: Path) -> None:
        """Write the refused rows as they stood, each with why, so that they can be mended and imported again."""
        if self.preview is None:
            return
        faults = [fault for fault in (self.faults.rows.row(at) for at in range(self.faults.rows.rowCount())) if fault]
        try:
            write_beside(out, refused_rows(self.preview.table, faults))
        except OSError as wrong:
            text = self.tr("“{name}” could not be written: {reason}. Choose another folder or make room.")
            self._say(text.format(name=out.name, reason=wrong.strerror or str(wrong)))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(self.title)
        head.row.addWidget(self.read_as, 1)
        for button in (self.match, self.map.button, self.again):
            head.row.addWidget(button)
        self._tables = splitter(theme, self.tr("Rows and what is refused"), vertical=True)
        self._tables.addWidget(self.rows)
        self._tables.addWidget(self.faults)
        self._tables.setSizes([scaled(340), scaled(180)])
        said = QVBoxLayout()
        said.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(8))
        said.setSpacing(scaled(6))
        for part in (self.progress, self.problem, self.counts, self.unread, self.questions):
            said.addWidget(part)
        foot.row.addWidget(self.keep)
        foot.row.addWidget(self.skip)
        foot.row.addStretch(1)
        foot.row.addWidget(self.write_refused)
        foot.row.addWidget(self.cancel)
        self._filler = sheet()
        column = sheet_in(self)
        column.addWidget(head)
        column.addLayout(said)
        column.addWidget(self._tables, 1)
        column.addWidget(self.strange, 1)
        column.addWidget(self._filler, 1)
        column.addWidget(foot)
        open_at(self, theme, 1180, 640)

    def _connect(self) -> None:
        self.background.answered.connect(self._answered)
        self.run.told.connect(self._advance)
        self.run.answered.connect(self._keeping_ended)
        self.run.refused.connect(self._keeping_refused)
        self.run.broken.connect(self._ended)
        self.progress.cancelled.connect(self.reject)
        self.skip.toggled.connect(self._judge)
        self.questions.answered.connect(self._decided)
        for button, do in (
            (self.keep, self._keep_clicked),
            (self.match, self._ask_match),
            (self.match_first, self._ask_match),
            (self.again, self.read),
            (self.write_refused, self._ask_refused),
            (self.cancel, self.reject),
        ):
            button.clicked.connect(do)
        self.map.chosen.connect(self._use)
        self.map.failed.connect(self._show_nothing)
        self.session.closed.connect(self.close)
