"""The lines that come from the rows of a casefile are those of its casebook, all at once, one by one, and after every act."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import pytest
from casebooks import as_of_days, casebooks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import comparison, lines_apart, weighing
from db.casefile import Act, Casefile, RecordKind
from db.comparison import OpenComparison
from db.error import Interrupted
from db.first_lines import first_lines
from db.following import Followed
from db.lines_apart import Lost, Piece, Together
from figures.comparison import compare
from figures.count import Count
from figures.facts import facts_of
from figures.line import Line
from figures.portion import Portion
from figures.record import (
    AgreementDraft,
    Casebook,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    SourceDraft,
    Unfit,
)
from figures.vocabulary import Accumulation, EventStatus, Stage

About = tuple[int | None, int | None]
FORMS = (PublisherDraft, PartyDraft, SourceDraft, AgreementDraft, EventDraft, FigureDraft, PinDraft)


def draft_of(record: Any) -> Any:
    """The record without its key and identity."""
    form = next(form for form in FORMS if isinstance(record, form))
    return form(**{field.name: getattr(record, field.name) for field in fields(form)})


def keep(act: Act, book: Casebook) -> None:
    """The book's records under the ids that they have."""
    for category in book.categories.added:
        act.add_category(category)
    kinds = (book.publishers, book.parties, book.sources, book.agreements, book.events, book.figures, book.pins)
    for records in kinds:
        for record in records:
            assert act.add(draft_of(record)) == record.id


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("empty") / "empty.handover"
    Casefile.create(place).close()
    return place


@pytest.fixture
def kept(empty: Path, tmp_path: Path) -> Callable[[Casebook], Casefile]:
    """A casefile that says what a casebook says."""
    numbers = iter(range(10_000))

    def make(book: Casebook) -> Casefile:
        place = tmp_path / f"{next(numbers)}.handover"
        shutil.copyfile(empty, place)
        casefile = Casefile.open(place)
        with casefile.act("Begin") as act:
            keep(act, book)
        return casefile

    return make


def abouts_of(casefile: Casefile) -> Iterator[About]:
    """Everything that is compared on its own."""
    yield from ((agreement.id, None) for agreement in casefile.agreements())
    yield from ((None, event.id) for event in casefile.events() if event.agreement is None)


Held = dict[tuple[About, int | None], tuple[Line, ...]]


def every_line(open_: OpenComparison, casefile: Casefile) -> Held:
    """All lines, each agreement's and event's asked for by itself."""
    abouts = dict.fromkeys(abouts_of(casefile))
    return {(about, place): lines for about, place, lines in open_.anew(abouts)}


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(book=casebooks(), day=as_of_days())
def test_rows_give_the_lines_of_the_casebook(kept: Callable[[Casebook], Casefile], book: Casebook, day: dt.date | None) -> None:
    with kept(book) as casefile:
        whole = compare(casefile.casebook(), day)
        open_ = OpenComparison(casefile, day)
        assert tuple(open_.lines()) == whole.lines
        assert open_.day.date == whole.as_of
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(comparison, "_FIRST", 1)
            patched.setattr(comparison, "_AT_ONCE", 2)
            assert tuple(open_.lines()) == whole.lines
            turns = [[list(batch) for batch in open_.batches(turn, 2)] for turn in (0, 1)]
            scopes = [scope for pair in zip_longest(*turns, fillvalue=()) for scope in chain(*pair)]
            assert tuple(line for scope in scopes for line in scope.lines()) == whole.lines
        by_place = every_line(open_, casefile)
        assert sorted(map(repr, (line for lines in by_place.values() for line in lines))) == sorted(map(repr, whole.lines))


def told_apart(casefile: Casefile, day: dt.date | None, of: int) -> Together:
    """What processes that take turns say of all lines, as it goes through their pipes."""
    seal = casefile.moment()[0]
    pipes = []
    for turn in range(of):
        asked = json.loads(lines_apart.question(casefile, day, seal=seal, turn=turn, of=of))
        said = map(lines_apart.packed, (*lines_apart.answers(asked), Piece({"refused": None})))
        pipes.append(lines_apart.told(io.BytesIO(b"".join(said))))
    return Together(pipes)


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(book=casebooks(), day=as_of_days(), of=st.integers(1, 3))
def test_processes_that_take_turns_tell_of_every_line_what_the_casebook_says_of_it(
    kept: Callable[[Casebook], Casefile], book: Casebook, day: dt.date | None, of: int
) -> None:
    with kept(book) as casefile, pytest.MonkeyPatch.context() as patched:
        patched.setattr(comparison, "_FIRST", 1)
        patched.setattr(comparison, "_AT_ONCE", 2)
        said, whole = told_apart(casefile, day, of), compare(casefile.casebook(), day)
        began = said.began()
        assert (began.day.date, began.day.asked, began.seal) == (whole.as_of, whole.asked, casefile.moment()[0])
        told = [
            (run.agreement, event, facts)
            for runs in said.batches()
            for run in runs
            for event, facts in zip(run.events, run.facts, strict=True)
        ]
        belongs = {None: None, **{event.id: event.agreement for event in casefile.events()}}
        assert told == [(line.agreement or belongs[line.event], line.event or 0, facts_of(line)) for line in whole.lines]


def test_lines_of_another_state_of_the_casefile_are_not_told(field: Any) -> None:
    field.add(field.figure())
    asked = json.loads(lines_apart.question(field.casefile, None, seal=field.casefile.moment()[0], turn=0, of=1))
    field.add(field.figure())
    (began,) = lines_apart.answers(asked)
    assert began.words["seal"] == field.casefile.moment()[0] != asked["seal"]


def test_a_process_that_ends_before_it_has_said_everything_is_lost(field: Any) -> None:
    field.add(field.figure())
    asked = json.loads(lines_apart.question(field.casefile, None, seal=field.casefile.moment()[0], turn=0, of=1))
    whole = b"".join(map(lines_apart.packed, lines_apart.answers(asked)))
    for end in (0, 5):
        with pytest.raises(Lost):
            Together([lines_apart.told(io.BytesIO(whole[:end]))]).began()
    for end in (len(whole) - 1, len(whole)):
        said = Together([lines_apart.told(io.BytesIO(whole[:end]))])
        said.began()
        with pytest.raises(Lost):
            list(said.batches())


@st.composite
def deeds(draw: st.DrawFn) -> tuple[str, int, int]:
    """What to do next, to which of the records, and with what number or day."""
    doings = [
        "number",
        "number",
        "add",
        "retract",
        "move",
        "said",
        "publish",
        "rate",
        "status",
        "join",
        "side",
        "remove",
        "undo",
    ]
    return draw(st.sampled_from(doings)), draw(st.integers(0, 11)), draw(st.integers(0, 9))


def do(casefile: Casefile, deed: tuple[str, int, int]) -> None:
    """One act; one that a law refuses is left undone."""
    what, which, number = deed
    book = casefile.casebook()
    figure = book.figures[which % len(book.figures)]
    source = book.sources[which % len(book.sources)]
    changed: tuple[int, Any] | None = None
    match what:
        case "number":
            changed = figure.id, replace(draft_of(figure), count=Count(number, number + which % 3))
        case "retract":
            day = f"2025-06-{number + 10}" if which % 2 else ""
            changed = figure.id, replace(draft_of(figure), retracted=not figure.retracted, retracted_on=day)
        case "move" if book.events:
            event = book.events[number % len(book.events)].id
            changed = figure.id, replace(draft_of(figure), agreement=None, event=event)
        case "said":
            changed = figure.id, replace(draft_of(figure), said_on=f"2025-06-{number + 9:02}")
        case "publish":
            changed = source.id, replace(draft_of(source), published=f"2025-06-{number + 9:02}")
        case "rate" if book.publishers:
            publisher = book.publishers[which % len(book.publishers)]
            changed = publisher.id, replace(draft_of(publisher), reliability="ABCDEF"[number % 6])
        case "status" if book.events:
            event = book.events[which % len(book.events)]
            changed = event.id, replace(draft_of(event), status=list(EventStatus)[number % 7], date=f"2025-06-{number + 9:02}")
        case "join" if book.events:
            event = book.events[which % len(book.events)]
            joined = None if number % 2 else book.agreements[number % len(book.agreements)].id
            changed = event.id, replace(draft_of(event), agreement=joined)
        case "side":
            party = book.parties[which % len(book.parties)]
            changed = (
                party.id,
                replace(draft_of(party), name=f"{party.name}!", belongs_to=None if number == 0 else party.belongs_to),
            )
    try:
        if what == "undo":
            casefile.undo()
        elif what == "add":
            with casefile.act("Add") as act:
                act.add(replace(draft_of(figure), count=Count(number, number), said_on=f"2025-06-{number + 10}"))
        elif what == "remove":
            with casefile.act("Remove") as act:
                act.remove(RecordKind.FIGURE, figure.id)
        elif changed is not None:
            with casefile.act("Change") as act:
                act.change(*changed)
    except Unfit:
        return


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(book=casebooks(), day=as_of_days(), doings=st.lists(deeds(), min_size=1, max_size=5))
def test_after_an_act_only_what_it_touched_is_compared_and_all_is_as_if_compared_anew(
    kept: Callable[[Casebook], Casefile], book: Casebook, day: dt.date | None, doings: list[tuple[str, int, int]]
) -> None:
    with kept(book) as casefile:
        open_ = OpenComparison(casefile, day)
        held = every_line(open_, casefile)
        for deed in doings:
            if casefile.figures():
                do(casefile, deed)
            open_, reached = open_.after()
            if reached is None:
                held = every_line(open_, casefile)
            else:
                gone = {about for about, places in reached.items() if places is None}
                held = {key: lines for key, lines in held.items() if key[0] not in gone}
                held.update(((about, place), lines) for about, place, lines in open_.anew(reached))
            whole = compare(casefile.casebook(), day)
            assert open_.day.date == whole.as_of
            assert {line.key: line for lines in held.values() for line in lines} == whole.by_key


@settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(book=casebooks(), day=as_of_days(), doings=st.lists(deeds(), min_size=1, max_size=5))
def test_a_followed_comparison_is_the_one_that_the_whole_casebook_gives(
    kept: Callable[[Casebook], Casefile], book: Casebook, day: dt.date | None, doings: list[tuple[str, int, int]]
) -> None:
    with kept(book) as casefile:
        followed: Followed | None = None
        for deed in doings:
            if followed is None:
                before = casefile.casebook()
                followed = Followed(casefile, before, compare(before, day))
            if casefile.figures():
                do(casefile, deed)
            found = followed.follow(casefile.casebook())
            assert found in (None, compare(casefile.casebook(), day))
            followed = None if found is None else followed


def test_a_figure_touches_its_own_agreement_and_no_other(field: Any) -> None:
    other = field.add(AgreementDraft(title="Another"))
    field.add(field.figure(agreement=other, event=None, accumulation=Accumulation.CUMULATIVE))
    open_ = OpenComparison(field.casefile)
    field.add(field.figure())
    _, reached = open_.after()
    assert reached == {(field.agreement, None): {field.event}}


def test_an_event_that_joins_an_agreement_is_added_to_it_once(field: Any) -> None:
    with field.casefile.act("Outside") as act:
        event = act.add(EventDraft(title="Outside", date="2025-06-09", status=EventStatus.COMPLETED))
        act.add(field.figure(agreement=None, event=event))
    open_, before = OpenComparison(field.casefile), field.casefile.casebook()
    followed = Followed(field.casefile, before, compare(before))
    with field.casefile.act("Join") as act:
        act.change(event, replace(draft_of(before.event[event]), agreement=field.agreement))
    open_, reached = open_.after()
    assert reached is not None
    assert set(reached) == {(field.agreement, None), (None, event)}
    whole = compare(field.casefile.casebook())
    told = [line for _, _, lines in open_.anew(reached) for line in lines]
    assert sorted(map(repr, told)) == sorted(map(repr, whole.lines))
    assert followed.follow(field.casefile.casebook()) == whole


def test_a_share_of_a_share_follows_the_correction_of_its_base_in_all_lines_too(field: Any) -> None:
    half = Portion.parse("exact 1/2")
    with field.casefile.act("Outside") as act:
        event = act.add(EventDraft(title="Outside", date="2025-06-09", status=EventStatus.COMPLETED))
        outside = partial(field.figure, agreement=None, event=event)
        base = act.add(outside("40", 40))
        act.add(outside("80", 80, corrects=base))
        share = act.add(outside("half", 20, relative_to=base, portion=half, category="deceased_combatant"))
        act.add(outside("half", 10, relative_to=share, portion=half, category="deceased_civilian"))
    lines = tuple(OpenComparison(field.casefile).lines())
    assert [line.observed.count for line in lines if line.observed is not None and line.event == event] == [
        Count(80, 80),
        Count(40, 40),
        Count(20, 20),
    ]
    assert lines == compare(field.casefile.casebook()).lines


def test_a_new_name_of_a_party_touches_no_line(field: Any) -> None:
    field.add(field.figure())
    open_ = OpenComparison(field.casefile)
    with field.casefile.act("Rename") as act:
        act.change(field.ukraine, replace(draft_of(field.casefile.parties()[0]), name="UA"))
    assert open_.after()[1] == {}


def test_another_side_touches_every_line(field: Any) -> None:
    open_ = OpenComparison(field.casefile)
    with field.casefile.act("Join") as act:
        act.change(field.russia, replace(draft_of(field.casefile.parties()[1]), belongs_to=field.ukraine))
    assert open_.after()[1] is None


def test_a_comparison_tells_how_far_it_is_and_can_be_called_off(field: Any) -> None:
    with field.casefile.act("Many") as act:
        for _ in range(1200):
            act.add(field.figure())
    told: list[float] = []
    assert list(OpenComparison(field.casefile).lines(lambda share: told.append(share) is None))
    assert told
    assert told[-1] <= 1.0
    with pytest.raises(Interrupted):
        list(OpenComparison(field.casefile).lines(lambda _: False))


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(book=casebooks(), entered=st.integers(1, 4))
def test_lines_told_before_the_day_is_known_are_those_that_the_comparison_begins_with(
    kept: Callable[[Casebook], Casefile], book: Casebook, entered: int
) -> None:
    with kept(book) as casefile, pytest.MonkeyPatch.context() as patched:
        patched.setattr(weighing, "_LAST", entered)
        whole = compare(casefile.casebook())
        told = list(first_lines(casefile))
        assert tuple(first.line for first in told) == whole.lines[: len(told)]
        assert all(first.day.date is not None and whole.as_of is not None and first.day.date <= whole.as_of for first in told)


def test_an_agreement_that_falls_due_later_waits_for_the_day(field: Any) -> None:
    with field.casefile.act("More") as act:
        act.add(field.figure(stage=Stage.AGREED, agreement=field.agreement))
        act.add(AgreementDraft(title="Later", date="2025-06-03"))
        act.add(field.figure(stage=Stage.AGREED, agreement=2))
    assert {first.agreement for first in first_lines(field.casefile)} == {1, 2}
    with field.casefile.act("Due") as act:
        act.change(2, AgreementDraft(title="Later", date="2025-06-03", due="2025-06-11"))
    assert {first.agreement for first in first_lines(field.casefile)} == {1}
