"""The tree's model: agreements with their events, then the events outside any; frozen nodes, found again by kind and id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.kind import RecordKind
from desktop.look.cell import CELL, Cell, Stack, Text
from desktop.look.shown import tip, visible_line
from desktop.word import EVENT_ICON, counted, term
from figures.record import Agreement, Casebook, Event
from figures.vocabulary import AgreementStatus, EventStatus

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Key = tuple[RecordKind, int]
QUIET = (EventStatus.COMPLETED, AgreementStatus.AGREED, AgreementStatus.COMPLETED)
"""Statuses that need not be said: what one expects of a record of the past."""
BELOW_TITLE = 23
"""Where the second line of a row begins: under the title, right of its sign."""


@dataclass(frozen=True, slots=True)
class Node:
    """One row: a record, or the heading over events outside any agreement (``key`` None); ``above`` is its number there."""

    key: Key | None
    title: str
    icon: str
    date: str = ""
    badge: str = ""
    figures: int = 0
    events: tuple[Node, ...] = ()


def nodes_of(casebook: Casebook, wanted: str = "") -> tuple[Node, ...]:
    """The tree of a casebook; where ``wanted`` is not empty, only what has these words in its title, date or place."""
    counts: dict[Key, int] = {}
    for figure in casebook.figures:
        kind = RecordKind.EVENT if figure.event is not None else RecordKind.AGREEMENT
        key = (kind, figure.event if figure.event is not None else figure.agreement or 0)
        counts[key] = counts.get(key, 0) + 1
    by_agreement: dict[int | None, list[Event]] = {}
    for event in casebook.events:
        by_agreement.setdefault(event.agreement, []).append(event)
    words = wanted.casefold().split()
    tops = []
    for agreement in _by_date(casebook.agreements):
        whole = _has(words, agreement.title, agreement.date, agreement.place)
        events = _event_nodes(by_agreement.get(agreement.id, ()), [] if whole else words, counts)
        if whole or events:
            tops.append(_agreement_node(agreement, events, counts))
    outside = _event_nodes(by_agreement.get(None, ()), words, counts)
    if outside:
        title = QCoreApplication.translate("Register", "Outside any agreement")
        tops.append(Node(None, title, "folder", events=outside))
    return tuple(tops)


def _agreement_node(agreement: Agreement, events: tuple[Node, ...], counts: dict[Key, int]) -> Node:
    key = (RecordKind.AGREEMENT, agreement.id)
    badge = "" if agreement.status in QUIET else term(agreement.status)
    number = counts.get(key, 0) + sum(event.figures for event in events)
    return Node(key, agreement.title, "handshake", agreement.date, badge, number, events)


def _event_nodes(events: Iterable[Event], words: list[str], counts: dict[Key, int]) -> tuple[Node, ...]:
    return tuple(
        Node(
            (RecordKind.EVENT, event.id),
            event.title,
            EVENT_ICON[event.kind],
            event.date,
            "" if event.status in QUIET else term(event.status),
            counts.get((RecordKind.EVENT, event.id), 0),
        )
        for event in _by_date(events)
        if _has(words, event.title, event.date, event.place)
    )


def _by_date(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda one: (one.date or "~", one.id))


def _has(words: list[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


class TreeModel(QAbstractItemModel):
    """Two levels of frozen nodes; the internal id of an event's row is the number of its agreement's row plus one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tops: tuple[Node, ...] = ()

    def show_nodes(self, tops: tuple[Node, ...]) -> None:
        """Show this tree in place of the one before."""
        self.beginResetModel()
        self._tops = tops
        self.endResetModel()

    def node(self, index: Index) -> Node | None:
        """The node of a row."""
        if not index.isValid():
            return None
        above = index.internalId()
        return self._tops[index.row()] if above == 0 else self._tops[above - 1].events[index.row()]

    def find(self, key: Key | None) -> QModelIndex:
        """The row of a record; an invalid index where it is not shown."""
        for number, top in enumerate(self._tops):
            if key is not None and top.key == key:
                return self.createIndex(number, 0, 0)
            for row, event in enumerate(top.events):
                if event.key == key and key is not None:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def tops(self) -> tuple[Node, ...]:
        """The rows of the first level."""
        return self._tops

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """The index of a row under ``parent``."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = ROOT) -> Any:
        """The agreement of an event."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows under ``parent``."""
        if not parent.isValid():
            return len(self._tops)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self._tops[parent.row()].events)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One: title above, date, status and figures below."""
        del parent
        return 1

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
        cell = _cell(node, top=index.internalId() == 0)
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return visible_line(cell.spoken)
        return tip(node.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Records can be chosen; the heading over events outside any agreement cannot."""
        node = self.node(index)
        if node is None or node.key is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def latest(tops: Iterable[Node]) -> Key | None:
    """The latest event, one of an agreement before all others; where there is none, the latest agreement."""
    within = [event for top in tops if top.key is not None for event in top.events]
    outside = [event for top in tops if top.key is None for event in top.events]
    agreements = [top for top in tops if top.key is not None]
    for nodes in (within, outside, agreements):
        if nodes:
            return max(nodes, key=lambda node: node.date).key
    return None


def _cell(node: Node, *, top: bool) -> Cell:
    title = Text(node.title, weight=600 if top else 400, icon=node.icon, middle=True)
    if node.key is None:
        return title
    tr = QCoreApplication.translate
    count = counted(node.figures, tr("Register", "1 figure"), tr("Register", "{n} figures"))
    said = (node.date or tr("Register", "no day"), node.badge, count if node.figures else tr("Register", "no figures"))
    return Stack(title, Text("  ·  ".join(part for part in said if part), tone="ink3", size=12, lead=BELOW_TITLE))
