"""The page of the Briefings room: it follows the options, can be called off, and keeps its place."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefing.options import BriefingOptions, Section
from desktop.briefings.maker import Job
from desktop.briefings.room import BriefingsRoom
from desktop.session import Session


def test_the_page_is_drawn_and_shown(room: BriefingsRoom, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    assert not room.save.isEnabled()
    assert drawn(room).startswith(b"%PDF")
    assert room.preview.page_count >= 1
    assert room.preview.page.text() == "1"
    assert room.save.isEnabled()


def test_the_page_follows_the_options(room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    first = drawn(room)
    room.form.title.setFocus()
    qtbot.keyClicks(room.form.title, "What arrived")
    assert room.made is None
    assert not room.issue.isEnabled()
    second = drawn(room)
    assert second != first
    assert room.made is not None
    assert room.made.options.title == "What arrived"


def test_the_same_options_give_the_same_bytes(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    first = drawn(room)
    qtbot.keyClicks(room.form.organisation, "x")
    drawn(room)
    qtbot.keyClick(room.form.organisation, Qt.Key.Key_Backspace)
    assert drawn(room) == first


def test_only_the_last_of_many_changes_is_shown(room: BriefingsRoom, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    drawn(room)
    for label in ("One", "Two", "Three"):
        room.form.label.setEditText(label)
        room._pause.stop()
        room._draw()
    drawn(room)
    assert room.made is not None
    assert room.made.options.label == "Three"


def test_a_drawing_can_be_cancelled_and_begun_again(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    drawn(room)
    room.form.label.setEditText("Draft")
    room._pause.stop()
    room._draw()
    room._show_progress()
    assert room.preview.progress.isVisible()
    qtbot.mouseClick(room.preview.progress.cancel, Qt.MouseButton.LeftButton)
    assert not room.preview.progress.isVisible()
    assert room.made is None
    qtbot.mouseClick(room.preview.draw, Qt.MouseButton.LeftButton)
    drawn(room)


def test_of_a_very_large_casefile_the_page_waits_until_it_is_asked_for(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(room)
    monkeypatch.setattr("desktop.briefings.room.DRAWN_UNASKED", 0)
    room.form.label.setEditText("Draft")
    qtbot.waitUntil(room.preview.draw.isVisible)
    assert room.made is None
    assert not room.drawing.busy
    assert not room.issue.isEnabled()
    qtbot.mouseClick(room.preview.draw, Qt.MouseButton.LeftButton)
    assert not room.preview.draw.isVisible()
    drawn(room)
    assert room.made is not None
    assert room.made.options.label == "Draft"


def test_a_wrong_day_stands_under_its_field_and_nothing_is_saved(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    drawn(room)
    qtbot.keyClicks(room.form.as_of, "soon")
    qtbot.waitUntil(lambda: "soon" in room.form._as_of_field.problem)
    assert not room.save.isEnabled()
    room.form.as_of.clear()
    drawn(room)
    assert room.form._as_of_field.problem == ""


def test_a_redraw_keeps_its_place(room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    drawn(room)
    room.form.sections.tick(Section.REGISTER)
    drawn(room)
    bar = room.preview.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    qtbot.wait(20)  # the preview finds its place once the pages are laid out
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    room.form.label.setEditText("Internal")
    drawn(room)
    qtbot.waitUntil(lambda: abs(bar.value() - place) <= 2)


def test_pages_and_zoom_by_their_controls(room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    drawn(room)
    preview = room.preview
    count = preview.page_count
    assert count > 1
    qtbot.mouseClick(preview.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: preview.page.text() == "2")
    preview.page.setFocus()
    preview.page.selectAll()
    qtbot.keyClicks(preview.page, "1")
    qtbot.keyClick(preview.page, Qt.Key.Key_Return)
    assert preview.view.pageNavigator().currentPage() == 0
    before = preview._factor()
    qtbot.mouseClick(preview.closer, Qt.MouseButton.LeftButton)
    assert preview._factor() > before
    qtbot.mouseClick(preview.farther, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(preview.farther, Qt.MouseButton.LeftButton)
    assert preview._factor() < before


def test_hostile_text_is_printed_and_not_obeyed(room: BriefingsRoom, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    room.form.title.setPlainText("<b>&amp;</b> \u202eолень " + "дуже довга назва " * 40)
    room.form.opening.setPlainText("</para><font size=90>x & y")
    assert drawn(room).startswith(b"%PDF")


def test_two_briefings_at_once_do_not_mix_their_letters(filled: Session) -> None:
    wanted = [BriefingOptions(title=f"Титул {number}", language="uk", sections=tuple(Section)) for number in range(4)]
    jobs = [Job(filled.casebook, options, filled.casefile.reader, None) for options in wanted]
    alone = [job(lambda: False) for job in jobs]
    gc.disable()  # as the program does while a thread is at work: what a room left behind goes on the main thread only
    try:
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(lambda job: job(lambda: False), jobs))
    finally:
        gc.enable()
    assert [page.pdf for page in together if page] == [page.pdf for page in alone if page]
    assert len(together) == 4


def test_work_that_is_no_longer_wanted_is_not_begun(filled: Session) -> None:
    job = Job(filled.casebook, BriefingOptions(), filled.casefile.reader, None)
    assert job(lambda: True) is None
