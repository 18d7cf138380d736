"""One panel of a fulfilment chart while it is drawn: its scales, and which room is taken already.

Words never lie on the stair of running sums, its dots and arrows, a column or other words. The stair is asked for the few steps
beside the words, since a chart may have hundreds; everything else is a short list of boxes.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from briefing.chart import Caption
from briefing.drawing import Anchor, Painter, Token
from briefing.text import mark_texts

TEXT = 7.0
MARK = 6.2
MARK_GAP = 1.2
AFTER_BREAK = 0.17
"""The part of a panel's width that lies after the break, where the as-of day stands."""

RISE, FALL = 0.76 * TEXT, 0.24 * TEXT
"""How far letters reach above and below their baseline."""

APART = 1.5
"""Half of the least distance between words in a row."""

PEN = 1.2
"""Half of a drawn line with a little air."""

DOT = 2.4
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """Where a note's mark was drawn, so that the page can make a link of it."""

    note: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to positions: linear up to ``last``, then, where there is a break, the as-of day at the right end."""

    left: float
    right: float
    first: dt.date
    last: dt.date
    as_of: dt.date
    broken: bool

    @property
    def end_of_days(self) -> float:
        """Where the linear part ends."""
        return self.right - (self.right - self.left) * AFTER_BREAK if self.broken else self.right

    @property
    def stop(self) -> float:
        """Where what is drawn along the days ends: at the break, else at the as-of day."""
        return self.end_of_days - 8 if self.broken else self.at(self.as_of)

    def at(self, day: dt.date) -> float:
        """The position of a day."""
        if self.broken and day > self.last:
            return self.right
        inset = 10.0
        width = self.end_of_days - self.left - inset - (26.0 if self.broken else 16.0)
        days = max(1, (self.last - self.first).days)
        return self.left + inset + width * min(1.0, max(0.0, (day - self.first).days / days))


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes (left, top, right, bottom) share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class ChartSheet:
    """One panel while it is drawn: its place, its scales, and what is taken already."""

    def __init__(self, painter: Painter, axis: Axis, top: float, bottom: float, most: int) -> None:
        self.painter, self.axis, self.top, self.bottom = painter, axis, top, bottom
        self.per = (bottom - top) / most if most else 0.0
        self.taken: list[Box] = []
        self.placed: list[PlacedMark] = []
        self._starts: list[float] = []
        self._treads: list[tuple[Box, ...]] = []

    def level(self, number: int) -> float:
        """The height of a number."""
        return self.bottom - number * self.per

    def step(self, x: float, end: float, before: float, level: float, *, opened: bool) -> None:
        """A step of the stair, in the order of days: from one height to another, then on to ``end``; its dot, its arrow."""
        parts = [(x - PEN, level - PEN, end, level + PEN), (x - PEN, level, x + PEN, before)]
        parts.append((x - DOT, level - DOT, x + DOT, level + DOT))
        if opened:
            parts.append((x - 2.5, level - 13.4, x + 2.5, level))
        self._starts.append(x)
        self._treads.append(tuple(parts))

    def free(self, x: float, y: float, wide: float) -> bool:
        """Whether a line of text on this baseline would meet nothing that is there already."""
        box = (x - APART, y - RISE, x + wide + APART, y + FALL)
        if any(meet(box, other) for other in self.taken):
            return False
        ink = (x - 0.5, y - RISE, x + wide + 0.5, y + 0.2)
        near = range(max(0, bisect_left(self._starts, ink[0] - DOT) - 1), bisect_right(self._starts, ink[2] + DOT))
        return not any(meet(ink, part) for at in near for part in self._treads[at])

    def width(self, captions: tuple[Caption, ...], *, bold: bool) -> float:
        """How wide captions in a row are."""
        marks = sum(self.painter.text_width(t, size=MARK) + MARK_GAP for c in captions for t, _ in mark_texts(list(c.marks)))
        return marks + sum(self.painter.text_width(c.text, size=TEXT, bold=bold) for c in captions)

    def write(
        self,
        x: float,
        y: float,
        *captions: Caption,
        ink: Token,
        bold: bool = False,
        anchor: Anchor = Anchor.START,
        must: bool = False,
    ) -> bool:
        """Write captions in a row, each followed by its marks, where there is room; whether there was.

        What ``must`` be said is written in any case. What is wider than the panel is set smaller.
        """
        wide = self.width(captions, bold=bold)
        part = min(1.0, (self.axis.right - self.axis.left) / wide) if wide else 1.0
        wide *= part
        x -= {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[anchor]
        x = max(self.axis.left, min(x, self.axis.right - wide))
        if not must and not self.free(x, y, wide):
            return False
        self.taken.append((x - APART, y - RISE, x + wide + APART, y + FALL))
        for caption in captions:
            self.painter.text(x, y, caption.text, ink=ink, size=TEXT * part, bold=bold)
            x += self.painter.text_width(caption.text, size=TEXT * part, bold=bold)
            for mark, note in mark_texts(list(caption.marks)):
                x += MARK_GAP * part
                self.painter.text(x, y, mark, ink=Token.INK2, size=MARK * part)
                w = self.painter.text_width(mark, size=MARK * part)
                self.placed.append(PlacedMark(note, x, y - MARK, w, MARK + 2))
                x += w
        return True

    def line_between(self, x: float, *, ink: Token, width: float, dash: tuple[float, ...]) -> None:
        """A line from above the plot to its foot that leaves out the words that stand in its way."""
        y = self.top - 12
        words = sorted((box[1], box[3]) for box in self.taken if box[0] < x < box[2] and box[3] - box[1] > RISE)
        for top, bottom in (*words, (self.bottom, self.bottom)):
            if top > y:
                self.painter.line(x, y, x, min(top, self.bottom), ink=ink, width=width, dash=dash)
            y = max(y, bottom)
