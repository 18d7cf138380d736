"""The tree at the left: filter, *New*, agreements and events."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QTreeView, QVBoxLayout, QWidget

from desktop.look.cell import CELL, Stack
from desktop.look.control import SearchField, label, secondary_button
from desktop.look.delegate import CellDelegate
from desktop.look.panel import Strip
from desktop.look.table import CellHeader
from desktop.look.theme import Theme
from desktop.register.tree_model import Key, TreeModel, latest, nodes_of
from figures.record import Casebook

FIRST_LINE = 14
"""Where the middle of the upper line of a row stands, from its top."""
Index = QModelIndex | QPersistentModelIndex


class RecordTree(QTreeView):
    """The tree itself: chevrons and the selection bar are drawn as in the tables.

    Signals: ``opened()`` on Return.
    """

    opened = Signal()

    def __init__(self, theme: Theme, model: TreeModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName(self.tr("Agreements and events"))
        self.setItemDelegate(CellDelegate(theme, self, first_margin=4, bar=False))
        self.setHeader(CellHeader(theme, 8, self))
        self.setIndentation(theme.scaled(16))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(True)
        theme.changed.connect(self.viewport().update)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ground of the row, its bar, and the chevron."""
        box = QRectF(rect)
        selected = self.selectionModel().isRowSelected(index.row(), index.parent())
        painter.fillRect(box, self._theme.colour("select" if selected else "sheet"))
        if selected:
            painter.fillRect(QRectF(0, box.top(), 3, box.height()), self._theme.colour("accent"))
        if not index.parent().isValid():
            painter.setPen(QPen(self._theme.colour("line"), 1))
            bottom = box.bottom() - 0.5
            painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
        if self.model().hasChildren(index):
            side = self._theme.scaled(14)
            pixmap = self._theme.pixmap(
                "chevron-down" if self.isExpanded(self.model().index(index.row(), 0, index.parent())) else "chevron-right",
                "ink2",
                14,
            )
            two_lines = isinstance(index.data(CELL), Stack)
            line = box.top() + self._theme.scaled(FIRST_LINE) if two_lines else box.center().y()
            painter.drawPixmap(QPointF(box.right() - side, line - side / 2), pixmap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the chosen record's form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)


class TreePane(QWidget):
    """Filter, *New* and the tree.

    Signals: ``chosen(kind, id)``; ``new_event_asked_for()``, ``new_agreement_asked_for()``; ``opened()`` on Return.
    """

    chosen = Signal(object, int)
    new_event_asked_for = Signal()
    new_agreement_asked_for = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._casebook = Casebook()
        self._folded: set[Key | None] = set()
        self.model = TreeModel(self)
        self.tree = RecordTree(theme, self.model)
        self.filter = SearchField(theme, self.tr("Filter agreements and events"))
        self.new = secondary_button(theme, self.tr("New"), "plus")
        menu = QMenu(self)
        menu.addAction(self.tr("New &event")).triggered.connect(self.new_event_asked_for)
        menu.addAction(self.tr("New &agreement")).triggered.connect(self.new_agreement_asked_for)
        self.new.setMenu(menu)
        self.nothing = label(theme, "", tone="ink3", wrap=True)
        self.nothing.setContentsMargins(theme.scaled(16), theme.scaled(16), theme.scaled(16), 0)
        strip = Strip(theme, edge=12)
        strip.row.addWidget(self.filter, 1)
        strip.row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        self.filter.textChanged.connect(self._filtered)
        self.tree.selectionModel().currentRowChanged.connect(self._current_changed)
        self.tree.collapsed.connect(self._collapsed)
        self.tree.expanded.connect(self._expanded)
        self.tree.opened.connect(self.opened)

    @property
    def current(self) -> Key | None:
        """The record that is chosen."""
        node = self.model.node(self.tree.currentIndex())
        return None if node is None else node.key

    def show_casebook(self, casebook: Casebook) -> None:
        """Show the records as they are now; the chosen one stays chosen."""
        self._casebook = casebook
        self._fill(self.current)

    def choose(self, key: Key) -> bool:
        """Choose a record and bring it into sight; whether it is there."""
        if not self.model.find(key).isValid() and self.filter.text():
            self.filter.clear()
        index = self.model.find(key)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        return index.isValid()

    def choose_latest(self) -> None:
        """Choose the latest event of an agreement, where work most likely goes on."""
        key = latest(self.model.tops())
        if key is not None:
            self.choose(key)

    def clear_choice(self) -> None:
        """Choose nothing, as while a new record is typed."""
        self.tree.selectionModel().clear()

    def _filtered(self) -> None:
        self._fill(self.current)

    def _fill(self, keep: Key | None) -> None:
        wanted = self.filter.text().strip()
        self.model.show_nodes(nodes_of(self._casebook, wanted))
        for number, top in enumerate(self.model.tops()):
            if wanted or top.key not in self._folded:
                self.tree.setExpanded(self.model.index(number, 0), True)
        index = self.model.find(keep)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.tree.selectionModel().setCurrentIndex(index, flags)
        self.nothing.setText(self.tr("Nothing has “{text}” in its title, date or place.").format(text=wanted[:60]))
        self.nothing.setVisible(bool(wanted) and not self.model.tops())

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        node = self.model.node(current)
        if node is not None and node.key is not None:
            self.chosen.emit(*node.key)

    def _collapsed(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node is not None and not self.filter.text():
            self._folded.add(node.key)

    def _expanded(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node is not None:
            self._folded.discard(node.key)
