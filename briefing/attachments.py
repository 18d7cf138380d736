"""What travels inside the file: figures, lines and options, so that a reader can recompute every line; and the XMP metadata.

The files that other rooms write (figures as a table, lines as JSON) are given; the options, with the versions and the
fingerprint that a check needs, are written here. Links are marked as printable, each file is tied to the document as its data,
and every date is the day that the briefing bears, so the bytes depend on nothing else.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import AttachedFileSpec, Name, Pdf

from briefing.annex import OPTIONS_FILE
from briefing.content import Content
from briefing.options import BriefingOptions
from briefing.typeset import unhidden
from figures.line import Comparison

PRINTED = 4
"""The flag of an annotation that is part of the printed page, as archives require."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the briefing."""

    name: str
    media_type: str
    data: bytes
    description: str = ""


def options_file(content: Content, comparison: Comparison, options: BriefingOptions) -> Attachment:
    """The options, the method's version, the day and the fingerprint, as JSON; without the logo's bytes."""
    chosen = json.loads(options.to_json())
    chosen.pop("logo")
    held = {
        "method": comparison.method,
        "as_of": comparison.as_of.isoformat() if comparison.as_of else None,
        "fingerprint": content.fingerprint,
        "notes": {str(figure): note for figure, note in sorted(content.number_of.items())},
        "options": chosen,
    }
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
    return Attachment(
        OPTIONS_FILE, "application/json", text.encode("utf-8", "backslashreplace"), "Options, method version and fingerprint"
    )


def attach(pdf: bytes, content: Content, attachments: Sequence[Attachment], author: str) -> bytes:
    """The document with its attachments and metadata; the same input gives the same bytes."""
    day = f"{content.dated:%Y-%m-%d}T00:00:00+00:00"
    stamp = f"D:{content.dated:%Y%m%d}000000Z"
    with Pdf.open(io.BytesIO(pdf)) as document:
        for attachment in attachments:
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
        document.Root.AF = pikepdf.Array([document.attachments[a.name].obj for a in attachments])
        for page in document.pages:
            for annotation in page.obj.get("/Annots", pikepdf.Array()):
                annotation.F = PRINTED
        document.docinfo["/CreationDate"] = stamp
        document.docinfo["/ModDate"] = stamp
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = unhidden(content.first.title)
            meta["dc:creator"] = [author]
            meta["dc:description"] = unhidden(content.first.scope)
            meta["dc:language"] = {content.language}
            meta["dc:identifier"] = content.fingerprint
            meta["xmp:CreateDate"] = day
            meta["xmp:ModifyDate"] = day
            meta["xmp:CreatorTool"] = "Handover"
            meta["pdf:Producer"] = "Handover"
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
