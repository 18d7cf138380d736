"""Laws of the method over random casebooks, and the method held against a second, plain implementation of the same text."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import product

import casebooks
import oracle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figures.comparison import compare, scope_of
from figures.count import Count, gap
from figures.day import day_of
from figures.line import Line, Reading, plain
from figures.merging import agreeing_groups, around, hull
from figures.record import Casebook
from figures.verdict import verdict_of_counts
from figures.vocabulary import Verdict

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low = draw(st.integers(0, 8))
    return Count(low, draw(st.none() | st.integers(low, 9)))


def possible(count: Count, limit: int = 12) -> range:
    """The true numbers that the count allows, up to a limit that stands for no limit."""
    return range(count.low, (limit if count.high is None else count.high) + 1)


@given(counts(), counts())
def test_a_sum_holds_every_possible_true_value_and_nothing_less(one: Count, other: Count) -> None:
    every = {a + b for a, b in product(possible(one), possible(other))}
    total = one.plus(other)
    assert total.low == min(every)
    assert total.high is None or total.high == max(every)
    assert (total.high is None) == (one.high is None or other.high is None)


@given(counts(), counts())
def test_a_difference_holds_every_possible_true_value_and_nothing_less(observed: Count, stated: Count) -> None:
    every = {o - s for o, s in product(possible(observed), possible(stated))}
    found = gap(observed, stated)
    assert (found.low is None) == (stated.high is None)
    assert (found.high is None) == (observed.high is None)
    assert found.low is None or found.low == min(every)
    assert found.high is None or found.high == max(every)


@given(counts(), counts())
def test_what_is_left_of_a_whole_is_never_below_zero_and_misses_no_value(whole: Count, part: Count) -> None:
    left = whole.remainder_after(part)
    for w, p in product(possible(whole), possible(part)):
        assert left.low <= max(0, w - p)
        assert left.high is None or max(0, w - p) <= left.high


@given(counts(), counts(), st.booleans())
def test_a_verdict_never_contradicts_its_interval(stated: Count, observed: Count, is_open: bool) -> None:
    verdict = verdict_of_counts(stated, observed, is_open=is_open)
    pairs = list(product(possible(stated), possible(observed)))
    if verdict is Verdict.EXCEEDED:
        assert all(o > s for s, o in pairs)
    if verdict in (Verdict.SHORT, Verdict.OUTSTANDING):
        assert all(o < s for s, o in pairs)
    if verdict is Verdict.MET_EXACTLY:
        assert all(o == s for s, o in pairs)
    if verdict is Verdict.MET:
        assert set(possible(observed)) <= set(possible(stated))


@given(st.lists(counts(), min_size=1, max_size=5))
def test_the_hull_spans_the_agreeing_groups(voices: list[Count]) -> None:
    assert around(agreeing_groups(voices)) == hull(voices)


@given(st.lists(counts(), min_size=1, max_size=5))
def test_a_reading_holds_the_truth_if_one_agreeing_group_is_right(voices: list[Count]) -> None:
    for group in agreeing_groups(voices):
        assert group.within(hull(voices))


@given(st.lists(counts(), min_size=1, max_size=4), counts())
def test_a_figure_that_agrees_never_widens_a_reading(voices: list[Count], another: Count) -> None:
    before = hull(voices)
    if len(agreeing_groups(voices)) == 1 and another.overlaps(before):
        assert hull([*voices, another]).within(before)


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days(), st.randoms(use_true_random=False))
def test_the_order_of_figures_never_matters(book: Casebook, day: dt.date | None, chance: random.Random) -> None:
    shuffled = list(book.figures)
    chance.shuffle(shuffled)
    events = list(book.events)
    chance.shuffle(events)
    assert compare(replace(book, figures=tuple(shuffled), events=tuple(events)), day).lines == compare(book, day).lines


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days())
def test_two_implementations_of_the_method_agree(book: Casebook, day: dt.date | None) -> None:
    mine, theirs = compare(book, day), oracle.compare(book, day)
    assert mine.as_of == theirs["day"]
    for figure, (standing, replaced_by, vantage, role, low, high) in theirs["states"].items():
        state = mine.states[figure]
        assert (state.standing, state.vantage, state.role) == (standing, vantage, role)
        assert state.count == Count(low, high)
        if state.why_not in ("corrected", "replaced"):
            assert state.replaced_by in replaced_by
    expected = {((None, *key[1:]) if key[1] else key): line for key, line in theirs["lines"].items()}
    assert {line.key for line in mine.lines} == set(expected)
    for line in mine.lines:
        assert as_the_oracle_says(line) == {k: v for k, v in expected[line.key].items() if k != "groups"}, line.key


def as_the_oracle_says(line: Line) -> dict[str, object]:
    def told(reading: Reading | None) -> object:
        if reading is None:
            return None
        count, figures = reading.count, frozenset(reading.figures)
        contested, origins = bool(reading.contested), len(reading.origins)
        return (count.low, count.high, reading.stage, contested, figures, origins, reading.grade, reading.basis.value)

    return {
        "stated": told(line.stated),
        "reported": told(line.reported),
        "observed": told(line.observed),
        "presented": told(line.presented),
        "aftermath": {r.stage: told(r) for r in line.aftermath},
        "difference": None if line.difference is None else (line.difference.low, line.difference.high),
        "verdict": line.verdict,
        "reported_verdict": line.reported_verdict,
        "open": line.open,
        "corroboration": line.corroboration.value,
        "flags": {(f.kind.value, frozenset(f.figures)) for f in line.flags},
        "others": {(r.role.value, r.unit, r.stage, r.count.low, r.count.high) for r in line.others},
    }


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days())
def test_every_line_says_why_in_one_sentence_that_rests_on_its_figures(book: Casebook, day: dt.date | None) -> None:
    for line in compare(book, day).lines:
        assert plain(line.sentence).endswith(".")
        known = set(line.listed)
        for reading in (line.stated, line.observed, line.reported, line.presented):
            known |= set(reading.figures if reading else ())
        for part in line.sentence:
            assert isinstance(part, str) or (part.figures and set(part.figures) <= known)
            assert not isinstance(part, str) or not any(c.isdigit() for c in part)


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days())
def test_one_agreement_by_itself_has_the_lines_that_it_has_in_the_whole(book, day):
    whole = compare(book, day)
    for agreement in book.agreements:
        events = {event.id for event in book.events if event.agreement == agreement.id}
        mine = [line for line in whole.lines if line.agreement == agreement.id or line.event in events]
        assert list(scope_of(book, day_of(book, day), agreement.id).lines()) == mine
