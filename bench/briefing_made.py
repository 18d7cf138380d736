"""A briefing made as ``handover brief`` makes it; called in a process that holds nothing else, as its floor is."""

from __future__ import annotations

import time
from pathlib import Path

from briefing_data import casebook

from briefing.options import BriefingOptions, Section
from briefing.pdf import make as make_briefing
from briefing.style import register_faces
from desktop.briefing_file import files_of
from figures.comparison import compare
from figures.uncollected import uncollected

FINGERPRINT = "ab" * 32
OPTIONS = BriefingOptions(title="Handovers", sections=tuple(Section))


def make(events: str, out: str = "") -> float:
    """A briefing of so many events from records to file; seconds of the processor."""
    return _made(events, out, compared=False)


def make_compared(events: str, out: str = "") -> float:
    """The same from its finished comparison on."""
    return _made(events, out, compared=True)


def _made(events: str, out: str, *, compared: bool) -> float:
    register_faces()
    book = casebook(int(events))
    comparison = compare(book) if compared else None
    begun = time.process_time()
    with uncollected():
        made = make_briefing(book, comparison or compare(book), OPTIONS, FINGERPRINT, files_of)
    took = time.process_time() - begun
    if out:
        Path(out).write_bytes(made.pdf)
    return took
