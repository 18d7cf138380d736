"""A mapping that is there already, shown column by column and changed where the researcher changes it.

A mapping file can say more than can be asked column by column: templates, other signs between two sides, words for a bound,
values that this table does not have. All of that stays as it is, unless it belongs to a column that now means something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from exchange.heading import COLUMNS, plain
from exchange.mapping import NumberParts, Translation, compared
from exchange.matching import BEST, BOUND, DIRECTION, HIGH, LEFT_OUT, LOW, likely

Kept = TypeVar("Kept")
AS_MAPPED = "as the mapping says"
"""The part of a column that a mapping reads in a way of its own."""

_BY_VALUE = ("category", "stage", "event_kind", "unit")


def parts_in(mapping: Translation, headings: Iterable[str]) -> dict[str, str]:
    """What each heading means by the mapping; what it usually means where there is none."""
    if mapping == Translation():
        return likely(headings)
    return {heading: _part(mapping, heading) for heading in headings if heading.strip()}


def _part(mapping: Translation, heading: str) -> str:
    name = plain(heading)
    number = mapping.number or NumberParts()
    ends = {number.low: LOW, number.best: BEST, number.high: HIGH, number.bound: BOUND}
    given = {ours for cells in mapping.sets.get(name, {}).values() for ours in cells}
    if name in mapping.ignored:
        return LEFT_OUT
    if name in ends:
        return ends[name]
    if name in mapping.splits and mapping.splits[name].into == ("from", "to"):
        return DIRECTION
    if mapping.heading(heading) in COLUMNS:
        return mapping.heading(heading)
    if {"from", "to"} & given:
        return DIRECTION
    return next((ours for ours in _BY_VALUE if ours in given), AS_MAPPED if mapping.uses(heading) else LEFT_OUT)


def meaning_in(mapping: Translation, heading: str, part: str, value: str) -> Mapping[str, str] | None:
    """What a value of a column means by the mapping; None where it says nothing of it."""
    name, word = plain(heading), compared(value)
    several, renamed = mapping.sets.get(name, {}), mapping.values.get(name, {})
    if word in several:
        return several[word]
    return {part: renamed[word]} if word in renamed else None


def given_beside(mapping: Translation, parts: Mapping[str, str]) -> frozenset[str]:
    """Our columns that come from templates, or from columns that are read as the mapping says."""
    kept = {plain(heading) for heading, part in parts.items() if part == AS_MAPPED}
    return frozenset({*mapping.built, *(ours for ours in COLUMNS if mapping.sources_of(ours) & kept)})


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was said anew: ``touched`` columns mean something else than before, ``opened`` values of a column mean nothing now.

    Both are as they are compared; ``asked`` are our columns of which it was asked what stands in every row.
    """

    said: Translation
    touched: frozenset[str]
    opened: frozenset[tuple[str, str]]
    asked: frozenset[str]

    def of(self, before: Translation) -> Translation:
        """The mapping as it was, with this in it."""
        said = self.said
        if before == Translation():
            return said
        sets = self._values(before.sets)
        for column, of in said.sets.items():
            sets[column] = {**sets.get(column, {}), **of}
        return replace(
            said,
            columns={**self._kept(before.columns), **self._new(said.columns)},
            constants={**{o: t for o, t in before.constants.items() if o not in self.asked}, **said.constants},
            values=self._values(before.values),
            sets=sets,
            splits={**self._new(said.splits), **self._kept(before.splits)},
            built={**said.built, **{o: t for o, t in before.built.items() if o not in said.columns.values()}},
            number=self._number(before.number),
            dates=self._kept(before.dates),
            digits=self._kept(before.digits),
            ignored=said.ignored | (before.ignored - self.touched),
            optional=before.optional,
        )

    def _kept(self, of: Mapping[str, Kept]) -> dict[str, Kept]:
        return {column: told for column, told in of.items() if column not in self.touched}

    def _new(self, of: Mapping[str, Kept]) -> dict[str, Kept]:
        return {column: told for column, told in of.items() if column in self.touched}

    def _values(self, of: Mapping[str, Mapping[str, Kept]]) -> dict[str, dict[str, Kept]]:
        return {
            column: {value: told for value, told in values.items() if (column, value) not in self.opened}
            for column, values in self._kept(of).items()
        }

    def _number(self, before: NumberParts | None) -> NumberParts | None:
        said = self.said.number
        if before is None or said is None:
            return said if before is None or self.touched & set(before.columns) else before
        words = before.words if before.words not in self.touched else ""
        return replace(said, words=words, bounds=before.bounds)
