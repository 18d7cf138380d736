"""The full-text index of a casefile: SQLite's FTS5 over folded copies of what each record says.

A hit's row number holds the kind and the record's id, agreements highest, so that reading backwards gives the order in
which a person would look. Ranking by relevance would have to weigh every hit of a one-letter query, and is not done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from db import reader
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.search import fold
from db.sqlite import driver
from db.sqlite.connection import Connection
from db.sqlite.file import large, raw, write

_SLOT = {
    RecordKind.AGREEMENT: 9,
    RecordKind.EVENT: 8,
    RecordKind.PARTY: 7,
    RecordKind.SOURCE: 6,
    RecordKind.PUBLISHER: 5,
    RecordKind.FIGURE: 4,
    RecordKind.PIN: 3,
}
_TEXT_SLOT = 1
_FTS5_FORMAT = 4
_KIND = {**{slot: kind for kind, slot in _SLOT.items()}, _TEXT_SLOT: RecordKind.SOURCE}
_SHIFT = 40


def note(connection: Connection, changed: Iterable[tuple[RecordKind, int, Row | None, Row | None]]) -> None:
    """Bring the index up to date with records that an act changed, within that act's transaction."""
    with large(connection):
        for kind, id, before, after in changed:
            if is_searched(kind):
                _put(connection, key(kind, id), None if after is None else said(kind, after))
            if kind is RecordKind.SOURCE and _text(before) != _text(after):
                _put(connection, text_key(id), _text_said(connection, _text(after)))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the records; for when it no longer agrees with itself."""
    try:
        raw(connection).execute("DROP TABLE search")
    except driver.errors():
        raw(connection).execute("INSERT OR REPLACE INTO search_config VALUES ('version', ?)", (_FTS5_FORMAT,))
        raw(connection).execute("DROP TABLE search")
    raw(connection).execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
    )
    for kind in _SLOT:
        note(connection, ((kind, row["id"], None, row) for row in reader.each_row(raw(connection), kind)))


def _text(row: Row | None) -> str | None:
    value = None if row is None else row["text_sha256"]
    return value if isinstance(value, str) else None


def _text_said(connection: Connection, sha256: str | None) -> tuple[str, str] | None:
    return None if sha256 is None else said_by_text(connection, sha256)


def said_by_text(connection: Connection, sha256: str) -> tuple[str, str]:
    """What a kept text says, folded as it is looked for; it has no title."""
    return "", fold(reader.text(raw(connection), sha256))


def is_searched(kind: RecordKind) -> bool:
    """Whether records of this kind are found by what they say."""
    return kind in _SLOT


def key(kind: RecordKind, id: int) -> int:
    """The row of the index that holds what a record says."""
    return _SLOT[kind] << _SHIFT | id


def text_key(id: int) -> int:
    """The row of the index that holds the text of a source."""
    return _TEXT_SLOT << _SHIFT | id


def bounds(kind: RecordKind) -> tuple[int, int]:
    """The first and the last row of the index that what records of a kind say can have."""
    return key(kind, 0), key(kind, (1 << _SHIFT) - 1)


def slot(at: int) -> int:
    """Which part of the index a row lies in: there is one for each kind, and one for the texts of sources."""
    return at >> _SHIFT


def slot_end(number: int) -> int:
    """The last row that a part of the index can have."""
    return ((number + 1) << _SHIFT) - 1


def kind(number: int) -> RecordKind:
    """The kind whose records a part of the index holds; ``KeyError`` where it holds none."""
    return _KIND[number]


def record(at: int) -> tuple[RecordKind, int]:
    """The record that a row of the index is of; ``KeyError`` where no kind has such a row."""
    return _KIND[slot(at)], at & ((1 << _SHIFT) - 1)


def said(kind: RecordKind, row: Row) -> tuple[str, str]:
    """What a record is called and what else it says, folded as it is looked for."""
    kept = KEPT[kind]
    parts = [str(row[name]) for name in kept.searched if row[name]]
    if kind is RecordKind.SOURCE and row["authors"]:
        parts += json.loads(str(row["authors"]))
    return fold(kept.name_of(row)), fold("\n".join(parts))


def _put(connection: Connection, at: int, words_of_it: tuple[str, str] | None) -> None:
    if words_of_it is None:
        write(connection, "DELETE FROM search WHERE rowid = ?", (at,))
    else:
        write(connection, "INSERT OR REPLACE INTO search (rowid, title, body) VALUES (?, ?, ?)", (at, *words_of_it))
