"""Briefings of 10, 100, 1,000 and 5,000 events, beside a floor that draws the same words with the PDF library and nothing else.

    python bench/briefings.py [--events 10 100 ...] [--json OUT.json]

Each size is made in a process of its own. Times are seconds of the processor, which other programs do not lengthen: of the
comparison, of the briefing (composed, laid out, drawn, its files attached and sealed), and of the floor, which sets the same
typefaces and draws the same words in the same places. Prints a table with the ratio, the peak memory and, between two sizes,
the exponent with which the briefing's time grows (one is in step with the events).
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from briefing.options import BriefingOptions, Section
from briefing.pdf import make
from briefing.style import register_faces
from desktop.briefing_file import files_of
from figures.comparison import compare
from figures.count import Count
from figures.record import Agreement, Casebook, Event, Figure, Party, Publisher, Source
from figures.vocabulary import Accumulation, AgreementStatus, EventKind, EventStatus, PartyKind, SourceKind, Stage, Unit

SIZES = (10, 100, 1000, 5000)
FIRST = dt.date(2014, 9, 1)
PER_AGREEMENT = 20
PER_SOURCE = 4


@dataclass(frozen=True)
class Drawn:
    """One string as the briefing drew it."""

    face: str
    size: float
    x: float
    y: float
    text: str


def casebook(events: int) -> Casebook:
    """Exchanges of prisoners and returns of the dead, four figures each from two sides, in agreements of twenty."""
    parties = tuple(
        Party(id=at, uid=f"party-{at}", name=name, kind=PartyKind.STATE) for at, name in ((1, "Side A"), (2, "Side B"))
    )
    publishers = tuple(
        Publisher(id=at, uid=f"publisher-{at}", name=f"Газета {'абвгдежз'[at]}", reliability="B") for at in range(8)
    )
    sources = tuple(
        Source(
            id=at,
            uid=f"source-{at}",
            publisher=at % 8,
            title=f"Передача тіл, повідомлення {at}",
            kind=SourceKind.WIRE_REPORT,
            address=f"https://example.org/news/{at}",
            published=(FIRST + dt.timedelta(days=at)).isoformat(),
        )
        for at in range(1, events // PER_SOURCE + 2)
    )
    agreements = tuple(
        Agreement(id=at, uid=f"agreement-{at}", title=f"Agreement {at}", date="2014-08-01", status=AgreementStatus.UNDER_WAY)
        for at in range(1, events // PER_AGREEMENT + 2)
    )
    held = tuple(_event(at) for at in range(1, events + 1))
    figures = [figure for event in held for figure in _figures(event)]
    figures += [_promise(agreement.id, len(figures) + at) for at, agreement in enumerate(agreements, start=1)]
    return Casebook(
        publishers=publishers, parties=parties, sources=sources, agreements=agreements, events=held, figures=tuple(figures)
    )


def _event(at: int) -> Event:
    return Event(
        id=at,
        uid=f"event-{at}",
        agreement=at // PER_AGREEMENT + 1,
        kind=EventKind.RETURN_OF_REMAINS if at % 2 else EventKind.PRISONER_EXCHANGE,
        title=f"Handover {at}",
        date=(FIRST + dt.timedelta(days=at % 3600)).isoformat(),
        status=EventStatus.COMPLETED,
    )


def _figures(event: Event) -> list[Figure]:
    unit, category = (Unit.BODY, "deceased") if event.id % 2 else (Unit.PERSON, "prisoner_of_war")
    ways = ((1, 2, 1), (1, 2, 2), (2, 1, 2), (2, 1, 1))
    return [
        Figure(
            id=4 * event.id + at - 3,
            uid=f"figure-{4 * event.id + at - 3}",
            event=event.id,
            words=f"{100 + event.id % 97 + at}",
            count=Count.exactly(100 + event.id % 97 + at),
            unit=unit,
            category=category,
            sender=sender,
            receiver=receiver,
            stage=Stage.TRANSFERRED,
            claimant=claimant,
            accumulation=Accumulation.INCREMENT,
            source=event.id // PER_SOURCE + 1,
            quote=f"сторона повідомила про {100 + event.id % 97 + at}",
            where=f"paragraph {event.id % 9 + 1}",
            credibility=2,
        )
        for at, (sender, receiver, claimant) in enumerate(ways)
    ]


def _promise(agreement: int, id_: int) -> Figure:
    return Figure(
        id=id_,
        uid=f"figure-{id_}",
        agreement=agreement,
        words="6,000",
        count=Count.exactly(6000),
        unit=Unit.BODY,
        category="deceased",
        sender=1,
        receiver=2,
        stage=Stage.AGREED,
        accumulation=Accumulation.INCREMENT,
        source=1,
        quote="6,000",
    )


def words_of(make: Callable[[], object]) -> list[list[Drawn]]:
    """The words that ``make`` draws, page by page."""
    pages: list[list[Drawn]] = [[]]
    draw, turn = Canvas.drawString, Canvas.showPage

    def drawn(canvas: Any, x: float, y: float, text: str) -> None:
        pages[-1].append(Drawn(canvas._fontname, canvas._fontsize, x, y, text))
        draw(canvas, x, y, text)

    def turned(canvas: Any) -> None:
        pages.append([])
        turn(canvas)

    Canvas.drawString, Canvas.showPage = drawn, turned
    try:
        make()
    finally:
        Canvas.drawString, Canvas.showPage = draw, turn
    return pages[:-1]


def floor(pages: list[list[Drawn]]) -> int:
    """Draw these words and nothing else; how many bytes that makes."""
    out = io.BytesIO()
    plain = Canvas(out, pagesize=(595.3, 841.9), invariant=1, pageCompression=1)
    for page in pages:
        for drawn in page:
            plain.setFont(drawn.face, drawn.size)
            plain.drawString(drawn.x, drawn.y, drawn.text)
        plain.showPage()
    plain.save()
    return len(out.getvalue())


def measure(events: int) -> dict[str, float]:
    """One size: seconds of each part, pages, megabytes."""
    register_faces()
    book = casebook(events)
    options = BriefingOptions(title="Handovers", sections=tuple(Section))
    start = time.process_time()
    comparison = compare(book)
    compared = time.process_time()
    made = make(book, comparison, options, "ab" * 32, files_of)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = words_of(lambda: make(book, comparison, options, "ab" * 32, files_of))
    begun = time.process_time()
    floor(words)
    drawn = time.process_time() - begun
    return {
        "events": events,
        "figures": len(book.figures),
        "lines": len(comparison.lines),
        "pages": made.pages,
        "megabytes": len(made.pdf) / 1e6,
        "compare_s": compared - start,
        "briefing_s": done - compared,
        "floor_s": drawn,
        "ratio": (done - compared) / drawn,
        "peak_mb": peak,
    }


def main() -> int:
    """Measure each size in a process of its own, print the table, keep the JSON."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, nargs="+", default=SIZES)
    ask.add_argument("--json", type=Path, help="where to keep the figures")
    ask.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return 0
    print("events  figures  pages    MB  compare s  briefing s  floor s  ratio  peak MB  exponent")
    found: list[dict[str, float]] = []
    for events in asked.events:
        run = subprocess.run([sys.executable, __file__, "--one", str(events)], capture_output=True, text=True, check=True)
        one = json.loads(run.stdout)
        if found:
            last = found[-1]
            one["exponent"] = math.log(one["briefing_s"] / last["briefing_s"]) / math.log(one["events"] / last["events"])
        found.append(one)
        print(
            "{events:6}  {figures:7}  {pages:5}  {megabytes:4.1f}  {compare_s:9.2f}  {briefing_s:10.2f}  {floor_s:7.2f}"
            "  {ratio:5.1f}  {peak_mb:7.0f}".format(**one)
            + (f"  {one['exponent']:8.2f}" if "exponent" in one else ""),
            flush=True,
        )
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
