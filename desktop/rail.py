"""The rail at the left: five rooms, each with its key; icons over words where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout

from desktop.look.theme import NORMAL, SEMIBOLD, Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

WIDE, NARROW, TURN = 156, 72, 1360


class RailButton(QAbstractButton):
    """One room: its icon, its name and the number of its key."""

    def __init__(self, theme: Theme, icon: str, title: str, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._number = number
        self.narrow = False
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(f"Ctrl+{number}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Rows of 40 px, or squares of 56."""
        return QSize(self._theme.scaled(NARROW if self.narrow else WIDE), self._theme.scaled(56 if self.narrow else 40))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint when the pointer comes."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint when the pointer goes."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, icon, name, number, ring."""
        del event
        theme, box = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        if self.isChecked():
            theme.fill(painter, box, "select")
            theme.fill(painter, QRectF(0, 0, 3, box.height()), "accent")
        elif self.underMouse() and self.isEnabled():
            theme.fill(painter, box, "hover")
        ink = theme.colour("ink" if self.isChecked() else "ink2" if self.isEnabled() else "ctl")
        pixmap = theme.pixmap(self._icon_name, "accent" if self.isChecked() else "ink2" if self.isEnabled() else "ctl", 18)
        side = theme.scaled(18)
        painter.setPen(ink)
        if self.narrow:
            painter.drawPixmap(QPointF((box.width() - side) / 2, theme.scaled(10)), pixmap)
            painter.setFont(theme.font(11, SEMIBOLD if self.isChecked() else NORMAL))
            words = box.adjusted(0, theme.scaled(32), 0, -theme.scaled(4))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        else:
            painter.drawPixmap(QPointF(theme.scaled(18), (box.height() - side) / 2), pixmap)
            painter.setFont(theme.font(13, SEMIBOLD if self.isChecked() else NORMAL))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box.adjusted(theme.scaled(46), 0, 0, 0), int(middle | Qt.AlignmentFlag.AlignLeft), self.text())
            painter.setFont(theme.font(11))
            painter.setPen(theme.colour("ink3"))
            right = box.adjusted(0, 0, -theme.scaled(22), 0)
            painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), str(self._number))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
        painter.end()


class Rail(QFrame):
    """The five rooms, exclusive.

    Signals: ``picked(name)`` when the user picks a room.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, rooms: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("part", "rail")
        self.setAccessibleName(self.tr("Rooms"))
        self._names = [name for name, _, _ in rooms]
        self._group = QButtonGroup(self)
        self._buttons: list[RailButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        for number, (_, icon, title) in enumerate(rooms, 1):
            button = RailButton(theme, icon, title, number)
            self._buttons.append(button)
            self._group.addButton(button, number - 1)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(self._clicked)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Icons over words, or beside them."""
        for button in self._buttons:
            button.narrow = narrow
            button.updateGeometry()
            button.update()
        self.setFixedWidth(self._theme.scaled(NARROW if narrow else WIDE))

    def show_room(self, name: str) -> None:
        """Mark the room that is shown."""
        self._buttons[self._names.index(name)].setChecked(True)

    def button(self, name: str) -> RailButton:
        """The button of one room."""
        return self._buttons[self._names.index(name)]

    def _clicked(self, number: int) -> None:
        self.picked.emit(self._names[number])
