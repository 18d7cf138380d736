"""Asks why a promise is made the measure of a line; the reason is printed with every briefing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.compare.voice import Voice
from desktop.look.cell import Number, Text
from desktop.look.cell import Row as Beside
from desktop.look.control import CellLabel, Entry, label, primary_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.field import Field
from desktop.look.theme import SEMIBOLD, Theme


class MeasureDialog(Dialog):
    """One promise, and the reason to hold the line against it.

    Signals: ``submitted(str)`` with the reason.
    """

    submitted = Signal(str)

    def __init__(self, theme: Theme, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make this promise the measure"))
        self.reason = Entry(self.tr("Reason"), self.tr("why the line is held against this promise"))
        self.submit = primary_button(theme, self.tr("Make it the measure"))
        cancel = secondary_button(theme, self.tr("Cancel"))
        promise = CellLabel(theme, Beside((Number(voice.words, voice.role, voice.reading, size=18), Text(voice.claimant))), 30)
        field = Field(theme, self.tr("Reason"), self.reason)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.scaled(20) for _ in range(4)))
        column.setSpacing(theme.scaled(12))
        column.addWidget(label(theme, self.windowTitle(), size=15, weight=SEMIBOLD))
        column.addWidget(promise)
        note = self.tr("The line is then compared with this promise and no other. The reason is printed in every briefing.")
        column.addWidget(label(theme, note, tone="ink2", wrap=True))
        column.addWidget(field)
        column.addLayout(foot)
        self.setMinimumWidth(theme.scaled(460))
        self.submit.setDefault(True)
        self.submit.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.submit.setEnabled(bool(text.strip())))
        self.submit.clicked.connect(self._submitted)
        cancel.clicked.connect(self.reject)
        self.reason.setFocus()

    def _submitted(self) -> None:
        self.submitted.emit(self.reason.text().strip())
        self.accept()
