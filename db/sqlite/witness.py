"""Each record held against what the journal says was last kept of it, by SQLite itself, so that whole casefiles can be held.

The journal keeps every record a second time, as text. A row is written as that same text and compared as a whole; only the
few that differ are then looked at field by field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from string import Template
from typing import TYPE_CHECKING

from db.kept import KEPT, Kept
from db.kind import RecordKind

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_LAST = Template(
    "(SELECT c.after FROM journal_change AS c WHERE c.kind = :kind AND c.record = $record "
    "ORDER BY c.entry DESC, c.position DESC LIMIT 1)"
)
_LIST = Template(
    "json((SELECT json_group_array(member) FROM (SELECT member FROM $table WHERE owner = t.id ORDER BY position)))"
)
_APART = Template(
    "SELECT DISTINCT t.id FROM $table AS t LEFT JOIN journal_change AS c ON c.kind = :kind AND c.record = t.id "
    "WHERE $among json_object($said) IS NOT c.after"
)
"""Records that are not what every entry left that touched them: those that were changed, and those that were altered."""

_AMONG = "t.id IN (SELECT value FROM json_each(:ids)) AND"
_DIFFERING = Template("SELECT t.id FROM $table AS t WHERE $among json_object($said) IS NOT $last ORDER BY t.id")
_LOST = Template(
    "SELECT DISTINCT j.record FROM journal_change AS j WHERE j.kind = :kind "
    "AND NOT EXISTS (SELECT 1 FROM $table AS t WHERE t.id = j.record) AND $last IS NOT NULL ORDER BY j.record"
)

_AT_ONCE = 10_000


def as_text(kept: Kept) -> str:
    """SQL for the names and values of a row of table ``t``, in the order in which ``db.writer.canonical`` writes them."""
    parts = []
    for name in sorted(kept.fields):
        linked = kept.lists.get(name)
        said = f't."{name}"' if linked is None else _LIST.substitute(table=linked)
        parts.append(f"'{name}', {said}")
    return ", ".join(parts)


def differing(database: Driver, kind: RecordKind, ids: Iterable[int] | None = None) -> Iterator[int]:
    """The records of a kind, or those of them with these keys, whose row is not, letter for letter, what the journal keeps.

    Most records were touched by one entry. Only where there were more is it asked which was the last.
    """
    kept = KEPT[kind]
    said = as_text(kept)
    apart = _APART.substitute(table=kept.table, said=said, among="" if ids is None else _AMONG)
    query = _DIFFERING.substitute(table=kept.table, said=said, among=_AMONG, last=_LAST.substitute(record="t.id"))
    named = {} if ids is None else {"ids": json.dumps(list(ids))}
    found = (id for (id,) in database.execute(apart, {"kind": kind.value, **named}))
    while some := list(islice(found, _AT_ONCE)):
        for (id,) in database.execute(query, {"kind": kind.value, "ids": json.dumps(some)}):
            yield int(id)


def lost(database: Driver, kind: RecordKind) -> Iterator[int]:
    """The records of a kind that the journal kept last and that are in no row."""
    query = _LOST.substitute(table=KEPT[kind].table, last=_LAST.substitute(record="j.record"))
    for (id,) in database.execute(query, {"kind": kind.value}):
        yield int(id)


def last_kept(database: Driver, kind: RecordKind, id: int) -> str | None:
    """What the journal last kept of one record, as it keeps it."""
    query = f"SELECT {_LAST.substitute(record=':record')}"
    kept: str | None = database.execute(query, {"kind": kind.value, "record": id}).fetchone()[0]
    return kept
