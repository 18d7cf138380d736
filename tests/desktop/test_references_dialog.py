"""Sources out of a reference program are seen before they are kept, kept in one act, and refused by name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from shiboken6 import isValid

from desktop.main_window import MainWindow
from desktop.tables.references_dialog import ReferencesDialog
from figures.record import SourceDraft

RIS = "TY  - NEWS\nTI  - {title}\nPB  - Суспільне\nDA  - 2025/06/{day:02}/\nUR  - {address}\nER  - \n"


@pytest.fixture
def window(window: MainWindow, tmp_path: Path, empty: Path) -> MainWindow:
    assert window.session.open(shutil.copy(empty, tmp_path / "case.handover"))
    window.session.run("Add source", lambda act: act.add(SourceDraft(title="Тіла", published="2025-06-16")))
    return window


def file_of(tmp_path: Path, *sources: tuple[str, int, str]) -> Path:
    path = tmp_path / "Zotero.ris"
    text = "".join(RIS.format(title=title, day=day, address=address) for title, day, address in sources)
    path.write_text(text, encoding="utf-8")
    return path


def shown(window: MainWindow, path: Path, qtbot: Any) -> ReferencesDialog:
    dialog = window.parts.tables.import_from(path)
    assert isinstance(dialog, ReferencesDialog)
    qtbot.waitUntil(lambda: dialog.progress.isHidden(), timeout=10_000)
    return dialog


def press(dialog: ReferencesDialog, qtbot: Any) -> None:
    dialog.keep.click()
    qtbot.waitUntil(lambda: not isValid(dialog) or dialog.progress.isHidden(), timeout=10_000)


def test_new_sources_are_told_from_those_that_are_there_and_come_in_as_one_act(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    path = file_of(tmp_path, ("Тіла", 16, ""), ("Полонені", 20, "https://a.example/2"), ("Діти", 21, "https://a.example/3"))
    dialog = shown(window, path, qtbot)
    rows = [dialog.rows.rows.row(at) for at in range(3)]
    assert [row.is_there for row in rows if row] == [True, False, False]
    assert dialog.counts.text() == "3 sources read  ·  2 new  ·  1 already there"
    assert len(window.session.casebook.sources) == 1
    press(dialog, qtbot)
    assert [source.title for source in window.session.casebook.sources] == ["Тіла", "Полонені", "Діти"]
    window.acts.undo.trigger()
    assert [source.title for source in window.session.casebook.sources] == ["Тіла"]
    assert window.session.casebook.publishers == ()


def test_where_one_source_is_refused_nothing_is_kept_and_its_row_says_why(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    endless = "https://a.example/" + "a" * 1_000_000
    dialog = shown(window, file_of(tmp_path, ("Полонені", 20, ""), ("Діти", 21, endless)), qtbot)
    press(dialog, qtbot)
    row = dialog.rows.rows.row(1)
    assert row is not None
    assert row.why.endswith(".")
    assert dialog.problem.text().startswith("1 source is refused")
    assert len(window.session.casebook.sources) == 1


def test_a_source_without_a_title_is_named_by_its_place(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    dialog = shown(window, file_of(tmp_path, ("Полонені", 20, ""), ("", 21, "")), qtbot)
    assert dialog.problem.text() == "Source 2 of this RIS cannot be read: Give the source a title."
    assert not dialog.keep.isEnabled()


def test_a_file_that_holds_no_sources_is_refused_in_one_sentence(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    for name, text in (("a.ris", "nothing"), ("a.csl.json", "{"), ("b.csl.json", json.dumps([{"id": "x"}]))):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        dialog = shown(window, path, qtbot)
        assert dialog.problem.text().endswith(".")
        assert not dialog.keep.isEnabled()
        dialog.reject()


def test_what_was_dropped_on_the_window_is_shown(window: MainWindow, tmp_path: Path, qtbot: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(tmp_path, ("Полонені", 20, ""))))])
    move, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), move, data, Qt.MouseButton.LeftButton, none))
    dialog = window.findChildren(ReferencesDialog)[-1]
    qtbot.waitUntil(lambda: dialog.keep.isEnabled(), timeout=10_000)
    dialog.reject()
