"""Casebooks for the tests of the method: a builder for examples written by hand, and hypothesis strategies for random ones."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import strategies as st

from figures.category import Category, CategoryTree
from figures.count import Count
from figures.portion import Portion
from figures.record import Agreement, Casebook, Event, Figure, Party, Pin, Publisher, Source, check_unit, default_accumulation
from figures.vocabulary import (
    HANDOVER_STAGES,
    PROMISE_STAGES,
    Accumulation,
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    SourceKind,
    Stage,
    Unit,
    Vantage,
)

ONE, TWO = 1, 2
ORGAN_OF_ONE, SPOKESMAN_OF_ONE, ORGAN_OF_TWO = 3, 4, 5
MEDIATOR, NGO, COMMITTEE, DELEGATE, NEWSPAPER, TAME_NGO, ORGAN_OF_MEDIATOR, STRANGER = 6, 7, 8, 9, 10, 11, 12, 13

PARTIES = tuple(
    Party(id=i, uid=f"party-{i}", name=name, kind=kind, belongs_to=above)
    for i, name, kind, above in (
        (ONE, "Side one", PartyKind.STATE, None),
        (TWO, "Side two", PartyKind.STATE, None),
        (ORGAN_OF_ONE, "Headquarters of one", PartyKind.ORGAN, ONE),
        (SPOKESMAN_OF_ONE, "Spokesman of one", PartyKind.PERSON, ORGAN_OF_ONE),
        (ORGAN_OF_TWO, "Ministry of two", PartyKind.ORGAN, TWO),
        (MEDIATOR, "Mediator", PartyKind.STATE, None),
        (NGO, "Monitors", PartyKind.NGO, None),
        (COMMITTEE, "Committee", PartyKind.INTERNATIONAL_ORGANISATION, None),
        (DELEGATE, "Delegate of the committee", PartyKind.PERSON, COMMITTEE),
        (NEWSPAPER, "Newspaper", PartyKind.MEDIA, None),
        (TAME_NGO, "NGO of two", PartyKind.NGO, TWO),
        (ORGAN_OF_MEDIATOR, "Ministry of the mediator", PartyKind.ORGAN, MEDIATOR),
        (STRANGER, "Stranger", PartyKind.UNKNOWN, None),
    )
)
TOWARDS_ONE, TOWARDS_TWO, BOTH_WAYS = (TWO, ONE), (ONE, TWO), (None, None)


class Book:
    """A casebook under construction: every method adds one record and returns its id."""

    def __init__(self, published: str = "") -> None:
        self.publishers = [Publisher(id=1, uid="publisher-1", name="Agency")]
        self.sources = [Source(id=1, uid="source-1", title="Report", publisher=1, published=published)]
        self.agreements: list[Agreement] = []
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self.pins: list[Pin] = []

    def publisher(self, reliability: str = "F") -> int:
        number = len(self.publishers) + 1
        self.publishers.append(Publisher(id=number, uid=f"publisher-{number}", name=f"Paper {number}", reliability=reliability))
        return number

    def source(self, **fields) -> int:
        number = len(self.sources) + 1
        self.sources.append(Source(id=number, uid=f"source-{number}", title=f"Report {number}", **fields))
        return number

    def agreement(self, **fields) -> int:
        number = len(self.agreements) + 1
        self.agreements.append(Agreement(id=number, uid=f"agreement-{number}", title=f"Agreement {number}", **fields))
        return number

    def event(self, agreement: int | None = None, **fields) -> int:
        number = len(self.events) + 1
        fields.setdefault("status", EventStatus.COMPLETED)
        self.events.append(Event(id=number, uid=f"event-{number}", agreement=agreement, title=f"Event {number}", **fields))
        return number

    def figure(
        self,
        low: int,
        high: int | None = -1,
        *,
        stage: Stage = Stage.TRANSFERRED,
        way: tuple[int | None, int | None] = TOWARDS_ONE,
        category: str = "prisoner_of_war",
        unit: Unit = Unit.PERSON,
        source: int = 1,
        **fields,
    ) -> int:
        """A figure of exactly ``low`` where no ``high`` is given; ``high=None`` leaves the upper end open."""
        number = len(self.figures) + 1
        fields.setdefault("accumulation", default_accumulation(stage, on_event=fields.get("event") is not None))
        fields.setdefault("words", str(low))
        self.figures.append(
            Figure(
                id=number,
                uid=f"figure-{number}",
                count=Count(low, low if high == -1 else high),
                stage=stage,
                sender=way[0],
                receiver=way[1],
                category=category,
                unit=unit,
                source=source,
                **fields,
            )
        )
        return number

    def pin(self, figure: int, **fields) -> int:
        """Pin a figure to the line that it stands on, unless other fields are given."""
        taken = self.figures[figure - 1]
        for name in ("agreement", "event", "category", "sender", "receiver"):
            fields.setdefault(name, getattr(taken, name))
        number = len(self.pins) + 1
        self.pins.append(Pin(id=number, uid=f"pin-{number}", figure=figure, reason="a reason", **fields))
        return number

    def close(self, **fields) -> Casebook:
        return Casebook(
            publishers=tuple(self.publishers),
            parties=PARTIES,
            sources=tuple(self.sources),
            agreements=tuple(self.agreements),
            events=tuple(self.events),
            figures=tuple(self.figures),
            pins=tuple(self.pins),
            **fields,
        )


# ---------------------------------------------------------------- strategies

DAYS = [f"2025-06-{day:02}" for day in range(1, 15)]
LIVING = (
    "prisoner_of_war",
    "prisoner_of_war",
    "person",
    "seriously_wounded_or_sick",
    "aged_18_25",
    "civilian",
    "child",
    "sailor",
)
DEAD = ("deceased", "deceased", "deceased_combatant", "deceased_civilian", "died_in_captivity")
SAILOR = Category("sailor", "prisoner_of_war", "sailors")
TREE = CategoryTree((SAILOR,))
DEAD_UNITS = (Unit.BODY, Unit.BODY, Unit.BODY, Unit.BODY_BAG, Unit.REMAINS_SET)
PERSONS_OF_THE_DEAD = (Stage.MATCHED, Stage.IDENTIFIED, Stage.GIVEN_TO_FAMILY)
STAGES = (
    *[Stage.TRANSFERRED] * 10,
    *[Stage.AGREED] * 4,
    *PROMISE_STAGES,
    *[Stage.PRESENTED] * 2,
    Stage.DISPATCHED,
    Stage.REFUSED,
    Stage.IDENTIFIED,
    Stage.IDENTIFIED,
    Stage.MATCHED,
    Stage.SENT_BACK,
)
CLAIMANTS = (
    *[ONE, TWO] * 4,
    ORGAN_OF_ONE,
    SPOKESMAN_OF_ONE,
    ORGAN_OF_TWO,
    ORGAN_OF_TWO,
    MEDIATOR,
    NGO,
    COMMITTEE,
    DELEGATE,
    NEWSPAPER,
    TAME_NGO,
    ORGAN_OF_MEDIATOR,
    STRANGER,
    None,
    None,
)
WAYS = (
    *[TOWARDS_ONE] * 4,
    *[TOWARDS_TWO] * 2,
    *[BOTH_WAYS] * 2,
    (ORGAN_OF_TWO, ONE),
    (TWO, ORGAN_OF_ONE),
    (ORGAN_OF_ONE, TWO),
    (NGO, ONE),
    (ORGAN_OF_ONE, SPOKESMAN_OF_ONE),
)


def chance(draw: st.DrawFn, one_in: int) -> bool:
    """Whether something rare happens; shrinks to no."""
    return draw(st.integers(0, one_in - 1)) == one_in - 1


def days(*, missing: bool = True) -> st.SearchStrategy[str]:
    """Dates within a fortnight, a few of them partial, some missing."""
    odd = ["2025-06", "2025-06-04/2025-06-07", "2025-06-08/2025-06-12", "2025-06-09~"]
    choices = [st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(odd)]
    return st.one_of(*choices, *choices, st.just("")) if missing else st.one_of(*choices)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Count, Bound]:
    """A small number with any bound: its words, the count and the bound."""
    n = draw(st.sampled_from([3, 4, 5, 0, 1, 2, 6, 3, 3, 4]))
    kinds = [*[Bound.EXACT] * 14, *[b for b in Bound if b is not Bound.EXACT]]
    match draw(st.sampled_from(kinds)):
        case Bound.AT_LEAST:
            return f"at least {n}", Count(n, None), Bound.AT_LEAST
        case Bound.MORE_THAN:
            return f"more than {n}", Count(n + 1, None), Bound.MORE_THAN
        case Bound.NEARLY:
            return f"nearly {n + 1}", Count(n, n), Bound.NEARLY
        case Bound.ABOUT:
            return f"about {n + 1}", Count(n, n + 2), Bound.ABOUT
        case Bound.UP_TO:
            return f"up to {n}", Count(0, n), Bound.UP_TO
        case Bound.FEWER_THAN:
            return f"fewer than {n + 1}", Count(0, n), Bound.FEWER_THAN
        case Bound.RANGE:
            top = n + draw(st.integers(1, 3))
            return f"{n}–{top}", Count(n, top), Bound.RANGE
        case Bound.VAGUE:
            return "several", Count(3, 9), Bound.VAGUE
        case Bound.ALL:
            return "all", Count(0, None), Bound.ALL
        case Bound.NOT_GIVEN:
            return "number not given", Count(1, None), Bound.NOT_GIVEN
        case Bound.UNKNOWN:
            return "unknown", Count(0, None), Bound.UNKNOWN
        case _:
            return str(n), Count.exactly(n), Bound.EXACT


@st.composite
def portions(draw: st.DrawFn) -> Portion:
    """A bounded share of another figure."""
    bound = draw(st.sampled_from([Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.UP_TO, Bound.FEWER_THAN, Bound.ABOUT]))
    return Portion(bound, draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(1, 5), Fraction(1), Fraction(0)])))


def statuses(usual: EventStatus = EventStatus.COMPLETED) -> st.SearchStrategy[EventStatus]:
    """Statuses of events, most of them completed."""
    return st.sampled_from([*[usual] * 30, *EventStatus])


@st.composite
def casebooks(draw: st.DrawFn) -> Casebook:
    """A small random casebook that a casefile would accept: no circles, one correction a figure at most, units that fit."""
    book = Book(published=draw(days()))
    for _ in range(draw(st.integers(0, 2))):
        book.publisher(draw(st.sampled_from("ABCDEF")))
    for _ in range(draw(st.integers(0, 3))):
        book.source(
            publisher=draw(st.sampled_from([None, *[p.id for p in book.publishers] * 2])),
            published=draw(days()),
            kind=draw(st.sampled_from(list(SourceKind))),
            reprint_of=draw(st.sampled_from([s.id for s in book.sources])) if chance(draw, 4) else None,
        )
    for _ in range(draw(st.integers(1, 2))):
        book.agreement(
            status=draw(st.sampled_from([*AgreementStatus])),
            status_on=draw(days()) if chance(draw, 3) else "",
            due=draw(days()) if chance(draw, 2) else "",
            mediators=draw(st.sampled_from([(), (MEDIATOR,), (MEDIATOR,), (ORGAN_OF_MEDIATOR,)])),
            tranches_missing=chance(draw, 5),
        )
    dead = draw(st.booleans())
    kinds = [EventKind.RETURN_OF_REMAINS if dead else EventKind.PRISONER_EXCHANGE] * 20
    agreements = [a.id for a in book.agreements]
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4, 5]))):
        book.event(
            agreement=draw(st.sampled_from([1, 1, 1, 1, *agreements, None])),
            kind=draw(st.sampled_from([*kinds, *EventKind])),
            date=draw(st.sampled_from([*DAYS[:9] * 2, "", "2025-06-04/2025-06-07", *DAYS[9:]])),
            status=draw(statuses()),
            mediators=draw(st.sampled_from([(), (), (STRANGER,)])),
        )
    main, *rest = draw(st.lists(st.sampled_from(DEAD if dead else LIVING), min_size=1, max_size=3))
    categories = [main, main, *rest]
    ways = [
        *[draw(st.sampled_from([TOWARDS_ONE, TOWARDS_ONE, TOWARDS_TWO, BOTH_WAYS]))] * draw(st.sampled_from([1, 12, 40])),
        *WAYS,
    ]
    for _ in range(draw(st.integers(3, 12))):
        draw(add_figure(book, categories, ways, dead=dead))
    promises = [f for f in book.figures if f.stage in PROMISE_STAGES and f.accumulation is not Accumulation.STOCK]
    for _ in range(draw(st.integers(0, 2)) if promises and chance(draw, 3) else 0):
        pinned = draw(st.sampled_from(promises))
        line = draw(st.sampled_from([f for f in book.figures if (f.agreement, f.event) == (pinned.agreement, pinned.event)]))
        book.pin(pinned.id, category=line.category, sender=line.sender, receiver=line.receiver)
    return book.close(categories=TREE)


@st.composite
def add_figure(
    draw: st.DrawFn, book: Book, categories: list[str], ways: list[tuple[int | None, int | None]], *, dead: bool
) -> int:
    """Add one random figure to the book: a fresh one, or one that follows another's line to correct or replace it."""
    before = draw(st.sampled_from(book.figures)) if book.figures and chance(draw, 3) else None
    stage = draw(st.sampled_from(STAGES))
    category = draw(st.sampled_from(categories))
    way = draw(st.sampled_from(ways))
    claimant = draw(st.sampled_from(CLAIMANTS))
    events = [("event", e.id) for e in book.events]
    agreements = [("agreement", a.id) for a in book.agreements]
    weighted = (
        [*agreements[:1] * 5, *agreements[1:], *events[:1]] if stage in PROMISE_STAGES else [*events * 3, *agreements[:1] * 2]
    )
    about = draw(st.sampled_from(weighted or agreements))
    unit = draw(st.sampled_from(DEAD_UNITS)) if dead else Unit.PERSON
    if dead and stage in PERSONS_OF_THE_DEAD and chance(draw, 2):
        unit = Unit.PERSON
    accumulation = default_accumulation(stage, on_event=about[0] == "event")
    if chance(draw, 6):
        accumulation = draw(st.sampled_from(list(Accumulation)))
        if accumulation is Accumulation.INCREMENT and about[0] == "agreement" and stage in HANDOVER_STAGES:
            accumulation = Accumulation.CUMULATIVE
    fields: dict = {}
    if before is not None:
        stage, category, way, unit = before.stage, before.category, (before.sender, before.receiver), before.unit
        about = ("event", before.event) if before.agreement is None else ("agreement", before.agreement)
        accumulation = before.accumulation
        link = draw(st.sampled_from(["same claimant", "same claimant", "same line", "corrects", "part of"]))
        if link == "same claimant":
            claimant = before.claimant
            fields["as_of"] = before.as_of
        if link == "corrects" and before.id not in {f.corrects for f in book.figures}:
            fields["corrects"] = before.id
        if link == "part of":
            fields["part_of"] = before.id
            below = [c for c in book_categories(dead) if TREE.is_under(c, category)]
            category = draw(st.sampled_from([category, *below]))
    words, count, bound = draw(numbers())
    if book.figures and "corrects" not in fields and chance(draw, 8):
        portion = draw(portions())
        base = fields.get("part_of") or draw(st.sampled_from([f.id for f in book.figures]))
        fields |= {"relative_to": base, "portion": portion}
        words, count, bound = f"{portion} of the other", portion.of(book.figures[base - 1].count), portion.bound
    if accumulation is not Accumulation.INCREMENT and "as_of" not in fields and chance(draw, 2):
        fields["as_of"] = draw(days())
    if chance(draw, 16):
        fields |= {"retracted": True, "retracted_on": draw(days())}
    if chance(draw, 10):
        fields |= {"vantage": draw(st.sampled_from(list(Vantage))), "vantage_reason": "seen"}
    check_unit(TREE, category, unit, stage)
    return book.figure(
        count.low,
        count.high,
        words=words,
        bound=bound,
        stage=stage,
        category=category,
        way=way,
        unit=unit,
        claimant=claimant,
        accumulation=accumulation,
        said_on=draw(days()),
        source=draw(st.sampled_from([s.id for s in book.sources])),
        credibility=draw(st.integers(1, 6)),
        **{about[0]: about[1]},
        **fields,
    )


def book_categories(dead: bool) -> tuple[str, ...]:
    """The categories that a book of the dead or of the living draws from."""
    return tuple(dict.fromkeys(DEAD if dead else LIVING))


def as_of_days() -> st.SearchStrategy[dt.date | None]:
    """No as-of date, or one within the fortnight and a little around it."""
    within, late = st.dates(dt.date(2025, 6, 1), dt.date(2025, 6, 15)), st.dates(dt.date(2025, 6, 12), dt.date(2025, 7, 2))
    return st.one_of(st.none(), st.none(), st.none(), within, late)
