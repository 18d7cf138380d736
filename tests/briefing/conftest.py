"""Casebooks for briefings, and a finished briefing as a reader of PDFs sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pytest
from extremes import extremes, many
from istanbul import istanbul
from scene import AS_OF, Compared, Scene, one_line

from briefing.options import BriefingOptions

CASES = {"istanbul": istanbul, "extremes": extremes, "one line": one_line, "nothing": Scene}


@dataclass(frozen=True)
class Word:
    """A run of text on a finished page, in points from the left bottom corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class ReadPage:
    width: float
    height: float
    text: str
    words: tuple[Word, ...]


def read_back(pdf: bytes) -> list[ReadPage]:
    """A finished briefing as a reader of PDFs sees it."""
    found = []
    with pdfium.PdfDocument(pdf) as document:
        for at in range(len(document)):
            page = document[at]
            texts = page.get_textpage()
            boxes = [texts.get_rect(n) for n in range(texts.count_rects())]
            words = tuple(Word(texts.get_text_bounded(*box), *box) for box in boxes)
            found.append(ReadPage(*page.get_size(), texts.get_text_range(), words))
            texts.close()
            page.close()
    return found


@pytest.fixture(scope="session")
def read_pdf() -> Callable[[bytes], list[ReadPage]]:
    return read_back


@pytest.fixture(params=sorted(CASES))
def any_case(request: pytest.FixtureRequest) -> Compared:
    return CASES[request.param]().compared()


@pytest.fixture
def case() -> Callable[[str], Compared]:
    return lambda name: CASES[name]().compared()


@pytest.fixture
def thousand() -> Compared:
    return many().compared()


@pytest.fixture
def options() -> BriefingOptions:
    return BriefingOptions(
        title="Promised in Istanbul, counted at the handover",
        author="Sample author",
        organisation="Example Registry of Handovers",
        label="Internal",
        as_of=AS_OF,
        opening=(
            "This briefing sets what was promised in Istanbul beside what can be shown to have been handed over. "
            "It counts the dead by body, as its sources do, and says nothing about who they were."
        ),
    )


@pytest.fixture
def sample() -> Compared:
    return istanbul().compared()


@pytest.fixture
def scene() -> Callable[[], Scene]:
    return istanbul
