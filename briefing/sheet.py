"""The page under the pen: lines of text with their links, rules, marks; distances count down from the frame's top."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from briefing.drawing import Token
from briefing.ink import Ink
from briefing.page_painter import PagePainter
from briefing.style import RULE_ROW, SIDE, TOP
from briefing.typeset import Line, width_of

CAP = 0.35
"""Half a capital's height in sizes: text is centred in its leading by its capitals."""


class Link(NamedTuple):
    """A place on a page, as left, bottom, right and top, that leads to a goal inside the file or to an address."""

    box: tuple[float, float, float, float]
    goal: str = ""
    url: str = ""


class Sheet:
    """One page of a canvas; ``width`` is that of the frame. It keeps its links, and the places that links lead to."""

    def __init__(self, canvas: Canvas, ink: Ink, paper: tuple[float, float], number: int, stamps: dict[Hashable, str]) -> None:
        self.canvas = canvas
        self.ink = ink
        self.width = paper[0] - 2 * SIDE
        self.number = number
        self.top = paper[1] - TOP
        self.painter = PagePainter(canvas, ink, SIDE, self.top, stamps)
        self.first_citing: set[int] = set()
        self.links: list[Link] = []
        self.goals: dict[str, float] = {}

    def lines(self, lines: tuple[Line, ...], x: float, top: float, leading: float, *, end: bool = False) -> None:
        """Lines of text from ``top`` downwards; with ``end`` they end at ``x``."""
        for line in lines:
            self.line(line, x - line.width if end else x, top, leading)
            top += leading

    def line(self, line: Line, x: float, top: float, leading: float) -> None:
        """One line: its spans share a baseline; notes, places and addresses become links."""
        baseline = self.top - top - leading / 2 - CAP * line.size
        for offset, span in line.spans:
            left = SIDE + x + offset
            self.ink.write(left, baseline, span.text, span.type)
            if span.note or span.url or span.goal:
                box = (left, baseline - 2, left + width_of(span), baseline + span.type.size * 0.8)
                self.links.append(Link(box, "" if span.url else span.goal or note_goal(span.note), span.url))

    def rule(self, y: float, width: float = RULE_ROW, ink: Token = Token.LINE, left: float = 0) -> None:
        """A rule over the frame's width from ``left``."""
        self.painter.line(left, y, self.width, y, ink=ink, width=width)

    def goal(self, name: str, top: float) -> None:
        """A place that links can lead to."""
        self.goals[name] = self.top - top + 6


def note_goal(note: int) -> str:
    """The name of a note's place."""
    return f"note-{note}"


def citing_goal(note: int, page: int) -> str:
    """The name of the place where a page first cites a note."""
    return f"cited-{note}-{page}"
