"""Taking a figure back, with the reason that is printed, and letting it stand again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ask import Question
from desktop.forms.figure_value import draft_of
from desktop.forms.line_keeper import LineKeeper
from desktop.look.theme import Theme
from desktop.session import Session
from figures.date import NotADate, last_day
from figures.record import Figure, FigureDraft, Unfit


class Retracting(QObject):
    """Asks why, and retracts."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._theme, self._window = session, theme, parent

    def ask(self, figure: Figure, words: str) -> None:
        """Ask for the day and the reason; a figure that is retracted already is left as it is."""
        if figure.retracted:
            return
        text = self.tr("“{words}” stays listed, struck through, and counts for nothing. Say why; it is printed.")
        title, act = self.tr("Retract this figure?"), self.tr("Retract")
        question = Question(self._theme, self._window, title, text.format(words=words), act)
        reason = question.add_entry(self.tr("Reason"), "", needed=True, labelled=True)
        reason.setPlaceholderText(self.tr("such as: typing slip"))
        day = question.add_entry(self.tr("Day on which it was taken back"), "", needed=False, labelled=True)
        day.setPlaceholderText(self.tr("if it stood until then; empty: it never stood"))
        for entry in (day, reason):
            entry.textChanged.connect(lambda _: question.act.setEnabled(_is_day(day.text()) and bool(reason.text().strip())))
        question.accepted.connect(lambda: self._retract(figure, reason.text().strip(), day.text().strip()))
        LineKeeper(self._session, f"retract-{figure.id}", question, (day, reason))
        question.open()

    def stand_again(self, figure: Figure) -> None:
        """Take a retraction back."""
        draft = replace(draft_of(figure), retracted=False, retracted_reason="", retracted_on="")
        self._change(self.tr("Let figure stand again"), figure, draft)

    def _retract(self, figure: Figure, reason: str, day: str) -> None:
        draft = replace(draft_of(figure), retracted=True, retracted_reason=reason, retracted_on=day)
        self._change(self.tr("Retract figure"), figure, draft, reason)

    def _change(self, label: str, figure: Figure, draft: FigureDraft, reason: str = "") -> None:
        try:
            self._session.run(label, lambda act: act.change(figure.id, draft, seen=figure), reason)
        except Unfit as unfit:
            self._session.failed.emit(str(unfit))


def _is_day(text: str) -> bool:
    try:
        last_day(text.strip())
    except NotADate:
        return False
    return True
