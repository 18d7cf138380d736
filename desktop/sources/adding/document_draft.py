"""What a document that was read proposes for the source's form; the researcher has the last word on all of it."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath

from desktop.look.shown import visible_line
from desktop.sources.adding.intake import Taken
from desktop.sources.listing.row import fold
from figures.date import NotADate, span
from figures.record import Casebook, Publisher, SourceDraft
from figures.vocabulary import SourceKind

LONGEST_TITLE = 110


def first_line(text: str) -> str:
    """The first line that says something, as a title to begin with."""
    for line in text.splitlines():
        words = visible_line(line)
        if words:
            return shortened(words)
    return ""


def shortened(words: str) -> str:
    """A long line up to the end of its first sentence, or to the last word that a title has room for."""
    sentence = words.partition(". ")[0]
    if len(sentence) <= LONGEST_TITLE:
        return sentence if len(words) > LONGEST_TITLE else words
    return words[:LONGEST_TITLE].rpartition(" ")[0].rstrip(",;: ") + "…"


def known_publisher(casebook: Casebook, name: str) -> Publisher | None:
    """The publisher of that name, whatever its case and accents."""
    wanted = " ".join(fold(name).split())
    return next((one for one in casebook.publishers if wanted and " ".join(fold(one.name).split()) == wanted), None)


def draft_for(casebook: Casebook, taken: Taken, untitled: str) -> tuple[SourceDraft, str]:
    """The draft of a source for a document, and the name of a publisher that the casefile does not have yet."""
    read = taken.document
    publisher = known_publisher(casebook, read.publisher)
    picture = taken.media_type.startswith(("image/", "video/"))
    title = visible_line(read.title) or first_line(read.text) or PurePath(taken.file_name).stem or untitled
    draft = SourceDraft(
        publisher=publisher.id if publisher is not None else None,
        title=title,
        authors=tuple(visible_line(author) for author in read.authors),
        kind=SourceKind.IMAGE_OR_VIDEO if picture else SourceKind.WIRE_REPORT,
        language=read.language,
        published=a_date(read.published),
        accessed=dt.date.today().isoformat(),
    )
    return draft, "" if publisher is not None else visible_line(read.publisher)


def a_date(text: str) -> str:
    """The text where it is a date; a date that was misread is left out, not refused."""
    try:
        span(text)
    except NotADate:
        return ""
    return text
