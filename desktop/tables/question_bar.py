"""What is asked once of a column whose cells have two readings: which of the two all of them mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.look.control import label, secondary_button
from desktop.look.theme import MEDIUM, Theme
from exchange.habit import DayOrder, Digits, day
from exchange.heading import Ask, Fault, plain
from exchange.mapping import Translation

MOST = 3
"""More questions than these wait until those before them are answered."""


@dataclass(frozen=True, slots=True)
class Question:
    """One column, the first of its cells that has two readings, and how many more there are."""

    ask: Ask
    column: str
    value: str
    more: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How every cell of a column is written."""

    column: str
    order: DayOrder | None = None
    digits: Digits | None = None

    def put_into(self, mapping: Translation) -> Translation:
        """The mapping with this decided."""
        if self.order is not None:
            return replace(mapping, dates={**mapping.dates, plain(self.column): self.order})
        if self.digits is not None:
            return replace(mapping, digits={**mapping.digits, plain(self.column): self.digits})
        return mapping


def questions(faults: Iterable[Fault]) -> tuple[Question, ...]:
    """Each column that has cells with two readings, once."""
    found: dict[tuple[Ask, str], Question] = {}
    for fault in faults:
        if fault.asks is not None:
            before = found.get((fault.asks, fault.column))
            more = 0 if before is None else before.more + 1
            value = fault.value if before is None else before.value
            found[fault.asks, fault.column] = Question(fault.asks, fault.column, value, more)
    return tuple(found.values())


class QuestionBar(QWidget):
    """Asks.

    Signals: ``answered(Answer)``.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.scaled(6))
        self.rows: list[QFrame] = []

    def ask(self, asked: tuple[Question, ...]) -> None:
        """Ask these instead of those before; hidden where there are none."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(question) for question in asked[:MOST]]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def _row(self, question: Question) -> QFrame:
        theme = self._theme
        made = QFrame()
        made.setProperty("part", "note")
        row = QHBoxLayout(made)
        row.setContentsMargins(theme.scaled(10), theme.scaled(6), theme.scaled(8), theme.scaled(6))
        row.setSpacing(theme.scaled(8))
        row.addWidget(label(theme, self._said(question), weight=MEDIUM, wrap=True), 1)
        for text, answer in self._choices(question):
            button = secondary_button(theme, text)
            button.clicked.connect(partial(self.answered.emit, answer))
            row.addWidget(button)
        return made

    def _said(self, question: Question) -> str:
        text = self.tr("What is “{value}” in the column “{column}”?")
        if question.more:
            text = self.tr("What is “{value}” in the column “{column}”, and {n} more like it?")
        return text.format(value=question.value, column=question.column, n=f"{question.more:,}")

    def _choices(self, question: Question) -> list[tuple[str, Answer]]:
        column = question.column
        if question.ask is Ask.DAYS:
            return [
                (_spoken(question.value, order), Answer(column, order=order))
                for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
            ]
        found = re.search(r"\d{1,3}\.\d{3}", question.value)
        number = question.value if found is None else found[0]
        return [
            (number.replace(".", ""), Answer(column, digits=Digits(thousands="."))),
            (self.tr("A fraction"), Answer(column, digits=Digits(decimal="."))),
        ]


def _spoken(text: str, order: DayOrder) -> str:
    """A day in words, so that the two readings cannot be mistaken for each other."""
    return QLocale().toString(QDate.fromString(day(text, order), "yyyy-MM-dd"), "d MMMM yyyy")
