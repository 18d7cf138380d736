"""The first screen: make a casefile, open one, or look at the sample; what was open before; the three signs."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.cell import Text
from desktop.look.cell_label import CellLabel, RoleMark
from desktop.look.label import label
from desktop.look.mark import draw_role
from desktop.look.panel import hairline
from desktop.look.theme import MEDIUM, SEMIBOLD, Theme
from desktop.preference import Preference, RecentFile
from figures.vocabulary import Role


class Emblem(QWidget):
    """From the promised to the counted: square, arrow, disc."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.scaled(104), theme.scaled(30))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three signs."""
        del event
        theme, middle = self._theme, self.height() / 2
        painter = QPainter(self)
        draw_role(painter, Role.STATED, QPointF(middle, middle), self.height(), theme.role(Role.STATED), stroke=0.1)
        side = theme.scaled(32)
        painter.drawPixmap(QPointF((self.width() - side) / 2, middle - side / 2), theme.pixmap("arrow-right", "ink", 32))
        size = self.height() * 0.93
        draw_role(painter, Role.OBSERVED, QPointF(self.width() - middle, middle), size, theme.role(Role.OBSERVED))
        painter.end()


class Card(QPushButton):
    """A first step: icon, name, one sentence, and its key."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, key: str = "") -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedHeight(theme.scaled(62))
        self._theme, self._icon_name = theme, icon
        self._icon = QLabel()
        self._icon.setFixedWidth(theme.scaled(28))
        words = QVBoxLayout()
        words.setSpacing(theme.scaled(3))
        words.addStretch(1)
        words.addWidget(label(theme, title, size=14, weight=MEDIUM))
        words.addWidget(label(theme, text, tone="ink2", size=12))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), 0, theme.scaled(16), 0)
        row.setSpacing(theme.scaled(10))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        key_label = label(theme, key, tone="ink2", size=11)
        row.addWidget(key_label, 0, Qt.AlignmentFlag.AlignTop)
        key_label.setContentsMargins(0, theme.scaled(13), 0, 0)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._draw()
        theme.changed.connect(self._draw)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self._theme.scaled(360), self._theme.scaled(62))

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "accent", 20))


class RecentRow(QPushButton):
    """A casefile that was open before.

    Signals: ``clicked()`` as any button.
    """

    def __init__(self, theme: Theme, file: RecentFile) -> None:
        super().__init__()
        self.setProperty("look", "row")
        self.setFlat(True)
        path = Path(file.path)
        reachable = path.is_file()
        tone = "ink" if reachable else "ink3"
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(file.path)
        self.setMinimumHeight(theme.scaled(59))
        held = self.tr("{figures} figures, {sources} sources").format(figures=file.figures, sources=file.sources)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(2), theme.scaled(8), theme.scaled(2), theme.scaled(8))
        column.setSpacing(theme.scaled(2))
        for left, right, size, shade in (
            (path.stem, _when(file.opened), 14, tone),
            (_short(path), held if reachable else self.tr("not reachable now"), 12, "ink3"),
        ):
            row = QHBoxLayout()
            weight = 500 if size == 14 else 400
            row.addWidget(CellLabel(theme, Text(left, tone=shade, size=size, weight=weight)), 1)
            row.addWidget(label(theme, right, tone="ink3", size=12))
            column.addLayout(row)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class Welcome(QFrame):
    """What is shown while no casefile is open.

    Signals: ``new_asked_for()``, ``open_asked_for()``, ``sample_asked_for()``, ``recent_asked_for(path)``.
    """

    new_asked_for = Signal()
    open_asked_for = Signal()
    sample_asked_for = Signal()
    recent_asked_for = Signal(str)

    def __init__(self, theme: Theme, preference: Preference) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self._theme = theme
        self._preference = preference
        self.new = Card(
            theme,
            "file-plus",
            self.tr("New casefile"),
            self.tr("One file holds the sources, the figures and their history"),
            self.tr("Ctrl+Shift+N"),
        )
        self.open = Card(
            theme,
            "folder-open",
            self.tr("Open a casefile"),
            self.tr("Any .handover file; an older one is backed up first"),
            self.tr("Ctrl+O"),
        )
        self.sample = Card(
            theme, "book-open", self.tr("Open the sample casefile"), self.tr("Real handovers, a copy that is yours to change")
        )
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._lay_out()
        self.new.clicked.connect(self.new_asked_for)
        self.open.clicked.connect(self.open_asked_for)
        self.sample.clicked.connect(self.sample_asked_for)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent casefiles as they are now."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        files = self._preference.recent[:5]
        if not files:
            text = self.tr("Casefiles that you open are listed here.")
            self._recent.addWidget(label(self._theme, text, tone="ink3"))
        for file in files:
            row = RecentRow(self._theme, file)
            row.clicked.connect(partial(self.recent_asked_for.emit, file.path))
            self._recent.addWidget(row)
            self._recent.addWidget(hairline(self._theme))

    def _lay_out(self) -> None:
        theme = self._theme
        left = QVBoxLayout()
        left.setSpacing(theme.scaled(12))
        left.addWidget(Emblem(theme))
        left.addSpacing(theme.scaled(8))
        left.addWidget(label(theme, "Handover", size=30, weight=SEMIBOLD))
        about = self.tr("Records what was promised when people and bodies were to change hands, and what arrived.")
        left.addWidget(label(theme, about, tone="ink2", size=15, wrap=True))
        left.addSpacing(theme.scaled(12))
        for card in (self.new, self.open, self.sample):
            left.addWidget(card)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(label(theme, self.tr("Recent casefiles"), size=14, weight=SEMIBOLD))
        right.addSpacing(theme.scaled(14))
        right.addWidget(hairline(theme))
        right.addLayout(self._recent)
        right.addSpacing(theme.scaled(36))
        right.addWidget(label(theme, self.tr("Three signs used everywhere"), size=14, weight=SEMIBOLD))
        right.addSpacing(theme.scaled(12))
        for role, name, text in self._signs():
            right.addLayout(self._sign(role, name, text))
            right.addSpacing(theme.scaled(8))
        right.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(1112))
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.scaled(72))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.scaled(40), 0, theme.scaled(40), 0)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _signs(self) -> tuple[tuple[Role, str, str], ...]:
        return (
            (Role.STATED, self.tr("Stated"), self.tr("somebody promised it: demanded, listed, offered, agreed, scheduled")),
            (Role.REPORTED, self.tr("Reported"), self.tr("only the sender, or nobody by name, says it was handed over")),
            (Role.OBSERVED, self.tr("Observed"), self.tr("someone who could count it says it arrived")),
        )

    def _sign(self, role: Role, name: str, text: str) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(8))
        row.addWidget(RoleMark(theme, role))
        word = label(theme, name, tone=role.value, weight=SEMIBOLD)
        word.setFixedWidth(theme.scaled(72))
        row.addWidget(word)
        row.addWidget(label(theme, text, tone="ink2", wrap=True), 1)
        return row


def _when(opened: str) -> str:
    """*today 14:02*, or the day."""
    day, _, time = opened.partition(" ")
    return f"{QCoreApplication.translate('Welcome', 'today')} {time}" if day == dt.date.today().isoformat() else day


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
