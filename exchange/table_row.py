"""One row read: its figure in values that cannot be wrong, and what it says of everything that the figure rests on.

Every cell that cannot be read is named with what it holds and why; one row may have several faults.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from exchange.cell import Cells, language_code
from exchange.habit import ungrouped
from exchange.heading import BOTH_REASONS
from exchange.row_saying import agreement_said, event_said, party_said, source_said
from exchange.saying import Saying, folded
from exchange.table import Fault, Row
from figures.category import CategoryTree
from figures.language import POINT_GROUPS
from figures.record import CREDIBILITIES, Unfit, check_unit, default_accumulation
from figures.vocabulary import HANDOVER_STAGES, PROMISE_STAGES, Accumulation, Stage, Unit, Vantage
from figures.wording import Wording, read

BELOW_ZERO = re.compile(r"[-−–]\s*\d")

SILENT = -1
"""Stands for the voice of what a row does not name."""
EVENT, SOURCE = 1, 5
"""Where these two stand among the voices of a row."""

NO_REASON_GIVEN = "The imported table says so and gives no reason."


class FigureRow(NamedTuple):
    """A row that was read. Names of things are still names; ``measure`` is the reason for a pin, or empty.

    ``others`` are what is said beside what they are of: the agreement and the event, the two sides, the claimant, the source.
    """

    row: Row
    agreement: Saying | None
    event: Saying | None
    sender: Saying | None
    receiver: Saying | None
    claimant: Saying | None
    source: Saying
    others: tuple[tuple[Saying, ...], ...]
    wording: Wording
    unit: Unit
    category: str
    stage: Stage
    accumulation: Accumulation
    vantage: Vantage | None
    vantage_reason: str
    said_on: str
    as_of: str
    ref: str
    part_of: str
    relative_to: str
    corrects: str
    retracted: bool
    retracted_on: str
    retracted_reason: str
    measure: str
    quote: str
    where: str
    credibility: int
    note: str

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """Everything that the row speaks of."""
        named = (self.agreement, self.event, self.sender, self.receiver, self.claimant, self.source)
        return (*[saying for saying in named if saying is not None], *chain.from_iterable(self.others))


class HeardRow(NamedTuple):
    """A row whose things were heard: each is the number of a voice, or ``SILENT``; all else is as in ``FigureRow``.

    ``voices`` are first those of the agreement, the event, the two sides, the claimant and the source, then all others.
    """

    row: Row
    voices: tuple[int, ...]
    wording: Wording
    unit: Unit
    category: str
    stage: Stage
    accumulation: Accumulation
    vantage: Vantage | None
    vantage_reason: str
    said_on: str
    as_of: str
    ref: str
    part_of: str
    relative_to: str
    corrects: str
    retracted: bool
    retracted_on: str
    retracted_reason: str
    measure: str
    quote: str
    where: str
    credibility: int
    note: str

    @property
    def about(self) -> int:
        """The voice of the event that the figure is about, or else of the agreement."""
        agreement, event = self.voices[:2]
        return agreement if event == SILENT else event

    @property
    def on_event(self) -> bool:
        """Whether the figure is about an event."""
        return self.voices[1] != SILENT

    def saying(self, place: int) -> Saying:
        """The event or the source as the row says it, by its place among ``voices``; no other is made of one row alone."""
        cells = Cells(self.row, [])
        saying = event_said(cells, []) if place == EVENT else source_said(cells, [])
        if saying is None:
            raise ValueError("a row that names no event was asked for one")
        saying.voice = self.voices[place]
        return saying


def _credibility(text: str) -> int:
    if text in [str(known) for known in CREDIBILITIES]:
        return int(text)
    raise ValueError(f"Credibility is a number from 1 to 6, not “{text}”.")


def read_row(row: Row, tree: CategoryTree) -> FigureRow | tuple[Fault, ...]:
    """The row in values, or everything that is wrong with it."""
    cells = Cells(row, [])
    for column in ("number", "unit", "category", "stage", "source_title"):
        if not row[column]:
            cells.wrong(column, f"Every figure needs its {column.replace('_', ' ')}.")
    if not row["agreement"] and not row["event"]:
        cells.wrong("event", "A figure is about an agreement or an event: name one.")
    figure = _figure(cells, tree)
    if cells.faults or figure is None:
        return tuple(cells.faults)
    return figure


def _figure(cells: Cells, tree: CategoryTree) -> FigureRow | None:
    row = cells.row
    about: list[Saying] = []
    agreement, event = agreement_said(cells, about), event_said(cells, about)
    others: tuple[list[Saying], ...] = (about, [], [], [], [])
    sender, receiver = party_said(cells, "from", others[1]), party_said(cells, "to", others[2])
    claimant, source = party_said(cells, "claimant", others[3]), source_said(cells, others[4])
    unit, stage = cells.term("unit", Unit), cells.term("stage", Stage)
    category, wording = cells.read("category", tree.parse), wording_of(cells)
    accumulation, vantage = cells.term("accumulation", Accumulation), cells.term("vantage", Vantage)
    retracted_on, retracted = cells.date("retracted_on"), cells.yes("retracted")
    said_on, as_of = cells.date("said_on"), cells.date("as_of")
    credibility = cells.read("credibility", _credibility)
    if unit is None or stage is None or category is None or wording is None:
        return None
    retracted = bool(retracted_on) if retracted is None else retracted
    reasons = reasons_of(row["reason"])
    figure = FigureRow(
        row=row,
        agreement=agreement,
        event=event,
        sender=sender,
        receiver=receiver,
        claimant=claimant,
        source=source,
        others=tuple(map(tuple, others)),
        wording=wording,
        unit=unit,
        category=category,
        stage=stage,
        accumulation=accumulation or default_accumulation(stage, on_event=event is not None),
        vantage=vantage,
        vantage_reason="" if vantage is None else reasons[0] or NO_REASON_GIVEN,
        said_on=said_on,
        as_of=as_of,
        ref=row["figure_id"],
        part_of=row["part_of"],
        relative_to=row["relative_to"],
        corrects=row["corrects"],
        retracted=retracted,
        retracted_on=retracted_on,
        retracted_reason=reasons[1] if retracted else "",
        measure=row["measure"],
        quote=row["quote"],
        where=row["where"],
        credibility=credibility or 6,
        note=row["note"],
    )
    _laws(cells, figure, tree)
    return figure


def reasons_of(text: str) -> tuple[str, str]:
    """The reason for the vantage and for the retraction: one text for both, unless it names them apart."""
    first, second = BOTH_REASONS
    if text.startswith(first) and second in text:
        vantage, _, retraction = text.removeprefix(first).partition(second)
        return vantage, retraction
    return text, text


@lru_cache(maxsize=8192)
def _read(text: str, language: str) -> Wording:
    return read(text, language)


def wording_of(cells: Cells) -> Wording | None:
    """The number in the source's language; what only a spreadsheet writes is told from what a source words."""

    def worded(text: str) -> Wording:
        if BELOW_ZERO.match(text):
            raise ValueError(f"“{text}” is below zero, and no count is.")
        language = language_code(cells.row["language"]) or "en"
        return _read(text if language.partition("-")[0] in POINT_GROUPS else ungrouped(text), language)

    return cells.read("number", worded)


def _laws(cells: Cells, figure: FigureRow, tree: CategoryTree) -> None:
    """The laws of one figure, each told at the cell to mend."""
    try:
        check_unit(tree, figure.category, figure.unit, figure.stage)
    except Unfit as wrong:
        cells.wrong(wrong.field, str(wrong))
    if (figure.sender is None) != (figure.receiver is None):
        empty = "from" if figure.sender is None else "to"
        cells.wrong(empty, "Give both ends of the direction, or neither for both directions together.")
    elif figure.sender is not None and figure.receiver is not None:
        if folded(figure.sender.name) == folded(figure.receiver.name):
            cells.wrong("to", "A party cannot hand over to itself.")
    elif figure.wording.per_side:
        cells.wrong("number", "A number for each side counts one direction: name from and to, one row for each direction.")
    increment = figure.accumulation is Accumulation.INCREMENT
    if increment and figure.event is None and figure.stage in HANDOVER_STAGES:
        cells.wrong("accumulation", "A count of one handover needs its event; for a total, choose cumulative.")
    if figure.relative_to and figure.wording.portion is None:
        cells.wrong("number", "A number relative to another is worded as a share of it, such as less than 1/5.")
    if figure.wording.portion is not None and not figure.relative_to:
        cells.wrong("relative_to", "A share needs the figure that it is a share of: name its figure_id.")
    if figure.measure and figure.stage not in PROMISE_STAGES:
        cells.wrong("measure", f"Only a promise can be the measure of a line, and {figure.stage.label} is none.")
    if figure.retracted_on and not figure.retracted:
        cells.wrong("retracted", "The row gives a day of retraction and says that nothing was retracted.")
    if cells.row["reliability"] and not cells.row["publisher"]:
        cells.wrong("publisher", "Reliability belongs to the publisher: name it.")
