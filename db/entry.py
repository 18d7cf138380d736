"""An entry of the journal that is written while its act goes on, and sealed when the act is done.

SQLite writes what becomes of many records as the journal keeps it, and spells it again as it is sealed: letter for letter as
``db.journal`` does of a few. An entry that takes another back is held against that one in the same pass that seals it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from string import Template

from db import bulk, journal
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.sqlite import witness
from db.sqlite.connection import Connection
from db.sqlite.file import raw, spelled_twice
from db.writer import NOT_TEXT, canonical

_SEALED_AT_ONCE = 200
_ADDED = Template(
    "INSERT INTO journal_change (entry, position, kind, record, before, after) "
    "SELECT ?, t.id + ?, ?, t.id, NULL, json_object($said) FROM $table AS t WHERE t.id BETWEEN ? AND ? ORDER BY t.id"
)
_TAKE = "INSERT INTO journal_change (entry, position, kind, record, before, after) "
_TAKEN = Template(
    "SELECT * FROM (SELECT ?, ? - t.id, ?, t.id, json_object($said), NULL FROM $table AS t WHERE t.id BETWEEN ? AND ? "
    "ORDER BY t.id DESC)"
)
_RUNS_AT_ONCE = 100
"""Pages that one statement wrote and another has to make room for are written twice by SQLite, in case that the other fails."""

_TO_SEAL = (
    "SELECT CAST(json_array(kind, record, before, after) AS BLOB), NULL FROM journal_change WHERE entry = ? ORDER BY position"
)
_TO_SEAL_AGAINST = """
SELECT CAST(json_array(n.kind, n.record, n.before, n.after) AS BLOB),
  CASE WHEN n.kind = o.kind AND n.record = o.record AND n.before = o.after AND n.after IS NULL AND o.before IS NULL
    THEN NULL ELSE n.position END
FROM journal_change AS n LEFT JOIN journal_change AS o ON o.entry = ? AND o.position = ? - n.position
WHERE n.entry = ? ORDER BY n.position
"""


class NotAsLeft(Exception):
    """What an entry takes back is not, letter for letter, what the other left; nothing of it may be kept."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The entry that another takes back, change by change from its end; ``but`` are places that were looked at already."""

    entry: int
    size: int
    but: frozenset[int]


class Entry:
    """What an act did so far, written down under the number that it will have."""

    def __init__(self, connection: Connection, label: str, *, mirrored: Mirrored | None = None) -> None:
        self._connection = connection
        self._mirrored = mirrored
        found = raw(connection).execute("SELECT id, sha256 FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        self.number: int = found[0] + 1 if found else 1
        self._previous: str = found[1] if found else journal.FIRST_SEAL
        self.size = 0
        raw(connection).execute(
            "INSERT INTO journal (id, at, author, label, reason, turn, of_entry, previous, sha256) "
            "VALUES (?, '', '', ?, '', 'act', NULL, '', ?)",
            (self.number, label.translate(NOT_TEXT), secrets.token_hex(32)),
        )

    def note(self, changes: Iterable[journal.Change]) -> None:
        """Write down what became of these records."""
        rows = (
            (self.number, position, change.kind.value, change.id, _text(change.before), _text(change.after))
            for position, change in enumerate(changes, self.size)
        )
        self.size += self._write(rows)

    def note_at(self, placed: Iterable[tuple[int, journal.Change]]) -> None:
        """Write down what became of these records, each at its own place in the entry."""
        self._write(
            (self.number, position, change.kind.value, change.id, _text(change.before), _text(change.after))
            for position, change in placed
        )

    def leave_room(self, size: int) -> None:
        """Take what is noted from now on to stand after so many changes, which are noted at their own places."""
        self.size = size

    def _write(self, rows: Iterable[tuple[int, int, str, int, str | None, str | None]]) -> int:
        written = raw(self._connection).executemany(
            "INSERT INTO journal_change (entry, position, kind, record, before, after) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        return max(0, int(written.rowcount))

    def note_added(self, kind: RecordKind, keys: range) -> None:
        """Write down that these records were added, as they stand in their table."""
        query = _ADDED.substitute(table=KEPT[kind].table, said=witness.as_text(KEPT[kind]))
        for part in bulk.parts(keys):
            raw(self._connection).execute(query, (self.number, self.size - keys.start, kind.value, part.start, part.stop - 1))
        self.size += len(keys)

    def note_taken(self, runs: Iterable[tuple[RecordKind, range, int]]) -> None:
        """Write down that these records are taken out, each run from its place on, the last record first, as they stand.

        ``NotAsLeft`` where one of them is not there.
        """
        waiting = iter(runs)
        while several := list(islice(waiting, _RUNS_AT_ONCE)):
            query = " UNION ALL ".join(_taken(kind) for kind, _, _ in several)
            values = [(self.number, at + keys.stop - 1, kind.value, keys.start, keys.stop - 1) for kind, keys, at in several]
            written = raw(self._connection).execute(_TAKE + query, list(chain.from_iterable(values)))
            if written.rowcount != sum(len(keys) for _, keys, _ in several):
                raise NotAsLeft

    def seal(
        self, *, label: str, reason: str, author: str, turn: journal.Turn, of_entry: int | None, reached: bulk.Reached
    ) -> None:
        """Say whose act it was and seal it with all its changes."""
        entry = {
            "id": self.number,
            "at": journal.now(),
            "author": author.translate(NOT_TEXT),
            "label": label.translate(NOT_TEXT),
            "reason": reason.translate(NOT_TEXT),
            "turn": turn.value,
            "of_entry": of_entry,
            "previous": self._previous,
        }
        with spelled_twice(self._connection):
            entry["sha256"] = self._sealed(entry, reached)
        raw(self._connection).execute(
            "UPDATE journal SET at = ?, author = ?, label = ?, reason = ?, turn = ?, of_entry = ?, previous = ?, sha256 = ? "
            "WHERE id = ?",
            [entry[name] for name in ("at", "author", "label", "reason", "turn", "of_entry", "previous", "sha256", "id")],
        )

    def _sealed(self, entry: Mapping[str, object], reached: bulk.Reached) -> str:
        """The same as ``journal.seal`` of all changes, which SQLite writes as text as ``canonical`` does."""
        before, _, after = canonical({**entry, "changes": []}).partition('"changes":[]')
        digest = hashlib.sha256(f'{before}"changes":['.encode())
        comma = b""
        for part in self._spelled():
            digest.update(comma + b",".join(part))
            comma = b","
            reached()
        digest.update(f"]{after}".encode())
        return digest.hexdigest()

    def _spelled(self) -> Iterator[list[bytes]]:
        """All changes as they are sealed; ``NotAsLeft`` where one is not what the mirrored entry says."""
        mirrored, seen = self._mirrored, 0
        if mirrored is None:
            changes = raw(self._connection).execute(_TO_SEAL, (self.number,))
        else:
            changes = raw(self._connection).execute(_TO_SEAL_AGAINST, (mirrored.entry, mirrored.size - 1, self.number))
        while part := changes.fetchmany(_SEALED_AT_ONCE):
            seen += len(part)
            if mirrored is not None and not mirrored.but.issuperset(place for _, place in part if place is not None):
                raise NotAsLeft
            yield [text for text, _ in part]
        if mirrored is not None and seen != mirrored.size:
            raise NotAsLeft


@cache
def _taken(kind: RecordKind) -> str:
    return _TAKEN.substitute(table=KEPT[kind].table, said=witness.as_text(KEPT[kind]))


def _text(row: Row | None) -> str | None:
    return None if row is None else canonical(row)
