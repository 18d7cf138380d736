"""Merging, sharing and duplicates as the menus reach them, in the whole window."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from db.casefile import Casefile, RecordKind
from desktop.duplicates.duplicates_dialog import DuplicatesDialog
from desktop.main_window import MainWindow
from desktop.merging.merge_dialog import MergeDialog
from desktop.merging.share_dialog import ShareDialog
from desktop.register.directory import Directory
from desktop.register.room import RegisterRoom
from desktop.session import Session
from figures.record import PartyDraft
from figures.vocabulary import EventKind


@pytest.fixture
def opened(window: MainWindow, session: Session, seed: Any, tmp_path: Path) -> MainWindow:
    """The window on the seeded casefile, and a colleague's copy beside it that changed one record."""
    ours = session.casefile.path
    session.close()
    shutil.copy(ours, tmp_path / "theirs.handover")
    with Casefile.open(tmp_path / "theirs.handover", author="Олена") as theirs, theirs.act("Correct") as act:
        act.change(seed.agreement, replace(theirs.agreements()[0], place="Istanbul"))
        act.add(PartyDraft(name="Turkiye"))
    window.open_path(ours)
    return window


def test_a_merge_is_told_at_the_foot_named_in_undo_and_shown_in_every_room(
    qtbot: Any, opened: MainWindow, seed: Any, tmp_path: Path
) -> None:
    opened.show_room("history")
    dialog = opened.parts.merging.merge_from(tmp_path / "theirs.handover")
    qtbot.waitUntil(lambda: dialog.told is not None)
    with qtbot.waitSignal(opened.session.changed):
        dialog.merge.click()
    assert opened.acts.undo.text() == "&Undo Merge theirs"
    assert opened.session.casebook.agreement[seed.agreement].place == "Istanbul"
    dialog.cancel.click()
    opened.acts.undo.trigger()
    assert opened.session.casebook.agreement[seed.agreement].place == ""


def test_each_is_reached_from_the_menus(qtbot: Any, opened: MainWindow) -> None:
    opened.acts.merge.trigger()
    [asked] = opened.findChildren(QFileDialog)
    asked.reject()
    opened.acts.share.trigger()
    [sharing] = opened.findChildren(ShareDialog)
    sharing.reject()
    opened.acts.duplicates.trigger()
    [looking] = opened.findChildren(DuplicatesDialog)
    qtbot.waitUntil(lambda: looking.again.isEnabled())
    looking.reject()
    assert not opened.findChildren(MergeDialog)


def test_one_of_a_pair_can_be_opened(qtbot: Any, opened: MainWindow, seed: Any) -> None:
    opened.session.run("Add", lambda act: act.add(PartyDraft(name="Turkiye")))
    dialog = opened.parts.look_for_duplicates()
    qtbot.waitUntil(lambda: bool(dialog.pairs))
    dialog.panel.open_one.click()
    [directory] = opened.findChildren(Directory)
    assert directory.title.text() == "Türkiye"
    directory.close()


def test_an_event_that_is_typed_again_leads_to_the_one_that_is_there(qtbot: Any, opened: MainWindow, seed: Any) -> None:
    room = opened.show_room("register")
    assert isinstance(room, RegisterRoom)
    opened.acts.new_event.trigger()
    form = room.record.event_form
    form.kind.set_value(EventKind.RETURN_OF_REMAINS)
    form.title.setText("First convoy")
    form.date.setText("2025-06-11")
    qtbot.waitUntil(lambda: room.record.alike.found is not None)
    room.record.alike.open.click()
    qtbot.waitUntil(lambda: room.record.key == (RecordKind.EVENT, seed.event))
    assert [note.form.split("/")[0] for note in opened.session.casefile.drafts()] == ["event"]


def test_a_casefile_that_may_only_be_read_offers_neither_merging_nor_joining(qtbot: Any, opened: MainWindow) -> None:
    path = opened.session.casefile.path
    opened.session.run("Add", lambda act: act.add(PartyDraft(name="Turkiye")))
    opened.session.open(path, read_only=True)
    assert not opened.acts.merge.isEnabled()
    assert opened.acts.share.isEnabled()
    dialog = opened.parts.look_for_duplicates()
    qtbot.waitUntil(lambda: bool(dialog.pairs))
    assert not dialog.join.isEnabled()
    assert not dialog.apart.isEnabled()
    dialog.reject()
