"""The sheets of an Excel workbook as text, and what they hide: merged cells, hidden columns, formulas never worked out.

A sheet is gone through once, row by row, and no row is held: its texts and whatever else is to be said of it come out of the
same pass. Only where cells are merged is it gone through before, because a sheet tells that behind its last row.
"""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl.utils.exceptions import CellCoordinatesException

from exchange.heading import NoTable
from exchange.merged import Area, Merged
from exchange.table import letters
from exchange.workbook_parts import SHEET, SPOKEN, TEXT, YES, Days, Leaf, Parts

ROW, CELL = f"{SHEET}row", f"{SHEET}c"
VALUE, FORMULA = f"{SHEET}v", f"{SHEET}f"
END = (etree.Element(CELL),)
NUMBER, INLINE = "n", "inlineStr"
LAST_ROW = 1_048_576
MOST_MERGED = 200_000
MOST_HIDDEN_AT_ONCE = 100
MOST_REMEMBERED = 50_000
MERGED = b"mergeCell"
DIGITS = "0123456789"
UNWORKED = "This cell holds a formula whose result was never stored: open the file in a spreadsheet program and save it again."
NO_DAY = "#VALUE!"
"""What spreadsheets show of a number that is to be a day and is none."""

UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    CellCoordinatesException,
    EOFError,
    LookupError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What comes of reading a workbook that is none, or a damaged one."""


@dataclass
class Reading:
    """A sheet while it is read; rows and columns count from 1.

    ``records`` can be gone through once; after that the rest tells what was found on the way.
    """

    title: str
    records: Iterator[list[str]] = field(default_factory=lambda: iter(()))
    columns: list[int] = field(default_factory=list)
    rows: int = 0
    troubles: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: Merged = field(default_factory=lambda: Merged(()))

    @property
    def repeated(self) -> frozenset[tuple[int, int]]:
        """The cells that repeat the one that they are merged with."""
        return frozenset(self.merged.repeated)

    @property
    def read_as(self) -> str:
        """What was read, in words."""
        return read_as("an Excel workbook", self.title, self.columns, self.rows)


def sheets(path: Path) -> Iterator[Reading]:
    """Every sheet that is shown, in order, each to be read before the next; ``NoTable`` where the file is no workbook."""
    with _refused(path), zipfile.ZipFile(path) as archive:
        parts = Parts(archive)
        for leaf in parts.leaves():
            reading = Reading(leaf.title)
            reading.records = _Rows(path, parts, leaf, reading).records()
            yield reading


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except NoTable:
        raise
    except UNSOUND:
        raise NoTable(f"{path.name} is not an Excel workbook that can be read; save it as .xlsx or .csv.") from None


class _Rows:
    """The rows of one sheet, as they come."""

    def __init__(self, path: Path, parts: Parts, leaf: Leaf, reading: Reading) -> None:
        self.path, self.parts, self.leaf, self.reading = path, parts, leaf, reading
        self.values = _Values(parts.days, parts.texts)
        self.columns: dict[str, int] = {}

    def records(self) -> Iterator[list[str]]:
        with _refused(self.path):
            self.reading.merged = merged = Merged(self._areas())
            last = 0
            for element in self.parts.events(self.leaf.part, ("row", "col")):
                if element.tag != ROW:
                    self._note_column(element)
                    continue
                number = self._number(element.get("r"), last)
                for empty in range(last + 1, number):
                    yield merged.filled(empty, [])
                last = number
                self.reading.rows += element.get("hidden") in YES
                yield merged.filled(number, self._texts(element, number))

    def _areas(self) -> Iterator[Area]:
        """The cells that are merged over several rows; a sheet tells them behind its last row."""
        from openpyxl.utils.cell import range_boundaries

        if not self.parts.holds(self.leaf.part, MERGED):
            return
        found = (element for element in self.parts.events(self.leaf.part, ("row", "mergeCell")) if element.tag != ROW)
        for element in islice(found, MOST_MERGED):
            left, top, right, bottom = range_boundaries(element.get("ref"))
            yield Area(top, left, bottom, right)

    def _number(self, said: str | None, last: int) -> int:
        number = last + 1 if said is None else float(said)
        if not last < number <= LAST_ROW or number != int(number):
            raise NoTable(
                f"The rows of sheet “{self.leaf.title}” in {self.path.name} are out of order: open it in a spreadsheet "
                "program and save it again."
            )
        return int(number)

    def _note_column(self, element: Any) -> None:
        if element.get("hidden") in YES:
            first, last = int(element.get("min")), int(element.get("max"))
            self.reading.columns += range(first, min(last, first + MOST_HIDDEN_AT_ONCE) + 1)

    def _texts(self, row: Any, number: int) -> list[str]:
        """The texts of a row, in one walk over all that stands in it; ``END`` lets the last cell be kept like the others."""
        texts: list[str] = []
        at, kind, look, value, words, is_formula, is_spoken = 0, "", "", "", "", False, False
        for element in chain(row.iter(CELL, VALUE, FORMULA, TEXT, SPOKEN), END):
            tag = element.tag
            if tag == CELL:
                if at:
                    if is_formula and not value:
                        self.reading.troubles[number, at] = UNWORKED
                    if at > len(texts):
                        texts += [""] * (at - len(texts))
                    texts[at - 1] = words if kind == INLINE else self.values.text(kind, look, value) if value else ""
                named, kind, look = element.get("r"), element.get("t", NUMBER), element.get("s", "0")
                at = at + 1 if named is None else self.columns.get(named.rstrip(DIGITS)) or self._column(named)
                value, words, is_formula = "", "", False
            elif tag == VALUE:
                value = value or element.text or ""
            elif tag == TEXT:
                if not (is_spoken and element.getparent().tag == SPOKEN):
                    words += element.text or ""
            elif tag == FORMULA:
                is_formula = True
            else:
                is_spoken = True
        return texts

    def _column(self, named: str) -> int:
        """The column in which a cell of this name stands."""
        from openpyxl.utils.cell import coordinate_to_tuple

        column = self.columns[named.rstrip(DIGITS)] = int(coordinate_to_tuple(named)[1])
        return column


class _Values:
    """What cells say, as text; what was read once is not read again."""

    def __init__(self, days: Days, texts: list[str]) -> None:
        self.days, self.texts = days, texts
        self.numbers: dict[tuple[str, bool, bool], str] = {}

    def text(self, kind: str, look: str, value: str) -> str:
        """What a cell of this kind and look says."""
        match kind:
            case "n":
                return self._number(value, look in self.days.days, look in self.days.spans)
            case "s":
                return self.texts[int(value)]
            case "b":
                return as_text(bool(int(value)))
            case "d":
                from openpyxl.utils.datetime import from_ISO8601

                return as_text(from_ISO8601(value))
            case _:
                return value

    def _number(self, value: str, is_day: bool, is_span: bool) -> str:
        key = value, is_day, is_span
        text = self.numbers.get(key)
        if text is None:
            if len(self.numbers) >= MOST_REMEMBERED:
                self.numbers.clear()
            number = float(value) if "." in value or "e" in value.lower() else int(value)
            text = self.numbers[key] = as_text(self._day(number, is_span) if is_day else number)
        return text

    def _day(self, number: float, is_span: bool) -> Any:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        try:
            first = CALENDAR_MAC_1904 if self.days.from_1904 else CALENDAR_WINDOWS_1900
            return from_excel(number, first, timedelta=is_span)
        except (OverflowError, ValueError):
            return NO_DAY


def read_as(kind: str, title: str, columns: list[int], rows: int) -> str:
    """What was read, in words, and that nothing hidden was left out."""
    told = [f"{kind}, sheet “{title}”"]
    if columns:
        told.append(f"hidden columns {', '.join(letters(column - 1) for column in columns)} read too")
    if rows:
        told.append(f"{rows} hidden {'row' if rows == 1 else 'rows'} read too")
    return "; ".join(told)


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
