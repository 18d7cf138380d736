"""Backups in the window: the day's in a thread, a list that says what each would change, and one brought back."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.backup import Why, backups, folder_of, keep
from db.casefile import Casefile
from db.kind import RecordKind
from db.result import Tally
from desktop.ask import Question
from desktop.look.theme import Scheme
from desktop.main_window import MainWindow
from desktop.register.room import RegisterRoom
from desktop.safety.backup_list import BackupRow, DifferenceRow, difference_words, found, holds
from desktop.safety.backups import RestoreWork
from desktop.safety.backups_dialog import BackupsDialog
from desktop.sample import make_sample
from figures.record import AgreementDraft, PartyDraft

LONG = 15_000


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


@pytest.fixture
def opened(window: MainWindow, place: Path) -> MainWindow:
    assert window.session.open(place)
    window.parts.safety.daily.stop()
    return window


def kept(window: MainWindow) -> Path:
    return keep(window.session.casefile, Why.ASKED).path


def shown(window: MainWindow, qtbot: Any) -> BackupsDialog:
    window.acts.backups.trigger()
    dialog = next(one for one in window.findChildren(BackupsDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.table.rows.rowCount() == 0 or dialog.compared is not None, timeout=LONG)
    return dialog


def rows(dialog: BackupsDialog) -> list[BackupRow]:
    return [row for number in range(dialog.table.rows.rowCount()) if (row := dialog.table.rows.row(number)) is not None]


def differing(dialog: BackupsDialog) -> list[DifferenceRow]:
    table = dialog.differing.rows
    return [row for number in range(table.rowCount()) if (row := table.row(number)) is not None]


def restore(window: MainWindow, dialog: BackupsDialog, qtbot: Any) -> None:
    dialog.restore.click()
    question = next(one for one in dialog.findChildren(Question) if one.isVisible())
    question.act.click()
    qtbot.waitUntil(lambda: window.session.is_open and not window.findChildren(RestoreWork), timeout=LONG)


def test_the_day_s_backup_is_made_in_a_thread_after_the_casefile_is_shown(opened: MainWindow, place: Path, qtbot: Any) -> None:
    assert backups(place) == ()
    with qtbot.waitSignal(opened.parts.safety.daily.kept, timeout=LONG):
        opened.parts.safety.daily.keep()
    assert [backup.why for backup in backups(place)] == [Why.DAILY]
    assert "Backup made" in opened.status.right.text()
    opened.parts.safety.daily.keep()
    qtbot.waitUntil(lambda: not opened.parts.safety.daily.work.busy, timeout=LONG)
    assert len(backups(place)) == 1


def test_a_backup_that_cannot_be_made_is_said_with_why_and_the_work_goes_on(
    opened: MainWindow, tmp_path: Path, place: Path, qtbot: Any
) -> None:
    opened.session.backup_folder = tmp_path / "pulled out" / "stick"
    opened.parts.safety.daily.keep()
    qtbot.waitUntil(lambda: "was not made" in opened.parts.safety.backup.text, timeout=LONG)
    assert "pulled out" in opened.parts.safety.backup.text
    assert opened.session.run("Add party", lambda act: act.add(PartyDraft(name="Belarus")))
    dialog = shown(opened, qtbot)
    assert "is not there" in dialog.place.text()
    dialog.beside.click()
    assert opened.preference.backup_folder is None
    dialog.reject()
    with qtbot.waitSignal(opened.parts.safety.daily.kept, timeout=LONG):
        opened.parts.safety.backup.buttons[1].click()
    assert opened.parts.safety.backup.text == ""
    assert len(backups(place)) == 1


def test_a_folder_of_choice_is_remembered_and_both_places_are_listed(
    opened: MainWindow, tmp_path: Path, place: Path, qtbot: Any
) -> None:
    kept(opened)
    other = tmp_path / "stick"
    other.mkdir()
    dialog = shown(opened, qtbot)
    dialog.set_folder(other)
    assert opened.preference.backup_folder == other
    dialog.keep_now.click()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 2, timeout=LONG)
    assert {row.backup.path.parent for row in rows(dialog)} == {folder_of(place), folder_of(place, other)}


def test_no_backup_yet_is_said_with_the_first_step(opened: MainWindow, qtbot: Any) -> None:
    dialog = shown(opened, qtbot)
    assert dialog._stack.currentIndex() == 0
    assert not dialog.restore.isEnabled()
    dialog.first.click()
    qtbot.waitUntil(lambda: len(rows(dialog)) == 1, timeout=LONG)
    assert dialog._stack.currentIndex() == 1


def test_the_list_says_when_why_and_how_much_and_the_preview_names_what_differs(
    opened: MainWindow, place: Path, qtbot: Any
) -> None:
    kept(opened)
    book = opened.session.casebook
    figure = book.figures[0]
    opened.session.run("Add", lambda act: act.add(AgreementDraft(title="Fourth round")))
    opened.session.run("Remove", lambda act: act.remove(RecordKind.FIGURE, figure.id))
    party = book.parties[0]
    opened.session.run("Change", lambda act: act.change(party.id, replace(party, native_name="Інша")))
    dialog = shown(opened, qtbot)
    qtbot.waitUntil(lambda: rows(dialog)[0].tally is not None, timeout=LONG)
    tally = rows(dialog)[0].tally
    assert tally is not None
    assert holds(tally).startswith(f"{len(book.figures):,} figures")
    assert dialog.compared is not None
    assert dialog.said.text() == "1 record added since then would go, 1 changed would be as it was, 1 removed would be back."
    said = {(row.what, row.kind): row.name for row in differing(dialog)}
    assert said["added", "agreement"] == "Fourth round"
    assert said["changed", "party"] == party.name
    assert said["removed", "figure"].startswith(f"{figure.words} ")
    assert ", " in said["removed", "figure"]


def test_bringing_one_back_keeps_the_present_state_first_and_goes_on_in_the_casefile(
    opened: MainWindow, place: Path, qtbot: Any
) -> None:
    before = opened.session.casefile.fingerprint()
    kept(opened)
    opened.session.run("Add", lambda act: act.add(AgreementDraft(title="Fourth round")))
    now = opened.session.casefile.fingerprint()
    room = opened.show_room("register")
    assert isinstance(room, RegisterRoom)
    room.new_event()
    room.record.event_form.title.setText("Half typed")
    room.record.event_form.touch("title")
    restore(opened, shown(opened, qtbot), qtbot)
    assert opened.session.casefile.fingerprint() == before
    assert not opened.session.casefile.read_only
    first = next(backup for backup in backups(place) if backup.why is Why.RESTORE)
    assert f"“{first.path.name}”" in opened.parts.safety.restored.text
    with Casefile.open(first.path, read_only=True) as casefile:
        assert casefile.fingerprint() == now
        assert any("Half typed" in note.content for note in casefile.drafts())


def test_a_restore_that_is_called_off_changes_nothing_and_opens_the_casefile_again(
    opened: MainWindow, place: Path, qtbot: Any
) -> None:
    kept(opened)
    opened.session.run("Add", lambda act: act.add(AgreementDraft(title="Fourth round")))
    now = opened.session.casefile.fingerprint()
    dialog = shown(opened, qtbot)
    dialog.restore.click()
    next(one for one in dialog.findChildren(Question) if one.isVisible()).act.click()
    work = opened.findChildren(RestoreWork)[0]
    qtbot.keyClick(work, Qt.Key.Key_Escape)
    said: list[str] = []
    opened.session.failed.connect(said.append)
    qtbot.waitUntil(lambda: opened.session.is_open, timeout=LONG)
    if said:
        assert opened.session.casefile.fingerprint() == now
        assert "called off" in said[0]
    assert opened.session.casefile.verify() == ()


def test_a_damaged_casefile_leads_to_its_backups_and_comes_back(window: MainWindow, place: Path, qtbot: Any) -> None:
    with Casefile.open(place) as casefile:
        before = casefile.fingerprint()
        keep(casefile)
    whole = place.read_bytes()
    place.write_bytes(whole[: len(whole) // 2])
    window.open_path(place)
    assert not window.session.is_open
    question = next(one for one in window.findChildren(Question) if one.isVisible())
    question.act.click()
    dialog = next(one for one in window.findChildren(BackupsDialog) if one.isVisible())
    qtbot.waitUntil(lambda: "cannot be told" in dialog.said.text(), timeout=LONG)
    assert dialog.keep_now.isHidden()
    restore(window, dialog, qtbot)
    assert window.session.casefile.fingerprint() == before


def test_a_backup_that_is_damaged_says_so_in_the_list(opened: MainWindow, qtbot: Any) -> None:
    path = kept(opened)
    path.write_bytes(path.read_bytes()[:9000])
    opened.acts.backups.trigger()
    dialog = opened.findChildren(BackupsDialog)[0]
    qtbot.waitUntil(lambda: bool(rows(dialog)[0].problem), timeout=LONG)
    assert rows(dialog)[0].problem.endswith(".")


def test_the_backups_are_found_by_name_newest_first(opened: MainWindow, place: Path) -> None:
    path = kept(opened)
    older = path.with_name(path.name.replace(dt.date.today().isoformat(), "2025-01-02"))
    shutil.copy(path, older)
    assert [row.backup.path for row in found(place, None)] == [path, older]
    assert holds(Tally(1, 1, 1, 1, 1, 1)) == "1 figure, 1 event, 1 source"


def test_a_backup_of_another_casefile_is_called_that(opened: MainWindow, tmp_path: Path) -> None:
    from db.bringing_back import difference

    with Casefile.create(tmp_path / "other.handover") as other, other.act("Add") as act:
        act.add(PartyDraft(name="Korea"))
    assert "another casefile" in difference_words(difference(opened.session.casefile.path, tmp_path / "other.handover"))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_dialog_is_painted_in_both_schemes(opened: MainWindow, scheme: Scheme, qtbot: Any) -> None:
    kept(opened)
    opened.theme.choose(scheme)
    dialog = shown(opened, qtbot)
    assert not dialog.grab().isNull()
    opened.theme.choose(Scheme.LIGHT)
