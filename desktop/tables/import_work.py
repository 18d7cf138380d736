"""What an import does in its thread: read the table and say what would be kept, keep it, or write out what is refused.

The thread that keeps has a casefile of its own, so the window goes on painting; what it kept is shown afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.records import Records
from desktop.tables.mapping_shelf import MappingShelf
from desktop.tables.preview import Preview, preview_of
from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.table import HEADINGS_WITHIN, Table
from exchange.table_file import beginning, read_table

if TYPE_CHECKING:
    from db.result import Changes
    from desktop.table_import import ImportReport

Rows = tuple[tuple[str, ...], ...]
Tell = Callable[[float], bool]
"""Told by the work how far it is, from 0 to 1; answers whether it is still wanted."""


class CalledOff(Exception):
    """Raised within the thread when nobody waits for its answer any more."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of reading a table: what it would add, or why it cannot be read, and by which mapping.

    ``rows`` are its first rows as they stand, to say what its columns mean; they are empty where it is no table at all.
    """

    preview: Preview | None
    problem: str = ""
    mapping: Translation | None = None
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What an import kept; ``changes`` are None where it kept nothing."""

    report: ImportReport
    changes: Changes | None


def read_import(
    path: Path, mapping: Translation | None, shelf: MappingShelf, records: Records, unwanted: Callable[[], bool]
) -> Opening:
    """Read the table by the mapping that was given, or by the one that is remembered for its headings. Nothing is kept."""

    def reached(_row: int) -> None:
        if unwanted():
            raise CalledOff

    rows: Rows = ()
    try:
        rows = beginning(path)
        mapping = mapping or shelf.of(rows[:HEADINGS_WITHIN])
        return Opening(preview_of(read_table(path, mapping, reached), records(), reached), "", mapping, rows)
    except NoTable as wrong:
        return Opening(None, str(wrong), mapping, rows)
    except CalledOff:
        return Opening(None)
    except OSError as wrong:
        return Opening(None, unreadable(path, wrong), mapping, rows)


def unreadable(path: Path, wrong: OSError) -> str:
    """The sentence for a file that the system does not give."""
    text = QCoreApplication.translate(
        "Tables", "“{name}” cannot be read: {reason}. Check that it is still there and that you may read it."
    )
    return text.format(name=path.name, reason=wrong.strerror or str(wrong))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """An import that was asked for."""

    casefile: Path
    author: str
    table: Table
    label: str
    skip_bad: bool
    backup_folder: Path | None

    def keep(self, tell: Tell) -> Kept | None:
        """Keep the table in one act, through a casefile of the thread's own; None where it was called off."""
        from db.casefile import Casefile
        from db.error import CasefileError, Interrupted
        from desktop.table_import import import_table

        try:
            with Casefile.open(self.casefile, author=self.author) as casefile:
                report = import_table(
                    casefile,
                    self.table,
                    label=self.label,
                    skip_bad=self.skip_bad,
                    progress=tell,
                    backup_folder=self.backup_folder,
                )
                return Kept(report, casefile.last_changes)
        except Interrupted:
            return None
        except NoTable as wrong:
            raise CasefileError(str(wrong)) from None
