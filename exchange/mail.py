"""A letter (EML) or a page saved as one (MHTML): its text, subject, sender and day, read by the standard library."""

from __future__ import annotations

import email
import email.policy
import email.utils
from email.message import EmailMessage

from exchange.document import Document, UnreadableDocument
from exchange.encoding import decode
from exchange.layout import tidy

EMPTY = "This letter holds no text; add what is attached to it as files of their own."


def read_mail(data: bytes) -> Document:
    """The text of a letter."""
    letter = email.message_from_bytes(data, policy=email.policy.default)
    body = letter.get_body(("plain", "html")) if isinstance(letter, EmailMessage) else None
    if body is None:
        raise UnreadableDocument(EMPTY)
    payload = body.get_payload(decode=True)
    content = decode(payload if isinstance(payload, bytes) else b"", body.get_content_charset("") or "")
    title = " ".join(str(letter.get("subject", "")).split())
    name, address = email.utils.parseaddr(str(letter.get("from", "")))
    if body.get_content_type() == "text/html":
        from exchange.web_page import read_html

        page = read_html(content)
        return Document(
            text=page.text,
            title=title or page.title,
            publisher=page.publisher,
            authors=(name or address,) if name or address else page.authors,
            published=_day(letter) or page.published,
            language=page.language,
        )
    text = tidy(content)
    if not text:
        raise UnreadableDocument(EMPTY)
    return Document(text=text, title=title, authors=(name or address,) if name or address else (), published=_day(letter))


def _day(letter: EmailMessage | email.message.Message) -> str:
    try:
        return email.utils.parsedate_to_datetime(str(letter.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
