"""The controls that every room shares: labels that never read markup, buttons by rank, search fields, segments, choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyleOptionComboBox,
    QWidget,
)

from desktop.look.cell import Cell
from desktop.look.cell_painter import CellPainter
from desktop.look.mark import draw_role
from desktop.look.shown import visible
from desktop.look.theme import MEDIUM, NORMAL, SEMIBOLD, Theme
from figures.vocabulary import Role

__all__ = [
    "MEDIUM",
    "NORMAL",
    "SEMIBOLD",
    "CellLabel",
    "Choice",
    "Entry",
    "RoleMark",
    "SearchField",
    "Segments",
    "boxed_button",
    "label",
    "link_button",
    "primary_button",
    "quiet_button",
    "restyle",
    "secondary_button",
    "tool_button",
]
T = TypeVar("T")


class PlainLabel(QLabel):
    """A label that shows what a source or a user wrote as it is written: no markup is read, no control obeyed."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show this text; what would turn its characters round stands there as a sign of its own."""
        super().setText(visible(text))


def label(
    theme: Theme,
    text: str = "",
    *,
    tone: str = "ink",
    size: float = 13,
    weight: QFont.Weight = NORMAL,
    serif: bool = False,
    wrap: bool = False,
    selectable: bool = False,
) -> PlainLabel:
    """A label of plain text, by the token of its colour, its size and its weight."""
    made = PlainLabel()
    made.setText(text)
    made.setFont(theme.font(size, weight, serif=serif))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _button(theme: Theme, look: str, text: str, icon: str, token: str, size: int = 16) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if icon:
        theme.dress(made, icon, token, size)
    return made


def primary_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """The one thing that a room is for; one a room."""
    return _button(theme, "primary", text, icon, "on_accent")


def secondary_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Any other act of weight."""
    return _button(theme, "secondary", text, icon, "ink2")


def quiet_button(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """An act beside the main one, without a frame."""
    return _button(theme, "quiet", text, icon, "ink2")


def link_button(theme: Theme, text: str) -> QPushButton:
    """An act written as a link."""
    made = _button(theme, "link", text, "", "accent")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFont(theme.font(12, SEMIBOLD))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def tool_button(theme: Theme, name: str, icon: str, hint: str = "") -> QPushButton:
    """An icon alone; its name is spoken and shown when the pointer rests on it."""
    made = _button(theme, "tool", "", icon, "ink2", 18)
    made.setAccessibleName(name)
    made.setToolTip(hint or name)
    return made


def boxed_button(theme: Theme, name: str, icon: str) -> QPushButton:
    """An icon alone in the frame of a control, such as the swap key between two fields."""
    made = _button(theme, "boxed", "", icon, "ink2")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


class Entry(QLineEdit):
    """One line of text that can be wrong; an entry that is *bare* reads words of any script and length."""

    def __init__(self, name: str, placeholder: str = "", *, longest: int = 2000) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)

    def set_wrong(self, wrong: bool) -> None:
        """Frame the entry as wrong, or as right again."""
        restyle(self, "wrong", "true" if wrong else "false")


class SearchField(QLineEdit):
    """A filter with its sign at the left and its key at the right; Escape empties it.

    Signals: ``emptied()`` when Escape is pressed in an empty field.
    """

    emptied = Signal()

    def __init__(self, theme: Theme, placeholder: str, *, shortcut: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._shortcut = shortcut
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("bare", "true")
        self._sign = QLabel(self)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = label(theme, shortcut, tone="ink3", size=11)
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = self._key.sizeHint().width() + theme.scaled(10) if shortcut else theme.scaled(6)
        self.setTextMargins(theme.scaled(30), 0, room, 0)
        self._draw_sign()
        theme.changed.connect(self._draw_sign)
        self.textChanged.connect(self._text_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep sign and key in their places."""
        super().resizeEvent(event)
        side = self._theme.scaled(16)
        self._sign.setGeometry(self._theme.scaled(9), (self.height() - side) // 2, side, side)
        hint = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - hint.width() - self._theme.scaled(9),
            (self.height() - hint.height()) // 2,
            hint.width(),
            hint.height(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; once empty it leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.emptied.emit()
            return
        super().keyPressEvent(event)

    def _draw_sign(self) -> None:
        self._sign.setPixmap(self._theme.pixmap("search", "ink2", 16))

    def _text_changed(self, text: str) -> None:
        self._key.setVisible(bool(self._shortcut) and not text)


class Segments(QWidget):
    """A few exclusive choices side by side; the arrow keys move among them.

    Signals: ``picked(value)`` when the user picks another.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, name: str, options: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(options):
            button = _button(theme, "segment", text, "", "ink")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            bold = QFontMetricsF(theme.font(13, SEMIBOLD)).horizontalAdvance(text)
            button.setMinimumWidth(round(bold) + theme.scaled(10))
            place = "first" if number == 0 else "last" if number == len(options) - 1 else "middle"
            button.setProperty("place", place)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        if options:
            self._group.button(0).setChecked(True)
            self.setFocusProxy(self._group.button(0))

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose ``value`` without telling anybody."""
        self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: object) -> QPushButton:
        """The button of one choice."""
        return self._buttons[self._values.index(value)]

    def _clicked(self, number: int) -> None:
        self.picked.emit(self._values[number])


class Choice(QComboBox):
    """A list to choose one value from; the wheel scrolls the page, not the choice.

    Signals: ``picked(value)`` when the user picks another.
    """

    picked = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[object] = []
        self.offer(options)
        self.activated.connect(self._activated)

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these values; what was chosen stays chosen where it is still there."""
        before = self.value
        self.clear()
        self._values = [value for value, _ in options]
        for _, text in options:
            self.addItem(visible(text))
        self.set_value(before)

    @property
    def value(self) -> Any:
        """What is chosen; None where nothing is."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose ``value`` without telling anybody; where it is not offered, the first."""
        at = self._values.index(value) if value in self._values else (0 if self._values else -1)
        self.setCurrentIndex(at)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is chosen stands without the indentation that it has in the list."""
        super().initStyleOption(option)
        option.currentText = option.currentText.strip()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _activated(self, number: int) -> None:
        self.picked.emit(self._values[number])


class CellLabel(QWidget):
    """One cell outside any table: a mark with its number, a grade, a verdict."""

    def __init__(self, theme: Theme, cell: Cell | None = None, height: int = 20) -> None:
        super().__init__()
        self._theme = theme
        self._painter = CellPainter(theme)
        self._cell = cell
        self._height = theme.scaled(height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_cell(cell)
        theme.changed.connect(self.update)

    def show_cell(self, cell: Cell | None) -> None:
        """Show this cell."""
        self._cell = cell
        self.setAccessibleName("" if cell is None else cell.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the cell."""
        wide = 0 if self._cell is None else round(self._painter.width(self._cell)) + 2
        return QSize(wide, self._height)

    def minimumSizeHint(self) -> QSize:
        """May be cut when there is no room."""
        return QSize(min(self.sizeHint().width(), self._theme.scaled(24)), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cell."""
        del event
        if self._cell is not None:
            painter = QPainter(self)
            self._painter.paint(painter, self.rect().toRectF(), self._cell)
            painter.end()


class RoleMark(QWidget):
    """The mark of a role, alone."""

    def __init__(self, theme: Theme, role: Role, size: int = 13) -> None:
        super().__init__()
        self._theme, self._role, self._size = theme, role, theme.scaled(size)
        self.setFixedSize(self._size + theme.scaled(7), self._size + theme.scaled(5))
        theme.changed.connect(self.update)

    def show_role(self, role: Role) -> None:
        """Show another role's mark."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        painter = QPainter(self)
        centre = QPointF(self._size / 2, self.height() / 2)
        draw_role(painter, self._role, centre, self._size, self._theme.role(self._role))
        painter.end()
