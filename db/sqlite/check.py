"""What SQLite itself can check of a casefile: its pages, its references, its search index and the keys it gave out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db.sqlite import driver
from db.sqlite.connection import Connection
from db.sqlite.file import key_of, large, raw

_MOST_FAULTS = 100


def page_faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the pages, the indexes and the constraints of the file."""
    yield from _seal_faults(connection)
    with large(connection):
        every = raw(connection).execute(f"PRAGMA integrity_check({_MOST_FAULTS})").fetchall()
    for (said,) in every:
        if said != "ok":
            yield f"The file itself is damaged: {said}."


def _seal_faults(connection: Connection) -> Iterator[str]:
    """Every page of an encrypted casefile whose seal does not fit it any more; a page that is being written is asked twice."""
    if key_of(connection) is None:
        return
    asked = "PRAGMA cipher_integrity_check"
    first = raw(connection).execute(asked).fetchall()
    again = set(raw(connection).execute(asked).fetchall()) if first else set()
    for (said,) in [row for row in first if row in again][:_MOST_FAULTS]:
        yield f"The encrypted file itself is damaged: {said}."


def reference_faults(connection: Connection) -> Iterator[str]:
    """Every row that names another that is not there."""
    for table, key, named, _ in raw(connection).execute("PRAGMA foreign_key_check").fetchall():
        yield f"The {table} number {key} names a {named} that is not there."


def search_faults(connection: Connection) -> Iterator[str]:
    """Whether the search index agrees with itself; SQLite checks it only where the casefile may be written."""
    try:
        with large(connection):
            raw(connection).execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)")
    except driver.errors() as fault:
        if driver.code_of(fault) == sqlite3.SQLITE_READONLY:
            return
        yield "The search index does not agree with itself."


def last_key(connection: Connection, table: str) -> int:
    """The greatest key that was ever given out in a table."""
    found = raw(connection).execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0] or 0) if found else 0
