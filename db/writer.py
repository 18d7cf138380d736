"""Writing rows into the tables: one record and its lists at a time, nothing decided here.

Values that no database could keep faithfully are refused before they reach one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from db.error import Damaged
from db.kept import KEPT, Kept, Row, Value
from db.kind import RecordKind
from figures.record import Unfit

LONGEST_FIELD = 1_000_000
"""The most characters that one field of a form may have; a source's text and its stored copy are kept apart."""

GREATEST_NUMBER = 2**53
"""No count of people comes near it, and every spreadsheet and JSON reader keeps it exactly."""

NOT_TEXT = str.maketrans({0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)})
"""What no database keeps as text, and the sign that stands for it; places in the text stay what they were."""

_ADD = {kind: insert(kept.table) for kind, kept in KEPT.items()}
_REMOVE = {kind: delete(kept.table).where(kept.table.c.id == bindparam("key")) for kind, kept in KEPT.items()}
_FORM_FIELD = {"low": "words", "high": "words", "authors": "authors", "portion": "words"}


def check_values(row: Row) -> None:
    """Raise ``Unfit`` where a value is no text, too long or too great to be kept as it is."""
    for name, value in row.items():
        if isinstance(value, str):
            _check_text(_FORM_FIELD.get(name, name), value)
        elif isinstance(value, int) and abs(value) > GREATEST_NUMBER:
            raise Unfit(_FORM_FIELD.get(name, name), "This number is too large to be a count. Check its digits.")


def _check_text(field: str, text: str) -> None:
    if len(text) > LONGEST_FIELD:
        raise Unfit(field, f"This text is longer than {LONGEST_FIELD:,} characters. Keep it as the source's text instead.")
    if "\0" in text:
        raise Unfit(field, "This text holds a NUL character, which cannot be kept. Delete it and type the place anew.")
    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        raise Unfit(field, f"Character {wrong.start + 1} is only half a character. Delete it and type it anew.") from None


def canonical(value: Any) -> str:
    """The one way in which a value is written as JSON, so that equal values have equal digests."""
    return _JSON.encode(value)


def _unkept(value: object) -> str:
    raise Damaged(f"A record holds {type(value).__name__} where it keeps text or a number. Bring back a backup.")


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_unkept)


def parsed(text: str | None) -> Row | None:
    """The row that ``canonical`` wrote; None stays None. ``Damaged`` where it is no such row."""
    if text is None:
        return None
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Damaged(f"An entry of the journal cannot be read ({wrong}). Open a backup of this casefile.") from wrong
    if not isinstance(row, dict):
        raise Damaged("An entry of the journal holds something that is no record. Open a backup of this casefile.")
    return row


def add_row(connection: Connection, kind: RecordKind, row: Row) -> int:
    """Put a record into its table and return its key: the row's own ``id`` where it has one, else a new one."""
    kept = KEPT[kind]
    key = connection.execute(_ADD[kind], _columns(kept, row)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"no key for a new {kind.value}")
    _fill_lists(connection, kept.lists, int(key[0]), row)
    return int(key[0])


def change_row(connection: Connection, kind: RecordKind, id: int, before: Row, after: Row) -> None:
    """Write what differs between the two rows of one record."""
    kept = KEPT[kind]
    changed = {name: value for name, value in _columns(kept, after).items() if before[name] != value}
    if changed:
        connection.execute(update(kept.table).where(kept.table.c.id == id).values(changed))
    lists = {name: table for name, table in kept.lists.items() if before[name] != after[name]}
    _clear_lists(connection, lists, id)
    _fill_lists(connection, lists, id, after)


def remove_row(connection: Connection, kind: RecordKind, id: int) -> None:
    """Take a record out of its table; its key is never given to another."""
    kept = KEPT[kind]
    _clear_lists(connection, kept.lists, id)
    connection.execute(_REMOVE[kind], {"key": id})


def _columns(kept: Kept, row: Row) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in kept.lists}


def _clear_lists(connection: Connection, lists: Mapping[str, Table], id: int) -> None:
    for table in lists.values():
        connection.execute(delete(table).where(table.c.owner == id))


def _fill_lists(connection: Connection, lists: Mapping[str, Table], id: int, row: Row) -> None:
    for name, table in lists.items():
        members = row[name]
        if isinstance(members, list) and members:
            links = [{"owner": id, "position": position, "member": member} for position, member in enumerate(members)]
            connection.execute(insert(table), links)
