"""A figure as the values of its form's controls: one that is kept, one that begins, and what it carries forward."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from desktop.forms.prefill import Prefill
from figures.record import Figure, FigureDraft
from figures.vocabulary import Vantage

CARRIED = {"unit": ("unit", "category"), "direction": ("sender", "receiver"), "claimant": ("claimant",), "source": ("source",)}
"""What is carried forward from the last figure, by field: never a number."""
_SAME = (
    "words", "unit", "category", "sender", "receiver", "stage", "claimant", "said_on", "as_of", "source", "quote", "where",
    "note", "part_of", "relative_to", "corrects",
)  # fmt: skip


def draft_of(figure: Figure) -> FigureDraft:
    """A figure without its identity, to be changed."""
    return FigureDraft(**{field.name: getattr(figure, field.name) for field in fields(FigureDraft)})


def values_kept(draft: FigureDraft) -> dict[str, Any]:
    """A figure as it was kept."""
    about = ("event", draft.event) if draft.event is not None else ("agreement", draft.agreement)
    values: dict[str, Any] = {name: getattr(draft, name) for name in _SAME}
    vantage = draft.vantage or Vantage.UNATTRIBUTED
    return values | {"about": about, "twin": False, "vantage": vantage, "reason": draft.vantage_reason}


def values_carried(prefill: Prefill, last: Prefill | None) -> tuple[dict[str, Any], set[str]]:
    """A figure that begins, and the names of the fields that it carries forward from the last one where it says nothing."""
    values = values_of(prefill)
    carried: set[str] = set()
    if last is None:
        return values, carried
    before = values_of(last)
    for name, parts in CARRIED.items():
        if all(values[part] in (None, "") for part in parts) and any(before[part] not in (None, "") for part in parts):
            values.update({part: before[part] for part in parts})
            carried.add(name)
    return values, carried


def values_of(prefill: Prefill) -> dict[str, Any]:
    """A prefill as the values of the form's controls."""
    about = ("event", prefill.event) if prefill.event is not None else None
    if about is None and prefill.agreement is not None:
        about = ("agreement", prefill.agreement)
    values = {name: getattr(prefill, name, None) for name in _SAME}
    values["category"] = prefill.category or None
    values["corrects"] = None
    return values | {"about": about, "twin": False, "vantage": Vantage.UNATTRIBUTED, "reason": ""}
