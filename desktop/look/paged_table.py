"""A table of any length: the same columns and cells as every table's, over rows that are read when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent

from desktop.look.cell import CELL, DASH, Cell, Text
from desktop.look.table import ROOT, CellTable, Column, Index, RowModel
from desktop.look.theme import Theme
from desktop.paged import Paged

R = TypeVar("R")
HELD_CELLS = 20_000
"""Cells kept for painting again; what was scrolled past long ago is made again."""


class PagedModel(RowModel[R], Generic[R]):
    """Rows behind keys, under column descriptors; the head of the column that the rows are in order of bears an arrow."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._paged: Paged[R] = Paged((), lambda _keys: {})
        self._sorted: tuple[int, bool] = (-1, False)

    def show_paged(self, rows: Paged[R], column: int = -1, *, descending: bool = False) -> None:
        """Show these rows in place of the ones before, in order of a column (−1 for none)."""
        self.beginResetModel()
        self._paged, self._sorted = rows, (column, descending)
        self._cells.clear()
        self.endResetModel()

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column that the rows are in order of, or −1, and whether the greatest goes first."""
        return self._sorted

    @property
    def paged(self) -> Paged[R]:
        """The rows."""
        return self._paged

    def row(self, number: int) -> R | None:
        """The row with that number; None outside the table, or where its record is gone meanwhile."""
        return self._paged[number] if 0 <= number < len(self._paged) else None

    def is_group(self, number: int) -> bool:
        """Never: a long table has no headings."""
        del number
        return False

    def number_of(self, wanted: Callable[[R], bool]) -> int:
        """Rows are found by their key, never by looking at each; see ``PagedTable.choose_key``."""
        del wanted
        return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._paged)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column, with an arrow where the rows are in its order."""
        head = super().headerData(section, orientation, role)
        column, descending = self._sorted
        if section != column or orientation is not Qt.Orientation.Horizontal or head is None:
            return head
        if role == CELL and isinstance(head, Text):
            return Text(head.text, tail="↓" if descending else "↑", tone="ink", weight=600, size=head.size, right=head.right)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{head}, {self.tr('greatest first') if descending else self.tr('least first')}"
        return head

    def _cell(self, number: int, column: int) -> Cell:
        if len(self._cells) > HELD_CELLS:
            self._cells.clear()
        key = (number, column)
        if key not in self._cells:
            row = self.row(number)
            self._cells[key] = DASH if row is None else self.columns[column].cell(row) or DASH
        return self._cells[key]


class PagedTable(CellTable[R], Generic[R]):
    """A table of any length.

    Signals: ``order_asked(column)`` when a head is clicked.
    """

    order_asked = Signal(int)

    def __init__(self, theme: Theme, model: PagedModel[R], name: str, *, first_margin: int = 20) -> None:
        super().__init__(theme, model, name, first_margin=first_margin)
        self.long = model
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.order_asked)

    def show_paged(self, rows: Paged[R], column: int = -1, *, descending: bool = False) -> None:
        """Show these rows; the chosen record stays chosen and in sight where it is still among them."""
        before = self.current_key
        self.long.show_paged(rows, column, descending=descending)
        if before is None or not self.choose_key(before):
            self.scrollToTop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, once all rows that are to be painted were read together."""
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if first >= 0:
            self.long.paged.look(first, last if last >= 0 else len(self.long.paged) - 1)
        super().paintEvent(event)

    @property
    def current_key(self) -> int | None:
        """The key of the chosen row."""
        number = self.currentIndex().row()
        return self.long.paged.keys[number] if 0 <= number < len(self.long.paged) else None

    def choose_key(self, key: int) -> bool:
        """Choose the row of that record and bring it into sight; whether there is one."""
        number = self.long.paged.place_of(key)
        if number >= 0:
            self.setCurrentIndex(self.long.index(number, 0))
            self.scrollTo(self.long.index(number, 0))
        return number >= 0
