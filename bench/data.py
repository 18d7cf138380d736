"""Casefiles to measure with: of a thousand to a million figures, made once and kept in a cache outside the repository.

    python bench/data.py FIGURES ...     makes them and prints where they are

A casefile here is as one that grew by imports: records, their journal in sealed entries, and the search index, so that
``verify`` finds nothing. The rows are written by SQLite's own bulk inserts, without the program's acts, which a million would
hold up; ``tests/bench`` verifies a small one.
"""

from __future__ import annotations

import fcntl
import hashlib
import inspect
import itertools
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import invention

from db import journal
from db.casefile import Casefile
from db.format import CURRENT
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.row import row_of
from db.search import fold
from db.sqlite import text_index
from db.writer import canonical
from figures.category import CategoryTree
from figures.record import Draft

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ENTRY = 2_000
"""How many changes an entry of the journal holds: an import of that many rows."""


def cache() -> Path:
    """The folder of what was made; it can be deleted at any time."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "handover-bench"


def casefile(figures: int) -> Path:
    """The casefile of so many figures, made where it is absent; it is shared, so it is only read."""
    return made(figures, cache())


def made(figures: int, folder: Path) -> Path:
    """The same, in a folder of one's own."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{figures}-{_recipe()}.handover"
    with (folder / f"{figures}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            for old in folder.glob(f"{figures}-*"):
                if old.is_file():
                    old.unlink()
            unfinished = place.with_suffix(".making")
            unfinished.unlink(missing_ok=True)
            _write(figures, unfinished)
            unfinished.replace(place)
    return place


def copy_of(figures: int, folder: Path) -> Path:
    """A copy of it that may be changed."""
    copy = folder / f"{figures}.handover"
    shutil.copyfile(casefile(figures), copy)
    return copy


def bare(figures: int) -> Path:
    """A database of nothing but what lines are told apart by, and the numbers, under one index that holds them all."""
    place = casefile(figures).with_suffix(".bare")
    if not place.exists():
        unfinished = place.with_suffix(".making-bare")
        unfinished.unlink(missing_ok=True)
        database = sqlite3.connect(unfinished.as_uri(), uri=True)
        database.execute("ATTACH ? AS whole", (f"{casefile(figures).as_uri()}?mode=ro",))
        database.execute(
            "CREATE TABLE figure (id INTEGER PRIMARY KEY, agreement, event, category, sender, receiver, low, high)"
        )
        named = "id, agreement, event, category, sender, receiver, low, high"
        database.execute(f"INSERT INTO figure SELECT {named} FROM whole.figure")
        database.execute("CREATE INDEX covering ON figure (agreement, event, category, sender, receiver, low, high)")
        database.commit()
        database.close()
        unfinished.replace(place)
    return place


def _recipe() -> str:
    """What the making depends on, in short: another recipe makes another file."""
    said = "".join(inspect.getsource(part) for part in (invention, _write, _Writer))
    return hashlib.sha256(f"{said}{CURRENT.number}".encode()).hexdigest()[:8]


def _write(figures: int, place: Path) -> None:
    Casefile.create(place).close()
    database = sqlite3.connect(place, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    indexes = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    database.execute("BEGIN")
    _Writer(database, figures).write()
    for _, sql in indexes:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL").fetchall()
    database.close()


class _Writer:
    """Writes an invention into the tables of an empty casefile."""

    def __init__(self, database: sqlite3.Connection, figures: int) -> None:
        self._database = database
        self._invention = invention.Invention(figures)
        self._rng = random.Random(figures)
        self._tree = CategoryTree()
        self._entry, self._seal, self._millisecond = 0, journal.FIRST_SEAL, 0x0197_0000_0000

    def write(self) -> None:
        """Each kind after those that it names."""
        made = self._invention
        self._keep(RecordKind.PUBLISHER, self._rows(made.publishers()))
        self._keep(RecordKind.PARTY, self._rows(made.parties()))
        self._keep(RecordKind.SOURCE, self._sources())
        self._keep(RecordKind.AGREEMENT, self._rows(made.agreements()))
        self._keep(RecordKind.EVENT, self._rows(made.events()))
        self._keep(RecordKind.FIGURE, self._rows(made.figures()))
        self._keep(RecordKind.PIN, self._rows(made.pins()))

    def _rows(self, drafts: Iterable[Draft]) -> Iterator[Row]:
        for id, draft in enumerate(drafts, start=1):
            yield {**row_of(draft, self._tree), "id": id, "uid": self._uid()}

    def _sources(self) -> Iterator[Row]:
        for id, (draft, text) in enumerate(self._invention.sources(), start=1):
            digest = hashlib.sha256(text.encode()).hexdigest() if text else None
            if digest:
                self._database.execute("INSERT OR IGNORE INTO kept_text VALUES (?, ?)", (digest, text))
                self._index(text_index.text_key(id), "", fold(text))
            yield {**row_of(draft, self._tree), "id": id, "uid": self._uid(), "text_sha256": digest}

    def _uid(self) -> str:
        """An identity as the program gives them, but drawn from the seed."""
        self._millisecond += 1
        tail = self._rng.getrandbits(74)
        time = f"{self._millisecond >> 16:08x}-{self._millisecond & 0xFFFF:04x}"
        return f"{time}-7{tail >> 62:03x}-{0x8000 | tail >> 48 & 0x3FFF:04x}-{tail & 0xFFFF_FFFF_FFFF:012x}"

    def _index(self, key: int, title: str, body: str) -> None:
        self._database.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (key, title, body))

    def _keep(self, kind: RecordKind, rows: Iterator[Row]) -> None:
        kept = KEPT[kind]
        names = list(kept.columns)
        insert = f"INSERT INTO {kept.table} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' for _ in names)})"
        while part := list(itertools.islice(rows, ENTRY)):
            self._database.executemany(insert, ([row[name] for name in names] for row in part))
            for name, linked in kept.lists.items():
                links = ((row["id"], at, member) for row in part for at, member in enumerate(_listed(row[name])))
                self._database.executemany(f"INSERT INTO {linked} (owner, position, member) VALUES (?, ?, ?)", links)
            self._journal(kind, part)
            for row in part:
                self._index(text_index.key(kind, int(str(row["id"]))), *text_index.said(kind, row))

    def _journal(self, kind: RecordKind, part: list[Row]) -> None:
        """One sealed entry that added these records."""
        self._entry += 1
        changes = [(kind.value, int(str(row["id"])), None, canonical(row)) for row in part]
        entry: dict[str, Any] = {
            "id": self._entry,
            "at": "2026-07-01T12:00:00Z",
            "author": "",
            "label": f"Import {len(part):,} records",
            "reason": "",
            "turn": journal.Turn.ACT.value,
            "of_entry": None,
            "previous": self._seal,
        }
        entry["sha256"] = self._seal = journal.seal(entry, changes)
        self._database.execute(f"INSERT INTO journal VALUES ({', '.join(f':{name}' for name in entry)})", entry)
        rows = ((self._entry, position, *change) for position, change in enumerate(changes))
        self._database.executemany("INSERT INTO journal_change VALUES (?, ?, ?, ?, ?, ?)", rows)


def quoted(name: str) -> str:
    """The column's name as SQL takes it: one of them is *where*."""
    return f'"{name}"'


def _listed(value: object) -> list[int]:
    return value if isinstance(value, list) else []


if __name__ == "__main__":
    for asked in sys.argv[1:] or map(str, SIZES):
        print(casefile(int(asked)))
