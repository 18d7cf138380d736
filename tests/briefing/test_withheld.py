"""A confidential source prints its kind, grade and date, and nothing of it is anywhere else."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pikepdf

from briefing.attachments import Attachment
from briefing.options import Section
from briefing.pdf import make
from briefing.scope import part_in_scope
from briefing.withholding import withhold
from exchange.comparison_json import comparison_json
from exchange.table_out import write_figures
from figures.comparison import compare
from figures.flat import flat_figures
from figures.line import Comparison
from figures.record import Casebook

SECRETS = ("Interview with a member", "Own interviews", "secret.example", "secret words of the witness", "minute 12")


def test_nothing_of_a_confidential_source_is_in_the_pages(sample, options, read_pdf):
    made = make(*sample, replace(options, sections=tuple(Section)), "0" * 64)
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(made.pdf))
    assert "Source withheld" in text
    assert "interview" in text
    assert "1 July 2025" in text.replace("\u00a0", " ")
    for secret in SECRETS:
        assert secret not in text


def test_nothing_of_a_confidential_source_is_in_the_file(sample, options):
    def attached(casebook: Casebook, comparison: Comparison) -> list[Attachment]:
        figures = io.BytesIO()
        write_figures(figures, flat_figures(casebook))
        lines = json.dumps(comparison_json(casebook, comparison), ensure_ascii=False).encode()
        return [
            Attachment("casebook.txt", "text/plain", repr(casebook).encode()),
            Attachment("figures.csv", "text/csv", figures.getvalue()),
            Attachment("lines.json", "application/json", lines),
        ]

    made = make(*sample, options, "0" * 64, attached)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        held = b"".join(spec.get_file().read_bytes() for spec in document.attachments.values())
        held += str(document.open_metadata()).encode() + repr(dict(document.docinfo)).encode()
    assert b"Source withheld" in held
    for secret in SECRETS:
        assert secret.encode() not in held


def test_the_claimant_of_a_withheld_figure_is_withheld_and_stays_on_its_side(sample):
    book, comparison = sample
    hidden = {s.id for s in book.sources if s.confidential}
    shown = withhold(book, comparison)
    for before, after in zip(book.figures, shown.figures, strict=True):
        if before.source in hidden:
            assert "withheld" in shown.party[after.claimant].name
            assert shown.side(after.claimant) == book.side(before.claimant)
            assert shown.grade(after) == book.grade(before)
        else:
            assert before == after


def test_a_casebook_without_confidential_sources_is_left_as_it_is(case):
    book, comparison = case("one line")
    assert withhold(book, comparison) is book


def test_only_what_is_in_scope_travels_with_a_briefing(sample, options):
    book, comparison = sample
    children = next(a.id for a in book.agreements if "children" in a.title)
    part, lines = part_in_scope(withhold(book, comparison), comparison, replace(options, agreements=(children,)))
    assert {a.id for a in part.agreements} == {children}
    assert {line.agreement for line in lines.lines} == {children}
    assert {f.agreement for f in part.figures} == {children}
    assert {s.id for s in part.sources} == {f.source for f in part.figures}
    assert comparison_json(part, lines)["lines"]
    assert compare(part, comparison.as_of).lines == lines.lines
