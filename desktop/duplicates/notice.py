"""A quiet line in a form: what is being typed seems to be in the casefile already, and can be looked at.

It asks nothing and stops nothing. It is looked for in a thread, a moment after the last keystroke.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from db.kind import RecordKind
from desktop.background import Background
from desktop.forms.form import Form
from desktop.look.control import label, link_button
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import Casebook, EventDraft, FigureDraft, PartyDraft, PublisherDraft, Source, SourceDraft, Unfit

if TYPE_CHECKING:
    from db.casefile import Casefile
    from exchange.duplicate import Like

PAUSE = 500
"""Milliseconds after the last keystroke."""

MOST = 20_000
"""Of more sources or events than this none is looked at on entry; *Look for duplicates* looks at all."""


class LikeNotice(QFrame):
    """Says that a record like the one in the form is there already.

    ``own`` gives the id of the record that the form changes, None for a new one. Signals: ``asked_for(kind, id)`` to open
    the other.
    """

    asked_for = Signal(object, int)

    def __init__(self, session: Session, theme: Theme, form: Form, own: Callable[[], int | None]) -> None:
        super().__init__()
        self._session, self._theme, self._form, self._own = session, theme, form, own
        self.found: Like | None = None
        self.setProperty("part", "note")
        self._icon = QLabel()
        self.text = label(theme, "", size=12, wrap=True)
        self.open = link_button(theme, self.tr("Open the other"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(10), theme.scaled(5), theme.scaled(8), theme.scaled(5))
        row.setSpacing(theme.scaled(8))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.text)
        words.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._background = Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look)
        form.edited.connect(self._pause.start)
        form.judged.connect(self._judged)
        self._background.answered.connect(self._answered)
        self.open.clicked.connect(self._open_clicked)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()
        self.hide()

    def _look(self) -> None:
        try:
            draft = self._form.draft()
        except Unfit:
            self._show(None)
            return
        if self._session.is_open and self._form.is_dirty:
            path, own = self._session.casefile.path, self._own()
            self._background.ask(lambda _unwanted: _found(path, draft, own))

    def place_under(self, field: str) -> None:
        """Stand under that field of the form."""
        self._form.fields[field].beneath.addWidget(self)

    def _judged(self, _problem: str) -> None:
        """Another record is shown, or what was typed was kept: nothing is said of it."""
        if not self._form.is_dirty:
            self._pause.stop()
            self._background.forget()
            self._show(None)

    def _answered(self, answer: object) -> None:
        self._show(cast("Like | None", answer) if self._form.is_dirty else None)

    def _show(self, found: Like | None) -> None:
        self.found = found
        self.text.setText(found.why if found is not None else "")
        self.setVisible(found is not None)

    def _open_clicked(self) -> None:
        if self.found is not None:
            self.asked_for.emit(RecordKind(self.found.kind), self.found.id)

    def _draw_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("copy", "ink2", 16))


def _found(path: Path, draft: object, own: int | None) -> Like | None:
    """In the thread: look among the records that the draft could be, through a casefile of its own."""
    from db.casefile import Casefile
    from db.error import CasefileError
    from exchange.duplicate import like

    try:
        with Casefile.open(path, read_only=True) as casefile:
            return like(_among(casefile, draft), draft, own)
    except CasefileError:
        return None


def _among(casefile: Casefile, draft: object) -> Casebook:
    tally = casefile.tally()
    match draft:
        case PartyDraft():
            return Casebook(parties=casefile.parties())
        case PublisherDraft():
            return Casebook(publishers=casefile.publishers())
        case SourceDraft() if tally.sources <= MOST:
            return Casebook(sources=casefile.sources())
        case EventDraft() if tally.events <= MOST:
            return Casebook(events=casefile.events())
        case FigureDraft():
            figures = casefile.figures(agreement=draft.agreement, event=draft.event)
            named = sorted({draft.source, *(figure.source for figure in figures)})
            sources = (casefile.get(RecordKind.SOURCE, id) for id in named)
            return Casebook(sources=tuple(s for s in sources if isinstance(s, Source)), figures=figures)
    return Casebook()
