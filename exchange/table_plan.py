"""From the rows of a table to what would be kept: the things that they name, their figures in order, and what is refused.

Nothing is kept here. A row that refers to a refused row is refused with it; a row that is there already, equal in all its
columns, is a duplicate and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from exchange.image import NO_LINKS, Image, Link, Links, image_of_figure, image_of_row
from exchange.known import records_as_sayings
from exchange.roster import Group, Roster
from exchange.row_reader import RowReader
from exchange.saying import Fact, Thing
from exchange.table import ROWS_BETWEEN_LOOKS, Fault, Reached, Row, Table, nothing
from exchange.table_row import FigureRow
from figures.record import Casebook
from figures.vocabulary import EventStatus, Stage

REFERENCES = ("part_of", "relative_to", "corrects")


@dataclass(frozen=True, slots=True)
class PlannedFigure:
    """A row to be kept, with what it refers to."""

    figure: FigureRow
    links: Links

    @property
    def number(self) -> int:
        """The row, as a spreadsheet numbers it."""
        return self.figure.row.number


@dataclass
class Plan:
    """What keeping a table would do. ``things`` come before what names them, ``figures`` before what refers to them."""

    roster: Roster
    read: int
    things: list[Group] = field(default_factory=list)
    figures: list[PlannedFigure] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def transferred(self) -> frozenset[int]:
        """The rows to be kept that say that somebody was handed over."""
        return frozenset(p.number for p in self.figures if p.figure.stage is Stage.TRANSFERRED)

    def event_status(self, event: Group) -> EventStatus:
        """Where an event stands of which the table does not say so: completed where a figure of it is transferred."""
        done = any(row.number in self.transferred for heard in event.heard for row in heard.rows)
        return EventStatus.COMPLETED if done else EventStatus.ANNOUNCED


def plan(table: Table, casebook: Casebook, refused: Sequence[Fault] = (), reached: Reached = nothing) -> Plan:
    """What keeping the table beside ``casebook`` would do; ``refused`` are faults that an earlier try has found.

    ``reached`` is told now and then how many rows were read; what it raises ends the work.
    """
    rows, faults = _read(table, casebook, {fault.row for fault in refused}, reached)
    roster = Roster(records_as_sayings(casebook), ((r.row, saying) for r in rows for saying in r.sayings))
    faults = [*table.faults, *refused, *faults, *roster.faults, *roster.disagreements(), *_thing_circles(roster)]
    result = Plan(roster, table.size)
    _Figures(result, casebook, table, rows, faults).plan()
    result.faults = sorted(dict.fromkeys(faults), key=lambda fault: fault.row)
    kept = {planned.number for planned in result.figures}
    roster.without(frozenset(row.row.number for row in rows if row.row.number not in kept))
    result.things = _in_order(roster, (p.figure for p in result.figures))
    return result


def _read(table: Table, casebook: Casebook, refused: set[int], reached: Reached) -> tuple[list[FigureRow], list[Fault]]:
    rows: list[FigureRow] = []
    faults: list[Fault] = []
    reader = RowReader(casebook.categories)
    for place, row in enumerate(table.rows):
        if place % ROWS_BETWEEN_LOOKS == 0:
            reached(place)
        if row.number in refused:
            continue
        read = reader.read(row)
        if isinstance(read, FigureRow):
            rows.append(read)
        else:
            faults.extend(read)
    return rows, faults


class _Figures:
    """Puts the rows into an order in which each comes after what it refers to, and passes over what is there already."""

    def __init__(self, result: Plan, casebook: Casebook, table: Table, rows: Sequence[FigureRow], faults: list[Fault]) -> None:
        self.result, self.faults = result, faults
        out = {fault.row for fault in faults}
        self.rows = [row for row in rows if row.row.number not in out]
        self.by_ref: dict[str, FigureRow] = {}
        for row in rows:
            if row.ref:
                self.by_ref.setdefault(row.ref, row)
        self.out = out
        parsed = {row.row.number for row in rows}
        self.unread = {row["figure_id"]: row.number for row in table.rows if row.number not in parsed}
        self.known_ref = {name: f.id for f in casebook.figures for name in (f.uid, f.ref) if name}
        self.ref_of_uid = {f.uid: f.ref for f in casebook.figures}
        measures = {pin.figure: pin.reason for pin in casebook.pins}
        self.known: dict[Image, int] = {}
        for figure in casebook.figures:
            self.known.setdefault(image_of_figure(figure, measures.get(figure.id, "")), figure.id)
        self.seen: dict[int, PlannedFigure] = {}
        self.seen_too: list[PlannedFigure] = []
        self.taken: set[str] = set()
        self.link: dict[int, Link] = {}
        self.under_way: list[int] = []

    def plan(self) -> None:
        """Plan every row that has no fault."""
        for row in self.rows:
            self._plan(row)

    def _plan(self, row: FigureRow) -> None:
        number = row.row.number
        if number in self.link or number in self.out:
            return
        if not (row.part_of or row.relative_to or row.corrects):
            self._settle(row, NO_LINKS)
            return
        self.under_way.append(number)
        links = {name: self._follow(row, name) for name in REFERENCES}
        self.under_way.pop()
        if number not in self.out:
            self._settle(row, Links(**links))

    def _follow(self, row: FigureRow, column: str) -> Link | None:
        """What the reference of a row means; a row of the table is planned first."""
        name = row.row[column]
        if not name:
            return None
        other = self.by_ref.get(name)
        if other is None:
            if name in self.known_ref:
                return Link(figure=self.known_ref[name])
            if name in self.unread:
                self._refuse(row, column, f"Row {self.unread[name]}, which this row refers to, is refused.")
                return None
            self._refuse(row, column, f"No row and no figure of the casefile has the figure_id “{name}”.")
        elif other.row.number in self.under_way:
            self._refuse(row, column, f"This row and row {other.row.number} refer to each other in a circle.")
        else:
            self._plan(other)
            if other.row.number in self.link:
                return self.link[other.row.number]
            self._refuse(row, column, f"Row {other.row.number}, which this row refers to, is refused.")
        return None

    def _settle(self, row: FigureRow, links: Links) -> None:
        number = row.row.number
        image = self._image(row, links)
        twin = self._twin(image)
        if twin is not None:
            self.link[number] = twin
            self.result.duplicates.append(number)
        elif row.ref in self.known_ref:
            self._refuse(
                row, "figure_id", f"“{row.ref}” is already another figure of the casefile: change that, or rename this."
            )
        elif row.ref in self.taken:
            self._refuse(row, "figure_id", f"Another row is called “{row.ref}” too; each row needs a figure_id of its own.")
        else:
            planned = PlannedFigure(row, links)
            if self.seen.setdefault(hash(image), planned) is not planned:
                self.seen_too.append(planned)
            self.link[number] = Link(row=number)
            self.taken.update({row.ref} - {""})
            self.result.figures.append(planned)

    def _image(self, row: FigureRow, links: Links) -> Image:
        return image_of_row(self.result.roster, row, links, self.ref_of_uid.get(row.ref, row.ref))

    def _twin(self, image: Image) -> Link | None:
        """The figure or row that is equal in all columns; of rows only a number is kept, and they are compared again."""
        if image in self.known:
            return Link(figure=self.known[image])
        alike = self.seen.get(hash(image))
        if alike is None:
            return None
        every = (alike, *self.seen_too)
        return next((self.link[p.number] for p in every if self._image(p.figure, p.links) == image), None)

    def _refuse(self, row: FigureRow, column: str, why: str) -> None:
        self.out.add(row.row.number)
        self.faults.append(Fault(row.row.number, column, row.row[column], why))


def _thing_circles(roster: Roster) -> Iterable[Fault]:
    """A party that belongs to itself by whatever way, a source that reprints itself: told at each row that says so."""
    for name, what in (("belongs_to", "belong to"), ("reprint_of", "be a reprint of")):
        for group in [g for g in roster.groups if g.facts(name)]:
            at, seen = _above(roster, group, name), {id(group)}
            while at is not None and id(at) not in seen:
                seen.add(id(at))
                at = _above(roster, at, name)
            if at is group:
                for row, fact in group.facts(name):
                    why = f"“{group.name}” cannot {what} itself, by whatever way."
                    yield Fault(row.number, fact.column, fact.text, why)


def _above(roster: Roster, group: Group, name: str) -> Group | None:
    said = group.facts(name)
    if said:
        return resolved(roster, group.thing, name, *said[0])
    kept = None if group.record is None else group.record.facts.get(name)
    if kept is None:
        return None
    if name == "belongs_to":
        return roster.named(Thing.PARTY, str(kept.value))
    return roster.recorded(Thing.SOURCE, int(str(kept.value)))


def resolved(roster: Roster, thing: Thing, name: str, row: Row, fact: Fact) -> Group | None:
    """The thing that a cell of a row names; None where the field names none."""
    match thing, name:
        case Thing.PARTY, "belongs_to":
            return roster.named(Thing.PARTY, str(fact.value))
        case Thing.SOURCE, "publisher":
            return roster.named(Thing.PUBLISHER, str(fact.value))
        case Thing.SOURCE, "reprint_of":
            return roster.original(str(fact.value))
        case Thing.EVENT, "agreement":
            return roster.agreement(row, str(fact.value))
        case _:
            return None


def _in_order(roster: Roster, rows: Iterable[FigureRow]) -> list[Group]:
    """The things that the rows need, each after those that it names itself."""
    found: dict[int, Group] = {}

    def need(group: Group) -> None:
        if id(group) in found:
            return
        for name, (row, fact) in group.merged().items():
            named = resolved(roster, group.thing, name, row, fact)
            members = fact.value if name == "mediators" and isinstance(fact.value, tuple) else ()
            for other in (*([] if named is None else [named]), *(roster.named(Thing.PARTY, m) for m in members)):
                need(other)
        found[id(group)] = group

    looked_at: set[int] = set()
    for row in rows:
        for saying in row.sayings:
            if id(saying) not in looked_at:
                looked_at.add(id(saying))
                need(roster.group(saying))
    return list(found.values())
