"""From the start of the process to a window with the casefile in it: the frozen program beside the source tree, in turns.

    python bench/start.py [--short] [--json OUT.json]

Both are seen from outside, on an X server of their own: the time ends when the window with the casefile's name is there to be
used. The frozen program is what ``make installer`` has made; where it has made none, or there is no Xvfb, the row says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import ROUNDS, Budget, Row, in_turns, main

ROOT = Path(__file__).parents[1]
FROZEN = ROOT / "build" / "application" / "handover" / "handover"
SOURCE = [sys.executable, "-m", "desktop"]
PATIENCE = 60.0
STEP = 0.005


def rows(*, short: bool) -> Iterable[Row]:
    """The one row: the frozen program's start beside that of the source tree."""
    work, floor, budget = "the frozen program: start to its window with the sample", "the same from the source tree", Budget()
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing or not FROZEN.exists():
        why = f"not measured: {', '.join(missing)} not installed" if missing else "not measured: make installer makes it"
        yield Row(work, floor, budget, note=why)
        return
    with tempfile.TemporaryDirectory() as folder, screen(Path(folder)) as environment:
        casefile = Path(folder) / "sample.handover"
        subprocess.run([*SOURCE, "sample", str(casefile)], cwd=ROOT, env=environment, check=True, capture_output=True)
        frozen, source = seen([str(FROZEN)], casefile, environment), seen(SOURCE, casefile, environment)
        frozen(), source()
        turns = in_turns(frozen, source, 1 if short else ROUNDS)
    yield Row(work, floor, budget, turns.ratio, turns.seconds, turns.floor_seconds, rounds=turns.rounds)


@contextmanager
def screen(home: Path) -> Iterator[dict[str, str]]:
    """An X server, and the environment in which a program finds it and a home of its own."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as number:
        display = number.readline().strip()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QT_", "WAYLAND", "PYTHONDONTWRITE"))}
    try:
        yield {**kept, "DISPLAY": f":{display}", "HOME": str(home), "QT_QPA_PLATFORM": "xcb", "PYTHONPYCACHEPREFIX": str(home)}
    finally:
        server.terminate()
        server.wait(PATIENCE)


def seen(program: list[str], casefile: Path, environment: dict[str, str]) -> Callable[[], float]:
    """Start the program on the casefile, wait until its window is seen, end it; the seconds until then."""
    look = ["xdotool", "search", "--onlyvisible", "--name", casefile.stem]

    def run() -> float:
        start = time.perf_counter()
        with subprocess.Popen([*program, str(casefile)], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as started:
            while not subprocess.run(look, env=environment, capture_output=True, check=False).stdout:
                if time.perf_counter() - start > PATIENCE:
                    started.kill()
                    raise TimeoutError(f"no window of {program[0]}")
                time.sleep(STEP)
            seconds = time.perf_counter() - start
            started.terminate()
        return seconds

    return run


if __name__ == "__main__":
    sys.exit(main(rows))
