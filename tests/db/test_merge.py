"""Two researchers' casefiles are made one without a lost record, a doubled one, or a decision that nobody made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from db.casefile import Casefile, RecordKind
from db.error import Interrupted, InUse, NothingToUndo
from db.joining import join, keep_apart, kept_apart
from db.merge import Merged, Take, bring, merge, plan
from figures.category import Category
from figures.record import FigureDraft, PartyDraft, PinDraft, PublisherDraft, SourceDraft
from figures.vocabulary import Stage


@pytest.fixture
def two(field: Any, tmp_path: Path) -> Iterator[tuple[Any, Any]]:
    """A casefile, and a copy of it that goes its own way; both as the fields that they began with."""
    field.figure_id = field.add(field.figure())
    path = field.casefile.backup(tmp_path / "other.handover")
    with Casefile.open(path) as other:
        twin = replace(field, casefile=other)
        twin.figure_id = field.figure_id
        yield field, twin


def merged(one: Any, other: Any, **how: Any) -> Merged:
    return merge(one.casefile, other.casefile.path, **how)


def test_what_is_new_on_either_side_comes_in_and_both_ways_end_alike(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    ours.add(PartyDraft(name="Türkiye"))
    with theirs.casefile.act("Work") as act:
        act.add_category(Category("sapper", "prisoner_of_war", "sappers"))
        copy = act.keep_copy(b"%PDF", "application/pdf", "a.pdf")
        source = act.add(SourceDraft(title="New", reprint_of=theirs.source, copy=copy))
        act.keep_text(source, "six thousand were agreed")
        claimant = act.add(PartyDraft(name="ICRC"))
        given = {"stage": Stage.AGREED, "source": source, "claimant": claimant, "quote": ""}
        promise = act.add(theirs.figure("6,000", 6000, **given))
        act.add(theirs.figure("12", 12, part_of=promise, **given))
        way = {"sender": theirs.russia, "receiver": theirs.ukraine}
        act.add(PinDraft(event=theirs.event, category="deceased", figure=promise, reason="It was signed.", **way))
    told = merged(ours, theirs)
    assert (len(told.added), told.changed, told.removed, told.conflicts) == (6, (), (), ())
    merged(theirs, ours)
    assert ours.casefile.fingerprint() == theirs.casefile.fingerprint()
    assert ours.casefile.verify() == ()
    [new] = [s for s in ours.casefile.sources() if s.title == "New"]
    assert ours.casefile.source_text(new.id) == "six thousand were agreed"
    assert ours.casefile.stored_copy(new.copy.sha256) == b"%PDF"


def test_a_change_on_one_side_is_taken_and_the_same_change_on_both_is_none(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    for field, note in ((ours, "both"), (theirs, "both")):
        with field.casefile.act("Note") as act:
            act.change(field.agreement, replace(field.casefile.get(RecordKind.AGREEMENT, field.agreement), note=note))
    with theirs.casefile.act("Place") as act:
        act.change(theirs.event, replace(theirs.casefile.get(RecordKind.EVENT, theirs.event), place="Chernihiv"))
    told = merged(ours, theirs)
    assert ([t.name for t in told.changed], told.conflicts) == (["First return"], ())
    assert ours.casefile.get(RecordKind.EVENT, ours.event).place == "Chernihiv"


def note_both(two: tuple[Any, Any]) -> None:
    for field, place in zip(two, ("Kyiv", "Homel"), strict=True):
        with field.casefile.act("Place") as act:
            act.change(field.event, replace(field.casefile.get(RecordKind.EVENT, field.event), place=place))


def test_a_change_on_both_sides_is_listed_and_not_decided(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    note_both(two)
    theirs.add(PartyDraft(name="Türkiye"))
    told = merged(ours, theirs)
    [conflict] = told.conflicts
    [apart] = conflict.fields
    assert (conflict.id, conflict.name, apart.field, apart.base, apart.ours, apart.theirs) == (
        ours.event,
        "First return",
        "place",
        "",
        "Kyiv",
        "Homel",
    )
    assert [t.name for t in told.added] == ["Türkiye"]
    assert ours.casefile.get(RecordKind.EVENT, ours.event).place == "Kyiv"
    again = merged(ours, theirs)
    assert (again.is_nothing, len(again.conflicts)) == (True, 1)


@pytest.mark.parametrize(("decision", "kept"), [(Take.OURS, "Kyiv"), (Take.THEIRS, "Homel"), ({"place": Take.THEIRS}, "Homel")])
def test_a_conflict_that_was_decided_stays_decided_on_both_sides(two: tuple[Any, Any], decision: Any, kept: str) -> None:
    ours, theirs = two
    note_both(two)
    [conflict] = merged(ours, theirs, dry_run=True).conflicts
    told = merged(ours, theirs, decisions={(conflict.kind, conflict.uid): decision})
    assert told.conflicts == ()
    assert merged(ours, theirs).conflicts == ()
    assert merged(theirs, ours).conflicts == ()
    assert theirs.casefile.get(RecordKind.EVENT, theirs.event).place == kept
    assert ours.casefile.fingerprint() == theirs.casefile.fingerprint()


def test_a_removal_against_a_change_is_a_conflict(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    with ours.casefile.act("Remove") as act:
        act.remove(RecordKind.FIGURE, ours.figure_id)
    with theirs.casefile.act("Note") as act:
        act.change(theirs.figure_id, replace(theirs.casefile.get(RecordKind.FIGURE, theirs.figure_id), note="x"))
    assert [c.why for c in merged(ours, theirs).conflicts] == ["It was removed here and changed there."]
    assert [c.why for c in merged(theirs, ours).conflicts] == ["It was changed here and removed there."]
    assert len(theirs.casefile.figures()) == 1


def test_a_removal_of_what_the_other_side_has_come_to_need_is_a_conflict(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    spare = ours.add(PartyDraft(name="Belarus"))
    merged(theirs, ours)
    [party] = [p for p in theirs.casefile.parties() if p.name == "Belarus"]
    with ours.casefile.act("Remove") as act:
        act.remove(RecordKind.PARTY, spare)
    theirs.add(theirs.figure("5", 5, claimant=party.id))
    for one, other in ((ours, theirs), (theirs, ours)):
        told = merged(one, other)
        assert len(told.conflicts) == 1
        assert "rests on" in told.conflicts[0].why
        assert one.casefile.verify() == ()
    assert len(theirs.casefile.figures()) == 2


def test_two_halves_of_a_circle_are_a_conflict(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    for field, low, high in ((ours, ours.ukraine, ours.russia), (theirs, theirs.russia, theirs.ukraine)):
        with field.casefile.act("Belongs") as act:
            act.change(low, replace(field.casefile.get(RecordKind.PARTY, low), belongs_to=high))
    told = merged(ours, theirs)
    assert ["itself" in c.why for c in told.conflicts] == [True]
    assert ours.casefile.verify() == ()


def test_a_merge_is_one_act_that_can_be_undone_and_made_again(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    before = ours.casefile.fingerprint()
    theirs.add(PartyDraft(name="Türkiye"))
    with theirs.casefile.act("Remove") as act:
        act.remove(RecordKind.FIGURE, theirs.figure_id)
    told = merged(ours, theirs)
    assert told.backup is not None
    assert told.backup.exists()
    after = ours.casefile.fingerprint()
    ours.casefile.undo()
    assert ours.casefile.fingerprint() == before
    again = merged(ours, theirs)
    assert (len(again.added), len(again.removed), again.conflicts) == (1, 1, ())
    assert ours.casefile.fingerprint() == after


def test_what_was_edited_after_a_merge_is_not_taken_back_by_the_next(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    theirs.add(PublisherDraft(name="Suspilne"))
    merged(ours, theirs)
    [made] = [p for p in ours.casefile.publishers() if p.name == "Suspilne"]
    with ours.casefile.act("Grade") as act:
        act.change(made.id, replace(made, reliability="B"))
    assert merged(ours, theirs).is_nothing
    assert ours.casefile.get(RecordKind.PUBLISHER, made.id).reliability == "B"
    with ours.casefile.act("Remove") as act:
        act.remove(RecordKind.PUBLISHER, made.id)
    assert merged(ours, theirs).is_nothing
    assert len(merged(theirs, ours).removed) == 1


@pytest.mark.parametrize("part", [0.1, 0.6, 0.9, 1.0])
def test_a_merge_can_be_called_off_while_it_writes_and_leaves_nothing_of_itself(two: tuple[Any, Any], part: float) -> None:
    ours, theirs = two
    for number in range(120):
        theirs.add(PartyDraft(name=f"Party {number}"))
    theirs.casefile.undo()
    with theirs.casefile.act("Change") as act:
        act.change(theirs.event, replace(theirs.casefile.get(RecordKind.EVENT, theirs.event), place="Homel"))
    before, entries = ours.casefile.fingerprint(), len(ours.casefile.journal())
    planned = plan(ours.casefile, theirs.casefile.path)
    parts: list[float] = []

    def tell(reached: float) -> bool:
        parts.append(reached)
        return reached < part

    with pytest.raises(Interrupted, match="called off"):
        bring(ours.casefile, theirs.casefile.path, planned, progress=tell)
    assert parts == sorted(parts)
    assert (ours.casefile.fingerprint(), len(ours.casefile.journal())) == (before, entries)
    assert ours.casefile.verify() == ()
    told = bring(ours.casefile, theirs.casefile.path, planned)
    assert (len(told.added), len(told.changed)) == (119, 1)
    assert len(ours.casefile.journal()) == entries + 1


def test_a_dry_run_changes_nothing_and_makes_no_backup(two: tuple[Any, Any]) -> None:
    ours, theirs = two
    theirs.add(PartyDraft(name="Türkiye"))
    before = (ours.casefile.fingerprint(), len(ours.casefile.journal()))
    told = merged(ours, theirs, dry_run=True)
    assert ([t.name for t in told.added], told.backup) == (["Türkiye"], None)
    assert (ours.casefile.fingerprint(), len(ours.casefile.journal())) == before


def test_casefiles_of_different_origin_keep_all_that_both_have(field: Any, tmp_path: Path) -> None:
    with Casefile.create(tmp_path / "strange.handover") as other:
        with other.act("Begin") as act:
            act.add(PartyDraft(name="Ukraine"))
        assert merge(field.casefile, other.path).conflicts == ()
    assert [p.name for p in field.casefile.parties()].count("Ukraine") == 2


def test_a_casefile_is_not_merged_into_itself(field: Any) -> None:
    with pytest.raises(InUse, match="itself"):
        merge(field.casefile, field.casefile.path)


STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 3)), max_size=5)


def wander(casefile: Casefile, steps: list[tuple[int, int, int]]) -> None:
    """Edit at random: each step tries one act, and one that the laws refuse does nothing."""
    for what, which, how in steps:
        parties, figures, sources = casefile.parties(), casefile.figures(), casefile.sources()
        try:
            if what == 7:
                casefile.undo()
                continue
            if what == 8:
                one, other = parties[which % len(parties)], parties[how % len(parties)]
                if one.id != other.id:
                    join(casefile, RecordKind.PARTY, one.id, other.id, {"name": Take.THEIRS}, "Join")
                continue
            with casefile.act("Step") as act:
                match what:
                    case 0:
                        act.add(PartyDraft(name=f"Party {how}", belongs_to=parties[which % len(parties)].id))
                    case 1:
                        party = parties[which % len(parties)]
                        act.change(party.id, replace(party, native_name=f"n{how}"))
                    case 2:
                        act.remove(RecordKind.PARTY, parties[which % len(parties)].id)
                    case 3:
                        act.add(copied(figures[which % len(figures)], note=f"f{how}", claimant=parties[-1].id))
                    case 4:
                        figure = figures[which % len(figures)]
                        act.change(figure.id, replace(figure, note=f"g{how}"))
                    case 5:
                        act.remove(RecordKind.FIGURE, figures[which % len(figures)].id)
                    case 6:
                        act.keep_text(sources[which % len(sources)].id, f"text {how}")
                    case 9:
                        keep_apart(act, RecordKind.PARTY, parties[which % len(parties)].uid, parties[how % len(parties)].uid)
        except (ValueError, ZeroDivisionError, IndexError, NothingToUndo):
            continue


def copied(figure: FigureDraft, **changed: Any) -> FigureDraft:
    names = FigureDraft.__dataclass_fields__
    return FigureDraft(**{**{name: getattr(figure, name) for name in names}, **changed})


ANY_CASEFILES = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def same(a: Casefile, b: Casefile) -> bool:
    """Whether two casefiles say the same, and hold the same pairs to be two."""
    return a.fingerprint() == b.fingerprint() and kept_apart(a) == kept_apart(b)


@ANY_CASEFILES
@given(STEPS, STEPS, STEPS)
def test_merges_commute_and_are_idempotent(
    prepared: Any, tmp_path_factory: pytest.TempPathFactory, mine: list[Any], yours: list[Any], later: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    paths = [shutil.copy(prepared[1], folder / name) for name in ("a.handover", "b.handover")]
    with Casefile.open(paths[0]) as a, Casefile.open(paths[1]) as b:
        for steps_of_a, steps_of_b in ((mine, yours), (later, mine)):
            wander(a, steps_of_a)
            wander(b, steps_of_b)
            told = merge(a, b.path)
            held, entries = a.fingerprint(), len(a.journal())
            again = merge(a, b.path)
            assert again.is_nothing
            assert (a.fingerprint(), len(a.journal())) == (held, entries)
            assert a.verify() == ()
            assert [c.key for c in again.conflicts] == [c.key for c in told.conflicts]
            assume(not told.conflicts)
            assert merge(b, a.path).conflicts == ()
            assert same(a, b)


@ANY_CASEFILES
@given(STEPS, STEPS, st.lists(st.sampled_from([Take.OURS, Take.THEIRS]), min_size=1, max_size=4))
def test_what_was_decided_here_is_taken_there_whole(
    prepared: Any, tmp_path_factory: pytest.TempPathFactory, mine: list[Any], yours: list[Any], takes: list[Take]
) -> None:
    """Every conflict is decided at random on one side; the other takes that side's word, and both say the same for good."""
    folder = tmp_path_factory.mktemp("decided")
    paths = [shutil.copy(prepared[1], folder / name) for name in ("a.handover", "b.handover")]
    with Casefile.open(paths[0]) as a, Casefile.open(paths[1]) as b:
        wander(a, mine)
        wander(b, yours)
        decide(a, b, lambda number: takes[number % len(takes)])
        assert merge(a, b.path).is_nothing
        assert a.verify() == ()
        decide(b, a, lambda _: Take.THEIRS)
        assert b.verify() == ()
        assert same(a, b)
        for one, other in ((a, b), (b, a)):
            told = merge(one, other.path)
            assert (told.is_nothing, told.conflicts) == (True, ())


def decide(one: Casefile, other: Casefile, take: Any) -> None:
    """Merge until nothing is open: what was decided can bring up another question."""
    decisions: dict[Any, Take] = {}
    for _ in range(30):
        open_ = merge(one, other.path, decisions=decisions, dry_run=True).conflicts
        if not open_:
            break
        decisions |= {conflict.key: decisions.get(conflict.key, take(number)) for number, conflict in enumerate(open_)}
    assert merge(one, other.path, decisions=decisions).conflicts == ()
