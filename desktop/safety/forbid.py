"""A casefile that may only be read: every control that would write is off and says why, whatever the room thinks of it.

A room lives as long as one casefile is open, and whether that may be written does not change meanwhile; so a control is
forbidden once, when it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.look.shown import tip
from desktop.session import Session

if TYPE_CHECKING:
    from desktop.forms.form import Form


def forbid(session: Session, *parts: QWidget | QAction) -> None:
    """Keep these off while the open casefile may only be read; they show the reason when the pointer rests on them."""
    if session.is_open and session.casefile.read_only:
        keep_off(session.casefile.read_only_reason, *parts)


def keep_off(reason: str, *parts: QWidget | QAction) -> None:
    """Keep these off for this reason."""
    for part in parts:
        if isinstance(part, QAction):
            _Off(part, reason).keep_action(part)
        else:
            part.installEventFilter(_Off(part, reason))
            part.setEnabled(False)
            part.setToolTip(tip(reason))
            part.setAccessibleDescription(reason)


def forbid_form(session: Session, *forms: Form) -> None:
    """Let nothing be typed into these forms while the open casefile may only be read; their texts can still be copied."""
    if not (session.is_open and session.casefile.read_only):
        return
    for form in forms:
        for control in form.controls().values():
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setReadOnly(True)
            else:
                forbid(session, control)


class _Off(QObject):
    """Turns its parent off again each time that somebody turns it on."""

    def __init__(self, parent: QObject, reason: str) -> None:
        super().__init__(parent)
        self._tip = tip(reason)

    def keep_action(self, action: QAction) -> None:
        """Keep an action off."""
        action.setToolTip(self._tip)
        action.setEnabled(False)
        action.enabledChanged.connect(lambda on: action.setEnabled(False) if on else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn a control off that was turned on, and say why where something else was said."""
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.EnabledChange and watched.isEnabled():
                watched.setEnabled(False)
            elif event.type() is QEvent.Type.ToolTipChange and watched.toolTip() != self._tip:
                watched.setToolTip(self._tip)
        return super().eventFilter(watched, event)
