"""The tree at the left: filter, *New*, agreements and events."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from db.page import LITTLE, Outline, Pages
from desktop.inquiry import Inquiry
from desktop.look.button import secondary_button
from desktop.look.label import label
from desktop.look.panel import Strip
from desktop.look.search_field import SearchField
from desktop.look.theme import Theme
from desktop.register.tree_model import OUTSIDE, Key, TreeModel
from desktop.register.tree_view import RecordTree
from desktop.session import Session

if TYPE_CHECKING:
    from db.casefile import Casefile

UNFOLDED = 500
"""Up to so many events all are shown at once; of more, those of the agreement where work goes on."""


class TreePane(QWidget):
    """Filter, *New* and the tree.

    Signals: ``chosen(kind, id)``; ``new_event_asked_for()``, ``new_agreement_asked_for()``; ``opened()`` on Return.
    """

    chosen = Signal(object, int)
    new_event_asked_for = Signal()
    new_agreement_asked_for = Signal()
    opened = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._whole: Outline | None = None
        self._turned: set[int] = set()
        self.model = TreeModel(self)
        self.tree = RecordTree(theme, self.model)
        self.background = Inquiry(session, self)
        self.filter = SearchField(theme, self.tr("Filter agreements and events"))
        self.new = secondary_button(theme, self.tr("New"), "plus")
        menu = QMenu(self)
        menu.addAction(self.tr("New &event")).triggered.connect(self.new_event_asked_for)
        menu.addAction(self.tr("New &agreement")).triggered.connect(self.new_agreement_asked_for)
        self.new.setMenu(menu)
        self.nothing = label(theme, "", tone="ink3", wrap=True)
        self.nothing.setContentsMargins(theme.scaled(16), theme.scaled(16), theme.scaled(16), 0)
        self.nothing.hide()
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
        self.tree.fold_asked.connect(self._fold)
        self.tree.opened.connect(self.opened)
        self.background.answered.connect(self._show)

    @property
    def current(self) -> Key | None:
        """The record that is chosen."""
        node = self.model.node(self.tree.currentIndex())
        return None if node is None else node.key

    @property
    def is_filled(self) -> bool:
        """Whether the register was read."""
        return self._whole is not None

    @property
    def is_empty(self) -> bool:
        """Whether the register holds nothing, filtered or not."""
        whole = self._whole
        return whole is None or not (whole.agreements or whole.outside)

    def refresh(self) -> None:
        """Show the records as they are now; the chosen one stays chosen."""
        self._whole = self._session.pages.outline()
        self._filtered()

    def choose(self, key: Key) -> bool:
        """Choose a record and bring it into sight; whether it is there."""
        if not self.model.find(key).isValid() and self.filter.text():
            self.filter.clear()
        index = self.model.find(key)
        if index.isValid():
            self._remember_unfolded(index)
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        return index.isValid()

    def choose_latest(self) -> None:
        """Choose the record where work most likely goes on."""
        key = self._session.pages.latest()
        if key is not None:
            self.choose(key)

    def clear_choice(self) -> None:
        """Choose nothing, as while a new record is typed."""
        self.tree.selectionModel().clear()

    def _filtered(self) -> None:
        """Show what the filter lets through; a long register is looked through in a thread."""
        words = self.filter.text().casefold().split()
        whole = self._whole
        if whole is None:
            return
        self.background.forget()
        if not words:
            self._show((words, whole))
        elif whole.at_most <= LITTLE:
            self._show((words, self._session.pages.matching(words)))
        else:
            self.background.inquire(partial(_matching, words))

    def _show(self, found: tuple[list[str], Outline]) -> None:
        words, outline = found
        keep, unfolds = self.current, outline.at_most <= UNFOLDED
        turned = frozenset() if words else self._turned
        unfolded = [key for key in (*outline.agreements, OUTSIDE) if (key in turned) != unfolds] if unfolds or turned else []
        self.model.show_outline(self._session.pages, outline, unfolded)
        index = self.model.find(keep)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.tree.selectionModel().setCurrentIndex(index, flags)
        text = self.tr("Nothing has “{text}” in its title, date or place.")
        self.nothing.setText(text.format(text=self.filter.text().strip()[:60]))
        self.nothing.setVisible(bool(words) and not self.model.rowCount())

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        node = self.model.node(current)
        if node is not None and node.key is not None:
            self.chosen.emit(*node.key)

    def _fold(self, index: QModelIndex, unfolded: bool) -> None:
        self.model.set_unfolded(index, unfolded)
        if not self.filter.text():
            self._turned ^= {self.model.top_key(index)}

    def _remember_unfolded(self, index: QModelIndex) -> None:
        """In a long register, what was unfolded to show a record stays so when the register is shown anew."""
        whole = self._whole
        if whole is not None and whole.at_most > UNFOLDED and not self.model.is_top(index) and not self.filter.text():
            self._turned.add(self.model.top_key(index))


def _matching(words: list[str], casefile: Casefile, _unwanted: Callable[[], bool]) -> tuple[list[str], Outline]:
    """In the thread: what the filter lets through."""
    return words, Pages(casefile).matching(words)
