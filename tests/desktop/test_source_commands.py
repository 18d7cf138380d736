"""``handover read`` and ``handover add-source`` as a script meets them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from db.casefile import Casefile
from desktop.command_line import main

TEXT = "Azerbaijan handed over the bodies of 32 Armenian soldiers on Friday, the defence ministry in Yerevan said.\n"
KEYS = {
    "quote",
    "start",
    "end",
    "words",
    "low",
    "high",
    "bound",
    "unit",
    "category",
    "from",
    "to",
    "stage",
    "role",
    "claimant",
    "accumulation",
    "per_side",
    "date",
    "confidence",
}


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_read_prints_one_document_whose_quotes_are_slices(tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text(TEXT, "utf-8")
    answer = run("read", text, "--published", "2025-06-16", "--format", "json")
    assert answer.exit_code == 0, answer.stderr
    (figure,) = json.loads(answer.stdout_bytes.decode("utf-8"))["figures"]
    assert set(figure) == KEYS
    assert TEXT[figure["start"] : figure["end"]] == figure["quote"] == "bodies of 32 Armenian soldiers"
    assert (figure["low"], figure["high"], figure["bound"]) == (32, 32, "exact")
    assert (figure["from"], figure["to"], figure["date"]) == ("Azerbaijan", "Armenia", "2025-06-13")
    assert figure["role"] == "observed"


def test_read_says_in_one_line_a_figure_what_it_found(tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text(TEXT, "utf-8")
    assert "Azerbaijan → Armenia" in run("read", text).stdout
    text.write_text("Nothing was handed over.", "utf-8")
    assert run("read", text).stdout == "No figures were found in this document.\n"


def test_read_refuses_what_it_cannot_read_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    answer = run("read", broken)
    assert answer.exit_code == 1
    assert answer.stderr.strip().endswith(".")
    assert run("read", tmp_path / "none.txt").exit_code == 1
    assert run("read", broken, "--published", "yesterday").exit_code == 2


def test_add_source_keeps_the_copy_the_text_and_what_was_said_of_it(tmp_path: Path) -> None:
    casefile, text = tmp_path / "c.handover", tmp_path / "story.txt"
    text.write_text(TEXT, "utf-8")
    assert run("new", casefile).exit_code == 0
    made = run(
        "add-source", casefile, text, "--title", "Bodies returned", "--publisher", "The Paper", "--published", "2025-06-16"
    )
    assert made.exit_code == 0, made.stderr
    again = run("add-source", casefile, text, "--publisher", "the paper")
    assert again.exit_code == 0, again.stderr
    with Casefile.open(casefile, read_only=True) as opened:
        source = next(s for s in opened.sources() if s.id == int(made.stdout))
        assert (source.title, source.published, source.language) == ("Bodies returned", "2025-06-16", "en")
        assert source.copy is not None
        assert opened.stored_copy(source.copy.sha256) == TEXT.encode()
        assert opened.source_text(source.id) == TEXT
        assert len(opened.publishers()) == 1
