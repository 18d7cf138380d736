"""Which figures are known on a day, and which stand (method, 3.1 and 3.2); and who a claimant is (section 1)."""

from __future__ import annotations

import casebooks
import pytest
from book import Book
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import compare
from figures.count import Count
from figures.date import first_day, last_day
from figures.vocabulary import Bound, FlagKind, Role, Vantage, Verdict


def agreed() -> Book:
    book = Book()
    book.agreement("pact", due="2025-06-15")
    book.figure("pact", "100", "agreed", said_on="2025-06-02", name="promise")
    return book


def test_3_1_a_figure_said_after_the_day_is_not_known() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-10", name="later")
    assert book.line("pact", as_of="2025-06-09").verdict is Verdict.AWAITED
    assert book.line("pact", as_of="2025-06-10").verdict is Verdict.OUTSTANDING


def test_3_1_a_partial_date_counts_by_its_last_possible_day() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06", name="in June")
    assert book.line("pact", as_of="2025-06-29").observed is None
    assert book.line("pact", as_of="2025-06-30").observed is not None


def test_3_1_a_figure_without_any_date_stands_only_where_no_day_is_asked_for() -> None:
    book = agreed()
    book.source("undated", "Herald")
    book.figure("pact", "40", said_on="", source="undated")
    assert book.line("pact").observed is not None
    assert book.line("pact", as_of="2026-01-01").observed is None


def test_3_1_a_retraction_without_a_day_counts_always_and_a_dated_one_from_its_day() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-05", retracted=True, retracted_on="2025-06-08")
    assert book.line("pact", as_of="2025-06-07").observed is not None
    assert book.line("pact", as_of="2025-06-08").observed is None
    always = agreed()
    always.figure("pact", "40", said_on="2025-06-05", retracted=True)
    assert always.line("pact", as_of="2025-06-07").observed is None


def test_3_1_an_event_wholly_after_the_day_counts_as_announced_and_touches_nothing() -> None:
    book = agreed()
    book.event("first", "pact", date="2025-06-12")
    book.figure("first", "100", said_on="2025-06-05")
    assert book.line("pact", as_of="2025-06-11").observed is None
    assert book.line("pact", as_of="2025-06-12").verdict is Verdict.MET_EXACTLY


def test_3_1_an_agreement_is_under_way_until_the_day_its_status_was_reached() -> None:
    book = Book()
    book.agreement("pact", "completed", status_on="2025-06-16")
    book.figure("pact", "100", "agreed", said_on="2025-06-02")
    assert book.line("pact", as_of="2025-06-15").verdict is Verdict.AWAITED
    assert book.line("pact", as_of="2025-06-16").verdict is Verdict.NOTHING_OBSERVED


def test_3_1_without_a_day_asked_for_the_day_is_the_latest_of_the_casefile() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-07-01")
    assert str(book.compare().as_of) == "2025-07-01"


def test_3_1_past_due_is_the_day_after_the_last_possible_day_of_the_due_date() -> None:
    book = agreed()
    assert book.line("pact", as_of="2025-06-15").verdict is Verdict.AWAITED
    assert book.line("pact", as_of="2025-06-16").verdict is Verdict.NOTHING_OBSERVED


def test_3_1_a_postponed_event_is_not_past_due() -> None:
    for status, verdict in (("postponed", Verdict.AWAITED), ("announced", Verdict.NOTHING_OBSERVED)):
        book = Book()
        book.event("handover", None, status, date="2025-06-07")
        book.figure("handover", "10", "scheduled", said_on="2025-06-01")
        assert book.line("handover", as_of="2025-06-20").verdict is verdict


def test_3_2_a_later_figure_of_the_same_claimant_that_shares_no_value_replaces_the_older() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-10", as_of="2025-06-09", name="old")
    book.figure("pact", "41", said_on="2025-06-11", as_of="2025-06-09", name="new")
    state = book.compare().states[book.ids["old"]]
    assert not state.standing
    assert state.replaced_by == book.ids["new"]


@pytest.mark.parametrize(
    ("said", "as_of", "words", "claimant"),
    [
        ("2025-06-10", "2025-06-09", "41", "Coordination Headquarters"),
        ("2025-06-11", "2025-06-11", "41", "Coordination Headquarters"),
        ("2025-06-11", "2025-06-09", "about 40", "Coordination Headquarters"),
        ("2025-06-11", "2025-06-09", "41", "Interior minister"),
    ],
    ids=["the same day", "another date counted to", "a value shared", "another claimant"],
)
def test_3_2_nothing_is_replaced_by(said: str, as_of: str, words: str, claimant: str) -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-10", as_of="2025-06-09", name="old")
    book.figure("pact", words, said_on=said, as_of=as_of, claimant=claimant)
    assert book.compare().states[book.ids["old"]].standing


def test_3_2_figures_without_a_claimant_replace_nothing() -> None:
    book = agreed()
    for words, said in (("40", "2025-06-10"), ("41", "2025-06-11")):
        book.figure("pact", words, claimant=None, said_on=said, as_of="2025-06-09")
    assert all(state.standing for state in book.compare().states.values())


def test_3_2_a_retracted_figure_replaces_and_corrects_nothing() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-10", as_of="2025-06-09", name="old")
    book.figure("pact", "41", said_on="2025-06-11", as_of="2025-06-09", retracted=True)
    book.figure("pact", "42", claimant=None, corrects="old", retracted=True)
    assert book.compare().states[book.ids["old"]].standing


def test_3_2_a_correction_that_was_corrected_still_corrects() -> None:
    book = agreed()
    book.figure("pact", "40", name="first")
    book.figure("pact", "41", name="second", corrects="first")
    book.figure("pact", "42", name="third", corrects="second")
    states = book.compare().states
    assert [states[book.ids[n]].standing for n in ("first", "second", "third")] == [False, False, True]


def test_3_2_a_correction_counts_only_from_its_day() -> None:
    book = agreed()
    book.figure("pact", "40", said_on="2025-06-05", name="first")
    book.figure("pact", "41", said_on="2025-06-09", name="second", corrects="first")
    line = book.line("pact", as_of="2025-06-08")
    assert line.observed is not None
    assert line.observed.count == Count(40, 40)


def test_3_2_a_part_in_the_same_category_never_stands_on_the_line_and_replaces_nothing() -> None:
    book = agreed()
    book.event("first", "pact", date="2025-06-05")
    book.figure("first", "40", said_on="2025-06-05", name="whole")
    book.figure("first", "12", said_on="2025-06-06", name="part", part_of="whole")
    line = book.line("first")
    assert line.observed is not None
    assert line.observed.count == Count(40, 40)
    assert not book.compare().states[book.ids["part"]].standing


def test_a_share_follows_its_base_and_the_base_s_corrections() -> None:
    book = agreed()
    book.figure("pact", "100", "listed", name="list", said_on="2025-06-02")
    book.figure("pact", "at least half", "listed", of=("list", "at_least 1/2"), name="half", part_of="list")
    assert book.compare().states[book.ids["half"]].count == Count(50, 100)
    book.figure("pact", "120", "listed", corrects="list", said_on="2025-06-03")
    assert book.compare().states[book.ids["half"]].count == Count(60, 120)


@pytest.mark.parametrize(
    ("claimant", "vantage", "role"),
    [
        ("Russian Ministry of Defence", Vantage.SENDER, Role.REPORTED),
        ("Interior minister", Vantage.RECEIVER, Role.OBSERVED),
        ("United Arab Emirates", Vantage.MEDIATOR, Role.OBSERVED),
        ("ICRC", Vantage.WITNESS, Role.OBSERVED),
        ("Belarus", Vantage.UNATTRIBUTED, Role.REPORTED),
        (None, Vantage.UNATTRIBUTED, Role.REPORTED),
    ],
)
def test_the_vantage_is_derived_from_the_claimant_s_side(claimant: str | None, vantage: Vantage, role: Role) -> None:
    book = Book()
    book.party("Belarus")
    book.event("handover", mediators=("United Arab Emirates",), date="2025-06-05")
    book.figure("handover", "10", claimant=claimant, name="figure")
    state = book.compare().states[book.ids["figure"]]
    assert (state.vantage, state.role) == (vantage, role)
    assert state.vantage_reason


def test_a_side_that_speaks_of_both_directions_together_is_unattributed() -> None:
    book = Book()
    book.event("handover", date="2025-06-05")
    book.figure("handover", "20", way="", claimant="Ukraine", name="figure")
    assert book.compare().states[book.ids["figure"]].vantage is Vantage.UNATTRIBUTED


def test_a_vantage_set_by_hand_overrules_the_derived_one() -> None:
    book = Book()
    book.event("handover", date="2025-06-05")
    book.figure("handover", "20", claimant=None, vantage="witness", name="figure")
    assert book.compare().states[book.ids["figure"]].role is Role.OBSERVED


def test_stock_dispatched_and_refused_figures_are_in_no_role() -> None:
    book = Book()
    book.event("handover", date="2025-06-05")
    for stage in ("dispatched", "refused"):
        book.figure("handover", "20", stage, name=stage)
        assert book.compare().states[book.ids[stage]].role is Role.NONE
    assert book.compare().lines == ()


def test_3_10_a_pin_that_no_longer_stands_falls_back_and_is_flagged() -> None:
    book = agreed()
    book.figure("pact", "120", "offered", claimant="Russia", said_on="2025-06-02", name="offer")
    book.figure("pact", "110")
    book.pin("pact", "offer")
    assert book.verdict("pact") is Verdict.SHORT
    index = next(i for i, f in enumerate(book.figures) if f.id == book.ids["offer"])
    fields = {n: getattr(book.figures[index], n) for n in book.figures[index].__dataclass_fields__}
    book.figures[index] = type(book.figures[index])(**{**fields, "retracted": True})
    line = book.line("pact")
    assert line.verdict is Verdict.EXCEEDED
    assert [f.kind for f in line.flags] == [FlagKind.PIN_FALLEN]


SAID = ("2025-06-01", "2025-06-03", "2025-06-03/2025-06-05", "2025-06-04", "2025-06-06", "2025-06", "2025-07-01", "")


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0, 0, 2, None]), st.sampled_from(SAID)), max_size=14))
def test_3_2_a_figure_is_replaced_by_the_earliest_said_wholly_after_it_that_shares_no_value(
    said: list[tuple[int, int | None, str]],
) -> None:
    book = casebooks.Book()
    event = book.event(date="2025-06-01")
    for low, more, day in said:
        high = None if more is None else low + more
        book.figure(low, high, event=event, claimant=casebooks.ONE, said_on=day, bound=Bound.RANGE)
    casebook = book.close()
    states = compare(casebook).states
    for old in casebook.figures:
        ends = last_day(old.said_on)
        later = [
            (begins, new.id)
            for new in casebook.figures
            if (begins := first_day(new.said_on)) and ends and begins > ends and not new.count.overlaps(old.count)
        ]
        assert states[old.id].replaced_by == (min(later)[1] if later else None)
        assert states[old.id].standing is not bool(later)
