"""Each verdict of the method's section 4, by name."""

from __future__ import annotations

import pytest
from book import Book

from figures.count import Count, Gap
from figures.line import plain
from figures.verdict import verdict_of_counts
from figures.vocabulary import Verdict


@pytest.mark.parametrize(
    ("stated", "came", "is_open", "verdict"),
    [
        ((100, 100), (101, 101), True, Verdict.EXCEEDED),
        ((100, 100), (100, 100), True, Verdict.MET_EXACTLY),
        ((50, 100), (60, 70), True, Verdict.MET),
        ((50, None), (60, None), True, Verdict.MET),
        ((100, 100), (100, 120), True, Verdict.MET_OR_EXCEEDED),
        ((100, 100), (0, 99), True, Verdict.OUTSTANDING),
        ((100, 100), (0, 99), False, Verdict.SHORT),
        ((100, 100), (90, 110), True, Verdict.CANNOT_TELL),
        ((100, None), (90, 110), False, Verdict.CANNOT_TELL),
    ],
)
def test_the_first_verdict_that_fits_two_counts(
    stated: tuple[int, int | None], came: tuple[int, int | None], is_open: bool, verdict: Verdict
) -> None:
    assert verdict_of_counts(Count(*stated), Count(*came), is_open=is_open) is verdict


def test_nothing_stated() -> None:
    book = Book()
    book.event("handover", date="2025-06-05")
    book.figure("handover", "10")
    line = book.line("handover")
    assert line.verdict is Verdict.NOTHING_STATED
    assert line.difference is None
    assert plain(line.sentence) == "10 bodies received. Nothing was stated beforehand."


@pytest.mark.parametrize(("status", "verdict"), [("under_way", Verdict.AWAITED), ("collapsed", Verdict.NOTHING_OBSERVED)])
def test_awaited_while_open_and_nothing_observed_when_closed(status: str, verdict: Verdict) -> None:
    book = Book()
    book.agreement("pact", status)
    book.figure("pact", "100", "agreed")
    assert book.verdict("pact") is verdict


@pytest.mark.parametrize("words", ["all", "any", "unknown", "not given", "all for all"])
def test_no_number_stated_cannot_tell(words: str) -> None:
    book = Book()
    book.agreement("pact")
    book.figure("pact", words, "agreed")
    book.figure("pact", "10")
    line = book.line("pact")
    assert line.verdict is Verdict.CANNOT_TELL
    assert line.difference == Gap(None, None)


def contested(promise: str, *totals: str) -> Verdict:
    book = Book()
    book.agreement("pact", "completed")
    book.figure("pact", promise, "agreed")
    for claimant, words in zip(("Ukraine", "Interior minister", "ICRC"), totals, strict=False):
        book.figure("pact", words, claimant=claimant, as_of="2025-06-16")
    return book.verdict("pact")


def test_a_contested_reading_has_a_verdict_where_every_agreeing_group_gives_the_same() -> None:
    assert contested("6,000", "6,057", "6,060") is Verdict.EXCEEDED
    assert contested("6,100", "6,057", "6,060") is Verdict.SHORT


def test_groups_that_all_keep_the_promise_meet_or_exceed_it() -> None:
    assert contested("6,057", "6,057", "6,060") is Verdict.MET_OR_EXCEEDED


def test_groups_that_differ_cannot_tell() -> None:
    assert contested("6,058", "6,057", "6,060") is Verdict.CANNOT_TELL


def test_a_verdict_that_rests_on_vague_words_says_so() -> None:
    book = Book()
    book.agreement("pact", "completed")
    book.figure("pact", "200", "agreed")
    book.figure("pact", "dozens")
    line = book.line("pact")
    assert line.verdict is Verdict.SHORT
    assert "read by convention as 24 to 99" in plain(line.sentence)
