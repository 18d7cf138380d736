"""An agreement or an event as a comparison sees it: what was said about it, on which lines, and what it has been read as."""

from __future__ import annotations

from collections.abc import Sequence

from figures.claim import Claim
from figures.day import DONE_EVENT, Day, event_status
from figures.line import Flag, Reading
from figures.record import Agreement, Event
from figures.strand import Cell, Pattern, Strand, Strands
from figures.vocabulary import EventKind, Unit

About = Agreement | Event
NEVER_HANDS_OVER = frozenset({EventKind.LIST_TRANSMISSION, EventKind.IDENTIFICATION})
NO_CLAIMS: Sequence[Claim] = ()


class Place:
    """One place of a scope. ``claims`` are those about it, settled, ascending by id; ``event`` is None for the agreement.

    ``on`` are the claims of each line, standing or not; ``own`` those that stand, by what they are read as. ``parts`` are those
    that are part of another. ``readings`` are those of the place; ``to_add`` those that enter a sum where totals were given on
    an event (3.6). ``flags`` are what reckoning found wrong on a line, each with its unit. ``is_to_come``: it is an event dated
    wholly after the day; ``is_done``: one that took place by then; ``is_adding``: that and one that hands over.
    """

    __slots__ = (
        "about",
        "claims",
        "event",
        "flags",
        "has_totals",
        "id",
        "is_adding",
        "is_done",
        "is_to_come",
        "on",
        "own",
        "parts",
        "pattern",
        "readings",
        "to_add",
    )

    def __init__(self, about: About, claims: Sequence[Claim], day: Day, strands: Strands) -> None:
        self.about, self.claims = about, claims
        self.on: dict[Strand, list[Claim]] = {}
        self.own: dict[Cell, list[Claim]] = {}
        self.parts: list[Claim] = []
        self.readings: dict[Cell, Reading | None] = {}
        self.to_add: dict[Cell, Reading | None] = {}
        self.flags: dict[Strand, dict[tuple[Flag, Unit], None]] = {}
        self.has_totals = self.is_to_come = self.is_done = self.is_adding = False
        self.event: Event | None = None
        self.id: int | None = None
        if isinstance(about, Event):
            self.event, self.id = about, about.id
            self.is_to_come = day.is_before(about.date)
            self.is_done = event_status(about, day) in DONE_EVENT
            self.is_adding = self.is_done and about.kind not in NEVER_HANDS_OVER
        self._index()
        self.pattern: Pattern = strands.pattern(self.own)

    def _index(self) -> None:
        on, own = self.on, self.own
        on_event = self.event is not None
        for claim in self.claims:
            sort = claim.sort
            strand = sort.strand
            if strand in on:
                on[strand].append(claim)
            else:
                on[strand] = [claim]
            if claim.part_of is not None:
                self.parts.append(claim)
            if claim.why_not:
                continue
            cell = sort.on_event if on_event else sort.on_agreement
            if cell in own:
                own[cell].append(claim)
            else:
                own[cell] = [claim]
            if on_event and sort.is_total:
                self.has_totals = True

    def said(self, cell: Cell) -> Sequence[Claim]:
        """The standing figures of the line itself; the reported ones stand in for absent observed ones in ``EITHER``."""
        if cell.is_either:
            return self.own.get(cell.observed) or self.own.get(cell.reported) or NO_CLAIMS
        return self.own.get(cell, NO_CLAIMS)

    def listed(self, strand: Strand) -> tuple[int, ...]:
        """The known figures of a line of this place, ascending."""
        return tuple([claim.id for claim in self.on.get(strand, NO_CLAIMS) if claim.known])

    def flag(self, strand: Strand, unit: Unit, found: Flag) -> None:
        """Keep what is wrong on a line; twice the same is once."""
        self.flags.setdefault(strand, {})[found, unit] = None
