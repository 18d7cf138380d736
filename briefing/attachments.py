"""What travels inside the file: figures, lines and options, so that a reader can recompute every line; and the XMP metadata.

The files that other rooms write (figures as a table, lines as JSON) are given; the options, with the versions, the digests and
the fingerprint that a check needs, are written here. The document is put into the form that archives ask for (PDF/A-3b): each
file is tied to the document as its data, the colours have their profile, and every date is the day that the briefing bears, so
the bytes depend on nothing else. ``briefing.reading`` reads all of this back.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFInfo, PDFStream, PDFString

from briefing.annex import OPTIONS_FILE
from briefing.colour_profile import srgb_profile
from briefing.content import Content
from briefing.document import Document, packed
from briefing.options import BriefingOptions
from briefing.typeset import unhidden
from figures.line import Comparison
from figures.record import Casebook

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PRODUCER = "Handover"
SEAL = "/Seal"
UNSEALED = "0" * 64
DRAWING = 2
"""How pages are drawn; raised with every change by which the same content is drawn otherwise than before."""
"""What stands in the place of the seal while the seal is computed: SHA-256 over the whole file."""

SEAL_PLACE = f"{SEAL} ({UNSEALED})".encode()


class Attachment(io.RawIOBase):
    """A file that travels inside the briefing: what is written to it is packed and digested at once, and never held whole."""

    def __init__(self, name: str, media_type: str, data: bytes = b"", description: str = "") -> None:
        self.name, self.media_type, self.description, self.size = name, media_type, description, 0
        self._packer, self._digest = zlib.compressobj(), hashlib.sha256()
        self._packed: list[bytes] = []
        self.write(data)

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Take in more of its bytes, and tell how many these were."""
        given = memoryview(data)
        self._digest.update(given)
        self._packed.append(self._packer.compress(given))
        self.size += given.nbytes
        return given.nbytes

    @property
    def digest(self) -> str:
        """The digest of what was written."""
        return self._digest.hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """What was written, packed; nothing can be written after that."""
        return b"".join((*self._packed, self._packer.flush()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a check must know of how a briefing came about, besides its options."""

    casebook: Casebook
    comparison: Comparison
    options: BriefingOptions
    given: Sequence[Attachment]


class Info(PDFInfo):  # type: ignore[misc]
    """The document's own fields; the same is said in its XMP."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        day = f"D:{content.dated:%Y%m%d}000000Z"
        self.fields = {
            "Title": unhidden(content.first.title),
            "Author": author_of(content),
            "Subject": unhidden(content.first.scope),
            "Creator": PRODUCER,
            "Producer": PRODUCER,
            "CreationDate": day,
            "ModDate": day,
            SEAL.removeprefix("/"): UNSEALED,
        }

    def format(self, document: PDFDocument) -> bytes:
        """The object's bytes."""
        return bytes(PDFDictionary({name: PDFString(text) for name, text in self.fields.items()}).format(document))


def author_of(content: Content) -> str:
    """Who answers for the document."""
    return unhidden(content.first.author or content.first.organisation) or PRODUCER


def finish(document: Document, content: Content, made: Made | None = None) -> bytes:
    """The drawn pages with metadata, attachments and seal; the same input gives the same bytes."""
    files: Sequence[Attachment] = ()
    if made is not None:
        files = (*made.given, _options_file(content, made, document.digests))
        _attach(document, files, f"D:{content.dated:%Y%m%d}000000Z")
    document.file.info = Info(content)
    _for_archives(document, content)
    return sealed(document.data([content.fingerprint, *(file.digest for file in files)]))


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sealed(file: io.BytesIO) -> bytes:
    """The file with its seal in the place kept for it; it is written where it stands, so the file is never held twice."""
    pdf = file.getvalue()
    place, seal = pdf.rindex(SEAL_PLACE) + len(SEAL_PLACE) - len(UNSEALED) - 1, digest(pdf)
    del pdf
    file.seek(place)
    file.write(seal.encode())
    return file.getvalue()


def _options_file(content: Content, made: Made, pages: list[str]) -> Attachment:
    """The options, the method's version, the day, the fingerprint and the digests, as JSON.

    Of an earlier briefing it names what was kept only by its digest, since that may hold what is confidential.
    """
    chosen = json.loads(made.options.to_json())
    if chosen["since"] is not None:
        chosen["since"]["snapshot"] = digest(chosen["since"]["snapshot"].encode())
    comparison = made.comparison
    held = {
        "drawing": DRAWING,
        "method": comparison.method,
        "as_of": comparison.as_of.isoformat() if comparison.as_of else None,
        "fingerprint": content.fingerprint,
        "observing": sorted(vantage.value for vantage in made.casebook.observing),
        "categories": [[c.id, c.parent, c.label] for c in made.casebook.categories.added],
        "notes": {str(figure): note for figure, note in sorted(content.number_of.items())},
        "options": chosen,
        "files": {attachment.name: attachment.digest for attachment in made.given},
        "pages": pages,
    }
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
    return Attachment(
        OPTIONS_FILE, "application/json", text.encode("utf-8", "backslashreplace"), "Options, method version and fingerprint"
    )


def _attach(document: Document, files: Sequence[Attachment], stamp: str) -> None:
    """Each file, tied to the document as its data."""
    day = PDFString(stamp)
    held = {}
    for attachment in files:
        about = PDFDictionary({"Size": attachment.size, "CreationDate": day, "ModDate": day})
        kind = "/" + attachment.media_type.replace("/", "#2F")
        data = document.file.Reference(packed(attachment.packed, Type="/EmbeddedFile", Subtype=kind, Params=about))
        name = PDFString(attachment.name)
        specification = {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "Desc": PDFString(attachment.description),
            "AFRelationship": "/Data",
            "EF": PDFDictionary({"F": data, "UF": data}),
        }
        held[attachment.name] = document.file.Reference(PDFDictionary(specification))
    tree = PDFArray([entry for name in sorted(held) for entry in (PDFString(name), held[name])])
    document.name_in_catalogue(
        AF=PDFArray(held.values()), Names=PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": tree})})
    )


def _for_archives(document: Document, content: Content) -> None:
    """The colour space of the pages named, and the metadata."""
    profile = document.file.Reference(packed(zlib.compress(srgb_profile()), N=3))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile,
    }
    metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _xmp(content))
    document.name_in_catalogue(OutputIntents=PDFArray([PDFDictionary(intent)]), Metadata=metadata)


ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""The signs that XML would take for its own."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{scope}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{fingerprint}</dc:identifier>
<dc:format>application/pdf</dc:format>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def _xmp(content: Content) -> bytes:
    """The metadata as XMP; the document's own fields say the same."""
    values = {
        "title": unhidden(content.first.title),
        "author": author_of(content),
        "scope": unhidden(content.first.scope),
        "language": content.language,
        "fingerprint": content.fingerprint,
        "day": f"{content.dated:%Y-%m-%d}T00:00:00+00:00",
        "producer": PRODUCER,
    }
    return XMP.format_map({name: value.translate(ESCAPED) for name, value in values.items()}).encode()
