"""Processes that are ended by kill -9 at a random moment of their work: what was said saved is there, whole."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from faults_work import Casefile, begin, is_half, one_act, seal, seals, tell

_A_FILE = 20
_LONGEST_SECONDS = 0.6
COUNTED = (
    "kills",
    "acts said saved",
    "drafts said kept",
    "acts said saved and missing",
    "half acts",
    "drafts lost",
    "integrity faults",
)


def killed(times: int, seed: int, folder: Path) -> dict[str, float]:
    """Work on a casefile in a process of its own and kill it, ``times`` times; a new casefile every twenty."""
    found = dict.fromkeys(COUNTED, 0)
    chance = random.Random(seed)
    place = folder / "0.handover"
    for turn in range(times):
        if turn % _A_FILE == 0:
            place = folder / f"{turn}.handover"
            begin(place)
        said = worked(place, turn, chance.random() * _LONGEST_SECONDS)
        count(place, said, found)
    return dict(found)


def worked(place: Path, turn: int, seconds: float) -> list[str]:
    """What a process said that did act after act and was killed so many seconds after its first."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        work(place, turn, into)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return (first + pipe.read()).decode().splitlines()


def work(place: Path, turn: int, into: int) -> None:
    """Act after act, each said as soon as it is kept, until the end."""
    chance = random.Random(turn)
    with Casefile.open(place, author="Bench") as casefile:
        number = turn * 1_000_000
        while True:
            number += 1
            if chance.random() < 0.3:
                casefile.keep_draft("figure:new", str(number))
                tell(into, "draft", number)
            one_act(casefile, chance, number)
            tell(into, "act", seal(casefile))


def count(place: Path, said: list[str], found: dict[str, int]) -> None:
    """Open what is left, and hold it against what was said."""
    acts = [line.removeprefix("act ") for line in said if line.startswith("act ")]
    drafts = [int(line.removeprefix("draft ")) for line in said if line.startswith("draft ")]
    found["kills"] += 1
    found["acts said saved"] += len(acts)
    found["drafts said kept"] += len(drafts)
    with Casefile.open(place) as casefile:
        found["acts said saved and missing"] += len(set(acts) - seals(casefile))
        found["half acts"] += is_half(casefile)
        kept = [int(note.content) for note in casefile.drafts()]
        found["drafts lost"] += bool(drafts and (not kept or kept[0] < drafts[-1]))
        found["integrity faults"] += len(casefile.verify())
