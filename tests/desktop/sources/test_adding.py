"""Sources come in: pasted, dropped, many at once, called off, offered again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.room import SourcesRoom


def test_the_same_text_twice_is_noticed(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, other: str, hand: Any
) -> None:
    first = hand.add_by_pasting(article)
    hand.add_by_pasting(other, "2025-05-03")
    QApplication.clipboard().setText(article)
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(room.note.text))
    assert "is in the casefile already" in room.note.text
    assert not room.adding.active
    opener = next(one for one in room.note.findChildren(QPushButton) if one.text() == "Open it")
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert room.list.current == first
    assert len(session.casebook.sources) == 2


def test_files_are_dropped_read_and_kept_with_their_bytes(
    qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path, hand: Any
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes("<html><head><title>Тіла</title></head><body><p>Україна отримала 27 тіл.</p></body></html>".encode())
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"\x00\x01\x02" * 100)
    hand.drop([page, wrong, tmp_path])
    qtbot.waitUntil(lambda: room.adding.active)
    assert "wrong.bin" in room.note.text
    assert "is a folder" in room.note.text
    assert room.source.source_form.title.text() == "Тіла"
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (source,) = session.casebook.sources
    assert source.copy is not None
    assert session.casefile.stored_copy(source.copy.sha256) == page.read_bytes()
    assert "27 тіл" in session.casefile.source_text(source.id)


def test_many_files_can_be_kept_as_they_were_read(
    qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path, hand: Any
) -> None:
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"note-{number}.txt")
        paths[-1].write_text(f"Day {number}. Ukraine received {number + 20} bodies.", encoding="utf-8")
    hand.drop(paths)
    qtbot.waitUntil(lambda: room.adding.active)
    assert room.source.keep_all.text() == "Keep all 5 as read"
    qtbot.mouseClick(room.source.keep_all, Qt.MouseButton.LeftButton)
    assert len(session.casebook.sources) == 5
    session.undo()
    assert len(session.casebook.sources) == 0
    assert room.columns.is_empty


def test_a_half_added_source_is_kept_and_offered_again(
    qtbot: QtBot, room: SourcesRoom, session: Session, theme: Theme, article: str, hand: Any
) -> None:
    QApplication.clipboard().setText(article)
    hand.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.adding.active)
    room.source.source_form.title.selectAll()
    qtbot.keyClicks(room.source.source_form.title, "Five bodies & <b>one</b> list")
    hand.press(Qt.Key.Key_Escape)
    assert not session.casebook.sources
    again = SourcesRoom(session, theme)
    qtbot.addWidget(again)
    again.resize(1280, 700)
    again.show()
    again.refresh(None)
    assert again.waits
    again.go_on()
    assert again.source.source_form.title.text() == "Five bodies & <b>one</b> list"
    again.source.source_form.submit()
    (source,) = session.casebook.sources
    assert session.casefile.source_text(source.id) == article
    assert source.copy is not None
    assert not session.casefile.drafts()
    again.close_workers()


def test_reading_many_files_can_be_cancelled(qtbot: QtBot, room: SourcesRoom, tmp_path: Path, hand: Any) -> None:
    paths = []
    for number in range(200):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text("Ukraine received 20 bodies. " * 50 + str(number), encoding="utf-8")
    with qtbot.waitSignal(room.adding.intake.finished, timeout=20_000) as caught:
        hand.drop(paths)
        room.list.progress.cancel.click()
    assert len(caught.args[0]) < 200
    assert not room.adding.intake.busy


def test_an_empty_clipboard_is_said_in_one_sentence(room: SourcesRoom) -> None:
    QApplication.clipboard().setText("  \n")
    room.paste()
    assert room.note.text.startswith("There is no text on the clipboard.")
