"""Fields that stand or fall together: a number with its bounds, a quote with its place, a direction with both its ends.

Where two casefiles, or two records that are one, are put together field by field, a half of such a group taken from each
would say what nobody said. So a group is taken whole, under the name of its first field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from db.kept import YES_OR_NO
from db.kind import RecordKind

_FIGURE = (
    ("agreement", "event"),
    ("words", "low", "high", "bound", "relative_to", "portion"),
    ("category", "category_root", "unit"),
    ("sender", "receiver"),
    ("vantage", "vantage_reason"),
    ("source", "quote", "anchor_start", "anchor_end", "anchor_before", "anchor_after", "where"),
    ("retracted", "retracted_on", "retracted_reason"),
)
_GROUPS: Mapping[RecordKind, tuple[tuple[str, ...], ...]] = {
    RecordKind.SOURCE: (("copy_sha256", "copy_media_type", "copy_file_name"),),
    RecordKind.AGREEMENT: (("status", "status_on"),),
    RecordKind.FIGURE: _FIGURE,
    RecordKind.PIN: (("agreement", "event"), ("category", "category_root"), ("sender", "receiver")),
    RecordKind.CATEGORY: (("parent", "root"),),
}
_NO_CONTENT = frozenset({"id", "uid"})
JOINABLE = frozenset({"note", "undertakings", "authors", "parties", "mediators"})
"""Fields of which both can be kept: texts one after the other, lists as one list."""


def groups(kind: RecordKind, names: Iterable[str]) -> list[tuple[str, ...]]:
    """The fields of a record in groups, in the order in which the record has them."""
    by_name = {name: group for group in _GROUPS.get(kind, ()) for name in group}
    found: dict[tuple[str, ...], None] = {}
    for name in names:
        if name not in _NO_CONTENT:
            found.setdefault(by_name.get(name, (name,)))
    return list(found)


def group_of(kind: RecordKind, lead: str) -> tuple[str, ...]:
    """The group that goes by the name of its first field."""
    return next((group for group in _GROUPS.get(kind, ()) if group[0] == lead), (lead,))


def differing(kind: RecordKind, one: Mapping[str, Any], other: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The groups in which two states of a record, or two records of a kind, differ."""
    return [group for group in groups(kind, one) if any(one[name] != other.get(name) for name in group)]


def plain(name: str, value: Any) -> str:
    """What stands in a field that names no other record, as a reader has it."""
    if value is None or value == "":
        return ""
    if name in YES_OR_NO:
        return "yes" if value else "no"
    if name.endswith("_sha256"):
        return f"{str(value)[:12]}…"
    return "; ".join(json.loads(value)) if name == "authors" else str(value)


def both(name: str, mine: Any, yours: Any) -> Any:
    """Both values of a field of which both can be kept, mine in front; said once where one holds the other."""
    if isinstance(mine, list):
        return [*mine, *(member for member in yours if member not in mine)]
    if name == "authors":
        return _both_lists(mine, yours)
    if not mine or not yours or yours in mine:
        return mine or yours
    return yours if mine in yours else f"{mine}\n{yours}"


def _both_lists(mine: str, yours: str) -> str:
    names = [*(json.loads(mine) if mine else []), *(json.loads(yours) if yours else [])]
    return json.dumps(list(dict.fromkeys(names)), ensure_ascii=False) if names else ""
