"""How much is asked of SQLite: counts, not seconds, so that a slow day is no failure and a slow way is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from db.casefile import Casefile
from db.comparison import OpenComparison
from db.first_lines import first_lines
from db.sqlite.file import raw
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft
from figures.vocabulary import EventKind, EventStatus

Counted = Callable[[Casefile, Callable[[], object]], list[str]]


@pytest.fixture
def statements() -> Counted:
    """What SQLite was asked while something was done; what it asks itself is left out."""

    def counted(casefile: Casefile, do: Callable[[], object]) -> list[str]:
        told: list[str] = []
        with casefile.connected() as connection:
            driver: Any = raw(connection)
        driver.set_trace_callback(told.append)
        try:
            do()
        finally:
            driver.set_trace_callback(None)
        return [statement for statement in told if not statement.startswith("--")]

    return counted


@pytest.fixture
def many(field: Any) -> Any:
    """Twenty agreements of five events with six figures each."""
    with field.casefile.act("Many") as act:
        for number in range(20):
            agreement = act.add(AgreementDraft(title=f"Agreement {number}"))
            for day in range(5):
                event = act.add(
                    EventDraft(
                        title=f"Return {day}",
                        agreement=agreement,
                        kind=EventKind.RETURN_OF_REMAINS,
                        date=f"2025-06-{day + 1:02}",
                        status=EventStatus.COMPLETED,
                    )
                )
                for figure in range(6):
                    act.add(field.figure(event=event, words=str(figure + 10), number=figure + 10))
    return field


def test_saving_a_figure_asks_for_what_it_names_and_writes_four_rows(many: Any, statements: Counted) -> None:
    many.add(many.figure())
    told = statements(many.casefile, lambda: many.add(many.figure()))
    assert len(told) <= 12
    written = [statement.partition(" INTO ")[2].split()[0] for statement in told if statement.startswith("INSERT")]
    assert sorted(written) == ["figure", "journal", "journal_change", "search"]


def test_a_figure_costs_as_many_statements_in_a_large_casefile_as_in_a_small_one(field: Any, statements: Counted) -> None:
    field.add(field.figure())
    small = statements(field.casefile, lambda: field.add(field.figure()))
    with field.casefile.act("More") as act:
        for _ in range(300):
            act.add(field.figure())
    assert len(statements(field.casefile, lambda: field.add(field.figure()))) == len(small)


def test_an_act_is_followed_without_reading_the_casefile(many: Any, statements: Counted) -> None:
    compared = OpenComparison(many.casefile)
    event = many.casefile.events()[7]
    many.add(many.figure(event=event.id))
    lines: list[Any] = []

    def follow() -> None:
        other, reached = compared.after()
        lines.extend(line for _, _, found in other.anew(reached or {}) for line in found)

    told = statements(many.casefile, follow)
    assert len(told) <= 18
    assert not [statement for statement in told if "FROM figure" in statement and "WHERE" not in statement]
    assert {(line.agreement, line.event) for line in lines} == {(event.agreement, None), (None, event.id)}


def test_an_event_outside_agreements_is_compared_with_one_statement(field: Any, statements: Counted) -> None:
    event = field.add(
        EventDraft(title="Return", kind=EventKind.RETURN_OF_REMAINS, date="2025-06-01", status=EventStatus.COMPLETED)
    )
    for number in range(3):
        field.add(field.figure(event=event, words=str(number + 10), number=number + 10))
    compared = OpenComparison(field.casefile)
    list(compared.scopes([(None, event)]))
    lines: list[Any] = []
    told = statements(field.casefile, lambda: lines.extend(*(scope.lines() for scope in compared.scopes([(None, event)]))))
    assert [line.event for line in lines] == [event]
    assert len([statement for statement in told if statement.strip().startswith("SELECT")]) == 1


def test_lines_are_read_by_the_hundred_and_not_one_by_one(many: Any, statements: Counted) -> None:
    compared = OpenComparison(many.casefile)
    list(compared.lines())
    told = statements(many.casefile, lambda: list(OpenComparison(many.casefile).lines()))
    assert len(told) <= 60


def test_the_first_lines_come_before_everything_is_read(many: Any, statements: Counted) -> None:
    compared = OpenComparison(many.casefile)
    told = statements(many.casefile, lambda: next(compared.lines()))
    assert not [statement for statement in told if "FROM figure" in statement and "WHERE" not in statement]
    assert not [statement for statement in told if "FROM source" in statement and "WHERE" not in statement]


def test_a_key_typed_asks_once_for_each_kind_and_never_for_all_that_say_it(field: Any, statements: Counted) -> None:
    casefile: Casefile = field.casefile
    with casefile.act("More") as act:
        for number in range(300):
            act.add(PublisherDraft(name=f"Prisoners of {number}"))
            act.add(EventDraft(title=f"Prisoners of {number}"))
    read: list[str] = statements(casefile, lambda: casefile.find("prison", 60))
    assert sum(" MATCH " in statement for statement in read) <= 3
    assert sum("search_word" in statement for statement in read) == 2
    assert sum("search_content" in statement for statement in read) <= 5
    assert len(read) <= 15


def test_acts_are_told_with_one_question_for_the_names_of_each_kind(field: Any, statements: Counted) -> None:
    with field.casefile.act("Import") as act:
        for number in range(60):
            party = act.add(PartyDraft(name=f"Office {number}"))
            event = act.add(EventDraft(title=f"Day {number}", mediators=(party,)))
            act.add(field.figure(event=event, agreement=None))
    read: list[str] = statements(field.casefile, lambda: field.casefile.journal())
    assert len(read) <= 12, read


def test_first_lines_are_told_without_looking_at_every_figure(many: Any, statements: Counted) -> None:
    read: list[str] = statements(many.casefile, lambda: next(first_lines(many.casefile)))
    whole = [one for one in read if "FROM figure" in one or "FROM source" in one]
    assert whole
    assert all('WHERE "' in one or "LIMIT" in one for one in whole), whole
    assert len(read) <= 32
