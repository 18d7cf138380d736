"""A merge looks only at what two casefiles have apart, and decides the same as if it had looked at everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from db import law, reader
from db.apart import apart
from db.casefile import Casefile
from db.error import CasefileError
from db.gathering import Gathered, gather
from db.joining import join
from db.kind import RecordKind
from db.lineage import side, since
from db.merge import merge
from db.merge_plan import Plan
from db.merge_result import Merged, Take
from db.sqlite.file import raw
from figures.category import Category
from figures.record import AgreementDraft, EventDraft, Figure, FigureDraft, PartyDraft, PinDraft, SourceDraft
from figures.vocabulary import Stage

Steps = list[tuple[int, int, int]]
STEPS = some.lists(some.tuples(some.integers(0, 14), some.integers(0, 7), some.integers(0, 5)), max_size=8)
TAKES = some.lists(some.sampled_from([Take.OURS, Take.THEIRS]), min_size=1, max_size=4)


def draft(figure: Figure, **changed: Any) -> FigureDraft:
    return FigureDraft(**{name: getattr(figure, name) for name in FigureDraft.__dataclass_fields__} | changed)


def wander(casefile: Casefile, steps: Steps) -> None:
    """Edit at random, with records of every kind that rest on one another; what the laws refuse does nothing."""
    for what, which, how in steps:
        parties, figures, events, sources = casefile.parties(), casefile.figures(), casefile.events(), casefile.sources()
        agreements, pins = casefile.agreements(), casefile.pins()
        try:
            if what == 0:
                casefile.undo()
                continue
            if what == 1:
                one, other = parties[which % len(parties)], parties[how % len(parties)]
                join(casefile, RecordKind.PARTY, one.id, other.id, {}, "Join")
                continue
            with casefile.act("Step") as act:
                figure = figures[which % len(figures)]
                match what:
                    case 2:
                        act.add(PartyDraft(name=f"Party {how}", belongs_to=parties[which % len(parties)].id))
                    case 3:
                        party = parties[which % len(parties)]
                        act.change(party.id, replace(party, belongs_to=parties[how % len(parties)].id))
                    case 4:
                        act.remove(RecordKind.PARTY, parties[which % len(parties)].id)
                    case 5:
                        act.add(draft(figure, claimant=parties[how % len(parties)].id, source=sources[-1].id))
                    case 6:
                        act.change(figure.id, draft(figure, note=f"n{how}"))
                    case 7:
                        act.remove(RecordKind.FIGURE, figure.id)
                    case 8:
                        act.change(figure.id, draft(figure, part_of=figures[how % len(figures)].id))
                    case 9:
                        act.change(figure.id, draft(figure, event=events[how % len(events)].id, agreement=None))
                    case 10:
                        about = {"agreement": figure.agreement, "event": figure.event}
                        act.add(PinDraft(**about, category=figure.category, figure=figure.id, reason=f"r{how}"))
                    case 11:
                        act.add(SourceDraft(title=f"Source {how}", reprint_of=sources[which % len(sources)].id))
                    case 12:
                        act.remove(RecordKind.PIN, pins[which % len(pins)].id)
                    case 13:
                        parted = tuple(dict.fromkeys(parties[n % len(parties)].id for n in (which, how)))
                        made = act.add(AgreementDraft(title=f"Agreement {how}", parties=parted, mediators=parted[:1]))
                        act.add(EventDraft(title=f"Event {which}", agreement=made))
                    case 14:
                        one = agreements[which % len(agreements)]
                        act.change(one.id, replace(one, mediators=(parties[how % len(parties)].id,)))
        except (ValueError, ZeroDivisionError, IndexError, CasefileError):
            continue


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory, prepared: Any) -> Path:
    """A casefile with a promise, its part and its measure, from which two researchers go on."""
    place = Path(shutil.copy(prepared[1], tmp_path_factory.mktemp("begun") / "begun.handover"))
    field = prepared[2]
    with Casefile.open(place) as casefile, casefile.act("Begin") as act:
        act.add_category(Category("cook", "prisoner_of_war", "cooks"))
        promise = act.add(field.figure(stage=Stage.AGREED))
        act.add(field.figure(stage=Stage.AGREED, words="200", number=200, part_of=promise))
        act.add(PinDraft(event=field.event, category="deceased", figure=promise, reason="The promise"))
        act.add(PartyDraft(name="Third"))
        act.add(EventDraft(title="Another", agreement=field.agreement))
    return place


def everything(one: Casefile, other: Casefile) -> Gathered:
    """Both sides whole, and all that either did."""
    with one.connected() as here, other.connected() as there:
        ours, theirs = side(here), side(there)
        known_here, known_there = theirs.known_of(ours), ours.known_of(theirs)
        return Gathered(ours, theirs, known_here, known_there, since(here, known_here), since(there, known_there))


def little(one: Casefile, other: Casefile) -> Gathered:
    """What the merge looks at."""
    with Casefile.open(other.path, read_only=True) as theirs:
        with theirs.beside(one) as (connection, name):
            different = apart(connection, name)
        with one.connected() as here, theirs.connected() as there:
            return gather(here, there, different)


def breaks_laws(casefile: Casefile) -> bool:
    """Whether records break a law together, so that nothing is merged into it."""
    with casefile.connected() as connection:
        return bool(list(law.broken(raw(connection), reader.categories(raw(connection)))))


def decided(gathered: Gathered, takes: list[Take]) -> tuple[Merged, dict[Any, Any], list[Any]]:
    """What is told with some conflicts decided at random, what every touched record becomes, and what goes."""
    decisions: dict[Any, Any] = {}
    for _ in range(3):
        plan = Plan(gathered, decisions)
        decisions |= {key: takes[number % len(takes)] for number, key in enumerate(sorted(plan.conflicts))}
    fresh = {key: plan.goal[key] for key in plan.fresh}
    return in_order(plan.told()), fresh, sorted(key for key in plan.ours.now if key not in plan.goal)


def in_order(told: Merged) -> Merged:
    by_key = {name: tuple(sorted(getattr(told, name), key=lambda one: (one.kind, one.uid))) for name in ("added", "changed")}
    removed = tuple(sorted(told.removed, key=lambda one: (one.kind, one.uid)))
    conflicts = tuple(sorted(told.conflicts, key=lambda one: one.key))
    return replace(told, **by_key, removed=removed, conflicts=conflicts)


@contextmanager
def opened(begun: Path, folder: Path) -> Iterator[tuple[Casefile, Casefile]]:
    paths = [shutil.copy(begun, folder / name) for name in ("a.handover", "b.handover")]
    with Casefile.open(paths[0]) as one, Casefile.open(paths[1]) as other:
        yield one, other


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(STEPS, STEPS, STEPS, STEPS, some.booleans(), TAKES)
def test_a_merge_that_looks_at_little_decides_as_one_that_looks_at_everything(
    begun: Path,
    tmp_path_factory: pytest.TempPathFactory,
    mine: Steps,
    yours: Steps,
    mine_later: Steps,
    yours_later: Steps,
    met: bool,
    takes: list[Take],
) -> None:
    with opened(begun, tmp_path_factory.mktemp("little")) as (one, other):
        wander(one, mine)
        wander(other, yours)
        if met and not breaks_laws(one):
            merge(one, other.path)
            wander(one, mine_later)
            wander(other, yours_later)
        for ours, theirs in ((one, other), (other, one)):
            if breaks_laws(ours):
                continue
            assert decided(little(ours, theirs), takes) == decided(everything(ours, theirs), takes)


def test_of_a_large_casefile_only_what_is_apart_is_read(field: Any, tmp_path: Path) -> None:
    with field.casefile.act("Many") as act:
        for number in range(300):
            act.add(field.figure(words=f"{number}", number=number))
    path = field.casefile.backup(tmp_path / "other.handover")
    with Casefile.open(path) as other:
        with other.act("A few") as act:
            for figure in other.figures()[10:13]:
                act.change(figure.id, draft(figure, note="gone over"))
        field.add(field.figure())
        gathered = little(field.casefile, other)
    recorded = [key for key in gathered.theirs.now if key[0].is_recorded]
    assert sum(key[0] is RecordKind.FIGURE for key in recorded) == 3
    assert len(recorded) <= 12
    assert sum(map(len, gathered.news_there.states.values())) == 6
    assert sum(map(len, gathered.news_here.states.values())) == 0
    assert gathered.theirs.others + len(recorded) == 300 + 6
