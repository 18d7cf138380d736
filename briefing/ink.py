"""What a page is drawn with: letters as the codes that they have in this file, marks and fades that are made once a file.

Text is what a briefing of a thousand events has most of, so little is done for each string: a letter's code is looked up once a
file, a face or colour is named only where it changes, and neighbouring strings stand in one text object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFAxialShading,
    PDFDictionary,
    PDFDocument,
    PDFExponentialFunction,
    PDFResourceDictionary,
    PDFStream,
)
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from briefing.drawing import PRINT, Token
from briefing.style import Type

STAMP_BOX = (-30, -30, 30, 30)
"""Room enough about zero for any mark."""

FAR = "\uffff"
"""Stands for a letter that is not among the first two hundred of its face; no text holds it."""


def shares(token: Token) -> tuple[float, float, float]:
    """A colour's red, green and blue, each from 0 to 1."""
    held = HexColor(PRINT[token])
    return held.red, held.green, held.blue


def _named(token: Token) -> str:
    return " ".join(f"{share:.6g}" for share in shares(token))


FILLS = {token: f"{_named(token)} rg" for token in Token}
STROKES = {token: f"{_named(token)} RG" for token in Token}
"""What a page says to fill and write, or to stroke, in a colour."""


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


class TypeCase:
    """What the pages of one file share: letters, marks that were drawn before, fades and pictures."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.document: PDFDocument = canvas._doc
        self.resources = PDFResourceDictionary()
        self.resources.basicFonts()
        self.resources.allProcs()
        self._letters: dict[str, Letters] = {}
        self._turns: dict[tuple[str, float], tuple[Letters, float, str]] = {}
        self._stamps: dict[Hashable, str] = {}
        self._fades: dict[tuple[Token, Token], str] = {}

    def turn(self, face: str, size: float) -> tuple[Letters, float, str]:
        """The letters of a face, the size, and the operator that turns to them."""
        found = self._turns.get((face, size))
        if found is None:
            letters = self._letters.get(face) or self._letters.setdefault(face, Letters(face, self.document))
            found = self._turns[face, size] = (letters, size, f"{letters.name} {size:g} Tf")
        return found

    def stamp(self, name: Hashable, drawn: Callable[[], str]) -> str:
        """What the file calls a drawing about zero; it stands in the file once."""
        found = self._stamps.get(name)
        if found is None:
            found = self._stamps[name] = f"M{len(self._stamps)}"
            form = {"Type": "/XObject", "Subtype": "/Form", "BBox": PDFArray(STAMP_BOX)}
            self.resources.XObject[found] = self.document.Reference(PDFStream(PDFDictionary(form), drawn().encode("ascii")))
        return found

    def fade(self, start: Token, end: Token) -> str:
        """The name of a fade between two colours over a width of one."""
        name = self._fades.get((start, end))
        if name is None:
            course = PDFExponentialFunction(N=1, C0=shares(start), C1=shares(end))
            shading = PDFAxialShading(0, 0, 1, 0, Function=course, ColorSpace="DeviceRGB")
            name = self._fades[start, end] = self.document.addShading(shading)
            self.resources.setShading({name: name})
        return name

    def picture(self, image: ImageReader, x: float, y: float, w: float, h: float) -> str:
        """The operators that show a picture with its left bottom corner at a point."""
        held = len(self.canvas._code)
        self.canvas.drawImage(image, x, y, w, h, mask="auto")
        drawn = " ".join(self.canvas._code[held:])
        del self.canvas._code[held:]
        self.resources.XObject |= self.document.xobjDict(self.canvas._formsinuse).dict
        return drawn


class Ink:
    """Text in the order in which it is written, until it is taken as one text object."""

    def __init__(self, case: TypeCase) -> None:
        self._case = case
        self._written: list[str] = []
        self._type: Type | None = None
        self._letters: Letters
        self._size = 0.0

    def write(self, x: float, y: float, text: str, style: Type) -> None:
        """One string from a point on, in points rightwards and upwards."""
        if style is not self._type:
            self._turn_to(style)
        codes = text.translate(self._letters)
        if FAR in codes:
            self._written.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm {self._letters.in_parts(text, self._size)}")
        else:
            self._written.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm ({codes}) Tj")

    def _turn_to(self, style: Type) -> None:
        held, self._type = self._type, style
        if held is None or held.face is not style.face or held.size != style.size:
            self._letters, self._size, turned = self._case.turn(style.face, style.size)
            self._written.append(turned)
        if held is None or held.ink is not style.ink:
            self._written.append(FILLS[style.ink])

    def put(self, written: str) -> None:
        """Text that was written and taken before."""
        self._written.append(written)
        self._type = None

    def taken(self) -> str:
        """What was written since it was last taken; empty where that is nothing. It stands in a text object."""
        text = "\n".join(self._written)
        self._written.clear()
        self._type = None
        return text
