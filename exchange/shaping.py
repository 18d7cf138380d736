"""The rows of a table of figures among the records of a file, and what is wrong with their cells.

A file is gone through once, and whoever asks for rows afterwards gets those of then: of a short table they are held, of a long
one put away. Nothing is read into numbers here. Whatever a spreadsheet holds beside its
figures, a title above the headings, a row of totals, a merged cell, is either understood or named; nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from exchange.day_column import DayColumn
from exchange.heading import COLUMNS, DATE_COLUMNS, REFUSED_BECAUSE, VERBATIM, Fault, as_ours, plain
from exchange.mapping import TITLES, UNSAID_SIDES, RowTranslation, Translation, compared, told_sides
from exchange.row import MOST_REMEMBERED, Row, Straight
from exchange.spool import Spool
from exchange.table import HEADINGS_WITHIN, ROWS_BETWEEN_LOOKS, Reached, Rows, Sheet, Table, letters, nothing
from exchange.table_head import Head, Line, find_head

MOST_HELD = 2_000_000
"""The rows of a table with more signs than these are not held but put away."""

TOTALS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sum", "in all", "итого", "всего", "сумма"}
    | {"разом", "усього", "всього", "сума", "підсумок"}
)
LONGEST_TOTAL = 20
"""A longer text is no heading of a row of totals."""

BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_Kept = tuple[int, tuple[str, ...]]


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


class ShapedRows:
    """The rows of a long table, made anew each time of the texts that were put away."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._spool: Spool[_Kept] = Spool()
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Put a row behind the others, before any is asked for."""
        self._spool.add((row.number, row.texts))

    def __iter__(self) -> Iterator[Row]:
        return starmap(Row.of, self._spool)

    def __len__(self) -> int:
        return len(self._spool)

    def picked(self, places: Iterable[int]) -> Iterator[Row]:
        """The rows at these places from 0, which go up."""
        return starmap(Row.of, self._spool.picked(places))


def picked(rows: Rows, places: Sequence[int]) -> Iterable[Row]:
    """Of many rows those at these places, which go up."""
    if isinstance(rows, ShapedRows):
        return rows.picked(places)
    held = rows if isinstance(rows, tuple) else tuple(rows)
    return (held[place] for place in places)


class _Shaping:
    def __init__(self, sheet: Sheet, translation: Translation, reached: Reached) -> None:
        self.sheet, self.translation, self.reached = sheet, translation, reached
        self.faults: list[Fault] = []
        self.rows: list[Row] | ShapedRows = []
        self.signs = self.size = 0
        self.is_open = False
        self.ordinary: set[str] = set()
        self.unheaded: set[int] = set()
        self.sides: dict[str, frozenset[str]] = {}
        self._begin(self._first())

    def _first(self) -> list[Line]:
        """The records among which the headings stand."""
        said: list[Line] = []
        for number, record in enumerate(self.sheet.records, start=1):
            said += [(number, record)] if _says(record) else []
            if len(said) == HEADINGS_WITHIN:
                break
        return said

    def _begin(self, saying: list[Line]) -> None:
        translation = self.translation
        self.head: Head = find_head(saying, translation)
        self.headings = self.head.headings
        self.ours = [translation.heading(heading) for heading in self.headings]
        self.has_unheaded = not all(heading.strip() for heading in self.headings)
        self.straight = Straight(self.ours) if translation == Translation() else None
        self.numbers = frozenset(() if translation.number is None else translation.number.columns)
        named = zip(self.headings, self.ours, strict=True)
        self.days = [
            DayColumn(ours, place)
            for place, (heading, ours) in enumerate(named)
            if ours in DATE_COLUMNS and not translation.days_are_said(heading)
        ]

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The records under the headings that say anything, from the first."""
        last = self.head.last_row
        for number, record in enumerate(self.sheet.records, start=1):
            if number > last and _says(record):
                yield number, tuple(record)

    def table(self) -> Table:
        for number, record in self.numbered():
            if number % ROWS_BETWEEN_LOOKS == 0:
                self.reached(number)
            self._take(number, record)
        self._settle_days()
        used = self.translation.uses
        unused = [h for h in self.headings if h and not used(h) and plain(h) not in self.translation.ignored]
        unused = [self.translation.heading(h) or h for h in unused if as_ours(h) != REFUSED_BECAUSE]
        unused += [f"column {letters(place)}" for place in sorted(self.unheaded)]
        read_as, faults = self.sheet.read_as, tuple(self.faults)
        return Table(self._rows(), tuple(unused), faults, read_as, self.headings, self.numbered, self._places())

    def _rows(self) -> Rows:
        """The rows in which nothing is wrong, their titles settled."""
        refused = {fault.row for fault in self.faults}
        late = len(self.rows) + len(refused) > self.size
        if isinstance(self.rows, ShapedRows) and not late and not self.is_open:
            return self.rows
        rows = (self._settled(row) for row in self.rows if row.number not in refused)
        return ShapedRows(rows) if isinstance(self.rows, ShapedRows) else tuple(rows)

    def _settled(self, row: Row) -> Row:
        """The row, its titles with the sides that other rows say."""
        if not self.is_open or not any(UNSAID_SIDES in row[title] for title in TITLES):
            return row
        cells = dict(row.cells)
        told_sides([cells], self.sides)
        return Row(row.number, cells)

    def _settle_days(self) -> None:
        """Refuse the days of a column that its other cells leave without a reading, or ask for one of the whole column."""
        unsure = [found for found in (column.unsure() for column in self.days) if found is not None]
        if unsure:
            wrong = [u.fault(number, record) for number, record in self.numbered() for u in unsure]
            found = {(fault.row, fault.column): fault for fault in wrong if fault is not None}
            self.faults = [fault for fault in self.faults if (fault.row, fault.column) not in found]
            self.faults.extend(found.values())
        self.faults.sort(key=lambda fault: fault.row)

    def _take(self, number: int, record: tuple[str, ...]) -> None:
        """Look at one row: what is wrong with it, and what it says that others need."""
        self.size += 1
        for column in self.days:
            if column.place < len(record) and record[column.place] not in column.first:
                column.note(number, record)
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
            self._hold(Row.of(number, texts))
            return
        if not faults:
            row = self._translation(number, record)
            cells = self._cells(row)
            for title in row.open_titles.values() if row.sides else ():
                self.sides[title] = self.sides.get(title, frozenset()) | {row.sides}
            faults = row.faults
            if not faults:
                self.is_open = self.is_open or any(UNSAID_SIDES in cells.get(title, "") for title in TITLES)
                self._hold(Row(number, cells))
        self.faults.extend(faults)

    def _hold(self, row: Row) -> None:
        if isinstance(self.rows, ShapedRows):
            self.rows.add(row)
            return
        self.rows.append(row)
        self.signs += sum(map(len, row.texts))
        if self.signs > MOST_HELD:
            self.rows = ShapedRows(self.rows)

    def _translation(self, number: int, record: tuple[str, ...]) -> RowTranslation:
        theirs = {h: text for h, text in zip(self.headings, record, strict=False) if h.strip()}
        return RowTranslation(self.translation, number, theirs)

    def _cells(self, row: RowTranslation) -> dict[str, str]:
        return {ours: _trimmed(ours, text) for ours, text in row.cells().items()}

    def _is_odd(self, record: tuple[str, ...]) -> bool:
        """Whether a cell may be wrong by itself or may head a row of totals; texts that are neither are looked at once."""
        found = bool(self.sheet.troubles or self.sheet.repeated)
        for text in set(record) - self.ordinary:
            if text.lstrip()[:1] == "#":
                found = True
            elif len(text) <= LONGEST_TOTAL:
                if plain(text).rstrip(":. ") in TOTALS:
                    found = True
                elif len(self.ordinary) < MOST_REMEMBERED:
                    self.ordinary.add(text)
        return found

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


def _says(record: Sequence[str]) -> bool:
    return any(cell.strip() for cell in record)


def _trimmed(column: str, text: str) -> str:
    return text if column in VERBATIM and text.strip() else text.strip()
