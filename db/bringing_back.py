"""Bringing a backup back in place of a casefile, having kept what is there; and what that would change, told beforehand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from string import Template

from db import backup, hold, opening
from db.casefile import Casefile
from db.error import Damaged, DiskFault, InUse, NewerFormat, NotACasefile
from db.format import CURRENT
from db.kept import KEPT, Kept
from db.kind import RecordKind
from db.result import FaultKind, Progress, Tally
from db.row import RECORDED
from db.sqlite import check, header
from db.sqlite.connection import Connection
from db.sqlite.fault import told
from db.sqlite.file import raw
from db.sqlite.key import Key

_HARMLESS = frozenset({FaultKind.QUOTE, FaultKind.SEARCH})
MOST_NAMED = 500
"""Of each sort of difference this many records are named; the numbers count all."""


@dataclass(frozen=True, slots=True)
class RecordName:
    """A record by its kind, key and name."""

    kind: RecordKind
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Records that differ in one way: how many, and the first of them by name."""

    number: int
    first: tuple[RecordName, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a casefile has become since a backup: bringing the backup back would undo this.

    ``same_origin`` is false where the backup is one of another casefile altogether.
    """

    then: Tally
    now: Tally
    added: Apart
    changed: Apart
    removed: Apart
    same_origin: bool

    @property
    def is_none(self) -> bool:
        """Whether the records are the same."""
        return not (self.added.number or self.changed.number or self.removed.number)


def difference(casefile: Path, earlier: Path) -> Difference:
    """What was added, changed and removed in the casefile since the backup ``earlier`` was made."""
    with Casefile.open(earlier, read_only=True) as then, Casefile.open(casefile, read_only=True) as now:
        added, changed, removed = _apart(then, now)
        origin = then.origin() == now.origin()
        return Difference(then.tally(), now.tally(), _first(added), _first(changed), _first(removed), origin)


def _first(names: list[RecordName]) -> Apart:
    return Apart(len(names), tuple(names[:MOST_NAMED]))


def _apart(then: Casefile, now: Casefile) -> tuple[list[RecordName], list[RecordName], list[RecordName]]:
    """Names of the records only in ``now``, in both but different, and only in ``then``."""
    added: list[RecordName] = []
    changed: list[RecordName] = []
    removed: list[RecordName] = []
    with then.beside(now) as (connection, other):
        for kind in RECORDED:
            kept = KEPT[kind]
            there, here = _differing(connection, kept, "main", other), _differing(connection, kept, other, "main")
            added += [name for uid, name in here.items() if uid not in there]
            changed += [name for uid, name in here.items() if uid in there]
            removed += [name for uid, name in there.items() if uid not in here]
    return added, changed, removed


_NOT_IN = Template("SELECT $key FROM (SELECT * FROM $one.$table EXCEPT SELECT * FROM $other.$table)")
_NAMED = Template("SELECT uid, id, $title FROM $one.$table WHERE id IN ($apart) ORDER BY id")


def _differing(connection: Connection, kept: Kept, one: str, other: str) -> dict[str, RecordName]:
    """By identity, the records of ``one`` that are not in ``other`` in the same state."""
    table = kept.table
    apart = [_NOT_IN.substitute(key="id", one=one, other=other, table=table)]
    for linked in kept.lists.values():
        for left, right in ((one, other), (other, one)):
            apart.append(_NOT_IN.substitute(key="owner", one=left, other=right, table=linked))
    query = _NAMED.substitute(title=kept.title, one=one, table=table, apart=" UNION ".join(apart))
    return {uid: RecordName(kept.kind, id, str(name)) for uid, id, name in raw(connection).execute(query)}


@dataclass(frozen=True, slots=True)
class Restored:
    """A casefile that was brought back; ``kept`` is where what was there before now lies, if anything was."""

    path: Path
    kept: Path | None


def restore(
    earlier: Path, casefile: Path, *, author: str = "", folder: Path | None = None, progress: Progress | None = None
) -> Restored:
    """Make ``casefile`` what the backup ``earlier`` is; what was there is kept first as a backup of its own.

    ``InUse`` where anybody has it open to change it, ``Damaged`` where the backup is not sound: then nothing is touched.
    """
    with Casefile.open(earlier, read_only=True) as source:
        wrong = first_harm(source, progress)
        if wrong:
            raise Damaged(f"The backup “{earlier.name}” is damaged and was not restored: {wrong}")
        if not casefile.exists():
            return Restored(source.backup(casefile), None)
    if earlier.samefile(casefile):
        raise InUse(f"“{earlier.name}” is this casefile itself. Choose one of its backups.")
    held = hold.take_alone(casefile, author)
    try:
        return Restored(casefile, _replace(earlier, casefile, folder))
    finally:
        hold.give_back(held)


def first_harm(casefile: Casefile, progress: Progress | None) -> str:
    """The first fault because of which a casefile may not take another's place; empty where there is none."""
    return next((fault.text for fault in casefile.verify(progress=progress) if fault.kind not in _HARMLESS), "")


def _replace(earlier: Path, casefile: Path, folder: Path | None) -> Path:
    """Give the casefile the content of the backup; it stays encrypted, or not, as it is, and keeps its passphrase."""
    key = _key_of(casefile)
    kept = _kept_first(casefile, folder)
    with backup.under(key, earlier, casefile) as ready, Casefile.open(ready, read_only=True) as source:
        if kept is None:
            aside = _set_aside(casefile)
            source.backup(casefile)
            return aside
        with source.connected() as connection:
            backup.overwrite(connection, casefile, key)
    return kept


def _key_of(casefile: Path) -> Key | None:
    """The key under which the casefile stays; a damaged one that says nothing of itself is a plain one."""
    try:
        return header.read_header(casefile, CURRENT.number).key
    except (NewerFormat, NotACasefile):
        raise
    except Damaged:
        return None


def _kept_first(casefile: Path, folder: Path | None) -> Path | None:
    """A backup of what is there; None where it is damaged, so that it can be neither copied nor written."""
    try:
        with Casefile.open(casefile, read_only=True) as present:
            with told(casefile), present.connected() as connection:
                if next(check.page_faults(connection), None) is not None:
                    return None
            return backup.keep(present, backup.Why.RESTORE, folder=folder).path
    except (NewerFormat, NotACasefile):
        raise
    except Damaged:
        return None


def _set_aside(casefile: Path) -> Path:
    """Give the damaged file, and what SQLite left beside it, another name under which it can be repaired."""
    moment = dt.datetime.now()
    aside = casefile.with_name(f"{casefile.stem} damaged {moment:%Y-%m-%d %H%M%S}{casefile.suffix}")
    try:
        casefile.rename(aside)
        opening.set_leftovers_aside(casefile, aside)
    except OSError as fault:
        said = f"“{casefile.name}” could not be put aside ({fault.strerror}); is it open in another program?"
        raise DiskFault(said) from fault
    return aside
