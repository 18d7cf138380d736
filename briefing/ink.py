"""What is written on one page: its letters as the codes that they have in this file, in one text object.

Text is what a briefing of a thousand events has most of, so little is done for each string: a letter's code is looked up once a
file, a face or colour is named only where it changes, and all the text of a page stands together, above its drawings.
"""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from briefing.drawing import PRINT, Token
from briefing.style import Type

FAR = "\uffff"
"""Stands for a letter that is not among the first two hundred of its face; no text holds it."""


@cache
def colour(token: Token) -> str:
    """A colour's red, green and blue, as a page names them."""
    held = HexColor(PRINT[token])
    return f"{held.red:.6g} {held.green:.6g} {held.blue:.6g}"


class Letters(dict[int, str]):
    """Of one face in one file: each letter's code, looked up when it is first written."""

    def __init__(self, face: str, document: PDFDocument) -> None:
        super().__init__()
        self.font: TTFont = pdfmetrics.getFont(face)
        self.document = document
        self.name = self.font.getSubsetInternalName(0, document)

    def __missing__(self, sign: int) -> str:
        """The code of a letter that was not written before; further tables of letters are left to ``in_parts``."""
        ((table, code),) = self.font.splitString(chr(sign), self.document)
        self[sign] = found = FAR if table else _escaped(code)
        return found

    def shown(self, text: str, size: float) -> str:
        """The operators that write the text."""
        codes = text.translate(self)
        return f"({codes}) Tj" if FAR not in codes else self.in_parts(text, size)

    def in_parts(self, text: str, size: float) -> str:
        """The operators for a text whose letters are in several tables, of which a page knows each as a face of its own."""
        parts = [
            f"{self.font.getSubsetInternalName(table, self.document)} {size:g} Tf ({_escaped(codes)}) Tj"
            for table, codes in self.font.splitString(text, self.document)
        ]
        return " ".join([*parts, f"{self.name} {size:g} Tf"])


def _escaped(codes: bytes) -> str:
    """Codes as they stand between the brackets of a string."""
    return "".join(chr(code) if 32 <= code < 127 and code not in b"()\\" else f"\\{code:03o}" for code in codes)


class Ink:
    """The text of one page in the order in which it was written."""

    def __init__(self, letters: dict[str, Letters], document: PDFDocument) -> None:
        self._letters, self._document = letters, document
        self._written: list[str] = []
        self._type: Type | None = None
        self._now: Letters
        self._size = 0.0

    def write(self, x: float, y: float, text: str, style: Type) -> None:
        """One string from a point on, in points from the left bottom corner."""
        if style is not self._type:
            self._turn_to(style)
        self._written.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm {self._now.shown(text, self._size)}")

    def _turn_to(self, style: Type) -> None:
        held = self._type
        if held is None or (held.face, held.size) != (style.face, style.size):
            self._now = self._letters.get(style.face) or self._new(style.face)
            self._size = style.size
            self._written.append(f"{self._now.name} {style.size:g} Tf")
        if held is None or held.ink is not style.ink:
            self._written.append(f"{colour(style.ink)} rg")
        self._type = style

    def _new(self, face: str) -> Letters:
        self._letters[face] = found = Letters(face, self._document)
        return found

    def operators(self) -> str:
        """All of it as one text object."""
        return "\n".join(("BT", *self._written, "ET"))
