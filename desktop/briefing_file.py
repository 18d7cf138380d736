"""The files that travel inside a briefing, so that a reader can recompute it: the figures as a table, the lines as JSON.

They hold what the briefing may show and nothing beyond its scope: with agreements chosen, only theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.attachments import Attachment
from briefing.options import BriefingOptions
from exchange.comparison_json import comparison_json
from exchange.table_out import as_csv
from figures.line import Comparison
from figures.record import Casebook

FIGURES_FILE = "figures.csv"
LINES_FILE = "lines.json"


def files_of(comparison: Comparison, options: BriefingOptions) -> Callable[[Casebook], Sequence[Attachment]]:
    """Makes the files from the casebook that may be shown, with all that is confidential withheld."""

    def attached(shown: Casebook) -> Sequence[Attachment]:
        scope = frozenset(options.agreements) or None
        lines = json.dumps(comparison_json(shown, comparison, agreements=scope), ensure_ascii=False, indent=1)
        return (
            Attachment(FIGURES_FILE, "text/csv", as_csv(_within(shown, scope)), "Every figure, one row each"),
            Attachment(LINES_FILE, "application/json", lines.encode("utf-8"), "Every line with its readings and verdict"),
        )

    return attached


def _within(book: Casebook, scope: frozenset[int] | None) -> Casebook:
    if scope is None:
        return book
    events = {event.id for event in book.events if event.agreement in scope}
    figures = tuple(f for f in book.figures if f.agreement in scope or f.event in events)
    kept = {figure.id for figure in figures}
    return replace(book, figures=figures, pins=tuple(pin for pin in book.pins if pin.figure in kept))
