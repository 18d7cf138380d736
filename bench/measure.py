"""How everything here is measured: work and floor in turns, their ratio a median of pairs, memory by a process of its own.

Ratios hold on a busy machine and seconds do not, because what slows the one slows the other. Each part of the measurements is a
module with ``rows``; ``main`` prints them as a table, or keeps them as JSON for ``run.py``.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5


@dataclass(frozen=True)
class Budget:
    """The most that work may take; what is None is not limited."""

    ratio: float | None = None
    seconds: float | None = None
    peak_mb: float | None = None

    def __str__(self) -> str:
        parts = [
            "" if self.ratio is None else f"≤ {self.ratio:g}×",
            "" if self.seconds is None else f"≤ {told_seconds(self.seconds)}",
            "" if self.peak_mb is None else f"≤ {self.peak_mb:.0f} MB",
        ]
        return ", ".join(part for part in parts if part) or "–"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, beside which floor, within which budget, and what it took."""

    work: str
    floor: str
    budget: Budget = field(default_factory=Budget)
    ratio: float | None = None
    seconds: float | None = None
    floor_seconds: float | None = None
    peak_mb: float | None = None
    rounds: int = 1
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the budget was kept."""
        pairs = ((self.ratio, self.budget.ratio), (self.seconds, self.budget.seconds), (self.peak_mb, self.budget.peak_mb))
        return all(most is None or (took is not None and took <= most) for took, most in pairs)


@dataclass(frozen=True)
class Turns:
    """Medians of work and floor that were done in turns."""

    ratio: float
    seconds: float
    floor_seconds: float
    rounds: int


def row_of(work: str, floor: str, budget: Budget, turns: Turns, peak_mb: float | None = None, note: str = "") -> Row:
    """The row of what was done in turns."""
    return Row(work, floor, budget, turns.ratio, turns.seconds, turns.floor_seconds, peak_mb, turns.rounds, note)


@dataclass(frozen=True)
class Answer:
    """What a process of its own said of its work, the seconds that it took and its peak of memory."""

    seconds: float
    peak_mb: float
    said: dict[str, Any]


def timed(call: Callable[[], object]) -> Callable[[], float]:
    """The call as one that tells its seconds."""

    def run() -> float:
        gc.collect()
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    return run


def in_turns(work: Callable[[], float], floor: Callable[[], float], rounds: int = ROUNDS) -> Turns:
    """Work and floor one after the other, so many times; each tells its own seconds."""
    pairs = [(work(), floor()) for _ in range(rounds)]
    return Turns(
        median(one / other for one, other in pairs),
        median(one for one, _ in pairs),
        median(other for _, other in pairs),
        rounds,
    )


def alone(call: str, *args: str) -> Answer:
    """``module:function`` of this folder in a process of its own.

    The function returns its seconds, or a dictionary with ``seconds`` and whatever else it has to say, or nothing: then the
    whole call is timed.
    """
    command = [sys.executable, str(Path(__file__)), "--alone", call, *args]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{call} failed:\n{run.stderr[-2000:]}")
    answer = json.loads(run.stdout.splitlines()[-1])
    return Answer(answer["seconds"], answer["peak_mb"], answer)


def peak_mb() -> float:
    """The most memory that this process has had; its own, not that of the process that began it."""
    status = Path("/proc/self/status")
    if status.exists():
        said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return float(said["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _be_alone(call: str, args: list[str]) -> None:
    module, _, name = call.partition(":")
    function = getattr(importlib.import_module(module), name)
    start = time.perf_counter()
    said = function(*args)
    taken = time.perf_counter() - start
    answer = {"seconds": taken, **(said if isinstance(said, dict) else {} if said is None else {"seconds": said})}
    print(json.dumps({**answer, "peak_mb": peak_mb()}))


def told_seconds(seconds: float) -> str:
    """Seconds as a person reads them."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table; a budget that was not kept is marked."""
    head = "| work | floor | budget | ratio | took | floor took | peak | rounds | |\n|---|---|---|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {row.work} | {row.floor} | {row.budget} | {'–' if row.ratio is None else f'{row.ratio:.2f}×'} | "
        f"{'–' if row.seconds is None else told_seconds(row.seconds)} | "
        f"{'–' if row.floor_seconds is None else told_seconds(row.floor_seconds)} | "
        f"{'–' if row.peak_mb is None else f'{row.peak_mb:.0f} MB'} | {row.rounds} | "
        f"{'' if row.kept else '**over** '}{row.note} |\n"
        for row in rows
    )


def as_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return [{**asdict(row), "budget": str(row.budget), "kept": row.kept} for row in rows]


def main(rows: Callable[..., Iterable[Row]]) -> int:
    """Measure one part: print its table, keep the JSON where that is asked for."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--short", action="store_true", help="small data, one round: whether it is alive")
    ask.add_argument("--json", type=Path, help="where to keep the figures")
    asked = ask.parse_args()
    found = []
    for row in rows(short=asked.short):
        found.append(row)
        print(table([row]).splitlines()[-1], flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    _be_alone(sys.argv[2], sys.argv[3:])
