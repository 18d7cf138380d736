"""The lines of the Compare room as a researcher uses them: folded, filtered, as of a day, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.kind import RecordKind
from desktop.compare.line_cell import direction_cell
from desktop.compare.line_table import DIRECTION
from desktop.compare.room import CompareRoom
from desktop.compare.row import Head, LineRow
from desktop.look.cell_painter import CellPainter
from desktop.look.theme import Theme
from desktop.session import Session
from figures.vocabulary import Verdict


def shown(room: CompareRoom) -> list[str]:
    """Title, direction and verdict of every line in sight; heads by their title alone."""
    rows = [room.lines.rows.row(number) for number in range(room.lines.rows.rowCount())]
    return [
        row.title if isinstance(row, Head) else f"{row.title}, {row.direction}: {row.line.verdict.value}"
        for row in rows
        if isinstance(row, Head | LineRow)
    ]


def test_an_agreement_heads_its_lines_and_its_events_are_folded_away(room: CompareRoom) -> None:
    assert shown(room) == [
        "Istanbul",
        "Deceased combatants, Russia → Ukraine: exceeded",
        "Deceased combatants, Ukraine → Russia: short",
        "Events outside agreements",
        "Exchange, Russia → Ukraine: nothing_stated",
    ]


def test_the_first_line_is_chosen_and_its_sentence_shown(room: CompareRoom) -> None:
    assert room.detail.headline.text() == "Exceeded by 57 to 60"
    assert "6,057 or 6,060 bodies received" in room.detail.sentence.text()


def test_right_unfolds_the_events_of_an_agreement_and_left_folds_them(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.lines, Qt.Key.Key_Up)
    qtbot.keyClick(room.lines, Qt.Key.Key_Right)
    assert "Crossing, Russia → Ukraine: nothing_stated" in shown(room)
    assert len(shown(room)) == 11
    qtbot.keyClick(room.lines, Qt.Key.Key_Left)
    assert len(shown(room)) == 5


def test_a_click_on_a_head_unfolds_it(room: CompareRoom, qtbot: QtBot) -> None:
    at = room.lines.visualRect(room.lines.rows.index(0, 0)).center()
    qtbot.mouseClick(room.lines.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(shown(room)) == 11


def test_left_on_a_line_of_an_event_goes_to_its_agreement(room: CompareRoom, qtbot: QtBot) -> None:
    room.lines.fold_asked.emit(1)
    assert room.lines.choose(lambda row: isinstance(row, LineRow) and row.inside)
    qtbot.keyClick(room.lines, Qt.Key.Key_Left)
    assert isinstance(room.lines.current, Head)


def test_an_agreement_that_is_chosen_tells_its_undertakings(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.lines, Qt.Key.Key_Up)
    assert room.detail.headline.text() == "Istanbul"
    told = [room.detail._notes.itemAt(at).widget().text() for at in range(room.detail._notes.count())]
    assert "Undertakings without a figure: A commission." in told
    assert not room.detail.voices.isVisible()


def test_typing_filters_the_lines_at_once(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "short")
    qtbot.waitUntil(lambda: len(shown(room)) == 2)
    assert shown(room)[1].endswith("short")


def test_filters_by_verdict_party_and_category(room: CompareRoom, book: Any) -> None:
    room.filters.verdict.set_value(Verdict.NOTHING_STATED)
    room.filters.filter_changed.emit()
    assert shown(room)[0] == "Istanbul"
    assert "Exchange, Russia → Ukraine: nothing_stated" in shown(room)
    room.filters.clear()
    room.filters.category.set_value("person")
    room.filters.filter_changed.emit()
    assert shown(room) == ["Events outside agreements", "Exchange, Russia → Ukraine: nothing_stated"]
    room.filters.clear()
    room.filters.agreement.set_value(book.agreement)
    room.filters.filter_changed.emit()
    assert shown(room)[0] == "Istanbul"
    assert len(shown(room)) == 3


def test_a_filter_that_fits_nothing_says_so_and_can_be_lifted(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "zebra")
    qtbot.waitUntil(lambda: room.pages.no_match.isVisible())
    room.filters.clear()
    assert len(shown(room)) == 5
    assert room.lines.isVisible()


def test_a_filter_by_what_only_an_event_says_unfolds_the_agreement(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "crossing")
    qtbot.waitUntil(lambda: shown(room) == ["Istanbul", "Crossing, Russia → Ukraine: nothing_stated"])


def test_an_as_of_day_shows_what_was_known_by_its_end(room: CompareRoom, qtbot: QtBot) -> None:
    room.filters.day.setFocus()
    qtbot.keyClicks(room.filters.day, "2025-06-11")
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Return)
    row = room.lines.rows.row(1)
    assert isinstance(row, LineRow)
    assert row.line.observed is not None
    assert row.line.observed.count.low == 1212
    assert row.line.verdict is Verdict.OUTSTANDING


def test_a_wrong_day_is_said_under_its_field_and_changes_nothing(room: CompareRoom, qtbot: QtBot) -> None:
    before = shown(room)
    qtbot.keyClicks(room.filters.day, "9 June")
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Return)
    assert room.filters.problem.isVisible()
    assert "9 June" in room.filters.problem.text()
    assert shown(room) == before
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Escape)
    assert not room.filters.problem.isVisible()
    assert room.filters.day.text() == ""


def test_the_record_asked_for_is_chosen_and_unfolded(room: CompareRoom, book: Any) -> None:
    room.show_record(RecordKind.EVENT, book.crossing)
    row = room.lines.current
    assert isinstance(row, LineRow)
    assert row.title == "Crossing"


def test_the_status_says_how_much_is_shown(room: CompareRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.noted) as noted:
        room.enter()
    assert noted.args == ["9 lines  ·  1 contested  ·  1 flagged  ·  as of 16 June 2025"]


def test_an_empty_casefile_says_what_goes_here(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    session = Session("Test")
    assert session.create(tmp_path / "empty.handover")
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    room.refresh(None)
    room.show()
    assert room.pages.empty.isVisible()
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.mouseClick(room.pages.empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert asked.args[2] == "register"
    session.close()


def test_a_large_casefile_is_compared_in_the_background(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.compare.whole_lines.LARGE", 1)
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    room.show()
    room.refresh(None)
    assert room.progress.isVisible()
    qtbot.waitUntil(lambda: len(shown(room)) == 5)
    assert not room.progress.isVisible()
    assert session.held_comparison(None) is not None


def test_tab_follows_the_reading_order(room: CompareRoom, qtbot: QtBot) -> None:
    filters = room.filters
    order = (filters.agreement, filters.party, filters.category, filters.verdict, filters.text, filters.day, room.lines)
    filters.agreement.setFocus()
    for before, after in pairwise((*order, room.detail.voices)):
        assert QApplication.focusWidget() is before
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_every_control_has_a_name_to_be_spoken(room: CompareRoom) -> None:
    filters = room.filters
    controls = (filters.agreement, filters.party, filters.category, filters.verdict, filters.text, filters.day)
    for control in (*controls, room.lines, room.detail.voices, room.detail.chart.view):
        assert control.accessibleName()
    assert "6,057" in room.detail.chart.view.accessibleDescription()


def test_directions_have_the_width_of_their_words_out_of_what_names_and_bars_can_spare(room: CompareRoom, theme: Theme) -> None:
    table, row = room.lines, room.lines.current
    assert isinstance(row, LineRow)
    table.resize(theme.scaled(1284), theme.scaled(500))
    short, long = (replace(row, title="Persons", direction=way) for way in ("A → B", "Houthis → Government of Yemen"))
    table.show_lines(room.session.casebook, [short])
    before = table.columnWidth(DIRECTION)
    table.show_lines(room.session.casebook, [short, long])
    needed = CellPainter(theme).width(direction_cell(long)) + theme.scaled(16)
    assert table.columnWidth(DIRECTION) >= needed > before
    assert sum(table.columnWidth(number) for number in range(9)) <= table.viewport().width()
