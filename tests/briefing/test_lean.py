"""What keeps a large briefing quick, in counts that do not depend on the machine."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefing.compose import compose
from briefing.content import Table, words_cell
from briefing.document import Document
from briefing.layout import lay_out
from briefing.options import Section
from briefing.pdf import make
from briefing.style import PAPERS
from briefing.text import Number, Orphan, Words

ROOT = Path(__file__).parents[2]
FINGERPRINT = "7c1e9a045b2fd03c" * 4
NOT_FOR_WRITING = (
    "pikepdf",
    "lxml",
    "sqlalchemy",
    "PySide6",
    "urllib.request",
    "email",
    "edtf",
    "exchange.table",
    "exchange.mapping",
)
SCRIPT = f"import sys, briefing.pdf, desktop.briefing_file; print([m for m in {NOT_FOR_WRITING} if m in sys.modules])"


def test_writing_a_briefing_loads_nothing_that_only_reading_one_needs() -> None:
    printed = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_a_mark_stands_in_the_file_once_however_often_it_is_drawn(thousand, options):
    made = make(*thousand, replace(options, sections=tuple(Section)), FINGERPRINT)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        resources = [page.obj.Resources for page in document.pages]
        drawn = sum(page.obj.Contents.read_bytes().count(b" Do Q") for page in document.pages)
        assert len({held.objgen for held in resources}) == 1
        assert len(resources[0].XObject) < 40 < drawn


def test_a_page_names_a_face_only_where_it_changes(thousand, options):
    made = make(*thousand, options, FINGERPRINT)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        pages = [page.obj.Contents.read_bytes() for page in document.pages]
    turned, written = (sum(page.count(sign) for page in pages) for sign in (b" Tf\n", b" Tj"))
    assert turned < written
    assert sum(map(len, pages)) < 130 * written


def test_words_that_stand_in_many_rows_are_one_cell(thousand, options):
    content = compose(*thousand, replace(options, sections=(Section.REGISTER,)), FINGERPRINT)
    register = next(block for block in reversed(content.blocks) if isinstance(block, Table))
    cells = [cell for row in register.rows for cell in row.cells]
    assert len({id(cell) for cell in cells if cell.common}) * 5 < len(cells)


def test_a_cell_that_stands_in_many_rows_holds_no_number():
    with pytest.raises(Orphan):
        replace(words_cell("yes"), text=(Number("6,000", (1,)),))
    with pytest.raises(Orphan):
        Words("6,000 of them")


def test_the_pages_are_laid_out_in_step_with_the_rows(thousand, options):
    content = compose(*thousand, replace(options, sections=tuple(Section)), FINGERPRINT)
    pieces = sum(len(page) for page in lay_out(content, list(content.blocks), Document(PAPERS["A4"], "en")))
    rows = sum(len(block.rows) for block in content.blocks if isinstance(block, Table))
    assert pieces < 1.2 * rows + len(content.notes) + 3 * len(content.blocks)
