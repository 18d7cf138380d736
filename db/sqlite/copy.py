"""Copying a casefile while it is in use, through SQLite's own backup, and checking the copy before it counts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, func, select

from db import schema
from db.error import Damaged, Interrupted
from db.result import Progress
from db.sqlite.file import close, connect, large, raw

_PAGES_AT_ONCE = 4096


def write(connection: Connection, out: Path, progress: Progress | None = None) -> None:
    """Copy the casefile as it is at this moment into a new file that needs no other file beside it.

    The moment is held by reading before copying: what others keep meanwhile neither enters the copy nor begins it anew.
    """
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    target = sqlite3.connect(out, isolation_level=None)

    def tell(_: int, left: int, whole: int) -> None:
        if progress is not None and not progress(1 - left / max(whole, 1)):
            raise Interrupted("The copy was called off. Nothing was written.")

    try:
        raw(connection).backup(target, pages=_PAGES_AT_ONCE, progress=tell)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def check(connection: Connection, out: Path) -> None:
    """Raise ``Damaged`` where the copy is not sound, or is not the casefile as it is in the same reading."""
    copied = connect(out, write=False)
    try:
        with large(copied):
            sound = copied.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
        if not sound or _counts(copied) != _counts(connection) or last_seal(copied) != last_seal(connection):
            raise Damaged(f"The copy “{out.name}” did not come out whole and was thrown away. Check the disk and try again.")
    finally:
        close(copied)


def last_seal(connection: Connection) -> str:
    """The seal of the journal's last entry, which rests on all before it; empty where nothing was ever done."""
    entry = schema.journal.c
    return connection.execute(select(entry.sha256).order_by(entry.id.desc()).limit(1)).scalar() or ""


def first_seal(connection: Connection) -> str:
    """The seal of the journal's first entry, which all copies of one casefile share; empty where nothing was ever done."""
    entry = schema.journal.c
    return connection.execute(select(entry.sha256).order_by(entry.id).limit(1)).scalar() or ""


def moment(connection: Connection) -> tuple[object, ...]:
    """What differs between two states of one casefile: the last seal, the newest draft and how many, what was dismissed."""
    draft = schema.form_draft
    drafts = connection.execute(select(func.count(), func.max(draft.c.kept_at)).select_from(draft)).one()
    dismissed = connection.execute(select(func.count()).select_from(schema.dismissal)).scalar_one()
    return last_seal(connection), *drafts, dismissed


def _counts(connection: Connection) -> dict[str, int]:
    tables = schema.TABLES.items()
    return {name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables}
