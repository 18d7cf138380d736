"""Merged cells: one merged over several rows is written in the first of them and meant in all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Area(NamedTuple):
    """Cells that are merged, rows and columns from 1, the last included."""

    top: int
    left: int
    bottom: int
    right: int


class Merged:
    """The merged cells of a sheet, whose records come one after the other; ``repeated`` are those that were filled so far."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.repeated: set[tuple[int, int]] = set()
        self._from: dict[int, list[Area]] = {}
        self._open: list[tuple[Area, str]] = []
        for area in areas:
            if area.bottom > area.top:
                self._from.setdefault(area.top, []).append(area)

    def filled(self, number: int, record: list[str]) -> list[str]:
        """The record of this row, saying what the cells say that it is merged with; an empty one stays empty."""
        if not self._from:
            return record
        self._open = [(area, text) for area, text in self._open if area.bottom >= number]
        if self._open and any(cell.strip() for cell in record):
            for area, text in self._open:
                record += [""] * (area.right - len(record))
                record[area.left - 1] = text
                self.repeated.add((number, area.left))
        for area in self._from.get(number, ()):
            if area.left <= len(record) and record[area.left - 1]:
                self._open.append((area, record[area.left - 1]))
        return record
