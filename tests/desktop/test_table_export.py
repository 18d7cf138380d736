"""What a casefile gives out: figures and lines as tables, everything as JSON, and all of it says what the casefile says."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from db.casefile import Casefile, RecordKind
from db.joining import became, join, keep_apart, kept_apart
from desktop.command_line import main
from desktop.sample import make_sample
from desktop.table_export import export_casefile, import_whole
from exchange.casebook_json import NoCasebook
from exchange.heading import COLUMNS
from exchange.line_table import LINE_COLUMNS
from exchange.table import Row, Table
from exchange.table_file import read_table
from figures.flat import flat_figures
from figures.record import PartyDraft

SCHEMA = Path(__file__).parents[2] / "docs" / "casefile.schema.json"


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Casefile]:
    with make_sample(tmp_path / "sample.handover") as casefile:
        source = casefile.sources()[0]
        with casefile.act("Keep a copy") as act:
            kept = act.keep_copy(b"%PDF bytes", "application/pdf", "a.pdf")
            act.change(source.id, replace(source, copy=kept))
        yield casefile


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def told(table: Table) -> list[dict[str, str]]:
    def said(row: Row) -> dict[str, str]:
        return {column: row[column] for column in COLUMNS}

    assert table.faults == ()
    return [said(row) for row in table.rows]


def test_figures_straight_out_of_a_casefile_are_those_of_its_casebook(sample: Casefile) -> None:
    held = flat_figures(sample.casebook())
    with sample.flat_figures() as streamed:
        assert list(streamed.rows) == list(held.rows)
        assert (streamed.parties, streamed.described) == (held.parties, held.described)


def test_figures_are_read_in_one_query_and_each_agreement_in_one_with_the_tables_that_they_name_gone_through_before(
    sample: Casefile,
) -> None:
    said: list[str] = []
    number, agreements = sample.tally().figures, sample.tally().agreements
    with sample.asked() as asked:
        database: Any = asked
        database.set_trace_callback(said.append)
        with sample.flat_figures() as streamed:
            assert len(list(streamed.rows)) == number
        database.set_trace_callback(None)
    read = [sql for sql in said if sql.lstrip().startswith("SELECT")]
    places = [next(at for at, sql in enumerate(read) if end in sql) for end in ("FROM event", "FROM source", "ORDER BY f.id")]
    assert places == sorted(places)
    assert len(read) <= 7 + agreements + 1


def test_lines_go_out_as_compare_tells_them(sample: Casefile, tmp_path: Path) -> None:
    number = export_casefile(sample, tmp_path / "out.lines.csv")
    compared = json.loads(CliRunner().invoke(main, ["compare", str(sample.path), "--format", "json"]).stdout)
    lines = rows(tmp_path / "out.lines.csv")
    assert number == len(lines) == len(compared["lines"])
    assert tuple(lines[0]) == LINE_COLUMNS
    for row, line in zip(lines, compared["lines"], strict=True):
        assert (row["verdict"], row["sentence"]) == (line["verdict"], line["sentence"])
        assert row["observed_low"] == ("" if line["observed"] is None else str(line["observed"]["low"]))
        assert (row["event"], row["as_of"]) == (line["event"] or "", compared["as_of"])


def test_a_workbook_of_lines_has_typed_cells_a_frozen_head_and_definitions(sample: Casefile, tmp_path: Path) -> None:
    number = export_casefile(sample, tmp_path / "out.lines.xlsx")
    workbook = load_workbook(tmp_path / "out.lines.xlsx")
    sheet = workbook["Lines"]
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", number + 1)
    assert sheet.auto_filter.ref == sheet.dimensions
    place = LINE_COLUMNS.index("stated_low") + 1
    assert {type(sheet.cell(row, place).value) for row in range(2, number + 2)} <= {int, type(None)}
    assert [cell.value for cell in workbook["Definitions"]["A"]][1:] == list(LINE_COLUMNS)


@pytest.mark.parametrize("beside", [False, True])
def test_everything_as_json_fits_the_published_schema_and_comes_back_whole(
    sample: Casefile, tmp_path: Path, beside: bool
) -> None:
    out = tmp_path / "out.json"
    export_casefile(sample, out, copies_beside=beside)
    assert (tmp_path / "out copies").is_dir() is beside
    document = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    back = tmp_path / "back.handover"
    Casefile.create(back).close()
    done = CliRunner().invoke(main, ["import", str(back), str(out)])
    assert done.exit_code == 0, done.output
    with Casefile.open(back, read_only=True) as read:
        assert read.fingerprint() == sample.fingerprint()
        copy = read.sources()[0].copy
        assert copy is not None
        assert read.stored_copy(copy.sha256) == b"%PDF bytes"


def test_what_was_decided_about_records_that_look_alike_comes_back_with_everything_else(
    sample: Casefile, tmp_path: Path
) -> None:
    with sample.act("Add") as act:
        act.add(PartyDraft(name="Twin", native_name="Близнюк"))
        twin = act.add(PartyDraft(name="Twin"))
        other = act.add(PartyDraft(name="Twins"))
    parties = {party.id: party.uid for party in sample.casebook().parties}
    with sample.act("Not a duplicate") as act:
        keep_apart(act, RecordKind.PARTY, parties[twin], parties[other])
    join(sample, RecordKind.PARTY, twin - 1, twin, {}, "Make one of two")
    assert (len(kept_apart(sample)), len(became(sample))) == (1, 1)
    export_casefile(sample, tmp_path / "out.json")
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    with Casefile.create(tmp_path / "back.handover") as back:
        import_whole(back, tmp_path / "out.json")
        assert (kept_apart(back), became(back)) == (kept_apart(sample), became(sample))
        export_casefile(back, tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out.json").read_bytes()
        back.undo()
        assert kept_apart(back) == frozenset()


@pytest.mark.parametrize(
    "wrong", [{"kind": "pin"}, {"kind": "x y"}, {"one": "a b"}, {"other": ""}, {"same": None, "one": "\n"}]
)
def test_a_decision_about_likeness_that_could_not_be_one_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    decided = {"kind": "party", "one": "a", "other": "b", "same": False} | wrong
    (tmp_path / "in.json").write_text(json.dumps({"handover": 1, "likeness": [decided]}), encoding="utf-8")
    with Casefile.create(tmp_path / "back.handover") as back:
        with pytest.raises(NoCasebook, match="could be one"):
            import_whole(back, tmp_path / "in.json")
        assert back.journal() == ()


@pytest.mark.parametrize("harm", ["gone", "other"])
def test_a_copy_beside_that_is_gone_or_altered_is_named_and_nothing_is_kept(
    sample: Casefile, tmp_path: Path, harm: str
) -> None:
    out = tmp_path / "out.json"
    export_casefile(sample, out, copies_beside=True)
    [copy] = (tmp_path / "out copies").iterdir()
    copy.unlink() if harm == "gone" else copy.write_bytes(b"other")
    back = tmp_path / "back.handover"
    Casefile.create(back).close()
    done = CliRunner().invoke(main, ["import", str(back), str(out)])
    assert done.exit_code == 1
    assert copy.name in done.output
    with Casefile.open(back, read_only=True) as read:
        assert read.tally().is_empty


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no soffice on the path")
@pytest.mark.parametrize("ending", ["ods", "xlsx", "csv"])
def test_another_spreadsheet_program_reads_the_workbook_and_gives_back_the_same_values(
    sample: Casefile, tmp_path: Path, ending: str
) -> None:
    first, theirs = tmp_path / "figures.xlsx", tmp_path / "theirs"
    export_casefile(sample, first)
    kind = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"}.get(ending, ending)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(theirs), str(first)], check=True, capture_output=True, timeout=170
    )
    [made] = theirs.iterdir()
    assert told(read_table(made)) == told(read_table(first))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE figure SET low = low + 1, high = high + 1 WHERE id = 3", "UPDATE figure SET source = 999 WHERE id = 5"],
)
@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_no_number_goes_out_that_the_journal_does_not_know(tmp_path: Path, statement: str, name: str) -> None:
    path = tmp_path / "altered.handover"
    make_sample(path).close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    done = CliRunner().invoke(main, ["export", str(path), str(tmp_path / name)])
    assert done.exit_code == 1
    assert "is not what the journal says" in done.stderr
    assert not (tmp_path / name).exists()
