"""What a casefile already says of its people, papers, agreements and events, in the same words as a table's rows.

A field that a record leaves at its default says nothing: a table may fill it, and only then does it change a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exchange.saying import Fact, Saying, Thing, folded
from figures.record import Agreement, Casebook, Event, Party, Source
from figures.vocabulary import EventKind, PartyKind, Term


def records_as_sayings(casebook: Casebook) -> tuple[Saying, ...]:
    """Every publisher, party, source, agreement and event of the casebook as what it says of itself."""
    publishers = (
        Saying(Thing.PUBLISHER, p.name, (), _facts(reliability="" if p.reliability == "F" else p.reliability), record=p.id)
        for p in casebook.publishers
    )
    return (
        *publishers,
        *(_party(casebook, p) for p in casebook.parties),
        *(_source(casebook, s) for s in casebook.sources),
        *(_agreement(casebook, a) for a in casebook.agreements),
        *(_event(casebook, e) for e in casebook.events),
    )


def _facts(**said: str | bool | Term | tuple[str, ...] | None) -> Mapping[str, Fact]:
    return {name: _fact(value) for name, value in said.items() if value}


def _fact(value: str | bool | Term | tuple[str, ...] | None) -> Fact:
    match value:
        case tuple():
            return Fact("", "; ".join(value), value, tuple(sorted(map(folded, value))))
        case Term():
            return Fact("", value.label, value, value)
        case bool():
            return Fact("", "yes", value, value)
        case _:
            return Fact("", value or "", value or "", value or "")


def _named(text: str) -> Fact:
    return Fact("", text, text, folded(text))


def _names(casebook: Casebook, parties: Iterable[int]) -> tuple[str, ...]:
    return tuple(casebook.party[party].name for party in parties)


def _party(casebook: Casebook, party: Party) -> Saying:
    facts = dict(_facts(kind=None if party.kind is PartyKind.UNKNOWN else party.kind))
    if party.belongs_to is not None:
        facts["belongs_to"] = _named(casebook.party[party.belongs_to].name)
    return Saying(Thing.PARTY, party.name, (), facts, also=party.native_name, record=party.id)


def _source(casebook: Casebook, source: Source) -> Saying:
    facts = dict(
        _facts(
            published=source.published,
            address=source.address,
            kind=source.kind,
            authors=source.authors,
            language=source.language,
            archived_address=source.archived_address,
            accessed=source.accessed,
            confidential=source.confidential,
        )
    )
    publisher = "" if source.publisher is None else casebook.publisher[source.publisher].name
    if publisher:
        facts["publisher"] = _named(publisher)
    if source.reprint_of is not None:
        original = casebook.source[source.reprint_of]
        facts["reprint_of"] = Fact("", original.title, str(original.id), str(original.id))
    marks = (folded(publisher), source.published, source.address)
    return Saying(Thing.SOURCE, source.title, marks, facts, ref=source.ref, record=source.id)


def _agreement(casebook: Casebook, agreement: Agreement) -> Saying:
    facts = _facts(
        status=agreement.status,
        status_on=agreement.status_on,
        due=agreement.due,
        place=agreement.place,
        mediators=_names(casebook, agreement.mediators),
        tranches_missing=agreement.tranches_missing,
    )
    return Saying(Thing.AGREEMENT, agreement.title, (agreement.date,), facts, record=agreement.id)


def _event(casebook: Casebook, event: Event) -> Saying:
    facts = dict(
        _facts(
            kind=None if event.kind is EventKind.OTHER else event.kind,
            status=event.status,
            place=event.place,
            mediators=_names(casebook, event.mediators),
        )
    )
    if event.agreement is not None:
        agreement = casebook.agreement[event.agreement]
        facts["agreement"] = Fact("", agreement.title, str(agreement.id), str(agreement.id))
    return Saying(Thing.EVENT, event.title, (event.date,), facts, record=event.id)
