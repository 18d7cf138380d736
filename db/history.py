"""The journal as a person reads it: newest first, each field in words, every record by its name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from string import Template
from typing import TYPE_CHECKING

from db.journal import Change, Turn, change_of
from db.kept import KEPT, YES_OR_NO, Row, Value
from db.kind import RecordKind
from db.result import Entry, RecordChange
from db.sqlite.connection import Connection
from db.sqlite.file import raw
from db.writer import parsed

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_NEVER = 1 << 62
"""Above every number of an entry."""
_ENTRIES = Template(
    "SELECT id, at, author, label, reason, turn, of_entry FROM journal WHERE id < :before $touched "
    "ORDER BY id DESC LIMIT :limit"
)
_TOUCHED = "AND id IN (SELECT entry FROM journal_change WHERE kind = :kind)"
_TOUCHED_ONE = "AND id IN (SELECT entry FROM journal_change WHERE kind = :kind AND record = :id)"
_CHANGES = Template(
    "SELECT entry, kind, record, before, after FROM journal_change "
    "WHERE entry IN (SELECT value FROM json_each(:entries)) AND $wanted ORDER BY entry, position"
)
_OF_ONE = "kind = :kind AND record = :id"
_FIRST = "position < :most"
_SIZES = "SELECT entry, count(*) FROM journal_change WHERE entry IN (SELECT value FROM json_each(:entries)) GROUP BY entry"
_TAKEN_BACK = """
    SELECT of_entry FROM journal WHERE turn = 'undo' AND id IN
        (SELECT max(id) FROM journal WHERE of_entry IN (SELECT value FROM json_each(:entries)) GROUP BY of_entry)
"""
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
    database = raw(connection)
    asked: dict[str, object] = {"before": _NEVER if before is None else before, "limit": limit, "most": most_changes}
    asked |= {"kind": None if kind is None else kind.value, "id": id}
    one = kind is not None and id is not None
    touched = _TOUCHED_ONE if one else "" if kind is None else _TOUCHED
    found = database.execute(_ENTRIES.substitute(touched=touched), asked).fetchall()
    asked["entries"] = json.dumps([number for number, *_ in found])
    changes = _changes(database, _CHANGES.substitute(wanted=_OF_ONE if one else _FIRST), asked)
    sizes = dict(database.execute(_SIZES, asked))
    taken_back = {number for (number,) in database.execute(_TAKEN_BACK, asked).fetchall()}
    return tuple(
        Entry(
            id=number,
            at=at,
            author=author,
            label=label,
            reason=reason,
            undone=number in taken_back,
            undoes=of_entry if turn == Turn.UNDO.value else None,
            redoes=of_entry if turn == Turn.REDO.value else None,
            changes=tuple(changes[number]),
            size=sizes.get(number, 0),
        )
        for number, at, author, label, reason, turn, of_entry in found
    )


def _changes(database: Driver, query: str, asked: Mapping[str, object]) -> Mapping[int, list[RecordChange]]:
    found = [(entry, change_of(*row)) for entry, *row in database.execute(query, asked).fetchall()]
    names = _Names(database, [change for _, change in found])
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
