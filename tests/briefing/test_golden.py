"""The worked examples as they were printed and signed: every text of every page, and where it stands, to the point.

A page that is meant to look otherwise is looked at, its file in ``golden`` deleted, and this test run twice: the first run
writes the file anew and fails. ``briefing.attachments.DRAWING`` is raised with it, so that briefings issued before are known.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.pdf import make

GOLDEN = Path(__file__).parent / "golden"
FINGERPRINT = "7c1e9a045b2fd03c" * 4


@pytest.mark.parametrize(("language", "paper"), [("en", "A4"), ("uk", "Letter")])
def test_the_worked_examples_are_printed_as_they_were_signed(sample, options, read_pdf, language, paper):
    made = make(*sample, replace(options, language=language, paper=paper), FINGERPRINT)
    found: list[str] = []
    for number, page in enumerate(read_pdf(made.pdf), start=1):
        found.append(f"page {number}: {page.width:.0f} × {page.height:.0f}")
        found += [f"{word.left:.0f} {page.height - word.top:.0f} {' '.join(word.text.split())}" for word in page.words]
    held = GOLDEN / f"istanbul-{language}.txt"
    if not held.exists():
        held.write_text("\n".join(found) + "\n", encoding="utf-8")
        pytest.fail(f"{held.name} was not there and is written anew; look at it.")
    assert found == held.read_text(encoding="utf-8").splitlines()
