"""How readings, differences and sums are worded in the Compare room: never as more than is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.compare.phrase import count_text, gap_text
from desktop.compare.voice import added_text, apart_text
from desktop.compare.voice_table import in_quotes
from figures.count import Count, Gap


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (Count(6057, 6057), "6,057"),
        (Count(6057, 6060), "6,057–6,060"),
        (Count(1000, None), "≥ 1,000"),
        (Count(0, None), "≥ 0"),
    ],
)
def test_a_floor_never_reads_as_the_number(count: Count, text: str) -> None:
    assert count_text(count) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (Gap(57, 60), "+57 to +60"),
        (Gap(-5922, -5922), "−5,922"),
        (Gap(0, 0), "0"),
        (Gap(57, None), "≥ +57"),
        (Gap(None, -58), "≤ −58"),
        (Gap(None, None), "–"),
        (None, "–"),
    ],
)
def test_a_difference_is_signed_and_an_open_end_is_said(gap: Gap | None, text: str) -> None:
    assert gap_text(gap) == text


def test_equal_terms_of_a_sum_are_drawn_together() -> None:
    assert added_text(["1,212", "1,200", "1,200", "1,200", "1,245"]) == "1,212 + 3 × 1,200 + 1,245"


def test_exact_counts_are_just_so_far_apart_and_others_at_least() -> None:
    assert apart_text(Count(6057, 6057), Count(6060, 6060)) == "3 apart"
    assert apart_text(Count(200, 999), Count(1200, 1200)) == "at least 201 apart"


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_counts_that_share_a_value_are_never_said_to_be_apart(a: int, b: int, c: int, d: int) -> None:
    one, other = Count(min(a, b), max(a, b)), Count(min(c, d), max(c, d))
    assert bool(apart_text(one, other)) is not one.overlaps(other)


def test_a_quote_keeps_the_marks_that_it_brings() -> None:
    assert in_quotes("six thousand") == "“six thousand”"
    assert in_quotes("«шість тисяч»") == "«шість тисяч»"
    assert in_quotes("") == ""
