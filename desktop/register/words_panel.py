"""The chosen figure below the table: its number, who said it, the words of the source, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.look.cell import Grade, Number, Row, Text
from desktop.look.control import CellLabel, label, link_button
from desktop.look.theme import Theme
from desktop.register.figure_row import FigureRow
from desktop.word import term
from figures.record import Casebook, Figure

LONGEST_QUOTE = 600


class WordsPanel(QFrame):
    """Shows one figure with its words.

    Signals: ``words_asked_for()``, ``edit_asked_for()``, ``retract_asked_for()``, ``stand_asked_for()`` to take a retraction
    back, ``history_asked_for()``.
    """

    words_asked_for = Signal()
    edit_asked_for = Signal()
    retract_asked_for = Signal()
    stand_asked_for = Signal()
    history_asked_for = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("part", "words")
        self._theme = theme
        self.head = CellLabel(theme, None, height=24)
        self.quote = label(theme, "", size=14, serif=True, wrap=True, selectable=True)
        self.place = label(theme, "", tone="ink3", size=12, wrap=True)
        self.open_words = link_button(theme, self.tr("Open at the words"))
        self.edit = link_button(theme, self.tr("Edit"))
        self.retract = link_button(theme, self.tr("Retract"))
        self.history = link_button(theme, self.tr("History of this figure"))
        self._retracted = False
        self._lay_out()
        self.open_words.clicked.connect(self.words_asked_for)
        self.edit.clicked.connect(self.edit_asked_for)
        self.retract.clicked.connect(self._retract_clicked)
        self.history.clicked.connect(self.history_asked_for)

    def show_row(self, row: FigureRow, casebook: Casebook) -> None:
        """Show this figure."""
        figure = row.figure
        who = ", ".join(part for part in (row.claimant or self.tr("nobody named"), row.said_on) if part)
        number = Number(row.words, row.role, size=15, struck=bool(row.fallen))
        self.head.show_cell(Row((number, Text(who, weight=500, size=14), Grade(row.grade))))
        quote = figure.quote if len(figure.quote) <= LONGEST_QUOTE else f"{figure.quote[:LONGEST_QUOTE]}…"
        self.quote.setText(quote or self.tr("No words of the source are kept with this figure."))
        self.place.setText(self._place(row, casebook))
        self._retracted = figure.retracted
        self.retract.setText(self.tr("Let it stand again") if figure.retracted else self.tr("Retract"))

    def _place(self, row: FigureRow, casebook: Casebook) -> str:
        figure = row.figure
        source = casebook.source[figure.source]
        where = [row.source, source.published, figure.where]
        if figure.anchor is not None:
            where.append(self.tr("characters {start}–{end}").format(start=figure.anchor.start, end=figure.anchor.end))
        place = ", ".join(part for part in where if part)
        vantage = f"{term(row.vantage)[:1].upper()}{term(row.vantage)[1:]}: {row.vantage_reason}."
        more = self._relations(figure, casebook)
        return " ".join(part for part in (f"{place}.", vantage, more, f"{row.fallen}." if row.fallen else "") if part)

    def _relations(self, figure: Figure, casebook: Casebook) -> str:
        said = []
        for key, text in (
            (figure.part_of, self.tr("Part of {words}.")),
            (figure.relative_to, self.tr("Relative to {words}.")),
            (figure.corrects, self.tr("Corrects {words}.")),
        ):
            if key is not None and key in casebook.figure:
                said.append(text.format(words=casebook.figure[key].words))
        return " ".join(said)

    def _lay_out(self) -> None:
        scaled = self._theme.scaled
        links = QHBoxLayout()
        links.setSpacing(scaled(14))
        for link in (self.open_words, self.edit, self.retract, self.history):
            links.addWidget(link)
        links.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(scaled(20), 0, 0, 0)
        inner.setSpacing(scaled(6))
        for part in (self.quote, self.place):
            inner.addWidget(part)
        inner.addLayout(links)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(8))
        column.setSpacing(scaled(6))
        column.addWidget(self.head)
        column.addLayout(inner)

    def _retract_clicked(self) -> None:
        (self.stand_asked_for if self._retracted else self.retract_asked_for).emit()
