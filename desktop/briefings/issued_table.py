"""The briefings that were issued from this casefile: when, what, with which fingerprint, and what has changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction

from db.result import IssuedBriefing
from desktop.briefings.snapshot import Changed
from desktop.look.cell import DASH, Cell, Text
from desktop.look.table import CellTable, Column, RowModel
from desktop.look.theme import Theme


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One issued briefing; ``changed`` is None while that is not known yet."""

    briefing: IssuedBriefing
    changed: Changed | None


def short_fingerprint(fingerprint: str) -> str:
    """The first twelve characters in fours, as the page's foot prints them."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, 12, 4)).strip()


def issued_at(briefing: IssuedBriefing) -> str:
    """Day and time of issue by this computer's clock."""
    at = dt.datetime.fromisoformat(briefing.issued_at.replace("Z", "+00:00")).astimezone()
    return at.strftime("%Y-%m-%d %H:%M")


def _title(row: IssuedRow) -> Cell:
    return Text(row.briefing.title or QCoreApplication.translate("Briefings", "Stated and observed"), weight=500)


def _label(row: IssuedRow) -> Cell:
    return Text(row.briefing.label, tone="ink2") if row.briefing.label else DASH


def _as_of(row: IssuedRow) -> Cell:
    return Text(row.briefing.as_of, tone="ink2") if row.briefing.as_of else DASH


def _issued(row: IssuedRow) -> Cell:
    return Text(issued_at(row.briefing), tone="ink2")


def _fingerprint(row: IssuedRow) -> Cell:
    return Text(short_fingerprint(row.briefing.fingerprint), tone="ink2")


def _changed(row: IssuedRow) -> Cell:
    if row.changed is None:
        return Text("…", tone="ink3")
    return Text(row.changed.words(), tone="accent", weight=600) if row.changed else Text(row.changed.words(), tone="ink2")


def columns() -> tuple[Column[IssuedRow], ...]:
    """The six columns, in reading order."""
    tr = QCoreApplication.translate
    return (
        Column(tr("Briefings", "Issued from this casefile"), _title, 220, stretch=True, least=140),
        Column(tr("Briefings", "Label"), _label, 82, least=64),
        Column(tr("Briefings", "As of"), _as_of, 92),
        Column(tr("Briefings", "Issued"), _issued, 132),
        Column(tr("Briefings", "Fingerprint"), _fingerprint, 122),
        Column(tr("Briefings", "What changed since"), _changed, 196, least=150),
    )


class IssuedTable(CellTable[IssuedRow]):
    """The issued briefings.

    Signals: ``save_asked(IssuedRow)`` to write a kept PDF to a file.
    """

    save_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, RowModel(columns()), QCoreApplication.translate("Briefings", "Issued briefings"), first_margin=16
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        show = QAction(QCoreApplication.translate("Briefings", "Show this briefing"), self)
        show.triggered.connect(self._show_current)
        save = QAction(QCoreApplication.translate("Briefings", "Save this PDF as…"), self)
        save.triggered.connect(self._save_current)
        self.addActions([show, save])

    def _show_current(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _save_current(self) -> None:
        if self.current is not None:
            self.save_asked.emit(self.current)
