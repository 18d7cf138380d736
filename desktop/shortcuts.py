"""The sheet of keys on F1: what the menus offer, and what the rooms know besides."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.look.control import label, primary_button
from desktop.look.dialog import Dialog
from desktop.look.room_for import open_at
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme

KEY_WIDTH = 104
"""Pixels for the keys, so that what they do begins at one edge in all sections."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)


def room_keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The keys that only a room knows, by room."""
    return (
        (
            _tr("In a source"),
            (
                ("Ctrl+Return", _tr("Figure from the chosen words")),
                ("J", _tr("Next suggestion")),
                ("K", _tr("Previous suggestion")),
                ("Shift+J", _tr("Next mark, kept figures too")),
                ("Shift+K", _tr("Previous mark, kept figures too")),
                ("Return", _tr("Take the suggestion into the form")),
                ("E", _tr("Take it and correct it")),
                ("X", _tr("Dismiss the suggestion")),
                ("Ctrl+V", _tr("Paste a text as a new source")),
            ),
        ),
        (
            _tr("In a form"),
            (
                ("Ctrl+Return", _tr("Keep")),
                ("Ctrl+D", _tr("Swap from and to")),
                ("Ctrl+Backspace", _tr("Clear what was carried forward")),
                ("Escape", _tr("Leave; what is half filled is kept")),
            ),
        ),
        (
            _tr("In a table"),
            (
                ("Return", _tr("Open the chosen row")),
                ("Delete", _tr("Retract the chosen figure")),
                ("Ctrl+L", _tr("Open the source at the figure's words")),
            ),
        ),
        (
            _tr("In Compare"),
            (
                ("Space", _tr("Unfold or fold the lines of an agreement")),
                ("Ctrl+Return", _tr("Show the line in the Register")),
                ("P", _tr("Make a promise the measure, or take that back")),
            ),
        ),
    )


class ShortcutSheet(Dialog):
    """All keys on one sheet."""

    def __init__(self, theme: Theme, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._theme = theme
        everywhere = tuple(
            (action.shortcut().toString(), action.data() or action.text().replace("&", "").rstrip("…"))
            for action in actions
            if not action.shortcut().isEmpty()
        )
        left, right = QVBoxLayout(), QVBoxLayout()
        self._section(left, self.tr("Everywhere"), everywhere)
        for title, keys in room_keys():
            self._section(right, title, keys)
        for column in (left, right):
            column.setSpacing(theme.scaled(8))
            column.addStretch(1)
        inside = QWidget()
        inside.setProperty("surface", "sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(theme.scaled(24), theme.scaled(20), theme.scaled(24), theme.scaled(20))
        columns.setSpacing(theme.scaled(48))
        columns.addLayout(left)
        columns.addLayout(right)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.windowTitle())
        close = primary_button(theme, self.tr("Close"))
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.scaled(16), theme.scaled(10), theme.scaled(16), theme.scaled(10))
        foot.addStretch(1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        close.clicked.connect(self.accept)
        open_at(self, theme, 840, 716)

    def _section(self, column: QVBoxLayout, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        theme = self._theme
        column.addWidget(label(theme, title, weight=SEMIBOLD, size=14))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scaled(20))
        grid.setVerticalSpacing(theme.scaled(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.scaled(KEY_WIDTH))
        for number, (key, what) in enumerate(keys):
            grid.addWidget(label(theme, key, tone="ink2", size=12, weight=MEDIUM), number, 0)
            grid.addWidget(label(theme, what), number, 1)
        column.addLayout(grid)
        column.addSpacing(theme.scaled(16))
