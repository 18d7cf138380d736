"""Writing what a merge has decided into the casefile, within one act: copies and texts first, records after what they need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from string import Template
from typing import Any

from db.act import Act
from db.error import Damaged
from db.kept import KEPT, Row
from db.kind import RecordKind
from db.lineage import MERGED, MERGED_KINDS, State
from db.merge_law import named_by
from db.merge_plan import Plan
from db.merge_result import Key
from db.sqlite import file
from db.sqlite.connection import Connection
from db.writer import check_values

_THERE = Template("SELECT sha256 FROM $table WHERE sha256 = ?")
_KEPT = Template("SELECT * FROM $table WHERE sha256 = ?")
_KEEP = Template("INSERT INTO $table VALUES ($marks)")
"""A stored copy or text stands in its row last, after its digest."""
TOLD_AFTER = 50
"""Records between two looks at whether they are still wanted."""


def bring_records(act: Act, plan: Plan, tell: Callable[[float], None] = lambda _: None) -> None:
    """Add what is new, then change what changed, and take out what is gone; at last note how far was read.

    ``tell`` is told how far this is, from 0 to 1; what it raises ends the act, and nothing of it is kept.
    """
    goal, mine, ids = plan.goal, plan.ours.now, dict(plan.ours.ids)
    added = in_order({key: goal[key] for key in plan.fresh if key not in mine})
    gone = in_order({key: mine[key] for key in mine if key not in goal})
    number, every = 0, max(len(added) + len(gone) + sum(key in mine for key in plan.fresh), 1)

    def one_more() -> None:
        nonlocal number
        if number % TOLD_AFTER == 0:
            tell(number / every)
        number += 1

    for key in added:
        one_more()
        row = row_of_state(key[0], goal[key], ids)
        check_values(row)
        ids[key] = act.put(key[0], row)
    for key in plan.fresh:
        if key in mine:
            one_more()
            row = {**row_of_state(key[0], goal[key], ids), "id": ids[key]}
            check_values(row)
            act.replace(key[0], ids[key], {**row_of_state(key[0], mine[key], ids), "id": ids[key]}, row)
    for key in reversed(gone):
        one_more()
        act.take(key[0], ids[key], {**row_of_state(key[0], mine[key], ids), "id": ids[key]})
    tell(1.0)
    if not plan.conflicts:
        act.set_setting(MERGED, "\n".join(plan.read_so_far()))


def row_of_state(kind: RecordKind, state: State, ids: Mapping[Key, int]) -> Row:
    """The record as it lies in a casefile's tables, naming others by their keys there."""
    row: dict[str, Any] = dict(state)
    for name, named in KEPT[kind].references.items():
        value = row[name]
        if isinstance(value, list):
            row[name] = [ids[named, member] for member in value]
        elif value is not None:
            row[name] = ids[named, value]
    return row


def bring_copies(here: Connection, there: Connection, plan: Plan) -> None:
    """Keep the stored copies and texts of every source that is brought in or changed."""
    for key in plan.fresh:
        if key[0] is RecordKind.SOURCE:
            bring_kept(here, there, "kept_bytes", plan.goal[key]["copy_sha256"])
            bring_kept(here, there, "kept_text", plan.goal[key]["text_sha256"])


def bring_kept(here: Connection, there: Connection, table: str, digest: str | None) -> None:
    """Keep one stored copy or text of another casefile; ``Damaged`` where it is no longer what was taken in."""
    if digest is None or file.raw(here).execute(_THERE.substitute(table=table), (digest,)).fetchone() is not None:
        return
    with file.large(here), file.large(there):
        found = file.raw(there).execute(_KEPT.substitute(table=table), (digest,)).fetchone()
        content = b"" if found is None else found[-1]
        data = content.encode() if isinstance(content, str) else bytes(content)
        if found is None or hashlib.sha256(data).hexdigest() != digest:
            raise Damaged(
                "A stored copy or text of the other casefile is not what was taken in. Verify it; nothing was merged."
            )
        file.write(here, _KEEP.substitute(table=table, marks=", ".join("?" * len(found))), found)


def in_order(states: Mapping[Key, State]) -> list[Key]:
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
