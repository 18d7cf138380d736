"""Writing rows into the tables: one record and its lists at a time, nothing decided here.

Values that no database could keep faithfully are refused before they reach one. Statements are made once for each set of
columns and given to the driver as they are, since every act waits for them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any

from db.error import Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.sqlite.file import write
from figures.record import Unfit

if TYPE_CHECKING:
    from db.sqlite.connection import Connection

LONGEST_FIELD = 1_000_000
"""The most characters that one field of a form may have; a source's text and its stored copy are kept apart."""

GREATEST_NUMBER = 2**53
"""No count of people comes near it, and every spreadsheet and JSON reader keeps it exactly."""

NOT_TEXT = str.maketrans({0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)})
"""What no database keeps as text, and the sign that stands for it; places in the text stay what they were."""

_ADD = Template("INSERT INTO $table ($names) VALUES ($marks)")
_ADD_NOTHING = Template("INSERT INTO $table DEFAULT VALUES")
"""A row that says nothing, which no table takes."""
_CHANGE = Template("UPDATE $table SET $names WHERE id = ?")
_REMOVE = Template("DELETE FROM $table WHERE $key = ?")
_LINK = ("owner", "position", "member")
_FORM_FIELD = {"low": "words", "high": "words", "authors": "authors", "portion": "words"}


def check_values(row: Row) -> None:
    """Raise ``Unfit`` where a value is no text, too long or too great to be kept as it is."""
    values = row.values()
    whole = "".join([value for value in values if type(value) is str])
    numbers = [value for value in values if type(value) is int]
    countable = not numbers or (min(numbers) >= -GREATEST_NUMBER and max(numbers) <= GREATEST_NUMBER)
    if countable and len(whole) <= LONGEST_FIELD and "\0" not in whole and (whole.isascii() or _is_text(whole)):
        return
    for name, value in row.items():
        if isinstance(value, str):
            _check_text(_FORM_FIELD.get(name, name), value)
        elif isinstance(value, int) and abs(value) > GREATEST_NUMBER:
            raise Unfit(_FORM_FIELD.get(name, name), "This number is too large to be a count. Check its digits.")


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    names = tuple(name for name in row if name not in kept.lists)
    id = int(write(connection, _adding(kept.table, names), [row[name] for name in names]).lastrowid)
    _fill_lists(connection, kept.lists, id, row)
    return id


def change_row(connection: Connection, kind: RecordKind, id: int, before: Row, after: Row) -> None:
    """Write what differs between the two rows of one record."""
    kept = KEPT[kind]
    names = tuple(name for name, value in after.items() if name not in kept.lists and before[name] != value)
    if names:
        write(connection, _changing(kept.table, names), [*(after[name] for name in names), id])
    lists = {name: table for name, table in kept.lists.items() if before[name] != after[name]}
    _clear_lists(connection, lists, id)
    _fill_lists(connection, lists, id, after)


def remove_row(connection: Connection, kind: RecordKind, id: int) -> None:
    """Take a record out of its table; its key is never given to another."""
    _clear_lists(connection, KEPT[kind].lists, id)
    write(connection, _REMOVE.substitute(table=KEPT[kind].table, key="id"), (id,))


@cache
def _adding(table: str, names: tuple[str, ...]) -> str:
    if not names:
        return _ADD_NOTHING.substitute(table=table)
    listed = ", ".join(f'"{name}"' for name in names)
    return _ADD.substitute(table=table, names=listed, marks=", ".join("?" * len(names)))


@cache
def _changing(table: str, names: tuple[str, ...]) -> str:
    return _CHANGE.substitute(table=table, names=", ".join(f'"{name}" = ?' for name in names))


def _clear_lists(connection: Connection, lists: Mapping[str, str], id: int) -> None:
    for table in lists.values():
        write(connection, _REMOVE.substitute(table=table, key="owner"), (id,))


def _fill_lists(connection: Connection, lists: Mapping[str, str], id: int, row: Row) -> None:
    for name, table in lists.items():
        members = row[name]
        for position, member in enumerate(members if isinstance(members, list) else ()):
            write(connection, _adding(table, _LINK), (id, position, member))
