"""A workbook that goes out has typed cells, definitions, and reads back as the same table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from exchange.definition import MEANING, definitions
from exchange.heading import COLUMNS
from exchange.sheet_out import defused, line_of
from exchange.table import Row
from exchange.table_file import read_csv, read_table
from exchange.table_out import write_figures, write_xlsx
from figures.count import Count
from figures.flat import flat_figures
from figures.record import Casebook, Event, Figure, Source
from figures.vocabulary import Accumulation, Stage, Unit

FIGURE = Figure(
    id=1,
    uid="1",
    event=1,
    words="1212",
    count=Count.exactly(1212),
    unit=Unit.BODY,
    category="deceased",
    stage=Stage.TRANSFERRED,
    accumulation=Accumulation.INCREMENT,
    said_on="2025-06-11",
    source=1,
    quote="=1+1",
)
BOOK = Casebook(
    sources=(Source(id=1, uid="1", title="0012", published="2025-06~"),),
    events=(Event(id=1, uid="1", title="Return", date="1899-12-31"),),
    figures=(FIGURE, replace(FIGURE, id=2, words="more than 6,000", count=Count(6001, None), said_on="2025-06")),
)


def test_every_column_is_defined() -> None:
    assert [name for name, _, _ in definitions()][: len(COLUMNS)] == list(COLUMNS)
    assert set(COLUMNS) <= set(MEANING)


def test_cells_are_typed_and_headings_frozen_and_filtered(tmp_path: Path) -> None:
    write_xlsx(flat_figures(BOOK), tmp_path / "t.xlsx")
    workbook = load_workbook(tmp_path / "t.xlsx")
    sheet = workbook["Figures"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.cell(1, sheet.max_column).column_letter}3")
    place = {cell.value: cell.column for cell in sheet[1]}
    first = {name: sheet.cell(2, column).value for name, column in place.items()}
    assert (first["number"], first["low"], first["high"], first["credibility"]) == (1212, 1212, 1212, 6)
    assert first["said_on"] == dt.datetime(2025, 6, 11)
    assert (first["source_title"], first["quote"], sheet.cell(2, place["quote"]).data_type) == ("0012", "=1+1", "s")
    assert [sheet.cell(3, place[name]).value for name in ("number", "low", "high")] == ["more than 6,000", 6001, None]
    assert workbook["Definitions"].max_row == len(definitions()) + 1


def test_a_workbook_reads_back_as_the_same_table_as_csv_does(tmp_path: Path) -> None:
    write_xlsx(flat_figures(BOOK), tmp_path / "t.xlsx")
    out = io.BytesIO()
    write_figures(out, flat_figures(BOOK))
    book, plain = read_table(tmp_path / "t.xlsx"), read_csv(out.getvalue())
    assert book.faults == plain.faults == ()

    def said(rows: tuple[Row, ...]) -> list[dict[str, str]]:
        return [{column: row[column] for column in COLUMNS} for row in rows]

    assert said(book.rows) == said(plain.rows)
    assert book.unused == ("low", "high")


@given(st.lists(st.text(alphabet="aя,\"\r\n\t'=-\0\u2028 ", max_size=4), max_size=5))
def test_a_line_holds_no_formula_and_is_quoted_as_the_csv_module_quotes_it(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(map(defused, cells))
    assert line_of(cells) == out.getvalue()
