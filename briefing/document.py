"""A briefing's file while it is written: pages, links, outline and what travels inside, all in one pass.

reportlab's canvas keeps faces, pictures and pages; what a briefing has by the thousand, text and links, is written past its
general way, which spends more on each of them than laying it out costs (``briefing.ink``). A finished page is packed at once.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from briefing.ink import TypeCase
from briefing.sheet import Link, Sheet
from briefing.style import FRAME_BOTTOM, SANS, SIDE, TOP, register_faces

VERSION = (1, 7)
IN_ADDRESS = "%/:=&?~#+!$,;'@()*[]"
"""The signs of an address that stand in it as they are; letters beyond those are written in the way of addresses."""

PRINTED = 4
"""The flag of an annotation that is part of the printed page, as archives require."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A place that links lead to: a page, and a height on it."""

    page: int
    height: float


class Written(PDFObject):  # type: ignore[misc]
    """What is written into the file as it is."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def format(self, _document: PDFDocument) -> bytes:
        """The text."""
        return self.text


class LinkObject(PDFObject):  # type: ignore[misc]
    """A link as an object of the file; where it leads is known when the file is written."""

    __RefOnly__ = 1

    def __init__(self, link: Link, goals: dict[str, Goal]) -> None:
        self.link, self.goals = link, goals

    def format(self, document: PDFDocument) -> bytes:
        """The object's bytes."""
        box, goal, url = self.link
        if url:
            leads = b"/A<</S/URI/URI" + PDFString(quote(url, safe=IN_ADDRESS)).format(document) + b">>"
        else:
            leads = b"/Dest" + destination(document, self.goals[goal])
        rect = b"%.2f %.2f %.2f %.2f" % box
        return b"<</Type/Annot/Subtype/Link/F %d/Border[0 0 0]/Rect[%b]%b>>" % (PRINTED, rect, leads)


def destination(document: PDFDocument, goal: Goal) -> bytes:
    """A place as the file names it."""
    number, _ = document.idToObjectNumberAndVersion[f"Page{goal.page}"]
    return b"[%d 0 R/XYZ 0 %.2f 0]" % (number, goal.height)


class Document:
    """Pages of one paper in one language.

    ``width`` and ``height`` are those of the frame within the margins, ``digests`` those of what is drawn on each page.
    """

    def __init__(self, paper: tuple[float, float], language: str) -> None:
        register_faces()
        self.paper = paper
        self.canvas = Canvas(io.BytesIO(), pagesize=paper, invariant=1, initialFontName=SANS, lang=language, pdfVersion=VERSION)
        self.file: PDFDocument = self.canvas._doc
        self.case = TypeCase(self.canvas)
        self.width = paper[0] - 2 * SIDE
        self.height = paper[1] - TOP - FRAME_BOTTOM
        self.digests: list[str] = []
        self._goals: dict[str, Goal] = {}

    def sheet(self) -> Sheet:
        """The next page, to be drawn on and then turned."""
        return Sheet(self.case, self.width, left=SIDE, top=self.paper[1] - TOP, number=len(self.digests) + 1)

    def turn(self, sheet: Sheet) -> None:
        """The page is drawn: pack it, and keep its links and the places on it."""
        self._goals |= {name: Goal(sheet.number, height) for name, height in sheet.goals.items()}
        self.canvas.showPage()
        page = self.file.Pages.pages[-1]
        drawn = sheet.operators().encode("ascii")
        page.Contents = packed(drawn)
        page.Resources = self.file.Reference(self.case.resources)
        page.stream, page.Trans = None, None
        if sheet.links:
            page.Annots = self._keep(sheet.links)
        self.digests.append(hashlib.sha256(drawn).hexdigest())

    def _keep(self, links: list[Link]) -> Written:
        """Each link as an object of the file; the array that a page has of them."""
        file, first = self.file, self.file.objectcounter + 1
        for number, link in enumerate(links, start=first):
            name = f"R{number}"
            file.idToObject[name] = LinkObject(link, self._goals)
            file.numberToId[number] = name
            file.idToObjectNumberAndVersion[name] = (number, 0)
        file.objectcounter += len(links)
        return Written(b"[%b]" % b" ".join([b"%d 0 R" % number for number in range(first, first + len(links))]))

    def outline(self, level: int, text: str, sheet: Sheet, top: float) -> None:
        """An entry of the outline that leads to a place on the page."""
        name = f"part-{len(self.file.outline.destinationnamestotitles)}"
        self.canvas.bookmarkHorizontalAbsolute(name, sheet.top - top + 6)
        self.canvas.addOutlineEntry(text, name, level)

    def name_in_catalogue(self, **entries: PDFObject) -> None:
        """Entries of the document's catalogue, each an object of its own."""
        catalogue = self.file.Catalog
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, *entries]
        for name, held in entries.items():
            setattr(catalogue, name, held)

    def data(self, signs: Iterable[str]) -> bytes:
        """The whole file; ``signs`` are what its identity is made from beside its pages."""
        for sign in (*self.digests, *signs):
            self.file.updateSignature(sign)
        self.canvas.showOutline()
        return bytes(self.canvas.getpdfdata())


def packed(data: bytes, **entries: object) -> PDFStream:
    """Data as a packed stream with entries of its own."""
    return PDFStream(PDFDictionary({**entries, "Filter": "/FlateDecode"}), zlib.compress(data))
