"""Keeps half-filled forms in the casefile within a second of each keystroke, and offers them again.

They are kept as well when the cursor leaves the form and when the casefile is closed, whoever closes it.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.forms.form import Form
from desktop.forms.soon import Soon
from desktop.session import Session

if TYPE_CHECKING:
    from db.result import DraftNote


class DraftKeeper(QObject):
    """Keeps one form's drafts under names that begin with ``kind``; every form begun has a name of its own.

    Signals: ``kept(time)`` when a draft is on disk.
    """

    kept = Signal(str)

    def __init__(self, session: Session, form: Form, kind: str) -> None:
        super().__init__(form)
        self._session = session
        self._form = form
        self._kind = kind
        self._name = ""
        self._shelf = kind
        self._written = False
        self._timer = Soon(self, self.flush)
        form.edited.connect(self._timer.ask)
        session.closed.connect(self.flush)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.begin()

    def begin(self, name: str = "", *, record: int | None = None) -> None:
        """A form is begun, for a new record or to change one, or an old draft is gone on with under its ``name``."""
        self._timer.stop()
        self._written = bool(name)
        if not name:
            self._shelf = self._kind if record is None else f"{self._kind}-{record}"
        self._name = name or f"{self._shelf}/{secrets.token_hex(4)}"

    def flush(self) -> None:
        """Keep what stands in the form now, if anything does that was not kept."""
        self._timer.stop()
        if not self._session.is_open:
            return
        if not self._form.is_dirty:
            self._forget()
            return
        if self._session.keep_draft(self._name, json.dumps(self._form.state(), ensure_ascii=False)):
            self._written = True
            self.kept.emit(dt.datetime.now().strftime("%H:%M"))

    def drop(self) -> None:
        """The form was kept as a record, or thrown away: its draft is no longer needed."""
        self._timer.stop()
        self._forget()
        self._name = f"{self._shelf}/{secrets.token_hex(4)}"

    def _forget(self) -> None:
        """What stands in the form is what the record says again, so there is nothing to be offered."""
        if self._written:
            self._session.drop_draft(self._name)
        self._written = False

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """The cursor has left the form; a form that is being taken down has been flushed already."""
        if not isValid(self._form):
            return
        left = isinstance(old, QWidget) and self._form.isAncestorOf(old)
        if left and not (isinstance(new, QWidget) and self._form.isAncestorOf(new)) and self._timer.isActive():
            self.flush()

    def waiting(self) -> tuple[DraftNote, ...]:
        """Drafts of the same new kind of record, or of the same record, the latest first, but the one being typed."""
        notes = self._session.casefile.drafts()
        found = [note for note in notes if note.form.startswith(f"{self._shelf}/") and note.form != self._name]
        return tuple(sorted(found, key=lambda note: note.kept_at, reverse=True))

    def throw_away(self, name: str) -> None:
        """Forget one of the drafts that wait."""
        self._session.drop_draft(name)

    def go_on(self, note: DraftNote) -> None:
        """Put a waiting draft back into the form."""
        self.begin(note.form)
        self._form.restore(content_of(note))


def content_of(note: DraftNote) -> Mapping[str, Any]:
    """What a draft holds; nothing where an older program wrote something else."""
    try:
        content = json.loads(note.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def kept_at(note: DraftNote) -> str:
    """When a draft was kept, in local time."""
    try:
        moment = dt.datetime.fromisoformat(note.kept_at).astimezone()
    except ValueError:
        return note.kept_at
    return moment.strftime("%H:%M" if moment.date() == dt.date.today() else "%Y-%m-%d %H:%M")
