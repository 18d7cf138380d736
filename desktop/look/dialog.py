"""What every dialog has in common: it is gone when it is closed, Tab goes as the eye does, and Alt reaches its controls."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.look.button import PlainButton
from desktop.look.eye import by_eye, order_tabs, takes_keys
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
        """Give out the letters, and begin at the first field, where no other place to begin was chosen."""
        give_letters(lettered(self))
        if self.focusWidget() is None:
            first = next((field for field in fields(self) if field.isEnabled() and field.isVisibleTo(self)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """What was put in while it is shown has its letter too."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            give_letters(lettered(self))
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the eye does; what was put in since the last time is met in its place too."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)


def fields(root: QWidget) -> Iterator[QWidget]:
    """What takes keys and is no button, as the eye meets it."""
    for widget in by_eye(root):
        if takes_keys(widget) and not isinstance(widget, QPushButton):
            yield widget


def lettered(root: QWidget) -> list[PlainButton | PlainLabel]:
    """The buttons of a window and the labels of its fields, as the eye meets them."""
    return [widget for widget in by_eye(root) if isinstance(widget, PlainButton | PlainLabel) and _has_letter(widget)]


def _has_letter(widget: PlainButton | PlainLabel) -> bool:
    if isinstance(widget, PlainLabel):
        return widget.buddy() is not None
    return bool(widget.text()) and widget.property("look") not in WITHOUT_LETTERS
