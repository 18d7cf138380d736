"""Records that no law of the method can tell apart, so that one of each sort is looked at instead of a million.

A law of a single record asks which of its fields are filled, what its terms are, and of a date or of the authors whether they
are such. What it asks of a number and of where words stand is a constraint of the table, which SQLite checks of every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from string import Template
from typing import Any

from db import reader
from db.kept import KEPT
from db.kind import RecordKind
from db.row import authors_of
from db.sqlite.connection import Connection
from db.sqlite.file import raw
from db.writer import LONGEST_FIELD
from figures.date import span

_SPACES = "".join(chr(number) for number in range(0x3001) if chr(number).isspace())
_TERMS = frozenset({"bound", "unit", "category", "stage", "vantage", "accumulation", "credibility", "portion"})
_TERMS |= {"retracted", "kind", "status", "place_role", "confidential"}
Law = Callable[[str], object]
_ALONE: Mapping[RecordKind, Mapping[str, Law]] = {
    RecordKind.FIGURE: {"said_on": span, "as_of": span, "retracted_on": span},
    RecordKind.SOURCE: {"published": span, "accessed": span, "authors": authors_of},
    RecordKind.EVENT: {"date": span},
}
"""Fields of which no law asks anything together with others, and that law: what stands in one is held against it once."""

_SAID = frozenset({"words", "vantage_reason", "title"})
_MAY_BE_EMPTY = frozenset({"low", "high", "anchor_start", "copy_sha256"})
_AT_ONCE = 500
_EMPTY = Template('("$name" IS NULL) * $bit')
_BLANK = Template("(trim(\"$name\", '$spaces') = '') * $bit")
_LONG = Template('(length("$name") > $most) * $bit')
_EVERY = Template('SELECT id, $alone, $terms, $marks FROM "$table"')


def one_of_each(connection: Connection, kind: RecordKind) -> Iterator[dict[str, Any]]:
    """A row of every sort of record of a kind, and one with each text where a date or authors should stand that is none."""
    laws = tuple(_ALONE[kind].values())
    first = len(laws) + 1
    sorts: dict[object, int] = {}
    alone: list[dict[object, int]] = [{} for _ in laws]
    for row in raw(connection).execute(_every(kind)):
        sorts.setdefault(row[first:], row[0])
        for found, value in zip(alone, row[1:first], strict=True):
            found.setdefault(value, row[0])
    wrong = (id for law, found in zip(laws, alone, strict=True) for value, id in found.items() if not _holds(law, value))
    chosen = sorted({*sorts.values(), *wrong})
    for start in range(0, len(chosen), _AT_ONCE):
        found_rows = reader.rows_of(raw(connection), ((kind, id) for id in chosen[start : start + _AT_ONCE]))
        yield from (row for row in found_rows.values() if row is not None)


def _holds(law: Law, value: object) -> bool:
    """Whether what stands in a field is empty or fits its law."""
    try:
        return value == "" or (isinstance(value, str) and law(value) is not None)
    except ValueError:
        return False


def is_of_sorts(kind: RecordKind) -> bool:
    """Whether records of this kind are many, and looked at by their sorts."""
    return kind in _ALONE


def _every(kind: RecordKind) -> str:
    """SQL for each record's key, what stands alone in it, its terms, and which of its fields are empty, blank or too long."""
    kept = KEPT[kind]
    columns = [name for name in kept.columns if name not in ("id", "uid")]
    asked = [(_EMPTY, name) for name in columns if name in kept.references or name in _MAY_BE_EMPTY]
    asked += [(_BLANK, name) for name in columns if name in _SAID]
    asked += [(_LONG, name) for name in columns if name in (kept.title, *kept.searched)]
    marks = (
        form.substitute(name=name, bit=1 << number, spaces=_SPACES, most=LONGEST_FIELD)
        for number, (form, name) in enumerate(asked)
    )
    return _EVERY.substitute(
        alone=", ".join(_ALONE[kind]),
        terms=", ".join(name for name in columns if name in _TERMS),
        marks=" + ".join(marks),
        table=kept.table,
    )
