"""The agreements in sight of a large comparison, each computed in full when it is looked at, and kept a while."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from db.book import OpenBook
from desktop.compare.row import LineRow, line_row
from figures.day import Day
from figures.line import Comparison
from figures.record import Casebook

KEPT = 60
"""Agreements and events kept in full; a screen shows a dozen."""


@dataclass(frozen=True, slots=True)
class Part:
    """One agreement with its events, or one event outside agreements: its records, its comparison, its rows."""

    casebook: Casebook
    comparison: Comparison
    rows: tuple[LineRow, ...]


class Parts:
    """Parts of one casefile on one day."""

    def __init__(self, book: OpenBook, day: Day) -> None:
        self.book, self._day = book, day
        self._kept: OrderedDict[tuple[int | None, int], Part] = OrderedDict()

    def part(self, agreement: int | None, event: int) -> Part:
        """The part of an agreement, or of an event outside agreements."""
        key = (agreement, 0 if agreement is not None else event)
        if key not in self._kept:
            self._kept[key] = self._compared(agreement, event)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _compared(self, agreement: int | None, event: int) -> Part:
        from figures.comparison import compare_on

        if agreement is not None:
            casebook = self.book.part(agreement=agreement)
            comparison = compare_on(casebook, self._day, agreement=agreement)
            lines = comparison.lines
        else:
            casebook = self.book.part(event=event)
            comparison = compare_on(casebook, self._day)
            lines = tuple(line for line in comparison.lines if line.event == event)
        return Part(casebook, comparison, tuple(line_row(casebook, line) for line in lines))
