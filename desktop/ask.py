"""Short questions in dialogs that never block: one line of text, a reason, yes or no, or just a sentence to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.look.control import Entry, label, primary_button, secondary_button
from desktop.look.dialog import Dialog
from desktop.look.field import Field
from desktop.look.shown import visible_line
from desktop.look.theme import SEMIBOLD, Theme


class Question(Dialog):
    """A title, a sentence, perhaps lines to fill in (``entry`` is the first), and the act named on its button."""

    def __init__(self, theme: Theme, parent: QWidget, title: str, text: str, act: str, *, cancel: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(visible_line(title))
        self.setMinimumWidth(theme.scaled(420))
        self._theme, self._lines = theme, 0
        self.entry: Entry | None = None
        self.act = primary_button(theme, act)
        self.act.setDefault(True)
        self.cancel = secondary_button(theme, self.tr("Cancel"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.scaled(20), theme.scaled(20), theme.scaled(20), theme.scaled(16))
        self.column.setSpacing(theme.scaled(8))
        self.column.addWidget(label(theme, title, size=15, weight=SEMIBOLD, wrap=True))
        self.body = label(theme, text, tone="ink2", wrap=True)
        self.column.addWidget(self.body)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.act)
        self.column.addSpacing(theme.scaled(8))
        self.column.addLayout(row)
        self.cancel.setVisible(cancel)
        self.act.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """Exactly as high as its sentences need at its width."""
        super().showEvent(event)
        self.resize(self.width(), self.heightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """Grow with a sentence that has come to stand in it, so that nothing lies over anything else."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        return handled

    def add_entry(self, name: str, text: str = "", *, needed: bool, labelled: bool = False) -> Entry:
        """One more line to fill in above the buttons; where it is needed, the act is off until something stands in it."""
        made = Entry(name)
        made.setText(text)
        self.column.insertWidget(2 + self._lines, Field(self._theme, name, made) if labelled else made)
        self._lines += 1
        if needed:
            made.textChanged.connect(self._entry_changed)
            self._entry_changed(text)
        if self.entry is None:
            self.entry = made
            made.setFocus()
        return made

    def _entry_changed(self, text: str) -> None:
        self.act.setEnabled(bool(text.strip()))


def ask(theme: Theme, parent: QWidget, title: str, text: str, act: str, done: Callable[[], object]) -> Question:
    """Ask before an act that is better thought over."""
    question = Question(theme, parent, title, text, act)
    question.accepted.connect(done)
    question.open()
    return question


def ask_reason(theme: Theme, parent: QWidget, title: str, text: str, act: str, done: Callable[[str], object]) -> Question:
    """Ask before an act that is better thought over, and for the reason that stands in the history; it may stay empty."""
    question = Question(theme, parent, title, text, act)
    entry = question.add_entry(parent.tr("Reason"), needed=False, labelled=True)
    entry.setPlaceholderText(parent.tr("for the history; may stay empty"))
    question.accepted.connect(lambda: done(entry.text().strip()))
    question.open()
    return question


def ask_line(
    theme: Theme,
    parent: QWidget,
    title: str,
    text: str,
    act: str,
    done: Callable[[str], object],
    *,
    preset: str = "",
    needed: bool = True,
) -> Question:
    """Ask for one line, such as the reason of a retraction."""
    question = Question(theme, parent, title, text, act)
    entry = question.add_entry(title, preset, needed=needed)
    question.accepted.connect(lambda: done(entry.text().strip()))
    question.open()
    return question


def say(theme: Theme, parent: QWidget, title: str, text: str) -> Question:
    """Say one sentence and wait until it is read."""
    question = Question(theme, parent, title, text, parent.tr("Close"), cancel=False)
    question.open()
    return question
