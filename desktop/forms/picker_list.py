"""Several records in one field: each chosen one becomes a small button that takes it out again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.forms.picker import Option, Picker
from desktop.look.control import quiet_button
from desktop.look.shown import tip
from desktop.look.theme import Theme

CHIP = 24
"""Height of a chosen record's line."""


class PickerList(QWidget):
    """Finds records one after another.

    Signals: ``picked()`` when the user has added or taken out one.
    """

    picked = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._names: dict[Any, str] = {}
        self._values: list[Any] = []
        self._placeholder = placeholder
        self.picker = Picker(theme, name, placeholder)
        self.setFocusProxy(self.picker)
        self.setAccessibleName(name)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(2))
        column.addWidget(self.picker)
        column.addLayout(self._chips)
        self.picker.picked.connect(self._picked)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these records; what was chosen stays chosen."""
        self._names = {option.value: option.text for option in options}
        self.picker.offer(options)
        self._show()

    @property
    def values(self) -> tuple[Any, ...]:
        """The keys of the records chosen, in the order in which they were."""
        return tuple(self._values)

    @property
    def unknown(self) -> str:
        """What was typed where it names no record."""
        return self.picker.unknown

    def set_values(self, values: Sequence[Any]) -> None:
        """Choose these; tells nobody."""
        self._values = [value for value in values if value in self._names]
        self.picker.set_value(None)
        self._show()

    def set_value(self, value: Any) -> None:
        """Add one, such as a party that was just made; tells nobody."""
        if value is not None and value not in self._values:
            self._values.append(value)
        self.picker.set_value(None)
        self._show()

    def kept(self) -> Any:
        """What to keep in a draft."""
        return {"values": list(self._values), "typed": self.unknown}

    def take(self, kept: Any) -> None:
        """Show what ``kept`` gave."""
        if isinstance(kept, dict):
            self.set_values(kept.get("values", ()))
            self.picker.setEditText(str(kept.get("typed", "")))
        else:
            self.set_values(kept)

    def _picked(self) -> None:
        value = self.picker.value
        if value is not None and not self.picker.completions.isVisible():
            self.set_value(value)
        self.picked.emit()

    def _take_out(self, value: Any) -> None:
        self._values.remove(value)
        self._show()
        self.picker.setFocus()
        self.picked.emit()

    def _show(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for value in self._values:
            self._chips.addWidget(self._chip(value))
        self.picker.line.setPlaceholderText(self.tr("add another") if self._values else self._placeholder)
        scaled = self._theme.scaled
        self.setMinimumHeight(scaled(30) + len(self._values) * scaled(CHIP) + (scaled(2) if self._values else 0))

    def _chip(self, value: Any) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        line.setFixedHeight(self._theme.scaled(CHIP))
        button: QPushButton = quiet_button(self._theme, self._names.get(value, "").replace("&", "&&"), "x")
        button.setProperty("look", "chip")
        button.setToolTip(tip(self._names.get(value, "")))
        button.setAccessibleName(self.tr("Take out {name}").format(name=self._names.get(value, "")))
        button.clicked.connect(partial(self._take_out, value))
        row.addWidget(button)
        row.addStretch(1)
        return line
