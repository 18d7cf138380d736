"""The text of a source, whatever it came as: a text file, a saved page, a PDF, a Word file, a letter, a picture without text.

The bytes are never changed; what is made here is the text that figures are anchored in, so it is normalised once, here, and
never again. A plain text file is kept character for character. What a page says of its title, publisher and date is only a
proposal. Plain text is decoded here; whatever needs a library to read it is read in a process apart.
"""

from __future__ import annotations

import io
import mimetypes
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

from exchange.encoding import decode

HTML = frozenset({"text/html", "application/xhtml+xml"})
MAIL = frozenset({"message/rfc822", "multipart/related", "application/x-mimearchive"})
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL_ENDINGS = (".eml", ".mht", ".mhtml")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
TEXT_ENDINGS = (".txt", ".md", ".text", ".csv", ".srt", ".vtt", ".log")
PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
ARCHIVE = "application/zip"
FOREIGN = frozenset({*HTML, "application/pdf", "message/rfc822", ARCHIVE})
SNIFFED = 2048


class UnreadableDocument(Exception):
    """A file that no text can be taken from; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read from a document; everything that it does not say is empty.

    ``published`` is EDTF, ``language`` a two-letter code, ``pages`` the offset in ``text`` at which each page of a PDF begins.
    """

    text: str = ""
    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    media_type: str = ""
    pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page, from 1, on which this character stands; None where the document has no pages."""
        return sum(start <= offset for start in self.pages) or None


def read_document(
    data: bytes, *, file_name: str, media_type: str | None = None, unwanted: Callable[[], bool] = lambda: False
) -> Document:
    """The text of a document and what it says of itself; ``UnreadableDocument`` where none can be taken.

    ``unwanted`` is asked now and then, and ends a long reading where it answers true.
    """
    kind = kind_of(data, file_name, media_type or "")
    if kind in FOREIGN:
        from exchange.apart import read_apart

        document = read_apart(data, kind, unwanted)
    else:
        document = read_here(data, kind)
    return replace(document, language=document.language or _language(document.text))


def read_here(data: bytes, kind: str) -> Document:
    """The text of a document of this media type, read in this process."""
    kind = _kind_of_archive(data) if kind == ARCHIVE else kind
    return replace(_read(data, kind), media_type=kind)


def kind_of(data: bytes, file_name: str, media_type: str) -> str:
    """The media type, by the bytes where they say it, else by the name, else by what was said."""
    name, head = file_name.lower(), data[:SNIFFED]
    said = media_type.partition(";")[0].strip().lower()
    if head.lstrip()[:5] == b"%PDF-":
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return ARCHIVE
    picture = next((kind for magic, kind in PICTURES if head.startswith(magic)), "")
    if picture or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return picture or "image/webp"
    if head[4:8] == b"ftyp":
        return said if said.startswith(("video/", "image/", "audio/")) else mimetypes.guess_type(name)[0] or "video/mp4"
    if name.endswith(MAIL_ENDINGS) or said in MAIL:
        return "message/rfc822"
    if name.endswith(TEXT_ENDINGS):
        return "text/plain"
    if name.endswith(HTML_ENDINGS) or said in HTML or _looks_like_html(head):
        return "text/html"
    return said or mimetypes.guess_type(name)[0] or "text/plain"


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableDocument("This file is damaged; save it anew and add it again.") from None
    return WORD if "word/document.xml" in names else ARCHIVE


def _looks_like_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in head.lower()


def _read(data: bytes, kind: str) -> Document:
    if kind.startswith(("image/", "video/", "audio/")):
        return Document()
    if kind == "application/pdf":
        from exchange.pdf_text import read_pdf

        return read_pdf(data)
    if kind == "text/html":
        from exchange.web_page import read_page

        return read_page(data)
    if kind == WORD:
        from exchange.word_file import read_word

        return read_word(data)
    if kind == "message/rfc822":
        from exchange.mail import read_mail

        return read_mail(data)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableDocument("Old Word and RTF files are not read; save it as DOCX or PDF and add that.")
    if kind == ARCHIVE or _is_binary(data):
        raise UnreadableDocument("No text can be read from this kind of file; add it as PDF, HTML, DOCX, EML or plain text.")
    return Document(text=decode(data))


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:SNIFFED] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _language(text: str) -> str:
    from figures.reading import detect

    return detect(text) if text.strip() else ""
