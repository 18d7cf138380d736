"""Briefings of 10, 100, 1,000 and 5,000 events, whole, beside what else could set the same text.

A briefing is made as the user gets it: compared, composed, laid out, drawn, its files attached, sealed. Its floor draws the
same strings with the PDF library's canvas and nothing else; Typst, WeasyPrint and naive tables of the library set the same
text. Each is made in a process of its own, in turns; seconds are those of the processor, which other programs do not lengthen.
That every floor says what the briefing says is checked by the signs that are read from its file.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from briefing_data import casebook
from briefing_floors import blocks_of, signs_in
from briefing_made import FINGERPRINT, OPTIONS
from briefing_text import drawn_in, signs_of
from measure import ROUNDS, Budget, Row, alone, in_turns, main, row_of

from briefing.compose import compose
from figures.comparison import compare

HERE = Path(__file__).parent
SIZES = (10, 100, 1000, 5000)
JUDGED = (100, 1000)
AGREEMENT = "Istanbul, 2 June 2025: the dead"
CANVAS = "the same strings on reportlab's canvas"
MEMORY = 1.3
ENGINES = {"typst": ("Typst, untagged", 0.7), "weasyprint": ("WeasyPrint", 0.06), "platypus": ("naive platypus", 0.3)}


def texts(events: int, folder: Path) -> tuple[str, str]:
    """The text of a briefing as two files: each page's strings on a line, and the blocks."""
    finished = folder / f"{events}.pdf"
    alone("briefing_made:make", str(events), str(finished))
    pages, blocks = folder / f"{events}.jsonl", folder / f"{events}.json"
    _keep_strings(finished, pages)
    book = casebook(events)
    blocks.write_text(json.dumps(blocks_of(compose(book, compare(book), OPTIONS, FINGERPRINT))), encoding="utf-8")
    return str(pages), str(blocks)


def _keep_strings(pdf: Path, out: Path) -> None:
    drawn = [[[d.face, d.size, d.x, d.y, d.text] for d in page] for page in drawn_in(pdf.read_bytes())]
    out.write_text("\n".join(map(json.dumps, drawn)), encoding="utf-8")


def check(folder: Path, engines: list[str]) -> None:
    """Raise where a floor says less than the briefing does."""
    pages, blocks = texts(10, folder)
    said = signs_of((folder / "10.pdf").read_bytes())
    due = Counter(signs_in(json.loads(Path(blocks).read_text(encoding="utf-8"))))
    for engine in ("canvas", *engines):
        out = folder / f"{engine}.pdf"
        canvas = engine == "canvas"
        alone("canvas_floor:canvas" if canvas else f"briefing_floors:{engine}", pages if canvas else blocks, str(out))
        read = signs_of(out.read_bytes())
        missing = (said - read) + (read - said) if canvas else due - read
        if missing:
            raise SystemExit(f"{engine} does not say the same as the briefing: {dict(missing)}")


class Beside:
    """A briefing and a floor in turns, and the peaks of their processes."""

    def __init__(self, work: str, given: str, floor: str, text: str, rounds: int) -> None:
        self.peaks: dict[str, list[float]] = {work: [], floor: []}
        self.turns = in_turns(self._teller(work, given), self._teller(floor, text), rounds)
        self.peak, self.floor_peak = (median(peaks) for peaks in self.peaks.values())

    def _teller(self, call: str, given: str) -> Callable[[], float]:
        def tell() -> float:
            answer = alone(call, given)
            self.peaks[call].append(answer.peak_mb)
            return answer.seconds

        return tell

    def row(self, work: str, floor: str, budget: Budget) -> Row:
        """The row of the table."""
        turns, note = self.turns, f"floor's peak {self.floor_peak:.0f} MB"
        return row_of(work, floor, budget, turns, self.peak, note)


def rows(*, short: bool) -> Iterator[Row]:
    """The rows as each is measured; the short form only makes the smallest briefing beside its canvas."""
    sizes, rounds, engines = ((10,), 1, []) if short else (SIZES, ROUNDS, list(ENGINES))
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        check(folder, engines)
        seconds: dict[int, float] = {}
        for events in sizes:
            pages, blocks = texts(events, folder)
            name = f"briefing of {events:,} events, compared and made"
            for call, work in (("make", name), ("make_compared", f"briefing of {events:,} events, made from its comparison")):
                beside = Beside(
                    f"briefing_made:{call}", str(events), "canvas_floor:canvas", pages, rounds if events < 5000 else 1
                )
                budget = Budget(ratio=1.5, peak_mb=MEMORY * beside.floor_peak) if events in JUDGED else Budget()
                seconds[events] = beside.turns.seconds
                yield beside.row(work, CANVAS, budget)
            for engine, (floor, most) in ENGINES.items():
                if engine in engines and events in JUDGED:
                    turns = rounds if events == min(JUDGED) else 1
                    beside = Beside("briefing_made:make", str(events), f"briefing_floors:{engine}", blocks, turns)
                    yield beside.row(name, floor, Budget(ratio=most))
        if {1000, 5000} <= set(seconds):
            exponent = math.log(seconds[5000] / seconds[1000]) / math.log(5)
            yield Row("growth from 1,000 to 5,000 events", "exponent", Budget(ratio=1.05), exponent, seconds[5000])
        yield _from_start(folder, 1 if short else rounds)


def _from_start(folder: Path, rounds: int) -> Row:
    """The sample's briefing and its canvas, each from the start of its process to the file."""
    sample, made, strings = folder / "sample.handover", folder / "sample.pdf", folder / "sample.jsonl"
    handover = [sys.executable, "-m", "desktop"]
    subprocess.run([*handover, "sample", str(sample)], check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)
    brief = [*handover, "brief", str(sample), "-o", str(made), "--agreement", AGREEMENT]
    _processor(brief)
    _keep_strings(made, strings)
    floor = [sys.executable, str(HERE / "canvas_floor.py"), str(strings), str(folder / "floor.pdf")]
    turns = in_turns(lambda: _processor(brief), lambda: _processor(floor), rounds)
    work = "briefing of one agreement of the sample, process start to file"
    return Row(work, CANVAS, Budget(ratio=2.5), turns.ratio, turns.seconds, turns.floor_seconds, rounds=turns.rounds)


def _processor(command: list[str]) -> float:
    """Seconds of the processor that a process took from start to end, its modules compiled before, as installed ones are."""
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.DEVNULL, env=installed)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(rows))
