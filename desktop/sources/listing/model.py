"""The rows of the source list: filtered in memory, which is quick for as many sources as one person reads.

Suggestions are counted elsewhere and only told here, because reading a text takes longer than painting a row.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.paged import Paged
from desktop.sources.listing.row import SourceRow, fold
from desktop.word import counted, term

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
GONE = SourceRow(id=0, title="", publisher="", published="", grade="F")
"""Stands for a source that is gone before the list knows of it."""


class RowRole(IntEnum):
    """What the delegate asks for beside the words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    LEFT = Qt.ItemDataRole.UserRole + 2


class SourceModel(QAbstractListModel):
    """Sources that fit the filter, in the casefile's reading order.

    Signals: ``looked_for(str)`` where the list is too long to be filtered here.
    """

    looked_for = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._long: Paged[SourceRow] | None = None
        self._all: list[SourceRow] = []
        self._shown: list[SourceRow] = []
        self._at: dict[int, int] = {}
        self._left: dict[int, int] = {}
        self._words: tuple[str, ...] = ()

    def show_rows(self, rows: Sequence[SourceRow] | Paged[SourceRow]) -> None:
        """Take these rows; where only some of them changed in place, only those are drawn anew."""
        if isinstance(rows, Paged):
            self.beginResetModel()
            self._long = rows
            self.endResetModel()
            return
        before, self._all = self._shown, list(rows)
        shown = self._fitting()
        if [row.id for row in shown] == [row.id for row in before]:
            self._shown = shown
            for at, (old, new) in enumerate(zip(before, shown, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self._reset(shown)

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold every word of ``text``."""
        words = tuple(fold(text).split())
        if words != self._words:
            self._words = words
            if self._long is not None:
                self.looked_for.emit(text)
            else:
                self._reset(self._fitting())

    def _fitting(self) -> list[SourceRow]:
        return [row for row in self._all if row.fits(self._words)] if self._words else list(self._all)

    def _reset(self, shown: list[SourceRow]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._at = {row.id: at for at, row in enumerate(shown)}
        self.endResetModel()

    def count_left(self, source: int, left: int | None) -> None:
        """Tell how many suggestions are left in a source's text; None while that is not known."""
        if self._left.get(source) == left:
            return
        if left is None:
            self._left.pop(source, None)
        else:
            self._left[source] = left
        at = self.index_of(source).row()
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))

    @property
    def total(self) -> int:
        """How many sources there are, filtered or not."""
        return len(self._all) if self._long is None else len(self._long) + bool(self._words)

    def left(self, source: int) -> int | None:
        """How many suggestions are left in that source, where that is known."""
        return self._left.get(source)

    def index_of(self, source: int) -> QModelIndex:
        """Where the source stands among the shown rows; invalid where it is filtered out."""
        at = self._at.get(source, -1) if self._long is None else self._long.place_of(source)
        return QModelIndex() if at < 0 else self.index(at)

    def row_at(self, index: Index) -> SourceRow:
        """The row at a valid index."""
        return self._row(index.row())

    def _row(self, number: int) -> SourceRow:
        return self._shown[number] if self._long is None else self._long[number] or GONE

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown) if self._long is None else len(self._long)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for people and screen readers; the whole row for the delegate."""
        if not index.isValid():
            return None
        row = self._row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case RowRole.ROW:
                return row
            case Qt.ItemDataRole.ToolTipRole:
                return html.escape(self._spoken(row))
            case RowRole.LEFT:
                return self._left.get(row.id, 0)
        return None

    def _spoken(self, row: SourceRow) -> str:
        parts = [row.title, row.publisher, row.published]
        parts += [f"{term(role)} {count}" for role, count in row.marks]
        if left := self._left.get(row.id):
            parts.append(counted(left, self.tr("1 suggestion left"), self.tr("{n} suggestions left")))
        if row.adrift:
            parts.append(counted(row.adrift, self.tr("1 figure adrift"), self.tr("{n} figures adrift")))
        if row.reprint_of:
            parts.append(self.tr("reprint of {original}").format(original=row.reprint_of))
        if row.confidential:
            parts.append(self.tr("confidential"))
        parts.append(self.tr("reliability {grade}").format(grade=row.grade))
        return ", ".join(part for part in parts if part)
