"""The shape of a casefile: every table and index that each format has, so that anything else is noticed before it is read.

A trigger, a view or a virtual table that a stranger put into a file could make the program do or show what it should not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from db.error import Damaged
from db.sqlite.driver import Driver

_OF_SQLITE = {
    "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)",
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}


def shape(database: Driver) -> Mapping[str, str]:
    """Every object in the schema by name, with a digest of what it is; what SQLite makes for itself is left out."""
    found = {}
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for type_, name, table, sql in rows:
        own = (type_ == "table" and _OF_SQLITE.get(name) == sql) or (type_ == "index" and sql is None)
        if not own:
            said = " ".join(f"{type_} {table} {sql}".split())
            found[str(name)] = hashlib.sha256(said.encode()).hexdigest()[:16]
    return found


def check(database: Driver, path: Path, expected: Mapping[str, str]) -> None:
    """Raise ``Damaged`` where the schema is not exactly what is expected, naming what differs."""
    found = shape(database)
    for name in sorted(found.keys() - expected.keys()):
        raise Damaged(f"“{path.name}” holds “{name}”, which is not Handover’s, and was not opened. Open a backup of it.")
    for name in sorted(expected.keys() - found.keys()):
        raise Damaged(f"“{path.name}” lacks its table or index “{name}” and was not opened. Open a backup of it.")
    for name in sorted(expected):
        if expected[name] != found[name]:
            raise Damaged(f"“{name}” in “{path.name}” was altered, so the casefile was not opened. Open a backup of it.")
