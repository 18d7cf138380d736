"""The Compare room as a researcher uses it: lines with their verdicts, filters, the as-of day, who says what, the measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.casefile import Casefile
from db.kind import RecordKind
from desktop.compare.line_cell import direction_cell
from desktop.compare.line_table import DIRECTION
from desktop.compare.measure_dialog import MeasureDialog
from desktop.compare.room import CompareRoom
from desktop.compare.row import Head, LineRow
from desktop.look.cell import CELL
from desktop.look.cell_painter import CellPainter
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import (
    AgreementDraft,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PublisherDraft,
    SourceDraft,
    default_accumulation,
)
from figures.vocabulary import AgreementStatus, EventKind, EventStatus, PartyKind, Stage, Unit, Verdict
from figures.wording import read

DEAD, PRISONERS = "deceased_combatant", "prisoner_of_war"
DAYS = ("11", "13", "14", "15", "16")
CAME = ("1,212", "1,200", "1,200", "1,200", "1,245")


class Istanbul:
    """The Istanbul agreement with its five returns of bodies, and one exchange outside it; ids by name."""

    def __init__(self, path: Path) -> None:
        self.casefile = Casefile.create(path, author="Test")
        self.russia = self.add(PartyDraft(name="Russia", kind=PartyKind.STATE))
        self.ukraine = self.add(PartyDraft(name="Ukraine", kind=PartyKind.STATE))
        self.headquarters = self.add(PartyDraft(name="Headquarters", kind=PartyKind.ORGAN, belongs_to=self.ukraine))
        self.minister = self.add(PartyDraft(name="<b>Minister</b> & son", kind=PartyKind.PERSON, belongs_to=self.ukraine))
        publisher = self.add(PublisherDraft(name="Agency", reliability="B"))
        self.source = self.add(SourceDraft(title="Talks", publisher=publisher, published="2025-06-02"))
        self.agreement = self.add(
            AgreementDraft(
                title="Istanbul",
                date="2025-06-02",
                status=AgreementStatus.COMPLETED,
                status_on="2025-06-16",
                undertakings="A commission.",
            )
        )
        self.there, self.back = (self.russia, self.ukraine), (self.ukraine, self.russia)
        self.agreed = self.figure("6000", DEAD, Stage.AGREED, self.there, claimant=self.russia, quote="six thousand")
        self.offered = self.figure("more than 6000", DEAD, Stage.OFFERED, self.there, claimant=self.russia)
        self.figure("6000", DEAD, Stage.AGREED, self.back, claimant=self.ukraine)
        self.crossing = self.event("Crossing", "2025-06-07", EventStatus.POSTPONED)
        self.figure("1212", DEAD, Stage.PRESENTED, self.there, self.crossing, claimant=self.russia, said_on="2025-06-07")
        for day, words in zip(DAYS, CAME, strict=True):
            event = self.event(f"Return {day}", f"2025-06-{day}")
            said = f"2025-06-{day}"
            self.figure(words, DEAD, Stage.TRANSFERRED, self.there, event, claimant=self.headquarters, said_on=said)
        self.total = self.figure(
            "6,057", DEAD, Stage.TRANSFERRED, self.there, claimant=self.headquarters, said_on="2025-06-16", quote="6057 тіл"
        )
        self.figure("6,060", DEAD, Stage.TRANSFERRED, self.there, claimant=self.minister, said_on="2025-06-16")
        self.figure("78", DEAD, Stage.TRANSFERRED, self.back, claimant=self.russia, said_on="2025-06-16")
        exchange = self.event("Exchange", "2024-12-30", outside=True, kind=EventKind.PRISONER_EXCHANGE)
        said = "2024-12-30"
        self.figure("189", PRISONERS, Stage.TRANSFERRED, self.there, exchange, claimant=self.ukraine, said_on=said)
        self.figure("150", PRISONERS, Stage.TRANSFERRED, self.there, exchange, claimant=self.russia, said_on=said)
        self.casefile.close()

    def add(self, draft: object) -> int:
        with self.casefile.act("Add") as act:
            return act.add(draft)

    def event(
        self,
        title: str,
        date: str,
        status: EventStatus = EventStatus.COMPLETED,
        *,
        outside: bool = False,
        kind: EventKind = EventKind.RETURN_OF_REMAINS,
    ) -> int:
        agreement = None if outside else self.agreement
        return self.add(EventDraft(title=title, date=date, status=status, agreement=agreement, kind=kind))

    def figure(
        self, words: str, category: str, stage: Stage, way: tuple[int, int], event: int | None = None, **fields: object
    ) -> int:
        found = read(words)
        fields.setdefault("said_on", "2025-06-02")
        return self.add(
            FigureDraft(
                agreement=self.agreement if event is None else None,
                event=event,
                words=words,
                count=found.count,
                bound=found.bound,
                unit=Unit.BODY if category == DEAD else Unit.PERSON,
                category=category,
                sender=way[0],
                receiver=way[1],
                stage=stage,
                accumulation=default_accumulation(stage, on_event=event is not None),
                source=self.source,
                **fields,
            )
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Istanbul, bytes]:
    path = tmp_path_factory.mktemp("made") / "istanbul.handover"
    book = Istanbul(path)
    return book, path.read_bytes()


@pytest.fixture
def session(made: tuple[Istanbul, bytes], tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    path = tmp_path / "istanbul.handover"
    path.write_bytes(made[1])
    session = Session("Test")
    assert session.open(path)
    yield session
    session.close()


@pytest.fixture
def book(made: tuple[Istanbul, bytes]) -> Istanbul:
    return made[0]


@pytest.fixture
def room(session: Session, theme: Theme, qtbot: QtBot) -> CompareRoom:
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    session.changed.connect(room.refresh)
    room.refresh(None)
    room.resize(1284, 832)
    room.show()
    room.enter()
    return room


def shown(room: CompareRoom) -> list[str]:
    """Title, direction and verdict of every line in sight; heads by their title alone."""
    rows = [room.lines.rows.row(number) for number in range(room.lines.rows.rowCount())]
    return [
        row.title if isinstance(row, Head) else f"{row.title}, {row.direction}: {row.line.verdict.value}"
        for row in rows
        if isinstance(row, Head | LineRow)
    ]


def choose(room: CompareRoom, verdict: Verdict) -> None:
    assert room.lines.choose(lambda row: isinstance(row, LineRow) and row.line.verdict is verdict)


def test_an_agreement_heads_its_lines_and_its_events_are_folded_away(room: CompareRoom) -> None:
    assert shown(room) == [
        "Istanbul",
        "Deceased combatants, Russia → Ukraine: exceeded",
        "Deceased combatants, Ukraine → Russia: short",
        "Events outside agreements",
        "Exchange, Russia → Ukraine: nothing_stated",
    ]


def test_the_first_line_is_chosen_and_its_sentence_shown(room: CompareRoom) -> None:
    assert room.detail.headline.text() == "Exceeded by 57 to 60"
    assert "6,057 or 6,060 bodies received" in room.detail.sentence.text()


def test_right_unfolds_the_events_of_an_agreement_and_left_folds_them(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.lines, Qt.Key.Key_Up)
    qtbot.keyClick(room.lines, Qt.Key.Key_Right)
    assert "Crossing, Russia → Ukraine: nothing_stated" in shown(room)
    assert len(shown(room)) == 11
    qtbot.keyClick(room.lines, Qt.Key.Key_Left)
    assert len(shown(room)) == 5


def test_a_click_on_a_head_unfolds_it(room: CompareRoom, qtbot: QtBot) -> None:
    at = room.lines.visualRect(room.lines.rows.index(0, 0)).center()
    qtbot.mouseClick(room.lines.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(shown(room)) == 11


def test_left_on_a_line_of_an_event_goes_to_its_agreement(room: CompareRoom, qtbot: QtBot) -> None:
    room.lines.fold_asked.emit(1)
    assert room.lines.choose(lambda row: isinstance(row, LineRow) and row.inside)
    qtbot.keyClick(room.lines, Qt.Key.Key_Left)
    assert isinstance(room.lines.current, Head)


def test_an_agreement_that_is_chosen_tells_its_undertakings(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room.lines, Qt.Key.Key_Up)
    assert room.detail.headline.text() == "Istanbul"
    told = [room.detail._notes.itemAt(at).widget().text() for at in range(room.detail._notes.count())]
    assert "Undertakings without a figure: A commission." in told
    assert not room.detail.voices.isVisible()


def test_typing_filters_the_lines_at_once(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "short")
    qtbot.waitUntil(lambda: len(shown(room)) == 2)
    assert shown(room)[1].endswith("short")


def test_filters_by_verdict_party_and_category(room: CompareRoom, book: Istanbul) -> None:
    room.filters.verdict.set_value(Verdict.NOTHING_STATED)
    room.filters.filter_changed.emit()
    assert shown(room)[0] == "Istanbul"
    assert "Exchange, Russia → Ukraine: nothing_stated" in shown(room)
    room.filters.clear()
    room.filters.category.set_value("person")
    room.filters.filter_changed.emit()
    assert shown(room) == ["Events outside agreements", "Exchange, Russia → Ukraine: nothing_stated"]
    room.filters.clear()
    room.filters.agreement.set_value(book.agreement)
    room.filters.filter_changed.emit()
    assert shown(room)[0] == "Istanbul"
    assert len(shown(room)) == 3


def test_a_filter_that_fits_nothing_says_so_and_can_be_lifted(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "zebra")
    qtbot.waitUntil(lambda: room.pages.no_match.isVisible())
    room.filters.clear()
    assert len(shown(room)) == 5
    assert room.lines.isVisible()


def test_a_filter_by_what_only_an_event_says_unfolds_the_agreement(room: CompareRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.filters.text, "crossing")
    qtbot.waitUntil(lambda: shown(room) == ["Istanbul", "Crossing, Russia → Ukraine: nothing_stated"])


def test_an_as_of_day_shows_what_was_known_by_its_end(room: CompareRoom, qtbot: QtBot) -> None:
    room.filters.day.setFocus()
    qtbot.keyClicks(room.filters.day, "2025-06-11")
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Return)
    row = room.lines.rows.row(1)
    assert isinstance(row, LineRow)
    assert row.line.observed is not None
    assert row.line.observed.count.low == 1212
    assert row.line.verdict is Verdict.OUTSTANDING


def test_a_wrong_day_is_said_under_its_field_and_changes_nothing(room: CompareRoom, qtbot: QtBot) -> None:
    before = shown(room)
    qtbot.keyClicks(room.filters.day, "9 June")
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Return)
    assert room.filters.problem.isVisible()
    assert "9 June" in room.filters.problem.text()
    assert shown(room) == before
    qtbot.keyClick(room.filters.day, Qt.Key.Key_Escape)
    assert not room.filters.problem.isVisible()
    assert room.filters.day.text() == ""


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


def test_return_on_a_voice_asks_for_its_source_at_the_words(room: CompareRoom, book: Istanbul, qtbot: QtBot) -> None:
    assert room.detail.voices.choose(lambda voice: voice.figure == book.total)
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.keyClick(room.detail.voices, Qt.Key.Key_Return)
    assert asked.args == [RecordKind.FIGURE, book.total, "sources"]


def test_a_click_on_the_words_asks_for_the_source(room: CompareRoom, book: Istanbul, qtbot: QtBot) -> None:
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
    room: CompareRoom, book: Istanbul, session: Session, qtbot: QtBot
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


def test_only_a_standing_promise_of_the_line_can_be_its_measure(room: CompareRoom, book: Istanbul) -> None:
    voices = room.detail.voices
    assert voices.choose(lambda voice: voice.figure == book.total)
    voice = voices.current
    assert voice is not None
    texts = [action.text() for action in voices.menu_for(voice).actions()]
    assert not any("measure" in text for text in texts)


def test_a_change_of_the_casefile_keeps_the_chosen_line(room: CompareRoom, book: Istanbul, session: Session) -> None:
    choose(room, Verdict.SHORT)
    session.run("Rename", lambda act: act.change(book.ukraine, PartyDraft(name="Україна", kind=PartyKind.STATE)))
    row = room.lines.current
    assert isinstance(row, LineRow)
    assert row.direction == "Україна → Russia"


def test_roles_that_disagree_are_flagged_with_the_line(room: CompareRoom) -> None:
    choose(room, Verdict.NOTHING_STATED)
    row = room.lines.currentIndex().row()
    assert room.lines.rows.index(row, 8).data(CELL).spoken.startswith("Roles disagree")


def test_the_record_asked_for_is_chosen_and_unfolded(room: CompareRoom, book: Istanbul) -> None:
    room.show_record(RecordKind.EVENT, book.crossing)
    row = room.lines.current
    assert isinstance(row, LineRow)
    assert row.title == "Crossing"


def test_the_status_says_how_much_is_shown(room: CompareRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.noted) as noted:
        room.enter()
    assert noted.args == ["9 lines  ·  1 contested  ·  1 flagged  ·  as of 16 June 2025"]


def test_an_empty_casefile_says_what_goes_here(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    session = Session("Test")
    assert session.create(tmp_path / "empty.handover")
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    room.refresh(None)
    room.show()
    assert room.pages.empty.isVisible()
    with qtbot.waitSignal(room.asked_for) as asked:
        qtbot.mouseClick(room.pages.empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert asked.args[2] == "register"
    session.close()


def test_a_large_casefile_is_compared_in_the_background(
    session: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.compare.whole_lines.LARGE", 1)
    room = CompareRoom(session, theme)
    qtbot.addWidget(room)
    room.show()
    room.refresh(None)
    assert room.progress.isVisible()
    qtbot.waitUntil(lambda: len(shown(room)) == 5)
    assert not room.progress.isVisible()
    assert session.held_comparison(None) is not None


def test_tab_follows_the_reading_order(room: CompareRoom, qtbot: QtBot) -> None:
    filters = room.filters
    order = (filters.agreement, filters.party, filters.category, filters.verdict, filters.text, filters.day, room.lines)
    filters.agreement.setFocus()
    for before, after in pairwise((*order, room.detail.voices)):
        assert QApplication.focusWidget() is before
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_every_control_has_a_name_to_be_spoken(room: CompareRoom) -> None:
    filters = room.filters
    controls = (filters.agreement, filters.party, filters.category, filters.verdict, filters.text, filters.day)
    for control in (*controls, room.lines, room.detail.voices, room.detail.chart.view):
        assert control.accessibleName()
    assert "6,057" in room.detail.chart.view.accessibleDescription()


def test_directions_have_the_width_of_their_words_out_of_what_names_and_bars_can_spare(room: CompareRoom, theme: Theme) -> None:
    table, row = room.lines, room.lines.current
    assert isinstance(row, LineRow)
    table.resize(theme.scaled(1284), theme.scaled(500))
    short, long = (replace(row, title="Persons", direction=way) for way in ("A → B", "Houthis → Government of Yemen"))
    table.show_lines(room.session.casebook, [short])
    before = table.columnWidth(DIRECTION)
    table.show_lines(room.session.casebook, [short, long])
    needed = CellPainter(theme).width(direction_cell(long)) + theme.scaled(16)
    assert table.columnWidth(DIRECTION) >= needed > before
    assert sum(table.columnWidth(number) for number in range(9)) <= table.viewport().width()
