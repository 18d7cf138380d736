"""The controls that every room shares: entries, segments, choices; with the buttons, labels and search fields beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from desktop.look.button import (
    boxed_button,
    link_button,
    make_button,
    primary_button,
    quiet_button,
    secondary_button,
    tool_button,
)
from desktop.look.cell_label import CellLabel, RoleMark
from desktop.look.elide import elided
from desktop.look.label import label, restyle
from desktop.look.line import Line
from desktop.look.search_field import SearchField
from desktop.look.shown import visible
from desktop.look.theme import SEMIBOLD, Theme

__all__ = [
    "CellLabel",
    "Choice",
    "Entry",
    "RoleMark",
    "SearchField",
    "Segments",
    "boxed_button",
    "label",
    "link_button",
    "primary_button",
    "quiet_button",
    "restyle",
    "secondary_button",
    "tool_button",
]
T = TypeVar("T")
_COMBO, _SHOWN = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField


class Entry(Line):
    """One line of text that can be wrong; an entry that is *bare* reads words of any script and length."""

    def __init__(self, name: str, placeholder: str = "", *, longest: int = 2000) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)

    def setText(self, text: str | None) -> None:
        """Show this text; one too long for the entry from its beginning, where nobody is typing in it."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Frame the entry as wrong, or as right again."""
        restyle(self, "wrong", "true" if wrong else "false")


class Segments(QWidget):
    """A few exclusive choices side by side; the arrow keys move among them.

    Signals: ``picked(value)`` when the user picks another.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, name: str, options: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(options):
            button = make_button(theme, "segment", text, "", "ink")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            bold = QFontMetricsF(theme.font(13, SEMIBOLD)).horizontalAdvance(text)
            button.setMinimumWidth(round(bold) + theme.scaled(10))
            place = "first" if number == 0 else "last" if number == len(options) - 1 else "middle"
            button.setProperty("place", place)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        self._group.idToggled.connect(self._toggled)
        if options:
            self._group.button(0).setChecked(True)

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose ``value`` without telling anybody."""
        self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: object) -> QPushButton:
        """The button of one choice."""
        return self._buttons[self._values.index(value)]

    def _clicked(self, number: int) -> None:
        self.picked.emit(self._values[number])

    def _toggled(self, number: int, on: bool) -> None:
        """Whoever comes to the segments comes to the one that is chosen."""
        if on:
            self.setFocusProxy(self._group.button(number))


class Choice(QComboBox):
    """A list to choose one value from; the wheel scrolls the page, not the choice.

    Signals: ``picked(value)`` when the user picks another.
    """

    picked = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[object] = []
        self.offer(options)
        self.activated.connect(self._activated)

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these values; what was chosen stays chosen where it is still there."""
        before = self.value
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([visible(text) for _, text in options])
        self.set_value(before)

    @property
    def value(self) -> Any:
        """What is chosen; None where nothing is."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose ``value`` without telling anybody; where it is not offered, the first."""
        at = self._values.index(value) if value in self._values else (0 if self._values else -1)
        self.setCurrentIndex(at)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is chosen stands without the indentation that it has in the list, and ends in … where it is too long."""
        super().initStyleOption(option)
        room = self.style().subControlRect(_COMBO, option, _SHOWN, self).width() - self.fontMetrics().averageCharWidth()
        room -= 0 if option.currentIcon.isNull() else option.iconSize.width() + self.fontMetrics().averageCharWidth()
        option.currentText = elided(QFontMetricsF(self.font()), option.currentText.strip(), room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _activated(self, number: int) -> None:
        self.picked.emit(self._values[number])
