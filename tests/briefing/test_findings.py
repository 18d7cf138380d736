"""Key findings: what is told, in which order, in which words."""

from __future__ import annotations

from briefing.compose import compose
from briefing.content import Finding
from briefing.findings import MOST, key_cases
from briefing.language import ENGLISH
from briefing.naming import Naming
from briefing.telling import Teller
from briefing.text import Number, plain
from briefing.withholding import withhold


def told(compared):
    book, comparison = compared
    naming = Naming(withhold(book, comparison), comparison, ENGLISH)
    found = [Teller(naming).finding(case) for case in key_cases(naming, comparison.lines)]
    return [(f.label, plain(f.lead) + plain(f.rest)) for f in found]


def test_the_shortfall_is_told_first_with_its_gap(sample):
    label, sentence = told(sample)[0]
    assert label == "Short"
    assert sentence == (
        "Russia counts 78 bodies received of the 6,000 agreed: 5,922 fewer than promised. "
        "The agreement is recorded as completed."
    )


def test_a_contested_count_is_told_as_a_choice(sample):
    sentence = dict(told(sample))["Exceeded"]
    assert "Its own offices count 6,057 or 6,060 against 6,000: 57 to 60 more." in sentence
    assert sentence.endswith("The counts have not been reconciled.")


def test_both_directions_that_say_the_same_are_told_once(sample):
    sentences = [s for label, s in told(sample) if label == "Cannot tell"]
    assert len(sentences) == 1
    assert "At least 1,000 a side agreed" in sentences[0]
    assert "9 June 2025 and 10 June 2025, and no number was given" in sentences[0].replace("\u00a0", " ")


def test_what_was_presented_is_never_told_as_handed_over(sample):
    sentence = dict(told(sample))["Presented only"].replace("\u00a0", " ")
    assert sentence.startswith("1,212 bodies presented to Ukraine on 7 June 2025 and not received.")


def test_receiver_and_sender_are_told_apart(sample):
    assert any("Ukraine counts 189 prisoners of war" in s and s.endswith("39 apart.") for _, s in told(sample))


def test_unaccounted_children_follow_from_the_parts(sample):
    assert "which leaves up to 138 unaccounted for" in dict(told(sample))["Awaited"]


def test_at_most_seven_findings_are_told(sample):
    assert len(told(sample)) <= MOST


def test_one_body_is_not_told_in_the_plural(scene):
    s = scene()
    s.event("One body", None, date="2025-07-01")
    s.claim("One body", "1", s.sources[1].title, "one", "paragraph 1")
    book, comparison = s.compared()
    line = next(x for x in comparison.lines if x.event == s.ids["One body"])
    naming = Naming(book, comparison, ENGLISH)
    (case,) = key_cases(naming, [line])
    assert "1 body received" in plain(Teller(naming).finding(case).lead)


def test_every_number_of_a_finding_bears_the_mark_of_its_note(sample, options):
    content = compose(*sample, options, "0" * 64)
    findings = [b for b in content.blocks if isinstance(b, Finding)]
    assert len(findings) == MOST
    first = next(run for run in findings[0].lead if isinstance(run, Number))
    assert {content.number_of[figure] for figure in first.figures} == {1}


def test_a_verdict_that_rests_on_a_convention_says_so(scene):
    s = scene()
    s.agreement("Dozens", "completed")
    s.claim("Dozens", "200", s.sources[1].title, "two hundred", "paragraph 1", stage="agreed")
    s.claim("Dozens", "dozens", s.sources[1].title, "dozens", "paragraph 2")
    book, comparison = s.compared()
    naming = Naming(book, comparison, ENGLISH)
    (case,) = key_cases(naming, [x for x in comparison.lines if x.agreement == s.ids["Dozens"]])
    found = Teller(naming).finding(case)
    assert "“dozens” is read as 24–99 by convention." in plain(found.rest)
