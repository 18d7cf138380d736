"""The lines of a comparison as a table, one row a line: both sides as intervals, the verdict, and why it is that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from exchange.sheet_out import Leaf, Reached, Value, nothing, write_csv, write_workbook
from exchange.table_out import definitions_leaf
from figures.vocabulary import Basis, Corroboration, FlagKind, Stage, Unit, Verdict

ROLES = ("stated", "reported", "observed", "presented")
MEANING: Mapping[str, tuple[str, str]] = {
    "agreement": ("The agreement of the line, or of its event.", ""),
    "event": ("The event; empty on an agreement's own line.", ""),
    "category": ("Who is counted.", ""),
    "from": ("The side that hands over; empty with to: both directions together.", ""),
    "to": ("The side that receives.", ""),
    "unit": ("What is counted, the same on both sides; empty where they differ.", ", ".join(Unit)),
    "stated_stage": ("At which stage the promise stands that is compared.", ", ".join(Stage)),
    **{
        f"{role}_{end}": (f"The {word} that was {role}; empty: {empty}.", "")
        for role in ROLES
        for end, word, empty in (("low", "least", "nothing was"), ("high", "most", "no upper end, or nothing was"))
    },
    "stated_basis": ("What the stated number rests on.", ", ".join(Basis)),
    "observed_basis": ("What the observed number rests on.", ", ".join(Basis)),
    "difference_low": ("Observed less stated, the least; empty: open.", ""),
    "difference_high": ("Observed less stated, the most; empty: open.", ""),
    "fulfilment_low": ("Observed as a share of stated, the least; 1 is all of it.", ""),
    "fulfilment_high": ("Observed as a share of stated, the most.", ""),
    "verdict": ("What the comparison says.", ", ".join(Verdict)),
    "reported_verdict": ("The same, with what was only reported.", ", ".join(Verdict)),
    "corroboration": ("How many origins stand behind the number.", ", ".join(Corroboration)),
    "contested": ("yes: figures of the line disagree.", "yes"),
    "open": ("yes: the line can still be met.", "yes"),
    "sentence": ("Why, in the terms of the line.", ""),
    "flags": ("What looks wrong, separated by semicolons.", ", ".join(FlagKind)),
    "figures": ("The figures that the line rests on, by what a table calls them.", ""),
    "as_of": ("The day up to which figures count.", ""),
    "method": ("The version of the method.", ""),
}
LINE_COLUMNS = tuple(MEANING)


def line_rows(document: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    """The lines of a comparison as data, such as ``comparison_json`` gives, each as one row."""
    for line in document["lines"]:
        cells = {**_cells(line), "as_of": document["as_of"] or "", "method": document["method"]}
        yield tuple("" if cells.get(column) is None else cells[column] for column in LINE_COLUMNS)


def write_lines(out: BinaryIO, document: Mapping[str, Any], reached: Reached = nothing) -> int:
    """Write the lines as CSV, and return how many there are."""
    return write_csv(out, LINE_COLUMNS, (tuple(map(_text, row)) for row in line_rows(document)), reached)


def write_line_workbook(path: Path, document: Mapping[str, Any], reached: Reached = nothing) -> None:
    """Write the lines as an Excel workbook, numbers typed, with what each column means."""
    told = ((column, *MEANING[column]) for column in LINE_COLUMNS)
    leaf = Leaf("Lines", LINE_COLUMNS, line_rows(document), frozenset({"as_of"}))
    write_workbook(path, (leaf, definitions_leaf(told)), reached)


def _cells(line: Mapping[str, Any]) -> dict[str, Value]:
    readings = {role: line[role] or {} for role in ROLES}
    ends = {f"{role}_{end}": readings[role].get(end) for role in ROLES for end in ("low", "high")}
    spans = {f"{name}_{end}": (line[name] or {}).get(end) for name in ("difference", "fulfilment") for end in ("low", "high")}
    told = [*readings.values(), *line["aftermath"].values(), *line["others"]]
    return {
        **{name: line[name] for name in ("agreement", "event", "category", "from", "to", "unit", "verdict")},
        **{name: line[name] for name in ("reported_verdict", "corroboration", "sentence")},
        **ends,
        **spans,
        "stated_stage": readings["stated"].get("stage"),
        "stated_basis": readings["stated"].get("basis"),
        "observed_basis": readings["observed"].get("basis"),
        "contested": "yes" if line["contested"] else "",
        "open": "yes" if line["open"] else "",
        "flags": _joined(flag["kind"] for flag in line["flags"]),
        "figures": _joined(name for reading in told for name in reading.get("figures", ())),
    }


def _joined(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names))


def _text(value: Value) -> str:
    return "" if value is None else str(value)
