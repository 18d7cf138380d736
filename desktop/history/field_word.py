"""The names of a record's fields as the forms have them, their order, and the terms that some of them hold."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

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
ORDER = (
    "title",
    "name",
    "native_name",
    "words",
    "low",
    "high",
    "bound",
    "kind",
    "category",
    "unit",
    "sender",
    "receiver",
    "stage",
    "claimant",
    "vantage",
    "vantage_reason",
    "accumulation",
    "date",
    "said_on",
    "as_of",
    "status",
    "status_on",
    "due",
    "place",
    "place_role",
    "parties",
    "mediators",
    "agreement",
    "event",
    "source",
    "publisher",
    "reliability",
    "quote",
    "anchor_start",
    "where",
    "credibility",
    "retracted",
    "retracted_on",
    "retracted_reason",
)


def field_word(name: str) -> str:
    """A field's name as the forms have it."""
    tr = QCoreApplication.translate
    known = {
        "count": tr("History", "Read as"),
        "words": tr("History", "Number as worded"),
        "sender": tr("History", "From"),
        "receiver": tr("History", "To"),
        "said_on": tr("History", "Said on"),
        "as_of": tr("History", "As of"),
        "where": tr("History", "Where in the source"),
        "anchor": tr("History", "Place of the quote"),
        "part_of": tr("History", "Part of"),
        "relative_to": tr("History", "Share of"),
        "portion": tr("History", "Share"),
        "corrects": tr("History", "Corrects"),
        "retracted_on": tr("History", "Retracted on"),
        "retracted_reason": tr("History", "Why retracted"),
        "vantage_reason": tr("History", "Why this vantage"),
        "belongs_to": tr("History", "Belongs to"),
        "native_name": tr("History", "Name in its own script"),
        "archived_address": tr("History", "Archived address"),
        "reprint_of": tr("History", "Reprint of"),
        "copy": tr("History", "Stored copy"),
        "place_role": tr("History", "Role of the place"),
        "status_on": tr("History", "Status reached on"),
        "tranches_missing": tr("History", "Tranches known to be missing"),
        "ref": tr("History", "Identifier in another program"),
        "figure": tr("History", "Measure"),
    }
    return known.get(name) or name.replace("_", " ").capitalize()
