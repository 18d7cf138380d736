"""A casefile too large to be read whole: the same screens, which read what they show; held against what a small one shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import first_lines
from db.book import OpenBook
from db.kind import RecordKind
from db.page import FigureOrder
from desktop.briefings.room import BriefingsRoom
from desktop.compare.room import CompareRoom
from desktop.compare.row import Head, LineRow
from desktop.forms.picker import Picker
from desktop.forms.supply import offer_abouts, offer_sources
from desktop.look.theme import Theme
from desktop.register.directory import Directory
from desktop.register.follow import what_follows
from desktop.register.room import RegisterRoom
from desktop.register.tree import TreePane
from desktop.register.tree_model import ALL_FIGURES
from desktop.sample import make_sample
from desktop.session import Session
from desktop.sources.room import SourcesRoom
from figures.comparison import compare, compare_on
from figures.count import Count
from figures.day import Day
from figures.record import Agreement, AgreementDraft, Casebook, EventDraft, FigureDraft, PartyDraft
from figures.vocabulary import Corroboration, PartyKind, Unit


@pytest.fixture
def large(tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    path = tmp_path / "sample.handover"
    with make_sample(path):
        pass
    session = Session("Test", large=0)
    assert session.open(path)
    yield session
    session.close()


@pytest.fixture
def register(large: Session, theme: Theme, qtbot: QtBot) -> RegisterRoom:
    room = RegisterRoom(large, theme)
    qtbot.addWidget(room)
    large.changed.connect(room.refresh)
    room.resize(1284, 800)
    room.show()
    room.refresh(None)
    return room


def lines_of(room: CompareRoom) -> list[tuple[Any, ...]]:
    rows = [room.lines.rows.row(at) for at in range(room.lines.rows.rowCount())]
    return [row.line.key for row in rows if isinstance(row, LineRow)]


def test_an_open_book_answers_as_the_whole_casebook_does(large: Session) -> None:
    book, whole = large.book, large.casefile.casebook()
    assert isinstance(book, OpenBook)
    assert [book.figure[one.id] for one in whole.figures] == list(whole.figures)
    assert [book.source[one.id] for one in whole.sources] == list(whole.sources)
    assert (book.parties, book.publishers, book.pins) == (whole.parties, whole.publishers, whole.pins)
    assert (book.categories.nodes, book.observing) == (whole.categories.nodes, whole.observing)
    assert book.last_figure() == whole.last_figure()
    for one in whole.agreements:
        assert book.events_of(one.id) == whole.events_of(one.id)
        assert book.figures_about(agreement=one.id) == whole.figures_about(agreement=one.id)
    for source in whole.sources:
        assert book.figures_from(source.id) == whole.figures_from(source.id)
    assert 999_999 not in book.figure
    assert len(book.event) == len(whole.events)


def test_a_part_of_a_book_is_compared_as_the_whole_is(large: Session) -> None:
    whole = large.casefile.casebook()
    comparison = compare(whole)
    day = Day(comparison.as_of, comparison.asked)
    book = large.book
    assert isinstance(book, OpenBook)
    for agreement in whole.agreements:
        part = compare_on(book.part(agreement=agreement.id), day, agreement=agreement.id)
        assert part.lines == compare(whole, agreement=agreement.id).lines
    for event in whole.events_of(None):
        part = compare_on(book.part(event=event.id), day)
        assert [line for line in part.lines if line.event == event.id] == [
            line for line in comparison.lines if line.event == event.id
        ]


def test_an_act_is_seen_in_the_book_after_it(large: Session) -> None:
    before = large.book
    held = before.agreement
    made = large.run("Add event", lambda act: act.add(EventDraft(title="Late convoy")))
    assert large.book is not before
    assert large.book.event[made or 0].title == "Late convoy"
    assert held is not large.book.agreement


def test_the_register_shows_the_record_where_work_goes_on(register: RegisterRoom, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: register.tree.current is not None)
    assert register.record.key == register.tree.current
    assert register.figures.table.rows.rowCount() > 0


def test_what_is_chosen_before_anything_stands_beside_the_tree_stays_chosen(register: RegisterRoom, large: Session) -> None:
    key = (RecordKind.AGREEMENT, large.casefile.agreements()[0].id)
    register.tree.choose(key)
    assert (register.tree.current, register.record.key) == (key, key)


def test_a_figure_asked_for_before_anything_stands_beside_the_tree_is_chosen_then(
    register: RegisterRoom, large: Session
) -> None:
    figure = large.casefile.figures()[3]
    register.show_record(RecordKind.FIGURE, figure.id)
    assert register.place == (RecordKind.FIGURE, figure.id)
    assert register.figures.current is not None
    assert register.figures.current.figure.id == figure.id
    assert register.record.key == register.tree.current


def test_a_long_register_counts_its_figures_after_its_first_rows(
    large: Session, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.register.tree_model.LITTLE", 0)
    pane = TreePane(large, theme)
    qtbot.addWidget(pane)
    pane.refresh()
    said = [pane.model.data(pane.model.index(0))]
    pane.model.count_figures()
    said.append(pane.model.data(pane.model.index(0)))
    assert said == ["All figures; –", f"All figures; {len(large.casefile.figures())} figures"]


def test_the_tree_stands_where_work_goes_on_before_it_is_seen(large: Session, theme: Theme, qtbot: QtBot) -> None:
    room = RegisterRoom(large, theme)
    qtbot.addWidget(room)
    stood: list[int] = []
    room.tree.tree.painted.connect(lambda: stood.append(room.tree.tree.verticalScrollBar().value()))
    room.resize(1284, 300)
    room.refresh(None)
    room.show()
    qtbot.waitUntil(lambda: room._middle is not None and room.record.key is not None)
    qtbot.waitUntil(lambda: len(stood) > 1)
    assert stood[0] > 0
    assert set(stood) == {stood[0]}


def test_the_tree_folds_and_unfolds_by_its_keys(register: RegisterRoom, large: Session, qtbot: QtBot) -> None:
    tree, model = register.tree.tree, register.tree.model
    agreement = large.casefile.agreements()[0].id
    register.tree.choose((RecordKind.AGREEMENT, agreement))
    rows = model.rowCount()
    events = len(large.casefile.events(agreement=agreement))
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert model.rowCount() == rows - events
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert model.rowCount() == rows
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert register.tree.current is not None
    assert register.tree.current[0] is RecordKind.EVENT
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert register.tree.current == (RecordKind.AGREEMENT, agreement)


@pytest.mark.parametrize(
    ("column", "order", "value"),
    [
        (1, FigureOrder.NUMBER, lambda _, one: (one.count.low, one.count.high is None, one.count.high or 0)),
        (6, FigureOrder.SAID_ON, Casebook.said_on),
    ],
)
def test_all_figures_are_listed_in_the_order_of_a_column(
    register: RegisterRoom, large: Session, qtbot: QtBot, column: int, order: FigureOrder, value: Callable[..., Any]
) -> None:
    register.tree.choose(ALL_FIGURES)
    every = register.middle.every
    whole = large.casefile.casebook()
    assert every.table.long.rowCount() == len(whole.figures)
    every.table.order_asked.emit(column)
    qtbot.waitUntil(lambda: every.table.long.sorted_by == (column, False))
    wanted = sorted(whole.figures, key=lambda one: (value(whole, one), one.id))
    assert list(every.table.long.paged.keys) == [one.id for one in wanted]
    assert list(large.pages.figures_by(order)) == [one.id for one in wanted]
    every.table.order_asked.emit(column)
    qtbot.waitUntil(lambda: every.table.long.sorted_by == (column, True))
    assert list(every.table.long.paged.keys) == [one.id for one in reversed(wanted)]


def test_all_figures_can_be_filtered_and_lead_to_their_record(register: RegisterRoom, large: Session, qtbot: QtBot) -> None:
    register.tree.choose(ALL_FIGURES)
    every = register.middle.every
    whole = len(large.casefile.figures())
    every.filter.setText("bodies")
    qtbot.waitUntil(lambda: 0 < every.table.long.rowCount() < whole)
    row = every.current
    assert row is not None
    every.table.opened.emit(row)
    assert not register.middle.shows_every
    chosen = register.figures.current
    assert chosen is not None
    assert chosen.figure.id == row.figure.id


def test_a_field_finds_one_of_many_sources_by_its_words(large: Session, theme: Theme, qtbot: QtBot) -> None:
    picker = Picker(theme, "Source")
    qtbot.addWidget(picker)
    offer_sources(picker, large.book)
    source = large.casefile.sources()[0]
    picker.set_value(source.id)
    assert picker.value == source.id
    picker.line.clear()
    qtbot.keyClicks(picker.line, source.title.split()[0])
    assert picker.count() > 0
    assert picker.value is None
    texts = [picker.itemText(at) for at in range(picker.count())]
    picker.setEditText(next(text for text in texts if source.title[:20] in text))
    assert picker.value == source.id
    offer_abouts(picker, large.book)
    event = large.casefile.events()[0]
    picker.set_value(("event", event.id))
    assert picker.value == ("event", event.id)


def test_the_sources_of_a_large_casefile_are_listed_and_filtered(large: Session, theme: Theme, qtbot: QtBot) -> None:
    room = SourcesRoom(large, theme)
    qtbot.addWidget(room)
    room.resize(1284, 800)
    room.show()
    room.refresh(None)
    whole = large.casefile.casebook()
    latest = sorted(whole.sources, key=lambda one: (one.published, one.id), reverse=True)
    qtbot.waitUntil(lambda: room.list.model.rowCount() == len(latest))
    shown = [room.list.model.row_at(room.list.model.index(at)).id for at in range(len(latest))]
    assert shown == [one.id for one in latest]
    room.list.filter.setText(latest[0].title.split()[0])
    qtbot.waitUntil(lambda: 0 < room.list.model.rowCount() < len(latest))
    room.close_workers()


def test_each_record_of_a_large_register_says_what_it_says_in_a_small_one(register: RegisterRoom, large: Session) -> None:
    whole = large.casefile.casebook()
    lines = compare(whole).lines
    records = (*whole.agreements, *whole.events)
    said = {}
    for record in records:
        agreement, event = (record.id, None) if isinstance(record, Agreement) else (record.agreement, record.id)
        said[type(record), record.id] = what_follows(record, first_lines.lines_of(large.casefile, agreement, event))
    assert said == {(type(record), record.id): what_follows(record, lines) for record in records}
    assert len({sentence for sentence in said.values() if sentence}) > 20


def test_the_sentence_of_a_large_registers_record_comes_beside_it_and_follows_acts(
    register: RegisterRoom, large: Session, qtbot: QtBot
) -> None:
    whole = large.casefile.casebook()
    figure = next(one for one in whole.figures if one.event and compare(whole).states[one.id].standing)
    assert figure.event is not None
    event = whole.event[figure.event]
    register.show_record(RecordKind.EVENT, event.id)
    wanted = what_follows(event, compare(whole).lines)
    qtbot.waitUntil(lambda: register.record.follows.text() == wanted)
    large.run("Retract", lambda act: act.change(figure.id, _draft(figure, retracted=True, retracted_reason="wrong")))
    after = what_follows(event, compare(large.casefile.casebook()).lines)
    assert after != wanted
    qtbot.waitUntil(lambda: register.record.follows.text() == after)


def test_a_briefing_of_a_large_casefile_is_made_of_what_its_thread_reads(large: Session, theme: Theme, qtbot: QtBot) -> None:
    room = BriefingsRoom(large, theme)
    qtbot.addWidget(room)
    room.refresh(None)
    room.show()
    qtbot.waitUntil(lambda: room.made is not None, timeout=20_000)
    assert room.made is not None
    assert room.made.comparison == compare(large.casefile.casebook(), None)
    assert large._casebook is None


def test_the_directory_of_a_large_casefile_counts_without_reading_it(large: Session, theme: Theme, qtbot: QtBot) -> None:
    whole = large.casefile.casebook()
    window = QWidget()
    qtbot.addWidget(window)
    directory = Directory(large, theme, window)
    shown = [directory.table.rows.row(at) for at in range(directory.table.rows.rowCount())]
    assert {row.name: row.used for row in shown if row} == {
        party.name: str(sum(figure.claimant == party.id for figure in whole.figures)) for party in whole.parties
    }
    directory.choose(RecordKind.PUBLISHER, whole.publishers[0].id)
    assert directory.title.text() == whole.publishers[0].name
    assert large._casebook is None


def test_a_large_comparison_has_the_lines_of_a_small_one(large: Session, theme: Theme, qtbot: QtBot) -> None:
    room = CompareRoom(large, theme)
    qtbot.addWidget(room)
    room.resize(1280, 860)
    room.show()
    room.refresh(None)
    wait_for_rows(room, qtbot)
    comparison = compare(large.casefile.casebook())
    assert room.flow.counts.lines == len(comparison.lines)
    for head in [row for at in range(len(room.flow)) if isinstance(row := room.flow.row(at), Head)]:
        if head.agreement is not None and head.folds and not head.unfolded:
            room.flow.fold(head.agreement)
    wait_for_rows(room, qtbot)
    assert lines_of(room) == [line.key for line in comparison.lines]
    assert room.detail.voices.rows.rowCount() > 0
    verdict = comparison.lines[0].verdict
    room.filters.verdict.set_value(verdict)
    room.filters.filter_changed.emit()
    fitting = [line.key for line in comparison.lines if line.verdict is verdict]
    qtbot.waitUntil(lambda: room.flow.shown == len(fitting))
    assert lines_of(room) == fitting
    room.flow.stop()


def wait_for_rows(room: CompareRoom, qtbot: QtBot) -> None:
    """Until every line is computed and has gone through the filter, which lets all of them through."""
    qtbot.waitUntil(lambda: room.flow.is_complete and room.flow.shown == room.flow.counts.lines)


def keys_of(room: CompareRoom, qtbot: QtBot) -> list[tuple[Any, ...]]:
    """Every line, those folded away too, as the flow's rows have them."""
    for head in [row for at in range(len(room.flow)) if isinstance(row := room.flow.row(at), Head)]:
        if head.agreement is not None and head.folds and not head.unfolded:
            room.flow.fold(head.agreement)
    wait_for_rows(room, qtbot)
    return [(row.line.key, row.line.verdict) for at in range(len(room.flow)) if isinstance(row := room.flow.row(at), LineRow)]


Deed = Callable[[Any, Casebook], object]
FOLLOWED: dict[str, Deed] = {
    "a number": lambda act, book: act.change(1, _draft(book.figures[0], count=Count.exactly(99_999), words="99999")),
    "a new line": lambda act, book: act.add(_draft(book.figures[0], category="civilian", unit=Unit.PERSON, corrects=None)),
    "a retraction": lambda act, book: act.change(2, _draft(book.figures[1], retracted=True, retracted_reason="wrong")),
    "an event of its own": lambda act, book: act.change(book.events[0].id, _draft(book.events[0], agreement=None)),
    "another date": lambda act, book: act.change(book.events[0].id, _draft(book.events[0], date="1999-01-01")),
    "an older agreement": lambda act, book: act.change(book.agreements[-1].id, _draft(book.agreements[-1], date="1990")),
    "a side": lambda act, book: act.change(book.parties[0].id, _draft(book.parties[0], kind=PartyKind.MEDIA)),
}


@pytest.mark.parametrize("deed", FOLLOWED)
def test_a_large_comparison_follows_acts_and_says_what_it_would_say_from_nothing(
    deed: str, large: Session, theme: Theme, qtbot: QtBot
) -> None:
    room = CompareRoom(large, theme)
    qtbot.addWidget(room)
    room.resize(1280, 860)
    room.show()
    room.refresh(None)
    large.changed.connect(room.refresh)
    wait_for_rows(room, qtbot)
    keys_of(room, qtbot)
    book = large.casefile.casebook()
    large.run(deed, lambda act: FOLLOWED[deed](act, book))
    for _ in range(2):
        wait_for_rows(room, qtbot)
        comparison = compare(large.casefile.casebook())
        assert keys_of(room, qtbot) == [(line.key, line.verdict) for line in comparison.lines]
        counts = room.flow.counts
        contested = sum(line.corroboration is Corroboration.CONTESTED for line in comparison.lines)
        flagged = sum(bool(line.flags) for line in comparison.lines)
        assert (counts.lines, counts.contested, counts.flagged) == (len(comparison.lines), contested, flagged)
        large.undo()
    room.flow.stop()


def test_after_an_act_only_the_touched_lines_are_computed_and_shown(large: Session, theme: Theme, qtbot: QtBot) -> None:
    room = CompareRoom(large, theme)
    qtbot.addWidget(room)
    room.show()
    room.refresh(None)
    qtbot.waitUntil(lambda: room.flow.is_complete)
    room.hide()
    begun: list[object] = []
    room.flow.begun.connect(lambda: begun.append(1))
    book = large.casefile.casebook()
    large.run("Change", lambda act: act.change(1, _draft(book.figures[0], note="seen again")))
    room.refresh(large.casefile.last_changes)
    room.show()
    assert room.flow.is_complete
    assert begun == []
    room.flow.stop()


def _draft(record: Any, **changed: Any) -> Any:
    """The record without its key and identity, with these fields changed."""
    form = next(form for form in (EventDraft, AgreementDraft, PartyDraft, FigureDraft) if isinstance(record, form))
    return form(**{**{one.name: getattr(record, one.name) for one in fields(form)}, **changed})
