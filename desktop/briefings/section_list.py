"""The sections of a briefing: which are printed, and in which order; dragged, or moved by Alt and an arrow key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from briefing.options import DEFAULT_SECTIONS, Section
from desktop.look.theme import Theme

ALWAYS = (Section.NOTES, Section.METHOD)
"""A briefing without its notes and its method could not be checked; these can be moved and not left out."""


class SectionList(QListWidget):
    """The sections in their order, each with a box to tick.

    Signals: ``reordered()`` when one was moved, ticked or unticked by the user.
    """

    reordered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._silent = False
        self._names = {
            Section.CHANGES: self.tr("What has changed"),
            Section.AGREEMENTS: self.tr("Agreements"),
            Section.OUTSIDE: self.tr("Events outside agreements"),
            Section.NOTES: self.tr("Notes"),
            Section.METHOD: self.tr("Method"),
            Section.REGISTER: self.tr("Full register"),
        }
        self.setAccessibleName(self.tr("Sections"))
        self.setToolTip(self.tr("Drag a section, or press Alt and an arrow key, to move it."))
        self.setProperty("part", "choices")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.show_sections(DEFAULT_SECTIONS)
        self.setFixedHeight(self.sizeHintForRow(0) * self.count() + theme.scaled(8))
        self.itemChanged.connect(self._changed)
        self.model().rowsMoved.connect(self._changed)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these ticked and in this order, then the others."""
        self._silent = True
        self.clear()
        shown = dict.fromkeys(sections)
        for section in (*shown, *(s for s in Section if s not in shown)):
            item = QListWidgetItem(self._names[section], self)
            item.setData(Qt.ItemDataRole.UserRole, section)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
            if section not in ALWAYS:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags)
            ticked = section in sections or section in ALWAYS
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._silent = False

    def sections(self) -> tuple[Section, ...]:
        """The ticked sections, in their order."""
        items = [self.item(row) for row in range(self.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return tuple(Section(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def rename(self, section: Section, name: str) -> None:
        """Give a section another name, such as one with the number of its figures."""
        self._silent = True
        self._names[section] = name
        self._item(section).setText(name)
        self._silent = False

    def tick(self, section: Section, ticked: bool = True) -> None:
        """Tick or untick one section."""
        self._item(section).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _item(self, section: Section) -> QListWidgetItem:
        rows = range(self.count())
        return next(self.item(row) for row in rows if self.item(row).data(Qt.ItemDataRole.UserRole) == section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the current section."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            self._silent = True
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self._silent = False
            self._changed()

    def _changed(self) -> None:
        if not self._silent:
            self.reordered.emit()
