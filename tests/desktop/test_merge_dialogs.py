"""Merging and sharing in the window: conflicts decided by keyboard, nothing written before *Merge*, one undo that lasts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from db import keyring
from db.casefile import Casefile, RecordKind
from db.merge import Take
from desktop.look.theme import Theme
from desktop.merging.merge_acts import MergeActs
from desktop.merging.merge_dialog import MergeDialog
from desktop.merging.merge_pages import COMES_IN
from desktop.merging.share_dialog import ShareDialog
from desktop.passphrase.asking import AskPassphrase
from desktop.session import Session
from figures.record import PartyDraft, SourceDraft

LONG = "Міжнародний комітет Червоного Хреста, представництво в Україні та Республіці Білорусь, відділ розшуку зниклих осіб"


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def other(session: Session, seed: Any, tmp_path: Path) -> Path:
    """A colleague's casefile that has gone its own way; here the same records were changed too."""
    path = session.casefile.backup(tmp_path / "Олена.handover")
    with Casefile.open(path, author="Олена Ковальчук") as theirs, theirs.act("Correct", reason="Read again.") as act:
        act.change(seed.event, replace(theirs.get(RecordKind.EVENT, seed.event), place="Homel", note="seen"))
        act.change(seed.agreement, replace(theirs.get(RecordKind.AGREEMENT, seed.agreement), place="Pera"))
        act.change(seed.publisher, replace(theirs.get(RecordKind.PUBLISHER, seed.publisher), reliability="C"))
        act.remove(RecordKind.PARTY, seed.turkiye)
        act.add(PartyDraft(name=LONG))

    def change(act: Any) -> None:
        """The same records."""
        act.change(seed.event, replace(session.casebook.event[seed.event], place="Kyiv", note="heard"))
        act.change(seed.agreement, replace(session.casebook.agreement[seed.agreement], note="signed"))
        act.change(seed.turkiye, replace(session.casebook.party[seed.turkiye], native_name="Türkiye Cumhuriyeti"))

    session.run("Change", change)
    return path


@pytest.fixture
def dialog(qtbot: Any, session: Session, theme: Theme, host: QWidget, other: Path) -> MergeDialog:
    made = MergeDialog(session, theme, host, other)
    made.show()
    qtbot.waitUntil(lambda: made.told is not None)
    return made


def held(session: Session, seed: Any) -> tuple[str, str, str, str]:
    book = session.casebook
    event, agreement = book.event[seed.event], book.agreement[seed.agreement]
    return event.place, event.note, agreement.place, agreement.note


def test_a_merge_is_decided_by_keyboard_written_at_once_and_taken_back_by_one_undo(
    qtbot: Any, session: Session, seed: Any, dialog: MergeDialog
) -> None:
    assert dialog.counts.text().startswith("1 new  ·  1 changed there  ·  ")
    assert "3 conflicts (1 party, 1 agreement, 1 event; 1 a removal against a change)" in dialog.counts.text()
    assert held(session, seed) == ("Kyiv", "heard", "", "signed")
    assert dialog.conflicts.hasFocus()
    assert dialog.conflicts.current is not None
    assert dialog.conflicts.current.name == "Türkiye"
    qtbot.keyClick(dialog.conflicts, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    dialog.conflicts.setFocus()
    dialog.conflicts.choose(lambda conflict: conflict.kind is RecordKind.EVENT)
    assert "Олена Ковальчук: Correct. Read again." in dialog.panel._acts[1].text()
    assert "Ірина Савчук: Change" in dialog.panel._acts[0].text()
    qtbot.keyClick(dialog.conflicts, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert "2 conflicts are open" in dialog.still_open.text()
    dialog.panel.fields.button("note", Take.BOTH).click()
    assert "1 conflict is open" in dialog.still_open.text()
    dialog.bulk.each_own.click()
    assert dialog.still_open.isHidden()
    assert held(session, seed) == ("Kyiv", "heard", "", "signed")
    assert dialog.merge.text() == "Merge 5 records"
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(dialog.merge, Qt.Key.Key_Space)
    assert held(session, seed) == ("Homel", "heard\nseen", "Pera", "signed")
    assert session.casebook.party[seed.turkiye].native_name == "Türkiye Cumhuriyeti"
    assert LONG in dialog.pages.report.toPlainText()
    dialog.copy.click()
    assert "before merge" in QGuiApplication.clipboard().text()
    path = session.casefile.path
    session.close()
    assert session.open(path)
    session.undo()
    assert held(session, seed) == ("Kyiv", "heard", "", "signed")
    assert session.casefile.verify() == ()


def test_what_is_left_open_stays_as_it_is_and_is_asked_again(
    qtbot: Any, session: Session, seed: Any, dialog: MergeDialog, theme: Theme, host: QWidget, other: Path
) -> None:
    with qtbot.waitSignal(session.changed):
        dialog.merge.click()
    assert "Left open, as they are here (3)" in dialog.pages.report.toPlainText()
    assert held(session, seed) == ("Kyiv", "heard", "", "signed")
    again = MergeDialog(session, theme, host, other)
    qtbot.waitUntil(lambda: again.told is not None)
    assert again.told is not None
    assert (again.told.is_nothing, len(again.told.conflicts)) == (True, 3)
    assert not again.merge.isEnabled()
    again.bulk.all_there.click()
    with qtbot.waitSignal(session.changed):
        again.merge.click()
    assert held(session, seed) == ("Homel", "seen", "Pera", "")
    assert seed.turkiye not in session.casebook.party


def test_all_of_one_kind_can_be_decided_and_both_views_are_there(dialog: MergeDialog) -> None:
    dialog.bulk.kind.set_value(RecordKind.EVENT)
    dialog.bulk.all_here.click()
    assert [kind for kind, _ in dialog.decisions] == [RecordKind.EVENT]
    dialog.view.button(COMES_IN).click()
    assert dialog.pages.currentWidget() is dialog.pages.comes_in
    assert dialog.pages.comes_in.rows.rowCount() == 2


def test_a_merge_that_is_called_off_writes_nothing(qtbot: Any, session: Session, seed: Any, dialog: MergeDialog) -> None:
    entries = len(session.casefile.journal())
    dialog.bulk.all_there.click()
    dialog.merge.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.background.busy)
    if len(session.casefile.journal()) == entries:
        qtbot.waitUntil(lambda: dialog.problem.text() == "Nothing was merged.")
        assert held(session, seed) == ("Kyiv", "heard", "", "signed")
        assert dialog.merge.isEnabled()


def test_two_that_say_the_same_and_a_file_that_is_none_are_said_so(
    qtbot: Any, session: Session, seed: Any, theme: Theme, host: QWidget, tmp_path: Path
) -> None:
    path = session.casefile.backup(tmp_path / "same.handover")
    made = MergeDialog(session, theme, host, path)
    qtbot.waitUntil(lambda: made.told is not None)
    assert made.pages.currentWidget() is made.pages.empty
    assert not made.merge.isEnabled()
    wrong = tmp_path / "notes.handover"
    wrong.write_text("no casefile")
    for other, said in ((wrong, "is not a casefile"), (session.casefile.path, "this casefile itself")):
        refused = MergeDialog(session, theme, host, other)
        qtbot.waitUntil(lambda refused=refused: bool(refused.problem.text()))
        assert said in refused.problem.text()
        assert not refused.merge.isEnabled()


@pytest.fixture
def sharing(qtbot: Any, session: Session, seed: Any, theme: Theme, host: QWidget) -> ShareDialog:
    session.run("Add", lambda act: act.add(SourceDraft(title="A voice", confidential=True)))
    made = ShareDialog(session, theme, host)
    made.show()
    qtbot.waitUntil(lambda: made.save.isEnabled())
    return made


def test_a_copy_says_beforehand_what_it_is_without_and_is_made(
    qtbot: Any, session: Session, sharing: ShareDialog, tmp_path: Path
) -> None:
    assert "Left out: 1 source." in sharing.outcome.text()
    with qtbot.waitSignal(sharing.shared) as told:
        sharing.save_to(tmp_path / "copy.handover")
    assert told.args == ["Copy with 0 figures saved as copy.handover"]
    with Casefile.open(tmp_path / "copy.handover", read_only=True) as copy:
        assert [source.title for source in copy.sources()] == ["Five convoys"]


def test_what_would_tell_of_what_is_left_out_goes_with_it(qtbot: Any, sharing: ShareDialog) -> None:
    def box(name: str) -> QCheckBox:
        return sharing.boxes[name]

    assert not box("history").isEnabled()
    qtbot.keyClick(box("confidential"), Qt.Key.Key_Space)
    assert (box("briefings").isEnabled(), box("history").isEnabled()) == (True, False)
    qtbot.keyClick(box("briefings"), Qt.Key.Key_Space)
    qtbot.keyClick(box("history"), Qt.Key.Key_Space)
    assert sharing.leave_out.names == ("drafts",)
    qtbot.keyClick(box("copies"), Qt.Key.Key_Space)
    assert sharing.leave_out.names == ("drafts", "history", "copies")


def test_a_copy_that_cannot_be_made_says_why_and_can_be_tried_again(qtbot: Any, session: Session, sharing: ShareDialog) -> None:
    sharing.save_to(session.casefile.path)
    qtbot.waitUntil(lambda: "already" in sharing.problem.text())
    qtbot.waitUntil(lambda: sharing.save.isEnabled())


def test_an_encrypted_casefile_is_asked_for_its_passphrase_first(
    qtbot: Any, session: Session, theme: Theme, host: QWidget, sharing: ShareDialog, tmp_path: Path
) -> None:
    sharing.save_to(tmp_path / "copy.handover", "five words that chance has chosen")
    qtbot.waitUntil(lambda: (tmp_path / "copy.handover").exists())
    keyring.forget()
    acts = MergeActs(host, session, theme)
    acts.merge_once_unlocked(tmp_path / "copy.handover")
    [asked] = host.findChildren(AskPassphrase)
    asked.field.entry.setText("five words that chance has chosen")
    asked.act.click()
    qtbot.waitUntil(lambda: bool(host.findChildren(MergeDialog)))
    [shown] = host.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: shown.told is not None)
    assert shown.pages.currentWidget() is shown.pages.empty
