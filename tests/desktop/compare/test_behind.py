"""Behind a line of the Compare room: what contradicts what, who says it, and the measure that a researcher chooses."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.kind import RecordKind
from desktop.compare.measure_dialog import MeasureDialog
from desktop.compare.room import CompareRoom
from desktop.compare.row import LineRow
from desktop.look.cell import CELL
from desktop.session import Session
from figures.record import PartyDraft
from figures.vocabulary import PartyKind, Verdict


def choose(room: CompareRoom, verdict: Verdict) -> None:
    assert room.lines.choose(lambda row: isinstance(row, LineRow) and row.line.verdict is verdict)


def test_what_contradicts_stands_in_pairs_with_the_distance(room: CompareRoom) -> None:
    voices = [room.detail._notes.itemAt(at).widget().accessibleName() for at in range(2)]
    assert any("Headquarters" in spoken and "6,060" in spoken and "3 apart" in spoken for spoken in voices)
    assert any("The sum of 5 events" in spoken for spoken in voices)


def test_the_sum_stands_over_the_figures_that_it_adds(room: CompareRoom) -> None:
    voices = [room.detail.voices.rows.row(number) for number in range(room.detail.voices.rows.rowCount())]
    derived = next(voice for voice in voices if voice is not None and voice.figure is None)
    assert derived.words == "6,057"
    assert derived.quote == "1,212 + 3 × 1,200 + 1,245"
    assert sum(1 for voice in voices if voice is not None and voice.under) == 5


def test_return_on_a_voice_asks_for_its_source_at_the_words(room: CompareRoom, book: Any, qtbot: QtBot) -> None:
    assert room.detail.voices.choose(lambda voice: voice.figure == book.total)
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.keyClick(room.detail.voices, Qt.Key.Key_Return)
    assert asked.args == [RecordKind.FIGURE, book.total, "sources"]


def test_a_click_on_the_words_asks_for_the_source(room: CompareRoom, book: Any, qtbot: QtBot) -> None:
    voices = room.detail.voices
    assert voices.choose(lambda voice: voice.figure == book.agreed)
    at = voices.visualRect(voices.rows.index(voices.currentIndex().row(), 5)).center()
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.mouseClick(voices.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [RecordKind.FIGURE, book.agreed, "sources"]


def test_markup_in_a_name_stays_words_everywhere(room: CompareRoom) -> None:
    voices = room.detail.voices
    assert voices.choose(lambda voice: "Minister" in voice.claimant)
    index = voices.rows.index(voices.currentIndex().row(), 2)
    assert index.data(CELL).text == "<b>Minister</b> & son"
    assert "&lt;b&gt;Minister&lt;/b&gt; &amp; son" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_promise_is_made_the_measure_with_a_reason_and_let_go_again(
    room: CompareRoom, book: Any, session: Session, qtbot: QtBot
) -> None:
    voices = room.detail.voices
    assert voices.choose(lambda voice: voice.figure == book.offered)
    qtbot.keyClick(voices, Qt.Key.Key_P)
    dialog = room.findChild(MeasureDialog)
    assert dialog is not None
    assert not dialog.submit.isEnabled()
    qtbot.keyClicks(dialog.reason, "the offer came first")
    qtbot.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    row = room.lines.current
    assert isinstance(row, LineRow)
    assert row.line.verdict is Verdict.MET
    assert row.line.pinned_reason == "the offer came first"
    assert session.casefile.undo_label == "Set the measure"
    assert voices.choose(lambda voice: voice.measure)
    qtbot.keyClick(voices, Qt.Key.Key_P)
    choose(room, Verdict.EXCEEDED)
    assert session.casebook.pins == ()


def test_only_a_standing_promise_of_the_line_can_be_its_measure(room: CompareRoom, book: Any) -> None:
    voices = room.detail.voices
    assert voices.choose(lambda voice: voice.figure == book.total)
    voice = voices.current
    assert voice is not None
    texts = [action.text() for action in voices.menu_for(voice).actions()]
    assert not any("measure" in text for text in texts)


def test_a_change_of_the_casefile_keeps_the_chosen_line(room: CompareRoom, book: Any, session: Session) -> None:
    choose(room, Verdict.SHORT)
    session.run("Rename", lambda act: act.change(book.ukraine, PartyDraft(name="Україна", kind=PartyKind.STATE)))
    row = room.lines.current
    assert isinstance(row, LineRow)
    assert row.direction == "Україна → Russia"


def test_roles_that_disagree_are_flagged_with_the_line(room: CompareRoom) -> None:
    choose(room, Verdict.NOTHING_STATED)
    row = room.lines.currentIndex().row()
    assert room.lines.rows.index(row, 8).data(CELL).spoken.startswith("Roles disagree")
