"""What SQLite reports, as what the researcher is told: every fault of the world becomes one plain sentence."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.error import Damaged, DiskFault, DiskFull, Interrupted, Locked, Missing, NotACasefile, ReadOnly
from db.sqlite import driver
from figures.record import Unfit

_ROOM_TO_WRITE = 1 << 20


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at ``path`` into a ``CasefileError``, or ``Unfit`` where a law was broken.

    What is too large to be read is damage, as nobody could have written it.
    """
    try:
        yield
    except (*driver.errors(), *_of_sqlalchemy()) as fault:
        said = _translated(getattr(fault, "orig", None) or fault, path)
        if said is None:
            raise
        raise said from fault
    except UnicodeDecodeError as fault:
        raise Damaged(f"“{path.name}” holds something that cannot be read. Open a backup of it.") from fault


def _of_sqlalchemy() -> tuple[Any, ...]:
    """What it raises around the driver's fault, where tables are made; nothing where it was not loaded."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return () if loaded is None else (loaded.DBAPIError,)


def _translated(fault: Exception, path: Path) -> Exception | None:
    """What to say of a fault; None where it is our own mistake, such as a statement that SQLite does not know."""
    code = driver.code_of(fault)
    if code is None:
        undecodable = type(fault).__name__ == "OperationalError"
        said = f"“{path.name}” holds something that cannot be read ({fault}). Open a backup of it."
        return Damaged(said) if undecodable else None
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Damaged(f"A record of “{path.name}” names another that is not there. Nothing was kept; verify this casefile.")
    if code & 0xFF == sqlite3.SQLITE_CONSTRAINT:
        return _broken_law(str(fault))
    if code == sqlite3.SQLITE_ERROR and "fts5" in str(fault):
        return Damaged(f"The search index of “{path.name}” is damaged. Nothing else is; make the index anew.")
    if code == sqlite3.SQLITE_ERROR and "JSON cannot hold BLOB" in str(fault):
        return Damaged(f"“{path.name}” holds bytes where a text stands. Bring back a backup of it.")
    if code == sqlite3.SQLITE_TOOBIG:
        return Damaged(f"“{path.name}” holds a value that is larger than any that is kept. Bring back a backup of it.")
    return _kind(code, path)


def _broken_law(message: str) -> Exception:
    """The law's own name is its constraint's: ``figure_about_one`` speaks of the field ``about_one`` of a figure."""
    law = message.rpartition(": ")[2]
    return Unfit(law, f"The casefile does not allow this ({law.replace('_', ' ')}). Nothing was kept.")


def _kind(code: int, path: Path) -> Exception | None:
    name = path.name
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Locked(f"“{name}” is being written by another program. Nothing was kept; try again in a moment.")
        case sqlite3.SQLITE_FULL:
            return DiskFull(f"There is no room left for “{name}”. Nothing was kept; free some space and save again.")
        case sqlite3.SQLITE_CORRUPT:
            return Damaged(f"“{name}” is damaged. Open a backup of it, and keep this file for repair.")
        case sqlite3.SQLITE_NOTADB:
            return NotACasefile(f"“{name}” is not a casefile. Choose a file that Handover made.")
        case sqlite3.SQLITE_READONLY:
            return ReadOnly(f"“{name}” cannot be written. Nothing was kept; save a copy in a folder of your own.")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return Missing(f"“{name}” cannot be opened. Check that it is still there and that you may read it.")
        case sqlite3.SQLITE_INTERRUPT:
            return Interrupted("It was called off before it ended.")
        case sqlite3.SQLITE_IOERR if not _has_room(path):
            return DiskFull(f"There is no room left for “{name}”. Nothing was kept; free some space and save again.")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PROTOCOL:
            return DiskFault(f"“{name}” could not be read or written. Nothing was kept; check that its disk is still there.")
    return None


def _has_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free > _ROOM_TO_WRITE
    except OSError:
        return True
