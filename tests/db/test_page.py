"""Long lists read a screen at a time: in which order, and where work goes on."""

from __future__ import annotations

from typing import Any

import pytest

from db import page
from db.kind import RecordKind
from db.page import Pages
from figures.record import AgreementDraft, EventDraft
from figures.vocabulary import Accumulation, EventKind, EventStatus


def _agreement(field: Any, title: str, date: str = "") -> int:
    return int(field.add(AgreementDraft(title=title, date=date)))


def _event(field: Any, agreement: int | None) -> int:
    draft = EventDraft(title="Return", agreement=agreement, kind=EventKind.OTHER, status=EventStatus.COMPLETED)
    return int(field.add(draft))


def test_agreements_stand_in_order_of_their_days_and_the_undated_last(field: Any) -> None:
    dates = ("2025-06", "", "2022-03-01", "2025-06-09", "", "2022-03-01")
    keys = [_agreement(field, f"Agreement {number}", date) for number, date in enumerate(dates)]
    expected = [keys[number] for number in (2, 5, 0, 3, 1, 4)]
    assert [key for key in Pages(field.casefile).outline().agreements if key in keys] == expected


def test_undated_agreements_alone_stand_as_they_were_added(field: Any) -> None:
    keys = [_agreement(field, f"Agreement {number}") for number in range(3)]
    assert [key for key in Pages(field.casefile).outline().agreements if key in keys] == keys


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of one event is long."""
    monkeypatch.setattr(page, "LITTLE", 0)


def test_in_a_long_register_work_goes_on_at_the_event_of_the_last_figure_that_belongs_to_an_agreement(
    field: Any, long: None
) -> None:
    inside, outside = _event(field, _agreement(field, "Istanbul")), _event(field, None)
    field.add(field.figure(event=inside))
    field.add(field.figure(event=outside))
    assert Pages(field.casefile).latest() == (RecordKind.EVENT, inside)


def test_in_a_long_register_work_goes_on_at_the_agreement_that_the_last_figure_is_about(field: Any, long: None) -> None:
    agreement = _agreement(field, "Istanbul")
    field.add(field.figure(event=_event(field, agreement)))
    field.add(field.figure(event=None, agreement=agreement, accumulation=Accumulation.CUMULATIVE))
    assert Pages(field.casefile).latest() == (RecordKind.AGREEMENT, agreement)


def test_in_a_long_register_without_agreements_work_goes_on_at_the_last_figure_of_all(field: Any, long: None) -> None:
    field.add(field.figure(event=_event(field, None)))
    last = _event(field, None)
    field.add(field.figure(event=last))
    assert Pages(field.casefile).latest() == (RecordKind.EVENT, last)
