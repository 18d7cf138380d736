"""From words to a form: parties are matched, never guessed between two; what a figure is about is said only when sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.sources.taking.party_match import bare_name, matching_party, side_of
from desktop.sources.taking.proposal import key_of, proposals
from desktop.sources.taking.taken import from_suggestion, from_words, guess_about, place_in_words
from figures.anchor import anchor
from figures.count import Count
from figures.reading import Suggestion, suggest
from figures.record import Agreement, Casebook, Event, Figure, Party, Source
from figures.vocabulary import Accumulation, Bound, PartyKind, Role, Stage, Unit

PARTIES = (
    Party(id=1, uid="1", name="Росія", kind=PartyKind.STATE),
    Party(id=2, uid="2", name="Ukraine", native_name="Україна", kind=PartyKind.STATE),
    Party(id=3, uid="3", name="Coordination Headquarters", native_name="Координаційний штаб", belongs_to=2),
    Party(id=4, uid="4", name="Міністерство оборони Росії", belongs_to=1),
    Party(id=7, uid="7", name="Vladimir Medinsky", native_name="Владимир Мединский", kind=PartyKind.PERSON, belongs_to=1),
    Party(id=5, uid="5", name="Red Cross"),
    Party(id=6, uid="6", name="Red Cross", belongs_to=2),
)
TEXT = "Ukraine received 1,245 bodies on Monday.\n\nRussia offered 157 each. On page two 27 bodies came."


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Russia", 1),
        ("УКРАЇНА", 2),
        ("the Coordination Headquarters", 3),
        ("Координаційного штабу", 3),
        ("Міністерства оборони Росії", 4),
        ("Red Cross", None),
        ("Kremlin aide Vladimir Medinsky", 7),
        ("Мединского", 7),
        ("Azerbaijan", None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_name_means_one_party_or_none(name: str, party: int | None) -> None:
    assert matching_party(name, PARTIES) == party


def test_a_stranger_is_put_on_the_side_that_its_name_says() -> None:
    assert side_of("the Russian defence ministry", PARTIES) == 1
    assert side_of("Прес-служба президента України", PARTIES) == 2
    assert side_of("a man in the crowd", PARTIES) is None
    assert bare_name("But the Russian defence ministry") == "Russian defence ministry"


PLAIN = Suggestion(
    quote="",
    start=0,
    end=1,
    words="1,245",
    count=Count.exactly(1245),
    bound=Bound.EXACT,
    unit=Unit.BODY,
    category="deceased",
    stage=Stage.TRANSFERRED,
    role=Role.OBSERVED,
    accumulation=Accumulation.INCREMENT,
)


def told(start: int, end: int, **other: Any) -> Suggestion:
    return replace(PLAIN, quote=TEXT[start:end], start=start, end=end, **other)


def book(*days: str) -> Casebook:
    events = tuple(Event(id=n, uid=str(n), title="e", date=day, agreement=1) for n, day in enumerate(days, 1))
    agreements = (Agreement(id=1, uid="a", title="Istanbul", date="2025-06-02"),)
    sources = (Source(id=1, uid="s", title="t", published="2025-06-17", language="en"),)
    return Casebook(parties=PARTIES, events=events, agreements=agreements, sources=sources)


def test_a_handover_is_about_the_only_event_of_its_day() -> None:
    assert guess_about(book("2025-06-16", "2025-06-11"), told(0, 5, date="2025-06-16")) == (None, 1)


def test_a_handover_of_a_day_without_an_event_is_about_nothing_yet() -> None:
    assert guess_about(book("2025-06-16"), told(0, 5, date="2025-06-14"), "2025-06-17", (None, 1)) == (None, None)


def test_two_events_of_one_day_are_not_chosen_between() -> None:
    assert guess_about(book("2025-06-16", "2025-06-16"), told(0, 5, date="2025-06-16")) == (None, None)


def test_an_undated_handover_is_never_about_an_event_after_its_publication() -> None:
    assert guess_about(book("2025-06-16"), told(0, 5), "2025-05-03") == (None, None)
    assert guess_about(book("2025-06-16"), told(0, 5), "2025-06-17") == (None, 1)


def test_a_promise_and_a_total_are_about_the_agreement() -> None:
    promise = told(0, 5, stage=Stage.AGREED, date="2025-06-02")
    total = told(0, 5, accumulation=Accumulation.CUMULATIVE)
    assert guess_about(book("2025-06-16"), promise, "2025-06-17", (None, 1)) == (1, None)
    assert guess_about(book("2025-06-16"), total, "2025-06-17") == (1, None)


def test_a_promise_for_a_day_is_about_the_event_of_that_day() -> None:
    scheduled = told(0, 5, stage=Stage.SCHEDULED, date="2025-06-16")
    assert guess_about(book("2025-06-16"), scheduled, "2025-06-10") == (None, 1)


def test_everything_that_was_read_is_filled_in() -> None:
    casebook = book("2025-06-16")
    start = TEXT.index("1,245")
    suggestion = told(start, start + 12, sender="Russia", receiver="Ukraine", claimant="the Navy", date="2025-06-16")
    taken = from_suggestion(casebook, casebook.sources[0], TEXT, suggestion)
    filled = taken.prefill
    assert (filled.sender, filled.receiver, filled.claimant, filled.event) == (1, 2, None, 1)
    assert filled.anchor is not None
    assert TEXT[filled.anchor.start : filled.anchor.end] == filled.quote == "1,245 bodies"
    assert taken.newcomers["claimant"].name == "Navy"


def test_selected_words_without_a_suggestion_give_their_number() -> None:
    casebook = book()
    start = TEXT.index("27")
    taken = from_words(casebook, casebook.sources[0], TEXT, (start, start + 2), ())
    assert taken.prefill.words == "27"
    assert taken.prefill.where == "paragraph 2"
    assert taken.on_page((0, start)).prefill.where == "page 2"
    end = TEXT.index(" On page")
    assert from_words(casebook, casebook.sources[0], TEXT, (0, end), ()).prefill.words == ""
    assert place_in_words(TEXT, TEXT.index("Russia")) == "paragraph 2"


def kept(id: int, start: int, end: int, count: int) -> Figure:
    return Figure(
        id=id,
        uid=str(id),
        event=1,
        words=str(count),
        count=Count.exactly(count),
        unit=Unit.BODY,
        category="deceased",
        stage=Stage.TRANSFERRED,
        accumulation=Accumulation.INCREMENT,
        source=1,
        quote=TEXT[start:end],
        anchor=anchor(TEXT, start, end),
    )


def test_a_suggestion_is_decided_by_a_figure_from_its_words() -> None:
    one, other = told(17, 22), told(20, 29, count=Count.exactly(3), words="3")
    assert [p.suggestion for p in proposals(TEXT, (one, other), [kept(1, 17, 22, 1245)], ())] == [other]
    assert [p.suggestion for p in proposals(TEXT, (one, other), [kept(1, 10, 29, 1245)], ())] == [other]


def test_each_kept_figure_decides_one_of_two_directions() -> None:
    both = (told(58, 66, sender="Russia"), told(58, 66, sender="Ukraine"))
    assert len(proposals(TEXT, both, [], ())) == 2
    assert len(proposals(TEXT, both, [kept(1, 58, 66, 157)], ())) == 1
    assert not proposals(TEXT, both, [kept(1, 58, 66, 157), kept(2, 58, 66, 157)], ())


def test_a_dismissal_survives_a_change_elsewhere_in_the_text() -> None:
    (first,) = suggest("Intro. " * 9 + TEXT[:40], published="2025-06-17", language="en")
    (moved,) = suggest("Another. " * 20 + "Intro. " * 9 + TEXT[:40], published="2025-06-17", language="en")
    assert first.start != moved.start
    assert key_of("Intro. " * 9 + TEXT[:40], first) == key_of("Another. " * 20 + "Intro. " * 9 + TEXT[:40], moved)
