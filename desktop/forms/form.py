"""What all forms share: fields by the names that ``Unfit`` gives, a check after every keystroke, a state to keep as a draft.

A problem stands under its field once the field was touched or *Keep* was asked for; before that only *Keep* is off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.forms.picker import Picker
from desktop.forms.picker_list import PickerList
from desktop.look.control import Choice
from desktop.look.field import Field
from desktop.look.shown import editable, edited
from desktop.look.theme import Theme
from figures.category import Category
from figures.date import NotADate, last_day
from figures.record import Draft, Unfit

State = dict[str, Any]


class Form(QWidget):
    """A form for one kind of record.

    Signals: ``submitted(draft)``; ``edited()`` after the user changed something; ``judged(sentence)`` after every check, with
    what is still wrong, or nothing.
    """

    submitted = Signal(object)
    edited = Signal()
    judged = Signal(str)
    dates: tuple[str, ...] = ()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.fields: dict[str, Field] = {}
        self._touched: set[str] = set()
        self._asked = False
        self._filling = False
        self._clean: State = {}
        self._given: dict[str, tuple[str, str]] = {}
        self.problem = ""

    def draft(self) -> Draft | Category:
        """The record as typed; ``Unfit`` where it cannot be kept."""
        raise NotImplementedError

    def state(self) -> State:
        """Everything typed, fit or not, as plain values."""
        return {
            name: self.typed(name) if isinstance(control, QLineEdit | QPlainTextEdit) else _value_of(control)
            for name, control in self.controls().items()
        }

    def typed(self, name: str) -> str:
        """The text of a control: to the letter as it was given while nobody has changed it, else as typed, without its edges.

        A control shows no-break spaces as spaces and hides what would turn its characters round; a record that is opened
        and kept again must lose none of them.
        """
        text = _text_of(self.controls()[name])
        shown, exact = self._given.get(name, ("", ""))
        return exact if text == shown else edited(text).strip()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Fill in what ``state`` gave, as typed by the user."""
        self.fill(state)
        self.check()

    def controls(self) -> Mapping[str, QWidget]:
        """The controls whose values make up the form's state, by name."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take what stands in the form now as the record that it shows: nothing is touched, nothing is wrong yet."""
        self._touched.clear()
        self._asked = False
        self._clean = self.state()
        self.check()

    @property
    def is_dirty(self) -> bool:
        """Whether something stands in the form that the record does not have."""
        return self.state() != self._clean

    @property
    def filling(self) -> bool:
        """Whether values are being filled in by the program and not by the user."""
        return self._filling

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into controls without telling anybody."""
        self._filling = True
        for name, control in self.controls().items():
            if name in values:
                _put(control, values[name])
                if isinstance(control, QLineEdit | QPlainTextEdit):
                    self._given[name] = (_text_of(control), str(values[name]))
        self._filling = False

    def watch(self, name: str, control: QWidget) -> None:
        """Check the form whenever the user changes this control, which belongs to the field ``name``."""
        changed = _changed_signal(control)
        changed.connect(lambda *_: self.touch(name))

    def touch(self, name: str) -> None:
        """The user changed the field ``name``."""
        if self._filling:
            return
        self._touched.add(name)
        self.check()
        self.edited.emit()

    def check(self) -> bool:
        """Whether the form can be kept; says what is wrong under the field concerned."""
        wrong = self._wrong_dates()
        self.problem = ""
        try:
            self.draft()
        except Unfit as unfit:
            wrong[unfit.field] = self.problem = str(unfit)
        for name, field in self.fields.items():
            shown = name in wrong and (self._asked or name in self._touched)
            field.show_problem(wrong[name] if shown else "")
        self.judged.emit(self.problem)
        return not self.problem

    def _wrong_dates(self) -> dict[str, str]:
        """What is wrong with dates, each said at its own field though the record names only its first problem."""
        wrong = {}
        for name in self.dates:
            try:
                last_day(self.typed(name))
            except NotADate as problem:
                wrong[name] = str(problem)
        return wrong

    def submit(self) -> None:
        """Give the draft to whoever keeps it, or say what is wrong and go there."""
        self._asked = True
        if self.check():
            self.submitted.emit(self.draft())
            return
        try:
            self.draft()
        except Unfit as unfit:
            self.show_unfit(unfit)

    def show_unfit(self, unfit: Unfit) -> None:
        """Show a problem that only the casefile could find, and go to its field."""
        field = self.fields.get(unfit.field) or next(iter(self.fields.values()))
        self.problem = str(unfit)
        field.show_problem(str(unfit))
        field.take_focus()
        self.judged.emit(self.problem)


def _changed_signal(control: QWidget) -> Any:
    if isinstance(control, QLineEdit):
        return control.textChanged
    if isinstance(control, QPlainTextEdit):
        return control.textChanged
    if isinstance(control, QCheckBox):
        return control.toggled
    if isinstance(control, Choice | Picker | PickerList):
        return control.picked
    raise TypeError(f"no signal known for {type(control).__name__}")


def _text_of(control: QWidget) -> str:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text() if isinstance(control, QLineEdit) else ""


def _value_of(control: QWidget) -> Any:
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, Picker | PickerList):
        return control.kept()
    if isinstance(control, Choice):
        return control.value
    raise TypeError(f"no value known for {type(control).__name__}")


def _put(control: QWidget, value: Any) -> None:
    if isinstance(control, QLineEdit):
        text = editable(str(value))
        control.setMaxLength(max(control.maxLength(), 2 * len(text)))
        control.setText(text)
        control.setCursorPosition(0)
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(editable(str(value)))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, Picker | PickerList):
        control.take(value)
    elif isinstance(control, Choice):
        control.set_value(value)
