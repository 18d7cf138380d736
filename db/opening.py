"""Making, opening, upgrading and copying the file of a casefile; nothing is ever overwritten."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db import hold
from db.error import AlreadyThere, CasefileError, Damaged, DiskFault, DiskFull, Missing, NotACasefile, ReadOnly
from db.format import CURRENT, Format, revision
from db.identity import new_uid
from db.sqlite import driver, header, search_word, shape
from db.sqlite.connection import Connection
from db.sqlite.fault import told
from db.sqlite.header import Header
from db.sqlite.key import Key
from db.upgrade import revise

if TYPE_CHECKING:
    from db.result import Progress

_CHOSEN = "This casefile was opened to read. Open it again to change it."


@dataclass(frozen=True, slots=True)
class Opened:
    """A casefile's file, ready to be read; ``reason`` is one sentence where it may not be written, else empty.

    ``held`` is the file that is held for this process until ``close``; ``holder`` is who else holds it.
    """

    connection: Connection
    reason: str
    number: int
    held: hold.Key | None = None
    holder: hold.Holder | None = None

    @property
    def read_only(self) -> bool:
        """Whether there is a reason not to write."""
        return bool(self.reason)


def close(opened: Opened) -> None:
    """End the connection, and let others change the casefile; a second time does nothing."""
    was_open = not opened.connection.closed
    opened.connection.close()
    if was_open and opened.held is not None:
        hold.give_back(opened.held)


def make(path: Path, key: Key | None = None) -> None:
    """Make an empty casefile beside its place, then put it there; on any fault nothing is left behind.

    With a key it is encrypted from its first byte.
    """
    _check_free(path)
    try:
        with unfinished(path) as begun:
            with told(path):
                connection = Connection(begun, write=True, key=key)
                try:
                    revise(connection)
                    driver.make_durable(connection.database)
                finally:
                    connection.close()
            place(begun, path)
    except OSError as fault:
        raise DiskFault(f"“{path.name}” could not be written ({fault.strerror}). Nothing was changed.") from fault


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """An empty file beside the place of a casefile, to be filled and put there; otherwise it is gone afterwards."""
    begun = path.with_name(f".{path.name}.{new_uid()}")
    try:
        os.close(os.open(begun, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield begun
    finally:
        begun.unlink(missing_ok=True)


def clear_unfinished(path: Path) -> None:
    """Take away what was begun in order to take a casefile's place and was cut short; asked by whoever holds the casefile."""
    begun = f".{path.name}."
    with suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(begun) and re.fullmatch("[0-9a-f-]{36}(-journal)?", left.name.removeprefix(begun)):
                left.unlink()


def _check_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise AlreadyThere(f"There is a file “{path.name}” already, and it was left alone. Choose another name.")
    if not path.parent.is_dir():
        raise Missing(f"There is no folder “{path.parent}”. Create it first, or choose another.")
    if not _may_write(path.parent):
        raise ReadOnly(f"The folder “{path.parent}” may not be written. Choose a folder of your own.")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def place(finished: Path, path: Path) -> None:
    """Move a finished file to its place, on the disk for good; ``AlreadyThere`` where somebody was quicker."""
    try:
        set_leftovers_aside(path)
        with finished.open("rb+") as made:
            os.fsync(made.fileno())
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            finished.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise AlreadyThere(f"There is a file “{path.name}” already, and it was left alone. Choose another name.") from None
    except OSError as fault:
        raise DiskFault(f"“{path.name}” could not be written ({fault.strerror}). Nothing was changed.") from fault


def set_leftovers_aside(path: Path, name: Path | None = None) -> None:
    """Rename the logs that a casefile of this name left behind: SQLite would play them into whatever takes its place.

    They go with ``name``, the casefile's new name, where it has one.
    """
    for ending in ("-wal", "-shm", "-journal"):
        left = path.with_name(path.name + ending)
        if left.exists():
            beside = name or _unused(path.with_name(f"{path.stem} left over{path.suffix}"), ending)
            left.replace(beside.with_name(beside.name + ending))


def _unused(path: Path, ending: str) -> Path:
    name, again = path, 1
    while name.with_name(name.name + ending).exists():
        again += 1
        name = path.with_name(f"{path.stem} {again}{path.suffix}")
    return name


def opened(path: Path, *, read_only: bool, newest: Format = CURRENT, author: str = "", take_over: bool = False) -> Opened:
    """Open a casefile, having looked at its first bytes and its shape before anything is read from it.

    One that somebody else has open to change it is opened to read.
    """
    found = header.read_header(path, newest.number)
    writable = _may_write(path) and _may_write(path.parent)
    reason, held, holder = _CHOSEN if read_only else "", None, None
    if not writable:
        reason = f"“{path.name}” or its folder may not be written, so it was opened to read. Save a copy to change it."
    if not reason:
        reason, held, holder = _held(path, author, take_over=take_over)
        if held is not None:
            clear_unfinished(path)
    try:
        connection = _checked(path, found, reason, newest, writable=writable)
    except BaseException as fault:
        if held is not None:
            hold.give_back(held)
        if not isinstance(fault, DiskFull):
            raise
        held, reason = (
            None,
            f"There is no room left beside “{path.name}”, so it was opened to read. Free some and open it again.",
        )
        connection = _checked(path, found, reason, newest, writable=False)
    return Opened(connection, reason, newest.number, held, holder)


def _held(path: Path, author: str, *, take_over: bool) -> tuple[str, hold.Key | None, hold.Holder | None]:
    """Why the casefile may not be changed, if so; what was held for us; and who holds it else."""
    try:
        taken = hold.take(path, author, take_over=take_over)
    except OSError as fault:
        said = f"Nothing can be written beside “{path.name}” ({fault.strerror}), so it was opened to read."
        return f"{said} Free some space or save a copy, and open it again.", None, None
    if not isinstance(taken, hold.Holder):
        return "", taken, None
    said = f"“{path.name}” is already open to be changed, {taken.said}, so it was opened to read here."
    return f"{said} Close it there first to change it here.", None, taken


def _checked(path: Path, found: Header, reason: str, newest: Format, *, writable: bool) -> Connection:
    with told(path):
        connection = _reached(path, found, writable=writable)
        try:
            number = found.format or header.format_within(connection.database, path, newest.number)
            shape.check(connection.database, path, newest.shapes[number])
            if number < newest.number:
                _upgrade(connection, path, number, reason, newest)
            search_word.make_ready(connection.database)
            if reason:
                connection.database.execute("PRAGMA query_only = ON")
            else:
                driver.make_durable(connection.database)
        except BaseException:
            connection.close()
            raise
    return connection


def _reached(path: Path, found: Header, *, writable: bool) -> Connection:
    if writable:
        return Connection(path, write=True, key=found.key)
    connection = Connection(path, write=False, key=found.key)
    try:
        with told(path):
            connection.database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except CasefileError as fault:
        connection.close()
        if isinstance(fault, NotACasefile):
            raise header.first_page_damaged(path) from fault
        if isinstance(fault, Damaged):
            raise
        if _unwritten(path):
            raise ReadOnly(
                f"Acts are still waiting in “{path.name}-wal” and the folder may not be written. "
                "Copy both files into a folder of your own."
            ) from fault
        return Connection(path, write=False, key=found.key, still=True)
    return connection


def _unwritten(path: Path) -> bool:
    """Whether acts wait beside the file that only a program which may write can bring into it."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _upgrade(connection: Connection, path: Path, number: int, reason: str, newest: Format) -> None:
    if reason:
        raise ReadOnly(f"“{path.name}” has an older format ({number}). Open it once where it may be written, to upgrade it.")
    backup(connection, _free_name(path, revision(number)))
    revise(connection, newest.number, newest.revisions)
    shape.check(connection.database, path, newest.shapes[newest.number])
    header.remember(path, Header(newest.number, connection.key))


def _free_name(path: Path, mark: str) -> Path:
    name, again = path.with_name(f"{path.stem}.format-{mark}{path.suffix}"), 1
    while name.exists():
        again += 1
        name = path.with_name(f"{path.stem}.format-{mark}-{again}{path.suffix}")
    return name


def backup(connection: Connection, out: Path, progress: Progress | None = None) -> Path:
    """A verified copy of an open casefile; ``AlreadyThere`` where there is such a file, ``Damaged`` where the copy is bad."""
    from db.sqlite import copy

    _check_free(out)
    try:
        with unfinished(out) as begun:
            with told(out):
                copy.write(connection, begun, progress)
                copy.check(connection, begun)
            place(begun, out)
    except OSError as fault:
        raise DiskFull(f"“{out.name}” could not be written ({fault.strerror}). Free some space and try again.") from fault
    return out
