"""The window as a person uses it: rooms by key, undo by name, and the file on disk before *Saved* is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from db.casefile import Casefile
from db.kind import RecordKind
from desktop.ask import Question
from desktop.crash import report
from desktop.crash_dialog import CrashDialog
from desktop.look.theme import Scheme, Theme
from desktop.main_window import MainWindow
from desktop.preference import Preference, RecentFile
from desktop.register.room import RegisterRoom
from desktop.room import ROOMS, Room
from desktop.session import Session
from figures.record import AgreementDraft, EventDraft, PartyDraft


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    assert window.session.create(tmp_path / "case.handover")
    window.show_room("register")
    return window


def register(window: MainWindow) -> RegisterRoom:
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    return room


def test_no_room_can_be_entered_without_a_casefile(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.welcome)
    assert window.show_room("register") is None
    assert window.stack.currentWidget() is window.welcome
    assert not window.acts.new_figure.isEnabled()


def test_the_frame_is_painted_before_the_welcome_is_made(window: MainWindow, qtbot: QtBot) -> None:
    before: list[bool] = []
    window.painted.connect(lambda: before.append("welcome" in vars(window)))
    qtbot.waitUntil(lambda: bool(before))
    assert before == [False]
    assert window.stack.currentWidget() is window.welcome
    assert window.welcome.new.hasFocus() or not window.isActiveWindow()


def test_a_casefile_that_the_program_is_started_with_is_shown_without_the_welcome(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "case.handover"
    Casefile.create(path).close()
    started = MainWindow(theme, Session("Ірина Савчук"), Preference(tmp_path / "preferences"))
    started.resize(1440, 900)
    started.show_first(path)
    assert (started.windowTitle(), started.rail.isVisible(), started.bar.name.text()) == ("case — Handover", True, "case")
    rail = started.rail.geometry()
    qtbot.waitUntil(lambda: started.current_room is not None)
    assert "welcome" not in vars(started)
    assert started.rail.geometry() == rail
    started.close()
    started.deleteLater()


def test_a_casefile_that_cannot_be_opened_leaves_the_welcome(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    started = MainWindow(theme, Session("Ірина Савчук"), Preference(tmp_path / "preferences"))
    started.show_first(tmp_path / "gone.handover")
    qtbot.waitUntil(lambda: started.stack.currentWidget() is started.welcome)
    assert (started.windowTitle(), started.rail.isVisible()) == ("Handover", False)
    started.close()
    started.deleteLater()


def test_the_status_says_saved_only_once_an_act_is_on_disk(opened: MainWindow) -> None:
    assert "Opened" in opened.status.left.text()
    opened.session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    assert "Saved" in opened.status.left.text()


def test_undo_is_named_after_the_act(opened: MainWindow) -> None:
    opened.session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    assert opened.acts.undo.text().replace("&", "") == "Undo Add party"
    opened.acts.undo.trigger()
    assert opened.acts.redo.text().replace("&", "") == "Redo Add party"
    assert not opened.acts.undo.isEnabled()


def test_a_failure_is_said_and_never_called_saved(opened: MainWindow) -> None:
    opened.session.failed.emit("The disk is full.")
    assert opened.status.left.text().startswith("Not saved")
    said = [dialog for dialog in opened.findChildren(Question) if dialog.isVisible()]
    assert [dialog.body.text() for dialog in said] == ["The disk is full."]


def test_closing_the_casefile_goes_back_to_the_welcome(opened: MainWindow) -> None:
    path = str(opened.session.casefile.path)
    opened.acts.close.trigger()
    assert opened.stack.currentWidget() is opened.welcome
    assert opened.preference.recent[0].path == path


def test_new_asks_for_a_file_without_blocking(window: MainWindow) -> None:
    window.acts.new.trigger()
    dialogs = [dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_a_casefile_is_made_where_the_user_says(window: MainWindow, tmp_path: Path) -> None:
    window.acts.new.trigger()
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "Діти.handover"))
    assert window.session.casefile.path.name == "Діти.handover"
    assert window.bar.name.text() == "Діти"
    dialog.reject()


def test_a_narrow_window_has_a_narrow_rail(opened: MainWindow) -> None:
    opened.resize(1280, 720)
    assert opened.rail.width() < 80
    opened.resize(1440, 900)
    assert opened.rail.width() > 150


def test_the_colours_change_at_once_and_are_remembered(opened: MainWindow) -> None:
    opened.acts.schemes[Scheme.DARK].trigger()
    assert opened.theme.tokens.dark
    assert opened.preference.scheme is Scheme.DARK
    opened.acts.schemes[Scheme.LIGHT].trigger()
    assert not opened.theme.tokens.dark


def test_the_sheet_of_keys_opens_on_f1(opened: MainWindow) -> None:
    assert opened.acts.shortcuts.shortcut().toString() == "F1"
    opened.acts.shortcuts.trigger()
    sheets = [dialog for dialog in opened.findChildren(QDialog) if dialog.isVisible() and dialog.windowTitle() == "Keys"]
    assert len(sheets) == 1


def test_the_first_steps_of_a_new_casefile_by_keyboard(opened: MainWindow, qtbot: Any) -> None:
    room = register(opened)
    opened.acts.new_agreement.trigger()
    qtbot.keyClicks(room.record.agreement_form.title, "Istanbul")
    qtbot.keyClicks(room.record.agreement_form.date, "2025-06-02")
    room.record.keep.click()
    assert opened.session.casebook.agreements[0].title == "Istanbul"
    opened.acts.new_event.trigger()
    qtbot.keyClicks(room.record.event_form.title, "First convoy")
    room.record.keep.click()
    event = opened.session.casebook.events[0]
    assert event.agreement == opened.session.casebook.agreements[0].id
    assert room.record.key is not None
    assert room.record.key[1] == event.id


def test_a_new_tranche_takes_the_place_but_never_the_day(opened: MainWindow) -> None:
    opened.session.run(
        "Add event", lambda act: act.add(EventDraft(title="First convoy", date="2025-06-11", place="Novi Yarylovychi"))
    )
    room = register(opened)
    room.record.tranche.click()
    form = room.record.event_form
    assert form.place.text() == "Novi Yarylovychi"
    assert form.date.text() == ""
    assert room.record.key is None


def test_a_half_filled_event_is_kept_when_the_window_closes(opened: MainWindow, qtbot: Any) -> None:
    room = register(opened)
    opened.acts.new_event.trigger()
    qtbot.keyClicks(room.record.event_form.title, "Second conv")
    path = opened.session.casefile.path
    opened.close()
    opened.session.open(path)
    assert any("Second conv" in note.content for note in opened.session.casefile.drafts())


def test_removing_a_record_that_others_rest_on_is_refused_in_a_sentence(opened: MainWindow) -> None:
    def two(act: Any) -> int:
        agreement: int = act.add(AgreementDraft(title="Istanbul"))
        act.add(EventDraft(title="First", agreement=agreement))
        return agreement

    agreement = opened.session.run("Add", two)
    room = register(opened)
    said: list[str] = []
    opened.session.failed.connect(said.append)
    room.removing.remove((RecordKind.AGREEMENT, agreement or 0))
    assert said
    assert opened.session.casebook.agreements


def test_every_room_is_a_room_and_has_its_key(opened: MainWindow) -> None:
    for number, name in enumerate(ROOMS, 1):
        assert opened.acts.rooms[name].shortcut().toString() == f"Ctrl+{number}"
    assert isinstance(opened.current_room, Room)


def test_a_crash_report_names_code_and_never_what_was_typed(theme: Any, qtbot: Any) -> None:
    try:
        raise ValueError("Secret witness Олена")
    except ValueError as fault:
        text = report(type(fault), fault.__traceback__)
    assert "ValueError" in text
    assert "Олена" not in text
    dialog = CrashDialog(theme, text)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == text


def test_recent_files_that_are_gone_are_shown_as_gone(theme: Any, tmp_path: Path, qtbot: Any) -> None:
    preference = Preference(tmp_path)
    preference.remember(RecentFile(str(tmp_path / "gone.handover"), "2026-01-11 10:00", 3, 2))
    assert preference.recent[0].figures == 3
    preference.forget(str(tmp_path / "gone.handover"))
    assert preference.recent == ()


def test_the_database_and_the_printer_are_not_imported_before_the_first_paint() -> None:
    code = (
        "import sys\n"
        "import desktop.application, desktop.main_window\n"
        "late = [name for name in ('sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'pikepdf') if name in sys.modules]\n"
        "print(late); sys.exit(bool(late))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_changes_put_back_are_offered_again_for_that_record_only(opened: MainWindow) -> None:
    event = EventDraft(title="First convoy", date="2025-06-11")
    opened.session.run("Add event", lambda act: act.add(event))
    record = register(opened).record
    record.event_form.title.setText("First convoy, bodies")
    record.revert.click()
    assert record.event_form.title.text() == "First convoy"
    assert record.note.isVisible()
    opened.acts.new_event.trigger()
    assert not record.note.isVisible()
    register(opened).tree.choose((RecordKind.EVENT, opened.session.casebook.events[0].id))
    assert record.note.isVisible()
    record.note.go_on.click()
    assert record.event_form.title.text() == "First convoy, bodies"
    record.keep.click()
    assert opened.session.casebook.events[0].title == "First convoy, bodies"
    assert opened.session.casefile.drafts() == ()


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_part_of_a_room_or_a_dialog_is_shown_as_a_window_of_its_own(opened: MainWindow, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for name in ROOMS:
        opened.show_room(name)
    opened.acts.about.trigger()
    opened.acts.backups.trigger()
    work = opened.parts.safety.check()
    qapp.removeEventFilter(windows)
    assert [type(one).__name__ for one in windows.shown if not isinstance(one, QDialog)] == []
    work.reject()
    for dialog in opened.findChildren(QDialog):
        dialog.close()
