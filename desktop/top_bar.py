"""The one bar: menus, the casefile's name, undo, redo and the field that finds anything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QPushButton, QSizePolicy

from desktop.look.button import tool_button
from desktop.look.label import label
from desktop.look.panel import Strip
from desktop.look.search_field import SearchField
from desktop.look.shown import tip, visible_line
from desktop.look.theme import MEDIUM, Theme


class TopBar(Strip):
    """Stands where a menu bar would; ``menus`` holds the menus, ``finder`` is the field of Ctrl+K."""

    def __init__(self, theme: Theme, undo: QAction, redo: QAction) -> None:
        super().__init__(theme, part="bar", height=42, edge=12)
        self.menus = QMenuBar()
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.name = label(theme, weight=MEDIUM)
        self.name.setMaximumWidth(theme.scaled(360))
        self._undo, self._redo = undo, redo
        self.undo = tool_button(theme, self.tr("Undo"), "undo-2")
        self.redo = tool_button(theme, self.tr("Redo"), "redo-2")
        self.finder = SearchField(theme, self.tr("Find anything"), shortcut=self.tr("Ctrl+K"))
        self.finder.setMaximumWidth(theme.scaled(264))
        self.finder.setMinimumWidth(theme.scaled(216))
        self.row.setContentsMargins(theme.scaled(6), 0, theme.scaled(12), 0)
        self.row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addStretch(1)
        self.row.addWidget(self.name)
        self.row.addSpacing(theme.scaled(8))
        for button in (self.undo, self.redo):
            self.row.addWidget(button)
        self.row.addSpacing(theme.scaled(4))
        self.row.addWidget(self.finder, 1)
        self.undo.clicked.connect(undo.trigger)
        self.redo.clicked.connect(redo.trigger)
        for action in (undo, redo):
            action.changed.connect(self._actions_changed)
        self._actions_changed()

    def show_casefile(self, name: str, path: str) -> None:
        """Show which casefile is open; an empty name hides what only an open one has."""
        shown = visible_line(name)
        self.name.setText(self.name.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, self.name.maximumWidth()))
        self.name.setToolTip(tip(path))
        for part in (self.name, self.undo, self.redo, self.finder):
            part.setVisible(bool(name))

    def _actions_changed(self) -> None:
        pairs: tuple[tuple[QPushButton, QAction], ...] = ((self.undo, self._undo), (self.redo, self._redo))
        for button, action in pairs:
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text().replace("&", ""))
