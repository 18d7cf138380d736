"""Records held against what the journal last kept of them, so that no number is reckoned from one that was altered since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from db import journal, law, reader
from db.error import Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.later import Later
from db.row import record_of
from db.sqlite import witness
from db.sqlite.fault import told
from db.writer import parsed
from figures.category import METHOD_CATEGORIES

if TYPE_CHECKING:
    from db import result
    from db.sqlite.driver import Driver
else:
    result = Later("db.result")

BACKUP = "Bring back a backup of this casefile, and keep this file for repair."
COMPARE = "Compare it with its history, and correct it."
MOST_FAULTS = 1000
"""Of each check; a casefile with more is beyond mending by hand."""


def check_before_use(database: Driver) -> None:
    """Raise ``Damaged`` where a number that is about to be used may be another than the one that was kept.

    A bit that fell over on the disk can leave a number that breaks no law; it differs from what the journal keeps of it.
    """
    _refuse(altered(database), database)


def check_before_taking(database: Driver, taken: Mapping[RecordKind, Collection[int]]) -> None:
    """The same of a casefile of which no more than these records is taken, which also have to keep the laws of a record."""
    every = {kind: taken.get(kind) for kind in KEPT}
    _refuse(altered(database, every), database)
    for (kind, _), row in reader.rows_of(database, ((kind, id) for kind, ids in taken.items() for id in ids)).items():
        if row is not None:
            record_of(kind, row)


def _refuse(faults: Iterator[result.Fault], database: Driver) -> None:
    for fault in faults:
        raise Damaged(f"{fault.text} Verify this casefile, and bring back a backup; nothing is reckoned from it.")
    for kind, id, wrong in law.circles(database):
        raise Damaged(f"The {kind.value} number {id} is in a circle: {wrong} Bring back a backup of this casefile.")


def altered(
    database: Driver, among: Mapping[RecordKind, Collection[int] | None] = MappingProxyType({})
) -> Iterator[result.Fault]:
    """Records that are not what the journal last made of them, and those that it made and that are gone.

    ``among`` names for a kind the only records that are held against the journal; None, or no word of it, is all.
    """
    for kind in KEPT:
        for id in list(islice(witness.differing(database, kind, among.get(kind)), MOST_FAULTS)):
            if not _is_seeded(database, kind, id) and not _is_as_kept(database, kind, id):
                text = f"The {kind.value} number {id} is not what the journal says was last kept of it."
                yield result.Fault(result.FaultKind.RECORD, text, COMPARE, (kind, id))
        for id in list(islice(witness.lost(database, kind), MOST_FAULTS)):
            text = f"The {kind.value} number {id} is in the journal but no longer in the casefile."
            yield result.Fault(result.FaultKind.RECORD, text, BACKUP, (kind, id))


def _is_as_kept(database: Driver, kind: RecordKind, id: int) -> bool:
    """Whether a row is what the journal keeps of it, field by field; a journal of an older format says less."""
    try:
        with told(Path("This casefile")):
            row, kept = reader.row(database, kind, id), parsed(witness.last_kept(database, kind, id))
        return kept is not None and row is not None and journal.agrees(row, kept)
    except Damaged:
        return False


_METHOD_ROWS: Mapping[int, Row] = {
    number: {"key": category.id, "parent": category.parent} for number, category in enumerate(METHOD_CATEGORIES, start=1)
}


def _is_seeded(database: Driver, kind: RecordKind, id: int) -> bool:
    """The method's own categories come with the format and not from an act."""
    if kind is not RecordKind.CATEGORY or id not in _METHOD_ROWS or witness.last_kept(database, kind, id) is not None:
        return False
    row = reader.row(database, kind, id)
    return row is not None and journal.agrees(row, _METHOD_ROWS[id])
