"""From the rows of a table to what would be kept: the things that they name, their figures in order, and what is refused.

Nothing is kept here. A row that refers to a refused row is refused with it; a row that is there already, equal in all its
columns, is a duplicate and is passed over. No rows are held: whoever wants the figures goes through the table once more.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from exchange.heading import Fault
from exchange.image import NO_LINKS, Links
from exchange.known import records_as_sayings
from exchange.reading_rows import ReadRows
from exchange.roster import Complaint, Group, Roster, alone
from exchange.saying import Fact, Thing
from exchange.table import Reached, Table, nothing
from exchange.table_order import Known, Order, ahead
from exchange.table_row import SILENT, HeardRow
from exchange.voice import Voice
from figures.record import Casebook
from figures.vocabulary import EventStatus

NAMING = frozenset({"belongs_to", "publisher", "reprint_of", "agreement", "mediators"})
"""Fields of things that name other things."""


@dataclass(frozen=True, slots=True)
class PlannedFigure:
    """A row to be kept, with what it refers to."""

    figure: HeardRow
    links: Links

    @property
    def number(self) -> int:
        """The row, as a spreadsheet numbers it."""
        return self.figure.row.number


class PlannedFigures:
    """The rows to be kept, each after those that it refers to; they are made again each time they are gone through."""

    def __init__(self, rows: ReadRows, order: Sequence[int], links: Mapping[int, Links]) -> None:
        self._rows, self._order, self._links = rows, order, links
        self._ahead = ahead(order)
        named = (link for each in links.values() for link in (each.part_of, each.relative_to, each.corrects))
        self.referred = frozenset(link.row for link in named if link is not None and link.row is not None)
        """The numbers of the rows that others refer to."""

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[PlannedFigure]:
        held = dict(self._rows.picked(self._ahead))
        rows = iter(self._rows)
        for place in self._order:
            row = held.pop(place, None)
            while row is None:
                at, found = next(rows)
                row = found if at == place else None
            yield PlannedFigure(row, self._links.get(place, NO_LINKS))

    def among_first(self, most: int) -> dict[int, PlannedFigure]:
        """Those of the first so many rows that are kept, by their numbers; the rest of the table is not read for them."""
        kept = frozenset(place for place in self._order if place < most)
        first = (
            PlannedFigure(row, self._links.get(place, NO_LINKS)) for place, row in islice(self._rows, most) if place in kept
        )
        return {planned.number: planned for planned in first}


@dataclass
class Plan:
    """What keeping a table would do; ``figures`` come after those that they refer to."""

    roster: Roster
    read: int
    rows: ReadRows
    figures: PlannedFigures
    duplicates: array[int]
    faults: list[Fault]

    @property
    def things(self) -> Iterator[Group]:
        """The things that the rows to be kept need, each once and after those that it names itself."""
        needed = Needed(self.roster, len(self.rows.voices))
        for planned in self.figures:
            yield from needed.by(planned.figure)

    def event_status(self, event: Group) -> EventStatus:
        """Where an event stands of which the table does not say so: completed where a figure of it is transferred."""
        done = self.rows.done
        handed_over = any(voice.number < len(done) and done[voice.number] for voice in event.heard)
        return EventStatus.COMPLETED if handed_over else EventStatus.ANNOUNCED


class Needed:
    """Finds for each row which things it needs that no row before it needed."""

    def __init__(self, roster: Roster, voices: int) -> None:
        self._roster = roster
        self._voices = bytearray(voices)
        self._found: set[int] = set()

    def by(self, row: HeardRow) -> Iterator[Group]:
        """The things that this row is the first to need, each after those that it names."""
        for place, voice in enumerate(row.voices):
            if voice != SILENT and not self._voices[voice]:
                self._voices[voice] = 1
                settled = self._roster.settled(voice)
                if settled is None:
                    group = alone(row.saying(place), row.row["agreement_date"])
                    yield from self._named_by(group)
                    yield group
                else:
                    yield from self._need(settled)

    def _need(self, group: Group) -> Iterator[Group]:
        if group.number not in self._found:
            yield from self._named_by(group)
            self._found.add(group.number)
            yield group

    def _named_by(self, group: Group) -> Iterator[Group]:
        for name, (voice, fact) in group.merged().items():
            if name not in NAMING:
                continue
            named = resolved(self._roster, group.thing, name, voice, fact)
            members = fact.value if name == "mediators" and isinstance(fact.value, tuple) else ()
            for other in (*([] if named is None else [named]), *(self._roster.named(Thing.PARTY, m) for m in members)):
                yield from self._need(other)


def plan(table: Table, casebook: Casebook, refused: Sequence[Fault] = (), reached: Reached = nothing) -> Plan:
    """What keeping the table beside ``casebook`` would do; ``refused`` are faults that an earlier try has found.

    ``reached`` is told now and then how many rows were read; what it raises ends the work.
    """
    known = Known(casebook)
    rows = ReadRows(table, casebook.categories, known.by_ref.keys(), {fault.row for fault in refused}, reached)
    roster = rows.settle(records_as_sayings(casebook))
    complaints = [*roster.complaints, *roster.disagreements(), *_thing_circles(roster)]
    faults = [*table.faults, *refused, *rows.faults, *rows.told(complaints)]
    order = Order(rows, known, roster, faults)
    order.find()
    faults = sorted(dict.fromkeys(faults), key=lambda fault: fault.row)
    if order.kept and len(order.kept) < len(rows):
        is_kept = bytearray(len(rows))
        for place in order.kept:
            is_kept[place] = 1
        rows.recount(is_kept)
    figures = PlannedFigures(rows, order.kept, order.links)
    return Plan(roster, table.size, rows, figures, order.duplicates, faults)


def _thing_circles(roster: Roster) -> Iterable[Complaint]:
    """A party that belongs to itself by whatever way, a source that reprints itself: told at each row that says so."""
    for name, what in (("belongs_to", "belong to"), ("reprint_of", "be a reprint of")):
        for group in [g for g in roster.groups if g.facts(name)]:
            at, seen = _above(roster, group, name), {id(group)}
            while at is not None and id(at) not in seen:
                seen.add(id(at))
                at = _above(roster, at, name)
            if at is group:
                cells = {voice.number: (fact.column, fact.text) for voice, fact in group.facts(name)}
                yield Complaint(cells, f"“{group.name}” cannot {what} itself, by whatever way.")


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


def resolved(roster: Roster, thing: Thing, name: str, voice: Voice, fact: Fact) -> Group | None:
    """The thing that a cell of a row names; None where the field names none."""
    match thing, name:
        case Thing.PARTY, "belongs_to":
            return roster.named(Thing.PARTY, str(fact.value))
        case Thing.SOURCE, "publisher":
            return roster.named(Thing.PUBLISHER, str(fact.value))
        case Thing.SOURCE, "reprint_of":
            return roster.original(str(fact.value))
        case Thing.EVENT, "agreement":
            return roster.agreement(str(fact.value), voice.agreement_date)
        case _:
            return None
