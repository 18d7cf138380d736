"""A briefing saved as a PDF: whole or not at all, where it was asked for, and never over the casefile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.briefings.room import BriefingsRoom
from desktop.briefings.saver import file_stem


def test_the_pdf_is_written_whole(room: BriefingsRoom, tmp_path: Path, drawn: Callable[[BriefingsRoom], bytes]) -> None:
    pdf = drawn(room)
    room.saver.write(tmp_path / "out.pdf", pdf)
    assert (tmp_path / "out.pdf").read_bytes() == pdf
    assert [path.name for path in tmp_path.iterdir() if path.name != "out.pdf" and "out" in path.name] == []


def test_saving_asks_where_and_suggests_the_title(
    room: BriefingsRoom, tmp_path: Path, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    room.form.title.setPlainText("What arrived?")
    pdf = drawn(room)
    qtbot.mouseClick(room.save, Qt.MouseButton.LeftButton)
    dialog = room.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "What arrived.pdf"
    dialog.selectFile(str(tmp_path / "chosen.pdf"))
    dialog.accept()
    assert (tmp_path / "chosen.pdf").read_bytes() == pdf
    assert room.preview.status.text() == "Saved as chosen.pdf"


def test_a_folder_that_is_gone_is_said_in_one_sentence(
    room: BriefingsRoom, tmp_path: Path, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    pdf = drawn(room)
    with qtbot.waitSignal(room.session.failed) as failed:
        room.saver.write(tmp_path / "gone" / "out.pdf", pdf)
    assert "out.pdf" in failed.args[0]
    assert "Choose another folder" in failed.args[0]


def test_the_casefile_is_never_overwritten_by_a_pdf(
    room: BriefingsRoom, qtbot: QtBot, drawn: Callable[[BriefingsRoom], bytes]
) -> None:
    pdf = drawn(room)
    path = room.session.casefile.path
    before = path.read_bytes()
    with qtbot.waitSignal(room.session.failed):
        room.saver.write(path, pdf)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("title", "stem"),
    [("What arrived?", "What arrived"), ("a/b\\c:d", "a b c d"), ("...", "briefing"), ("Що обіцяли", "Що обіцяли")],
)
def test_a_title_makes_a_file_name_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem
