"""Comparing, saving, merging and verifying casefiles of up to a million figures, each beside what SQLite alone takes for it.

python bench/mass.py [--short] [--json OUT.json]
"""

from __future__ import annotations

import resource
import secrets
import shutil
import sqlite3
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import data
from measure import ROUNDS, Budget, Row, Turns, alone, in_turns, main, row_of, timed, told_seconds

from db import merge as merging
from db.casefile import Casefile
from db.comparison import OpenComparison
from db.kept import KEPT
from db.kind import RecordKind
from db.sqlite import file, text_index
from db.weighing import FIGURE
from desktop.compare.workers import MOST, Workers
from figures.comparison import compare
from figures.line import Line
from figures.record import Figure, FigureDraft
from figures.vocabulary import Stage

GROUPED = (
    "SELECT count(*), sum(least), sum(most) FROM (SELECT sum(low) AS least, sum(high) AS most FROM figure "
    "GROUP BY agreement, event, category, sender, receiver)"
)
TAKEN = 40
"""Lines, acts and saves of which the median is taken in one round."""


def all_lines(figures: str) -> dict[str, Any]:
    """Every line of a casefile, from nothing: opened, compared, each line looked at; in seconds of the processor, as below."""
    start = time.process_time()
    lines, looked = 0, 0
    with Casefile.open(data.casefile(int(figures)), read_only=True) as casefile:
        for line in OpenComparison(casefile).lines(lambda _: True):
            lines += 1
            looked += len(line.sentence)
    return {"seconds": time.process_time() - start, "lines": lines, "looked": looked}


def apart(figures: str) -> dict[str, Any]:
    """Every line as the Compare room keeps it, by processes of their own: by the clock, with the memory of all together."""
    start = time.perf_counter()
    lines = 0
    with Casefile.open(data.casefile(int(figures)), read_only=True) as casefile:
        with Workers(casefile, None, casefile.moment()[0], lambda: False) as workers:
            said = workers.said
            said.began()
            for runs in said.batches():
                lines += sum(len(run.facts) for run in runs)
        seconds = time.perf_counter() - start
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": seconds, "lines": lines, "more_mb": largest * len(workers.processes)}


def grouped(figures: str, clock: str = "process_time") -> float:
    """The figures of every line added up by SQLite, from an index that holds all it needs."""
    now = getattr(time, clock)
    start: float = now()
    with closing(sqlite3.connect(f"{data.bare(int(figures)).as_uri()}?mode=ro", uri=True)) as database:
        database.execute(GROUPED).fetchall()
    return float(now() - start)


def verified(figures: str) -> dict[str, Any]:
    """A casefile verified, with progress."""
    told: list[float] = []
    with Casefile.open(data.casefile(int(figures)), read_only=True) as casefile:
        start = time.process_time()
        faults = casefile.verify(progress=lambda share: told.append(share) is None)
        return {"seconds": time.process_time() - start, "faults": len(faults), "told": len(told)}


def checked(figures: str) -> float:
    """The same file checked by SQLite, constraints too: those it passes over where a file is opened with ``mode=ro``."""
    with closing(sqlite3.connect(f"{data.casefile(int(figures)).as_uri()}?mode=rw", uri=True)) as database:
        database.execute("PRAGMA query_only = ON")
        start = time.process_time()
        database.execute("PRAGMA integrity_check").fetchall()
        database.execute("PRAGMA foreign_key_check").fetchall()
        return time.process_time() - start


def _beside(work: str, floor: str, figures: int, rounds: int, *clock: str) -> tuple[Turns, float, dict[str, Any]]:
    """Two functions in processes of their own, in turns: the turns, the work's peak of memory and what it said last."""
    peaks: list[float] = []
    said: dict[str, Any] = {}

    def worked() -> float:
        answer = alone(f"mass:{work}", str(figures))
        peaks.append(answer.peak_mb + answer.said.get("more_mb", 0))
        said.update(answer.said)
        return answer.seconds

    return in_turns(worked, lambda: alone(f"mass:{floor}", str(figures), *clock).seconds, rounds), max(peaks), said


def whole(figures: int, rounds: int) -> Iterator[Row]:
    """All lines, and whether they are those of ``figures``."""
    data.bare(figures)
    turns, peak, said = _beside("all_lines", "grouped", figures, rounds)
    small = min(figures, 10_000)
    with Casefile.open(data.casefile(small), read_only=True) as casefile:
        same = tuple(OpenComparison(casefile).lines()) == compare(casefile.casebook()).lines
    if not same:
        raise AssertionError("the lines that are streamed are not those of the casebook")
    yield row_of(
        f"all {said['lines']:,} lines of {figures:,} figures, from nothing",
        "covering-index GROUP BY",
        Budget(ratio=40, peak_mb=400),
        turns,
        peak,
        f"{turns.seconds / figures * 1e6:.1f} µs a figure; {small:,} figures compared line by line: identical",
    )
    lines = said["lines"]
    turns, peak, said = _beside("apart", "grouped", figures, rounds, "perf_counter")
    if said["lines"] != lines:
        raise AssertionError("the lines of other processes are not all lines")
    yield row_of(
        f"all {lines:,} lines as the Compare room keeps them, by {MOST} processes, by the clock",
        "covering-index GROUP BY",
        Budget(ratio=40, peak_mb=400),
        turns,
        peak,
        "memory of all processes together",
    )


def verify(figures: int, rounds: int) -> Iterator[Row]:
    """A whole casefile verified."""
    turns, peak, said = _beside("verified", "checked", figures, rounds)
    if said["faults"]:
        raise AssertionError(f"{said['faults']} faults")
    yield row_of(
        f"verify {figures:,} figures, with progress",
        "integrity_check and foreign_key_check",
        Budget(ratio=3),
        turns,
        peak,
    )


def one_line(figures: int, rounds: int) -> Iterator[Row]:
    """One line, and all lines, of an event outside agreements and of an agreement with all its events."""
    with Casefile.open(data.casefile(figures), read_only=True) as casefile, casefile.connected() as connection:
        database = file.raw(connection)
        compared = OpenComparison(casefile)
        alone_ = [row[0] for row in database.execute("SELECT id FROM event WHERE agreement IS NULL ORDER BY id DESC LIMIT 400")]
        agreements = [row[0] for row in database.execute("SELECT id FROM agreement ORDER BY id DESC LIMIT 400")]

        def of(abouts: list[tuple[int | None, int | None]], places: set[int | None] | None = None) -> Callable[[], float]:
            return timed(
                lambda: [_said(line) for about in abouts for scope in compared.scopes([about]) for line in scope.lines(places)]
            )

        def one_of(abouts: list[tuple[int | None, int | None]], places: set[int | None] | None = None) -> Callable[[], float]:
            return timed(
                lambda: [_said(next(scope.lines(places), None)) for about in abouts for scope in compared.scopes([about])]
            )

        def rows(query: str, keys: list[int]) -> Callable[[], float]:
            return timed(lambda: [database.execute(query, (key,)).fetchall() for key in keys])

        turns = in_turns(one_of([(None, id) for id in alone_]), rows(f"{FIGURE} WHERE event = ?", alone_), rounds)
        yield _per(turns, len(alone_), "compare one line of an event", "SELECT of the event's figures", "")
        turns = in_turns(of([(None, id) for id in alone_]), rows(f"{FIGURE} WHERE event = ?", alone_), rounds)
        yield _per(turns, len(alone_), "compare one event: all its lines", "SELECT of its figures", "")
        query = f"{FIGURE} WHERE agreement = ?1 OR event IN (SELECT id FROM event WHERE agreement = ?1)"
        turns = in_turns(one_of([(id, None) for id in agreements], {None}), rows(query, agreements), rounds)
        yield _per(turns, len(agreements), "compare one line of an agreement", "SELECT of the figures of all its events", "")
        turns = in_turns(of([(id, None) for id in agreements], {None}), rows(query, agreements), rounds)
        lines = sum(len(list(s.lines({None}))) for id in agreements for s in compared.scopes([(id, None)])) / len(agreements)
        note = f"{lines:.0f} lines each, {told_seconds(turns.seconds / len(agreements) / lines)} a line"
        yield _per(turns, len(agreements), "compare one agreement's own lines", "SELECT of the figures of all its events", note)


def _said(line: Line | None) -> object:
    """The line's sentence, as it is shown."""
    return None if line is None else line.sentence


def _per(turns: Turns, times: int, work: str, floor: str, note: str) -> Row:
    seconds, floor_seconds = turns.seconds / times, turns.floor_seconds / times
    return Row(work, floor, Budget(5, 0.001), turns.ratio, seconds, floor_seconds, None, turns.rounds, note)


def saving(figures: int, rounds: int) -> Iterator[Row]:
    """One figure saved, and what it is about compared anew; beside the same rows put into a copy by SQLite alone.

    Between two of them the log is brought into the file on both sides, as happens in the window while nobody waits.
    """
    with tempfile.TemporaryDirectory() as folder:
        place, other = data.copy_of(figures, Path(folder)), Path(folder) / "bare.handover"
        shutil.copyfile(place, other)
        with Casefile.open(place) as casefile, closing(sqlite3.connect(other.as_uri(), uri=True)) as bare:
            saved = _Saved(casefile)
            saved.take()
            raw = _Raw(bare)
            saved.again.clear()
            saved.settled.clear()
            turns = in_turns(saved.take, raw.take, rounds)
        work, floor = "save one figure: rows, journal, search, its line anew", "the same rows by sqlite3, same pragmas"
        yield row_of(
            f"{work} ({figures:,} figures)",
            floor,
            Budget(ratio=5),
            turns,
        )
        anew = median(saved.again)
        note = f"seconds of the processor; bringing the act into the file itself, later: {told_seconds(median(saved.settled))}"
        yield Row("all lines anew after one act", "–", Budget(seconds=0.005), None, anew, None, None, len(saved.again), note)


class _Saved:
    """Figures saved as a form saves them, each in another agreement."""

    def __init__(self, casefile: Casefile) -> None:
        self._casefile, self._compared = casefile, OpenComparison(casefile)
        self.again: list[float] = []
        self.settled: list[float] = []
        self._drafts = cycle(islice(_drafts(casefile), TAKEN))

    def take(self) -> float:
        """The median of some saves: act, durable, and the lines of what the figure is about shown anew."""
        taken = []
        for draft in islice(self._drafts, TAKEN):
            start = time.perf_counter()
            with self._casefile.act("Add figure") as act:
                act.add(draft)
            compared, reached = self._compared.after()
            shown = [_said(line) for scope in compared.scopes(reached or {}) for line in scope.lines({draft.event})]
            done = time.perf_counter()
            if not shown:
                raise AssertionError("nothing was compared anew")
            self._casefile.settle()
            taken.append(done - start)
            self.settled.append(time.perf_counter() - done)
            self.again.append(self._followed())
        return median(taken)

    def _followed(self) -> float:
        """Seconds of the processor that all lines take that the last act touched."""
        start = time.process_time()
        self._compared, reached = self._compared.after()
        if not list(self._compared.anew(reached or {})):
            raise AssertionError("nothing was compared anew")
        return time.process_time() - start


def _drafts(casefile: Casefile) -> Iterator[FigureDraft]:
    """For one agreement after another a figure to be saved, like one that is there."""
    none = {"part_of": None, "relative_to": None, "portion": None, "corrects": None, "anchor": None}
    kept = {"said_on": "2020-05-05", "retracted": False, "retracted_on": "", "retracted_reason": ""}
    for agreement in range(max(2, casefile.tally().agreements // 2), 0, -1):
        figures = (figure for event in casefile.events(agreement=agreement) for figure in casefile.figures(event=event.id))
        like = next((f for f in figures if f.stage is Stage.TRANSFERRED and f.sender is not None), None)
        if like is not None:
            yield replace(_draft_of(like), **none, **kept)


class _Raw:
    """The same rows, put into the same tables by SQLite alone."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            database.execute(f"PRAGMA {pragma}").fetchall()
        self._rows = {name: self._last(name) for name in ("figure", "journal", "journal_change")}
        query = "SELECT rowid, title, body FROM search WHERE rowid = ?"
        self._rows["search"] = list(
            database.execute(query, (text_index.key(RecordKind.FIGURE, self._rows["figure"][0]),)).fetchone()
        )

    def _last(self, table: str) -> list[Any]:
        return list(self._database.execute(f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1").fetchone())

    def take(self) -> float:
        """The median of some transactions."""
        taken = []
        for _ in range(TAKEN):
            self._renew()
            start = time.perf_counter()
            self._database.execute("BEGIN IMMEDIATE")
            for table, row in self._rows.items():
                names = "(rowid, title, body)" if table == "search" else ""
                self._database.execute(f"INSERT INTO {table} {names} VALUES ({', '.join('?' * len(row))})", row)
            self._database.execute("COMMIT")
            taken.append(time.perf_counter() - start)
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return median(taken)

    def _renew(self) -> None:
        """The next keys and identities."""
        rows = self._rows
        for name in rows:
            rows[name][0] += 1
        rows["figure"][1] = str(uuid.uuid4())
        rows["journal"][-1] = secrets.token_hex(32)
        rows["journal_change"][3] = rows["figure"][0]


def merge(figures: int, rounds: int) -> Iterator[Row]:
    """Another researcher's casefile brought in: a thousand records changed there; beside its rows copied by SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = data.copy_of(figures, Path(folder))
        with Casefile.open(theirs) as casefile, casefile.act("Go over") as act:
            for figure in casefile.figures()[: min(1000, figures // 4)]:
                act.change(figure.id, replace(_draft_of(figure), note="gone over"))

        def merged() -> float:
            with tempfile.TemporaryDirectory() as mine, Casefile.open(data.copy_of(figures, Path(mine))) as casefile:
                start = time.perf_counter()
                merging.merge(casefile, theirs)
                return time.perf_counter() - start

        turns = in_turns(merged, lambda: _copied(theirs, Path(folder) / "bare.db"), rounds)
        work = f"merge two casefiles of {figures:,} figures, 1,000 changed"
        yield row_of(
            work,
            "the second's rows copied by ATTACH",
            Budget(ratio=5),
            turns,
        )


def _draft_of(figure: Figure) -> FigureDraft:
    return FigureDraft(**{name: getattr(figure, name) for name in FigureDraft.__dataclass_fields__})


def _copied(theirs: Path, place: Path) -> float:
    """Every row of records, journal and texts copied into an empty database."""
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        start = time.perf_counter()
        database.execute("ATTACH ? AS theirs", (str(theirs),))
        database.execute("BEGIN")
        for table in [*(kept.table for kept in KEPT.values()), "journal", "journal_change", "kept_text"]:
            database.execute(f"CREATE TABLE {table} AS SELECT * FROM theirs.{table}")
        database.execute("COMMIT")
        taken = time.perf_counter() - start
    place.unlink()
    return taken


def rows(*, short: bool) -> Iterator[Row]:
    """Every row of this part."""
    rounds = 1 if short else ROUNDS
    yield from one_line(1_000 if short else 1_000_000, rounds)
    yield from saving(1_000 if short else 1_000_000, rounds)
    yield from merge(1_000 if short else 100_000, rounds)
    yield from whole(1_000 if short else 1_000_000, rounds)
    yield from verify(1_000 if short else 1_000_000, rounds)


if __name__ == "__main__":
    sys.exit(main(rows))
