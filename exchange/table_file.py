"""A table out of a file: CSV of any delimiter and encoding, or the first sheet of an Excel workbook."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exchange.table import COLUMNS, NoTable, Table, Translation, shape

DELIMITERS = (",", ";", "\t", "|")
DEFUSED = re.compile(r"'+[=+\-@\t\r]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_ENCODINGS = ["cp1251", "cp1252", "koi8_u", "cp866", "iso8859_5", "cp1250"]
LONGEST_CELL = 10_000_000


def read_table(path: Path, translation: Translation | None = None) -> Table:
    """The table in ``path``; ``NoTable`` or ``OSError`` where it cannot be read."""
    rename = translation or Translation()
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return shape(_workbook(path), rename, "an Excel workbook")
    if path.suffix.lower() in (".xls", ".ods", ".numbers"):
        raise NoTable(f"{path.name} cannot be read as a table; save it as .xlsx or .csv.")
    return read_csv(path.read_bytes(), rename)


def read_csv(data: bytes, translation: Translation | None = None) -> Table:
    """The table in the bytes of a CSV file, its encoding and its delimiter found and said in ``read_as``."""
    rename = translation or Translation()
    text, encoding = _decoded(data)
    if "\0" in text:
        raise NoTable("This is not a table of text: it holds null characters.")
    delimiter = _delimiter(text, rename)
    name = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[delimiter]
    return shape(_records(text, delimiter), rename, f"CSV with {name}, {encoding}")


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding.removesuffix("-sig").upper()
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data, cp_isolation=OLD_ENCODINGS).best()
        if best is None:
            raise NoTable("The encoding of this table cannot be told; save it as UTF-8.") from None
        return str(best), best.encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise NoTable(f"The table says that it is {encoding.upper()}, and is not: byte {wrong.start} is none of it.") from None


def _delimiter(text: str, rename: Translation) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> int:
        return sum(rename.heading(cell.strip().strip('"')) in COLUMNS for cell in head.split(delimiter))

    return max(DELIMITERS, key=lambda d: (known(d), head.count(d)))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            yield [_as_it_was(cell) for cell in record]
    except csv.Error as wrong:
        raise NoTable(f"Line {reader.line_num} of the table cannot be read: {wrong}.") from None


def _as_it_was(cell: str) -> str:
    """The cell without the apostrophe by which an exporter keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if DEFUSED.match(cell) else cell


def _workbook(path: Path) -> Iterator[list[str]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError):
        raise NoTable(f"{path.name} is not an Excel workbook that can be read; save it as .xlsx or .csv.") from None
    try:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    finally:
        workbook.close()


def _cell(value: Any) -> str:
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


def read_translation(path: Path) -> Translation:
    """The mapping file: tables ``[columns]`` (theirs = ours), ``[constants]`` and ``[values.COLUMN]`` (theirs = ours)."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise NoTable(f"The mapping file {path.name} cannot be read: {wrong}.") from None
    columns, constants, values = (content.pop(name, {}) for name in ("columns", "constants", "values"))
    tables = (columns, constants, values, *(values.values() if isinstance(values, dict) else ()))
    if content or not all(isinstance(table, dict) for table in tables):
        raise NoTable("A mapping file holds the tables [columns], [constants] and [values.COLUMN], and nothing else.")
    for ours in (*columns.values(), *constants, *values):
        if ours not in COLUMNS:
            raise NoTable(f"The mapping file {path.name} speaks of “{ours}”, which is no heading of a table of figures.")
    return Translation(
        {" ".join(str(theirs).split()).casefold(): str(ours) for theirs, ours in columns.items()},
        {column: _cell(value) for column, value in constants.items()},
        {column: {str(t).strip().casefold(): _cell(ours) for t, ours in named.items()} for column, named in values.items()},
    )
