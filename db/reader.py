"""Reading records out of the tables: rows as plain tuples, lists fetched once for all, frozen values at the end."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import chain
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, Table, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from db import schema
from db.error import Damaged
from db.kept import KEPT, Kept, Row
from db.kind import RecordKind
from db.row import kind_of, record_of
from db.sqlite import driver, file
from db.sqlite.spelled import Spelled, spelled
from db.writer import LONGEST_FIELD
from figures.category import METHOD_CATEGORIES, Category, CategoryTree
from figures.record import Record

R = TypeVar("R", bound=Record)
_AT_A_TIME = 25
_LISTED = select(func.json_each(bindparam("keys")).table_valued("value").c.value)
"""Keys as the one value that a statement takes them as, however many there are."""
_METHOD = frozenset(category.id for category in METHOD_CATEGORIES)


def _table(kept: Kept) -> Table:
    return schema.TABLES[kept.table]


def _lists(kept: Kept) -> Mapping[str, Table]:
    return {name: schema.TABLES[table] for name, table in kept.lists.items()}


def row(connection: Connection, kind: RecordKind, id: int) -> Row | None:
    """One record as it lies in the tables, its lists with it; None where there is none."""
    return next(iter(_named(connection, KEPT[kind], (id,))), None)


def rows_of(connection: Connection, wanted: Iterable[tuple[RecordKind, int]]) -> dict[tuple[RecordKind, int], Row | None]:
    """Many records as they lie in the tables, fetched together; what is not there is left out."""
    found: dict[tuple[RecordKind, int], Row | None] = {}
    by_kind: defaultdict[RecordKind, list[int]] = defaultdict(list)
    for kind, id in wanted:
        by_kind[kind].append(id)
    for kind, ids in by_kind.items():
        for columns in _named(connection, KEPT[kind], ids):
            found[kind, columns["id"]] = columns
    return found


def _named(connection: Connection, kept: Kept, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The rows with these ids, in their order, past SQLAlchemy: a screen waits for them."""
    wanted = json.dumps(list(ids))
    with _told_if_too_large(connection, kept):
        found = list(_fit(kept, kept.columns, _by_id(kept.kind).read(connection, wanted)))
    for name in kept.lists:
        members: defaultdict[int, list[int]] = defaultdict(list)
        for owner, member in _members_of(kept.kind, name).read(connection, wanted):
            members[owner].append(member)
        for columns in found:
            columns[name] = members.get(columns["id"], [])
    return found


@cache
def _by_id(kind: RecordKind) -> Spelled:
    table = _table(KEPT[kind])
    return spelled(select(table).where(table.c.id.in_(_LISTED)).order_by(table.c.id))


@cache
def _members_of(kind: RecordKind, name: str) -> Spelled:
    table = schema.TABLES[KEPT[kind].lists[name]]
    among = table.c.owner.in_(_LISTED)
    return spelled(select(table.c.owner, table.c.member).where(among).order_by(table.c.owner, table.c.position))


def records(connection: Connection, form: type[R], **where: int | None) -> tuple[R, ...]:
    """The records of one form by id, all or those whose fields have the values asked for; None asks for nothing."""
    kept = KEPT[kind_of(form)]
    query: Select[Any] = select(_table(kept))
    for name, value in where.items():
        if value is not None:
            query = query.where(_table(kept).c[name] == value)
    return cast("tuple[R, ...]", tuple(_built(connection, kept, query)))


def some(connection: Connection, kind: RecordKind, ids: Iterable[int]) -> dict[int, Record]:
    """Those records of one kind that are there, by id."""
    found = rows_of(connection, ((kind, id) for id in ids))
    copies = {row["copy_sha256"] for row in found.values() if row} if kind is RecordKind.SOURCE else set()
    sizes = _copy_sizes(connection, copies - {None}) if copies - {None} else {}
    return {id: record_of(kind, row, sizes.get(row.get("copy_sha256"), 0)) for (_, id), row in found.items() if row}


def _built(connection: Connection, kept: Kept, query: Select[Any]) -> Iterable[Record]:
    sizes = _copy_sizes(connection) if kept.kind is RecordKind.SOURCE else {}
    for columns in _fetched(connection, kept, query):
        yield record_of(kept.kind, columns, sizes.get(columns.get("copy_sha256"), 0))


def each_row(connection: Connection, kind: RecordKind) -> Iterator[dict[str, Any]]:
    """Every record of one kind as it lies in the tables, by id, one after the other, so that a long table takes no room."""
    kept = KEPT[kind]
    listed = {name: _members(connection, table) for name, table in _lists(kept).items()}
    for columns in _columns(connection, kept, select(_table(kept))):
        yield {**columns, **{name: members.get(columns["id"], []) for name, members in listed.items()}} if listed else columns


def rows(connection: Connection, kind: RecordKind) -> list[dict[str, Any]]:
    """Every record of one kind as it lies in the tables, by id, their lists with them."""
    return _fetched(connection, KEPT[kind], select(_table(KEPT[kind])))


def _fetched(connection: Connection, kept: Kept, query: Select[Any]) -> list[dict[str, Any]]:
    found = list(_columns(connection, kept, query))
    for name, table in _lists(kept).items():
        members = _members(connection, table)
        for columns in found:
            columns[name] = members.get(columns["id"], [])
    return found


def _columns(connection: Connection, kept: Kept, query: Select[Any]) -> Iterator[dict[str, Any]]:
    """The rows by id, a few at a time; ``Damaged`` names the first that holds a text that no form would have taken."""
    with _told_if_too_large(connection, kept):
        result = connection.execute(query.order_by(_table(kept).c.id))
        yield from _fit(kept, tuple(result.keys()), chain.from_iterable(result.partitions(_AT_A_TIME)))


def _fit(kept: Kept, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """The rows by column, each held against what its columns may hold."""
    met: set[tuple[type, ...]] = set()
    for values in rows:
        found = tuple(map(type, values))
        if found not in met:
            if any(one not in types for one, types in zip(found, kept.types, strict=True)):
                raise Damaged(f"The {kept.kind.value} number {values[0]} cannot be read. Bring back a backup.")
            met.add(found)
        if max(len(value) for value in values if type(value) is str) > LONGEST_FIELD:
            raise _too_long(kept, values[0])
        yield dict(zip(names, values, strict=True))


@contextmanager
def _told_if_too_large(connection: Connection, kept: Kept) -> Iterator[None]:
    """``Damaged`` where a row is larger than any record may be."""
    errors: tuple[type[Exception], ...] = (DBAPIError, *driver.errors())
    try:
        yield
    except errors as fault:
        if driver.code_of(fault.orig if isinstance(fault, DBAPIError) and fault.orig else fault) != sqlite3.SQLITE_TOOBIG:
            raise
        raise _too_long(kept, _too_large(connection, kept)) from fault


def _too_long(kept: Kept, id: int) -> Damaged:
    return Damaged(f"The {kept.kind.value} number {id} holds a text that is longer than any form allows. Bring back a backup.")


def _too_large(connection: Connection, kept: Kept) -> int:
    """The first record that is too large to be looked at."""
    for id in connection.execute(select(_table(kept).c.id).order_by(_table(kept).c.id)).scalars().all():
        try:
            connection.execute(select(_table(kept)).where(_table(kept).c.id == id)).first()
        except DBAPIError:
            return int(id)
    return 0


def _members(connection: Connection, table: Table) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for owner, member in connection.execute(select(table.c.owner, table.c.member).order_by(table.c.owner, table.c.position)):
        found[owner].append(member)
    return found


def _copy_sizes(connection: Connection, digests: Collection[object] | None = None) -> Mapping[object, int]:
    kept = schema.kept_bytes.c
    query = select(kept.sha256, kept.size)
    found = connection.execute(query if digests is None else query.where(kept.sha256.in_(digests)))
    return {row.sha256: row.size for row in found}


def record(connection: Connection, kind: RecordKind, id: int) -> Record | None:
    """One record; None where there is none, or where the kind is none of the seven that are recorded in forms."""
    if not kind.is_recorded:
        return None
    found = row(connection, kind, id)
    if found is None:
        return None
    size = 0
    if kind is RecordKind.SOURCE:
        kept = schema.kept_bytes.c
        size = connection.execute(select(kept.size).where(kept.sha256 == found["copy_sha256"])).scalar() or 0
    return record_of(kind, found, size)


def categories(connection: Connection) -> CategoryTree:
    """The tree of categories, the casefile's own under the method's."""
    rows = file.raw(connection).execute("SELECT key, parent, label FROM category ORDER BY id")
    return _tree(tuple(row for row in rows if row[0] not in _METHOD))


@lru_cache(maxsize=8)
def _tree(added: tuple[tuple[str, str | None, str], ...]) -> CategoryTree:
    """The same tree for the same categories, which every act asks for; it works out who stands above whom once."""
    waiting = [Category(*row) for row in added]
    known, ordered = set(_METHOD), []
    while ready := [category for category in waiting if category.parent in known]:
        ordered += ready
        known |= {category.id for category in ready}
        waiting = [category for category in waiting if category.id not in known]
    if waiting:
        raise Damaged(f"The category “{waiting[0].id}” stands under itself. Open a backup of this casefile.")
    return CategoryTree(tuple(ordered))


def setting(connection: Connection, key: str, default: str = "") -> str:
    """A setting of the casefile, or ``default`` where it was never set."""
    table = schema.setting.c
    found = connection.execute(select(table.value).where(table.key == key)).scalar()
    return default if found is None else found


def text(connection: Connection, sha256: str | None) -> str:
    """A kept text by its digest; empty where there is none, ``Damaged`` where it is longer than any that was taken in."""
    if sha256 is None:
        return ""
    key = connection.exec_driver_sql("SELECT rowid FROM kept_text WHERE sha256 = ?", (sha256,)).scalar()
    if key is None:
        return ""
    with file.opened_value(connection, "kept_text", key) as kept:
        if len(kept) > file.LONGEST_TEXT:
            raise Damaged(f"The text {sha256[:12]}… of a source is longer than any that was taken in. Bring back a backup.")
        try:
            return kept.read().decode()
        except UnicodeDecodeError as wrong:
            raise Damaged(f"The text {sha256[:12]}… of a source cannot be read. Bring back a backup.") from wrong
