"""Merging on the command line: what came in is told, what is not decided is listed, and the exit says which."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.casefile import Casefile, RecordKind
from desktop.command_line import main
from figures.record import PartyDraft, PublisherDraft


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    ours, theirs = tmp_path / "a.handover", tmp_path / "b.handover"
    with Casefile.create(ours) as casefile:
        with casefile.act("Begin") as act:
            act.add(PartyDraft(name="Ukraine"))
        casefile.backup(theirs)
    return ours, theirs


def change(path: Path, native_name: str) -> None:
    with Casefile.open(path) as casefile, casefile.act("Name") as act:
        act.change(1, replace(casefile.parties()[0], native_name=native_name))


def test_a_merge_tells_what_came_in_and_both_casefiles_say_the_same(pair: tuple[Path, Path]) -> None:
    ours, theirs = pair
    with Casefile.open(theirs) as casefile, casefile.act("Add") as act:
        act.add(PublisherDraft(name="Suspilne"))
    done = CliRunner().invoke(main, ["merge", str(ours), str(theirs), "--format", "json"])
    report = json.loads(done.stdout)
    assert (done.exit_code, [r["name"] for r in report["added"]], report["conflicts"]) == (0, ["Suspilne"], [])
    assert Path(report["backup"]).exists()
    with Casefile.open(theirs, read_only=True) as casefile:
        assert casefile.fingerprint() == report["fingerprint"]
    again = CliRunner().invoke(main, ["merge", str(ours), str(theirs)])
    assert (again.exit_code, again.stdout) == (0, "Nothing is brought in, changed or removed.\n")


def test_a_conflict_is_listed_and_the_exit_says_so(pair: tuple[Path, Path]) -> None:
    ours, theirs = pair
    change(ours, "Україна")
    change(theirs, "Украина")
    done = CliRunner().invoke(main, ["merge", str(ours), str(theirs)])
    assert done.exit_code == 1
    assert "native_name: here “Україна”, there “Украина”" in done.stdout
    with Casefile.open(ours, read_only=True) as casefile:
        party = casefile.get(RecordKind.PARTY, 1)
        assert party is not None
        assert "Україна" in str(party)


def test_a_casefile_merged_into_itself_is_refused_in_one_sentence(pair: tuple[Path, Path]) -> None:
    done = CliRunner().invoke(main, ["merge", str(pair[0]), str(pair[0])])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
