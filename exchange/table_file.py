"""A table out of a file: CSV of any delimiter and encoding, or the first fitting sheet of an Excel or OpenDocument workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.mapping_file import read_translation
from exchange.row import LONGEST_REMEMBERED, MOST_REMEMBERED
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
PIECE = 1 << 20
NULL_CHARACTERS = "This is not a table of text: it holds null characters."
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
    with path.open("rb") as file:
        return _read_csv(file, rename, reached)


def beginning(path: Path, most: int = 2000) -> tuple[tuple[str, ...], ...]:
    """The first rows of a file as they stand, of its first sheet that holds any; for who has yet to say what they mean."""
    if path.suffix.lower() in WORKBOOKS:
        from exchange.apart import sheets_apart

        begun: Iterator[tuple[tuple[str, ...], ...]] = (_first(sheet.records, most) for sheet in sheets_apart(path))
    else:
        with path.open("rb") as file, _opened(file, Translation()) as (records, _):
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
    return _read_csv(io.BytesIO(data), translation or Translation(), reached)


def _read_csv(file: BinaryIO, rename: Translation, reached: Reached) -> Table:
    with _opened(file, rename) as (records, read_as):
        return shape(records, rename, read_as, reached=reached)


@contextmanager
def _opened(file: BinaryIO, rename: Translation) -> Iterator[tuple[Iterator[list[str]], str]]:
    """The records of a CSV file, read as they are asked for while the block lasts, and how it is read."""
    text, called = _text(file)
    with text:
        yield _read_as(text, called, rename)


def _read_as(text: TextIO, called: str, rename: Translation) -> tuple[Iterator[list[str]], str]:
    sample = text.read(SAMPLE)
    text.seek(0)
    declared = SEPARATOR_LINE.match(sample)
    if declared:
        text.readline()
    delimiter = declared[1] if declared else _delimiter(sample, rename)
    name = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[delimiter]
    return _records(chain(["\n"] if declared else [], text), delimiter), f"CSV with {name}, {called}"


def _text(file: BinaryIO) -> tuple[TextIO, str]:
    """The text of a file, decoded piece by piece as it is read, and what a person calls its encoding."""
    begin = file.read(4)
    file.seek(0)
    for mark, encoding in BYTE_ORDER_MARKS:
        if begin.startswith(mark):
            wrong = _misfit(file, encoding)
            if wrong is not None:
                raise NoTable(f"The table says that it is {encoding.upper()}, and is not: byte {wrong} is none of it.")
            return io.TextIOWrapper(file, encoding, newline=""), encoding.removesuffix("-sig").upper()
    if _misfit(file, "utf-8") is None:
        return io.TextIOWrapper(file, "utf-8", newline=""), "UTF-8"
    from charset_normalizer import from_bytes

    best = from_bytes(file.read(), cp_isolation=OLD_ENCODINGS).best()
    if best is None:
        raise NoTable("The encoding of this table cannot be told; save it as UTF-8.") from None
    if "\0" in str(best):
        raise NoTable(NULL_CHARACTERS)
    return io.StringIO(str(best), newline=""), best.encoding


def _misfit(file: BinaryIO, encoding: str) -> int | None:
    """At which byte a file is not in an encoding; None where all of it is. Null characters make it no table of text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    start = 0
    try:
        while piece := file.read(PIECE):
            if "\0" in decoder.decode(piece):
                raise NoTable(NULL_CHARACTERS)
            start = file.tell()
        decoder.decode(b"", True)
    except UnicodeDecodeError as wrong:
        return start + wrong.start
    finally:
        file.seek(0)
    return None


def _delimiter(text: str, rename: Translation) -> str:
    heads = [line for line in text[:SAMPLE].splitlines() if line.strip()][:HEADINGS_WITHIN]
    head = next(iter(heads), "")

    def known(delimiter: str) -> int:
        return sum(rename.uses(cell.strip().strip('"')) for line in heads for cell in line.split(delimiter))

    return max(DELIMITERS, key=lambda d: (known(d), head.count(d)))


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    known = _AsItWas()
    try:
        for record in reader:
            yield [known[cell] for cell in record]
    except csv.Error as wrong:
        raise NoTable(f"Line {reader.line_num} of the table cannot be read: {wrong}.") from None


class _AsItWas(dict[str, str]):
    """Cells without the apostrophe by which an exporter keeps a spreadsheet from taking them for formulas; short ones once."""

    def __missing__(self, cell: str) -> str:
        bare = cell[1:] if DEFUSED.match(cell) else cell
        if len(cell) <= LONGEST_REMEMBERED and len(self) < MOST_REMEMBERED:
            self[cell] = bare
        return bare
