"""Tables over frozen rows: a list of column descriptors, a read-only model, and the view that every room uses."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.look.cell import CELL, DASH, GROUP, Cell, Text
from desktop.look.cell_painter import CellPainter
from desktop.look.delegate import CellDelegate
from desktop.look.shown import tip, visible_line
from desktop.look.theme import Theme

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADING = Qt.ItemFlag.ItemIsEnabled
CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
GROWTH = 0.6
"""By how much of its width a column that can shrink may grow before one that stretches takes the rest."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its head, the cell of a row, its width at 100 %, and whether it takes the room that is left.

    Where the table is narrower than its columns, those that give a ``least`` width shrink towards it before it scrolls.
    """

    title: str | Cell
    cell: Callable[[R], Cell]
    width: int = 100
    stretch: bool = False
    right: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row inside a table; it spans all columns and cannot be chosen."""

    cell: Cell


class RowModel(QAbstractTableModel, Generic[R]):
    """Frozen rows under column descriptors; cells are made when they are first painted."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[R | Group, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    def show_rows(self, rows: Sequence[R | Group]) -> None:
        """Show these rows in place of the ones before."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._cells.clear()
        self.endResetModel()

    def look_again(self) -> None:
        """The rows are the same, but what their cells say of them has changed."""
        self._cells.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The column descriptors."""
        return self._columns

    def row(self, number: int) -> R | None:
        """The row with that number; None for a heading or outside the table."""
        if not 0 <= number < len(self._rows):
            return None
        row = self._rows[number]
        return None if isinstance(row, Group) else row

    def is_group(self, number: int) -> bool:
        """Whether that row is a heading."""
        return isinstance(self._rows[number], Group)

    def number_of(self, wanted: Callable[[R], bool]) -> int:
        """The number of the first row that is wanted, or −1."""
        for number, row in enumerate(self._rows):
            if not isinstance(row, Group) and wanted(row):
                return number
        return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, its words for copying and for screen readers, and whether the row is a heading."""
        if not index.isValid():
            return None
        if role == GROUP:
            return self.is_group(index.row())
        if role == CELL:
            return self._cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return visible_line(self._cell(index.row(), index.column()).spoken)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._cell(index.row(), index.column()).spoken)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        title = column.title
        if role == CELL:
            return Text(title, tone="ink2", weight=500, size=12, right=column.right) if isinstance(title, str) else title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return title if isinstance(title, str) else title.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen, headings cannot; nothing is edited in a table."""
        return HEADING if not index.isValid() or self.is_group(index.row()) else CHOOSABLE

    def _cell(self, number: int, column: int) -> Cell:
        key = (number, column)
        if key not in self._cells:
            row = self._rows[number]
            if isinstance(row, Group):
                self._cells[key] = row.cell if column == 0 else Text("")
            else:
                self._cells[key] = self._columns[column].cell(row) or DASH
        return self._cells[key]


def shared_widths(columns: Sequence[Column[Any]], room: int, scaled: Callable[[float], int]) -> list[int]:
    """The widths of the columns in ``room`` pixels: what is missing is taken from those that can shrink, evenly."""
    full = [scaled(column.width) for column in columns]
    least = [min(wide, scaled(column.least)) if column.least else wide for column, wide in zip(columns, full, strict=True)]
    spare, slack = room - sum(full), sum(full) - sum(least)
    if spare < 0 and slack:
        part = min(1.0, -spare / slack)
        return [math.floor(wide - (wide - low) * part) for wide, low in zip(full, least, strict=True)]
    growing = sum(wide for column, wide in zip(columns, full, strict=True) if column.least)
    part = min(GROWTH, max(0, spare) / growing) if growing else 0.0
    full = [math.floor(wide * (1 + part)) if column.least else wide for column, wide in zip(columns, full, strict=True)]
    stretching = [number for number, column in enumerate(columns) if column.stretch]
    spare = room - sum(full)
    for number in stretching:
        full[number] += max(0, spare) // len(stretching)
    return full


class CellHeader(QHeaderView):
    """Column heads, painted as cells so that a role's mark can stand in them."""

    def __init__(self, theme: Theme, first_margin: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._painter = CellPainter(theme)
        self._first_margin = first_margin
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.scaled(40))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One head over its hairline."""
        box = QRectF(rect)
        self._theme.fill(painter, box, "sheet")
        cell: Cell | None = self.model().headerData(logical, Qt.Orientation.Horizontal, CELL)
        if cell is not None:
            left = self._theme.scaled(self._first_margin if logical == 0 else 8)
            self._painter.paint(painter, box.adjusted(left, 0, -self._theme.scaled(8), -1), cell)
        painter.setPen(QPen(self._theme.colour("rule"), 1))
        bottom = box.bottom() - 0.5
        painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(self.length(), self._theme.scaled(30))


class CellTable(QTableView, Generic[R]):
    """A table of whole rows.

    Signals: ``chosen(row)`` when another row becomes current (None when none is), ``opened(row)`` on Return or double click.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, model: RowModel[R], name: str, *, first_margin: int = 20, row_height: int = 30) -> None:
        super().__init__()
        self._theme = theme
        self.rows = model
        model.setParent(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setHorizontalHeader(CellHeader(theme, first_margin, self))
        self.setItemDelegate(CellDelegate(theme, self, first_margin=first_margin, row_height=row_height))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(row_height))
        self.verticalHeader().setMinimumSectionSize(theme.scaled(24))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._lay_out_columns()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[R | Group], *, keep: Callable[[R], bool] | None = None) -> None:
        """Show these rows; the one that ``keep`` wants stays current, or becomes so."""
        self.rows.show_rows(rows)
        self.clearSpans()
        for number in range(self.rows.rowCount()):
            if self.rows.is_group(number) and len(self.rows.columns) > 1:
                self.setSpan(number, 0, 1, len(self.rows.columns))
        if keep is not None:
            self.choose(keep)

    def choose(self, wanted: Callable[[R], bool]) -> bool:
        """Make the first wanted row current and show it; whether there is one."""
        number = self.rows.number_of(wanted)
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number, 0))
            self.scrollTo(self.rows.index(number, 0))
        return number >= 0

    @property
    def current(self) -> R | None:
        """The chosen row."""
        return self.rows.row(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the chosen row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None and not event.modifiers():
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns anew."""
        super().resizeEvent(event)
        self._lay_out_columns()

    def _lay_out_columns(self) -> None:
        for number, width in enumerate(shared_widths(self.rows.columns, self.viewport().width(), self._theme.scaled)):
            self.setColumnWidth(number, width)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.rows.row(current.row()))

    def _double_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.opened.emit(row)
