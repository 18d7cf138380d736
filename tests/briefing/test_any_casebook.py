"""Whatever is in a casefile, its briefing composes, fits its pages and supports its numbers, in both languages."""

from __future__ import annotations

import io
import re

from casebooks import as_of_days, casebooks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.compose import compose
from briefing.content import Figures, Heading
from briefing.document import Document
from briefing.layout import lay_out
from briefing.options import LANGUAGE_CODES, PAPER_SIZES, BriefingOptions, Section
from briefing.pdf import make, write_pdf
from briefing.scope import part_in_scope
from briefing.style import FRAME_BOTTOM, PAPERS, TOP
from briefing.text import Name, Number
from briefing.withholding import withhold
from exchange.comparison_json import comparison_json
from exchange.table_out import write_figures
from figures.comparison import compare
from figures.flat import flat_figures

RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
EVERYTHING = tuple(Section)
MARK = re.compile(r"\[\d+(–\d+)?\]")
PAGE = re.compile(r"Page \d+ of \d+")


@RANDOM
@given(casebooks(), as_of_days(), st.sampled_from(LANGUAGE_CODES), st.sampled_from(PAPER_SIZES))
def test_any_casebook_makes_a_briefing_that_fits_its_pages(book, day, language, paper):
    options = BriefingOptions(as_of=day, language=language, paper=paper, sections=EVERYTHING)
    content = compose(book, compare(book, day), options, "ab" * 32)
    frame = PAPERS[paper][1] - TOP - FRAME_BOTTOM
    for page in lay_out(content, list(content.blocks), Document(PAPERS[paper], "en")):
        at = 0.0
        for placed in page:
            assert placed.top >= at - 1e-6
            at = placed.top + placed.piece.height
        assert at <= frame + 1
        assert not page[-1].piece.keep


@RANDOM
@given(casebooks(), as_of_days())
def test_any_number_of_any_casebook_leads_to_a_printed_note(book, day):
    content = compose(book, compare(book, day), BriefingOptions(as_of=day, sections=EVERYTHING), "ab" * 32)
    printed = {note.number for note in content.notes}
    for block in content.blocks:
        for run in block.runs():
            if isinstance(run, Number):
                assert {content.number_of[f] for f in run.figures} <= printed


@RANDOM
@given(casebooks(), as_of_days())
def test_any_casebook_makes_the_same_file_twice(book, day):
    comparison = compare(book, day)
    one, other = (make(book, comparison, BriefingOptions(as_of=day), "ab" * 32) for _ in range(2))
    assert one == other


@RANDOM
@given(casebooks(), as_of_days())
def test_what_travels_with_any_briefing_can_be_written(book, day):
    comparison = compare(book, day)
    part, lines = part_in_scope(withhold(book, comparison), comparison, BriefingOptions(as_of=day))
    assert len(comparison_json(part, lines)["lines"]) == len(lines.lines)
    assert write_figures(io.BytesIO(), flat_figures(part)) == len(part.figures)


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d(?:[\d,]*\d)?", text))


@RANDOM
@given(casebooks(), as_of_days())
def test_no_number_on_the_pages_of_any_casebook_is_without_its_figures(read_pdf, book, day):
    """Whatever digits are printed are a cited count, a name out of the records, or the mark of a note."""
    options = BriefingOptions(as_of=day, sections=tuple(s for s in Section if s is not Section.NOTES))
    content = compose(book, compare(book, day), options, "ab" * 32)
    runs = [run for block in content.blocks for run in block.runs()]
    due = set().union(*(numbers_in(run.text) for run in runs if isinstance(run, Number | Name)))
    due |= numbers_in(f"{content.first.title} {content.first.scope} {content.first.as_of} {content.foot}")
    due |= set().union(*(numbers_in(block.text) for block in content.blocks if isinstance(block, Heading)))
    for block in content.blocks:
        if isinstance(block, Figures):
            captions = [str(panel) for panel in block.chart.panels]
            due |= set().union(*(numbers_in(text) for text in (*captions, str(block.chart.ticks), str(block.chart.as_of))))
    pages = "\n".join(page.text for page in read_pdf(write_pdf(content, options))).split("\nNotes\r")[0]
    printed = PAGE.sub(" ", MARK.sub(" ", pages))
    assert not numbers_in(printed) - due
