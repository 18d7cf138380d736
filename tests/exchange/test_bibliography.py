"""Sources go to a reference program and come back with what it has fields for."""

from __future__ import annotations

import pytest

from exchange.bibliography import as_bibtex, as_csl, as_ris, date_parts, read_csl, read_ris
from exchange.heading import NoTable
from figures.record import Casebook, Publisher, Source
from figures.vocabulary import SourceKind

SOURCE = Source(
    id=1,
    uid="u1",
    publisher=1,
    title="Тіла 6 057 & «більше» {так}",
    authors=("Ганна Мельник", "O'Neil, J."),
    kind=SourceKind.NGO_REPORT,
    address="https://a.example/?q={1}",
    language="uk",
    published="2025-06-16",
    accessed="2025-07",
)
BOOK = Casebook(publishers=(Publisher(id=1, uid="p1", name="Суспільне"),), sources=(SOURCE,))


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2025-06-09", [2025, 6, 9]),
        ("2025-06", [2025, 6]),
        ("2025~", [2025]),
        ("", []),
        ("2025-06-09/2025-06-12", [2025, 6]),
        ("2025-06-09/2026-06-09", []),
        ("../2025-06", []),
    ],
)
def test_a_date_goes_out_as_far_as_it_is_certain(date: str, parts: list[int]) -> None:
    assert date_parts(date) == parts


def test_csl_comes_back_the_same() -> None:
    import json

    [back] = read_csl(json.dumps(as_csl(BOOK)))
    assert back.publisher == "Суспільне"
    for name in ("title", "authors", "kind", "address", "language", "published", "accessed"):
        assert getattr(back.source, name) == getattr(SOURCE, name)


def test_ris_comes_back_the_same() -> None:
    text = as_ris(BOOK)
    assert text.startswith("TY  - RPRT\r\n")
    [back] = read_ris(text)
    assert back.publisher == "Суспільне"
    for name in ("title", "authors", "kind", "address", "language", "published", "accessed"):
        assert getattr(back.source, name) == getattr(SOURCE, name)


def test_ris_of_another_program_is_read() -> None:
    [back] = read_ris("TY  - JOUR\nT1  - Swap\nA1  - Doe, J.\nPY  - 2025/06/09/\nJO  - Daily\nER  - \n")
    assert (back.source.title, back.source.published, back.publisher) == ("Swap", "2025-06-09", "Daily")


def test_bibtex_escapes_what_it_would_take_for_its_own() -> None:
    text = as_bibtex(BOOK)
    assert text.startswith("@techreport{u1,")
    assert r"title = {{Тіла 6 057 \& «більше» \{так\}}}," in text
    assert "year = {2025}," in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[{}]"])
def test_what_is_no_csl_is_refused(text: str) -> None:
    with pytest.raises(NoTable, match="CSL-JSON"):
        read_csl(text)


def test_what_is_no_ris_is_refused() -> None:
    with pytest.raises(NoTable, match="RIS"):
        read_ris("hello")
