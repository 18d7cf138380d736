"""A stranger's file is read in a process of its own, so that whatever is wrong with it can only end that process.

The libraries that read PDF, HTML, Word files and workbooks are native or can be kept busy for ever. The process that runs them
has a bound on its memory, where the system keeps one, and on its time; it is told what to read and gives back text, and nothing
else passes between the two.
"""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
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
WORKBOOK_BYTES_A_SECOND = 40_000
"""How much of the processor a file may take: so many seconds, and one more for so many bytes of it."""
PATIENCE = 4
"""By how much longer it may take on a machine that has other things to do."""
STEP = 0.1
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
    """Every sheet of an Excel or OpenDocument workbook that is shown, in order; ``NoTable`` where it cannot be read."""
    seconds = SECONDS + path.stat().st_size // WORKBOOK_BYTES_A_SECOND
    try:
        answer = _answer({"workbook": str(path), "seconds": seconds}, b"")
        lines = answer.split(b"\n")
        told = json.loads(lines[-2] if len(lines) > 1 else b"")
    except TooLong:
        raise NoTable(LONG_TABLE.format(name=path.name, seconds=seconds)) from None
    except ValueError:
        raise NoTable(BROKEN_TABLE.format(name=path.name)) from None
    if "refused" in told:
        raise NoTable(str(told["refused"]))
    begin = 0
    shared: dict[str, str] = {}
    for head in told["sheets"]:
        read = (_sound(json.loads(line)) for line in lines[begin : begin + head["records"]])
        records = [tuple([shared.setdefault(text, text) for text in record]) for record in read]
        begin += head["records"]
        troubles = {(row, column): why for row, column, why in head["troubles"]}
        yield Sheet(records, head["read_as"], frozenset(map(tuple, head["repeated"])), troubles)


def _answer(asked: dict[str, object], data: bytes, unwanted: Callable[[], bool] = lambda: False) -> bytes:
    told = threading.Event()
    with begun("exchange.apart_reader", ASKED) as reader:
        end = time.monotonic() + PATIENCE * int(str(asked["seconds"]))
        watch = threading.Thread(target=_watch, args=(reader, end, unwanted, told))
        watch.start()
        answer, _ = reader.communicate(json.dumps(asked).encode() + b"\n" + data)
        told.set()
        watch.join()
    if reader.returncode in ENDED or (reader.returncode and unwanted()):
        raise TooLong
    return answer


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
