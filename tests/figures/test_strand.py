"""Lines told apart by category and direction, and what was said of a place told apart from its numbers."""

from __future__ import annotations

import datetime as dt

import casebooks
from hypothesis import HealthCheck, given, settings

from figures.category import CategoryTree
from figures.claim import read_own, voice_of
from figures.comparison import compare, scopes, settled
from figures.count import Count
from figures.day import day_of
from figures.merging import merge
from figures.record import Casebook
from figures.strand import MOST_PATTERNS, Strands
from figures.vocabulary import Role, Stage, Unit

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
THERE, BACK = (1, 2), (2, 1)


def test_a_category_in_a_direction_is_one_strand_and_a_strand_in_a_role_one_cell() -> None:
    strands = Strands(CategoryTree())
    strand = strands.of("prisoner_of_war", THERE)
    assert strands.of("prisoner_of_war", (1, 2)) is strand
    assert strands.of("prisoner_of_war", BACK) is not strand
    assert strand.cell(Role.OBSERVED, Unit.PERSON) is strand.cell(Role.OBSERVED, Unit.PERSON)


def test_what_is_said_of_a_category_is_heard_above_it_in_its_direction_and_in_none() -> None:
    strands = Strands(CategoryTree())
    said = strands.of("seriously_wounded_or_sick", THERE).cell(Role.OBSERVED, Unit.PERSON)
    pattern = strands.pattern([said])
    for category in ("seriously_wounded_or_sick", "prisoner_of_war", "person"):
        for way in (THERE, None):
            assert pattern.heard(strands.of(category, way)).observed
        assert not pattern.heard(strands.of(category, BACK)).observed
    assert not pattern.heard(strands.of("civilian", THERE)).observed


def test_a_cell_is_plain_where_nothing_below_it_and_no_direction_of_it_is_heard() -> None:
    strands = Strands(CategoryTree())
    own = strands.of("prisoner_of_war", THERE).cell(Role.OBSERVED, Unit.PERSON)
    both = strands.of("prisoner_of_war", None).cell(Role.OBSERVED, Unit.PERSON)
    below = strands.of("aged_18_25", THERE).cell(Role.OBSERVED, Unit.PERSON)
    assert strands.pattern([own]).plain == {own}
    assert strands.pattern([own, both]).plain == {own}
    assert strands.pattern([own, below]).plain == {below}
    assert strands.pattern([own, strands.of("aged_18_25", THERE).cell(Role.REPORTED, Unit.PERSON)]).plain >= {own}


def test_patterns_are_remembered_but_not_without_bound() -> None:
    strands = Strands(CategoryTree())
    strand = strands.of("person", None)
    first = [strand.cell(Role.OBSERVED, Unit.PERSON)]
    assert strands.pattern(first) is strands.pattern(list(first))
    for side in range(MOST_PATTERNS + 1):
        strands.pattern([strands.of("person", (side, side + 1)).cell(Role.OBSERVED, Unit.PERSON)])
    assert len(strands._patterns) <= MOST_PATTERNS


def test_figures_that_agree_are_read_without_a_voice_for_each() -> None:
    book = casebooks.Book()
    event = book.event(book.agreement())
    for claimant in (casebooks.ONE, casebooks.MEDIATOR, casebooks.TWO):
        book.figure(5, event=event, claimant=claimant)
    casebook = book.close()
    found = list(scopes(casebook, *settled(casebook, day_of(casebook, None))))
    assert [line.observed is not None for scope in found for line in scope.lines()] == [True, True]
    assert all(claim.voice is None for scope in found for claim in scope.reckoning.claim.values())


def test_what_one_organ_of_a_side_hands_to_another_has_no_way_back_to_wait_for() -> None:
    book = casebooks.Book()
    agreement = book.agreement()
    event = book.event(agreement)
    within = (casebooks.ORGAN_OF_ONE, casebooks.SPOKESMAN_OF_ONE)
    for category in ("prisoner_of_war", "civilian"):
        book.figure(3, stage=Stage.PRESENTED, event=event, way=within, category=category)
    book.figure(2, event=event, way=casebooks.BOTH_WAYS, claimant=casebooks.NGO)
    lines = compare(book.close()).by_key
    for about in ((None, event), (agreement, None)):
        presented = lines[*about, "prisoner_of_war", None, None, Unit.PERSON].presented
        assert presented is not None
        assert presented.count == Count(3, 3)


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days())
def test_figures_read_at_once_read_as_their_voices_merged(book: Casebook, day: dt.date | None) -> None:
    for scope in scopes(book, *settled(book, day_of(book, day))):
        for place in scope.reckoning.places.values():
            for cell, claims in place.own.items():
                merged = merge([voice_of(claim) for claim in claims], cell.role, cell.unit, cell.stage)
                assert read_own(claims, cell.role, cell.unit, cell.stage) == merged
                if place.event is not None and cell in place.pattern.plain and cell.bucket is not Role.STATED:
                    assert scope.reckoning.read(place, cell) == merged


@SLOW
@given(casebooks.casebooks(), casebooks.as_of_days())
def test_a_line_that_only_relays_another_reads_as_if_it_were_reckoned(book: Casebook, day: dt.date | None) -> None:
    for scope in scopes(book, *settled(book, day_of(book, day))):
        for place in scope.reckoning.on_events:
            for cell in place.pattern.cells:
                if cell.bucket is not Role.STATED and not cell.is_either and place.pattern.relay(cell) is not None:
                    assert scope.reckoning.read(place, cell) == scope.reckoning._reckon(place, cell, to_add=False)
