"""What follows from a record as it is kept: the legal basis of its kind, and the sentence of its line in the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.background import Asked
from desktop.inquiry import Inquiry
from desktop.session import Session
from desktop.word import LEGAL_BASIS, capital, counted
from figures.line import Line, plain
from figures.record import Agreement, Event

if TYPE_CHECKING:
    from db.casefile import Casefile


class Follows(QObject):
    """What follows from the record that is shown; where no comparison is at hand, its lines are computed in a thread.

    Signals: ``changed()`` when they are there.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._about: Event | Agreement | None = None
        self._lines: Sequence[Line] = ()
        self.inquiry = Inquiry(session, self)
        self.inquiry.answered.connect(self._told)
        self.inquiry.refused.connect(session.failed)

    def ask(self, record: Event | Agreement | None) -> None:
        """Find out about this record, or None; until its lines are there anew, those of before are told."""
        before, self._about = self._about, record
        if record is None or before is None or (type(before), before.id) != (type(record), record.id):
            self._lines = ()
        if record is None or self._session.comparison_at_hand() is not None:
            self.inquiry.forget()
        elif isinstance(record, Agreement):
            self.inquiry.inquire(partial(_lines_of, record.id, None))
        else:
            self.inquiry.inquire(partial(_lines_of, record.agreement, record.id))

    def words(self, record: Event | Agreement) -> str:
        """One or two sentences; empty where nothing is known yet."""
        comparison = self._session.comparison_at_hand()
        return what_follows(record, self._lines if comparison is None else comparison.lines)

    def _told(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.changed.emit()


def what_follows(record: Event | Agreement, lines: Sequence[Line]) -> str:
    """One or two sentences; of all these lines only those of the record count."""
    basis = ""
    if isinstance(record, Event):
        rule = LEGAL_BASIS.get(record.kind)
        basis = capital(record.kind) + (f", {rule}. " if rule else ". ")
    wanted = (record.id, None) if isinstance(record, Agreement) else (None, record.id)
    own = [line for line in lines if (line.agreement if wanted[1] is None else None, line.event) == wanted and line.sentence]
    if not own:
        return basis.strip()
    more = counted(len(own) - 1, _tr("And one more line."), _tr("And {n} more lines.")) if len(own) > 1 else ""
    return f"{basis}{plain(own[0].sentence)} {more}".strip()


def _lines_of(agreement: int | None, event: int | None, casefile: Casefile, _asked: Asked) -> tuple[Line, ...]:
    """In the thread."""
    from db.first_lines import lines_of

    return lines_of(casefile, agreement, event)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Register", text)
