"""A field in which one of many records is found by typing any part of its name; a name that is not there yet can be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from desktop.look.shown import visible_line
from desktop.look.theme import Theme


@dataclass(frozen=True, slots=True)
class Option:
    """One record to choose: its key and the text that names it."""

    value: Any
    text: str


class Picker(QComboBox):
    """Finds one record by any part of its name; records of the same name are told apart by a number.

    Signals: ``picked()`` when the user has changed what stands in the field.
    """

    picked = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setTextMargins(-2, 0, 0, 0)
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.scaled(60))
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(2000)
        self.line.setAccessibleName(name)
        self._options: tuple[Option, ...] = ()
        self._by_text: dict[str, Any] = {}
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completions = QListView()
        self.completions.setProperty("part", "completions")
        completer.setPopup(self.completions)
        self.setCompleter(completer)
        self.activated.connect(self._activated)
        self.line.textEdited.connect(self._edited)
        completer.activated.connect(self._completed)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these records; what stands in the field stays there."""
        options = told_apart(options)
        if options == self._options:
            return
        kept = self.value
        typed = self.currentText()
        self._options = options
        self._by_text = {_folded(option.text): option.value for option in options}
        self.blockSignals(True)
        self.clear()
        self.addItems([option.text for option in options])
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        text = next((option.text for option in options if option.value == kept), None) if kept is not None else None
        self.setEditText(text if text is not None else typed)
        self.line.setCursorPosition(0)

    @property
    def value(self) -> Any:
        """The record whose name stands in the field; None where that is no record."""
        return self._by_text.get(_folded(self.currentText()))

    @property
    def unknown(self) -> str:
        """What was typed where it names no record."""
        text = self.currentText().strip()
        return "" if self.value is not None else text

    def set_value(self, value: Any) -> None:
        """Show that record, or nothing for None; tells nobody."""
        text = next((option.text for option in self._options if option.value == value), "") if value is not None else ""
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.line.setCursorPosition(0)

    def kept(self) -> Any:
        """What to keep in a draft: the record's key, or what was typed."""
        value = self.value
        return {"typed": self.unknown} if value is None and self.unknown else value

    def take(self, kept: Any) -> None:
        """Show what ``kept`` gave."""
        if isinstance(kept, dict):
            self.setCurrentIndex(-1)
            self.setEditText(str(kept.get("typed", "")))
        else:
            self.set_value(tuple(kept) if isinstance(kept, list) else kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a name as the record has it."""
        super().focusOutEvent(event)
        value = self.value
        if value is not None:
            self.set_value(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _activated(self, _number: int) -> None:
        self.picked.emit()

    def _edited(self, _text: str) -> None:
        self.picked.emit()

    def _completed(self, text: str) -> None:
        self.setEditText(text)
        self.picked.emit()


def told_apart(options: Sequence[Option]) -> tuple[Option, ...]:
    """The same list, each name fit to be shown, with a number behind those that stand in it more than once."""
    seen: set[str] = set()
    found = []
    for option in options:
        text = name = visible_line(option.text)
        number = 1
        while _folded(text) in seen:
            number += 1
            text = f"{name} ({number})"
        seen.add(_folded(text))
        found.append(Option(option.value, text))
    return tuple(found)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
