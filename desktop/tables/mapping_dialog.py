"""What the columns of a stranger's table mean: chosen column by column, with the table's own values beside it.

A table is understood once every figure has what it needs; what is missing stands in one sentence above the button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.forms.about import short
from desktop.look.control import Choice, Entry, label, primary_button, quiet_button
from desktop.look.dialog import Dialog
from desktop.look.panel import Foot, Strip, hairline, scroller, sheet, sheet_in
from desktop.look.room_for import open_at
from desktop.look.shown import tip
from desktop.look.theme import SEMIBOLD, Theme
from desktop.tables.mapping_options import CONSTANTS, column_options, constant_options, offering, value_options
from desktop.tables.mapping_shelf import usual
from exchange.amending import Amendment, given_beside, meaning_in, parts_in
from exchange.heading import plain
from exchange.mapping import Translation, compared
from exchange.matching import (
    DIRECTION,
    LEFT_OUT,
    Match,
    headings_among,
    unknown_values,
    usual_meaning,
    usual_parties,
    ways,
)
from figures.category import CategoryTree

SAMPLES = 3
SHOWN_NAMES = 8
MOST_VALUES = 60
"""Of more values than these, the rest is refused at its cells until a mapping file says what it means."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value of a column, as it is written there."""

    heading: str
    value: str


class MappingDialog(Dialog):
    """Asks what the columns and their values mean, and begins with what a mapping says of them already.

    Signals: ``matched(Translation)`` with the mapping.
    """

    matched = Signal(object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        rows: Sequence[Sequence[str]],
        tree: CategoryTree,
        mapping: Translation | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.tree = theme, tree
        self.mapping = mapping or Translation()
        self.headings = tuple(heading for heading in headings_among(rows) if heading.strip())
        self._cells = _columns(rows, headings_among(rows))
        self._before = parts_in(self.mapping, self.headings)
        self._usual = usual()
        self.setWindowTitle(self.tr("What the columns mean"))
        self.parts: dict[str, Choice] = {}
        self.meanings: dict[Meaning, Choice] = {}
        self.constants: dict[str, Choice | Entry] = {}
        self._said: dict[tuple[str, str], Mapping[str, str]] = {}
        self.renamed = label(theme, "", tone="ink2", size=12, wrap=True)
        self.missing = label(theme, "", tone="danger", wrap=True)
        self.take = primary_button(theme, self.tr("Read the table so"))
        self.cancel = quiet_button(theme, self.tr("Cancel"))
        self._columns, self._values, self._every = QGridLayout(), QGridLayout(), QGridLayout()
        self._lay_out()
        self._fill_columns()
        self._fill_every()
        self._parts_changed()
        self.take.clicked.connect(self._taken)
        self.cancel.clicked.connect(self.reject)

    @property
    def match(self) -> Match:
        """What is said so far."""
        meanings = {
            (m.heading, compared(m.value)): choice.value for m, choice in self.meanings.items() if choice.value is not None
        }
        constants = {ours: _said(control) for ours, control in self.constants.items()}
        parts = {heading: str(choice.value or LEFT_OUT) for heading, choice in self.parts.items()}
        said = {ours: text for ours, text in constants.items() if text}
        return Match(parts, meanings, said, given_beside(self.mapping, parts))

    @property
    def translation(self) -> Translation:
        """The mapping that this amounts to: what was there, with what is said here."""
        match = self.match
        touched = frozenset(plain(heading) for heading, part in match.parts.items() if part != self._before[heading])
        opened = {(plain(m.heading), compared(m.value)) for m, choice in self.meanings.items() if choice.value is None}
        said = match.translation(self._parties(match))
        return Amendment(said, touched, frozenset(opened), frozenset(self.constants)).of(self.mapping)

    def _fill_columns(self) -> None:
        for row, heading in enumerate(self.headings):
            part = self._before[heading]
            choice = Choice(self.tr("What “{name}” means").format(name=heading), column_options(part))
            choice.set_value(part)
            choice.picked.connect(self._parts_changed)
            self.parts[heading] = choice
            shown = "  ·  ".join(list(dict.fromkeys(self._cells[heading]))[:SAMPLES])
            self._row(self._columns, row, heading, shown, choice)

    def _fill_every(self) -> None:
        for row, (ours, said) in enumerate(CONSTANTS):
            known, text = self.mapping.constants.get(ours, ""), self.tr(str(said))
            options = constant_options(ours, self.tree)
            options = offering(known, options) if options else []
            control: Choice | Entry = Choice(text, options) if options else Entry(text, self.tr("Nothing"))
            if isinstance(control, Choice):
                control.set_value(known)
                control.picked.connect(self._judge)
            else:
                control.setText(known)
                control.textChanged.connect(self._judge)
            self.constants[ours] = control
            self._row(self._every, row, text, "", control)

    def _parts_changed(self, _value: object = None) -> None:
        """Ask for the meaning of every value that is none of our words."""
        for meaning, choice in self.meanings.items():
            if choice.value is not None:
                self._said[meaning.heading, meaning.value] = choice.value
        _clear(self._values)
        self.meanings.clear()
        match = self.match
        with_unit = "unit" in match.parts.values()
        for heading, part in match.parts.items():
            unknown = unknown_values(part, self._cells[heading], self.tree, with_unit=with_unit)
            found_ways = ways(self._cells[heading]) if part == DIRECTION else ()
            for value in unknown[:MOST_VALUES]:
                known = self._said.get((heading, value), self._known(heading, part, value))
                options = offering(known, value_options(part, self.tree, found_ways, with_unit=with_unit))
                choice = Choice(self.tr("What “{value}” means").format(value=value), options)
                choice.set_value(known)
                choice.picked.connect(self._judge)
                self._row(self._values, len(self.meanings), value, heading, choice)
                self.meanings[Meaning(heading, value)] = choice
        self._values_part.setVisible(bool(self.meanings))
        self._judge()

    def _known(self, heading: str, part: str, value: str) -> Mapping[str, str] | None:
        """What a value means by the mapping, else what it usually means."""
        known = meaning_in(self.mapping, heading, part, value)
        return usual_meaning(self._usual, part, value) if known is None else known

    def _parties(self, match: Match) -> Mapping[str, Mapping[str, str]]:
        """The parties that the table names otherwise than is usual, so that one is not taken for two."""
        names: list[str] = []
        for heading, part in match.parts.items():
            if part in ("from", "to", "claimant"):
                names += self._cells[heading]
            elif part == DIRECTION:
                names += [name for way in ways(self._cells[heading]) for name in way]
        return usual_parties(self._usual, names)

    def _judge(self, _value: object = None) -> None:
        match = self.match
        renamed = [(n, called["party"]) for n, called in self._parties(match).items() if called.get("party", n) != n]
        read = self.tr("{name} is read as {party}")
        self.renamed.setText("; ".join(read.format(name=name, party=party) for name, party in renamed[:SHOWN_NAMES]))
        self.renamed.setVisible(bool(renamed))
        missing = [plain(name) for name in match.missing]
        text = self.tr("Every figure still needs: {names}. Choose a column for it, or say what stands in every row.")
        self.missing.setText(text.format(names=", ".join(missing)) if missing else "")
        self.missing.setVisible(bool(missing))
        self.take.setEnabled(not missing)

    def _taken(self) -> None:
        self.matched.emit(self.translation)
        self.accept()

    def _row(self, grid: QGridLayout, row: int, name: str, beside: str, control: QWidget) -> None:
        theme = self.theme
        control.setFixedWidth(theme.scaled(300))
        shown = label(theme, short(name, 40))
        shown.setToolTip(tip(name))
        sample = label(theme, short(beside, 60), tone="ink3", size=12)
        for place, part in enumerate((shown, sample, control)):
            grid.addWidget(part, row, place)
        grid.setColumnStretch(1, 1)

    def _part(self, title: str, said: str, grid: QGridLayout) -> QWidget:
        theme = self.theme
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, theme.scaled(16))
        column.setSpacing(theme.scaled(6))
        column.addWidget(label(theme, title, weight=SEMIBOLD))
        column.addWidget(label(theme, said, tone="ink2", size=12, wrap=True))
        column.addWidget(hairline(theme))
        grid.setHorizontalSpacing(theme.scaled(16))
        grid.setVerticalSpacing(theme.scaled(6))
        column.addLayout(grid)
        return made

    def _lay_out(self) -> None:
        theme, scaled = self.theme, self.theme.scaled
        head, foot = Strip(theme, edge=20), Foot(theme, edge=20)
        head.row.addWidget(label(theme, self.tr("What the columns mean"), size=15, weight=SEMIBOLD), 1)
        columns = self._part(self.tr("Columns"), self.tr("What each column of the table holds."), self._columns)
        told = self.tr(
            "Words of the table that are none of the program's own. Rows with a value that is left open are refused."
        )
        self._values_part = self._part(self.tr("Values"), told, self._values)
        every = self._part(
            self.tr("In every row"), self.tr("What the table does not say because it is the same throughout."), self._every
        )
        inner = sheet()
        column = QVBoxLayout(inner)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        for part in (columns, self.renamed, self._values_part, every):
            column.addWidget(part)
        self.renamed.setContentsMargins(0, 0, 0, scaled(16))
        column.addStretch(1)
        scrolled = scroller(inner)
        foot.row.addWidget(self.take)
        foot.row.addWidget(self.missing, 1)
        foot.row.addWidget(self.cancel)
        whole = sheet_in(self)
        for part, stretch in ((head, 0), (scrolled, 1), (foot, 0)):
            whole.addWidget(part, stretch)
        open_at(self, theme, 900, 680)


def _columns(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> Mapping[str, list[str]]:
    """The cells below each heading, those that say something."""
    below = [row for row in rows if tuple(row) != tuple(headings)]
    return {
        heading: [row[place].strip() for row in below if place < len(row) and row[place].strip()]
        for place, heading in enumerate(headings)
        if heading.strip()
    }


def _said(control: Choice | Entry) -> str:
    return str(control.value or "") if isinstance(control, Choice) else control.text().strip()


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        part = item.widget()
        if isinstance(part, QLabel | Choice):
            part.hide()
            part.deleteLater()
