"""The file of a casefile as SQLite sees it: its connection, its transactions, and other casefiles beside it.

A casefile may come from a stranger: its schema is not trusted to run anything, and what the program reads of it is bounded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from db.error import Damaged, DiskFault, Moved
from db.sqlite import driver
from db.sqlite.connection import Connection
from db.sqlite.driver import Driver, Value
from db.sqlite.header import held, identity
from db.sqlite.key import Key
from figures.record import Unfit

LONGEST_VALUE = 512 << 20
"""The most bytes that one value of a casefile may have; a stored copy is one value."""

LONGEST_TEXT = 64 << 20
"""The most bytes that the text of one source may have."""

_STEPS_BETWEEN_LOOKS = 200_000
_WIPING = ("OFF", "ON", "FAST")
"""What SQLite's numbers for wiping mean; it takes two for the second."""


def connect(path: Path, *, write: bool, key: Key | None = None, through_cipher: bool = False) -> Connection:
    """A connection to the file; see ``Connection``."""
    return Connection(path, write=write, key=key, through_cipher=through_cipher)


def key_of(connection: Connection) -> Key | None:
    """The key through which the connection reads; None where its casefile is plain."""
    return connection.key


def check_place(connection: Connection, path: Path) -> None:
    """Raise ``Moved`` where what lies at ``path`` is not what the connection writes to, so that no act goes where nobody looks.

    Asked within a transaction, when SQLite has its log beside the file open.
    """
    try:
        now = identity(path)
    except FileNotFoundError:
        raise Moved(
            f"“{path.name}” is no longer in its folder: it was moved, renamed or deleted. Nothing was kept; "
            "put it back under its name, or save a copy of what is open here."
        ) from None
    except OSError as fault:
        raise DiskFault(f"“{path.name}” cannot be reached ({fault.strerror}). Nothing was kept; is its disk there?") from fault
    if now != connection.place:
        raise Moved(
            f"Another file lies in the place of “{path.name}” since it was opened. Nothing was kept; "
            "save a copy of what is open here."
        )
    beside = identity_beside(connection.beside)
    if connection.log is not None and beside != connection.log:
        raise Moved(
            f"The file “{connection.beside.name}”, which holds the latest acts of “{path.name}”, was taken away. Nothing was "
            "kept; save a copy of what is open here at once, and go on with the copy."
        )
    connection.log = beside


def identity_beside(log: Path) -> tuple[int, int] | None:
    """What tells the log of a casefile from every other file; None where there is none."""
    try:
        return identity(log)
    except OSError:
        return None


def settle(connection: Connection) -> bool:
    """Bring what was kept from the log into the file itself; whether a reader still needs the log, so that some is left there.

    What was kept is on disk in any case, so a fault here takes nothing away and is left to the next act to meet.
    """
    try:
        busy, waiting, brought = raw(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except driver.errors():
        return False
    return bool(busy) or waiting != brought


def settle_whole(connection: Connection) -> None:
    """Bring everything into the file itself and put the log away; SQLite refuses where anybody else has the file open."""
    raw(connection).execute("PRAGMA journal_mode = DELETE").fetchall()


def attach(connection: Connection, other: Path, key: Key | None = None) -> None:
    """Let the connection read another casefile as ``other``; its schema is trusted no more than the first.

    Only a connection through SQLCipher can read one that has a key.
    """
    place = held.take(other, key)
    by_key = "" if isinstance(raw(connection), sqlite3.Connection) else " KEY ?"
    words = (driver.uri(other, "ro"), "" if key is None else key.spelled)
    try:
        raw(connection).execute(f"ATTACH DATABASE ? AS other{by_key}", words[: 2 if by_key else 1])
    except BaseException:
        held.give_back(place)
        raise
    connection.other = place


def detach(connection: Connection) -> None:
    """Let go of what was attached."""
    if connection.other is not None:
        raw(connection).execute("DETACH DATABASE other")
        held.give_back(connection.other)
        connection.other = None


def raw(connection: Connection) -> Driver:
    """The driver's own connection."""
    return connection.database


def interrupt(database: Driver) -> None:
    """Call off what the connection is doing in another thread; nothing where it is closed already."""
    with suppress(*driver.errors()):
        database.interrupt()


@contextmanager
def large(connection: Connection) -> Iterator[None]:
    """Let values be as long as a stored copy or a text may be, while one of them is read or written."""
    with driver.limited(raw(connection), LONGEST_VALUE):
        yield


@contextmanager
def spelled_twice(connection: Connection) -> Iterator[None]:
    """Let a row of the journal be written as JSON within JSON, in which each of its characters may take two."""
    with driver.limited(raw(connection), 3 * driver.LONGEST_ROW):
        yield


def write(connection: Connection, sql: str, values: Sequence[object]) -> Any:
    """Run one statement that writes, past SQLAlchemy; ``Unfit`` where what it writes is larger than any record may be."""
    try:
        return raw(connection).execute(sql, values)
    except driver.errors() as fault:
        if driver.code_of(fault) != sqlite3.SQLITE_TOOBIG:
            raise
        raise Unfit("size", "This is too large for one record of a casefile. Nothing was kept.") from fault


@contextmanager
def opened_value(database: Driver, table: str, key: int) -> Iterator[Value]:
    """The content of a row of copies or texts, to be read piece by piece; ``Damaged`` where it is not to be found."""
    try:
        value = driver.open_value(database, table, key)
    except driver.errors() as fault:
        if driver.code_of(fault) != sqlite3.SQLITE_ERROR:
            raise
        raise Damaged(f"Row {key} of {table} is no longer to be found. Bring back a backup of this casefile.") from fault
    with value:
        yield value


@contextmanager
def watched(connection: Connection, wanted: Callable[[], bool]) -> Iterator[None]:
    """Ask now and then, while SQLite works, whether the answer is still wanted; where not, ``Interrupted`` comes of it."""
    database = raw(connection)
    database.set_progress_handler(lambda: not wanted(), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)


def make_room(connection: Connection, kibibytes: int = driver.USUAL_ROOM) -> None:
    """How much of the file is held in memory: more while an act writes many records, so that no page is written twice."""
    driver.make_room(raw(connection), kibibytes)


def make_durable(connection: Connection) -> None:
    """Write ahead, wait for the disk at every act, and hold every reference."""
    driver.make_durable(raw(connection))


def close(connection: Connection) -> None:
    """End the connection and give back the file."""
    connection.close()


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that holds the right to write from its beginning; on any exception nothing of it is kept."""
    database = raw(connection)
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


@contextmanager
def leaving(connection: Connection) -> Iterator[None]:
    """Around a transaction in which many records leave: whoever takes them out looks whether any is left that names them.

    Nor is the place of each filled with noughts, where SQLite was built to do that: what an act takes out, the journal keeps.
    """
    database = raw(connection)
    wiped = database.execute("PRAGMA secure_delete").fetchone()[0]
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA secure_delete = OFF").fetchone()
    try:
        yield
    finally:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA secure_delete = {_WIPING[wiped]}").fetchone()
        if not holds_references(connection):
            raise RuntimeError("references are no longer held")


def holds_references(connection: Connection) -> bool:
    """Whether SQLite looks by itself that no record is left that names one which leaves."""
    return bool(raw(connection).execute("PRAGMA foreign_keys").fetchone()[0])


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One transaction in which every read sees the same moment; inside a transaction it changes nothing."""
    with driver.reading(raw(connection)):
        yield
