"""A table of figures as text: its headings, its rows as a spreadsheet numbers them, and what is wrong with its shape.

Nothing is read into numbers here. A heading that is nearly one of ours is refused rather than passed over: a misspelt column
that went unread would leave its figures with defaults that nobody chose. Whatever a spreadsheet holds beside its figures, a
title above the headings, a row of totals, a merged cell, is either understood or named; nothing is passed over.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from exchange.day_column import DayColumn
from exchange.heading import (
    AGREEMENT_COLUMNS,
    COLUMNS,
    DATE_COLUMNS,
    NEEDED,
    REFUSED_BECAUSE,
    VERBATIM,
    Fault,
    NoTable,
    as_ours,
    plain,
)
from exchange.mapping import RowTranslation, Translation, compared, told_sides
from exchange.row import MOST_REMEMBERED, Row, Straight

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
    "shape",
]

Reached = Callable[[int], None]
"""Told at which row the work is; what it raises ends the work."""

ROWS_BETWEEN_LOOKS = 500
HEADINGS_WITHIN = 15
"""Headings stand within the first rows that are not empty."""

TOTALS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sum", "in all", "итого", "всего", "сумма"}
    | {"разом", "усього", "всього", "сума", "підсумок"}
)
LONGEST_TOTAL = 20
"""A longer text is no heading of a row of totals."""

BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
LETTERS = 26
MOST_COLUMNS = 1024


def nothing(_row: int) -> None:
    """What is told to nobody."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of a file before anybody knows which are headings.

    By row and column, both from 1: ``repeated`` are cells that repeat the one they are merged with, ``troubles`` say why a cell
    cannot be read. ``read_as`` says in words what was found.
    """

    records: Iterable[Sequence[str]]
    read_as: str = ""
    repeated: frozenset[tuple[int, int]] = frozenset()
    troubles: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table of figures; ``unused`` are headings that name nothing of ours, ``faults`` rows that are refused.

    ``headings`` and ``raw`` are the table as it stood, rows by their number; ``places`` tells in which column, from 0, a
    heading of ours or of theirs stands.
    """

    rows: tuple[Row, ...]
    unused: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    read_as: str = ""
    headings: tuple[str, ...] = ()
    raw: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many rows there are, those that are refused with them."""
        return len({row.number for row in self.rows} | {fault.row for fault in self.faults})

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


def shape(
    records: Iterable[Sequence[str]],
    rename: Translation | None = None,
    read_as: str = "",
    sheet: Sheet | None = None,
    reached: Reached = nothing,
) -> Table:
    """The table among the records; ``NoTable`` where none of its first rows are headings of a table of figures.

    ``reached`` is told now and then at which row this is; what it raises ends the reading.
    """
    return _Shaping(sheet or Sheet(records, read_as), rename or Translation(), reached).table()


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings, and the number of the last row that they take."""

    headings: tuple[str, ...]
    last_row: int


class _Shaping:
    def __init__(self, sheet: Sheet, translation: Translation, reached: Reached) -> None:
        self.sheet, self.translation, self.reached = sheet, translation, reached
        self.faults: list[Fault] = []
        self.rows: list[Row | tuple[int, dict[str, str]]] = []
        self.raw: dict[int, tuple[str, ...]] = {}
        self.ordinary: set[str] = set()
        self.unheaded: set[int] = set()
        self.open_rows: list[dict[str, str]] = []
        self.sides: dict[str, frozenset[str]] = {}

    def table(self) -> Table:
        lines = iter(enumerate(self.sheet.records, start=1))
        first: list[tuple[int, Sequence[str]]] = []
        saying: list[tuple[int, Sequence[str]]] = []
        while len(saying) < HEADINGS_WITHIN and (line := next(lines, None)):
            first.append(line)
            saying += [line] if _says(line[1]) else []
        head = self._head(saying)
        self.headings = head.headings
        self.ours = [self.translation.heading(heading) for heading in self.headings]
        self.has_unheaded = not all(heading.strip() for heading in self.headings)
        self.straight = Straight(self.ours) if self.translation == Translation() else None
        self.numbers = frozenset(() if self.translation.number is None else self.translation.number.columns)
        for number, record in chain(first, lines):
            if number % ROWS_BETWEEN_LOOKS == 0:
                self.reached(number)
            if number > head.last_row and _says(record):
                self._take(number, tuple(record))
        self._settle_days()
        told_sides(self.open_rows, self.sides)
        used = self.translation.uses
        unused = [h for h in self.headings if h and not used(h) and plain(h) not in self.translation.ignored]
        unused = [self.translation.heading(h) or h for h in unused if as_ours(h) != REFUSED_BECAUSE]
        unused += [f"column {letters(place)}" for place in sorted(self.unheaded)]
        rows = tuple(row if isinstance(row, Row) else Row(*row) for row in self.rows)
        return Table(rows, tuple(unused), tuple(self.faults), self.sheet.read_as, self.headings, self.raw, self._places())

    def _settle_days(self) -> None:
        """Refuse the days of a column that its other cells leave without a reading, or ask for one of the whole column."""
        for place, (heading, ours) in enumerate(zip(self.headings, self.ours, strict=True)):
            if ours in DATE_COLUMNS and not self.translation.days_are_said(heading):
                found = {(fault.row, fault.column): fault for fault in DayColumn(ours, place).faults(self.raw)}
                self.faults = [fault for fault in self.faults if (fault.row, fault.column) not in found]
                self.faults.extend(found.values())
                refused = {row for row, _ in found}
                self.rows = [row for row in self.rows if _number(row) not in refused] if refused else self.rows
        self.faults.sort(key=lambda fault: fault.row)

    def _head(self, lines: list[tuple[int, Sequence[str]]]) -> _Head:
        """The first row, or two rows one under the other, that are headings; ``NoTable`` tells of the likeliest."""
        if not lines:
            raise NoTable("The table is empty: its first row should hold the headings.")
        heads = [_Head(tuple(record), number) for number, record in lines]
        heads += [self._joined(*pair) for pair in pairwise(lines)]
        whole = [head for head in heads if not self._missing(head)]
        likeliest = max(heads, key=lambda head: sum(map(self.translation.uses, filter(None, head.headings))))
        chosen = min(whole, key=lambda head: head.last_row) if whole else likeliest
        self._check(chosen)
        return chosen

    def _joined(self, upper: tuple[int, Sequence[str]], lower: tuple[int, Sequence[str]]) -> _Head:
        """Headings of two rows: under a heading over several columns each column has its own."""
        width = max(len(upper[1]), len(lower[1]))
        above, below = ([*record, *[""] * (width - len(record))] for record in (upper[1], lower[1]))
        names: list[str] = []
        over = ""
        for high, low in zip(above, below, strict=True):
            over = high.strip() or (over if low.strip() else "")
            choices = [low.strip(), f"{over} {low.strip()}".strip(), over]
            names.append(next((name for name in choices if name and self.translation.uses(name)), low.strip() or high.strip()))
        return _Head(tuple(names), lower[0])

    def _missing(self, head: _Head) -> list[str]:
        given = {self.translation.heading(heading) for heading in head.headings} | self.translation.given
        missing = [column for column in NEEDED if column not in given]
        return missing if {"agreement", "event"} & given else [*missing, "agreement or event"]

    def _check(self, head: _Head) -> None:
        translation = self.translation
        if len(head.headings) > MOST_COLUMNS:
            raise NoTable(
                f"The table has {len(head.headings)} columns, and at most {MOST_COLUMNS} are read; take out the rest."
            )
        names = [plain(heading) for heading in head.headings if heading.strip()]
        ours = [translation.heading(heading) for heading in head.headings]
        for heading in filter(None, head.headings):
            named = translation.heading(heading)
            twice = names.count(plain(heading)) > 1 or (named in COLUMNS and ours.count(named) > 1)
            if twice and translation.uses(heading):
                raise NoTable(f"The heading “{named or heading}” stands twice; each column needs a heading of its own.")
        given = set(ours) | translation.given
        for heading in head.headings:
            named = translation.heading(heading)
            if not named or translation.uses(heading) or named == REFUSED_BECAUSE:
                continue
            near = difflib.get_close_matches(named, [c for c in COLUMNS if c not in given], n=1, cutoff=0.85)
            if near:
                raise NoTable(f"The heading “{named}” is unknown but close to “{near[0]}”; rename it, or give a mapping file.")
        absent = sorted(s for s in translation.required if s not in names)
        if absent:
            raise NoTable(f"The mapping file speaks of columns that the table lacks: {', '.join(absent)}.")
        if missing := self._missing(head):
            raise NoTable(f"The table lacks these headings: {', '.join(missing)}. Rename its own, or give a mapping file.")

    def _take(self, number: int, record: tuple[str, ...]) -> None:
        """Keep one row in our columns, or say what is wrong with it."""
        self.raw[number] = record
        extra = [place for place in range(len(self.headings), len(record)) if record[place].strip()]
        if extra:
            why = f"This row has {len(record)} cells for {len(self.headings)} headings; quote a text that holds the separator."
            self.faults.append(Fault(number, "", "; ".join(record[place] for place in extra), why))
            return
        if self.has_unheaded:
            self.unheaded |= {p for p, text in enumerate(record) if text.strip() and not self.headings[p].strip()}
        faults: list[Fault] = []
        if self._is_odd(record):
            faults = self._cell_faults(number, record) or self._totals(number, record)
        if not faults and self.straight is not None and (texts := self.straight.texts(record)) is not None:
            self.rows.append(Row.of(number, texts))
            return
        if not faults:
            theirs = {h: text for h, text in zip(self.headings, record, strict=False) if h.strip()}
            row = RowTranslation(self.translation, number, theirs)
            cells = {ours: _trimmed(ours, text) for ours, text in row.cells().items()}
            self._note_sides(row, cells)
            faults = row.faults
        if faults:
            self.faults.extend(faults)
        else:
            self.rows.append((number, cells))

    def _is_odd(self, record: tuple[str, ...]) -> bool:
        """Whether a cell may be wrong by itself or may head a row of totals; texts that are neither are looked at once."""
        found = bool(self.sheet.troubles or self.sheet.repeated)
        for text in set(record) - self.ordinary:
            if text.lstrip()[:1] == "#" or (len(text) <= LONGEST_TOTAL and plain(text).rstrip(":. ") in TOTALS):
                found = True
            elif len(text) <= LONGEST_TOTAL and len(self.ordinary) < MOST_REMEMBERED:
                self.ordinary.add(text)
        return found

    def _note_sides(self, row: RowTranslation, cells: dict[str, str]) -> None:
        if row.open_titles and not row.sides:
            self.open_rows.append(cells)
        for title in row.open_titles.values() if row.sides else ():
            self.sides[title] = self.sides.get(title, frozenset()) | {row.sides}

    def _cell_faults(self, number: int, record: tuple[str, ...]) -> list[Fault]:
        found: list[Fault] = []
        if not self.sheet.troubles and not self.sheet.repeated and not any(text.lstrip()[:1] == "#" for text in record if text):
            return found
        for place, heading in enumerate(self.headings):
            text = record[place] if place < len(record) else ""
            why = self.sheet.troubles.get((number, place + 1), "")
            if text.strip() in BROKEN:
                why = "This cell holds a spreadsheet's error, and no value: mend its formula."
            if text and (number, place + 1) in self.sheet.repeated and self._counts(place):
                why = "This number is merged with the cell above, so it would count twice: unmerge the cells."
            if why and self.translation.uses(heading):
                found.append(Fault(number, heading, text, why))
        return found

    def _counts(self, place: int) -> bool:
        return self.ours[place] == "number" or plain(self.headings[place]) in self.numbers

    def _totals(self, number: int, record: tuple[str, ...]) -> list[Fault]:
        """A row of totals is no figure: nobody said that number."""
        for place, (heading, text) in enumerate(zip(self.headings, record, strict=False)):
            if not text or len(text) > LONGEST_TOTAL:
                continue
            word = plain(text).rstrip(":. ")
            if word in TOTALS and not self._is_known(heading, self.ours[place], text) and self.ours[place] not in VERBATIM:
                why = "This looks like a row of totals, which is no figure of a source: delete the row."
                return [Fault(number, heading, text, why)]
        return []

    def _is_known(self, heading: str, ours: str, text: str) -> bool:
        named = (plain(heading), ours)
        of = [*(self.translation.values.get(n, {}) for n in named), *(self.translation.sets.get(n, {}) for n in named)]
        return any(compared(text) in values for values in of)

    def _places(self) -> dict[str, int]:
        """Where each heading stands, theirs and ours; one of ours that several columns give is told by the first."""
        places: dict[str, int] = {}
        for place, heading in enumerate(self.headings):
            places.setdefault(heading, place)
        theirs = {plain(heading): place for heading, place in reversed(places.items())}
        for ours in COLUMNS:
            sources = [theirs[name] for name in self.translation.sources_of(ours) if name in theirs]
            direct = [place for place, name in enumerate(self.ours) if name == ours]
            if direct or sources:
                places[ours] = min(direct or sources)
        return places


def _number(row: Row | tuple[int, dict[str, str]]) -> int:
    return row.number if isinstance(row, Row) else row[0]


def _says(record: Sequence[str]) -> bool:
    return any(cell.strip() for cell in record)


def _trimmed(column: str, text: str) -> str:
    return text if column in VERBATIM and text.strip() else text.strip()
