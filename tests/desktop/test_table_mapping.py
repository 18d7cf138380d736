"""A colleague's spreadsheet under headings of its own is kept to its last row, by the example mapping, and not twice."""

from __future__ import annotations

import csv
import itertools
import json
from pathlib import Path

from click.testing import CliRunner

from db.casefile import Casefile
from desktop.command_line import main
from figures.count import Count
from figures.vocabulary import Stage

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "mapping.toml"
HEADINGS = ["date", "event_type", "direction", "category", "stance", "low", "best", "high", "bound"]
HEADINGS += ["claimant", "source_title", "source_url", "quote"]
NUMBERS = [
    ("1212", "1212", "1212", "exact"),
    ("6000", "6000", "", "more_than"),
    ("", "6 000", "", "approx"),
    ("1000", "", "", "at least"),
    ("", "", "500", "max"),
    ("300", "350", "400", "range"),
    ("", "1,240", "", ""),
    ("5900", "6000.0", "6100", "about"),
    ("", "", "", "not given"),
    ("0", "0", "0", "exact"),
]


def foreign_rows() -> list[list[str]]:
    kinds = itertools.cycle(
        [("remains", "remains"), ("prisoner exchange", "POWs"), ("Swap", "civilians"), ("children", "child")]
    )
    ways = itertools.cycle(["RU->UA", "UA→RU", "RU -> UA", "both", "Russia to Ukraine"])
    stances = itertools.cycle(["stated", "observed", "Observed"])
    rows = []
    for number in range(200):
        (kind, category), way, stance = next(kinds), next(ways), next(stances)
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        claimant = ("Ukraine", "Russia", "ICRC", "", "Координаційний штаб")[number % 5]
        source = f"Article {number % 40}, «їжак»"
        quote = f"figure {number}, as printed; “so many”"
        rows.append(
            [
                day,
                kind,
                way,
                category,
                stance,
                *NUMBERS[number % 10],
                claimant,
                source,
                f"https://a.example/{number % 40}",
                quote,
            ]
        )
    return rows


def write(path: Path, rows: list[list[str]], headings: list[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *rows])
    return path


def run(*arguments: object) -> tuple[int, dict[str, object]]:
    done = CliRunner().invoke(main, [*map(str, arguments), "--format", "json"])
    return done.exit_code, json.loads(done.stdout)


def test_two_hundred_foreign_rows_are_kept_without_a_lost_one(tmp_path: Path) -> None:
    file, table = tmp_path / "a.handover", write(tmp_path / "t.csv", foreign_rows())
    Casefile.create(file).close()
    code, report = run("import", file, table, "--mapping", EXAMPLE)
    assert (code, report["read"], report["kept"], report["refused"], report["unused_columns"]) == (0, 200, 200, [], [])
    with Casefile.open(file, read_only=True) as casefile:
        figures = casefile.figures()
        assert len(figures) == 200
        assert {f.stage for f in figures} == {Stage.AGREED, Stage.TRANSFERRED}
        assert figures[0].count == Count.exactly(1212)
        assert figures[1].count == Count(6001, None)
        assert figures[2].count == Count(5500, 6499)
        assert figures[7].count == Count(5900, 6100)
        assert {p.name for p in casefile.parties()} == {"Ukraine", "Russia", "ICRC", "Coordination Headquarters"}
        assert len(casefile.sources()) == 40
    code, report = run("import", file, table, "--mapping", EXAMPLE)
    assert (code, report["kept"], report["duplicates"]) == (0, 0, 200)


def test_refused_rows_are_written_to_a_file_that_can_be_mended_and_imported(tmp_path: Path) -> None:
    rows = foreign_rows()
    rows[3][2], rows[7][0] = "north", "06/10/2025"
    file, table, out = tmp_path / "a.handover", write(tmp_path / "t.csv", rows), tmp_path / "refused.csv"
    Casefile.create(file).close()
    code, report = run("import", file, table, "--mapping", EXAMPLE, "--skip-bad", "--refused", out)
    assert (code, report["kept"], report["refused_rows"]) == (1, 198, 2)
    refused = report["refused"]
    assert isinstance(refused, list)
    assert [fault["cell"] for fault in refused] == ["C5", "A9"]
    text = out.read_text(encoding="utf-8-sig")
    assert "C5: The mapping says nothing of “north” here" in text
    out.write_text(text.replace("north,", "both,").replace("06/10/2025,", "2025-10-06,"), encoding="utf-8")
    code, report = run("import", file, out, "--mapping", EXAMPLE)
    assert (code, report["kept"], report["unused_columns"]) == (0, 2, [])
