"""What a merge dialog shows in its middle: the conflicts with the chosen one, what comes in, nothing, or the report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from db.merge_result import Conflict, Decisions, Merged, Touched
from desktop.look.control import label
from desktop.look.panel import sheet, splitter
from desktop.look.shown import visible
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import Theme
from desktop.merging.conflict_panel import ConflictPanel
from desktop.merging.conflict_row import conflict_columns, grouped, touched_columns, touched_rows

CONFLICTS, COMES_IN = "conflicts", "comes_in"


class MergePages(QStackedWidget):
    """The pages, one at a time; ``decisions`` gives what was decided so far."""

    def __init__(self, theme: Theme, there: str, decisions: Callable[[], Decisions]) -> None:
        super().__init__()
        self.theme = theme
        self.conflicts: CellTable[Conflict] = CellTable(theme, RowModel(conflict_columns(decisions)), self.tr("Conflicts"))
        self.comes_in: CellTable[tuple[str, Touched]] = CellTable(theme, RowModel(touched_columns()), self.tr("What comes in"))
        self.panel = ConflictPanel(theme, there)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report of the merge"))
        self.empty = self._nothing()
        self._split = splitter(theme, self.tr("Conflicts and the chosen one"))
        self._split.addWidget(self.conflicts)
        self._split.addWidget(_on_sheet(self.panel))
        self._split.setSizes([theme.scaled(480), theme.scaled(640)])
        edge = theme.scaled(20)
        self._framed = _on_sheet(self.report, (edge, 0, edge, theme.scaled(16)))
        for page in (self._split, self.comes_in, self.empty, self._framed):
            self.addWidget(page)
        self.conflicts.opened.connect(lambda _conflict: self.panel.fields.take_focus())

    def show_told(self, told: Merged) -> None:
        """Fill the lists, and begin where there is something to decide."""
        self.conflicts.show_rows(grouped(told.conflicts))
        self.comes_in.show_rows(touched_rows(told))
        self.turn(told, CONFLICTS if told.conflicts else COMES_IN)
        if told.conflicts:
            self.conflicts.choose(lambda _conflict: True)
        (self.conflicts if told.conflicts else self.comes_in).setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, told: Merged, to: str) -> None:
        """Go to one of the two lists, or say that there is nothing."""
        if told.is_nothing and not told.conflicts:
            self.setCurrentWidget(self.empty)
        else:
            self.setCurrentWidget(self._split if to == CONFLICTS else self.comes_in)

    def show_report(self, text: str) -> None:
        """What was done."""
        self.report.setPlainText(visible(text))
        self.setCurrentWidget(self._framed)

    def _nothing(self) -> QWidget:
        text = self.tr("Both say the same already: there is nothing to bring in.")
        said = label(self.theme, text, tone="ink2", size=14, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return _on_sheet(said)


def _on_sheet(part: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    ground = sheet()
    column = QVBoxLayout(ground)
    column.setContentsMargins(*margins)
    column.addWidget(part)
    return ground
