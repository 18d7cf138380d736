"""From an article to its figures, by keyboard: suggestions taken, changed and dismissed, words chosen by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.casefile import RecordKind
from desktop.forms.event_form import EventForm
from desktop.forms.newcomer import NewParty
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.room import SourcesRoom
from figures.comparison import compare
from figures.vocabulary import EventKind, Stage


def test_an_article_becomes_figures_by_keyboard_alone(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, hand: Any
) -> None:
    source = hand.add_by_pasting(article)
    assert session.casefile.source_text(source) == article
    assert hand.focused() is room.pane.text
    found = [one.suggestion.words for one in room.reader.proposals]
    assert len(found) == 5

    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [figure.count.low for figure in session.casebook.figures] == [1245]

    assert hand.focused() is room.pane.text
    hand.press(Qt.Key.Key_E)
    assert hand.focused() is room.figure.form.c.number.entry
    qtbot.keyClicks(hand.focused(), "at least 51")
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    for _ in range(2):
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.focused() is room.pane.text
    assert len(room.reader.proposals) == 1
    hand.press(Qt.Key.Key_X)
    assert room.reader.proposals == ()

    figures = session.casebook.figures
    assert [(one.count.low, one.count.high) for one in figures] == [(1245, 1245), (51, None), (6057, 6057), (6000, 6000)]
    for figure in figures:
        assert figure.anchor is not None
        assert article[figure.anchor.start : figure.anchor.end] == figure.quote
    assert [one.stage for one in figures] == [Stage.TRANSFERRED] * 3 + [Stage.AGREED]
    names = session.casebook.party
    assert figures[0].sender is not None
    assert names[figures[0].sender].name == "Росія"
    assert [line.verdict.value for line in compare(session.casebook).lines]


def test_a_dismissed_suggestion_stays_dismissed_when_the_casefile_is_opened_again(
    qtbot: QtBot, room: SourcesRoom, session: Session, theme: Theme, article: str, hand: Any
) -> None:
    hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    gone = room.reader.chosen_proposal
    hand.press(Qt.Key.Key_X)
    path = session.casefile.path
    session.open(path)
    again = SourcesRoom(session, theme)
    qtbot.addWidget(again)
    again.refresh(None)
    qtbot.waitUntil(lambda: not again.reader.reading)
    assert gone is not None
    assert gone.key not in [one.key for one in again.reader.proposals]
    assert len(again.reader.proposals) == 4
    again.close_workers()


def test_selected_words_become_an_anchored_figure_with_all_that_was_read(
    room: SourcesRoom, session: Session, article: str, hand: Any
) -> None:
    hand.add_by_pasting(article)
    start = article.index("received the bodies")
    end = article.index(" on Monday")
    cursor = room.pane.text.cursor_over(start, end)
    room.pane.text.setTextCursor(cursor)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = room.figure.form
    assert form.c.number.entry.text() == "1\u00a0245"
    assert form.c.stage.value is Stage.TRANSFERRED
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    assert figure.anchor is not None
    assert (figure.anchor.start, figure.anchor.end) == (start, end)
    assert figure.quote == article[start:end]


def test_a_click_on_kept_words_opens_the_figure(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, hand: Any
) -> None:
    hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    assert figure.anchor is not None
    text = room.pane.text
    box = text.cursorRect(text.cursor_over(figure.anchor.start, figure.anchor.start))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=box.center() + QPointF(8, 0).toPoint())
    assert room.figure.editing == figure.id
    assert text.chosen is not None
    assert text.chosen.key == figure.id


def test_a_figure_from_anywhere_opens_its_source_at_the_words(
    room: SourcesRoom, session: Session, article: str, other: str, hand: Any
) -> None:
    first = hand.add_by_pasting(article)
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    hand.add_by_pasting(other, "2025-05-03")
    assert room.list.current != first
    room.show_record(RecordKind.FIGURE, figure.id)
    assert room.list.current == first
    assert room.pane.text.chosen is not None
    assert room.pane.text.chosen.start == article.index("bodies of 1\u00a0245")


def test_an_event_is_made_beside_the_article_that_speaks_of_it(room: SourcesRoom, session: Session, hand: Any) -> None:
    hand.add_by_pasting("Russia handed over 27 bodies, the Coordination Headquarters said.", "2025-05-03")
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    assert not room.figure.new_about.isHidden()
    room.figure.new_about.event_link.click()
    dialog = room.figure.new_about_dialog
    assert dialog is not None
    assert isinstance(dialog.form, EventForm)
    assert dialog.form.kind.value is EventKind.RETURN_OF_REMAINS
    assert dialog.form.date.text() == "2025-05-03"
    dialog.form.submit()
    assert session.casebook.events[-1].date == "2025-05-03"
    assert room.figure.form.c.about.value == ("event", session.casebook.events[-1].id)
    room.figure.form.submit()
    (figure,) = session.casebook.figures
    assert figure.event == session.casebook.events[-1].id


def test_a_party_that_the_casefile_lacks_is_proposed_with_its_side(room: SourcesRoom, session: Session, hand: Any) -> None:
    hand.add_by_pasting("Russia received 51 bodies on Monday, the Russian defence ministry said.")
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    box = room.figure.form.fields["claimant"].findChild(NewParty)
    assert box is not None
    assert not box.isHidden()
    russia = next(one.id for one in session.casebook.parties if one.name == "Росія")
    assert box.belongs_to.value == russia
    box.add.click()
    assert room.figure.form.c.claimant.currentText() == "Russian defence ministry"
    room.figure.form.submit()
    (figure,) = session.casebook.figures
    assert session.casebook.side(figure.claimant) == russia


def test_words_of_a_pdf_are_told_with_their_page(
    qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path, hand: Any
) -> None:
    path = tmp_path / "report.pdf"
    page = Canvas(str(path), invariant=1)
    for line in ("The parties met in the morning.", "Ukraine received 27 bodies, the Coordination Headquarters said."):
        page.drawString(72, 700, line)
        page.showPage()
    page.save()
    hand.drop([path])
    qtbot.waitUntil(lambda: room.adding.active, timeout=20_000)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not room.reader.reading and bool(room.reader.paging.pages))
    hand.press(Qt.Key.Key_J)
    hand.press(Qt.Key.Key_Return)
    assert room.figure.form.c.where.text() == "page 2"


def test_a_half_filled_figure_stays_while_the_list_is_filtered(
    qtbot: QtBot, room: SourcesRoom, session: Session, article: str, other: str, hand: Any
) -> None:
    hand.add_by_pasting(article)
    hand.add_by_pasting(other, "2025-05-03")
    entry = room.figure.form.c.number.entry
    entry.setFocus()
    qtbot.keyClicks(entry, "about 30")
    open_now = room.reader.open
    for text in ("Kyiv", "nothing like it", ""):
        room.list.filter.setText(text)
        room.refresh(None)
        assert entry.text() == "about 30"
    assert open_now is not None
    assert room.reader.open is not None
    assert room.reader.open.source == open_now.source
