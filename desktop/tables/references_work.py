"""Sources out of a reference program, before they are kept and while they are: what a thread does, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.records import Records
from desktop.tables.import_work import Kept, unreadable
from exchange.bibliography import Reference, known
from exchange.heading import NoTable


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One source as it would be kept; ``why`` says what is refused in it."""

    title: str
    publisher: str
    published: str
    address: str
    is_there: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file of references holds, or the sentence that says why it cannot be read."""

    references: tuple[Reference, ...] = ()
    rows: tuple[ReferenceRow, ...] = ()
    problem: str = ""

    @property
    def new(self) -> int:
        """How many are not in the casefile yet."""
        return sum(not row.is_there for row in self.rows)


def holds_references(path: Path) -> bool:
    """Whether the file is one of references; what cannot be opened is left to whoever says so."""
    from desktop.table_references import is_references

    try:
        return is_references(path)
    except OSError:
        return False


def find_references(path: Path, records: Records) -> Found:
    """Read the file, and say which of its sources are there already. Nothing is kept."""
    from desktop.table_references import read_references

    try:
        references = read_references(path)
    except NoTable as wrong:
        return Found(problem=str(wrong))
    except OSError as wrong:
        return Found(problem=unreadable(path, wrong))
    there = known(references, records())
    rows = (_row(reference, place in there) for place, reference in enumerate(references))
    return Found(references, tuple(rows))


def _row(reference: Reference, is_there: bool) -> ReferenceRow:
    source = reference.source
    return ReferenceRow(source.title, reference.publisher, source.published, source.address, is_there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """An import of sources that was asked for."""

    casefile: Path
    author: str
    references: tuple[Reference, ...]
    label: str
    backup_folder: Path | None

    def bring(self) -> Kept:
        """Keep the new ones in one act, through a casefile of the thread's own; nothing where one is refused."""
        from db.casefile import Casefile
        from desktop.table_references import keep_references

        with Casefile.open(self.casefile, author=self.author) as casefile:
            report = keep_references(casefile, self.references, self.label, backup_folder=self.backup_folder)
            return Kept(report, casefile.last_changes if report.kept else None)
