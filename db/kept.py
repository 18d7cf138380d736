"""How each kind of record lies in the tables: its columns, its lists, what it refers to, and what it is called.

One description a kind serves reading, acts, the journal, the search and the checks alike, so that a new kind is described once.
It says again what the schema says of columns, since reading does without the schema, which takes long to load; a test holds the
two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from db.kind import RecordKind

Value = int | str | None | list[int]
Row = dict[str, Value]
"""One record as it lies in the tables: its columns by name, and its lists of other records as lists of their ids."""


@dataclass(frozen=True)
class Kept:
    """Where one kind of record is kept: in the table of its name.

    ``written`` are the columns of the table in their order, texts but for those with ``#``, which are numbers; ``?`` may be
    null. ``lists`` are the fields that hold several other records, each in a table of its own, which is named. ``references``
    tell which kind of record a field names. ``title`` is the column that the record is called by; ``searched`` are further
    columns to find it by.
    """

    kind: RecordKind
    written: str
    title: str
    searched: tuple[str, ...] = ()
    references: Mapping[str, RecordKind] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.kind.value

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(word.rstrip("#?") for word in self.written.split())

    @cached_property
    def types(self) -> tuple[frozenset[type], ...]:
        """For each column, what its values may be: damage can put anything into a row, whatever the table allows."""
        every = ((int if "#" in word else str, "?" in word) for word in self.written.split())
        return tuple(frozenset({kind, type(None)} if nullable else {kind}) for kind, nullable in every)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Every name that a row of this kind can have."""
        return frozenset(self.columns) | self.lists.keys()

    def name_of(self, row: Row) -> str:
        """What the record is called, in its own words."""
        return str(row.get(self.title, ""))


YES_OR_NO = frozenset({"confidential", "retracted", "tranches_missing"})
"""The columns whose numbers mean yes or no."""

_ABOUT = {
    "agreement": RecordKind.AGREEMENT,
    "event": RecordKind.EVENT,
    "sender": RecordKind.PARTY,
    "receiver": RecordKind.PARTY,
}
_ALL = (
    Kept(RecordKind.PUBLISHER, "id# uid name reliability", "name"),
    Kept(
        RecordKind.PARTY,
        "id# uid name native_name kind belongs_to#?",
        "name",
        ("native_name",),
        {"belongs_to": RecordKind.PARTY},
    ),
    Kept(
        RecordKind.SOURCE,
        "id# uid publisher#? title authors kind address archived_address language published accessed reprint_of#? "
        "confidential# copy_sha256? copy_media_type copy_file_name text_sha256? note ref",
        "title",
        ("authors", "address", "archived_address", "copy_file_name", "note", "ref"),
        {"publisher": RecordKind.PUBLISHER, "reprint_of": RecordKind.SOURCE},
    ),
    Kept(
        RecordKind.AGREEMENT,
        "id# uid title date place due status status_on tranches_missing# undertakings note",
        "title",
        ("place", "undertakings", "note", "date"),
        {"parties": RecordKind.PARTY, "mediators": RecordKind.PARTY},
        {"parties": "agreement_party", "mediators": "agreement_mediator"},
    ),
    Kept(
        RecordKind.EVENT,
        "id# uid agreement#? kind title date place place_role status note",
        "title",
        ("place", "note", "date"),
        {"agreement": RecordKind.AGREEMENT, "mediators": RecordKind.PARTY},
        {"mediators": "event_mediator"},
    ),
    Kept(
        RecordKind.FIGURE,
        "id# uid agreement#? event#? words low# high#? bound unit category category_root sender#? receiver#? "
        "stage claimant#? vantage? vantage_reason accumulation said_on as_of source# quote anchor_start#? "
        "anchor_end#? anchor_before anchor_after where credibility# part_of#? relative_to#? portion? corrects#? "
        "retracted# retracted_on retracted_reason note ref",
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
    Kept(
        RecordKind.PIN,
        "id# uid agreement#? event#? category category_root sender#? receiver#? figure# reason",
        "reason",
        (),
        {**_ABOUT, "figure": RecordKind.FIGURE},
    ),
    Kept(RecordKind.CATEGORY, "id# key parent? label root", "label"),
    Kept(RecordKind.SETTING, "id# key value", "key"),
    Kept(
        RecordKind.BRIEFING,
        "id# uid title label as_of issued_at fingerprint options snapshot_sha256 pages# pdf_sha256",
        "title",
        ("label",),
    ),
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
