"""One figure as a row of the table: what it says, what was derived of it, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.forms.about import short
from desktop.look.cell import Between, Cell, Grade, Number, Text
from desktop.look.table import Column
from desktop.word import term, word
from figures.line import Comparison
from figures.record import Casebook, Figure
from figures.vantage import derive, role_of
from figures.vocabulary import Bound, Role, Vantage
from figures.wording import in_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Register", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure with everything that its row shows; ``fallen`` says by what it fell, empty where it did not.

    A part does not stand on its line either, but it has not fallen: it is held against its whole.
    """

    figure: Figure
    words: str
    reading: str
    role: Role
    vantage: Vantage
    vantage_reason: str
    category: str
    direction: Text | Between
    claimant: str
    said_on: str
    grade: str
    source: str
    fallen: str = ""

    def has(self, wanted: list[str]) -> bool:
        """Whether all the words that are looked for stand somewhere in the row."""
        whole = " ".join(
            (
                self.words,
                self.reading,
                self.category,
                self.direction.spoken,
                self.claimant,
                self.said_on,
                self.source,
                self.fallen,
            )
        )
        terms = f"{term(self.figure.stage)} {term(self.figure.unit)} {term(self.role)} {term(self.vantage)}"
        folded = f"{whole} {terms} {self.figure.quote} {self.figure.note}".casefold()
        return all(part in folded for part in wanted)


def row_of(casebook: Casebook, figure: Figure, comparison: Comparison | None, corrections: Mapping[int, Figure]) -> FigureRow:
    """The row of one figure; without a comparison only what the figures themselves say of its standing."""
    vantage, reason = derive(casebook, figure)
    source = casebook.source[figure.source]
    publisher = casebook.publisher.get(source.publisher) if source.publisher is not None else None
    claimant = casebook.party.get(figure.claimant) if figure.claimant is not None else None
    return FigureRow(
        figure=figure,
        words=short(figure.words, 60),
        reading=_reading(casebook, figure, comparison),
        role=role_of(figure.stage, vantage, figure.accumulation, casebook.observing),
        vantage=vantage,
        vantage_reason=reason,
        category=casebook.categories.label(figure.category),
        direction=direction_of(casebook, figure),
        claimant=claimant.name if claimant is not None else "",
        said_on=casebook.said_on(figure),
        grade=casebook.grade(figure),
        source=publisher.name if publisher is not None else short(source.title),
        fallen=_fallen(casebook, figure, comparison, corrections),
    )


def direction_of(casebook: Casebook, figure: Figure) -> Text | Between:
    """From whom to whom."""
    if figure.sender is None or figure.receiver is None:
        return Text(_tr("both directions"), tone="ink2")
    return Between(casebook.party[figure.sender].name, casebook.party[figure.receiver].name)


def _reading(casebook: Casebook, figure: Figure, comparison: Comparison | None) -> str:
    whole = casebook.figure.get(figure.part_of) if figure.part_of is not None else None
    if whole is not None:
        return _tr("part of {words}").format(words=short(whole.words, 30))
    state = comparison.states.get(figure.id) if comparison is not None else None
    if figure.portion is not None:
        return in_words(state.count) if state is not None else ""
    return "" if figure.bound is Bound.EXACT and figure.count.is_exact else in_words(figure.count)


def _fallen(casebook: Casebook, figure: Figure, comparison: Comparison | None, corrections: Mapping[int, Figure]) -> str:
    if figure.retracted:
        reason = short(figure.retracted_reason, 60)
        return _tr("retracted: {reason}").format(reason=reason) if reason else _tr("retracted")
    by = corrections.get(figure.id)
    if by is not None:
        return _tr("corrected by {words}").format(words=short(by.words, 30))
    state = comparison.states.get(figure.id) if comparison is not None else None
    if state is None or state.standing or not state.known:
        return ""
    replaced = casebook.figure.get(state.replaced_by) if state.replaced_by is not None else None
    return "" if replaced is None else _tr("replaced by {words}").format(words=short(replaced.words, 30))


def _number(row: FigureRow) -> Cell:
    return Number(row.words, row.role, tail=row.reading, struck=bool(row.fallen))


def _counting(row: FigureRow) -> Cell:
    unit = term(row.figure.unit)
    return Text(unit, tail="" if row.category == unit else row.category, tone="ink2" if row.fallen else "ink")


def _claimant(row: FigureRow) -> Cell:
    tone = "ink2" if row.fallen else "ink"
    return Text(row.claimant or _tr("nobody named"), tail=term(row.vantage), tone=tone if row.claimant else "ink3")


def _source(row: FigureRow) -> Cell:
    return Text(row.fallen, italic=True, tone="ink2") if row.fallen else Text(row.source, tone="ink2")


def columns() -> tuple[Column[FigureRow], ...]:
    """The columns of the table of figures."""
    return (
        Column(_tr("Words and reading"), _number, 200, least=150),
        Column(_tr("Counting"), _counting, 176, least=84),
        Column(_tr("Direction"), lambda row: row.direction, 160, least=128),
        Column(_tr("Stage"), lambda row: Text(term(row.figure.stage), tone="ink2"), 92, least=86),
        Column(_tr("Claimant"), _claimant, 220, least=112),
        Column(_tr("Said on"), lambda row: Text(row.said_on or word("no day"), tone="ink2"), 91),
        Column(_tr("Grade"), lambda row: Grade(row.grade), 52),
        Column(_tr("Source"), _source, 150, stretch=True, least=80),
    )
