"""Taking an act back and doing it again: its inverse, read from the journal, itself an act with an entry of its own.

Before a record is put back it is compared with what the journal says the act left. Where the two differ the casefile was
altered behind the journal's back, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable

from db import journal, law, reader, reversal_mass
from db.act import Act
from db.entry import NotAsLeft
from db.error import Damaged, Missing
from db.kept import Row
from db.kind import RecordKind
from db.sqlite.connection import Connection
from db.sqlite.file import raw
from figures.record import Unfit

__all__ = ["MANY", "NotAsLeft", "do_again", "is_all_runs", "restore", "take_back"]

MANY = 500
"""An act of so many changes is taken back in runs of the records that it added, as far as it added any."""

Step = tuple[RecordKind, int, Row | None, Row | None]


def is_all_runs(connection: Connection, entry: int) -> bool:
    """Whether an entry did nothing but add many records, so that they can leave as runs without a look at each."""
    what = _runs(connection, entry, MANY)
    return what is not None and what.is_all_runs


def take_back(connection: Connection, entry: int, act: Act, *, many: int = MANY, singly: bool = False) -> None:
    """Put every record that the entry touched back to what it was, the last touched first.

    Where records leave in runs they are held against the journal when the act is finished: ``NotAsLeft``, and nothing of it may
    be kept. Then it is tried again ``singly``, as an act of fewer than ``many`` changes is in any case.
    """
    what = None if singly else _runs(connection, entry, many)
    if what is not None:
        _apply(connection, act, [_back(change) for change in reversed(reversal_mass.others(connection, what))])
        act.take_runs(what)
        return
    _apply(connection, act, (_back(change) for change in reversed(journal.changes_of(connection, entry))))


def do_again(connection: Connection, entry: int, act: Act, *, many: int = MANY) -> None:
    """Put every record that the entry touched to what it made of it, in order."""
    what = _runs(connection, entry, many)
    if what is not None and reversal_mass.is_absent(connection, what):
        _apply(connection, act, [_again(change) for change in reversal_mass.others(connection, what)])
        act.put_runs(what)
        return
    _apply(connection, act, (_again(change) for change in journal.changes_of(connection, entry)))


def _runs(connection: Connection, entry: int, many: int) -> reversal_mass.Done | None:
    """What an entry did, where it did much and the journal says of it all that is kept today."""
    what = reversal_mass.done(connection, entry) if reversal_mass.size_of(connection, entry) >= many else None
    return what if what is not None and reversal_mass.says_all(connection, what) else None


def _back(change: journal.Change) -> Step:
    return change.kind, change.id, change.after, change.before


def _again(change: journal.Change) -> Step:
    return change.kind, change.id, change.before, change.after


def _apply(connection: Connection, act: Act, steps: Iterable[Step]) -> None:
    planned = list(steps)
    present = reader.rows_of(raw(connection), {(kind, id) for kind, id, _, _ in planned})
    for kind, id, found, wanted in planned:
        now = present.get((kind, id))
        if not journal.agrees(now, found):
            raise Damaged(f"The {kind.value} number {id} is not what the journal left. Verify this casefile before going on.")
        wanted = None if wanted is None else {**(now or {}), **wanted}
        _bring(act, kind, id, now, wanted)
        present[kind, id] = wanted


def _bring(act: Act, kind: RecordKind, id: int, found: Row | None, wanted: Row | None) -> None:
    if wanted is None and found is not None:
        act.take(kind, id, found)
    elif found is None and wanted is not None:
        act.put(kind, wanted)
    elif found is not None and wanted is not None:
        act.replace(kind, id, found, wanted)


def restore(connection: Connection, kind: RecordKind, id: int, entry: int, act: Act) -> None:
    """Bring one record back to how it was before an entry touched it; ``Unfit`` where what it named is gone.

    ``Missing`` where the entry did not touch the record.
    """
    touched = [change for change in journal.changes_of(connection, entry) if (change.kind, change.id) == (kind, id)]
    if not touched:
        raise Missing(f"Entry {entry} of the journal did not touch this {kind.value}. Choose one that did.")
    wanted = touched[0].before
    found = reader.row(raw(connection), kind, id)
    references = law.References(raw(connection))
    if wanted is None and found is not None:
        references.check_unneeded(kind, id)
    if wanted is not None:
        wanted = {**(found or {}), **wanted}
        _check_laws(references, kind, id, found, wanted)
    _bring(act, kind, id, found, wanted)
    record = reader.record(raw(connection), kind, id)
    if record is not None:
        law.check_draft(record, reader.categories(raw(connection)))


def _check_laws(references: law.References, kind: RecordKind, id: int, found: Row | None, wanted: Row) -> None:
    try:
        references.check(kind, id, wanted)
        if kind is RecordKind.FIGURE and found is not None:
            references.check_resting(id, found, wanted)
    except Unfit as wrong:
        raise Unfit(wrong.field, f"This {kind.value} cannot be brought back as it was. {wrong}") from None
