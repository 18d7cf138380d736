"""What travels inside the file: figures, lines and options, so that a reader can recompute every line; and the XMP metadata.

The files that other rooms write (figures as a table, lines as JSON) are given; the options, with the versions, the digests and
the fingerprint that a check needs, are written here. The document is put into the form that archives ask for (PDF/A-3b): links
are marked as printable, each file is tied to the document as its data, the colours have their profile, and every date is the
day that the briefing bears, so the bytes depend on nothing else. ``briefing.reading`` reads all of this back.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, Pdf, Stream, String

from briefing.annex import OPTIONS_FILE
from briefing.colour_profile import srgb_profile
from briefing.content import Content
from briefing.options import BriefingOptions
from briefing.typeset import unhidden
from figures.line import Comparison
from figures.record import Casebook

PRINTED = 4
"""The flag of an annotation that is part of the printed page, as archives require."""

SEAL = "/Seal"
UNSEALED = "0" * 64
"""What stands in the place of the seal while the seal is computed: SHA-256 over the whole file."""

SEAL_PLACE = f"{SEAL} ({UNSEALED})".encode()
VERSION = "1.7"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the briefing."""

    name: str
    media_type: str
    data: bytes
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a check must know of how a briefing came about, besides its options."""

    casebook: Casebook
    comparison: Comparison
    options: BriefingOptions
    given: Sequence[Attachment]


def finish(pdf: bytes, content: Content, made: Made, author: str) -> bytes:
    """The drawn pages with attachments, metadata and seal; the same input gives the same bytes."""
    stamp = f"D:{content.dated:%Y%m%d}000000Z"
    with Pdf.open(io.BytesIO(pdf)) as document:
        files = (*made.given, _options_file(content, made, page_digests(document)))
        _attach(document, files, stamp)
        _for_archives(document)
        document.docinfo["/CreationDate"] = stamp
        document.docinfo["/ModDate"] = stamp
        document.docinfo[SEAL] = String(UNSEALED)
        _describe(document, content, author)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, min_version=VERSION)
    return sealed(out.getvalue())


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def page_digests(document: Pdf) -> list[str]:
    """The digest of what is drawn on each page, in order."""
    return [digest(_drawn(page)) for page in document.pages]


def _drawn(page: pikepdf.Page) -> bytes:
    held = page.obj.get("/Contents")
    if held is None:
        return b""
    return held.read_bytes() if isinstance(held, Stream) else b"".join(part.read_bytes() for part in held.as_list())


def sealed(pdf: bytes) -> bytes:
    """The file with its seal in the place kept for it."""
    place = pdf.rindex(SEAL_PLACE) + len(SEAL_PLACE) - len(UNSEALED) - 1
    return pdf[:place] + digest(pdf).encode() + pdf[place + len(UNSEALED) :]


def _options_file(content: Content, made: Made, pages: list[str]) -> Attachment:
    """The options, the method's version, the day, the fingerprint and the digests, as JSON.

    Of an earlier briefing it names what was kept only by its digest, since that may hold what is confidential.
    """
    chosen = json.loads(made.options.to_json())
    if chosen["since"] is not None:
        chosen["since"]["snapshot"] = digest(chosen["since"]["snapshot"].encode())
    comparison = made.comparison
    held = {
        "method": comparison.method,
        "as_of": comparison.as_of.isoformat() if comparison.as_of else None,
        "fingerprint": content.fingerprint,
        "observing": sorted(vantage.value for vantage in made.casebook.observing),
        "categories": [[c.id, c.parent, c.label] for c in made.casebook.categories.added],
        "notes": {str(figure): note for figure, note in sorted(content.number_of.items())},
        "options": chosen,
        "files": {attachment.name: digest(attachment.data) for attachment in made.given},
        "pages": pages,
    }
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
    return Attachment(
        OPTIONS_FILE, "application/json", text.encode("utf-8", "backslashreplace"), "Options, method version and fingerprint"
    )


def _attach(document: Pdf, files: Sequence[Attachment], stamp: str) -> None:
    """Each file, tied to the document as its data."""
    for attachment in files:
        held = AttachedFileSpec(
            document,
            attachment.data,
            description=attachment.description,
            filename=attachment.name,
            mime_type=attachment.media_type,
            creation_date=stamp,
            mod_date=stamp,
        )
        held.obj.AFRelationship = Name.Data
        document.attachments[attachment.name] = held
    document.Root.AF = pikepdf.Array([document.attachments[a.name].obj for a in files])


def _for_archives(document: Pdf) -> None:
    """The colour space of the pages named, links marked as printed, nothing that only a screen show needs."""
    profile = Stream(document, srgb_profile(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=document.make_indirect(profile),
    )
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])
    for page in document.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            annotation.F = PRINTED


def _describe(document: Pdf, content: Content, author: str) -> None:
    """The metadata as XMP; the document's own fields say the same."""
    day = f"{content.dated:%Y-%m-%d}T00:00:00+00:00"
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = unhidden(content.first.title)
        meta["dc:creator"] = [author]
        meta["dc:description"] = unhidden(content.first.scope)
        meta["dc:language"] = {content.language}
        meta["dc:identifier"] = content.fingerprint
        meta["dc:format"] = "application/pdf"
        meta["xmp:CreateDate"] = day
        meta["xmp:ModifyDate"] = day
        meta["xmp:CreatorTool"] = "Handover"
        meta["pdf:Producer"] = "Handover"
        meta["pdfaid:part"] = "3"
        meta["pdfaid:conformance"] = "B"
