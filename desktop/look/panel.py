"""The parts that rooms are put together from: strips with their hairline, feet, empty rooms, draft notes, work under way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.look.button import link_button
from desktop.look.label import label
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme


class Strip(QFrame):
    """The 48 px head of a column; ``row`` is its layout, and the hairline below it joins that of its neighbours."""

    def __init__(self, theme: Theme, *, edge: int = 16, part: str = "strip", height: int = 48) -> None:
        super().__init__()
        self.setProperty("part", part)
        self.setFixedHeight(theme.scaled(height))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.scaled(edge), 0, theme.scaled(edge), 0)
        self.row.setSpacing(theme.scaled(8))


class Foot(Strip):
    """The 52 px foot of a column, where its primary button stands."""

    def __init__(self, theme: Theme, *, edge: int = 16) -> None:
        super().__init__(theme, edge=edge, part="foot", height=52)


def sheet(*, surface: str = "sheet") -> QWidget:
    """An empty panel on the ground where one reads and types."""
    made = QWidget()
    made.setProperty("surface", surface)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def sheet_in(window: QWidget) -> QVBoxLayout:
    """The column of a sheet that fills a window to its edges, with nothing between its parts."""
    inside = sheet()
    column, outer = QVBoxLayout(inside), QVBoxLayout(window)
    outer.addWidget(inside)
    for layout in (column, outer):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
    return column


def hairline(theme: Theme) -> QFrame:
    """A line across a panel."""
    del theme
    made = QFrame()
    made.setProperty("part", "rule")
    made.setFixedHeight(1)
    return made


def scroller(inside: QWidget) -> QScrollArea:
    """Room for what scrolls up and down where it is too high; the keys go to what stands in it."""
    made = QScrollArea()
    made.setProperty("surface", "sheet")
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def splitter(theme: Theme, name: str, *, vertical: bool = False) -> QSplitter:
    """Two or more columns with a hairline between them that can be dragged."""
    del theme
    made = QSplitter(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal)
    made.setAccessibleName(name)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    return made


class EmptyRoom(QWidget):
    """What goes here, in two sentences, and the first step. Present tense, no exclamation, no blame."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, steps: list[QPushButton], hints: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self.title = label(theme, title, size=20, weight=SEMIBOLD, wrap=True)
        self.text = label(theme, text, tone="ink2", size=14, wrap=True)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(480))
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.scaled(16), theme.scaled(16), theme.scaled(16), theme.scaled(16))
        column.setSpacing(theme.scaled(8))
        column.addWidget(self._icon)
        self._icon.setVisible(bool(icon))
        column.addSpacing(theme.scaled(8))
        column.addWidget(self.title)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        for step in steps:
            row.addWidget(step)
        row.addStretch(1)
        column.addSpacing(theme.scaled(8))
        column.addLayout(row)
        column.addSpacing(theme.scaled(4))
        for hint in hints:
            column.addWidget(label(theme, hint, tone="ink3", size=12, wrap=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(4)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(5)
        self._draw_icon()
        theme.changed.connect(self._draw_icon)

    def _draw_icon(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(self._theme.pixmap(self._icon_name, "accent", 32, stroke=1.5))


class DraftNote(QFrame):
    """Says that a half-filled form was kept, and offers it again; in a narrow column with what can be done beneath.

    Signals: ``taken()`` for *Go on*, ``thrown_away()``.
    """

    taken = Signal()
    thrown_away = Signal()

    def __init__(self, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("part", "note")
        self._icon = QLabel()
        self.title = label(theme, "", size=13, weight=MEDIUM, wrap=True)
        self.detail = label(theme, "", tone="ink2", size=12, wrap=True)
        self.go_on = link_button(theme, self.tr("Go on"))
        self.throw_away = link_button(theme, self.tr("Throw away"))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(10), theme.scaled(6), theme.scaled(8), theme.scaled(6))
        row.setSpacing(theme.scaled(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        steps = QHBoxLayout() if narrow else row
        steps.setSpacing(theme.scaled(8))
        steps.addWidget(self.go_on)
        steps.addWidget(self.throw_away)
        if narrow:
            steps.addStretch(1)
            words.addLayout(steps)
        self.go_on.clicked.connect(self.taken)
        self.throw_away.clicked.connect(self.thrown_away)
        self._draw_icon()
        theme.changed.connect(self._draw_icon)

    def offer(self, title: str, detail: str) -> None:
        """Show what is waiting."""
        self.title.setText(title)
        self.detail.setText(detail)
        self.show()

    def _draw_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("pencil", "ink2", 16))


class Progress(QWidget):
    """Work under way: what, how far, and *Cancel*.

    Signals: ``cancelled()``.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = label(theme, "", tone="ink2", size=12)
        self.cancel = link_button(theme, self.tr("Cancel"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addLayout(head)
        column.addWidget(self.bar)
        self.cancel.clicked.connect(self.cancelled)

    def show_step(self, text: str, done: int, of: int) -> None:
        """Say how far the work is; ``of`` zero where that is not known."""
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setMaximum(of)
        self.bar.setValue(done)
        self.show()
