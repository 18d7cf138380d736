"""A stranger's file is read in a process of its own, so that whatever is wrong with it can only end that process.

The libraries that read PDF, HTML and Word files are native or can be kept busy for ever. The process that runs them has a bound
on its memory, where the system keeps one, and on its time; it is given the bytes and gives back text, and nothing else passes
between the two.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exchange.document import Document, UnreadableDocument

ASKED = "HANDOVER_READS_APART"
"""Set in the environment of a frozen program that is to read one document and end."""
SECONDS = 6
BYTES_A_SECOND = 4_000_000
"""How much of the processor a document may take: this many seconds, and one more for so many bytes of it."""
PATIENCE = 4
"""By how much longer it may take on a machine that has other things to do."""
STEP = 0.1
ENDED = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}
"""How a reader ends that took too long, by the system's bound or by ours."""
LONG = "Reading this document took more than {seconds} s and was stopped; save its text as a plain text file and add that."
BROKEN = (
    "This document cannot be read: it is damaged, or needs too much memory; save its text as a plain text file and add that."
)
STOPPED = "The reading was cancelled."


def read_apart(data: bytes, kind: str, unwanted: Callable[[], bool] = lambda: False, *, seconds: int | None = None) -> Document:
    """The text of a document of this media type; ``UnreadableDocument`` where none can be taken in the time that it may take.

    ``unwanted`` is asked now and then, and ends the reading where it answers true; ``seconds`` are of the processor.
    """
    seconds = seconds or SECONDS + len(data) // BYTES_A_SECOND
    answer = _answer(f"{kind} {seconds}\n".encode() + data, seconds, unwanted)
    try:
        told = json.loads(answer)
    except ValueError:
        raise UnreadableDocument(BROKEN) from None
    if "refused" in told:
        raise UnreadableDocument(str(told["refused"]))
    return _document(told)


def _answer(asked: bytes, seconds: float, unwanted: Callable[[], bool]) -> bytes:
    environment = {**os.environ, ASKED: "1"}
    if not _frozen():
        rooms = str(Path(__file__).parent.parent)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (rooms, os.environ.get("PYTHONPATH"))))
    told = threading.Event()
    with subprocess.Popen(
        _program(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as reader:
        watch = threading.Thread(target=_watch, args=(reader, PATIENCE * seconds, unwanted, told))
        watch.start()
        answer, _ = reader.communicate(asked)
        told.set()
        watch.join()
    if reader.returncode and unwanted():
        raise UnreadableDocument(STOPPED)
    if reader.returncode in ENDED:
        raise UnreadableDocument(LONG.format(seconds=seconds))
    return answer


def _watch(reader: subprocess.Popen[bytes], seconds: float, unwanted: Callable[[], bool], told: threading.Event) -> None:
    """End the reader when its time is over or nobody wants its answer."""
    end = time.monotonic() + seconds
    while not told.wait(STEP):
        if unwanted() or time.monotonic() > end:
            reader.kill()
            return


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _program() -> list[str]:
    """What is started: this Python, or the frozen program itself; on Windows the one that has standard streams."""
    if not _frozen():
        return [sys.executable, "-P", "-X", "utf8", "-m", "exchange.apart_reader"]
    program = Path(sys.executable)
    beside = program.with_name("handover-cli.exe")
    return [str(beside if beside.exists() else program)]


def _document(told: dict[str, Any]) -> Document:
    """The document that was told, its text without the halves of characters that no file can hold."""
    known = {field.name for field in dataclasses.fields(Document)}
    return Document(**{name: _sound(value) for name, value in told.items() if name in known})


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return tuple(map(_sound, value)) if isinstance(value, list) else value
