"""What the rooms read of a whole casefile: the casebook, the texts, what a search found, the briefings that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db import reader
from db.error import Damaged
from db.kind import RecordKind
from db.later import Later
from db.search import fold, snippet, words
from db.setting import OBSERVING, observing_vantages
from figures.record import (
    Agreement,
    Casebook,
    Event,
    Figure,
    Party,
    Pin,
    Publisher,
    Record,
    Source,
)
from figures.vocabulary import Vantage

if TYPE_CHECKING:
    from db import result
    from db.sqlite.driver import Driver
else:
    result = Later("db.result")

CONFIDENTIAL = "Confidential source"
_TEXT_OF = "SELECT text_sha256 FROM source WHERE id = ?"


def casebook(database: Driver) -> Casebook:
    """Every record, with the casefile's categories and the vantages that it counts as observing."""
    return Casebook(
        publishers=reader.records(database, Publisher),
        parties=reader.records(database, Party),
        sources=reader.records(database, Source),
        agreements=reader.records(database, Agreement),
        events=reader.records(database, Event),
        figures=reader.records(database, Figure),
        pins=reader.records(database, Pin),
        categories=reader.categories(database),
        observing=observing(database),
    )


_FIELDS = {
    RecordKind.PUBLISHER: "publishers",
    RecordKind.PARTY: "parties",
    RecordKind.SOURCE: "sources",
    RecordKind.AGREEMENT: "agreements",
    RecordKind.EVENT: "events",
    RecordKind.FIGURE: "figures",
    RecordKind.PIN: "pins",
}


def renewed(database: Driver, book: Casebook, changes: result.Changes) -> Casebook:
    """The casebook after an act: what the act touched is read anew, the rest is taken over."""
    if not all(kind in _FIELDS or kind is RecordKind.BRIEFING for kind, _ in changes.touched):
        return casebook(database)
    fresh: dict[str, Any] = {}
    for kind, name in _FIELDS.items():
        if touched := changes.of(kind):
            kept = {record.id: record for record in getattr(book, name) if record.id not in touched}
            kept.update(reader.some(database, kind, touched))
            fresh[name] = tuple(kept[id] for id in sorted(kept))
    return replace(book, **fresh)


def observing(database: Driver) -> frozenset[Vantage]:
    """The vantages that count as observing in this casefile; ``Damaged`` where the setting cannot be read."""
    try:
        return observing_vantages(reader.setting(database, OBSERVING))
    except ValueError as wrong:
        raise Damaged(f"The setting of the observing vantages cannot be read ({wrong}). Choose them anew.") from wrong


def discreet(whole: Casebook) -> Casebook:
    """The casebook without anything that tells who a confidential source is: no title, publisher, address, quote or place.

    The figures stay, with their words, dates and claimants.
    """
    hidden = {source.id for source in whole.sources if source.confidential}
    return replace(
        whole,
        sources=tuple(_nameless(source) if source.id in hidden else source for source in whole.sources),
        figures=tuple(
            replace(figure, quote="", anchor=None, where="", note="", ref="") if figure.source in hidden else figure
            for figure in whole.figures
        ),
    )


def _nameless(source: Source) -> Source:
    return replace(
        source,
        title=CONFIDENTIAL,
        publisher=None,
        authors=(),
        address="",
        archived_address="",
        copy=None,
        note="",
        ref="",
    )


def source_text(database: Driver, source_id: int) -> str:
    """The plain text of a source; empty where it has none."""
    found = database.execute(_TEXT_OF, (source_id,)).fetchone()
    return "" if found is None else reader.text(database, found[0])


def hits(database: Driver, query: str, found: Sequence[tuple[RecordKind, int]]) -> tuple[result.Hit, ...]:
    """What a search found, with what each record is called and a little of what it says."""
    wanted, told = words(query), []
    records = {
        kind: reader.some(database, kind, [id for one, id in found if one is kind]) for kind in {kind for kind, _ in found}
    }
    for kind, id in found:
        record = records[kind].get(id)
        if record is not None:
            told.append(result.Hit(kind, id, _title(record), _snippet(database, record, wanted)))
    return tuple(told)


def _title(record: Record) -> str:
    match record:
        case Publisher() | Party():
            return record.name
        case Figure():
            return f"{record.words} · {record.unit.label} · {record.stage.label}"
        case Pin():
            return record.reason
        case _:
            return record.title


def _snippet(database: Driver, record: Record, wanted: tuple[str, ...]) -> str:
    """The words around what was found; the text of a source is read only where nothing shorter says it."""
    said: tuple[str, ...] = ()
    match record:
        case Figure():
            said = (record.quote, record.where, record.note, record.vantage_reason, record.retracted_reason, record.ref)
        case Source():
            said = (record.note, record.address, *record.authors)
        case Agreement():
            said = (record.place, record.undertakings, record.note)
        case Event():
            said = (record.place, record.note)
        case Party():
            said = (record.native_name,)
    found = next((cut for text in said if text and (cut := snippet(text, wanted))), "")
    if found or not isinstance(record, Source) or all(word in fold(record.title) for word in wanted):
        return found
    return snippet(source_text(database, record.id), wanted)


def issued(database: Driver) -> tuple[result.IssuedBriefing, ...]:
    """The briefings that were kept, the latest first."""
    return tuple(
        result.IssuedBriefing(
            id=row["id"],
            uid=row["uid"],
            title=row["title"],
            label=row["label"],
            as_of=row["as_of"],
            issued_at=row["issued_at"],
            fingerprint=row["fingerprint"],
            options=row["options"],
            snapshot=reader.text(database, row["snapshot_sha256"]),
            pages=row["pages"],
            pdf_sha256=row["pdf_sha256"],
        )
        for row in reversed(reader.rows(database, RecordKind.BRIEFING))
    )
