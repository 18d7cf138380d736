"""The page under the pen: lines of text with their links, rules, marks; distances count down from the frame's top."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from briefing.drawing import PRINT, Token
from briefing.page_painter import PagePainter
from briefing.style import RULE_ROW, SIDE, TOP
from briefing.typeset import Line, width_of

CAP = 0.35
"""Half a capital's height in sizes: text is centred in its leading by its capitals."""


class Sheet:
    """One page of a canvas; ``width`` is that of the frame."""

    def __init__(self, canvas: Canvas, paper: tuple[float, float], number: int) -> None:
        self.canvas = canvas
        self.width = paper[0] - 2 * SIDE
        self.number = number
        self.top = paper[1] - TOP
        self.painter = PagePainter(canvas, SIDE, self.top)
        self.colours = {token: HexColor(value) for token, value in PRINT.items()}
        self.first_citing: set[int] = set()

    def lines(self, lines: tuple[Line, ...], x: float, top: float, leading: float, *, end: bool = False) -> None:
        """Lines of text from ``top`` downwards; with ``end`` they end at ``x``."""
        for at, line in enumerate(lines):
            left = x - line.width if end else x
            self.line(line, left, top + at * leading, leading)

    def line(self, line: Line, x: float, top: float, leading: float) -> None:
        """One line: its spans share a baseline; notes, places and addresses become links."""
        size = max((span.type.size for _, span in line.spans if not span.note), default=line.spans[0][1].type.size)
        baseline = self.top - top - leading / 2 - CAP * size
        for offset, span in line.spans:
            self.canvas.setFillColor(self.colours[span.type.ink])
            self.canvas.setFont(span.type.face, span.type.size)
            left = SIDE + x + offset
            self.canvas.drawString(left, baseline, span.text)
            if not (span.note or span.url or span.goal):
                continue
            box = (left, baseline - 2, left + width_of(span), baseline + span.type.size * 0.8)
            if span.url:
                self.canvas.linkURL(span.url, box, thickness=0)
            else:
                self.canvas.linkAbsolute("", span.goal or note_goal(span.note), box, thickness=0)

    def rule(self, y: float, width: float = RULE_ROW, ink: Token = Token.LINE, left: float = 0) -> None:
        """A rule over the frame's width from ``left``."""
        self.painter.line(left, y, self.width, y, ink=ink, width=width)

    def goal(self, name: str, top: float) -> None:
        """A place that links can lead to."""
        self.canvas.bookmarkHorizontalAbsolute(name, self.top - top + 6)


def note_goal(note: int) -> str:
    """The name of a note's place."""
    return f"note-{note}"


def citing_goal(note: int, page: int) -> str:
    """The name of the place where a page first cites a note."""
    return f"cited-{note}-{page}"
