"""What disagrees in a reading: every pair once, counted without being made, and the same in groups."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from types import FrameType

import casebooks
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import compare
from figures.contest import Contest, Disagreement
from figures.count import Count
from figures.doubt import MOST_ALIKE
from figures.line import Reading
from figures.merging import agreeing_groups, hull
from figures.record import Casebook
from figures.verdict import verdict_of, verdict_of_counts
from figures.vocabulary import FlagKind, Role, Stage, Unit, Verdict


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low = draw(st.integers(0, 12))
    return Count(low, draw(st.none() | st.integers(low, low + 4)))


def contest_of(single: list[Count], sums: list[Count], within: tuple[Contest, ...] = (), first: int = 1) -> Contest:
    figures = tuple((first + at,) for at in range(len(single))) + tuple((90, 91 + at) for at in range(len(sums)))
    return Contest((*single, *sums), figures, len(single), within)


def every_pair(contest: Contest) -> list[Disagreement]:
    """The pairs as the method says them, two by two."""
    found = [pair for one in contest.within for pair in every_pair(one)]
    voices = list(zip(contest.counts, contest.figures, strict=True))
    for at, (count, figures) in enumerate(voices):
        found += [Disagreement(figures, its) for other, its in voices[at + 1 :] if not count.overlaps(other)]
    return list(dict.fromkeys(found))


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    some = st.lists(counts(), max_size=9)
    inner = contest_of(draw(some), draw(st.lists(counts(), max_size=2)), first=40)
    within = draw(st.sampled_from([(), (inner,), (inner, inner), (contest_of(draw(some), [], (inner,), first=60), inner)]))
    return contest_of(draw(some), draw(st.lists(counts(), max_size=2)), within)


@given(contests())
def test_each_pair_is_told_once_in_the_order_of_the_voices_and_counted(contest: Contest) -> None:
    assert list(contest.pairs()) == every_pair(contest)
    assert contest.number == len(every_pair(contest))


@given(contests())
def test_the_groups_name_the_same_pairs_each_once(contest: Contest) -> None:
    told: list[frozenset[tuple[int, ...]]] = []
    for one, other in contest.groups():
        if 90 in (*one, *other):
            told.append(frozenset({one, other}))
        else:
            told += [frozenset({(a,), (b,)}) for a, b in product(one, other)]
    assert len(told) == len(set(told))
    assert set(told) == {frozenset(pair) for pair in every_pair(contest)}


def test_two_camps_are_one_group_against_the_other() -> None:
    contest = contest_of([Count(100, 100)] * 500 + [Count(200, 200)] * 300, [])
    assert contest.number == 150_000
    assert list(contest.groups()) == [Disagreement(tuple(range(1, 501)), tuple(range(501, 801)))]


def largest_sets(some: list[Count]) -> set[Count]:
    """The agreeing groups found by comparing every set with every other."""
    points = {c.low for c in some}
    sets = [frozenset(i for i, c in enumerate(some) if c.low <= p and (c.high is None or p <= c.high)) for p in points]
    return {hull([some[i] for i in one]) for one in sets if not any(one < other for other in sets)}


@given(st.lists(counts(), min_size=1, max_size=12))
def test_agreeing_groups_are_the_largest_sets_that_share_a_value(some: list[Count]) -> None:
    groups = agreeing_groups(some)
    assert len(set(groups)) == len(groups)
    assert set(groups) == largest_sets(some)


@given(st.lists(counts(), min_size=1, max_size=6), st.lists(counts(), min_size=1, max_size=6), st.booleans())
def test_a_contested_promise_has_the_verdict_that_all_its_groups_give(
    promised: list[Count], came: list[Count], is_open: bool
) -> None:
    stated, observed = reading_of(promised, Role.STATED), reading_of(came, Role.OBSERVED)
    given_ = {verdict_of_counts(s, o, is_open=is_open) for s, o in product(stated.groups, observed.groups)}
    kept = {Verdict.MET, Verdict.MET_EXACTLY, Verdict.MET_OR_EXCEEDED, Verdict.EXCEEDED}
    due = Verdict.MET_OR_EXCEEDED if stated.contested is None and given_ <= kept else Verdict.CANNOT_TELL
    assert verdict_of(stated, observed, is_open=is_open) is (given_.pop() if len(given_) == 1 else due)


def reading_of(some: list[Count], role: Role) -> Reading:
    groups = agreeing_groups(some)
    contested = contest_of(some, []) if len(groups) > 1 else None
    return Reading(role, Unit.PERSON, Stage.AGREED, hull(some), contested, groups=groups)


def crowd(many: int, numbers: int, *, days: int, claimants: int) -> Casebook:
    """An event outside agreements, and an agreement, each with so many figures of as many numbers, and promises as many."""
    book = casebooks.Book(published="2025-06-28")
    speakers = (casebooks.ONE, casebooks.ORGAN_OF_ONE, casebooks.SPOKESMAN_OF_ONE, casebooks.NGO, casebooks.COMMITTEE)[
        :claimants
    ]
    event, deal = book.event(date="2025-06-01"), book.agreement()
    for at in range(many):
        said = {"claimant": speakers[at % claimants], "said_on": f"2025-06-{1 + at % days:02}"}
        number = at * 7919 % numbers
        book.figure(number, event=event, **said)
        book.figure(number, agreement=deal, **said)
        book.figure(1 + number, event=event, stage=Stage.SCHEDULED, **said)
    return book.close()


def steps(casebook: Casebook) -> int:
    """How many lines of the program are run, each turn of a loop once, until all is compared, counted and told in groups."""
    run = 0

    def count_it(frame: FrameType, event: str, _: object) -> Callable[..., object]:
        nonlocal run
        run += event == "line"
        return count_it

    before = sys.gettrace()
    sys.settrace(count_it)
    try:
        for line in compare(casebook).lines:
            for reading in (line.stated, line.observed):
                if reading is not None and reading.contested is not None:
                    assert sum(len(one) * len(other) for one, other in reading.contested.groups()) == reading.contested.number
    finally:
        sys.settrace(before)
    return run


@pytest.mark.parametrize(("numbers", "days", "claimants"), [(20_000, 1, 5), (20_000, 28, 1), (1, 1, 5), (2, 1, 5), (2, 28, 1)])
def test_numbers_that_differ_cost_no_more_each_however_many_there_are(numbers: int, days: int, claimants: int) -> None:
    few, many = (steps(crowd(n, numbers, days=days, claimants=claimants)) for n in (60, 600))
    assert many < 15 * few


def alike(many: int) -> Casebook:
    """An agreement with so many handovers of one day."""
    book = casebooks.Book(published="2025-06-28")
    deal = book.agreement()
    for at in range(many):
        book.figure(at, event=book.event(deal, date="2025-06-20"), claimant=casebooks.ONE)
    return book.close()


def test_very_many_events_that_may_be_one_are_flagged_together() -> None:
    few, many = compare(alike(MOST_ALIKE)).lines, compare(alike(MOST_ALIKE + 1)).lines
    assert [len(line.flags) for line in few] == [MOST_ALIKE * (MOST_ALIKE - 1) // 2, *[MOST_ALIKE - 1] * MOST_ALIKE]
    assert [len(line.flags) for line in many] == [1] * (MOST_ALIKE + 2)
    assert {flag.kind for line in many for flag in line.flags} == {FlagKind.POSSIBLE_DUPLICATE}
    assert many[0].flags[0].figures == tuple(range(1, MOST_ALIKE + 2))
    assert [line.flags[0].figures for line in many[1:]] == [line.listed for line in many[1:]]
    assert steps(alike(600)) < 15 * steps(alike(60))
