"""The tree's model: agreements with their events, then the events outside any, as one list of rows that fold and unfold.

A register may hold two hundred thousand events, so only keys are held, and what a row says is read when it is looked at. It
is a list and no tree of Qt's, because that asks Python about every row before it paints the first.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.kind import RecordKind
from db.page import LITTLE, AgreementHead, EventHead, Outline, Pages
from desktop.look.cell import CELL, Cell, Stack, Text
from desktop.look.shown import tip, visible_line
from desktop.paged import Paged
from desktop.word import EVENT_ICON, counted, term
from figures.vocabulary import AgreementStatus, EventStatus

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
Key = tuple[RecordKind, int]
QUIET = (EventStatus.COMPLETED, AgreementStatus.AGREED, AgreementStatus.COMPLETED)
"""Statuses that need not be said: what one expects of a record of the past."""
BELOW_TITLE = 23
"""Where the second line of a row begins: under the title, right of its sign."""
AT_ONCE = 16
"""Agreements read together where only one is asked for; of those that are painted all are."""
ALL = -1
"""Stands among the keys of agreements for the row that leads to all figures."""
ALL_FIGURES: Key = (RecordKind.FIGURE, 0)
"""What that row is chosen by."""
OUTSIDE = 0
"""Stands among the keys of agreements for the events outside any."""


@dataclass(frozen=True, slots=True)
class Node:
    """One row: a record, or the heading over events outside any agreement (``key`` None); ``events`` can be unfolded.

    ``figures`` is −1 where they are not counted yet.
    """

    key: Key | None
    title: str
    icon: str
    date: str = ""
    badge: str = ""
    figures: int = 0
    events: int = 0


def agreement_node(head: AgreementHead) -> Node:
    """The row of an agreement."""
    badge = "" if head.status in QUIET else term(head.status)
    key = (RecordKind.AGREEMENT, head.id)
    return Node(key, head.title, "handshake", head.date, badge, head.figures, head.events)


def event_node(head: EventHead) -> Node:
    """The row of an event."""
    badge = "" if head.status in QUIET else term(head.status)
    return Node((RecordKind.EVENT, head.id), head.title, EVENT_ICON[head.kind], head.date, badge, head.figures)


class TreeModel(QAbstractTableModel):
    """Rows of frozen nodes: every agreement, and under those that are unfolded their events."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._outline: Outline | None = None
        self._tops: Paged[Node] = Paged((), lambda _keys: {})
        self._unfolded: list[int] = []
        self._events: dict[int, Paged[Node]] = {}
        self._asked: dict[int, Paged[Node]] = {}
        self._starts: list[int] = []
        self._figures = -1

    def count_figures(self) -> None:
        """Say how many figures there are; in a long register that is counted after its first rows were painted."""
        if self._pages is not None and len(self._tops) and self._tops.keys[0] == ALL:
            self._figures = self._pages.count_figures()
            self._tops.forget()
            self.dataChanged.emit(self.index(0), self.index(0))

    def show_outline(self, pages: Pages, outline: Outline, unfolded: Sequence[int] = ()) -> None:
        """Show this register in place of the one before, with the agreements of these keys unfolded."""
        self.beginResetModel()
        self._pages, self._outline = pages, outline
        every = [ALL] if outline.events is None and pages.last_figure() is not None else []
        tops = [*every, *outline.agreements, *([OUTSIDE] if outline.outside else [])]
        self._tops = Paged(tops, self._read_tops, AT_ONCE)
        self._unfolded, self._events, self._asked = [], {}, {}
        wanted = set(unfolded)
        if len(wanted) > 1 and outline.events is None and outline.at_most <= LITTLE:
            by = pages.events_by_agreement()
            self._asked = {
                number: Paged(by.get(key, ()), self._read_events) for number, key in enumerate(self._tops.keys) if key != ALL
            }
        for number, key in enumerate(self._tops.keys if wanted else ()):
            if key in wanted:
                self._open(number)
        self._count()
        self.endResetModel()

    def look(self, first: int, last: int) -> None:
        """Read together what is about to be asked for, from one row to another."""
        if 0 <= first < self.rowCount():
            self._tops.look(self._place(first)[0], self._place(min(last, self.rowCount() - 1))[0])

    def node(self, index: Index) -> Node | None:
        """The node of a row; None outside the rows, or where the record is gone meanwhile."""
        if not index.isValid():
            return None
        top, event = self._place(index.row())
        return self._tops[top] if event < 0 else self._events[top][event]

    def is_top(self, index: Index) -> bool:
        """Whether the row is of the first level."""
        return self._place(index.row())[1] < 0

    def top_of(self, index: Index) -> QModelIndex:
        """The row that the row stands under; itself on the first level."""
        return self.index(self._row_of(self._place(index.row())[0]), 0)

    def top_key(self, index: Index) -> int:
        """The agreement that the row belongs to, or ``OUTSIDE``."""
        return self._tops.keys[self._place(index.row())[0]]

    def folds(self, index: Index) -> bool:
        """Whether events can be unfolded under this row, or are."""
        node = self.node(index)
        return node is not None and node.events > 0 and self.is_top(index)

    def is_unfolded(self, index: Index) -> bool:
        """Whether the events under this row are shown."""
        top, event = self._place(index.row())
        return event < 0 and top in self._events

    def set_unfolded(self, index: Index, unfolded: bool) -> None:
        """Show the events under a row of the first level, or fold them away."""
        top, event = self._place(index.row())
        if event >= 0 or unfolded == (top in self._events) or not self.folds(index):
            return
        row = index.row()
        if unfolded:
            events = self._events_of(top)
            self.beginInsertRows(ROOT, row + 1, row + len(events))
            self._open(top)
            self._count()
            self.endInsertRows()
        else:
            self.beginRemoveRows(ROOT, row + 1, row + len(self._events[top]))
            del self._events[top]
            self._unfolded.remove(top)
            self._count()
            self.endRemoveRows()
        self.dataChanged.emit(index, index)

    def find(self, key: Key | None) -> QModelIndex:
        """The row of a record, unfolded to where it can be seen; an invalid index where the register does not show it."""
        if key is None or self._pages is None:
            return QModelIndex()
        kind, id = key
        if key == ALL_FIGURES:
            return self.index(0) if len(self._tops) and self._tops.keys[0] == ALL else QModelIndex()
        top = self._tops.place_of(id if kind is RecordKind.AGREEMENT else self._pages.agreement_of(id) or OUTSIDE)
        if top < 0:
            return QModelIndex()
        if kind is RecordKind.AGREEMENT:
            return self.index(self._row_of(top), 0)
        held = top in self._events
        event = self._events_of(top).place_of(id)
        if event < 0:
            return QModelIndex()
        if not held:
            self.set_unfolded(self.index(self._row_of(top), 0), True)
        return self.index(self._row_of(top) + 1 + event, 0)

    def index(self, row: int, column: int = 0, parent: Index = ROOT) -> QModelIndex:
        """The index of a row; none where there is no such row."""
        return self.createIndex(row, column) if self.hasIndex(row, column, parent) else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are, unfolded ones with them."""
        return 0 if parent.isValid() else len(self._tops) + (self._starts[-1] if self._starts else 0)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One: title above, date, status and figures below."""
        return 0 if parent.isValid() else 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of the column."""
        title = self.tr("Agreements and events")
        if orientation is not Qt.Orientation.Horizontal or section:
            return None
        if role == CELL:
            return Text(title, tone="ink2", weight=500, size=12)
        return title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell, and its words."""
        node = self.node(index)
        if node is None:
            return None
        cell = _cell(node, top=self.is_top(index))
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_line(cell.spoken)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, visible_line(cell.spoken))
        return tip(node.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be gone to, the heading over events outside any agreement too, so that the keys can unfold it."""
        return CHOOSABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _spoken(self, index: Index, words: str) -> str:
        if not self.folds(index):
            return words
        return f"{words}, {self.tr('unfolded') if self.is_unfolded(index) else self.tr('folded')}"

    def _place(self, row: int) -> tuple[int, int]:
        """The number of the agreement and that of its event; −1 for the agreement's own row.

        ``_starts`` holds how many event rows stand above the end of each unfolded agreement.
        """
        low, high = 0, len(self._unfolded)
        while low < high:
            middle = (low + high) // 2
            above = self._starts[middle - 1] if middle else 0
            if self._unfolded[middle] + above < row:
                low = middle + 1
            else:
                high = middle
        if low:
            top = self._unfolded[low - 1]
            event = row - (top + (self._starts[low - 2] if low > 1 else 0)) - 1
            if event < len(self._events[top]):
                return top, event
        return row - (self._starts[low - 1] if low else 0), -1

    def _row_of(self, top: int) -> int:
        above = bisect_left(self._unfolded, top)
        return top + (self._starts[above - 1] if above else 0)

    def _open(self, top: int) -> None:
        self._events[top] = self._events_of(top)
        insort(self._unfolded, top)

    def _count(self) -> None:
        total, self._starts = 0, []
        for top in self._unfolded:
            total += len(self._events[top])
            self._starts.append(total)

    def _events_of(self, top: int) -> Paged[Node]:
        if top not in self._asked:
            agreement = self._tops.keys[top]
            pages, outline = self._pages, self._outline
            keys: Sequence[int] = ()
            if outline is not None and outline.events is not None:
                keys = outline.events.get(agreement, ())
            elif pages is not None:
                keys = pages.events_of(agreement or None)
            self._asked[top] = Paged(keys, self._read_events)
        return self._asked[top]

    def _read_tops(self, keys: Sequence[int]) -> Mapping[int, Node]:
        pages, outline = self._pages, self._outline
        if pages is None or outline is None:
            return {}
        some = outline.events
        found = {}
        for id, head in pages.agreement_heads([key for key in keys if key > OUTSIDE]).items():
            node = agreement_node(head)
            found[id] = (
                node
                if some is None
                else Node(node.key, node.title, node.icon, node.date, node.badge, node.figures, len(some.get(id, ())))
            )
        if ALL in keys:
            title = QCoreApplication.translate("Register", "All figures")
            if outline.at_most <= LITTLE:
                self._figures = pages.count_figures()
            found[ALL] = Node(ALL_FIGURES, title, "quote", figures=self._figures)
        if OUTSIDE in keys:
            title = QCoreApplication.translate("Register", "Outside any agreement")
            found[OUTSIDE] = Node(None, title, "folder", events=int(outline.outside))
        return found

    def _read_events(self, keys: Sequence[int]) -> Mapping[int, Node]:
        return {} if self._pages is None else {id: event_node(head) for id, head in self._pages.event_heads(keys).items()}


def _cell(node: Node, *, top: bool) -> Cell:
    title = Text(node.title, weight=600 if top else 400, icon=node.icon, middle=True)
    if node.key is None:
        return title
    tr = QCoreApplication.translate
    count = counted(node.figures, tr("Register", "1 figure"), tr("Register", "{n} figures"))
    if node.key == ALL_FIGURES:
        return Stack(title, Text(count if node.figures >= 0 else "", tone="ink3", size=12, lead=BELOW_TITLE))
    said = (node.date or tr("Register", "no day"), node.badge, count if node.figures else tr("Register", "no figures"))
    return Stack(title, Text("  ·  ".join(part for part in said if part), tone="ink3", size=12, lead=BELOW_TITLE))
