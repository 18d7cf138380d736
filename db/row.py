"""From a draft to the row that keeps it, and from a row back to the record: the one place where the two meet.

What comes out of a file is checked as strictly as what is typed: a row that breaks a law is ``Damaged``, never a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.error import Damaged
from db.kept import Row
from db.kind import RecordKind
from figures.category import CategoryTree
from figures.count import Count
from figures.portion import Portion
from figures.record import (
    Agreement,
    AgreementDraft,
    Anchor,
    Draft,
    Event,
    EventDraft,
    Figure,
    FigureDraft,
    Party,
    PartyDraft,
    Pin,
    PinDraft,
    Publisher,
    PublisherDraft,
    Record,
    Source,
    SourceDraft,
    StoredCopy,
)
from figures.vocabulary import (
    Accumulation,
    AgreementStatus,
    Bound,
    EventKind,
    EventStatus,
    PartyKind,
    PlaceRole,
    SourceKind,
    Stage,
    Unit,
    Vantage,
)

_BOUNDS = {term.value: term for term in Bound}
_UNITS = {term.value: term for term in Unit}
_STAGES = {term.value: term for term in Stage}
_ACCUMULATIONS = {term.value: term for term in Accumulation}
"""Looked up and not parsed: a casefile has tens of thousands of figures."""

_KIND_OF: Mapping[type, RecordKind] = {
    PublisherDraft: RecordKind.PUBLISHER,
    PartyDraft: RecordKind.PARTY,
    SourceDraft: RecordKind.SOURCE,
    AgreementDraft: RecordKind.AGREEMENT,
    EventDraft: RecordKind.EVENT,
    FigureDraft: RecordKind.FIGURE,
    PinDraft: RecordKind.PIN,
}


def kind_of(form: type[object]) -> RecordKind:
    """The kind of record that a form of draft or record belongs to; a record counts as a draft of itself."""
    kind = _KIND_OF.get(form)
    return next(_KIND_OF[known] for known in form.__mro__ if known in _KIND_OF) if kind is None else kind


def row_of(draft: Draft, categories: CategoryTree) -> Row:
    """The draft as a row, without ``id`` and ``uid``; a source's text is no part of its draft and is left out."""
    match draft:
        case PublisherDraft():
            return {"name": draft.name, "reliability": draft.reliability}
        case PartyDraft():
            return {
                "name": draft.name,
                "native_name": draft.native_name,
                "kind": draft.kind.value,
                "belongs_to": draft.belongs_to,
            }
        case SourceDraft():
            return _source_row(draft)
        case AgreementDraft():
            return _agreement_row(draft)
        case EventDraft():
            return _event_row(draft)
        case FigureDraft():
            return _figure_row(draft, categories)
        case PinDraft():
            return {
                "agreement": draft.agreement,
                "event": draft.event,
                "category": draft.category,
                "category_root": categories.root(draft.category),
                "sender": draft.sender,
                "receiver": draft.receiver,
                "figure": draft.figure,
                "reason": draft.reason,
            }


def _source_row(draft: SourceDraft) -> Row:
    return {
        "publisher": draft.publisher,
        "title": draft.title,
        "authors": json.dumps(list(draft.authors), ensure_ascii=False) if draft.authors else "",
        "kind": draft.kind.value,
        "address": draft.address,
        "archived_address": draft.archived_address,
        "language": draft.language,
        "published": draft.published,
        "accessed": draft.accessed,
        "reprint_of": draft.reprint_of,
        "confidential": int(draft.confidential),
        "copy_sha256": draft.copy.sha256 if draft.copy else None,
        "copy_media_type": draft.copy.media_type if draft.copy else "",
        "copy_file_name": draft.copy.file_name if draft.copy else "",
        "note": draft.note,
        "ref": draft.ref,
    }


def _agreement_row(draft: AgreementDraft) -> Row:
    return {
        "title": draft.title,
        "date": draft.date,
        "place": draft.place,
        "due": draft.due,
        "status": draft.status.value,
        "status_on": draft.status_on,
        "tranches_missing": int(draft.tranches_missing),
        "undertakings": draft.undertakings,
        "note": draft.note,
        "parties": list(draft.parties),
        "mediators": list(draft.mediators),
    }


def _event_row(draft: EventDraft) -> Row:
    return {
        "agreement": draft.agreement,
        "kind": draft.kind.value,
        "title": draft.title,
        "date": draft.date,
        "place": draft.place,
        "place_role": draft.place_role.value,
        "status": draft.status.value,
        "note": draft.note,
        "mediators": list(draft.mediators),
    }


def _figure_row(draft: FigureDraft, categories: CategoryTree) -> Row:
    anchor = draft.anchor
    return {
        "agreement": draft.agreement,
        "event": draft.event,
        "words": draft.words,
        "low": draft.count.low,
        "high": draft.count.high,
        "bound": draft.bound.value,
        "unit": draft.unit.value,
        "category": draft.category,
        "category_root": categories.root(draft.category),
        "sender": draft.sender,
        "receiver": draft.receiver,
        "stage": draft.stage.value,
        "claimant": draft.claimant,
        "vantage": draft.vantage.value if draft.vantage else None,
        "vantage_reason": draft.vantage_reason,
        "accumulation": draft.accumulation.value,
        "said_on": draft.said_on,
        "as_of": draft.as_of,
        "source": draft.source,
        "quote": draft.quote,
        "anchor_start": anchor.start if anchor else None,
        "anchor_end": anchor.end if anchor else None,
        "anchor_before": anchor.before if anchor else "",
        "anchor_after": anchor.after if anchor else "",
        "where": draft.where,
        "credibility": draft.credibility,
        "part_of": draft.part_of,
        "relative_to": draft.relative_to,
        "portion": str(draft.portion) if draft.portion else None,
        "corrects": draft.corrects,
        "retracted": int(draft.retracted),
        "retracted_on": draft.retracted_on,
        "retracted_reason": draft.retracted_reason,
        "note": draft.note,
        "ref": draft.ref,
    }


def record_of(kind: RecordKind, row: Mapping[str, Any], copy_size: int = 0) -> Record:
    """The record that the row keeps; ``Damaged`` where the row breaks a law of the method.

    ``copy_size`` is the size of a source's stored copy, which lies with the copy and not with the source.
    """
    try:
        return _source(row, copy_size) if kind is RecordKind.SOURCE else _MAKERS[kind](row)
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as wrong:
        raise Damaged(
            f"The {kind.value} number {row.get('id')} cannot be read ({wrong}). Open a backup of this casefile."
        ) from wrong


def _publisher(row: Mapping[str, Any]) -> Publisher:
    return Publisher(**row)


def _party(row: Mapping[str, Any]) -> Party:
    return Party(**{**row, "kind": PartyKind(row["kind"])})


def _source(row: Mapping[str, Any], copy_size: int) -> Source:
    kept = None
    if row["copy_sha256"] is not None:
        kept = StoredCopy(row["copy_sha256"], row["copy_media_type"], copy_size, row["copy_file_name"])
    return Source(
        id=row["id"],
        uid=row["uid"],
        publisher=row["publisher"],
        title=row["title"],
        authors=authors_of(row["authors"]),
        kind=SourceKind(row["kind"]),
        address=row["address"],
        archived_address=row["archived_address"],
        language=row["language"],
        published=row["published"],
        accessed=row["accessed"],
        reprint_of=row["reprint_of"],
        confidential=bool(row["confidential"]),
        copy=kept,
        note=row["note"],
        ref=row["ref"],
    )


def authors_of(text: str) -> tuple[str, ...]:
    """The names that a source's row keeps as one text; ``ValueError`` where it keeps none."""
    try:
        names = json.loads(text) if text else []
    except RecursionError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("the authors are no list of names")
    return tuple(names)


def _agreement(row: Mapping[str, Any]) -> Agreement:
    return Agreement(
        **{
            **row,
            "status": AgreementStatus(row["status"]),
            "tranches_missing": bool(row["tranches_missing"]),
            "parties": tuple(row["parties"]),
            "mediators": tuple(row["mediators"]),
        }
    )


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        **{
            **row,
            "kind": EventKind(row["kind"]),
            "place_role": PlaceRole(row["place_role"]),
            "status": EventStatus(row["status"]),
            "mediators": tuple(row["mediators"]),
        }
    )


def _figure(row: Mapping[str, Any]) -> Figure:
    fields = dict(row)
    del fields["category_root"]
    low, high = fields.pop("low"), fields.pop("high")
    start, end = fields.pop("anchor_start"), fields.pop("anchor_end")
    before, after = fields.pop("anchor_before"), fields.pop("anchor_after")
    fields["anchor"] = None if start is None else Anchor(start, end, before, after)
    fields["count"] = Count(low, high)
    fields["bound"] = _BOUNDS[fields["bound"]]
    fields["unit"] = _UNITS[fields["unit"]]
    fields["stage"] = _STAGES[fields["stage"]]
    fields["accumulation"] = _ACCUMULATIONS[fields["accumulation"]]
    fields["retracted"] = bool(fields["retracted"])
    if fields["vantage"] is not None:
        fields["vantage"] = Vantage(fields["vantage"])
    if fields["portion"] is not None:
        fields["portion"] = Portion.parse(fields["portion"])
    return Figure(**fields)


def _pin(row: Mapping[str, Any]) -> Pin:
    return Pin(**{name: value for name, value in row.items() if name != "category_root"})


_MAKERS: Mapping[RecordKind, Callable[[Mapping[str, Any]], Record]] = {
    RecordKind.PUBLISHER: _publisher,
    RecordKind.PARTY: _party,
    RecordKind.AGREEMENT: _agreement,
    RecordKind.EVENT: _event,
    RecordKind.FIGURE: _figure,
    RecordKind.PIN: _pin,
}
RECORDED: Sequence[RecordKind] = tuple(kind for kind in RecordKind if kind.is_recorded)
