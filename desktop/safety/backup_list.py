"""What the backups of a casefile hold, and how the casefile differs from one of them: asked in threads, told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from db.error import CasefileError
from db.kind import RecordKind
from desktop.history.change import kind_word
from desktop.look.cell import Cell, Text
from desktop.look.table import Column
from desktop.word import counted, term
from figures.record import Agreement, Event, Figure

if TYPE_CHECKING:
    from db.backup import Backup
    from db.bringing_back import Difference, RecordName
    from db.casefile import Casefile
    from db.result import Tally


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup, what it holds once that was read, or why it cannot be read."""

    backup: Backup
    tally: Tally | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One record that differs between now and then: what became of it, which kind it is, its name."""

    what: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How a casefile differs from a backup of it, and the first of the records that do."""

    difference: Difference
    rows: tuple[DifferenceRow, ...]


def found(casefile: Path, folder: Path | None) -> tuple[BackupRow, ...]:
    """The backups in the chosen folder and those beside the casefile, the newest first."""
    from db.backup import backups

    every = {backup.path: backup for place in {folder, None} for backup in backups(casefile, folder=place)}
    newest = sorted(every.values(), key=lambda backup: (backup.made_at, backup.path.name), reverse=True)
    return tuple(BackupRow(backup) for backup in newest)


def read(rows: tuple[BackupRow, ...], unwanted: Callable[[], bool]) -> tuple[BackupRow, ...]:
    """In a thread: open each backup and count what it holds; one that cannot be opened says why."""
    from db.casefile import Casefile

    told = []
    for row in rows:
        if unwanted():
            break
        try:
            with Casefile.open(row.backup.path, read_only=True) as opened:
                told.append(BackupRow(row.backup, opened.tally()))
        except CasefileError as error:
            told.append(BackupRow(row.backup, problem=str(error)))
    return tuple(told)


def why_words(backup: Backup) -> str:
    """What the backup was made for."""
    words = {
        "daily": _tr("the day's first opening"),
        "before import": _tr("before an import"),
        "before merge": _tr("before a merge"),
        "before restore": _tr("before a restore"),
        "asked for": _tr("asked for"),
    }
    return words.get(backup.why.value, backup.why.value)


def when_words(backup: Backup) -> str:
    """When the backup was made, by this computer's clock."""
    return backup.made_at.strftime("%Y-%m-%d %H:%M")


def holds(tally: Tally) -> str:
    """How many records, those that a researcher counts by."""
    figures = counted(tally.figures, _tr("1 figure"), _tr("{n} figures"))
    events = counted(tally.events, _tr("1 event"), _tr("{n} events"))
    sources = counted(tally.sources, _tr("1 source"), _tr("{n} sources"))
    return ", ".join((figures, events, sources))


def backup_columns() -> tuple[Column[BackupRow], ...]:
    """When, why, what it holds, how large it is."""
    return (
        Column(_tr("Made"), lambda row: Text(when_words(row.backup), weight=500), 140),
        Column(_tr("Why"), lambda row: Text(why_words(row.backup), tone="ink2"), 160, least=120),
        Column(_tr("Holds"), _holds_cell, 270, stretch=True, least=180),
        Column(_tr("Size"), _size_cell, 84, right=True),
    )


def _size_cell(row: BackupRow) -> Cell:
    return Text(QLocale().formattedDataSize(row.backup.size, 0), tone="ink2", right=True)


def _holds_cell(row: BackupRow) -> Cell:
    if row.problem:
        return Text(row.problem, tone="danger")
    return Text(holds(row.tally)) if row.tally is not None else Text("…", tone="ink3")


def compare(casefile: Path, earlier: Path) -> Compared:
    """In a thread: how the casefile differs from a backup of it, each record by a name that says enough."""
    from db.bringing_back import difference
    from db.casefile import Casefile

    told = difference(casefile, earlier)
    rows: list[DifferenceRow] = []
    with Casefile.open(casefile, read_only=True) as now, Casefile.open(earlier, read_only=True) as then:
        for apart, what, where in (
            (told.added, _tr("added"), now),
            (told.changed, _tr("changed"), now),
            (told.removed, _tr("removed"), then),
        ):
            rows += [DifferenceRow(what, kind_word(record.kind), _full_name(record, where)) for record in apart.first]
    return Compared(told, tuple(rows))


def _full_name(record: RecordName, where: Casefile) -> str:
    """A figure's number alone says too little, so its stage and what it is about stand beside it."""
    kept = where.get(record.kind, record.id) if record.kind is RecordKind.FIGURE else None
    if not isinstance(kept, Figure):
        return record.name
    about = (RecordKind.EVENT, kept.event) if kept.event is not None else (RecordKind.AGREEMENT, kept.agreement or 0)
    titled = where.get(*about)
    title = titled.title if isinstance(titled, Event | Agreement) else ""
    return ", ".join(part for part in (f"{record.name} {term(kept.stage)}", title) if part)


def difference_columns() -> tuple[Column[DifferenceRow], ...]:
    """What became of a record, which kind it is, its name."""
    return (
        Column(_tr("Since then"), lambda row: Text(row.what, tone="ink2"), 90),
        Column(_tr("Kind"), lambda row: Text(row.kind, tone="ink2"), 100, least=80),
        Column(_tr("Record"), lambda row: Text(row.name or "–", weight=500), 320, stretch=True, least=160),
    )


def difference_words(difference: Difference) -> str:
    """What bringing the backup back would do, in a sentence or two."""
    if not difference.same_origin:
        return _tr("This is a backup of another casefile. Bringing it back would put that in the place of this one.")
    if difference.is_none:
        return _tr("The records are the same now as then. Bringing it back would change nothing but the history.")
    parts = [
        counted(apart.number, one, many)
        for apart, one, many in (
            (difference.added, _tr("1 record added since then would go"), _tr("{n} records added since then would go")),
            (difference.changed, _tr("1 changed would be as it was"), _tr("{n} changed would be as they were")),
            (difference.removed, _tr("1 removed would be back"), _tr("{n} removed would be back")),
        )
        if apart.number
    ]
    return f"{', '.join(parts)}."
