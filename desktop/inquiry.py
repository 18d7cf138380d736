"""Questions to the open casefile that take longer than a glance: answered in a thread, over a connection of its own.

Only the last question is answered. One that is asked while another is being answered interrupts it, in the midst of what the
database does, so that a long search never stands in the way of a newer one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.error import Interrupted
from desktop.background import Background

if TYPE_CHECKING:
    from db.casefile import Casefile
    from desktop.session import Session

Question = Callable[["Casefile", Callable[[], bool]], object]
"""Asked of a reader in the thread; is told, too, whether its answer is still wanted."""


class Inquiry(Background):
    """Asks the open casefile.

    Signals: ``answered(object)``, ``refused(str)`` and ``broken()``, as every background's.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader: Casefile | None = None
        session.closed.connect(self.let_go)

    def inquire(self, question: Question) -> None:
        """Ask this instead of whatever was asked before."""
        self.forget()
        self.ask(partial(self._answer, self._session.casefile.reader, question))

    def forget(self) -> None:
        """No answer is wanted any more; what the database does for one is called off."""
        super().forget()
        reader = self._reader
        if reader is not None:
            reader.interrupt()

    def let_go(self) -> None:
        """Give the file back, as soon as the thread has called off what it does; nothing where the thread has ended."""
        self.forget()
        with suppress(RuntimeError):
            self._threads.submit(self._close_reader)

    def close(self) -> None:
        """Give the file back and end the thread; nothing is answered after this."""
        self.hold()
        self.let_go()
        self._threads.shutdown(wait=False)

    def _answer(self, make: Callable[[], Casefile], question: Question, unwanted: Callable[[], bool]) -> object:
        """In the thread."""
        if self._reader is None:
            self._reader = make()
        try:
            return question(self._reader, unwanted)
        except Interrupted:
            if unwanted():
                return None
            raise

    def _close_reader(self) -> None:
        """In the thread."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
