"""Issuing a briefing: asked once more, then kept in the casefile as it is, byte for byte, with what it was made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.result import IssuedDraft
from desktop.ask import ask
from desktop.briefings.issued_table import short_fingerprint
from desktop.look.theme import Theme
from desktop.session import Session

if TYPE_CHECKING:
    from desktop.briefings.maker import Page

NO_DAY = "–"


class Issuing(QObject):
    """Issues briefings of the open casefile, an act each."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window

    def ask(self, page: Page) -> None:
        """Say what would be kept, and keep it."""
        words = self.tr("It is kept in this casefile as it is: {pages} pages, as of {day}, fingerprint {fingerprint}.")
        text = words.format(
            pages=page.pages,
            day=page.as_of.isoformat() if page.as_of else NO_DAY,
            fingerprint=short_fingerprint(page.fingerprint),
        )
        ask(self._theme, self._window, self.tr("Issue this briefing"), text, self.tr("Issue"), partial(self._issue, page))

    def _issue(self, page: Page) -> None:
        draft = IssuedDraft(
            title=page.title or self.tr("Stated and observed"),
            label=page.options.label,
            as_of=page.as_of.isoformat() if page.as_of else "",
            fingerprint=page.fingerprint,
            options=page.options.to_json(),
            snapshot=page.snapshot,
            pages=page.pages,
            pdf=page.pdf,
        )
        self._session.run(self.tr("Issue briefing"), lambda act: act.keep_briefing(draft))
