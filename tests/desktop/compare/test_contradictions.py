"""Contradictions behind a line: a few are shown at once, the others a hundred at a time, and how many there are is said."""

from __future__ import annotations

import casebooks
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.compare.line_detail import LineDetail
from desktop.look.control import CellLabel
from desktop.look.theme import Theme
from figures.comparison import compare
from figures.record import Casebook


def differing(figures: int) -> Casebook:
    """An event of which so many figures give each another number."""
    book = casebooks.Book(published="2025-06-16")
    event = book.event(date="2025-06-16")
    for at in range(figures):
        book.figure(100 + at, event=event, claimant=casebooks.NGO, said_on="2025-06-16")
    return book.close()


def link(detail: LineDetail) -> QAbstractButton | None:
    found = [
        button for button in detail.findChildren(QAbstractButton) if "more pairs" in button.text() and not button.isHidden()
    ]
    return found[0] if found else None


@pytest.fixture
def detail(qtbot: QtBot, theme: Theme) -> LineDetail:
    detail = LineDetail(theme)
    qtbot.addWidget(detail)
    detail.resize(1500, 900)
    detail.show()
    return detail


def show(detail: LineDetail, casebook: Casebook) -> None:
    comparison = compare(casebook)
    detail.show_line(casebook, comparison, comparison.lines[0])


def pairs_shown(detail: LineDetail) -> int:
    return sum(not label.isHidden() for label in detail.findChildren(CellLabel))


def test_a_few_pairs_are_shown_and_the_others_when_they_are_asked_for(detail: LineDetail, qtbot: QtBot) -> None:
    show(detail, differing(4))
    qtbot.waitUntil(lambda: pairs_shown(detail) == 3 and link(detail) is not None)
    more = link(detail)
    assert more is not None
    assert more.text() == "Show 3 more pairs that disagree"
    more.click()
    qtbot.waitUntil(lambda: pairs_shown(detail) == 6)
    assert link(detail) is None


def test_very_many_pairs_are_counted_and_come_a_hundred_at_a_time(detail: LineDetail, qtbot: QtBot) -> None:
    show(detail, differing(2000))
    for shown in (3, 103, 203):
        qtbot.waitUntil(lambda due=shown: pairs_shown(detail) == due and link(detail) is not None)
        more = link(detail)
        assert more is not None
        assert more.text() == f"Show 100 of {2000 * 1999 // 2 - shown:,} more pairs that disagree"
        more.click()


def test_the_words_of_a_line_have_the_whole_width_beside_its_contradictions(detail: LineDetail, qtbot: QtBot) -> None:
    show(detail, differing(5))
    qtbot.waitUntil(lambda: detail.headline.width() > detail.width() // 2)
    assert detail.headline.x() < 100


def test_what_is_flagged_many_times_is_said_once_and_how_often(detail: LineDetail) -> None:
    book = casebooks.Book(published="2025-06-16")
    deal = book.agreement()
    for number in (5, 6, 7):
        book.figure(number, event=book.event(deal, date="2025-06-16"), claimant=casebooks.ONE)
    show(detail, book.close())
    told = [label.text() for label in detail.findChildren(QLabel) if "entered twice" in label.text()]
    assert len(told) == 1
    assert told[0].endswith("is one entered twice? (3 times)")
