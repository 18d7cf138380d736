"""One act's changes in the reader's words: which record, which fields, from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.kind import RecordKind
from db.result import Entry, RecordChange
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

NONE = "–"
UNSAID = frozenset({"id", "uid"})
"""Fields that say nothing to a reader."""

KIND_WORDS = {
    RecordKind.PUBLISHER: "publisher",
    RecordKind.PARTY: "party",
    RecordKind.SOURCE: "source",
    RecordKind.AGREEMENT: "agreement",
    RecordKind.EVENT: "event",
    RecordKind.FIGURE: "figure",
    RecordKind.PIN: "measure",
    RecordKind.CATEGORY: "category",
    RecordKind.SETTING: "setting",
    RecordKind.BRIEFING: "briefing",
}
FIELD_WORDS = {
    "words": "Number as worded",
    "count": "Read as",
    "low": "Read as, at least",
    "high": "Read as, at most",
    "bound": "Bound",
    "sender": "From",
    "receiver": "To",
    "said_on": "Said on",
    "as_of": "As of",
    "where": "Where in the source",
    "where_in_source": "Where in the source",
    "anchor": "Place of the quote",
    "part_of": "Part of",
    "relative_to": "Share of",
    "portion": "Share",
    "corrects": "Corrects",
    "retracted_on": "Retracted on",
    "retracted_reason": "Why retracted",
    "vantage_reason": "Why this vantage",
    "belongs_to": "Belongs to",
    "native_name": "Name in its own script",
    "archived_address": "Archived address",
    "reprint_of": "Reprint of",
    "copy": "Stored copy",
    "place_role": "Role of the place",
    "status_on": "Status reached on",
    "due": "Due",
    "tranches_missing": "Tranches known to be missing",
    "ref": "Identifier of another program",
    "figure": "Measure",
}
TERMS: Mapping[str, tuple[type[Term], ...]] = {
    "unit": (Unit,),
    "stage": (Stage,),
    "vantage": (Vantage,),
    "accumulation": (Accumulation,),
    "bound": (Bound,),
    "status": (AgreementStatus, EventStatus),
    "kind": (EventKind, PartyKind, SourceKind),
    "place_role": (PlaceRole,),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field from what to what; empty text where there was nothing."""

    label: str
    before: str
    after: str


def kind_word(kind: RecordKind) -> str:
    """What a record of that kind is called."""
    return QCoreApplication.translate("History", KIND_WORDS[kind])


def field_word(name: str) -> str:
    """A field's name as the forms have it."""
    known = FIELD_WORDS.get(name)
    return QCoreApplication.translate("History", known) if known else name.replace("_", " ").capitalize()


def value_words(field: str, value: str) -> str:
    """A value as the forms have it: terms by their labels, yes and no in words."""
    for kind in TERMS.get(field, ()):
        if value in kind._value2member_map_:
            return kind(value).label
    if value in ("True", "False", "yes", "no") and field in ("confidential", "retracted", "tranches_missing"):
        yes = value in ("True", "yes")
        return QCoreApplication.translate("History", "yes") if yes else QCoreApplication.translate("History", "no")
    return value


def field_changes(change: RecordChange) -> tuple[FieldChange, ...]:
    """The fields that differ, in the record's own order; of a record that is new or gone, the fields that say something."""
    before, after = change.before or {}, change.after or {}
    names = dict.fromkeys((*after, *before))
    found = []
    for name in names:
        old, new = value_words(name, before.get(name, "")), value_words(name, after.get(name, ""))
        if name not in UNSAID and old != new:
            found.append(FieldChange(field_word(name), old, new))
    return tuple(found)


def record_words(entry: Entry) -> str:
    """Which record an act is about: the first, and how many more."""
    if not entry.changes:
        return NONE
    name = entry.changes[0].name or kind_word(entry.changes[0].kind)
    more = len(entry.changes) - 1
    if not more:
        return name
    return QCoreApplication.translate("History", "%1, and %2 more").replace("%1", name).replace("%2", f"{more:,}")


def before_after(entry: Entry) -> tuple[str, str]:
    """The two cells of an act's row: the values where one field changed, else how many did."""
    if len(entry.changes) != 1:
        return NONE, NONE
    change = entry.changes[0]
    fields = field_changes(change)
    if change.before is None:
        return NONE, QCoreApplication.translate("History", "added")
    if change.after is None:
        return QCoreApplication.translate("History", "in the casefile"), QCoreApplication.translate("History", "removed")
    if len(fields) == 1:
        return fields[0].before or NONE, fields[0].after or NONE
    if not fields:
        return NONE, NONE
    words = QCoreApplication.translate("History", "%1 fields").replace("%1", str(len(fields)))
    return NONE, f"{words}: {', '.join(field.label.lower() for field in fields)}"
