"""Copying a casefile while it is in use, through SQLite's own backup, and checking the copy before it counts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, func, select

from db import schema
from db.error import Damaged
from db.sqlite.file import close, connect, raw

_PAGES_AT_ONCE = 4096


def write(connection: Connection, out: Path) -> None:
    """Copy the casefile as it is now into a new file that needs no other file beside it."""
    target = sqlite3.connect(out, isolation_level=None)
    try:
        raw(connection).backup(target, pages=_PAGES_AT_ONCE)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def check(connection: Connection, out: Path) -> None:
    """Raise ``Damaged`` where the copy is not sound, or does not hold as many rows as the casefile in every table."""
    copied = connect(out, write=False)
    try:
        sound = copied.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
        if not sound or _counts(copied) != _counts(connection):
            raise Damaged(f"The copy “{out.name}” did not come out whole and was thrown away. Check the disk and try again.")
    finally:
        close(copied)


def _counts(connection: Connection) -> dict[str, int]:
    tables = schema.TABLES.items()
    return {name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables}
