"""A second, plain implementation of the method's sections 3 and 4, written from the text alone, to hold the first against.

Clarity over speed: nothing is cached but finished readings, nothing is shared with ``figures/`` but the frozen records.
``compare(casebook, as_of)`` returns ``{"day", "lines", "states", "unaccounted"}``.

``lines`` maps (agreement, event, category, sender side, receiver side, unit) to a dict: ``stated``, ``reported``, ``observed``,
``presented`` are None or the tuple (low, high, stage, contested, figures, number of origins, grade, basis); ``aftermath`` maps
stages to such tuples; ``others`` is a set of (role, unit, stage, low, high); ``flags`` a set of (kind, figures).
``states`` maps figures to (standing, replaced_by, vantage, role, low, high), ``replaced_by`` being the set of *all* figures
that correct or replace it. ``unaccounted`` maps a whole that has parts to (low, high).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import product

from figures.category import EXCLUSIVE
from figures.count import Count
from figures.date import first_day, last_day, span
from figures.record import Casebook, Event, Figure
from figures.vocabulary import (
    AFTERMATH_STAGES,
    PROMISE_STAGES,
    Accumulation,
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    Role,
    Stage,
    Unit,
    Vantage,
    Verdict,
)

AGREEMENT_ORDER = (Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED, Stage.SCHEDULED)
EVENT_ORDER = (Stage.SCHEDULED, Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED)
HAPPENED = (EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED, EventStatus.UNDER_WAY)
NUMBERLESS = (Bound.ALL, Bound.UNKNOWN, Bound.NOT_GIVEN)
OBSERVED, REPORTED, PRESENTED, EITHER = "observed", "reported", "presented", "either"
FULFILLED = {Verdict.MET, Verdict.MET_EXACTLY, Verdict.MET_OR_EXCEEDED, Verdict.EXCEEDED}
ANYTHING = Count(0, None)
Grade = tuple[str, int]


# ---------------------------------------------------------------- 3.3 merging


@dataclass
class Voice:
    """One voice of a reading. ``ways``: what it could mean, more than one where it is itself contested."""

    count: Count
    ways: list[Count]
    contested: bool
    figures: frozenset[int]
    origins: list[frozenset[str]]  # several where events tie for the fewest origins
    grade: Grade
    basis: str


@dataclass
class Reading:
    """What the voices of one role and unit say together."""

    count: Count
    groups: list[Count]
    contested: bool
    figures: frozenset[int]
    origins: frozenset[str]
    grade: Grade
    basis: str
    stage: Stage | None = None
    unit: Unit | None = None

    def plain(self) -> tuple:
        return (
            self.count.low,
            self.count.high,
            self.stage,
            self.contested,
            self.figures,
            len(self.origins),
            f"{self.grade[0]}{self.grade[1]}",
            self.basis,
        )


def distinct(counts: list[Count]) -> list[Count]:
    found: list[Count] = []
    for count in counts:
        if count not in found:
            found.append(count)
    return found


def shared(counts: list[Count]) -> Count | None:
    """What all the counts have in common."""
    low = max(c.low for c in counts)
    highs = [c.high for c in counts if c.high is not None]
    if highs and min(highs) < low:
        return None
    return Count(low, min(highs) if highs else None)


def span_of(counts: list[Count]) -> tuple[Count, bool]:
    """3.3: from the greatest low not above *h* to the least high not below *l*; and whether the counts contest."""
    common = shared(counts)
    if common is not None:
        return common, False
    h = min(c.high for c in counts if c.high is not None)
    greatest = max(c.low for c in counts)
    low = max(c.low for c in counts if c.low <= h)
    highs = [c.high for c in counts if c.high is not None and c.high >= greatest]
    return Count(low, min(highs) if highs else None), True


def agreeing_groups(counts: list[Count]) -> list[Count]:
    """Section 4: the largest sets of voices that share a value (none can be added), each read as what it shares."""
    sets = []
    for point in {c.low for c in counts}:
        sets.append(frozenset(i for i, c in enumerate(counts) if c.low <= point and (c.high is None or point <= c.high)))
    largest = [s for s in sets if not any(s < other for other in sets)]
    return distinct([shared([counts[i] for i in sorted(s)]) for s in largest])


def merge(voices: list[Voice]) -> Reading | None:
    """3.3: the reading of some voices, none of them where there are none."""
    if not voices:
        return None
    count, disagree = span_of([v.count for v in voices])
    contested = disagree or any(v.contested for v in voices)
    groups: list[Count] = [count]
    if contested:
        groups = []
        for way in product(*(v.ways for v in voices)):
            groups += agreeing_groups(list(way))
        groups = distinct(groups)
        highs = [g.high for g in groups]
        count = Count(min(g.low for g in groups), None if None in highs else max(highs))
    unions = [frozenset[str]().union(*choice) for choice in product(*(v.origins for v in voices))]
    origins = min(unions, key=lambda o: (len(o), sorted(o)))
    bases = [v.basis for v in voices]
    return Reading(
        count=count,
        groups=groups,
        contested=contested,
        figures=frozenset().union(*(v.figures for v in voices)),
        origins=origins,
        grade=min(v.grade for v in voices),
        basis=next(b for b in ("own", "sum", "directions", "children") if b in bases),
    )


def add_up(readings: list[Reading], *, open_end: bool, basis: str) -> Voice:
    """A sum of readings as one voice: contested where one is; one way for each choice of a group from each (3.6, section 4)."""

    def total(counts: tuple[Count, ...] | list[Count]) -> Count:
        whole = Count(0, 0)
        for count in counts:
            whole = whole.plus(count)
        return whole.at_least() if open_end else whole

    fewest = min(len(r.origins) for r in readings)
    ways = [total(way) for way in product(*(r.groups for r in readings))]
    return Voice(
        count=total([r.count for r in readings]),
        ways=distinct(ways),
        contested=any(r.contested for r in readings),
        figures=frozenset().union(*(r.figures for r in readings)),
        origins=[o for o in {r.origins for r in readings} if len(o) == fewest],
        grade=max(r.grade for r in readings),
        basis=basis,
    )


# ---------------------------------------------------------------- one day's view of a casebook

Subject = tuple[str, int]  # ("agreement", id) or ("event", id)
Direction = tuple[int | None, int | None]
NO_DIRECTION: Direction = (None, None)


@dataclass
class Day:
    """The casebook as it is read on one day."""

    book: Casebook
    asked: dt.date | None
    day: dt.date | None = None
    standing: set[int] = field(default_factory=set)
    readings: dict = field(default_factory=dict)
    only_increments: bool = False
    increments: Day | None = None

    def __post_init__(self) -> None:
        self.day = self.asked or self.latest_day()
        self.standing = {f.id for f in self.book.figures if self.stands(f)}

    # ------------------------------------------------------------ 3.1 as of a day

    def latest_day(self) -> dt.date | None:
        """3.1: without an as-of date the day is the latest said-on or published date in the casefile."""
        days = [last_day(f.said_on) for f in self.book.figures] + [last_day(s.published) for s in self.book.sources]
        return max((d for d in days if d is not None), default=None)

    def known(self, figure: Figure) -> bool:
        """3.1: said up to the end of the day; a figure without any date only where no day is asked."""
        if self.asked is None:
            return True
        said = last_day(self.book.said_on(figure))
        return said is not None and said <= self.asked

    def retracted(self, figure: Figure) -> bool:
        """3.1: retractions made up to the end of the day; one without a day, always."""
        if not figure.retracted:
            return False
        if not figure.retracted_on or self.day is None:
            return True
        made = last_day(figure.retracted_on)
        return made is not None and made <= self.day

    def after(self, event: Event) -> bool:
        """3.1: the event is dated wholly after the day."""
        first = first_day(event.date)
        return first is not None and self.day is not None and first > self.day

    def event_status(self, event: Event) -> EventStatus:
        """3.1: an event dated wholly after the day counts as announced."""
        return EventStatus.ANNOUNCED if self.after(event) else event.status

    def agreement_status(self, number: int) -> AgreementStatus:
        """3.1: an agreement counts as under way until its status was reached."""
        agreement = self.book.agreement[number]
        if self.day is None:
            return agreement.status
        if agreement.status_on:
            reached = last_day(agreement.status_on)
            return agreement.status if reached is not None and reached <= self.day else AgreementStatus.UNDER_WAY
        done = [
            last_day(e.date)
            for e in self.book.events
            if e.agreement == number
            and e.status in (EventStatus.COMPLETED, EventStatus.PARTLY_COMPLETED)
            and e.date
            and not self.after(e)
        ]
        if any(d is None or d > self.day for d in done):
            return AgreementStatus.UNDER_WAY
        return agreement.status

    def is_open(self, subject: Subject) -> bool:
        """3.1: open and not past due."""
        kind, number = subject
        if kind == "agreement":
            closed = self.agreement_status(number) in (AgreementStatus.COMPLETED, AgreementStatus.COLLAPSED)
            due = self.book.agreement[number].due
        else:
            event = self.book.event[number]
            status = self.event_status(event)
            closed = status not in (EventStatus.ANNOUNCED, EventStatus.UNDER_WAY, EventStatus.POSTPONED)
            due = "" if status is EventStatus.POSTPONED else event.date
        last = last_day(due)
        past_due = last is not None and self.day is not None and last < self.day
        return not closed and not past_due

    # ------------------------------------------------------------ section 1: count, line, vantage, role

    def corrector(self, figure: Figure) -> Figure | None:
        """Section 1: the known figure, not retracted, that corrects this one; of several the one said last."""
        found = [f for f in self.book.figures if f.corrects == figure.id and self.known(f) and not self.retracted(f)]
        return max(found, key=lambda f: (last_day(self.book.said_on(f)) or dt.date.min, f.id), default=None)

    def count(self, figure: Figure) -> Count:
        """Section 1, *relative to*: a share follows its base and the base's corrections."""
        if figure.portion is None:
            return figure.count
        base = self.book.figure[figure.relative_to]
        while (better := self.corrector(base)) is not None:
            base = better
        return figure.portion.of(self.count(base))

    def subject(self, figure: Figure) -> Subject:
        return ("agreement", figure.agreement) if figure.event is None else ("event", figure.event)

    def direction(self, figure: Figure) -> Direction:
        """Section 3: the direction of a line is between sides."""
        return (self.book.side(figure.sender), self.book.side(figure.receiver))

    def line(self, figure: Figure) -> tuple[Subject, str, Direction]:
        return (self.subject(figure), figure.category, self.direction(figure))

    def vantage(self, figure: Figure) -> Vantage:
        """Section 1, *vantage*: set by hand, else the first that fits."""
        if figure.vantage is not None:
            return figure.vantage
        if figure.claimant is None:
            return Vantage.UNATTRIBUTED
        side = self.book.side(figure.claimant)
        sender, receiver = self.direction(figure)
        if sender is not None and side == sender:
            return Vantage.SENDER
        if receiver is not None and side == receiver:
            return Vantage.RECEIVER
        mediators: set[int] = set()
        agreement = figure.agreement
        if figure.event is not None:
            mediators |= set(self.book.event[figure.event].mediators)
            agreement = self.book.event[figure.event].agreement
        if agreement is not None:
            mediators |= set(self.book.agreement[agreement].mediators)
        if figure.claimant in mediators or side in mediators:
            return Vantage.MEDIATOR
        chain: list[PartyKind] = []
        at: int | None = figure.claimant
        while at is not None:
            chain.append(self.book.party[at].kind)
            at = self.book.party[at].belongs_to
        neutral = chain[-1] in (PartyKind.INTERNATIONAL_ORGANISATION, PartyKind.NGO)
        if neutral and PartyKind.STATE not in chain and PartyKind.ARMED_GROUP not in chain:
            return Vantage.WITNESS
        return Vantage.UNATTRIBUTED

    def role(self, figure: Figure) -> Role:
        """Section 1: roles are derived, never a flag."""
        if figure.accumulation is Accumulation.STOCK:
            return Role.NONE
        if figure.stage in PROMISE_STAGES:
            return Role.STATED
        if figure.stage is Stage.TRANSFERRED:
            return Role.OBSERVED if self.vantage(figure) in self.book.observing else Role.REPORTED
        if figure.stage is Stage.PRESENTED:
            return Role.PRESENTED
        if figure.stage in AFTERMATH_STAGES:
            return Role.AFTERMATH
        return Role.NONE

    # ------------------------------------------------------------ 3.2 standing

    def correctors(self, figure: Figure) -> set[int]:
        """3.2: known figures, not retracted, that correct this one, whatever became of them in their turn."""
        return {f.id for f in self.book.figures if f.corrects == figure.id and self.known(f) and not self.retracted(f)}

    def is_part(self, figure: Figure) -> bool:
        """3.2: a part of another figure in the same category is held against its whole and never stands on the line."""
        return figure.part_of is not None and self.book.figure[figure.part_of].category == figure.category

    def replacers(self, figure: Figure) -> set[int]:
        """3.2: later figures of the same claimant, stage, unit, accumulation and line that share no value with this one."""
        return {f.id for f in self.book.figures if self.replaces(f, figure)}

    def replaces(self, new: Figure, old: Figure) -> bool:
        if not self.known(new) or self.retracted(new) or self.correctors(new):
            return False
        if new.claimant is None or new.claimant != old.claimant or self.is_part(new) or self.is_part(old):
            return False
        if (new.stage, new.unit, new.accumulation) != (old.stage, old.unit, old.accumulation):
            return False
        if self.line(new) != self.line(old):
            return False
        said_new, said_old = first_day(self.book.said_on(new)), last_day(self.book.said_on(old))
        if said_new is None or said_old is None or said_new <= said_old:
            return False
        if new.accumulation is Accumulation.CUMULATIVE and span(self.book.counts_to(new)) != span(self.book.counts_to(old)):
            return False
        return not self.count(new).overlaps(self.count(old))

    def in_force(self, figure: Figure) -> bool:
        """Known, not retracted, not corrected and not replaced."""
        return self.known(figure) and not self.retracted(figure) and not self.correctors(figure) and not self.replacers(figure)

    def stands(self, figure: Figure) -> bool:
        """3.2: in force, and no part of another in the same category."""
        return self.in_force(figure) and not self.is_part(figure)

    # ------------------------------------------------------------ 3.3 origins and grades

    def origins(self, figure: Figure) -> frozenset[str]:
        """3.3: a side; without a claimant the publisher of the origin; a researcher's own count is none."""
        if self.vantage(figure) is Vantage.RESEARCHER:
            return frozenset()
        if figure.claimant is not None:
            return frozenset({f"side {self.book.side(figure.claimant)}"})
        source = self.book.source[figure.source]
        while source.reprint_of is not None:
            source = self.book.source[source.reprint_of]
        if source.publisher is None:
            return frozenset({f"source {source.id}"})
        return frozenset({f"publisher {source.publisher}"})

    def grade(self, figure: Figure) -> Grade:
        """3.3: reliability A–E, then F; then credibility 1–5, then 6: the lesser tuple is the better grade."""
        grade = self.book.grade(figure)
        return (grade[0], int(grade[1:]))

    def voice(self, figure: Figure, count: Count | None = None) -> Voice:
        """A figure as a voice."""
        count = count or self.count(figure)
        return Voice(count, [count], False, frozenset({figure.id}), [self.origins(figure)], self.grade(figure), "own")

    # ------------------------------------------------------------ 3.4 stated

    def pin(self, subject: Subject, category: str, direction: Direction) -> tuple[Figure | None, set]:
        """3.4: the figure pinned as the measure of the line, the later of two pins; a fallen pin is flagged."""
        pins = [
            p
            for p in self.book.pins
            if (("agreement", p.agreement) if p.event is None else ("event", p.event)) == subject
            and p.category == category
            and (self.book.side(p.sender), self.book.side(p.receiver)) == direction
        ]
        if not pins:
            return None, set()
        figure = self.book.figure[max(pins, key=lambda p: p.id).figure]
        if figure.id in self.standing and self.role(figure) is Role.STATED and self.subject(figure) == subject:
            return figure, set()
        return None, {("pin_fallen", frozenset({figure.id}))}

    def stated(self, subject: Subject, category: str, direction: Direction) -> dict[Unit, Reading]:
        """3.4: the stated readings by unit: the pinned promise, else the first present stage."""
        figure, _ = self.pin(subject, category, direction)
        if figure is not None:
            reading = merge([self.voice(figure)])
            reading.basis, reading.stage, reading.unit = "pinned", figure.stage, figure.unit
            return {figure.unit: reading}
        promises = [
            f
            for f in self.book.figures
            if f.id in self.standing and self.role(f) is Role.STATED and self.line(f) == (subject, category, direction)
        ]
        for stage in AGREEMENT_ORDER if subject[0] == "agreement" else EVENT_ORDER:
            taken = [f for f in promises if f.stage is stage]
            if taken:
                readings = {}
                for unit in Unit:
                    reading = merge([self.voice(f) for f in taken if f.unit is unit])
                    if reading is not None:
                        reading.stage, reading.unit = stage, unit
                        readings[unit] = reading
                return readings
        return {}

    # ------------------------------------------------------------ 3.5, 3.6 what a line's own figures say

    def has_role(self, figure: Figure, role: str | Stage) -> bool:
        if isinstance(role, Stage):
            return self.role(figure) is Role.AFTERMATH and figure.stage is role
        return self.role(figure).value == role

    def own_figures(self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit) -> list[Figure]:
        """3.5: on an event only increments enter observed and reported. 3.6: on an agreement the cumulative figures."""
        if role == EITHER:
            observed = self.own_figures(subject, category, direction, OBSERVED, unit)
            return observed or self.own_figures(subject, category, direction, REPORTED, unit)
        found = []
        for figure in self.book.figures:
            if figure.id not in self.standing or self.line(figure) != (subject, category, direction):
                continue
            if figure.unit is not unit or not self.has_role(figure, role):
                continue
            if subject[0] == "agreement" and figure.accumulation is not Accumulation.CUMULATIVE:
                continue
            narrow = role in (OBSERVED, REPORTED) or self.only_increments
            if subject[0] == "event" and narrow and figure.accumulation is not Accumulation.INCREMENT:
                continue
            found.append(figure)
        return found

    def touches(self, event: Event, category: str, direction: Direction) -> bool:
        """3.6: whether the event touches a line of its agreement."""
        if self.after(event):
            return False
        figures = [f for f in self.book.figures if f.event == event.id and f.id in self.standing]
        if not figures:
            return event.status in HAPPENED and self.carries(event.kind, category)
        for figure in figures:
            same_way = direction == NO_DIRECTION or self.direction(figure) in (direction, NO_DIRECTION)
            if same_way and self.book.categories.related(figure.category, category):
                return True
        return False

    def carries(self, kind: EventKind, category: str) -> bool:
        """3.6: the categories that an event of this kind can carry."""
        tree = self.book.categories
        match kind:
            case EventKind.RETURN_OF_REMAINS:
                return tree.is_under(category, "deceased")
            case EventKind.RETURN_OF_CIVILIANS | EventKind.RETURN_OF_CHILDREN:
                return category == "person" or tree.is_under(category, "civilian")
            case EventKind.LIST_TRANSMISSION | EventKind.IDENTIFICATION:
                return False
            case EventKind.OTHER:
                return True
            case _:
                return tree.is_under(category, "person")

    def can_add(self, event: Event, role: str | Stage) -> bool:
        """3.6: what adds nothing to observed and reported."""
        if role in (OBSERVED, REPORTED, EITHER):
            no_handover = event.kind in (EventKind.LIST_TRANSMISSION, EventKind.IDENTIFICATION)
            return self.event_status(event) in HAPPENED and not no_handover
        return True

    def adding_events(self, agreement: int, category: str, direction: Direction, role: str | Stage) -> list[Event]:
        return [
            e
            for e in self.book.events
            if e.agreement == agreement and self.touches(e, category, direction) and self.can_add(e, role)
        ]

    def the_sum(self, agreement: int, category: str, direction: Direction, role: str | Stage, unit: Unit) -> Voice | None:
        """3.6: the sum over the events that touch the line."""
        readings: list[Reading] = []
        at_least = self.book.agreement[agreement].tranches_missing and role != PRESENTED
        for event in self.adding_events(agreement, category, direction, role):
            reading = self.without_totals().read(("event", event.id), category, direction, role, unit)
            if reading is not None:
                readings.append(reading)
            elif self.event_status(event) in HAPPENED and role != PRESENTED:
                at_least = True
        return add_up(readings, open_end=at_least, basis="sum") if readings else None

    def without_totals(self) -> Day:
        """3.6: the same day for the events of a sum, which "increments and cumulatives are never added to each other" binds."""
        if self.only_increments:
            return self
        if self.increments is None:
            self.increments = Day(self.book, self.asked)
            self.increments.only_increments = True
        return self.increments

    def later(self, date: str, other: str) -> bool:
        """3.6: whether something so dated is later than what counts up to the other date, or has no date itself."""
        if not date or not other:
            return True
        mine, its = last_day(date), last_day(other)
        return its is not None and (mine is None or mine > its)

    def total(self, figure: Figure, beside: list[Figure], events: list[Event]) -> Voice:
        """3.6: a cumulative figure, read as a floor where something that touches the line is dated later."""
        to = self.book.counts_to(figure)
        floor = any(self.later(e.date, to) for e in events) or any(
            self.later(self.book.counts_to(f), to) for f in beside if f.id != figure.id
        )
        count = self.count(figure)
        return self.voice(figure, count.at_least() if floor else count)

    def own_voices(self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit) -> list[Voice]:
        """3.5 on an event, 3.6 on an agreement."""
        figures = self.own_figures(subject, category, direction, role, unit)
        if subject[0] == "event":
            return [self.voice(f) for f in figures]
        events = self.adding_events(subject[1], category, direction, role)
        voices = [self.total(f, figures, events) for f in figures]
        added = self.the_sum(subject[1], category, direction, role, unit)
        return [*voices, added] if added is not None else voices

    # ------------------------------------------------------------ 3.7 children, 3.8 both directions

    def children(self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit) -> Voice | None:
        """3.7: the children as one voice, "at least": the sum of those that exclude each other, else the largest."""
        read = {}
        for child in self.book.categories.children(category):
            reading = self.read(subject, child, direction, role, unit)
            if reading is not None:
                read[child] = reading
        takings = [[reading] for reading in read.values()]
        for exclusive in EXCLUSIVE:
            both = [reading for child, reading in read.items() if child in exclusive]
            if len(both) > 1:
                takings.insert(0, both)
        if not takings:
            return None
        best = max(takings, key=lambda taken: sum(r.count.low for r in taken))
        return add_up(best, open_end=True, basis="children")

    def directions(self, subject: Subject, category: str, role: str | Stage, unit: Unit) -> Voice | None:
        """3.8: the sum of the directed lines of a line without direction, "at least" while only one is known."""
        if isinstance(role, Stage):
            return None
        ways = set()
        for figure in self.book.figures:
            if figure.id in self.standing and self.belongs(figure, subject) and self.direction(figure) != NO_DIRECTION:
                ways.add(self.direction(figure))
        readings = [self.read(subject, category, way, role, unit) for way in sorted(ways)]
        known = [r for r in readings if r is not None]
        there = {way for way, r in zip(sorted(ways), readings, strict=True) if r is not None}
        half = any((b, a) not in there for a, b in there)
        return add_up(known, open_end=half, basis="directions") if known else None

    def belongs(self, figure: Figure, subject: Subject) -> bool:
        """Whether the figure is about the subject, or about an event of it."""
        if self.subject(figure) == subject:
            return True
        return subject[0] == "agreement" and figure.event is not None and self.book.event[figure.event].agreement == subject[1]

    def read(self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit) -> Reading | None:
        """The reading of a line, whether or not it is a line of its own, in a handover or aftermath role."""
        return self.read_and_flag(subject, category, direction, role, unit)[0]

    def read_and_flag(
        self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit
    ) -> tuple[Reading | None, set]:
        key = (subject, category, direction, role, unit)
        if key not in self.readings:
            self.readings[key] = self._read(*key)
        return self.readings[key]

    def _read(
        self, subject: Subject, category: str, direction: Direction, role: str | Stage, unit: Unit
    ) -> tuple[Reading | None, set]:
        """3.7 and 3.8: the line's own voices, its children where they meet them, its directions where it has no figure."""
        if role == EITHER and subject[0] == "event":
            observed = self.read(subject, category, direction, OBSERVED, unit)
            return observed or self.read(subject, category, direction, REPORTED, unit), set()
        flags = set()
        voices = self.own_voices(subject, category, direction, role, unit)
        own = merge(voices)
        directed = self.directions(subject, category, role, unit) if direction == NO_DIRECTION else None
        if directed is not None:
            figures = [] if own is None else [self.book.figure[f] for f in own.figures]
            if not any(f.category == category and self.direction(f) == direction for f in figures):
                voices = [directed]
                own = merge(voices)
            elif not own.count.overlaps(directed.count):
                flags.add(("directions_disagree", own.figures | directed.figures))
        children = self.children(subject, category, direction, role, unit)
        if children is not None:
            if own is not None and not own.count.overlaps(children.count):
                flags.add(("parts_exceed_whole", own.figures | children.figures))
            else:
                voices.append(children)
        reading = merge(voices)
        if reading is not None:
            reading.unit = unit
            if isinstance(role, Stage):
                reading.stage = role
            else:
                reading.stage = Stage.PRESENTED if role == PRESENTED else Stage.TRANSFERRED
        return reading, flags

    def from_parent(self, subject: Subject, category: str, direction: Direction) -> dict[Unit, Reading]:
        """3.7: [0, the parent's high] from the nearest parent observed by a figure of the parent's own category."""
        for parent in self.book.categories.line_of(category)[1:]:
            found = {}
            for unit in Unit:
                reading = self.read(subject, parent, direction, OBSERVED, unit)
                if reading is not None and any(self.book.figure[f].category == parent for f in reading.figures):
                    count = Count(0, reading.count.high)
                    found[unit] = replace(reading, count=count, groups=[count], contested=False, basis="parent")
            if found:
                return found
        return {}

    # ------------------------------------------------------------ section 4

    def numberless(self, reading: Reading) -> bool:
        """Section 4: the reading rests only on *all*, *any*, *unknown* or *not given*."""
        return all(self.book.figure[f].bound in NUMBERLESS for f in reading.figures)

    def verdict(self, stated: Reading, observed: Reading, *, is_open: bool) -> Verdict:
        """Section 4: the verdict against each agreeing group in turn."""
        if self.numberless(stated):
            return Verdict.CANNOT_TELL
        found = {judge(o, s, is_open=is_open) for s in stated.groups for o in observed.groups}
        if len(found) == 1:
            return found.pop()
        if not stated.contested and found <= FULFILLED:
            return Verdict.MET_OR_EXCEEDED
        return Verdict.CANNOT_TELL

    def only_reported(self, subject: Subject, category: str, direction: Direction, unit: Unit) -> bool:
        """Section 4: whether an event, or the line's own total, has a reported reading and no observed one."""
        if subject[0] == "event":
            subjects = [subject]
        else:
            totals = {r: self.own_figures(subject, category, direction, r, unit) for r in (OBSERVED, REPORTED)}
            if totals[REPORTED] and not totals[OBSERVED]:
                return True
            subjects = [subject, *(("event", e.id) for e in self.adding_events(subject[1], category, direction, OBSERVED))]
        for one in subjects:
            observed = self.read(one, category, direction, OBSERVED, unit)
            if observed is None and self.read(one, category, direction, REPORTED, unit) is not None:
                return True
        return False

    def reported_verdict(
        self, subject: Subject, category: str, direction: Direction, unit: Unit | None, stated: Reading | None
    ) -> Verdict | None:
        """Section 4: event by event the observed reading, else the reported one."""
        only = [u for u in Unit if self.only_reported(subject, category, direction, u)]
        either = [u for u in Unit if self.read(subject, category, direction, EITHER, u) is not None]
        if stated is None:
            return Verdict.NOTHING_STATED if unit in only else None
        promised = self.stated(subject, category, direction)
        for one in only if unit is None else [unit]:
            if one in only and one in either and one in promised:
                reading = self.read(subject, category, direction, EITHER, one)
                return self.verdict(promised[one], reading, is_open=self.is_open(subject))
        return Verdict.INCOMPARABLE if only and not set(promised) & set(either) else None

    # ------------------------------------------------------------ 3.10 flags

    def parts_flags(self, subject: Subject, category: str, direction: Direction, unit: Unit) -> set:
        """3.10: the parts of a figure of this line certainly exceed it."""
        flags = set()
        for whole in self.book.figures:
            if self.line(whole) == (subject, category, direction) and whole.unit is unit and self.in_force(whole):
                parts = self.parts(whole)
                if parts and self.count(whole).high is not None and self.parts_count(parts).low > self.count(whole).high:
                    flags.add(("parts_exceed_whole", frozenset({whole.id, *(p.id for p in parts)})))
        return flags

    def parts(self, whole: Figure) -> list[Figure]:
        return [f for f in self.book.figures if f.part_of == whole.id and f.unit is whole.unit and self.in_force(f)]

    def parts_count(self, parts: list[Figure]) -> Count:
        """3.7: parts of one category, and of categories that exclude each other, are added; of others the largest counts."""

        def least(category: str) -> int:
            own = sum(self.count(p).low for p in parts if p.category == category)
            below = {child: least(child) for child in self.book.categories.children(category)}
            together = [sum(low for child, low in below.items() if child in exclusive) for exclusive in EXCLUSIVE]
            return max([own, *below.values(), *together])

        highs = [self.count(p).high for p in parts]
        low = max(least(root) for root in ("person", "deceased"))
        return Count(low, None if None in highs else max(low, sum(highs)))

    def line_flags(self, subject: Subject, category: str, direction: Direction) -> set:
        """3.10: a transferred figure on an event that adds nothing; two events that may be one; a fallen pin."""
        flags = set(self.pin(subject, category, direction)[1])
        agreement = subject[1] if subject[0] == "agreement" else self.book.event[subject[1]].agreement
        for event in self.book.events:
            if subject != ("event", event.id) and subject != ("agreement", event.agreement):
                continue
            if not self.can_add(event, OBSERVED):
                moved = frozenset(
                    f.id
                    for f in self.book.figures
                    if f.id in self.standing
                    and self.line(f) == (("event", event.id), category, direction)
                    and f.stage is Stage.TRANSFERRED
                )
                if moved:
                    flags.add(("transferred_on_cancelled_event", moved))
        events = [e for e in self.book.events if agreement is not None and e.agreement == agreement]
        for i, one in enumerate(events):
            for other in events[i + 1 :]:
                if subject[0] == "event" and subject[1] not in (one.id, other.id):
                    continue
                days = {first_day(one.date), last_day(one.date), first_day(other.date), last_day(other.date)}
                if one.kind is not other.kind or len(days) != 1 or None in days:
                    continue
                here = [f for f in self.book.figures if f.id in self.standing and self.direction(f) == direction]
                mine, its = ({f.id for f in here if f.event == e.id} for e in (one, other))
                if mine and its and any(self.book.figure[f].category == category for f in mine | its):
                    flags.add(("possible_duplicate", frozenset(mine | its)))
        return flags

    # ------------------------------------------------------------ 3.9 units, and which lines there are

    def line_keys(self) -> set[tuple[Subject, str, Direction]]:
        """The lines on which a figure stands, or on an event of which one does; and the pinned ones."""
        keys = set()
        for figure in self.book.figures:
            if figure.id in self.standing:
                subject, category, direction = self.line(figure)
                keys.add((subject, category, direction))
                if figure.event is not None and self.book.event[figure.event].agreement is not None:
                    keys.add((("agreement", self.book.event[figure.event].agreement), category, direction))
        for pin in self.book.pins:
            subject = ("agreement", pin.agreement) if pin.event is None else ("event", pin.event)
            direction = (self.book.side(pin.sender), self.book.side(pin.receiver))
            if self.pin(subject, pin.category, direction)[0] is not None:
                keys.add((subject, pin.category, direction))
        return keys

    def compare_line(self, subject: Subject, category: str, direction: Direction) -> dict:
        """3.9 and section 4: the comparisons of a line, by unit."""
        line = (subject, category, direction)
        stated = self.stated(*line)
        roles = {role: self.by_unit(*line, role) for role in (OBSERVED, REPORTED, PRESENTED, *AFTERMATH_STAGES)}
        read_observed = dict(roles[OBSERVED])
        if stated and not roles[OBSERVED]:
            roles[OBSERVED] = self.from_parent(*line)
        observed = roles[OBSERVED]

        aftermath_units = {u for stage in AFTERMATH_STAGES for u in roles[stage]}
        if stated and observed:
            units: list[Unit | None] = [u for u in Unit if u in stated and u in observed] or [None]
        else:
            choice = next((m for m in (stated, observed, roles[REPORTED], roles[PRESENTED], aftermath_units) if m), ())
            units = [u for u in Unit if u in choice]

        flags: dict[Unit, set] = {u: self.parts_flags(*line, u) for u in Unit}
        for unit in Unit:
            for role in (OBSERVED, REPORTED, PRESENTED, *AFTERMATH_STAGES):
                flags[unit] |= self.read_and_flag(*line, role, unit)[1]
            one, other = read_observed.get(unit), roles[REPORTED].get(unit)
            if one is not None and other is not None and not one.count.overlaps(other.count):
                flags[unit].add(("roles_disagree", one.figures | other.figures))

        result = {}
        is_open = self.is_open(subject)
        for unit in units:
            shown: set[tuple] = set()

            def take(role: str | Stage, readings: dict[Unit, Reading], unit=unit, shown=shown) -> Reading | None:
                chosen = unit if unit is not None else next((u for u in Unit if u in readings), None)
                shown.add((role, chosen))
                return readings.get(chosen)

            s, o = take("stated", stated), take(OBSERVED, observed)
            r, p = take(REPORTED, roles[REPORTED]), take(PRESENTED, roles[PRESENTED])
            aftermath = {stage: take(stage, roles[stage]) for stage in AFTERMATH_STAGES}
            others = {
                ("aftermath" if isinstance(role, Stage) else role, u, reading.stage, reading.count.low, reading.count.high)
                for role, readings in {"stated": stated, **roles}.items()
                for u, reading in readings.items()
                if (role, u) not in shown and u not in units
            }
            difference = None
            if s is None:
                verdict = Verdict.NOTHING_STATED
            elif o is None:
                verdict = Verdict.AWAITED if is_open else Verdict.NOTHING_OBSERVED
            elif unit is None:
                verdict = Verdict.INCOMPARABLE
            else:
                verdict = self.verdict(s, o, is_open=is_open)
                difference = (
                    None if s.count.high is None else o.count.low - s.count.high,
                    None if o.count.high is None else o.count.high - s.count.low,
                )
                if self.numberless(s):
                    difference = (None, None)
            spoken = o or r or s
            elsewhere = [flags[u] for u in Unit if u == unit or u not in units]
            key = (
                subject[1] if subject[0] == "agreement" else self.book.event[subject[1]].agreement,
                None if subject[0] == "agreement" else subject[1],
                category,
                *direction,
                unit,
            )
            result[key] = {
                "stated": s and s.plain(),
                "reported": r and r.plain(),
                "observed": o and o.plain(),
                "presented": p and p.plain(),
                "aftermath": {stage: reading.plain() for stage, reading in aftermath.items() if reading is not None},
                "groups": {"stated": s and s.groups, "observed": o and o.groups},
                "difference": difference,
                "verdict": verdict,
                "reported_verdict": self.reported_verdict(*line, unit, s),
                "open": is_open,
                "corroboration": corroboration(spoken),
                "flags": set().union(self.line_flags(*line), *elsewhere),
                "others": others,
            }
        return result

    def by_unit(self, subject: Subject, category: str, direction: Direction, role: str | Stage) -> dict[Unit, Reading]:
        """3.9: the readings of a role, unit by unit: only like is compared with like."""
        found = {unit: self.read(subject, category, direction, role, unit) for unit in Unit}
        return {unit: reading for unit, reading in found.items() if reading is not None}


def judge(o: Count, s: Count, *, is_open: bool) -> Verdict:
    """Section 4: the first verdict that fits two counts."""
    if s.high is not None and o.low > s.high:
        return Verdict.EXCEEDED
    if o.low == o.high == s.low == s.high:
        return Verdict.MET_EXACTLY
    if o.low >= s.low and (s.high is None or (o.high is not None and o.high <= s.high)):
        return Verdict.MET
    if o.low >= s.low:
        return Verdict.MET_OR_EXCEEDED
    if o.high is not None and o.high < s.low:
        return Verdict.OUTSTANDING if is_open else Verdict.SHORT
    return Verdict.CANNOT_TELL


def corroboration(reading: Reading | None) -> str:
    """3.3: none, single, independent (two or more), contested."""
    if reading is None:
        return "none"
    if reading.contested:
        return "contested"
    return ("none", "single", "independent")[min(2, len(reading.origins))]


def compare(casebook: Casebook, as_of: dt.date | None = None) -> dict:
    """Sections 3 and 4 over a whole casebook, on one day."""
    day = Day(casebook, as_of)
    lines: dict = {}
    for key in day.line_keys():
        lines.update(day.compare_line(*key))
    states = {}
    unaccounted = {}
    for figure in casebook.figures:
        by = frozenset(day.correctors(figure) | day.replacers(figure)) if day.known(figure) else frozenset()
        count = day.count(figure)
        states[figure.id] = (figure.id in day.standing, by, day.vantage(figure), day.role(figure), count.low, count.high)
        parts = day.parts(figure)
        if parts and day.in_force(figure):
            left = count.remainder_after(day.parts_count(parts))
            unaccounted[figure.id] = (left.low, left.high)
    return {"day": day.day, "lines": lines, "states": states, "unaccounted": unaccounted}
