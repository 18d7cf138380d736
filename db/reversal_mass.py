"""Taking back and doing again an act that added many records: in whole runs of them, held against the journal by SQLite.

It leaves the same records and the same journal as going through them one by one, which a property test holds. Whatever an act
did besides adding is gone through one by one in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from string import Template
from typing import Any

from db import bulk, journal, leaving
from db.entry import Entry
from db.error import Damaged
from db.kept import KEPT, Value
from db.kind import RecordKind
from db.sqlite import witness
from db.sqlite.connection import Connection
from db.sqlite.file import raw
from db.writer import parsed

_MOST_RUNS = 1_000
_WORTH_A_STATEMENT = 500
"""More runs than these are not worth a statement each, unless there are so many records in one."""

_PLACE = "SELECT kind, record, before IS NULL FROM journal_change WHERE entry = ? AND position = ?"
_ADDED = (
    "SELECT count(*) FROM journal_change WHERE entry = ? AND position BETWEEN ? AND ? "
    "AND kind = ? AND record = position + ? AND before IS NULL"
)
_AS_KEPT = Template(
    "SELECT count(*) FROM $table AS t JOIN journal_change AS c ON c.entry = ? AND c.position = t.id + ? "
    "WHERE t.id BETWEEN ? AND ? AND json_object($said) = c.after"
)
_COUNTED = Template("SELECT count(*) FROM $table WHERE id BETWEEN ? AND ?")
_AFTER = "SELECT after FROM journal_change WHERE entry = ? AND position BETWEEN ? AND ? ORDER BY position"
_AT = "SELECT kind, record, before, after FROM journal_change WHERE entry = ? AND position = ?"
_SIZE = "SELECT 1 + max(position) FROM journal_change WHERE entry = ?"
_PUT = (
    "INSERT INTO journal_change (entry, position, kind, record, before, after) "
    "SELECT ?, position, kind, record, NULL, after FROM journal_change WHERE entry = ? AND position BETWEEN ? AND ? "
    "ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Records with keys that follow one another, which an entry added in that order and did not touch again."""

    kind: RecordKind
    keys: range
    position: int

    def parts(self) -> Iterator[Run]:
        """The run in pieces that one statement takes."""
        for keys in bulk.parts(self.keys):
            yield Run(self.kind, keys, self.position + keys.start - self.keys.start)

    @property
    def last(self) -> int:
        """Where in its entry the last of its records stands."""
        return self.position + len(self.keys) - 1

    def without(self, key: int) -> tuple[Run, ...]:
        """The same without one of its records."""
        before, after = range(self.keys.start, key), range(key + 1, self.keys.stop)
        pieces = (Run(self.kind, before, self.position), Run(self.kind, after, self.position + len(before) + 1))
        return tuple(piece for piece in pieces if piece.keys)


@dataclass(frozen=True, slots=True)
class Done:
    """What an entry did: the runs that it added, and at which places stands whatever else it did."""

    entry: int
    size: int
    runs: tuple[Run, ...]
    else_at: tuple[int, ...]

    @property
    def is_all_runs(self) -> bool:
        """Whether it did nothing else, and added nothing that is named by anything but its key."""
        return not self.else_at and all(run.kind is not RecordKind.CATEGORY for run in self.runs)


def done(connection: Connection, entry: int) -> Done | None:
    """What an entry seems to have done, where most of it was adding records; None where it is better gone through one by one.

    Only where runs begin and end is looked at. Whoever uses them finds out whether they are what they seem.
    """
    size = size_of(connection, entry)
    runs: list[Run] = []
    others: list[tuple[int, RecordKind, int]] = []
    position = 0
    while position < size:
        found = _place(connection, entry, position)
        if found is None or len(runs) + len(others) > max(_MOST_RUNS, size // _WORTH_A_STATEMENT):
            return None
        kind, record, added = found
        if added:
            last = _last(connection, entry, (kind, record - position), position, size)
            runs.append(Run(_kind(kind), range(record, record + last - position + 1), position))
            position = last
        else:
            others.append((position, _kind(kind), record))
        position += 1
    return _parted(Done(entry, size, tuple(runs), ()), others)


def _place(connection: Connection, entry: int, position: int) -> tuple[str, int, bool] | None:
    found = raw(connection).execute(_PLACE, (entry, position)).fetchone()
    return None if found is None or type(found[1]) is not int else (found[0], found[1], bool(found[2]))


def _last(connection: Connection, entry: int, run: tuple[str, int], first: int, size: int) -> int:
    """The last place of a run of a kind whose keys are so much above their places: by ever longer steps, then by halves."""

    def belongs(position: int) -> bool:
        return position < size and _place(connection, entry, position) == (run[0], position + run[1], True)

    step = 1
    while belongs(first + step):
        step *= 2
    inside, outside = first + step // 2, first + step
    while outside - inside > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if belongs(middle) else (inside, middle)
    return inside


def _kind(named: str) -> RecordKind:
    try:
        return RecordKind(named)
    except ValueError:
        raise Damaged(f"The journal speaks of a “{named}”, which is no record. Open a backup of this casefile.") from None


def _parted(whole: Done, others: Sequence[tuple[int, RecordKind, int]]) -> Done | None:
    """The same with every record that the entry touched more than once out of its run."""
    runs, places = list(whole.runs), {position for position, _, _ in others}
    for _, kind, record in others:
        for run in [run for run in runs if run.kind is kind and record in run.keys]:
            places.add(run.position + record - run.keys.start)
            runs.remove(run)
            runs += run.without(record)
    ordered = sorted(runs, key=lambda run: (run.kind, run.keys.start))
    for one, other in pairwise(ordered):
        if one.kind is other.kind and other.keys.start < one.keys.stop:
            return None
    return Done(whole.entry, whole.size, tuple(sorted(runs, key=lambda run: run.position)), tuple(sorted(places)))


def size_of(connection: Connection, entry: int) -> int:
    """How many changes an entry holds."""
    return int(raw(connection).execute(_SIZE, (entry,)).fetchone()[0] or 0)


def others(connection: Connection, what: Done) -> list[journal.Change]:
    """Whatever the entry did besides its runs, in order."""
    found = raw(connection)
    rows = (found.execute(_AT, (what.entry, position)).fetchone() for position in what.else_at)
    return [journal.Change(_kind(row[0]), row[1], parsed(row[2]), parsed(row[3])) for row in rows]


def _as_kept(connection: Connection, entry: int, run: Run) -> int:
    kept = KEPT[run.kind]
    query = _AS_KEPT.substitute(table=kept.table, said=witness.as_text(kept))
    values = (entry, run.position - run.keys.start, run.keys.start, run.keys.stop - 1)
    return int(raw(connection).execute(query, values).fetchone()[0])


def says_all(connection: Connection, what: Done) -> bool:
    """Whether the journal says all of the records of the runs that is kept of such records today."""
    for run in what.runs:
        first = raw(connection).execute(_AFTER, (what.entry, run.position, run.position)).fetchone()
        if (parsed(first[0]) or {}).keys() != KEPT[run.kind].fields:
            return False
    return True


def is_absent(connection: Connection, what: Done) -> bool:
    """Whether none of the records of the runs is there, and the entry did add all of them."""
    for run in what.runs:
        query = _COUNTED.substitute(table=KEPT[run.kind].table)
        if raw(connection).execute(query, (run.keys.start, run.keys.stop - 1)).fetchone()[0]:
            return False
        values = (what.entry, run.position, run.last, run.kind.value, run.keys.start - run.position)
        if raw(connection).execute(_ADDED, values).fetchone()[0] != len(run.keys):
            return False
    return True


def take(connection: Connection, what: Done, entry: Entry) -> None:
    """Note in the entry that the runs are taken out again, and take them out.

    What is noted is held against what the other entry left when it is sealed: ``NotAsLeft``.
    """
    entry.note_taken((run.kind, run.keys, what.size - 1 - run.last) for run in reversed(what.runs))
    runs = {kind: [run.keys for run in what.runs if run.kind is kind] for kind in {run.kind for run in what.runs}}
    leaving.take_out(connection, runs)


def put(connection: Connection, what: Done, entry: Entry) -> None:
    """Put the runs in again as the journal keeps them, and note it in the entry that does it again."""
    for run in what.runs:
        named = itemgetter("id", *bulk.columns(run.kind))
        for part in run.parts():
            try:
                rows = [named(row) for row in _rows(connection, what.entry, part)]
            except (KeyError, TypeError):
                raise _unreadable() from None
            bulk.put_rows(connection, run.kind, rows)
            if _as_kept(connection, what.entry, part) != len(part.keys):
                raise _unreadable()
            raw(connection).execute(_PUT, (entry.number, what.entry, part.position, part.last))


def _unreadable() -> Damaged:
    return Damaged("The journal holds records that cannot be read. Open a backup of this casefile.")


def _rows(connection: Connection, entry: int, run: Run) -> Iterator[dict[str, Value]]:
    for (text,) in raw(connection).execute(_AFTER, (entry, run.position, run.last)):
        row: Any = parsed(text)
        yield row
