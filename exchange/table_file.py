"""A table out of a file: CSV of any delimiter and encoding, or the first fitting sheet of an Excel or OpenDocument workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.mapping_file import read_translation
from exchange.table import HEADINGS_WITHIN, Reached, Sheet, Table, nothing, shape

__all__ = ["read_csv", "read_table", "read_translation"]

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
DELIMITERS = (",", ";", "\t", "|")
DEFUSED = re.compile(r"'+[=+\-@\t\r]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_ENCODINGS = ["cp1251", "cp1252", "koi8_u", "cp866", "iso8859_5", "cp1250"]
LONGEST_CELL = 10_000_000
SAMPLE = 100_000
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""


def read_table(path: Path, translation: Translation | None = None, reached: Reached = nothing) -> Table:
    """The table in ``path``; ``NoTable`` or ``OSError`` where it cannot be read.

    ``reached`` is told now and then at which row this is; what it raises ends the reading.
    """
    rename = translation or Translation()
    if path.suffix.lower() in WORKBOOKS:
        from exchange.apart import sheets_apart

        return _first_fitting(sheets_apart(path), rename, path, reached)
    if path.suffix.lower() in (".xls", ".xlsb", ".numbers"):
        raise NoTable(f"{path.name} cannot be read as a table; save it as .xlsx or .csv.")
    return read_csv(path.read_bytes(), rename, reached)


def beginning(path: Path, most: int = 2000) -> tuple[tuple[str, ...], ...]:
    """The first rows of a file as they stand, of its first sheet that holds any; for who has yet to say what they mean."""
    if path.suffix.lower() in WORKBOOKS:
        from exchange.apart import sheets_apart

        begun: Iterator[tuple[tuple[str, ...], ...]] = (_first(sheet.records, most) for sheet in sheets_apart(path))
    else:
        text, _ = _decoded(path.read_bytes())
        declared = SEPARATOR_LINE.match(text)
        delimiter = declared[1] if declared else _delimiter(text, Translation())
        records = _records(SEPARATOR_LINE.sub("\n", text) if declared else text, delimiter)
        begun = iter([_first(records, most)])
    said = (tuple(row for row in rows if any(cell.strip() for cell in row)) for rows in begun)
    return next((rows for rows in said if rows), ())


def _first(records: Iterable[Sequence[str]], most: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(record) for record in islice(records, most))


def _first_fitting(sheets: Iterable[Sheet], rename: Translation, path: Path, reached: Reached) -> Table:
    """The first sheet whose headings are those of a table of figures; else what is wrong with the first that has any."""
    problem: NoTable | None = None
    for sheet in sheets:
        try:
            return shape((), rename, sheet=sheet, reached=reached)
        except NoTable as wrong:
            problem = wrong if problem is None or "empty" in str(problem) else problem
    raise problem or NoTable(f"{path.name} holds no sheet that is shown.")


def read_csv(data: bytes, translation: Translation | None = None, reached: Reached = nothing) -> Table:
    """The table in the bytes of a CSV file, its encoding and its delimiter found and said in ``read_as``."""
    rename = translation or Translation()
    text, encoding = _decoded(data)
    if "\0" in text:
        raise NoTable("This is not a table of text: it holds null characters.")
    declared = SEPARATOR_LINE.match(text)
    delimiter = declared[1] if declared else _delimiter(text, rename)
    name = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[delimiter]
    records = _records(SEPARATOR_LINE.sub("\n", text) if declared else text, delimiter)
    return shape(records, rename, f"CSV with {name}, {encoding}", reached=reached)


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
    heads = [line for line in text[:SAMPLE].splitlines() if line.strip()][:HEADINGS_WITHIN]
    head = next(iter(heads), "")

    def known(delimiter: str) -> int:
        return sum(rename.uses(cell.strip().strip('"')) for line in heads for cell in line.split(delimiter))

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
