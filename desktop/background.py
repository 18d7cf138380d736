"""Long work on frozen values, off the main thread: one question at a time, and only the last one asked is answered.

The work gets no casefile and no widget. It is given ``unwanted``, which turns true when its answer is no longer wanted.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from db.error import CasefileError

Work = Callable[[Callable[[], bool]], object]

TURN = 0.0005
"""Seconds after which a thread that runs Python gives way to another: a window gives way at each call into Qt, and would
wait ten times as long with Python's own five milliseconds."""

_LEAVING: deque[object] = deque(maxlen=64)
"""What was closed lately; more are never closed together."""


class Background(QObject):
    """Answers questions in a thread of its own.

    Signals: ``answered(object)`` with what the work of the last question returned; ``refused(str)`` with the sentence of a
    ``CasefileError``; ``broken()`` before anything else that the work raised is raised again on the main thread, as a fault
    of ours.
    """

    answered = Signal(object)
    refused = Signal(str)
    broken = Signal()
    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = False
        sys.setswitchinterval(TURN)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="handover")
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def ask(self, work: Work) -> None:
        """Do this instead of whatever was asked before."""
        self._number += 1
        self._busy = True
        number = self._number
        self._threads.submit(self._do, number, work).add_done_callback(partial(self._tell, number))

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._number += 1
        self._busy = False

    def close(self) -> None:
        """End the thread as soon as its work allows; nothing is answered after this."""
        self.hold()
        self.forget()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def hold(self) -> None:
        """Keep this until Qt has destroyed it: were the thread the last to let go of it, both would destroy it at once."""
        _LEAVING.append(self)

    def _do(self, number: int, work: Work) -> object:
        return None if number != self._number else work(lambda: number != self._number)

    def _tell(self, number: int, done: Future[object]) -> None:
        """In the thread: hand the answer, or what was raised, to the main thread."""
        if not done.cancelled() and isValid(self):
            self._ended.emit(number, done)

    def _take(self, number: int, done: Future[object]) -> None:
        if number != self._number:
            return
        self._busy = False
        fault = done.exception()
        if isinstance(fault, CasefileError):
            self.refused.emit(str(fault))
        elif fault is not None:
            self.broken.emit()
            raise fault
        else:
            self.answered.emit(done.result())
