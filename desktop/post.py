"""The one way from a thread to the window: what a thread leaves here is handed over on the main thread, or to nobody.

A thread that emits a signal of an object which Qt destroys at that moment ends the program; so does one that is the last to let
go of such an object, or comes upon it while it collects garbage. So no thread holds anything of Qt. It leaves what it has to
say with the post, which lives as long as the program; whom it is for is looked up on the main thread, where alone it can be
destroyed. And while a thread is at work, garbage is collected on the main thread only.
"""

from __future__ import annotations

import gc
from collections import deque
from functools import cache
from typing import Protocol
from weakref import ref

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

SWEEP = 1000
"""Milliseconds between two looks for garbage while a thread is at work."""


class Receiver(Protocol):
    """An object of Qt to which something can be handed over."""

    def receive(self, question: int, said: object) -> None:
        """Take what the thread has said about that question."""


class Post(QObject):
    """Hands over, one by one and in their order, what threads have left."""

    _left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._letters: deque[tuple[ref[Receiver], int, object]] = deque()
        self._over: deque[None] = deque()
        self._at_work = 0
        self._collects = False
        self._sweep = QTimer(self)
        self._sweep.setInterval(SWEEP)
        self._sweep.timeout.connect(self._swept)
        self._left.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._sweep.stop)

    @property
    def is_idle(self) -> bool:
        """Whether no thread is at work, as far as the main thread has heard."""
        return not self._at_work

    def begin(self) -> None:
        """A thread is given work."""
        if not self._at_work:
            self._collects = gc.isenabled()
            gc.disable()
            self._sweep.start()
        self._at_work += 1

    def leave(self, to: ref[Receiver], question: int, said: object) -> None:
        """In any thread: have this handed over, if the receiver is still there then."""
        self._letters.append((to, question, said))
        self._left.emit()

    def end(self) -> None:
        """In any thread: its work is over."""
        self._over.append(None)
        self._left.emit()

    def collect(self) -> None:
        """Collect garbage from now on, once no thread is at work."""
        self._collects = True
        if not self._at_work:
            gc.enable()

    def _hand_over(self) -> None:
        while self._over:
            self._over.popleft()
            self._ended()
        if self._letters:
            to, question, said = self._letters.popleft()
            receiver = to()
            if receiver is not None and isValid(receiver):
                receiver.receive(question, said)

    def _ended(self) -> None:
        self._at_work -= 1
        if not self._at_work:
            self._sweep.stop()
            if self._collects:
                gc.enable()

    def _swept(self) -> None:
        """Look at what was made since the last look; not before the program collects at all."""
        if self._collects:
            gc.collect(1)


@cache
def post() -> Post:
    """The post of this program; it is made on the main thread."""
    return Post()
