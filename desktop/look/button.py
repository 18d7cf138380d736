"""Buttons by rank: one primary a room, the others quieter the less they weigh."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.look.mnemonic import with_letter
from desktop.look.shown import visible
from desktop.look.theme import SEMIBOLD, Theme

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class PlainButton(QPushButton):
    """A button that may bear a name out of a casefile: what would turn its characters round stands there as a sign.

    Enter presses the button that has the focus, as Space does, and never another one. ``letter`` presses it with Alt.
    """

    def __init__(self) -> None:
        super().__init__()
        self.letter = ""
        self._said = ""

    def setText(self, text: str) -> None:
        """Show this text."""
        self._said = visible(text)
        super().setText(with_letter(self._said, self.letter))

    def text(self) -> str:
        """The text, without the sign of its letter."""
        return self._said

    def bear(self, letter: str) -> None:
        """Be pressed by Alt and this letter too."""
        self.letter = letter
        self.setText(self._said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)


def make_button(theme: Theme, look: str, text: str, icon: str, token: str, size: int = 16) -> QPushButton:
    """A button that the style sheet knows by its ``look``, with an icon in the colour of ``token``."""
    made = PlainButton()
    made.setText(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if icon:
        theme.dress(made, icon, token, size)
    return made


def primary_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """The one thing that a room is for; one a room."""
    return make_button(theme, "primary", text, icon, "on_accent")


def secondary_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Any other act of weight."""
    return make_button(theme, "secondary", text, icon, "ink2")


def quiet_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """An act beside the main one, without a frame."""
    return make_button(theme, "quiet", text, icon, "ink2")


def link_button(theme: Theme, text: str) -> QPushButton:
    """An act written as a link."""
    made = make_button(theme, "link", text, "", "accent")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFont(theme.font(12, SEMIBOLD))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def tool_button(theme: Theme, name: str, icon: str, hint: str = "") -> QPushButton:
    """An icon alone; its name is spoken and shown when the pointer rests on it."""
    made = make_button(theme, "tool", "", icon, "ink2", 18)
    made.setAccessibleName(name)
    made.setToolTip(hint or name)
    return made


def boxed_button(theme: Theme, name: str, icon: str) -> QPushButton:
    """An icon alone in the frame of a control, such as the swap key between two fields."""
    made = make_button(theme, "boxed", "", icon, "ink2")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
