"""The frame of the right column: a head, a form that scrolls, and a foot with what can be done with the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms.form import Form
from desktop.look.control import label
from desktop.look.panel import DraftNote, Foot, Strip, scroller, sheet
from desktop.look.theme import SEMIBOLD, Theme


class SidePanel(QWidget):
    """A form with its head and foot; notes stand between head and form, where they cannot be scrolled away."""

    def __init__(self, theme: Theme, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.form = form
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(theme, "", size=15, weight=SEMIBOLD)
        self.state = label(theme, "", tone="ink3", size=12)
        self.draft_note = DraftNote(theme, narrow=True)
        self.draft_note.hide()
        self.strip = Strip(theme)
        self.strip.row.addWidget(self.title, 1)
        self.strip.row.addWidget(self.state)
        self.foot = Foot(theme)
        self.problem = label(theme, "", tone="danger", size=12, wrap=True)
        self.problem.hide()
        self.body = scroller(form)
        notes = sheet()
        inside = QVBoxLayout(notes)
        inside.setContentsMargins(theme.scaled(16), 0, theme.scaled(16), 0)
        inside.addWidget(self.draft_note)
        inside.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(notes)
        column.addWidget(self.body, 1)
        column.addWidget(self.foot)
        bar = self.body.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(theme.scaled(320), form.minimumSizeHint().width() + bar))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the form as a whole; nothing with an empty sentence."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
