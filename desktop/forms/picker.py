"""A field in which one of many records is found by typing any part of its name; a name that is not there yet can be added."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView

from desktop.look.line import Line
from desktop.look.shown import tip, visible_line
from desktop.look.theme import Theme


@dataclass(frozen=True, slots=True)
class Option:
    """One record to choose: its key and the text that names it."""

    value: Any
    text: str


class Supply(ABC):
    """Finds and names the records of a list that is too long to be offered whole."""

    @abstractmethod
    def name_of(self, value: object) -> str:
        """How the record is named; empty where there is none."""

    @abstractmethod
    def find(self, text: str) -> Sequence[Option]:
        """A few records that say this; the latest where nothing is said."""


class Picker(QComboBox):
    """Finds one record by any part of its name; records of the same name are told apart by a number.

    Signals: ``picked()`` when the user has changed what stands in the field.
    """

    picked = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.line = Line()
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
        self.line.textChanged.connect(self._tell_whole)
        self.line.setAccessibleName(name)
        self._options: tuple[Option, ...] = ()
        self._by_text: dict[str, Any] = {}
        self._supply: Supply | None = None
        self._completer = completer = QCompleter(self.model(), self)
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
        if options == self._options and self._supply is None:
            return
        kept = self.value
        typed = self.currentText()
        self._supply = None
        self._options = options
        self._by_text = {_folded(option.text): option.value for option in options}
        self._list(options)
        text = next((option.text for option in options if option.value == kept), None) if kept is not None else None
        self.setEditText(text if text is not None else typed)
        self.line.setCursorPosition(0)

    def _tell_whole(self, text: str) -> None:
        """A name may be too long for the field: whoever points at it is told all of it."""
        self.line.setToolTip(tip(text))

    def offer_from(self, supply: Supply) -> None:
        """Offer what the supply finds for what is typed; what stands in the field stays there."""
        kept, typed = self.value, self.currentText()
        if self._supply is None:
            self._by_text, self._options = {}, ()
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._supply = supply
        name = self._known(Option(kept, supply.name_of(kept))) if kept is not None else ""
        self._list(())
        self.setEditText(name or typed)
        self.line.setCursorPosition(0)

    def showPopup(self) -> None:
        """Of a long list, show what was found for what stands in the field, or the latest."""
        if self._supply is not None:
            self._find("" if self.value is not None else self.currentText())
        super().showPopup()

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
        text = "" if value is None else self._text_of(value)
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

    def _text_of(self, value: Any) -> str:
        if self._supply is not None:
            return self._known(Option(value, self._supply.name_of(value)))
        return next((option.text for option in self._options if option.value == value), "")

    def _known(self, option: Option) -> str:
        """The name of a record that was found, which from now on is its alone: another of the same name gets a number."""
        name = text = visible_line(option.text)
        number = 1
        while name and self._by_text.setdefault(_folded(text), option.value) != option.value:
            number += 1
            text = f"{name} ({number})"
        return text

    def _find(self, typed: str) -> None:
        supply = self._supply
        if supply is not None:
            self._list([Option(option.value, self._known(option)) for option in supply.find(typed)])

    def _list(self, options: Sequence[Option]) -> None:
        """Put these into the list; what stands in the field stays there."""
        text, cursor = self.currentText(), self.line.cursorPosition()
        self.blockSignals(True)
        self.line.blockSignals(True)
        self.clear()
        self.addItems([option.text for option in options])
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.line.setCursorPosition(cursor)
        self.line.blockSignals(False)
        self.blockSignals(False)

    def _edited(self, text: str) -> None:
        self._find(text)
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
