"""The texts of sources and the bytes of documents: each kept once, by its SHA-256, however many records name it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, func, insert, select

from db import schema
from db.sqlite.file import LONGEST_TEXT, LONGEST_VALUE, large
from figures.record import Anchor, Unfit

_LARGEST_COPY = LONGEST_VALUE // 2


def is_kept(connection: Connection, sha256: str) -> bool:
    """Whether the bytes with this digest are in the casefile."""
    kept = schema.kept_bytes.c.sha256
    return connection.execute(select(kept).where(kept == sha256)).first() is not None


def keep_copy(connection: Connection, data: bytes) -> str:
    """Keep the bytes of a document, unless it is larger than a casefile can read back; their digest."""
    if len(data) > _LARGEST_COPY:
        raise Unfit("copy", f"This file is larger than {_LARGEST_COPY >> 20} MiB. Keep it beside the casefile instead.")
    return keep_bytes(connection, data)


def keep_bytes(connection: Connection, data: bytes) -> str:
    """Keep bytes that are no researcher's document; their digest."""
    digest = hashlib.sha256(data).hexdigest()
    if not is_kept(connection, digest):
        content: Mapping[str, object] = {"sha256": digest, "size": len(data), "content": data}
        with large(connection):
            connection.execute(insert(schema.kept_bytes), content)
    return digest


def keep_text(connection: Connection, text: str) -> str:
    """Keep a text; its digest."""
    data = text.encode()
    if len(data) > LONGEST_TEXT:
        raise Unfit("text", f"This text is longer than {LONGEST_TEXT >> 20} MiB. Keep the part that is quoted from.")
    digest = hashlib.sha256(data).hexdigest()
    kept = schema.kept_text.c.sha256
    if connection.execute(select(kept).where(kept == digest)).first() is None:
        with large(connection):
            connection.execute(insert(schema.kept_text), {"sha256": digest, "content": text})
    return digest


def words_at(connection: Connection, source_id: int, anchor: Anchor) -> str | None:
    """What stands at a place of a source's text; None where the source has none."""
    source, kept = schema.source.c, schema.kept_text.c
    slice_ = func.substr(kept.content, anchor.start + 1, anchor.end - anchor.start)
    query = select(slice_).select_from(schema.source.join(schema.kept_text)).where(source.id == source_id)
    with large(connection):
        words: str | None = connection.execute(query).scalar()
    return words
