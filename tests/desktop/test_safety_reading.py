"""Two at once, and a file that is moved, replaced or left beside a conflict copy: said in the frame, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from db import hold
from desktop.main_window import MainWindow
from desktop.register.room import RegisterRoom
from desktop.room import ROOMS
from desktop.safety.held_question import HeldQuestion
from desktop.safety.sight import conflicts_beside
from desktop.sample import make_sample
from figures.record import AgreementDraft, PartyDraft

ROOT = Path(__file__).parents[2]
ANOTHER = """
import sys
from db.casefile import Casefile
from figures.record import PartyDraft
with Casefile.open(sys.argv[1], author="Petro") as casefile:
    print(casefile.read_only_reason, flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        with casefile.act("Add party") as act:
            act.add(PartyDraft(name=line.strip()))
        print("kept", flush=True)
"""
LONG = 10_000


@contextmanager
def another_window(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the casefile, and adds a party for each line that it is told."""
    process = subprocess.Popen(
        [sys.executable, "-c", ANOTHER, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == ""
    try:
        yield process
    finally:
        process.communicate("\n")


def adds(process: subprocess.Popen[str], name: str) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{name}\n")
    process.stdin.flush()
    assert process.stdout.readline().strip() == "kept"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.handover"
    with make_sample(path):
        return path


@pytest.fixture
def place(sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / "cases.handover"
    shutil.copy(sample, path)
    return path


def asked(window: MainWindow) -> HeldQuestion:
    return next(dialog for dialog in window.findChildren(HeldQuestion) if dialog.isVisible())


def test_what_another_window_has_is_opened_only_when_that_was_chosen(window: MainWindow, place: Path) -> None:
    with another_window(place):
        window.open_path(place)
        assert not window.session.is_open
        question = asked(window)
        assert "by Petro" in question.body.text()
        assert question.take_over.isHidden()
        question.reject()
        assert not window.session.is_open
        window.open_path(place)
        asked(window).act.click()
        assert window.session.casefile.read_only
        assert "Petro" in window.parts.safety.reading.reason.text
        assert "(to read)" in window.windowTitle()


def test_the_reading_window_shows_what_the_other_keeps(window: MainWindow, place: Path, qtbot: Any) -> None:
    with another_window(place) as other:
        assert window.session.open(place, though_held=True)
        adds(other, "Belarus")
        names = {party.name for party in window.session.casebook.parties}
        assert "Belarus" not in names
        window.parts.safety.reading.watch.look()
        with qtbot.waitSignal(window.parts.safety.reading.watch.reread, timeout=LONG):
            pass
        assert "Belarus" in {party.name for party in window.session.casebook.parties}
        assert "Read anew" in window.status.right.text()


def test_once_the_other_has_closed_it_reload_lets_it_be_changed(window: MainWindow, place: Path) -> None:
    with another_window(place):
        assert window.session.open(place, though_held=True)
        reload = next(button for button in window.parts.safety.reading.reason.buttons if button.text() == "Reload")
        reload.click()
        assert window.session.casefile.read_only
    next(button for button in window.parts.safety.reading.reason.buttons if button.text() == "Reload").click()
    assert not window.session.casefile.read_only
    assert window.parts.safety.reading.reason.text == ""
    assert window.acts.new_agreement.isEnabled()
    assert window.session.run("Add party", lambda act: act.add(PartyDraft(name="Belarus")))


def test_the_word_of_another_computer_can_be_disbelieved(window: MainWindow, place: Path) -> None:
    said = {"author": "Olena", "host": "laptop-3", "process": 7, "since": "2026-01-02T10:00:00+00:00"}
    hold.mark_of(place).write_text(json.dumps(said))
    window.open_path(place)
    question = asked(window)
    assert "Olena on laptop-3" in question.body.text()
    assert question.risk.isVisibleTo(question)
    question.take_over.click()
    assert window.session.is_open
    assert not window.session.casefile.read_only


def controls(root: QWidget) -> Iterator[QAbstractButton]:
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and not button.text().replace("&", "").endswith("…"):
            yield button


def test_nothing_that_can_be_clicked_in_a_reading_window_writes(window: MainWindow, place: Path, qtbot: Any) -> None:
    assert window.session.open(place, read_only=True)
    before = window.session.casefile.fingerprint(), window.session.casefile.moment()
    said: list[str] = []
    window.session.failed.connect(said.append)
    reason = window.session.casefile.read_only_reason
    for name in ROOMS:
        room = window.show_room(name)
        assert room is not None
        qtbot.wait(20)
        for button in list(controls(room)):
            button.click()
            assert not said, f"{name}: {button.text() or button.accessibleName()}: {said}"
    for action in (window.acts.new_figure, window.acts.new_event, window.acts.import_table, window.acts.undo):
        assert not action.isEnabled()
        assert reason[:40] in action.toolTip()
    assert (window.session.casefile.fingerprint(), window.session.casefile.moment()) == before


def test_forms_of_a_reading_window_can_be_copied_from_and_not_typed_into(window: MainWindow, place: Path) -> None:
    assert window.session.open(place, read_only=True)
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    for form in (room.record.event_form, room.record.agreement_form, room.figure.form):
        for control in form.controls().values():
            typed = isinstance(control, QLineEdit | QPlainTextEdit)
            assert control.isReadOnly() if typed else not control.isEnabled(), control
    assert not room.figures.new.isEnabled()
    assert window.session.casefile.read_only_reason[:40] in room.figures.new.toolTip()
    directory = window.parts.dialogs.show_directory()
    assert not directory.new.isEnabled()
    directory.keep.setEnabled(True)
    assert not directory.keep.isEnabled()
    directory.close()


def typed(window: MainWindow) -> RegisterRoom:
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    room.new_agreement()
    room.record.agreement_form.title.setText("Istanbul, third round")
    room.record.agreement_form.place.setText("Istanbul")
    return room


def look(window: MainWindow, qtbot: Any, text: str) -> str:
    banner = window.parts.safety.reading.trouble
    window.parts.safety.reading.watch.look()
    qtbot.waitUntil(lambda: text in banner.text, timeout=LONG)
    return str(banner.text)


def test_a_moved_casefile_is_missed_nothing_is_kept_elsewhere_and_the_form_stays(
    window: MainWindow, place: Path, qtbot: Any
) -> None:
    assert window.session.open(place)
    room = typed(window)
    moved = place.with_name("moved.handover")
    place.rename(moved)
    assert "“cases.handover” is no longer in" in look(window, qtbot, "no longer")
    said: list[str] = []
    window.session.failed.connect(said.append)
    room.record.form.submit()
    assert len(said) == 1
    assert room.record.agreement_form.title.text() == "Istanbul, third round"
    assert window.status.left.text().startswith("Not saved")
    moved.rename(place)
    look(window, qtbot, "in its place again")
    room.record.form.submit()
    assert "Istanbul, third round" in {one.title for one in window.session.casebook.agreements}


def test_of_a_deleted_casefile_what_was_open_can_be_saved_as_a_copy(window: MainWindow, place: Path, qtbot: Any) -> None:
    assert window.session.open(place)
    window.session.run("Add", lambda act: act.add(AgreementDraft(title="Kept last")))
    for path in place.parent.glob("cases.handover*"):
        path.unlink()
    look(window, qtbot, "no longer")
    copy = place.with_name("copy.handover")
    window.files._copy(copy)
    assert window.session.open(copy)
    assert "Kept last" in {one.title for one in window.session.casebook.agreements}
    assert window.session.casefile.verify() == ()


def test_another_file_in_its_place_is_never_written_to(window: MainWindow, place: Path, sample: Path, qtbot: Any) -> None:
    assert window.session.open(place)
    room = typed(window)
    incoming = place.with_name("incoming")
    shutil.copy(sample, incoming)
    incoming.replace(place)
    was = place.read_bytes()
    assert "Another file lies in the place" in look(window, qtbot, "Another file")
    room.record.form.submit()
    assert room.record.agreement_form.place.text() == "Istanbul"
    assert place.read_bytes() == was


def test_a_folder_that_is_gone_is_said_like_a_disk_that_was_pulled(
    window: MainWindow, tmp_path: Path, sample: Path, qtbot: Any
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    shutil.copy(sample, folder / "cases.handover")
    assert window.session.open(folder / "cases.handover")
    room = typed(window)
    folder.rename(tmp_path / "elsewhere")
    assert "or its disk is gone" in look(window, qtbot, "no longer")
    room.record.form.submit()
    assert room.record.agreement_form.title.text() == "Istanbul, third round"


@pytest.mark.parametrize(
    "name",
    [
        "cases.sync-conflict-20250611-140211-ABCDEF7.handover",
        "cases (Olena's conflicted copy 2025-06-11).handover",
        "cases (conflicted copy 2025-06-11 140211).handover",
        "cases (Конфлікт копій 2025-06-11).handover",
        "cases [conflict].handover",
    ],
)
def test_what_a_synchronised_folder_left_beside_it_is_named(
    window: MainWindow, place: Path, sample: Path, qtbot: Any, name: str
) -> None:
    shutil.copy(sample, place.with_name(name))
    shutil.copy(sample, place.with_name("cases 2.handover"))
    shutil.copy(sample, place.with_name("cases of June.handover"))
    assert conflicts_beside(place) == (name,)
    assert window.session.open(place)
    assert f"“{name}”" in look(window, qtbot, "Nothing is lost")
    window.parts.safety.reading.trouble.close_button.click()
    assert window.parts.safety.reading.trouble.text == ""


def test_a_conflict_copy_that_comes_while_one_works_is_named_once(
    window: MainWindow, place: Path, sample: Path, qtbot: Any
) -> None:
    assert window.session.open(place)
    look(window, qtbot, "")
    qtbot.wait(100)
    shutil.copy(sample, place.with_name("cases (conflicted copy 2025-06-11 140211).handover"))
    look(window, qtbot, "conflicted copy")
    window.parts.safety.reading.trouble.close_button.click()
    window.parts.safety.reading.watch.look()
    qtbot.waitUntil(lambda: not window.parts.safety.reading.watch._looks.busy, timeout=LONG)
    assert window.parts.safety.reading.trouble.text == ""


def test_a_folder_that_may_not_be_written_is_opened_to_read_and_says_so(window: MainWindow, place: Path) -> None:
    if os.geteuid() != 0:
        place.parent.chmod(0o555)
        assert window.session.open(place)
        place.parent.chmod(0o755)
    else:
        for above in place.parents:
            if above.stat().st_uid == 0 and above != Path("/"):
                above.chmod(above.stat().st_mode | 0o055)
        place.chmod(0o444)
        os.seteuid(65534)
        try:
            assert window.session.open(place)
        finally:
            os.seteuid(0)
    assert "may not be written" in window.parts.safety.reading.reason.text
    assert [button.text() for button in window.parts.safety.reading.reason.buttons] == ["Try to change it", "Save a copy…"]


def test_the_file_is_looked_at_without_waiting_for_its_disk(window: MainWindow, place: Path) -> None:
    assert window.session.open(place)
    begun = time.monotonic()
    window.parts.safety.reading.watch.look()
    assert time.monotonic() - begun < 0.5
