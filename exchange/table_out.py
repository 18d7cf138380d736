"""A casefile's figures as the table that they could be imported from: the same columns, the same words, one row a figure.

Cells that a spreadsheet would take for a formula are defused by an apostrophe, which reading takes away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from exchange.definition import COUNTED, definitions
from exchange.heading import BOTH_REASONS, COLUMNS, DATE_COLUMNS, REFUSED_BECAUSE, Fault, as_ours
from exchange.sheet_out import Leaf, Reached, Value, csv_bytes, nothing, write_csv, write_workbook
from figures.flat import BETWEEN, FlatFigure, FlatFigures
from figures.record import Party
from figures.vocabulary import PartyKind

if TYPE_CHECKING:
    from exchange.table import Table

Cells = tuple[str, str, str]
NUMBERS = frozenset({"number", "credibility"})
SENDER = FlatFigure._fields.index("sender")
CLAIMANT = FlatFigure._fields.index("claimant")
VANTAGE_REASON = FlatFigure._fields.index("vantage_reason")
SOURCE = FlatFigure._fields.index("source_id")
LOW = FlatFigure._fields.index("low")


def write_figures(out: BinaryIO, figures: FlatFigures, reached: Reached = nothing) -> int:
    """Write the table as CSV, and return how many figures it holds."""
    return write_csv(out, COLUMNS, figure_rows(figures), reached)


def figure_rows(figures: FlatFigures) -> Iterator[tuple[str, ...]]:
    """Every figure as the cells of its row, in the order of the columns."""
    parties = _party_cells(figures.parties, figures.described)
    for flat in figures.rows:
        yield _row(flat, parties)


def _row(flat: FlatFigure, parties: Mapping[int | None, Cells]) -> tuple[str, ...]:
    said: tuple[Any, ...] = flat
    return (
        *said[:SENDER],
        *parties[flat.sender],
        *parties[flat.receiver],
        *said[SENDER + 2 : CLAIMANT],
        *parties[flat.claimant],
        *said[CLAIMANT + 1 : VANTAGE_REASON],
        _reason(flat) if flat.vantage_reason or flat.retracted_reason else "",
        *said[SOURCE:LOW],
    )


def refused_rows(table: Table, faults: Iterable[Fault]) -> bytes:
    """The rows of a table that have faults, as they stood, each with why; CSV that can be mended and imported again."""
    why: dict[int, list[str]] = {}
    for fault in faults:
        why.setdefault(fault.row, []).append(f"{table.cell(fault) or fault.column or 'the row'}: {fault.why}")
    kept = [place for place, heading in enumerate(table.headings) if as_ours(heading) != REFUSED_BECAUSE]

    def rows() -> Iterator[list[str]]:
        for number, record in table.records() if why else ():
            if number in why:
                cells = [record[place] if place < len(record) else "" for place in kept] + list(record[len(table.headings) :])
                yield [*cells, " ".join(dict.fromkeys(why[number]))]

    return csv_bytes([*(table.headings[place] for place in kept), REFUSED_BECAUSE], rows())


def write_xlsx(figures: FlatFigures, path: Path, reached: Reached = nothing) -> None:
    """The table as an Excel workbook: numbers and days typed, the rest texts, headings frozen and filtered, and definitions.

    Beside the table's own columns stand the least and the most that each number can mean.
    """
    parties = _party_cells(figures.parties, figures.described)
    rows: Iterator[tuple[Value, ...]] = ((*_row(flat, parties), flat.low, flat.high) for flat in figures.rows)
    leaf = Leaf("Figures", (*COLUMNS, *COUNTED), rows, DATE_COLUMNS, NUMBERS)
    write_workbook(path, (leaf, definitions_leaf(definitions())), reached)


def definitions_leaf(told: Iterable[tuple[str, str, str]]) -> Leaf:
    """The sheet that says what each column means, and which words it takes."""
    return Leaf("Definitions", ("column", "meaning", "words"), told, widths=(24, 90, 90))


def _party_cells(parties: Iterable[Party], described: frozenset[int]) -> Mapping[int | None, Cells]:
    """For each party its name, its kinds and those it belongs to: where no row describes one of them, with its own as well."""
    known = {party.id: party for party in parties}
    cells: dict[int | None, Cells] = {None: ("", "", "")}
    for party in known.values():
        chain: list[str] = []
        kinds, at = [party.kind], party
        while at.belongs_to is not None and len(chain) < len(known):
            at = known[at.belongs_to]
            chain.append(at.name)
            if at.id in described:
                break
            kinds.append(at.kind)
        while len(kinds) > 1 and kinds[-1] is PartyKind.UNKNOWN:
            kinds.pop()
        cells[party.id] = (party.name, BETWEEN.join(kinds), BETWEEN.join(chain))
    return cells


def _reason(flat: FlatFigure) -> str:
    vantage, retraction = flat.vantage_reason, flat.retracted_reason
    if vantage and flat.retracted and vantage != retraction:
        return f"{BOTH_REASONS[0]}{vantage}{BOTH_REASONS[1]}{retraction}"
    return vantage or retraction
