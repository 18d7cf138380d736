"""The Sources room used as a person uses it: an article comes in, its figures are taken from its words, all by keyboard."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.casefile import Act, RecordKind
from desktop.forms.event_form import EventForm
from desktop.forms.newcomer import NewParty
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.listing.list_pane import SourceList
from desktop.sources.listing.row import SourceRow, fold
from desktop.sources.page.key_hint import KeyHint
from desktop.sources.room import SourcesRoom
from figures.comparison import compare
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind, Stage

ARTICLE = """Kyiv, 16 June 2025. Ukraine received the bodies of 1\u00a0245 soldiers on Monday, the Coordination\
 Headquarters said.

Russia took back 51 bodies on the same day. In total Ukraine has received 6,057 bodies since the Istanbul talks.

At the talks of 2 June Russia agreed to hand over 6,000 bodies. 😀 A list of 339 children was handed over too.
"""
OTHER = "Одесса, 3 мая. Украина вернула 27 тел, сообщил Координационный штаб.\n"


def begin(act: Act) -> bool:
    act.add(PublisherDraft(name="Dnipro Wire", reliability="C"))
    act.add(PartyDraft(name="Росія", kind=PartyKind.STATE))
    ukraine = act.add(PartyDraft(name="Ukraine", native_name="Україна", kind=PartyKind.STATE))
    act.add(PartyDraft(name="Coordination Headquarters", kind=PartyKind.ORGAN, belongs_to=ukraine))
    agreement = act.add(AgreementDraft(title="Istanbul", date="2025-06-02", status=AgreementStatus.UNDER_WAY))
    act.add(
        EventDraft(
            title="Fifth convoy",
            date="2025-06-16",
            agreement=agreement,
            kind=EventKind.RETURN_OF_REMAINS,
            status=EventStatus.COMPLETED,
        )
    )
    return True


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, session: Session) -> Iterator[SourcesRoom]:
    session.run("Begin", begin)
    made = SourcesRoom(session, theme)
    qtbot.addWidget(made)
    session.changed.connect(made.refresh)
    made.resize(1280, 700)
    made.show()
    made.refresh(None)
    made.enter()
    yield made
    made.leave()
    made.close_workers()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(), key, modifier)


def add_by_pasting(qtbot: QtBot, room: SourcesRoom, text: str, published: str = "2025-06-16") -> int:
    """Ctrl+V, the day typed into its field, Ctrl+Return: as the hand does it."""
    before = len(room.session.casebook.sources)
    QApplication.clipboard().setText(text)
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.adding.active)
    form = room.source.source_form
    assert focused() is form.title
    for _ in range(12):
        if focused() is form.published:
            break
        press(qtbot, Qt.Key.Key_Tab)
    assert focused() is form.published
    qtbot.keyClicks(form.published, published)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(room.session.casebook.sources) == before + 1
    qtbot.waitUntil(lambda: not room.reader.reading)
    return room.list.current


def test_an_article_becomes_figures_by_keyboard_alone(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    source = add_by_pasting(qtbot, room, ARTICLE)
    assert session.casefile.source_text(source) == ARTICLE
    assert focused() is room.pane.text
    found = [one.suggestion.words for one in room.reader.proposals]
    assert len(found) == 5

    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [figure.count.low for figure in session.casebook.figures] == [1245]

    assert focused() is room.pane.text
    press(qtbot, Qt.Key.Key_E)
    assert focused() is room.figure.form.c.number.entry
    qtbot.keyClicks(focused(), "at least 51")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    for _ in range(2):
        press(qtbot, Qt.Key.Key_Return)
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focused() is room.pane.text
    assert len(room.reader.proposals) == 1
    press(qtbot, Qt.Key.Key_X)
    assert room.reader.proposals == ()

    figures = session.casebook.figures
    assert [(one.count.low, one.count.high) for one in figures] == [(1245, 1245), (51, None), (6057, 6057), (6000, 6000)]
    for figure in figures:
        assert figure.anchor is not None
        assert ARTICLE[figure.anchor.start : figure.anchor.end] == figure.quote
    assert [one.stage for one in figures] == [Stage.TRANSFERRED] * 3 + [Stage.AGREED]
    names = session.casebook.party
    assert figures[0].sender is not None
    assert names[figures[0].sender].name == "Росія"
    assert [line.verdict.value for line in compare(session.casebook).lines]


def test_a_dismissed_suggestion_stays_dismissed_when_the_casefile_is_opened_again(
    qtbot: QtBot, room: SourcesRoom, session: Session, theme: Theme
) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    gone = room.reader.chosen_proposal
    press(qtbot, Qt.Key.Key_X)
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
    qtbot: QtBot, room: SourcesRoom, session: Session
) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    start = ARTICLE.index("received the bodies")
    end = ARTICLE.index(" on Monday")
    cursor = room.pane.text.cursor_over(start, end)
    room.pane.text.setTextCursor(cursor)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = room.figure.form
    assert form.c.number.entry.text() == "1\u00a0245"
    assert form.c.stage.value is Stage.TRANSFERRED
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    assert figure.anchor is not None
    assert (figure.anchor.start, figure.anchor.end) == (start, end)
    assert figure.quote == ARTICLE[start:end]


def test_a_click_on_kept_words_opens_the_figure(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    assert figure.anchor is not None
    text = room.pane.text
    box = text.cursorRect(text.cursor_over(figure.anchor.start, figure.anchor.start))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=box.center() + QPointF(8, 0).toPoint())
    assert room.figure.editing == figure.id
    assert text.chosen is not None
    assert text.chosen.key == figure.id


def test_a_figure_from_anywhere_opens_its_source_at_the_words(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    first = add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    add_by_pasting(qtbot, room, OTHER, "2025-05-03")
    assert room.list.current != first
    room.show_record(RecordKind.FIGURE, figure.id)
    assert room.list.current == first
    assert room.pane.text.chosen is not None
    assert room.pane.text.chosen.start == ARTICLE.index("bodies of 1\u00a0245")


def test_a_changed_text_names_the_figures_that_are_adrift(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    source = add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Return)
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(session.casebook.figures) == 3
    room.change.begin(source)
    changed = ARTICLE.replace("took back 51 bodies", "took back its dead")
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
    assert adrift.anchor.start == ARTICLE.index("51 bodies")
    session.undo()
    assert session.casefile.source_text(source) == ARTICLE
    assert not room.pane.notice.text


def test_an_adrift_figure_is_anchored_anew_by_selecting_its_words(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    source = add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (figure,) = session.casebook.figures
    changed = ARTICLE.replace("bodies of 1\u00a0245 soldiers", "1,245 bodies")
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
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (mended,) = session.casebook.figures
    assert mended.anchor is not None
    assert (mended.anchor.start, mended.quote) == (start, "1,245 bodies")
    assert not room.pane.notice.text


def test_the_same_text_twice_is_noticed(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    first = add_by_pasting(qtbot, room, ARTICLE)
    add_by_pasting(qtbot, room, OTHER, "2025-05-03")
    QApplication.clipboard().setText(ARTICLE)
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(room.note.text))
    assert "is in the casefile already" in room.note.text
    assert not room.adding.active
    opener = next(one for one in room.note.findChildren(QPushButton) if one.text() == "Open it")
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert room.list.current == first
    assert len(session.casebook.sources) == 2


def test_files_are_dropped_read_and_kept_with_their_bytes(
    qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes("<html><head><title>Тіла</title></head><body><p>Україна отримала 27 тіл.</p></body></html>".encode())
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"\x00\x01\x02" * 100)
    drop(room, [page, wrong, tmp_path])
    qtbot.waitUntil(lambda: room.adding.active)
    assert "wrong.bin" in room.note.text
    assert "is a folder" in room.note.text
    assert room.source.source_form.title.text() == "Тіла"
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (source,) = session.casebook.sources
    assert source.copy is not None
    assert session.casefile.stored_copy(source.copy.sha256) == page.read_bytes()
    assert "27 тіл" in session.casefile.source_text(source.id)


def drop(room: SourcesRoom, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    move = Qt.DropAction.CopyAction
    room.dropEvent(QDropEvent(QPointF(5, 5), move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def test_many_files_can_be_kept_as_they_were_read(qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path) -> None:
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"note-{number}.txt")
        paths[-1].write_text(f"Day {number}. Ukraine received {number + 20} bodies.", encoding="utf-8")
    drop(room, paths)
    qtbot.waitUntil(lambda: room.adding.active)
    assert room.source.keep_all.text() == "Keep all 5 as read"
    qtbot.mouseClick(room.source.keep_all, Qt.MouseButton.LeftButton)
    assert len(session.casebook.sources) == 5
    session.undo()
    assert len(session.casebook.sources) == 0
    assert room.columns.is_empty


def test_a_half_added_source_is_kept_and_offered_again(qtbot: QtBot, room: SourcesRoom, session: Session, theme: Theme) -> None:
    QApplication.clipboard().setText(ARTICLE)
    press(qtbot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.adding.active)
    room.source.source_form.title.selectAll()
    qtbot.keyClicks(room.source.source_form.title, "Five bodies & <b>one</b> list")
    press(qtbot, Qt.Key.Key_Escape)
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
    assert session.casefile.source_text(source.id) == ARTICLE
    assert source.copy is not None
    assert not session.casefile.drafts()
    again.close_workers()


def test_reading_many_files_can_be_cancelled(qtbot: QtBot, room: SourcesRoom, tmp_path: Path) -> None:
    paths = []
    for number in range(200):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text("Ukraine received 20 bodies. " * 50 + str(number), encoding="utf-8")
    with qtbot.waitSignal(room.adding.intake.finished, timeout=20_000) as caught:
        drop(room, paths)
        room.list.progress.cancel.click()
    assert len(caught.args[0]) < 200
    assert not room.adding.intake.busy


def test_an_empty_clipboard_is_said_in_one_sentence(qtbot: QtBot, room: SourcesRoom) -> None:
    QApplication.clipboard().setText("  \n")
    room.paste()
    assert room.note.text.startswith("There is no text on the clipboard.")


def test_a_source_with_figures_is_not_removed(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.reader.open is not None
    room.menu.remove(room.reader.open)
    assert len(session.casebook.sources) == 1
    assert "1" in room.note.text


def test_hostile_titles_and_texts_are_shown_as_written(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
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


def test_every_control_of_the_room_has_a_name(qtbot: QtBot, room: SourcesRoom) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    for button in room.findChildren(QPushButton):
        assert button.accessibleName() or button.text(), button
    assert room.pane.text.accessibleName()
    assert room.list.view.accessibleName()
    assert room.editor.editor.accessibleName()
    cursor = room.pane.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)


def test_an_event_is_made_beside_the_article_that_speaks_of_it(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    add_by_pasting(qtbot, room, "Russia handed over 27 bodies, the Coordination Headquarters said.", "2025-05-03")
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
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


def test_a_party_that_the_casefile_lacks_is_proposed_with_its_side(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    add_by_pasting(qtbot, room, "Russia received 51 bodies on Monday, the Russian defence ministry said.")
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
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


def test_words_of_a_pdf_are_told_with_their_page(qtbot: QtBot, room: SourcesRoom, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    page = Canvas(str(path), invariant=1)
    for line in ("The parties met in the morning.", "Ukraine received 27 bodies, the Coordination Headquarters said."):
        page.drawString(72, 700, line)
        page.showPage()
    page.save()
    drop(room, [path])
    qtbot.waitUntil(lambda: room.adding.active, timeout=20_000)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not room.reader.reading and bool(room.reader.paging.pages))
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_Return)
    assert room.figure.form.c.where.text() == "page 2"


def test_a_half_filled_figure_stays_while_the_list_is_filtered(qtbot: QtBot, room: SourcesRoom, session: Session) -> None:
    add_by_pasting(qtbot, room, ARTICLE)
    add_by_pasting(qtbot, room, OTHER, "2025-05-03")
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


def test_its_three_columns_fit_beside_the_rail_of_the_smallest_window(room: SourcesRoom, theme: Theme) -> None:
    assert room.minimumSizeHint().width() <= theme.scaled(1280 - 72)
    hint = room.findChildren(KeyHint)[0]
    assert hint.minimumSizeHint().width() < hint.sizeHint().width()
