"""The Briefings room: the page follows the options, is saved whole or not at all, and is kept when it is issued."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from briefing.options import BriefingOptions, Section
from db.kind import RecordKind
from desktop.ask import Question
from desktop.briefings.maker import Job
from desktop.briefings.options_form import OptionsForm
from desktop.briefings.room import BriefingsRoom
from desktop.briefings.saver import file_stem
from desktop.briefings.snapshot import changed_since, snapshot_of
from desktop.look.theme import Theme
from desktop.session import Session
from figures.comparison import compare
from figures.count import Count
from figures.record import AgreementDraft, FigureDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Accumulation, Stage, Unit

WAIT = 20_000


def figure(number: int, stage: Stage, **fields: object) -> FigureDraft:
    accumulation = Accumulation.INCREMENT if stage is Stage.AGREED else Accumulation.CUMULATIVE
    return FigureDraft(
        agreement=1,
        words=str(number),
        count=Count.exactly(number),
        unit=Unit.BODY,
        category="deceased",
        sender=1,
        receiver=2,
        stage=stage,
        claimant=2,
        accumulation=accumulation,
        said_on="2025-06-16",
        source=1,
        quote="тіла полеглих",
        **fields,
    )


def fill(session: Session) -> None:
    session.run("Add party", lambda act: act.add(PartyDraft(name="Russia")))
    session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    session.run("Add publisher", lambda act: act.add(PublisherDraft(name="Agency", reliability="B")))
    session.run("Add source", lambda act: act.add(SourceDraft(title="Talks", publisher=1, published="2025-06-16")))
    session.run("Add agreement", lambda act: act.add(AgreementDraft(title="Istanbul", date="2025-06-02")))
    session.run("Add figure", lambda act: act.add(figure(6000, Stage.AGREED)))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, empty: Path) -> Iterator[Session]:
    session = Session("Ірина Савчук")
    assert session.open(shutil.copy(empty, tmp_path / "briefed.handover"))
    yield session
    session.close()


@pytest.fixture
def room(session: Session, theme: Theme, qtbot: QtBot) -> BriefingsRoom:
    fill(session)
    return entered(session, theme, qtbot)


def entered(session: Session, theme: Theme, qtbot: QtBot) -> BriefingsRoom:
    room = BriefingsRoom(session, theme)
    qtbot.addWidget(room)
    session.changed.connect(room.refresh)
    room.refresh(None)
    room.resize(1284, 832)
    room.show()
    room.enter()
    return room


def drawn(room: BriefingsRoom, qtbot: QtBot) -> bytes:
    qtbot.waitUntil(lambda: room.made is not None, timeout=WAIT)
    assert room.made is not None
    return room.made.pdf


def issue(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
    qtbot.mouseClick(room.issue, Qt.MouseButton.LeftButton)
    question = room.findChild(Question)
    assert question is not None
    qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)


def test_the_page_is_drawn_and_shown(room: BriefingsRoom, qtbot: QtBot) -> None:
    assert not room.save.isEnabled()
    assert drawn(room, qtbot).startswith(b"%PDF")
    assert room.preview.page_count >= 1
    assert room.preview.page.text() == "1"
    assert room.save.isEnabled()


def test_the_page_follows_the_options(room: BriefingsRoom, qtbot: QtBot) -> None:
    first = drawn(room, qtbot)
    room.form.title.setFocus()
    qtbot.keyClicks(room.form.title, "What arrived")
    assert room.made is None
    assert not room.issue.isEnabled()
    second = drawn(room, qtbot)
    assert second != first
    assert room.made is not None
    assert room.made.options.title == "What arrived"


def test_the_same_options_give_the_same_bytes(room: BriefingsRoom, qtbot: QtBot) -> None:
    first = drawn(room, qtbot)
    qtbot.keyClicks(room.form.organisation, "x")
    drawn(room, qtbot)
    qtbot.keyClick(room.form.organisation, Qt.Key.Key_Backspace)
    assert drawn(room, qtbot) == first


def test_only_the_last_of_many_changes_is_shown(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
    for label in ("One", "Two", "Three"):
        room.form.label.setEditText(label)
        room._pause.stop()
        room._draw()
    drawn(room, qtbot)
    assert room.made is not None
    assert room.made.options.label == "Three"


def test_a_drawing_can_be_cancelled_and_begun_again(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
    room.form.label.setEditText("Draft")
    room._pause.stop()
    room._draw()
    room._show_progress()
    assert room.preview.progress.isVisible()
    qtbot.mouseClick(room.preview.progress.cancel, Qt.MouseButton.LeftButton)
    assert not room.preview.progress.isVisible()
    assert room.made is None
    qtbot.mouseClick(room._again, Qt.MouseButton.LeftButton)
    drawn(room, qtbot)


def test_a_wrong_day_stands_under_its_field_and_nothing_is_saved(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
    qtbot.keyClicks(room.form.as_of, "soon")
    qtbot.waitUntil(lambda: "soon" in room.form._as_of_field.problem)
    assert not room.save.isEnabled()
    room.form.as_of.clear()
    drawn(room, qtbot)
    assert room.form._as_of_field.problem == ""


def test_the_events_can_be_kept_between_two_days(theme: Theme, qtbot: QtBot) -> None:
    form = OptionsForm(theme)
    qtbot.addWidget(form)
    qtbot.keyClicks(form.first, "2025-06")
    qtbot.keyClicks(form.last, "2025-07")
    options = form.options()
    assert options is not None
    assert (options.first_day, options.last_day) == (dt.date(2025, 6, 1), dt.date(2025, 7, 31))
    form.last.setText("2025-05")
    assert form.options() is None
    assert form._days_field.problem == "The last day lies before the first."
    form.first.setText("x")
    assert form.options() is None
    assert "x" in form._days_field.problem


def test_a_redraw_keeps_its_place(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
    room.form.sections.tick(Section.REGISTER)
    drawn(room, qtbot)
    bar = room.preview.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    qtbot.wait(20)  # the preview finds its place once the pages are laid out
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    room.form.label.setEditText("Internal")
    drawn(room, qtbot)
    qtbot.waitUntil(lambda: abs(bar.value() - place) <= 2)


def test_pages_and_zoom_by_their_controls(room: BriefingsRoom, qtbot: QtBot) -> None:
    drawn(room, qtbot)
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


def test_the_pdf_is_written_whole(room: BriefingsRoom, tmp_path: Path, qtbot: QtBot) -> None:
    pdf = drawn(room, qtbot)
    room.saver.write(tmp_path / "out.pdf", pdf)
    assert (tmp_path / "out.pdf").read_bytes() == pdf
    assert [path.name for path in tmp_path.iterdir() if path.name != "out.pdf" and "out" in path.name] == []


def test_saving_asks_where_and_suggests_the_title(room: BriefingsRoom, tmp_path: Path, qtbot: QtBot) -> None:
    room.form.title.setPlainText("What arrived?")
    pdf = drawn(room, qtbot)
    qtbot.mouseClick(room.save, Qt.MouseButton.LeftButton)
    dialog = room.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "What arrived.pdf"
    dialog.selectFile(str(tmp_path / "chosen.pdf"))
    dialog.accept()
    assert (tmp_path / "chosen.pdf").read_bytes() == pdf
    assert room.preview.status.text() == "Saved as chosen.pdf"


def test_a_folder_that_is_gone_is_said_in_one_sentence(room: BriefingsRoom, tmp_path: Path, qtbot: QtBot) -> None:
    pdf = drawn(room, qtbot)
    with qtbot.waitSignal(room.session.failed) as failed:
        room.saver.write(tmp_path / "gone" / "out.pdf", pdf)
    assert "out.pdf" in failed.args[0]
    assert "Choose another folder" in failed.args[0]


def test_the_casefile_is_never_overwritten_by_a_pdf(room: BriefingsRoom, qtbot: QtBot) -> None:
    pdf = drawn(room, qtbot)
    path = room.session.casefile.path
    before = path.read_bytes()
    with qtbot.waitSignal(room.session.failed):
        room.saver.write(path, pdf)
    assert path.read_bytes() == before


def test_an_issued_briefing_is_kept_with_its_bytes_and_listed(room: BriefingsRoom, qtbot: QtBot) -> None:
    pdf = drawn(room, qtbot)
    issue(room, qtbot)
    assert room.issued.table.isVisible()
    issued = room.session.casefile.issued()
    assert len(issued) == 1
    assert room.session.casefile.briefing_pdf(issued[0].id) == pdf
    assert issued[0].as_of == "2025-06-16"
    assert room.session.casefile.undo_label == "Issue briefing"


def test_what_changed_since_an_issue_is_printed(room: BriefingsRoom, qtbot: QtBot) -> None:
    issue(room, qtbot)
    room.session.run("Add figure", lambda act: act.add(figure(6057, Stage.TRANSFERRED)))
    drawn(room, qtbot)
    room.form.since.setFocus()
    qtbot.keyClick(room.form.since, Qt.Key.Key_Down)
    assert room.form.since.value is not None
    room.form.since.picked.emit(room.form.since.value)
    before = drawn(room, qtbot)
    assert room.made is not None
    assert room.made.options.since is not None
    assert room.made.options.since.snapshot == room.session.casefile.issued()[0].snapshot
    assert b"%PDF" in before


def test_a_preset_is_kept_in_the_casefile_and_taken_up_again(room: BriefingsRoom, qtbot: QtBot) -> None:
    room.form.title.setPlainText("Monthly briefing")
    qtbot.mouseClick(room.presets.keep, Qt.MouseButton.LeftButton)
    question = room.findChild(Question)
    assert question is not None
    entry = question.findChild(QLineEdit)
    assert entry is not None
    qtbot.keyClicks(entry, "Monthly")
    qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)
    assert room.presets.choice.value == "Monthly"
    room.form.title.setPlainText("Something else")
    room.presets.choice.picked.emit("Monthly")
    assert room.form.title.toPlainText() == "Monthly briefing"
    assert room.session.casefile.undo_label == "Save briefing preset"
    room.session.undo()
    assert not room.presets.choice.isEnabled()


def test_what_changed_since_an_issue_is_told(room: BriefingsRoom, qtbot: QtBot) -> None:
    issue(room, qtbot)
    drawn(room, qtbot)
    qtbot.waitUntil(lambda: bool(room.issued.changed), timeout=WAIT)
    assert not next(iter(room.issued.changed.values()))
    room.session.run("Add figure", lambda act: act.add(figure(6057, Stage.TRANSFERRED)))
    drawn(room, qtbot)
    qtbot.waitUntil(lambda: any(room.issued.changed.values()), timeout=WAIT)
    assert next(iter(room.issued.changed.values())).words() == "1 verdict changed, 1 figure added"


def test_an_issued_briefing_is_shown_again_as_it_was(room: BriefingsRoom, qtbot: QtBot) -> None:
    issue(room, qtbot)
    drawn(room, qtbot)
    room.issued.table.setFocus()
    assert room.issued.table.choose(lambda row: row.briefing.pages > 0)
    qtbot.keyClick(room.issued.table, Qt.Key.Key_Return)
    assert room.preview.status.text().startswith("As issued ")
    assert not room.issue.isEnabled()
    qtbot.mouseClick(room._back, Qt.MouseButton.LeftButton)
    assert room.issue.isEnabled()


def test_the_options_are_there_again_the_next_time(room: BriefingsRoom, session: Session, theme: Theme, qtbot: QtBot) -> None:
    room.form.title.setPlainText("Що обіцяли у Стамбулі")
    room.form.language.button("uk").click()
    room.leave()
    again = entered(session, theme, qtbot)
    assert again.form.title.toPlainText() == "Що обіцяли у Стамбулі"
    assert again.form.language.value == "uk"


def test_one_agreement_alone_can_be_chosen(room: BriefingsRoom, qtbot: QtBot) -> None:
    form = room.form
    form.scope.set_value(True)
    form.scope.picked.emit(True)
    assert form.options() is None
    assert "at least one" in form._scope_field.problem
    form.choices.setFocus()
    form.choices.setCurrentRow(0)
    qtbot.keyClick(form.choices, Qt.Key.Key_Space)
    options = form.options()
    assert options is not None
    assert options.agreements == (1,)
    drawn(room, qtbot)


def test_tab_follows_the_reading_order_of_the_form(room: BriefingsRoom, qtbot: QtBot) -> None:
    form = room.form
    form.scope.set_value(True)
    form.scope.picked.emit(True)
    order = [form.scope, form.choices, form.as_of, form.first, form.last, form.title, form.author, form.organisation]
    form.scope.setFocus()
    for before, after in pairwise(order):
        assert QApplication.focusWidget() is before
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_hostile_text_is_printed_and_not_obeyed(room: BriefingsRoom, qtbot: QtBot) -> None:
    room.form.title.setPlainText("<b>&amp;</b> \u202eолень " + "дуже довга назва " * 40)
    room.form.opening.setPlainText("</para><font size=90>x & y")
    assert drawn(room, qtbot).startswith(b"%PDF")


def test_a_casefile_without_figures_says_what_a_briefing_needs(session: Session, theme: Theme, qtbot: QtBot) -> None:
    room = entered(session, theme, qtbot)
    assert room._empty.isVisible()
    qtbot.wait(50)
    assert room.made is None


def test_a_record_of_an_issued_briefing_leads_to_it(room: BriefingsRoom, qtbot: QtBot) -> None:
    issue(room, qtbot)
    drawn(room, qtbot)
    room.show_record(RecordKind.BRIEFING, room.session.casefile.issued()[0].id)
    assert room.preview.status.text().startswith("As issued ")


def test_the_form_gives_back_the_options_that_it_was_given(theme: Theme, qtbot: QtBot) -> None:
    form = OptionsForm(theme)
    qtbot.addWidget(form)
    options = BriefingOptions(
        title="T",
        author="A",
        organisation="O",
        label="L",
        language="uk",
        paper="Letter",
        opening="One\nTwo",
        sections=tuple(Section),
    )
    form.show_options(options)
    assert form.options() == options


def test_a_snapshot_that_cannot_be_read_is_said_to_be(session: Session) -> None:
    fill(session)
    comparison = compare(session.casebook)
    options = BriefingOptions()
    assert changed_since("not json", session.casebook, comparison, options).words() == "cannot be compared"
    snapshot = snapshot_of(session.casebook, comparison, options)
    assert changed_since(snapshot, session.casebook, comparison, options).words() == "Nothing changed"


def test_two_briefings_at_once_do_not_mix_their_letters(session: Session) -> None:
    fill(session)
    wanted = [BriefingOptions(title=f"Титул {number}", language="uk", sections=tuple(Section)) for number in range(4)]
    jobs = [Job(session.casebook, options, session.casefile.reader, None) for options in wanted]
    alone = [job(lambda: False) for job in jobs]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda job: job(lambda: False), jobs))
    assert [page.pdf for page in together if page] == [page.pdf for page in alone if page]
    assert len(together) == 4


def test_work_that_is_no_longer_wanted_is_not_begun(session: Session) -> None:
    fill(session)
    job = Job(session.casebook, BriefingOptions(), session.casefile.reader, None)
    assert job(lambda: True) is None


@pytest.mark.parametrize(
    ("title", "stem"),
    [("What arrived?", "What arrived"), ("a/b\\c:d", "a b c d"), ("...", "briefing"), ("Що обіцяли", "Що обіцяли")],
)
def test_a_title_makes_a_file_name_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem
