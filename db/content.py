"""The texts of sources and the bytes of documents: each kept once, by its SHA-256, however many records name it."""

from __future__ import annotations

import hashlib

from db.sqlite.connection import Connection
from db.sqlite.file import LONGEST_TEXT, LONGEST_VALUE, large, raw, write
from figures.record import Anchor, Unfit

_LARGEST_COPY = LONGEST_VALUE // 2
_COPY = "SELECT sha256 FROM kept_bytes WHERE sha256 = ?"
_KEEP_COPY = "INSERT INTO kept_bytes (sha256, size, content) VALUES (?, ?, ?)"
_TEXT = "SELECT sha256 FROM kept_text WHERE sha256 = ?"
_KEEP_TEXT = "INSERT INTO kept_text (sha256, content) VALUES (?, ?)"
_WORDS = (
    "SELECT substr(kept_text.content, ?, ?) FROM source JOIN kept_text ON kept_text.sha256 = source.text_sha256 "
    "WHERE source.id = ?"
)


def is_kept(connection: Connection, sha256: str) -> bool:
    """Whether the bytes with this digest are in the casefile."""
    return raw(connection).execute(_COPY, (sha256,)).fetchone() is not None


def keep_copy(connection: Connection, data: bytes) -> str:
    """Keep the bytes of a document, unless it is larger than a casefile can read back; their digest."""
    if len(data) > _LARGEST_COPY:
        raise Unfit("copy", f"This file is larger than {_LARGEST_COPY >> 20} MiB. Keep it beside the casefile instead.")
    return keep_bytes(connection, data)


def keep_bytes(connection: Connection, data: bytes) -> str:
    """Keep bytes that are no researcher's document; their digest."""
    digest = hashlib.sha256(data).hexdigest()
    if not is_kept(connection, digest):
        with large(connection):
            write(connection, _KEEP_COPY, (digest, len(data), data))
    return digest


def keep_text(connection: Connection, text: str) -> str:
    """Keep a text; its digest."""
    data = text.encode()
    if len(data) > LONGEST_TEXT:
        raise Unfit("text", f"This text is longer than {LONGEST_TEXT >> 20} MiB. Keep the part that is quoted from.")
    digest = hashlib.sha256(data).hexdigest()
    if raw(connection).execute(_TEXT, (digest,)).fetchone() is None:
        with large(connection):
            write(connection, _KEEP_TEXT, (digest, text))
    return digest


def words_at(connection: Connection, source_id: int, anchor: Anchor) -> str | None:
    """What stands at a place of a source's text; None where the source has none."""
    with large(connection):
        found = raw(connection).execute(_WORDS, (anchor.start + 1, anchor.end - anchor.start, source_id)).fetchone()
    return None if found is None else found[0]
