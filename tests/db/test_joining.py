"""Two records that are one become one, with all that rested on either; two that are not are remembered as two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from db.error import Missing
from db.joining import join, keep_apart, kept_apart, side_by_side
from db.mark import distinct_pairs, is_mark, joined, pair, uids_of
from db.merge import Take, merge
from figures.anchor import anchor
from figures.record import AgreementDraft, PartyDraft, SourceDraft, Unfit
from figures.vocabulary import Stage

TEXT = "On Wednesday Ukraine received 1,212 bodies, the headquarters said."


def test_all_that_named_the_younger_names_the_older_and_one_undo_takes_it_back(field: Any) -> None:
    twin = field.add(PartyDraft(name="Україна", belongs_to=None))
    organ = field.add(PartyDraft(name="Headquarters", belongs_to=twin))
    named = field.add(AgreementDraft(title="Riyadh", parties=(field.russia, twin, field.ukraine)))
    figure = field.add(field.figure(receiver=twin, claimant=organ))
    before = field.casefile.fingerprint()
    kept = join(field.casefile, RecordKind.PARTY, twin, field.ukraine, {"name": Take.OURS}, "Join two parties")
    assert kept == field.ukraine
    assert field.casefile.get(RecordKind.PARTY, twin) is None
    assert field.casefile.get(RecordKind.PARTY, organ).belongs_to == field.ukraine
    assert field.casefile.get(RecordKind.AGREEMENT, named).parties == (field.russia, field.ukraine)
    assert field.casefile.get(RecordKind.FIGURE, figure).receiver == field.ukraine
    assert field.casefile.verify() == ()
    field.casefile.undo()
    assert field.casefile.fingerprint() == before
    assert field.casefile.verify() == ()


def test_each_field_is_the_ones_that_was_chosen_and_notes_can_both_be_kept(field: Any) -> None:
    one = field.add(AgreementDraft(title="Riyadh", place="Riyadh", note="seen", mediators=(field.ukraine,)))
    two = field.add(AgreementDraft(title="Ar-Riyad", place="", note="heard", mediators=(field.russia,), date="2025-03-18"))
    shown = side_by_side(field.casefile, RecordKind.AGREEMENT, two, one)
    assert (shown.first, shown.second) == (one, two)
    assert {f.field: f.suggested for f in shown.fields if f.differs} == {
        "title": Take.OURS,
        "date": Take.THEIRS,
        "place": Take.OURS,
        "note": Take.BOTH,
        "mediators": Take.BOTH,
    }
    chosen = {"title": Take.THEIRS, "date": Take.THEIRS, "note": Take.BOTH, "mediators": Take.BOTH}
    join(field.casefile, RecordKind.AGREEMENT, one, two, chosen, "Join two agreements")
    made = field.casefile.get(RecordKind.AGREEMENT, one)
    assert (made.title, made.date, made.place, made.note) == ("Ar-Riyad", "2025-03-18", "Riyadh", "seen\nheard")
    assert made.mediators == (field.ukraine, field.russia)


def test_a_quote_is_found_again_in_the_text_that_stays(field: Any) -> None:
    with field.casefile.act("Add") as act:
        source = act.add(SourceDraft(title="Reprint"))
        act.keep_text(source, TEXT)
    at = TEXT.index("1,212")
    figure = field.add(field.figure(source=source, quote="1,212 bodies", anchor=anchor(TEXT, at, at + len("1,212 bodies"))))
    join(field.casefile, RecordKind.SOURCE, field.source, source, {"text_sha256": Take.OURS}, "Join two sources")
    moved = field.casefile.get(RecordKind.FIGURE, figure)
    stays = field.casefile.source_text(field.source)
    assert (moved.source, stays[moved.anchor.start : moved.anchor.end]) == (field.source, "1,212 bodies")
    assert field.casefile.verify() == ()


def test_the_two_ends_of_a_direction_and_a_whole_and_its_part_are_not_one(field: Any) -> None:
    field.add(field.figure())
    with pytest.raises(Unfit, match="from the one to the other"):
        join(field.casefile, RecordKind.PARTY, field.ukraine, field.russia, {}, "Join")
    whole = field.add(field.figure("5", 5))
    part = field.add(field.figure("5", 5, part_of=whole))
    with pytest.raises(Unfit, match="part of"):
        join(field.casefile, RecordKind.FIGURE, whole, part, {}, "Join")
    assert len(field.casefile.figures()) == 3


def test_a_law_that_would_be_broken_keeps_the_two_apart(field: Any) -> None:
    whole = field.add(field.figure("500", 500))
    field.add(field.figure("5", 5, part_of=whole))
    other = field.add(field.figure("500", 500, agreement=field.agreement, stage=Stage.AGREED))
    with pytest.raises(Unfit, match="A part and its whole"):
        join(field.casefile, RecordKind.FIGURE, whole, other, {"agreement": Take.THEIRS, "stage": Take.THEIRS}, "Join")
    assert field.casefile.verify() == ()


def test_one_that_is_gone_is_said_to_be_gone(field: Any) -> None:
    with pytest.raises(Missing, match="no longer"):
        side_by_side(field.casefile, RecordKind.PARTY, field.ukraine, 99)


def test_that_two_are_not_the_same_is_remembered_in_either_order_undone_and_merged(field: Any, tmp_path: Path) -> None:
    casefile = field.casefile
    one, other = (casefile.get(RecordKind.PARTY, id).uid for id in (field.ukraine, field.russia))
    path = casefile.backup(tmp_path / "other.handover")
    with casefile.act("Not the same") as act:
        keep_apart(act, RecordKind.PARTY, other, one)
        keep_apart(act, RecordKind.PARTY, one, other)
    assert kept_apart(casefile) == {pair(RecordKind.PARTY, one, other)}
    with Casefile.open(path) as copy:
        assert len(merge(copy, casefile.path).added) == 1
        assert kept_apart(copy) == kept_apart(casefile)
        assert merge(copy, casefile.path).is_nothing
        assert merge(casefile, path).is_nothing
    casefile.undo()
    assert kept_apart(casefile) == frozenset()


def test_what_a_colleague_hung_on_the_younger_follows_to_the_older(field: Any, tmp_path: Path) -> None:
    twin = field.add(PartyDraft(name="Україна"))
    path = field.casefile.backup(tmp_path / "other.handover")
    with Casefile.open(path) as copy:
        theirs = replace(field, casefile=copy)
        figure = theirs.add(theirs.figure("7", 7, claimant=twin))
        join(field.casefile, RecordKind.PARTY, field.ukraine, twin, {}, "Join two parties")
        told = merge(field.casefile, path)
        assert (len(told.added), told.conflicts) == (1, ())
        assert merge(field.casefile, path).is_nothing
        back = merge(copy, field.casefile.path)
        assert back.conflicts == ()
        assert copy.get(RecordKind.FIGURE, figure).claimant == field.ukraine
        assert copy.fingerprint() == field.casefile.fingerprint()
        assert merge(field.casefile, path).is_nothing
        assert copy.verify() == ()


def test_two_who_join_the_same_pair_each_by_themselves_come_to_the_same(field: Any, tmp_path: Path) -> None:
    twin = field.add(PartyDraft(name="Україна"))
    field.add(field.figure("7", 7, claimant=twin))
    path = field.casefile.backup(tmp_path / "other.handover")
    with Casefile.open(path) as copy:
        join(field.casefile, RecordKind.PARTY, field.ukraine, twin, {}, "Join")
        join(copy, RecordKind.PARTY, twin, field.ukraine, {}, "Join")
        assert merge(field.casefile, path).conflicts == ()
        assert merge(copy, field.casefile.path).conflicts == ()
        assert copy.fingerprint() == field.casefile.fingerprint()


def test_two_who_join_one_record_to_different_ones_come_to_the_same(field: Any, tmp_path: Path) -> None:
    twins = [field.add(PartyDraft(name=name)) for name in ("Ukrajina", "Україна")]
    field.add(field.figure("7", 7, claimant=twins[1]))
    path = field.casefile.backup(tmp_path / "other.handover")
    with Casefile.open(path) as copy:
        join(field.casefile, RecordKind.PARTY, field.ukraine, twins[1], {}, "Join")
        join(copy, RecordKind.PARTY, twins[0], twins[1], {}, "Join")
        for one, other in ((field.casefile, copy), (copy, field.casefile)):
            decisions = {conflict.key: Take.OURS for conflict in merge(one, other.path, dry_run=True).conflicts}
            assert all(kind is RecordKind.FIGURE for kind, _ in decisions)
            assert merge(one, other.path, decisions=decisions).conflicts == ()
        assert copy.fingerprint() == field.casefile.fingerprint()
        assert copy.verify() == ()


@pytest.mark.parametrize(
    "key", ["distinct party a", "distinct party a b c", "distinct nobody a b", "distinct party  b", "joined party", "distinct"]
)
def test_a_setting_that_only_looks_like_a_decision_is_none(key: str) -> None:
    assert not is_mark(key)
    assert (distinct_pairs([key]), joined({key: "x"}), uids_of(key, "x")) == (frozenset(), {}, frozenset())
