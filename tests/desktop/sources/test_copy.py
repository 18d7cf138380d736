"""The stored copy of a source: what came in goes out again byte for byte, or it is said that it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.casefile import Act
from desktop.look.theme import Theme
from desktop.session import Session
from desktop.sources.stored_copy import CopyDialog, check_copy, copy_name, save_copy
from figures.record import SourceDraft, StoredCopy

DATA = "Тіла: 1\u00a0212\r\n\x00".encode()


def wanted() -> bool:
    return False


@pytest.fixture
def copy(session: Session) -> StoredCopy:
    def add(act: Act) -> StoredCopy:
        kept = act.keep_copy(DATA, "text/plain", "../звіт.txt")
        act.add(SourceDraft(title="Звіт / 1", copy=kept))
        return kept

    made = session.run("Add source", add)
    assert made is not None
    return made


def test_a_copy_is_saved_as_it_came(session: Session, copy: StoredCopy, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    assert save_copy(session.casefile.path, copy.sha256, target, wanted).same
    assert target.read_bytes() == DATA
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_copy_that_is_whole_is_said_to_be(session: Session, copy: StoredCopy) -> None:
    assert check_copy(session.casefile.path, copy.sha256, wanted).same


def test_a_copy_that_is_not_there_is_said_in_a_sentence(session: Session) -> None:
    checked = check_copy(session.casefile.path, "0" * 64, wanted)
    assert not checked.same
    assert checked.why.endswith(".")


def test_a_copy_is_not_written_where_the_folder_is_gone(session: Session, copy: StoredCopy, tmp_path: Path) -> None:
    checked = save_copy(session.casefile.path, copy.sha256, tmp_path / "gone" / "out.txt", wanted)
    assert not checked.same
    assert "out.txt" in checked.why


def test_a_copy_is_never_offered_under_a_path(copy: StoredCopy) -> None:
    assert copy_name(copy, "Звіт / 1") == "звіт.txt"
    assert copy_name(StoredCopy("0" * 64, "text/html", 3), "Звіт / 1: <b>") == "Звіт 1 b.html"


def test_the_dialog_verifies_and_saves(qtbot: QtBot, theme: Theme, session: Session, copy: StoredCopy, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = CopyDialog(theme, session.casefile.path, "Звіт", copy, parent)
    dialog.open()
    dialog.verify.click()
    qtbot.waitUntil(lambda: "is unchanged" in dialog.said.text())
    dialog.save.click()
    assert dialog.saving is not None
    target = tmp_path / "saved.txt"
    dialog.saving.fileSelected.emit(str(target))
    dialog.saving.close()
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == DATA
    dialog.close()
