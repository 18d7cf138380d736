"""Many records at once: they wait until they are written by few statements, each index of their table made once.

What is kept is what an act keeps that writes its records one by one, letter for letter; a property test holds the two against
each other. The laws of one record are held by the schema. Those between records are for whoever makes the rows to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache
from itertools import chain
from string import Template

from db.kept import KEPT, Row, Value
from db.kind import RecordKind
from db.sqlite.connection import Connection
from db.sqlite.file import raw

AT_ONCE = 5_000
"""How many records wait before they are written, and how many one statement of the journal takes."""

WORTH_SORTING = 20_000
"""From so many records on a table's indexes are rather made anew than followed."""

_IN_A_STATEMENT = 100
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
_ADD = Template("INSERT INTO $table ($names) VALUES $values")
_LINK = Template("INSERT INTO $table (owner, position, member) VALUES (?, ?, ?)")
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
    return put_away(connection, KEPT[kind].table)


def put_away(connection: Connection, table: str, but: Set[str] = frozenset()) -> tuple[str, ...]:
    """Drop the indexes of a table, but those over these columns, and return the SQL that makes them again."""
    found = [(name, sql) for name, sql in raw(connection).execute(_INDEXES, (table,)) if not sql.endswith(tuple(but))]
    for name, _ in found:
        raw(connection).execute(f'DROP INDEX "{name}"')
    return tuple(sql for _, sql in found)


def parts(keys: range) -> Iterator[range]:
    """The keys in runs that one statement takes."""
    for start in range(keys.start, keys.stop, AT_ONCE):
        yield range(start, min(start + AT_ONCE, keys.stop))
