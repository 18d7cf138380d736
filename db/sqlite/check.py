"""What SQLite itself can check of a casefile: its pages, its references, its search index and the keys it gave out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from db.sqlite import driver
from db.sqlite.file import key_of, large

_MOST_FAULTS = 100


def page_faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the pages, the indexes and the constraints of the file."""
    yield from _seal_faults(connection)
    with large(connection):
        every = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_FAULTS})").scalars().all()
    for said in every:
        if said != "ok":
            yield f"The file itself is damaged: {said}."


def _seal_faults(connection: Connection) -> Iterator[str]:
    """Every page of an encrypted casefile whose seal does not fit it any more; a page that is being written is asked twice."""
    if key_of(connection) is None:
        return
    asked = "PRAGMA cipher_integrity_check"
    first = connection.exec_driver_sql(asked).scalars().all()
    again = set(connection.exec_driver_sql(asked).scalars()) if first else set()
    for said in [said for said in first if said in again][:_MOST_FAULTS]:
        yield f"The encrypted file itself is damaged: {said}."


def reference_faults(connection: Connection) -> Iterator[str]:
    """Every row that names another that is not there."""
    for table, key, named, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield f"The {table} number {key} names a {named} that is not there."


def search_faults(connection: Connection) -> Iterator[str]:
    """Whether the search index agrees with itself; SQLite checks it only where the casefile may be written."""
    try:
        with large(connection):
            connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)")
    except DatabaseError as fault:
        if fault.orig is not None and driver.code_of(fault.orig) == sqlite3.SQLITE_READONLY:
            return
        yield "The search index does not agree with itself."


def last_key(connection: Connection, table: str) -> int:
    """The greatest key that was ever given out in a table."""
    return connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar() or 0
