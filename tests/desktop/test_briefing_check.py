"""A briefing is checked against its own data and its casefile: a digit that was changed anywhere is found and named."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from briefing.attachments import SEAL_PLACE, digest, sealed
from briefing.options import BriefingOptions
from briefing.pdf import make
from briefing.since import snapshot_of
from db.casefile import Casefile
from db.result import IssuedDraft
from desktop.briefing_check import check_briefing
from desktop.briefing_file import files_of
from desktop.briefings.earlier import before_of
from desktop.command_line import main
from desktop.sample import write_sample
from exchange import comparison_json
from figures.comparison import compare
from figures.record import FigureDraft, SourceDraft

THE_DEAD = "Istanbul, 2 June 2025: the dead"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "sample.handover")


@pytest.fixture(scope="module")
def briefing(sample: Path) -> bytes:
    out = sample.with_name("b.pdf")
    assert CliRunner().invoke(main, ["brief", str(sample), "-o", str(out), "--agreement", THE_DEAD]).exit_code == 0
    return out.read_bytes()


def verify(sample: Path, folder: Path, pdf: bytes) -> Result:
    out = folder / "checked.pdf"
    out.write_bytes(pdf)
    result = CliRunner().invoke(main, ["verify", str(sample), "--briefing", str(out)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None], *, seal: bool = True) -> bytes:
    """The briefing with one thing changed in it, and, as a forger would, sealed anew."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        if seal:
            document.docinfo["/Seal"] = pikepdf.String("0" * 64)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return sealed(out) if seal and SEAL_PLACE in out.getvalue() else out.getvalue()


def attached(name: str, old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        data = document.attachments[name].get_file().read_bytes()
        assert old.encode() in data
        document.attachments[name].obj.EF.F.write(data.replace(old.encode(), new.encode(), 1))

    return change


def test_a_briefing_as_it_was_made_is_sound(sample: Path, briefing: bytes, tmp_path: Path) -> None:
    result = verify(sample, tmp_path, briefing)
    assert result.exit_code == 0, result.stderr
    assert "lines computed again, all the same" in result.output


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("figures.csv", "6,057", "6,058", "figures.csv gives"),
        ("lines.json", '"low": 6057', '"low": 6058', "observed low: lines.json says 6058"),
        ("lines.json", '"verdict": "short"', '"verdict": "met"', "verdict: lines.json says met"),
        ("briefing.json", '"as_of": "2026', '"as_of": "2027', "different days"),
        ("briefing.json", '"title": ""', '"title": "1"', "Page 1"),
    ],
)
def test_a_changed_file_inside_is_named(
    sample: Path, briefing: bytes, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    result = verify(sample, tmp_path, changed(briefing, attached(name, old, new)))
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_briefing_of_which_more_disagrees_than_is_named_in_pairs_is_sound(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison_json, "MOST_PAIRS", 0)
    out = tmp_path / "b.pdf"
    assert CliRunner().invoke(main, ["brief", str(sample), "-o", str(out), "--agreement", THE_DEAD]).exit_code == 0
    with pikepdf.open(out) as document:
        lines = document.attachments["lines.json"].get_file().read_bytes()
    assert b"contested_groups" in lines
    assert verify(sample, tmp_path, out.read_bytes()).exit_code == 0


def test_a_changed_digit_on_a_page_is_named_even_in_a_briefing_sealed_anew(
    sample: Path, briefing: bytes, tmp_path: Path
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        data = page.obj.Contents.read_bytes()
        at = re.search(rb"\((\\?.){3,}\) Tj", data)
        assert at is not None
        shown = data[at.start() : at.end()]
        page.obj.Contents.write(data.replace(shown, b"(" + shown[2:], 1))

    result = verify(sample, tmp_path, changed(briefing, change))
    assert result.exit_code == 1
    assert "Page 1 was changed after the briefing was made." in result.stderr
    assert "where the casefile gives" in result.stderr


def test_pages_that_another_edition_drew_are_no_difference_but_a_number_that_is_nowhere_else_is(
    sample: Path, briefing: bytes, tmp_path: Path
) -> None:
    def redrawn(number: bytes) -> Callable[[pikepdf.Pdf], None]:
        def change(document: pikepdf.Pdf) -> None:
            page = document.pages[0].obj
            drawn = page.Contents.read_bytes()
            assert b"6,057" in drawn
            page.Contents.write(drawn.replace(b" Tj", b" Tj ", 1).replace(b"6,057", number))
            said = json.loads(document.attachments["briefing.json"].get_file().read_bytes())
            del said["drawing"]
            said["pages"][0] = digest(page.Contents.read_bytes())
            document.attachments["briefing.json"].obj.EF.F.write(json.dumps(said).encode())

        return change

    result = verify(sample, tmp_path, changed(briefing, redrawn(b"6,057")))
    assert result.exit_code == 0, result.stderr
    assert "Another edition of this program drew this briefing" in result.output
    result = verify(sample, tmp_path, changed(briefing, redrawn(b"6,789")))
    assert result.exit_code == 1
    assert result.stderr == "Page 1 says “6,789”, which the casefile gives nowhere.\n"


def test_any_changed_byte_breaks_the_seal(sample: Path, briefing: bytes, tmp_path: Path) -> None:
    at = briefing.index(b"/FontBBox") + len(b"/FontBBox [ ")
    other = briefing[:at] + bytes([briefing[at] ^ 1]) + briefing[at + 1 :]
    result = verify(sample, tmp_path, other)
    assert result.exit_code == 1
    assert "outside its pages and attached files" in result.stderr


def test_a_file_that_was_taken_out_is_missed(sample: Path, briefing: bytes, tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        del document.attachments["lines.json"]

    result = verify(sample, tmp_path, changed(briefing, change))
    assert result.exit_code == 1
    assert "lines.json was taken out of the briefing." in result.stderr


def test_a_casefile_that_has_moved_on_is_told_with_the_lines_that_read_otherwise(
    sample: Path, briefing: bytes, tmp_path: Path
) -> None:
    other = tmp_path / "later.handover"
    other.write_bytes(sample.read_bytes())
    with Casefile.open(other) as casefile:
        figure = next(f for f in casefile.casebook().figures if f.words == "6,057" and f.agreement is not None)
        fields = {name: getattr(figure, name) for name in FigureDraft.__dataclass_fields__}
        with casefile.act("Retract") as act:
            draft = FigureDraft(**fields)
            act.change(figure.id, replace(draft, retracted=True, retracted_on="2025-07-01", retracted_reason="a misprint"))
    result = verify(other, tmp_path, briefing)
    assert result.exit_code == 1
    assert "The casefile has changed since this briefing was made" in result.output
    assert "the casefile of today gives" in result.stderr


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%%EOF", b"just text"])
def test_another_file_is_refused_in_one_sentence(sample: Path, tmp_path: Path, data: bytes) -> None:
    result = verify(sample, tmp_path, data)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_a_pdf_of_somebody_else_is_refused_in_one_sentence(sample: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    result = verify(sample, tmp_path, out.getvalue())
    assert result.stderr == "This PDF is no briefing of this program: briefing.json is not attached to it.\n"


def test_confidential_sources_do_not_stand_in_the_way(sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "withheld.handover"
    other.write_bytes(sample.read_bytes())
    with Casefile.open(other) as casefile:
        cited = {f.source for f in casefile.casebook().figures if f.claimant is not None}
        chosen = [s for s in casefile.sources() if s.id in cited][:4]
        with casefile.act("Withhold") as act:
            for source in chosen:
                fields = {
                    name: getattr(source, name) for name in type(source).__dataclass_fields__ if name not in ("id", "uid")
                }
                act.change(source.id, replace(SourceDraft(**fields), confidential=True))
    out = tmp_path / "w.pdf"
    assert CliRunner().invoke(main, ["brief", str(other), "-o", str(out)]).exit_code == 0
    result = verify(other, tmp_path, out.read_bytes())
    assert result.exit_code == 0, result.stderr
    with pikepdf.open(out) as document:
        assert json.loads(document.attachments["briefing.json"].get_file().read_bytes())["files"].keys() == {
            "figures.csv",
            "lines.json",
        }


def test_a_briefing_that_says_what_has_changed_is_made_again_from_the_issued_one(sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "issued.handover"
    other.write_bytes(sample.read_bytes())
    with Casefile.open(other) as casefile:
        book, fingerprint = casefile.casebook(), casefile.fingerprint()
        options = BriefingOptions(title="First", language="uk")
        kept = snapshot_of(book, compare(book), options)
        with casefile.act("Issue briefing") as act:
            act.keep_briefing(IssuedDraft(title="First", fingerprint=fingerprint, snapshot=kept, pages=1, pdf=b"%PDF"))
        later = replace(options, title="Second", since=before_of(casefile.issued()[0]))
        made = make(book, compare(book), later, fingerprint, files_of)
        check = check_briefing(casefile, made.pdf)
    assert check.faults == ()
    assert "computed again" in check.notes[0]
