"""Casefiles damaged in every way that a disk or a stranger can think of: refused, or opened with the fault named.

A number that differs from the true one and is given out without a word is the one thing that may not be: in the window, in a
table that is written out, or in a copy to hand on.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from faults_work import begin, one_act

from db.casefile import Casefile
from db.error import CasefileError
from db.sharing import LeaveOut, share
from desktop.table_export import export_casefile
from exchange.table_file import read_table
from figures.comparison import compare
from figures.record import Casebook

_A_CHILD = 40
_PAGE = 4096
_MOST_SECONDS = 10
"""Of the processor; on a machine that has other things to do, so many times as long by the clock."""
_PATIENCE = 6
_MOST_BYTES = 1 << 30
_ALTERED_BY_HAND = (
    "UPDATE figure SET low = low + 1, high = high + 1 WHERE id = :one",
    "UPDATE figure SET words = words || '0' WHERE id = :one",
    "UPDATE figure SET sender = receiver, receiver = sender WHERE id = :one",
    "UPDATE figure SET retracted = 1 WHERE id = :one",
    "UPDATE figure SET claimant = NULL WHERE id = :one",
    "UPDATE source SET title = title || '.', published = '2025-06-12'",
    "UPDATE event SET date = '2025-06-12'",
    "UPDATE agreement SET due = '2025-06-30'",
    "UPDATE party SET name = name || 'n' WHERE id = 1 + :one % 2",
    "DELETE FROM figure WHERE id = :one",
    "DELETE FROM agreement_party WHERE position = :one % 2",
    "UPDATE agreement_party SET position = position + 2 WHERE position = 0",
    "DELETE FROM journal_change WHERE kind = 'figure' AND record = :one",
    "UPDATE journal_change SET after = replace(after, '\"low\":', '\"low\":1') WHERE kind = 'figure' AND record = :one",
    "INSERT INTO pin SELECT 9, 'x', NULL, event, category, category_root, sender, receiver, id, 'mine' FROM figure LIMIT 1",
)
"""What somebody can do to a casefile with a program for databases."""

Outcome = str
OUTCOMES = ("refused", "named", "harmless", "silently wrong", "crashes", "hangs over 10 s", "over 1 GiB")


@dataclass(frozen=True)
class Truth:
    """What the casefile says that is to be damaged: all of it, and the tables that go out of it and of a copy to hand on."""

    book: Casebook
    table: bytes
    rows: list[tuple[str, ...]]
    shared: bytes

    @classmethod
    def of(cls, casefile: Casefile, folder: Path) -> Truth:
        """The truth of a casefile that is sound."""
        tables = (table_of(casefile, folder), workbook_of(casefile, folder), shared_of(casefile, folder))
        return cls(casefile.casebook(), *tables)


def damaged(times: int, seed: int, folder: Path) -> dict[str, float]:
    """Damage a casefile ``times`` times, each time anew, and do with it all that a window does."""
    place = folder / "whole.handover"
    begin(place)
    chance = random.Random(seed)
    with Casefile.open(place, author="Bench") as casefile:
        for number in range(1, 60):
            one_act(casefile, chance, number)
    whole = place.read_bytes()
    with Casefile.open(place) as casefile:
        true = Truth.of(casefile, folder)
    found = dict.fromkeys(OUTCOMES, 0)
    longest = 0.0
    for outcome, seconds in in_children(lambda number: become(whole, true, seed * 1_000_003 + number, folder), times):
        found[outcome] += 1
        longest = max(longest, seconds)
    return {"damaged casefiles": times, **found, "longest, in seconds": round(longest, 2)}


def in_children(one: Callable[[int], Outcome], times: int) -> Iterator[tuple[Outcome, float]]:
    """What ``one`` answers to each number and in how many seconds, found out in processes that may crash or hang."""
    for start in range(0, times, _A_CHILD):
        yield from tried(one, range(start, min(times, start + _A_CHILD)))


def tried(one: Callable[[int], Outcome], numbers: range) -> list[tuple[Outcome, float]]:
    """The same for these numbers, in one child; where it ends before its work does, another goes on."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            answer_each(one, numbers, into)
        finally:
            traceback.print_exc()
            os._exit(1)
    os.close(into)
    with os.fdopen(out) as pipe:
        told = [line.rstrip("\n").split("\t") for line in pipe]
    status = os.waitpid(child, 0)[1]
    found = [(outcome, float(seconds)) for outcome, seconds in told]
    if status != 0:
        how = "hangs over 10 s" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM else "crashes"
        print(f"{how}: number {numbers[len(found)]}", file=sys.stderr)
        rest = range(numbers[len(found)] + 1, numbers.stop)
        found.append((how, 0.0))
        found += tried(one, rest) if rest else []
    return found


def answer_each(one: Callable[[int], Outcome], numbers: range, into: int) -> None:
    """In the child: tell what becomes of each, and end; whoever hangs is ended by the alarm."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with os.fdopen(into, "w") as pipe:
        for number in numbers:
            signal.alarm(_MOST_SECONDS * _PATIENCE)
            start = sum(os.times()[:4])
            outcome = one(number)
            seconds = sum(os.times()[:4]) - start
            outcome = "hangs over 10 s" if seconds > _MOST_SECONDS else outcome
            print(outcome, seconds, file=pipe, sep="\t", flush=True)
            if outcome in ("over 1 GiB", "hangs over 10 s"):
                print(f"{outcome}: number {number}", file=sys.stderr)
    os._exit(0)


def become(whole: bytes, true: Truth, number: int, folder: Path) -> Outcome:
    """Damage the casefile in the way of this number, use it, and say what became of it."""
    place = folder / "damaged.handover"
    for ending in ("", "-wal", "-shm", "-journal"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    harm(whole, random.Random(number), place)
    try:
        with Casefile.open(place) as casefile:
            outcome = used(casefile, true, folder)
    except CasefileError:
        outcome = "refused"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return "over 1 GiB" if grown > _MOST_BYTES else outcome


def used(casefile: Casefile, true: Truth, folder: Path) -> str:
    """Do what a window does with a casefile; what it cannot do it must say in a ``CasefileError``."""
    named = False
    for read in (
        lambda: casefile.undo_label,
        lambda: casefile.redo_label,
        casefile.tally,
        casefile.journal,
        casefile.drafts,
        casefile.issued,
        lambda: casefile.find("bodies"),
        lambda: casefile.source_text(1),
        casefile.fingerprint,
        casefile.drifted,
    ):
        try:
            read()
        except CasefileError:
            named = True
    for given, expected in (
        (lambda: compared(casefile), true.book),
        (lambda: table_of(casefile, folder), true.table),
        (lambda: workbook_of(casefile, folder), true.rows),
        (lambda: shared_of(casefile, folder), true.shared),
    ):
        try:
            if given() != expected:
                return "silently wrong"
        except CasefileError:
            named = True
    return "named" if named or casefile.verify() else "harmless"


def compared(casefile: Casefile) -> Casebook:
    """All that is compared, from a window that has just opened it."""
    book = casefile.casebook()
    compare(book)
    return book


def table_of(casefile: Casefile, folder: Path) -> bytes:
    """Its figures as a table, from a process of its own; nothing of it may lie there where it was refused."""
    return written(folder / "out.csv", lambda out: out_of(casefile, out)).read_bytes()


def workbook_of(casefile: Casefile, folder: Path) -> list[tuple[str, ...]]:
    """The same as a workbook, read again."""
    made = written(folder / "out.xlsx", lambda out: out_of(casefile, out))
    return [row.texts for row in read_table(made).rows]


def out_of(casefile: Casefile, out: Path) -> None:
    """A table of it, checked anew."""
    with casefile.reader() as reader:
        export_casefile(reader, out)


def shared_of(casefile: Casefile, folder: Path) -> bytes:
    """The figures of a copy to hand on."""
    copy = written(folder / "shared.handover", lambda out: shared_from(casefile, out))
    with Casefile.open(copy, read_only=True) as opened:
        return table_of(opened, folder)


def shared_from(casefile: Casefile, out: Path) -> None:
    """A copy of it, checked anew."""
    with casefile.reader() as reader:
        share(reader, out, LeaveOut())


def written(out: Path, write: Callable[[Path], object]) -> Path:
    """What was written; whoever refuses to write it leaves nothing behind."""
    out.unlink(missing_ok=True)
    try:
        write(out)
    except CasefileError:
        if out.exists():
            raise RuntimeError(f"{out.name} was refused and written all the same") from None
        raise
    return out


def harm(whole: bytes, chance: random.Random, place: Path) -> None:
    """One of many ways to damage the bytes of a casefile."""
    data = bytearray(whole)
    pages = len(data) // _PAGE
    way = chance.randrange(11)
    at = chance.randrange(len(data))
    page = chance.randrange(pages) * _PAGE
    if way <= 2:
        for _ in range((1, 1, chance.randrange(2, 40))[way]):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == 3:
        del data[at:]
    elif way == 4:
        del data[page + _PAGE :]
        data[28:32] = (page // _PAGE + 1).to_bytes(4, "big")
    elif way == 5:
        data[page : page + _PAGE] = bytes(_PAGE) if chance.random() < 0.5 else chance.randbytes(_PAGE)
    elif way == 6:
        other = chance.randrange(pages) * _PAGE
        data[page : page + _PAGE], data[other : other + _PAGE] = data[other : other + _PAGE], data[page : page + _PAGE]
    elif way == 7:
        data[at : at + 512] = bytes(len(data[at : at + 512]))
    elif way == 8:
        place.with_name(f"{place.name}{chance.choice(('-wal', '-journal'))}").write_bytes(chance.randbytes(40_000))
    place.write_bytes(data)
    if way >= 9:
        with closing(sqlite3.connect(place, isolation_level=None)) as database:
            database.execute(chance.choice(_ALTERED_BY_HAND), {"one": chance.randrange(1, 40)})
