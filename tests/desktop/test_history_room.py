"""The History room: every act under its day, what it changed, and one record brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.kind import RecordKind
from db.result import Entry, RecordChange
from desktop.history.change import field_changes, record_name
from desktop.history.room import HistoryRoom
from desktop.history.row import act_words, before_after
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import EventDraft, PartyDraft, Unfit
from figures.vocabulary import EventStatus, PlaceRole


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, empty: Path) -> Iterator[Session]:
    session = Session("Ірина Савчук")
    assert session.open(shutil.copy(empty, tmp_path / "history.handover"))
    session.run("Add event", lambda act: act.add(EventDraft(title="Crossing", date="2025-06-07")))
    session.casefile.author = "Oleh Marchuk"
    later = EventDraft(
        title="Crossing",
        date="2025-06-07",
        status=EventStatus.POSTPONED,
        place="Novi Yarylovychi",
        place_role=PlaceRole.HANDOVER_POINT,
    )
    session.run("Change event", lambda act: act.change(1, later))
    session.run("Add party", lambda act: act.add(PartyDraft(name="<b>Russia</b>")))
    yield session
    session.close()


@pytest.fixture
def room(session: Session, theme: Theme, qtbot: QtBot) -> HistoryRoom:
    room = HistoryRoom(session, theme)
    qtbot.addWidget(room)
    session.changed.connect(room.refresh)
    room.refresh(None)
    room.resize(1284, 832)
    room.show()
    room.enter()
    return room


def acts(room: HistoryRoom) -> list[str]:
    rows = room.acts.rows
    return [act_words(entry) for number in range(rows.rowCount()) if (entry := rows.row(number)) is not None]


def words(room: HistoryRoom) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in room.panel.findChildren(QLabel) if each.isVisibleTo(room.panel) and each.text()]


def choose(room: HistoryRoom, label: str) -> None:
    assert room.acts.choose(lambda entry: entry.label == label and entry.undoes is None)


def test_the_acts_stand_under_their_day_newest_first(room: HistoryRoom) -> None:
    assert room.acts.rows.is_group(0)
    assert acts(room) == ["Add party", "Change event", "Add event"]


def test_an_act_tells_each_field_from_what_to_what_in_words(room: HistoryRoom) -> None:
    choose(room, "Change event")
    told = words(room)
    for expected in ("Crossing", "Status", "announced", "postponed", "Role of the place", "handover point"):
        assert expected in told
    assert "Oleh Marchuk, 3 fields" in told


def test_what_is_added_is_told_without_a_before(room: HistoryRoom) -> None:
    choose(room, "Add event")
    assert "none" not in words(room)
    assert not room.panel.restore.isEnabled()


def test_markup_in_a_record_stays_words(room: HistoryRoom) -> None:
    choose(room, "Add party")
    assert "<b>Russia</b>" in words(room)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in room.panel.findChildren(QLabel) if each.text())


def test_the_filter_finds_acts_by_what_they_changed(room: HistoryRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.text, "yarylovychi")
    qtbot.waitUntil(lambda: acts(room) == ["Change event"])


def test_the_filter_by_who_and_by_kind(room: HistoryRoom) -> None:
    room.author.set_value("Ірина Савчук")
    room.author.picked.emit("Ірина Савчук")
    assert acts(room) == ["Add event"]
    room.author.set_value(None)
    room.kind.set_value(RecordKind.PARTY)
    room.kind.picked.emit(RecordKind.PARTY)
    assert acts(room) == ["Add party"]


def test_a_filter_that_fits_nothing_says_so(room: HistoryRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.text, "zebra")
    qtbot.waitUntil(lambda: not acts(room))
    assert room._none.isVisible()
    room._show_all()
    assert len(acts(room)) == 3


def test_undo_and_redo_are_named_and_work_by_mouse(room: HistoryRoom, qtbot: QtBot) -> None:
    assert room.undo.text() == "Undo Add party"
    qtbot.mouseClick(room.undo, Qt.MouseButton.LeftButton)
    assert acts(room)[0] == "Undo: Add party"
    assert room.redo.text() == "Redo Add party"
    qtbot.mouseClick(room.redo, Qt.MouseButton.LeftButton)
    assert acts(room)[0] == "Redo: Add party"


def test_an_act_that_was_taken_back_says_when_and_is_paler(room: HistoryRoom, session: Session) -> None:
    session.undo()
    choose(room, "Add party")
    assert any(text.startswith("It was taken back by Oleh Marchuk") for text in words(room))
    entry = room.acts.current
    assert entry is not None
    assert room.acts.rows.columns[2].cell(entry).tone == "ink3"


def test_one_record_is_brought_back_to_how_it_was(room: HistoryRoom, session: Session, qtbot: QtBot) -> None:
    choose(room, "Change event")
    qtbot.mouseClick(room.panel.restore, Qt.MouseButton.LeftButton)
    event = session.casefile.get(RecordKind.EVENT, 1)
    assert event is not None
    assert event.place == ""
    assert acts(room)[0] == "Restore event"
    assert len(session.casefile.parties()) == 1


def test_a_restore_that_the_method_forbids_is_said_in_a_sentence(
    room: HistoryRoom, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise Unfit("event", "This event cannot be brought back as it was.")

    monkeypatch.setattr(session, "restore", refused)
    choose(room, "Change event")
    room.panel.restore.click()
    assert room.panel.problem.text() == "This event cannot be brought back as it was."


def test_all_acts_on_one_record_and_back_to_all(room: HistoryRoom, qtbot: QtBot) -> None:
    choose(room, "Change event")
    qtbot.mouseClick(room.panel.all_acts, Qt.MouseButton.LeftButton)
    assert acts(room) == ["Change event", "Add event"]
    assert room._one_name.text() == "All acts on Crossing"
    room._show_all()
    assert len(acts(room)) == 3


def test_a_long_history_is_read_a_page_at_a_time(room: HistoryRoom, session: Session, qtbot: QtBot) -> None:
    room.hide()
    for number in range(340):
        session.run("Change party", lambda act, n=number: act.change(1, PartyDraft(name=f"Party {n}")))
    room.show()
    assert len(acts(room)) == 300
    room.acts.scrollToBottom()
    qtbot.waitUntil(lambda: len(acts(room)) == 343)


def test_return_goes_to_the_record(room: HistoryRoom, qtbot: QtBot) -> None:
    choose(room, "Change event")
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.keyClick(room.acts, Qt.Key.Key_Return)
    assert asked.args == [RecordKind.EVENT, 1, "register"]


def test_a_figure_is_named_with_its_stage_and_what_it_is_about() -> None:
    fields = {"words": "more than 6000", "stage": "offered", "agreement": "Istanbul", "low": "6001", "high": ""}
    change = RecordChange(RecordKind.FIGURE, 1, "more than 6000", None, fields)
    assert record_name(change) == "more than 6000 offered, Istanbul"
    entry = Entry(1, "2026-03-01T12:00:00Z", "", "Add figure", "", False, None, (change,), size=1)
    assert before_after(entry) == ("", "6,001 or more")


def test_a_number_read_anew_is_one_field_and_not_two() -> None:
    before = {"words": "6000", "low": "6000", "high": "6000"}
    change = RecordChange(RecordKind.FIGURE, 1, "x", before, {"words": ">6000", "low": "6001", "high": ""})
    assert [field.label for field in field_changes(change)] == ["Number as worded", "Read as"]
