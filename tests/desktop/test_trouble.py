"""When the disk is full or the record has changed meanwhile, nothing typed is lost and nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.kind import RecordKind
from desktop.forms.figure_panel import FigurePanel
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.register.directory import PUBLISHERS, Directory
from desktop.register.room import RegisterRoom
from desktop.session import Session
from figures.record import AgreementDraft, EventDraft, PartyDraft
from figures.vocabulary import Stage, Unit


@pytest.fixture
def said(session: Session) -> list[str]:
    told: list[str] = []
    session.failed.connect(told.append)
    return told


@pytest.fixture
def room(session: Session, theme: Theme, seed: Any, qtbot: Any) -> RegisterRoom:
    made = RegisterRoom(session, theme)
    qtbot.addWidget(made)
    session.changed.connect(made.refresh)
    made.resize(1284, 800)
    made.show()
    made.refresh(None)
    return made


def fill_disk(session: Session, *, full: bool) -> None:
    """Let the file grow no further, as on a full disk, or grow again."""
    database = session.casefile._driver
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages if full else 1_000_000}")


def test_on_a_full_disk_the_figure_stays_in_its_form_and_can_be_kept_later(
    session: Session, theme: Theme, seed: Any, said: list[str], qtbot: Any
) -> None:
    panel = FigurePanel(session, theme, "test")
    qtbot.addWidget(panel)
    long = "Передано тіла полеглих. " * 4000
    panel.begin(
        Prefill(
            event=seed.event, words="1,212", unit=Unit.BODY, category="deceased", sender=seed.russia, receiver=seed.ukraine,
            stage=Stage.TRANSFERRED, claimant=seed.headquarters, source=seed.source, quote=long,
        )
    )  # fmt: skip
    fill_disk(session, full=True)
    panel.form.submit()
    assert len(said) == 1
    assert said[0].endswith(".")
    assert session.casefile.figures() == ()
    assert panel.form.c.number.entry.text() == "1,212"
    assert panel.keep.isEnabled()
    fill_disk(session, full=False)
    panel.form.submit()
    assert [figure.quote for figure in session.casebook.figures] == [long]


def test_an_event_that_changed_elsewhere_is_not_overwritten(
    room: RegisterRoom, session: Session, seed: Any, said: list[str]
) -> None:
    room.show_record(RecordKind.EVENT, seed.event)
    room.record.event_form.place.setText("Chernihiv")
    with session.casefile.act("Elsewhere") as act:
        act.change(seed.event, replace(session.casebook.event[seed.event], place="Belarus"))
    room.record.form.submit()
    assert len(said) == 1
    assert session.casebook.event[seed.event].place == "Belarus"
    assert room.record.event_form.place.text() == "Chernihiv"
    room.record.revert.click()
    assert room.record.event_form.place.text() == "Belarus"
    room.record.note.go_on.click()
    assert room.record.event_form.place.text() == "Chernihiv"
    room.record.form.submit()
    assert session.casebook.event[seed.event].place == "Chernihiv"


def test_a_publisher_that_changed_elsewhere_is_not_overwritten(
    room: RegisterRoom, session: Session, theme: Theme, seed: Any, said: list[str]
) -> None:
    directory = Directory(session, theme, room)
    directory.open()
    directory.choose(RecordKind.PUBLISHER, seed.publisher)
    assert directory.shelf.value == PUBLISHERS
    directory.publisher_form.name.setText("Dnipro Wire Service")
    with session.casefile.act("Elsewhere") as act:
        act.change(seed.publisher, replace(session.casebook.publisher[seed.publisher], reliability="D"))
    directory.form.submit()
    assert len(said) == 1
    assert session.casebook.publisher[seed.publisher].name == "Dnipro Wire"
    assert directory.publisher_form.name.text() == "Dnipro Wire Service"


def test_an_open_figure_follows_what_undo_did_to_it(room: RegisterRoom, session: Session, seed: Any) -> None:
    panel = room.figure
    panel.begin(
        Prefill(
            event=seed.event, words="1,212", unit=Unit.BODY, category="deceased", sender=seed.russia, receiver=seed.ukraine,
            stage=Stage.TRANSFERRED, claimant=seed.headquarters, source=seed.source,
        )
    )  # fmt: skip
    panel.form.submit()
    room.figures.table.choose(lambda _: True)
    room.figures.edit_asked_for.emit()
    panel.form.c.where.setText("paragraph 3")
    panel.form.submit()
    assert session.casebook.figures[0].where == "paragraph 3"
    session.undo()
    assert panel.form.c.where.text() == ""
    assert panel.editing == session.casebook.figures[0].id
    session.undo()
    assert panel.isHidden()


def test_undo_in_a_text_field_is_the_fields_own(window: MainWindow, tmp_path: Any, qtbot: Any) -> None:
    assert window.session.create(tmp_path / "case.handover")
    window.session.run("Add agreement", lambda act: act.add(AgreementDraft(title="Istanbul")))
    window.session.run("Add event", lambda act: act.add(EventDraft(title="First convoy")))
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    title = room.record.form.controls()["title"]
    title.setFocus()
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "s")
    for _ in range(3):
        qtbot.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not room.record.form.is_dirty
    assert len(window.session.casebook.events) == 1
    room.tree.tree.setFocus()
    qtbot.waitUntil(room.tree.tree.hasFocus)
    qtbot.keyClick(room.tree.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.casebook.events == ()


def test_a_casefile_that_is_opened_says_when_its_last_act_was_kept(window: MainWindow, tmp_path: Any) -> None:
    assert window.session.create(tmp_path / "case.handover")
    window.session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    window.files.close()
    assert window.session.open(tmp_path / "case.handover")
    assert window.status.left.text().startswith("Saved ")


def test_a_casefile_that_is_read_only_says_why(window: MainWindow, tmp_path: Any) -> None:
    assert window.session.create(tmp_path / "case.handover")
    window.files.close()
    assert window.session.open(tmp_path / "case.handover", read_only=True)
    assert "read only" in window.status.left.text()
    assert window.parts.safety.reading.reason.text == window.session.casefile.read_only_reason
    assert "(to read)" in window.windowTitle()
