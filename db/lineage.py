"""What two casefiles have in common: their records by identity, and what each did since the other last knew of it.

Copies of one casefile share the beginning of its journal, seal by seal. A merge notes the seal that the other had reached, so
that the next one knows how far it has read. What was done since is the other's news, and nothing else is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from db import journal, reader
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.mark import is_mark, joined
from db.merge_result import Key
from db.row import RECORDED
from db.setting import OBSERVING
from db.sqlite.connection import Connection
from db.sqlite.copy import last_seal
from db.sqlite.file import raw

State = Mapping[str, Any]
"""A record as it lies in the tables, naming other records by their identities and without a key of its own."""

MERGED = "merged"
"""The setting that tells how far other casefiles were read: the last seal of each, one a line."""

WITHOUT_COPIES = "without_copies"
"""The setting of a shared copy from which the stored copies were left out: that it has none is then no news."""

_AMONG = Template('SELECT t.id, t.uid FROM "$table" AS t WHERE t."$column" IN (SELECT value FROM json_each(?)) ORDER BY t.id')
_NUMBER = Template('SELECT count(*) FROM "$table"')
_SEALS = "SELECT sha256 FROM journal ORDER BY id"
_REVERSALS = "SELECT id, turn, of_entry FROM journal WHERE id > ? AND of_entry > ? ORDER BY id"
_AFTER = "SELECT entry, kind, record, before, after FROM journal_change WHERE entry > ? ORDER BY entry, position"
_AFTER_AMONG = """
    SELECT entry, kind, record, before, after FROM journal_change
    WHERE entry > ? AND kind || ' ' || CAST(record AS TEXT) IN (
        SELECT value FROM json_each(?)
        UNION ALL SELECT kind || ' ' || CAST(record AS TEXT) FROM journal_change WHERE entry > ? AND after IS NULL)
    ORDER BY entry, position
"""
"""What became of the records that are named, and of those that were removed."""
_Held = tuple[RecordKind, int]
"""A record by its key in one casefile."""

MERGED_KINDS = (RecordKind.CATEGORY, *RECORDED, RecordKind.SETTING)


@dataclass(frozen=True)
class Side:
    """One of the two casefiles: its records as they are now, their keys in it, and how its journal came to be.

    ``others`` counts the records that are the same on both sides and were not read.
    """

    now: Mapping[Key, State]
    ids: Mapping[Key, int]
    seals: tuple[str, ...]
    merged: frozenset[str]
    without_copies: bool = False
    others: int = 0

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


class Records:
    """Records of one casefile, read as they are asked for: how they are now, and their keys in it."""

    def __init__(self, connection: Connection) -> None:
        self.now: dict[Key, State] = {}
        self.ids: dict[Key, int] = {}
        self._connection = connection

    def read_whole(self, kinds: Iterable[RecordKind]) -> None:
        """Every record of these kinds."""
        for kind in kinds:
            self._take(kind, reader.rows(raw(self._connection), kind))

    def read(self, ids: Mapping[RecordKind, Collection[int]]) -> None:
        """The records with these keys; those that are read already, and those that are not there, are passed over."""
        for kind, wanted in ids.items():
            found = reader.rows_of(raw(self._connection), ((kind, id) for id in sorted(wanted)))
            self._take(kind, [dict(row) for row in found.values() if row is not None])

    def read_named(self, keys: Iterable[Key]) -> None:
        """The records with these identities, where they are there."""
        by_kind: defaultdict[RecordKind, list[str]] = defaultdict(list)
        for kind, uid in keys:
            if kind.is_recorded and (kind, uid) not in self.now:
                by_kind[kind].append(uid)
        for kind, uids in by_kind.items():
            self.read({kind: [id for id, _ in among(self._connection, kind, "uid", uids)]})

    def number(self) -> int:
        """How many records of those kinds there are that are not read whole."""
        queries = (_NUMBER.substitute(table=KEPT[kind].table) for kind in RECORDED)
        return sum(raw(self._connection).execute(query).fetchone()[0] for query in queries)

    def side(self) -> Side:
        """The casefile as a side of a merge, with these records; what is read later comes to it too."""
        seals = tuple(seal for (seal,) in raw(self._connection).execute(_SEALS).fetchall())
        merged = frozenset(reader.setting(raw(self._connection), MERGED).split())
        return Side(self.now, self.ids, seals, merged, bool(reader.setting(raw(self._connection), WITHOUT_COPIES)))

    def _take(self, kind: RecordKind, rows: Collection[dict[str, Any]]) -> None:
        names = _identities(self._connection, ((kind, row) for row in rows))
        for row in rows:
            key = _key(kind, row)
            if key is not None:
                self.now[key], self.ids[key] = _state(kind, row, names), int(row["id"])


def side(connection: Connection) -> Side:
    """The casefile behind the connection, whole, as a side of a merge."""
    records = Records(connection)
    records.read_whole(MERGED_KINDS)
    return records.side()


def among(connection: Connection, kind: RecordKind, column: str, values: Iterable[object]) -> list[tuple[int, str]]:
    """Key and identity of the records of a kind of which a column has one of these values."""
    query = _AMONG.substitute(table=KEPT[kind].table, column=column)
    return list(raw(connection).execute(query, (json.dumps(list(values)),)))


def head(connection: Connection) -> str:
    """The seal that the journal has reached."""
    return last_seal(connection)


@dataclass(frozen=True)
class News:
    """What one side did since the other knew of it: of each record the state then and all that it became; and its key."""

    states: Mapping[Key, list[State | None]]
    ids: Mapping[Key, int]


def since(connection: Connection, entry: int, ids: Iterable[tuple[RecordKind, int]] | None = None) -> News:
    """What was done after journal entry ``entry`` to these records and to all that were removed; to all where none are named.

    An act that was taken back counts as never done, so that a merge that was undone can be made again.
    """
    changes = _changes(connection, entry, ids)
    names = _identities(connection, ((c.kind, row) for c in changes for row in (c.before, c.after) if row is not None))
    for change in changes:
        row = change.after or change.before or {}
        if "uid" in row:
            names[change.kind, change.id] = str(row["uid"])
    found: dict[Key, list[State | None]] = {}
    keys: dict[Key, int] = {}
    for change in changes:
        key = _key(change.kind, change.after or change.before or {}) if change.kind in MERGED_KINDS else None
        if key is not None:
            states = found.setdefault(key, [_maybe(change.kind, change.before, names)])
            states.append(_maybe(change.kind, change.after, names))
            keys[key] = change.id
    return News(found, keys)


def _changes(connection: Connection, entry: int, ids: Iterable[tuple[RecordKind, int]] | None) -> list[journal.Change]:
    """What was done after ``entry`` and still stands."""
    undone: dict[int, bool] = {}
    passed: set[int] = set()
    for number, turn, act in raw(connection).execute(_REVERSALS, (entry, entry)).fetchall():
        undone[act] = turn == journal.Turn.UNDO.value
        passed.add(number)
    passed |= {act for act, is_undone in undone.items() if is_undone}
    if ids is None:
        rows = raw(connection).execute(_AFTER, (entry,))
    else:
        named = json.dumps([f"{kind.value} {id}" for kind, id in ids])
        rows = raw(connection).execute(_AFTER_AMONG, (entry, named, entry))
    return [journal.change_of(*row) for number, *row in rows.fetchall() if number not in passed]


def _key(kind: RecordKind, row: Row | dict[str, Any]) -> Key | None:
    """What a row is known by; None for settings that change nothing that the casefile says."""
    if kind is RecordKind.SETTING:
        key = str(row["key"])
        return (kind, key) if key == OBSERVING or is_mark(key) else None
    return kind, str(row["key"] if kind is RecordKind.CATEGORY else row["uid"])


def _identities(connection: Connection, rows: Iterable[tuple[RecordKind, Mapping[str, Any]]]) -> dict[_Held, str]:
    """The identities of all records that these rows name."""
    wanted: defaultdict[RecordKind, set[int]] = defaultdict(set)
    for kind, row in rows:
        for name, named in KEPT[kind].references.items():
            value = row.get(name)
            wanted[named].update(value if isinstance(value, list) else () if value is None else (value,))
    return {(kind, id): uid for kind, ids in wanted.items() for id, uid in among(connection, kind, "id", ids)}


def _maybe(kind: RecordKind, row: Row | None, names: Mapping[_Held, str]) -> State | None:
    return None if row is None else _state(kind, row, names)


def _state(kind: RecordKind, row: Mapping[str, Any], names: Mapping[_Held, str]) -> State:
    said = {name: value for name, value in row.items() if name != "id"}
    for name, named in KEPT[kind].references.items():
        value = said.get(name)
        if isinstance(value, list):
            said[name] = [names.get((named, member), "") for member in value]
        elif value is not None:
            said[name] = names.get((named, value), "")
    return said
