"""The oracle's own checks: every worked example of the method's section 5, and rules that are easily got wrong."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from casebooks import (
    BOTH_WAYS,
    COMMITTEE,
    DELEGATE,
    MEDIATOR,
    NGO,
    ONE,
    ORGAN_OF_ONE,
    ORGAN_OF_TWO,
    SPOKESMAN_OF_ONE,
    TOWARDS_ONE,
    TOWARDS_TWO,
    TWO,
    Book,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import agreeing_groups, compare, span_of

from figures.comparison import compare as compare_by_the_program
from figures.count import Count
from figures.portion import Portion
from figures.vocabulary import Accumulation, AgreementStatus, Bound, EventKind, EventStatus, Stage, Unit, Vantage

POW = "prisoner_of_war"


def line(result, *, agreement=None, event=None, category=POW, way=TOWARDS_ONE, unit=Unit.PERSON):
    return result["lines"][(agreement, event, category, *way, unit)]


def count_of(reading):
    return reading and reading[:2]


def istanbul() -> Book:
    book = Book(published="2025-06-16")
    deal = book.agreement(status=AgreementStatus.COMPLETED)
    body = {"category": "deceased", "unit": Unit.BODY}
    for way in (TOWARDS_ONE, TOWARDS_TWO):
        book.figure(6000, agreement=deal, stage=Stage.AGREED, way=way, claimant=MEDIATOR, **body)
    for day, number in ((6, 1212), (11, 1200), (13, 1200), (14, 1200), (16, 1245)):
        date = f"2025-06-{day:02}"
        event = book.event(deal, kind=EventKind.RETURN_OF_REMAINS, date=date)
        book.figure(number, event=event, claimant=ORGAN_OF_ONE, said_on=date, **body)
        if day in (13, 16):
            book.figure({13: 27, 16: 51}[day], event=event, way=TOWARDS_TWO, claimant=TWO, said_on=date, **body)
    for claimant, number in ((ORGAN_OF_ONE, 6057), (SPOKESMAN_OF_ONE, 6060)):
        book.figure(number, agreement=deal, claimant=claimant, said_on="2025-06-16", **body)
    return book


def test_example_1_istanbul() -> None:
    result = compare(istanbul().close())
    to_one = line(result, agreement=1, category="deceased", unit=Unit.BODY)
    assert count_of(to_one["observed"]) == (6057, 6060)
    assert to_one["observed"][3]
    assert (to_one["verdict"], to_one["difference"], to_one["corroboration"]) == ("exceeded", (57, 60), "contested")
    to_two = line(result, agreement=1, category="deceased", unit=Unit.BODY, way=TOWARDS_TWO)
    assert count_of(to_two["observed"]) == (78, 78)
    assert (to_two["verdict"], to_two["difference"], to_two["open"]) == ("short", (-5922, -5922), False)


def test_example_1_a_vague_voice_does_not_drown_the_others() -> None:
    counts = [Count(6057, 6057), Count(6060, 6060), Count(5500, 6499)]
    assert span_of(counts) == (Count(6057, 6060), True)
    assert set(agreeing_groups(counts)) == {Count(6057, 6057), Count(6060, 6060)}


def test_example_2_presented_but_not_received() -> None:
    book = Book(published="2025-06-07")
    deal = book.agreement()
    body = {"category": "deceased", "unit": Unit.BODY, "claimant": TWO}
    book.figure(6000, agreement=deal, stage=Stage.AGREED, **body)
    event = book.event(deal, kind=EventKind.RETURN_OF_REMAINS, date="2025-06-07", status=EventStatus.POSTPONED)
    book.figure(1212, event=event, stage=Stage.PRESENTED, **body)
    result = compare(book.close())
    on_event = line(result, agreement=1, event=1, category="deceased", unit=Unit.BODY)
    assert (on_event["stated"], on_event["observed"], count_of(on_event["presented"])) == (None, None, (1212, 1212))
    whole = line(result, agreement=1, category="deceased", unit=Unit.BODY)
    assert (whole["verdict"], whole["observed"], count_of(whole["presented"])) == ("awaited", None, (1212, 1212))


@pytest.mark.parametrize(
    ("low", "high", "verdict", "difference"),
    [(6001, None, "met", (None, 56)), (5500, 5999, "exceeded", (58, 557))],
)
def test_example_3_more_than_and_nearly(low, high, verdict, difference) -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    body = {"category": "deceased", "unit": Unit.BODY, "event": event}
    book.figure(low, high, stage=Stage.OFFERED, claimant=TWO, **body)
    book.figure(6057, claimant=ONE, **body)
    found = line(compare(book.close()), event=1, category="deceased", unit=Unit.BODY)
    assert (found["verdict"], found["difference"]) == (verdict, difference)


def test_example_4_roles_disagree() -> None:
    book = Book(published="2024-12-30")
    event = book.event(date="2024-12-30")
    received = book.figure(189, event=event, claimant=ONE)
    sent = book.figure(150, event=event, claimant=TWO)
    found = line(compare(book.close()), event=1)
    assert (count_of(found["observed"]), count_of(found["reported"])) == ((189, 189), (150, 150))
    assert found["flags"] == {("roles_disagree", frozenset({received, sent}))}
    assert found["verdict"] == "nothing_stated"


def test_example_5_per_side_and_in_all() -> None:
    book = Book(published="2026-02-05")
    event = book.event(date="2026-02-05", mediators=(MEDIATOR,))
    for way, receiver, sender in ((TOWARDS_ONE, ONE, ORGAN_OF_TWO), (TOWARDS_TWO, TWO, ORGAN_OF_ONE)):
        whole = book.figure(157, event=event, category="person", way=way, claimant=receiver)
        book.figure(157, event=event, category="person", way=way, claimant=sender)
        if way == TOWARDS_ONE:
            book.figure(150, event=event, claimant=ONE, part_of=whole)
            book.figure(7, event=event, category="civilian", claimant=ONE, part_of=whole)
    book.figure(314, event=event, category="person", way=BOTH_WAYS, claimant=MEDIATOR)
    result = compare(book.close())
    for way, number in ((TOWARDS_ONE, 157), (TOWARDS_TWO, 157), (BOTH_WAYS, 314)):
        found = line(result, event=1, category="person", way=way)
        assert count_of(found["observed"]) == (number, number)
        assert not found["observed"][3]
        assert found["flags"] == set()
    assert result["unaccounted"] == {1: (0, 0)}


def test_example_5_without_the_mediator_the_directions_add_up() -> None:
    book = Book(published="2026-02-05")
    event = book.event(date="2026-02-05")
    book.figure(157, event=event, claimant=ONE)
    book.figure(300, event=event, stage=Stage.SCHEDULED, way=BOTH_WAYS, claimant=ONE)
    found = line(compare(book.close()), event=1, way=BOTH_WAYS)
    assert count_of(found["observed"]) == (157, None)
    book.figure(157, event=event, way=TOWARDS_TWO, claimant=TWO)
    found = line(compare(book.close()), event=1, way=BOTH_WAYS)
    assert (count_of(found["observed"]), found["observed"][7], found["verdict"]) == ((314, 314), "directions", "exceeded")


def test_example_6_children_unaccounted_for() -> None:
    book = Book(published="2025-06-16")
    deal = book.agreement()
    child = {"category": "child", "agreement": deal, "accumulation": Accumulation.CUMULATIVE}
    listed = book.figure(339, stage=Stage.LISTED, claimant=ONE, **child)
    fifth = Portion(Bound.FEWER_THAN, Fraction(1, 5))
    informed = book.figure(
        0, 339, stage=Stage.IDENTIFIED, claimant=ONE, part_of=listed, relative_to=listed, portion=fifth, **child
    )
    book.figure(201, None, stage=Stage.REFUSED, claimant=ONE, part_of=listed, **child)
    result = compare(book.close())
    assert result["states"][informed][4:] == (0, 67)
    assert result["unaccounted"] == {listed: (0, 138)}
    assert line(result, agreement=1, category="child")["flags"] == set()


def test_example_7_bodies_and_body_bags() -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    book.figure(60, event=event, category="deceased", unit=Unit.BODY, stage=Stage.AGREED, claimant=TWO)
    book.figure(62, event=event, category="deceased", unit=Unit.BODY_BAG, claimant=ONE)
    result = compare(book.close())
    assert len(result["lines"]) == 1
    found = line(result, event=1, category="deceased", unit=None)
    assert (found["verdict"], found["difference"]) == ("incomparable", None)
    assert (count_of(found["stated"]), count_of(found["observed"])) == ((60, 60), (62, 62))
    book.figure(60, event=event, category="deceased", unit=Unit.BODY, claimant=ONE)
    found = line(compare(book.close()), event=1, category="deceased", unit=Unit.BODY)
    assert found["verdict"] == "met_exactly"
    assert found["others"] == {("observed", Unit.BODY_BAG, Stage.TRANSFERRED, 62, 62)}


@pytest.mark.parametrize(
    ("stated", "observed", "verdict"),
    [
        ([(0, None, Bound.ALL)], (33, 33), "cannot_tell"),
        ([(1000, 1000, Bound.EXACT), (1200, 1200, Bound.EXACT)], (1100, 1100), "cannot_tell"),
        ([(1000, None, Bound.AT_LEAST)], (1001, None), "met"),
        ([(1000, 1000, Bound.EXACT)], (1000, None), "met_or_exceeded"),
        ([(1000, 1000, Bound.EXACT), (1200, 1200, Bound.EXACT)], (1300, 1300), "exceeded"),
        ([(1000, 1000, Bound.EXACT)], (900, 1100), "cannot_tell"),
        ([(1000, 1000, Bound.EXACT)], (900, 999), "short"),
    ],
)
def test_example_8_verdicts(stated, observed, verdict) -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    for (low, high, bound), claimant in zip(stated, (ONE, TWO), strict=False):
        book.figure(low, high, bound=bound, event=event, stage=Stage.AGREED, claimant=claimant)
    book.figure(*observed, event=event, claimant=ONE)
    found = line(compare(book.close()), event=1)
    assert found["verdict"] == verdict
    if stated[0][2] is Bound.ALL:
        assert found["difference"] == (None, None)


def test_an_older_total_is_a_floor_and_never_a_contradiction() -> None:
    book = Book(published="2025-06-16")
    deal = book.agreement()
    for day, number in ((6, 10), (11, 20)):
        event = book.event(deal, date=f"2025-06-{day:02}")
        book.figure(number, event=event, claimant=ONE, said_on=f"2025-06-{day:02}")
    book.figure(10, agreement=deal, claimant=NGO, said_on="2025-06-07")
    observed = line(compare(book.close()), agreement=1)["observed"]
    assert observed[:2] == (30, 30)
    assert (observed[3], observed[5]) == (False, 2)
    before = line(compare(book.close(), dt.date(2025, 6, 7)), agreement=1)["observed"]
    assert before[:2] == (10, 10)


def test_replaced_by_a_later_number_of_the_same_claimant() -> None:
    book = Book()
    event = book.event(date="2025-06-01")
    old = book.figure(10, event=event, claimant=ONE, said_on="2025-06-01")
    new = book.figure(12, event=event, claimant=ONE, said_on="2025-06-02")
    same = book.figure(11, None, event=event, claimant=ONE, said_on="2025-06-03")
    states = compare(book.close())["states"]
    assert states[old][:2] == (False, {new, same})
    assert states[new][0]
    assert states[same][0]
    assert compare(book.close(), dt.date(2025, 6, 1))["states"][old][:2] == (True, frozenset())


def test_a_correction_that_is_retracted_gives_the_figure_back() -> None:
    book = Book()
    event = book.event(date="2025-06-01")
    first = book.figure(10, event=event, claimant=ONE, said_on="2025-06-01")
    half = Portion(Bound.EXACT, Fraction(1, 2))
    share = book.figure(5, event=event, stage=Stage.DISPATCHED, relative_to=first, portion=half, said_on="2025-06-01")
    book.figure(20, event=event, claimant=TWO, corrects=first, said_on="2025-06-02", retracted=True, retracted_on="2025-06-04")
    for day, standing, count in ((1, True, 5), (2, False, 10), (3, False, 10), (4, True, 5)):
        states = compare(book.close(), dt.date(2025, 6, day))["states"]
        assert (states[first][0], states[share][4]) == (standing, count)


def test_events_first_then_sums_and_children_at_least() -> None:
    book = Book(published="2025-06-16")
    deal = book.agreement()
    book.figure(30, agreement=deal, category="person", stage=Stage.AGREED, claimant=ONE)
    one, two = book.event(deal, date="2025-06-06"), book.event(deal, date="2025-06-07")
    book.figure(10, event=one, claimant=ONE)
    book.figure(5, event=one, category="civilian", claimant=ONE)
    book.figure(20, event=two, category="person", claimant=ONE)
    result = compare(book.close())
    assert count_of(line(result, agreement=1, category="person")["observed"]) == (35, None)
    assert line(result, agreement=1, category="person")["verdict"] == "exceeded"
    assert count_of(line(result, agreement=1, category=POW)["observed"]) == (10, None)


def test_a_promise_for_some_of_those_observed_reads_from_the_parent() -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    book.figure(40, event=event, category="aged_18_25", stage=Stage.AGREED, claimant=ONE)
    book.figure(30, event=event, claimant=ONE)
    found = line(compare(book.close()), event=1, category="aged_18_25")
    assert (count_of(found["observed"]), found["observed"][7]) == ((0, 30), "parent")
    assert (found["verdict"], found["reported_verdict"]) == ("short", None)


def test_the_reported_verdict_goes_event_by_event() -> None:
    book = Book(published="2025-06-16")
    deal = book.agreement(status=AgreementStatus.COMPLETED)
    book.figure(30, agreement=deal, stage=Stage.AGREED, claimant=ONE)
    one, two = book.event(deal, date="2025-06-06"), book.event(deal, date="2025-06-07")
    book.figure(10, event=one, claimant=ONE)
    book.figure(11, event=one, claimant=TWO)
    book.figure(20, event=two, claimant=TWO)
    result = compare(book.close())
    found = line(result, agreement=1)
    assert (count_of(found["observed"]), count_of(found["reported"])) == ((10, None), (31, 31))
    assert (found["verdict"], found["reported_verdict"]) == ("cannot_tell", "met_exactly")
    assert line(result, agreement=1, event=one)["reported_verdict"] is None
    assert line(result, agreement=1, event=two)["reported_verdict"] == "nothing_stated"


def test_contested_promise_taken_group_by_group() -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    book.figure(10, event=event, stage=Stage.AGREED, claimant=ONE)
    book.figure(10, event=event, claimant=ONE)
    book.figure(12, event=event, claimant=COMMITTEE)
    found = line(compare(book.close()), event=1)
    assert (found["verdict"], found["difference"]) == ("met_or_exceeded", (0, 2))


def test_vantages() -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16", mediators=(MEDIATOR,))
    expected = {
        ORGAN_OF_ONE: "receiver",
        TWO: "sender",
        MEDIATOR: "mediator",
        NGO: "witness",
        DELEGATE: "witness",
        None: "unattributed",
    }
    ids = {claimant: book.figure(1, event=event, claimant=claimant) for claimant in expected}
    states = compare(book.close())["states"]
    assert {claimant: states[number][2] for claimant, number in ids.items()} == expected


def test_pins() -> None:
    book = Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    listed = book.figure(7, event=event, stage=Stage.LISTED, claimant=ONE)
    book.figure(9, event=event, stage=Stage.SCHEDULED, claimant=ONE)
    book.pin(listed)
    stated = line(compare(book.close()), event=1)["stated"]
    assert (stated[0], stated[2], stated[7]) == (7, "listed", "pinned")
    book.figure(8, event=event, stage=Stage.LISTED, claimant=TWO, corrects=listed)
    found = line(compare(book.close()), event=1)
    assert (found["stated"][0], found["flags"]) == (9, {("pin_fallen", frozenset({listed}))})


# ---------------------------------------------------------------- a hidden truth, honestly told, is never excluded

LEAVES = {
    "seriously_wounded_or_sick": (POW, "person"),
    POW: ("person",),
    "child": ("civilian", "person"),
    "civilian": ("person",),
}
DIRECTED = (TOWARDS_ONE, TOWARDS_TWO)


def true_count(happened, category, way) -> int:
    """How many of a category went a way, of all that truly happened in one handover."""
    ways = DIRECTED if way == BOTH_WAYS else (way,)
    return sum(n for (leaf, to), n in happened.items() if to in ways and category in (leaf, *LEAVES[leaf]))


@st.composite
def honest_books(draw):
    """A casebook of which every number is true, and what truly happened; each thing that happened is told somewhere."""
    book = Book(published="2025-06-30")
    deal = book.agreement(tranches_missing=draw(st.booleans()))
    truth, hidden_days = {}, {}

    def tell(number, **fields):
        low, high = draw(
            st.sampled_from([(number, number), (number, number), (max(0, number - 1), number + 1), (max(0, number - 2), None)])
        )
        book.figure(
            low, high, claimant=draw(st.sampled_from([NGO, COMMITTEE])), vantage=Vantage.WITNESS, vantage_reason="saw", **fields
        )

    dates = [draw(st.sampled_from(["", "2025-06-03", "2025-06-06", "2025-06-06/2025-06-09", "2025-06-12"])) for _ in range(3)]
    for date in dates[: draw(st.integers(1, 3))]:
        happened = {(leaf, way): draw(st.sampled_from([0, 0, 1, 3, 5])) for leaf in LEAVES for way in DIRECTED}
        event = book.event(deal, date=date)
        truth[event] = happened
        hidden_days[event] = draw(st.sampled_from([date[:10], date[-10:]] if date else ["2025-06-03", "2025-06-09"]))
        if draw(st.integers(0, 4)) == 4:
            continue
        for (leaf, way), number in happened.items():
            if number:
                category = draw(st.sampled_from([leaf, leaf, *LEAVES[leaf]]))
                told = draw(st.sampled_from([way, way, BOTH_WAYS]))
                tell(true_count(happened, category, told), event=event, category=category, way=told)
    for _ in range(draw(st.integers(0, 4))):
        category = draw(st.sampled_from(["person", *LEAVES]))
        way = draw(st.sampled_from([*DIRECTED, BOTH_WAYS]))
        to = draw(st.sampled_from(["2025-06-02", "2025-06-06", "2025-06-09", "2025-06-20"]))
        number = sum(true_count(truth[e], category, way) for e, day in hidden_days.items() if day <= to)
        tell(number, agreement=deal, category=category, way=way, as_of=to)
    for _ in range(draw(st.integers(0, 2))):
        about = draw(st.sampled_from([{"agreement": deal}, *[{"event": f.event} for f in book.figures if f.event is not None]]))
        category, way = draw(st.sampled_from(["person", *LEAVES])), draw(st.sampled_from([*DIRECTED, BOTH_WAYS]))
        book.figure(draw(st.integers(0, 12)), stage=Stage.AGREED, category=category, way=way, claimant=ONE, **about)
    return book.close(), truth


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(honest_books())
def test_honest_figures_never_exclude_the_truth(told) -> None:
    casebook, truth = told
    for line in compare_by_the_program(casebook).lines:
        happened = [truth[line.event]] if line.event is not None else list(truth.values())
        number = sum(true_count(h, line.category, (line.sender, line.receiver)) for h in happened)
        if line.observed is None:
            continue
        assert Count(number, number).within(line.observed.count)
        assert not line.observed.contested
        assert {flag.kind.value for flag in line.flags} <= {"possible_duplicate"}
        if line.stated is None or line.stated.contested:
            continue
        least, most = line.stated.count.low, line.stated.count.high
        match line.verdict.value:
            case "exceeded":
                assert number > most
            case "met_exactly" | "met":
                assert least <= number <= most
            case "met_or_exceeded":
                assert number >= least
            case "outstanding" | "short":
                assert number < least
