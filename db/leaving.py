"""Many records that leave their tables at once, by whole runs of their keys.

SQLite asks for each record that leaves whether one is left that names it. Where it was told to leave that to others, a table
that all records leave is emptied without a look at each, and what is left is asked once for a run whether it names any of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from string import Template

from db import bulk
from db.error import Damaged
from db.kept import KEPT, RESTING_ON
from db.kind import RecordKind
from db.sqlite.connection import Connection
from db.sqlite.file import holds_references, raw

_NAMING_ITSELF = 'SELECT "from" FROM pragma_foreign_key_list(?1) WHERE "table" = ?1'
_ALL = Template("SELECT count(*) FROM $table")
_REMOVE = Template("DELETE FROM $table WHERE $key BETWEEN ? AND ?")
_EMPTY = Template("DELETE FROM $table")
_NAMING = Template("SELECT 1 FROM $table WHERE $field BETWEEN ? AND ? LIMIT 1")


def take_out(connection: Connection, leaving: Mapping[RecordKind, Sequence[range]]) -> None:
    """Take records out of their tables, each kind before those that it names; their keys are never given to others.

    ``Damaged`` where a record is left that names one of them.
    """
    for kind in reversed(RecordKind):
        if kind in leaving:
            _take_out(connection, kind, leaving[kind])
    for kind, runs in leaving.items():
        for keys in _joined(runs):
            _check_unnamed(connection, kind, keys)


def _take_out(connection: Connection, kind: RecordKind, runs: Sequence[range]) -> None:
    kept, count = KEPT[kind], sum(map(len, runs))
    for table in kept.lists.values():
        _remove(connection, table, "owner", runs)
    there = raw(connection).execute(_ALL.substitute(table=kept.table)).fetchone()[0]
    if count == there and not holds_references(connection):
        raw(connection).execute(_EMPTY.substitute(table=kept.table))
        return
    with _few_indexes(connection, kind, count, there):
        _remove(connection, kept.table, "id", runs)


def _remove(connection: Connection, table: str, key: str, runs: Sequence[range]) -> None:
    for keys in reversed(runs):
        raw(connection).execute(_REMOVE.substitute(table=table, key=key), (keys.start, keys.stop - 1))


@contextmanager
def _few_indexes(connection: Connection, kind: RecordKind, leaving: int, there: int) -> Iterator[None]:
    """Put away the indexes of a table for as long as so many records leave it, where fewer are left than leave.

    Those by which records of a kind name one another stay, because SQLite asks for each that leaves whether one is left that
    names it; and the others are there again before any record leaves that these name.
    """
    indexes: tuple[str, ...] = ()
    if leaving >= bulk.WORTH_SORTING and leaving > there - leaving:
        own = raw(connection).execute(_NAMING_ITSELF, (KEPT[kind].table,)).fetchall()
        indexes = bulk.put_away(connection, KEPT[kind].table, {f"({column})" for (column,) in own})
    yield
    for sql in indexes:
        raw(connection).execute(sql)


def _joined(runs: Sequence[range]) -> Iterator[range]:
    """The same keys in as few runs as they make."""
    ordered = sorted(runs, key=lambda run: run.start)
    start = 0
    for keys, after in zip_longest(ordered, ordered[1:]):
        start = start or keys.start
        if after is None or after.start != keys.stop:
            yield range(start, keys.stop)
            start = 0


def _check_unnamed(connection: Connection, kind: RecordKind, keys: range) -> None:
    for rest in RESTING_ON[kind]:
        linked = KEPT[rest.kind].lists.get(rest.field)
        table, field = (KEPT[rest.kind].table, f'"{rest.field}"') if linked is None else (linked, "member")
        query = _NAMING.substitute(table=table, field=field)
        if raw(connection).execute(query, (keys.start, keys.stop - 1)).fetchone():
            said = f"A {rest.kind.value} is left that names a {kind.value} which was to be taken out."
            raise Damaged(f"{said} Nothing was kept; verify this casefile.")
