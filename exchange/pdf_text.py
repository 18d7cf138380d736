"""The text layer of a PDF, page by page, with the place in the text where each page begins.

pypdfium2 (the PDF engine of a browser) reads it: quick, exact in its word order, and without further programs. A PDF of
pictures has no text layer; its text is empty and the copy is kept all the same.
"""

from __future__ import annotations

import ctypes
from typing import Any

from exchange.document import Document, UnreadableDocument
from exchange.layout import unwrapped

DAMAGED = "This PDF cannot be opened: it is damaged or needs a password; print it to a new PDF and add that."


def read_pdf(data: bytes) -> Document:
    """The text of a PDF."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(DAMAGED) from None
    try:
        return _read(pdf)
    except (pypdfium2.PdfiumError, ctypes.ArgumentError):
        raise UnreadableDocument(DAMAGED) from None
    finally:
        pdf.close()


def _read(pdf: Any) -> Document:
    starts: list[int] = []
    parts: list[str] = []
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        layer = page.get_textpage()
        part = unwrapped(layer.get_text_bounded())
        layer.close()
        page.close()
        starts.append(length)
        parts.append(part)
        length += len(part) + 2
    text = "\n\n".join(parts)
    facts = pdf.get_metadata_dict(skip_empty=True)
    return Document(
        text=text if text.strip() else "",
        title=facts.get("Title", "").strip(),
        authors=tuple(name.strip() for name in facts.get("Author", "").split(";") if name.strip()),
        pages=tuple(starts),
    )
