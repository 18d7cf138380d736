"""What two casefiles have in common: their records by identity, and what each did since the other last knew of it.

Copies of one casefile share the beginning of its journal, seal by seal. A merge notes the seal that the other had reached, so
that the next one knows how far it has read. What was done since is the other's news, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from db import journal, reader, schema
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.mark import is_mark, joined
from db.merge_result import Key
from db.row import RECORDED
from db.setting import OBSERVING

State = Mapping[str, Any]
"""A record as it lies in the tables, naming other records by their identities and without a key of its own."""

MERGED = "merged"
"""The setting that tells how far other casefiles were read: the last seal of each, one a line."""

WITHOUT_COPIES = "without_copies"
"""The setting of a shared copy from which the stored copies were left out: that it has none is then no news."""

MERGED_KINDS = (RecordKind.CATEGORY, *RECORDED, RecordKind.SETTING)


@dataclass(frozen=True)
class Side:
    """One of the two casefiles: its records as they are now, their keys in it, and how its journal came to be."""

    now: Mapping[Key, State]
    ids: Mapping[Key, int]
    seals: tuple[str, ...]
    merged: frozenset[str]
    without_copies: bool = False

    @property
    def head(self) -> str:
        """The seal that the journal has reached; empty where nothing was done yet."""
        return self.seals[-1] if self.seals else ""

    @property
    def joined(self) -> Mapping[Key, str]:
        """What became of records that were found to be there twice."""
        return joined({uid: str(state["value"]) for (kind, uid), state in self.now.items() if kind is RecordKind.SETTING})

    def known_of(self, other: Side) -> int:
        """The number of the last entry of ``other`` that this side knows; 0 where it knows none."""
        known = {*self.seals, *self.merged}
        return max((number for number, seal in enumerate(other.seals, start=1) if seal in known), default=0)


def side(connection: Connection) -> Side:
    """The casefile behind the connection, as a side of a merge."""
    names = _identities(connection)
    now: dict[Key, State] = {}
    ids: dict[Key, int] = {}
    for kind in MERGED_KINDS:
        for row in reader.rows(connection, kind):
            key = _key(kind, row)
            if key is not None:
                now[key], ids[key] = _state(kind, row, names), int(row["id"])
    seals = tuple(connection.execute(select(schema.journal.c.sha256).order_by(schema.journal.c.id)).scalars())
    merged = frozenset(reader.setting(connection, MERGED).split())
    return Side(now, ids, seals, merged, bool(reader.setting(connection, WITHOUT_COPIES)))


def head(connection: Connection) -> str:
    """The seal that the journal has reached."""
    table = schema.journal.c
    return connection.execute(select(table.sha256).order_by(table.id.desc()).limit(1)).scalar() or ""


@dataclass(frozen=True)
class News:
    """What one side did since the other knew of it: of each record the state then and all that it became; and its key."""

    states: Mapping[Key, list[State | None]]
    ids: Mapping[Key, int]


def since(connection: Connection, entry: int) -> News:
    """What was done to every record after journal entry ``entry``.

    An act that was taken back counts as never done, so that a merge that was undone can be made again.
    """
    changes = _changes(connection, entry)
    names = _identities(connection)
    for change in changes:
        row = change.after or change.before or {}
        if "uid" in row:
            names[change.kind, change.id] = str(row["uid"])
    found: dict[Key, list[State | None]] = {}
    ids: dict[Key, int] = {}
    for change in changes:
        key = _key(change.kind, change.after or change.before or {}) if change.kind in MERGED_KINDS else None
        if key is not None:
            states = found.setdefault(key, [_maybe(change.kind, change.before, names)])
            states.append(_maybe(change.kind, change.after, names))
            ids[key] = change.id
    return News(found, ids)


def _changes(connection: Connection, entry: int) -> list[journal.Change]:
    """What was done after ``entry`` and still stands."""
    entries, table = schema.journal, schema.journal_change
    undone: dict[int, bool] = {}
    passed: set[int] = set()
    query = select(entries.c.id, entries.c.turn, entries.c.of_entry).where(entries.c.id > entry, entries.c.of_entry > entry)
    for number, turn, act in connection.execute(query.order_by(entries.c.id)):
        undone[act] = turn == journal.Turn.UNDO.value
        passed.add(number)
    passed |= {act for act, is_undone in undone.items() if is_undone}
    rows = connection.execute(select(table).where(table.c.entry > entry).order_by(table.c.entry, table.c.position))
    return [journal.change_of(row) for row in rows if row.entry not in passed]


def _key(kind: RecordKind, row: Row | dict[str, Any]) -> Key | None:
    """What a row is known by; None for settings that change nothing that the casefile says."""
    if kind is RecordKind.SETTING:
        key = str(row["key"])
        return (kind, key) if key == OBSERVING or is_mark(key) else None
    return kind, str(row["key"] if kind is RecordKind.CATEGORY else row["uid"])


def _identities(connection: Connection) -> dict[tuple[RecordKind, int], str]:
    found: dict[tuple[RecordKind, int], str] = {}
    for kind in RECORDED:
        table = KEPT[kind].table
        found |= {(kind, row.id): str(row.uid) for row in connection.execute(select(table.c.id, table.c.uid))}
    return found


def _maybe(kind: RecordKind, row: Row | None, names: Mapping[tuple[RecordKind, int], str]) -> State | None:
    return None if row is None else _state(kind, row, names)


def _state(kind: RecordKind, row: Mapping[str, Any], names: Mapping[tuple[RecordKind, int], str]) -> State:
    said = {name: value for name, value in row.items() if name != "id"}
    for name, named in KEPT[kind].references.items():
        value = said.get(name)
        if isinstance(value, list):
            said[name] = [names.get((named, member), "") for member in value]
        elif value is not None:
            said[name] = names.get((named, value), "")
    return said
