"""The files that travel inside a briefing, so that a reader can recompute it: the figures as a table, the lines as JSON.

The briefing hands over what may be shown: the records and lines in its scope, with all that is confidential withheld.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence

from briefing.attachments import Attachment
from exchange.comparison_json import comparison_json
from exchange.table_out import write_figures
from figures.flat import flat_figures
from figures.line import Comparison
from figures.record import Casebook

FIGURES_FILE = "figures.csv"
LINES_FILE = "lines.json"


def files_of(shown: Casebook, comparison: Comparison) -> Sequence[Attachment]:
    """The figures and the lines of what a briefing may show."""
    figures = Attachment(FIGURES_FILE, "text/csv", description="Every figure, one row each")
    out = io.BufferedWriter(figures)
    write_figures(out, flat_figures(shown))
    out.detach()
    lines = Attachment(LINES_FILE, "application/json", description="Every line with its readings and verdict")
    out = io.BufferedWriter(lines)
    out.writelines(part.encode() for part in _one_a_line(comparison_json(shown, comparison)))
    out.detach()
    return figures, lines


def _one_a_line(held: Mapping[str, object]) -> Iterator[str]:
    """A JSON object whose lists have each thing on a line of its own, so that two can be laid beside one another."""
    write = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    before = "{\n"
    for name, value in held.items():
        yield f"{before}{write(name)}: "
        before = ",\n"
        if isinstance(value, list):
            yield "["
            yield from (f"{',' if at else ''}\n{write(thing)}" for at, thing in enumerate(value))
            yield "\n]"
        else:
            yield write(value)
    yield "\n}\n"
