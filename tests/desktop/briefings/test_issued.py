"""Briefings that were issued: kept with their bytes, listed, shown again, and compared with the casefile of today."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from briefing.options import BriefingOptions
from db.kind import RecordKind
from desktop.briefings.room import BriefingsRoom
from desktop.briefings.snapshot import changed_since, snapshot_of
from desktop.session import Session
from figures.comparison import compare
from figures.record import FigureDraft
from figures.vocabulary import Stage


def test_an_issued_briefing_is_kept_with_its_bytes_and_listed(
    room: BriefingsRoom, drawn: Callable[[BriefingsRoom], bytes], issue: Callable[[BriefingsRoom], None]
) -> None:
    pdf = drawn(room)
    issue(room)
    assert room.issued.table.isVisible()
    issued = room.session.casefile.issued()
    assert len(issued) == 1
    assert room.session.casefile.briefing_pdf(issued[0].id) == pdf
    assert issued[0].as_of == "2025-06-16"
    assert room.session.casefile.undo_label == "Issue briefing"


def test_what_changed_since_an_issue_is_printed(
    room: BriefingsRoom,
    qtbot: QtBot,
    drawn: Callable[[BriefingsRoom], bytes],
    figure: Callable[..., FigureDraft],
    issue: Callable[[BriefingsRoom], None],
) -> None:
    issue(room)
    room.session.run("Add figure", lambda act: act.add(figure(6057, Stage.TRANSFERRED)))
    drawn(room)
    room.form.since.setFocus()
    qtbot.keyClick(room.form.since, Qt.Key.Key_Down)
    assert room.form.since.value is not None
    room.form.since.picked.emit(room.form.since.value)
    before = drawn(room)
    assert room.made is not None
    assert room.made.options.since is not None
    assert room.made.options.since.snapshot == room.session.casefile.issued()[0].snapshot
    assert b"%PDF" in before


def test_what_changed_since_an_issue_is_told(
    room: BriefingsRoom,
    qtbot: QtBot,
    drawn: Callable[[BriefingsRoom], bytes],
    figure: Callable[..., FigureDraft],
    issue: Callable[[BriefingsRoom], None],
) -> None:
    issue(room)
    drawn(room)
    qtbot.waitUntil(lambda: bool(room.issued.changed))
    assert not next(iter(room.issued.changed.values()))
    room.session.run("Add figure", lambda act: act.add(figure(6057, Stage.TRANSFERRED)))
    drawn(room)
    qtbot.waitUntil(lambda: any(room.issued.changed.values()))
    assert next(iter(room.issued.changed.values())).words() == "1 verdict changed, 1 figure added"


def test_an_issued_briefing_is_shown_again_as_it_was(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes], issue: Callable[[BriefingsRoom], None]
) -> None:
    issue(room)
    drawn(room)
    room.issued.table.setFocus()
    assert room.issued.table.choose(lambda row: row.briefing.pages > 0)
    qtbot.keyClick(room.issued.table, Qt.Key.Key_Return)
    assert room.preview.status.text().startswith("As issued ")
    assert not room.issue.isEnabled()
    qtbot.mouseClick(room._back, Qt.MouseButton.LeftButton)
    assert room.issue.isEnabled()


def test_a_record_of_an_issued_briefing_leads_to_it(
    room: BriefingsRoom, drawn: Callable[[BriefingsRoom], bytes], issue: Callable[[BriefingsRoom], None]
) -> None:
    issue(room)
    drawn(room)
    room.show_record(RecordKind.BRIEFING, room.session.casefile.issued()[0].id)
    assert room.preview.status.text().startswith("As issued ")


def test_a_snapshot_that_cannot_be_read_is_said_to_be(filled: Session) -> None:
    comparison = compare(filled.casebook)
    options = BriefingOptions()
    assert changed_since("not json", filled.casebook, comparison, options).words() == "cannot be compared"
    snapshot = snapshot_of(filled.casebook, comparison, options)
    assert changed_since(snapshot, filled.casebook, comparison, options).words() == "Nothing changed"
