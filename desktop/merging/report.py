"""What a merge did or would do, for people and as JSON for other programs; and decisions read back out of such a report.

The report of a dry run is the form to fill in: each conflict has an empty ``decision``, and so has each of its fields.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.kind import RecordKind
from db.merge_result import Conflict, Decision, Key, Merged, Take, Touched
from db.result import Entry

LONGEST_VALUE = 60
MINE, THEIRS, BOTH = "mine", "theirs", "both"
_TAKES = {MINE: Take.OURS, "ours": Take.OURS, THEIRS: Take.THEIRS, BOTH: Take.BOTH}


class NoDecisions(ValueError):
    """A file of decisions that cannot be followed; the message says where and what to mend."""


def merge_json(told: Merged, *, dry_run: bool) -> dict[str, Any]:
    """What a merge did: each record brought in, changed or taken out, and each conflict with the fields that differ."""
    return {
        "added": _listed(told.added),
        "changed": _listed(told.changed),
        "removed": _listed(told.removed),
        "conflicts": [_conflict_json(conflict) for conflict in told.conflicts],
        "same": told.same,
        "decided": told.decided,
        "dry_run": dry_run,
        "backup": None if told.backup is None else str(told.backup),
    }


def _listed(touched: Sequence[Touched]) -> list[dict[str, str]]:
    return [{"kind": record.kind, "uid": record.uid, "name": record.name} for record in touched]


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "uid": conflict.uid,
        "name": conflict.name,
        "why": conflict.why,
        "clash": conflict.clash,
        "decision": None,
        "fields": [
            {
                "field": apart.field,
                "base": apart.base,
                "ours": apart.ours,
                "theirs": apart.theirs,
                "both_possible": apart.joinable,
                "decision": None,
            }
            for apart in conflict.fields
        ],
        "journal": {"ours": _acts_json(conflict.here), "theirs": _acts_json(conflict.there)},
    }


def _acts_json(acts: Sequence[Entry]) -> list[dict[str, str]]:
    return [{"at": act.at, "author": act.author, "act": act.label, "reason": act.reason} for act in acts]


def read_decisions(path: Path) -> dict[Key, Decision]:
    """The decisions that stand in a report; ``NoDecisions`` where it is none, or says what cannot be followed."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        listed = document["conflicts"]
        return {key: decision for each in listed if (key := _key(each)) and (decision := _decision(each)) is not None}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        if isinstance(wrong, NoDecisions):
            raise
        told = f"“{path.name}” is no report of a merge. Make one with --dry-run --format json and fill in its decisions."
        raise NoDecisions(told) from wrong


def _key(each: dict[str, Any]) -> Key:
    return RecordKind(each["kind"]), str(each["uid"])


def _decision(each: dict[str, Any]) -> Decision | None:
    whole = _take(each.get("decision"), each)
    fields = {str(f["field"]): _take(f.get("decision"), each) for f in each.get("fields", [])}
    chosen = {field: take for field, take in fields.items() if take is not None}
    if whole is not None and chosen:
        raise NoDecisions(f"{_named(each)} is decided as a whole and by fields. Leave one of the two empty.")
    if whole is None and chosen and len(chosen) < len(fields):
        open_ = next(field for field, take in fields.items() if take is None)
        raise NoDecisions(f"{_named(each)} is decided in part: its field “{open_}” has no decision yet.")
    return whole if whole is not None else chosen or None


def _take(said: object, each: dict[str, Any]) -> Take | None:
    if said is None or said == "":
        return None
    if not isinstance(said, str) or said not in _TAKES:
        raise NoDecisions(f"{_named(each)} has the decision “{said}”. Write {MINE}, {THEIRS} or {BOTH}, or leave it null.")
    return _TAKES[said]


def _named(each: dict[str, Any]) -> str:
    return f"The {each['kind']} “{short(str(each.get('name', '')))}”"


def merge_text(told: Merged, *, dry_run: bool) -> str:
    """What a merge did, in words: counts by kind, then every conflict."""
    ways = (("brought in", told.added), ("changed", told.changed), ("removed", told.removed))
    would = "Would be " if dry_run else ""
    said = [f"{would}{way}: {by_kind(touched)}." for way, touched in ways if touched]
    said = said or ["Nothing is brought in, changed or removed."]
    said = [line[0].upper() + line[1:] for line in said]
    if told.decided:
        said.append(f"{told.decided} decided as was chosen.")
    if told.conflicts:
        said.append(f"{len(told.conflicts)} not decided; each stays as it is in this casefile:")
    for conflict in told.conflicts:
        said.append(f"  {conflict.kind} “{short(conflict.name)}”: {conflict.why}")
        said += [f"    {apart.field}: here “{short(apart.ours)}”, there “{short(apart.theirs)}”" for apart in conflict.fields]
    if told.backup is not None:
        said.append(f"As it was before: {told.backup}.")
    return "\n".join(said)


def by_kind(touched: Sequence[Touched]) -> str:
    """How many of each kind."""
    counts = Counter(record.kind for record in touched)
    return ", ".join(f"{kind} {number}" for kind, number in counts.items())


def short(value: str) -> str:
    """A value in one line of bounded length."""
    plain = " ".join(value.split())
    return plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 1] + "…"
