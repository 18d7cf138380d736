"""A short way to write a casebook in a test: names instead of ids, and the defaults of the command line's tables."""

from __future__ import annotations

import datetime as dt

from figures.category import CategoryTree
from figures.comparison import compare
from figures.count import Count
from figures.line import Comparison, Line
from figures.portion import Portion
from figures.record import (
    Agreement,
    Casebook,
    Event,
    Figure,
    Party,
    Pin,
    Publisher,
    Source,
    default_accumulation,
)
from figures.vocabulary import (
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    Stage,
    Unit,
    Vantage,
    Verdict,
)
from figures.wording import read


class Book:
    """Collects records under names; ``casebook()`` freezes them."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.publishers: list[Publisher] = []
        self.parties: list[Party] = []
        self.sources: list[Source] = []
        self.agreements: list[Agreement] = []
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self.pins: list[Pin] = []
        self.tree = CategoryTree()
        for name in ("Russia", "Ukraine"):
            self.party(name, PartyKind.STATE)
        self.party("Coordination Headquarters", PartyKind.ORGAN, "Ukraine")
        self.party("Interior minister", PartyKind.PERSON, "Ukraine")
        self.party("Russian Ministry of Defence", PartyKind.ORGAN, "Russia")
        self.party("ICRC", PartyKind.INTERNATIONAL_ORGANISATION)
        self.party("United Arab Emirates", PartyKind.STATE)
        self.publisher("Herald", "B")
        self.source("report", "Herald", "2025-06-20")

    def _new(self, name: str) -> int:
        self.ids[name] = len(self.ids) + 1
        return self.ids[name]

    def _id(self, name: str | None) -> int | None:
        return None if name is None else self.ids[name]

    def party(self, name: str, kind: PartyKind = PartyKind.UNKNOWN, belongs_to: str | None = None) -> None:
        self.parties.append(Party(id=self._new(name), uid=name, name=name, kind=kind, belongs_to=self._id(belongs_to)))

    def publisher(self, name: str, reliability: str = "F") -> None:
        self.publishers.append(Publisher(id=self._new(name), uid=name, name=name, reliability=reliability))

    def source(self, name: str, publisher: str | None, published: str = "", reprint_of: str | None = None) -> None:
        self.sources.append(
            Source(
                id=self._new(name),
                uid=name,
                title=name,
                publisher=self._id(publisher),
                published=published,
                reprint_of=self._id(reprint_of),
            )
        )

    def agreement(self, name: str, status: str = "agreed", mediators: tuple[str, ...] = (), **fields: object) -> None:
        self.agreements.append(
            Agreement(
                id=self._new(name),
                uid=name,
                title=name,
                status=AgreementStatus(status),
                mediators=tuple(self.ids[m] for m in mediators),
                **fields,
            )
        )

    def event(
        self,
        name: str,
        agreement: str | None = None,
        status: str = "completed",
        kind: str = "return_of_remains",
        mediators: tuple[str, ...] = (),
        **fields: object,
    ) -> None:
        self.events.append(
            Event(
                id=self._new(name),
                uid=name,
                title=name,
                agreement=self._id(agreement),
                status=EventStatus(status),
                kind=EventKind(kind),
                mediators=tuple(self.ids[m] for m in mediators),
                **fields,
            )
        )

    def figure(
        self,
        about: str,
        words: str,
        stage: str = "transferred",
        way: str = "Russia>Ukraine",
        claimant: str | None = "Coordination Headquarters",
        unit: str = "body",
        category: str = "deceased",
        said_on: str = "2025-06-16",
        name: str = "",
        of: tuple[str, str] | None = None,
        **fields: object,
    ) -> int:
        number = len(self.figures) + 1000
        self.ids[name or f"figure {number}"] = number
        on_event = any(e.title == about for e in self.events)
        sender, _, receiver = way.partition(">")
        wording = None if of else read(words)
        for reference in ("part_of", "corrects"):
            if reference in fields:
                fields[reference] = self.ids[str(fields[reference])]
        fields.setdefault("accumulation", default_accumulation(Stage(stage), on_event=on_event))
        fields.setdefault("source", self.ids["report"])
        if isinstance(fields["source"], str):
            fields["source"] = self.ids[fields["source"]]
        if isinstance(fields.get("vantage"), str):
            fields["vantage"] = Vantage(str(fields["vantage"]))
            fields.setdefault("vantage_reason", "seen by hand")
        self.figures.append(
            Figure(
                id=number,
                uid=name or f"figure {number}",
                agreement=None if on_event else self.ids[about],
                event=self.ids[about] if on_event else None,
                words=words,
                count=wording.count if wording else Count(0, None),
                bound=wording.bound if wording else Bound.EXACT,
                unit=Unit(unit),
                category=category,
                sender=self._id(sender or None),
                receiver=self._id(receiver or None),
                stage=Stage(stage),
                claimant=self._id(claimant),
                said_on=said_on,
                relative_to=self.ids[of[0]] if of else None,
                portion=Portion.parse(of[1]) if of else None,
                **fields,
            )
        )
        return number

    def pin(self, about: str, figure: str, way: str = "Russia>Ukraine", category: str = "deceased") -> None:
        on_event = any(e.title == about for e in self.events)
        sender, _, receiver = way.partition(">")
        self.pins.append(
            Pin(
                id=len(self.pins) + 1,
                uid=f"pin {len(self.pins)}",
                agreement=None if on_event else self.ids[about],
                event=self.ids[about] if on_event else None,
                category=category,
                sender=self._id(sender or None),
                receiver=self._id(receiver or None),
                figure=self.ids[figure],
                reason="the text of the agreement says so",
            )
        )

    def casebook(self) -> Casebook:
        return Casebook(
            publishers=tuple(self.publishers),
            parties=tuple(self.parties),
            sources=tuple(self.sources),
            agreements=tuple(self.agreements),
            events=tuple(self.events),
            figures=tuple(self.figures),
            pins=tuple(self.pins),
            categories=self.tree,
        )

    def compare(self, as_of: str | None = None) -> Comparison:
        return compare(self.casebook(), dt.date.fromisoformat(as_of) if as_of else None)

    def line(
        self,
        about: str,
        way: str = "Russia>Ukraine",
        category: str = "deceased",
        unit: str | None = "",
        as_of: str | None = None,
    ) -> Line:
        """The one line about ``about`` that way; with ``unit`` where there are several."""
        sender, _, receiver = way.partition(">")
        wanted = (self.ids[about], category, self._id(sender or None), self._id(receiver or None))
        found = [
            line
            for line in self.compare(as_of).lines
            if ((line.event or line.agreement), line.category, line.sender, line.receiver) == wanted
            and (unit == "" or line.unit == unit)
        ]
        assert len(found) == 1, f"{len(found)} lines"
        return found[0]

    def verdict(self, about: str, **where: str) -> Verdict:
        return self.line(about, **where).verdict
