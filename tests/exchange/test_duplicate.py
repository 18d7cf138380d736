"""What may be there twice is told with why, and what only looks alike is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from exchange.duplicate import Kind, alike_parties, duplicates, like
from exchange.near_text import near_texts
from exchange.spelling import address_as_compared, spelt
from figures.count import Count
from figures.record import (
    Casebook,
    Event,
    EventDraft,
    Figure,
    FigureDraft,
    Party,
    PartyDraft,
    Publisher,
    PublisherDraft,
    Source,
    SourceDraft,
    StoredCopy,
)
from figures.vocabulary import Accumulation, EventKind, Stage, Unit


def parties(*names: str) -> list[tuple[int, int]]:
    return [
        (pair.one, pair.other) for pair in alike_parties(Party(id=n, uid=str(n), name=name) for n, name in enumerate(names))
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Zelenskyy", "Zelensky"),
        ("Зеленський", "Zelenskyy"),
        ("Зеленский", "Зеленський"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
        ("Medinsky", "Мединский"),
        ("Dmytro Lubinets", "Дмитро Лубінець"),
        ("Türkiye", "Turkiye"),
        ("Yusov", "Юсов"),
    ],
)
def test_one_name_in_two_spellings_is_told(names: tuple[str, str]) -> None:
    assert parties(*names) == [(0, 1)], [spelt(name) for name in names]


@pytest.mark.parametrize(
    "names",
    [
        ("Russia", "Prussia"),
        ("Iran", "Iraq"),
        ("Ukraine", "Ukrainian Red Cross"),
        ("3rd Brigade", "5th Brigade"),
        ("5th Brigade", "55th Brigade"),
        ("Ministry of Defence", "Ministry of Justice"),
        ("Austria", "Australia"),
        ("Korea", "Kosovo"),
    ],
)
def test_two_names_that_only_look_alike_are_not(names: tuple[str, str]) -> None:
    assert parties(*names) == [], [spelt(name) for name in names]


def test_an_address_is_the_same_without_its_tracking() -> None:
    one = address_as_compared("https://www.a.example/news/1/?utm_source=x&b=2&a=1#top")
    assert one == address_as_compared("http://m.a.example/news/1?a=1&b=2")
    assert one != address_as_compared("http://a.example/news/2?a=1&b=2")


TEXT = "Ukraine received the bodies of 1,212 fallen defenders on Wednesday, the Coordination Headquarters said. " * 4
SOURCES = (
    Source(id=1, uid="1", title="One", address="https://a.example/1", published="2025-06-11"),
    Source(id=2, uid="2", title="Two", address="http://www.a.example/1/", published="2025-06-12"),
    Source(id=3, uid="3", title="Three", copy=StoredCopy("a" * 64, "text/html", 1)),
    Source(id=4, uid="4", title="Four", copy=StoredCopy("a" * 64, "text/html", 1)),
    Source(id=5, uid="5", title="Five"),
    Source(id=6, uid="6", title="Six", reprint_of=5),
)


def test_sources_of_one_address_copy_or_text_are_told_and_known_reprints_are_not() -> None:
    found = duplicates(Casebook(sources=SOURCES), {1: TEXT, 5: TEXT + "More.", 6: TEXT, 4: "short"})
    assert [(p.kind, p.one, p.other, p.reprint) for p in found] == [
        (Kind.SOURCE, 1, 2, False),
        (Kind.SOURCE, 3, 4, False),
        (Kind.SOURCE, 1, 5, True),
        (Kind.SOURCE, 1, 6, True),
    ]


EVENT = Event(id=1, uid="1", title="Swap", date="2025-06-09", kind=EventKind.PRISONER_EXCHANGE)
FIGURE = Figure(
    id=1,
    uid="1",
    event=1,
    words="157",
    count=Count.exactly(157),
    unit=Unit.PERSON,
    category="prisoner_of_war",
    stage=Stage.TRANSFERRED,
    accumulation=Accumulation.INCREMENT,
    source=1,
)


def test_events_of_one_kind_day_and_number_are_told() -> None:
    events = (
        EVENT,
        replace(EVENT, id=2, title="Exchange", date="2025-06-10"),
        replace(EVENT, id=3, title="Later", date="2025-07-01"),
    )
    figures = tuple(replace(FIGURE, id=n, event=n) for n in (1, 2, 3))
    found = duplicates(Casebook(sources=SOURCES[:1], events=events, figures=figures))
    assert [(p.kind, p.one, p.other) for p in found] == [(Kind.EVENT, 1, 2)]


def test_a_figure_given_twice_is_told_and_its_correction_is_not() -> None:
    twice = (FIGURE, replace(FIGURE, id=2), replace(FIGURE, id=3, corrects=1), replace(FIGURE, id=4, count=Count.exactly(158)))
    found = duplicates(Casebook(sources=SOURCES[:1], events=(EVENT,), figures=twice))
    assert [(p.one, p.other) for p in found] == [(1, 2), (2, 3)]


def test_a_text_that_was_lightly_edited_is_found_among_thousands_of_others() -> None:
    drawn = random.Random(6)
    words = ["".join(drawn.choices("абвгдежзиклмнопрст", k=drawn.randint(3, 11))) for _ in range(3000)]
    texts = {number: " ".join(drawn.choices(words, k=200)) for number in range(2000)}
    edited = texts[7].split()
    for place in range(0, 200, 25):
        edited[place] = "edited"
    texts[5000] = " ".join(edited)
    texts[5001] = texts[1999].upper() + " Read more about it here."
    found = list(near_texts(texts, lambda _one, _other: True))
    assert [(one, other) for one, other, _ in found] == [(7, 5000), (1999, 5001)]
    assert list(near_texts(texts, lambda _one, _other: True, lambda part: part < 0.5)) == []


def test_many_that_are_all_alike_are_told_once_each() -> None:
    many = tuple(replace(FIGURE, id=n) for n in range(1, 101))
    found = duplicates(Casebook(sources=SOURCES[:1], events=(EVENT,), figures=many))
    assert [(pair.one, pair.other) for pair in found] == [(1, n) for n in range(2, 101)]


def test_what_is_being_typed_is_held_against_what_is_there() -> None:
    book = Casebook(
        parties=(Party(id=1, uid="1", name="Zelensky"),),
        publishers=(Publisher(id=1, uid="1", name="Suspilne"),),
        sources=SOURCES[:1],
        events=(EVENT,),
        figures=(FIGURE,),
    )
    names = {name: getattr(FIGURE, name) for name in FigureDraft.__dataclass_fields__}
    told = [
        like(book, PartyDraft(name="Зеленський")),
        like(book, PublisherDraft(name="Суспільне")),
        like(book, SourceDraft(title="Another", address="http://m.a.example/1/?utm_source=x")),
        like(book, EventDraft(title="swap", date="2025-06-10", kind=EventKind.PRISONER_EXCHANGE)),
        like(book, FigureDraft(**names)),
    ]
    assert [found and (found.kind, found.id) for found in told] == [(kind, 1) for kind in Kind]
    assert like(book, PartyDraft(name="Zelensky"), own=1) is None
    assert like(book, SourceDraft(title="Another", address="https://a.example/1", reprint_of=1)) is None
    assert like(book, FigureDraft(**{**names, "source": 2})) is None
