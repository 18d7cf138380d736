"""The text of a source as it is read: by keys that go from suggestion to suggestion, and by clicks on marked words."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.look.theme import Theme
from desktop.sources.page.marked_text import MarkedText

CLICK = 4
KEYS = {"j": "next", "о": "next", "k": "previous", "л": "previous", "e": "edit", "у": "edit", "x": "dismiss", "ч": "dismiss"}
"""Letters by what they do; the same keys on a Ukrainian or Russian keyboard."""


class SourceText(MarkedText):
    """The text of one source.

    Signals: ``stepped(int)`` to the next (1) or previous (-1) suggestion, ``walked(int)`` to any mark; ``taken()``,
    ``edited()``, ``dismissed()`` on the chosen mark; ``mark_opened(TextMark)`` when one is clicked; ``words_taken()`` on
    Ctrl+Return; ``pasted()`` on Ctrl+V.
    """

    stepped = Signal(int)
    walked = Signal(int)
    taken = Signal()
    edited = Signal()
    dismissed = Signal()
    mark_opened = Signal(object)
    words_taken = Signal()
    pasted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at = QPointF()
        self.viewport().setMouseTracking(True)
        self.setAccessibleDescription(
            self.tr(
                "J and K go to the next and the previous suggestion, with Shift to kept figures too; "
                "Return takes it, E edits it, X dismisses it"
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of reading; everything else moves the caret or scrolls."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        deed = KEYS.get(event.text().lower()) if plain or shifted else None
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif returned and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.words_taken.emit()
        elif returned and plain:
            self.taken.emit()
        elif deed in ("next", "previous"):
            (self.walked if shifted else self.stepped).emit(1 if deed == "next" else -1)
        elif shifted:
            super().keyPressEvent(event)
        elif deed == "edit":
            self.edited.emit()
        elif deed == "dismiss":
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button went down, to tell a click from a selection."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on marked words opens them; a drag selects."""
        super().mouseReleaseEvent(event)
        still = (event.position() - self._pressed_at).manhattanLength() < CLICK
        if event.button() is Qt.MouseButton.LeftButton and still and not self.textCursor().hasSelection():
            mark = self.mark_at(event.position())
            if mark is not None:
                self.mark_opened.emit(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over words that can be opened."""
        super().mouseMoveEvent(event)
        over = not event.buttons() and self.mark_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what stands behind marked words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), html.escape(mark.label) if mark else "", self)
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copied words are the source's own, not the stand-ins of the screen."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data
