"""The sheets of an Excel workbook as text, and what they hide: merged cells, hidden columns, formulas never worked out.

openpyxl reads the values row by row; the rest is read from the sheet itself, because reading a row at a time it does not tell.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from exchange.heading import NoTable
from exchange.table import Sheet, letters

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST_PART = 1 << 30
MOST_MERGED = 200_000


@dataclass
class Hidden:
    """What one sheet has beside its values, rows and columns from 1."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    rows: int = 0
    unworked: list[tuple[int, int]] = field(default_factory=list)


def sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet that is shown, in order; ``NoTable`` where the file is no workbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
        parts = _parts(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        raise NoTable(f"{path.name} is not an Excel workbook that can be read; save it as .xlsx or .csv.") from None
    try:
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state == "visible":
                yield _sheet(worksheet, _hidden(path, parts.get(worksheet.title, "")))
    finally:
        workbook.close()


def _sheet(worksheet: Any, hidden: Hidden) -> Sheet:
    worksheet.reset_dimensions()
    shared: dict[str, str] = {}
    texts = ([as_text(value) for value in row] for row in worksheet.iter_rows(values_only=True))
    records = [[shared.setdefault(text, text) for text in row] for row in texts]
    repeated = repeat_merged(records, hidden.merged)
    why = "This cell holds a formula whose result was never stored: open the file in a spreadsheet program and save it again."
    return Sheet(
        records,
        read_as("an Excel workbook", worksheet.title, hidden.columns, hidden.rows),
        repeated,
        dict.fromkeys(hidden.unworked, why),
    )


def read_as(kind: str, title: str, columns: list[int], rows: int) -> str:
    """What was read, in words, and that nothing hidden was left out."""
    told = [f"{kind}, sheet “{title}”"]
    if columns:
        told.append(f"hidden columns {', '.join(letters(column - 1) for column in columns)} read too")
    if rows:
        told.append(f"{rows} hidden {'row' if rows == 1 else 'rows'} read too")
    return "; ".join(told)


def repeat_merged(records: list[list[str]], merged: list[tuple[int, int, int, int]]) -> frozenset[tuple[int, int]]:
    """Say in every row what a cell merged over several rows says, and tell which cells now repeat the one above."""
    repeated: set[tuple[int, int]] = set()
    for top, left, bottom, right in merged:
        if bottom == top or top > len(records) or left > len(records[top - 1]):
            continue
        text = records[top - 1][left - 1]
        for row in range(top + 1, min(bottom, len(records)) + 1):
            record = records[row - 1]
            if not text or not any(cell.strip() for cell in record):
                continue
            record += [""] * (right - len(record))
            record[left - 1] = text
            repeated.add((row, left))
    return frozenset(repeated)


def _parts(path: Path) -> dict[str, str]:
    """Where in the file each sheet lies, by its title."""
    with zipfile.ZipFile(path) as archive:
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
        target = {r.get("Id"): r.get("Target") for r in relations.iter(f"{RELATION}Relationship")}
        book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
        named = {s.get("name"): target.get(s.get(RELATION_ID)) for s in book.iter(f"{SHEET}sheet")}
    return {str(name): posixpath.normpath(posixpath.join("/xl", part)).lstrip("/") for name, part in named.items() if part}


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _hidden(path: Path, part: str) -> Hidden:
    found = Hidden()
    with zipfile.ZipFile(path) as archive:
        if part not in archive.namelist() or archive.getinfo(part).file_size > LARGEST_PART:
            return found
        with archive.open(part) as stream:
            _scan(stream, found)
    return found


def _scan(stream: Any, found: Hidden) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    wanted = (f"{SHEET}c", f"{SHEET}mergeCell", f"{SHEET}col", f"{SHEET}row")
    for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True):
        match etree.QName(element).localname:
            case "c" if element.find(f"{SHEET}f") is not None and not _has_value(element):
                found.unworked.append(coordinate_to_tuple(element.get("r")))
            case "mergeCell" if len(found.merged) < MOST_MERGED:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                found.merged.append((top, left, bottom, right))
            case "col" if element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min")), int(element.get("max"))
                found.columns += range(first, min(last, first + 100) + 1)
            case "row":
                found.rows += element.get("hidden") in ("1", "true")
                element.clear()


def _has_value(element: Any) -> bool:
    value = element.find(f"{SHEET}v")
    return value is not None and bool(value.text)


def as_text(value: Any) -> str:
    """A value of a spreadsheet as text: a whole number without a point, a day as 2025-06-09."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date():
            return value.isoformat()
        case _:
            return str(value)
