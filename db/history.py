"""The journal as a person reads it: newest first, each field in words, every record by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from db import schema
from db.journal import Change, Turn, change_of
from db.kept import KEPT, YES_OR_NO, Row, Value
from db.kind import RecordKind
from db.result import Entry, RecordChange
from db.writer import parsed

_journal = schema.journal.c
_change = schema.journal_change.c
_UNSAID = frozenset({"id", "uid", "category_root"})


def entries(
    connection: Connection, *, limit: int, before: int | None, kind: RecordKind | None, id: int | None, most_changes: int
) -> tuple[Entry, ...]:
    """The latest ``limit`` entries, those below ``before``, those that touched one kind or one record.

    Of an entry's changes the first ``most_changes`` are told, or those of the one record asked for.
    """
    query = select(schema.journal).order_by(_journal.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_journal.id < before)
    if kind is not None:
        touched = select(_change.entry).where(_change.kind == kind.value)
        query = query.where(_journal.id.in_(touched if id is None else touched.where(_change.record == id)))
    found = connection.execute(query).all()
    numbers = [row.id for row in found]
    told = _of_entries(numbers)
    changes = _changes(connection, select(schema.journal_change).where(told, _wanted(kind, id, most_changes)))
    taken_back, sizes = _taken_back(connection, numbers), _sizes(connection, told)
    return tuple(
        Entry(
            id=row.id,
            at=row.at,
            author=row.author,
            label=row.label,
            reason=row.reason,
            undone=row.id in taken_back,
            undoes=row.of_entry if row.turn == Turn.UNDO.value else None,
            redoes=row.of_entry if row.turn == Turn.REDO.value else None,
            changes=tuple(changes[row.id]),
            size=sizes.get(row.id, 0),
        )
        for row in found
    )


def _taken_back(connection: Connection, numbers: Sequence[int]) -> frozenset[int]:
    last = select(func.max(_journal.id)).where(_journal.of_entry.in_(numbers)).group_by(_journal.of_entry).scalar_subquery()
    query = select(_journal.of_entry).where(_journal.id.in_(last), _journal.turn == Turn.UNDO.value)
    return frozenset(connection.execute(query).scalars())


def _of_entries(numbers: Sequence[int]) -> ColumnElement[bool]:
    return _change.entry.in_(numbers)


def _wanted(kind: RecordKind | None, id: int | None, most_changes: int) -> ColumnElement[bool]:
    if kind is not None and id is not None:
        return (_change.kind == kind.value) & (_change.record == id)
    return _change.position < most_changes


def _sizes(connection: Connection, told: ColumnElement[bool]) -> Mapping[int, int]:
    query = select(_change.entry, func.count().label("size")).where(told).group_by(_change.entry)
    return {found.entry: found.size for found in connection.execute(query)}


def _changes(connection: Connection, query: Select[Any]) -> Mapping[int, list[RecordChange]]:
    told: defaultdict[int, list[RecordChange]] = defaultdict(list)
    names = _Names(connection)
    for row in connection.execute(query.order_by(_change.entry, _change.position)).all():
        told[row.entry].append(_told(change_of(row), names))
    return told


def _told(change: Change, names: _Names) -> RecordChange:
    kept = KEPT[change.kind]
    row = change.after or change.before or {}
    before, after = (None if side is None else _in_words(change.kind, side, names) for side in (change.before, change.after))
    return RecordChange(change.kind, change.id, kept.name_of(row), before, after)


def _in_words(kind: RecordKind, row: Row, names: _Names) -> dict[str, str]:
    references = KEPT[kind].references
    said = {}
    for name, value in row.items():
        if name in references:
            said[name] = names.of(references[name], value)
        elif name in YES_OR_NO:
            said[name] = "yes" if value else "no"
        elif name not in _UNSAID:
            said[name] = "" if value is None else str(value)
    return said


class _Names:
    """The names of records that others refer to, each looked up once; of a removed one, its last name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[RecordKind, int], str] = {}

    def of(self, kind: RecordKind, value: Value) -> str:
        members = value if isinstance(value, list) else [value]
        return "; ".join(self._one(kind, member) for member in members if isinstance(member, int))

    def _one(self, kind: RecordKind, id: int) -> str:
        if (kind, id) not in self._known:
            self._known[kind, id] = self._looked_up(kind, id)
        return self._known[kind, id]

    def _looked_up(self, kind: RecordKind, id: int) -> str:
        kept = KEPT[kind]
        table = schema.TABLES[kept.table].c
        found = self._connection.execute(select(table[kept.title]).where(table.id == id)).scalar()
        if found is not None:
            return str(found)
        query = select(_change.before).where(_change.kind == kind.value, _change.record == id, _change.after.is_(None))
        last = parsed(self._connection.execute(query.order_by(_change.entry.desc()).limit(1)).scalar())
        return f"number {id}" if last is None else kept.name_of(last)
