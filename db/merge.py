"""Two researchers' casefiles made one: what only one of them touched is taken, what both touched is named and left alone.

Records are known by their identities. The state that both had in common is read out of both journals; a record that only
the other changed since takes the change, new ones come in, removed ones go. Changed on both sides, or removed on one and
changed or needed on the other, is a conflict: it is listed, and stays what it is here until somebody decides. All that is
brought in is one act, so that one step takes it back; merged again, nothing changes; and whichever of two casefiles is merged
into the other, both come to say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from db import backup, schema
from db.act import Act
from db.casefile import Casefile
from db.error import ChangedMeanwhile, Damaged, InUse
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.lineage import MERGED, MERGED_KINDS, Key, State, head, side, since
from db.merge_law import faults, named_by
from db.writer import check_values

_UNSAID = frozenset({"uid", "category_root"})


class Take(StrEnum):
    """Whose state of a record in conflict is to stand."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that a merge brings in, changes or takes out, by its name."""

    kind: RecordKind
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldApart:
    """One field in which the two differ, in words; ``base`` is what both had, None where there was nothing in common."""

    field: str
    base: str | None
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that is not decided: it stays what it is here. ``id`` is its key here, None where it is not there.

    ``fields`` tell where the two differ; they are empty where one side has no such record.
    """

    kind: RecordKind
    uid: str
    name: str
    why: str
    id: int | None
    fields: tuple[FieldApart, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do."""

    added: tuple[Touched, ...]
    changed: tuple[Touched, ...]
    removed: tuple[Touched, ...]
    conflicts: tuple[Conflict, ...]
    backup: Path | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is brought in, changed or taken out."""
        return not (self.added or self.changed or self.removed)


Decisions = Mapping[Key, Take | frozenset[str]]
"""Of conflicts that were decided: whose state stands, or which fields are taken from the other."""


def merge(
    casefile: Casefile,
    other: Path,
    *,
    decisions: Decisions | None = None,
    dry_run: bool = False,
    backup_folder: Path | None = None,
) -> Merged:
    """Bring the casefile at ``other`` in, in one act, after a verified backup; with ``dry_run`` only tell what it would do."""
    if other.exists() and other.samefile(casefile.path):
        raise InUse(f"“{other.name}” is this casefile itself. Choose the other researcher's.")
    with Casefile.open(other, read_only=True) as theirs:
        theirs.casebook()
        with casefile.connected() as here, theirs.connected() as there:
            plan = _Plan(here, there, decisions or {})
        told = plan.told()
        if dry_run or (told.is_nothing and (told.conflicts or not decisions)):
            return told
        kept = backup.keep(casefile, backup.Why.MERGE, folder=backup_folder).path
        act = casefile.act(f"Merge {other.stem}", reason=f"Brought in from {other.name}.")
        with act as merging, casefile.connected() as here, theirs.connected() as there:
            plan.check_unmoved(here, there)
            _bring_copies(here, there, plan)
            _Bringing(merging, plan).bring()
    return Merged(told.added, told.changed, told.removed, told.conflicts, kept)


class _Plan:
    """What every record is to become, and what cannot be decided."""

    def __init__(self, here: Connection, there: Connection, decisions: Decisions) -> None:
        self.ours, self.theirs, self.decisions = side(here), side(there), decisions
        self.ours_since = since(here, self.theirs.known_of(self.ours))
        self.theirs_since = since(there, self.ours.known_of(self.theirs))
        self.goal: dict[Key, State] = dict(self.ours.now)
        self.conflicts: dict[Key, Conflict] = {}
        for key in self.theirs_since:
            self._decide(key)
        self._settle()

    def _decide(self, key: Key) -> None:
        """Take their state of a record that only they have changed, or that they have changed further than it is here."""
        mine, yours = self.ours.now.get(key), self.theirs.now.get(key)
        if mine == yours:
            return
        if key not in self.ours_since:
            self._become(key, yours)
            return
        my_states, your_states = self.ours_since[key], self.theirs_since[key]
        seen_here, seen_there = yours in my_states[1:], mine in your_states[1:]
        common = _common(my_states, your_states)
        moved_here, moved_there = mine not in common, yours not in common
        if seen_here or seen_there:
            keep, take = seen_here and not seen_there and moved_here, seen_there and not seen_here and moved_there
        else:
            keep, take = moved_here and not moved_there, moved_there and not moved_here
        if take:
            self._become(key, yours)
        elif not keep:
            self._oppose(key, mine, yours)

    def _become(self, key: Key, state: State | None) -> None:
        if state is None:
            self.goal.pop(key, None)
        else:
            self.goal[key] = state

    def _oppose(self, key: Key, mine: State | None, yours: State | None) -> None:
        """Both have changed it: do what was decided, or note the conflict and leave it as it is."""
        match self.decisions.get(key):
            case Take.OURS:
                return
            case Take.THEIRS:
                self._become(key, yours)
            case frozenset() as fields if mine is not None and yours is not None:
                self._become(key, {**mine, **{name: yours[name] for name in fields if name in yours}})
            case _:
                self.conflicts[key] = self._conflict(key, _why(mine, yours))

    def _settle(self) -> None:
        """Let nothing in that the laws between records do not allow beside what is here: that is a conflict too."""
        while found := list(faults(self.goal)):
            apart = [key for fault in found for key in fault.involved if self.goal.get(key) != self.ours.now.get(key)]
            if not apart:
                raise Damaged(f"This casefile breaks a law already: {found[0].why} Verify it before anything is merged.")
            for fault in found:
                for key in fault.involved:
                    if self.goal.get(key) != self.ours.now.get(key):
                        self._become(key, self.ours.now.get(key))
                        self.conflicts[key] = self._conflict(key, fault.why)

    def _conflict(self, key: Key, why: str) -> Conflict:
        mine, yours = self.ours.now.get(key), self.theirs.now.get(key)
        base = self.theirs_since.get(key, [None])[0]
        fields: list[FieldApart] = []
        if mine is not None and yours is not None:
            names = [n for n in mine if n not in _UNSAID and mine[n] != yours.get(n)]
            fields = [
                FieldApart(
                    n,
                    None if base is None else self._said(key[0], n, base),
                    self._said(key[0], n, mine),
                    self._said(key[0], n, yours),
                )
                for n in names
            ]
        kind, uid = key
        return Conflict(kind, uid, self._name(key), why, self.ours.ids.get(key), tuple(fields))

    def _said(self, kind: RecordKind, field: str, state: State) -> str:
        named, value = KEPT[kind].references.get(field), state.get(field)
        if value is None:
            return ""
        if named is None:
            return str(value)
        members = value if isinstance(value, list) else [value]
        return "; ".join(self._name((named, member)) for member in members)

    def _name(self, key: Key) -> str:
        state = self.ours.now.get(key) or self.theirs.now.get(key) or {}
        return str(state.get(KEPT[key[0]].title, ""))

    @property
    def fresh(self) -> list[Key]:
        """The records that are brought in or changed."""
        return [key for key in self.goal if self.goal[key] != self.ours.now.get(key)]

    def check_unmoved(self, here: Connection, there: Connection) -> None:
        """Raise ``ChangedMeanwhile`` where either casefile went on since it was read."""
        if (self.ours.head, self.theirs.head) != (head(here), head(there)):
            raise ChangedMeanwhile("A casefile was changed while the two were compared. Merge again; nothing was brought in.")

    def read_so_far(self) -> list[str]:
        """The seals up to which other casefiles have been read, once this one is."""
        return sorted({*self.ours.merged, *self.theirs.merged, self.theirs.head} - {*self.ours.seals, ""})

    def told(self) -> Merged:
        """The plan in the names of records."""
        mine = self.ours.now
        added = [key for key in self.goal if key not in mine]
        changed = [key for key in self.goal if key in mine and self.goal[key] != mine[key]]
        removed = [key for key in mine if key not in self.goal]
        return Merged(self._touched(added), self._touched(changed), self._touched(removed), tuple(self.conflicts.values()))

    def _touched(self, keys: Iterable[Key]) -> tuple[Touched, ...]:
        return tuple(Touched(kind, uid, self._name((kind, uid))) for kind, uid in keys)


def _common(my_states: Sequence[State | None], your_states: Sequence[State | None]) -> Sequence[State | None]:
    """The last state that both had, where it can be told: where either began, unless the other came there only later.

    Not yet being there and being there no longer are not the same.
    """
    mine, yours = my_states[0], your_states[0]
    if mine == yours:
        return [mine]
    they_came = mine is not None and mine in your_states[1:]
    i_came = yours is not None and yours in my_states[1:]
    if they_came == i_came:
        return []
    return [mine] if they_came else [yours]


def _why(mine: State | None, yours: State | None) -> str:
    if mine is None:
        return "It was removed here and changed there."
    if yours is None:
        return "It was changed here and removed there."
    return "It was changed here and there."


class _Bringing:
    """Writes a plan into the casefile within one act."""

    def __init__(self, act: Act, plan: _Plan) -> None:
        self.act, self.plan = act, plan
        self.ids: dict[Key, int] = dict(plan.ours.ids)

    def bring(self) -> None:
        """Add what is new, then change what changed, and take out what is gone; at last note how far was read."""
        goal, mine = self.plan.goal, self.plan.ours.now
        for key in _in_order({key: goal[key] for key in self.plan.fresh if key not in mine}):
            row = self._row(key, goal[key])
            check_values(row)
            self.ids[key] = self.act.put(key[0], row)
        for key in self.plan.fresh:
            if key in mine:
                id = self.ids[key]
                row = {**self._row(key, goal[key]), "id": id}
                check_values(row)
                self.act.replace(key[0], id, {**self._row(key, mine[key]), "id": id}, row)
        for key in reversed(_in_order({key: mine[key] for key in mine if key not in goal})):
            self.act.take(key[0], self.ids[key], {**self._row(key, mine[key]), "id": self.ids[key]})
        if not self.plan.conflicts:
            self.act.set_setting(MERGED, "\n".join(self.plan.read_so_far()))

    def _row(self, key: Key, state: State) -> Row:
        """The record as it lies in this casefile's tables, naming others by their keys here."""
        row: dict[str, Any] = dict(state)
        for name, kind in KEPT[key[0]].references.items():
            value = row[name]
            if isinstance(value, list):
                row[name] = [self.ids[kind, member] for member in value]
            elif value is not None:
                row[name] = self.ids[kind, value]
        return row


def _bring_copies(here: Connection, there: Connection, plan: _Plan) -> None:
    """Keep the stored copies and texts of every source that is brought in or changed."""
    for key in plan.fresh:
        if key[0] is RecordKind.SOURCE:
            _bring(here, there, schema.kept_bytes, plan.goal[key]["copy_sha256"])
            _bring(here, there, schema.kept_text, plan.goal[key]["text_sha256"])


def _bring(here: Connection, there: Connection, table: Table, digest: str | None) -> None:
    if digest is None or here.execute(select(table.c.sha256).where(table.c.sha256 == digest)).first() is not None:
        return
    found = there.execute(select(table).where(table.c.sha256 == digest)).first()
    content = b"" if found is None else found.content
    data = content.encode() if isinstance(content, str) else bytes(content)
    if found is None or hashlib.sha256(data).hexdigest() != digest:
        raise Damaged("A stored copy or text of the other casefile is not what was taken in. Verify it; nothing was merged.")
    here.execute(insert(table), dict(found._mapping))


def _in_order(states: Mapping[Key, State]) -> list[Key]:
    """Each record after those among the others that it names."""
    found: dict[Key, None] = {}
    opened: set[Key] = set()
    stack = sorted(states, key=lambda key: MERGED_KINDS.index(key[0]), reverse=True)
    while stack:
        key = stack[-1]
        if key in found or key in opened:
            found.setdefault(key)
            stack.pop()
            continue
        opened.add(key)
        stack.extend(named for named in named_by(key, states[key]) if named in states and named not in opened)
    return list(found)
