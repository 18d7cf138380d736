"""On which page of a PDF the words of its text stand: read from the stored copy once more, beside the window.

The text that is kept knows no pages. They count only while it is exactly the text that the copy gives; once it was changed, the
paragraph is said instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from db.error import CasefileError
from desktop.background import Background
from exchange.document import UnreadableDocument, read_document
from figures.record import Source

PDF = "application/pdf"


class Paging(QObject):
    """The pages of the source that is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of: tuple[int, str] | None = None
        self.pages: tuple[int, ...] = ()
        self._background = Background(self)
        self._background.answered.connect(self._read)

    def open(self, casefile: Path, source: Source, text: str) -> None:
        """Find the pages of this source, if its copy is a PDF."""
        if self._of == (source.id, text):
            return
        self._of, self.pages = (source.id, text), ()
        if source.copy is not None and source.copy.media_type == PDF:
            self._background.ask(partial(_pages, casefile, source.copy.sha256, text))
        else:
            self._background.forget()

    def close(self) -> None:
        """Stop for good."""
        self._background.close()

    def _read(self, pages: tuple[int, ...]) -> None:
        self.pages = pages


def _pages(casefile: Path, sha256: str, text: str, _unwanted: Callable[[], bool]) -> tuple[int, ...]:
    """Where each page begins in the text; nothing where the copy cannot be read or gives another text."""
    from db.casefile import Casefile

    try:
        with Casefile.open(casefile, read_only=True) as opened:
            document = read_document(opened.stored_copy(sha256), file_name="", media_type=PDF)
    except (CasefileError, UnreadableDocument):
        return ()
    return document.pages if document.text == text else ()
