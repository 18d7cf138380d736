"""Text cut to the room there is, and never within a number: half a number would be another number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

DOTS = "…"


def elided(metrics: QFontMetricsF, text: str, room: float, *, middle: bool = False) -> str:
    """The text, or as much of its beginning as fits; with ``middle`` of its beginning and its end."""
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    cut = metrics.elidedText(text, mode, room)
    if cut == text:
        return text
    head, _, tail = cut.partition(DOTS)
    if not text.startswith(head) or not text.endswith(tail):
        return cut
    return f"{_before(text, len(head))}{DOTS}{_after(text, len(text) - len(tail))}"


def fitted(metrics: QFontMetricsF, text: str, room: float, *, middle: bool = False) -> tuple[str, float]:
    """The same, and how wide it is; a text that plainly fits is measured only."""
    width = metrics.horizontalAdvance(text)
    if width < room - 1:
        return text, width
    cut = elided(metrics, text, room, middle=middle)
    return cut, width if cut == text else metrics.horizontalAdvance(cut)


def _before(text: str, at: int) -> str:
    """What stands before ``at``, without the beginning of a number that goes on after it."""
    first = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    word = text[first : end if end >= 0 else len(text)]
    return text[:at] if at == first or not _is_number(word) else text[:first]


def _after(text: str, at: int) -> str:
    """What stands from ``at`` on, without the end of a number that began before it."""
    first = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    word = text[first : end if end >= 0 else len(text)]
    if at in (first, len(text)) or not _is_number(word):
        return text[at:]
    return "" if end < 0 else text[end:]


def _is_number(word: str) -> bool:
    return not word.isalpha() and any(sign.isdigit() for sign in word)
