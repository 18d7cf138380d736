"""The tree as it is painted and moved through by keys: chevrons, the selection bar, a step in for what stands under a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView

from desktop.look.cell import CELL, Stack
from desktop.look.delegate import FOCUSED, SELECTED, CellDelegate
from desktop.look.table import CellHeader
from desktop.look.theme import Theme
from desktop.register.tree_model import TreeModel

Index = QModelIndex | QPersistentModelIndex
FIRST_LINE = 14
"""Where the middle of the upper line of a row stands, from its top."""
STEP = 16
"""How far a row stands to the right of the one that it is under; the chevron stands in it."""
CHEVRON = 14
MARGIN = 4
ROW = 44


class TreeDelegate(CellDelegate):
    """Paints a row of the tree: ground, hairline, bar, chevron, content, ring."""

    def __init__(self, theme: Theme, view: QTableView, model: TreeModel) -> None:
        super().__init__(theme, view, first_margin=MARGIN)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Content begins one step in on the first level, two below it."""
        theme, rect, state = self._theme, QRectF(option.rect), option.state.value
        top = self._model.is_top(index)
        inset = theme.scaled(STEP) * (1 if top else 2)
        self.draw_ground(painter, rect, index, state)
        bottom = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left() + (0 if top else inset), bottom), QPointF(rect.right(), bottom))
        if state & SELECTED:
            self.draw_bar(painter, rect)
        cell = self._model.data(index, CELL)
        if top and self._model.folds(index):
            name = "chevron-down" if self._model.is_unfolded(index) else "chevron-right"
            line = rect.top() + theme.scaled(FIRST_LINE) if isinstance(cell, Stack) else rect.center().y()
            side = theme.scaled(CHEVRON)
            place = QPointF(round(rect.left()) + inset - side, round(line - side / 2))
            painter.drawPixmap(place, theme.pixmap(name, "ink2", CHEVRON))
        if cell is not None:
            self._painter.paint(painter, rect.adjusted(inset + theme.scaled(MARGIN), 0, -theme.scaled(8), -1), cell)
        if state & FOCUSED:
            self.draw_ring(painter, rect)


class RecordTree(QTableView):
    """The tree: Right unfolds or goes in, Left folds or goes out, as in every tree.

    Signals: ``opened()`` on Return; ``fold_asked(index, bool)`` when a row is to be unfolded, or folded; ``painted()``.
    """

    opened = Signal()
    painted = Signal()
    fold_asked = Signal(QModelIndex, bool)

    def __init__(self, theme: Theme, model: TreeModel) -> None:
        super().__init__()
        self._theme = theme
        self.tree = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Agreements and events"))
        self.setItemDelegate(TreeDelegate(theme, self, model))
        self.setHorizontalHeader(CellHeader(theme, 8, self))
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._colours_changed)

    def _colours_changed(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, once all rows that are to be painted were read together, and tell that they were painted."""
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        self.tree.look(first, last if last >= 0 else self.tree.rowCount() - 1)
        super().paintEvent(event)
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the chosen record's form; Right and Left unfold, fold and go in and out."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers() and index.isValid():
            self._step(index, inwards=key == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a chevron unfolds the row, or folds it, and chooses nothing."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and self._on_chevron(at, index):
            self.fold_asked.emit(index, not self.tree.is_unfolded(index))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a row that folds does what its chevron does."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self.tree.folds(index) and not self._on_chevron(at, index):
            self.fold_asked.emit(index, not self.tree.is_unfolded(index))
            return
        super().mouseDoubleClickEvent(event)

    def _on_chevron(self, at: QPoint, index: QModelIndex) -> bool:
        left = self.columnViewportPosition(0)
        return index.isValid() and self.tree.folds(index) and at.x() - left < self._theme.scaled(STEP)

    def _step(self, index: QModelIndex, *, inwards: bool) -> None:
        model = self.tree
        if model.folds(index) and model.is_unfolded(index) is not inwards:
            self.fold_asked.emit(index, inwards)
        elif inwards and model.folds(index):
            self.setCurrentIndex(model.index(index.row() + 1))
        elif not inwards and not model.is_top(index):
            self.setCurrentIndex(model.top_of(index))
