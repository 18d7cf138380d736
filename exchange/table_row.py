"""One row read: its figure in values that cannot be wrong, and what it says of everything that the figure rests on.

Every cell that cannot be read is named with what it holds and why; one row may have several faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, cast

from exchange.cell import Cells, language_code
from exchange.habit import ungrouped
from exchange.heading import AGREEMENT_COLUMNS, BOTH_REASONS, EVENT_COLUMNS, SOURCE_COLUMNS
from exchange.row_saying import agreement_said, event_said, party_said, source_said
from exchange.saying import Saying, folded
from exchange.table import PLACE, Fault, Row
from figures.category import CategoryTree
from figures.language import POINT_GROUPS
from figures.record import CREDIBILITIES, Unfit, check_unit, default_accumulation
from figures.vocabulary import HANDOVER_STAGES, PROMISE_STAGES, Accumulation, Stage, Unit, Vantage
from figures.wording import Wording, read

BELOW_ZERO = re.compile(r"[-−–]\s*\d")

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
    category, wording = cells.read("category", tree.parse), _wording(cells)
    accumulation, vantage = cells.term("accumulation", Accumulation), cells.term("vantage", Vantage)
    retracted_on, retracted = cells.date("retracted_on"), cells.yes("retracted")
    said_on, as_of = cells.date("said_on"), cells.date("as_of")
    credibility = cells.read("credibility", _credibility)
    if unit is None or stage is None or category is None or wording is None:
        return None
    retracted = bool(retracted_on) if retracted is None else retracted
    reasons = _reasons(row["reason"])
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


def _reasons(text: str) -> tuple[str, str]:
    """The reason for the vantage and for the retraction: one text for both, unless it names them apart."""
    first, second = BOTH_REASONS
    if text.startswith(first) and second in text:
        vantage, _, retraction = text.removeprefix(first).partition(second)
        return vantage, retraction
    return text, text


@lru_cache(maxsize=65536)
def _read(text: str, language: str) -> Wording:
    return read(text, language)


def _wording(cells: Cells) -> Wording | None:
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


Pick = Callable[[tuple[str, ...]], tuple[str, ...]]


def _texts(*columns: str) -> Pick:
    pick: Any = itemgetter(*[PLACE[column] for column in columns])
    return cast("Pick", pick)


def _party_texts(column: str) -> Pick:
    return _texts(column, f"{column}_kind", f"{column}_belongs_to")


_THINGS = (
    _texts(*AGREEMENT_COLUMNS, *EVENT_COLUMNS),
    _party_texts("from"),
    _party_texts("to"),
    _party_texts("claimant"),
    _texts(*SOURCE_COLUMNS, "reliability"),
)
"""What a row says of the things that its figure rests on, in the order of ``FigureRow.others``."""
_WORDED = _texts("number", "language")
_TERMS = _texts("unit", "stage", "category", "accumulation", "vantage", "credibility", "retracted", "retracted_on")
_OWN = _texts(
    "said_on", "as_of", "figure_id", "part_of", "relative_to", "corrects", "measure", "quote", "where", "note", "reason"
)
_ALSO = _texts("agreement", "event", "from", "to", "reliability", "publisher")
_Said = tuple[Any, ...]


class RowReader:
    """Reads the rows of one table; what was read once is not read again.

    Each part of a row, and the terms of its figure with all that its laws look at, have no fault where they had none before. A
    row with anything else is read cell by cell by ``read_row``, which names whatever is wrong.
    """

    def __init__(self, tree: CategoryTree) -> None:
        self._tree = tree
        self._things: tuple[dict[tuple[str, ...], _Said], ...] = tuple({} for _ in _THINGS)
        self._worded: dict[tuple[str, ...], Wording] = {}
        self._terms: dict[tuple[object, ...], FigureRow] = {}
        self._days: set[str] = {""}

    def read(self, row: Row) -> FigureRow | tuple[Fault, ...]:
        """The row in values, or everything that is wrong with it."""
        texts = row.texts
        said: list[_Said] = []
        for place, known in enumerate(self._things):
            key = _THINGS[place](texts)
            found = known.get(key)
            if found is None:
                found = _heard(place, row)
                if found is None:
                    return read_row(row, self._tree)
                known[key] = found
            said.append(found)
        own, wording = _OWN(texts), self._wording(row)
        if wording is None:
            return read_row(row, self._tree)
        terms = (*_TERMS(texts), *_law_bearing(texts, own), wording.per_side, wording.portion is None)
        alike = self._terms.get(terms)
        if alike is None or not (self._is_day(row, "said_on") and self._is_day(row, "as_of")):
            read = read_row(row, self._tree)
            if not isinstance(read, FigureRow):
                return read
            alike = self._terms[terms] = read
        return _made_of(row, alike, wording, said, own)

    def _is_day(self, row: Row, column: str) -> bool:
        text = row[column]
        if text not in self._days:
            cells = Cells(row, [])
            cells.date(column)
            if cells.faults:
                return False
            self._days.add(text)
        return True

    def _wording(self, row: Row) -> Wording | None:
        key = _WORDED(row.texts)
        found = self._worded.get(key)
        if found is None:
            cells = Cells(row, [])
            found = _wording(cells) if key[0] else None
            if found is not None:
                self._worded[key] = found
        return found


def _heard(place: int, row: Row) -> _Said | None:
    """What a row says of some of its things, and beside them; None where something is wrong with it."""
    cells, others = Cells(row, []), list[Saying]()
    match place:
        case 0:
            named: _Said = (agreement_said(cells, others), event_said(cells, others))
        case 4:
            named = (source_said(cells, others),)
        case _:
            named = (party_said(cells, ("from", "to", "claimant")[place - 1], others),)
    return None if cells.faults else (*named, *others)


def _law_bearing(texts: tuple[str, ...], own: tuple[str, ...]) -> tuple[bool, ...]:
    """What the laws of a figure look at besides its terms: what is named at all, and whether both sides are one."""
    agreement, event, sender, receiver, reliability, publisher = _ALSO(texts)
    one_side = bool(sender) and folded(sender) == folded(receiver)
    named = (not agreement, not event, not sender, not receiver, not own[4], not own[6])
    return (*named, bool(reliability) > bool(publisher), one_side)


def _made_of(row: Row, alike: FigureRow, wording: Wording, said: Sequence[_Said], own: tuple[str, ...]) -> FigureRow:
    """The row whose figure is worded and counted as another's, with what it says itself."""
    abouts, froms, tos, claims, sources = said
    said_on, as_of, ref, part_of, relative_to, corrects, measure, quote, where, note, reason = own
    reasons = _reasons(reason) if alike.vantage is not None or alike.retracted else ("", "")
    return FigureRow(
        row,
        abouts[0],
        abouts[1],
        froms[0],
        tos[0],
        claims[0],
        sources[0],
        (abouts[2:], froms[1:], tos[1:], claims[1:], sources[1:]),
        wording,
        alike.unit,
        alike.category,
        alike.stage,
        alike.accumulation,
        alike.vantage,
        "" if alike.vantage is None else reasons[0] or NO_REASON_GIVEN,
        said_on,
        as_of,
        ref,
        part_of,
        relative_to,
        corrects,
        alike.retracted,
        alike.retracted_on,
        reasons[1] if alike.retracted else "",
        measure,
        quote,
        where,
        alike.credibility,
        note,
    )
