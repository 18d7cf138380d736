"""What a merge did, or would do, and what it leaves to be decided, in frozen values that need no casefile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from db.kind import RecordKind
from db.result import Entry

Key = tuple[RecordKind, str]
"""A record in any casefile: its kind and identity; of a category and a setting its own word."""


class Take(StrEnum):
    """Whose state of a record or field in conflict is to stand; both only where both can be kept."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


Decision = Take | Mapping[str, Take]
"""Of a conflict: whose state stands as a whole, or for each field that differs whose value."""

Decisions = Mapping[Key, Decision]


class Clash(StrEnum):
    """In which way two casefiles are in conflict about a record."""

    BOTH_CHANGED = "both_changed"
    REMOVED_HERE = "removed_here"
    REMOVED_THERE = "removed_there"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that a merge brings in, changes or takes out, by its name."""

    kind: RecordKind
    uid: str
    name: str


Said = tuple[tuple[str, str], ...]
"""What stands in a field and in those that go with it: each name with its value, the empty ones left out."""


@dataclass(frozen=True, slots=True)
class FieldApart:
    """One field in which the two differ; ``base_said`` is what both had, None where there was nothing in common.

    A field stands for all that go with it: ``words`` for the bounds of the number too. ``joinable``: both can be kept.
    """

    field: str
    base_said: Said | None
    ours_said: Said
    theirs_said: Said
    joinable: bool = False

    @property
    def base(self) -> str | None:
        """What both had, in one line."""
        return None if self.base_said is None else _in_line(self.base_said)

    @property
    def ours(self) -> str:
        """What stands here, in one line."""
        return _in_line(self.ours_said)

    @property
    def theirs(self) -> str:
        """What stands there, in one line."""
        return _in_line(self.theirs_said)

    @property
    def only(self) -> Take | None:
        """The side that alone has changed the field; None where both have, or where that cannot be told."""
        if self.base_said is None or self.base_said not in (self.ours_said, self.theirs_said):
            return None
        return Take.THEIRS if self.base_said == self.ours_said else Take.OURS


def _in_line(said: Said) -> str:
    return " · ".join(value for _, value in said)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that is not decided: it stays what it is here. ``id`` is its key here, None where it is not there.

    ``fields`` tell where the two differ; they are empty where one side has no such record. ``here`` and ``there`` are the
    acts on it since the two last knew of one another, the latest first.
    """

    kind: RecordKind
    uid: str
    name: str
    why: str
    id: int | None
    clash: Clash = Clash.BOTH_CHANGED
    fields: tuple[FieldApart, ...] = ()
    here: tuple[Entry, ...] = ()
    there: tuple[Entry, ...] = ()

    @property
    def key(self) -> Key:
        """The record in any casefile."""
        return self.kind, self.uid

    def is_decided_by(self, decision: Decision | None) -> bool:
        """Whether nothing is left open: the record as a whole, or each field that differs."""
        if decision is None:
            return False
        if isinstance(decision, Take):
            return decision is not Take.BOTH or (bool(self.fields) and all(apart.joinable for apart in self.fields))
        takes = [(apart, decision.get(apart.field)) for apart in self.fields]
        return bool(takes) and all(take is not None and (take is not Take.BOTH or apart.joinable) for apart, take in takes)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do; ``same`` counts the records that both have alike."""

    added: tuple[Touched, ...]
    changed: tuple[Touched, ...]
    removed: tuple[Touched, ...]
    conflicts: tuple[Conflict, ...]
    backup: Path | None = None
    same: int = 0
    decided: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is brought in, changed or taken out."""
        return not (self.added or self.changed or self.removed)
