"""A briefing's file while it is written: pages, links, outline and what travels inside, all in one pass.

reportlab's canvas keeps faces, pictures and the outline; what a briefing has by the thousand, text and links, is written past
its general way, which spends more on each of them than laying it out costs (``briefing.ink``). A finished page is packed and
goes into the file at once; where links lead is known before the first page is drawn, and so is how many pages there are.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from briefing.ink import TypeCase
from briefing.sheet import Link, Sheet
from briefing.style import FRAME_BOTTOM, SANS, SIDE, TOP, register_faces

VERSION = (1, 7)
BINARY = b"\xe2\xe3\xcf\xd3"
"""Four bytes beyond ASCII near the beginning, by which other programs see that the file is no text."""

IN_ADDRESS = "%/:=&?~#+!$,;'@()*[]"
"""The signs of an address that stand in it as they are; letters beyond those are written in the way of addresses."""

PRINTED = 4
"""The flag of an annotation that is part of the printed page, as archives require."""

LINK = b"<</Type/Annot/Subtype/Link/F %d/Border[0 0 0]/Rect[%.2f %.2f %.2f %.2f]%b>>"


class Goal(NamedTuple):
    """A place that links lead to: a page, and how far below the upper edge of its frame."""

    page: int
    top: float


class Written(PDFObject):  # type: ignore[misc]
    """An object of the file whose text is there already."""

    __RefOnly__ = 1

    def __init__(self, text: bytes) -> None:
        self.text = text

    def format(self, _document: PDFDocument) -> bytes:
        """The text."""
        return self.text


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
        self._out = io.BytesIO(b"%%PDF-%d.%d\n%%%b\n" % (*VERSION, BINARY))
        self._out.seek(0, io.SEEK_END)
        self._starts: dict[int, int] = {}
        self._leads: dict[str, bytes] = {}
        self._first_page = 0
        self._page = b""

    def begin(self, pages: int, goals: Mapping[str, Goal]) -> None:
        """So many pages will follow; ``goals`` are the places that links on them lead to."""
        file = self.file
        self._first_page = first = file.objectcounter + 1
        file.objectcounter += pages
        file.idToObjectNumberAndVersion |= {f"Page{at + 1}": (first + at, 0) for at in range(pages)}
        upper = self.paper[1] - TOP + 6
        self._leads = {
            name: b"/Dest[%d 0 R/XYZ 0 %.2f 0]" % (first + goal.page - 1, upper - goal.top) for name, goal in goals.items()
        }
        kids = b" ".join([b"%d 0 R" % number for number in range(first, first + pages)])
        file.Catalog.Pages = Written(b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids))
        shared = (self._number(file.Catalog.Pages), *self.paper, self._number(self.case.resources))
        self._page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %g %g]/Resources %d 0 R" % shared

    def sheet(self) -> Sheet:
        """The next page, to be drawn on and then turned."""
        return Sheet(self.case, self.width, left=SIDE, top=self.paper[1] - TOP, number=len(self.digests) + 1)

    def turn(self, sheet: Sheet) -> None:
        """The page is drawn: it goes into the file, with its links."""
        drawn = sheet.operators().encode("ascii")
        held = zlib.compress(drawn)
        self.file.objectcounter += 1
        contents = self.file.objectcounter
        self._write(contents, b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(held), held))
        links = b"/Annots[%b]" % b"\n".join(map(self._link, sheet.links)) if sheet.links else b""
        self._write(self._first_page + len(self.digests), b"%b/Contents %d 0 R%b>>" % (self._page, contents, links))
        self.digests.append(hashlib.sha256(drawn).hexdigest())
        self.file.pageCounter += 1

    def _link(self, link: Link) -> bytes:
        *box, goal, url = link
        leads = self._leads[goal] if not url else b"/A<</S/URI/URI%b>>" % self._address(url)
        return LINK % (PRINTED, *box, leads)

    def _address(self, url: str) -> bytes:
        return bytes(PDFString(quote(url, safe=IN_ADDRESS)).format(self.file))

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

    def data(self, signs: Iterable[str]) -> io.BytesIO:
        """The whole file; ``signs`` are what its identity is made from beside its pages."""
        file = self.file
        for face in file.delayedFonts:
            face.addObjects(file)
        self.canvas.showOutline()
        file.Outlines.prepare(file, self.canvas)
        if file.Outlines.ready < 0:
            file.Catalog.Outlines = None
        root, info = self._number(file.Catalog), self._number(file.info)
        self._write_objects()
        identity = hashlib.sha256("\n".join((*self.digests, *signs)).encode()).hexdigest()[:32].encode()
        start, size = self._out.tell(), file.objectcounter + 1
        places = b"".join([b"%010d 00000 n \n" % self._starts[number] for number in range(1, size)])
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, places))
        named = (size, root, info, identity, identity, start)
        self._out.write(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % named)
        return self._out

    def _write_objects(self) -> None:
        """All objects that are not in the file yet; one may bring others with it while it is written."""
        file, number = self.file, 0
        while number < file.objectcounter:
            number += 1
            if number not in self._starts:
                self._write(number, bytes(file.idToObject[file.numberToId[number]].format(file)))

    def _number(self, held: PDFObject) -> int:
        """The number of an object in the file."""
        number, _ = self.file.idToObjectNumberAndVersion[self.file.Reference(held).name]
        return int(number)

    def _write(self, number: int, text: bytes) -> None:
        self._starts[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, text))


def packed(data: bytes, **entries: object) -> PDFStream:
    """Data that are packed already as a stream with entries of its own."""
    return PDFStream(PDFDictionary({**entries, "Filter": "/FlateDecode"}), data)
