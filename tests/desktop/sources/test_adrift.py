"""A text that changes: its figures are found again, or said to be adrift."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.sources.room import SourcesRoom


def test_a_changed_text_names_the_figures_that_are_adrift(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, hand: Any
) -> None:
    source = hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    for _ in range(3):
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(session.casebook.figures) == 3
    room.change.begin(source)
    changed = article.replace("took back 51 bodies", "took back its dead")
    room.editor.editor.selectAll()
    room.editor.editor.insertPlainText("Note. " + changed)
    qtbot.keyClick(room.editor.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.casefile.source_text(source) == "Note. " + changed
    assert "1 figure is adrift" in room.pane.notice.text
    assert "“51”" in room.pane.notice.text
    assert "2 quotes were found again" in room.pane.notice.text
    text = session.casefile.source_text(source)
    first, adrift, third = session.casebook.figures
    for figure in (first, third):
        assert figure.anchor is not None
        assert text[figure.anchor.start : figure.anchor.end] == figure.quote
    assert adrift.anchor is not None
    assert adrift.anchor.start == article.index("51 bodies")
    session.undo()
    assert session.casefile.source_text(source) == article
    assert not room.pane.notice.text


def test_an_adrift_figure_is_anchored_anew_by_selecting_its_words(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, hand: Any
) -> None:
    source = hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    changed = article.replace("bodies of 1\u00a0245 soldiers", "1,245 bodies")
    room.change.begin(source)
    room.editor.editor.selectAll()
    room.editor.editor.insertPlainText(changed)
    qtbot.keyClick(room.editor.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opener = next(one for one in room.pane.notice.findChildren(QPushButton) if one.text().startswith("Open"))
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert room.figure.editing == figure.id
    start = changed.index("1,245 bodies")
    room.pane.text.setFocus()
    room.pane.text.setTextCursor(room.pane.text.cursor_over(start, start + 12))
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (mended,) = session.casebook.figures
    assert mended.anchor is not None
    assert (mended.anchor.start, mended.quote) == (start, "1,245 bodies")
    assert not room.pane.notice.text
