"""Two states of one record side by side, field by field, each field with its choice: the one, the other, perhaps both.

Every choice is a group of radio buttons: Tab goes from field to field, the arrow keys choose within one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.merge_result import Said, Take
from desktop.history.change import value_words
from desktop.look.control import label
from desktop.look.label import PlainLabel
from desktop.look.panel import hairline, sheet
from desktop.look.theme import MEDIUM, Theme

LONGEST_SHOWN = 600
NAMES_WIDE = 136


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its name, what stands on either side, whether both can be kept; ``hint`` says who changed it.

    A row that is ``same`` on both sides has nothing to choose.
    """

    field: str
    name: str
    first: str
    second: str
    joinable: bool = False
    hint: str = ""
    same: bool = False


def said_words(said: Said) -> str:
    """What stands in a field and in those that go with it, as the forms have it."""
    return " · ".join(value_words(name, value) for name, value in said)


class _Option(QWidget):
    """A radio button with a text of any length beside it, which chooses it too."""

    def __init__(self, theme: Theme, text: str, side: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        empty = not text
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        self.text = label(theme, shown or self.tr("empty"), tone="ink3" if empty else "ink", wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button.setAccessibleName(self.tr("{side}: {value}").format(side=side, value=self.text.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(6))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the text chooses."""
        if event.type() is QEvent.Type.MouseButtonRelease and self.button.isEnabled():
            self.button.click()
            self.button.setFocus()
        return super().eventFilter(watched, event)


class FieldChoices(QScrollArea):
    """The fields of two states with their choices.

    Signals: ``picked(field, take)``: ``OURS`` is the first side, ``THEIRS`` the second.
    """

    picked = Signal(str, object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._groups: dict[str, QButtonGroup] = {}
        self._takes: dict[str, list[Take]] = {}
        self._ground = sheet()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "sheet")

    def show_rows(self, heads: tuple[str, str], rows: Sequence[FieldRow], chosen: Mapping[str, Take]) -> None:
        """Show these fields under the names of the two sides."""
        theme, scaled = self._theme, self._theme.scaled
        self._groups.clear()
        self._takes.clear()
        self._ground = ground = sheet()
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(8))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate(heads, start=1):
            shown = label(theme, head, tone="ink2", size=12, weight=MEDIUM, wrap=True)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            shown.setAlignment(Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(shown, 0, column)
        at = 1
        for row in rows:
            grid.addWidget(hairline(theme), at, 0, 1, 3)
            at = self._add_row(grid, at + 1, row, heads, chosen.get(row.field))
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(16))
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(ground)
        self.verticalScrollBar().setValue(0)

    def choose(self, field: str, take: Take | None) -> None:
        """Show a choice that was made elsewhere; tells nobody."""
        group = self._groups.get(field)
        if group is None:
            return
        group.setExclusive(False)
        for number, of in enumerate(self._takes[field]):
            group.button(number).setChecked(of is take)
        group.setExclusive(True)

    def button(self, field: str, take: Take) -> QRadioButton:
        """The button of one choice."""
        made = self._groups[field].button(self._takes[field].index(take))
        if not isinstance(made, QRadioButton):
            raise TypeError("no such choice")
        return made

    def take_focus(self) -> None:
        """Go to the first field."""
        for group in self._groups.values():
            (group.checkedButton() or group.button(0)).setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _add_row(self, grid: QGridLayout, at: int, row: FieldRow, heads: tuple[str, str], chosen: Take | None) -> int:
        theme = self._theme
        named = QVBoxLayout()
        named.setSpacing(0)
        words = [label(theme, row.name, tone="ink2", wrap=True)]
        if row.hint:
            words.append(label(theme, row.hint, tone="ink3", size=11, wrap=True))
        for word in words:
            word.setFixedWidth(theme.scaled(NAMES_WIDE))
            named.addWidget(word)
        named.addStretch(1)
        grid.addLayout(named, at, 0)
        if row.same:
            grid.addWidget(self._plain(row.first), at, 1, 1, 2)
            return at + 1
        options = [(Take.OURS, _Option(theme, row.first, heads[0])), (Take.THEIRS, _Option(theme, row.second, heads[1]))]
        for column, (_, option) in enumerate(options, start=1):
            grid.addWidget(option, at, column, Qt.AlignmentFlag.AlignTop)
        if row.joinable:
            both = _Option(theme, self.tr("both, one after the other"), row.name)
            options.append((Take.BOTH, both))
            at += 1
            grid.addWidget(both, at, 1, 1, 2)
        group = QButtonGroup(self._ground)
        for number, (take, option) in enumerate(options):
            group.addButton(option.button, number)
            option.button.setChecked(take is chosen)
            option.button.clicked.connect(partial(self.picked.emit, row.field, take))
        self._groups[row.field], self._takes[row.field] = group, [take for take, _ in options]
        return at + 1

    def _plain(self, text: str) -> PlainLabel:
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        made = label(self._theme, shown or self.tr("empty"), tone="ink3", wrap=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made
