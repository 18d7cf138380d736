"""Briefings of 10, 100, 1,000 and 5,000 events, whole, beside what else could set the same text.

    python bench/briefings.py [--events 10 100 ...] [--rounds 5] [--engines] [--json OUT.json]

A briefing is made as the user gets it: compared, composed, laid out, drawn, its files attached, sealed. Its floor draws the same
strings with the PDF library's canvas and nothing else; with ``--engines`` Typst, WeasyPrint and naive tables of the library set
the same text. Each is made in a process of its own, in turns; times are seconds of the processor, which other programs do not
lengthen, ratios are medians of pairs, memory is the peak of the whole process. That every floor says what the briefing says is
checked by the signs that are read from its file.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import briefing_floors
from briefing_data import casebook
from briefing_text import drawn_in, signs_of

HERE = Path(__file__).parent
SIZES = (10, 100, 1000, 5000)
ROUNDS = 5
FINGERPRINT = "ab" * 32
BUDGETS = {"canvas": 1.5, "typst": 0.7, "weasyprint": 0.06, "platypus": 0.3}
MEMORY = 1.3
GROWTH = 1.05
START = 2.5
NAMES = {
    "canvas": "the same strings on reportlab's canvas",
    "typst": "Typst, untagged",
    "weasyprint": "WeasyPrint",
    "platypus": "naive platypus",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What one process told: seconds of the part that is measured, and the peak memory of the whole in megabytes."""

    seconds: float
    peak_mb: float


def make(events: str, parts: str, out: str = "") -> float:
    """A briefing of so many events from records to file; with ``parts`` *drawn* from the finished comparison on."""
    from briefing.options import BriefingOptions, Section
    from briefing.pdf import make as make_briefing
    from briefing.style import register_faces
    from desktop.briefing_file import files_of
    from figures.comparison import compare

    register_faces()
    book = casebook(int(events))
    options = BriefingOptions(title="Handovers", sections=tuple(Section))
    comparison = compare(book) if parts == "drawn" else None
    begun = time.process_time()
    made = make_briefing(book, comparison or compare(book), options, FINGERPRINT, files_of)
    took = time.process_time() - begun
    if out:
        Path(out).write_bytes(made.pdf)
    return took


def texts(events: int, folder: Path) -> tuple[Path, Path]:
    """The text of a briefing as files: each page's strings on a line, and the blocks."""
    from briefing.compose import compose
    from briefing.options import BriefingOptions, Section
    from figures.comparison import compare

    finished = folder / f"{events}.pdf"
    alone("make", events, "drawn", finished)
    drawn = drawn_in(finished.read_bytes())
    pages, blocks = folder / f"{events}.jsonl", folder / f"{events}.json"
    strings = [[[d.face, d.size, d.x, d.y, d.text] for d in page] for page in drawn]
    pages.write_text("\n".join(json.dumps(page) for page in strings), encoding="utf-8")
    book = casebook(events)
    content = compose(book, compare(book), BriefingOptions(title="Handovers", sections=tuple(Section)), FINGERPRINT)
    blocks.write_text(json.dumps(briefing_floors.blocks_of(content)), encoding="utf-8")
    return pages, blocks


def check(events: int, folder: Path, engines: tuple[str, ...]) -> None:
    """Raise where a floor says less than the briefing does."""
    pages, blocks = texts(events, folder)
    said = signs_of((folder / f"{events}.pdf").read_bytes())
    due = Counter(briefing_floors.signs_in(json.loads(blocks.read_text(encoding="utf-8"))))
    for engine in engines:
        out = folder / f"{engine}.pdf"
        alone(f"floor:{engine}", pages if engine == "canvas" else blocks, out)
        read = signs_of(out.read_bytes())
        missing = (said - read) + (read - said) if engine == "canvas" else due - read
        if missing:
            raise SystemExit(f"{NAMES[engine]} of {events} events does not say the same: {dict(missing)}")


def alone(work: str, *given: object) -> Ran:
    """Call a function of this file, or a floor, in a process of its own."""
    command = [sys.executable, __file__, "--alone", work, *map(str, given)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        raise SystemExit(f"{work} failed:\n{told.stderr}")
    return Ran(**json.loads(told.stdout.splitlines()[-1]))


def peak_mb() -> float:
    """The most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def pair(work: Callable[[], Ran], floor: Callable[[], Ran], rounds: int) -> dict[str, float]:
    """Both in turns: the median of the paired ratios, medians of seconds and memory."""
    found = [(work(), floor()) for _ in range(rounds)]
    return {
        "ratio": statistics.median(one.seconds / other.seconds for one, other in found),
        "seconds": statistics.median(one.seconds for one, _ in found),
        "floor_seconds": statistics.median(other.seconds for _, other in found),
        "peak_mb": statistics.median(one.peak_mb for one, _ in found),
        "floor_peak_mb": statistics.median(other.peak_mb for _, other in found),
        "rounds": rounds,
    }


def rows(
    *, short: bool = False, sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS, engines: bool = True
) -> Iterator[dict[str, Any]]:
    """The rows of the table, as each is measured; the short form is only for being alive."""
    if short:
        sizes, rounds = (10,), 1
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        others = tuple(engine for engine in NAMES if engine != "canvas" and engines and not short)
        check(10, folder, ("canvas", *others))
        taken: dict[int, float] = {}
        for events in sizes:
            pages, blocks = texts(events, folder)
            beside = pair(lambda n=events: alone("make", n, "whole"), lambda p=pages: alone("floor:canvas", p), rounds)
            taken[events] = beside["seconds"]
            yield _row(f"briefing of {events:,} events, compared and made", "canvas", events in (100, 1000), beside)
            if events == 1000:
                drawn = pair(lambda n=events: alone("make", n, "drawn"), lambda p=pages: alone("floor:canvas", p), rounds)
                yield _row(f"briefing of {events:,} events, made from its comparison", "canvas", True, drawn)
            for engine in others if events in (100, 1000) else ():
                turns = rounds if events == 100 else min(rounds, 3 if engine != "weasyprint" else 1)
                one = pair(lambda n=events: alone("make", n, "whole"), lambda b=blocks, e=engine: alone(f"floor:{e}", b), turns)
                yield _row(f"briefing of {events:,} events, compared and made", engine, True, one)
        if {1000, 5000} <= set(taken):
            exponent = math.log(taken[5000] / taken[1000]) / math.log(5)
            growth = {"ratio": exponent, "seconds": taken[5000], "rounds": rounds}
            yield {"work": "growth from 1,000 to 5,000 events", "floor": "exponent", "budget": GROWTH, **growth}


def _row(work: str, engine: str, judged: bool, beside: dict[str, float]) -> dict[str, Any]:
    budget = f"{BUDGETS[engine]}×" + (f", memory {MEMORY}×" if engine == "canvas" else "") if judged else ""
    return {"work": work, "floor": NAMES[engine], "budget": budget, **beside}


def main() -> int:
    """Measure, print each row as it is known, keep the JSON."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, nargs="+", default=SIZES)
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    ask.add_argument("--engines", action="store_true", help="beside other engines, too")
    ask.add_argument("--json", type=Path, help="where to keep the figures")
    ask.add_argument("--alone", nargs="+", help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.alone:
        name, *given = asked.alone
        called = make if name == "make" else briefing_floors.ENGINES[name.removeprefix("floor:")]
        seconds = called(*given)
        print(json.dumps({"seconds": seconds, "peak_mb": peak_mb()}))
        return 0
    found = []
    for row in rows(sizes=tuple(asked.events), rounds=asked.rounds, engines=asked.engines):
        found.append(row)
        memory = f"{row['peak_mb']:6.0f} / {row['floor_peak_mb']:.0f} MB" if "peak_mb" in row else ""
        print(
            f"{row['work']:58} {row['floor']:40} {row['ratio']:6.3f} ({row['budget']}) {row['seconds']:7.2f} s {memory}",
            flush=True,
        )
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
