"""A control with its label and, beneath it, the sentence that says what is wrong and what to type."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.look.control import label, restyle
from desktop.look.theme import Theme

LABEL_WIDTH = 82


class Field(QWidget):
    """A labelled control; the label stands above it, or left of it in a form of one column.

    ``beneath`` is a layout under the control for what explains it; the problem's sentence stands last.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        control: QWidget | QLayout,
        *,
        left: bool = False,
        focus: QWidget | None = None,
        high: int = 30,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.control = control
        self._focus = focus if focus is not None else control if isinstance(control, QWidget) else None
        self.name = label(theme, name, tone="ink2", size=13 if left else 12)
        self.beneath = QVBoxLayout()
        self.beneath.setSpacing(theme.scaled(4))
        self._problem = label(theme, "", tone="danger", size=12, wrap=True)
        self._problem.hide()
        self.marker = QLabel()
        self.marker.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.marker.setFixedWidth(theme.scaled(16))
        if self._focus is not None:
            self.name.setBuddy(self._focus)
        self._high = theme.scaled(high)
        self._lay_out(left)

    @property
    def problem(self) -> str:
        """The sentence that stands under the field; empty where it is right."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence that it is right."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if self._focus is not None:
            restyle(self._focus, "wrong", "true" if sentence else "false")
            self._focus.setAccessibleDescription(sentence)

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, left: bool) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.scaled(4))
        if isinstance(self.control, QWidget):
            column.addWidget(self.control)
        else:
            column.addLayout(self.control)
        column.addLayout(self.beneath)
        column.addWidget(self._problem)
        if not left:
            outer = QVBoxLayout(self)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(self._theme.scaled(4))
            head = QHBoxLayout()
            head.setSpacing(0)
            head.addWidget(self.name)
            head.addStretch(1)
            head.addWidget(self.marker)
            self.marker.hide()
            outer.addLayout(head)
            outer.addLayout(column)
            outer.addStretch(1)
            return
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.name.setFixedWidth(self._theme.scaled(LABEL_WIDTH - 16))
        self.name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.name, self.marker):
            part.setFixedHeight(self._high)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(self._theme.scaled(12))
        row.addLayout(column, 1)
