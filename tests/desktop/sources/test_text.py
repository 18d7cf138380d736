"""The words of a source on the screen: nothing hidden, nothing obeyed, every offset true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from pytestqt.qtbot import QtBot

from desktop.look.shown import BIDI_CONTROLS, STAND_IN, editable, edited, visible
from desktop.look.theme import Theme
from desktop.sources.page.mark import MarkKind, TextMark
from desktop.sources.page.mark_label import suggestion_label
from desktop.sources.page.shown_text import ShownText
from desktop.sources.page.source_text import SourceText
from figures.reading import suggest
from figures.vocabulary import Role

HOSTILE = "".join(BIDI_CONTROLS) + "\r\n\f\x00\x1b\ufdd0\ufffc\u2028\u2029\x85"
TEXT = "Обмін 😀 відбувся.\n\nRussia handed over \u202e6000\u202c bodies on Monday, and received <b>27</b> &amp; more."


def type_letter(pane: SourceText, letter: str) -> None:
    """A key as a keyboard of any script sends it."""
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QCoreApplication.sendEvent(pane, event)


@given(st.text(alphabet=st.characters() | st.sampled_from(HOSTILE + "😀𝟞")))
def test_what_is_shown_has_a_character_for_each_of_the_text(text: str) -> None:
    shown = ShownText(text)
    assert len(shown.shown) == len(text)
    for offset in range(len(text) + 1):
        assert shown.offset(shown.position(offset)) == offset


def test_controls_that_turn_text_round_are_shown_and_not_obeyed() -> None:
    for control in BIDI_CONTROLS:
        assert visible(f"a{control}6000") == f"a{STAND_IN}6000"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from(HOSTILE.replace("\u2029", "") + "\u00a0")))
def test_an_editor_gives_back_every_character_it_was_given(text: str) -> None:
    assert edited(editable(text)) == text


def test_offsets_on_the_screen_are_those_of_the_text(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.show_text("A title", TEXT)
    start = TEXT.index("6000")
    pane.setTextCursor(pane.cursor_over(start, start + 4))
    assert pane.selected() == (start, start + 4)


def test_copied_words_are_those_of_the_source(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.show_text("A title", TEXT)
    pane.selectAll()
    assert pane.createMimeDataFromSelection().text() == TEXT


def test_markup_in_a_source_is_shown_as_written(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.show_text("<h1>A title</h1>", TEXT)
    assert "<b>27</b> &amp; more" in pane.toPlainText()


def test_a_selection_is_taken_without_the_blanks_around_it(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.show_text("", "received  27 bodies ")
    pane.moveCursor(QTextCursor.MoveOperation.End)
    pane.moveCursor(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
    assert pane.selected() == (0, 19)


def test_a_mark_is_found_under_its_own_words_only(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.resize(600, 400)
    pane.show()
    pane.show_text("A title", TEXT)
    start = TEXT.index("27")
    mark = TextMark(kind=MarkKind.KEPT, key=7, start=start, end=start + 2, role=Role.OBSERVED)
    pane.show_marks((mark,))
    box = pane.cursorRect(pane.cursor_over(start, start))
    inside = QPointF(box.x() + 3, box.center().y())
    assert pane.mark_at(inside) == mark
    assert pane.mark_at(QPointF(box.x() - 40, box.center().y())) is None
    assert [line.marks for line in pane.visible_marks()] == [(mark,)]


def test_the_letters_of_reading_work_on_a_cyrillic_keyboard(qtbot: QtBot, theme: Theme) -> None:
    pane = SourceText(theme)
    qtbot.addWidget(pane)
    pane.show_text("", TEXT)
    for letter, signal, told in (("о", pane.stepped, [1]), ("k", pane.stepped, [-1])):
        with qtbot.waitSignal(signal) as caught:
            type_letter(pane, letter)
        assert caught.args == told
    with qtbot.waitSignal(pane.dismissed):
        type_letter(pane, "ч")
    with qtbot.waitSignal(pane.edited):
        type_letter(pane, "у")
    with qtbot.waitSignal(pane.taken):
        qtbot.keyClick(pane, Qt.Key.Key_Return)


def test_a_suggestion_says_how_sure_it_is_and_which_words_decided_it() -> None:
    first, other = suggest("Russia is ready to hand over more than 6,000 bodies. On Monday 1,212 were brought to the border.")
    assert suggestion_label(first).splitlines()[1:3] == [
        "Sure",
        "Decided by: category “bodies”, stage “ready”, from “Russia”",
    ]
    assert suggestion_label(other).splitlines()[1] == "Not sure: look at it closely"
    assert suggestion_label(other).splitlines()[-1].startswith("Taken from elsewhere in the text: ")
