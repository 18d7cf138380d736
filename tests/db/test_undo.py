"""Undo and redo: inverse acts read from the journal, the same after a restart as before it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db.casefile import Casefile, RecordKind
from db.error import Damaged, Missing, NothingToUndo
from db.journal import agrees
from db.result import IssuedDraft
from figures.category import Category
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft, SourceDraft, Unfit
from figures.vocabulary import Unit


def test_an_act_is_taken_back_and_done_again(field: Any) -> None:
    casefile, before = field.casefile, field.casefile.fingerprint()
    id = field.add(field.figure(), "Add figure")
    after = casefile.fingerprint()
    assert casefile.undo_label == "Add figure"
    changes = casefile.undo()
    assert changes.touched == {(RecordKind.FIGURE, id)}
    assert (casefile.fingerprint(), casefile.redo_label, casefile.undo_label) == (before, "Add figure", "Begin")
    casefile.redo()
    assert (casefile.fingerprint(), casefile.redo_label) == (after, None)
    assert casefile.get(RecordKind.FIGURE, id) is not None


def test_undo_survives_a_restart(field: Any, place: Path) -> None:
    before = field.casefile.fingerprint()
    field.add(field.figure(), "Add figure")
    field.casefile.close()
    with Casefile.open(place) as again:
        assert again.undo_label == "Add figure"
        again.undo()
        assert again.fingerprint() == before
    with Casefile.open(place) as again:
        assert again.redo_label == "Add figure"
        again.redo()
        assert again.redo_label is None


def test_a_new_act_after_undo_leaves_nothing_to_redo(field: Any) -> None:
    field.add(field.figure(), "One")
    field.casefile.undo()
    field.add(field.figure(), "Two")
    assert (field.casefile.undo_label, field.casefile.redo_label) == ("Two", None)
    with pytest.raises(NothingToUndo):
        field.casefile.redo()
    field.casefile.undo()
    assert (field.casefile.undo_label, field.casefile.redo_label) == ("Begin", "Two")


def test_an_empty_casefile_has_nothing_to_undo(casefile: Casefile) -> None:
    assert (casefile.undo_label, casefile.redo_label) == (None, None)
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        casefile.undo()


def test_undo_is_itself_in_the_journal(field: Any) -> None:
    field.add(field.figure(), "Add figure")
    field.casefile.undo()
    field.casefile.redo()
    field.casefile.undo()
    undone_again, redone, undone, act, begun = field.casefile.journal()
    assert [entry.undoes for entry in (undone_again, redone, undone, act, begun)] == [act.id, None, act.id, None, None]
    assert redone.redoes == act.id
    assert (act.undone, begun.undone) == (True, False)
    assert undone.label == "Add figure"


def test_a_whole_import_is_one_step(field: Any) -> None:
    before = field.casefile.fingerprint()
    with field.casefile.act("Import 300 figures") as act:
        agreement = act.add(AgreementDraft(title="New", parties=(field.ukraine, field.russia), mediators=(field.russia,)))
        event = act.add(EventDraft(title="New", agreement=agreement, mediators=(field.ukraine,)))
        ids = [act.add(field.figure(event=event, ref=str(number))) for number in range(300)]
        act.change(ids[0], field.figure(event=event, corrects=ids[1]))
        act.change(ids[0], field.figure(event=event, corrects=ids[2]))
        act.remove(RecordKind.FIGURE, ids[3])
    after = field.casefile.fingerprint()
    field.casefile.undo()
    assert field.casefile.fingerprint() == before
    field.casefile.redo()
    assert field.casefile.fingerprint() == after
    assert field.casefile.figures()[0].corrects == ids[2]
    assert field.casefile.find("New")[0].kind is RecordKind.AGREEMENT


def test_texts_settings_categories_and_briefings_are_taken_back_too(field: Any) -> None:
    casefile = field.casefile
    with casefile.act("Everything else") as act:
        act.keep_text(field.source, "Another text.")
        act.set_setting("observing", "receiver")
        act.add_category(Category("azov", "prisoner_of_war", "Azov defenders"))
        act.keep_briefing(IssuedDraft(title="Swaps", fingerprint="f" * 64, pages=3, pdf=b"%PDF", snapshot='{"lines": []}'))
    assert casefile.briefing_pdf(casefile.issued()[0].id) == b"%PDF"
    assert casefile.issued()[0].snapshot == '{"lines": []}'
    casefile.undo()
    assert casefile.source_text(field.source) == "Ukraine received 1,212 bodies on Wednesday."
    assert (casefile.setting("observing"), casefile.issued()) == ("", ())
    casefile.redo()
    assert casefile.source_text(field.source) == "Another text."
    assert casefile.find("another text")
    assert not casefile.find("Wednesday")
    assert casefile.issued()[0].pages == 3


def test_one_record_is_brought_back_alone(field: Any) -> None:
    casefile = field.casefile
    one = field.add(field.figure(note="first"))
    with casefile.act("Change") as act:
        act.change(one, field.figure(note="second"))
    two = field.add(field.figure(note="other"))
    entry = casefile.journal(kind=RecordKind.FIGURE, id=one)[0]
    casefile.restore(RecordKind.FIGURE, one, entry.id)
    assert casefile.get(RecordKind.FIGURE, one).note == "first"
    assert casefile.get(RecordKind.FIGURE, two).note == "other"
    assert casefile.undo_label == "Restore figure"
    casefile.undo()
    assert casefile.get(RecordKind.FIGURE, one).note == "second"


def test_a_removed_record_is_brought_back_with_its_id(field: Any) -> None:
    casefile = field.casefile
    id = field.add(field.figure())
    uid = casefile.get(RecordKind.FIGURE, id).uid
    with casefile.act("Remove") as act:
        act.remove(RecordKind.FIGURE, id)
    casefile.restore(RecordKind.FIGURE, id, casefile.journal()[0].id)
    assert casefile.get(RecordKind.FIGURE, id).uid == uid


def test_a_record_whose_source_is_gone_is_not_brought_back(field: Any) -> None:
    casefile = field.casefile
    id = field.add(field.figure())
    with casefile.act("Remove both") as act:
        act.remove(RecordKind.FIGURE, id)
        act.remove(RecordKind.SOURCE, field.source)
    with pytest.raises(Unfit, match="cannot be brought back as it was"):
        casefile.restore(RecordKind.FIGURE, id, casefile.journal()[0].id)


def test_a_figure_is_not_brought_back_away_from_its_parts(field: Any) -> None:
    casefile = field.casefile
    whole = field.add(field.figure(unit=Unit.CASKET))
    with casefile.act("Change") as act:
        act.change(whole, field.figure())
    changed = casefile.journal()[0].id
    part = field.add(field.figure(part_of=whole))
    with pytest.raises(Unfit, match=r"cannot be brought back as it was\. Another figure is a part"):
        casefile.restore(RecordKind.FIGURE, whole, changed)
    with casefile.act("Change") as act:
        act.remove(RecordKind.FIGURE, part)
    casefile.restore(RecordKind.FIGURE, whole, changed)
    assert casefile.verify() == ()


def test_only_an_entry_that_touched_a_record_brings_it_back(field: Any) -> None:
    with pytest.raises(Missing):
        field.casefile.restore(RecordKind.FIGURE, 999, 1)


def test_a_record_altered_behind_the_journal_is_not_undone(field: Any) -> None:
    id = field.add(field.figure())
    field.casefile._driver.execute("UPDATE figure SET low = 1, high = 1 WHERE id = ?", (id,))
    with pytest.raises(Damaged, match="is not what the journal left"):
        field.casefile.undo()
    assert field.casefile.get(RecordKind.FIGURE, id).count.low == 1


def test_a_journal_of_an_older_format_says_nothing_of_younger_fields() -> None:
    assert agrees({"id": 1, "name": "a", "new": ""}, {"id": 1, "name": "a"})
    assert not agrees({"id": 1, "name": "a"}, {"id": 1, "name": "b"})
    assert not agrees({"id": 1}, {"id": 1, "name": "a"})
    assert not agrees(None, {"id": 1})
    assert agrees(None, None)


def test_a_casebook_follows_the_acts(field: Any) -> None:
    casefile = field.casefile
    book = casefile.casebook()
    with casefile.act("Everything") as act:
        copy = act.keep_copy(b"bytes", "text/plain")
        act.change(field.source, SourceDraft(title="With a copy", copy=copy))
        act.add(field.figure())
        act.set_setting("observing", "receiver")
    book = casefile.casebook_after(book, casefile.last_changes)
    assert book == casefile.casebook()
    casefile.undo()
    assert casefile.casebook_after(book, casefile.last_changes) == casefile.casebook()
    with casefile.act("A source only") as act:
        act.change(field.source, SourceDraft(title="With a copy", copy=act.keep_copy(b"longer bytes", "text/plain")))
    assert casefile.casebook_after(casefile.casebook(), casefile.last_changes).sources[0].copy.size == 12


NAMES = st.sampled_from(["Красный Крест", "Reuters", "ГУР", "x" * 50, "‮rtl", 'O\'Brien "quoted"'])


class Model(RuleBasedStateMachine):
    """A casefile beside plain dictionaries, through acts, failures, undos, redos and restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.casefile = Casefile.create(self.folder / "model.handover")
        self.now: dict[tuple[RecordKind, int], Any] = {}
        self.done: list[tuple[str, dict[tuple[RecordKind, int], Any]]] = []
        self.undone: list[tuple[str, dict[tuple[RecordKind, int], Any]]] = []
        self.acts = 0
        self.book = self.casefile.casebook()

    def teardown(self) -> None:
        self.casefile.close()
        shutil.rmtree(self.folder)

    def renew(self) -> None:
        assert self.casefile.last_changes is not None
        self.book = self.casefile.casebook_after(self.book, self.casefile.last_changes)

    def finished(self, label: str, after: dict[tuple[RecordKind, int], Any]) -> None:
        self.renew()
        if after != self.now:
            self.done.append((label, self.now))
            self.undone.clear()
        self.now = after

    def label(self) -> str:
        self.acts += 1
        return f"Act {self.acts}"

    def ids(self, kind: RecordKind) -> list[int]:
        return [id for known, id in self.now if known is kind]

    @initialize()
    def first(self) -> None:
        self.add_party("Ukraine", 0)

    @rule(name=NAMES, belongs=st.integers(0, 9))
    def add_party(self, name: str, belongs: int) -> None:
        label, parties = self.label(), self.ids(RecordKind.PARTY)
        draft = PartyDraft(name=name, belongs_to=parties[belongs] if belongs < len(parties) else None)
        with self.casefile.act(label) as act:
            id = act.add(draft)
        assert (RecordKind.PARTY, id) not in self.now
        self.finished(label, {**self.now, (RecordKind.PARTY, id): draft})

    @rule(name=NAMES, chosen=st.lists(st.integers(0, 9), max_size=3, unique=True))
    def add_event_and_agreement(self, name: str, chosen: list[int]) -> None:
        label, parties = self.label(), self.ids(RecordKind.PARTY)
        named = tuple(parties[index] for index in chosen if index < len(parties))
        agreement = AgreementDraft(title=name, parties=named, mediators=named[:1])
        with self.casefile.act(label) as act:
            agreement_id = act.add(agreement)
            event = EventDraft(title=name, agreement=agreement_id, mediators=named)
            event_id = act.add(event)
        after = {(RecordKind.AGREEMENT, agreement_id): agreement, (RecordKind.EVENT, event_id): event}
        self.finished(label, {**self.now, **after})

    @rule(pick=st.integers(0, 99), name=NAMES)
    def change_one(self, pick: int, name: str) -> None:
        if not self.now:
            return
        label, (kind, id) = self.label(), list(self.now)[pick % len(self.now)]
        draft = self.now[kind, id]
        draft = replace(draft, name=name) if isinstance(draft, PartyDraft | PublisherDraft) else replace(draft, title=name)
        with self.casefile.act(label) as act:
            act.change(id, draft)
        self.finished(label, {**self.now, (kind, id): draft})

    @rule(pick=st.integers(0, 99))
    def remove_one(self, pick: int) -> None:
        if not self.now:
            return
        label, (kind, id) = self.label(), list(self.now)[pick % len(self.now)]
        try:
            with self.casefile.act(label) as act:
                act.remove(kind, id)
        except Unfit:
            assert self.rests_on(kind, id)
        else:
            assert not self.rests_on(kind, id)
            self.finished(label, {key: draft for key, draft in self.now.items() if key != (kind, id)})

    def rests_on(self, kind: RecordKind, id: int) -> bool:
        for draft in self.now.values():
            if kind is RecordKind.AGREEMENT and isinstance(draft, EventDraft) and draft.agreement == id:
                return True
            if kind is RecordKind.PARTY and isinstance(draft, PartyDraft) and draft.belongs_to == id:
                return True
            named = getattr(draft, "parties", ()) + getattr(draft, "mediators", ())
            if kind is RecordKind.PARTY and id in named:
                return True
        return False

    @rule(name=NAMES)
    def fail(self, name: str) -> None:
        try:
            with self.casefile.act("Fails") as act:
                act.add(PublisherDraft(name=name))
                act.add(PartyDraft(name=name, belongs_to=10_000))
        except Unfit:
            return
        raise AssertionError("a party of nobody was kept")

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        label, before = self.done.pop()
        assert self.casefile.undo().label == label
        self.renew()
        self.undone.append((label, self.now))
        self.now = before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        label, after = self.undone.pop()
        assert self.casefile.redo().label == label
        self.renew()
        self.done.append((label, self.now))
        self.now = after

    @rule()
    def restart(self) -> None:
        self.casefile.close()
        self.casefile = Casefile.open(self.folder / "model.handover")

    @invariant()
    def the_casefile_is_the_model(self) -> None:
        book = self.casefile.casebook()
        assert self.book == book
        found = {(RecordKind.PARTY, record.id): record for record in book.parties}
        found |= {(RecordKind.AGREEMENT, record.id): record for record in book.agreements}
        found |= {(RecordKind.EVENT, record.id): record for record in book.events}
        assert found.keys() == self.now.keys()
        for key, draft in self.now.items():
            for name in draft.__dataclass_fields__:
                assert getattr(found[key], name) == getattr(draft, name)
        assert book.publishers == ()
        assert self.casefile.undo_label == (self.done[-1][0] if self.done else None)
        assert self.casefile.redo_label == (self.undone[-1][0] if self.undone else None)

    @invariant()
    def the_chain_holds(self) -> None:
        assert self.casefile.verify_journal() == ()


Model.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False
)
TestAnySequenceOfActsUndosRedosAndRestarts = Model.TestCase
