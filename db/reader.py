"""Reading records out of the tables: rows as plain tuples, lists fetched once for all, frozen values at the end.

All of it goes through the driver, since SQLAlchemy takes longer to load than most casefiles take to be read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import compress
from string import Template
from typing import TYPE_CHECKING, Any, TypeVar, cast

from db.error import Damaged
from db.kept import KEPT, Kept, Row
from db.kind import RecordKind
from db.row import kind_of, record_of
from db.sqlite import driver, file
from db.writer import LONGEST_FIELD
from figures.category import METHOD_CATEGORIES, Category, CategoryTree
from figures.record import Record

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

R = TypeVar("R", bound=Record)
_ROWS = Template('SELECT $columns FROM "$table" AS t $where ORDER BY t.id')
_MEMBERS = Template('SELECT owner, member FROM "$table" $where ORDER BY owner, position')
_SIZES = Template("SELECT sha256, size FROM kept_bytes $where")
_AMONG = Template("WHERE $column IN (SELECT value FROM json_each(?))")
"""Keys come as the one value that a statement takes them as, however many there are."""
_KEYS = Template('SELECT id FROM "$table" ORDER BY id')
_CATEGORIES = "SELECT key, parent, label FROM category ORDER BY id"
_SETTING = "SELECT value FROM setting WHERE key = ?"
_TEXT = "SELECT rowid FROM kept_text WHERE sha256 = ?"
_METHOD = frozenset(category.id for category in METHOD_CATEGORIES)


@cache
def asked(kind: RecordKind, *named: str, among: str = "") -> str:
    """SQL for the rows of a kind by id: all, or those of which the columns that are named have the values that are given.

    ``among`` names the column of which many values are given, as one text.
    """
    columns = ", ".join(f't."{name}"' for name in KEPT[kind].columns)
    where = _AMONG.substitute(column=f't."{among}"') if among else ""
    if named:
        where = "WHERE " + " AND ".join(f't."{name}" = ?' for name in named)
    return _ROWS.substitute(columns=columns, table=KEPT[kind].table, where=where)


def row(database: Driver, kind: RecordKind, id: int) -> Row | None:
    """One record as it lies in the tables, its lists with it; None where there is none."""
    return next(iter(_named(database, kind, (id,))), None)


def rows_of(database: Driver, wanted: Iterable[tuple[RecordKind, int]]) -> dict[tuple[RecordKind, int], Row | None]:
    """Many records as they lie in the tables, fetched together; what is not there is left out."""
    found: dict[tuple[RecordKind, int], Row | None] = {}
    by_kind: defaultdict[RecordKind, list[int]] = defaultdict(list)
    for kind, id in wanted:
        by_kind[kind].append(id)
    for kind, ids in by_kind.items():
        for columns in _named(database, kind, ids):
            found[kind, columns["id"]] = columns
    return found


def _named(database: Driver, kind: RecordKind, ids: Iterable[int]) -> list[dict[str, Any]]:
    return _fetched(database, KEPT[kind], asked(kind, among="id"), json.dumps(list(ids)))


def records(database: Driver, form: type[R], **where: int | None) -> tuple[R, ...]:
    """The records of one form by id, all or those whose fields have the values asked for; None asks for nothing."""
    kind = kind_of(form)
    given = {name: value for name, value in where.items() if value is not None}
    sizes = _copy_sizes(database) if kind is RecordKind.SOURCE else {}
    found = _fetched(database, KEPT[kind], asked(kind, *given), *given.values())
    return cast("tuple[R, ...]", tuple(record_of(kind, row, sizes.get(row.get("copy_sha256"), 0)) for row in found))


def some(database: Driver, kind: RecordKind, ids: Iterable[int]) -> dict[int, Record]:
    """Those records of one kind that are there, by id."""
    found = _named(database, kind, ids)
    copies = {row["copy_sha256"] for row in found} - {None} if kind is RecordKind.SOURCE else set()
    sizes = _copy_sizes(database, copies) if copies else {}
    return {row["id"]: record_of(kind, row, sizes.get(row.get("copy_sha256"), 0)) for row in found}


def each_row(database: Driver, kind: RecordKind) -> Iterator[dict[str, Any]]:
    """Every record of one kind as it lies in the tables, by id, one after the other, so that a long table takes no room."""
    kept = KEPT[kind]
    listed = {name: _members(database, table) for name, table in kept.lists.items()}
    for columns in _fit(database, kept, asked(kind)):
        yield {**columns, **{name: members.get(columns["id"], []) for name, members in listed.items()}} if listed else columns


def rows(database: Driver, kind: RecordKind) -> list[dict[str, Any]]:
    """Every record of one kind as it lies in the tables, by id, their lists with them."""
    return _fetched(database, KEPT[kind], asked(kind))


def _fetched(database: Driver, kept: Kept, query: str, *values: object) -> list[dict[str, Any]]:
    found = list(_fit(database, kept, query, *values))
    for name, table in kept.lists.items():
        members = _members(database, table, [columns["id"] for columns in found] if values else None)
        for columns in found:
            columns[name] = members.get(columns["id"], [])
    return found


def _fit(database: Driver, kept: Kept, query: str, *values: object) -> Iterator[dict[str, Any]]:
    """The rows by column, each held against what its columns may hold; ``Damaged`` names the first that no form can give."""
    met: dict[tuple[type, ...], tuple[bool, ...]] = {}
    with _told_if_too_large(database, kept):
        for row in database.execute(query, values):
            found = tuple(map(type, row))
            if found not in met:
                texts = _texts(kept.types, found)
                if texts is None:
                    raise Damaged(f"The {kept.kind.value} number {row[0]} cannot be read. Bring back a backup.")
                met[found] = texts
            if max(map(len, compress(row, met[found]))) > LONGEST_FIELD:
                raise _too_long(kept, row[0])
            yield dict(zip(kept.columns, row, strict=True))


@lru_cache(maxsize=4096)
def _texts(allowed: tuple[frozenset[type], ...], found: tuple[type, ...]) -> tuple[bool, ...] | None:
    """Which values of a row are texts; None where one is of a type that its column never holds."""
    if any(one not in types for one, types in zip(found, allowed, strict=True)):
        return None
    return tuple(one is str for one in found)


@contextmanager
def _told_if_too_large(database: Driver, kept: Kept) -> Iterator[None]:
    """``Damaged`` where a row is larger than any record may be."""
    try:
        yield
    except driver.errors() as fault:
        if driver.code_of(fault) != sqlite3.SQLITE_TOOBIG:
            raise
        raise _too_long(kept, _too_large(database, kept)) from fault


def _too_long(kept: Kept, id: int) -> Damaged:
    return Damaged(f"The {kept.kind.value} number {id} holds a text that is longer than any form allows. Bring back a backup.")


def _too_large(database: Driver, kept: Kept) -> int:
    """The first record that is too large to be looked at."""
    for (id,) in database.execute(_KEYS.substitute(table=kept.table)).fetchall():
        try:
            database.execute(asked(kept.kind, "id"), (id,)).fetchone()
        except driver.errors():
            return int(id)
    return 0


def _members(database: Driver, table: str, owners: Collection[int] | None = None) -> Mapping[int, list[int]]:
    """The lists of all records that have one in this table, or of those with these keys."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    where = "" if owners is None else _AMONG.substitute(column="owner")
    values = () if owners is None else (json.dumps(list(owners)),)
    for owner, member in database.execute(_MEMBERS.substitute(table=table, where=where), values):
        found[owner].append(member)
    return found


def _copy_sizes(database: Driver, digests: Collection[object] | None = None) -> Mapping[object, int]:
    where = "" if digests is None else _AMONG.substitute(column="sha256")
    return dict(database.execute(_SIZES.substitute(where=where), () if digests is None else (json.dumps(list(digests)),)))


def record(database: Driver, kind: RecordKind, id: int) -> Record | None:
    """One record; None where there is none, or where the kind is none of the seven that are recorded in forms."""
    return some(database, kind, (id,)).get(id) if kind.is_recorded else None


def categories(database: Driver) -> CategoryTree:
    """The tree of categories, the casefile's own under the method's."""
    return _tree(tuple(row for row in database.execute(_CATEGORIES).fetchall() if row[0] not in _METHOD))


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


def setting(database: Driver, key: str, default: str = "") -> str:
    """A setting of the casefile, or ``default`` where it was never set."""
    found = database.execute(_SETTING, (key,)).fetchone()
    return default if found is None or found[0] is None else found[0]


def text(database: Driver, sha256: str | None) -> str:
    """A kept text by its digest; empty where there is none, ``Damaged`` where it is longer than any that was taken in."""
    found = None if sha256 is None else database.execute(_TEXT, (sha256,)).fetchone()
    if sha256 is None or found is None:
        return ""
    with file.opened_value(database, "kept_text", found[0]) as kept:
        if len(kept) > file.LONGEST_TEXT:
            raise Damaged(f"The text {sha256[:12]}… of a source is longer than any that was taken in. Bring back a backup.")
        try:
            return kept.read().decode()
        except UnicodeDecodeError as wrong:
            raise Damaged(f"The text {sha256[:12]}… of a source cannot be read. Bring back a backup.") from wrong
