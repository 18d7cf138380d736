"""What is shown of a fault of ours: that what was kept is kept, and a report that can be copied."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.look.control import label, primary_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.room_for import open_at
from desktop.look.theme import SEMIBOLD, Theme


class CrashDialog(Dialog):
    """Says that something failed, that what was kept is kept, and shows the report."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something in Handover failed"))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.copy = primary_button(theme, self.tr("Copy the report"), "copy")
        self.close_button = secondary_button(theme, self.tr("Go on working"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(20), theme.scaled(20), theme.scaled(20), theme.scaled(16))
        column.setSpacing(theme.scaled(10))
        column.addWidget(label(theme, self.tr("Something in Handover failed"), size=15, weight=SEMIBOLD))
        explained = self.tr(
            "Every act that the status bar called saved is in the casefile. The last thing you did may not be; look before you"
            " do it again. The report below names parts of the program and holds nothing of your casefile. It is sent nowhere:"
            " copy it where you ask for help."
        )
        column.addWidget(label(theme, explained, tone="ink2", wrap=True))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.copy)
        column.addLayout(row)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        open_at(self, theme, 620, 420)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
