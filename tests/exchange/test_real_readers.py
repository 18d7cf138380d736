"""What goes out is read by the readers that other people use, and says the same to them."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from exchange.bibliography import as_bibtex, as_csl, as_ris
from figures.record import Casebook, Publisher, Source
from figures.vocabulary import SourceKind

SOURCES = (
    Source(
        id=1,
        uid="u1",
        publisher=1,
        title="Тіла 6 057 & «більше» {так}",
        authors=("Ганна Мельник", "O'Neil, J."),
        kind=SourceKind.NGO_REPORT,
        address="https://a.example/?q={1}&p=100%#_x",
        language="uk",
        published="2025-06-16",
        accessed="2025-07-01",
        note="50 % of $100, #1 \\ ~about~ ^that^",
    ),
    Source(id=2, uid="u2", title="One { brace", ref="джерело 1", kind=SourceKind.WIRE_REPORT, published="2025-06"),
    Source(id=3, uid="u3", title="Another } brace", ref="новини_ 1", kind=SourceKind.SOCIAL_POST),
    Source(id=4, uid="u4", title='A "quoted" title, with a comma', ref="джерело 2", published="2025~"),
)
BOOK = Casebook(publishers=(Publisher(id=1, uid="p1", name="Суспільне & Co."),), sources=SOURCES)
EVERY_KIND = replace(BOOK, sources=tuple(replace(SOURCES[0], id=n, uid=f"k{n}", kind=k) for n, k in enumerate(SourceKind, 1)))

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Plain</title><id>plain</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <names variable="author"><name/></names>
    <date variable="issued" prefix=" ("><date-part name="year"/></date>
    <text variable="title" prefix=") "/><text variable="publisher" prefix=". "/><text variable="URL" prefix=". "/>
  </layout></bibliography>
</style>
"""


def spoken(latex: str) -> str:
    """What a field of BibTeX says, its outermost braces and its escapes taken away."""
    text = latex.removeprefix("{").removesuffix("}")
    text = text.replace(r"{\textbraceleft}", "{").replace(r"{\textbraceright}", "}")
    return re.sub(r"\\([&%$#_{}])", r"\1", text)


def test_a_reader_of_ris_finds_every_source_with_its_fields() -> None:
    first, *rest = rispy.loads(as_ris(BOOK))
    assert (first["type_of_reference"], first["title"], first["publisher"]) == ("RPRT", SOURCES[0].title, "Суспільне & Co.")
    assert first["authors"] == list(SOURCES[0].authors)
    assert (first["date"], first["urls"], first["language"]) == ("2025/06/16/", [SOURCES[0].address], "uk")
    assert [item["title"] for item in rest] == [source.title for source in SOURCES[1:]]


def test_a_reader_of_bibtex_finds_every_source_under_a_key_of_its_own() -> None:
    read = parse_string(as_bibtex(BOOK), "bibtex")
    assert len(read.entries) == len(SOURCES)
    first = read.entries["u1"]
    assert first.type == "techreport"
    assert first.fields["institution"] == r"Суспільне \& Co."
    assert (first.fields["year"], first.fields["month"], first.fields["day"]) == ("2025", "6", "16")
    assert [spoken(str(person)) for person in first.persons["author"]] == list(SOURCES[0].authors)
    told = [spoken(entry.fields["title"]) for entry in read.entries.values()]
    assert told == [source.title for source in SOURCES]


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
def test_a_processor_of_citations_cites_every_kind_of_source(tmp_path: Path) -> None:
    (tmp_path / "plain.csl").write_text(STYLE, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        items = CiteProcJSON(json.loads(json.dumps(as_csl(EVERY_KIND))))
        style = CitationStylesStyle(str(tmp_path / "plain.csl"), validate=False)
        cited = CitationStylesBibliography(style, items, formatter.plain)
        for key in items:
            cited.register(Citation([CitationItem(key)]))
        told = [str(entry) for entry in cited.bibliography()]
    assert len(told) == len(SourceKind)
    assert all("2025" in entry and "6 057" in entry for entry in told)
