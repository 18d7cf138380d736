"""Checking a whole casefile, so that a fault is named before it becomes a printed number.

Most of it is asked of SQLite in whole tables; record by record is looked at only what differs. It can be called off at any
time, and says how far it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from db import as_kept, desk, journal, law, likeness, reader
from db.as_kept import BACKUP, MOST_FAULTS
from db.error import CasefileError, Damaged, Interrupted
from db.kept import KEPT
from db.kind import RecordKind
from db.result import Adrift, Fault, FaultKind, Progress
from db.row import RECORDED, record_of
from db.sqlite import check, file
from db.sqlite.connection import Connection
from db.sqlite.fault import told

_ANCHORED = """
    SELECT figure.id, source, quote, anchor_start, anchor_end, anchor_before, anchor_after, text_sha256
    FROM figure JOIN source ON figure.source = source.id WHERE anchor_start IS NOT NULL ORDER BY source, figure.id
"""
_MOST_SEARCHED = 200_000_000
"""Characters of text that are searched for quotes that drifted, before the rest is only named."""


class Watch:
    """How far a check is, told as it goes; raises ``Interrupted`` as soon as it is not wanted any more."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._start = 0.0
        self._share = 0.0

    def step(self, share: float) -> None:
        """The next step begins, which is this share of the whole."""
        self._start += self._share
        self._share = share
        self.tick(0.0)

    def tick(self, done: float) -> None:
        """So much of this step is done, from 0 to 1."""
        if self._progress is not None and not self._progress(min(1.0, self._start + self._share * done)):
            raise Interrupted("The check was called off.")

    def wanted(self) -> bool:
        """Whether the check is to go on, asked while SQLite works."""
        return self._progress is None or self._progress(min(1.0, self._start))


Check = Callable[[Connection, Watch], Iterator[Fault]]


def faults(connection: Connection, progress: Progress | None = None) -> Iterator[Fault]:
    """Every fault of the casefile; a check that cannot go on says so and leaves the rest to the others."""
    watch = Watch(progress)
    with file.watched(connection, watch.wanted):
        for look, share in _CHECKS:
            watch.step(share)
            found = 0
            try:
                with told(Path("This casefile")):
                    for fault in islice(look(connection, watch), MOST_FAULTS):
                        found += 1
                        yield fault
            except Interrupted:
                raise
            except CasefileError as wrong:
                yield Fault(FaultKind.PAGES, str(wrong), BACKUP)
            if found == MOST_FAULTS:
                yield Fault(FaultKind.PAGES, f"There are more faults of this kind than the {MOST_FAULTS:,} named.", BACKUP)
    watch.step(0.0)


def _page_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    for text in check.page_faults(connection):
        yield Fault(FaultKind.PAGES, text, BACKUP)


def _reference_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    for text in check.reference_faults(connection):
        yield Fault(FaultKind.REFERENCE, text, BACKUP)


def _quote_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    for adrift in drifted(connection):
        text = f"The quote of figure {adrift.figure} no longer stands in its source's text where it was taken from."
        yield Fault(FaultKind.QUOTE, text, "Select the words again in the source.", (RecordKind.FIGURE, adrift.figure))


def _search_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    yield from search_faults(connection)


def search_faults(connection: Connection) -> Iterator[Fault]:
    """What is wrong with the search index; where the casefile is open to read, SQLite does not look."""
    for text in check.search_faults(connection):
        yield Fault(FaultKind.SEARCH, text, "Nothing is lost; make the search index anew.")


def journal_faults(connection: Connection, watch: Watch | None = None) -> Iterator[Fault]:
    """Every break in the journal's chain, and entries missing at its end."""
    newest = journal.newest(connection)
    tick = (watch or Watch(None)).tick
    for text in journal.broken_links(connection, lambda entry: tick(entry / max(newest, 1))):
        yield Fault(FaultKind.JOURNAL, text, "Compare the entry with a backup.")
    given_out = check.last_key(connection, "journal")
    if given_out > newest:
        text = f"Entries {newest + 1} to {given_out} of the journal are missing."
        yield Fault(FaultKind.JOURNAL, text, "Compare the journal with a backup.")


def _law_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    """Records that break a law together: units that cannot count their category, circles, parts that do not fit."""
    for kind, id, wrong in law.broken(file.raw(connection), reader.categories(file.raw(connection))):
        text = f"The {kind.value} number {id} breaks a law: {wrong}"
        yield Fault(FaultKind.LAW, text, "Open the record and mend the field.", (kind, id))


def _form_faults(connection: Connection, watch: Watch) -> Iterator[Fault]:
    """Records that break a law of their own, which no form would have let through."""
    whole = sum(check.last_key(connection, KEPT[kind].table) for kind in RECORDED if not likeness.is_of_sorts(kind)) or 1
    done = 0
    for kind in RECORDED:
        try:
            of_sorts = likeness.is_of_sorts(kind)
            every = likeness.one_of_each(connection, kind) if of_sorts else reader.each_row(file.raw(connection), kind)
            for row in every:
                done += 1
                if not done % 1000:
                    watch.tick(min(1.0, done / whole))
                try:
                    record_of(kind, row)
                except Damaged as wrong:
                    yield Fault(FaultKind.RECORD, str(wrong), BACKUP, (kind, int(row["id"])))
        except Damaged as wrong:
            yield Fault(FaultKind.RECORD, str(wrong), BACKUP)


def _altered(connection: Connection, _: Watch) -> Iterator[Fault]:
    yield from as_kept.altered(file.raw(connection))


def _copy_faults(connection: Connection, watch: Watch) -> Iterator[Fault]:
    rows = file.raw(connection).execute("SELECT rowid, sha256 FROM kept_bytes").fetchall()
    for done, (key, sha256) in enumerate(rows):
        digest = hashlib.sha256()
        with file.opened_value(file.raw(connection), "kept_bytes", key) as blob:
            while piece := blob.read(1 << 20):
                digest.update(piece)
                watch.tick(done / len(rows))
        if digest.hexdigest() != sha256:
            yield Fault(FaultKind.COPY, f"The stored copy {str(sha256)[:12]}… is no longer what was taken in.", BACKUP)


def _text_faults(connection: Connection, watch: Watch) -> Iterator[Fault]:
    every = file.raw(connection).execute("SELECT sha256 FROM kept_text").fetchall()
    for done, (sha256,) in enumerate(every):
        watch.tick(done / len(every))
        if hashlib.sha256(reader.text(file.raw(connection), sha256).encode()).hexdigest() != sha256:
            yield Fault(FaultKind.TEXT, f"The text {str(sha256)[:12]}… of a source is no longer what was taken in.", BACKUP)


def _desk_faults(connection: Connection, _: Watch) -> Iterator[Fault]:
    """What lies unsaved beside the records has no laws; it has only to be readable."""
    desk.drafts(connection)
    yield from ()


_CHECKS: Sequence[tuple[Check, float]] = (
    (_page_faults, 0.45),
    (_reference_faults, 0.08),
    (_altered, 0.16),
    (_form_faults, 0.12),
    (_law_faults, 0.02),
    (journal_faults, 0.11),
    (_copy_faults, 0.01),
    (_text_faults, 0.01),
    (_quote_faults, 0.03),
    (_desk_faults, 0.0),
    (_search_faults, 0.01),
)
"""Each check, and which share of the work it commonly is."""


def drifted(connection: Connection) -> tuple[Adrift, ...]:
    """Every figure whose quote no longer stands where its anchor says."""
    found, text, read_of, searched = [], "", "", 0
    for id, source, quote, start, end, before, after, sha256 in file.raw(connection).execute(_ANCHORED).fetchall():
        if (sha256 or "") != read_of:
            read_of = sha256 or ""
            text = reader.text(file.raw(connection), read_of)
        if text[start:end] != quote:
            searched += len(text)
            found_at = _found_again(text, quote, before, after) if searched < _MOST_SEARCHED else None
            found.append(Adrift(id, source, quote, found_at))
    return tuple(found)


def _found_again(text: str, quote: str, before: str, after: str) -> int | None:
    """Where the quote stands now: between the words that stood around it, else where it stands alone in the text."""
    for lead, words in ((len(before), before + quote + after), (0, quote)):
        at = text.find(words)
        if quote and at >= 0 and text.find(words, at + 1) < 0:
            return at + lead
    return None
