"""Mending the text of a kept source: quotes are looked for again, and what became of them is said by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.look.shown import visible_line
from desktop.session import Session
from desktop.sources.mending.mended import Mended, mend, moved_drafts
from desktop.sources.mending.text_editor import TextEditor
from desktop.word import counted
from figures.record import Figure, Unfit

if TYPE_CHECKING:
    from db.casefile import Act

MOST_NAMES = 4


class TextChange(QObject):
    """Changes a source's text.

    Signals: ``began()``, ``ended()``; ``mended(str, Mended)`` with a sentence on the quotes after the text was kept.
    """

    began = Signal()
    ended = Signal()
    mended = Signal(str, object)

    def __init__(self, session: Session, editor: TextEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._editor = session, editor
        self.source: int | None = None
        editor.submitted.connect(self._submitted)
        editor.given_up.connect(self.leave)
        editor.start_over.clicked.connect(self.start_over)
        editor.draft_changed.connect(self._keep_draft)

    def begin(self, source: int) -> None:
        """Edit the text of this source, or what was half edited of it before."""
        before = self._session.casefile.source_text(source)
        held = next((note for note in self._session.casefile.drafts() if note.form == _form(source)), None)
        self.source = source
        self._editor.begin(before, before if held is None else held.content)
        self.began.emit()

    def leave(self) -> None:
        """Go away from the text: what was typed is kept as a draft and stands there again the next time."""
        if self.source is not None:
            if self._editor.is_touched:
                self._keep_draft(self._editor.editor.text)
            else:
                self._drop_draft(self.source)
            self._end()

    def start_over(self) -> None:
        """Forget what was typed and begin with the text as it is kept."""
        if self.source is not None:
            self._drop_draft(self.source)
            self.begin(self.source)

    def _submitted(self, text: str) -> None:
        source = self.source
        if source is None:
            return
        before = self._session.casefile.source_text(source)
        mended = mend(self._session.casefile.figures(source=source), before, text)
        try:
            done = self._session.run(self.tr("Edit text of source"), partial(_change, source, text, mended))
        except Unfit as unfit:
            self._editor.advice.setText(str(unfit))
            return
        if done:
            self._drop_draft(source)
            self._end()
            self.mended.emit(self._said(mended), mended)

    def _said(self, mended: Mended) -> str:
        parts = []
        if mended.adrift:
            parts.append(adrift_sentence(mended.adrift))
        if mended.moved:
            one = self.tr("1 quote was found again at another place: {names}.")
            many = self.tr("{n} quotes were found again at other places: {names}.")
            figures = [figure for figure, _ in mended.moved]
            parts.append(counted(len(figures), one, many).replace("{names}", names_of(figures)))
        return "\n".join(parts)

    def _end(self) -> None:
        self.source = None
        self.ended.emit()

    def _keep_draft(self, text: str) -> None:
        if self.source is not None:
            self._session.keep_draft(_form(self.source), text)

    def _drop_draft(self, source: int) -> None:
        self._session.drop_draft(_form(source))


def _form(source: int) -> str:
    return f"source-text/{source}"


def _change(source: int, text: str, mended: Mended, act: Act) -> bool:
    act.keep_text(source, text)
    for figure, draft in moved_drafts(mended):
        act.change(figure, draft)
    return True


def names_of(figures: Sequence[Figure]) -> str:
    """The figures by their words, the first few of many."""
    names = [f"“{visible_line(one.words)}”" for one in figures[:MOST_NAMES]]
    more = len(figures) - len(names)
    return ", ".join(names) + (f" + {more}" if more else "")


def adrift_sentence(figures: Sequence[Figure]) -> str:
    """Which figures are adrift, and what that means."""
    one = _tr("1 figure is adrift; its quote no longer stands in this text: {names}.")
    many = _tr("{n} figures are adrift; their quotes no longer stand in this text: {names}.")
    return counted(len(figures), one, many).replace("{names}", names_of(figures))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sources", text)
