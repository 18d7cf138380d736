"""What lies at a casefile's place now: the file that was opened, another one, nothing; and copies that a conflict left.

It is only looked at from outside. A file that this process has open is never opened by hand, or SQLite would lose its locks.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from db import SUFFIX

_CONFLICT = re.compile(
    r"""
    \.sync-conflict-\d{8}-\d{6}(-\w+)?        # Syncthing
    | \ ?\([^()]*conflict[^()]*\)             # Dropbox, Nextcloud, ownCloud, in English
    | \ ?\([^()]*(конфлікт|конфликт)[^()]*\)  # the same in Ukrainian and Russian
    | \ ?\[[^\[\]]*conflict[^\[\]]*\]         # Google Drive and others
    | [ _]conflict[ _-].*                     # Seafile, pCloud
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What programs that keep folders the same on several computers put after the name of a file that changed on two at once."""

Key = tuple[int, int]


class Place(Enum):
    """What lies where the casefile was opened."""

    SAME = auto()
    GONE = auto()
    ANOTHER = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Sight:
    """One look at the place of a casefile.

    ``marks`` differ as soon as somebody wrote to the file or its log; ``conflicts`` are the names of copies beside it.
    """

    place: Place
    marks: tuple[tuple[int, int], ...] = ()
    conflicts: tuple[str, ...] = ()


def key_of(path: Path) -> Key | None:
    """What tells this file from every other, whatever it is called; None where there is none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def look(path: Path, opened: Key | None) -> Sight:
    """Look at the place of the casefile that was ``opened`` there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return Sight(Place.GONE)
    except OSError:
        return Sight(Place.UNREACHABLE)
    if (found.st_dev, found.st_ino) != opened:
        return Sight(Place.ANOTHER)
    real = path.resolve()
    marks = tuple(_mark(real.with_name(real.name + ending)) for ending in ("", "-wal"))
    return Sight(Place.SAME, marks, conflicts_beside(real))


def _mark(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


def conflicts_beside(path: Path) -> tuple[str, ...]:
    """The names of the copies that a synchronised folder made of this casefile when two changed it at once."""
    stem = path.name.removesuffix(SUFFIX)
    try:
        names = [entry.name for entry in os.scandir(path.parent) if entry.name.startswith(stem) and entry.name != path.name]
    except OSError:
        return ()
    return tuple(sorted(name for name in names if _is_conflict(name, stem)))


def _is_conflict(name: str, stem: str) -> bool:
    rest = name.removeprefix(stem)
    return rest.endswith(SUFFIX) and _CONFLICT.fullmatch(rest.removesuffix(SUFFIX)) is not None
