"""Columns whose days are written in more than one order: what no single cell can tell is told by the cells beside it.

*13/06/2025* and *06/25/2025* have one reading each. Between them *06/10/2025* has none: whoever wrote the column wrote it both
ways, so that no answer for the whole of it would be right. Such a cell is refused, and both of the others are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exchange.habit import DayOrder, days_at_the_end, order_shown
from exchange.heading import Ask, Fault


@dataclass(frozen=True, slots=True)
class Unsure:
    """The texts of a column that have two readings, and why no reading of one cell alone gives away which."""

    name: str
    place: int
    texts: frozenset[str]
    because: str
    asks: Ask | None

    def fault(self, row: int, record: Sequence[str]) -> Fault | None:
        """What is wrong with the cell of this row, if anything is."""
        text = _cell(record, self.place)
        if text not in self.texts:
            return None
        one, other, year = next(day for day in days_at_the_end(text) if day[0] != day[1])
        why = f"“{text}” could be {one}.{other}. or {other}.{one}. of {year}, {self.because.format(year=year)}"
        return Fault(row, self.name, text, why, self.asks)


@dataclass(slots=True)
class DayColumn:
    """One column of days of whose order nothing was said: ``name`` is our heading of it, ``place`` where it stands, from 0."""

    name: str
    place: int
    first: dict[str, int] = field(default_factory=dict)
    """The row in which each text stands first."""

    def note(self, row: int, record: Sequence[str]) -> None:
        """Note what stands in this column of a row."""
        text = _cell(record, self.place)
        if text and text not in self.first:
            self.first[text] = row

    def unsure(self) -> Unsure | None:
        """What is to be refused once all rows are known; None where nothing is."""
        shown = {text: order_shown(text) for text in self.first}
        orders = set(shown.values())
        unsure = frozenset(text for text, order in shown.items() if order is DayOrder.UNSAID)
        if not unsure:
            return None
        if DayOrder.DAY_FIRST in orders and DayOrder.MONTH_FIRST in orders:
            named = {
                sought: next((row, text) for text, row in self.first.items() if shown[text] is sought)
                for sought in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
            }
            others = " and ".join(
                f"“{text}” in row {row} has its {order.split()[0]} first" for order, (row, text) in named.items()
            )
            because = f"and the column is written both ways: {others}. Write {{year}}-MM-DD."
            return Unsure(self.name, self.place, unsure, because, None)
        if DayOrder.MONTH_FIRST in orders or any("." not in text for text in unsure):
            what = 'write {year}-MM-DD, or say "day first" or "month first" under [dates] of a mapping file'
            dotted = frozenset(text for text in unsure if "." in text)
            return Unsure(self.name, self.place, dotted, f"in this column: {what}.", Ask.DAYS)
        return None


def _cell(record: Sequence[str], place: int) -> str:
    return record[place].strip() if place < len(record) else ""
