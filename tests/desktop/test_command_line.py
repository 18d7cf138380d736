"""The command line as a script meets it: what is printed, what is kept, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from db.casefile import Casefile
from desktop.command_line import main
from desktop.sample import make_sample

ROOT = Path(__file__).parents[2]
HEAD = "agreement,agreement_date,event,event_date,category,unit,stage,number,from,to,claimant,claimant_belongs_to,source_title,"
HEAD += "publisher,published,figure_id,part_of,relative_to,corrects,measure,reason,vantage,retracted,retracted_on,quote,note\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def answer(*args: object) -> Any:
    result = run(*args, "--format", "json")
    assert not result.stderr, result.stderr
    return json.loads(result.stdout_bytes.decode("utf-8"))


def row(**cells: str) -> str:
    said = {
        "agreement": "Deal",
        "agreement_date": "2025-06-02",
        "category": "deceased",
        "unit": "body",
        "from": "Russia",
        "to": "Ukraine",
        "source_title": "Story",
        "published": "2025-06-16",
        **{name.rstrip("_"): text for name, text in cells.items()},
    }
    quoted = ('"' + said.get(column, "").replace('"', '""') + '"' for column in HEAD.strip().split(","))
    return ",".join(quoted) + "\n"


AGREED = row(stage="agreed", number="6,000", figure_id="a")
RECEIVED = row(stage="transferred", number="6,057", claimant="Headquarters", claimant_belongs_to="Ukraine", figure_id="r")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.handover"
    assert run("new", path).exit_code == 0
    return path


def table(file: Path, *rows: str) -> Path:
    path = file.with_name("table.csv")
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_a_new_casefile_never_overwrites(file: Path) -> None:
    before = file.read_bytes()
    result = run("new", file)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert file.read_bytes() == before


def test_a_missing_casefile_is_one_plain_sentence(tmp_path: Path) -> None:
    result = run("info", tmp_path / "nothing.handover")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_no_casefile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor", encoding="utf-8")
    assert run("compare", tmp_path / "letter.txt").exit_code == 1


def test_wrong_usage_exits_with_two(file: Path) -> None:
    assert run("compare", file, "--as-of", "yesterday").exit_code == 2
    assert run("compare").exit_code == 2
    assert run("compair", file).exit_code == 2


def test_an_import_is_kept_and_counted(file: Path) -> None:
    report = answer("import", file, table(file, AGREED, RECEIVED))
    assert (report["read"], report["kept"], report["duplicates"], report["refused"]) == (2, 2, 0, [])
    assert answer("info", file)["figures"] == 2


def test_importing_the_same_table_twice_adds_nothing(file: Path) -> None:
    path = table(file, AGREED, RECEIVED)
    answer("import", file, path)
    fingerprint = answer("info", file)["fingerprint"]
    report = answer("import", file, path)
    assert (report["kept"], report["duplicates"]) == (0, 2)
    assert answer("info", file)["fingerprint"] == fingerprint


def test_one_bad_row_keeps_all_others_out(file: Path) -> None:
    path = table(file, AGREED, row(stage="agreed", number="plenty"))
    result = run("import", file, path, "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["kept"] == 0
    assert [(f["row"], f["column"], f["value"]) for f in report["refused"]] == [(3, "number", "plenty")]
    assert answer("info", file)["agreements"] == 0


def test_the_good_rows_are_kept_where_that_is_asked_for(file: Path) -> None:
    path = table(file, AGREED, row(stage="agreed", number="plenty"))
    result = run("import", file, path, "--skip-bad", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["kept"] == 1
    assert answer("info", file)["figures"] == 1


def test_a_dry_run_keeps_nothing(file: Path) -> None:
    assert answer("import", file, table(file, AGREED), "--dry-run")["kept"] == 1
    assert answer("info", file)["figures"] == 0


def test_what_the_casefile_refuses_is_told_at_its_row(file: Path) -> None:
    other = row(stage="transferred", number="5", agreement="Other", part_of="a", claimant="Headquarters")
    result = run("import", file, table(file, AGREED, other), "--skip-bad", "--format", "json")
    report = json.loads(result.stdout)
    assert [(f["row"], f["column"]) for f in report["refused"]] == [(3, "part_of")]
    assert answer("info", file)["agreements"] == 1


def test_an_import_is_one_act_and_one_undo(file: Path) -> None:
    run("import", file, table(file, AGREED, RECEIVED))
    with Casefile.open(file) as casefile:
        assert casefile.undo_label == "Import table.csv"
        casefile.undo()
        assert casefile.tally().figures == 0
        assert casefile.tally().sources == 0


def test_compare_gives_the_verdict_with_both_readings(file: Path) -> None:
    run("import", file, table(file, AGREED, RECEIVED))
    document = answer("compare", file)
    assert (document["method"], document["as_of"]) == (1, "2025-06-16")
    (line,) = document["lines"]
    assert (line["agreement"], line["event"], line["from"], line["to"]) == ("Deal", None, "Russia", "Ukraine")
    assert line["verdict"] == "exceeded"
    assert line["difference"] == {"low": 57, "high": 57}
    assert line["fulfilment"] == {"low": 6057 / 6000, "high": 6057 / 6000}
    assert line["stated"]["figures"] == ["a"]
    assert line["observed"]["figures"] == ["r"]
    assert [f["id"] for f in document["figures"]] == ["a", "r"]


def test_open_ends_are_null(file: Path) -> None:
    more_than = row(stage="agreed", number="more than 6000")
    run("import", file, table(file, more_than, RECEIVED))
    (line,) = answer("compare", file)["lines"]
    assert line["stated"]["high"] is None
    assert line["difference"]["low"] is None
    assert line["verdict"] == "met"


def test_without_an_observed_reading_nothing_is_computed(file: Path) -> None:
    run("import", file, table(file, AGREED))
    (line,) = answer("compare", file)["lines"]
    assert (line["observed"], line["difference"], line["fulfilment"]) == (None, None, None)
    assert line["open"] is True


def test_a_contested_line_names_the_pairs(file: Path) -> None:
    minister = row(stage="transferred", number="6,060", claimant="Minister", claimant_belongs_to="Ukraine", figure_id="m")
    run("import", file, table(file, AGREED, RECEIVED, minister))
    (line,) = answer("compare", file)["lines"]
    assert line["observed"]["contested"] is True
    assert [sorted(map(sorted, pair)) for pair in line["contested"]] == [[["m"], ["r"]]]
    assert line["corroboration"] == "contested"


def test_the_day_asked_for_hides_what_was_said_later(file: Path) -> None:
    early = row(stage="agreed", number="6,000", published="2025-06-03", source_title="Early")
    run("import", file, table(file, early, RECEIVED))
    (line,) = answer("compare", file, "--as-of", "2025-06-05")["lines"]
    assert line["verdict"] == "awaited"


def test_a_correction_and_a_retraction_are_told_by_figure(file: Path) -> None:
    corrected = row(
        stage="transferred", number="6,060", claimant="Headquarters", claimant_belongs_to="Ukraine", corrects="r", figure_id="c"
    )
    gone = row(stage="agreed", number="7,000", figure_id="g", retracted="yes", retracted_on="2025-06-10", reason="a misprint")
    run("import", file, table(file, AGREED, RECEIVED, corrected, gone))
    standing = {f["id"]: f["standing"] for f in answer("compare", file)["figures"]}
    assert standing == {"a": True, "r": False, "c": True, "g": False}


def test_a_measure_becomes_a_pin(file: Path) -> None:
    offered = row(stage="offered", number="6,060", measure="the offer is in writing", figure_id="o")
    run("import", file, table(file, AGREED, RECEIVED, offered))
    (line,) = answer("compare", file)["lines"]
    assert (line["stated"]["figures"], line["stated"]["basis"], line["verdict"]) == (["o"], "pinned", "outstanding")


def test_a_share_follows_its_base(file: Path) -> None:
    child = {"category": "child", "unit": "person"}
    listed = row(stage="listed", number="339", figure_id="l", **child)
    told = row(stage="identified", number="less than 1/5", relative_to="l", figure_id="t", **child)
    run("import", file, table(file, listed, told))
    figures = {f["id"]: (f["low"], f["high"]) for f in answer("compare", file)["figures"]}
    assert figures["t"] == (0, 67)


def test_only_the_agreement_asked_for_is_compared(file: Path) -> None:
    run("import", file, table(file, AGREED, row(stage="agreed", number="5", agreement="Other")))
    document = answer("compare", file, "--agreement", "deal")
    assert [line["agreement"] for line in document["lines"]] == ["Deal"]
    assert [f["words"] for f in document["figures"]] == ["6,000"]


def test_an_agreement_that_is_not_there_is_named_with_those_that_are(file: Path) -> None:
    run("import", file, table(file, AGREED))
    result = run("compare", file, "--agreement", "Treaty")
    assert result.exit_code == 1
    assert "“Treaty”" in result.stderr
    assert "“Deal”" in result.stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_comes_back_as_it_went_out(file: Path, tmp_path: Path, ending: str) -> None:
    hostile = row(stage="agreed", number="5", quote='=cmd|"x"\nзагиблі', note="'+1", vantage="", figure_id="h")
    run("import", file, table(file, AGREED, RECEIVED, hostile))
    out, again = tmp_path / f"out.{ending}", tmp_path / "again.handover"
    assert run("export", file, out).exit_code == 0
    assert answer("import", file, out)["duplicates"] == 3
    run("new", again)
    assert answer("import", again, out)["kept"] == 3
    with Casefile.open(file) as one, Casefile.open(again) as other:
        assert [f.quote for f in one.figures()] == [f.quote for f in other.figures()]
        assert [f.note for f in one.figures()] == [f.note for f in other.figures()]


def test_whom_a_claimant_speaks_for_survives_a_table(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "chain.csv"
    head = "event,event_date,category,unit,stage,number,from,to,claimant,claimant_kind,claimant_belongs_to,source_title\n"
    said = "Swap,2025-06-09,person,person,transferred,5,A,B,Delegate,person; organ; ngo,Delegation; Monitors,Story\n"
    path.write_text(head + said, encoding="utf-8")
    run("import", file, path)
    run("export", file, tmp_path / "out.csv")
    run("new", tmp_path / "again.handover")
    run("import", tmp_path / "again.handover", tmp_path / "out.csv")
    for casefile in (file, tmp_path / "again.handover"):
        assert [figure["vantage"] for figure in answer("compare", casefile)["figures"]] == ["witness"]


def test_an_exported_cell_is_never_a_formula(file: Path, tmp_path: Path) -> None:
    run("import", file, table(file, row(stage="agreed", number="5", quote="=1+1")))
    run("export", file, tmp_path / "out.csv")
    assert ",'=1+1," in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_everything_comes_back_from_json(tmp_path: Path) -> None:
    sample, out, again = (tmp_path / name for name in ("s.handover", "s.json", "a.handover"))
    run("sample", sample)
    assert run("export", sample, out).exit_code == 0
    run("new", again)
    assert run("import", again, out).exit_code == 0
    assert answer("info", again) == answer("info", sample)
    assert answer("compare", again) == answer("compare", sample)


def test_a_whole_casefile_is_read_only_into_an_empty_one(file: Path, tmp_path: Path) -> None:
    run("import", file, table(file, AGREED))
    run("export", file, tmp_path / "out.json")
    result = run("import", file, tmp_path / "out.json")
    assert result.exit_code == 1
    assert "not empty" in result.stderr


def test_nothing_is_written_over_the_casefile_itself(file: Path) -> None:
    before = file.read_bytes()
    assert run("brief", file, "-o", file).exit_code == 1
    assert file.read_bytes() == before


def test_an_unknown_ending_is_refused(file: Path, tmp_path: Path) -> None:
    result = run("export", file, tmp_path / "out.pdf")
    assert result.exit_code == 1
    assert ".csv, .xlsx or .json" in result.stderr


def test_a_backup_is_restored_to_the_same_content(file: Path, tmp_path: Path) -> None:
    run("import", file, table(file, AGREED, RECEIVED))
    assert run("backup", file, tmp_path / "b.handover").exit_code == 0
    assert run("restore", tmp_path / "b.handover", tmp_path / "r.handover").exit_code == 0
    assert answer("info", tmp_path / "r.handover") == answer("info", file)


def test_what_a_restored_backup_replaces_is_kept(file: Path, tmp_path: Path) -> None:
    run("backup", file, tmp_path / "b.handover")
    before = answer("info", file)
    run("import", file, table(file, AGREED, RECEIVED))
    imported = answer("info", file)
    result = run("restore", tmp_path / "b.handover", file)
    assert result.exit_code == 0, result.output
    assert answer("info", file) == before
    kept = next(Path(f"{file.with_suffix('')} backups").iterdir())
    assert str(kept) in result.stdout
    assert answer("info", kept) == imported


def test_a_sound_casefile_is_verified(file: Path) -> None:
    result = run("verify", file)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_briefing_has_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    sample = tmp_path / "s.handover"
    run("sample", sample)
    pdfs = []
    for name in ("one.pdf", "two.pdf"):
        command = [sys.executable, "-m", "desktop", "brief", str(sample), "-o", str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        pdfs.append((tmp_path / name).read_bytes())
    assert pdfs[0] == pdfs[1]


@pytest.mark.parametrize(
    "asked",
    [
        ["info"],
        ["compare"],
        ["compare", "--format", "json"],
        ["brief", "-o", "briefing.pdf"],
        ["export", "figures.csv"],
        ["export", "everything.json"],
    ],
    ids=" ".join,
)
def test_what_only_reads_a_casefile_loads_no_sqlalchemy(asked: list[str], tmp_path: Path) -> None:
    """It takes longer to load than the casefile to read; neither does such a command load what only imports use."""
    make_sample(tmp_path / "s.handover").close()
    program = (
        "import sys; from click.testing import CliRunner; from desktop.command_line import main\n"
        f"r = CliRunner().invoke(main, {[asked[0], 's.handover', *asked[1:]]!r})\n"
        "assert r.exit_code == 0, r.output\n"
        "print(*(m for m in ('sqlalchemy', 'alembic', 'edtf', 'desktop.table_import', 'PySide6') if m in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
    )
    assert done.stdout.strip() == ""


def test_no_command_loads_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from click.testing import CliRunner; from desktop.command_line import main\n"
        f"r = CliRunner().invoke(main, ['sample', {str(tmp_path / 's.handover')!r}])\n"
        f"r = CliRunner().invoke(main, ['compare', {str(tmp_path / 's.handover')!r}])\n"
        "assert r.exit_code == 0, r.output\n"
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
