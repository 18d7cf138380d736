"""The event or the agreement that a figure is about, made beside the article that speaks of it, without leaving the words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.event_form import AgreementForm, EventForm
from desktop.forms.keeper import DraftKeeper
from desktop.look.control import label, link_button, primary_button, quiet_button
from desktop.look.dialog import Dialog
from desktop.look.key import KEEP, on_key
from desktop.look.panel import Foot
from desktop.look.shown import tip
from desktop.look.theme import SEMIBOLD, Theme
from desktop.session import Session
from desktop.sources.wording import spelled_date
from desktop.word import capital
from figures.record import AgreementDraft, Draft, EventDraft, Unfit
from figures.vocabulary import PROMISE_STAGES, EventKind, EventStatus, Stage

if TYPE_CHECKING:
    from db.casefile import Act

KIND_OF = {"child": EventKind.RETURN_OF_CHILDREN, "civilian": EventKind.RETURN_OF_CIVILIANS}
"""Kinds of event by the category that only they carry; the rest are exchanges of prisoners."""


def event_like(category: str, dead: bool, stage: Stage | None, date: str) -> EventDraft:
    """An event as the figure speaks of it: its kind by who is counted, its status by the stage."""
    kind = EventKind.RETURN_OF_REMAINS if dead else KIND_OF.get(category, EventKind.PRISONER_EXCHANGE)
    status = EventStatus.ANNOUNCED if stage is None or stage in PROMISE_STAGES else EventStatus.COMPLETED
    title = ", ".join(part for part in (capital(kind), spelled_date(date)) if part)
    return EventDraft(title=title, kind=kind, date=date, status=status)


class NewAboutDialog(Dialog):
    """The form of a new event or agreement.

    Signals: ``made(str, int)`` with *event* or *agreement* and its id, once it is kept.
    """

    made = Signal(str, int)

    def __init__(self, session: Session, theme: Theme, draft: EventDraft | AgreementDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._name = "event" if isinstance(draft, EventDraft) else "agreement"
        self.setProperty("surface", "sheet")
        title = self.tr("New event") if self._name == "event" else self.tr("New agreement")
        self.setWindowTitle(title)
        self.form = self._form_for(theme, draft)
        self.keeper = DraftKeeper(session, self.form, self._name)
        self.keep = primary_button(theme, self.tr("Keep"))
        self.cancel = quiet_button(theme, self.tr("Leave"))
        self.cancel.setToolTip(self.tr("Escape; what is half filled is kept as a draft"))
        head = QVBoxLayout()
        head.setContentsMargins(theme.scaled(20), theme.scaled(16), theme.scaled(20), 0)
        head.addWidget(label(theme, title, size=15, weight=SEMIBOLD))
        foot = Foot(theme, edge=20)
        foot.row.addWidget(self.keep)
        foot.row.addWidget(label(theme, "Ctrl+↵", tone="ink3", size=11))
        foot.row.addWidget(self.cancel)
        foot.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.form, 1)
        column.addWidget(foot)
        self.form.judged.connect(self._judged)
        self.form.submitted.connect(self._submitted)
        self.keep.clicked.connect(self.form.submit)
        self.cancel.clicked.connect(self.reject)
        on_key(self, KEEP, self.form.submit)
        self.form.check()
        self.resize(theme.scaled(900), self.sizeHint().height())

    def done(self, result: int) -> None:
        """Close the window; what is half typed waits in the Register."""
        self.keeper.flush()
        super().done(result)

    def _form_for(self, theme: Theme, draft: EventDraft | AgreementDraft) -> EventForm | AgreementForm:
        if isinstance(draft, EventDraft):
            event = EventForm(theme, self._add)
            event.offer(self._session.book)
            event.show_draft(draft)
            return event
        agreement = AgreementForm(theme, self._add)
        agreement.offer(self._session.book)
        agreement.show_draft(draft)
        return agreement

    def _submitted(self, draft: Draft) -> None:
        label_ = self.tr("Add event") if self._name == "event" else self.tr("Add agreement")
        try:
            made = self._session.run(label_, partial(_add, draft))
        except Unfit as unfit:
            self.form.show_unfit(unfit)
            return
        if made is not None:
            self.keeper.drop()
            self.form.settle()
            self.made.emit(self._name, made)
            self.accept()

    def _add(self, draft: Draft) -> int | None:
        return self._session.run(self.tr("Add party"), partial(_add, draft))

    def _judged(self, sentence: str) -> None:
        self.keep.setEnabled(not sentence)
        self.keep.setToolTip(tip(sentence))


class NewAbout(QWidget):
    """*New event*, *New agreement*: shown under *About* while the figure has words and nothing that they are about.

    Signals: ``asked(str)`` with *event* or *agreement*.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.event_link = link_button(theme, self.tr("New event"))
        self.agreement_link = link_button(theme, self.tr("New agreement"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(12))
        row.addWidget(self.event_link)
        row.addWidget(self.agreement_link)
        row.addStretch(1)
        self.event_link.clicked.connect(partial(self.asked.emit, "event"))
        self.agreement_link.clicked.connect(partial(self.asked.emit, "agreement"))


def _add(draft: Draft, act: Act) -> int:
    return act.add(draft)
