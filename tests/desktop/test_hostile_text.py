"""Text of a source or a stranger's casefile is shown and never obeyed: no markup, no picture fetched, no line turned round.

Every widget of every room and dialog is looked at, so that one made tomorrow is looked at too.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostility import FILE_NAME, HOSTILE, LONG, MARKUP, WORD, check, fits, hostile, obeyed, walk
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from db import backup
from db.casefile import Act, Casefile
from db.error import DiskFault
from db.hold import Holder
from db.result import Fault, FaultKind, IssuedDraft
from desktop.ask import Question
from desktop.look.label import label
from desktop.look.shown import visible, visible_line
from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.merging.merge_pages import COMES_IN
from desktop.passphrase.acts import KeptDialog
from desktop.passphrase.asking import ask_passphrase
from desktop.passphrase.choosing import ChangeDialog
from desktop.room import ROOMS
from desktop.safety.fault_dialog import FaultDialog
from desktop.safety.held_question import HeldQuestion
from desktop.tables.mapping_dialog import MappingDialog
from figures.category import Category
from figures.count import Count
from figures.record import AgreementDraft, Casebook, EventDraft, FigureDraft, PartyDraft, PinDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Accumulation, EventKind, PartyKind, Stage, Unit


def fill(act: Act) -> None:
    """One of everything, each with a hostile name."""
    publisher = act.add(PublisherDraft(name=hostile("publisher"), reliability="B"))
    russia = act.add(PartyDraft(name=hostile("Russia"), kind=PartyKind.STATE, native_name=HOSTILE))
    ukraine = act.add(PartyDraft(name=hostile("Ukraine"), kind=PartyKind.STATE))
    organ = act.add(PartyDraft(name=hostile("Headquarters"), kind=PartyKind.ORGAN, belongs_to=ukraine))
    act.add_category(Category("hostile", "person", hostile("category")))
    source = act.add(
        SourceDraft(
            publisher=publisher, title=hostile("source"), authors=(HOSTILE,), published="2025-06-16", language="en",
            address="https://a.example/<b>", note=HOSTILE,
        )
    )  # fmt: skip
    act.keep_text(source, f"{HOSTILE}\nRussia handed over more than 6,000 {HOSTILE} bodies of Ukrainian soldiers.")
    agreement = act.add(
        AgreementDraft(
            title=hostile("agreement"), date="2025-06-02", place=HOSTILE, parties=(russia, ukraine), undertakings=HOSTILE,
            note=HOSTILE,
        )
    )  # fmt: skip
    event = act.add(
        EventDraft(
            title=hostile("event"), agreement=agreement, date="2025-06-11", kind=EventKind.RETURN_OF_REMAINS, place=HOSTILE,
            note=HOSTILE,
        )
    )  # fmt: skip
    act.add(EventDraft(title=LONG, agreement=agreement, date="2025-06-12"))
    about = {"unit": Unit.BODY, "category": "deceased", "sender": russia, "receiver": ukraine, "source": source}
    about |= {"accumulation": Accumulation.INCREMENT}
    promised = FigureDraft(
        agreement=agreement, words="more than 6,000", count=Count(6001, None), stage=Stage.AGREED, claimant=organ,
        quote=HOSTILE, where=HOSTILE, note=HOSTILE, vantage_reason="", **about,
    )  # fmt: skip
    measure = act.add(promised)
    act.add(
        FigureDraft(
            event=event, words="1,212", count=Count.exactly(1212), stage=Stage.TRANSFERRED, claimant=organ, quote=HOSTILE,
            where=HOSTILE, retracted=True, retracted_on="2025-07-01", retracted_reason=HOSTILE, **about,
        )
    )  # fmt: skip
    act.add(
        FigureDraft(
            event=event, words="900", count=Count.exactly(900), stage=Stage.TRANSFERRED, claimant=russia, quote=HOSTILE, **about
        )
    )
    act.add(PinDraft(agreement=agreement, category="deceased", sender=russia, receiver=ukraine, figure=measure, reason=HOSTILE))


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / f"a<b>b \u202ecases & co {FILE_NAME}.handover"
    with Casefile.create(path, author=HOSTILE) as casefile:
        with casefile.act(hostile("act"), reason=HOSTILE) as act:
            fill(act)
        with casefile.act("Issue briefing") as act:
            act.keep_briefing(IssuedDraft(title=hostile("briefing"), label="<b>", fingerprint="0" * 64, pages=1, pdf=b"%PDF"))
    assert window.session.open(path)
    return window


@pytest.mark.parametrize("name", ROOMS)
def test_no_room_obeys_what_stands_in_a_casefile(opened: MainWindow, name: str, qtbot: Any) -> None:
    room = opened.show_room(name)
    assert room is not None
    qtbot.wait(300)
    check(opened)
    for view in room.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            for row in range(min(view.model().rowCount(), 6)):
                view.setCurrentIndex(view.model().index(row, 0))
                qtbot.wait(10)
                check(opened)
    assert not opened.grab().isNull()


def test_the_figure_form_and_its_lists_obey_nothing(opened: MainWindow, qtbot: Any) -> None:
    opened.show_room("register")
    opened.acts.new_figure.trigger()
    qtbot.wait(50)
    check(opened)


def test_the_title_the_bar_and_the_acts_to_undo_obey_nothing(opened: MainWindow) -> None:
    assert not obeyed(opened.windowTitle())
    opened.session.run(hostile("label"), lambda act: act.add(PartyDraft(name="Belarus")))
    check(opened)
    opened.files.close()
    check(opened)
    opened._recent_menu.aboutToShow.emit()
    check(opened._recent_menu)


def test_no_dialog_obeys_what_it_is_told(opened: MainWindow, qtbot: Any) -> None:
    opened.parts.dialogs.show_directory()
    opened.parts.dialogs.show_observing()
    opened.parts.safety.show_backups()
    opened.session.failed.emit(hostile("sentence"))
    opened.parts.safety.unopened(opened.session.casefile.path.with_name("\u202e<b>x.handover"), DiskFault(hostile("why")))
    HeldQuestion(opened.theme, opened, hostile("name"), Holder(author=HOSTILE, host="x", process=1)).open()
    fault = Fault(FaultKind.LAW, hostile("fault"), HOSTILE)
    FaultDialog(opened.theme, opened, hostile("file"), (fault,), may_write=True).open()
    room = opened.show_room("register")
    assert room is not None
    figure = opened.session.casebook.figures[0]
    room.acts.retracting.ask(figure, hostile("words"))
    qtbot.wait(300)
    for dialog in opened.findChildren(QDialog):
        check(dialog)
        fits(dialog)
    assert len(opened.findChildren(Question)) >= 4


@pytest.fixture
def theirs(opened: MainWindow, tmp_path: Path) -> Path:
    """A colleague's casefile under a hostile name: the same records were changed there and here."""
    path = opened.session.casefile.backup(tmp_path / f"c<b>c \u202eolleague & co {FILE_NAME}.handover")
    with (
        Casefile.open(path, author=hostile("colleague")) as casefile,
        casefile.act(hostile("act there"), reason=HOSTILE) as act,
    ):
        change(act, casefile.casebook(), "there")
        act.add(PartyDraft(name=LONG, kind=PartyKind.ORGAN))
        act.add(PartyDraft(name=WORD, kind=PartyKind.ORGAN))
    opened.session.run(hostile("act here"), lambda act: change(act, opened.session.casebook, "here"))
    return path


def change(act: Act, book: Casebook, where: str) -> bool:
    """The same fields otherwise on each side, and a record that one side has removed."""
    for party in book.parties:
        act.change(party.id, replace(party, native_name=f"{HOSTILE} {where} {LONG}"))
    for source in book.sources:
        act.change(source.id, replace(source, title=f"{hostile(where)} {WORD}", note=f"{HOSTILE}\n{LONG}"))
    for event in book.events:
        act.change(event.id, replace(event, note=f"{HOSTILE} {where} {WORD}"))
    return True


def test_a_merge_obeys_nothing_of_the_other_casefile(opened: MainWindow, theirs: Path, qtbot: Any) -> None:
    dialog = opened.parts.merging.merge_from(theirs)
    qtbot.waitUntil(lambda: dialog.told is not None)
    assert dialog.told is not None
    assert len(dialog.told.conflicts) >= 3
    walk(dialog, qtbot)
    dialog.view.button(COMES_IN).click()
    walk(dialog, qtbot)
    dialog.bulk.each_own.click()
    dialog.bulk.all_there.click()
    dialog.merge.click()
    qtbot.waitUntil(lambda: dialog.copy.isVisible())
    walk(dialog, qtbot)
    assert MARKUP[:8] in dialog.pages.report.toPlainText()
    check(opened)


def test_duplicates_obey_nothing_of_the_two(opened: MainWindow, qtbot: Any) -> None:
    def twice(act: Act) -> bool:
        """Everything once more."""
        fill_twins(act, opened.session.casebook)
        return True

    opened.session.run("Twins", twice)
    dialog = opened.parts.look_for_duplicates()
    qtbot.waitUntil(lambda: bool(dialog.pairs))
    assert {pair.kind.value for pair in dialog.pairs} >= {"party", "publisher", "source", "event"}
    walk(dialog, qtbot)
    dialog.join.click()
    dialog.apart.click()
    walk(dialog, qtbot)
    check(opened)


def fill_twins(act: Act, book: Casebook) -> None:
    """A second record of most that are there, with names that nothing can break into lines."""
    for party in book.parties:
        act.add(PartyDraft(name=party.name, native_name=f"{HOSTILE}{WORD}", kind=party.kind))
    for publisher in book.publishers:
        act.add(PublisherDraft(name=f"{publisher.name}s"))
    for source in book.sources:
        act.add(SourceDraft(title=source.title, address=source.address, note=f"{HOSTILE}{WORD}"))
    event = book.events[0]
    act.add(EventDraft(title=event.title, kind=event.kind, date=event.date, place=f"{HOSTILE}{WORD}"))


def test_asking_for_passphrases_obeys_no_name(opened: MainWindow, theirs: Path, qtbot: Any) -> None:
    name = visible_line(opened.session.casefile.path.name)
    path = opened.session.casefile.path
    KeptDialog(opened.theme, opened, name).open()
    opened.parts.passphrases.ask_encrypt()
    ChangeDialog(opened.theme, opened, path).open()
    opened.parts.passphrases.ask_decrypt()
    asked = ask_passphrase(opened.theme, opened, theirs, lambda: None)
    asked.field.ask_again(hostile("sentence"))
    qtbot.wait(50)
    for dialog in opened.findChildren(QDialog):
        check(dialog)
        fits(dialog)
        assert dialog.height() >= dialog.heightForWidth(dialog.width()), "what is said lies over what is asked"
    assert len(opened.findChildren(QDialog)) == 5


def test_what_a_backup_would_bring_back_obeys_nothing(opened: MainWindow, theirs: Path, qtbot: Any) -> None:
    with Casefile.open(opened.session.casefile.path, read_only=True) as casefile:
        kept = backup.keep(casefile, backup.Why.ASKED)
    opened.session.run(hostile("act"), lambda act: change(act, opened.session.casebook, WORD))
    opened.session.run("Add", lambda act: act.add(PartyDraft(name=f"{HOSTILE}{LONG}")))
    dialog = opened.parts.safety.show_backups()
    qtbot.waitUntil(lambda: dialog.table.rows.rowCount() > 0 and dialog.differing.rows.rowCount() > 0, timeout=10_000)
    walk(dialog, qtbot)
    dialog.restore.click()
    qtbot.wait(20)
    for each in opened.findChildren(QDialog):
        check(each)
        fits(each)
    assert kept.path.exists()


OURS = "agreement,event,event_date,category,unit,stage,from,to,number,claimant,said_on,source_title,publisher"


def table(path: Path, headings: Sequence[str], *rows: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *rows])
    return path


def cells(number: str, said_on: str, other: str) -> list[str]:
    """A row of our own headings in which every name is hostile."""
    names = [hostile("agreement"), f"{HOSTILE}{WORD}", "2025-06-11", "deceased", "body", "transferred"]
    return [*names, hostile("Russia"), f"{HOSTILE} {LONG}", number, hostile("claimant"), said_on, other, hostile("wire")]


def test_a_table_of_a_stranger_is_shown_and_not_obeyed(opened: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    rows = [
        cells("1,212", "2025-06-11", f"{HOSTILE}{WORD}"),
        cells("1.212", "06/10/2025", LONG),
        cells(HOSTILE, WORD, HOSTILE),
    ]
    path = table(
        tmp_path / f"t<b>t \u202eable & co {FILE_NAME}.csv",
        [*OURS.split(","), f"{HOSTILE}{WORD}"],
        *([*row, "x"] for row in rows),
    )
    dialog = opened.parts.tables.import_from(path)
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    assert dialog.faults.rows.rowCount() > 0, dialog.problem.text()
    assert dialog.questions.rows
    walk(dialog, qtbot)
    dialog.reject()
    check(opened)


def test_headings_and_values_of_a_stranger_are_shown_and_not_obeyed(opened: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    headings = ["Date", "Direction", "Category", "How many", "Claimant", f"{HOSTILE} {LONG}", f"{WORD}<b>"]
    one = ["2025-06-11", f"{HOSTILE} → {WORD}", f"{HOSTILE}{WORD}", "157", LONG, f"{HOSTILE}{WORD}", LONG]
    dialog = opened.parts.tables.import_from(table(tmp_path / "theirs.csv", headings, one, [*one[:2], WORD, *one[3:]]))
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    walk(dialog, qtbot)
    dialog.match_first.click()
    [asked] = dialog.findChildren(MappingDialog)
    for heading in asked.headings:
        asked.parts[heading].set_value("category")
    asked._parts_changed()
    assert asked.meanings
    walk(asked, qtbot)
    asked.reject()
    dialog.reject()


def test_what_is_found_obeys_nothing(opened: MainWindow, qtbot: Any) -> None:
    opened.bar.finder.setFocus()
    qtbot.keyClicks(opened.bar.finder, "bold")
    qtbot.wait(400)
    check(opened)
    check(opened.results if isinstance(opened.results, QWidget) else opened)


@pytest.mark.parametrize("text", ["\u202e6000", "a\x00b", "\ud83d", "\u2066", "\ufdd0", LONG])
def test_one_character_is_one_character_on_the_screen(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not obeyed(shown)


def test_a_word_that_no_line_holds_is_broken_where_it_is_shown_and_nowhere_else(theme: Theme) -> None:
    wrapped, copied = label(theme, f"a {WORD}", wrap=True), label(theme, f"a {WORD}", wrap=True, selectable=True)
    assert wrapped.text() == copied.text() == f"a {WORD}"
    for shown in (wrapped, copied):
        assert shown.minimumSizeHint().width() < theme.scaled(300)
    wrapped.resize(theme.scaled(300), 10)
    assert wrapped.heightForWidth(theme.scaled(300)) > 4 * wrapped.fontMetrics().height()
