"""The finished file, read back: nothing outside the page, no overlap, no heading alone, no stray number, same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.compose import compose
from briefing.content import Figures, Finding, Heading, Prose, Table
from briefing.document import Document
from briefing.layout import lay_out
from briefing.options import AgreementNote, BriefingOptions, Section
from briefing.pdf import make, write_pdf
from briefing.style import FRAME_BOTTOM, PAPERS, SIDE, TOP
from briefing.text import Marks, Name, Number

FINGERPRINT = "7c1e9a045b2fd03c" * 4
EVERYTHING = tuple(Section)


@pytest.fixture(params=["A4", "Letter"])
def paper(request):
    return request.param


def test_all_text_stands_within_the_margins(any_case, options, paper, read_pdf):
    made = make(*any_case, replace(options, paper=paper, sections=EVERYTHING), FINGERPRINT)
    for page in read_pdf(made.pdf):
        for word in page.words:
            assert word.left >= SIDE - 3, word
            assert word.right <= page.width - SIDE + 3, word
            assert word.top <= page.height - TOP + 6, word
            assert word.bottom >= 8, word


def test_no_two_texts_overlap(any_case, options, read_pdf):
    made = make(*any_case, replace(options, sections=EVERYTHING), FINGERPRINT)
    for page in read_pdf(made.pdf):
        words = [w for w in page.words if w.text.strip() and "•" not in w.text]
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert across < 1.2 or down < 2.4, (one, other)


def test_every_piece_stands_within_the_frame(any_case, options, paper):
    content = compose(*any_case, replace(options, paper=paper, sections=EVERYTHING), FINGERPRINT)
    height = PAPERS[paper][1] - TOP - FRAME_BOTTOM
    for page in lay_out(content, list(content.blocks), Document(PAPERS[paper], "en")):
        at = 0.0
        for placed in page:
            assert placed.top >= at - 1e-6
            at = placed.top + placed.piece.height
        assert at <= height + 1


def test_a_first_page_that_nearly_fits_is_set_closer_and_fits(scene, options):
    chosen = replace(options, opening="", agreements=(scene().ids["Istanbul agreement"],), organisation="", label="")
    ends = []
    for words in range(100, 400, 10):
        content = compose(*scene().compared(), replace(chosen, opening="слово " * words), FINGERPRINT)
        page = lay_out(content, list(content.blocks), Document(PAPERS["A4"], "en"))[0]
        glance = next(b for b in content.blocks if isinstance(b, Table))
        rows = [p for p in page if p.piece.head is not None][: len(glance.rows)]
        ends.append((len(rows) >= len(glance.rows), min((p.piece.height for p in rows), default=0)))
    heights = [height for whole, height in ends if whole]
    assert len(set(heights)) > 1
    assert heights == sorted(heights, reverse=True)
    assert not ends[-1][0]


def test_no_heading_stands_alone_at_the_foot_of_a_page(thousand, options):
    content = compose(*thousand, replace(options, sections=EVERYTHING), FINGERPRINT)
    for page in lay_out(content, list(content.blocks), Document(PAPERS["A4"], "en")):
        assert not page[-1].piece.keep


def test_the_head_of_a_table_is_repeated_on_every_page(thousand, options, read_pdf):
    made = make(*thousand, replace(options, sections=(Section.REGISTER,)), FINGERPRINT)
    pages = [p for p in read_pdf(made.pdf) if "transferred" in p.text]
    assert len(pages) > 10
    assert all("Claimant" in p.text and "Said on" in p.text for p in pages)


def test_each_page_says_which_of_how_many_it_is(sample, options, read_pdf):
    made = make(*sample, options, FINGERPRINT)
    for number, page in enumerate(read_pdf(made.pdf), start=1):
        assert f"Page {number} of {made.pages}" in page.text
        assert "7c1e 9a04 5b2f" in page.text


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTHS += "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
NOT_COUNTS = [
    r"\[\d+(?:–\d+)?\]",
    r"U\+[0-9A-F]{4}",
    rf"\d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?",
    rf"(?:{MONTHS})\s\d{{4}}",
    r"\d{4} \(as of\)",
    r"Page \d+ of \d+",
    r"casefile [0-9a-f ]+",
    r"Fingerprint of the casefile: [0-9a-f ]+",
    r"\b[A-F][1-6]\b",
    r"Version 1\.",
    r"A to F, then credibility of the item, 1 to 6",
]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*", text))


def cited_numbers(content) -> set[str]:
    runs = [run for block in content.blocks for run in block.runs()]
    found = {n for run in runs if isinstance(run, Number) for n in numbers(run.text)}
    names = {n for run in runs if isinstance(run, Name) for n in numbers(run.text)}
    for block in content.blocks:
        if isinstance(block, Figures):
            for panel in block.chart.panels:
                captions = [panel.promise.caption] if panel.promise else []
                captions += [s.caption for s in panel.steps] + [c for col in panel.columns for c in col.captions]
                captions += list(panel.end.captions) if panel.end else []
                captions += [panel.missing] if panel.missing else []
                found |= {n for c in captions for n in numbers(c.text)}
                names |= {str(t.day.day) for t in (*block.chart.ticks, block.chart.as_of)}
    return found | names


def test_no_number_of_the_finished_file_is_without_a_note(any_case, options, read_pdf):
    chosen = replace(options, sections=(Section.AGREEMENTS, Section.OUTSIDE, Section.METHOD), opening="")
    content = compose(*any_case, chosen, FINGERPRINT)
    text = "\n".join(page.text for page in read_pdf(write_pdf(content, chosen)))
    body = text.split("\nNotes\r")[0]
    for pattern in NOT_COUNTS:
        body = re.sub(pattern, " ", body)
    names = " ".join([content.first.title, content.first.scope, *(b.text for b in content.blocks if isinstance(b, Heading))])
    strays = numbers(body) - cited_numbers(content) - numbers(names)
    assert not strays


def test_every_number_marks_a_note_that_is_printed(any_case, options):
    content = compose(*any_case, replace(options, sections=EVERYTHING), FINGERPRINT)
    printed = {note.number for note in content.notes}
    for block in content.blocks:
        for run in block.runs():
            if isinstance(run, Number | Marks):
                assert {content.number_of[f] for f in run.figures} <= printed


def test_notes_are_numbered_in_the_order_of_first_citing(sample, options):
    content = compose(*sample, options, FINGERPRINT)
    assert [note.number for note in content.notes] == list(range(1, len(content.notes) + 1))
    seen: list[int] = []
    for block in content.blocks:
        for run in block.runs():
            if isinstance(run, Marks):
                seen += sorted({content.number_of[f] for f in run.figures} - set(seen))
    assert seen == sorted(seen)


def test_markup_prints_as_it_is(case, options, read_pdf):
    made = make(*case("extremes"), replace(options, sections=EVERYTHING), FINGERPRINT)
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(made.pdf))
    for words in ("<b>R&D</b> &amp;", "<unnamed> source", "<para>Publisher</para>", "<i>quote</i>"):
        assert words in text


def test_hidden_characters_are_shown_and_missing_letters_replaced(case, options, read_pdf):
    made = make(*case("extremes"), replace(options, sections=EVERYTHING), FINGERPRINT)
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(made.pdf))
    assert "abc‹U+202E›евил‹U+0000›" in text
    assert "\u202e" not in text
    assert "\ufffd" in text
    assert "kept" in text


def test_long_quotes_and_addresses_are_printed_whole(case, options, read_pdf):
    made = make(*case("extremes"), replace(options, sections=EVERYTHING), FINGERPRINT)
    text = re.sub(r"\s+", "", "".join(page.text for page in read_pdf(made.pdf))).replace("\ufffe", "").replace("\u0002", "")
    quote = "".join(f"слово{n}" for n in range(60))
    address = "/".join(f"дуже-довга-частина-адреси-{n}" for n in range(14))
    assert quote in text
    assert address.replace("-", "") in text.replace("-", "")


def test_only_addresses_of_the_web_become_links(case, options):
    made = make(*case("extremes"), options, FINGERPRINT)
    assert b"/URI (javascript" not in made.pdf
    assert b"javascript:alert" not in made.pdf.split(b"stream")[0]


def test_a_briefing_of_nothing_says_so(case, options, read_pdf):
    made = make(*case("nothing"), options, FINGERPRINT)
    assert made.notes == 0
    assert "There is nothing to compare" in read_pdf(made.pdf)[0].text.replace("\r\n", " ")


def test_a_single_line_makes_a_whole_briefing(case, options, read_pdf):
    made = make(*case("one line"), options, FINGERPRINT)
    assert made.notes == 1
    assert "157" in read_pdf(made.pdf)[0].text


SCRIPT = """
import sys, hashlib, importlib.util
spec = importlib.util.spec_from_file_location("scenes", sys.argv[1])
scenes = importlib.util.module_from_spec(spec)
sys.modules["scenes"] = scenes
spec.loader.exec_module(scenes)
from briefing.options import AgreementNote, BriefingOptions, Section
from briefing.pdf import make
for build in scenes.CASES.values():
    options = BriefingOptions(as_of=scenes.AS_OF, sections=tuple(Section))
    print(hashlib.sha256(make(*build().compared(), options, sys.argv[2]).pdf).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_in_any_process(tmp_path):
    here = Path(__file__).parent
    root = here.parents[1]
    printed = []
    for seed, zone, place in (("1", "UTC", root), ("99", "Asia/Tokyo", tmp_path)):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": "C",
            "PYTHONPATH": f"{root}:{root / 'tests/figures'}:{here}",
        }
        command = [sys.executable, "-c", SCRIPT, str(here / "conftest.py"), FINGERPRINT]
        printed.append(subprocess.run(command, env=env, cwd=place, capture_output=True, text=True, check=True).stdout)
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == 4


def test_blocks_of_every_kind_are_in_the_sample(sample, options):
    content = compose(*sample, options, FINGERPRINT)
    kinds = {type(block) for block in content.blocks}
    assert {Heading, Prose, Finding, Table, Figures} <= kinds


def test_sections_can_be_left_out_and_moved(sample, options, read_pdf):
    made = make(*sample, replace(options, sections=(Section.METHOD, Section.AGREEMENTS)), FINGERPRINT)
    text = "".join(page.text for page in read_pdf(made.pdf))
    assert "Outside agreements" not in text
    assert text.index("Words into counts") < text.index("What was promised")
    assert "Ukrainska Pravda" in text


def test_the_file_bears_its_title_author_and_language(sample, options):
    import io

    import pikepdf

    made = make(*sample, options, FINGERPRINT)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert str(document.docinfo["/Title"]) == options.title
        assert str(document.docinfo["/Author"]) == options.author
        assert str(document.docinfo["/CreationDate"]) == "D:20260228000000Z"
        assert str(document.Root.Lang) == "en"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root][:1] == [options.title]
        assert list(document.attachments) == ["briefing.json"]
        links = [a for page in document.pages for a in page.obj.get("/Annots", [])]
        assert len(links) > 100
        assert all(int(link.F) == 4 for link in links)


def test_options_without_a_title_still_make_a_titled_file(sample):
    assert make(*sample, BriefingOptions(), FINGERPRINT).pages > 2


HOSTILE = "<b>&amp;</b> \x00\x1b[31m \u202eגנב \ud800 😀 %s {0} " + "Ї" * 300


def test_every_field_of_the_options_takes_any_text(sample, read_pdf):
    book, _ = sample
    notes = (AgreementNote(book.agreements[0].id, HOSTILE),)
    options = BriefingOptions(title=HOSTILE, author=HOSTILE, organisation=HOSTILE, label=HOSTILE, opening=HOSTILE, notes=notes)
    made = make(*sample, options, FINGERPRINT)
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(made.pdf))
    assert "<b>&amp;</b> ‹U+0000›‹U+001B›[31m ‹U+202E›" in text
    assert "‹U+D800›" in text


def test_a_logo_stands_on_the_first_page(sample, options):
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (300, 120), "navy").save(held, "PNG")
    with_logo = make(*sample, replace(options, logo=held.getvalue()), FINGERPRINT)
    assert b"/Image" in with_logo.pdf
    assert with_logo == make(*sample, replace(options, logo=held.getvalue()), FINGERPRINT)


def test_more_letters_than_one_table_of_a_typeface_holds_are_all_printed(sample, options, read_pdf):
    letters = [chr(code) for code in (*range(0xC0, 0x180), *range(0x400, 0x460)) if chr(code).isalpha()]
    opening = " ".join("".join(letters[at : at + 12]) for at in range(0, len(letters), 12))
    text = " ".join(page.text for page in read_pdf(make(*sample, replace(options, opening=opening), FINGERPRINT).pdf))
    assert len(letters) > 256
    assert " ".join(opening.split()) in " ".join(text.split())


def test_an_address_in_any_script_is_linked_in_the_letters_of_addresses(case, options):
    import io

    import pikepdf

    made = make(*case("extremes"), options, FINGERPRINT)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        links = [a for page in document.pages for a in page.obj.get("/Annots", []) if "/A" in a]
        addresses = {str(a.A.URI) for a in links}
    assert any("%D0%B4%D1%83%D0%B6%D0%B5" in address for address in addresses)
    assert all(address.isascii() and address.startswith("http") for address in addresses)
