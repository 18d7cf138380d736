"""A saved page: its article without the clutter, and its title, publisher, authors and day.

trafilatura does this: of the well-kept libraries it leaves out most clutter and loses least text, offline, with its metadata.
Where it finds no article, all the visible text of the page is taken.
"""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

from exchange.document import Document, UnreadableDocument
from exchange.encoding import decode
from exchange.layout import tidy

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
LANGUAGE = re.compile(r"<html[^>]{0,400}?\slang\s*=\s*[\"']?([A-Za-z]{2})", re.IGNORECASE)
HEAD = 4096
HIDDEN = frozenset({"head", "script", "style", "noscript", "nav", "template"})
EMPTY = "No text was found in this page; copy its text in the browser and paste it."


def read_page(data: bytes) -> Document:
    """The article of an HTML page."""
    declared = CHARSET.search(data[:HEAD])
    return read_html(decode(data, declared.group(1).decode("ascii") if declared else ""))


def read_html(page: str) -> Document:
    """The article of an HTML page that is text already."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = page.lstrip("\ufeff")
    found = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True)
    facts = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = tidy(str(facts.get("text") or facts.get("raw_text") or "")) or _all_text(page)
    if not text:
        raise UnreadableDocument(EMPTY)
    language = LANGUAGE.search(page[: 4 * HEAD])
    return Document(
        text=text,
        title=_line(facts.get("title")),
        publisher=_line(facts.get("sitename")) or _line(facts.get("hostname")),
        authors=tuple(filter(None, (_line(name) for name in str(facts.get("author") or "").split(";")))),
        published=_line(facts.get("date")),
        language=language.group(1).lower() if language else "",
    )


def _line(value: object) -> str:
    return " ".join(str(value).split()) if value else ""


class _Visible(HTMLParser):
    """Collects a page's visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Text inside these is not seen."""
        del attrs
        if tag in HIDDEN:
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What comes after is seen again."""
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        if not self._hidden and data.strip():
            self.lines.append(" ".join(data.split()))


def _all_text(page: str) -> str:
    visible = _Visible()
    visible.feed(page)
    visible.close()
    return tidy("\n".join(visible.lines))
