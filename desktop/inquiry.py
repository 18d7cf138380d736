"""Questions to the open casefile that take longer than a glance: answered in a thread, over a connection of its own.

Only the last question is answered. One that is asked while another is being answered interrupts it, in the midst of what the
database does, so that a long search never stands in the way of a newer one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject

from db.error import Interrupted
from desktop.background import Asked, Background, Desk
from desktop.post import Post, Receiver

if TYPE_CHECKING:
    from db.casefile import Casefile
    from desktop.session import Session

Question = Callable[["Casefile", Asked], object]
"""Asked of a reader in the thread; is told, too, whether its answer is still wanted."""


class ReadingDesk(Desk):
    """A desk with a reader of its own, which is opened and closed in the thread."""

    def __init__(self, home: ref[Receiver], letters: Post) -> None:
        super().__init__(home, letters)
        self._reader: Casefile | None = None

    def interrupt(self) -> None:
        """Call off what the database does just now."""
        reader = self._reader
        if reader is not None:
            reader.interrupt()

    def let_go(self) -> None:
        """Give the file back, as soon as the thread has called off what it does; nothing where the thread has ended."""
        self.interrupt()
        with suppress(RuntimeError):
            self.thread.submit(self._close_reader)

    def close(self) -> None:
        """Want no answer any more, give the file back and end the thread."""
        self.number += 1
        self.let_go()
        self.thread.shutdown(wait=False)

    def answer(self, make: Callable[[], Casefile], question: Question, asked: Asked) -> object:
        """In the thread: the answer to this question, asked of the reader."""
        if self._reader is None:
            self._reader = make()
        try:
            return question(self._reader, asked)
        except Interrupted:
            if asked():
                return None
            raise

    def _close_reader(self) -> None:
        """In the thread."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


class Inquiry(Background):
    """Asks the open casefile.

    Signals: those of every background.
    """

    _desk: ReadingDesk

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.closed.connect(self.let_go)

    def inquire(self, question: Question) -> None:
        """Ask this instead of whatever was asked before."""
        self.forget()
        self.ask(partial(self._desk.answer, self._session.casefile.reader, question))

    def forget(self) -> None:
        """No answer is wanted any more; what the database does for one is called off."""
        super().forget()
        self._desk.interrupt()

    def let_go(self) -> None:
        """Give the file back, as soon as the thread has called off what it does."""
        self.forget()
        self._desk.let_go()

    def _new_desk(self, home: ref[Receiver], letters: Post) -> ReadingDesk:
        return ReadingDesk(home, letters)
