"""The sheets of an OpenDocument spreadsheet (ODS) as text, read from its one XML part."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from exchange.heading import NoTable
from exchange.merged import Area, Merged
from exchange.table import MOST_COLUMNS, Sheet
from exchange.workbook import as_text, read_as

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LARGEST_CONTENT = 1 << 29
MOST_ROWS = 1_048_576


def sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet in order; ``NoTable`` where the file is no such spreadsheet, or is locked by a password."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("content.xml").file_size > LARGEST_CONTENT:
                raise NoTable(f"{path.name} is too large to be read as one table; save it as .csv.")
            root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError):
        raise NoTable(f"{path.name} is not an OpenDocument spreadsheet that can be read; save it as .xlsx or .csv.") from None
    for table in root.iter(f"{TABLE}table"):
        yield _Reading(table).sheet()


class _Reading:
    """One sheet while it is read; rows and columns count from 1."""

    def __init__(self, table: Any) -> None:
        self.table = table
        self.records: list[list[str]] = []
        self.merged: list[Area] = []
        self.hidden_rows = 0

    def sheet(self) -> Sheet:
        for row in self.table.iter(f"{TABLE}table-row"):
            self._read(row)
        while self.records and not any(self.records[-1]):
            self.records.pop()
        merged = Merged(self.merged)
        records = [merged.filled(number, record) for number, record in enumerate(self.records, start=1)]
        title = self.table.get(f"{TABLE}name", "")
        told = read_as("an OpenDocument spreadsheet", title, self._hidden_columns(), self.hidden_rows)
        return Sheet(records, told, frozenset(merged.repeated))

    def _read(self, row: Any) -> None:
        cells: list[str] = []
        here = len(self.records) + 1
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            if len(cells) >= MOST_COLUMNS:
                break
            text = "" if cell.tag == f"{TABLE}covered-table-cell" else _text(cell)
            down = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            across = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
            if down > 1:
                self.merged.append(Area(here, len(cells) + 1, here + down - 1, len(cells) + across))
            cells += [text] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), MOST_COLUMNS - len(cells))
        while cells and not cells[-1]:
            cells.pop()
        times = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if not cells and len(self.records) + times > MOST_ROWS:
            times = MOST_ROWS - len(self.records)
        if cells and row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            self.hidden_rows += times
        self.records += [list(cells) for _ in range(min(times, MOST_ROWS - len(self.records)))]

    def _hidden_columns(self) -> list[int]:
        hidden: list[int] = []
        at = 0
        for column in self.table.iter(f"{TABLE}table-column"):
            times = min(int(column.get(f"{TABLE}number-columns-repeated", "1")), MOST_COLUMNS)
            if column.get(f"{TABLE}visibility") in ("collapse", "filter") and at + times <= MOST_COLUMNS:
                hidden += range(at + 1, at + times + 1)
            at += times
        return hidden


def _text(cell: Any) -> str:
    """What the cell holds: its number or day where it has one, else its words."""
    match cell.get(f"{OFFICE}value-type"):
        case "float" | "currency" | "percentage":
            return _number(cell.get(f"{OFFICE}value", ""))
        case "date":
            return str(cell.get(f"{OFFICE}date-value", "")).removesuffix("T00:00:00")
        case "boolean":
            return "yes" if cell.get(f"{OFFICE}boolean-value") == "true" else "no"
        case _:
            return "\n".join(_words(paragraph) for paragraph in cell.iterchildren(f"{TEXT}p"))


def _number(text: str) -> str:
    try:
        return as_text(float(text)) if "." in text or "E" in text.upper() else text
    except ValueError:
        return text


def _words(paragraph: Any) -> str:
    said = paragraph.text or ""
    for child in paragraph:
        if not isinstance(child.tag, str):
            continue
        match etree.QName(child).localname:
            case "s":
                said += " " * int(child.get(f"{TEXT}c", "1"))
            case "tab":
                said += "\t"
            case "line-break":
                said += "\n"
            case "annotation":
                pass
            case _:
                said += _words(child)
        said += child.tail or ""
    return said
