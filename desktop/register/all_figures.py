"""Every figure of the casefile in one table, in the order of whichever column one asks for, a million rows as well as ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.page import FigureOrder, Keys, Pages
from desktop.background import Asked
from desktop.forms.about import short
from desktop.inquiry import Inquiry
from desktop.look.cell import Cell, Text
from desktop.look.control import SearchField, label, link_button
from desktop.look.paged_table import PagedModel, PagedTable
from desktop.look.panel import Strip, hairline
from desktop.look.table import Column
from desktop.look.theme import SEMIBOLD, Theme
from desktop.paged import Paged, place_in
from desktop.register.figure_row import FigureRow, columns, row_of
from desktop.register.words_panel import WordsPanel
from desktop.session import Session
from figures.record import Casebook, Figure

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.line import Comparison

ORDERS = {1: FigureOrder.NUMBER, 5: FigureOrder.CLAIMANT, 6: FigureOrder.SAID_ON, 8: FigureOrder.SOURCE}
"""What the rows can be put in order of, by column; clicked again, the other way round; and a third time as they were added."""
AT_ONCE = 16
"""Figures read together while one scrolls; after a jump just those in sight are."""
PAUSE = 150
"""Milliseconds after the last key before the figures are filtered anew."""
SEEN_FIRST = 32
"""So many figures on either side of the chosen one are looked at in the thread, so that no window waits for the disk."""


class Wish(NamedTuple):
    """What the table is to show: all figures in an order, or those that say a text; ``chosen`` is the chosen figure."""

    order: FigureOrder
    descending: bool
    text: str
    chosen: int | None


class Found(NamedTuple):
    """The figures that were asked for; ``known`` is the chosen one and its place among them, where that was looked for."""

    wish: Wish
    keys: Sequence[int]
    known: tuple[int, int] | None = None


class AllFigures(QWidget):
    """Lists every figure.

    Signals: ``record_asked_for()`` for the agreement or event that the chosen one is about.
    """

    record_asked_for = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self._order, self._descending = FigureOrder.ADDED, False
        self.inquiry = Inquiry(session, self)
        self.count = label(theme, "", tone="ink3", size=12)
        self.filter = SearchField(theme, self.tr("Filter all figures"))
        self.go_there = link_button(theme, self.tr("Show its agreement or event"))
        model: PagedModel[FigureRow] = PagedModel((Column(self.tr("About"), self._about, 200, least=150), *columns()))
        self.table: PagedTable[FigureRow] = PagedTable(theme, model, self.tr("All figures"))
        self.nothing = label(theme, "", tone="ink3", wrap=True)
        self.words = WordsPanel(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self.filter.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look)
        self.table.order_asked.connect(self._order_clicked)
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(self.record_asked_for)
        self.go_there.clicked.connect(self.record_asked_for)
        self.inquiry.answered.connect(self._show)
        self.inquiry.refused.connect(session.failed)

    @property
    def current(self) -> FigureRow | None:
        """The chosen figure."""
        return self.table.current

    def refresh(self) -> None:
        """List the figures as they are now; the chosen one stays chosen."""
        self._look()

    def choose(self, figure: int) -> None:
        """Choose one figure and bring it into sight."""
        self.table.choose_key(figure)

    def _look(self) -> None:
        """In the order in which they were added the figures are there at once; every other order is found in a thread."""
        wish = Wish(self._order, self._descending, self.filter.text().strip(), self.table.current_key)
        plain = wish.order is FigureOrder.ADDED and not wish.text
        keys = self.session.pages.figures_added() if plain else None
        if keys is None:
            self.count.setText(self.tr("Putting the figures in order…"))
            self.inquiry.inquire(partial(_ordered, wish))
        else:
            self.inquiry.forget()
            self._show(Found(wish, keys[::-1] if wish.descending else keys))

    def _show(self, found: Found) -> None:
        wish, keys = found.wish, found.keys
        column = next((number for number, one in ORDERS.items() if one is wish.order), -1)
        self.table.show_paged(Paged(keys, self._read, AT_ONCE, found.known), column, descending=wish.descending)
        self.count.setText(f"{len(keys):,}")
        self.nothing.setText(self.tr("No figure says “{text}”.").format(text=wish.text[:60]))
        self.nothing.setVisible(bool(wish.text) and not keys)
        if keys and self.table.current_key is None:
            self.table.choose_key(keys[0])
        self._row_chosen(self.table.current)

    def _read(self, keys: Sequence[int]) -> Mapping[int, FigureRow]:
        return _rows(self.session.book, self.session.pages, keys, self.session.held_comparison())

    def _about(self, row: FigureRow) -> Cell:
        book, figure = self.session.book, row.figure
        record = book.event.get(figure.event) if figure.event is not None else book.agreement.get(figure.agreement or 0)
        icon = "calendar" if figure.event is not None else "handshake"
        return Text("" if record is None else short(record.title), icon=icon, middle=True)

    def _order_clicked(self, column: int) -> None:
        order = ORDERS.get(column)
        if order is None:
            return
        if order is not self._order:
            self._order, self._descending = order, False
        elif not self._descending:
            self._descending = True
        else:
            self._order, self._descending = FigureOrder.ADDED, False
        self._look()

    def _row_chosen(self, row: FigureRow | None) -> None:
        self.words.setVisible(row is not None)
        self.go_there.setEnabled(row is not None)
        if row is not None:
            self.words.show_row(row, self.session.book)

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        strip = Strip(theme, edge=20)
        strip.row.addWidget(label(theme, self.tr("All figures"), size=15, weight=SEMIBOLD))
        strip.row.addWidget(self.count, 1)
        strip.row.addWidget(self.go_there)
        self.filter.setFixedWidth(scaled(220))
        strip.row.addWidget(self.filter)
        self.nothing.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(8))
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (strip, self.nothing):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(hairline(theme))
        column.addWidget(self.words)
        self.words.hide()


def _rows(book: Casebook, pages: Pages, keys: Sequence[int], comparison: Comparison | None) -> dict[int, FigureRow]:
    figures = pages.figures(keys)
    book.foresee(figures)
    by = pages.correcting(keys)
    correcting = {figure.id: figure for figure in pages.figures(list(by.values()))} if by else {}
    corrections: Mapping[int, Figure] = {corrected: correcting[correction] for corrected, correction in by.items()}
    return {figure.id: row_of(book, figure, comparison, corrections) for figure in figures}


def _ordered(wish: Wish, casefile: Casefile, asked: Asked) -> Found:
    """In the thread: the keys of all figures in this order, or of those that say the text; those seen first were looked at."""
    from db.book import OpenBook

    pages = Pages(casefile)
    keys: Keys = pages.figures_by(wish.order, wish.text, asked)
    if wish.descending:
        keys.reverse()
    place = place_in(keys, wish.chosen)
    if not asked():
        _rows(OpenBook(casefile), pages, keys[max(0, place - SEEN_FIRST) : max(0, place) + SEEN_FIRST], None)
    return Found(wish, keys, None if wish.chosen is None else (wish.chosen, place))
