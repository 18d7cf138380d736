"""The laws that records keep between them, over a casefile that is only thought of: what two would make together.

They are those of ``db.law``, which asks the tables; here there are no tables yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from db.error import Damaged
from db.kept import KEPT
from db.kind import RecordKind
from db.lineage import State
from db.merge_result import Key
from db.row import record_of
from figures.category import CategoryTree
from figures.record import FigureDraft, Unfit, check_unit
from figures.vocabulary import PROMISE_STAGES

_CHAINS = {
    RecordKind.PARTY: ("belongs_to",),
    RecordKind.SOURCE: ("reprint_of",),
    RecordKind.FIGURE: ("part_of", "relative_to", "corrects"),
}
_SIGNED = (RecordKind.FIGURE, RecordKind.PIN)


@dataclass(frozen=True, slots=True)
class LawFault:
    """A law that records break together: which records, and why in one sentence."""

    involved: tuple[Key, ...]
    why: str


def named_by(key: Key, state: State) -> list[Key]:
    """The records that a record names, its category among them."""
    found: list[Key] = []
    for name, kind in KEPT[key[0]].references.items():
        value = state.get(name)
        members = value if isinstance(value, list) else [value]
        found += [(kind, str(member)) for member in members if member is not None]
    category = (
        state.get("parent" if key[0] is RecordKind.CATEGORY else "category")
        if key[0] in (*_SIGNED, RecordKind.CATEGORY)
        else None
    )
    return found if category is None else [*found, (RecordKind.CATEGORY, str(category))]


def faults(goal: Mapping[Key, State], is_new_mix: Callable[[Key], bool] = lambda _: False) -> Iterator[LawFault]:
    """Every law that is broken between two records or more, or by one that was put together out of two states."""
    for key, state in goal.items():
        gone = [named for named in named_by(key, state) if named not in goal]
        if gone:
            for named in gone:
                yield LawFault(
                    (key, named), f"One side has removed the {named[0].value} that the other side's {key[0].value} rests on."
                )
            continue
        if is_new_mix(key) and (why := _own_fault(key, state)):
            yield LawFault((key,), why)
            continue
        yield from _circles(goal, key, state)
        if key[0] in _SIGNED:
            yield from _signed(goal, key, state)


def _own_fault(key: Key, state: State) -> str:
    """What is wrong with a record by itself, in a sentence; empty where nothing is."""
    kind, uid = key
    if not kind.is_recorded:
        return ""
    row = {**state, "id": 1, "uid": uid}
    known: dict[object, int] = {}
    for name in KEPT[kind].references:
        value = row[name]
        if isinstance(value, list):
            row[name] = [known.setdefault(member, len(known) + 2) for member in value]
        elif value is not None:
            row[name] = known.setdefault(value, len(known) + 2)
    try:
        record = record_of(kind, row)
        if isinstance(record, FigureDraft):
            check_unit(CategoryTree(()), str(state["category_root"]), record.unit, record.stage)
    except Damaged as wrong:
        return f"The values that were chosen do not go together: {wrong.__cause__}"
    except Unfit as wrong:
        return f"The values that were chosen do not go together: {wrong}"
    return ""


def _circles(goal: Mapping[Key, State], key: Key, state: State) -> Iterator[LawFault]:
    for name in _CHAINS.get(key[0], ()):
        way = [key]
        at = state.get(name)
        while at is not None and (key[0], at) not in way and (key[0], at) in goal:
            way.append((key[0], at))
            at = goal[key[0], at].get(name)
        if at == key[1]:
            yield LawFault(tuple(way), f"Both sides together would make this {key[0].value} rest on itself.")


def _signed(goal: Mapping[Key, State], key: Key, state: State) -> Iterator[LawFault]:
    category = (RecordKind.CATEGORY, str(state["category"]))
    if goal[category]["root"] != state["category_root"]:
        yield LawFault((key, category), "The two sides do not mean the same by this category.")
    if key[0] is RecordKind.PIN:
        figure = (RecordKind.FIGURE, str(state["figure"]))
        promise = goal[figure]["stage"] in PROMISE_STAGES
        if not promise or _about(goal[figure]) != _about(state):
            yield LawFault((key, figure), "Both sides together would make a measure of what is no promise about the same.")
    elif state["part_of"] is not None:
        whole = (RecordKind.FIGURE, str(state["part_of"]))
        if not _fits(state, goal[whole]):
            yield LawFault((key, whole), "Both sides together would make a figure part of what does not hold it.")


def _about(state: State) -> tuple[object, object]:
    return state["agreement"], state["event"]


def _fits(part: State, whole: State) -> bool:
    """Whether a part and its whole are about the same thing, in the same unit, and not in opposite directions."""
    opposite = part["sender"] is not None and (part["sender"], part["receiver"]) == (whole["receiver"], whole["sender"])
    return _about(part) == _about(whole) and part["unit"] == whole["unit"] and not opposite
