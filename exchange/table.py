"""A table of figures as text: its headings, its rows as a spreadsheet numbers them, and what is wrong with its shape.

Nothing is read into numbers here. A heading that is nearly one of ours is refused rather than passed over: a misspelt column
that went unread would leave its figures with defaults that nobody chose. Whatever a spreadsheet holds beside its figures, a
title above the headings, a row of totals, a merged cell, is either understood or named; nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from exchange.heading import AGREEMENT_COLUMNS, COLUMNS, NEEDED, VERBATIM, Fault, NoTable
from exchange.mapping import Translation
from exchange.row import Row

__all__ = [
    "AGREEMENT_COLUMNS",
    "COLUMNS",
    "NEEDED",
    "VERBATIM",
    "Fault",
    "NoTable",
    "Row",
    "Sheet",
    "Table",
    "Translation",
]

Reached = Callable[[int], None]
"""Told at which row the work is; what it raises ends the work."""

ROWS_BETWEEN_LOOKS = 500
HEADINGS_WITHIN = 15
"""Headings stand within the first rows that are not empty."""

LETTERS = 26
MOST_COLUMNS = 1024


def nothing(_row: int) -> None:
    """What is told to nobody."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of a file before anybody knows which are headings.

    ``records`` can be gone through again and again, each time from the first; nobody holds them. By row and column, both from
    1: ``repeated`` are cells that repeat the one they are merged with, ``troubles`` say why a cell
    cannot be read. ``read_as`` says in words what was found.
    """

    records: Iterable[Sequence[str]]
    read_as: str = ""
    repeated: frozenset[tuple[int, int]] = frozenset()
    troubles: Mapping[tuple[int, int], str] = field(default_factory=dict)


class Rows(Protocol):
    """Rows that can be gone through again and again, and be counted."""

    def __iter__(self) -> Iterator[Row]:
        """The rows from the first."""

    def __len__(self) -> int:
        """How many they are."""


def no_records() -> Iterable[tuple[int, Sequence[str]]]:
    """The records of a table that never was a file."""
    return ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table of figures; ``unused`` are headings that name nothing of ours, ``faults`` rows that are refused.

    ``headings`` and ``records`` are the table as it stands, each record with its number; ``places`` tells in which column, from
    0, a heading of ours or of theirs stands. The rows of a large table are read again whenever they are asked for.
    """

    rows: Rows
    unused: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    read_as: str = ""
    headings: tuple[str, ...] = ()
    records: Callable[[], Iterable[tuple[int, Sequence[str]]]] = field(default=no_records, compare=False)
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many rows there are, those that are refused with them."""
        return len(self.rows) + len({fault.row for fault in self.faults})

    def cell(self, fault: Fault) -> str:
        """The cell of a fault as a spreadsheet calls it, such as *C5*; empty where no one column is at fault."""
        place = self.places.get(fault.column)
        return "" if place is None else f"{letters(place)}{fault.row}"


def letters(place: int) -> str:
    """A column from 0 as a spreadsheet calls it: A, B, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
