"""Undo and redo of every kind of act that the window knows, imports and merges too, each with a restart between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from db.casefile import Casefile
from db.kind import RecordKind
from db.merge import merge
from db.result import FaultKind, IssuedDraft
from db.setting import OBSERVING
from desktop.forms.figure_value import draft_of
from desktop.register.retracting import Retracting
from desktop.sample import make_sample
from desktop.session import Session
from desktop.table_import import import_table
from exchange.table_file import read_csv
from figures.category import Category
from figures.record import AgreementDraft, PartyDraft, PinDraft, SourceDraft
from figures.vocabulary import Stage

TABLE = (
    b"event,event_kind,event_date,number,unit,category,stage,source_title,claimant,from,to\n"
    b"Sixth convoy,return_of_remains,2025-07-01,1000,body,deceased,transferred,A wire,Ukraine,Russia,Ukraine\n"
)


JUNE = IssuedDraft(title="June", fingerprint="0" * 64, pages=1, pdf=b"%PDF")


def imported(session: Session) -> None:
    session.perform(lambda casefile: import_table(casefile, read_csv(TABLE)))


def merged(session: Session) -> None:
    other = session.casefile.path.with_name("other.handover")
    with Casefile.open(other) as theirs, theirs.act("Add party") as act:
        act.add(PartyDraft(name="Qatar, as they know it"))
    session.perform(lambda casefile: merge(casefile, other))


def retracted(session: Session, retracting: Retracting) -> None:
    retracting._retract(session.casebook.figures[3], "a misprint", "")


def stands_again(session: Session, retracting: Retracting) -> None:
    retracting.stand_again(next(figure for figure in session.casebook.figures if figure.retracted))


def measured(session: Session) -> None:
    figure = next(f for f in session.casebook.figures if f.stage is Stage.AGREED and f.agreement is not None)
    about = {"agreement": figure.agreement, "sender": figure.sender, "receiver": figure.receiver, "category": figure.category}
    session.run("Set the measure", lambda act: act.add(PinDraft(**about, figure=figure.id, reason="the signed list")))


def restored(session: Session) -> None:
    entry = session.casefile.journal(limit=1)[0]
    session.restore(entry.changes[0].kind, entry.changes[0].id, entry.id)


def acts(retracting: Retracting) -> list[Callable[[Session], object]]:
    """One of each kind, in the order in which they are done."""
    return [
        lambda s: s.run("Add agreement", lambda act: act.add(AgreementDraft(title="Fourth round"))),
        lambda s: s.run("Change agreement", lambda act: act.change(s.casebook.agreements[-1].id, AgreementDraft(title="5th"))),
        restored,
        imported,
        lambda s: s.run("Add category", lambda act: act.add_category(Category("medics", "person", "Medics"))),
        lambda s: s.run("Change who could count", lambda act: act.set_setting(OBSERVING, "receiver mediator")),
        measured,
        lambda s: retracted(s, retracting),
        lambda s: stands_again(s, retracting),
        lambda s: s.run("Edit text", lambda act: act.keep_text(s.casebook.sources[0].id, "Another text.")),
        lambda s: s.run("Store copy", lambda act: stored(s, act)),
        lambda s: s.run("Issue", lambda act: act.keep_briefing(JUNE)),
        lambda s: s.run("Remove figure", lambda act: act.remove(RecordKind.FIGURE, s.casebook.figures[-1].id), "twice"),
        lambda s: s.run("Change figure", lambda act: act.change(figure(s).id, replace(draft_of(figure(s)), note="mended"))),
        merged,
    ]


def state(session: Session) -> tuple[str, tuple[str, ...]]:
    """All that the casefile says, and the briefings issued from it, which are no part of what it says."""
    return session.casefile.fingerprint(), tuple(one.title for one in session.casefile.issued())


def figure(session: Session) -> Any:
    return session.casebook.figures[0]


def stored(session: Session, act: Any) -> int:
    return int(act.add(SourceDraft(title="A scan", copy=act.keep_copy(b"bytes", "text/plain", "a.txt"))))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "cases.handover"
    with make_sample(path):
        pass
    shutil.copy(path, tmp_path / "other.handover")
    return path


def again(session: Session, place: Path) -> None:
    """Restart."""
    session.close()
    assert session.open(place)


def test_every_kind_of_act_is_one_step_to_undo_and_redo_across_restarts(place: Path, theme: Any, qtbot: Any) -> None:
    session = Session("Олена")
    assert session.open(place)
    said: list[str] = []
    session.failed.connect(said.append)
    window = QWidget()
    qtbot.addWidget(window)
    states, labels = [state(session)], []
    for do in acts(Retracting(session, theme, window)):
        do(session)
        states.append(state(session))
        labels.append(session.casefile.undo_label)
        assert states[-1] != states[-2], labels[-1]
    assert said == []
    for number in range(len(labels), 0, -1):
        again(session, place)
        assert session.casefile.undo_label == labels[number - 1]
        session.undo()
        assert state(session) == states[number - 1], labels[number - 1]
        assert session.casebook == session.casefile.casebook()
    for number, label in enumerate(labels):
        again(session, place)
        assert session.casefile.redo_label == label
        session.redo()
        assert state(session) == states[number + 1], label
    assert said == []
    assert {fault.kind for fault in session.casefile.verify()} == {FaultKind.QUOTE}, "the text was edited, so its quotes drift"
    reasons = {entry.label: entry.reason for entry in session.casefile.journal(limit=200)}
    assert reasons["Retract figure"] == "a misprint"
    assert reasons["Remove figure"] == "twice"
    assert {entry.author for entry in session.casefile.journal(limit=len(labels))} == {"Олена"}
    session.close()
