"""Checking a whole casefile, so that a fault is named before it becomes a printed number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, func, select

from db import journal, law, reader, schema
from db.error import CasefileError, Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.result import Adrift, Fault, FaultKind
from db.row import RECORDED, record_of
from db.sqlite import check
from db.sqlite.fault import told
from db.writer import parsed
from figures.category import METHOD_CATEGORIES
from figures.record import Unfit

_BACKUP = "Open a backup of this casefile, and keep this file for repair."


def faults(connection: Connection) -> Iterator[Fault]:
    """Every fault of the casefile; a check that cannot go on says so and leaves the rest to the others."""
    of_records = (_page_faults, _reference_faults, _record_faults, _law_faults)
    of_the_rest = (journal_faults, _copy_faults, _text_faults, _quote_faults, _search_faults)
    for look in of_records + of_the_rest:
        try:
            with told(Path("This casefile")):
                yield from look(connection)
        except CasefileError as wrong:
            yield Fault(FaultKind.PAGES, str(wrong), _BACKUP)


def _page_faults(connection: Connection) -> Iterator[Fault]:
    for text in check.page_faults(connection):
        yield Fault(FaultKind.PAGES, text, _BACKUP)


def _reference_faults(connection: Connection) -> Iterator[Fault]:
    for text in check.reference_faults(connection):
        yield Fault(FaultKind.REFERENCE, text, _BACKUP)


def _quote_faults(connection: Connection) -> Iterator[Fault]:
    for adrift in drifted(connection):
        text = f"The quote of figure {adrift.figure} no longer stands in its source's text where it was taken from."
        yield Fault(FaultKind.QUOTE, text, "Select the words again in the source.", (RecordKind.FIGURE, adrift.figure))


def _search_faults(connection: Connection) -> Iterator[Fault]:
    for text in check.search_faults(connection):
        yield Fault(FaultKind.SEARCH, text, "Nothing is lost; make the search index anew.")


def journal_faults(connection: Connection) -> Iterator[Fault]:
    """Every break in the journal's chain, and entries missing at its end."""
    newest = 0
    for number, text in journal.broken_links(connection):
        yield Fault(FaultKind.JOURNAL, text, "Compare the entry with a backup.")
        newest = number
    newest = max(newest, connection.execute(select(func.max(schema.journal.c.id))).scalar() or 0)
    given_out = check.last_key(connection, "journal")
    if given_out > newest:
        text = f"Entries {newest + 1} to {given_out} of the journal are missing."
        yield Fault(FaultKind.JOURNAL, text, "Compare the journal with a backup.")


def _law_faults(connection: Connection) -> Iterator[Fault]:
    """Records that break a law together: units that cannot count their category, circles, parts that do not fit."""
    references, categories = law.References(connection), reader.categories(connection)
    for kind in RECORDED:
        for row in reader.rows(connection, kind):
            try:
                law.check_draft(record_of(kind, row), categories)
                references.check(kind, row["id"], row)
            except Unfit as wrong:
                text = f"The {kind.value} number {row['id']} breaks a law: {wrong}"
                yield Fault(FaultKind.LAW, text, "Open the record and mend the field.", (kind, row["id"]))
            except Damaged:
                continue


def _record_faults(connection: Connection) -> Iterator[Fault]:
    """Records that break a law, and records that are not what the journal last made of them."""
    for kind in KEPT:
        latest = _latest(connection, kind)
        for row in reader.rows(connection, kind):
            record = (kind, int(row["id"]))
            try:
                if kind in RECORDED:
                    record_of(kind, row)
            except Damaged as wrong:
                yield Fault(FaultKind.RECORD, str(wrong), _BACKUP, record)
            if not _is_seeded(record, latest) and not _is_kept_as(latest.get(record[1]), row):
                text = f"The {kind.value} number {record[1]} is not what the journal says was last kept of it."
                yield Fault(FaultKind.RECORD, text, "Compare it with its history, and correct it.", record)
            latest.pop(record[1], None)
        for id, entry in latest.items():
            if entry is not None:
                text = f"The {kind.value} number {id} is in the journal but no longer in the casefile."
                yield Fault(FaultKind.RECORD, text, _BACKUP, (kind, id))


def _is_kept_as(entry: str | None, row: Row) -> bool:
    try:
        kept = parsed(entry)
        return kept is not None and journal.agrees(row, kept)
    except Damaged:
        return False


def _is_seeded(record: tuple[RecordKind, int], latest: Mapping[int, str | None]) -> bool:
    """The method's own categories come with the format and not from an act."""
    kind, id = record
    return kind is RecordKind.CATEGORY and id <= len(METHOD_CATEGORIES) and id not in latest


def _latest(connection: Connection, kind: RecordKind) -> dict[int, str | None]:
    """What the journal last made of each record of a kind; None where it removed it."""
    change = schema.journal_change.c
    query = select(change.record, change.after).where(change.kind == kind.value).order_by(change.entry, change.position)
    return {found.record: found.after for found in connection.execute(query)}


def _copy_faults(connection: Connection) -> Iterator[Fault]:
    kept = schema.kept_bytes.c
    for sha256 in connection.execute(select(kept.sha256)).scalars().all():
        content = connection.execute(select(kept.content).where(kept.sha256 == sha256)).scalar_one()
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Fault(FaultKind.COPY, f"The stored copy {sha256[:12]}… is no longer what was taken in.", _BACKUP)


def _text_faults(connection: Connection) -> Iterator[Fault]:
    kept = schema.kept_text.c
    for sha256 in connection.execute(select(kept.sha256)).scalars().all():
        content = connection.execute(select(kept.content).where(kept.sha256 == sha256)).scalar_one()
        if hashlib.sha256(content.encode()).hexdigest() != sha256:
            yield Fault(FaultKind.TEXT, f"The text {sha256[:12]}… of a source is no longer what was taken in.", _BACKUP)


def drifted(connection: Connection) -> tuple[Adrift, ...]:
    """Every figure whose quote no longer stands where its anchor says."""
    figure, source, kept = schema.figure.c, schema.source.c, schema.kept_text.c
    query = (
        select(
            figure.id,
            figure.source,
            figure.quote,
            figure.anchor_start,
            figure.anchor_end,
            figure.anchor_before,
            figure.anchor_after,
            source.text_sha256,
        )
        .join(schema.source, figure.source == source.id)
        .where(figure.anchor_start.is_not(None))
        .order_by(figure.source, figure.id)
    )
    found, text, read_of = [], "", ""
    for row in connection.execute(query).all():
        if (row.text_sha256 or "") != read_of:
            read_of = row.text_sha256 or ""
            text = connection.execute(select(kept.content).where(kept.sha256 == read_of)).scalar() or ""
        if text[row.anchor_start : row.anchor_end] != row.quote:
            found_at = _found_again(text, row.quote, row.anchor_before, row.anchor_after)
            found.append(Adrift(row.id, row.source, row.quote, found_at))
    return tuple(found)


def _found_again(text: str, quote: str, before: str, after: str) -> int | None:
    """Where the quote stands now: between the words that stood around it, else where it stands alone in the text."""
    for lead, words in ((len(before), before + quote + after), (0, quote)):
        at = text.find(words)
        if quote and at >= 0 and text.find(words, at + 1) < 0:
            return at + lead
    return None
