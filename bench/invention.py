"""Records that never were, in the shape of a real casefile: the sides of conflicts, their agreements, handovers and figures.

Everything is drawn from one seed, so that the same size is the same casefile on every machine. The words of quotes and titles
are Zipf-distributed, half Latin and half Cyrillic; a few handovers have hundreds of figures and most have a handful.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from fractions import Fraction

from figures.count import Count
from figures.portion import Portion
from figures.record import (
    AgreementDraft,
    Anchor,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    SourceDraft,
)
from figures.vocabulary import (
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

CONFLICTS = 12
PER_CONFLICT = 8
FIRST_DAY, LAST_DAY = dt.date(2014, 3, 1), dt.date(2026, 6, 30)
PER_AGREEMENT = 20
WITH_TEXT = 100
"""Every so-manieth source has its text stored."""

LATIN = "the of bodies prisoners were handed over on said that exchange to servicemen returned side civilians from in more than"
CYRILLIC = "тіл полонених обмін передано що на військових сторона повернуто осіб про з було цивільних тела пленных передали"
SYLLABLES = (
    ("ka", "lo", "mir", "sta", "ren", "dov", "el", "an", "ti", "bor", "ves", "gra", "pol", "nik", "sun", "tar", "om", "is"),
    ("ка", "ло", "мір", "ста", "рен", "дов", "ель", "ан", "ті", "бор", "вес", "гра", "пол", "ник", "сун", "тар", "ом", "їв"),
)
DEAD, LIVING = ("deceased", "deceased_combatant", "deceased_civilian"), ("prisoner_of_war", "civilian", "person")
BELOW = {"prisoner_of_war": "seriously_wounded_or_sick", "civilian": "child", "person": "prisoner_of_war"}
BELOW |= {"deceased": "deceased_combatant"}

WITHIN = (
    *["as received"] * 30,
    *["as sent"] * 20,
    *["as seen"] * 10,
    *["as printed"] * 10,
    *["otherwise"] * 4,
    *["floor"] * 6,
    *["about"] * 5,
    *["vague"] * 2,
    *["scheduled"] * 10,
    *["presented"] * 3,
    *["aftermath"] * 2,
    *["part"] * 4,
    "corrected",
    "retracted",
)
"""What a figure about an event says, as often as it is named here."""


def organ_of(side: int) -> int:
    """The headquarters of a side: the parties of a conflict are one, two, an organ and an official of one, the same of two."""
    return side + (2 if side % PER_CONFLICT == 1 else 3)


def worded(count: Count) -> str:
    """The count as a source would say it."""
    if count.is_exact:
        return f"{count.low:,}"
    return f"more than {count.low - 1:,}" if count.high is None else f"about {count.low + 5:,}"


class Words:
    """Sentences and titles of Zipf-distributed words in two scripts."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._vocabularies = [
            [*common.split(), *("".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(6000))]
            for common, syllables in zip((LATIN, CYRILLIC), SYLLABLES, strict=True)
        ]
        size = len(self._vocabularies[0])
        self._weights = [list(itertools.accumulate(1 / rank for rank in range(1, n + 1))) for n in (size, size)]

    def sentence(self, number: int, length: int) -> str:
        """A sentence of about ``length`` words that says the number."""
        script = self._rng.randrange(2)
        weights = self._weights[script][: len(self._vocabularies[script])]
        words = self._rng.choices(self._vocabularies[script], cum_weights=weights, k=length)
        words[length // 2] = f"{number:,}"
        return " ".join(words).capitalize()


class Invention:
    """All the records of a casefile of so many figures, in the order of their kinds."""

    def __init__(self, figures: int, seed: int = 20) -> None:
        self.sizes = {"event": figures // 5, "source": figures * 3 // 10, "agreement": max(1, figures // 100)}
        self.total = figures
        self._rng = random.Random(seed + figures)
        self._words = Words(self._rng)
        self._days = (LAST_DAY - FIRST_DAY).days
        self._sides = [(PER_CONFLICT * at + 1, PER_CONFLICT * at + 2) for at in range(CONFLICTS)]
        self._events: list[EventDraft] = []
        self._conflict_of: list[int] = []
        self._places: dict[int, list[tuple[int, str]]] = {}
        self._promises: list[tuple[int, FigureDraft]] = []
        self._latest: dict[tuple[object, ...], int] = {}

    def _day(self) -> str:
        return (FIRST_DAY + dt.timedelta(days=self._rng.randrange(self._days))).isoformat()

    def publishers(self) -> Iterator[PublisherDraft]:
        for at in range(300):
            yield PublisherDraft(name=f"{self._words.sentence(at, 2)} {at}", reliability="ABBCCCDEFFFF"[at % 12])

    def parties(self) -> Iterator[PartyDraft]:
        """Of each conflict two sides, an organ and an official of each, a mediator and an independent organisation."""
        for at in range(CONFLICTS):
            yield PartyDraft(name=f"Republic {at}", native_name=f"Республіка {at}", kind=PartyKind.STATE)
            yield PartyDraft(name=f"Federation {at}", native_name=f"Федерация {at}", kind=PartyKind.STATE)
            for side in self._sides[at]:
                yield PartyDraft(name=f"Headquarters of {side}", kind=PartyKind.ORGAN, belongs_to=side)
                yield PartyDraft(name=f"Minister of {side}", kind=PartyKind.PERSON, belongs_to=organ_of(side))
            yield PartyDraft(name=f"Mediator {at}", kind=PartyKind.STATE)
            yield PartyDraft(name=f"Committee {at}", kind=PartyKind.INTERNATIONAL_ORGANISATION)

    def sources(self) -> Iterator[tuple[SourceDraft, str]]:
        """Each source with its text, which is empty for most."""
        kinds = (*[SourceKind.WIRE_REPORT] * 6, SourceKind.OFFICIAL_STATEMENT, SourceKind.SOCIAL_POST, SourceKind.NGO_REPORT)
        for at in range(1, self.sizes["source"] + 1):
            draft = SourceDraft(
                publisher=1 + int(300 * self._rng.random() ** 2),
                title=f"{self._words.sentence(at, 8)} {at}",
                kind=self._rng.choice(kinds),
                address=f"https://example.org/{at}",
                language=self._rng.choice(("en", "uk", "ru")),
                published=self._day(),
                accessed="2026-07-01",
                reprint_of=self._rng.randrange(1, at) if at > 1 and not at % 20 else None,
                ref=f"S{at}",
            )
            yield draft, self._text(at) if not at % WITH_TEXT else ""

    def _text(self, source: int) -> str:
        said = [self._words.sentence(self._rng.randrange(2000), 12) for _ in range(20)]
        starts = itertools.accumulate((len(sentence) + 2 for sentence in said[:-1]), initial=0)
        self._places[source] = list(zip(starts, said, strict=True))
        return ". ".join(said)

    def agreements(self) -> Iterator[AgreementDraft]:
        statuses = (*[AgreementStatus.UNDER_WAY] * 4, *[AgreementStatus.COMPLETED] * 4, *AgreementStatus)
        for at in range(1, self.sizes["agreement"] + 1):
            conflict = int(CONFLICTS * self._rng.random() ** 2)
            self._conflict_of.append(conflict)
            yield AgreementDraft(
                title=f"{self._words.sentence(at, 6)} {at}",
                date=self._day(),
                parties=self._sides[conflict],
                mediators=(PER_CONFLICT * conflict + 7,) if at % 3 else (),
                due=self._day() if not at % 4 else "",
                status=self._rng.choice(statuses),
                tranches_missing=not at % 25,
            )

    def events(self) -> Iterator[EventDraft]:
        """Two of three belong to an agreement; most are completed exchanges of prisoners and returns of the dead."""
        kinds = (*[EventKind.PRISONER_EXCHANGE] * 10, *[EventKind.RETURN_OF_REMAINS] * 6, EventKind.RETURN_OF_CIVILIANS)
        statuses = (*[EventStatus.COMPLETED] * 12, EventStatus.PARTLY_COMPLETED, *EventStatus)
        for at in range(1, self.sizes["event"] + 1):
            day = self._day()
            draft = EventDraft(
                agreement=min(self.sizes["agreement"], at // PER_AGREEMENT + 1) if at % 3 else None,
                kind=self._rng.choice(kinds),
                title=f"{self._words.sentence(at, 5)} {at}",
                date=day[:7] if not at % 15 else day,
                place=self._words.sentence(at, 3),
                mediators=(PER_CONFLICT * (at % CONFLICTS) + 7,) if not at % 5 else (),
                status=self._rng.choice(statuses),
            )
            self._events.append(draft)
            yield draft

    def figures(self) -> Iterator[FigureDraft]:
        """Three of each agreement, the rest about events, of which the first have most."""
        id = 0
        for agreement in range(1, self.sizes["agreement"] + 1):
            for draft in self._of_agreement(agreement):
                id += 1
                if draft.stage is Stage.AGREED:
                    self._promises.append((id, draft))
                yield draft
        while id < self.total:
            id += 1
            at = int(len(self._events) * self._rng.random() ** 1.5)
            yield self._of_event(id, at + 1, self._events[at])

    def _of_agreement(self, agreement: int) -> Iterator[FigureDraft]:
        conflict = self._conflict_of[agreement - 1]
        one, two = self._sides[conflict]
        dead = not agreement % 3
        number = self._rng.randrange(20, 6000)
        shared = {
            "agreement": agreement,
            "unit": Unit.BODY if dead else Unit.PERSON,
            "category": "deceased" if dead else "prisoner_of_war",
            "sender": one,
            "receiver": two,
        }
        for stage, claimant, count in (
            (Stage.AGREED, two, Count.exactly(number)),
            (Stage.OFFERED, one, Count(number + 1, None)),
            (Stage.TRANSFERRED, two, Count.exactly(max(1, number - self._rng.randrange(40)))),
        ):
            yield self._said(self._source(agreement), count, shared | {"stage": stage, "claimant": claimant})

    def _source(self, near: int) -> int:
        """A source: mostly one of the few about this matter, now and then one of those that are cited again and again."""
        last = self.sizes["source"]
        if self._rng.random() < 0.1:
            return 1 + int(last * self._rng.random() ** 3)
        return 1 + (near * 3 // 2 + self._rng.randrange(3)) % last

    def _of_event(self, id: int, event: int, draft: EventDraft) -> FigureDraft:
        conflict = event % CONFLICTS if draft.agreement is None else self._conflict_of[draft.agreement - 1]
        dead = draft.kind is EventKind.RETURN_OF_REMAINS
        truth = 1 + event * 7919 % (1300 if dead else 300)
        sides = self._sides[conflict]
        way = sides[:: -1 if self._rng.random() < 0.35 else 1]
        tree = DEAD if dead else LIVING
        shared = {
            "event": event,
            "unit": Unit.BODY if dead else Unit.PERSON,
            "category": tree[0] if self._rng.random() < 0.85 else self._rng.choice(tree),
            "sender": way[0],
            "receiver": way[1],
            "stage": Stage.TRANSFERRED,
            "claimant": way[1],
        }
        if self._rng.random() < 0.05:
            shared |= {"sender": None, "receiver": None}
        told = self._rng.choice(WITHIN)
        line = (event, shared["category"], shared["sender"])
        before = self._latest.get(line)
        fields, count = self._told(told, truth, conflict, way, before, dead=dead)
        if told == "part" and before is not None:
            shared["category"] = BELOW.get(str(shared["category"]), shared["category"])
        elif told == "as received":
            self._latest[line] = id
        return self._said(self._source(event), count, shared | fields)

    def _told(
        self, told: str, truth: int, conflict: int, way: tuple[int, ...], before: int | None, *, dead: bool
    ) -> tuple[dict[str, object], Count]:
        """What one voice about an event adds to the fields that all of it share, and its count."""
        base, exact = PER_CONFLICT * conflict, Count.exactly(truth)
        match told:
            case "as received":
                return {"claimant": self._rng.choice((way[1], organ_of(way[1])))}, exact
            case "as sent":
                return {"claimant": way[0]}, exact
            case "as seen":
                return {"claimant": base + self._rng.choice((7, 8))}, exact
            case "as printed":
                return {"claimant": None}, exact
            case "otherwise":
                return {}, Count.exactly(truth + self._rng.randrange(1, 9))
            case "floor":
                return {"bound": Bound.MORE_THAN}, Count(max(1, truth - truth % 10 + 1), None)
            case "about":
                return {"bound": Bound.ABOUT}, Count(max(0, truth - 5), truth + 4)
            case "vague":
                return {"bound": Bound.VAGUE, "claimant": None}, Count(24, 99)
            case "scheduled":
                return {"stage": Stage.SCHEDULED, "claimant": way[0]}, exact
            case "presented":
                return {"stage": Stage.PRESENTED, "claimant": way[0]}, exact
            case "aftermath":
                return {"stage": Stage.EXAMINED if dead else Stage.IDENTIFIED}, Count.exactly(truth // 2)
            case "part" if before is not None:
                share = {"relative_to": before, "portion": Portion(Bound.EXACT, Fraction(1, 2))} if truth % 7 == 0 else {}
                return {"part_of": before, **share}, Count.exactly(truth // 2)
            case "corrected" if before is not None:
                return {"corrects": before}, exact
            case "retracted":
                return {"retracted": True, "retracted_on": self._day(), "retracted_reason": "withdrawn"}, exact
        seen = {"vantage": Vantage.WITNESS, "vantage_reason": "its reporter counted at the handover"}
        return {"claimant": None, **seen}, exact

    def _said(self, source: int, count: Count, fields: dict[str, object]) -> FigureDraft:
        """The draft with its words, its quote, and where the source's text is stored its place there."""
        rng, number = self._rng, count.low
        given: dict[str, object] = {
            "words": f"{number:,}"
            if count.is_exact
            else f"more than {number - 1:,}"
            if count.high is None
            else f"about {number:,}",
            "accumulation": Accumulation.INCREMENT,
            "source": source,
            "credibility": rng.choice((1, 2, 2, 3, 6)),
            "said_on": self._day() if rng.random() < 0.4 else "",
            "quote": "",
        }
        if fields.get("agreement") is not None and fields["stage"] is Stage.TRANSFERRED:
            given["accumulation"] = Accumulation.CUMULATIVE
        if source in self._places:
            start, said = rng.choice(self._places[source])
            given |= {"quote": said, "anchor": Anchor(start, start + len(said))}
        else:
            given |= {"quote": self._words.sentence(number, 13), "where": f"paragraph {number % 9 + 1}"}
        return FigureDraft(count=count, **(given | fields))

    def pins(self) -> Iterator[PinDraft]:
        for figure, draft in self._promises[::20]:
            yield PinDraft(
                agreement=draft.agreement,
                category=draft.category,
                sender=draft.sender,
                receiver=draft.receiver,
                figure=figure,
                reason="the text that was signed",
            )
