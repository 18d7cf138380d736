"""The backups of a casefile: when and why each was made, what it holds, and what bringing it back would change."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.background import Background
from desktop.forms.about import short
from desktop.look.control import label, link_button, primary_button, quiet_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.panel import EmptyRoom, Foot, Strip, sheet, sheet_in, splitter
from desktop.look.room_for import open_at
from desktop.look.shown import tip
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.backup_list import (
    BackupRow,
    Compared,
    DifferenceRow,
    backup_columns,
    compare,
    difference_columns,
    difference_words,
    found,
    read,
)


class BackupsDialog(Dialog):
    """Lists them; nothing is changed here.

    Signals: ``restore_asked_for(Path, Compared)`` for the chosen backup, with None where it could not be compared;
    ``backup_asked_for()`` for one more now; ``folder_chosen(Path)`` for where backups are to lie, with None for beside the
    casefile.
    """

    restore_asked_for = Signal(object, object)
    backup_asked_for = Signal()
    folder_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, casefile: Path, folder: Path | None, *, may_keep: bool) -> None:
        super().__init__(parent)
        self.theme, self.casefile, self.folder = theme, casefile, folder
        self.setWindowTitle(self.tr("Backups"))
        self.compared: Compared | None = None
        self.reading, self.comparing = Background(self), Background(self)
        name = self.tr("Backups of “{name}”").format(name=short(casefile.name, 60))
        self.title = label(theme, name, size=15, weight=SEMIBOLD)
        self.title.setToolTip(tip(casefile.name))
        self.place = label(theme, "", tone="ink2", size=12, wrap=True)
        self.choose_folder = link_button(theme, self.tr("Another folder…"))
        self.beside = link_button(theme, self.tr("Beside the casefile"))
        self.keep_now = secondary_button(theme, self.tr("Back up now"), "save")
        self.first = primary_button(theme, self.tr("Back up now"), "save")
        self.table: CellTable[BackupRow] = CellTable(theme, RowModel(backup_columns()), self.tr("Backups"))
        self.said = label(theme, "", wrap=True)
        self.differing: CellTable[DifferenceRow] = CellTable(theme, RowModel(difference_columns()), self.tr("What differs"))
        self.restore = primary_button(theme, self.tr("Restore…"), "history")
        self.cancel = quiet_button(theme, self.tr("Close"))
        self._may_keep = may_keep
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._connect()
        self.show_backups()

    def show_backups(self) -> None:
        """List the backups as they are now, and read what each holds."""
        self._show_place()
        rows = found(self.casefile, self.folder)
        self._stack.setCurrentIndex(1 if rows else 0)
        self.first.setVisible(self._may_keep)
        self.keep_now.setVisible(self._may_keep and bool(rows))
        self.restore.setEnabled(False)
        before = self.table.current
        self.table.show_rows(rows)
        if rows:
            self.reading.ask(partial(read, rows))
            if before is None or not self.table.choose(lambda row: row.backup == before.backup):
                self.table.choose(lambda _row: True)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say what came of the last step."""
        self.said.setText(sentence)

    def done(self, result: int) -> None:
        """The window closes: nothing more is read."""
        self.reading.close()
        self.comparing.close()
        super().done(result)

    def _show_place(self) -> None:
        from db.backup import folder_of

        lies = folder_of(self.casefile, self.folder)
        missing = self.folder is not None and not self.folder.is_dir()
        text = self.tr("They lie in “{folder}”.")
        if missing:
            text = self.tr("The folder “{folder}” is not there: no backup can be made until it is back, or another is chosen.")
        self.place.setText(text.format(folder=self.folder if missing else lies))
        self.place.setProperty("tone", "danger" if missing else "ink2")
        self.place.style().polish(self.place)
        self.beside.setVisible(self.folder is not None)

    def _read(self, rows: tuple[BackupRow, ...]) -> None:
        chosen = self.table.current
        at = self.table.verticalScrollBar().value()
        self.table.blockSignals(True)
        self.table.show_rows(rows, keep=lambda row: chosen is not None and row.backup == chosen.backup)
        self.table.blockSignals(False)
        self.table.verticalScrollBar().setValue(at)

    def _chosen(self, row: BackupRow | None) -> None:
        self.compared = None
        self.differing.show_rows(())
        self.restore.setEnabled(row is not None)
        if row is None:
            self.said.setText("")
            return
        self.said.setText(self.tr("Comparing it with the casefile as it is now…"))
        casefile, earlier = self.casefile, row.backup.path
        self.comparing.ask(lambda _unwanted: compare(casefile, earlier))

    def _told(self, compared: Compared) -> None:
        self.compared = compared
        self.said.setText(difference_words(compared.difference))
        self.differing.show_rows(compared.rows)

    def _untold(self, sentence: str) -> None:
        """The casefile itself may be what is damaged: then its backups are what it is all about."""
        self.said.setText(self.tr("What differs cannot be told. {why}").format(why=sentence))

    def _restore_clicked(self) -> None:
        row = self.table.current
        if row is not None:
            self.restore_asked_for.emit(row.backup.path, self.compared)

    def _ask_folder(self) -> None:
        start = self.folder if self.folder is not None and self.folder.is_dir() else self.casefile.parent
        dialog = QFileDialog(self, self.tr("Choose a folder for backups"), str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.set_folder(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def set_folder(self, folder: Path | None) -> None:
        """Backups are to lie there from now on; those made before stay where they are and are listed too."""
        self.folder = folder
        self.folder_chosen.emit(folder)
        self.show_backups()

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(self.title, 1)
        head.row.addWidget(self.keep_now)
        places = QHBoxLayout()
        places.setContentsMargins(scaled(20), scaled(10), scaled(20), scaled(10))
        places.setSpacing(scaled(12))
        places.addWidget(self.place, 1)
        places.addWidget(self.beside)
        places.addWidget(self.choose_folder)
        below = sheet()
        preview = QVBoxLayout(below)
        preview.setContentsMargins(0, scaled(10), 0, 0)
        preview.setSpacing(scaled(6))
        self.said.setContentsMargins(scaled(20), 0, scaled(20), 0)
        preview.addWidget(self.said)
        preview.addWidget(self.differing, 1)
        tables = splitter(theme, self.tr("Backups, and what differs"), vertical=True)
        tables.addWidget(self.table)
        tables.addWidget(below)
        tables.setSizes([scaled(240), scaled(240)])
        text = self.tr(
            "One is made at the first opening of each day, and before every import, merge and restore. Seven days, four weeks"
            " and twelve months of them are kept."
        )
        empty = EmptyRoom(theme, "save", self.tr("No backup yet"), text, [self.first])
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(tables)
        foot.row.addWidget(self.restore)
        foot.row.addStretch(1)
        foot.row.addWidget(self.cancel)
        column = sheet_in(self)
        column.addWidget(head)
        column.addLayout(places)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        open_at(self, theme, 820, 600)

    def _connect(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._restore_clicked)
        self.restore.clicked.connect(self._restore_clicked)
        self.cancel.clicked.connect(self.reject)
        self.keep_now.clicked.connect(self.backup_asked_for)
        self.first.clicked.connect(self.backup_asked_for)
        self.choose_folder.clicked.connect(self._ask_folder)
        self.beside.clicked.connect(partial(self.set_folder, None))
        self.reading.answered.connect(self._read)
        self.comparing.answered.connect(self._told)
        self.comparing.refused.connect(self._untold)
