"""The Sources room itself: its list, its columns, what it refuses and how it shows what strangers wrote."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.casefile import Act
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.listing.list_pane import SourceList
from desktop.sources.listing.row import SourceRow, fold
from desktop.sources.page.key_hint import KeyHint
from desktop.sources.room import SourcesRoom
from figures.record import SourceDraft


def test_a_source_with_figures_is_not_removed(room: SourcesRoom, session: Session, article: str, hand: Any) -> None:
    hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.reader.open is not None
    room.menu.remove(room.reader.open)
    assert len(session.casebook.sources) == 1
    assert "1" in room.note.text


def test_hostile_titles_and_texts_are_shown_as_written(room: SourcesRoom, session: Session) -> None:
    hostile = "<b>6000</b> &amp; \u202e0006\u202c " + "Ж" * 5000

    def add(act: Act) -> int:
        source = act.add(SourceDraft(title=hostile, authors=("<i>x</i>",), address="javascript:alert(1)"))
        act.keep_text(source, hostile)
        return source

    source = session.run("Add source", add)
    assert source is not None
    room.list.choose(source)
    assert room.pane.text.text == hostile
    assert "\u202e" not in room.pane.text.toPlainText()
    assert room.grab().width() == room.width()


def test_ten_thousand_sources_are_filtered_and_scrolled_in_a_moment(qtbot: QtBot, theme: Theme) -> None:
    rows = [
        SourceRow(id=n, title=f"Весёлые {n}", publisher="", published="", grade="F", folded=fold(f"Весёлые {n}"))
        for n in range(10_000)
    ]
    pane = SourceList(theme)
    qtbot.addWidget(pane)
    pane.resize(292, 700)
    pane.show()
    began = time.perf_counter()
    pane.show_rows(rows)
    pane.view.scrollToBottom()
    pane.choose(9_999)
    pane.filter.setText("веселые 777")
    assert time.perf_counter() - began < 2
    assert pane.model.rowCount() == 19
    qtbot.waitUntil(lambda: bool(pane.view.in_view()))


def test_every_control_of_the_room_has_a_name(room: SourcesRoom, article: str, hand: Any) -> None:
    hand.add_by_pasting(article)
    for button in room.findChildren(QPushButton):
        assert button.accessibleName() or button.text(), button
    assert room.pane.text.accessibleName()
    assert room.list.view.accessibleName()
    assert room.editor.editor.accessibleName()
    cursor = room.pane.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)


def test_its_three_columns_fit_beside_the_rail_of_the_smallest_window(room: SourcesRoom, theme: Theme) -> None:
    assert room.minimumSizeHint().width() <= theme.scaled(1280 - 72)
    hint = room.findChildren(KeyHint)[0]
    assert hint.minimumSizeHint().width() < hint.sizeHint().width()
