"""How each kind of record lies in the tables: its table, its lists, what it refers to, and what it is called.

One description a kind serves the acts, the journal, the search and the checks alike, so that a new kind is described once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Table, Text

from db import schema
from db.kind import RecordKind

Value = int | str | None | list[int]
Row = dict[str, Value]
"""One record as it lies in the tables: its columns by name, and its lists of other records as lists of their ids."""


@dataclass(frozen=True)
class Kept:
    """Where one kind of record is kept.

    ``lists`` are the fields that hold several other records, each in a table of its own. ``references`` tell which kind
    of record a field names. ``title`` is the column that the record is called by; ``searched`` are further columns to find
    it by.
    """

    kind: RecordKind
    table: Table
    title: str
    searched: tuple[str, ...] = ()
    references: Mapping[str, RecordKind] = field(default_factory=dict)
    lists: Mapping[str, Table] = field(default_factory=dict)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Every name that a row of this kind can have."""
        return frozenset(self.table.c.keys()) | self.lists.keys()

    @cached_property
    def types(self) -> tuple[frozenset[type], ...]:
        """For each column, what its values may be: damage can put anything into a row, whatever the table allows."""
        every = ((str if isinstance(column.type, Text) else int, column.nullable) for column in self.table.c)
        return tuple(frozenset({kind, type(None)} if nullable else {kind}) for kind, nullable in every)

    def name_of(self, row: Row) -> str:
        """What the record is called, in its own words."""
        return str(row.get(self.title, ""))


_ABOUT = {
    "agreement": RecordKind.AGREEMENT,
    "event": RecordKind.EVENT,
    "sender": RecordKind.PARTY,
    "receiver": RecordKind.PARTY,
}
_ALL = (
    Kept(RecordKind.PUBLISHER, schema.publisher, "name"),
    Kept(RecordKind.PARTY, schema.party, "name", ("native_name",), {"belongs_to": RecordKind.PARTY}),
    Kept(
        RecordKind.SOURCE,
        schema.source,
        "title",
        ("authors", "address", "archived_address", "copy_file_name", "note", "ref"),
        {"publisher": RecordKind.PUBLISHER, "reprint_of": RecordKind.SOURCE},
    ),
    Kept(
        RecordKind.AGREEMENT,
        schema.agreement,
        "title",
        ("place", "undertakings", "note", "date"),
        {"parties": RecordKind.PARTY, "mediators": RecordKind.PARTY},
        {"parties": schema.agreement_party, "mediators": schema.agreement_mediator},
    ),
    Kept(
        RecordKind.EVENT,
        schema.event,
        "title",
        ("place", "note", "date"),
        {"agreement": RecordKind.AGREEMENT, "mediators": RecordKind.PARTY},
        {"mediators": schema.event_mediator},
    ),
    Kept(
        RecordKind.FIGURE,
        schema.figure,
        "words",
        ("quote", "note", "where", "vantage_reason", "retracted_reason", "ref"),
        {
            **_ABOUT,
            "claimant": RecordKind.PARTY,
            "source": RecordKind.SOURCE,
            "part_of": RecordKind.FIGURE,
            "relative_to": RecordKind.FIGURE,
            "corrects": RecordKind.FIGURE,
        },
    ),
    Kept(RecordKind.PIN, schema.pin, "reason", (), {**_ABOUT, "figure": RecordKind.FIGURE}),
    Kept(RecordKind.CATEGORY, schema.category, "label"),
    Kept(RecordKind.SETTING, schema.setting, "key"),
    Kept(RecordKind.BRIEFING, schema.briefing, "title", ("label",)),
)
KEPT: Mapping[RecordKind, Kept] = {kept.kind: kept for kept in _ALL}


@dataclass(frozen=True, slots=True)
class Resting:
    """One way in which a record can rest on another: a field of ``kind`` that names it."""

    kind: RecordKind
    field: str


def _resting(on: RecordKind) -> tuple[Resting, ...]:
    return tuple(Resting(kept.kind, name) for kept in _ALL for name, kind in kept.references.items() if kind is on)


RESTING_ON: Mapping[RecordKind, tuple[Resting, ...]] = {kind: _resting(kind) for kind in RecordKind}
"""For each kind, the fields of other records that can name one of it."""
