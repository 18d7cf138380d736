"""From figures to readings (method, 3.3 to 3.10): one test a rule, named by it."""

from __future__ import annotations

import pytest
from book import Book

from figures.category import Category, CategoryTree
from figures.count import Count
from figures.line import Line
from figures.vocabulary import Basis, Corroboration, FlagKind, Verdict

PERSONS = {"unit": "person", "category": "person"}


def observed(line: Line) -> Count:
    assert line.observed is not None
    return line.observed.count


def pact(*tranches: str, status: str = "under_way", missing: bool = False) -> Book:
    """An agreement on 100 bodies, and one completed event a tranche; an empty tranche carries no figure."""
    book = Book()
    book.agreement("pact", status, tranches_missing=missing)
    book.figure("pact", "100", "agreed", said_on="2025-06-01")
    for number, words in enumerate(tranches, start=1):
        book.event(f"event {number}", "pact", date=f"2025-06-{number:02}")
        if words:
            book.figure(f"event {number}", words, said_on=f"2025-06-{number:02}")
    return book


def test_3_3_a_vague_voice_that_agrees_with_both_does_not_drown_two_that_disagree() -> None:
    book = pact()
    for words, claimant in (("6,057", "Ukraine"), ("6,060", "Interior minister"), ("about 6,000", "ICRC")):
        book.figure("pact", words, claimant=claimant, as_of="2025-06-16")
    line = book.line("pact")
    assert observed(line) == Count(6057, 6060)
    assert line.corroboration is Corroboration.CONTESTED


def test_3_3_agreeing_counts_are_read_as_what_they_share() -> None:
    book = pact()
    for words, claimant in (("more than 50", "Ukraine"), ("up to 60", "ICRC")):
        book.figure("pact", words, claimant=claimant, as_of="2025-06-16")
    assert observed(book.line("pact")) == Count(51, 60)


def test_3_3_all_claimants_of_one_side_are_one_origin_and_a_reprint_is_what_it_reprints() -> None:
    book = pact()
    book.publisher("Agency")
    book.publisher("Daily")
    book.source("wire", "Agency", "2025-06-16")
    book.source("reprint", "Daily", "2025-06-17", reprint_of="wire")
    for claimant in ("Ukraine", "Interior minister", "Coordination Headquarters"):
        book.figure("pact", "50", claimant=claimant, as_of="2025-06-16")
    assert book.line("pact").corroboration is Corroboration.SINGLE
    for source in ("wire", "reprint"):
        book.figure("pact", "50", claimant=None, vantage="document", source=source, as_of="2025-06-16")
    line = book.line("pact")
    assert line.observed is not None
    assert len(line.observed.origins) == 2
    assert line.corroboration is Corroboration.INDEPENDENT


def test_3_3_a_researcher_s_own_count_is_no_origin() -> None:
    book = pact()
    book.figure("pact", "50", claimant=None, vantage="researcher", as_of="2025-06-16")
    assert book.line("pact").corroboration is Corroboration.NONE


def test_3_3_a_reading_has_the_best_grade_and_a_sum_the_worst_of_its_events() -> None:
    book = pact("40", "50")
    book.figure("event 1", "40", claimant="ICRC", credibility=1)
    assert book.line("event 1").observed.grade == "B1"
    assert book.line("pact").observed.grade == "B6"


def test_3_4_promises_pass_neither_up_nor_down_and_are_never_summed() -> None:
    book = Book()
    book.agreement("pact")
    book.event("first", "pact", "announced", date="2025-06-30")
    book.figure("first", "30", "scheduled")
    book.figure("first", "30", "scheduled", category="deceased_combatant")
    assert [line.event for line in book.compare().lines] == [book.ids["first"]] * 2


def test_3_4_an_agreement_takes_what_was_agreed_before_what_was_offered_and_an_event_what_was_scheduled() -> None:
    book = pact()
    book.figure("pact", "120", "offered")
    book.event("first", "pact", "announced", date="2025-06-30")
    book.figure("first", "31", "agreed")
    book.figure("first", "30", "scheduled")
    assert book.line("pact").stated.count == Count(100, 100)
    assert book.line("first").stated.count == Count(30, 30)


def test_3_4_the_later_of_two_pins_is_the_measure() -> None:
    book = pact()
    for words in ("120", "130"):
        book.figure("pact", words, "offered", name=words)
        book.pin("pact", words)
    line = book.line("pact")
    assert line.stated is not None
    assert (line.stated.count, line.stated.basis) == (Count(130, 130), Basis.PINNED)
    assert line.pinned_reason


def test_3_5_on_an_event_only_increments_are_observed() -> None:
    book = pact("40")
    book.figure("event 1", "90", claimant="Interior minister", accumulation="cumulative")
    assert observed(book.line("event 1")) == Count(40, 40)


def test_3_6_the_sum_adds_the_events_that_touch_the_line() -> None:
    book = pact("40", "50")
    line = book.line("pact")
    assert observed(line) == Count(90, 90)
    assert line.observed is not None
    assert line.observed.basis is Basis.SUM


def test_3_6_a_completed_event_without_a_figure_opens_the_sum() -> None:
    assert observed(pact("40", "", "50").line("pact")) == Count(90, None)


def test_3_6_a_completed_event_with_a_figure_the_other_way_does_not_touch_the_line() -> None:
    book = pact("40", "")
    book.figure("event 2", "7", way="Ukraine>Russia", claimant="Russia")
    assert observed(book.line("pact")) == Count(40, 40)


@pytest.mark.parametrize(("kind", "high"), [("prisoner_exchange", 40), ("identification", 40), ("other", None)])
def test_3_6_an_empty_event_touches_only_what_its_kind_can_carry(kind: str, high: int | None) -> None:
    book = pact("40")
    book.event("empty", "pact", kind=kind, date="2025-06-09")
    assert observed(book.line("pact")) == Count(40, high)


def test_3_6_tranches_known_to_be_missing_open_the_sum_but_not_what_was_presented() -> None:
    book = pact("40", missing=True)
    book.figure("event 1", "45", "presented", claimant="Russia")
    line = book.line("pact")
    assert observed(line) == Count(40, None)
    assert line.presented is not None
    assert line.presented.count == Count(45, 45)


@pytest.mark.parametrize("status", ["announced", "postponed", "refused", "cancelled"])
def test_3_6_an_event_that_was_not_held_adds_nothing_and_is_flagged(status: str) -> None:
    book = pact("40")
    book.event("not held", "pact", status, date="2025-06-09")
    book.figure("not held", "9")
    line = book.line("pact")
    assert observed(line) == Count(40, 40)
    assert FlagKind.TRANSFERRED_ON_CANCELLED_EVENT in {f.kind for f in line.flags}


def test_3_6_an_older_total_is_a_floor_never_a_contradiction() -> None:
    book = pact("40", "50")
    book.figure("pact", "40", as_of="2025-06-01", said_on="2025-06-01")
    line = book.line("pact")
    assert observed(line) == Count(90, 90)
    assert line.observed is not None
    assert not line.observed.contested


def test_3_6_the_tranches_against_the_total_claimed_are_contested() -> None:
    book = pact("40", "50")
    book.figure("pact", "100", as_of="2025-06-16", claimant="Interior minister")
    line = book.line("pact")
    assert observed(line) == Count(90, 100)
    assert line.corroboration is Corroboration.CONTESTED


def test_3_7_children_that_exclude_each_other_are_added_and_others_give_the_largest() -> None:
    book = Book()
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "100", unit="person", category="prisoner_of_war", way="Russia>Ukraine")
    book.figure("exchange", "20", unit="person", category="civilian")
    book.figure("exchange", "some prisoners", **PERSONS)
    assert observed(book.line("exchange", category="person")) == Count(120, None)
    wounded = Book()
    wounded.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    for words, category in (("60", "seriously_wounded_or_sick"), ("50", "aged_18_25"), ("not given", "prisoner_of_war")):
        wounded.figure("exchange", words, unit="person", category=category)
    assert observed(wounded.line("exchange", category="prisoner_of_war")) == Count(60, None)


def test_3_7_parts_that_exceed_their_whole_are_flagged_and_left_out() -> None:
    book = Book()
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "100", unit="person", category="prisoner_of_war")
    book.figure("exchange", "20", unit="person", category="civilian")
    book.figure("exchange", "110", **PERSONS)
    line = book.line("exchange", category="person")
    assert observed(line) == Count(110, 110)
    assert [f.kind for f in line.flags] == [FlagKind.PARTS_EXCEED_WHOLE]


def test_3_7_a_promise_below_an_observed_parent_reads_from_zero_to_the_parent_s_high() -> None:
    book = Book()
    book.agreement("pact", "completed")
    book.figure("pact", "50", "agreed", unit="person", category="civilian")
    book.figure("pact", "40", **PERSONS)
    line = book.line("pact", category="civilian")
    assert observed(line) == Count(0, 40)
    assert line.from_parent
    assert line.verdict is Verdict.SHORT


def test_3_7_a_parent_s_line_stands_only_where_a_figure_stands_on_it() -> None:
    book = Book()
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "20", unit="person", category="child")
    assert [line.category for line in book.compare().lines] == ["child"]


def test_3_7_a_casefile_s_own_category_stands_under_the_method_s() -> None:
    book = Book()
    book.tree = CategoryTree((Category("women", "prisoner_of_war", "women"),))
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "20", unit="person", category="women")
    book.figure("exchange", "not given", unit="person", category="prisoner_of_war")
    assert observed(book.line("exchange", category="prisoner_of_war")) == Count(20, None)


def test_3_8_both_directions_are_the_sum_of_the_two_and_at_least_while_only_one_is_known() -> None:
    book = Book()
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "20", "scheduled", way="", **PERSONS)
    book.figure("exchange", "10", **PERSONS)
    assert observed(book.line("exchange", "", "person")) == Count(10, None)
    book.figure("exchange", "11", way="Ukraine>Russia", claimant="Russia", **PERSONS)
    line = book.line("exchange", "", "person")
    assert observed(line) == Count(21, 21)
    assert line.observed is not None
    assert line.observed.basis is Basis.DIRECTIONS


def test_3_8_directions_that_do_not_make_the_number_for_both_are_flagged() -> None:
    book = Book()
    book.event("exchange", kind="prisoner_exchange", date="2025-06-05")
    book.figure("exchange", "25", way="", claimant="ICRC", **PERSONS)
    book.figure("exchange", "10", **PERSONS)
    book.figure("exchange", "11", way="Ukraine>Russia", claimant="Russia", **PERSONS)
    line = book.line("exchange", "", "person")
    assert observed(line) == Count(25, 25)
    assert [f.kind for f in line.flags] == [FlagKind.DIRECTIONS_DISAGREE]


def test_3_9_a_reading_in_a_unit_that_is_not_compared_is_listed_with_the_line() -> None:
    book = Book()
    book.agreement("sixty")
    book.figure("sixty", "60", "agreed")
    book.figure("sixty", "60")
    book.figure("sixty", "62", unit="body_bag")
    line = book.line("sixty")
    assert line.verdict is Verdict.MET_EXACTLY
    assert [r.unit.value for r in line.others] == ["body_bag"]


def test_3_9_each_unit_in_common_is_a_comparison_of_its_own() -> None:
    book = Book()
    book.agreement("sixty")
    for unit, came in (("body", "60"), ("body_bag", "62")):
        book.figure("sixty", "60", "agreed", unit=unit)
        book.figure("sixty", came, unit=unit)
    assert {line.unit.value: line.verdict for line in book.compare().lines if line.unit} == {
        "body": Verdict.MET_EXACTLY,
        "body_bag": Verdict.EXCEEDED,
    }


def test_3_10_two_events_of_one_kind_direction_and_day_may_be_one_entered_twice() -> None:
    book = pact("40")
    book.event("again", "pact", date="2025-06-01")
    book.figure("again", "40")
    assert FlagKind.POSSIBLE_DUPLICATE in {f.kind for f in book.line("pact").flags}
    book.events[-1] = type(book.events[-1])(
        id=book.ids["again"],
        uid="again",
        title="again",
        agreement=book.ids["pact"],
        kind=book.events[0].kind,
        date="2025-06-02",
    )
    assert FlagKind.POSSIBLE_DUPLICATE not in {f.kind for f in book.line("pact").flags}


def test_the_reported_verdict_takes_the_sender_s_word_where_nobody_else_counted() -> None:
    book = pact("40")
    book.event("second", "pact", date="2025-06-05")
    book.figure("second", "60", claimant="Russia")
    line = book.line("pact")
    assert observed(line) == Count(40, None)
    assert line.verdict is Verdict.CANNOT_TELL
    assert line.reported_verdict is Verdict.MET_EXACTLY
    assert pact("40").line("pact").reported_verdict is None
