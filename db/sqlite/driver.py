"""The two drivers through which SQLite is reached: Python's own for plain casefiles, SQLCipher's for encrypted ones.

SQLCipher is imported only when an encrypted casefile is at hand; a plain one does not depend on it. What the two call
differently is told apart here and nowhere else. One file is never open through both at once: each keeps SQLite's locks for
itself, and the one that closes first would give up those of the other.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from db.error import NoEncryption

if TYPE_CHECKING:
    from db.sqlite.key import Key

_BUSY_SECONDS = 3.0
LONGEST_ROW = 32 << 20
"""The most bytes that a row of anything may have; only where copies and texts are asked for it may be more."""
USUAL_ROOM = 2_000
"""How many kibibytes of its pages SQLite holds in memory where nothing else is asked for."""
_CIPHER = "sqlcipher3.dbapi2"
_AT_FIRST = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_default_compatibility = 4")
_CODES: Mapping[str, int] = {
    "access permission denied": sqlite3.SQLITE_PERM,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "FOREIGN KEY constraint failed": sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
}


class Driver(Protocol):
    """What both drivers' connections can do."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, rows: Any, /) -> Any:
        """Run one statement for each row."""

    def create_function(self, name: str, narg: int, func: Callable[..., Any] | None, /) -> None:
        """Let statements of this connection call a function."""

    def interrupt(self) -> None:
        """Call off what another thread is doing."""

    def set_progress_handler(self, progress_handler: Callable[[], int | None] | None, n: int) -> None:
        """Ask now and then whether to go on."""

    def backup(self, target: Any, *, pages: int = ..., progress: Callable[[int, int, int], object] | None = ...) -> None:
        """Copy everything into another connection of the same driver."""

    def close(self) -> None:
        """Let go of the file."""


class Value(Protocol):
    """One value that is read piece by piece."""

    def read(self, length: int = ..., /) -> bytes:
        """The next bytes; all that are left where no length is given."""

    def __len__(self) -> int:
        """How many bytes there are."""


def module(key: Key | None) -> ModuleType:
    """The driver for a file with this key, None for a plain one; ``NoEncryption`` where SQLCipher is not installed."""
    return sqlite3 if key is None else cipher()


@cache
def cipher() -> ModuleType:
    """SQLCipher's driver, made to keep its log to itself and to write files as version 4 does."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as missing:
        said = "This Handover was installed without SQLCipher, so it cannot open encrypted casefiles. Install it anew, whole."
        raise NoEncryption(said) from missing
    first = dbapi2.connect(":memory:")
    for pragma in _AT_FIRST:
        first.execute(pragma).fetchall()
    first.close()
    driver: ModuleType = dbapi2
    return driver


def connect(uri: str, key: Key | None, *, through_cipher: bool = False) -> Any:
    """A connection that begins transactions only when told to, and leaves no temporary files where the casefile is encrypted.

    ``through_cipher`` reaches a plain file through the same driver as an encrypted one.
    """
    driver = cipher() if through_cipher else module(key)
    opened = driver.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS, cached_statements=256)
    if key is not None:
        opened.set_key(key.spelled)
    if driver is not sqlite3:
        opened.execute("PRAGMA temp_store = MEMORY")
    return opened


def errors() -> tuple[type[Exception], ...]:
    """What either driver raises; SQLCipher's only where it was loaded."""
    loaded = sys.modules.get(_CIPHER)
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def code_of(fault: BaseException) -> int | None:
    """SQLite's number for a fault; None where the driver found it by itself.

    SQLCipher's driver does not always say the number, and never the extended one; its words are SQLite's own.
    """
    code = getattr(fault, "sqlite_errorcode", None)
    if isinstance(fault, sqlite3.Error) and code is not None:
        return int(code)
    known = _CODES.get(str(fault), code)
    return None if known is None else int(known)


@contextmanager
def limited(database: Driver, most: int) -> Iterator[None]:
    """Let no value be longer than ``most`` bytes; only Python's own driver can say so to SQLite."""
    if not isinstance(database, sqlite3.Connection):
        yield
        return
    before = database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most)
    try:
        yield
    finally:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)


def limit(database: Driver, most: int) -> None:
    """As ``limited``, for as long as the connection lives."""
    if isinstance(database, sqlite3.Connection):
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most)


def harden(database: Driver) -> None:
    """Trust nothing that the file itself brings, and bound what it can ask for."""
    limit(database, LONGEST_ROW)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA mmap_size = 0")


def make_room(database: Driver, kibibytes: int = USUAL_ROOM) -> None:
    """How much of the file is held in memory: more where many pages are written or looked up, so that none is fetched twice."""
    database.execute(f"PRAGMA cache_size = -{int(kibibytes)}")


def make_durable(database: Driver) -> None:
    """Write ahead, wait for the disk at every act, and hold every reference."""
    database.execute("PRAGMA journal_mode = WAL").fetchone()
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")


@contextmanager
def reading(database: Driver) -> Iterator[None]:
    """One transaction in which every read sees the same moment; inside a transaction it changes nothing."""
    if database.in_transaction:
        yield
        return
    database.execute("BEGIN")
    try:
        yield
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def open_value(database: Driver, table: str, key: int) -> Any:
    """The column ``content`` of one row, to be read piece by piece."""
    if isinstance(database, sqlite3.Connection):
        return database.blobopen(table, "content", key, readonly=True)
    opening: Any = database
    return opening.open_blob(table, "content", key, readonly=True)


def uri(path: Path, mode: str, *, still: bool = False) -> str:
    """How SQLite is told to open a file: ``ro`` to read, ``rw`` to write, ``rwc`` to make it where it is not there."""
    return f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if still else ''}"
