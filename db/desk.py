"""What lies on the researcher's desk: forms not yet saved, and suggestions that were dismissed.

None of it is a record, so none of it is journalled or undone; each is on disk at once.
"""

from __future__ import annotations

from db.journal import now
from db.result import DraftNote
from db.sqlite.connection import Connection
from db.sqlite.file import raw, write
from db.writer import NOT_TEXT

_KEEP = """
    INSERT INTO form_draft (form, content, kept_at) VALUES (?, ?, ?)
    ON CONFLICT (form) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at
"""
_DRAFTS = "SELECT form, content, kept_at FROM form_draft ORDER BY kept_at, form"
_DROP = "DELETE FROM form_draft WHERE form = ?"
_DISMISS = "INSERT INTO dismissal (source, key) VALUES (?, ?)"
_DISMISSED = "SELECT key FROM dismissal WHERE source = ?"


def keep_draft(connection: Connection, form: str, content: str) -> None:
    """Keep what stands in a form in place of what was kept of it before."""
    write(connection, _KEEP, (form, content.translate(NOT_TEXT), now()))


def drafts(connection: Connection) -> tuple[DraftNote, ...]:
    """Every kept form, the one kept first in front."""
    return tuple(DraftNote(*row) for row in raw(connection).execute(_DRAFTS).fetchall())


def drop_draft(connection: Connection, form: str) -> None:
    """Forget what was kept of a form."""
    write(connection, _DROP, (form,))


def dismiss(connection: Connection, source: int, key: str) -> None:
    """Note that a suggestion of this source is not wanted."""
    if key not in dismissed(connection, source):
        write(connection, _DISMISS, (source, key))


def dismissed(connection: Connection, source: int) -> frozenset[str]:
    """The suggestions of this source that are not wanted."""
    return frozenset(key for (key,) in raw(connection).execute(_DISMISSED, (source,)).fetchall())
