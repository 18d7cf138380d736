"""The records of one casefile lent to the connection of another, where one is encrypted and the other is not.

Neither driver can attach what the other reads, so the rows are copied into tables that live in memory and with the connection.
"""

from __future__ import annotations

from string import Template

from db.kept import KEPT
from db.sqlite.connection import Connection
from db.sqlite.file import raw

NAME = "temp"
"""Under which name the borrowed tables are read."""

_ROWS = Template('SELECT * FROM "$table"')
_MADE = Template('CREATE TEMPORARY TABLE "$table" AS SELECT * FROM main."$table" WHERE 0')
_PUT = Template('INSERT INTO temp."$table" VALUES ($marks)')
_DROPPED = Template('DROP TABLE IF EXISTS temp."$table"')


def _tables() -> tuple[str, ...]:
    return tuple(table for kept in KEPT.values() for table in (kept.table, *kept.lists.values()))


def take(connection: Connection, other: Connection) -> None:
    """Let the connection read the records of ``other``; nothing of them is written to any disk."""
    lender, borrower = raw(other), raw(connection)
    borrower.execute("PRAGMA temp_store = MEMORY")
    borrower.execute("PRAGMA query_only = OFF")
    lender.execute("BEGIN")
    try:
        for table in _tables():
            borrower.execute(_MADE.substitute(table=table))
            found = lender.execute(_ROWS.substitute(table=table))
            marks = ", ".join("?" * len(found.description))
            borrower.executemany(_PUT.substitute(table=table, marks=marks), found)
    finally:
        lender.execute("ROLLBACK")
        borrower.execute("PRAGMA query_only = ON")


def give_back(connection: Connection) -> None:
    """Forget what was borrowed."""
    borrower = raw(connection)
    borrower.execute("PRAGMA query_only = OFF")
    for table in _tables():
        borrower.execute(_DROPPED.substitute(table=table))
    borrower.execute("PRAGMA query_only = ON")
