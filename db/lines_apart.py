"""All lines of a large casefile, computed by a process of its own, or by several that take turns, while the window goes on.

Two threads of one process run Python by turns, so that every click would wait for lines. What is asked comes in as one line of
JSON, and goes out in packed pieces, in batches; of each line only what a large comparison keeps. The key of an encrypted
casefile comes in the same way and no other: arguments and the environment of a process are for others to read.

All that one process tells is of one state of the casefile. Whoever asks says by its seal which it has to be.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import struct
import sys
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from db.error import CasefileError
from figures.day import Day
from figures.facts import Facts, facts_of
from figures.uncollected import seldom_collected
from figures.vocabulary import Verdict

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.scope import Scope

ASKED = "HANDOVER_COMPARES_APART"
"""Set in the environment of a frozen program that is to compute lines and end."""
_LENGTHS = struct.Struct("!II")
_BEHIND = 5
"""By so much the process gives way to what the user does meanwhile, where the system lets it."""


class Run(NamedTuple):
    """Lines that follow one another: those of one agreement and its events, or of events outside agreements.

    Of each the event, 0 for the agreement's own, and its facts.
    """

    agreement: int | None
    events: array[int]
    facts: list[Facts]


class Began(NamedTuple):
    """The day of all lines, and the last seal of the journal that they rest on."""

    day: Day
    seal: object


class Piece(NamedTuple):
    """Something that a process says: words as JSON, and numbers behind them, which are many."""

    words: dict[str, Any]
    numbers: bytes = b""


class Facing:
    """Facts by their numbers, in the order in which they were first told."""

    def __init__(self) -> None:
        self._number: dict[Facts, int] = {}
        self._known: list[Facts] = []

    def pack(self, runs: Sequence[Run]) -> Piece:
        """A batch of runs: facts that were not told before; of each run its agreement, and of each line event and facts."""
        fresh: list[Facts] = []
        events, facts = array("q"), array("q")
        for run in runs:
            for one in run.facts:
                if one not in self._number:
                    self._number[one] = len(self._number)
                    fresh.append(one)
            events += run.events
            facts.extend([self._number[one] for one in run.facts])
        words = {"fresh": fresh, "runs": [(run.agreement, len(run.facts)) for run in runs]}
        return Piece(words, events.tobytes() + facts.tobytes())

    def unpack(self, piece: Piece) -> list[Run]:
        """The runs again, of pieces that are unpacked in the order in which they were packed."""
        known = self._known
        for category, sender, receiver, verdict, contested, flagged in piece.words["fresh"]:
            known.append(Facts(category, sender, receiver, Verdict(verdict), contested, flagged))
        numbers = array("q")
        numbers.frombytes(piece.numbers)
        lines, at = len(numbers) // 2, 0
        found = []
        for agreement, length in piece.words["runs"]:
            facts = [known[number] for number in numbers[lines + at : lines + at + length]]
            found.append(Run(agreement, numbers[at : at + length], facts))
            at += length
        return found


def runs_of(scopes: Iterable[Scope]) -> list[Run]:
    """What is kept of the lines of these scopes."""
    found: list[Run] = []
    for agreement, some in groupby(scopes, key=lambda scope: None if scope.agreement is None else scope.agreement.id):
        run = Run(agreement, array("q"), [])
        for scope in some:
            for line in scope.lines():
                run.events.append(line.event or 0)
                run.facts.append(facts_of(line))
        if run.facts:
            found.append(run)
    return found


def question(casefile: Casefile, as_of: dt.date | None, *, seal: object, turn: int, of: int) -> bytes:
    """What a process is asked that computes each ``of``-th batch from number ``turn`` on, as one line."""
    from db.sqlite.header import key_here

    key = key_here(casefile.path)
    asked = {
        "path": str(casefile.path.absolute()),
        "key": None if key is None else [key.salt.hex(), key.secret.hex()],
        "as_of": None if as_of is None else as_of.isoformat(),
        "seal": seal,
        "turn": turn,
        "of": of,
    }
    return json.dumps(asked).encode() + b"\n"


def answers(asked: dict[str, Any]) -> Iterator[Piece]:
    """In the process: the day and the state that the lines rest on, and the lines where it is the state that is asked for."""
    from db.casefile import Casefile
    from db.comparison import OpenComparison
    from db.sqlite.key import Key, remember

    if asked["key"] is not None:
        remember(Key(*map(bytes.fromhex, asked["key"])))
    as_of = None if asked["as_of"] is None else dt.date.fromisoformat(asked["as_of"])
    facing = Facing()
    with Casefile.open(Path(asked["path"]), read_only=True) as casefile, casefile.connected():
        seal = casefile.moment()[0]
        compared = OpenComparison(casefile, as_of)
        day = compared.day.date
        yield Piece({"day": None if day is None else day.isoformat(), "asked": compared.day.asked, "seal": seal})
        if seal == asked["seal"]:
            yield from (facing.pack(runs_of(scopes)) for scopes in compared.batches(asked["turn"], asked["of"]))


def _began(piece: Piece) -> Began:
    """What a process says first."""
    day = piece.words["day"]
    return Began(Day(None if day is None else dt.date.fromisoformat(day), piece.words["asked"]), piece.words["seal"])


def packed(piece: Piece) -> bytes:
    """A piece as it goes through a pipe."""
    words = json.dumps(piece.words).encode()
    return _LENGTHS.pack(len(words), len(piece.numbers)) + words + piece.numbers


def told(stream: IO[bytes]) -> Iterator[Piece]:
    """What a process says, piece by piece, to the end of its stream or of what can be read of it.

    It ends with a piece whose words have ``refused``, a sentence or None; where that is missing the process was lost.
    """
    while len(head := stream.read(_LENGTHS.size)) == _LENGTHS.size:
        of_words, of_numbers = _LENGTHS.unpack(head)
        words, numbers = stream.read(of_words), stream.read(of_numbers)
        if len(numbers) < of_numbers or len(words) < of_words:
            return
        yield Piece(json.loads(words), numbers)


class Lost(Exception):
    """A process could not be begun, or ended before it had said everything."""


class Together:
    """What several processes that take turns say, as one."""

    def __init__(self, said: Sequence[Iterator[Piece]]) -> None:
        self._said = said

    def began(self) -> Began:
        """The day and the state of the casefile that the lines of all rest on."""
        found = [_began(self._next(one)) for one in self._said]
        if any(one != found[0] for one in found):
            raise Lost
        return found[0]

    def batches(self) -> Iterator[list[Run]]:
        """The lines, batch by batch, in reading order."""
        turns = [(said, Facing()) for said in self._said]
        for said, facing in cycle(turns):
            piece = self._next(said)
            if "refused" in piece.words:
                return
            yield facing.unpack(piece)

    def _next(self, said: Iterator[Piece]) -> Piece:
        piece = next(said, None)
        if piece is None:
            raise Lost
        if piece.words.get("refused"):
            raise CasefileError(piece.words["refused"])
        return piece


def main() -> None:
    """Compute what standard input asks for and tell it on standard output; end at once when whoever asked has ended."""
    asked, out = json.loads(sys.stdin.buffer.readline()), sys.stdout.buffer

    def tell(piece: Piece) -> None:
        out.write(packed(piece))
        out.flush()

    threading.Thread(target=_end_with_asker, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    gc.freeze()
    try:
        with seldom_collected():
            for piece in answers(asked):
                tell(piece)
        tell(Piece({"refused": None}))
    except CasefileError as refusal:
        tell(Piece({"refused": str(refusal)}))
    except BrokenPipeError:
        os._exit(1)
    os._exit(0)


def _end_with_asker() -> None:
    """Standard input stays open as long as somebody wants to know."""
    while os.read(0, 1 << 12):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
