"""What goes wrong in spreadsheets: each is read as it was meant, or refused with the cell named."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exchange.habit import DayOrder
from exchange.heading import Ask
from exchange.mapping import Translation
from exchange.table import NoTable, Table
from exchange.table_file import read_csv, read_table

HEAD = ["event", "event_date", "number", "unit", "category", "stage", "source_title"]
ROW: list[Any] = ["Swap", "2025-06-09", 157, "person", "prisoner_of_war", "transferred", "Story"]


def book(path: Path, rows: list[list[Any]]) -> Any:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    return workbook


def saved(workbook: Any, path: Path) -> Table:
    workbook.save(path)
    return read_table(path)


def told(table: Table) -> list[tuple[str, str]]:
    return [(table.cell(fault), fault.why) for fault in table.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.xlsx"


def test_a_title_and_blank_rows_above_the_headings_are_no_rows(path: Path) -> None:
    table = saved(book(path, [["Exchanges of 2025"], [], HEAD, ROW, [], ROW]), path)
    assert [row.number for row in table.rows] == [4, 6]
    assert table.faults == ()


def test_headings_of_two_rows_are_read_together(path: Path) -> None:
    upper = ["event", "event", "number", "unit", "category", "stage", "source"]
    lower = ["", "date", "", "", "", "", "title"]
    workbook = book(path, [upper, lower, ROW])
    workbook.worksheets[0].merge_cells("A1:B1")
    [row] = saved(workbook, path).rows
    assert (row["event"], row["event_date"], row["source_title"], row.number) == ("Swap", "2025-06-09", "Story", 3)


def test_a_cell_merged_over_several_rows_counts_for_each(path: Path) -> None:
    workbook = book(path, [HEAD, ROW, [None, *ROW[1:]], ["Other", *ROW[1:]]])
    workbook.worksheets[0].merge_cells("A2:A3")
    table = saved(workbook, path)
    assert [row["event"] for row in table.rows] == ["Swap", "Swap", "Other"]


def test_a_merged_number_would_count_twice_and_is_refused(path: Path) -> None:
    workbook = book(path, [HEAD, ROW, [*ROW[:2], None, *ROW[3:]]])
    workbook.worksheets[0].merge_cells("C2:C3")
    table = saved(workbook, path)
    assert [(cell, why[:24]) for cell, why in told(table)] == [("C3", "This number is merged wi")]


def test_blank_cells_beyond_the_headings_are_no_cells(path: Path) -> None:
    assert len(saved(book(path, [HEAD, [*ROW, "", " "]]), path).rows) == 1


@pytest.mark.parametrize("word", ["Total", "Итого:", "Разом", "TOTALS"])
def test_a_row_of_totals_is_refused(path: Path, word: str) -> None:
    table = saved(book(path, [HEAD, ROW, [word, None, 157, *ROW[3:]]]), path)
    assert len(table.rows) == 1
    [(cell, why)] = told(table)
    assert (cell, "row of totals" in why) == ("A3", True)


def test_numbers_as_text_and_texts_with_leading_zeros_stay(path: Path) -> None:
    table = saved(book(path, [HEAD, [*ROW[:2], "0157", *ROW[3:6], "0012"], [*ROW[:2], 6000.0, *ROW[3:]]]), path)
    assert [row["number"] for row in table.rows] == ["0157", "6000"]
    assert table.rows[0]["source_title"] == "0012"


def test_dates_in_several_habits_are_read_and_an_ambiguous_one_is_named(path: Path) -> None:
    days: list[Any] = [
        dt.datetime(2025, 6, 9),
        dt.datetime(2025, 6, 9, 14, 30),
        "09.06.2025",
        "9 June 2025",
        "06/10/2025",
        45817,
    ]
    table = saved(book(path, [HEAD, *([ROW[0], day, *ROW[2:]] for day in days)]), path)
    assert [row["event_date"] for row in table.rows] == ["2025-06-09"] * 3
    assert [cell for cell, _ in told(table)] == ["B4", "B6", "B7"]


def days_table(*days: str, mapping: Translation | None = None) -> Table:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD, *([ROW[0], day, *ROW[2:]] for day in days)])
    return read_csv(out.getvalue().encode(), mapping)


def dates(table: Table) -> dict[int, str]:
    return {row.number: row["event_date"] for row in table.rows}


def test_between_days_written_both_ways_none_is_guessed_and_the_cells_that_show_it_are_named() -> None:
    table = days_table(
        "13/06/2025", "06/25/2025", "06/10/2025", "07/07/2025", "2025-06-01", "06.10.2025", "03.04.2025 – 05.04.2025"
    )
    assert dates(table) == {2: "2025-06-13", 3: "2025-06-25", 5: "2025-07-07", 6: "2025-06-01"}
    assert [(fault.row, fault.asks) for fault in table.faults] == [(4, None), (7, None), (8, None)]
    for fault in table.faults:
        assert "“13/06/2025” in row 2 has its day first and “06/25/2025” in row 3 has its month first" in fault.why
        assert fault.why.endswith("Write 2025-MM-DD.")


def test_what_is_said_of_the_column_refuses_the_days_that_are_written_the_other_way() -> None:
    said = Translation(dates={"event date": DayOrder.DAY_FIRST})
    table = days_table("13/06/2025", "06/25/2025", "06/10/2025", mapping=said)
    assert dates(table) == {2: "2025-06-13", 4: "2025-10-06"}
    assert [(fault.row, "day first" in fault.why) for fault in table.faults] == [(3, True)]


def test_points_are_no_sign_of_days_first_in_a_column_that_has_its_months_first() -> None:
    table = days_table("06.25.2025", "06.10.2025")
    assert dates(table) == {2: "2025-06-25"}
    assert [(fault.row, fault.asks) for fault in table.faults] == [(3, Ask.DAYS)]
    said = Translation(dates={"event date": DayOrder.MONTH_FIRST})
    assert dates(days_table("06.25.2025", "06.10.2025", mapping=said)) == {2: "2025-06-25", 3: "2025-06-10"}
    assert dates(days_table("25.06.2025", "06.10.2025")) == {2: "2025-06-25", 3: "2025-10-06"}


def test_days_counted_from_1904_are_the_same_days(path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    sheet.append(HEAD)
    sheet.append([ROW[0], dt.datetime(2025, 6, 9), *ROW[2:]])
    assert saved(workbook, path).rows[0]["event_date"] == "2025-06-09"


def test_a_hidden_column_is_read_and_said(path: Path) -> None:
    workbook = book(path, [HEAD, ROW])
    workbook.worksheets[0].column_dimensions["B"].hidden = True
    workbook.worksheets[0].row_dimensions[2].hidden = True
    table = saved(workbook, path)
    assert table.rows[0]["event_date"] == "2025-06-09"
    assert "hidden columns B read too; 1 hidden row read too" in table.read_as


def test_a_formula_that_was_never_worked_out_is_refused(path: Path) -> None:
    table = saved(book(path, [HEAD, ROW, [*ROW[:2], "=100+57", *ROW[3:]]]), path)
    assert [(cell, "formula" in why) for cell, why in told(table)] == [("C3", True)]


def test_a_formula_counts_by_its_stored_result(path: Path) -> None:
    workbook = book(path, [HEAD, [*ROW[:2], "=100+57", *ROW[3:]]])
    workbook.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<f>100+57</f><v></v>", b"<f>100+57</f><v>157</v>")
    parts[sheet] = parts[sheet].replace(b"<f>100+57</f><v />", b"<f>100+57</f><v>157</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_table(path).rows[0]["number"] == "157"


def test_a_spreadsheets_error_is_refused_at_its_cell() -> None:
    data = ",".join(HEAD) + "\nSwap,2025-06-09,#REF!,person,prisoner_of_war,transferred,Story\n"
    table = read_csv(data.encode())
    assert [(cell, "error" in why) for cell, why in told(table)] == [("C2", True)]


def test_the_first_sheet_that_fits_is_read(path: Path) -> None:
    workbook = book(path, [["Notes of the coder"], ["checked twice"]])
    sheet = workbook.create_sheet("Data")
    sheet.append(HEAD)
    sheet.append(ROW)
    table = saved(workbook, path)
    assert len(table.rows) == 1
    assert "sheet “Data”" in table.read_as


def test_a_csv_of_windows_1251_with_semicolons_is_read() -> None:
    rows = [HEAD, ["Обмін полоненими", "09.06.2025", "157", "person", "prisoner_of_war", "transferred", "Їжак і єнот"]]
    table = read_csv("\r\n".join(";".join(row) for row in rows).encode("cp1251"))
    assert (table.rows[0]["event"], table.rows[0]["source_title"]) == ("Обмін полоненими", "Їжак і єнот")
    assert table.rows[0]["event_date"] == "2025-06-09"


def test_a_line_that_tells_the_delimiter_is_no_row() -> None:
    table = read_csv(("sep=;\r\n" + ";".join(HEAD) + "\r\n" + ";".join(map(str, ROW))).encode())
    assert [row.number for row in table.rows] == [3]


def test_values_under_no_heading_are_said_to_be_unread() -> None:
    table = read_csv((",".join(HEAD) + ",\n" + ",".join(map(str, ROW)) + ",aside\n").encode())
    assert table.unused == ("column H",)


OFFICE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)


def open_document(path: Path, rows: str, columns: str = "") -> Path:
    content = f'{OFFICE}<table:table table:name="Дані">{columns}{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content + "</office:document-content>")
    return path


def words(*texts: str) -> str:
    return "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts)


def line(cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{cells}</table:table-row>"


DAY = '<table:table-cell office:value-type="date" office:date-value="2025-06-09"><text:p>09/06/25</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="1240.0"><text:p>1.240</text:p></table:table-cell>'
REST = words("person", "prisoner_of_war", "transferred", "Story <text:s text:c='2'/>two")


def test_an_open_document_gives_its_days_and_numbers_and_not_their_looks(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
    rows = line(words(*HEAD)) + line(words("Обмін") + DAY + NUMBER + REST) + empty + "</table:table-row>"
    table = read_table(open_document(tmp_path / "t.ods", rows))
    [row] = table.rows
    assert (row["event"], row["event_date"], row["number"], row.number) == ("Обмін", "2025-06-09", "1240", 2)
    assert row["source_title"] == "Story   two"
    assert table.read_as == "an OpenDocument spreadsheet, sheet “Дані”"


def test_an_open_documents_merged_and_hidden_cells_are_understood(tmp_path: Path) -> None:
    merged = words("Swap").replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = line(words(*HEAD)) + line(merged + DAY + NUMBER + REST) + line(covered + DAY + NUMBER + REST)
    hidden = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    table = read_table(open_document(tmp_path / "t.ods", rows, hidden))
    assert [row["event"] for row in table.rows] == ["Swap", "Swap"]
    assert "hidden columns B read too" in table.read_as


def test_a_file_that_only_claims_to_be_an_open_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.ods").write_bytes(b"nothing")
    with pytest.raises(NoTable, match=r"t\.ods is not an OpenDocument"):
        read_table(tmp_path / "t.ods")
