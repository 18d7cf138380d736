"""Labels of plain text, that nobody can make markup of."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.look.elide import elided
from desktop.look.mnemonic import with_letter
from desktop.look.shown import tip, visible, visible_line
from desktop.look.theme import NORMAL, Theme

_LONG_WORD = re.compile(r"\S{40}(?=\w)")
_LEAST_WIDTH = 24
"""A label that wraps may be made so narrow, in average letters; without it one long word would widen a whole window."""

_FEW_LETTERS = 8


class PlainLabel(QLabel):
    """A label that shows what a source or a user wrote as it is written: no markup is read, no control obeyed.

    That of a field may bear a letter, which with Alt goes to the field.
    """

    def __init__(self) -> None:
        super().__init__()
        self.letter = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._said = ""

    def setText(self, text: str) -> None:
        """Show this text; what would turn its characters round stands there as a sign of its own.

        A word longer than any line may be broken where the label wraps, except where its letters can be copied.
        """
        self._said = visible(text)
        if self.letter:
            super().setText(with_letter(self._said, self.letter))
            return
        whole = not self.wordWrap() or self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(self._said if whole else _LONG_WORD.sub("\\g<0>\u200b", self._said))

    def text(self) -> str:
        """The text as it was given to be shown, without the places where a long word may be broken."""
        return self._said

    def bear(self, letter: str) -> None:
        """Let Alt and this letter go to the label's field."""
        self.letter = letter
        self.setText(self._said)

    def minimumSizeHint(self) -> QSize:
        """No wider than a few words, where the label wraps."""
        least = super().minimumSizeHint()
        if self.wordWrap():
            least.setWidth(min(least.width(), self.fontMetrics().averageCharWidth() * _LEAST_WIDTH))
        return least


class CutLabel(PlainLabel):
    """A label on one line that ends in … where there is no room for all it says; whoever points at it is told all."""

    def setText(self, text: str) -> None:
        """Say this."""
        self._said = visible_line(text)
        self.setAccessibleName(self._said)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as all of it."""
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance(self._said)) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        least = min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * _FEW_LETTERS)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = elided(QFontMetricsF(self.font()), self._said, self.contentsRect().width())
        QLabel.setText(self, shown)
        self.setToolTip(tip(self._said) if shown != self._said else "")


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
    cut: bool = False,
) -> PlainLabel:
    """A label of plain text, by the token of its colour, its size and its weight; *cut* where it has too little room."""
    made = CutLabel() if cut else PlainLabel()
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
