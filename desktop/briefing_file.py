"""The files that travel inside a briefing, so that a reader can recompute it: the figures as a table, the lines as JSON.

The briefing hands over what may be shown: the records and lines in its scope, with all that is confidential withheld.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from briefing.attachments import Attachment
from exchange.comparison_json import comparison_json
from exchange.table_out import as_csv
from figures.line import Comparison
from figures.record import Casebook

FIGURES_FILE = "figures.csv"
LINES_FILE = "lines.json"


def files_of(shown: Casebook, comparison: Comparison) -> Sequence[Attachment]:
    """The figures and the lines of what a briefing may show."""
    lines = _one_a_line(comparison_json(shown, comparison))
    return (
        Attachment(FIGURES_FILE, "text/csv", as_csv(shown), "Every figure, one row each"),
        Attachment(LINES_FILE, "application/json", lines.encode("utf-8"), "Every line with its readings and verdict"),
    )


def _one_a_line(held: Mapping[str, object]) -> str:
    """A JSON object whose lists have each thing on a line of its own, so that two can be laid beside one another."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    parts: list[str] = []
    for name, value in held.items():
        text = "[\n" + ",\n".join(map(write, value)) + "\n]" if isinstance(value, list) else write(value)
        parts.append(f"{write(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
