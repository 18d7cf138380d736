"""What every dialog has in common: it is gone when it is closed, Tab goes as the eye does, and Alt reaches its controls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.look.button import PlainButton
from desktop.look.eye import by_eye, order_tabs
from desktop.look.label import PlainLabel
from desktop.look.mnemonic import give_letters

WITHOUT_LETTERS = ("segment", "tool", "boxed", "chip")
"""Buttons that are reached by the arrows, or that have no words."""


class Dialog(QDialog):
    """A window over another, which never blocks: ``open()`` it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def showEvent(self, event: QShowEvent) -> None:
        """Give out the letters."""
        give_letters(lettered(self))
        super().showEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the eye does; what was put in since the last time is met in its place too."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)


def lettered(root: QWidget) -> list[PlainButton | PlainLabel]:
    """The buttons of a window and the labels of its fields, as the eye meets them."""
    return [widget for widget in by_eye(root) if isinstance(widget, PlainButton | PlainLabel) and _has_letter(widget)]


def _has_letter(widget: PlainButton | PlainLabel) -> bool:
    if isinstance(widget, PlainLabel):
        return widget.buddy() is not None
    return bool(widget.text()) and widget.property("look") not in WITHOUT_LETTERS
