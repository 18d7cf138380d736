"""The middle of the Register: the chosen record's form, and under it the figures about it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.look.panel import scroller
from desktop.look.theme import Theme
from desktop.register.all_figures import AllFigures
from desktop.register.figure_pane import FigurePane
from desktop.register.figure_row import FigureRow
from desktop.register.record_panel import RecordPanel
from desktop.session import Session


class Middle(QStackedWidget):
    """Both on one sheet, which scrolls where the window is too low for them, or in their place every figure of the casefile.

    Signals: ``every_made(AllFigures)`` once there is the table of all figures.
    """

    every_made = Signal(object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.record = RecordPanel(session, theme)
        self.figures = FigurePane(session, theme)
        inside = _Column()
        self._one = scroller(inside)
        self.addWidget(self._one)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.record)
        column.addWidget(self.figures, 1)

    @cached_property
    def every(self) -> AllFigures:
        """The table of all figures; made when it is first asked for."""
        made = AllFigures(self._session, self._theme)
        self.addWidget(made)
        self.every_made.emit(made)
        return made

    @property
    def shows_every(self) -> bool:
        """Whether all figures are shown."""
        return self.currentWidget() is not self._one

    @property
    def current(self) -> FigureRow | None:
        """The chosen figure, of all figures where they are shown."""
        return self._listed.current

    def choose_figure(self, figure: int) -> None:
        """Choose one figure and bring it into sight."""
        self._listed.choose(figure)

    def focus_figures(self) -> None:
        """Go on in the table of figures."""
        self._listed.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the records as they are now."""
        self.record.refresh()
        self.figures.refresh()
        if self.shows_every:
            self.every.refresh()

    @property
    def _listed(self) -> AllFigures | FigurePane:
        return self.every if self.shows_every else self.figures

    def show_every(self) -> None:
        """Show all figures."""
        if not self.shows_every:
            self.setCurrentWidget(self.every)
            self.every.refresh()

    def show_one(self) -> None:
        """Show the chosen record with its figures."""
        self.setCurrentWidget(self._one)


class _Column(QWidget):
    """Asks for no more height than it must have: the table in it makes do with little."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def heightForWidth(self, width: int) -> int:
        """The least height in which nothing lies over anything else."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)
