"""The sample's briefings from the command line: every scope, day and language that a reader of the sample would ask for."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from desktop.command_line import main
from desktop.sample import write_sample

THE_DEAD = "Istanbul, 2 June 2025: the dead"
ASKED_FOR = {
    "all of it": (),
    "in Ukrainian": ("--language", "uk"),
    "the dead of Istanbul": ("--agreement", THE_DEAD),
    "the dead of Istanbul, in Ukrainian on Letter": ("--agreement", THE_DEAD, "--language", "uk", "--paper", "letter"),
    "the prisoners of Istanbul": ("--agreement", "Istanbul, 2 June 2025: prisoners of war"),
    "the children": ("--agreement", "Istanbul, 2 June 2025: the list of children"),
    "as of 7 June": ("--as-of", "2025-06-07"),
    "June, as of 7 June": ("--as-of", "2025-06-07", "--from", "2025-06-01", "--to", "2025-06-30"),
    "before anything was known": ("--as-of", "1990-01-01"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "sample.handover")


def brief(sample: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["brief", str(sample), "-o", str(out), *options])


@pytest.mark.parametrize("options", ASKED_FOR.values(), ids=ASKED_FOR.keys())
def test_the_sample_can_be_briefed(sample: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    result = brief(sample, tmp_path / "b.pdf", *options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_a_briefing_of_one_agreement_carries_no_figure_of_another(sample: Path, tmp_path: Path) -> None:
    brief(sample, tmp_path / "b.pdf", "--agreement", "Abu Dhabi, 5 February 2026: 314 prisoners")
    with pikepdf.open(tmp_path / "b.pdf") as document:
        held = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    assert set(held) == {"briefing.json", "figures.csv", "lines.json"}
    table = held["figures.csv"].decode("utf-8-sig")
    assert "Abu Dhabi" in table
    assert "Istanbul" not in table
    assert {line["agreement"] for line in json.loads(held["lines.json"])["lines"]} == {
        "Abu Dhabi, 5 February 2026: 314 prisoners"
    }


def test_a_briefing_that_cannot_be_written_leaves_the_old_one(sample: Path, tmp_path: Path) -> None:
    result = brief(sample, tmp_path / "no such folder" / "b.pdf")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_the_same_briefing_has_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        brief(sample, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
