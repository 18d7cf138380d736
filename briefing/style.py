"""The one typographic system of a briefing: faces, sizes, grid, rules; every measure of the page is named here, once.

Two voices: serif is a sentence that somebody signs, sans is the record. One hanging margin carries labels, verdicts and grades.
Sizes are points.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from briefing.drawing import Token

SANS = "PlexSans"
SANS_BOLD = "PlexSans-SemiBold"
SERIF = "PlexSerif"
SERIF_BOLD = "PlexSerif-SemiBold"
SERIF_ITALIC = "PlexSerif-Italic"
FILES = {
    SANS: "IBMPlexSans-Regular.ttf",
    SANS_BOLD: "IBMPlexSans-SemiBold.ttf",
    SERIF: "IBMPlexSerif-Regular.ttf",
    SERIF_BOLD: "IBMPlexSerif-SemiBold.ttf",
    SERIF_ITALIC: "IBMPlexSerif-Italic.ttf",
}
PAPERS = {"A4": A4, "Letter": LETTER}

TOP = 42.0
SIDE = 46.0
FRAME_BOTTOM = 54.0
FOOT = 33.0
MARGIN_COLUMN = 112.0


@dataclass(frozen=True, slots=True)
class Type:
    """A face, its size and its leading, in one colour."""

    face: str
    size: float
    leading: float
    ink: Token = Token.INK


@lru_cache(maxsize=256)
def type_of(face: str, size: float, ink: Token = Token.INK, leading: float = 0) -> Type:
    """The one type of these measures, so that equal types are the same."""
    return Type(face, size, leading, ink)


TITLE = Type(SERIF_BOLD, 22, 26.5)
SCOPE = Type(SERIF_ITALIC, 10, 14, Token.INK2)
SECTION = Type(SERIF_BOLD, 16, 20)
SUBSECTION = Type(SERIF_BOLD, 10.5, 14)
TEXT = Type(SERIF, 9.1, 13)
LEAD = Type(SERIF_BOLD, 9.1, 13)
CELL = Type(SANS, 7.7, 10.8)
CELL_BOLD = Type(SANS_BOLD, 7.7, 10.8)
CELL_GREY = Type(SANS, 7.7, 10.8, Token.INK2)
LABEL = Type(SANS_BOLD, 8, 10.8)
SECOND = Type(SANS, 6.8, 9.2, Token.INK2)
HEAD = Type(SANS, 7, 9.4, Token.INK2)
NOTE = Type(SANS, 7.6, 10.2)
NOTE_BOLD = Type(SANS_BOLD, 7.6, 10.2)
QUOTE = Type(SERIF_ITALIC, 7.9, 10.6)
ADDRESS = Type(SANS, 7, 9.6, Token.OBSERVED)
MARK_TEXT = Type(SANS, 8, 13, Token.INK2)
MARK_CELL = Type(SANS, 6.6, 10.8, Token.INK2)
NOTE_GREY = Type(SANS, 7.6, 10.2, Token.INK2)
PAGE_LINK = Type(SANS_BOLD, 6.8, 9.2, Token.OBSERVED)
FOOTER = Type(SANS, 7, 9.4, Token.INK2)

RULE_HEAVY = 0.9
RULE_GROUP = 0.5
RULE_ROW = 0.5


@cache
def register_faces() -> None:
    """Make the five faces known to reportlab, once a process."""
    for name, file_name in FILES.items():
        data = files("resources").joinpath("fonts", file_name).read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))


@lru_cache(maxsize=16384)
def text_width(text: str, face: str, size: float) -> float:
    """The width of ``text``; words come again and again, so each is measured once."""
    register_faces()
    return float(pdfmetrics.stringWidth(text, face, size))


@cache
def drawable(face: str) -> frozenset[str]:
    """The signs that a face can draw."""
    register_faces()
    return frozenset(map(chr, pdfmetrics.getFont(face).face.charToGlyph))
