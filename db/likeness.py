"""Figures that no law of the method can tell apart, so that one of each sort is looked at instead of a million.

A law of a single figure asks which of its fields are filled, what its terms are, and of each date whether it is one. What it
asks of the number and of where the words stand is a constraint of the table, which SQLite checks of every row.
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
_DATES = ("said_on", "as_of", "retracted_on")
_SAID = frozenset({"words", "vantage_reason"})
_AT_ONCE = 500


def one_of_each(connection: Connection) -> Iterator[dict[str, Any]]:
    """A row of every sort of figure, and one with each of their dates: of a date no law asks anything else."""
    figure = schema.figure.c
    told = [_sort_of(column.name) for column in figure]
    groups: list[list[ColumnElement[Any]]] = [[column for column in told if column is not None]]
    groups += [[figure[name]] for name in _DATES]
    ids = {id for group in groups for id in connection.execute(select(func.min(figure.id)).group_by(*group)).scalars()}
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        found = reader.rows_of(connection, ((RecordKind.FIGURE, id) for id in ordered[start : start + _AT_ONCE]))
        yield from (row for row in found.values() if row is not None)


def _sort_of(name: str) -> ColumnElement[Any] | None:
    """What a law may ask of a field; None where none asks anything of it together with others."""
    column = schema.figure.c[name]
    if name in _TERMS:
        return column
    if name in KEPT[RecordKind.FIGURE].references or name in ("low", "high", "anchor_start"):
        return column.is_(None)
    return func.trim(column, _SPACES) == "" if name in _SAID else None
