"""The search index for many records at once: filled by one pass over their table, emptied by whole runs of keys.

SQLite gathers the words of many records in memory before it writes them; the more it may gather, the less it has to merge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from string import Template

from db.kept import KEPT
from db.kind import RecordKind
from db.sqlite import text_index
from db.sqlite.connection import Connection
from db.sqlite.file import large, raw

_GATHERED = 8 << 20
_USUALLY_GATHERED = 1 << 20
_READ_AT_ONCE = 1_000
_WORTH_IT = 2_000
_MORE_THAN_REST = 4
_SAID = Template("SELECT id, $asked FROM $table WHERE id BETWEEN ? AND ? ORDER BY id")
_ADD = "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)"

Reached = Callable[[], None]


def fill(connection: Connection, added: dict[RecordKind, list[range]], reached: Reached) -> None:
    """Make these records found, which nobody could find before; kinds and keys go up as the rows of the index do."""
    database = raw(connection)
    kinds = sorted((kind for kind in added if text_index.is_searched(kind)), key=lambda kind: text_index.key(kind, 0))
    _gather(connection, _GATHERED)
    for keys in added.get(RecordKind.SOURCE, ()):
        _fill_texts(connection, keys)
    for kind in kinds:
        for keys in sorted(added[kind], key=lambda keys: keys.start):
            database.executemany(_ADD, _said(connection, kind, keys, reached))
    _gather(connection, _USUALLY_GATHERED)
    database.execute("DELETE FROM search_config WHERE k = 'hashsize'")


def _fill_texts(connection: Connection, keys: range) -> None:
    query = "SELECT id, text_sha256 FROM source WHERE id BETWEEN ? AND ? AND text_sha256 IS NOT NULL ORDER BY id"
    for id, digest in raw(connection).execute(query, (keys.start, keys.stop - 1)).fetchall():
        with large(connection):
            raw(connection).execute(_ADD, (text_index.text_key(id), *text_index.said_by_text(connection, digest)))


def _gather(connection: Connection, most: int) -> None:
    raw(connection).execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (most,))


def _said(connection: Connection, kind: RecordKind, keys: range, reached: Reached) -> Iterator[tuple[int, str, str]]:
    names, slot = _names(kind), text_index.key(kind, 0)
    asked = ", ".join(f'"{name}"' for name in names)
    query = _SAID.substitute(asked=asked, table=KEPT[kind].table)
    rows = raw(connection).execute(query, (keys.start, keys.stop - 1))
    while part := rows.fetchmany(_READ_AT_ONCE):
        reached()
        for id, *values in part:
            yield (slot | id, *text_index.said(kind, dict(zip(names, values, strict=True))))


@cache
def _names(kind: RecordKind) -> tuple[str, ...]:
    """The columns by which a record of this kind is found."""
    kept = KEPT[kind]
    return (kept.title, *kept.searched)


def forget(connection: Connection, removed: dict[RecordKind, list[range]], reached: Reached) -> bool:
    """Let nobody find these records any more, nor the texts of these sources.

    Where little else is left the index is made anew, which costs less: then the answer is yes, and it holds all that is there.
    """
    count = sum(len(keys) for kind, runs in removed.items() if text_index.is_searched(kind) for keys in runs)
    if count > _WORTH_IT and count > _MORE_THAN_REST * (_found(connection) - count):
        text_index.rebuild(connection)
        return True
    for kind, runs in removed.items():
        for keys in runs:
            for first, last in _ends(kind, keys):
                raw(connection).execute("DELETE FROM search WHERE rowid BETWEEN ? AND ?", (first, last))
                reached()
    return False


def _found(connection: Connection) -> int:
    return int(raw(connection).execute("SELECT count(*) FROM search_docsize").fetchone()[0])


def _ends(kind: RecordKind, keys: range) -> Iterator[tuple[int, int]]:
    if text_index.is_searched(kind):
        yield text_index.key(kind, keys.start), text_index.key(kind, keys.stop - 1)
    if kind is RecordKind.SOURCE:
        yield text_index.text_key(keys.start), text_index.text_key(keys.stop - 1)
