"""The journal: what every act found and left, in order, each entry sealed with the digest of the one before.

Undo and redo are read from here and written here. An entry that was edited or taken out breaks the chain and is named;
the chain proves the order of the acts, not their time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select

from db import schema
from db.error import Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.sqlite.file import raw, spelled_twice
from db.sqlite.spelled import spelled
from db.writer import NOT_TEXT, canonical, parsed

FIRST_SEAL = "0" * 64
_journal = schema.journal
_change = schema.journal_change
_NEWEST = select(func.max(_journal.c.id))
_LAST_NUMBER = spelled(_NEWEST)
_LAST = spelled(select(_journal.c.id, _journal.c.sha256).where(_journal.c.id == _NEWEST.scalar_subquery()))
_AT_ONCE = 100
_LATER = spelled(
    select(_change.c.kind, _change.c.record, _change.c.before, _change.c.after)
    .where(_change.c.entry > bindparam("entry"))
    .order_by(_change.c.entry, _change.c.position)
)
_ENTER, _ENTER_CHANGE = spelled(insert(_journal)), spelled(insert(_change))


class Turn(StrEnum):
    """Whether an entry is an act of its own, takes one back, or does one again."""

    ACT = "act"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """One record as an act found and left it; None where it was not there."""

    kind: RecordKind
    id: int
    before: Row | None
    after: Row | None


def now() -> str:
    """The present moment in UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write(
    connection: Connection,
    changes: Sequence[Change],
    *,
    label: str,
    reason: str,
    author: str,
    turn: Turn = Turn.ACT,
    of_entry: int | None = None,
) -> int:
    """Add an entry to the journal and return its number; one is added within the transaction that made the changes."""
    last = _LAST.read(connection).fetchone()
    entry: dict[str, Any] = {
        "id": last[0] + 1 if last else 1,
        "at": now(),
        "author": author.translate(NOT_TEXT),
        "label": label.translate(NOT_TEXT),
        "reason": reason.translate(NOT_TEXT),
        "turn": turn.value,
        "of_entry": of_entry,
        "previous": last[1] if last else FIRST_SEAL,
    }
    rows = [(change.kind.value, change.id, _kept(change.before), _kept(change.after)) for change in changes]
    entry["sha256"] = seal(entry, rows)
    _ENTER.write(connection, entry)
    for position, (kind, record, before, after) in enumerate(rows):
        said = {"kind": kind, "record": record, "before": before, "after": after}
        _ENTER_CHANGE.write(connection, {"entry": entry["id"], "position": position, **said})
    return int(entry["id"])


def _kept(row: Row | None) -> str | None:
    return None if row is None else canonical(row)


def seal(entry: dict[str, Any], changes: Sequence[tuple[str, int, str | None, str | None]]) -> str:
    """The digest of an entry with all its changes and the digest of the entry before it."""
    sealed = {name: value for name, value in entry.items() if name != "sha256"}
    return hashlib.sha256(canonical({**sealed, "changes": [list(change) for change in changes]}).encode()).hexdigest()


def changes_of(connection: Connection, entry: int) -> list[Change]:
    """What an entry did, in the order in which it did it."""
    rows = connection.execute(select(_change).where(_change.c.entry == entry).order_by(_change.c.position))
    return [change_of(row) for row in rows]


def changes_after(connection: Connection, entry: int, most: int) -> list[Change]:
    """What all later entries did, in order, but no more than ``most`` changes."""
    return [_changed(*row) for row in islice(_LATER.read(connection, entry), most)]


def newest(connection: Connection) -> int:
    """The number of the last entry; 0 where there is none."""
    return _LAST_NUMBER.read(connection).fetchone()[0] or 0


def change_of(row: Any) -> Change:
    """The change that a row of the journal keeps; ``Damaged`` where it keeps none."""
    return _changed(row.kind, row.record, row.before, row.after)


def _changed(named: str, record: int, before: str | None, after: str | None) -> Change:
    try:
        kind = RecordKind(named)
    except ValueError:
        raise Damaged(f"The journal speaks of a “{named}”, which is no record. Open a backup of this casefile.") from None
    change = Change(kind, record, parsed(before), parsed(after))
    for side in (change.before, change.after):
        if side is not None and not side.keys() <= KEPT[kind].fields:
            raise Damaged(f"The journal holds a {kind.value} that cannot be read. Open a backup of this casefile.")
    return change


def agrees(row: Row | None, kept: Row | None) -> bool:
    """Whether a record is what the journal keeps of it; a journal of an older format says nothing of younger fields."""
    if row is None or kept is None:
        return row is kept
    return all(name in row and row[name] == value for name, value in kept.items())


def _taken_back() -> ColumnElement[bool]:
    """Whether the last thing that was done to an act was to undo it."""
    reversal = _journal.alias()
    last = (
        select(reversal.c.turn)
        .where(reversal.c.of_entry == _journal.c.id)
        .order_by(reversal.c.id.desc())
        .limit(1)
        .correlate(_journal)
        .scalar_subquery()
    )
    return func.coalesce(last, "") == Turn.UNDO.value


def to_undo(connection: Connection) -> tuple[int, str] | None:
    """Number and label of the act that undo would take back: the latest that stands."""
    query = (
        select(_journal.c.id, _journal.c.label)
        .where(_journal.c.turn == Turn.ACT.value, ~_taken_back())
        .order_by(_journal.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).first()
    return None if found is None else (found.id, found.label)


def to_redo(connection: Connection) -> tuple[int, str] | None:
    """Number and label of the act that redo would do again: the last taken back, unless an act came after that."""
    last_act = connection.execute(select(func.max(_journal.c.id)).where(_journal.c.turn == Turn.ACT.value)).scalar() or 0
    waiting: list[int] = []
    later = select(_journal.c.turn, _journal.c.of_entry).where(_journal.c.id > last_act).order_by(_journal.c.id)
    for turn, act in connection.execute(later):
        if turn == Turn.UNDO.value:
            waiting.append(act)
        elif waiting:
            waiting.pop()
    if not waiting:
        return None
    label = connection.execute(select(_journal.c.label).where(_journal.c.id == waiting[-1])).scalar_one()
    return waiting[-1], label


def broken_links(connection: Connection, reached: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """What is wrong with each entry whose seal does not fit what it holds or what came before, in a sentence.

    ``reached`` is told each entry's number. Entries and changes are read side by side, a change at a time: one act may have
    a million.
    """
    with spelled_twice(connection):
        yield from _breaks(connection, reached)


def _breaks(connection: Connection, reached: Callable[[int], None]) -> Iterator[str]:
    previous, expected = FIRST_SEAL, 1
    changes = groupby(raw(connection).execute(_AS_SEALED), key=_entry_of)
    at, held = next(changes, (None, iter(())))
    for row in connection.execute(select(_journal).order_by(_journal.c.id)):
        reached(row.id)
        while at is not None and at < row.id:
            yield f"The journal holds changes of an entry {at} that is not there."
            at, held = next(changes, (None, iter(())))
        if row.id != expected:
            yield f"Entries {expected} to {row.id - 1} of the journal are missing."
        elif row.previous != previous:
            yield f"Entry {row.id} of the journal does not follow from the entry before it."
        if _sealed(dict(row._mapping), held if at == row.id else ()) != row.sha256:
            yield f"Entry {row.id} of the journal (“{str(row.label)[:200]}”) was altered after it was written."
        if at == row.id:
            at, held = next(changes, (None, iter(())))
        previous, expected = row.sha256, row.id + 1


def _entry_of(change: Any) -> int:
    if type(change[0]) is not int:
        raise Damaged("The journal holds a change of no entry. Bring back a backup of this casefile.")
    return int(change[0])


_AS_SEALED = """
SELECT entry, CAST(json_array(kind, record, "before", "after") AS BLOB) FROM journal_change ORDER BY entry, position
"""
"""Each change as ``canonical`` writes it: SQLite spells texts and numbers in JSON as Python does, letter for letter."""


def _sealed(entry: dict[str, Any], changes: Iterable[tuple[int, bytes]]) -> str:
    """The same as ``seal``, of changes that come one by one as they are sealed, with their entry in front."""
    sealed = {name: value for name, value in entry.items() if name != "sha256"}
    before, _, after = canonical({**sealed, "changes": []}).partition('"changes":[]')
    digest = hashlib.sha256(f'{before}"changes":['.encode())
    comma, parts = b"", map(_SEALED, changes)
    while some := list(islice(parts, _AT_ONCE)):
        digest.update(comma + b",".join(some))
        comma = b","
    digest.update(f"]{after}".encode())
    return digest.hexdigest()


_SEALED = itemgetter(1)
