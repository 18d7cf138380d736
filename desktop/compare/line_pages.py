"""What stands under the filters: the lines and what is behind one of them, or a word on why there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.compare.line_detail import LineDetail
from desktop.compare.line_table import LineTable
from desktop.look.control import primary_button, secondary_button
from desktop.look.panel import EmptyRoom, splitter
from desktop.look.theme import Theme


class LinePages(QStackedWidget):
    """The lines above what stands behind the chosen one.

    Signals: ``every_asked()`` when all lines are to be shown; ``register_asked()`` when there is nothing to compare yet.
    """

    every_asked = Signal()
    register_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines = LineTable(theme)
        self.detail = LineDetail(theme)
        to_register = primary_button(theme, self.tr("Go to Register"))
        text = self.tr(
            "One row a line stands here: what was promised, what was reported, what arrived. "
            "It needs an agreement or an event and the figures that sources give for it."
        )
        self.empty = EmptyRoom(theme, "scale", self.tr("There is nothing to compare yet"), text, [to_register])
        every = secondary_button(theme, self.tr("Show all lines"))
        words = self.tr("Every line is there still; the filter above lets none of them through.")
        self.no_match = EmptyRoom(theme, "search", self.tr("No line fits the filter"), words, [every])
        self._split = splitter(theme, self.tr("Lines, and what stands behind one"), vertical=True)
        self._split.addWidget(self.lines)
        self._split.addWidget(self.detail)
        self._split.setSizes([theme.scaled(430), theme.scaled(350)])
        self._split.setStretchFactor(0, 1)
        for page in (self._split, self.no_match, self.empty):
            self.addWidget(page)
        to_register.clicked.connect(self.register_asked)
        every.clicked.connect(self.every_asked)

    def show_lines(self) -> None:
        """Show the lines."""
        self.setCurrentWidget(self._split)

    def show_none(self, *, filtered: bool) -> None:
        """Say that the filter lets none through, or that there is none to filter."""
        self.setCurrentWidget(self.no_match if filtered else self.empty)
