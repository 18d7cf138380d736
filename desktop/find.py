"""Find anything: results by kind while one types in the window's field; Return goes to the record.

Every key starts a search in a thread, and interrupts the one before: only the last text typed is looked for, and an answer
is shown at once or not at all. Results are kinds and keys; the thread names those that are in sight at first, and the others
are named when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from db.kind import RecordKind
from db.result import Hit
from desktop.inquiry import Inquiry
from desktop.look.cell import DASH, Cell, Text
from desktop.look.control import label
from desktop.look.table import CellTable, Column, Group, RowModel
from desktop.look.theme import Theme
from desktop.session import Session

if TYPE_CHECKING:
    from db.casefile import Casefile

Key: TypeAlias = tuple[RecordKind, int]
PAUSE = 0
"""Milliseconds after the last key before it is searched: none, but keys that came together are searched together."""
MOST = 60
NAMED = 17
"""Results named together: as many as are in sight at first, where the window is high enough."""
ROW, HEAD = 30, 26
ORDER = (
    RecordKind.AGREEMENT,
    RecordKind.EVENT,
    RecordKind.FIGURE,
    RecordKind.SOURCE,
    RecordKind.PARTY,
    RecordKind.PUBLISHER,
    RecordKind.PIN,
)
ICONS = {
    RecordKind.AGREEMENT: "handshake",
    RecordKind.EVENT: "calendar",
    RecordKind.FIGURE: "quote",
    RecordKind.SOURCE: "file-text",
    RecordKind.PARTY: "users",
    RecordKind.PUBLISHER: "printer",
    RecordKind.PIN: "pin",
}
ROOMS = {
    RecordKind.AGREEMENT: "register",
    RecordKind.EVENT: "register",
    RecordKind.FIGURE: "register",
    RecordKind.SOURCE: "sources",
    RecordKind.PARTY: "history",
    RecordKind.PUBLISHER: "history",
    RecordKind.PIN: "compare",
}
"""Where a record is shown; parties and publishers have no room of their own, so the acts on them are shown."""


def kind_words(kind: RecordKind) -> str:
    """The heading over the results of one kind."""
    tr = QCoreApplication.translate
    words = {
        RecordKind.AGREEMENT: tr("Find", "Agreements"),
        RecordKind.EVENT: tr("Find", "Events"),
        RecordKind.FIGURE: tr("Find", "Figures"),
        RecordKind.SOURCE: tr("Find", "Sources"),
        RecordKind.PARTY: tr("Find", "Parties"),
        RecordKind.PUBLISHER: tr("Find", "Publishers"),
        RecordKind.PIN: tr("Find", "Measures"),
    }
    return words.get(kind, kind.value)


def hit_cell(hit: Hit) -> Cell:
    """One result: its title, and the words in which it was found."""
    tail = "" if hit.snippet.strip() == hit.title.strip() else hit.snippet
    return Text(hit.title, tail=tail, weight=500, icon=ICONS.get(hit.kind, ""), icon_tone="ink3")


class Found(NamedTuple):
    """What a search found, in the order in which it is shown, and what those are called that are in sight at first."""

    text: str
    keys: Sequence[Key]
    named: Sequence[Hit]


def grouped(keys: Sequence[Key]) -> tuple[Key | Group, ...]:
    """The results under the heading of their kind."""
    rows: list[Key | Group] = []
    for kind, held in groupby(keys, key=lambda key: key[0]):
        rows += [Group(Text(kind_words(kind), tone="ink3", weight=500, size=12)), *held]
    return tuple(rows)


class ResultTable(CellTable[Key]):
    """The results; a single click goes there."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the record under the pointer."""
        super().mouseReleaseEvent(event)
        key = self.rows.row(self.indexAt(event.position().toPoint()).row())
        if event.button() == Qt.MouseButton.LeftButton and key is not None:
            self.opened.emit(key)


class FindPopup(QFrame):
    """The results under the field in the window's bar; the field keeps the focus all the while.

    Signals: ``asked_for(kind, id, room)`` to show a record, as a room's.
    """

    asked_for = Signal(object, int, str)

    def __init__(self, session: Session, theme: Theme, field: QLineEdit) -> None:
        super().__init__(field.window())
        self._session, self._theme, self._field = session, theme, field
        self._found = Found("", (), ())
        self._named: dict[Key, Hit | None] = {}
        self.setProperty("part", "popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Results"))
        self.results = ResultTable(
            theme,
            RowModel[Key]((Column("", self._cell, 400, stretch=True),)),
            self.tr("Results"),
            first_margin=12,
            row_height=ROW,
        )
        self.results.horizontalHeader().hide()
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.message = label(theme, tone="ink2", wrap=True)
        self.message.setContentsMargins(theme.scaled(14), theme.scaled(10), theme.scaled(14), theme.scaled(10))
        self._hint = label(theme, self.tr("↑ ↓ to choose, Return to go there, Esc to close"), tone="ink3", size=11)
        self._hint.setContentsMargins(theme.scaled(12), theme.scaled(4), theme.scaled(12), theme.scaled(6))
        self.inquiry = Inquiry(session, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.results, 1)
        column.addWidget(self.message)
        column.addWidget(self._hint)
        self.hide()
        field.installEventFilter(self)
        field.textEdited.connect(self.search_soon)
        self._pause.timeout.connect(self._search)
        self.inquiry.answered.connect(self._show)
        self.inquiry.refused.connect(session.failed)
        self.results.opened.connect(self._go)
        self._dress()
        theme.changed.connect(self._dress)
        session.closed.connect(self.close_results)

    def close_results(self) -> None:
        """Take the results away; what was typed stays."""
        self._pause.stop()
        self.inquiry.forget()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys lead through the results; leaving the field closes them."""
        if watched is self._field:
            if event.type() == QEvent.Type.FocusOut:
                self.close_results()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key_pressed(event)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.isVisible() or self._is_searching):
            self.close_results()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._return_pressed()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            if not self.isVisible() and self._field.text().strip():
                self._search()
            else:
                steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
                self._move(steps[Qt.Key(key)])
            return True
        return False

    @property
    def _is_searching(self) -> bool:
        return self._pause.isActive() or self.inquiry.busy

    def _return_pressed(self) -> None:
        """Go to the chosen result; while it is still searched for, show what is found."""
        if self._is_searching or not self.isVisible():
            self._search()
            return
        key = self.results.current
        if key is not None:
            self._go(key)

    def _move(self, steps: int) -> None:
        """Up or down by results, headings passed over, stopping at both ends."""
        numbers = [number for number in range(self.results.rows.rowCount()) if not self.results.rows.is_group(number)]
        if not numbers:
            return
        current = self.results.currentIndex().row()
        at = numbers.index(current) if current in numbers else -1
        chosen = numbers[max(0, min(len(numbers) - 1, at + steps))]
        self.results.setCurrentIndex(self.results.rows.index(chosen, 0))

    def search_soon(self, text: str) -> None:
        """Search for what stands in the field, once all keys that came are in it."""
        if text.strip() and self._session.is_open:
            self._pause.start()
        else:
            self.close_results()

    def _search(self) -> None:
        self._pause.stop()
        text = self._field.text().strip()
        if not text or not self._session.is_open:
            self.hide()
            return
        self.inquiry.inquire(partial(_find, text))

    def named(self, key: Key) -> Hit | None:
        """What a result is called, and the words in which it was found; None where its record is gone meanwhile."""
        if key not in self._named and self._session.is_open:
            at = self._found.keys.index(key)
            some = [one for one in self._found.keys[at : at + NAMED] if one not in self._named]
            self._named.update(dict.fromkeys(some))
            hits = self._session.attempt(lambda: self._session.casefile.tell(self._found.text, some))
            self._named.update({(hit.kind, hit.id): hit for hit in hits or ()})
        return self._named.get(key)

    def _cell(self, key: Key) -> Cell:
        hit = self.named(key)
        return DASH if hit is None else hit_cell(hit)

    def _show(self, found: Found) -> None:
        text = found.text
        if text != self._field.text().strip():
            return
        self._found, self._named = found, {(hit.kind, hit.id): hit for hit in found.named}
        rows = grouped(found.keys)
        self.results.show_rows(rows)
        self.results.setVisible(bool(rows))
        self._hint.setVisible(bool(rows))
        self.message.setVisible(not rows)
        self.message.setText(self.tr("Nothing in this casefile says “{text}”.").format(text=text[:80]))
        if rows:
            self.results.setCurrentIndex(self.results.rows.index(1, 0))
        self._place(rows)
        self.show()
        self.raise_()

    def _place(self, rows: Sequence[Key | Group]) -> None:
        """Under the field, its right end on the field's, as high as the results need and the window allows."""
        theme, window = self._theme, self._field.window()
        wide = min(max(self._field.width(), theme.scaled(620)), window.width() - theme.scaled(24))
        corner = self._field.mapTo(window, QPoint(self._field.width(), self._field.height()))
        heads = [number for number, row in enumerate(rows) if isinstance(row, Group)]
        for number in heads:
            self.results.setRowHeight(number, theme.scaled(HEAD))
        needed = len(heads) * theme.scaled(HEAD) + (len(rows) - len(heads)) * theme.scaled(ROW)
        room = window.height() - corner.y() - theme.scaled(60)
        foot = self._hint.sizeHint().height() if rows else self.message.heightForWidth(wide - 2)
        high = min(needed, room, theme.scaled(480)) + foot + 4
        self.setGeometry(corner.x() - wide, corner.y() + theme.scaled(4), wide, high)

    def _go(self, key: Key) -> None:
        kind, id = key
        self.close_results()
        self._field.clear()
        self.asked_for.emit(kind, id, ROOMS[kind])

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f'QFrame[part="popup"] {{ background: {tokens.sheet}; border: 1px solid {tokens.rule}; border-radius: 4px; }}'
        )


def _find(text: str, casefile: Casefile, _unwanted: Callable[[], bool]) -> Found:
    """In the thread: what the casefile holds of this, in the order in which a reader thinks of the kinds."""
    keys = [key for key in casefile.look_up(text, MOST) if key[0] in ORDER]
    keys.sort(key=lambda key: ORDER.index(key[0]))
    return Found(text, keys, casefile.tell(text, keys[:NAMED]))
