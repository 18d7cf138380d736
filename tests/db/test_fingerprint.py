"""The fingerprint: the same content has the same one, whatever its keys; any difference that matters changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.casefile import Act, Casefile, RecordKind
from db.result import IssuedDraft
from figures.category import Category
from figures.record import EventDraft, PartyDraft, PublisherDraft, SourceDraft


def copied(field: Any, place: Path, *, ahead: int) -> Casefile:
    """The same records with the same identities in another casefile, where other records took the first keys."""
    other = Casefile.create(place)
    with other.act("Take keys") as act:
        taken = [act.add(PartyDraft(name=str(number))) for number in range(ahead)]
        taken_figures = [act.add(PublisherDraft(name=str(number))) for number in range(ahead)]
    with other.act("Give keys back") as act:
        for id in taken:
            act.remove(RecordKind.PARTY, id)
        for id in taken_figures:
            act.remove(RecordKind.PUBLISHER, id)
    book = field.casefile.casebook()
    with other.act("Copy") as act:
        party = {
            record.id: act.add(PartyDraft(**said(record, PartyDraft)), uid=record.uid) for record in reversed(book.parties)
        }
        publisher = {
            record.id: act.add(PublisherDraft(**said(record, PublisherDraft)), uid=record.uid) for record in book.publishers
        }
        for record in book.sources:
            draft = SourceDraft(**{**said(record, SourceDraft), "publisher": publisher.get(record.publisher)})
            act.keep_text(act.add(draft, uid=record.uid), field.casefile.source_text(record.id))
        agreement = {}
        for record in book.agreements:
            given = said(record, type(record).__mro__[1])
            given["parties"] = tuple(party[id] for id in record.parties)
            agreement[record.id] = act.add(type(record).__mro__[1](**given), uid=record.uid)
        for record in book.events:
            given = {**said(record, EventDraft), "agreement": agreement[record.agreement]}
            act.add(EventDraft(**given), uid=record.uid)
    return other


def said(record: Any, form: type) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form.__dataclass_fields__}


def test_the_same_content_has_the_same_fingerprint_whatever_its_keys(field: Any, tmp_path: Path) -> None:
    with copied(field, tmp_path / "other.handover", ahead=5) as other:
        assert other.parties()[0].id != field.casefile.parties()[0].id
        assert other.fingerprint() == field.casefile.fingerprint()


def test_two_casefiles_made_alike_are_not_the_same(field: Any, tmp_path: Path, started: Callable[[Casefile], Any]) -> None:
    with Casefile.create(tmp_path / "other.handover") as other:
        started(other)
        assert other.fingerprint() != field.casefile.fingerprint()


CHANGES: dict[str, Callable[[Any, Act], object]] = {
    "a figure": lambda field, act: act.add(field.figure()),
    "a name": lambda field, act: act.change(field.ukraine, PartyDraft(name="UKRAINE")),
    "a text": lambda field, act: act.keep_text(field.source, "Other words."),
    "an order": lambda field, act: act.change(field.agreement, turned_round(field)),
    "a category": lambda _, act: act.add_category(Category("azov", "prisoner_of_war", "Azov")),
    "what observes": lambda _, act: act.set_setting("observing", "receiver"),
}


def turned_round(field: Any) -> Any:
    agreement = field.casefile.get(RecordKind.AGREEMENT, field.agreement)
    return replace(agreement, parties=agreement.parties[::-1])


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_that_matters_changes_the_fingerprint(field: Any, change: str) -> None:
    before = field.casefile.fingerprint()
    with field.casefile.act("Change") as act:
        CHANGES[change](field, act)
    assert field.casefile.fingerprint() != before
    field.casefile.undo()
    assert field.casefile.fingerprint() == before


def test_what_says_nothing_about_the_records_leaves_the_fingerprint(field: Any) -> None:
    before = field.casefile.fingerprint()
    with field.casefile.act("Rest") as act:
        act.set_setting("paper", "A4")
        act.keep_copy(b"unused", "text/plain")
        act.keep_briefing(IssuedDraft(title="Swaps", fingerprint=before, pages=1, pdf=b"%PDF"))
    field.casefile.keep_draft("figure", "{}")
    field.casefile.dismiss(field.source, "key")
    assert field.casefile.fingerprint() == before


def test_the_fingerprint_survives_a_restart(field: Any, place: Path) -> None:
    before = field.casefile.fingerprint()
    field.casefile.close()
    with Casefile.open(place) as again:
        assert again.fingerprint() == before


def test_a_confidential_source_is_not_given_away(field: Any) -> None:
    with field.casefile.act("Confidential") as act:
        copy = act.keep_copy(b"secret", "text/plain", "informant.txt")
        draft = SourceDraft(
            title="Interview with Ivan",
            publisher=field.publisher,
            authors=("Ivan",),
            address="https://ivan.example",
            confidential=True,
            copy=copy,
            note="Ivan's number",
            ref="IVAN",
            published="2025-06-11",
        )
        source = act.add(draft)
        figure = act.add(field.figure(source=source, quote="Ivan saw 1,212", where="minute 3", note="Ivan"))
        open_figure = act.add(field.figure())
    book = field.casefile.casebook(without_confidential=True)
    assert "Ivan" not in repr(book)
    assert "IVAN" not in repr(book)
    assert (book.source[source].title, book.source[source].publisher) == ("Confidential source", None)
    assert book.figure[figure].words == "1,212"
    assert book.source[source].published == "2025-06-11"
    assert book.figure[open_figure].quote == "received 1,212 bodies"
    assert "Ivan" in repr(field.casefile.casebook())
