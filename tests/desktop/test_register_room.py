"""The Register: what is chosen is shown, what is done can be undone, and ten thousand rows do not slow it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.kind import RecordKind
from db.setting import OBSERVING
from desktop.ask import Question
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.register.directory import CATEGORIES, PUBLISHERS, Directory
from desktop.register.observing import ObservingDialog
from desktop.register.room import RegisterRoom
from desktop.sample import make_sample
from desktop.session import Session
from figures.count import Count
from figures.record import EventDraft, FigureDraft
from figures.vocabulary import Accumulation, Stage, Unit, Vantage


@pytest.fixture
def room(session: Session, theme: Theme, seed: Any, qtbot: Any) -> RegisterRoom:
    made = RegisterRoom(session, theme)
    qtbot.addWidget(made)
    session.changed.connect(made.refresh)
    made.resize(1284, 800)
    made.show()
    made.refresh(None)
    return made


def add_figure(session: Session, seed: Any, words: str = "1,212", **more: Any) -> int:
    number = int(words.replace(",", ""))
    values: dict[str, Any] = {
        "event": seed.event, "words": words, "count": Count.exactly(number), "unit": Unit.BODY, "category": "deceased",
        "sender": seed.russia, "receiver": seed.ukraine, "stage": Stage.TRANSFERRED, "claimant": seed.headquarters,
        "accumulation": Accumulation.INCREMENT, "source": seed.source, "quote": "1212 полеглих",
    }  # fmt: skip
    made = session.run("Add figure", lambda act: act.add(FigureDraft(**(values | more))))
    assert made is not None
    return made


def question(room: RegisterRoom) -> Question:
    return next(dialog for dialog in room.findChildren(Question) if dialog.isVisible())


def test_the_first_event_is_shown_with_its_agreement(room: RegisterRoom, seed: Any) -> None:
    assert room.record.key == (RecordKind.EVENT, seed.event)
    assert room.record.above.text() == "Istanbul"


def test_a_figure_that_is_added_is_listed_with_its_role_and_words(room: RegisterRoom, session: Session, seed: Any) -> None:
    figure = add_figure(session, seed)
    room.show_record(RecordKind.FIGURE, figure)
    row = room.figures.current
    assert row is not None
    assert (row.words, row.role.value, row.grade) == ("1,212", "observed", "B6")
    assert room.figures.words.quote.text() == "1212 полеглих"


def test_a_retracted_figure_stays_listed_and_can_stand_again(room: RegisterRoom, session: Session, seed: Any) -> None:
    figure = add_figure(session, seed)
    room.acts.ask_retract()
    dialog = question(room)
    assert not dialog.act.isEnabled()
    assert dialog.entry is not None
    dialog.entry.setText("typing slip")
    dialog.act.click()
    assert session.casebook.figure[figure].retracted_reason == "typing slip"
    row = room.figures.current
    assert row is not None
    assert row.fallen == "retracted: typing slip"
    assert "of which 1 retracted" in room.figures.count.text()
    room.figures.words.retract.click()
    assert not session.casebook.figure[figure].retracted
    session.undo()
    assert session.casebook.figure[figure].retracted


def test_duplicate_takes_everything_but_the_number(room: RegisterRoom, session: Session, seed: Any) -> None:
    add_figure(session, seed)
    room.figures.duplicate.click()
    form = room.figure.form
    assert form.c.number.entry.text() == ""
    assert form.c.quote.toPlainText() == ""
    assert form.c.stage.value is Stage.TRANSFERRED
    assert form.c.about.value == ("event", seed.event)


def test_return_in_the_table_opens_the_figure(room: RegisterRoom, session: Session, seed: Any, qtbot: Any) -> None:
    figure = add_figure(session, seed)
    room.figures.table.setFocus()
    qtbot.keyClick(room.figures.table, Qt.Key.Key_Return)
    assert room.figure.editing == figure
    assert room.figure.form.c.number.entry.text() == "1,212"


def test_the_links_lead_to_the_other_rooms(room: RegisterRoom, session: Session, seed: Any, qtbot: Any) -> None:
    figure = add_figure(session, seed)
    with qtbot.waitSignal(room.asked_for) as asked:
        room.figures.words.open_words.click()
    assert asked.args == [RecordKind.FIGURE, figure, "sources"]
    with qtbot.waitSignal(room.asked_for) as asked:
        room.figures.words.history.click()
    assert asked.args == [RecordKind.FIGURE, figure, "history"]
    with qtbot.waitSignal(room.asked_for) as asked:
        room.record.show_in_compare.click()
    assert asked.args == [RecordKind.EVENT, seed.event, "compare"]


def test_the_filter_finds_events_and_says_when_it_finds_none(room: RegisterRoom, seed: Any, qtbot: Any) -> None:
    qtbot.keyClicks(room.tree.filter, "convoy")
    assert room.tree.model.find((RecordKind.EVENT, seed.event)).isValid()
    qtbot.keyClicks(room.tree.filter, " nowhere")
    assert room.tree.nothing.isVisible()
    room.show_record(RecordKind.EVENT, seed.event)
    assert room.tree.filter.text() == ""


def test_a_figure_is_found_by_its_claimant(room: RegisterRoom, session: Session, seed: Any, qtbot: Any) -> None:
    add_figure(session, seed)
    add_figure(session, seed, "1,213", claimant=seed.russia)
    qtbot.keyClicks(room.figures.filter, "headquarters")
    assert room.figures.table.rows.rowCount() == 1


def test_an_event_that_is_undone_is_no_longer_shown(room: RegisterRoom, session: Session) -> None:
    made = session.run("Add event", lambda act: act.add(EventDraft(title="Second convoy")))
    room.show_record(RecordKind.EVENT, made or 0)
    assert room.record.title.text() == "Second convoy"
    session.undo()
    assert room.record.title.text() != "Second convoy"


def test_an_empty_register_says_what_goes_there(session: Session, theme: Theme, qtbot: Any) -> None:
    made = RegisterRoom(session, theme)
    qtbot.addWidget(made)
    made.show()
    made.refresh(None)
    first = next(button for button in made.empty.findChildren(QPushButton) if button.text() == "New agreement")
    assert first.isVisible()
    first.click()
    assert made.record.agreement_form.isVisible()


def test_what_is_typed_outlives_an_act_made_elsewhere(room: RegisterRoom, session: Session, seed: Any, qtbot: Any) -> None:
    room.new_figure()
    qtbot.keyClicks(room.figure.form.c.number.entry, "about 1,200")
    room.record.event_form.place.setText("Novi Yarylovychi")
    add_figure(session, seed)
    assert room.figure.form.c.number.entry.text() == "about 1,200"
    assert room.record.event_form.place.text() == "Novi Yarylovychi"


def test_a_publisher_is_graded_and_a_category_added(session: Session, theme: Theme, seed: Any, room: RegisterRoom) -> None:
    directory = Directory(session, theme, room)
    directory.show()
    directory.choose(RecordKind.PUBLISHER, seed.publisher)
    directory.publisher_form.reliability.set_value("A")
    directory.publisher_form.touch("reliability")
    directory.keep.click()
    assert session.casebook.publisher[seed.publisher].reliability == "A"
    assert directory.shelf.value == PUBLISHERS
    directory.shelf.button(CATEGORIES).click()
    directory.category_form.name.setText("women")
    directory.category_form.parent_category.set_value("prisoner_of_war")
    directory.keep.click()
    assert session.casebook.categories.label("women") == "women"
    directory.close()


def test_a_party_that_figures_rest_on_is_not_removed(session: Session, theme: Theme, seed: Any, room: RegisterRoom) -> None:
    add_figure(session, seed)
    directory = Directory(session, theme, room)
    directory.choose(RecordKind.PARTY, seed.headquarters)
    said: list[str] = []
    session.failed.connect(said.append)
    directory._remove(session.casebook.party[seed.headquarters])
    assert len(said) == 1
    assert seed.headquarters in session.casebook.party
    directory.close()


def test_who_could_count_is_a_setting_of_the_casefile(session: Session, theme: Theme, seed: Any, room: RegisterRoom) -> None:
    figure = add_figure(session, seed)
    dialog = ObservingDialog(session, theme, room)
    dialog.boxes[Vantage.RECEIVER].setChecked(False)
    dialog.act.click()
    assert "receiver" not in session.casefile.setting(OBSERVING)
    room.show_record(RecordKind.FIGURE, figure)
    row = room.figures.current
    assert row is not None
    assert row.role.value == "reported"


def test_ten_thousand_figures_are_shown_without_delay(session: Session, theme: Theme, seed: Any, qtbot: Any) -> None:
    def many(act: Any) -> None:
        for number in range(10_000):
            act.add(
                FigureDraft(
                    event=seed.event,
                    words=str(number),
                    count=Count.exactly(number),
                    unit=Unit.BODY,
                    category="deceased",
                    stage=Stage.TRANSFERRED,
                    accumulation=Accumulation.INCREMENT,
                    source=seed.source,
                )
            )

    session.run("Import", many)
    made = RegisterRoom(session, theme)
    qtbot.addWidget(made)
    made.resize(1284, 800)
    made.show()
    began = time.monotonic()
    made.refresh(None)
    made.grab()
    assert time.monotonic() - began < 10
    made.new_figure()
    began = time.monotonic()
    qtbot.keyClicks(made.figure.form.c.number.entry, "1,212")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_scrolls_sideways(window: MainWindow, tmp_path: Path, size: tuple[int, int], qtbot: Any) -> None:
    path = tmp_path / "sample.handover"
    with make_sample(path):
        pass
    window.resize(*size)
    window.open_path(path)
    room = window.show_room("register")
    assert isinstance(room, RegisterRoom)
    for shown in (False, True):
        if shown:
            room.new_figure()
        qtbot.wait(20)
        assert room.figures.table.horizontalScrollBar().maximum() == 0
