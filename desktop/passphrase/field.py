"""One passphrase as it is typed: hidden unless somebody asks to see it, and remembered by no keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.look.control import Entry, quiet_button
from desktop.look.field import Field
from desktop.look.theme import Theme

_NEVER_LEARNT = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseField(QWidget):
    """An entry with *Show* beside it, its label above and what is wrong beneath.

    Signals: ``typed()`` when what stands in it has changed.
    """

    typed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.entry = Entry(name)
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setInputMethodHints(self.entry.inputMethodHints() | _NEVER_LEARNT)
        self.show_typed = quiet_button(theme, self.tr("Show"))
        self.show_typed.setCheckable(True)
        self.show_typed.setAccessibleName(self.tr("Show what is typed: {name}").format(name=name))
        self.show_typed.setMinimumWidth(theme.scaled(64))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(4))
        row.addWidget(self.entry, 1)
        row.addWidget(self.show_typed)
        self.field = Field(theme, name, row, focus=self.entry)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.show_typed.toggled.connect(self._toggled)
        self.entry.textChanged.connect(self._changed)

    @property
    def text(self) -> str:
        """What was typed, spaces and all."""
        return self.entry.text()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence that nothing is."""
        self.field.show_problem(sentence)

    def ask_again(self, sentence: str) -> None:
        """Say what is wrong, and let it be typed anew."""
        self.show_problem(sentence)
        self.entry.selectAll()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, shown: bool) -> None:
        self.entry.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_typed.setText(self.tr("Hide") if shown else self.tr("Show"))

    def _changed(self) -> None:
        self.show_problem("")
        self.typed.emit()
