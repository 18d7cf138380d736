"""Casefiles damaged in every way that a disk or a stranger can think of: refused, or opened with the fault named.

A number that differs from the true one and is given out without a word is the one thing that may not be.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from faults_work import Casefile, begin, one_act

from db.error import CasefileError
from figures.comparison import compare
from figures.record import Casebook

_A_CHILD = 40
_PAGE = 4096
_MOST_SECONDS = 10
"""Of the processor; on a machine that has other things to do, so many times as long by the clock."""
_PATIENCE = 6
_MOST_BYTES = 1 << 30
Outcome = str
OUTCOMES = ("refused", "named", "harmless", "silently wrong", "crashes", "hangs over 10 s", "over 1 GiB")


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
        true = casefile.casebook()
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


def become(whole: bytes, true: Casebook, number: int, folder: Path) -> Outcome:
    """Damage the casefile in the way of this number, use it, and say what became of it."""
    place = folder / "damaged.handover"
    for ending in ("", "-wal", "-shm", "-journal"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    harm(whole, random.Random(number), place)
    try:
        with Casefile.open(place) as casefile:
            outcome = used(casefile, true)
    except CasefileError:
        outcome = "refused"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return "over 1 GiB" if grown > _MOST_BYTES else outcome


def used(casefile: Casefile, true: Casebook) -> str:
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
    try:
        book = casefile.casebook()
        compare(book)
        wrong = book != true
    except CasefileError:
        named, wrong = True, False
    if wrong:
        return "silently wrong"
    return "named" if named or casefile.verify() else "harmless"


def harm(whole: bytes, chance: random.Random, place: Path) -> None:
    """One of many ways to damage the bytes of a casefile."""
    data = bytearray(whole)
    pages = len(data) // _PAGE
    way = chance.randrange(9)
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
    else:
        place.with_name(f"{place.name}{chance.choice(('-wal', '-journal'))}").write_bytes(chance.randbytes(40_000))
    place.write_bytes(data)
