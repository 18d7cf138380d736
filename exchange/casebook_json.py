"""A whole casefile as one JSON document, and back: every record, its texts and its stored copies, with nothing lost.

Records keep their ``uid`` and name one another by it, so a document read into an empty casefile gives the same fingerprint.
What is no content stays behind: the journal, drafts and issued briefings.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from figures.category import Category
from figures.count import Count
from figures.portion import Portion
from figures.record import (
    AgreementDraft,
    Anchor,
    Casebook,
    Draft,
    EventDraft,
    FigureDraft,
    PartyDraft,
    PinDraft,
    PublisherDraft,
    Record,
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
    Term,
    Unit,
    Vantage,
)

VERSION = 1
DRAFTS: Mapping[str, type[Draft]] = {
    "publishers": PublisherDraft,
    "parties": PartyDraft,
    "sources": SourceDraft,
    "agreements": AgreementDraft,
    "events": EventDraft,
    "figures": FigureDraft,
    "pins": PinDraft,
}
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "publishers": {},
    "parties": {"belongs_to": "parties"},
    "sources": {"publisher": "publishers", "reprint_of": "sources"},
    "agreements": {"parties": "parties", "mediators": "parties"},
    "events": {"agreement": "agreements", "mediators": "parties"},
    "figures": {
        "agreement": "agreements",
        "event": "events",
        "sender": "parties",
        "receiver": "parties",
        "claimant": "parties",
        "source": "sources",
        "part_of": "figures",
        "relative_to": "figures",
        "corrects": "figures",
    },
    "pins": {
        "agreement": "agreements",
        "event": "events",
        "sender": "parties",
        "receiver": "parties",
        "figure": "figures",
    },
}
TERMS: Mapping[tuple[str, str], type[Term]] = {
    ("parties", "kind"): PartyKind,
    ("sources", "kind"): SourceKind,
    ("agreements", "status"): AgreementStatus,
    ("events", "kind"): EventKind,
    ("events", "status"): EventStatus,
    ("events", "place_role"): PlaceRole,
    ("figures", "unit"): Unit,
    ("figures", "stage"): Stage,
    ("figures", "bound"): Bound,
    ("figures", "vantage"): Vantage,
    ("figures", "accumulation"): Accumulation,
}
LIKENED = ("publisher", "party", "source", "agreement", "event", "figure")
"""The kinds of which two records can be called one, or two."""

Json = dict[str, Any]


class NoCasebook(ValueError):
    """The document is no casefile as JSON; the message says where it fails, in one sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """What was decided about two records of a kind, by their identities: they are two, or ``one`` became ``other``."""

    kind: str
    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One record out of a document: its kind, its identity, and its fields with references still as identities."""

    kind: str
    uid: str
    fields: Mapping[str, Any]

    def draft(self, key_of: Callable[[str, str], int]) -> Draft:
        """The record as a draft; ``key_of`` gives the id of the record of a kind and identity."""
        values = dict(self.fields)
        for name, kind in REFERENCES[self.kind].items():
            named = values.get(name)
            if isinstance(named, list):
                values[name] = tuple(key_of(kind, str(uid)) for uid in named)
            elif named is not None:
                values[name] = key_of(kind, str(named))
        return DRAFTS[self.kind](**values)


@dataclass(frozen=True, slots=True)
class Document:
    """A casefile out of JSON: records in an order in which none names a later one, texts and copies.

    A copy is its bytes, or the name of the file beside the document that holds them.
    """

    records: tuple[Held, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, bytes | str] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    observing: str = ""
    likeness: tuple[Likeness, ...] = ()


def casebook_json(
    casebook: Casebook,
    texts: Mapping[str, str],
    copies: Mapping[str, bytes | str],
    observing: str,
    likeness: Iterable[Likeness] = (),
) -> Json:
    """The whole casefile; ``texts`` are by the uid of their source, ``copies`` by their SHA-256.

    A copy is given as its bytes, or as the name of the file beside the document that holds them.
    """
    uid = {kind: {record.id: record.uid for record in getattr(casebook, kind)} for kind in DRAFTS}
    return {
        "handover": VERSION,
        "categories": [dataclasses.asdict(category) for category in casebook.categories.added],
        "observing": observing,
        "likeness": [dataclasses.asdict(decided) for decided in sorted(likeness)],
        **{kind: [_record(kind, record, uid) for record in getattr(casebook, kind)] for kind in DRAFTS},
        "texts": dict(sorted(texts.items())),
        "copies": {sha256: _kept_copy(held) for sha256, held in sorted(copies.items())},
    }


def _record(kind: str, record: Record, uid: Mapping[str, Mapping[int, str]]) -> Json:
    said: Json = {"uid": record.uid}
    for name in (f.name for f in dataclasses.fields(DRAFTS[kind])):
        value = getattr(record, name)
        named = REFERENCES[kind].get(name)
        if named is not None and isinstance(value, tuple):
            value = [uid[named][key] for key in value]
        elif named is not None and value is not None:
            value = uid[named][value]
        said[name] = _plain(value)
    return said


def _plain(value: object) -> object:
    match value:
        case Portion():
            return str(value)
        case Count() | Anchor() | StoredCopy():
            return dataclasses.asdict(value)
        case tuple():
            return list(value)
        case _:
            return value


def read_casebook(document: Any) -> Document:
    """The casefile in a parsed JSON document; ``NoCasebook`` where it is none."""
    if not isinstance(document, dict) or document.get("handover") != VERSION:
        raise NoCasebook("This is not a casefile as JSON of a version that this Handover reads.")
    try:
        records = [_held(kind, said) for kind in DRAFTS for said in document.get(kind, ())]
        copies = {sha256: _copy(held) for sha256, held in document.get("copies", {}).items()}
        categories = tuple(Category(c["id"], c["parent"], c["label"]) for c in document.get("categories", ()))
        likeness = tuple(_likeness(decided) for decided in document.get("likeness", ()))
        texts = {str(uid): str(text) for uid, text in document.get("texts", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error) as wrong:
        raise NoCasebook(f"This casefile as JSON cannot be read: {wrong}.") from None
    return Document(_in_order(records), texts, copies, categories, str(document.get("observing", "")), likeness)


def _kept_copy(held: bytes | str) -> str | Json:
    return {"file": held} if isinstance(held, str) else base64.b64encode(held).decode("ascii")


def _copy(held: Any) -> bytes | str:
    return str(held["file"]) if isinstance(held, dict) else base64.b64decode(held, validate=True)


def _likeness(said: Mapping[str, Any]) -> Likeness:
    kind, one, other = str(said["kind"]), str(said["one"]), str(said["other"])
    if kind not in LIKENED or not all(uid.split() == [uid] for uid in (one, other)):
        raise ValueError(f"“{kind} {one} {other}” names no two records that could be one")
    return Likeness(kind, one, other, bool(said["same"]))


def _held(kind: str, said: Mapping[str, Any]) -> Held:
    known = {f.name for f in dataclasses.fields(DRAFTS[kind])}
    values = {name: _typed(kind, name, value) for name, value in said.items() if name in known}
    return Held(kind, str(said["uid"]), values)


def _typed(kind: str, name: str, value: Any) -> Any:
    if value is None:
        return None
    if (kind, name) in TERMS:
        return TERMS[kind, name](value)
    match name:
        case "count":
            return Count(value["low"], value["high"])
        case "portion":
            return Portion.parse(value)
        case "anchor":
            return Anchor(**value)
        case "copy":
            return StoredCopy(**value)
        case "authors":
            return tuple(str(author) for author in value)
        case _:
            return value


def _in_order(records: list[Held]) -> tuple[Held, ...]:
    """Each record after those that it names; a circle is left for the casefile to refuse."""
    by_uid = {(held.kind, held.uid): held for held in records}
    found: dict[tuple[str, str], Held] = {}
    opened: set[tuple[str, str]] = set()
    stack = list(reversed(by_uid))
    while stack:
        key = stack[-1]
        if key in found or key in opened:
            found.setdefault(key, by_uid[key])
            stack.pop()
            continue
        opened.add(key)
        stack.extend(named for named in _named(by_uid[key]) if named in by_uid and named not in opened)
    return tuple(found.values())


def _named(held: Held) -> list[tuple[str, str]]:
    """The kind and identity of every record that this one names."""
    values = [(kind, held.fields.get(name)) for name, kind in REFERENCES[held.kind].items()]
    return [(kind, str(uid)) for kind, value in values for uid in (value if isinstance(value, list) else [value]) if uid]
