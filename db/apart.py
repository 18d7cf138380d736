"""Which records of one casefile are not there, letter for letter, in another: asked of SQLite in whole tables.

Copies of one casefile have most rows alike and under the same keys, so rows are held against each other by key. A row that
names a record by a key which stands for another record there counts as different, whatever else it says: it is for the caller
to find out what such a row says in the other's words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from string import Template
from typing import Any

from db.kept import KEPT, Kept
from db.kind import RecordKind
from db.row import RECORDED
from db.sqlite.connection import Connection
from db.sqlite.file import raw

_UNLIKE = Template("""
SELECT o.id, m.uid IS NOT o.uid FROM main."$table" AS o LEFT JOIN $other."$table" AS m ON m.id = o.id WHERE $differs
""")
_DIFFERS = Template('m."$column" IS NOT o."$column"')
_OTHER_LISTS = Template("""
SELECT owner FROM (SELECT * FROM main."$table" EXCEPT SELECT * FROM $other."$table")
UNION SELECT owner FROM (SELECT * FROM $other."$table" EXCEPT SELECT * FROM main."$table")
""")
_NAMING = Template('SELECT "$owner" FROM main."$table" WHERE "$column" IN (SELECT value FROM json_each(?))')


def apart(connection: Connection, other: str) -> Mapping[RecordKind, frozenset[int]]:
    """By kind the keys of the connection's own records that the casefile read as ``other`` does not have just so."""
    found: dict[RecordKind, set[int]] = {}
    moved: dict[RecordKind, str] = {}
    for kind in RECORDED:
        rows = _unlike(connection, KEPT[kind], other)
        found[kind] = {id for id, _ in rows}
        moved[kind] = json.dumps([id for id, is_another in rows if is_another])
    for kind in RECORDED:
        found[kind] |= _in_lists(connection, KEPT[kind], other)
        found[kind] |= _naming(connection, KEPT[kind], moved)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def _unlike(connection: Connection, kept: Kept, other: str) -> list[Any]:
    """Each row that differs, and whether its key stands for another record there, or for none."""
    differs = " OR ".join(_DIFFERS.substitute(column=column) for column in kept.columns if column != "id")
    query = _UNLIKE.substitute(table=kept.table, other=other, differs=differs)
    return list(raw(connection).execute(query))


def _in_lists(connection: Connection, kept: Kept, other: str) -> set[int]:
    """The records whose lists differ; those among them that only the other has are none of ours, and do no harm."""
    queries = (_OTHER_LISTS.substitute(table=table, other=other) for table in kept.lists.values())
    return {owner for query in queries for (owner,) in raw(connection).execute(query)}


def _naming(connection: Connection, kept: Kept, moved: Mapping[RecordKind, str]) -> set[int]:
    """The records that name one whose key stands for another record there."""
    found: set[int] = set()
    for name, kind in kept.references.items():
        linked = kept.lists.get(name)
        table, owner, column = (kept.table, "id", name) if linked is None else (linked, "owner", "member")
        if moved[kind] != "[]":
            query = _NAMING.substitute(table=table, owner=owner, column=column)
            found.update(id for (id,) in raw(connection).execute(query, (moved[kind],)))
    return found
