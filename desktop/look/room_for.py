"""How large a dialog opens: as it was thought, and never larger than the screen or the window that it belongs to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.look.theme import Theme

FRAME = 48
"""What a window manager draws round a window, at most."""


def open_at(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Give the dialog this size in pixels of the usual text size, as far as there is room for it."""
    parent = dialog.parentWidget()
    most = dialog.screen().availableSize()
    if parent is not None:
        most = most.expandedTo(parent.window().size())
    dialog.resize(min(theme.scaled(width), most.width() - FRAME), min(theme.scaled(height), most.height() - FRAME))
