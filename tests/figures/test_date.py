"""Dates: what the standard library reads means what the EDTF library would have read, and most dates never load that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from figures import date
from figures.date import NotADate, Span

ROOT = Path(__file__).parents[2]
YEARS = st.integers(0, 2030).map("{:04}".format)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(0, 13))
DAYS = st.builds("{}-{:02}".format, MONTHS, st.integers(0, 32))
PLAIN = st.one_of(YEARS, MONTHS, DAYS)
LOADED = "import sys; from figures.date import span; {reads}; print([m for m in ('edtf', 'pyparsing') if m in sys.modules])"


def read(by, text: str) -> Span | str:
    try:
        return by(text)
    except NotADate as wrong:
        return str(wrong)


@given(st.one_of(PLAIN, st.builds("{}/{}".format, PLAIN, PLAIN)))
def test_plain_dates_and_spans_mean_what_the_library_says(text):
    assert read(date.span, text) == read(date._edtf_span, text)


def test_plain_dates_and_spans_are_read_without_the_library():
    reads = "; ".join(f"span({text!r})" for text in ("1953-04/1953-05", "2014", "2014-09-01/..", "2025-06-02/2025-06-09"))
    run = subprocess.run(
        [sys.executable, "-c", LOADED.format(reads=reads)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
