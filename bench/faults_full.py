"""Disks that fill up at a random moment: the act is refused whole, what is typed stays, and with room it is kept after all.

Where a small file system may be mounted it is a real one; elsewhere the size of files is limited.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults_work import SOURCE, Casefile, begin, figure, is_half, one_act, seal

from db.error import CasefileError

_SIZE = 6 << 20
_MOST_ACTS = 4000


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of six megabytes; None where none may be mounted."""
    place = folder / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", place], capture_output=True, check=False)
    try:
        yield place if made.returncode == 0 else None
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", place], check=False)


def filled(times: int, seed: int, folder: Path) -> dict[str, float]:
    """Fill the disk under a casefile ``times`` times."""
    found = dict.fromkeys(
        (
            "disks filled",
            "acts refused",
            "acts kept though refused",
            "half acts",
            "acts refused after room was made",
            "acts said saved and missing",
            "integrity faults",
        ),
        0,
    )
    chance = random.Random(seed)
    with small_disk(folder) as disk:
        for turn in range(times):
            place = (disk or folder) / f"{turn}.handover"
            begin(place)
            room = Ballast(disk, chance) if disk else Limit(place, chance)
            try:
                once(place, room, chance, turn, found)
            finally:
                room.free()
            for left in place.parent.glob(f"*{turn}.handover*"):
                left.unlink()
    return dict(found) | {"on a file system of its own": int(disk is not None)}


class Ballast:
    """A file that takes up all of a small disk but a little."""

    def __init__(self, disk: Path, chance: random.Random) -> None:
        self._file = disk / "ballast"
        self._disk = disk
        self._leave = chance.choice((0, chance.randrange(200_000), chance.randrange(2_000_000)))

    def fill(self) -> None:
        free = os.statvfs(self._disk).f_bavail * os.statvfs(self._disk).f_frsize
        self._file.write_bytes(b"\0" * max(0, free - self._leave))

    def free(self) -> None:
        self._file.unlink(missing_ok=True)


class Limit:
    """The size to which this process may let a file grow."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self._place = place
        self._leave = chance.randrange(0, 400_000)
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._place.stat().st_size + self._leave, self._before[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def once(place: Path, room: Ballast | Limit, chance: random.Random, turn: int, found: dict[str, int]) -> None:
    """Act until the disk is full, make room, do the refused act again, and look at everything."""
    found["disks filled"] += 1
    with Casefile.open(place, author="Bench") as casefile:
        for number in range(chance.randrange(5)):
            one_act(casefile, chance, number)
        room.fill()
        before = seal(casefile)
        for number in range(_MOST_ACTS):
            try:
                large(casefile, chance, number) if chance.random() < 0.3 else one_act(casefile, chance, 10 + number)
            except CasefileError:
                found["acts refused"] += 1
                break
            before = seal(casefile)
        found["acts kept though refused"] += seal(casefile) != before
        found["half acts"] += is_half(casefile)
        room.free()
        try:
            with casefile.act("Again") as act:
                act.add(figure(turn + 1))
        except CasefileError:
            found["acts refused after room was made"] += 1
        last = seal(casefile)
        found["integrity faults"] += len(casefile.verify())
    with Casefile.open(place) as casefile:
        found["acts said saved and missing"] += seal(casefile) != last
        found["integrity faults"] += len(casefile.verify())


def large(casefile: Casefile, chance: random.Random, number: int) -> None:
    """An act that needs room for a text of up to a megabyte."""
    with casefile.act("Large") as act:
        act.add(figure(100 + number))
        act.keep_text(SOURCE, f"{number} bodies. " * chance.randrange(1, 80_000))
