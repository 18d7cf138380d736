"""The middle of the Register: the chosen record's form, and under it the figures about it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.look.panel import sheet
from desktop.look.theme import Theme
from desktop.register.all_figures import AllFigures
from desktop.register.figure_pane import FigurePane
from desktop.register.record_panel import RecordPanel
from desktop.session import Session


class Middle(QStackedWidget):
    """Both on one sheet, or in their place every figure of the casefile."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.record = RecordPanel(session, theme)
        self.figures = FigurePane(session, theme)
        self._one = sheet()
        self.addWidget(self._one)
        column = QVBoxLayout(self._one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.record)
        column.addWidget(self.figures, 1)

    @cached_property
    def every(self) -> AllFigures:
        """The table of all figures; made when it is first asked for."""
        made = AllFigures(self._session, self._theme)
        self.addWidget(made)
        return made

    @property
    def shows_every(self) -> bool:
        """Whether all figures are shown."""
        return self.currentWidget() is not self._one

    def show_every(self) -> None:
        """Show all figures."""
        if not self.shows_every:
            self.setCurrentWidget(self.every)
            self.every.refresh()

    def show_one(self) -> None:
        """Show the chosen record with its figures."""
        self.setCurrentWidget(self._one)
