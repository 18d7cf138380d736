"""The records of a casefile as frozen values: what a researcher types, and what the rooms hand to one another.

A ``…Draft`` is complete and checked but belongs to no casefile yet; the record adds ``id``, the casefile's own key, and
``uid``, an identity that two casefiles never share by accident. Values cannot be built wrong: every law of the method's
section 1 that one record can break raises ``Unfit``, whose message says what to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from figures.category import DECEASED, PERSON, CategoryTree
from figures.count import Count
from figures.date import NotADate, span
from figures.portion import Portion
from figures.vocabulary import (
    HANDOVER_STAGES,
    OBSERVING_VANTAGES,
    PROMISE_STAGES,
    Accumulation,
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    PlaceRole,
    SourceKind,
    Stage,
    Unit,
    Vantage,
)

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)


class Unfit(ValueError):
    """A record that the method does not allow; ``field`` names the field to mend, the message says how."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field = field_name


def _need(text: str, field_name: str, message: str) -> None:
    if not text.strip():
        raise Unfit(field_name, message)


def _date(text: str, field_name: str) -> None:
    if text:
        try:
            span(text)
        except NotADate as wrong:
            raise Unfit(field_name, str(wrong)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherDraft:
    """Who published a source; reliability belongs to the publisher (Admiralty A–F, F = cannot be judged)."""

    name: str
    reliability: str = "F"

    def __post_init__(self) -> None:
        _need(self.name, "name", "Give the publisher a name.")
        if self.reliability not in RELIABILITIES:
            raise Unfit("reliability", f"Reliability is one letter from A to F, not “{self.reliability}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(PublisherDraft):
    """A publisher of the casefile."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """Somebody who hands over, receives, mediates or says a number."""

    name: str
    native_name: str = ""
    kind: PartyKind = PartyKind.UNKNOWN
    belongs_to: int | None = None

    def __post_init__(self) -> None:
        _need(self.name, "name", "Give the party a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(PartyDraft):
    """A party of the casefile."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """The bytes of a source as they were taken in; the bytes themselves are asked for by ``sha256``."""

    sha256: str
    media_type: str
    size: int
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """One document that figures are taken from."""

    publisher: int | None = None
    title: str
    authors: tuple[str, ...] = ()
    kind: SourceKind = SourceKind.WIRE_REPORT
    address: str = ""
    archived_address: str = ""
    language: str = ""
    published: str = ""
    accessed: str = ""
    reprint_of: int | None = None
    confidential: bool = False
    copy: StoredCopy | None = None
    note: str = ""
    ref: str = ""

    def __post_init__(self) -> None:
        _need(self.title, "title", "Give the source a title.")
        _date(self.published, "published")
        _date(self.accessed, "accessed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(SourceDraft):
    """A source of the casefile; its text is asked for separately."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """What parties agreed to hand over."""

    title: str
    date: str = ""
    parties: tuple[int, ...] = ()
    mediators: tuple[int, ...] = ()
    place: str = ""
    due: str = ""
    status: AgreementStatus = AgreementStatus.AGREED
    status_on: str = ""
    tranches_missing: bool = False
    undertakings: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _need(self.title, "title", "Give the agreement a title.")
        _date(self.date, "date")
        _date(self.due, "due")
        _date(self.status_on, "status_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(AgreementDraft):
    """An agreement of the casefile."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """One handover, or what was announced as one."""

    agreement: int | None = None
    kind: EventKind = EventKind.PRISONER_EXCHANGE
    title: str
    date: str = ""
    place: str = ""
    place_role: PlaceRole = PlaceRole.NOT_SAID
    mediators: tuple[int, ...] = ()
    status: EventStatus = EventStatus.ANNOUNCED
    note: str = ""

    def __post_init__(self) -> None:
        _need(self.title, "title", "Give the event a title.")
        _date(self.date, "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(EventDraft):
    """An event of the casefile."""

    id: int
    uid: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in the stored text: offsets in characters, and a little of what stands around it."""

    start: int
    end: int
    before: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise Unfit("quote", f"A quote cannot run from character {self.start} to {self.end}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """One number as one claimant gave it in one source (method, section 1)."""

    agreement: int | None = None
    event: int | None = None
    words: str
    count: Count
    bound: Bound = Bound.EXACT
    unit: Unit
    category: str
    sender: int | None = None
    receiver: int | None = None
    stage: Stage
    claimant: int | None = None
    vantage: Vantage | None = None
    vantage_reason: str = ""
    accumulation: Accumulation
    said_on: str = ""
    as_of: str = ""
    source: int
    quote: str = ""
    anchor: Anchor | None = None
    where: str = ""
    credibility: int = 6
    part_of: int | None = None
    relative_to: int | None = None
    portion: Portion | None = None
    corrects: int | None = None
    retracted: bool = False
    retracted_on: str = ""
    retracted_reason: str = ""
    note: str = ""
    ref: str = ""

    def __post_init__(self) -> None:
        _need(self.words, "words", "Type the number as the source words it.")
        if (self.agreement is None) == (self.event is None):
            raise Unfit("about", "A figure is about one agreement or one event.")
        if (self.sender is None) != (self.receiver is None):
            raise Unfit("direction", "Give both ends of the direction, or neither for both directions together.")
        if self.sender is not None and self.sender == self.receiver:
            raise Unfit("direction", "A party cannot hand over to itself.")
        if self.vantage is not None and not self.vantage_reason.strip():
            raise Unfit("vantage", "Say why the vantage is overruled.")
        if self.credibility not in CREDIBILITIES:
            raise Unfit("credibility", f"Credibility is a number from 1 to 6, not {self.credibility}.")
        if self.accumulation is Accumulation.INCREMENT and self.event is None and (self.stage in HANDOVER_STAGES):
            raise Unfit("accumulation", "A count of one handover needs its event; for a total, choose cumulative.")
        if (self.relative_to is None) != (self.portion is None):
            raise Unfit("relative_to", "A share such as “less than 1/5” and the figure it is a share of belong together.")
        for name in ("said_on", "as_of", "retracted_on"):
            _date(getattr(self, name), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(FigureDraft):
    """A figure of the casefile."""

    id: int
    uid: str

    @property
    def name(self) -> str:
        """How other programs call this figure: the table's own identifier where there was one, else its ``uid``."""
        return self.ref or self.uid


def default_accumulation(stage: Stage, *, on_event: bool) -> Accumulation:
    """Increment on an event; on an agreement cumulative for handover and aftermath stages (method, section 1)."""
    return Accumulation.INCREMENT if on_event or stage in PROMISE_STAGES else Accumulation.CUMULATIVE


def check_unit(tree: CategoryTree, category: str, unit: Unit, stage: Stage) -> None:
    """Raise ``Unfit`` where the unit cannot count this category (method, section 1: *unit*)."""
    if category not in tree:
        raise Unfit("category", f"“{category}” is no category of this casefile.")
    if tree.root(category) == PERSON and unit is not Unit.PERSON:
        raise Unfit("unit", f"The living are counted in persons, not in {unit.label}.")
    known_person = (Stage.MATCHED, Stage.IDENTIFIED, Stage.GIVEN_TO_FAMILY)
    if tree.root(category) == DECEASED and unit is Unit.PERSON and stage not in known_person:
        raise Unfit("unit", "The dead are counted in persons only once matched, identified or given to the family.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PinDraft:
    """The researcher's choice of a promise as the measure of one line, with the reason, which is printed."""

    agreement: int | None = None
    event: int | None = None
    category: str
    sender: int | None = None
    receiver: int | None = None
    figure: int
    reason: str

    def __post_init__(self) -> None:
        if (self.agreement is None) == (self.event is None):
            raise Unfit("about", "A measure belongs to one agreement or one event.")
        _need(self.reason, "reason", "Say why this promise is the measure.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(PinDraft):
    """A pin of the casefile; of two on one line the one with the greater ``id`` was set later and wins."""

    id: int
    uid: str


Draft = PublisherDraft | PartyDraft | SourceDraft | AgreementDraft | EventDraft | FigureDraft | PinDraft
Record = Publisher | Party | Source | Agreement | Event | Figure | Pin


def sides_of(parties: Mapping[int, Party]) -> Mapping[int, int]:
    """For each party the root of its ``belongs_to`` chain: the side that it is on."""
    return {party: _root(parties, party) for party in parties}


def _root(parties: Mapping[int, Party], party: int) -> int:
    seen: set[int] = set()
    while party not in seen:
        seen.add(party)
        above = parties[party].belongs_to
        if above is None:
            return party
        party = above
    return party


@dataclass(frozen=True, kw_only=True)
class Casebook:
    """All the records that a comparison or a briefing needs, out of any casefile; sorted by ``id``."""

    publishers: tuple[Publisher, ...] = ()
    parties: tuple[Party, ...] = ()
    sources: tuple[Source, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    pins: tuple[Pin, ...] = ()
    categories: CategoryTree = field(default_factory=CategoryTree)
    observing: frozenset[Vantage] = OBSERVING_VANTAGES

    @cached_property
    def publisher(self) -> Mapping[int, Publisher]:
        """Publishers by id."""
        return {p.id: p for p in self.publishers}

    @cached_property
    def party(self) -> Mapping[int, Party]:
        """Parties by id."""
        return {p.id: p for p in self.parties}

    @cached_property
    def source(self) -> Mapping[int, Source]:
        """Sources by id."""
        return {s.id: s for s in self.sources}

    @cached_property
    def agreement(self) -> Mapping[int, Agreement]:
        """Agreements by id."""
        return {a.id: a for a in self.agreements}

    @cached_property
    def event(self) -> Mapping[int, Event]:
        """Events by id."""
        return {e.id: e for e in self.events}

    @cached_property
    def figure(self) -> Mapping[int, Figure]:
        """Figures by id."""
        return {f.id: f for f in self.figures}

    @cached_property
    def sides(self) -> Mapping[int, int]:
        """The side that each party is on."""
        return sides_of(self.party)

    def events_of(self, agreement: int | None) -> tuple[Event, ...]:
        """The events of one agreement, or those outside any."""
        return tuple(e for e in self.events if e.agreement == agreement)

    def figures_about(self, *, agreement: int | None = None, event: int | None = None) -> tuple[Figure, ...]:
        """The figures about one agreement, its events not counted, or about one event."""
        return self._about.get((agreement, event), ())

    def figures_from(self, source: int) -> tuple[Figure, ...]:
        """The figures that one source gives."""
        return self._from.get(source, ())

    @cached_property
    def _about(self) -> Mapping[tuple[int | None, int | None], tuple[Figure, ...]]:
        found: dict[tuple[int | None, int | None], list[Figure]] = {}
        for figure in self.figures:
            found.setdefault((figure.agreement, figure.event), []).append(figure)
        return {about: tuple(figures) for about, figures in found.items()}

    @cached_property
    def _from(self) -> Mapping[int, tuple[Figure, ...]]:
        found: dict[int, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.source, []).append(figure)
        return {source: tuple(figures) for source, figures in found.items()}

    def foresee(self, figures: Iterable[Figure]) -> None:
        """Told which figures are looked at next, so that a casebook that reads on demand reads together what they name."""

    def last_figure(self) -> Figure | None:
        """The figure that was added last."""
        return self.figures[-1] if self.figures else None

    def side(self, party: int | None) -> int | None:
        """The root of the party's ``belongs_to`` chain: the side that it is on."""
        return None if party is None else self.sides[party]

    def said_on(self, figure: Figure) -> str:
        """The day the claimant said it, else the source's published date; empty where neither is known."""
        return figure.said_on or self.source[figure.source].published

    def counts_to(self, figure: Figure) -> str:
        """The day that a cumulative or stock figure counts up to, else the day it was said."""
        return figure.as_of or self.said_on(figure)

    def grade(self, figure: Figure) -> str:
        """Admiralty grade: the publisher's reliability and the item's credibility, such as ``B2``."""
        publisher = self.source[figure.source].publisher
        reliability = "F" if publisher is None else self.publisher[publisher].reliability
        return f"{reliability}{figure.credibility}"
