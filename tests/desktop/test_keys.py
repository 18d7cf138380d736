"""Keys that belong to a form or a table answer there and are silent elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.look.key import KEEP, on_key


@pytest.fixture
def parts(qtbot: Any) -> tuple[QWidget, list[QLineEdit], list[str]]:
    window = QWidget()
    told: list[str] = []
    column = QVBoxLayout(window)
    fields = []
    for name in ("left", "right"):
        part = QWidget()
        field = QLineEdit()
        QVBoxLayout(part).addWidget(field)
        column.addWidget(part)
        on_key(part, KEEP, lambda name=name: told.append(name))
        fields.append(field)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window, fields, told


def test_a_key_answers_only_in_the_part_that_has_the_focus(parts: Any, qtbot: Any) -> None:
    _, fields, told = parts
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["left", "right"]


def test_the_number_pad_keeps_too(parts: Any, qtbot: Any) -> None:
    _, (left, _), told = parts
    left.setFocus()
    qtbot.waitUntil(left.hasFocus)
    qtbot.keyClick(left, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert told == ["left"]
