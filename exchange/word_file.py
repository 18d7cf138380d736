"""A Word file: its paragraphs and tables in their order. python-docx reads it."""

from __future__ import annotations

import io
import zipfile

from exchange.document import Document, UnreadableDocument
from exchange.layout import tidy

LARGEST = 200_000_000
DAMAGED = "This Word file is damaged; open it in a word processor, save it anew and add it again."


def read_word(data: bytes) -> Document:
    """The text of a DOCX file."""
    import docx
    from docx.opc.exceptions import OpcError, PackageNotFoundError
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise UnreadableDocument(
                    "This Word file unpacks to more than 200 MB; save its text as a plain text file and add that."
                )
        file = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise UnreadableDocument(DAMAGED) from None
    blocks: list[str] = []
    for block in file.iter_inner_content():
        if isinstance(block, Table):
            blocks.extend(" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            blocks.append(block.text)
    facts = file.core_properties
    author = (facts.author or "").strip()
    return Document(text=tidy("\n".join(blocks)), title=(facts.title or "").strip(), authors=(author,) if author else ())
