"""Find anything: results while one types, the keys that lead through them, and where they lead."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.kind import RecordKind
from desktop.find import FindPopup
from desktop.look.control import SearchField
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import AgreementDraft, EventDraft, PartyDraft, SourceDraft


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, empty: Path) -> Iterator[Session]:
    session = Session("Test")
    assert session.open(shutil.copy(empty, tmp_path / "find.handover"))
    session.run("Add agreement", lambda act: act.add(AgreementDraft(title="Istanbul agreement")))
    session.run("Add event", lambda act: act.add(EventDraft(title="Crossing at Весёлые", agreement=1)))
    session.run("Add source", lambda act: act.add(SourceDraft(title="Report from Istanbul")))
    session.run("Add party", lambda act: act.add(PartyDraft(name="Istanbul office")))
    yield session
    session.close()


class Window(QWidget):
    """A window with the field in its bar."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.resize(1000, 700)
        self.field = SearchField(theme, "Find anything", shortcut="Ctrl+K")
        column = QVBoxLayout(self)
        column.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.found = FindPopup(session, theme, self.field)


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> Window:
    window = Window(session, theme)
    qtbot.addWidget(window)
    window.show()
    window.field.setFocus()
    return window


def titles(window: Window) -> list[str]:
    rows, found = window.found.results.rows, window.found
    keys = [key for number in range(rows.rowCount()) if (key := rows.row(number)) is not None]
    return [hit.title for key in keys if (hit := found.named(key)) is not None]


def test_results_come_by_kind_while_one_types(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    qtbot.waitUntil(window.found.isVisible)
    assert titles(window) == ["Istanbul agreement", "Report from Istanbul", "Istanbul office"]


def test_it_finds_without_regard_to_marks_over_letters(window: Window, qtbot: QtBot) -> None:
    for letter in "веселые":
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(window.field, press)
    qtbot.waitUntil(lambda: titles(window) == ["Crossing at Весёлые"])


def test_arrows_and_return_go_to_the_record_and_the_field_is_emptied(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    qtbot.waitUntil(window.found.isVisible)
    qtbot.keyClick(window.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.found.asked_for) as asked:
        qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert asked.args == [RecordKind.SOURCE, 1, "sources"]
    assert not window.found.isVisible()
    assert window.field.text() == ""


def test_a_click_goes_to_the_record(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    qtbot.waitUntil(window.found.isVisible)
    results = window.found.results
    at = results.visualRect(results.rows.index(1, 0)).center()
    with qtbot.waitSignal(window.found.asked_for) as asked:
        qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [RecordKind.AGREEMENT, 1, "register"]


def test_escape_closes_the_results_and_keeps_what_was_typed(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    qtbot.waitUntil(window.found.isVisible)
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert not window.found.isVisible()
    assert window.field.text() == "istan"
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.field.text() == ""


def test_nothing_found_is_said(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "<b>zebra</b>")
    qtbot.waitUntil(window.found.isVisible)
    assert window.found.message.text() == "Nothing in this casefile says “<b>zebra</b>”."


def test_only_the_last_text_is_searched(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    window.field.clear()
    qtbot.keyClicks(window.field, "crossing")
    qtbot.waitUntil(lambda: titles(window) == ["Crossing at Весёлые"])


def test_return_before_the_pause_is_over_searches_at_once(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "office")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == ["Istanbul office"])


def test_a_closed_casefile_has_no_results(window: Window, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.field, "istan")
    qtbot.waitUntil(window.found.isVisible)
    session.close()
    assert not window.found.isVisible()
    qtbot.keyClicks(window.field, "b")
    qtbot.wait(150)
    assert not window.found.isVisible()
