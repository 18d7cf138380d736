"""Backups: verified copies beside the casefile or in a folder of choice, thinned with age, compared and brought back.

A copy is made before anything that touches many records at once, and on the first opening of a day. Those of the day are
thinned to seven days, four weeks and twelve months; of those made before something, the newest twenty stay. One that was
asked for is never thinned.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from db import SUFFIX, opening
from db.error import CasefileError, DiskFault, DiskFull
from db.format import CURRENT
from db.result import Progress
from db.sqlite import copy, file, header
from db.sqlite.connection import Connection
from db.sqlite.fault import told
from db.sqlite.key import Key

if TYPE_CHECKING:
    from db.casefile import Casefile

DAYS, WEEKS, MONTHS = 7, 4, 12
BEFORE_SOMETHING = 20
_LONGEST_STEM = 60
_SPARE_ROOM = 16 << 20
_UNFINISHED_SECONDS = 24 * 3600


class Why(StrEnum):
    """What a backup was made for; its value stands in the file's name."""

    DAILY = "daily"
    IMPORT = "before import"
    MERGE = "before merge"
    RESTORE = "before restore"
    ASKED = "asked for"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of a casefile; ``made_at`` is the local time in its name, ``size`` is in bytes."""

    path: Path
    made_at: dt.datetime
    why: Why
    size: int


def folder_of(casefile: Path, chosen: Path | None = None) -> Path:
    """Where the backups of a casefile lie; in a chosen folder, casefiles of the same name are kept apart by where they lie."""
    real = casefile.resolve()
    if chosen is None:
        return real.with_name(f"{_stem(real)} backups")
    place = hashlib.sha256(os.fsencode(real)).hexdigest()[:8]
    return chosen / f"{_stem(real)} {place} backups"


def _stem(casefile: Path) -> str:
    return (casefile.stem if casefile.suffix == SUFFIX else casefile.name)[:_LONGEST_STEM].rstrip()


def keep(casefile: Casefile, why: Why = Why.ASKED, *, folder: Path | None = None, progress: Progress | None = None) -> Backup:
    """Make a verified copy of the casefile as it is now and thin the older ones; ``DiskFull`` before it is begun in vain."""
    place = folder_of(casefile.path, folder)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        _check_room(casefile.path, place)
    except OSError as fault:
        said = f"The folder “{place}” for backups cannot be made ({fault.strerror}). Choose another folder for them."
        raise DiskFault(said) from fault
    moment = dt.datetime.now().replace(microsecond=0)
    made = casefile.backup(_free_name(place, casefile.path, moment, why.value), progress=progress)
    _thin(casefile.path, place)
    return Backup(made, moment, why, made.stat().st_size)


def _check_room(casefile: Path, place: Path) -> None:
    with suppress(FileNotFoundError):
        needed = casefile.stat().st_size + _SPARE_ROOM
        if shutil.disk_usage(place).free < needed:
            raise DiskFull(f"There is no room for a backup of “{casefile.name}” in “{place}”. Free {needed >> 20:,} MiB there.")


def _free_name(place: Path, casefile: Path, moment: dt.datetime, why: str) -> Path:
    stem, again = f"{_stem(casefile.resolve())} {moment:%Y-%m-%d %H%M%S} {why}", 1
    name = place / f"{stem}{SUFFIX}"
    while name.exists():
        again += 1
        name = place / f"{stem} {again}{SUFFIX}"
    return name


def keep_daily(casefile: Path, *, folder: Path | None = None, progress: Progress | None = None) -> Backup | None:
    """The day's backup, made at its first opening through a reading of its own, so that any thread may call this.

    None where today's is there already, or nothing changed since the latest.
    """
    from db.casefile import Casefile

    latest = next(iter(backups(casefile, folder=folder)), None)
    if any(backup.why is Why.DAILY and backup.made_at.date() == dt.date.today() for backup in backups(casefile, folder=folder)):
        return None
    with Casefile.open(casefile, read_only=True) as opened:
        if opened.tally().is_empty or (latest is not None and _moment_of(latest.path) == _moment_of(casefile)):
            return None
        return keep(opened, Why.DAILY, folder=folder, progress=progress)


def _moment_of(path: Path) -> tuple[object, ...] | None:
    """What differs as soon as anything was kept; None where the file cannot be read."""
    from db.casefile import Casefile

    try:
        with Casefile.open(path, read_only=True) as opened:
            return opened.moment()
    except CasefileError:
        return None


def backups(casefile: Path, *, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of a casefile, the newest first; whether each is sound is asked when it is used."""
    return tuple(sorted(_found(casefile, folder_of(casefile, folder)), key=lambda backup: backup.made_at, reverse=True))


def _found(casefile: Path, place: Path) -> Iterator[Backup]:
    reasons = "|".join(why.value for why in Why)
    name = re.compile(rf"{re.escape(_stem(casefile.resolve()))} (\d{{4}}-\d\d-\d\d \d{{6}}) ({reasons})(?: \d+)?{SUFFIX}")
    try:
        for path in place.iterdir():
            match = name.fullmatch(path.name)
            with suppress(ValueError):
                if match and path.is_file():
                    made_at = dt.datetime.strptime(match[1], "%Y-%m-%d %H%M%S")
                    yield Backup(path, made_at, Why(match[2]), path.stat().st_size)
    except OSError:
        return


def _thin(casefile: Path, place: Path) -> None:
    """Take away what is neither one of the latest days, weeks and months nor one of the latest before something."""
    found = sorted(_found(casefile, place), key=lambda backup: backup.made_at, reverse=True)
    daily = [backup for backup in found if backup.why is Why.DAILY]
    before = [backup for backup in found if backup.why not in (Why.DAILY, Why.ASKED)]
    stay = {backup.path for backup in before[:BEFORE_SOMETHING]}
    stay |= _newest_of(daily, lambda moment: moment.date(), DAYS)
    stay |= _newest_of(daily, lambda moment: moment.isocalendar()[:2], WEEKS)
    stay |= _newest_of(daily, lambda moment: (moment.year, moment.month), MONTHS)
    for backup in daily + before:
        if backup.path not in stay:
            with suppress(OSError):
                backup.path.unlink()
    _clear_unfinished(casefile, place)


def _newest_of(found: Iterable[Backup], span: Callable[[dt.datetime], object], most: int) -> set[Path]:
    """The newest backup of each of the latest ``most`` spans of time that have one."""
    newest: dict[object, Path] = {}
    for backup in found:
        newest.setdefault(span(backup.made_at), backup.path)
    return set(list(newest.values())[:most])


def _clear_unfinished(casefile: Path, place: Path) -> None:
    """Take away copies that a crash left half made, a day later."""
    begun = re.compile(rf"\.{re.escape(_stem(casefile.resolve()))} .*{SUFFIX}\.[0-9a-f-]{{36}}")
    with suppress(OSError):
        for path in place.iterdir():
            if begun.fullmatch(path.name) and time.time() - path.stat().st_mtime > _UNFINISHED_SECONDS:
                path.unlink()


@contextmanager
def under(key: Key | None, earlier: Path, casefile: Path) -> Iterator[Path]:
    """A backup under the key of a casefile: itself, or a copy beside the casefile that is gone afterwards."""
    own = header.read_header(earlier, CURRENT.number).key
    if own == key:
        yield earlier
        return
    with opening.unfinished(casefile) as begun:
        with told(earlier):
            copy.write_under(earlier, own, begun, key)
            copy.check_same(earlier, own, begun, key)
        yield begun


def overwrite(source: Connection, path: Path, key: Key | None) -> None:
    """Give a sound casefile the content of another in one transaction: whoever reads it sees the one or the other.

    Both have the same key.
    """
    with told(path):
        target = file.connect(path, write=True, key=key)
        try:
            file.make_durable(target)
            file.raw(source).backup(file.raw(target))
            copy.check(source, path)
        finally:
            file.close(target)
