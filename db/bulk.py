"""Many records at once: written by one statement each, journalled by SQLite itself, and found by one pass over them.

What is kept is what an act keeps that writes its records one by one, letter for letter; a property test holds the two against
each other. The laws of one record are held by the schema. Those between records are for whoever makes the rows to hold.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import cache
from itertools import chain
from string import Template

from db import journal
from db.kept import KEPT, Row, Value
from db.kind import RecordKind
from db.sqlite import witness
from db.sqlite.connection import Connection
from db.sqlite.file import raw, spelled_twice
from db.writer import NOT_TEXT, canonical

AT_ONCE = 5_000
"""How many records wait before they are written, and how many one statement of the journal takes."""

WORTH_SORTING = 20_000
"""From so many records on a table's indexes are rather made anew than followed."""

_SEALED_AT_ONCE = 200
_IN_A_STATEMENT = 100
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
_NAMING_ITSELF = 'SELECT "from" FROM pragma_foreign_key_list(?1) WHERE "table" = ?1'
_ALL = Template("SELECT count(*) FROM $table")
_ADD = Template("INSERT INTO $table ($names) VALUES $values")
_LINK = Template("INSERT INTO $table (owner, position, member) VALUES (?, ?, ?)")
_REMOVE = Template("DELETE FROM $table WHERE $key BETWEEN ? AND ?")
_NOTE = Template(
    "INSERT INTO journal_change (entry, position, kind, record, before, after) "
    "SELECT ?, t.id + ?, ?, t.id, NULL, json_object($said) FROM $table AS t WHERE t.id BETWEEN ? AND ? ORDER BY t.id"
)
_TO_SEAL = "SELECT CAST(json_array(kind, record, before, after) AS BLOB) FROM journal_change WHERE entry = ? ORDER BY position"
Reached = Callable[[], None]
"""Told between two statements; what it raises ends the work."""


def nothing() -> None:
    """What is told to nobody."""


@cache
def columns(kind: RecordKind) -> tuple[str, ...]:
    """The names of the values that a record waits with: its columns without its key, then its lists."""
    kept = KEPT[kind]
    return (*(name for name in kept.columns if name != "id"), *kept.lists)


def put_rows(connection: Connection, kind: RecordKind, rows: Sequence[Sequence[Value]]) -> None:
    """Write records as they stand, their keys in front."""
    database, lists = raw(connection), tuple(KEPT[kind].lists.values())
    width = len(columns(kind)) + 1 - len(lists)
    whole = len(rows) - len(rows) % _IN_A_STATEMENT
    for start in range(0, whole, _IN_A_STATEMENT):
        several = rows[start : start + _IN_A_STATEMENT]
        values = chain.from_iterable(row[:width] for row in several) if lists else chain.from_iterable(several)
        database.execute(_adding(kind, _IN_A_STATEMENT), list(values))
    database.executemany(_adding(kind, 1), (row[:width] for row in rows[whole:]))
    for place, table in enumerate(lists, start=width):
        links = ((row[0], position, member) for row in rows for position, member in enumerate(_members(row[place])))
        database.executemany(_LINK.substitute(table=table), links)


def remove_rows(connection: Connection, kind: RecordKind, keys: range) -> None:
    """Take records out of their tables; their keys are never given to others."""
    kept, ends = KEPT[kind], (keys.start, keys.stop - 1)
    for table in kept.lists.values():
        raw(connection).execute(_REMOVE.substitute(table=table, key="owner"), ends)
    raw(connection).execute(_REMOVE.substitute(table=kept.table, key="id"), ends)


def _members(value: Value) -> list[int]:
    return value if isinstance(value, list) else []


def _next_key(connection: Connection, kind: RecordKind) -> int:
    """A key that no record of this kind has ever had."""
    given = raw(connection).execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (KEPT[kind].table,)).fetchone()
    return 1 + (int(given[0]) if given else 0)


@cache
def _adding(kind: RecordKind, several: int) -> str:
    """SQL that writes so many records; SQLite prepares the lists of the schema's checks anew for every statement."""
    names = ("id", *(name for name in KEPT[kind].columns if name != "id"))
    spelled = ", ".join(f'"{name}"' for name in names)
    return _ADD.substitute(
        table=KEPT[kind].table, names=spelled, values=", ".join([f"({', '.join('?' * len(names))})"] * several)
    )


class Waiting:
    """New records of one kind that are written together: they have their keys before they are in a table.

    It holds the keys of all that waited here, those that were written meanwhile too.
    """

    def __init__(self, connection: Connection, kind: RecordKind) -> None:
        self.kind = kind
        self._begin = self.first = self.next = _next_key(connection, kind)
        self._rows: list[tuple[Value, ...]] = []
        self._columns = columns(kind)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and self._begin <= id < self.next

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, id: int) -> Row | None:
        """A record as it waits; None where it was written, or is none of these."""
        if not self.first <= id < self.next:
            return None
        return dict(zip(("id", *self._columns), self._rows[id - self.first], strict=True))

    def add(self, row: Row) -> int:
        """Let a record wait and return its key."""
        id = self.next
        self._rows.append((id, *[row[name] for name in self._columns]))
        self.next += 1
        return id

    def write(self, connection: Connection) -> range:
        """Write all that wait, and return their keys."""
        put_rows(connection, self.kind, self._rows)
        written = range(self.first, self.next)
        self.first, self._rows = self.next, []
        return written


def take_indexes(connection: Connection, kind: RecordKind, expected: int) -> tuple[str, ...]:
    """Put away the indexes of a table that so many records come into, and return the SQL that makes them again.

    Sorting all keys once costs less than finding the place of each, where more come than are there. What looks up by an index
    meanwhile reads the whole table, so records that are named have to be there before those that name them.
    """
    if expected < max(WORTH_SORTING, _next_key(connection, kind)):
        return ()
    return _put_away(connection, KEPT[kind].table)


@contextmanager
def few_indexes(connection: Connection, kind: RecordKind, leaving: int) -> Iterator[None]:
    """Put away the indexes of a table for as long as so many records leave it, where fewer are left than leave.

    Those by which records of a kind name one another stay, because SQLite asks for each that leaves whether one is left that
    names it; and the others are there again before any record leaves that these name.
    """
    counted = _ALL.substitute(table=KEPT[kind].table)
    indexes: tuple[str, ...] = ()
    if leaving >= WORTH_SORTING and leaving > raw(connection).execute(counted).fetchone()[0] - leaving:
        own = raw(connection).execute(_NAMING_ITSELF, (KEPT[kind].table,)).fetchall()
        indexes = _put_away(connection, KEPT[kind].table, {f"({column})" for (column,) in own})
    yield
    for sql in indexes:
        raw(connection).execute(sql)


def _put_away(connection: Connection, table: str, but: Set[str] = frozenset()) -> tuple[str, ...]:
    """Drop the indexes of a table, but those over these columns, and return the SQL that makes them again."""
    found = [(name, sql) for name, sql in raw(connection).execute(_INDEXES, (table,)) if not sql.endswith(tuple(but))]
    for name, _ in found:
        raw(connection).execute(f'DROP INDEX "{name}"')
    return tuple(sql for _, sql in found)


class Entry:
    """An entry of the journal that is written while its act goes on, and sealed when the act is done."""

    def __init__(self, connection: Connection, label: str) -> None:
        self._connection = connection
        found = raw(connection).execute("SELECT id, sha256 FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        self.number: int = found[0] + 1 if found else 1
        self._previous: str = found[1] if found else journal.FIRST_SEAL
        self.size = 0
        raw(connection).execute(
            "INSERT INTO journal (id, at, author, label, reason, turn, of_entry, previous, sha256) "
            "VALUES (?, '', '', ?, '', 'act', NULL, '', ?)",
            (self.number, label.translate(NOT_TEXT), secrets.token_hex(32)),
        )

    def note(self, changes: Iterable[journal.Change]) -> None:
        """Write down what became of these records."""
        rows = (
            (self.number, position, change.kind.value, change.id, _text(change.before), _text(change.after))
            for position, change in enumerate(changes, self.size)
        )
        self.size += self._write(rows)

    def note_at(self, placed: Iterable[tuple[int, journal.Change]]) -> None:
        """Write down what became of these records, each at its own place in the entry."""
        self._write(
            (self.number, position, change.kind.value, change.id, _text(change.before), _text(change.after))
            for position, change in placed
        )

    def leave_room(self, size: int) -> None:
        """Take what is noted from now on to stand after so many changes, which are noted at their own places."""
        self.size = size

    def _write(self, rows: Iterable[tuple[int, int, str, int, str | None, str | None]]) -> int:
        written = raw(self._connection).executemany(
            "INSERT INTO journal_change (entry, position, kind, record, before, after) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        return max(0, int(written.rowcount))

    def note_added(self, kind: RecordKind, keys: range) -> None:
        """Write down that these records were added, as they stand in their table."""
        query = _NOTE.substitute(table=KEPT[kind].table, said=witness.as_text(KEPT[kind]))
        for part in parts(keys):
            raw(self._connection).execute(query, (self.number, self.size - keys.start, kind.value, part.start, part.stop - 1))
        self.size += len(keys)

    def seal(self, *, label: str, reason: str, author: str, turn: journal.Turn, of_entry: int | None, reached: Reached) -> None:
        """Say whose act it was and seal it with all its changes."""
        entry = {
            "id": self.number,
            "at": journal.now(),
            "author": author.translate(NOT_TEXT),
            "label": label.translate(NOT_TEXT),
            "reason": reason.translate(NOT_TEXT),
            "turn": turn.value,
            "of_entry": of_entry,
            "previous": self._previous,
        }
        with spelled_twice(self._connection):
            entry["sha256"] = self._sealed(entry, reached)
        raw(self._connection).execute(
            "UPDATE journal SET at = ?, author = ?, label = ?, reason = ?, turn = ?, of_entry = ?, previous = ?, sha256 = ? "
            "WHERE id = ?",
            [entry[name] for name in ("at", "author", "label", "reason", "turn", "of_entry", "previous", "sha256", "id")],
        )

    def _sealed(self, entry: Mapping[str, object], reached: Reached) -> str:
        """The same as ``journal.seal`` of all changes, which SQLite writes as text as ``canonical`` does."""
        before, _, after = canonical({**entry, "changes": []}).partition('"changes":[]')
        digest = hashlib.sha256(f'{before}"changes":['.encode())
        changes = raw(self._connection).execute(_TO_SEAL, (self.number,))
        comma = b""
        while part := changes.fetchmany(_SEALED_AT_ONCE):
            digest.update(comma + b",".join([text for (text,) in part]))
            comma = b","
            reached()
        digest.update(f"]{after}".encode())
        return digest.hexdigest()


def _text(row: Row | None) -> str | None:
    return None if row is None else canonical(row)


def parts(keys: range) -> Iterator[range]:
    """The keys in runs that one statement takes."""
    for start in range(keys.start, keys.stop, AT_ONCE):
        yield range(start, min(start + AT_ONCE, keys.stop))
