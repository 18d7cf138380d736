"""Tables as files that spreadsheet programs open: CSV that runs no formula, and workbooks with typed cells and definitions."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

Value = str | int | float | None
FORMULA = re.compile(r"'*[=+\-@\t\r]")
SUSPECT = frozenset("'=+-@\t\r")
_SUSPECT_CELL = re.compile(r",['=+\-@\t\r]")
"""In a line, where a cell may begin in such a way; it finds a comma within a cell too."""
LINE_END = "\r\n"
HEAD_FILL = "FFE8E8E8"
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
FIRST_DAY_OF_SPREADSHEETS = "1900-03-01"
"""Before it spreadsheets count their days in two ways, so earlier days stay texts."""

ROWS_BETWEEN_LOOKS = 500
Reached = Callable[[int], None]
"""Told how many rows are written; what it raises ends the work."""


def nothing(_rows: int) -> None:
    """What is told to nobody."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of a workbook. Texts under ``days`` are typed as days where they are whole, under ``numbers`` as numbers."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    widths: Sequence[int] = ()


def defused(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def write_csv(out: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[str]], reached: Reached = nothing) -> int:
    """Write a table as CSV in UTF-8 with commas, row by row, and return how many rows it has.

    The byte order mark lets every spreadsheet see that it is UTF-8.
    """
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    text.write(line_of(headings))
    number = 0
    for number, row in enumerate(rows, start=1):
        text.write(line_of(row))
        if number % ROWS_BETWEEN_LOOKS == 0:
            reached(number)
    text.flush()
    text.detach()
    return number


def line_of(cells: Sequence[str]) -> str:
    """The cells as a line of CSV, none a formula, quoted as the csv module quotes, which looks at every letter."""
    line = ",".join(cells)
    if line[:1] in SUSPECT or _SUSPECT_CELL.search(line):
        cells = [cell if not cell or cell[0] not in SUSPECT else defused(cell) for cell in cells]
        line = ",".join(cells)
    if not line or '"' in line or "\r" in line or "\n" in line:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=LINE_END).writerow(cells)
        return out.getvalue()
    if line.count(",") >= len(cells):
        line = ",".join([f'"{cell}"' if "," in cell else cell for cell in cells])
    return line + LINE_END


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same in memory."""
    out = io.BytesIO()
    write_csv(out, headings, rows)
    return out.getvalue()


def write_workbook(path: Path, leaves: Iterable[Leaf], reached: Reached = nothing) -> None:
    """Write an Excel workbook: headings frozen and filtered, numbers and days typed, all else text and never a formula."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    for leaf in leaves:
        sheet = workbook.create_sheet(leaf.title)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(leaf.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append(_head(sheet, leaf.headings))
        number = 0
        for number, row in enumerate(leaf.rows, start=1):
            sheet.append([_typed(sheet, leaf, heading, value) for heading, value in zip(leaf.headings, row, strict=True)])
            if number % ROWS_BETWEEN_LOOKS == 0:
                reached(number)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(leaf.headings))}{number + 1}"
    workbook.save(path)


def _head(sheet: Any, headings: Iterable[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD_FILL)
    return cells


def _typed(sheet: Any, leaf: Leaf, heading: str, value: Value) -> Any:
    """A cell that reads back as the same text: a number, a day, or the text itself and never a formula."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str) or not value:
        return None if value == "" else value
    if heading in leaf.days and PLAIN_DAY.match(value) and value >= FIRST_DAY_OF_SPREADSHEETS:
        cell = WriteOnlyCell(sheet, dt.date.fromisoformat(value))
        cell.number_format = "yyyy-mm-dd"
    elif heading in leaf.numbers and PLAIN_NUMBER.fullmatch(value):
        cell = WriteOnlyCell(sheet, int(value))
    else:
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
    return cell
