"""What a table would add, before anything is kept: its first rows as they will be read, and every cell that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from PySide6.QtCore import QCoreApplication

from desktop.look.cell import Between, Cell, Text
from desktop.look.table import Column
from desktop.word import counted, term
from exchange.alike import alike
from exchange.heading import Ask, Fault
from exchange.table import Reached, Row, Table, nothing
from exchange.table_plan import Plan, PlannedFigure, plan
from exchange.table_row import SILENT
from figures.category import CategoryTree
from figures.record import Casebook
from figures.vocabulary import Bound
from figures.wording import Wording, in_words

SHOWN = 100
"""Rows of the table that are shown before it is kept."""


NOWHERE = Text("")


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    ALIKE = "may be there already"
    THERE = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row as it would be kept, or as it stands in the table where it would not."""

    number: int
    fate: Fate
    words: str
    reading: str = ""
    counting: str = ""
    direction: Text | Between = NOWHERE
    about: str = ""
    stage: str = ""
    claimant: str = ""
    said_on: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A table that was read, and what keeping it would do."""

    table: Table
    rows: tuple[PreviewRow, ...]
    faults: tuple[Fault, ...]
    read: int
    new: int
    there: int
    alike: int = 0

    @property
    def refused(self) -> int:
        """How many rows would be refused."""
        return len({fault.row for fault in self.faults})


def preview_of(table: Table, casebook: Casebook, reached: Reached = nothing) -> Preview:
    """What keeping this table beside the casebook would do; ``reached`` is told at which row this is."""
    planned = plan(table, casebook, reached=reached)
    looks = alike(planned.figures, planned.roster, casebook)
    return Preview(
        table=table,
        rows=_rows(table, planned, looks, casebook.categories),
        faults=tuple(planned.faults),
        read=planned.read,
        new=len(planned.figures),
        there=len(planned.duplicates),
        alike=len(looks),
    )


def counts(preview: Preview, refused: int) -> str:
    """How many rows were read, and what becomes of them, in one line."""
    parts = [
        counted(preview.read, _tr("1 row read"), _tr("{n} rows read")),
        counted(preview.new, _tr("1 new"), _tr("{n} new")),
    ]
    if preview.alike:
        one, many = _tr("1 of them looks like a figure that is there"), _tr("{n} of them look like figures that are there")
        parts.append(counted(preview.alike, one, many))
    if preview.there:
        parts.append(counted(preview.there, _tr("1 already there"), _tr("{n} already there")))
    if refused:
        parts.append(counted(refused, _tr("1 refused"), _tr("{n} refused")))
    if preview.read > SHOWN:
        parts.append(_tr("the first {number} are shown").format(number=SHOWN))
    return "  ·  ".join(parts)


def _rows(table: Table, planned: Plan, looks: frozenset[int], tree: CategoryTree) -> tuple[PreviewRow, ...]:
    kept = planned.figures.among_first(SHOWN)
    there = frozenset(planned.duplicates)
    shown = list(islice(table.rows, SHOWN))
    return tuple(
        _new(kept[row.number], Fate.ALIKE if row.number in looks else Fate.NEW, tree)
        if row.number in kept
        else _other(row, Fate.THERE if row.number in there else Fate.REFUSED)
        for row in shown
    )


def _new(planned: PlannedFigure, fate: Fate, tree: CategoryTree) -> PreviewRow:
    figure = planned.figure
    unit, category = term(figure.unit), tree.label(figure.category)
    row, both = figure.row, SILENT in figure.voices[2:4]
    return PreviewRow(
        number=planned.number,
        fate=fate,
        words=figure.wording.words,
        reading=_reading(figure.wording),
        counting=unit if unit == category else f"{unit}, {category}",
        direction=Text(_tr("both directions"), tone="ink2") if both else Between(row["from"], row["to"]),
        about=row["event"] or row["agreement"],
        stage=term(figure.stage),
        claimant=row["claimant"] or _tr("nobody named"),
        said_on=figure.said_on,
        source=row["source_title"],
    )


def _other(row: Row, fate: Fate) -> PreviewRow:
    """The row in the table's own words."""
    return PreviewRow(
        number=row.number, fate=fate, words=row["number"], counting=row["category"],
        direction=Between(row["from"], row["to"]) if row["from"] or row["to"] else NOWHERE,
        about=row["event"] or row["agreement"], stage=row["stage"], claimant=row["claimant"], said_on=row["said_on"],
        source=row["source_title"],
    )  # fmt: skip


def _reading(wording: Wording) -> str:
    """What the words are read as, where they do not say it themselves."""
    if wording.portion is not None or (wording.bound is Bound.EXACT and wording.count.is_exact):
        return ""
    return in_words(wording.count)


def _fate(row: PreviewRow) -> Cell:
    said = {
        Fate.NEW: (_tr("new"), "ink"),
        Fate.ALIKE: (_tr("new, but looks alike"), "accent"),
        Fate.THERE: (_tr("already there"), "ink3"),
        Fate.REFUSED: (_tr("refused"), "danger"),
    }
    text, tone = said[row.fate]
    return Text(text, tone=tone, weight=500)


def row_columns() -> tuple[Column[PreviewRow], ...]:
    """The columns of the rows as they will be kept."""
    return (
        Column(_tr("Row"), lambda row: Text(str(row.number), tone="ink2"), 60),
        Column(_tr("What becomes of it"), _fate, 140),
        Column(_tr("Words and reading"), lambda row: Text(row.words, tail=row.reading, weight=500), 230, least=216),
        Column(_tr("Counting"), lambda row: Text(row.counting, tone="ink2"), 140, least=90),
        Column(_tr("Direction"), lambda row: row.direction, 150, least=120),
        Column(_tr("Stage"), lambda row: Text(row.stage, tone="ink2"), 92),
        Column(_tr("About"), lambda row: Text(row.about), 200, stretch=True, least=90),
        Column(_tr("Claimant"), lambda row: Text(row.claimant, tone="ink2"), 150, least=90),
        Column(_tr("Said on"), lambda row: Text(row.said_on or _tr("no day"), tone="ink2"), 91),
        Column(_tr("Source"), lambda row: Text(row.source, tone="ink2"), 160, least=80),
    )


def fault_columns(held: Callable[[], Preview | None]) -> tuple[Column[Fault], ...]:
    """The columns of what is wrong: where, what stands there, and why; ``held`` gives the table that the faults are of."""

    def where(fault: Fault) -> str:
        preview = held()
        cell = "" if preview is None else preview.table.cell(fault)
        return cell or _tr("row {number}").format(number=fault.row)

    return (
        Column(_tr("Where"), lambda fault: Text(where(fault), weight=500), 80),
        Column(_tr("Column"), lambda fault: Text(fault.column or _tr("the row"), tone="ink2"), 130, least=90),
        Column(_tr("Value"), lambda fault: Text(fault.value), 180, least=90),
        Column(_tr("Why it is refused"), lambda fault: Text(_why(fault), tone="danger"), 380, stretch=True, least=200),
    )


def _why(fault: Fault) -> str:
    """Why a cell is refused; of one that a question above decides, which question that is."""
    if fault.asks is Ask.DAYS:
        return _tr("It could be two days. Say above which one the column means, or write the day as 2025-06-10.")
    if fault.asks is Ask.DIGITS:
        return _tr("It could be a whole number or a fraction. Say above which of them the column means.")
    return fault.why


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tables", text)
