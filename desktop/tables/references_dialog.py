"""Sources out of Zotero and the like, before they are kept: which are new, which are there, and one button that keeps the new.

All are kept in one act, so one undo takes them back. Where one is refused, nothing is kept, and the row says why.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.background import Background
from desktop.forms.about import short
from desktop.look.cell import Cell, Text
from desktop.look.control import label, primary_button, quiet_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, Progress, Strip, sheet_in
from desktop.look.room_for import open_at
from desktop.look.shown import tip
from desktop.look.table import CellTable, Column, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.safety.forbid import forbid
from desktop.session import Session
from desktop.tables.import_work import Kept
from desktop.tables.references_work import Bringing, Found, ReferenceRow, find_references
from desktop.word import counted


class ReferencesDialog(Dialog):
    """Shows which sources a file of references would add, and adds them.

    Signals: ``kept(str)`` with a sentence when they are in the casefile.
    """

    kept = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget, path: Path) -> None:
        super().__init__(parent)
        self.session, self.theme, self.path = session, theme, path
        self.found = Found()
        self.setWindowTitle(self.tr("Import sources"))
        self.reading, self.bringing = Background(self), Background(self)
        self.title = label(theme, short(path.name, 60), size=15, weight=SEMIBOLD)
        self.title.setToolTip(tip(path.name))
        self.counts = label(theme, "", weight=SEMIBOLD, wrap=True)
        self.problem = label(theme, "", tone="danger", wrap=True)
        self.progress = Progress(theme)
        self.rows: CellTable[ReferenceRow] = CellTable(theme, RowModel(_columns()), self.tr("Sources as they will be kept"))
        self.keep = primary_button(theme, self.tr("Import"), "download")
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._lay_out()
        self._connect()
        forbid(session, self.keep)
        self._read()

    def reject(self) -> None:
        """Close, unless the sources are being kept at this moment."""
        if not self.bringing.busy:
            super().reject()

    def done(self, result: int) -> None:
        """The window closes, and nothing more is read."""
        self.reading.close()
        self.bringing.close()
        super().done(result)

    def _read(self) -> None:
        self._show(Found())
        self.progress.show_step(self.tr("Reading {name}…").format(name=self.path.name), 0, 0)
        path, records = self.path, self.session.records_for_thread
        self.reading.ask(lambda _: find_references(path, records))

    def _answered(self, answer: object) -> None:
        self.progress.hide()
        if isinstance(answer, Found):
            self._show(answer)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Found) -> None:
        self.found = found
        self.problem.setText(found.problem)
        self.problem.setVisible(bool(found.problem))
        self.counts.setText(_counts(found))
        self.counts.setVisible(bool(found.rows))
        self.rows.show_rows(found.rows)
        self.keep.setText(counted(found.new, self.tr("Import 1 source"), self.tr("Import {n} sources")))
        self.keep.setEnabled(found.new > 0 and not self.session.casefile.read_only)

    def _keep_clicked(self) -> None:
        bringing = Bringing(
            casefile=self.session.casefile.path,
            author=self.session.author,
            references=self.found.references,
            label=self.tr("Import {name}").format(name=self.path.name),
            backup_folder=self.session.backup_folder,
        )
        self._enable(False)
        self.progress.show_step(self.tr("Keeping the sources…"), 0, 0)
        self.bringing.ask(lambda _: bringing.bring())

    def _brought(self, answer: object) -> None:
        self._ended()
        if not isinstance(answer, Kept):
            return
        if answer.changes is not None:
            self.session.adopt(answer.changes)
            text = counted(answer.report.kept, self.tr("1 source imported"), self.tr("{n} sources imported"))
            self.kept.emit(text)
            self.accept()
            return
        rows = list(self.found.rows)
        for fault in answer.report.faults:
            rows[fault.row - 1] = replace(rows[fault.row - 1], why=fault.why)
        refused = counted(len(answer.report.faults), self.tr("1 source is"), self.tr("{n} sources are"))
        advice = self.tr("{refused} refused, so nothing was kept. Mend what is said there in the reference program.")
        self._show(replace(self.found, rows=tuple(rows), problem=advice.format(refused=refused)))

    def _refused(self, sentence: str) -> None:
        self._ended()
        self._show(replace(self.found, problem=sentence))

    def _ended(self) -> None:
        self.progress.hide()
        self._enable(True)

    def _enable(self, on: bool) -> None:
        self.keep.setEnabled(on)
        self.cancel.setEnabled(on)

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(self.title, 1)
        said = QVBoxLayout()
        said.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(8))
        said.setSpacing(scaled(6))
        for part in (self.progress, self.problem, self.counts):
            said.addWidget(part)
        foot.row.addWidget(self.keep)
        foot.row.addStretch(1)
        foot.row.addWidget(self.cancel)
        column = sheet_in(self)
        column.addWidget(head)
        column.addLayout(said)
        column.addWidget(self.rows, 1)
        column.addWidget(foot)
        open_at(self, theme, 980, 560)

    def _connect(self) -> None:
        self.reading.answered.connect(self._answered)
        self.bringing.answered.connect(self._brought)
        self.bringing.refused.connect(self._refused)
        self.bringing.broken.connect(self._ended)
        self.reading.refused.connect(self._refused)
        self.reading.broken.connect(self._ended)
        self.progress.cancelled.connect(self.reject)
        self.keep.clicked.connect(self._keep_clicked)
        self.cancel.clicked.connect(self.reject)
        self.session.closed.connect(self.close)


def _counts(found: Found) -> str:
    parts = [
        counted(len(found.rows), _tr("1 source read"), _tr("{n} sources read")),
        counted(found.new, _tr("1 new"), _tr("{n} new")),
    ]
    if there := len(found.rows) - found.new:
        parts.append(counted(there, _tr("1 already there"), _tr("{n} already there")))
    return "  ·  ".join(parts)


def _columns() -> tuple[Column[ReferenceRow], ...]:
    return (
        Column(_tr("What becomes of it"), _fate, 140),
        Column(_tr("Title"), lambda row: Text(row.title, tail=row.why, weight=500), 420, stretch=True, least=160),
        Column(_tr("Publisher"), lambda row: Text(row.publisher, tone="ink2"), 160, least=90),
        Column(_tr("Published"), lambda row: Text(row.published or _tr("no day"), tone="ink2"), 100),
        Column(_tr("Address"), lambda row: Text(_site(row.address), tone="ink2"), 160, least=90),
    )


def _site(address: str) -> str:
    """Whose address it is; the whole of it seldom has room."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return address


def _fate(row: ReferenceRow) -> Cell:
    if row.why:
        return Text(_tr("refused"), tone="danger", weight=500)
    return Text(_tr("already there"), tone="ink3", weight=500) if row.is_there else Text(_tr("new"), weight=500)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tables", text)
