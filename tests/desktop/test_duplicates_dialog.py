"""Duplicates in the window: found in a thread, joined field by field or remembered as two, each with one undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.casefile import RecordKind
from db.merge import Take
from desktop.duplicates.duplicates_dialog import DuplicatesDialog
from desktop.look.theme import Theme
from desktop.session import Session
from figures.record import PartyDraft, SourceDraft


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def twins(session: Session, seed: Any) -> tuple[int, int]:
    """A party that is there twice, and a source that is."""

    def add(act: Any) -> tuple[int, int]:
        """The second of each."""
        party = act.add(PartyDraft(name="Україна", native_name="Ukraine"))
        act.change(seed.source, replace(session.casefile.sources()[0], address="https://a.example/1", note="first"))
        source = act.add(SourceDraft(title="Five convoys, again", address="http://m.a.example/1/", note="second"))
        act.change(seed.headquarters, replace(session.casefile.get(RecordKind.PARTY, seed.headquarters), belongs_to=party))
        return party, source

    made = session.run("Add", add)
    assert made is not None
    return made


@pytest.fixture
def dialog(qtbot: Any, session: Session, theme: Theme, host: QWidget, twins: tuple[int, int]) -> DuplicatesDialog:
    made = DuplicatesDialog(session, theme, host)
    made.show()
    qtbot.waitUntil(lambda: bool(made.pairs))
    return made


def test_two_parties_become_one_by_keyboard_and_two_again_by_undo(
    qtbot: Any, session: Session, seed: Any, twins: tuple[int, int], dialog: DuplicatesDialog
) -> None:
    assert dialog.counts.text() == "2 pairs look like one record each"
    assert dialog.list.hasFocus()
    assert "two spellings" in dialog.panel.why.text()
    assert dialog.panel.rests.text().startswith("0 records rest on the first, 1 on the second.")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.panel.fields.button("name", Take.OURS).hasFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert dialog.panel.fields.button("name", Take.THEIRS).isChecked()
    qtbot.keyClick(dialog.join, Qt.Key.Key_Space)
    assert session.casebook.party[seed.ukraine].name == "Україна"
    assert session.casebook.party[seed.headquarters].belongs_to == seed.ukraine
    assert [pair.kind for pair in dialog.pairs] == ["source"]
    session.undo()
    assert session.casebook.party[seed.ukraine].name == "Ukraine"
    assert session.casebook.party[seed.headquarters].belongs_to == twins[0]


def test_that_two_are_not_the_same_is_not_asked_again_until_it_is_undone(
    qtbot: Any, session: Session, dialog: DuplicatesDialog
) -> None:
    dialog.apart.click()
    dialog.apart.click()
    assert dialog.pages.currentWidget() is dialog._empty
    assert dialog.join.isHidden()
    session.undo()
    dialog.look()
    qtbot.waitUntil(lambda: len(dialog.pairs) == 1)
    assert dialog.pairs[0].kind == "source"


def test_a_source_can_be_called_the_reprint_of_the_other(
    session: Session, seed: Any, twins: tuple[int, int], dialog: DuplicatesDialog
) -> None:
    assert dialog.reprint.isHidden()
    dialog.list.choose(lambda pair: pair.kind == "source")
    assert "empty" not in dialog.panel.why.text()
    dialog.reprint.click()
    assert session.casebook.source[twins[1]].reprint_of == seed.source
    assert [pair.kind for pair in dialog.pairs] == ["party"]


def test_one_that_cannot_become_the_other_is_said_so(session: Session, seed: Any, twins: Any, dialog: DuplicatesDialog) -> None:
    party = session.casebook.party[twins[0]]
    session.run("Belongs", lambda act: act.change(party.id, replace(party, belongs_to=seed.ukraine)) or True)
    dialog.join.click()
    assert "not the same party" in dialog.problem.text()
    assert len(dialog.pairs) == 2


def test_nothing_that_is_there_twice_is_said_in_words(
    qtbot: Any, session: Session, seed: Any, theme: Theme, host: QWidget
) -> None:
    made = DuplicatesDialog(session, theme, host)
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made._empty and made.again.isEnabled())
    assert made.counts.text() == ""
