"""The list of sources with its filter: the first column of the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.look.control import SearchField, label, link_button, secondary_button
from desktop.look.panel import DraftNote, Progress, Strip, sheet
from desktop.look.theme import Theme
from desktop.paged import Paged
from desktop.sources.listing.delegate import SourceDelegate
from desktop.sources.listing.model import SourceModel
from desktop.sources.listing.row import SourceRow
from desktop.word import counted

MANY = 3000
"""From here on every row has the same height, so that the list need not measure each title."""


class SourceView(QListView):
    """The rows; Return goes on to the text.

    Signals: ``entered_text()`` on Return; ``settled()`` a moment after other rows came into view.
    """

    entered_text = Signal()
    settled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Sources"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.scaled(30))
        self.rows = SourceDelegate(theme, self)
        self.setItemDelegate(self.rows)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.settled)
        self.verticalScrollBar().valueChanged.connect(self._pause.start)

    def look_again(self) -> None:
        """Tell ``settled`` soon, because the rows in view are other ones."""
        self._pause.start()

    def in_view(self) -> list[QModelIndex]:
        """The rows that can be seen."""
        top = self.indexAt(self.viewport().rect().topLeft())
        if not top.isValid():
            return []
        seen = []
        for at in range(top.row(), self.model().rowCount()):
            index = self.model().index(at, 0)
            if self.visualRect(index).top() > self.viewport().height():
                break
            seen.append(index)
        return seen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return reads the chosen source."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_text.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the titles to the new width."""
        self.rows.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._pause.start()

    def sizeHint(self) -> QSize:
        """As the splitter has it."""
        return QSize(280, 400)


class SourceList(QWidget):
    """Filter, *Add*, and the rows.

    Signals: ``source_chosen(int)`` with a source's id, or 0 where none is; ``entered_text()`` on Return;
    ``paste_asked()``, ``files_asked()``, ``hand_asked()`` from *Add*; ``settled()`` when rows came into view.
    """

    source_chosen = Signal(int)
    entered_text = Signal()
    paste_asked = Signal()
    files_asked = Signal()
    hand_asked = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = SourceModel(self)
        self.filter = SearchField(theme, self.tr("Filter sources"))
        self.add = secondary_button(theme, self.tr("Add"), "plus")
        self.add.setAccessibleName(self.tr("Add a source"))
        self.add.setMenu(self._add_menu())
        self.view = SourceView(theme)
        self.view.setModel(self.model)
        self.progress = Progress(theme)
        self.waiting = DraftNote(theme, narrow=True)
        self._nothing = label(theme, self.tr("No source fits this filter."), tone="ink2")
        self._show_all = link_button(theme, self.tr("Show all sources"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        strip = Strip(self._theme, edge=12)
        strip.row.addWidget(self.filter, 1)
        strip.row.addWidget(self.add)
        nothing = sheet()
        words = QVBoxLayout(nothing)
        words.setContentsMargins(14, 16, 14, 16)
        words.addWidget(self._nothing)
        words.addWidget(self._show_all)
        words.addStretch(1)
        under = sheet()
        inside = QVBoxLayout(under)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(self.progress)
        self.progress.setContentsMargins(0, 8, 0, 8)
        self.progress.hide()
        self.waiting.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.waiting)
        column.addWidget(self._stack, 1)
        column.addWidget(under)
        self.setMinimumWidth(self._theme.scaled(220))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter_changed)
        self.filter.returnPressed.connect(self._to_rows)
        self.filter.emptied.connect(self._to_rows)
        self._show_all.clicked.connect(self.filter.clear)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.entered_text.connect(self.entered_text)
        self.view.settled.connect(self.settled)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, icon, keys, told in (
            (self.tr("Paste text"), "clipboard-paste", "Ctrl+V", self.paste_asked),
            (self.tr("Choose files…"), "folder-open", "", self.files_asked),
            (self.tr("Enter by hand"), "pencil", "", self.hand_asked),
        ):
            action = QAction(text, menu)
            self._theme.dress(action, icon)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(told)
            menu.addAction(action)
        return menu

    @property
    def current(self) -> int:
        """The chosen source's id; 0 where none is chosen."""
        index = self.view.currentIndex()
        return self.model.row_at(index).id if index.isValid() else 0

    def show_rows(self, rows: Sequence[SourceRow] | Paged[SourceRow]) -> None:
        """Show these sources; the chosen one stays chosen while it is there."""
        before = self.current
        self.view.rows.uniform = len(rows) > MANY
        self.view.setUniformItemSizes(len(rows) > MANY)
        self.model.show_rows(rows)
        self.filter.setPlaceholderText(counted(len(rows), self.tr("Filter 1 source"), self.tr("Filter {n} sources")))
        self._after_change(before)

    def offer_waiting(self, waits: bool) -> None:
        """Offer a source again that was half added, or no longer."""
        if waits:
            self.waiting.offer(self.tr("A half-added source"), self.tr("waits to be kept"))
        self.waiting.setVisible(waits)

    def choose_first(self) -> None:
        """Choose the first source of the list, if there is one."""
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def choose(self, source: int) -> None:
        """Choose a source, taking the filter away where it hides it."""
        if not self.model.index_of(source).isValid():
            self.filter.clear()
        index = self.model.index_of(source)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _filter_changed(self, text: str) -> None:
        before = self.current
        self.model.filter_by(text)
        self._after_change(before)

    def _after_change(self, before: int) -> None:
        shown = self.model.rowCount()
        self._stack.setCurrentIndex(0 if shown or not self.model.total else 1)
        index = self.model.index_of(before)
        if before and index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
        self.view.look_again()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.source_chosen.emit(self.model.row_at(current).id)

    def _to_rows(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
