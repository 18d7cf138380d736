"""Invented records for briefings of any size: exchanges and returns of the dead, four figures each from two sides."""

from __future__ import annotations

import datetime as dt

from figures.count import Count
from figures.record import Agreement, Casebook, Event, Figure, Party, Publisher, Source
from figures.vocabulary import Accumulation, AgreementStatus, EventKind, EventStatus, PartyKind, SourceKind, Stage, Unit

FIRST = dt.date(2014, 9, 1)
PER_AGREEMENT = 20
PER_SOURCE = 4


def casebook(events: int) -> Casebook:
    """Exchanges of prisoners and returns of the dead, four figures each from two sides, in agreements of twenty."""
    parties = tuple(
        Party(id=at, uid=f"party-{at}", name=name, kind=PartyKind.STATE) for at, name in ((1, "Side A"), (2, "Side B"))
    )
    publishers = tuple(
        Publisher(id=at, uid=f"publisher-{at}", name=f"Газета {'абвгдежз'[at]}", reliability="B") for at in range(8)
    )
    sources = tuple(
        Source(
            id=at,
            uid=f"source-{at}",
            publisher=at % 8,
            title=f"Передача тіл, повідомлення {at}",
            kind=SourceKind.WIRE_REPORT,
            address=f"https://example.org/news/{at}",
            published=(FIRST + dt.timedelta(days=at)).isoformat(),
        )
        for at in range(1, events // PER_SOURCE + 2)
    )
    agreements = tuple(
        Agreement(id=at, uid=f"agreement-{at}", title=f"Agreement {at}", date="2014-08-01", status=AgreementStatus.UNDER_WAY)
        for at in range(1, events // PER_AGREEMENT + 2)
    )
    held = tuple(_event(at) for at in range(1, events + 1))
    figures = [figure for event in held for figure in _figures(event)]
    figures += [_promise(agreement.id, len(figures) + at) for at, agreement in enumerate(agreements, start=1)]
    return Casebook(
        publishers=publishers, parties=parties, sources=sources, agreements=agreements, events=held, figures=tuple(figures)
    )


def _event(at: int) -> Event:
    return Event(
        id=at,
        uid=f"event-{at}",
        agreement=at // PER_AGREEMENT + 1,
        kind=EventKind.RETURN_OF_REMAINS if at % 2 else EventKind.PRISONER_EXCHANGE,
        title=f"Handover {at}",
        date=(FIRST + dt.timedelta(days=at % 3600)).isoformat(),
        status=EventStatus.COMPLETED,
    )


def _figures(event: Event) -> list[Figure]:
    unit, category = (Unit.BODY, "deceased") if event.id % 2 else (Unit.PERSON, "prisoner_of_war")
    ways = ((1, 2, 1), (1, 2, 2), (2, 1, 2), (2, 1, 1))
    return [
        Figure(
            id=4 * event.id + at - 3,
            uid=f"figure-{4 * event.id + at - 3}",
            event=event.id,
            words=f"{100 + event.id % 97 + at}",
            count=Count.exactly(100 + event.id % 97 + at),
            unit=unit,
            category=category,
            sender=sender,
            receiver=receiver,
            stage=Stage.TRANSFERRED,
            claimant=claimant,
            accumulation=Accumulation.INCREMENT,
            source=event.id // PER_SOURCE + 1,
            quote=f"сторона повідомила про {100 + event.id % 97 + at}",
            where=f"paragraph {event.id % 9 + 1}",
            credibility=2,
        )
        for at, (sender, receiver, claimant) in enumerate(ways)
    ]


def _promise(agreement: int, id_: int) -> Figure:
    return Figure(
        id=id_,
        uid=f"figure-{id_}",
        agreement=agreement,
        words="6,000",
        count=Count.exactly(6000),
        unit=Unit.BODY,
        category="deceased",
        sender=1,
        receiver=2,
        stage=Stage.AGREED,
        accumulation=Accumulation.INCREMENT,
        source=1,
        quote="6,000",
    )
