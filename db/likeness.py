"""Figures that no law of the method can tell apart, so that one of each sort is looked at instead of a million.

A law of a single figure asks which of its fields are filled, and what its terms and dates are. What it asks of the number
and of where the words stand is a constraint of the table, which SQLite checks of every row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from db import reader, schema
from db.kept import KEPT
from db.kind import RecordKind

_SPACES = "".join(chr(number) for number in range(0x3001) if chr(number).isspace())
_TERMS = frozenset({"bound", "unit", "category", "stage", "vantage", "accumulation", "credibility", "portion", "retracted"})
_DATES = frozenset({"said_on", "as_of", "retracted_on"})
_SAID = frozenset({"words", "vantage_reason"})
_AT_ONCE = 500


def one_of_each(connection: Connection) -> Iterator[dict[str, Any]]:
    """A row of every sort of figure."""
    kept = KEPT[RecordKind.FIGURE]
    told = [_sort_of(column.name) for column in kept.table.c]
    query = select(func.min(schema.figure.c.id)).group_by(*(column for column in told if column is not None))
    ids = connection.execute(query).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        found = reader.rows_of(connection, ((RecordKind.FIGURE, id) for id in ids[start : start + _AT_ONCE]))
        yield from (row for row in found.values() if row is not None)


def _sort_of(name: str) -> ColumnElement[Any] | None:
    """What a law may ask of a field; None where none asks anything."""
    column = schema.figure.c[name]
    if name in _TERMS | _DATES:
        return column
    if name in KEPT[RecordKind.FIGURE].references or name in ("low", "high", "anchor_start"):
        return column.is_(None)
    return func.trim(column, _SPACES) == "" if name in _SAID else None
