"""A copy to hand on holds what may be passed on and no byte of what may not, and can be merged back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import keyring
from db.casefile import Casefile, RecordKind
from db.error import AlreadyThere, Damaged, Interrupted, PassphraseNeeded
from db.merge import Take, merge
from db.result import IssuedDraft
from db.sharing import LeaveOut, foreseen, share
from figures.record import EventDraft, PartyDraft, PublisherDraft, SourceDraft

WHISPER = "Полковник Шевченко-Таємний"
WORDS = "п'ять слів навмання"
EVERYTHING_STAYS = LeaveOut(confidential=False, drafts=False, history=False, copies=False, briefings=False)


@pytest.fixture
def rich(field: Any) -> Any:
    """A casefile in which one source, its copy, its claimant, its event, a draft and a briefing say the secret word."""
    field.figure_id = field.add(field.figure())
    with field.casefile.act(f"Hear {WHISPER}", reason=WHISPER) as act:
        copy = act.keep_copy(WHISPER.encode() + b"-copy", "text/plain", f"{WHISPER}.txt")
        publisher = act.add(PublisherDraft(name=f"{WHISPER} himself"))
        source = act.add(SourceDraft(title=WHISPER, publisher=publisher, confidential=True, copy=copy, note=WHISPER))
        act.keep_text(source, f"said {WHISPER} on the telephone")
        claimant = act.add(PartyDraft(name=WHISPER, belongs_to=field.ukraine))
        event = act.add(EventDraft(title=f"Night of {WHISPER}", date="2025-06-20"))
        told = act.add(field.figure("7", 7, source=source, claimant=claimant, event=event, quote=WHISPER))
        act.add(field.figure("3", 3, event=event, part_of=told, quote="three"))
        open_copy = act.keep_copy(b"open copy of a page", "text/html", "page.html")
        act.change(field.source, replace(field.casefile.get(RecordKind.SOURCE, field.source), copy=open_copy))
        act.keep_briefing(IssuedDraft(title=WHISPER, fingerprint="f", pages=1, pdf=b"%PDF " + WHISPER.encode()))
    field.casefile.keep_draft("figure/1", json.dumps({"note": WHISPER}, ensure_ascii=False))
    return field


def test_a_copy_never_vouches_for_a_number_that_the_journal_does_not_know(rich: Any, tmp_path: Path) -> None:
    path = rich.casefile.path
    rich.casefile.close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE figure SET low = low - 1 WHERE id = ?", (rich.figure_id,))
    with Casefile.open(path) as altered, pytest.raises(Damaged, match="is not what the journal says"):
        share(altered, tmp_path / "copy.handover", LeaveOut())
    assert not list(tmp_path.glob("*copy*"))


def test_nothing_of_what_is_left_out_is_in_the_bytes(rich: Any, tmp_path: Path) -> None:
    made = share(rich.casefile, tmp_path / "copy.handover", LeaveOut())
    data = made.path.read_bytes()
    for word in (WHISPER, WHISPER.casefold(), "Шевченко", "шевченко", "Olena", "open copy of a page"):
        assert word.encode() not in data
        assert word.encode("utf-16-le") not in data
    assert (made.left_out[RecordKind.FIGURE], made.left_out[RecordKind.SOURCE], made.left_out[RecordKind.EVENT]) == (2, 1, 1)
    assert (made.left_out[RecordKind.PARTY], made.left_out[RecordKind.PUBLISHER]) == (1, 1)
    assert (made.copies, made.briefings, made.drafts) == (2, 1, 1)
    assert foreseen(rich.casefile, LeaveOut()) == replace(made, path=None)
    with Casefile.open(made.path) as copy:
        assert copy.verify() == ()
        assert copy.tally() == made.holds
        assert copy.source_text(copy.sources()[0].id).startswith("Ukraine received 1,212")
        assert [f.uid for f in copy.figures()] == [rich.casefile.get(RecordKind.FIGURE, rich.figure_id).uid]
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.handover"]


def test_what_is_not_left_out_is_all_there(rich: Any, tmp_path: Path) -> None:
    made = share(rich.casefile, tmp_path / "whole.handover", EVERYTHING_STAYS)
    with Casefile.open(made.path) as copy:
        assert copy.fingerprint() == rich.casefile.fingerprint()
        assert [note.form for note in copy.drafts()] == ["figure/1"]
        assert len(copy.journal()) == len(rich.casefile.journal())
    lean = share(rich.casefile, tmp_path / "lean.handover", replace(EVERYTHING_STAYS, drafts=True))
    assert WHISPER.encode() in lean.path.read_bytes()
    with Casefile.open(lean.path) as copy:
        assert copy.drafts() == ()
        assert copy.verify() == ()
    mixed = LeaveOut(confidential=False, copies=False, briefings=False, history=True, drafts=False)
    kept = share(rich.casefile, tmp_path / "mixed.handover", mixed)
    with Casefile.open(kept.path) as copy:
        assert copy.fingerprint() == rich.casefile.fingerprint()
        assert [b.title for b in copy.issued()] == [WHISPER]
        assert len(copy.journal()) == 1


@pytest.mark.parametrize(
    "wrong", [{"history": False}, {"briefings": False}, {"drafts": False}, {"confidential": False, "history": False}]
)
def test_what_would_still_tell_what_is_left_out_cannot_stay(wrong: dict[str, bool]) -> None:
    with pytest.raises(ValueError, match="eave"):
        LeaveOut(**wrong)


def test_a_shared_copy_is_merged_back_and_only_its_changes_come_in(rich: Any, tmp_path: Path) -> None:
    path = share(rich.casefile, tmp_path / "copy.handover", LeaveOut()).path
    before = rich.casefile.fingerprint()
    assert merge(rich.casefile, path).is_nothing
    assert rich.casefile.fingerprint() == before
    with Casefile.open(path) as copy:
        event, agreement = copy.events()[0], copy.agreements()[0]
        source = copy.sources()[0]
        with copy.act("Work") as act:
            act.change(event.id, replace(event, place="Chernihiv"))
            act.change(agreement.id, replace(agreement, place="Pera"))
            act.change(source.id, replace(source, note="checked"))
            act.add(PartyDraft(name="ICRC"))
            act.remove(RecordKind.FIGURE, copy.figures()[0].id)
        with rich.casefile.act("Work") as act:
            act.change(rich.agreement, replace(rich.casefile.get(RecordKind.AGREEMENT, rich.agreement), place="Istanbul"))
        told = merge(rich.casefile, path, dry_run=True)
        [conflict] = told.conflicts
        assert [(f.field, f.base, f.ours, f.theirs) for f in conflict.fields] == [("place", "", "Istanbul", "Pera")]
        assert ([t.name for t in told.added], len(told.changed), len(told.removed)) == (["ICRC"], 2, 1)
        merge(rich.casefile, path, decisions={conflict.key: Take.THEIRS})
        assert rich.casefile.get(RecordKind.EVENT, rich.event).place == "Chernihiv"
        kept = rich.casefile.get(RecordKind.SOURCE, rich.source)
        assert (kept.note, rich.casefile.stored_copy(kept.copy.sha256)) == ("checked", b"open copy of a page")
        assert merge(rich.casefile, path).is_nothing
        assert len(rich.casefile.sources()) == 2
        assert merge(copy, rich.casefile.path).conflicts == ()
        assert merge(copy, rich.casefile.path).is_nothing
        assert copy.verify() == ()


def test_what_was_done_here_after_sharing_is_no_conflict(rich: Any, tmp_path: Path) -> None:
    path = share(rich.casefile, tmp_path / "copy.handover", LeaveOut()).path
    with rich.casefile.act("Work") as act:
        act.remove(RecordKind.FIGURE, rich.figure_id)
        act.change(rich.event, replace(rich.casefile.get(RecordKind.EVENT, rich.event), place="Homel"))
    assert merge(rich.casefile, path).is_nothing
    with Casefile.open(path) as copy:
        told = merge(copy, rich.casefile.path)
        assert (told.conflicts, len(told.removed)) == ((), 1)
        assert [e.place for e in copy.events() if e.title == "First return"] == ["Homel"]


def test_a_copy_that_is_called_off_or_has_no_place_leaves_nothing_behind(rich: Any, tmp_path: Path) -> None:
    there = sorted(tmp_path.iterdir())
    with pytest.raises(Interrupted):
        share(rich.casefile, tmp_path / "copy.handover", LeaveOut(), progress=lambda part: part < 0.5)
    assert sorted(tmp_path.iterdir()) == there
    with pytest.raises(AlreadyThere):
        share(rich.casefile, rich.casefile.path, LeaveOut())


def test_a_copy_with_a_passphrase_of_its_own_is_encrypted_and_merged_back(rich: Any, tmp_path: Path) -> None:
    made = share(rich.casefile, tmp_path / "copy.handover", LeaveOut(), passphrase=WORDS)
    assert b"SQLite format" not in made.path.read_bytes()[:64]
    keyring.forget()
    with pytest.raises(PassphraseNeeded):
        merge(rich.casefile, made.path)
    keyring.unlock(made.path, WORDS)
    assert merge(rich.casefile, made.path).is_nothing
    with pytest.raises(ValueError, match="history"):
        share(rich.casefile, tmp_path / "other.handover", EVERYTHING_STAYS, passphrase=WORDS)
