"""A stranger's file is read in a process of its own, so that whatever is wrong with it can only end that process.

The libraries that read PDF, HTML, Word files and workbooks are native or can be kept busy for ever. The process that runs them
has a bound on its memory, where the system keeps one, and on its time; it is told what to read and gives back text, and nothing
else passes between the two.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from exchange.beside import begun
from exchange.document import Document, UnreadableDocument
from exchange.heading import NoTable
from exchange.table import Sheet

ASKED = "HANDOVER_READS_APART"
"""Set in the environment of a frozen program that is to read one file and end."""
SECONDS = 5
DOCUMENT_BYTES_A_SECOND = 4_000_000
WORKBOOK_BYTES_A_SECOND = 200_000
"""How much of the processor a file may take: so many seconds, and one more for so many bytes of it."""
PATIENCE = 4
"""By how much longer it may take on a machine that has other things to do."""
STEP = 0.1
PIECE = 1 << 20
SPOOLED = partial(tempfile.SpooledTemporaryFile, max_size=8 << 20)
"""Held in memory while it is short, else in a file without a name."""

LONGEST_ANSWER = 4 << 30
LENGTH_DIGITS = 16
"""How a length is told at the end of an answer that is taken piece by piece."""

ENDED = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}
"""How a reader ends that took too long, by the system's bound or by ours."""
LONG = "Reading this document took more than {seconds} s and was stopped; save its text as a plain text file and add that."
BROKEN = "This document is damaged or needs too much memory to be read; save its text as a plain text file and add that."
STOPPED = "The reading was cancelled."
LONG_TABLE = "Reading {name} took more than {seconds} s and was stopped; save it as .csv and import that."
BROKEN_TABLE = "{name} is damaged or needs too much memory to be read; save it anew, or as .csv, and import that."


class TooLong(Exception):
    """The reader was ended because its time was over; how many seconds it had."""


def read_apart(data: bytes, kind: str, unwanted: Callable[[], bool] = lambda: False, *, seconds: int | None = None) -> Document:
    """The text of a document of this media type; ``UnreadableDocument`` where none can be taken in the time that it may take.

    ``unwanted`` is asked now and then, and ends the reading where it answers true; ``seconds`` are of the processor.
    """
    seconds = seconds or SECONDS + len(data) // DOCUMENT_BYTES_A_SECOND
    try:
        told = json.loads(_answer({"document": kind, "seconds": seconds}, data, unwanted))
    except TooLong:
        raise UnreadableDocument(STOPPED if unwanted() else LONG.format(seconds=seconds)) from None
    except ValueError:
        raise UnreadableDocument(BROKEN) from None
    if "refused" in told:
        raise UnreadableDocument(str(told["refused"]))
    known = {field.name for field in dataclasses.fields(Document)}
    return Document(**{name: _sound(value) for name, value in told.items() if name in known})


def sheets_apart(path: Path) -> Iterator[Sheet]:
    """Every sheet of an Excel or OpenDocument workbook that is shown, in order; ``NoTable`` where it cannot be read.

    What the reader answers lies in a file without a name where it is long; so records can be gone through again and again, and
    none is held.
    """
    seconds = SECONDS + path.stat().st_size // WORKBOOK_BYTES_A_SECOND
    asked = {"workbook": str(path), "seconds": seconds}
    answer = _Answer()
    try:
        with _reader(asked) as reader:
            answer.take(reader, asked)
        told = json.loads(answer.last())
    except TooLong:
        raise NoTable(LONG_TABLE.format(name=path.name, seconds=seconds)) from None
    except ValueError:
        raise NoTable(BROKEN_TABLE.format(name=path.name)) from None
    if "refused" in told:
        raise NoTable(str(told["refused"]))
    begin = 0
    for head in told["sheets"]:
        records = _Records(answer, begin, begin + head["bytes"])
        begin += head["bytes"]
        troubles = {(row, column): why for row, column, why in head["troubles"]}
        yield Sheet(records, head["read_as"], frozenset(map(tuple, head["repeated"])), troubles)


class _Answer:
    """What a reader answers; it goes when nobody reads in it any more."""

    def __init__(self) -> None:
        kept = ExitStack()
        self.file = kept.enter_context(SPOOLED())
        weakref.finalize(self, kept.close)

    def take(self, reader: subprocess.Popen[bytes], asked: dict[str, object]) -> None:
        """Ask, and keep what is answered; ``ValueError`` where it has no end."""
        if reader.stdin is None or reader.stdout is None:
            raise ValueError("a reader is spoken to through its standard streams")
        with suppress(BrokenPipeError), reader.stdin as asking:
            asking.write(json.dumps(asked).encode() + b"\n")
        while piece := reader.stdout.read(PIECE):
            self.file.write(piece)
            if self.file.tell() > LONGEST_ANSWER:
                raise ValueError("an answer without end")

    def last(self) -> bytes:
        """The last line, which is followed by its length."""
        end = self.file.seek(0, os.SEEK_END) - LENGTH_DIGITS
        length = int(self.part(max(end, 0), LENGTH_DIGITS))
        return self.part(max(end - length, 0), length)

    def part(self, begin: int, length: int) -> bytes:
        """So many bytes of it."""
        self.file.seek(begin)
        return self.file.read(length)


@dataclasses.dataclass(frozen=True, slots=True)
class _Records:
    """The records of a sheet, a line each in a stretch of the answer, to be gone through again and again."""

    answer: _Answer
    begin: int
    end: int

    def __iter__(self) -> Iterator[Sequence[str]]:
        at, rest = self.begin, b""
        while at < self.end:
            piece = self.answer.part(at, min(PIECE, self.end - at))
            at += len(piece)
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                record = json.loads(line)
                yield _sound(record) if b"\\u" in line else record


def _answer(asked: dict[str, object], data: bytes, unwanted: Callable[[], bool] = lambda: False) -> bytes:
    with _reader(asked, unwanted) as reader:
        return reader.communicate(json.dumps(asked).encode() + b"\n" + data)[0]


@contextmanager
def _reader(asked: dict[str, object], unwanted: Callable[[], bool] = lambda: False) -> Iterator[subprocess.Popen[bytes]]:
    """A reader that is ended when its time is over, when nobody wants its answer, or when that cannot be taken."""
    told = threading.Event()
    with begun("exchange.apart_reader", ASKED) as reader:
        end = time.monotonic() + PATIENCE * int(str(asked["seconds"]))
        watch = threading.Thread(target=_watch, args=(reader, end, unwanted, told))
        watch.start()
        try:
            yield reader
        except BaseException:
            reader.kill()
            raise
        finally:
            reader.wait()
            told.set()
            watch.join()
    if reader.returncode in ENDED or (reader.returncode and unwanted()):
        raise TooLong


def _watch(reader: subprocess.Popen[bytes], end: float, unwanted: Callable[[], bool], told: threading.Event) -> None:
    """End the reader when its time is over or nobody wants its answer."""
    while not told.wait(STEP):
        if unwanted() or time.monotonic() > end:
            reader.kill()
            return


def _sound(value: Any) -> Any:
    """Texts without the halves of characters that no file can hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return tuple(map(_sound, value)) if isinstance(value, list) else value
