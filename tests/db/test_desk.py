"""What is kept beside the records: unsaved forms, dismissed suggestions, the history in words, identities."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from db.error import CasefileError, Interrupted
from db.identity import new_uid
from figures.record import EventDraft, PartyDraft


def test_an_unsaved_form_is_offered_again_after_a_crash(field: Any, place: Path) -> None:
    field.casefile.keep_draft("figure:new", '{"words": ">6"}')
    field.casefile.keep_draft("figure:new", '{"words": ">6000"}')
    field.casefile.keep_draft("source:3", "half \ud800 a letter\0")
    with Casefile.open(place) as after_the_crash:
        notes = {note.form: note.content for note in after_the_crash.drafts()}
        assert notes == {"figure:new": '{"words": ">6000"}', "source:3": "half \ufffd a letter\ufffd"}
        assert after_the_crash.drafts()[0].kept_at.endswith("Z")
    field.casefile.drop_draft("figure:new")
    field.casefile.drop_draft("never kept")
    assert [note.form for note in field.casefile.drafts()] == ["source:3"]
    assert len(field.casefile.journal()) == 1


def test_a_dismissed_suggestion_stays_dismissed(field: Any, place: Path) -> None:
    field.casefile.dismiss(field.source, "1212@17")
    field.casefile.dismiss(field.source, "1212@17")
    with Casefile.open(place) as again:
        assert again.dismissed(field.source) == {"1212@17"}
        assert again.dismissed(999) == frozenset()


def test_the_history_speaks_in_words(field: Any) -> None:
    id = field.add(field.figure(), "Add figure")
    with field.casefile.act("Retract figure", reason="a typing error") as act:
        act.change(id, field.figure(retracted=True))
    retracted, added = field.casefile.journal(kind=RecordKind.FIGURE, id=id)
    assert (retracted.label, retracted.reason, retracted.author) == ("Retract figure", "a typing error", "Olena")
    change = retracted.changes[0]
    assert (change.kind, change.id, change.name) == (RecordKind.FIGURE, id, "1,212")
    assert change.before is not None
    assert change.after is not None
    assert (change.before["retracted"], change.after["retracted"]) == ("no", "yes")
    assert change.after["sender"] == "Russia"
    assert change.after["source"] == "Bodies returned"
    assert "uid" not in change.after
    assert added.changes[0].before is None


def test_a_removed_record_is_still_called_by_its_name(field: Any) -> None:
    party = field.add(PartyDraft(name="ICRC"))
    with field.casefile.act("Name mediator") as act:
        act.change(field.event, EventDraft(title="First return", mediators=(party,)))
    with field.casefile.act("Remove") as act:
        act.change(field.event, EventDraft(title="First return"))
        act.remove(RecordKind.PARTY, party)
    entry = field.casefile.journal()[1]
    assert entry.changes[0].after is not None
    assert entry.changes[0].after["mediators"] == "ICRC"


def test_the_journal_is_read_page_by_page(field: Any) -> None:
    for number in range(10):
        field.add(PartyDraft(name=str(number)), f"Add {number}")
    first = field.casefile.journal(limit=4)
    second = field.casefile.journal(limit=4, before=first[-1].id)
    assert [entry.label for entry in (*first, *second)] == [f"Add {number}" for number in range(9, 1, -1)]


def test_of_a_long_act_the_first_changes_are_told(field: Any) -> None:
    with field.casefile.act("Import") as act:
        ids = [act.add(field.figure(ref=str(number))) for number in range(250)]
    entry = field.casefile.journal(limit=1)[0]
    assert (len(entry.changes), entry.size) == (200, 250)
    assert [change.id for change in field.casefile.journal(kind=RecordKind.FIGURE, id=ids[-1])[0].changes] == [ids[-1]]


def test_identities_rise_and_never_repeat() -> None:
    found: list[list[str]] = [[] for _ in range(4)]

    def take(mine: list[str]) -> None:
        mine.extend(new_uid() for _ in range(5000))

    threads = [threading.Thread(target=take, args=(mine,)) for mine in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(mine == sorted(mine) for mine in found)
    together = [uid for mine in found for uid in mine]
    assert len(set(together)) == len(together)
    assert all(len(uid) == 36 and uid[14] == "7" and uid[19] in "89ab" for uid in together)


def test_a_reader_works_in_another_thread_and_can_be_called_off(field: Any) -> None:
    with field.casefile.act("Import") as act:
        for number in range(3000):
            act.add(field.figure(ref=str(number)))
    readers: list[Casefile] = []
    said: list[CasefileError] = []
    started = threading.Event()

    def read() -> None:
        with field.casefile.reader() as reader:
            readers.append(reader)
            started.set()
            try:
                while True:
                    reader.fingerprint()
            except CasefileError as refusal:
                said.append(refusal)

    worker = threading.Thread(target=read)
    worker.start()
    started.wait()
    while worker.is_alive():
        readers[0].interrupt()
    worker.join()
    assert isinstance(said[0], Interrupted)


def test_an_act_within_an_act_is_our_own_mistake(field: Any) -> None:
    with pytest.raises(RuntimeError, match="an act within an act"), field.casefile.act("One"):
        field.casefile.act("Two").__enter__()
    assert field.casefile.undo_label == "Begin"
