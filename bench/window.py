"""The window beside its floors: cold starts, a large casefile opened, long tables, finding, comparing.

    python bench/window.py [--short] [--json OUT.json]

Cold starts are timed from the outside, with the bytecode that an installation has. The casefiles are those of ``data``;
``--short`` takes the smallest and one round, to see that everything is alive.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import data
from measure import Budget, Row, alone, in_turns, main

PROCESS = Path(__file__).with_name("window_process.py")
ORDERS = {-1: "as added", 6: "by day", 1: "by number", 5: "by claimant", 8: "by source"}
"""The columns by which the table of all figures can be put in order; −1 for none."""


def rows(*, short: bool = False) -> Iterator[Row]:
    """Every row; with ``short`` over the smallest casefile, once."""
    rounds = 1 if short else 7
    few, many = (1_000, 1_000) if short else (10_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = _Cold(folder)
        yield from _starts(cold, data.copy_of(few, folder), rounds)
        large = str(data.casefile(many))
        yield _opening(large, folder, rounds)
        for column in (-1, 6) if short else ORDERS:
            yield _jumping(large, column)
        yield _finding(large)
        yield _comparing(large)


class _Cold:
    """Starts of a process, timed until it tells that it has painted."""

    def __init__(self, folder: Path) -> None:
        self.peak_mb = 0.0
        self._environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
        }
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def starting(self, *arguments: str) -> Callable[[], float]:
        """Such a start, as work that tells its seconds; one is made at once, so that the bytecode is there."""

        def run() -> float:
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, str(PROCESS), *arguments],
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                check=True,
            )
            taken = time.perf_counter() - start
            self.peak_mb = float(done.stdout.split()[-1])
            return taken

        run()
        return run


def _starts(cold: _Cold, casefile: Path, rounds: int) -> Iterator[Row]:
    for work, arguments, budget in (
        ("cold start to first painted main window", (), Budget(ratio=1.3, peak_mb=70)),
        ("cold start to the casefile's first rows painted", (str(casefile),), Budget(ratio=3.0)),
    ):
        floor, program = cold.starting("floor"), cold.starting("program", *arguments)
        turns = in_turns(program, floor, rounds)
        program()
        yield Row(
            work,
            "a minimal PySide6 window",
            budget,
            turns.ratio,
            turns.seconds,
            turns.floor_seconds,
            cold.peak_mb,
            rounds,
        )


def _opening(large: str, folder: Path, rounds: int) -> Row:
    pairs = []
    for _ in range(rounds):
        pairs.append(
            (
                alone("window_process:opened", large, str(folder / "preferences")),
                alone("window_process:opened_floor", large),
            )
        )
    return Row(
        "a large casefile opened: first rows painted",
        "QSqlQueryModel on the same table",
        Budget(ratio=1.5, peak_mb=35),
        median(work.seconds / floor.seconds for work, floor in pairs),
        median(work.seconds for work, _ in pairs),
        median(floor.seconds for _, floor in pairs),
        median(work.said["more_mb"] for work, _ in pairs),
        rounds,
        "the peak is what came on top of the empty window",
    )


def _jumping(large: str, column: int) -> Row:
    said = alone("window_process:jumped", large, str(column)).said
    budget = Budget(ratio=1.3 if column in (-1, 6) else 2.0)
    note = f"put in order in {said['ordered']:.1f} s, longest gap {said['gap'] * 1e3:.0f} ms"
    return Row(
        f"a jump anywhere in all figures, {ORDERS[column]}",
        "the same rows in a list",
        budget,
        said["ratio"],
        said["seconds"],
        said["floor"],
        said["peak_mb"],
        40,
        note,
    )


def _finding(large: str) -> Row:
    said = alone("window_process:found", large).said
    note = f"longest gap {said['gap'] * 1e3:.0f} ms, idle {said['idle'] * 1e3:.0f} ms"
    ratio = said["seconds"] / said["floor"]
    return Row(
        "find anything, 95 of 100 keys",
        "repaint of the same table",
        Budget(ratio=5.0),
        ratio,
        said["seconds"],
        said["floor"],
        said["peak_mb"],
        1,
        note,
    )


def _comparing(large: str) -> Row:
    said = alone("window_process:compared", large).said
    note = f"a filter answers in {said['filtered'] * 1e3:.0f} ms, longest gap {said['gap'] * 1e3:.0f} ms"
    return Row(
        "the Compare room, first lines of a large casefile",
        "–",
        Budget(seconds=0.3),
        None,
        said["seconds"],
        None,
        said["peak_mb"],
        1,
        note,
    )


if __name__ == "__main__":
    sys.exit(main(rows))
