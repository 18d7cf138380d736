"""The sample casefile: enough of everything, the worked examples of the method, and every quote in its text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from db.casefile import Casefile
from desktop.sample import make_sample
from figures.comparison import compare
from figures.line import Line
from figures.record import Casebook
from figures.vocabulary import FlagKind, Unit, Verdict

THE_DEAD = "Istanbul, 2 June 2025: the dead"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Casefile:
    return make_sample(tmp_path_factory.mktemp("sample") / "sample.handover")


@pytest.fixture(scope="module")
def book(sample: Casefile) -> Casebook:
    return sample.casebook()


def line(book: Casebook, title: str, sender: str | None, category: str, as_of: dt.date | None = None) -> Line:
    """The line of an agreement or event, by what a reader would call it."""

    def called(found: Line) -> bool:
        about = book.agreement[found.agreement or 0] if found.event is None else book.event[found.event]
        side = None if found.sender is None else book.party[found.sender].name
        return (about.title, side, found.category) == (title, sender, category)

    (only,) = [found for found in compare(book, as_of).lines if called(found)]
    return only


def test_there_is_enough_of_everything(sample: Casefile) -> None:
    tally = sample.tally()
    assert tally.agreements >= 3
    assert tally.events >= 12
    assert tally.figures >= 60
    assert tally.sources >= 15


def test_the_same_sample_is_made_every_time(sample: Casefile, tmp_path: Path) -> None:
    with make_sample(tmp_path / "again.handover") as again:
        assert again.fingerprint() == sample.fingerprint()


def test_the_sample_is_sound(sample: Casefile) -> None:
    assert sample.verify() == ()


def test_every_quote_stands_in_its_text(book: Casebook, sample: Casefile) -> None:
    for figure in book.figures:
        text = sample.source_text(figure.source)
        assert figure.anchor is not None, figure.ref
        assert text[figure.anchor.start : figure.anchor.end] == figure.quote


def test_quotes_are_in_three_languages(book: Casebook) -> None:
    assert {source.language for source in book.sources} == {"en", "uk", "ru"}


def test_every_verdict_is_there(book: Casebook) -> None:
    assert {found.verdict for found in compare(book).lines} == set(Verdict)


def test_the_first_worked_example(book: Casebook) -> None:
    home = line(book, THE_DEAD, "Russia", "deceased")
    assert home.verdict is Verdict.EXCEEDED
    assert home.difference is not None
    assert (home.difference.low, home.difference.high) == (57, 60)
    back = line(book, THE_DEAD, "Ukraine", "deceased")
    assert back.verdict is Verdict.SHORT
    assert back.difference is not None
    assert (back.difference.low, back.difference.high) == (-5922, -5922)


def test_the_second_worked_example(book: Casebook) -> None:
    found = line(book, THE_DEAD, "Russia", "deceased", dt.date(2025, 6, 7))
    assert found.verdict is Verdict.AWAITED
    assert found.presented is not None
    assert found.presented.count.low == 1212


def test_the_third_worked_example(book: Casebook) -> None:
    assert line(book, "Illustration: more than 6,000 offered, 6,057 received", "Russia", "deceased").verdict is Verdict.MET
    nearly = line(book, "Illustration: nearly 6,000 offered, 6,057 received", "Russia", "deceased")
    assert nearly.verdict is Verdict.EXCEEDED
    assert nearly.difference is not None
    assert nearly.difference.low == 58


def test_the_fourth_worked_example(book: Casebook) -> None:
    found = line(book, "New Year's exchange", "Russia", "person")
    assert found.observed is not None
    assert found.reported is not None
    assert (found.observed.count.low, found.reported.count.low) == (189, 150)
    assert [flag.kind for flag in found.flags] == [FlagKind.ROLES_DISAGREE]


def test_the_fifth_worked_example(book: Casebook) -> None:
    title = "Exchange of 5 February 2026"
    observed = [line(book, title, side, "person").observed for side in ("Russia", "Ukraine", None)]
    assert [reading.count.low for reading in observed if reading is not None] == [157, 157, 314]
    assert not line(book, title, None, "person").flags


def test_the_sixth_worked_example(book: Casebook) -> None:
    found = line(book, "Istanbul, 2 June 2025: the list of children", "Russia", "child")
    assert found.unaccounted is not None
    assert (found.unaccounted.low, found.unaccounted.high) == (0, 138)


def test_the_seventh_worked_example(book: Casebook) -> None:
    for title, side, category in (
        ("Illustration: 60 bodies agreed, 62 body bags received", "Side A", "deceased"),
        ("Panmunjom, July 2018: remains of the Korean War", "North Korea", "deceased_combatant"),
    ):
        assert line(book, title, side, category).verdict is Verdict.INCOMPARABLE


def test_the_eighth_worked_example(book: Casebook) -> None:
    expected = {
        "Illustration: all for all agreed, 33 came": Verdict.CANNOT_TELL,
        "Illustration: 1,000 promised by one side, 1,200 by the other, 1,100 came": Verdict.CANNOT_TELL,
        "Illustration: at least 1,000 agreed, more than 1,000 came": Verdict.MET,
        "Illustration: 1,000 agreed, at least 1,000 came": Verdict.MET_OR_EXCEEDED,
    }
    found = {title: line(book, title, "Side A", "prisoner_of_war").verdict for title in expected}
    assert found == expected


def test_no_dead_person_is_counted_as_a_person(book: Casebook) -> None:
    dead = [f for f in book.figures if book.categories.root(f.category) == "deceased"]
    assert all(figure.unit is not Unit.PERSON for figure in dead)
