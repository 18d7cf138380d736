"""What lies on the researcher's desk: forms not yet saved, and suggestions that were dismissed.

None of it is a record, so none of it is journalled or undone; each is on disk at once.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from db import schema
from db.journal import now
from db.result import DraftNote
from db.writer import NOT_TEXT

_draft = schema.form_draft
_dismissal = schema.dismissal


def keep_draft(connection: Connection, form: str, content: str) -> None:
    """Keep what stands in a form in place of what was kept of it before."""
    values = {"content": content.translate(NOT_TEXT), "kept_at": now()}
    if not connection.execute(update(_draft).where(_draft.c.form == form).values(values)).rowcount:
        connection.execute(insert(_draft), {"form": form, **values})


def drafts(connection: Connection) -> tuple[DraftNote, ...]:
    """Every kept form, the one kept first in front."""
    rows = connection.execute(select(_draft).order_by(_draft.c.kept_at, _draft.c.form))
    return tuple(DraftNote(row.form, row.content, row.kept_at) for row in rows)


def drop_draft(connection: Connection, form: str) -> None:
    """Forget what was kept of a form."""
    connection.execute(delete(_draft).where(_draft.c.form == form))


def dismiss(connection: Connection, source: int, key: str) -> None:
    """Note that a suggestion of this source is not wanted."""
    if key not in dismissed(connection, source):
        connection.execute(insert(_dismissal), {"source": source, "key": key})


def dismissed(connection: Connection, source: int) -> frozenset[str]:
    """The suggestions of this source that are not wanted."""
    return frozenset(connection.execute(select(_dismissal.c.key).where(_dismissal.c.source == source)).scalars())
