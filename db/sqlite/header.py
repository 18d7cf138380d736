"""What can be known of a file before anything is read from it as a casefile: its first bytes, and whether it is held here.

A casefile may come from a stranger, so its header is read before SQLite sees it. Of an encrypted one the first bytes say
nothing but that it may be one; what they would say is asked through its key, before anything else.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import SQLITE_NOTADB
from typing import Any

from db.error import Damaged, DiskFault, Missing, NewerFormat, NotACasefile, PassphraseNeeded
from db.format import APPLICATION_ID
from db.sqlite.driver import Driver, code_of, errors
from db.sqlite.key import PAGE, SALT, Key, known

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_UTF8 = 1
_FEWEST_BYTES_OF_CHANCE = 240
"""How many different bytes a page has that looks like chance: of 256 an encrypted page hardly misses one."""


@dataclass(frozen=True, slots=True)
class Header:
    """What can be known of a casefile before anything is read from it: its format, or the key through which to ask for it."""

    format: int = 0
    key: Key | None = None


class _Held:
    """The files that this process has open through SQLite, each with its header and how many connections there are.

    Closing any other handle of such a file gives up the locks that SQLite holds on it, for the whole process: another program
    would then take the file for its own and throw away its log. So a file that is held is never opened by hand again.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.headers: dict[tuple[int, int], Header] = {}
        self.connections: Counter[tuple[int, int]] = Counter()

    def take(self, path: Path, key: Key | None) -> tuple[int, int]:
        """Note one more connection to the file, which has this key where it is encrypted."""
        with self.lock:
            place = identity(path)
            self.connections[place] += 1
            if key is not None:
                self.headers[place] = Header(key=key)
        return place

    def give_back(self, place: tuple[int, int]) -> None:
        """Note one connection less."""
        with self.lock:
            self.connections[place] -= 1
            if self.connections[place] <= 0:
                del self.connections[place]
                self.headers.pop(place, None)


held = _Held()
"""What this process has open; locks belong to the whole process, so it has to be one for all of it."""


def identity(path: Path) -> tuple[int, int]:
    """What tells a file from every other, whatever it is called: its device and its number there."""
    found = path.stat()
    return found.st_dev, found.st_ino


def read_header(path: Path, newest: int) -> Header:
    """Look at the first bytes; ``newest`` is the newest format that can be read.

    ``NotACasefile``, ``NewerFormat``, ``Damaged`` or ``Missing`` where it cannot be opened; ``PassphraseNeeded`` where it may
    be encrypted and its key is not known.
    """
    with held.lock:
        held_here = _held_here(path)
        if held_here is not None:
            return held_here
        header = _first_bytes(path, newest)
        held.headers[identity(path)] = header
    return header


def _held_here(path: Path) -> Header | None:
    """The header of a file that this process has open."""
    place = identity(path) if path.is_file() else None
    return held.headers.get(place) if place is not None and place in held.connections else None


def salt_of(path: Path) -> bytes | None:
    """The salt with which an encrypted casefile begins; None where the file is plain, or is no casefile at all."""
    with held.lock:
        held_here = _held_here(path)
        if held_here is not None:
            return None if held_here.key is None else held_here.key.salt
        head, size = _start(path)
    return head[:SALT] if _looks_encrypted(head, size) else None


def key_here(path: Path) -> Key | None:
    """The key of a file that this process has open; None where it is not open, or plain."""
    with held.lock:
        held_here = _held_here(path)
    return None if held_here is None else held_here.key


def has_sealed_page(path: Path, opening: Key) -> bool:
    """Whether any of a few pages after the first was written with this key: then it is the right one, and the first is damaged.

    Never asked of a file that this process has open; nor is one opened meanwhile.
    """
    pages = path.stat().st_size // PAGE
    with held.lock, path.open("rb") as file:
        for number in sorted({2, 3, 4, pages // 2, pages} & set(range(2, pages + 1))):
            file.seek((number - 1) * PAGE)
            if opening.seals(file.read(PAGE), number):
                return True
    return False


def remember(path: Path, header: Header) -> None:
    """Note that the file, which this process has open, now has this header."""
    with held.lock:
        held.headers[identity(path)] = header


def _start(path: Path) -> tuple[bytes, int]:
    """The first page of the file, and how long the file is."""
    if path.is_dir():
        raise NotACasefile(f"“{path.name}” is a folder, not a casefile. Choose a file that Handover made.")
    try:
        with path.open("rb") as file:
            return file.read(PAGE), path.stat().st_size
    except FileNotFoundError:
        raise Missing(f"There is no file “{path}”. Check the name, or create a new casefile.") from None
    except PermissionError:
        raise Missing(f"“{path.name}” may not be read by you. Ask its owner, or copy it to a folder of your own.") from None
    except OSError as fault:
        raise DiskFault(f"“{path.name}” could not be read ({fault.strerror}). Check the disk and try again.") from fault


def _looks_encrypted(head: bytes, size: int) -> bool:
    """Whether the file may be an encrypted casefile: whole pages, and the first one looks like chance."""
    return size % PAGE == 0 and _looks_like_chance(head)


def _looks_like_chance(head: bytes) -> bool:
    return len(head) == PAGE and not head.startswith(_MAGIC) and len(set(head)) >= _FEWEST_BYTES_OF_CHANCE


def _first_bytes(path: Path, newest: int) -> Header:
    head, size = _start(path)
    if not head:
        raise NotACasefile(f"“{path.name}” is empty. Open a backup of it, or create a new casefile.")
    if _looks_encrypted(head, size):
        found = known(head[:SALT])
        if found is None:
            raise PassphraseNeeded(f"“{path.name}” may be an encrypted casefile. Its passphrase is needed to open it.", path)
        return Header(key=found)
    if _looks_like_chance(head):
        said = f"“{path.name}” is not a casefile, or an encrypted one of which a part is missing."
        raise NotACasefile(f"{said} Choose another file, or a backup.")
    if len(head) < _HEADER or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotACasefile(f"“{path.name}” is not a casefile. Choose a file that Handover made.")
    number = int.from_bytes(head[60:64], "big")
    _check_format(path, number, newest, is_utf8=int.from_bytes(head[56:60], "big") == _UTF8)
    _check_length(path, head, size)
    return Header(number)


def _check_format(path: Path, number: int, newest: int, *, is_utf8: bool) -> None:
    if number > newest:
        raise NewerFormat(f"“{path.name}” was written by a newer Handover (format {number}). Update Handover to open it.")
    if not is_utf8:
        raise Damaged(f"“{path.name}” does not keep its text as Handover does. Open a backup of it.")
    if number < 1:
        raise Damaged(f"“{path.name}” does not say which format it has. Open a backup of it.")


def first_page_damaged(path: Path) -> Damaged:
    """What to say of an encrypted casefile whose key is known and does not open its first page."""
    said = f"The beginning of the encrypted casefile “{path.name}” is damaged, so it cannot be opened. Open a backup of it"
    return Damaged(f"{said}, and keep this file for repair.")


def opens(database: Driver) -> bool:
    """Whether the first page can be read with the connection's key."""
    try:
        database.execute("PRAGMA application_id").fetchone()
    except errors() as fault:
        if code_of(fault) != SQLITE_NOTADB:
            raise
        return False
    return True


def format_within(database: Driver, path: Path, newest: int) -> int:
    """The format of an encrypted casefile, which only its key lets be read; the same faults as of the first bytes."""

    def told(name: str) -> Any:
        return database.execute(f"PRAGMA {name}").fetchone()[0]

    if not opens(database):
        raise first_page_damaged(path)
    if told("application_id") != APPLICATION_ID:
        raise NotACasefile(f"“{path.name}” is encrypted, but not a casefile. Choose a file that Handover made.")
    number = int(told("user_version"))
    _check_format(path, number, newest, is_utf8=told("encoding") == "UTF-8")
    return number


def _check_length(path: Path, head: bytes, size: int) -> None:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    if size < page * int.from_bytes(head[28:32], "big"):
        raise Damaged(f"“{path.name}” ends too early: part of it is missing. Open a backup of it.")
