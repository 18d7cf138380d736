"""The laws that no record can check alone: what it names is there and fits, and nothing rests on what is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from figures.count import Count
from figures.portion import Portion
from figures.record import Anchor, EventDraft, Figure, PartyDraft, PinDraft, PublisherDraft, SourceDraft, Unfit
from figures.vocabulary import Accumulation, Stage, Unit


def test_a_record_changed_through_itself_stays_the_same_kind(field: Any) -> None:
    id = field.add(field.figure())
    record = field.casefile.get(RecordKind.FIGURE, id)
    assert isinstance(record, Figure)
    with field.casefile.act("Retract") as act:
        act.change(id, replace(record, retracted=True, retracted_on="2025-06-14", retracted_reason="an error"))
    assert field.casefile.get(RecordKind.FIGURE, id).retracted


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"source": 999}, "source"),
        ({"event": 999}, "event"),
        ({"sender": 999}, "sender"),
        ({"receiver": 999}, "receiver"),
        ({"claimant": 999}, "claimant"),
        ({"part_of": 999}, "part_of"),
        ({"corrects": 999}, "corrects"),
        ({"relative_to": 999, "portion": Portion.parse("at_least 1/2")}, "relative_to"),
        ({"category": "martians"}, "category"),
        ({"unit": Unit.PERSON}, "unit"),
        ({"category": "civilian", "unit": Unit.BODY}, "unit"),
    ],
)
def test_a_figure_names_only_what_is_there_and_fits(field: Any, changed: dict[str, Any], named: str) -> None:
    assert field.refused(field.figure(**changed)).field == named


def test_the_matched_dead_are_counted_in_persons(field: Any) -> None:
    assert field.add(field.figure(unit=Unit.PERSON, stage=Stage.IDENTIFIED))


@pytest.mark.parametrize("link", ["part_of", "corrects", "relative_to"])
def test_a_circle_of_figures_is_refused(field: Any, link: str) -> None:
    portion = {"portion": Portion.parse("at_least 1/2")} if link == "relative_to" else {}
    one = field.add(field.figure())
    two = field.add(field.figure(**{link: one}, **portion))
    three = field.add(field.figure(**{link: two}, **portion))
    for end in (one, two, three):
        with pytest.raises(Unfit) as caught, field.casefile.act("Close the circle") as act:
            act.change(one, field.figure(**{link: end}, **portion))
        assert caught.value.field == link


def test_a_side_cannot_belong_to_its_own_organ(field: Any) -> None:
    organ = field.add(PartyDraft(name="Headquarters", belongs_to=field.ukraine))
    with pytest.raises(Unfit) as caught, field.casefile.act("Turn round") as act:
        act.change(field.ukraine, PartyDraft(name="Ukraine", belongs_to=organ))
    assert caught.value.field == "belongs_to"


def test_a_reprint_cannot_be_its_own_origin(field: Any) -> None:
    reprint = field.add(SourceDraft(title="Reprint", reprint_of=field.source))
    with pytest.raises(Unfit) as caught, field.casefile.act("Turn round") as act:
        act.change(field.source, SourceDraft(title="Bodies returned", reprint_of=reprint))
    assert caught.value.field == "reprint_of"


def test_a_part_is_of_a_whole_of_the_same_event_unit_and_way(field: Any) -> None:
    whole = field.add(field.figure())
    other = field.add(EventDraft(title="Second return", agreement=field.agreement))
    assert field.refused(field.figure(event=other, part_of=whole)).field == "part_of"
    assert field.refused(field.figure(unit=Unit.BODY_BAG, part_of=whole)).field == "part_of"
    assert field.refused(field.figure(sender=field.ukraine, receiver=field.russia, part_of=whole)).field == "part_of"
    assert field.add(field.figure(category="deceased_combatant", part_of=whole))
    assert field.add(field.figure(sender=None, receiver=None, part_of=whole))


def test_a_whole_is_not_changed_away_from_its_parts(field: Any) -> None:
    whole = field.add(field.figure())
    part = field.add(field.figure(part_of=whole))
    other = field.add(EventDraft(title="Second return", agreement=field.agreement))
    for changed, wrong in ((field.figure(event=other), "about"), (field.figure(unit=Unit.BODY_BAG), "unit")):
        with pytest.raises(Unfit) as refusal, field.casefile.act("Change figure") as act:
            act.change(whole, changed)
        assert refusal.value.field == wrong
    with field.casefile.act("Change figures") as act:
        act.change(part, field.figure())
        act.change(whole, field.figure(event=other))
        act.change(part, field.figure(event=other, part_of=whole))
    assert field.casefile.verify() == ()


def test_the_measure_of_a_line_stays_a_promise_about_it(field: Any) -> None:
    promised = field.add(field.figure(agreement=field.agreement, stage=Stage.AGREED))
    line = {"category": "deceased", "sender": field.russia, "receiver": field.ukraine, "reason": "signed"}
    field.add(PinDraft(agreement=field.agreement, figure=promised, **line))
    for changed, wrong in (
        (field.figure(stage=Stage.AGREED), "about"),
        (field.figure(agreement=field.agreement, stage=Stage.MATCHED, accumulation=Accumulation.CUMULATIVE), "stage"),
    ):
        with pytest.raises(Unfit) as refusal, field.casefile.act("Change figure") as act:
            act.change(promised, changed)
        assert refusal.value.field == wrong


def test_only_a_promise_of_the_same_thing_is_a_measure(field: Any) -> None:
    received = field.add(field.figure())
    promised = field.add(field.figure(agreement=field.agreement, stage=Stage.AGREED))
    line = {"category": "deceased", "sender": field.russia, "receiver": field.ukraine, "reason": "signed"}
    assert field.refused(PinDraft(event=field.event, figure=received, **line)).field == "figure"
    assert field.refused(PinDraft(event=field.event, figure=promised, **line)).field == "figure"
    assert field.refused(PinDraft(agreement=field.agreement, figure=promised, **{**line, "category": "x"})).field == "category"
    assert field.add(PinDraft(agreement=field.agreement, figure=promised, **line))


def test_a_party_is_named_once_as_mediator(field: Any) -> None:
    assert field.refused(EventDraft(title="Twice", mediators=(field.ukraine, field.ukraine))).field == "mediators"


def test_a_record_on_which_others_rest_is_not_removed(field: Any) -> None:
    field.add(field.figure())
    field.add(field.figure(words="1,200", number=1200))
    for kind, id, said in [
        (RecordKind.SOURCE, field.source, "2 figures rest on this source"),
        (RecordKind.EVENT, field.event, "2 figures rest on this event"),
        (RecordKind.AGREEMENT, field.agreement, "1 event rests on this agreement"),
        (RecordKind.PARTY, field.ukraine, "1 agreement and 4 figures rest on this party"),
        (RecordKind.PUBLISHER, field.publisher, "1 source rests on this publisher"),
    ]:
        with pytest.raises(Unfit, match=said), field.casefile.act("Remove") as act:
            act.remove(kind, id)


def test_a_record_on_which_nothing_rests_is_removed(field: Any) -> None:
    figure = field.add(field.figure())
    with field.casefile.act("Remove") as act:
        act.remove(RecordKind.FIGURE, figure)
        act.remove(RecordKind.EVENT, field.event)
    assert field.casefile.get(RecordKind.FIGURE, figure) is None
    assert field.casefile.events() == ()


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (PublisherDraft(name="a\0b"), "name"),
        (PublisherDraft(name="half \ud800"), "name"),
        (PublisherDraft(name="x" * 1_000_001), "name"),
    ],
)
def test_text_that_cannot_be_kept_faithfully_is_refused(field: Any, draft: Any, named: str) -> None:
    assert field.refused(draft).field == named


def test_a_number_beyond_all_counting_is_refused(field: Any) -> None:
    assert field.refused(field.figure(words="9" * 40, count=Count.exactly(10**40))).field == "words"


def test_a_source_whose_copy_was_never_kept_is_refused(field: Any, tmp_path: Path) -> None:
    with Casefile.create(tmp_path / "other.handover") as other, other.act("Copy") as act:
        copy = act.keep_copy(b"elsewhere", "text/plain")
    assert field.refused(SourceDraft(title="No copy", copy=copy)).field == "copy"


def test_a_quote_stands_where_it_is_said_to_stand(field: Any) -> None:
    quoted = {"quote": "1,212 bodies", "anchor": Anchor(17, 29)}
    assert field.refused(field.figure(quote="9,999 bodies", anchor=Anchor(17, 29))).field == "quote"
    assert field.refused(field.figure(quote="1,212 bodies", anchor=Anchor(16, 28))).field == "quote"
    assert field.refused(field.figure(quote="1,212 bodies", anchor=Anchor(900, 912))).field == "quote"
    assert field.refused(field.figure(quote="", anchor=Anchor(17, 29))).field == "quote"
    id = field.add(field.figure(**quoted))
    with field.casefile.act("Edit text, then the figure") as act:
        act.keep_text(field.source, "Сім’ї чекають.")
        act.change(id, field.figure(**quoted, note="adrift, and still to be edited"))
    assert [adrift.figure for adrift in field.casefile.drifted()] == [id]
