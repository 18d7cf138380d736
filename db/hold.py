"""Who has a casefile open to change it: a small file beside it, locked by the system for as long as the program lives.

The lock says that somebody is there, and goes with the program, however that ends; the words in the file say who. Within
one program a casefile may be opened several times: its acts follow one another on one thread. On another computer, which a
synchronised folder reaches without its locks, the words alone are believed, for half a day.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from platform import node

from db.error import DiskFault, InUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LONGEST_NAME = 200
_MOST_WORDS = 4096
_BELIEVED_SECONDS = 12 * 3600
_FAR = 1 << 30
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}

Key = tuple[int, int]
"""A file whatever it is called: its device and its number there."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who opened a casefile to change it; ``since`` is UTC to the second. What is not known is empty or zero."""

    author: str = ""
    host: str = ""
    process: int = 0
    since: str = ""

    @property
    def said(self) -> str:
        """Who and since when, for a sentence: ``by Olena on laptop-3 since 14:02``."""
        parts = [f"by {self.author}" if self.author else "", f"on {self.host}" if self.host else "", _clock(self.since)]
        return " ".join(part for part in parts if part) or "in another program"


def _clock(since: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(since).astimezone()
    except ValueError:
        return ""
    today = moment.date() == dt.datetime.now().astimezone().date()
    return f"since {moment:%H:%M}" if today else f"since {moment:%Y-%m-%d %H:%M}"


class _Taken:
    """The casefiles that this process has open to change them: for each, the locked file and how often it is open."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.handles: dict[Key, tuple[int, Path]] = {}
        self.counts: dict[Key, int] = {}


_taken = _Taken()


def key_of(path: Path) -> Key:
    """What tells this file from every other, whatever it is called."""
    found = path.stat()
    return found.st_dev, found.st_ino


def mark_of(path: Path) -> Path:
    """The small file beside a casefile that says who has it."""
    real = path.resolve()
    name = real.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    return real.with_name(f".{name}.in-use")


def is_ours(path: Path) -> bool:
    """Whether this process has the casefile open to change it."""
    with _taken.lock:
        return path.exists() and key_of(path) in _taken.counts


def take(path: Path, author: str = "", *, take_over: bool = False) -> Key | Holder:
    """Hold the casefile for this process and return what ``give_back`` wants, or say who else holds it.

    ``take_over`` disbelieves words that no lock stands behind. ``OSError`` where nothing can be written beside the file.
    """
    with _taken.lock:
        key = key_of(path)
        if key in _taken.counts:
            _taken.counts[key] += 1
            return key
        mark = mark_of(path)
        handle = _locked(mark)
        if handle is None:
            return _read(mark)
        there = _read(mark)
        if not take_over and _is_elsewhere(there, mark):
            os.close(handle)
            return there
        _write(handle, Holder(author, node(), os.getpid(), dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")))
        _taken.handles[key], _taken.counts[key] = (handle, mark), 1
    return key


def take_alone(path: Path, author: str = "") -> Key:
    """Hold a casefile whose file is to be replaced; ``InUse`` where anybody, this process too, has it open to change it."""
    if is_ours(path):
        raise InUse(f"“{path.name}” is open here. Close it before another file takes its place.")
    try:
        taken = take(path, author)
    except OSError as fault:
        raise DiskFault(f"“{path.name}” cannot be replaced ({fault.strerror}). Nothing was changed.") from fault
    if isinstance(taken, Holder):
        raise InUse(f"“{path.name}” is open to be changed, {taken.said}. Close it there first; nothing was changed.")
    return taken


def give_back(key: Key) -> None:
    """Let go of a casefile once; after the last time others may have it."""
    with _taken.lock:
        _taken.counts[key] -= 1
        if _taken.counts[key]:
            return
        del _taken.counts[key]
        handle, mark = _taken.handles.pop(key)
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                mark.unlink()
        else:
            with suppress(OSError):
                mark.unlink()
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)


def _locked(mark: Path) -> int | None:
    """The opened and locked file; None where another process has locked it."""
    while True:
        handle = os.open(mark, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if not _lock(handle):
                os.close(handle)
                return None
            if os.path.samestat(os.fstat(handle), mark.stat()):
                return handle
        except FileNotFoundError:
            os.close(handle)
            continue
        except OSError:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> bool:
    """Whether the file is ours now; a disk that knows no locks leaves it to SQLite alone."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        if fault.errno in _TAKEN:
            return False
        if fault.errno not in _NO_LOCKS:
            raise
    return True


def _write(handle: int, holder: Holder) -> None:
    with suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(asdict(holder), ensure_ascii=True).encode()[:_MOST_WORDS])


def _read(mark: Path) -> Holder:
    """What the file says; what it does not say in our words stays empty."""
    try:
        with mark.open("rb") as file:
            told = json.loads(file.read(_MOST_WORDS))
        return Holder(_word(told["author"]), _word(told["host"]), int(told["process"]), _word(told["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Holder()


def _word(told: object) -> str:
    return "".join(letter for letter in str(told) if letter.isprintable())[:80].strip()


def _is_elsewhere(there: Holder, mark: Path) -> bool:
    """Whether the words, behind which no lock stands here, come from another computer and are not old."""
    return bool(there.host) and there.host != node() and time.time() - mark.stat().st_mtime < _BELIEVED_SECONDS
