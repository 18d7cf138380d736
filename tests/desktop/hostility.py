"""Text as a stranger would write it, and what it would take for a window to obey it; every widget is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.look.shown import BIDI_CONTROLS

MARKUP = '<b>bold</b><img src="file:///etc/passwd">'
TURNED = "\u202e6000\u202c \u2066x\u2069 \u200e"
HOSTILE = f"{MARKUP}{TURNED}"
LONG = "Дуже довга назва, яку хтось вставив " * 300
WORD = "Нероздільне" * 40
"""A word that no line can hold."""
FILE_NAME = "обмін" * 15
SCREEN = QSize(1280, 720)
ENOUGH = 400


def hostile(name: str) -> str:
    """A name that would be markup, would turn round, and is known again by its own word."""
    return f"{HOSTILE} {name}"


def obeyed(text: str) -> str:
    """What of this text a screen would obey: characters that turn a line round."""
    return "".join(sign for sign in text if sign in BIDI_CONTROLS or "\ud800" <= sign <= "\udfff" or sign == "\x00")


def is_markup(text: str) -> bool:
    """Whether a tool tip would be read as markup: Qt guesses, so nothing that could be a tag may stand in one."""
    return MARKUP[:8] in text


def told(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a widget shows, with where."""
    yield "window title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield "text", widget.toPlainText()
    if isinstance(widget, QComboBox):
        for number in range(widget.count()):
            yield "item", widget.itemText(number)
    if isinstance(widget, QMenu):
        for action in widget.actions():
            yield "action", action.text()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in indexes(widget.model()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
                text = index.data(role)
                if isinstance(text, str):
                    yield f"cell {index.row()}, {index.column()}", text


def tips(widget: QWidget) -> Iterator[str]:
    """Every tool tip of a widget and of what it lists."""
    yield widget.toolTip()
    for action in widget.actions():
        yield action.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in indexes(widget.model()):
            text = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(text, str):
                yield text


def indexes(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent if parent is not None else QModelIndex()
    for row in range(min(model.rowCount(above), ENOUGH)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(above)):
            yield model.index(row, column, above)
        yield from indexes(model, model.index(row, 0, above))


def check(root: QWidget) -> None:
    """Nothing in this window would be obeyed."""
    for widget in (root, *root.findChildren(QWidget)):
        who = f"{type(widget).__name__} “{widget.accessibleName()[:40]}” in {type(widget.parent()).__name__}"
        for where, text in told(widget):
            assert not obeyed(text), f"{who}, {where}: {text[:80]!r}"
        for text in tips(widget):
            assert not obeyed(text), f"{who}, tool tip: {text[:80]!r}"
            assert not is_markup(text), f"{who}, tool tip: {text[:80]!r}"
        if isinstance(widget, QLabel) and MARKUP[:8] in widget.text():
            assert widget.textFormat() is Qt.TextFormat.PlainText, f"{who}: {widget.text()[:80]!r}"
    for action in root.findChildren(QAction):
        assert not obeyed(action.text()), action.text()
        assert not is_markup(action.toolTip()), action.toolTip()


def fits(dialog: QDialog) -> None:
    """No name, however long, makes a window wider or higher than the smallest screen that it is made for."""
    dialog.grab()
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert least.width() <= SCREEN.width(), f"{type(dialog).__name__} needs {least}"
    assert least.height() <= SCREEN.height(), f"{type(dialog).__name__} needs {least}"
    assert dialog.width() <= SCREEN.width(), f"{type(dialog).__name__} is {dialog.size()}"


def walk(dialog: QDialog, qtbot: Any) -> None:
    """Every row of every list of a dialog is chosen, and nothing in it is obeyed or breaks it."""
    check(dialog)
    fits(dialog)
    for view in dialog.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            for row in range(min(view.model().rowCount(), 8)):
                view.setCurrentIndex(view.model().index(row, 0))
                qtbot.wait(5)
                check(dialog)
                fits(dialog)
