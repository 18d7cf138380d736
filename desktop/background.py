"""Long work on frozen values, off the main thread: one question at a time, and only the last one asked is answered.

The work gets no casefile and no widget, and holds nothing of Qt: what it has to say goes through the post.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from weakref import finalize, ref

from PySide6.QtCore import QObject, Signal, SignalInstance

from db.error import CasefileError
from desktop.post import Post, Receiver, post

TURN = 0.0005
"""Seconds after which a thread that runs Python gives way to another: a window gives way at each call into Qt, and would
wait ten times as long with Python's own five milliseconds."""


class Asked:
    """A question, as its work knows it: asked by calling, it says whether the answer is no longer wanted."""

    def __init__(self, desk: Desk, number: int) -> None:
        self._desk, self._number = desk, number

    def __call__(self) -> bool:
        """Whether the work is to end: its answer is no longer wanted, or it was called off."""
        return not self.is_last or self._number == self._desk.called_off

    @property
    def is_last(self) -> bool:
        """Whether nothing was asked after it, and its answer is waited for."""
        return self._number == self._desk.number

    def tell(self, said: object) -> bool:
        """Tell this on the way to the answer, such as how far the work is; whether it is to go on."""
        if self():
            return False
        self._desk.post.leave(self._desk.home, self._number, Told(said))
        return True


class Told:
    """Something told on the way to an answer."""

    def __init__(self, said: object) -> None:
        self.said = said


Work = Callable[[Asked], object]


class Desk:
    """What a thread has of a background: its questions by number, and nothing of Qt."""

    def __init__(self, home: ref[Receiver], letters: Post) -> None:
        self.home, self.post = home, letters
        self.number = 0
        self.called_off = -1
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="handover")

    def take(self, work: Work) -> None:
        """Do this next."""
        self.post.begin()
        self.thread.submit(self._do, work, Asked(self, self.number)).add_done_callback(partial(self._done, self.number))

    def close(self) -> None:
        """Want no answer any more, and end the thread as soon as its work allows."""
        self.number += 1
        self.thread.shutdown(wait=False, cancel_futures=True)

    def _do(self, work: Work, asked: Asked) -> object:
        return work(asked) if asked.is_last else None

    def _done(self, number: int, done: Future[object]) -> None:
        if not done.cancelled():
            self.post.leave(self.home, number, done)
        self.post.end()


class Background(QObject):
    """Answers questions in a thread of its own, which ends when this is closed or Qt destroys it.

    Signals: ``told(object)`` with what the work of the last question tells on its way, ``answered(object)`` with what it
    returned; ``refused(str)`` with the sentence of a ``CasefileError``; ``broken()`` before anything else that the work raised
    is raised again on the main thread, as a fault of ours.
    """

    told = Signal(object)
    answered = Signal(object)
    refused = Signal(str)
    broken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        sys.setswitchinterval(TURN)
        self._desk = self._new_desk(ref(self), post())
        self.destroyed.connect(partial(self._desk.close))
        finalize(self, self._desk.close)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def ask(self, work: Work) -> None:
        """Do this instead of whatever was asked before."""
        if any(isinstance(one, QObject | SignalInstance) for one in _held_by(work)):
            raise TypeError("Work for a thread holds something of Qt.")
        self._desk.number += 1
        self._busy = True
        self._desk.take(work)

    @property
    def is_called_off(self) -> bool:
        """Whether the last question was called off."""
        return self._desk.called_off == self._desk.number

    def call_off(self) -> None:
        """Have the work end early; it is still answered with what has become of it."""
        self._desk.called_off = self._desk.number

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._desk.number += 1
        self._busy = False

    def close(self) -> None:
        """End the thread as soon as its work allows; nothing is answered after this."""
        self.forget()
        self._desk.close()

    def receive(self, question: int, said: object) -> None:
        """On the main thread: what the thread has told, or its answer."""
        if question != self._desk.number:
            return
        if isinstance(said, Told):
            if not self.is_called_off:
                self.told.emit(said.said)
        elif isinstance(said, Future):
            self._take(said)

    def _new_desk(self, home: ref[Receiver], letters: Post) -> Desk:
        return Desk(home, letters)

    def _take(self, done: Future[object]) -> None:
        self._busy = False
        fault = done.exception()
        if isinstance(fault, CasefileError):
            self.refused.emit(str(fault))
        elif fault is not None:
            self.broken.emit()
            raise fault
        else:
            self.answered.emit(done.result())


def _held_by(work: object) -> Iterator[object]:
    """What a function holds on to, as far as it can be seen: what it is bound to, was given before, or closes over."""
    seen: set[int] = set()
    ahead = [work]
    while ahead:
        one = ahead.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            ahead.extend(_inside(one))


def _inside(one: object) -> tuple[object, ...]:
    if isinstance(one, partial):
        return (one.func, *one.args, *one.keywords.values())
    if isinstance(one, MethodType | BuiltinMethodType):
        return (one.__self__,)
    if isinstance(one, FunctionType):
        return tuple(cell.cell_contents for cell in one.__closure__ or ())
    return ()
