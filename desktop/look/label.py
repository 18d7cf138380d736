"""Labels of plain text, that nobody can make markup of."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from desktop.look.shown import visible
from desktop.look.theme import NORMAL, Theme

_LONG_WORD = re.compile(r"\S{40}(?=\w)")
_LEAST_WIDTH = 24
"""A label that wraps may be made so narrow, in average letters; without it one long word would widen a whole window."""


class PlainLabel(QLabel):
    """A label that shows what a source or a user wrote as it is written: no markup is read, no control obeyed."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._said = ""

    def setText(self, text: str) -> None:
        """Show this text; what would turn its characters round stands there as a sign of its own.

        A word longer than any line may be broken where the label wraps, except where its letters can be copied.
        """
        self._said = visible(text)
        whole = not self.wordWrap() or self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(self._said if whole else _LONG_WORD.sub("\\g<0>\u200b", self._said))

    def text(self) -> str:
        """The text as it was given to be shown, without the places where a long word may be broken."""
        return self._said

    def minimumSizeHint(self) -> QSize:
        """No wider than a few words, where the label wraps."""
        least = super().minimumSizeHint()
        if self.wordWrap():
            least.setWidth(min(least.width(), self.fontMetrics().averageCharWidth() * _LEAST_WIDTH))
        return least


def label(
    theme: Theme,
    text: str = "",
    *,
    tone: str = "ink",
    size: float = 13,
    weight: QFont.Weight = NORMAL,
    serif: bool = False,
    wrap: bool = False,
    selectable: bool = False,
) -> PlainLabel:
    """A label of plain text, by the token of its colour, its size and its weight."""
    made = PlainLabel()
    made.setFont(theme.font(size, weight, serif=serif))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    made.setText(text)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
