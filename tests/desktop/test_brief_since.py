"""Telling on the command line what has changed since an issued briefing, named by its number or by its PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.options import BriefingOptions
from briefing.since import snapshot_of
from db.casefile import Casefile
from db.result import IssuedDraft
from desktop.command_line import main
from desktop.sample import write_sample
from exchange.pdf_text import read_pdf
from figures.comparison import compare


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """The sample with one issued briefing, whose PDF lies beside it."""
    file = tmp_path / "cases.handover"
    write_sample(file)
    pdf = tmp_path / "first.pdf"
    assert brief(file, pdf).exit_code == 0
    with Casefile.open(file) as casefile:
        book = casefile.casebook()
        kept = snapshot_of(book, compare(book), BriefingOptions())
        draft = IssuedDraft(
            title="First", fingerprint=casefile.fingerprint(), snapshot=kept, pages=7, pdf=pdf.read_bytes(), options="{}"
        )
        with casefile.act("Issue briefing") as act:
            act.keep_briefing(draft)
    return file


def brief(file: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["brief", str(file), "-o", str(out), *more])


def words_of(pdf: Path) -> str:
    return " ".join(read_pdf(pdf.read_bytes()).text.split())


def test_the_same_is_told_by_the_number_and_by_the_pdf_of_an_issued_briefing(issued: Path, tmp_path: Path) -> None:
    with Casefile.open(issued) as casefile:
        (kept,) = casefile.issued()
    by_number, by_pdf = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert brief(issued, by_number, "--since", str(kept.id)).exit_code == 0
    assert brief(issued, by_pdf, "--since", str(tmp_path / "first.pdf")).exit_code == 0
    assert by_number.read_bytes() == by_pdf.read_bytes()
    assert "every verdict in the scope of this briefing is as it was" in words_of(by_pdf)


def test_a_briefing_that_was_never_issued_is_answered_with_those_that_were(issued: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.pdf"
    assert brief(issued, stranger, "--title", "Another").exit_code == 0
    for which in ("999", str(stranger)):
        result = brief(issued, tmp_path / "out.pdf", "--since", which)
        assert result.exit_code == 1
        assert "First" in result.stderr
        assert not (tmp_path / "out.pdf").exists()


def test_a_casefile_without_issued_briefings_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cases.handover"
    write_sample(file)
    result = brief(file, tmp_path / "out.pdf", "--since", "1")
    assert result.exit_code == 1
    assert "No briefing has been issued" in result.stderr


def test_a_pdf_that_is_not_there_is_named(issued: Path, tmp_path: Path) -> None:
    result = brief(issued, tmp_path / "out.pdf", "--since", "absent.pdf")
    assert result.exit_code == 1
    assert "absent.pdf" in result.stderr
