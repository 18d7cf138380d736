"""The file of a casefile as SQLite sees it: its first bytes, its connection, its transactions and its copies.

A casefile may come from a stranger. Its header is read before SQLite sees it, its schema is not trusted to run anything,
and what it may make the program read is bounded.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from db.error import Damaged, DiskFault, Missing, Moved, NewerFormat, NotACasefile
from db.format import APPLICATION_ID

LONGEST_VALUE = 512 << 20
"""The most bytes that one value of a casefile may have; a stored copy is one value."""

LONGEST_TEXT = 64 << 20
"""The most bytes that the text of one source may have."""

_LONGEST_ROW = 32 << 20
"""The most bytes that a row of anything else may have; only where copies and texts are asked for it may be more."""

_BUSY_MILLISECONDS = 3000
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_UTF8 = 1
_STEPS_BETWEEN_LOOKS = 200_000


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of the file say of it."""

    format: int


class _Held:
    """The files that this process has open through SQLite, each with its header and how many connections there are.

    Closing any other handle of such a file gives up the locks that SQLite holds on it, for the whole process: another program
    would then take the file for its own and throw away its log. So a file that is held is never opened by hand again.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.headers: dict[tuple[int, int], Header] = {}
        self.connections: Counter[tuple[int, int]] = Counter()

    def take(self, path: Path) -> tuple[int, int]:
        with self.lock:
            key = _identity(path)
            self.connections[key] += 1
        return key

    def give_back(self, key: tuple[int, int]) -> None:
        with self.lock:
            self.connections[key] -= 1
            if self.connections[key] <= 0:
                del self.connections[key]
                self.headers.pop(key, None)


_held = _Held()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def read_header(path: Path, newest: int) -> Header:
    """Look at the first bytes; ``newest`` is the newest format that can be read.

    ``NotACasefile``, ``NewerFormat``, ``Damaged`` or ``Missing`` where it cannot be opened.
    """
    with _held.lock:
        key = _identity(path) if path.is_file() else None
        if key in _held.connections and key in _held.headers:
            return _held.headers[key]
        header = _first_bytes(path, newest)
        _held.headers[_identity(path)] = header
    return header


def remember(path: Path, header: Header) -> None:
    """Note that the file, which this process has open, now has this header."""
    with _held.lock:
        _held.headers[_identity(path)] = header


def _first_bytes(path: Path, newest: int) -> Header:
    if path.is_dir():
        raise NotACasefile(f"“{path.name}” is a folder, not a casefile. Choose a file that Handover made.")
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
        size = path.stat().st_size
    except FileNotFoundError:
        raise Missing(f"There is no file “{path}”. Check the name, or create a new casefile.") from None
    except PermissionError:
        raise Missing(f"“{path.name}” may not be read by you. Ask its owner, or copy it to a folder of your own.") from None
    except OSError as fault:
        raise DiskFault(f"“{path.name}” could not be read ({fault.strerror}). Check the disk and try again.") from fault
    if not head:
        raise NotACasefile(f"“{path.name}” is empty. Open a backup of it, or create a new casefile.")
    if len(head) < _HEADER or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotACasefile(f"“{path.name}” is not a casefile. Choose a file that Handover made.")
    number = int.from_bytes(head[60:64], "big")
    if number > newest:
        raise NewerFormat(f"“{path.name}” was written by a newer Handover (format {number}). Update Handover to open it.")
    if int.from_bytes(head[56:60], "big") != _UTF8:
        raise Damaged(f"“{path.name}” does not keep its text as Handover does. Open a backup of it.")
    if number < 1:
        raise Damaged(f"“{path.name}” does not say which format it has. Open a backup of it.")
    _check_length(path, head, size)
    return Header(number)


def _check_length(path: Path, head: bytes, size: int) -> None:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    if size < page * int.from_bytes(head[28:32], "big"):
        raise Damaged(f"“{path.name}” ends too early: part of it is missing. Open a backup of it.")


def connect(path: Path, *, write: bool, still: bool = False) -> Connection:
    """A connection to the file, through SQLAlchemy, that begins a transaction only when asked to.

    ``still`` reads a file that nobody can change, from a folder where SQLite may not write beside it.
    """
    mode = "rw" if write else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if still else ''}"

    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000, cached_statements=256)
        harden(raw)
        return raw

    key = _held.take(path)
    try:
        connection = _through_sqlalchemy(opened)
    except BaseException:
        _held.give_back(key)
        raise
    connection.info["held"] = key
    connection.info["log"] = None
    return connection


def check_place(connection: Connection, path: Path) -> None:
    """Raise ``Moved`` where what lies at ``path`` is not what the connection writes to, so that no act goes where nobody looks.

    Asked within a transaction, when SQLite has its log beside the file open.
    """
    log = path.resolve().with_name(path.resolve().name + "-wal")
    try:
        now = _identity(path)
    except FileNotFoundError:
        raise Moved(
            f"“{path.name}” is no longer in its folder: it was moved, renamed or deleted. Nothing was kept; "
            "put it back under its name, or save a copy of what is open here."
        ) from None
    except OSError as fault:
        raise DiskFault(f"“{path.name}” cannot be reached ({fault.strerror}). Nothing was kept; is its disk there?") from fault
    if now != connection.info["held"]:
        raise Moved(
            f"Another file lies in the place of “{path.name}” since it was opened. Nothing was kept; "
            "save a copy of what is open here."
        )
    beside = _identity(log) if log.exists() else None
    known = connection.info["log"]
    if known is not None and beside != known:
        raise Moved(
            f"The file “{log.name}”, which holds the latest acts of “{path.name}”, was taken away. Nothing was kept; "
            "save a copy of what is open here at once, and go on with the copy."
        )
    connection.info["log"] = beside


def settle(connection: Connection) -> None:
    """Bring what was kept from the log into the file itself, as far as readers allow, so that a copy of the file holds it.

    What was kept is on disk in any case, so a fault here takes nothing away and is left to the next act to meet.
    """
    with suppress(DBAPIError):
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").all()


def attach(connection: Connection, other: Path) -> None:
    """Let the connection read another casefile as ``other``; its schema is trusted no more than the first."""
    key = _held.take(other)
    try:
        connection.exec_driver_sql("ATTACH DATABASE ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
    except BaseException:
        _held.give_back(key)
        raise
    connection.info["other"] = key


def detach(connection: Connection) -> None:
    """Let go of what was attached."""
    key = connection.info.pop("other", None)
    if key is not None:
        connection.exec_driver_sql("DETACH DATABASE other")
        _held.give_back(key)


def memory() -> Connection:
    """A connection to an empty database that lives in memory only."""
    return _through_sqlalchemy(lambda: sqlite3.connect(":memory:", isolation_level=None))


def _through_sqlalchemy(opened: Callable[[], sqlite3.Connection]) -> Connection:
    engine = create_engine("sqlite://", creator=opened, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
    return engine.connect()


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection beneath SQLAlchemy's."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("not a SQLite connection")
    return driver


def interrupt(database: sqlite3.Connection) -> None:
    """Call off what the connection is doing in another thread; nothing where it is closed already."""
    with suppress(sqlite3.ProgrammingError):
        database.interrupt()


@contextmanager
def large(connection: Connection) -> Iterator[None]:
    """Let values be as long as a stored copy or a text may be, while one of them is read or written."""
    database = raw(connection)
    before = database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    try:
        yield
    finally:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)


@contextmanager
def opened_value(connection: Connection, table: str, key: int) -> Iterator[sqlite3.Blob]:
    """The content of a row of copies or texts, to be read piece by piece; ``Damaged`` where it is not to be found."""
    try:
        value = raw(connection).blobopen(table, "content", key, readonly=True)
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode != sqlite3.SQLITE_ERROR:
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


def harden(database: sqlite3.Connection) -> None:
    """Trust nothing that the file itself brings, and bound what it can ask for."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_ROW)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA mmap_size = 0")


def make_durable(connection: Connection) -> None:
    """Write ahead, wait for the disk at every act, and hold every reference."""
    connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar()
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def close(connection: Connection) -> None:
    """End the connection and give back the file."""
    key = None if connection.closed else connection.info.pop("held", None)
    connection.close()
    connection.engine.dispose()
    if key is not None:
        _held.give_back(key)


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that holds the right to write from its beginning; on any exception nothing of it is kept."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if raw(connection).in_transaction:
            connection.exec_driver_sql("ROLLBACK")
        raise


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One transaction in which every read sees the same moment; inside a transaction it changes nothing."""
    if raw(connection).in_transaction:
        yield
        return
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        if raw(connection).in_transaction:
            connection.exec_driver_sql("ROLLBACK")
