"""The lean reader of Excel workbooks gives what openpyxl reads in them, whatever shape their cells have."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from exchange.apart import sheets_apart
from exchange.heading import NoTable
from exchange.workbook import Reading, as_text, sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
LETTERS = ["a", "Б", "і", " ", "\n", "&", "<", '"', "_x005F_x000D_", "=1", "0", ",", "😀"]
NUMBERS = ["0", "1", "007", "-5", "12.5", "1e3", "1E-7", "45000", "45000.5", "59", "60", "0.25", "1.5", "99999999", "3.0E5"]
MOMENTS = ["2025-06-09", "2025-06-09T10:11:12", "10:11:12", "2025-06-09T10:11:12.5Z"]
FORMATS = [0, 14, 22, 20, 46, 9, 164, 165, 166, 167]
LOOKS = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="00000"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm:ss"/><numFmt numFmtId="167" formatCode="0&quot;days&quot;;d"/></numFmts>'
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
)


def written(
    path: Path, bodies: list[str], *, texts: Sequence[str] = (), formats: Sequence[int] = FORMATS, head: str = ""
) -> Path:
    """A workbook of these sheets, part by part as it is kept."""
    names = [f"worksheets/sheet{n}.xml" for n in range(len(bodies))]
    rows = [(f"r{n}", "worksheet", name) for n, name in enumerate(names)]
    rows += [("looks", "styles", "styles.xml"), ("texts", "sharedStrings", "/xl/sharedStrings.xml")]
    related = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{part}"/>' for id, kind, part in rows)
    parts = [("sharedStrings", "sharedStrings"), ("styles", "styles"), ("workbook", "sheet.main")]
    kinds = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}{kind}+xml"/>' for part, kind in parts)
    leaves = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(len(bodies)))
    xfs = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0"/>' for number in formats)
    with zipfile.ZipFile(path, "w") as into:
        into.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{kinds}</Types>')
        into.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{head}<sheets>{leaves}</sheets></workbook>'
        )
        into.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>')
        into.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{LOOKS}<cellXfs>{xfs}</cellXfs></styleSheet>')
        into.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>')
        for name, body in zip(names, bodies, strict=True):
            into.writestr(f"xl/{name}", f'<worksheet xmlns="{MAIN}">{body}</worksheet>')
    return path


def rewritten(path: Path, name: str, data: bytes | None) -> Path:
    """The same file with another content for one of its parts, or without it."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if part != name}
    with zipfile.ZipFile(path, "w") as archive:
        for part, kept in (parts if data is None else {**parts, name: data}).items():
            archive.writestr(part, kept)
    return path


def words(chance: random.Random) -> str:
    said = escape("".join(chance.choices(LETTERS, k=chance.randrange(5))))
    runs = "".join(f"<r><rPr><b/></rPr><t>{said}</t></r>" for _ in range(chance.randrange(3)))
    return chance.choice(
        [f"<t>{said}</t>", f"<t>{said}</t>", runs, f'<t>{said}</t><rPh sb="0" eb="1"><t>フリ</t></rPh>', "<t/>"]
    )


def cell(chance: random.Random, name: str, texts: int) -> str:
    look = f' s="{chance.randrange(len(FORMATS))}"' if chance.random() < 0.6 else ""
    formula = chance.choice(["", "", "<f>A1+1</f>", '<f t="shared" si="0"/>'])
    kinds = {
        "n": chance.choice(NUMBERS),
        "s": str(chance.randrange(texts)),
        "b": chance.choice("01"),
        "e": chance.choice(["#N/A", "#REF!"]),
        "str": escape("".join(chance.choices(LETTERS, k=chance.randrange(3)))),
        "d": chance.choice(MOMENTS),
    }
    kind = chance.choice(["n", "n", "inlineStr", *kinds])
    if kind == "inlineStr":
        return f'<c{name}{look} t="inlineStr"><is>{words(chance)}</is></c>'
    said = "" if kind == "n" and chance.random() < 0.5 else f' t="{kind}"'
    value = f"<v>{kinds[kind]}</v>" if chance.random() < 0.9 else ""
    return f"<c{name}{look}{said}>{formula if value else ''}{value}</c>"


def body(chance: random.Random, texts: int) -> str:
    """Rows and cells with gaps between them and with names, or with neither."""
    is_named = chance.random() < 0.8
    rows, at = "", 0
    for _ in range(chance.randrange(9)):
        at += chance.choice([1, 1, 1, 3]) if is_named else 1
        cells, column = "", 0
        for _ in range(chance.randrange(6)):
            column += chance.choice([1, 1, 1, 2, 30]) if is_named else 1
            cells += cell(chance, f' r="{get_column_letter(column)}{at}"' if is_named else "", texts)
        rows += f"<row{f' r={chr(34)}{at}{chr(34)}' if is_named else ''}>{cells}</row>"
    return f"<sheetData>{rows}</sheetData>"


def read(path: Path) -> list[tuple[list[list[str]], Reading]]:
    return [(list(reading.records), reading) for reading in sheets(path)]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.filterwarnings("ignore:Workbook contains no default style", "ignore:Cell .* is marked as a date")
def test_any_workbook_says_what_openpyxl_reads_in_it(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = [words(chance) for _ in range(4)]
    formats = chance.sample(FORMATS, len(FORMATS))
    head = chance.choice(["", '<workbookPr date1904="1"/>', '<workbookPr date1904="0"/>'])
    path = written(tmp_path / "t.xlsx", [body(chance, 4), body(chance, 4)], texts=texts, formats=formats, head=head)
    book = load_workbook(path, read_only=True, data_only=True)
    theirs = [[[as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    book.close()
    assert [records for records, _ in read(path)] == theirs


def test_records_of_a_workbook_can_be_gone_through_again(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>Ї\n</t></is></c></row>' for n in (1, 2)
    )
    [sheet] = sheets_apart(written(tmp_path / "t.xlsx", [f"<sheetData>{rows}</sheetData>"]))
    first = iter(sheet.records)
    assert next(first) == ["1", "Ї\n"]
    assert list(sheet.records) == [["1", "Ї\n"], ["2", "Ї\n"]]
    assert list(first) == [["2", "Ї\n"]]


def test_rows_out_of_order_are_refused_and_not_passed_over(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>'
    with pytest.raises(NoTable, match=r"rows of sheet “S0” in t\.xlsx are out of order"):
        read(written(tmp_path / "t.xlsx", [f"<sheetData>{rows}</sheetData>"]))


def test_a_formula_without_result_is_found_where_cells_bear_no_names(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c></row><row><c/><c><f>A1</f></c></row>"
    [(records, reading)] = read(written(tmp_path / "t.xlsx", [f"<sheetData>{rows}</sheetData>"]))
    assert (records, set(reading.troubles)) == ([["1"], ["", ""]], {(2, 2)})


def test_merged_hidden_and_wide_are_told_of_a_sheet_with_another_prefix(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="3" hidden="1"/></x:cols><x:sheetData>'
        '<x:row r="1" hidden="true"><x:c r="B1"><x:v>7</x:v></x:c></x:row><x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="B1:C4"/></x:mergeCells></x:worksheet>'
    )
    [(records, reading)] = read(rewritten(written(tmp_path / "t.xlsx", [""]), "xl/worksheets/sheet0.xml", sheet.encode()))
    assert (records, set(reading.repeated)) == ([["", "7"], [], ["1", "7", ""]], {(3, 2)})
    assert reading.read_as == "an Excel workbook, sheet “S0”; hidden columns B, C read too; 1 hidden row read too"


def test_a_shown_sheet_that_is_missing_from_the_file_is_not_passed_over(tmp_path: Path) -> None:
    path = rewritten(written(tmp_path / "t.xlsx", ["<sheetData/>"] * 2), "xl/worksheets/sheet1.xml", None)
    with pytest.raises(NoTable, match=r"t\.xlsx is not an Excel workbook"):
        read(path)
