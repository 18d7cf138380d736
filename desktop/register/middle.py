"""The middle of the Register: the chosen record's form, and under it the figures about it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.look.panel import sheet
from desktop.look.theme import Theme
from desktop.register.figure_pane import FigurePane
from desktop.register.record_panel import RecordPanel
from desktop.session import Session


class Middle:
    """Both, on one sheet."""

    def __init__(self, session: Session, theme: Theme) -> None:
        self.record = RecordPanel(session, theme)
        self.figures = FigurePane(session, theme)
        self.widget = sheet()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.record)
        column.addWidget(self.figures, 1)
