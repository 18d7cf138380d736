"""What a table says of a thing as the draft of a record: a new one, or one of the casefile with what it left empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from exchange.roster import Group
from exchange.saying import Thing
from figures.record import AgreementDraft, Casebook, Draft, EventDraft, PartyDraft, PublisherDraft, SourceDraft
from figures.vocabulary import EventKind, EventStatus


def new_draft(group: Group, said: Mapping[str, Any], status: EventStatus) -> Draft:
    """The draft of a new record; ``status`` is that of an event of which nothing else is said."""
    name = group.name
    match group.thing:
        case Thing.PUBLISHER:
            return PublisherDraft(name=name, **said)
        case Thing.PARTY:
            return PartyDraft(name=name, **said)
        case Thing.SOURCE:
            return SourceDraft(title=name, ref=group.ref, **said)
        case Thing.AGREEMENT:
            return AgreementDraft(title=name, date=group.marks[0], **said)
        case Thing.EVENT:
            return EventDraft(title=name, date=group.marks[0], **{"status": status, "kind": EventKind.OTHER, **said})


def completed(group: Group, known: int, said: Mapping[str, Any], casebook: Casebook) -> Draft | None:
    """The record with what it left empty filled in; None where there is nothing to fill."""
    values = dict(said)
    match group.thing:
        case Thing.PUBLISHER:
            return replace(casebook.publisher[known], **values) if values else None
        case Thing.PARTY:
            return replace(casebook.party[known], **values) if values else None
        case Thing.SOURCE:
            if group.ref and not casebook.source[known].ref:
                values["ref"] = group.ref
            return replace(casebook.source[known], **values) if values else None
        case Thing.AGREEMENT:
            if group.marks[0] and not casebook.agreement[known].date:
                values["date"] = group.marks[0]
            return replace(casebook.agreement[known], **values) if values else None
        case Thing.EVENT:
            if group.marks[0] and not casebook.event[known].date:
                values["date"] = group.marks[0]
            return replace(casebook.event[known], **values) if values else None
