"""A table is seen before it is kept, kept in one act, and written out again; a check says what is wrong and where."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shiboken6 import isValid

from desktop.look.theme import Theme
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.tables.import_dialog import ImportDialog
from desktop.tables.mapping_dialog import MappingDialog
from desktop.tables.preview import Fate
from desktop.tables.question_bar import Answer, questions
from desktop.tables.work_dialog import WorkDialog
from exchange.habit import DayOrder, Digits
from exchange.mapping_file import read_translation
from exchange.matching import BEST, DIRECTION

HEAD = "agreement,event,event_date,category,unit,stage,from,to,number,claimant,said_on,source_title,publisher\n"
ROW = "Istanbul,First convoy,2025-06-11,deceased,body,transferred,Russia,Ukraine,{number},{claimant},2025-06-11,{title},Wire\n"


def row(number: str, claimant: str = "Ukraine", title: str = "Bodies returned") -> str:
    return ROW.format(number=f'"{number}"', claimant=claimant, title=title)


@pytest.fixture
def window(window: MainWindow, tmp_path: Path, empty: Path) -> MainWindow:
    assert window.session.open(shutil.copy(empty, tmp_path / "case.handover"))
    return window


def opened(window: MainWindow, path: Path, text: str, qtbot: Any) -> ImportDialog:
    path.write_text(text, encoding="utf-8")
    dialog = window.parts.tables.import_from(path)
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    return dialog


def keep(dialog: ImportDialog, qtbot: Any) -> None:
    dialog.keep.click()
    qtbot.waitUntil(lambda: not isValid(dialog) or dialog.progress.isHidden(), timeout=10_000)


def test_a_table_is_shown_before_it_is_kept_and_kept_in_one_act(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    dialog = opened(window, tmp_path / "figures.csv", HEAD + row("more than 1,200") + row("1,212", "Russia"), qtbot)
    first = dialog.rows.rows.row(0)
    assert first is not None
    assert (first.fate, first.words, first.reading) == (Fate.NEW, "more than 1,200", "1,201 or more")
    assert first.direction.spoken == "Russia → Ukraine"
    assert window.session.casebook.figures == ()
    with qtbot.waitSignal(dialog.kept):
        keep(dialog, qtbot)
    assert len(window.session.casebook.figures) == 2
    assert window.acts.undo.text().replace("&", "") == "Undo Import figures.csv"
    window.acts.undo.trigger()
    assert window.session.casebook.figures == ()
    assert window.session.casebook.parties == ()


def test_a_refused_row_is_named_and_nothing_is_kept_unless_it_is_left_out(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    dialog = opened(window, tmp_path / "figures.csv", HEAD + row("a big crowd") + row("1,212"), qtbot)
    fault = dialog.faults.rows.row(0)
    assert fault is not None
    assert (fault.row, fault.column, fault.value) == (2, "number", "a big crowd")
    assert fault.why.endswith(".")
    assert not dialog.keep.isEnabled()
    dialog.skip.setChecked(True)
    keep(dialog, qtbot)
    assert [figure.words for figure in window.session.casebook.figures] == ["1,212"]


def test_rows_that_are_there_already_are_passed_over(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    text = HEAD + row("1,212")
    keep(opened(window, tmp_path / "figures.csv", text, qtbot), qtbot)
    dialog = opened(window, tmp_path / "figures.csv", text, qtbot)
    assert "1 already there" in dialog.counts.text()
    assert not dialog.keep.isEnabled()


@pytest.mark.parametrize(
    "text",
    ["", "\x00\x01\x02", "a,b\n1,2\n", "<b>&amp;</b>\n", "שלום,עולם\n", "Їжак;ґанок\n" * 50, "number\n" + "9" * 5000, HEAD],
)
def test_any_file_is_answered_in_a_sentence_or_shown(window: MainWindow, tmp_path: Path, text: str, qtbot: Any) -> None:
    dialog = opened(window, tmp_path / "figures.csv", text, qtbot)
    assert not dialog.keep.isEnabled()
    assert dialog.problem.text().endswith(".") or dialog.counts.text()
    dialog.reject()


@pytest.mark.parametrize("value", ["<b>&amp;</b>", "\u202e1212\u202c", "Їжак, ґанок " * 30, "=1+1", "שלום"])
def test_hostile_cells_are_kept_to_the_letter_or_refused(window: MainWindow, tmp_path: Path, value: str, qtbot: Any) -> None:
    dialog = opened(window, tmp_path / "figures.csv", HEAD + row("1,212", f'"{value}"', f'"{value}"'), qtbot)
    dialog.grab()
    if dialog.keep.isEnabled():
        keep(dialog, qtbot)
        assert window.session.casebook.sources[0].title == value.strip()
    else:
        assert dialog.faults.rows.rowCount() > 0
        dialog.reject()


def test_a_file_that_is_gone_is_said_in_a_sentence(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    dialog = window.parts.tables.import_from(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    assert "gone.csv" in dialog.problem.text()
    assert dialog.problem.text().endswith(".")
    dialog.reject()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_figures_are_written_by_the_ending_of_the_name(window: MainWindow, tmp_path: Path, ending: str, qtbot: Any) -> None:
    keep(opened(window, tmp_path / "figures.csv", HEAD + row("1,212"), qtbot), qtbot)
    out = tmp_path / f"out.{ending}"
    out.write_text("what stood there")
    with qtbot.waitSignal(window.parts.tables.noted, timeout=10_000) as noted:
        window.parts.tables.export_to(out)
    assert noted.args == [f"1 figure written to out.{ending}"]
    if ending == "json":
        assert json.loads(out.read_text(encoding="utf-8"))
    assert out.read_bytes() != b"what stood there"


def test_an_export_that_cannot_be_written_is_said_in_a_sentence(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    with qtbot.waitSignal(window.session.failed, timeout=10_000) as said:
        window.parts.tables.export_to(tmp_path / "nowhere" / "out.csv")
    assert "out.csv" in said.args[0]
    with qtbot.waitSignal(window.session.failed) as said:
        window.parts.tables.export_to(tmp_path / "out.docx")
    assert said.args[0].endswith(".")


def test_work_that_is_cancelled_answers_nothing(session: Session, theme: Theme, qtbot: Any) -> None:
    parent = MainWindow.__mro__[1]()
    qtbot.addWidget(parent)
    work = WorkDialog(theme, parent, "Work", "Working…")
    told: list[object] = []
    work.done_with.connect(told.append)
    work.start(lambda tell: all(tell(0.5) and not time.sleep(0.001) for _ in range(100_000)))
    qtbot.wait(50)
    work.progress.cancel.click()
    qtbot.wait(100)
    assert told == []


FOREIGN = "When,What kind,From → to,Who,How many,Said by,Headline\n"


def foreign(window: MainWindow, tmp_path: Path, qtbot: Any, rows: str, name: str = "theirs.csv") -> ImportDialog:
    return opened(window, tmp_path / name, FOREIGN + rows, qtbot)


def matched(dialog: ImportDialog, qtbot: Any) -> None:
    dialog.match.click()
    asked = dialog._dialog
    assert isinstance(asked, MappingDialog)
    assert not asked.take.isEnabled()
    asked.constants["stage"].set_value("transferred")
    asked._judge()
    asked.take.click()
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)


def test_a_strangers_columns_are_matched_once_and_known_the_next_time(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    rows = "2025-06-11,swap,RU → UA,POWs,157,Україна,Story\n"
    dialog = foreign(window, tmp_path, qtbot, rows)
    assert "lacks these headings" in dialog.problem.text()
    matched(dialog, qtbot)
    keep(dialog, qtbot)
    [figure] = window.session.casebook.figures
    assert {party.name for party in window.session.casebook.parties} == {"Russia", "Ukraine"}
    assert (figure.words, figure.unit, figure.stage) == ("157", "person", "transferred")
    again = foreign(window, tmp_path, qtbot, rows + rows.replace("157", "160"), "next.csv")
    assert "1 new" in again.counts.text()
    assert "1 already there" in again.counts.text()
    saved = tmp_path / "mapping.toml"
    again.map.save(saved)
    assert read_translation(saved) == again.mapping
    again.reject()


def test_a_value_without_a_meaning_is_asked_for_and_its_rows_are_refused_until_it_has_one(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    dialog = foreign(window, tmp_path, qtbot, "2025-06-11,swap,RU → UA,women,5,Ukraine,Story\n")
    dialog.match.click()
    asked = dialog._dialog
    assert isinstance(asked, MappingDialog)
    asked.constants["stage"].set_value("transferred")
    assert [(meaning.value, choice.value) for meaning, choice in asked.meanings.items()][-1] == ("women", None)
    asked.reject()
    dialog.reject()


def test_what_has_two_readings_is_asked_once_for_its_column(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    text = (HEAD + row("1.212") + row("1.240", "Russia")).replace("2025-06-11", "06/10/2025")
    dialog = opened(window, tmp_path / "figures.csv", text, qtbot)
    asked = questions(dialog.preview.faults if dialog.preview else ())
    assert {(question.column, question.more) for question in asked} == {("event_date", 1), ("said_on", 1)}
    for column, order in (("event_date", DayOrder.DAY_FIRST), ("said_on", DayOrder.MONTH_FIRST)):
        dialog.questions.answered.emit(Answer(column, order=order))
        qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    [asked_then] = questions(dialog.preview.faults if dialog.preview else ())
    assert (asked_then.column, asked_then.value, asked_then.more) == ("number", "1.212", 1)
    dialog.questions.answered.emit(Answer("number", digits=Digits(thousands=".")))
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    keep(dialog, qtbot)
    book = window.session.casebook
    assert [figure.words for figure in book.figures] == ["1212", "1240"]
    assert (book.events[0].date, book.figures[0].said_on) == ("2025-10-06", "2025-06-10")


def test_an_import_that_is_called_off_keeps_nothing(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    dialog = opened(window, tmp_path / "figures.csv", HEAD + "".join(row(f"{n}") for n in range(1, 3000)), qtbot)
    dialog.keep.click()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=20_000)
    assert "called off" in dialog.problem.text()
    assert window.session.casefile.tally().is_empty
    assert window.acts.undo.text().replace("&", "") == "Undo"
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_rows_that_look_like_figures_that_are_there_are_pointed_out(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    keep(opened(window, tmp_path / "figures.csv", HEAD + row("1,212"), qtbot), qtbot)
    dialog = opened(window, tmp_path / "again.csv", HEAD + row("1,212", title="Another story"), qtbot)
    first = dialog.rows.rows.row(0)
    assert first is not None
    assert first.fate is Fate.ALIKE
    assert "1 of them looks like a figure that is there" in dialog.counts.text()
    dialog.reject()


def test_what_is_refused_can_be_written_out_mended_and_imported(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    dialog = opened(window, tmp_path / "figures.csv", HEAD + row("a big crowd") + row("1,212"), qtbot)
    out = tmp_path / "refused.csv"
    dialog.write_refused_to(out)
    dialog.skip.setChecked(True)
    keep(dialog, qtbot)
    mended = out.read_text(encoding="utf-8-sig").replace("a big crowd", "1240")
    keep(opened(window, tmp_path / "mended.csv", mended, qtbot), qtbot)
    assert {figure.words for figure in window.session.casebook.figures} == {"1,212", "1240"}


EXAMPLE_HEAD = "date,event_type,direction,category,stance,low,best,high,bound,claimant,source_title,source_url,quote\n"
EXAMPLE_ROWS = (
    "06/10/2025,prisoner exchange,RU->UA,POWs,observed,157,157,157,exact,Ukraine,Story,https://a.example/1,q\n"
    "06/10/2025,remains,north,women,observed,,1.212,,lower estimate,Ukraine,Story,https://a.example/1,q\n"
)


def meant(dialog: ImportDialog) -> MappingDialog:
    dialog.match.click()
    asked = dialog._dialog
    assert isinstance(asked, MappingDialog)
    return asked


def test_what_the_columns_mean_begins_with_the_mapping_that_was_found_and_loses_nothing_of_it(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    dialog = opened(window, tmp_path / "theirs.csv", EXAMPLE_HEAD + EXAMPLE_ROWS, qtbot)
    found = dialog.mapping
    assert found is not None
    assert found.built
    asked = meant(dialog)
    parts = {heading: choice.value for heading, choice in asked.parts.items()}
    assert (parts["date"], parts["direction"], parts["category"]) == ("event_date", DIRECTION, "category")
    assert (parts["stance"], parts["best"], parts["quote"]) == ("stage", BEST, "quote")
    said = {meaning.value: choice.value for meaning, choice in asked.meanings.items()}
    assert said["POWs"] == {"category": "prisoner_of_war", "unit": "person"}
    assert said["north"] is None
    assert asked.take.isEnabled()
    amended = asked.translation
    assert replace(amended, sets=found.sets) == found
    assert amended.sets == {**found.sets, "event type": {"remains": {"event_kind": "return_of_remains"}}}
    asked.reject()
    dialog.reject()


def test_what_was_answered_stays_answered_when_the_columns_are_gone_through_again(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    dialog = opened(window, tmp_path / "theirs.csv", EXAMPLE_HEAD + EXAMPLE_ROWS, qtbot)
    for answer in (Answer("date", order=DayOrder.DAY_FIRST), Answer("best", digits=Digits(thousands="."))):
        dialog.questions.answered.emit(answer)
        qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    assert dialog.preview is not None
    assert questions(dialog.preview.faults) == ()
    asked = meant(dialog)
    women, north = (
        next(choice for meaning, choice in asked.meanings.items() if meaning.value == value) for value in ("women", "north")
    )
    women.set_value({"category": "civilian", "unit": "person"})
    north.set_value({})
    asked.take.click()
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    assert dialog.preview.faults == ()
    keep(dialog, qtbot)
    book = window.session.casebook
    assert {event.date for event in book.events} == {"2025-10-06"}
    assert [(figure.category, figure.count.low) for figure in book.figures] == [("prisoner_of_war", 157), ("civilian", 1212)]
    again = opened(window, tmp_path / "next.csv", EXAMPLE_HEAD + EXAMPLE_ROWS, qtbot)
    assert "2 already there" in again.counts.text()
    again.reject()


def test_a_column_that_gets_another_meaning_loses_what_was_said_of_it_before(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    dialog = opened(window, tmp_path / "theirs.csv", EXAMPLE_HEAD + EXAMPLE_ROWS, qtbot)
    asked = meant(dialog)
    asked.parts["bound"].set_value("note")
    asked.parts["stance"].set_value("where")
    asked.constants["stage"].set_value("transferred")
    asked._parts_changed()
    said = asked.translation
    assert said.number is not None
    assert (said.number.bound, said.number.best) == ("", "best")
    assert (said.columns["bound"], said.columns["stance"], said.constants["stage"]) == ("note", "where", "transferred")
    assert "stance" not in said.values
    assert "stance" not in said.sets
    asked.reject()
    dialog.reject()
