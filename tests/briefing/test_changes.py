"""What has changed since an issued briefing: new figures, readings and verdicts, each number with its note."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing.compose import compose
from briefing.content import Heading, Prose, Table
from briefing.options import BriefingOptions, IssuedBefore, Section
from briefing.pdf import make
from briefing.since import UnreadableSnapshot, changes_since, snapshot_of
from briefing.text import plain
from figures.comparison import compare
from figures.count import Count
from figures.vocabulary import Bound, Role, Verdict

FINGERPRINT = "7c1e9a045b2fd03c" * 4


def issued(compared, options):
    return IssuedBefore(
        title="First briefing",
        label="Public",
        as_of="2026-02-28",
        issued_on="2026-03-01",
        fingerprint=FINGERPRINT,
        snapshot=snapshot_of(*compared, options),
    )


def later(scene):
    """The sample with 6,000 more bodies counted in Russia, and one figure of Ukraine's retracted."""
    s = scene()
    s.event("Second return of bodies", "Istanbul agreement", "completed", date="2025-08-19")
    s.claim(
        "Second return of bodies",
        "6,000",
        s.sources[1].title,
        "six thousand came home",
        "paragraph 9",
        way="Ukraine>Russia",
        claimant="Russia",
        said_on="2025-08-20",
    )
    book = s.casebook()
    fallen = next(f for f in book.figures if f.words == "6,060")
    figures = tuple(
        replace(f, retracted=True, retracted_on="2026-01-01", retracted_reason="a misprint") if f.id == fallen.id else f
        for f in book.figures
    )
    book = replace(book, figures=figures)
    return book, compare(book, s.compared()[1].as_of)


def test_nothing_has_changed_since_a_briefing_of_the_same_casefile(sample, options):
    assert not changes_since(snapshot_of(*sample, options), *sample, options)


def test_a_new_handover_changes_its_line_and_its_verdict(sample, scene, options):
    book, comparison = later(scene)
    changes = changes_since(snapshot_of(*sample, options), book, comparison, options)
    assert [book.figure[f].words for f in changes.added] == ["6,000"]
    changed = next(c for c in changes.lines if c.verdict and c.was is Verdict.SHORT and c.line.event is None)
    observed = next(r for r in changed.readings if r.role is Role.OBSERVED)
    assert observed.was == Count.exactly(78)
    assert {book.figure[f].words for f in observed.cites} == {"27", "51"}


def test_a_retracted_figure_no_longer_stands(sample, scene, options):
    book, comparison = later(scene)
    changes = changes_since(snapshot_of(*sample, options), book, comparison, options)
    assert [book.figure[f].words for f in changes.withdrawn] == ["6,060"]


def test_a_figure_that_says_something_else_is_named_with_what_it_said(sample, options):
    book, comparison = sample
    first = next(f for f in book.figures if f.words == "1212")
    other = replace(first, words="1213", count=Count.exactly(1213), bound=Bound.EXACT)
    new = replace(book, figures=tuple(other if f.id == first.id else f for f in book.figures))
    changes = changes_since(snapshot_of(*sample, options), new, compare(new, comparison.as_of), options)
    assert [(c.figure, c.words) for c in changes.reworded] == [(first.id, "1212")]


def test_a_snapshot_that_is_something_else_is_refused(sample, options):
    for text in ("", "[]", '{"figures": {}}', '{"figures": {}, "lines": {"x": {"verdict": "grand"}}}'):
        with pytest.raises(UnreadableSnapshot):
            changes_since(text, *sample, options)


def test_a_snapshot_kept_before_its_figures_were_named_is_still_compared(sample, scene, options):
    held = json.loads(snapshot_of(*sample, options))
    held.pop("cites")
    book, comparison = later(scene)
    changes = changes_since(json.dumps(held), book, comparison, options)
    assert any(c.verdict for c in changes.lines)
    assert all(not r.cites for c in changes.lines for r in c.readings)


def section(compared, chosen):
    book, comparison = compared
    changes = changes_since(chosen.since.snapshot, book, comparison, chosen)
    blocks = list(compose(book, comparison, chosen, FINGERPRINT, changes=changes).blocks)
    start = next(at for at, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "What has changed")
    found = [blocks[start]]
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading) and block.level == 1:
            break
        found.append(block)
    return found


def test_the_section_names_the_briefing_and_tells_each_change(sample, scene, options):
    chosen = replace(options, since=issued(sample, options))
    head, *rest = section(later(scene), chosen)
    assert "First briefing (Public)" in plain(head.second)
    headings = [block.heading for block in rest if isinstance(block, Table)]
    assert headings[0] == "Verdicts that changed"
    assert headings[-1] == "Figures that no longer stand"
    assert "Figures added" in headings


def test_the_section_says_so_where_nothing_changed(sample, options):
    _, only = section(sample, replace(options, since=issued(sample, options)))
    assert isinstance(only, Prose)
    assert plain(only.text).startswith("Nothing:")


@pytest.mark.parametrize(("language", "paper"), [("en", "A4"), ("uk", "Letter")])
def test_a_briefing_with_changes_is_made_the_same_twice(sample, scene, options, language, paper, read_pdf):
    chosen = replace(options, since=issued(sample, options), language=language, paper=paper)
    one, other = (make(*later(scene), chosen, FINGERPRINT) for _ in range(2))
    assert one == other
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(one.pdf))
    assert "First briefing (Public)" in text


def test_what_was_kept_does_not_travel_with_the_briefing(sample, scene, options):
    chosen = replace(options, since=issued(sample, options))
    made = make(*later(scene), chosen, FINGERPRINT)
    assert b"secret" not in made.pdf


def test_a_briefing_since_an_unreadable_one_says_so(sample, options, read_pdf):
    chosen = replace(options, since=IssuedBefore(snapshot="nothing"))
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(make(*sample, chosen, FINGERPRINT).pdf))
    assert "cannot be read, so nothing is compared" in text


def test_options_with_an_earlier_briefing_come_back_from_json(sample, options):
    chosen = replace(options, since=issued(sample, options), sections=tuple(Section))
    assert BriefingOptions.from_json(chosen.to_json()) == chosen
