"""One row read: its figure in values that cannot be wrong, and what it says of everything that the figure rests on.

Every cell that cannot be read is named with what it holds and why; one row may have several faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from exchange.saying import Fact, Saying, Thing, folded, listed
from exchange.table import Fault, Row
from figures.category import CategoryTree
from figures.date import NotADate, span
from figures.record import CREDIBILITIES, RELIABILITIES, Unfit, check_unit, default_accumulation
from figures.vocabulary import (
    HANDOVER_STAGES,
    PROMISE_STAGES,
    Accumulation,
    AgreementStatus,
    EventKind,
    EventStatus,
    PartyKind,
    SourceKind,
    Stage,
    Term,
    Unit,
    Vantage,
    parse,
)
from figures.wording import Unreadable, Wording, read

YES = ("yes", "y", "true", "1", "x", "так", "да")
NO = ("no", "n", "false", "0", "ні", "нет")
LANGUAGES = {"english": "en", "ukrainian": "uk", "russian": "ru", "українська": "uk", "русский": "ru"}
BELOW_ZERO = re.compile(r"[-−–]\s*\d")
WHOLE_WITH_DECIMALS = re.compile(r"(\d+)\.0{1,2}")
"""A spreadsheet's 6000.0; three zeros would be a thousand in other habits, so they are not taken off."""

NO_REASON_GIVEN = "The imported table says so and gives no reason."

T = TypeVar("T")
TermT = TypeVar("TermT", bound=Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A row that was read. Names of things are still names; ``measure`` is the reason for a pin, or empty."""

    row: Row
    agreement: Saying | None
    event: Saying | None
    sender: Saying | None
    receiver: Saying | None
    claimant: Saying | None
    source: Saying
    others: tuple[Saying, ...]
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
        return (*(saying for saying in named if saying is not None), *self.others)


@dataclass(slots=True)
class Cells:
    """Reads the cells of one row, and gathers what cannot be read."""

    row: Row
    faults: list[Fault]

    def wrong(self, column: str, why: str) -> None:
        """Note that this cell cannot be kept as it is."""
        self.faults.append(Fault(self.row.number, column, self.row[column], why))

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """What the cell says; None where it says nothing or cannot be read."""
        text = self.row[column]
        if not text:
            return None
        try:
            return reader(text)
        except (ValueError, Unreadable) as wrong:
            self.wrong(column, str(wrong))
            return None

    def term(self, column: str, kind: type[TermT]) -> TermT | None:
        """A word of the field, by identifier or label."""
        return self.read(column, lambda text: parse(kind, text))

    def date(self, column: str) -> str:
        """An EDTF date; the empty string where the cell holds none."""
        return self.read(column, _date) or ""

    def yes(self, column: str) -> bool | None:
        """Yes or no; None where the cell says neither."""
        return self.read(column, _yes)

    def fact(self, column: str, value: str | bool | tuple[str, ...] | None, same_as: str = "") -> Fact | None:
        """What this cell says of a thing; None where it says nothing."""
        if value is None or value in ("", ()):
            return None
        alike: str | bool | tuple[str, ...] = same_as or value
        if isinstance(value, tuple):
            alike = tuple(sorted(folded(name) for name in value))
        return Fact(column, self.row[column], value, alike)


def _date(text: str) -> str:
    try:
        span(text)
    except NotADate as wrong:
        raise ValueError(str(wrong)) from None
    return text


def _yes(text: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no.")


def _credibility(text: str) -> int:
    if text in [str(known) for known in CREDIBILITIES]:
        return int(text)
    raise ValueError(f"Credibility is a number from 1 to 6, not “{text}”.")


def _reliability(text: str) -> str:
    if text.upper() in RELIABILITIES:
        return text.upper()
    raise ValueError(f"Reliability is one letter from A to F, not “{text}”.")


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
    others: list[Saying] = []
    agreement, event = _agreement(cells, others), _event(cells, others)
    sender, receiver = _party(cells, "from", others), _party(cells, "to", others)
    claimant, source = _party(cells, "claimant", others), _source(cells, others)
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
        others=tuple(others),
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


BOTH_REASONS = ("vantage: ", "\nretraction: ")


def _reasons(text: str) -> tuple[str, str]:
    """The reason for the vantage and for the retraction: one text for both, unless it names them apart."""
    first, second = BOTH_REASONS
    if text.startswith(first) and second in text:
        vantage, _, retraction = text.removeprefix(first).partition(second)
        return vantage, retraction
    return text, text


def _wording(cells: Cells) -> Wording | None:
    """The number in the source's language; what only a spreadsheet writes is told from what a source words."""
    language = cells.row["language"].casefold()

    def worded(text: str) -> Wording:
        if BELOW_ZERO.match(text):
            raise ValueError(f"“{text}” is below zero, and no count is.")
        whole = WHOLE_WITH_DECIMALS.fullmatch(text)
        return read(whole[1] if whole else text, LANGUAGES.get(language, language) or "en")

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


def _facts(**facts: Fact | None) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if fact is not None}


def _agreement(cells: Cells, others: list[Saying]) -> Saying | None:
    mediators = _mediators(cells, "agreement_mediators", others)
    date = cells.date("agreement_date")
    facts = _facts(
        status=cells.fact("agreement_status", cells.term("agreement_status", AgreementStatus)),
        status_on=cells.fact("agreement_status_on", cells.date("agreement_status_on")),
        due=cells.fact("agreement_due", cells.date("agreement_due")),
        place=cells.fact("agreement_place", cells.row["agreement_place"]),
        mediators=cells.fact("agreement_mediators", mediators),
        tranches_missing=cells.fact("tranches_missing", cells.yes("tranches_missing")),
    )
    return Saying(Thing.AGREEMENT, cells.row["agreement"], (date,), facts) if cells.row["agreement"] else None


def _event(cells: Cells, others: list[Saying]) -> Saying | None:
    mediators = _mediators(cells, "event_mediators", others)
    date, agreement = cells.date("event_date"), cells.row["agreement"]
    facts = _facts(
        agreement=cells.fact("agreement", agreement, same_as=folded(agreement)),
        kind=cells.fact("event_kind", cells.term("event_kind", EventKind)),
        status=cells.fact("event_status", cells.term("event_status", EventStatus)),
        place=cells.fact("event_place", cells.row["event_place"]),
        mediators=cells.fact("event_mediators", mediators),
    )
    return Saying(Thing.EVENT, cells.row["event"], (date,), facts) if cells.row["event"] else None


def _mediators(cells: Cells, column: str, others: list[Saying]) -> tuple[str, ...]:
    names = listed(cells.row[column])
    others.extend(Saying(Thing.PARTY, name) for name in names)
    return names


def _party(cells: Cells, column: str, others: list[Saying]) -> Saying | None:
    """The party of a column; ``belongs_to`` may go on to whom that belongs, and ``kind`` to their kinds, each after ``;``."""
    name, chain = cells.row[column], listed(cells.row[f"{column}_belongs_to"])
    kinds = cells.read(f"{column}_kind", _kinds) or ()
    if not name:
        return None
    if len(kinds) > len(chain) + 1:
        cells.wrong(f"{column}_kind", "There are more kinds here than parties: the party's own, then those it belongs to.")
        return None
    sayings: list[Saying] = []
    for place, called in enumerate((name, *chain)):
        kind = kinds[place] if place < len(kinds) else PartyKind.UNKNOWN
        above = chain[place] if place < len(chain) else ""
        facts = _facts(
            kind=cells.fact(f"{column}_kind", None if kind is PartyKind.UNKNOWN else kind),
            belongs_to=cells.fact(f"{column}_belongs_to", above, same_as=folded(above)),
        )
        sayings.append(Saying(Thing.PARTY, called, (), facts))
    others.extend(sayings[1:])
    return sayings[0]


def _kinds(text: str) -> tuple[PartyKind, ...]:
    return tuple(parse(PartyKind, kind) for kind in listed(text))


def _source(cells: Cells, others: list[Saying]) -> Saying:
    row = cells.row
    publisher, original = row["publisher"], row["reprint_of"]
    if publisher:
        grade = _facts(reliability=cells.fact("reliability", cells.read("reliability", _reliability)))
        others.append(Saying(Thing.PUBLISHER, publisher, (), grade))
    else:
        cells.read("reliability", _reliability)
    language = row["language"].casefold()
    published = cells.date("published")
    facts = _facts(
        publisher=cells.fact("publisher", publisher, same_as=folded(publisher)),
        published=cells.fact("published", published),
        address=cells.fact("source_url", row["source_url"]),
        kind=cells.fact("source_kind", cells.term("source_kind", SourceKind)),
        authors=cells.fact("authors", listed(row["authors"])),
        language=cells.fact("language", LANGUAGES.get(language, language)),
        archived_address=cells.fact("archived_url", row["archived_url"]),
        accessed=cells.fact("accessed", cells.date("accessed")),
        reprint_of=cells.fact("reprint_of", original, same_as=folded(original)),
        confidential=cells.fact("confidential", cells.yes("confidential")),
    )
    marks = (folded(publisher), published, row["source_url"])
    return Saying(Thing.SOURCE, row["source_title"], marks, facts, ref=row["source_id"])
