"""The page under the pen: lines of text with their links, rules, marks; distances count down from the frame's top."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.utils import ImageReader

from briefing.drawing import Token
from briefing.ink import Ink, TypeCase
from briefing.page_painter import PagePainter
from briefing.style import RULE_ROW
from briefing.typeset import Line, width_of

CAP = 0.35
"""Half a capital's height in sizes: text is centred in its leading by its capitals."""


class Link(NamedTuple):
    """A rectangle on a page that leads to a goal inside the file or to an address."""

    left: float
    bottom: float
    right: float
    top: float
    goal: str = ""
    url: str = ""


class Strip(NamedTuple):
    """What was drawn about a left top corner, to be put where it belongs: its operators and links."""

    drawn: str
    links: tuple[Link, ...] = ()

    def paint(self, sheet: Sheet, top: float) -> None:
        """Put it on a page."""
        sheet.put(self, top)


class Sheet:
    """A page, or a strip of one, while it is drawn on; ``width`` is that of the frame, ``top`` the height of its upper edge.

    It keeps its links. ``number`` is that of the page.
    """

    def __init__(self, case: TypeCase, width: float, *, left: float = 0, top: float = 0, number: int = 0) -> None:
        self.case, self.width, self.left, self.top, self.number = case, width, left, top, number
        self.drawn: list[str] = []
        self.ink = Ink(case)
        self.painter = PagePainter(case, self.ink, self.drawn.append, left, top)
        self.links: list[Link] = []

    def lines(self, lines: tuple[Line, ...], x: float, top: float, leading: float, *, end: bool = False) -> None:
        """Lines of text from ``top`` downwards; with ``end`` they end at ``x``. Notes, places and addresses become links."""
        write, middle = self.ink.write, self.top - top - leading / 2
        for spans, width, size in lines:
            baseline = middle - CAP * size
            start = self.left + x - (width if end else 0)
            for offset, span in spans:
                text, style, note, url, goal = span
                left = start + offset
                write(left, baseline, text, style)
                if note or url or goal:
                    far, upper = left + width_of(span), baseline + style.size * 0.8
                    self.links.append(Link(left, baseline - 2, far, upper, "" if url else goal or note_goal(note), url))
            middle -= leading

    def rule(self, y: float, width: float = RULE_ROW, ink: Token = Token.LINE, left: float = 0) -> None:
        """A rule over the frame's width from ``left``."""
        self.painter.line(left, y, self.width, y, ink=ink, width=width)

    def picture(self, image: ImageReader, x: float, top: float, w: float, h: float) -> None:
        """A picture from its left top corner."""
        self.drawn.append(self.case.picture(image, self.left + x, self.top - top - h, w, h))

    def put(self, strip: Strip, top: float) -> None:
        """A strip that was drawn before, with its left top corner at the frame's left and so far down."""
        self._take_text()
        right, up = self.left, self.top - top
        self.drawn.append(f"q 1 0 0 1 {right:.3f} {up:.3f} cm {strip.drawn} Q")
        for left, bottom, far, upper, goal, url in strip.links:
            self.links.append(Link(left + right, bottom + up, far + right, upper + up, goal, url))

    def strip(self) -> Strip:
        """All that was drawn."""
        return Strip(self.operators(), tuple(self.links))

    def operators(self) -> str:
        """All that was drawn and written, in order."""
        self._take_text()
        return "\n".join(self.drawn)

    def _take_text(self) -> None:
        text = self.ink.taken()
        if text:
            self.drawn.append(f"BT\n{text}\nET")


@lru_cache(maxsize=16384)
def note_goal(note: int) -> str:
    """The name of a note's place."""
    return f"note-{note}"


def citing_goal(note: int, page: int) -> str:
    """The name of the place where a page first cites a note."""
    return f"cited-{note}-{page}"
