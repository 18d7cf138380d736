"""Acts: kept whole or not at all, journalled, and read back to the letter."""

from __future__ import annotations

from typing import Any

import pytest

from db.casefile import Casefile, RecordKind
from db.error import Damaged, Missing, ReadOnly
from db.setting import OBSERVING, observing_text, observing_vantages
from figures.category import Category
from figures.count import Count
from figures.portion import Portion
from figures.record import AgreementDraft, Anchor, EventDraft, PartyDraft, PinDraft, Source, SourceDraft, Unfit
from figures.vocabulary import (
    OBSERVING_VANTAGES,
    Accumulation,
    AgreementStatus,
    Bound,
    EventStatus,
    PlaceRole,
    SourceKind,
    Stage,
    Unit,
    Vantage,
)


def test_every_field_of_every_record_is_kept(field: Any) -> None:
    casefile = field.casefile
    with casefile.act("Everything") as act:
        copy = act.keep_copy(b"%PDF-1.7", "application/pdf", "звіт.pdf")
        party = PartyDraft(name="Штаб", native_name="Координаційний штаб", belongs_to=field.ukraine)
        party_id = act.add(party)
        source = SourceDraft(
            title="Весёлые <b>&amp;</b>",
            publisher=field.publisher,
            authors=("О. Коваль", "J. Smith; with a semicolon"),
            kind=SourceKind.NGO_REPORT,
            address="https://example.org/?a=1&b=2",
            archived_address="https://web.example.org/x",
            language="uk",
            published="2025-06",
            accessed="2025-06-12",
            reprint_of=field.source,
            confidential=True,
            copy=copy,
            note="line\nline",
            ref="S-1",
        )
        source_id = act.add(source)
        agreement = AgreementDraft(
            title="Угода",
            date="2025-06~",
            parties=(field.russia, field.ukraine),
            mediators=(party_id,),
            place="Istanbul",
            due="2025-07",
            status=AgreementStatus.UNDER_WAY,
            status_on="2025-06-03",
            tranches_missing=True,
            undertakings="a standing medical commission",
            note="n",
        )
        agreement_id = act.add(agreement)
        event = EventDraft(
            title="Обмін",
            agreement=agreement_id,
            date="2025-06-09/2025-06-10",
            place="Novaya Guta",
            place_role=PlaceRole.HANDOVER_POINT,
            mediators=(party_id, field.ukraine),
            status=EventStatus.PARTLY_COMPLETED,
            note="n",
        )
        event_id = act.add(event)
        whole = act.add(field.figure())
        figure = field.figure(
            words="less than a fifth",
            count=Count(0, None),
            bound=Bound.FEWER_THAN,
            vantage=Vantage.DOCUMENT,
            vantage_reason="a signed record",
            said_on="2025-06-11",
            as_of="2025-06-12",
            quote="1,212 bodies",
            anchor=Anchor(17, 29, "received ", " on"),
            where="p. 4",
            credibility=2,
            part_of=whole,
            relative_to=whole,
            portion=Portion.parse("fewer_than 1/5"),
            corrects=whole,
            retracted=True,
            retracted_on="2025-06-13",
            retracted_reason="withdrawn",
            note="n",
            ref="F-2",
        )
        figure_id = act.add(figure)
        promise = act.add(field.figure(words="more than 6000", count=Count(6001, None), stage=Stage.OFFERED))
        pin = PinDraft(
            event=field.event, category="deceased", sender=field.russia, receiver=field.ukraine, figure=promise, reason="w"
        )
        pin_id = act.add(pin)
    expected = {
        (RecordKind.PARTY, party_id): party,
        (RecordKind.SOURCE, source_id): source,
        (RecordKind.AGREEMENT, agreement_id): agreement,
        (RecordKind.EVENT, event_id): event,
        (RecordKind.FIGURE, figure_id): figure,
        (RecordKind.PIN, pin_id): pin,
    }
    with Casefile.open(casefile.path) as again:
        for (kind, id), draft in expected.items():
            record = again.get(kind, id)
            assert record is not None
            assert {name: getattr(record, name) for name in draft.__dataclass_fields__} == {
                name: getattr(draft, name) for name in draft.__dataclass_fields__
            }
        assert again.stored_copy(copy.sha256) == b"%PDF-1.7"
        book = again.casebook()
    assert book.figure[figure_id].portion == Portion.parse("fewer_than 1/5")
    assert [record.id for record in book.figures] == sorted(record.id for record in book.figures)


def test_an_act_that_fails_keeps_nothing(field: Any) -> None:
    before = field.casefile.fingerprint()

    def fail() -> None:
        with field.casefile.act("Fails") as act:
            act.add(field.figure())
            act.set_setting("k", "v")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert field.casefile.fingerprint() == before
    assert field.casefile.undo_label == "Begin"
    assert len(field.casefile.journal()) == 1
    assert field.casefile.setting("k", "none") == "none"


def test_an_act_tells_what_it_touched(field: Any) -> None:
    with field.casefile.act("Two") as act:
        one = act.add(field.figure())
        act.change(field.event, EventDraft(title="Renamed", agreement=field.agreement))
    assert field.casefile.last_changes.label == "Two"
    assert field.casefile.last_changes.touched == {(RecordKind.FIGURE, one), (RecordKind.EVENT, field.event)}
    assert field.casefile.last_changes.of(RecordKind.FIGURE) == {one}


def test_an_act_that_changes_nothing_leaves_no_entry(field: Any) -> None:
    event = field.casefile.get(RecordKind.EVENT, field.event)
    with field.casefile.act("Nothing") as act:
        act.change(field.event, event)
    assert len(field.casefile.journal()) == 1
    assert field.casefile.last_changes.touched == frozenset()


def test_a_record_keeps_its_identity_when_it_changes(field: Any) -> None:
    figure = field.casefile.get(RecordKind.FIGURE, field.add(field.figure()))
    with field.casefile.act("Change") as act:
        act.change(figure.id, field.figure(words="1,213", number=1213))
    changed = field.casefile.get(RecordKind.FIGURE, figure.id)
    assert (changed.uid, changed.words) == (figure.uid, "1,213")


def test_ids_are_never_used_again(field: Any) -> None:
    first = field.add(field.figure())
    field.casefile.undo()
    second = field.add(field.figure())
    assert second > first


def test_what_is_gone_cannot_be_changed_or_removed(field: Any) -> None:
    with pytest.raises(Missing), field.casefile.act("Change") as act:
        act.change(999, field.figure())
    with pytest.raises(Missing), field.casefile.act("Remove") as act:
        act.remove(RecordKind.FIGURE, 999)


def test_hostile_text_is_kept_as_it_is(field: Any) -> None:
    text = "'; DROP TABLE figure; -- <b>&amp;</b> \u202eabc\u202c עברית \U0001f54a\u0000".rstrip("\0")
    id = field.add(field.figure(note=text, quote=text))
    assert field.casefile.get(RecordKind.FIGURE, id).quote == text
    assert field.casefile.find("DROP")


def test_a_stored_copy_is_kept_once_and_checked_when_read(field: Any) -> None:
    with field.casefile.act("Copies") as act:
        one = act.keep_copy(b"same", "text/plain", "a.txt")
        two = act.keep_copy(b"same", "text/html", "b.html")
    assert one.sha256 == two.sha256
    assert field.casefile.stored_copy(one.sha256) == b"same"
    with pytest.raises(Missing):
        field.casefile.stored_copy("0" * 64)


def test_a_source_says_how_large_its_copy_is(field: Any) -> None:
    with field.casefile.act("Copy") as act:
        copy = act.keep_copy(b"12345", "text/plain", "a.txt")
        source = act.add(SourceDraft(title="With a copy", copy=copy))
    kept = field.casefile.get(RecordKind.SOURCE, source)
    assert isinstance(kept, Source)
    assert kept.copy == copy
    assert field.casefile.sources()[-1].copy == copy


def test_a_text_is_kept_character_for_character(field: Any) -> None:
    text = "Ukraine\u00a0received\n1\u202f212 \ud800 bodies\0."
    with field.casefile.act("Text") as act:
        act.keep_text(field.source, text)
    kept = field.casefile.source_text(field.source)
    assert len(kept) == len(text)
    assert kept == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert field.casefile.source_text(999) == ""


def test_a_category_is_added_under_another(field: Any) -> None:
    with field.casefile.act("Category") as act:
        act.add_category(Category("azov", "prisoner_of_war", "Azov defenders"))
        act.add(field.figure(category="azov", unit=Unit.PERSON))
    assert field.casefile.casebook().categories.root("azov") == "person"
    for category in (Category("azov", "civilian", "again"), Category("x", "nowhere", "x"), Category("y", None, "y")):
        with pytest.raises(Unfit), field.casefile.act("Category") as act:
            act.add_category(category)
    field.casefile.undo()
    assert "azov" not in field.casefile.casebook().categories


def test_settings_are_journalled(field: Any) -> None:
    with field.casefile.act("Set") as act:
        act.set_setting("observing", "receiver witness")
    assert field.casefile.casebook().observing == {Vantage.RECEIVER, Vantage.WITNESS}
    with field.casefile.act("Set") as act:
        act.set_setting("observing", "receiver")
    field.casefile.undo()
    assert field.casefile.setting("observing") == "receiver witness"


def test_the_observing_vantages_are_written_in_one_way(field: Any) -> None:
    assert observing_text({Vantage.WITNESS, Vantage.RECEIVER}) == "receiver witness"
    assert observing_vantages("") == OBSERVING_VANTAGES
    assert observing_vantages(observing_text(OBSERVING_VANTAGES)) == OBSERVING_VANTAGES
    with field.casefile.act("Set") as act:
        act.set_setting(OBSERVING, "everybody")
    with pytest.raises(Damaged, match="Choose them anew"):
        field.casefile.casebook()


def test_a_casefile_opened_to_read_refuses_acts(field: Any) -> None:
    with field.casefile.reader() as reader:
        assert reader.read_only
        with pytest.raises(ReadOnly), reader.act("Add"):
            pass
        with pytest.raises(ReadOnly):
            reader.undo()
        with pytest.raises(ReadOnly):
            reader.keep_draft("figure", "{}")
        assert reader.tally() == field.casefile.tally()


def test_a_reader_sees_what_was_kept_after_it_was_opened(field: Any) -> None:
    with field.casefile.reader() as reader:
        field.add(field.figure())
        assert reader.tally().figures == 1


def test_figures_are_asked_for_by_what_they_are_about(field: Any) -> None:
    on_event = field.add(field.figure())
    on_agreement = field.add(field.figure(agreement=field.agreement, stage=Stage.AGREED, accumulation=Accumulation.CUMULATIVE))
    casefile = field.casefile
    assert [figure.id for figure in casefile.figures(event=field.event)] == [on_event]
    assert [figure.id for figure in casefile.figures(agreement=field.agreement)] == [on_agreement]
    assert [figure.id for figure in casefile.figures(source=field.source)] == [on_event, on_agreement]
    assert [event.id for event in casefile.events(agreement=field.agreement)] == [field.event]
    assert casefile.figures(source=999) == ()
