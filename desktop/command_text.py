"""What the command line prints: reports for people, and reports as JSON for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from figures.category import CategoryTree
from figures.vocabulary import Unit, Verdict

if TYPE_CHECKING:
    from desktop.table_import import ImportReport

LISTED_FAULTS = 20
LONGEST_VALUE = 60


def import_json(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    """The report of an import: rows read, kept, passed over as duplicates, and each refusal with its cell and why."""
    return {
        "read": report.read,
        "kept": report.kept,
        "duplicates": report.duplicates,
        "refused": [
            {"row": f.row, "column": f.column, "cell": cell, "value": f.value, "why": f.why}
            for f, cell in zip(report.faults, report.cells, strict=True)
        ],
        "refused_rows": report.refused,
        "dry_run": dry_run,
        "made": dict(report.made),
        "unused_columns": list(report.unused),
        "read_as": report.read_as,
    }


def import_text(report: ImportReport, *, dry_run: bool) -> str:
    """The report of an import in words."""
    kept = "would be kept" if dry_run else "kept"
    counts = f"{report.kept} {kept}, {report.duplicates} already there, {report.refused} refused"
    said = [f"{report.read} rows read ({report.read_as}): {counts}."]
    named = list(zip(report.faults, report.cells, strict=False))[:LISTED_FAULTS]
    said += [f"  {cell or f'row {f.row}'}, {f.column or 'the row'}, “{_short(f.value)}”: {f.why}" for f, cell in named]
    if len(report.faults) > LISTED_FAULTS:
        said.append(f"  and {len(report.faults) - LISTED_FAULTS} more; --format json lists them all.")
    if report.faults and not report.kept:
        said.append("Nothing was kept. Mend the rows, or keep the others with --skip-bad.")
    if report.unused:
        said.append(f"These columns were not read: {', '.join(report.unused)}.")
    return "\n".join(said)


def _short(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 1] + "…"


def comparison_text(document: Mapping[str, Any]) -> str:
    """The lines of a comparison in words, one paragraph a line."""
    said = [f"As of {document['as_of'] or 'no day'}, method version {document['method']}."]
    head = ""
    for line in document["lines"]:
        title = line["event"] or line["agreement"] or ""
        if title != head:
            said += ["", title]
            head = title
        said.append(f"  {_what(line)}: {Verdict(line['verdict']).label}")
        if line["sentence"]:
            said.append(f"    {line['sentence']}")
        said += [f"    ! {flag['text']}" for flag in line["flags"]]
    return "\n".join(said)


def _what(line: Mapping[str, Any]) -> str:
    tree = CategoryTree()
    category = tree.label(line["category"]) if line["category"] in tree else line["category"]
    way = f", {line['from']} → {line['to']}" if line["from"] else ""
    unit = f", {Unit(line['unit']).label}" if line["unit"] else ""
    return f"{category}{way}{unit}"
