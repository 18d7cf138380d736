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
from typing import TYPE_CHECKING, Any

from db.error import Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.sqlite.file import raw, spelled_twice
from db.sqlite.file import write as written
from db.writer import NOT_TEXT, canonical, parsed

if TYPE_CHECKING:
    from db.sqlite.connection import Connection

FIRST_SEAL = "0" * 64
_ENTRY = ("id", "at", "author", "label", "reason", "turn", "of_entry", "previous", "sha256")
_ENTER = (
    "INSERT INTO journal (id, at, author, label, reason, turn, of_entry, previous, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ENTER_CHANGE = "INSERT INTO journal_change (entry, position, kind, record, before, after) VALUES (?, ?, ?, ?, ?, ?)"
_EVERY_ENTRY = "SELECT id, at, author, label, reason, turn, of_entry, previous, sha256 FROM journal ORDER BY id"
_LAST = "SELECT id, sha256 FROM journal ORDER BY id DESC LIMIT 1"
_CHANGES_OF = "SELECT kind, record, before, after FROM journal_change WHERE entry = ? ORDER BY position"
_CHANGES_AFTER = "SELECT kind, record, before, after FROM journal_change WHERE entry > ? ORDER BY entry, position LIMIT ?"
_TO_UNDO = """
    SELECT id, label FROM journal AS act WHERE turn = 'act' AND 'undo' IS NOT
        (SELECT turn FROM journal AS later WHERE later.of_entry = act.id ORDER BY later.id DESC LIMIT 1)
    ORDER BY id DESC LIMIT 1
"""
"""The latest act of which the last thing that was done to it was not to undo it."""
_LAST_ACT = "SELECT max(id) FROM journal WHERE turn = 'act'"
_REVERSALS_AFTER = "SELECT turn, of_entry FROM journal WHERE id > ? ORDER BY id"
_LABEL = "SELECT label FROM journal WHERE id = ?"
_AT_ONCE = 100


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
    last = raw(connection).execute(_LAST).fetchone()
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
    written(connection, _ENTER, [entry[name] for name in _ENTRY])
    for position, row in enumerate(rows):
        written(connection, _ENTER_CHANGE, (entry["id"], position, *row))
    return int(entry["id"])


def _kept(row: Row | None) -> str | None:
    return None if row is None else canonical(row)


def seal(entry: dict[str, Any], changes: Sequence[tuple[str, int, str | None, str | None]]) -> str:
    """The digest of an entry with all its changes and the digest of the entry before it."""
    sealed = {name: value for name, value in entry.items() if name != "sha256"}
    return hashlib.sha256(canonical({**sealed, "changes": [list(change) for change in changes]}).encode()).hexdigest()


def changes_of(connection: Connection, entry: int) -> list[Change]:
    """What an entry did, in the order in which it did it."""
    return [change_of(*row) for row in raw(connection).execute(_CHANGES_OF, (entry,)).fetchall()]


def changes_after(connection: Connection, entry: int, most: int) -> list[Change]:
    """What all later entries did, in order, but no more than ``most`` changes."""
    return [change_of(*row) for row in raw(connection).execute(_CHANGES_AFTER, (entry, most)).fetchall()]


def newest(connection: Connection) -> int:
    """The number of the last entry; 0 where there is none."""
    last = raw(connection).execute(_LAST).fetchone()
    return int(last[0]) if last else 0


def change_of(named: str, record: int, before: str | None, after: str | None) -> Change:
    """The change that a row of the journal keeps; ``Damaged`` where it keeps none."""
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


def to_undo(connection: Connection) -> tuple[int, str] | None:
    """Number and label of the act that undo would take back: the latest that stands."""
    found: tuple[int, str] | None = raw(connection).execute(_TO_UNDO).fetchone()
    return found


def to_redo(connection: Connection) -> tuple[int, str] | None:
    """Number and label of the act that redo would do again: the last taken back, unless an act came after that."""
    database = raw(connection)
    waiting: list[int] = []
    for turn, act in database.execute(_REVERSALS_AFTER, (database.execute(_LAST_ACT).fetchone()[0] or 0,)):
        if turn == Turn.UNDO.value:
            waiting.append(act)
        elif waiting:
            waiting.pop()
    return (waiting[-1], database.execute(_LABEL, (waiting[-1],)).fetchone()[0]) if waiting else None


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
    for row in raw(connection).execute(_EVERY_ENTRY):
        entry = dict(zip(_ENTRY, row, strict=True))
        number = entry["id"]
        reached(number)
        while at is not None and at < number:
            yield f"The journal holds changes of an entry {at} that is not there."
            at, held = next(changes, (None, iter(())))
        if number != expected:
            yield f"Entries {expected} to {number - 1} of the journal are missing."
        elif entry["previous"] != previous:
            yield f"Entry {number} of the journal does not follow from the entry before it."
        if _sealed(entry, held if at == number else ()) != entry["sha256"]:
            yield f"Entry {number} of the journal (“{str(entry['label'])[:200]}”) was altered after it was written."
        if at == number:
            at, held = next(changes, (None, iter(())))
        previous, expected = entry["sha256"], number + 1


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
