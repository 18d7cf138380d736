"""Acts go one way: all is kept and told once, or nothing is and a sentence says why."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile
from db.kind import RecordKind
from desktop.session import Session
from desktop.upkeep import IN_THE_FILE_AFTER
from figures.category import Category
from figures.comparison import compare
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft, Unfit
from figures.vocabulary import EventStatus


def test_an_act_is_told_once_and_its_casebook_is_read_anew(session: Session, qtbot: Any) -> None:
    assert session.casebook.parties == ()
    told: list[object] = []
    session.changed.connect(told.append)
    with qtbot.waitSignal(session.saved):
        made = session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    assert made == session.casebook.parties[0].id
    assert len(told) == 1


def test_a_moment_after_an_act_a_copy_of_the_file_alone_holds_it(session: Session, tmp_path: Path, qtbot: Any) -> None:
    session.run("Add publisher", lambda act: act.add(PublisherDraft(name="In the file")))
    qtbot.waitUntil(lambda: session.casefile.is_settled, timeout=4 * IN_THE_FILE_AFTER)
    copied = tmp_path / "stick.handover"
    assert subprocess.run(["cp", str(session.casefile.path), str(copied)], check=False).returncode == 0
    with Casefile.open(copied) as copy:
        assert copy.publishers()[-1].name == "In the file"


def test_a_draft_is_soon_in_the_file_itself_too(session: Session, qtbot: Any) -> None:
    assert session.keep_draft("agreement", "{}")
    assert not session.casefile.is_settled
    qtbot.waitUntil(lambda: session.casefile.is_settled, timeout=4 * IN_THE_FILE_AFTER)


def test_undo_and_redo_are_told_like_acts(session: Session) -> None:
    session.run("Add party", lambda act: act.add(PartyDraft(name="Ukraine")))
    told: list[object] = []
    session.changed.connect(told.append)
    session.undo()
    assert session.casebook.parties == ()
    session.redo()
    assert len(session.casebook.parties) == 1
    assert len(told) == 2


def test_nothing_to_undo_is_said_in_a_sentence(session: Session, qtbot: Any) -> None:
    with qtbot.waitSignal(session.failed) as said:
        session.undo()
    assert said.args[0].endswith(".")


def test_an_unfit_record_keeps_nothing_and_goes_back_to_its_form(session: Session) -> None:
    def two(act: Any) -> None:
        act.add(PartyDraft(name="Ukraine"))
        raise Unfit("name", "No.")

    with pytest.raises(Unfit):
        session.run("Add parties", two)
    assert session.casebook.parties == ()


def test_a_file_that_is_no_casefile_is_refused_in_a_sentence(tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "letter.handover"
    path.write_text("Dear all")
    session = Session()
    with qtbot.waitSignal(session.unopened) as said:
        assert not session.open(path)
    assert said.args[0] == path
    assert "casefile" in str(said.args[1])
    assert not session.is_open


def test_a_casefile_stays_open_when_another_cannot_be(session: Session, tmp_path: Path) -> None:
    said: list[object] = []
    session.unopened.connect(lambda _path, error: said.append(error))
    before = session.casefile.path
    assert not session.open(tmp_path / "nowhere.handover")
    assert session.casefile.path == before
    assert len(said) == 1


def test_after_acts_undo_and_redo_the_casebook_is_the_one_on_disk(session: Session, seed: Any) -> None:
    assert session.casebook.events
    added = session.run("Add party", lambda act: act.add(PartyDraft(name="Belarus")))
    session.run("Remove event", lambda act: act.remove(RecordKind.EVENT, seed.event))
    assert session.casebook == session.casefile.casebook()
    session.undo()
    assert session.casebook == session.casefile.casebook()
    session.redo()
    session.run("Category", lambda act: act.add_category(Category("bodyguards", "person", "Bodyguards")))
    assert session.casebook == session.casefile.casebook()
    assert added in session.casebook.party


def test_a_comparison_is_kept_up_with_acts_instead_of_being_made_again(session: Session, seed: Any) -> None:
    session.comparison()
    session.run("Add agreement", lambda act: act.add(AgreementDraft(title="Another", date="1999")))
    assert session.held_comparison() == compare(session.casebook)
    session.run("Complete", lambda act: act.change(seed.event, EventDraft(title="Held", status=EventStatus.COMPLETED)))
    for _ in range(2):
        assert session.held_comparison() == compare(session.casebook)
        session.undo()
    party = session.casebook.parties[0]
    session.run("Rename", lambda act: act.change(party.id, PartyDraft(name="Renamed", kind=party.kind)))
    assert session.held_comparison() is None
