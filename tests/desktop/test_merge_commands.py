"""Merging, sharing and looking for duplicates on the command line: decisions go out in a report and are read back in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from db import keyring
from db.casefile import Casefile
from desktop.command_line import main
from figures.record import AgreementDraft, PartyDraft, SourceDraft


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two casefiles that differ in place, date and note of one agreement, and in the name of one party."""
    ours, theirs = tmp_path / "a.handover", tmp_path / "b.handover"
    with Casefile.create(ours) as casefile:
        with casefile.act("Begin") as act:
            act.add(AgreementDraft(title="Istanbul"))
            act.add(PartyDraft(name="Ukraine"))
        casefile.backup(theirs)
    edit(ours, "Çırağan", "2025-06-02", "heard", "Україна")
    edit(theirs, "Dolmabahçe", "2025-06-02", "seen", "Украина")
    return ours, theirs


def edit(path: Path, place: str, date: str, note: str, native: str) -> None:
    with Casefile.open(path, author=path.stem) as casefile, casefile.act("Correct", reason="Read again.") as act:
        agreement, party = casefile.agreements()[0], casefile.parties()[0]
        act.change(agreement.id, replace(agreement, place=place, date=date, note=note))
        act.change(party.id, replace(party, native_name=native))


def held(path: Path) -> tuple[str, str, str]:
    with Casefile.open(path, read_only=True) as casefile:
        agreement = casefile.agreements()[0]
        return agreement.place, agreement.note, casefile.parties()[0].native_name


def decided(pair: tuple[Path, Path], tmp_path: Path, fill: Any) -> Path:
    report = json.loads(run("merge", *pair, "--dry-run", "--format", "json").stdout)
    fill({conflict["kind"]: conflict for conflict in report["conflicts"]})
    path = tmp_path / "decided.json"
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return path


def test_decisions_that_were_filled_into_the_report_are_followed(pair: tuple[Path, Path], tmp_path: Path) -> None:
    def fill(conflicts: dict[str, Any]) -> None:
        assert conflicts["agreement"]["journal"]["theirs"][0]["author"] == "b"
        assert conflicts["agreement"]["journal"]["ours"][0]["reason"] == "Read again."
        conflicts["party"]["decision"] = "theirs"
        takes = {"place": "mine", "note": "both"}
        for field in conflicts["agreement"]["fields"]:
            field["decision"] = takes[field["field"]]

    path = decided(pair, tmp_path, fill)
    done = run("merge", *pair, "--decisions", path, "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["decided"]) == (0, 2)
    assert held(pair[0]) == ("Çırağan", "heard\nseen", "Украина")
    assert run("merge", *pair).stdout == "Nothing is brought in, changed or removed.\n"


@pytest.mark.parametrize(
    ("rest", "kept"), [("mine", ("Çırağan", "heard", "Україна")), ("theirs", ("Dolmabahçe", "seen", "Украина"))]
)
def test_all_conflicts_can_be_decided_for_one_side(pair: tuple[Path, Path], rest: str, kept: tuple[str, str, str]) -> None:
    assert run("merge", *pair, "--conflicts", rest).exit_code == 0
    assert held(pair[0]) == kept


def test_what_is_left_open_stays_listed(pair: tuple[Path, Path], tmp_path: Path) -> None:
    path = decided(pair, tmp_path, lambda conflicts: conflicts["party"].update(decision="theirs"))
    done = run("merge", *pair, "--decisions", path)
    assert done.exit_code == 1
    assert "1 not decided" in done.stdout
    assert held(pair[0]) == ("Çırağan", "heard", "Украина")


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda c: c["party"].update(decision="yours"), "Write mine, theirs or both"),
        (lambda c: c["agreement"]["fields"][0].update(decision="mine"), "has no decision yet"),
        (lambda c: (c["party"].update(decision="mine"), c["party"]["fields"][0].update(decision="mine")), "by fields"),
        (lambda c: c["party"].pop("uid"), "no report of a merge"),
    ],
)
def test_decisions_that_cannot_be_followed_are_named(pair: tuple[Path, Path], tmp_path: Path, fill: Any, said: str) -> None:
    before = held(pair[0])
    done = run("merge", *pair, "--decisions", decided(pair, tmp_path, fill))
    assert (done.exit_code, held(pair[0])) == (2, before)
    assert said in done.stderr


def test_a_copy_is_made_counted_and_says_what_it_is_without(pair: tuple[Path, Path], tmp_path: Path) -> None:
    with Casefile.open(pair[0]) as casefile, casefile.act("Add") as act:
        act.add(SourceDraft(title="A voice", confidential=True))
    foreseen = json.loads(run("share", pair[0], tmp_path / "copy.handover", "--dry-run", "--format", "json").stdout)
    assert (foreseen["copy"], foreseen["left_out"]["source"], (tmp_path / "copy.handover").exists()) == (None, 1, False)
    done = run("share", pair[0], tmp_path / "copy.handover")
    assert (done.exit_code, "Left out: source 1" in done.stdout) == (0, True)
    assert run("verify", tmp_path / "copy.handover").exit_code == 0
    assert run("merge", *(pair[0], tmp_path / "copy.handover")).stdout == "Nothing is brought in, changed or removed.\n"
    assert run("share", pair[0], tmp_path / "copy.handover").exit_code == 1
    wrong = run("share", pair[0], tmp_path / "other.handover", "--keep", "history")
    assert (wrong.exit_code, "history" in wrong.stderr) == (2, True)
    kept = run("share", pair[0], tmp_path / "all.handover", *(w for part in PARTS for w in ("--keep", part)))
    assert (kept.exit_code, "Left out: nothing." in kept.stdout) == (0, True)


PARTS = ("confidential", "drafts", "history", "copies", "briefings")


def test_duplicates_are_listed_with_why(pair: tuple[Path, Path]) -> None:
    assert run("duplicates", pair[0]).stdout == "Nothing seems to be there twice.\n"
    with Casefile.open(pair[0]) as casefile, casefile.act("Add") as act:
        act.add(SourceDraft(title="One", address="https://a.example/1"))
        act.add(SourceDraft(title="Two", address="http://www.a.example/1/"))
    done = run("duplicates", pair[0])
    assert (done.exit_code, done.stdout) == (1, "source 1 and 2: “One”, “Two”. They have the same address.\n")
    [told] = json.loads(run("duplicates", pair[0], "--format", "json").stdout)["duplicates"]
    assert (told["names"], told["reprint"]) == (["One", "Two"], False)


def test_an_encrypted_copy_is_made_and_merged_back_with_its_passphrase(pair: tuple[Path, Path], tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("five words that chance has chosen\n", encoding="utf-8")
    copy = tmp_path / "copy.handover"
    assert run("share", pair[0], copy, "--encrypted", "--passphrase-file", words).exit_code == 0
    keyring.forget()
    merged = run("merge", pair[0], copy, "--passphrase-file", words)
    assert (merged.exit_code, merged.stdout) == (0, "Nothing is brought in, changed or removed.\n")
