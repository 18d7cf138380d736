"""The order in which the eye meets what stands in a window: as it is laid out, row by row; the Tab key goes the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def by_eye(root: QWidget) -> Iterator[QWidget]:
    """The widget and all that is laid out in it, shown or not."""
    yield root
    if isinstance(root, QSplitter | QStackedWidget):
        inside = [root.widget(number) for number in range(root.count())]
    elif isinstance(root, QScrollArea):
        inside = [root.widget()]
    else:
        inside = list(_laid_out(root.layout()))
    for widget in inside:
        if widget is not None:
            yield from by_eye(widget)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout, without what is laid out in them."""
    for number in _numbers(layout):
        item = None if layout is None else layout.itemAt(number)
        widget = None if item is None else item.widget()
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _laid_out(item.layout())


def _numbers(layout: QLayout | None) -> Sequence[int]:
    """Row by row, where a layout has rows."""
    if isinstance(layout, QGridLayout):
        places = {number: layout.getItemPosition(number) for number in range(layout.count())}
        return sorted(places, key=lambda number: list(cast("tuple[int, ...]", places[number]))[:2])
    return range(layout.count() if layout is not None else 0)


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab can lead to it."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def order_tabs(root: QWidget) -> None:
    """Let Tab go through the window as the eye does, whatever was made first."""
    before: QWidget | None = None
    for widget in by_eye(root):
        if takes_keys(widget):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
