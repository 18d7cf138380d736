"""A finished briefing read back: what travels inside it, and whether anything in it was changed after it was made.

The seal is a digest of the whole file, not a signature: it finds a byte that was changed, by accident or by hand, but whoever
changes a briefing on purpose can seal it anew. That is found by making the briefing again from its casefile.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Pdf, Stream

from briefing.annex import OPTIONS_FILE
from briefing.attachments import SEAL, UNSEALED, digest
from briefing.options import BriefingOptions, NoBriefing, WrongOptions

SEALED = re.compile(re.escape(SEAL).encode() + rb" \(([0-9a-f]{64})\)")


@dataclass(frozen=True, kw_only=True)
class HeldBriefing:
    """A briefing as read: its attached files by name, what briefing.json says, and the digests of its pages as they are."""

    pdf: bytes
    files: Mapping[str, bytes]
    said: Mapping[str, Any]
    options: BriefingOptions
    pages: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The casefile's fingerprint on the day that the briefing was made."""
        return str(self.said["fingerprint"])

    @property
    def seal_holds(self) -> bool:
        """Whether the file is byte for byte as it was sealed."""
        found = list(SEALED.finditer(self.pdf))
        if not found:
            return False
        start, end = found[-1].span(1)
        return digest(self.pdf[:start] + UNSEALED.encode() + self.pdf[end:]) == found[-1].group(1).decode()

    def changed_parts(self) -> Iterator[str]:
        """What is not as it was made, part by part, in sentences; all that can be told without the casefile."""
        said = self.said.get("pages")
        pages = said if isinstance(said, list) else []
        if len(pages) != len(self.pages):
            yield f"The briefing has {len(self.pages)} pages and was made with {len(pages)}."
        for number, (made, found) in enumerate(zip(pages, self.pages, strict=False), start=1):
            if made != found:
                yield f"Page {number} was changed after the briefing was made."
        named = self.said.get("files")
        for name, made in sorted(named.items() if isinstance(named, dict) else ()):
            if name not in self.files:
                yield f"{name} was taken out of the briefing."
            elif digest(self.files[name]) != made:
                yield f"{name} was changed after the briefing was made."


def read_briefing(pdf: bytes) -> HeldBriefing:
    """The briefing in these bytes; ``NoBriefing`` where they are something else."""
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            files = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
            pages = tuple(page_digests(document))
    except pikepdf.PasswordError:
        raise NoBriefing("This PDF needs a password, so it cannot be checked.") from None
    except pikepdf.PdfError as wrong:
        raise NoBriefing(f"This file cannot be read as a PDF: {wrong}") from None
    if OPTIONS_FILE not in files:
        raise NoBriefing(f"This PDF is no briefing of this program: {OPTIONS_FILE} is not attached to it.")
    try:
        said = json.loads(files[OPTIONS_FILE])
        options = BriefingOptions.from_json(json.dumps(said["options"]))
        str(said["fingerprint"])
    except (ValueError, KeyError, TypeError, WrongOptions) as wrong:
        raise NoBriefing(f"{OPTIONS_FILE} of this briefing cannot be read: {wrong}") from None
    return HeldBriefing(pdf=pdf, files=files, said=said, options=options, pages=pages)


def page_digests(document: Pdf) -> list[str]:
    """The digest of what is drawn on each page, in order."""
    return [digest(_drawn(page)) for page in document.pages]


def _drawn(page: pikepdf.Page) -> bytes:
    held = page.obj.get("/Contents")
    if held is None:
        return b""
    return held.read_bytes() if isinstance(held, Stream) else b"".join(part.read_bytes() for part in held.as_list())
