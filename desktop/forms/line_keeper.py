"""Keeps what is typed into a question, such as the reason of a retraction, until the question is answered or called off."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QLineEdit

from desktop.forms.soon import Soon
from desktop.look.shown import editable, edited
from desktop.session import Session


class LineKeeper(QObject):
    """Keeps the lines of one dialog under a name of their own, and puts them back where the program had been killed."""

    def __init__(self, session: Session, name: str, dialog: QDialog, lines: tuple[QLineEdit, ...]) -> None:
        super().__init__(dialog)
        self._session, self._name, self._lines = session, f"question/{name}", lines
        self._soon = Soon(self, self.flush)
        self._offer()
        for line in lines:
            line.textEdited.connect(self._soon.ask)
        dialog.finished.connect(self._drop)

    def flush(self) -> None:
        """Keep the lines now."""
        self._session.keep_draft(self._name, json.dumps([edited(line.text()) for line in self._lines], ensure_ascii=False))

    def _offer(self) -> None:
        notes = self._session.attempt(self._session.casefile.drafts) or ()
        kept = next((note.content for note in notes if note.form == self._name), "")
        try:
            texts = json.loads(kept) if kept else []
        except ValueError:
            return
        for line, text in zip(self._lines, texts, strict=False):
            line.setText(editable(str(text)))

    def _drop(self, _result: int) -> None:
        """The question was answered, or is no longer asked."""
        self._soon.stop()
        self._session.drop_draft(self._name)
