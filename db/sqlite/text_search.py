"""Looking up what was typed in the full-text index: every word is the beginning of a word, and the latest records come first.

FTS5 gives the rows of a whole word, and of a beginning of up to three letters, one by one as they are asked for. The rows of a
longer beginning it gathers all before it gives one: of a common word a third of a million. So a longer beginning is asked for
as the words that begin so, which are few. Kinds are walked from above, and each is left as soon as enough of it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.error import Damaged
from db.kind import RecordKind
from db.search import words
from db.sqlite import text_index
from db.sqlite.file import raw

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

LOOKED_AT = 100
"""So many of the latest records of a kind are looked at for those that are called what is looked for."""
BEGINNINGS_KEPT = 3
"""FTS5 keeps lists for beginnings of up to so many letters."""
MOST_WORDS_OF_ONE = 40
"""Beginnings of more words than these are left to FTS5; such words are rare, mostly numbers, and soon gathered."""
_NEXT_WORD = "SELECT term FROM temp.search_word WHERE term >= ? AND term < ? LIMIT 1"
_EVERY = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
_LATEST = "SELECT rowid, title FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
_LAST_LETTER = "\U0010ffff"
_FIRST_LETTER = "\x01"


def every(connection: Connection, query: str, kind: RecordKind) -> frozenset[int]:
    """Every record of a kind that holds every word of the query or its beginning; for a thread."""
    wanted = " ".join(f'"{word}"*' for word in words(query))
    if not wanted:
        return frozenset()
    rows = raw(connection).execute(_EVERY, (wanted, *text_index.bounds(kind)))
    return frozenset(text_index.record(at)[1] for (at,) in rows)


def find(connection: Connection, query: str, limit: int, kind: RecordKind | None = None) -> Iterator[tuple[RecordKind, int]]:
    """Records that hold every word of the query or its beginning, each kind with its share of ``limit``, the latest first.

    Of the latest of each kind those that are called so come before all that only say so. ``kind`` looks for records of that
    kind only.
    """
    wanted = words(query)
    database = raw(connection)
    match = _match(database, wanted)
    if not match:
        return
    low, high = (0, 1 << 62) if kind is None else text_index.bounds(kind)
    found = _by_kind(_latest(database, match, low, high, max(LOOKED_AT, limit)), wanted)
    chosen = {hit for share in _shares(found, limit) for hit in share}
    for is_called in (True, False):
        yield from (hit for held in found.values() for hit, called in held.items() if called is is_called and hit in chosen)


def _match(database: Driver, wanted: Sequence[str]) -> str:
    """What FTS5 is asked for; empty where no record can hold all of it."""
    return " AND ".join(_beginning(database, word) for word in wanted)


def _beginning(database: Driver, word: str) -> str:
    if len(word) > BEGINNINGS_KEPT:
        some = list(_words_from(database, word))
        if 0 < len(some) <= MOST_WORDS_OF_ONE:
            return "(" + " OR ".join(f'"{one}"' for one in some) + ")"
    return f'"{word}"*'


def _words_from(database: Driver, beginning: str) -> Iterator[str]:
    """The words of the index that begin so, in order, up to one more than are of use; each is sought, none is passed over."""
    at = beginning
    for _ in range(MOST_WORDS_OF_ONE + 1):
        row = database.execute(_NEXT_WORD, (at, beginning + _LAST_LETTER)).fetchone()
        if row is None:
            return
        yield row[0]
        at = row[0] + _FIRST_LETTER


def _latest(database: Driver, match: str, low: int, high: int, most: int) -> Iterator[tuple[int, str]]:
    """The rows of the index that match, the last first, no more than ``most`` of a kind, with the title in each."""
    while high >= low:
        rows = database.execute(_LATEST, (match, low, high, most)).fetchall()
        if len(rows) < most:
            yield from rows
            return
        last = text_index.slot(rows[-1][0])
        yield from (row for row in rows if text_index.slot(row[0]) > last)
        if text_index.slot(rows[0][0]) > last:
            high = text_index.slot_end(last)
        else:
            yield from rows
            high = text_index.slot_end(last - 1)


def _by_kind(
    rows: Iterator[tuple[int, str]], wanted: Sequence[str]
) -> Mapping[RecordKind, Mapping[tuple[RecordKind, int], bool]]:
    """The records of these rows, and whether they are called so, by their kind."""
    called = [re.compile(rf"(?<![^\W_]){re.escape(word)}") for word in wanted]
    found: dict[RecordKind, dict[tuple[RecordKind, int], bool]] = {}
    for at, title in rows:
        try:
            hit = text_index.record(at)
        except KeyError:
            raise Damaged("The search index is damaged. Nothing else is; make the index anew.") from None
        found.setdefault(hit[0], {}).setdefault(hit, all(one.search(title) for one in called))
    return {kind: dict(sorted(held.items(), key=lambda one: not one[1])) for kind, held in found.items()}


def _shares(
    found: Mapping[RecordKind, Mapping[tuple[RecordKind, int], bool]], limit: int
) -> Iterator[Sequence[tuple[RecordKind, int]]]:
    """The first of each kind, so that all kinds together are ``limit``: what one does not need the others have."""
    left = limit
    for number, held in enumerate(sorted(found.values(), key=len)):
        share = list(held)[: left // (len(found) - number)]
        left -= len(share)
        yield share
