"""Copying a casefile while it is in use, through SQLite's own backup, and checking the copy before it counts."""

from __future__ import annotations

from pathlib import Path
from string import Template

from db.error import Damaged, Interrupted
from db.result import Progress
from db.sqlite import driver
from db.sqlite.connection import Connection
from db.sqlite.file import attach, close, connect, detach, key_of, large, raw, watched, writing
from db.sqlite.key import Key
from db.sqlite.shape import shape

_SEAL = Template("SELECT sha256 FROM journal ORDER BY id $order LIMIT 1")
_NUMBER = Template('SELECT count(*) FROM "$table"')
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search*' ORDER BY name"
)
"""Those that are not SQLite's own."""
_PAGES_AT_ONCE = 4096
_MARKS = ("application_id", "user_version")


def write(connection: Connection, out: Path, progress: Progress | None = None) -> None:
    """Copy the casefile as it is at this moment into a new file that needs no other file beside it, and has the same key.

    The moment is held by reading before copying: what others keep meanwhile neither enters the copy nor begins it anew.
    """
    raw(connection).execute("SELECT count(*) FROM sqlite_master").fetchone()
    target = driver.connect(driver.uri(out, "rwc"), key_of(connection))

    def tell(_: int, left: int, whole: int) -> None:
        if progress is not None and not progress(1 - left / max(whole, 1)):
            raise Interrupted("The copy was called off. Nothing was written.")

    try:
        raw(connection).backup(target, pages=_PAGES_AT_ONCE, progress=tell)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()


def write_under(path: Path, key: Key | None, out: Path, new: Key | None, progress: Progress | None = None) -> None:
    """Copy a casefile that is not open here into the empty file ``out``, encrypted with another key, or not at all.

    ``key`` opens the casefile. SQLCipher reads and writes both; what stood in pages that were freed does not go along.
    """
    whole = max(path.stat().st_size, 1)
    target = connect(out, write=True, key=new, through_cipher=True)
    try:
        attach(target, path, key)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            raw(target).execute(f"PRAGMA main.{pragma}").fetchall()
        marks = {name: raw(target).execute(f"PRAGMA other.{name}").fetchone()[0] for name in _MARKS}
        with watched(target, lambda: progress is None or progress(min(1.0, out.stat().st_size / whole))), writing(target):
            raw(target).execute("SELECT sqlcipher_export('main', 'other')").fetchall()
            for name, value in marks.items():
                raw(target).execute(f"PRAGMA main.{name} = {int(value)}")
        detach(target)
    finally:
        close(target)


def check(connection: Connection, out: Path) -> None:
    """Raise ``Damaged`` where the copy is not sound, or is not the casefile as it is in the same reading."""
    copied = connect(out, write=False, key=key_of(connection))
    try:
        with large(copied):
            sound = raw(copied).execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not sound or state(copied) != state(connection):
            raise _not_whole(f"“{out.name}”")
    finally:
        close(copied)


def check_same(path: Path, key: Key | None, out: Path, new: Key | None) -> None:
    """Raise ``Damaged`` where the copy ``out`` is not sound, or has not the tables and as many rows as ``path``."""
    original, copied = connect(path, write=False, key=key), connect(out, write=False, key=new)
    try:
        with large(copied):
            sound = raw(copied).execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not sound or shape(raw(original)) != shape(raw(copied)) or state(original) != state(copied):
            raise Damaged(
                f"The copy of “{path.name}” did not come out whole and was thrown away. Check the disk and try again."
            )
    finally:
        close(original)
        close(copied)


def _not_whole(which: str) -> Damaged:
    return Damaged(f"The copy {which} did not come out whole and was thrown away. Check the disk and try again.")


def last_seal(connection: Connection) -> str:
    """The seal of the journal's last entry, which rests on all before it; empty where nothing was ever done."""
    return _seal(connection, "DESC")


def first_seal(connection: Connection) -> str:
    """The seal of the journal's first entry, which all copies of one casefile share; empty where nothing was ever done."""
    return _seal(connection, "ASC")


def _seal(connection: Connection, order: str) -> str:
    found = raw(connection).execute(_SEAL.substitute(order=order)).fetchone()
    return str(found[0]) if found else ""


def state(connection: Connection) -> tuple[str, dict[str, int]]:
    """What two copies of one moment share: the last seal, and how many rows each table has."""
    names = [name for (name,) in raw(connection).execute(_TABLES).fetchall()]
    counts = {name: raw(connection).execute(_NUMBER.substitute(table=name)).fetchone()[0] for name in names}
    return last_seal(connection), counts
