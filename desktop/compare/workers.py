"""The processes that compute a large comparison beside the window: begun, listened to by turns, and ended.

They are listened to in a thread, which waits for them without keeping Python from the window. Whatever becomes of a process is
told here: its lines, its refusal, or that it was lost, so that its work can be done here.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from db import lines_apart
from db.lines_apart import Lost, Together
from exchange.beside import begun

if TYPE_CHECKING:
    from db.casefile import Casefile

MOST = 2
"""So many processes compute where there are processors for them. Each more needs 100 MB, and gives less than the one before."""
_STEP = 0.05
"""Seconds between two looks whether the lines are still wanted."""


class Workers:
    """Processes that compute all lines by turns, as one; they end with the block in which they are used."""

    def __init__(self, casefile: Casefile, as_of: dt.date | None, seal: object, unwanted: Callable[[], bool]) -> None:
        number = max(1, min(MOST, os.cpu_count() or 1))
        self._questions = [lines_apart.question(casefile, as_of, seal=seal, turn=turn, of=number) for turn in range(number)]
        self._unwanted = unwanted
        self.processes: list[subprocess.Popen[bytes]] = []
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._end_when_unwanted)

    def __enter__(self) -> Workers:
        try:
            for question in self._questions:
                process = begun("db.lines_apart", lines_apart.ASKED)
                self.processes.append(process)
                if process.stdin is not None:
                    process.stdin.write(question)
                    process.stdin.flush()
        except OSError as fault:
            self._end()
            raise Lost from fault
        self._watch.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._watch.join()
        self._end()

    @property
    def said(self) -> Together:
        """What they say."""
        return Together([lines_apart.told(process.stdout) for process in self.processes if process.stdout is not None])

    def _end_when_unwanted(self) -> None:
        while not self._over.wait(_STEP):
            if self._unwanted():
                self._kill()
                return

    def _kill(self) -> None:
        for process in self.processes:
            process.kill()

    def _end(self) -> None:
        self._kill()
        for process in self.processes:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()
