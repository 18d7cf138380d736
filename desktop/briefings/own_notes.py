"""The author's own notes on agreements: one agreement chosen, its note beside it; the others are kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from briefing.options import AgreementNote
from desktop.look.control import Choice
from desktop.look.theme import Theme
from figures.record import Agreement


class OwnNotes(QWidget):
    """One note an agreement.

    Signals: ``changed()`` when the user writes.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._texts: dict[int, str] = {}
        self._titles: dict[int, str] = {}
        self.about = Choice(self.tr("Note on"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("Your own note on this agreement, marked as yours"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(64))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addWidget(self.about)
        column.addWidget(self.text)
        self.setFocusProxy(self.about)
        self.about.picked.connect(self._show)
        self.text.textChanged.connect(self._written)

    def offer(self, agreements: Sequence[Agreement]) -> None:
        """Offer these agreements; a note on one that is gone is kept until the options are left."""
        self._titles = {agreement.id: agreement.title for agreement in agreements}
        self._offer()
        self.setEnabled(bool(agreements))

    def show_notes(self, notes: Sequence[AgreementNote]) -> None:
        """Show these notes, the first of them in sight."""
        self._texts = {note.agreement: note.text for note in notes}
        self._offer()
        if notes:
            self.about.set_value(notes[0].agreement)
        self._show()

    def notes(self) -> tuple[AgreementNote, ...]:
        """Every note that says something, by agreement."""
        return tuple(AgreementNote(agreement, text) for agreement, text in sorted(self._texts.items()) if text.strip())

    def _offer(self) -> None:
        """The agreements, those with a note marked."""
        marked = {id_ for id_, text in self._texts.items() if text.strip()}
        self.about.offer([(id_, f"{title} ✎" if id_ in marked else title) for id_, title in self._titles.items()])

    def _show(self) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(self._texts.get(self.about.value, ""))
        self.text.blockSignals(False)

    def _written(self) -> None:
        if self.about.value is None:
            return
        text = self.text.toPlainText()
        had = bool(self._texts.get(self.about.value, "").strip())
        self._texts[self.about.value] = text
        if had != bool(text.strip()):
            self._offer()
        self.changed.emit()
