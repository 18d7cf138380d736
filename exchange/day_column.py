"""Columns whose days are written in more than one order: what no single cell can tell is told by the cells beside it.

*13/06/2025* and *06/25/2025* have one reading each. Between them *06/10/2025* has none: whoever wrote the column wrote it both
ways, so that no answer for the whole of it would be right. Such a cell is refused, and both of the others are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exchange.habit import DayOrder, days_at_the_end, order_shown
from exchange.heading import Ask, Fault

_Raw = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One column of days of whose order nothing was said: ``name`` is our heading of it, ``place`` where it stands, from 0."""

    name: str
    place: int

    def faults(self, raw: _Raw) -> tuple[Fault, ...]:
        """The cells that have two readings and that no reading of one cell alone gives away."""
        shown = {text: order_shown(text) for text in {self._cell(row) for row in raw.values()} - {""}}
        orders = set(shown.values())
        unsure = {text for text, order in shown.items() if order is DayOrder.UNSAID}
        if not unsure:
            return ()
        if DayOrder.DAY_FIRST in orders and DayOrder.MONTH_FIRST in orders:
            first = {order: self._first(raw, shown, order) for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)}
            others = " and ".join(
                f"“{text}” in row {row} has its {order.split()[0]} first" for order, (row, text) in first.items()
            )
            return self._wrong(raw, unsure, f"and the column is written both ways: {others}. Write {{year}}-MM-DD.", None)
        if DayOrder.MONTH_FIRST in orders or any("." not in text for text in unsure):
            what = 'write {year}-MM-DD, or say "day first" or "month first" under [dates] of a mapping file'
            return self._wrong(raw, {text for text in unsure if "." in text}, f"in this column: {what}.", Ask.DAYS)
        return ()

    def _cell(self, row: Sequence[str]) -> str:
        return row[self.place].strip() if self.place < len(row) else ""

    def _first(self, raw: _Raw, shown: Mapping[str, DayOrder | None], order: DayOrder) -> tuple[int, str]:
        return next((row, text) for row, cells in raw.items() if shown.get(text := self._cell(cells)) is order)

    def _wrong(self, raw: _Raw, unsure: set[str], because: str, asks: Ask | None) -> tuple[Fault, ...]:
        found = []
        for row, cells in raw.items():
            text = self._cell(cells)
            if text in unsure:
                one, other, year = next(day for day in days_at_the_end(text) if day[0] != day[1])
                why = f"“{text}” could be {one}.{other}. or {other}.{one}. of {year}, {because.format(year=year)}"
                found.append(Fault(row, self.name, text, why, asks))
        return tuple(found)
