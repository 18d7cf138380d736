"""The figures of the chosen record: their strip with filter and *New figure*, the table, and the chosen one's words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.kind import RecordKind
from desktop.look.control import SearchField, label, primary_button, secondary_button
from desktop.look.panel import Strip, hairline
from desktop.look.table import CellTable, RowModel
from desktop.look.theme import SEMIBOLD, Theme
from desktop.register.figure_row import FigureRow, columns, row_of
from desktop.register.words_panel import WordsPanel
from desktop.safety.forbid import forbid
from desktop.session import Session
from figures.record import Casebook, Figure


class FigurePane(QWidget):
    """Lists figures.

    Signals: ``new_asked_for()``, ``duplicate_asked_for()``; for the chosen figure ``edit_asked_for()``, ``words_asked_for()``,
    ``retract_asked_for()``, ``stand_asked_for()``, ``history_asked_for()``.
    """

    new_asked_for = Signal()
    duplicate_asked_for = Signal()
    edit_asked_for = Signal()
    words_asked_for = Signal()
    retract_asked_for = Signal()
    stand_asked_for = Signal()
    history_asked_for = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self._about: tuple[RecordKind, int] | None = None
        self._rows: list[FigureRow] = []
        self.count = label(theme, "", tone="ink3", size=12)
        self.filter = SearchField(theme, self.tr("Filter figures"))
        self.duplicate = secondary_button(theme, self.tr("Duplicate"), "copy")
        self.duplicate.setToolTip(self.tr("A new figure like the chosen one, without its number"))
        self.new = primary_button(theme, self.tr("New figure"), "plus")
        self.new.setToolTip(self.tr("Ctrl+N"))
        self.table: CellTable[FigureRow] = CellTable(theme, RowModel(columns()), self.tr("Figures"))
        self.nothing = label(theme, "", tone="ink3", wrap=True)
        self.words = WordsPanel(theme)
        self._lay_out()
        self._connect()
        forbid(session, self.new, self.duplicate, self.words.edit, self.words.retract)
        self.words.hide()

    @property
    def current(self) -> FigureRow | None:
        """The chosen figure."""
        return self.table.current

    def show_about(self, kind: RecordKind, record_id: int) -> None:
        """List the figures about this record."""
        self._about = (kind, record_id)
        self.filter.clear()
        self.refresh()

    def show_nothing(self) -> None:
        """List nothing, while a new record is typed."""
        self._about = None
        self.refresh()

    def refresh(self) -> None:
        """List the figures as they are now; the chosen one stays chosen."""
        casebook = self.session.book
        own = self._own(casebook)
        casebook.foresee(own)
        comparison = self.session.comparison_at_hand()
        by = self.session.pages.correcting([figure.id for figure in own])
        corrections = {corrected: casebook.figure[correction] for corrected, correction in by.items()}
        rows = [row_of(casebook, figure, comparison, corrections) for figure in own]
        self._rows = sorted(rows, key=lambda row: (bool(row.fallen), row.said_on, row.figure.id))
        self._show()

    def _own(self, casebook: Casebook) -> tuple[Figure, ...]:
        kind, key = self._about or (None, 0)
        if kind is RecordKind.EVENT:
            return casebook.figures_about(event=key)
        return casebook.figures_about(agreement=key) if kind is RecordKind.AGREEMENT else ()

    def choose(self, figure: int) -> None:
        """Choose one figure and bring it into sight."""
        if not self.table.choose(lambda row: row.figure.id == figure) and self.filter.text():
            self.filter.clear()
            self.table.choose(lambda row: row.figure.id == figure)

    def _show(self) -> None:
        current = self.current
        wanted = self.filter.text().casefold().split()
        shown = [row for row in self._rows if row.has(wanted)]
        keep = current.figure.id if current is not None else shown[0].figure.id if shown else 0
        self.table.show_rows(shown, keep=lambda row: row.figure.id == keep)
        if shown and self.table.current is None:
            self.table.choose(lambda _: True)
        retracted = sum(row.figure.retracted for row in self._rows)
        number = f"{len(self._rows):,}"
        text = self.tr("{number}, of which {retracted} retracted") if retracted else self.tr("{number}")
        self.count.setText(text.format(number=number, retracted=retracted) if self._about is not None else "")
        self._say_nothing(wanted, bool(shown))
        self._chosen(self.table.current)

    def _say_nothing(self, wanted: list[str], any_shown: bool) -> None:
        if wanted:
            text = self.tr("No figure here has “{text}” in its words, source or parties.").format(text=self.filter.text()[:60])
        elif self._about is None:
            text = self.tr("The figures about it stand here, once it is kept.")
        else:
            text = self.tr("No figures yet. Each is one number as one claimant gave it in one source; Ctrl+N begins one.")
        self.nothing.setText(text)
        self.nothing.setVisible(not any_shown)
        for control in (self.filter, self.duplicate, self.new):
            control.setEnabled(self._about is not None)
        self.duplicate.setEnabled(any_shown)

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        strip = Strip(theme, edge=20)
        strip.row.addWidget(label(theme, self.tr("Figures"), size=14, weight=SEMIBOLD))
        strip.row.addWidget(self.count, 1)
        self.filter.setFixedWidth(scaled(180))
        for part in (self.filter, self.duplicate, self.new):
            strip.row.addWidget(part)
        self.nothing.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(theme))
        column.addWidget(strip)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self.table.setMinimumHeight(scaled(92))
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._show)
        self.new.clicked.connect(self.new_asked_for)
        self.duplicate.clicked.connect(self.duplicate_asked_for)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self.edit_asked_for)
        self.words.edit_asked_for.connect(self.edit_asked_for)
        self.words.words_asked_for.connect(self.words_asked_for)
        self.words.retract_asked_for.connect(self.retract_asked_for)
        self.words.stand_asked_for.connect(self.stand_asked_for)
        self.words.history_asked_for.connect(self.history_asked_for)

    def _chosen(self, row: FigureRow | None) -> None:
        self.words.setVisible(row is not None)
        if row is not None:
            self.words.show_row(row, self.session.book)
