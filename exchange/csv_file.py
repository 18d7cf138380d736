"""The records of a CSV file of any delimiter and encoding, read anew each time they are gone through.

Nothing of a file is held but how it is read. That it is the same file each time is told by a digest of its bytes.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from exchange.heading import NoTable
from exchange.mapping import Translation
from exchange.table import HEADINGS_WITHIN

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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
TELLING = 4 << 20
"""So much of a file in an old encoding tells which it is."""

CHANGED = "The table was changed while it was read. Read it again."
NULL_CHARACTERS = "This is not a table of text: it holds null characters."
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""


class CsvRecords:
    """The records of a file that ``opened`` opens; ``read_as`` says how it is read. ``NoTable`` where it is none."""

    def __init__(self, opened: Callable[[], BinaryIO], rename: Translation) -> None:
        self._opened = opened
        with opened() as file:
            self._digest = _digest(file)
            file.seek(0)
            self._encoding, called = _encoding(file)
            file.seek(0)
            with io.TextIOWrapper(file, self._encoding, newline="") as text:
                sample = text.read(SAMPLE)
        declared = SEPARATOR_LINE.match(sample)
        self._skips_line = declared is not None
        self._delimiter = declared[1] if declared else _delimiter(sample, rename)
        name = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[self._delimiter]
        self.read_as = f"CSV with {name}, {called}"

    def __iter__(self) -> Iterator[list[str]]:
        digest = hashlib.blake2b()
        try:
            with self._opened() as file:
                yield from self._records(_Digested(file, digest))
        except (OSError, UnicodeDecodeError):
            raise NoTable(CHANGED) from None
        if digest.digest() != self._digest:
            raise NoTable(CHANGED)

    def _records(self, file: io.RawIOBase) -> Iterator[list[str]]:
        with io.TextIOWrapper(io.BufferedReader(file, PIECE), self._encoding, newline="") as text:
            if self._skips_line:
                text.readline()
            yield from _parsed(chain(["\n"] if self._skips_line else [], text), self._delimiter)


class _Digested(io.RawIOBase):
    """The bytes of a file, each of which goes into a digest once it is read."""

    def __init__(self, file: BinaryIO, digest: hashlib.blake2b) -> None:
        self._file, self._digest = file, digest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        data = self._file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self._digest.update(data)
        return len(data)


def _digest(file: BinaryIO) -> bytes:
    whole = hashlib.blake2b()
    while block := file.read(PIECE):
        whole.update(block)
    return whole.digest()


def _encoding(file: BinaryIO) -> tuple[str, str]:
    """The encoding of a file, and what a person calls it; every byte of the file was looked at."""
    begin = file.read(4)
    file.seek(0)
    for mark, encoding in BYTE_ORDER_MARKS:
        if begin.startswith(mark):
            wrong = _misfit(file, encoding)
            if wrong is not None:
                raise NoTable(f"The table says that it is {encoding.upper()}, and is not: byte {wrong} is none of it.")
            return encoding, encoding.removesuffix("-sig").upper()
    if _misfit(file, "utf-8") is None:
        return "utf-8", "UTF-8"
    for most in (TELLING, -1):
        old = _old_encoding(file.read(most))
        file.seek(0)
        if old is not None and _misfit(file, old) is None:
            return old, old
    raise NoTable("The encoding of this table cannot be told; save it as UTF-8.")


def _old_encoding(begin: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(begin, cp_isolation=OLD_ENCODINGS).best()
    return None if best is None else best.encoding


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


def _parsed(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for record in reader:
            yield list(map(_as_it_was, record)) if "'" in "".join(record) else record
    except csv.Error as wrong:
        raise NoTable(f"Line {reader.line_num} of the table cannot be read: {wrong}.") from None


def _as_it_was(cell: str) -> str:
    """A cell without the apostrophe by which an exporter keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and DEFUSED.match(cell) else cell
