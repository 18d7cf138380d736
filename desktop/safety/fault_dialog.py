"""What a check of the casefile found: nothing, or every fault in a sentence with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.result import FaultKind
from desktop.look.cell import Text
from desktop.look.control import label, primary_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, sheet_in
from desktop.look.room_for import open_at
from desktop.look.table import CellTable, Column, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.word import counted

if TYPE_CHECKING:
    from db.result import Fault


class FaultDialog(Dialog):
    """Lists faults.

    Signals: ``record_asked_for(kind, id)`` when a fault of one record is opened; ``index_asked_for()`` to make the search
    index anew, and ``backups_asked_for()`` to look at the backups.
    """

    record_asked_for = Signal(object, int)
    index_asked_for = Signal()
    backups_asked_for = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str, faults: tuple[Fault, ...], *, may_write: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check of the casefile"))
        sound = self.tr("“{name}” is sound.").format(name=name)
        found = counted(len(faults), self.tr("1 fault in “{name}”"), self.tr("{n} faults in “{name}”")).replace("{name}", name)
        what = self.tr(
            "Pages, references, records, the journal, stored copies, texts, quotes and issued briefings were checked."
        )
        self.title = label(theme, found if faults else sound, size=15, weight=SEMIBOLD, wrap=True)
        columns: tuple[Column[Fault], ...] = (
            Column(self.tr("What is wrong"), lambda fault: Text(fault.text), 460, stretch=True, least=240),
            Column(self.tr("What can be done"), lambda fault: Text(fault.remedy or "–", tone="ink2"), 340, least=160),
        )
        self.table: CellTable[Fault] = CellTable(theme, RowModel(columns), self.tr("Faults"))
        self.table.show_rows(faults)
        self.table.setVisible(bool(faults))
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        self.whole = label(theme, "", wrap=True, selectable=True)
        self.whole.setContentsMargins(*(theme.scaled(side) for side in (20, 12, 20, 12)))
        self.whole.setVisible(bool(faults))
        close = primary_button(theme, self.tr("Close"))
        close.clicked.connect(self.accept)
        said = QVBoxLayout()
        said.setContentsMargins(*(theme.scaled(20) for _ in range(4)))
        said.setSpacing(theme.scaled(8))
        said.addWidget(self.title)
        said.addWidget(label(theme, what, tone="ink2", wrap=True))
        kinds = {fault.kind for fault in faults}
        self.index = secondary_button(theme, self.tr("Make the search index anew"), "search")
        self.index.setVisible(FaultKind.SEARCH in kinds and may_write)
        self.index.clicked.connect(self._index_clicked)
        self.backups = secondary_button(theme, self.tr("Backups…"), "history")
        self.backups.setVisible(bool(kinds - {FaultKind.SEARCH, FaultKind.QUOTE, FaultKind.LAW}))
        self.backups.clicked.connect(self._backups_clicked)
        foot = Foot(theme, edge=20)
        foot.row.addWidget(self.index)
        foot.row.addWidget(self.backups)
        foot.row.addStretch(1)
        foot.row.addWidget(close)
        column = sheet_in(self)
        column.addLayout(said)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addWidget(foot)
        self._chosen(self.table.current)
        open_at(self, theme, 820 if faults else 460, 420 if faults else 160)

    def _chosen(self, fault: Fault | None) -> None:
        """Say the chosen fault in full, as a row may be too short for it."""
        self.whole.setText("" if fault is None else " ".join(part for part in (fault.text, fault.remedy) if part))

    def _opened(self, fault: Fault) -> None:
        if fault.record is not None:
            self.accept()
            self.record_asked_for.emit(*fault.record)

    def _index_clicked(self) -> None:
        self.accept()
        self.index_asked_for.emit()

    def _backups_clicked(self) -> None:
        self.accept()
        self.backups_asked_for.emit()
