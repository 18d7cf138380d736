"""Tables out of files: what a spreadsheet or a colleague's program writes is read, or refused with the cell named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from exchange.table import NoTable, Translation
from exchange.table_file import read_csv, read_table, read_translation

HEAD = "event,number,unit,category,stage,source_title,note\n"
ROW = "Swap,157,person,prisoner_of_war,transferred,Story,\n"


def cells(data: bytes, row: int = 0) -> dict[str, str]:
    return dict(read_csv(data).rows[row].cells)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    table = read_csv((HEAD + ROW + ",,,,,,\n" + ROW).encode())
    assert [row.number for row in table.rows] == [2, 4]


def test_a_text_of_two_lines_is_one_row() -> None:
    table = read_csv((HEAD + 'Swap,157,person,prisoner_of_war,transferred,Story,"two\nlines"\n' + ROW).encode())
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0]["note"] == "two\nlines"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter: str) -> None:
    table = read_csv((HEAD + ROW).replace(",", delimiter).encode())
    assert table.rows[0]["category"] == "prisoner_of_war"


def test_the_delimiter_and_the_encoding_are_said() -> None:
    assert read_csv((HEAD + ROW).replace(",", ";").encode()).read_as == "CSV with semicolons, UTF-8"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_of_any_kind_is_read(encoding: str) -> None:
    assert cells((HEAD + ROW.replace("Story", "Мінігазета «їжак»")).encode(encoding))["source_title"] == "Мінігазета «їжак»"


def test_a_table_of_windows_1251_is_read() -> None:
    text = "Украине переданы пленные, среди них раненые и тяжело больные, сообщило министерство обороны России"
    data = (HEAD.replace(",", ";") + ROW.replace(",", ";").replace("Story", text)).encode("cp1251")
    assert cells(data)["source_title"] == text


def test_headings_are_read_in_any_case_and_order() -> None:
    table = read_csv(b"Source Title,UNIT,category,stage,number,Event\nStory,body,deceased,transferred,1,Swap\n")
    assert table.rows[0]["source_title"] == "Story"


def test_a_heading_that_is_nearly_ours_is_refused_rather_than_passed_over() -> None:
    with pytest.raises(NoTable, match="“acumulation” is unknown but close to “accumulation”"):
        read_csv((HEAD.strip() + ",acumulation\n" + ROW.strip() + ",cumulative\n").encode())


def test_a_heading_of_something_else_is_said_to_be_unread() -> None:
    assert read_csv((HEAD.strip() + ",colour\n" + ROW.strip() + ",blue\n").encode()).unused == ("colour",)


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(NoTable, match="“number” stands twice"):
        read_csv((HEAD.strip() + ",number\n").encode())


def test_a_table_without_the_needed_headings_names_them() -> None:
    with pytest.raises(NoTable, match="lacks these headings: unit, agreement or event"):
        read_csv(b"number,category,stage,source_title\n")


def test_an_empty_file_is_no_table() -> None:
    with pytest.raises(NoTable, match="empty"):
        read_csv(b"")


def test_a_row_with_more_cells_than_headings_is_a_fault_of_that_row() -> None:
    table = read_csv((HEAD + "Swap,1,212,person,prisoner_of_war,transferred,Story,seen\n" + ROW).encode())
    assert [fault.row for fault in table.faults] == [2]
    assert len(table.rows) == 1


def test_an_apostrophe_that_defuses_a_formula_is_taken_away_again() -> None:
    assert cells((HEAD + "Swap,157,person,prisoner_of_war,transferred,'=Story,\n").encode())["source_title"] == "=Story"


def test_a_quote_that_never_ends_is_refused_with_its_line() -> None:
    with pytest.raises(NoTable, match="Line 2"):
        read_csv((HEAD + 'Swap,"157,person\n').encode())


def test_a_workbook_gives_whole_numbers_days_and_texts(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["event", "event_date", "number", "unit", "category", "stage", "source_title"])
    sheet.append(["Swap", dt.datetime(2025, 6, 9), 6000.0, "body", "deceased", "transferred", "0012"])
    workbook.save(tmp_path / "t.xlsx")
    row = read_table(tmp_path / "t.xlsx").rows[0]
    assert (row["number"], row["event_date"], row["source_title"]) == ("6000", "2025-06-09", "0012")


def test_a_file_that_only_claims_to_be_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"not a zip")
    with pytest.raises(NoTable, match=r"t\.xlsx is not an Excel workbook"):
        read_table(tmp_path / "t.xlsx")


def test_a_mapping_renames_headings_and_values_and_gives_constants(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        '[columns]\n"Antal" = "number"\nstance = "stage"\n[constants]\nunit = "body"\ncategory = "deceased"\n'
        '[values.stage]\nObserved = "transferred"\n',
        encoding="utf-8",
    )
    table = read_csv(b"event,Antal,stance,source_title\nSwap,12,observed,Story\n", read_translation(tmp_path / "m.toml"))
    row = table.rows[0]
    assert (row["number"], row["stage"], row["unit"]) == ("12", "transferred", "body")


def test_a_mapping_to_a_heading_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[columns]\nn = "numbr"\n', encoding="utf-8")
    with pytest.raises(NoTable, match="“numbr”"):
        read_translation(tmp_path / "m.toml")


def test_no_translation_leaves_a_row_as_it_is() -> None:
    assert Translation().translated({"number": "5"}) == {"number": "5"}
