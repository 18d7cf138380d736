"""The journal as a person reads it: newest first, each field in words, every record by its name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from db import schema
from db.journal import Change, Turn, change_of
from db.kept import KEPT, YES_OR_NO, Row, Value
from db.kind import RecordKind
from db.result import Entry, RecordChange
from db.sqlite.file import raw
from db.writer import parsed

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_journal = schema.journal.c
_change = schema.journal_change.c
_UNSAID = frozenset({"id", "uid", "category_root"})
_TITLE = Template("SELECT id, $title FROM $table WHERE id IN (SELECT value FROM json_each(?))")
_TITLES = {kind: _TITLE.substitute(title=kept.title, table=kept.table) for kind, kept in KEPT.items()}
_LAST = (
    "SELECT record, before FROM journal_change "
    "WHERE kind = ? AND record IN (SELECT value FROM json_each(?)) AND after IS NULL ORDER BY entry, position"
)
"""What removed records were called last: the last of a record comes last."""


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
    found = [(row.entry, change_of(row)) for row in connection.execute(query.order_by(_change.entry, _change.position))]
    names = _Names(raw(connection), [change for _, change in found])
    told: defaultdict[int, list[RecordChange]] = defaultdict(list)
    for entry, change in found:
        told[entry].append(_told(change, names))
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
    """The names of the records that these changes refer to, each kind looked up at once; of a removed one, its last name."""

    def __init__(self, database: Driver, changes: Iterable[Change]) -> None:
        wanted: defaultdict[RecordKind, set[int]] = defaultdict(set)
        for change in changes:
            references = KEPT[change.kind].references
            for side in (change.before, change.after):
                for name in references.keys() & (side or {}).keys():
                    wanted[references[name]].update(_members(side[name] if side else None))
        self._known = {kind: _called(database, kind, ids) for kind, ids in wanted.items()}

    def of(self, kind: RecordKind, value: Value) -> str:
        known = self._known.get(kind, {})
        return "; ".join(known.get(member, f"number {member}") for member in _members(value))


def _members(value: Value) -> list[int]:
    return [member for member in (value if isinstance(value, list) else [value]) if isinstance(member, int)]


def _called(database: Driver, kind: RecordKind, ids: set[int]) -> dict[int, str]:
    found = {id: str(name) for id, name in database.execute(_TITLES[kind], (json.dumps(sorted(ids)),))}
    gone = json.dumps(sorted(ids - found.keys()))
    for id, before in database.execute(_LAST, (kind.value, gone)) if len(found) < len(ids) else ():
        found[id] = KEPT[kind].name_of(parsed(before) or {})
    return found
