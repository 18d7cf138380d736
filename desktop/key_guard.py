"""Keys of the window that a text field would keep to itself: on some systems Ctrl+K cuts a line and Ctrl+E goes to its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

OURS = frozenset((Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_O, Qt.Key.Key_L, Qt.Key.Key_W))


class KeyGuard(QObject):
    """Watches only the text field that has the focus."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, application.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a key of ours pass the field by."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            combination: QKeyCombination = event.keyCombination()
            if combination.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier and combination.key() in OURS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QPlainTextEdit | QTextEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            new.installEventFilter(self)
