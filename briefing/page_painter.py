"""The painter of the page: drawings of ``briefing.drawing`` as the operators of a page, whose own axis runs upwards."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from briefing.drawing import ROUND, Anchor, Outline, Painter, Token
from briefing.ink import FILLS, STROKES, Ink, TypeCase
from briefing.style import SANS, SANS_BOLD, text_width, type_of

SHIFT = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
VERBS = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}
PAINTED = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}
Pen = tuple[Token, float, tuple[float, ...], int]


class PagePainter:
    """Draws with ``top`` as the zero of a downward axis, so that a drawing's y is the page's ``top - y``.

    What was set last is remembered, so that a page names a colour or a pen only where it changes.
    """

    def __init__(self, case: TypeCase, ink: Ink, draw: Callable[[str], None], left: float = 0, top: float = 0) -> None:
        self.case, self.ink, self.draw, self.left, self.top = case, ink, draw, left, top
        self._pen: Pen | None = None
        self._fill: Token | None = None

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: Token, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line with flat ends."""
        pen = (ink, width, dash, 0)
        if pen != self._pen:
            self._take(pen)
        left, top = self.left, self.top
        self.draw(f"{left + x1:.3f} {top - y1:.3f} m {left + x2:.3f} {top - y2:.3f} l S")

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: Token | None = None,
        stroke: Token | None = None,
        width: float = 1,
        radius: float = 0,
    ) -> None:
        """A rectangle from its left top corner."""
        self._dip(fill, stroke, width, (), 0)
        shape = self._rounded(x, y, w, h, min(radius, w / 2, h / 2)) if radius else self._box(x, y, w, h)
        self.draw(f"{shape} {PAINTED[fill is not None, stroke is not None]}")

    def _box(self, x: float, y: float, w: float, h: float) -> str:
        return f"{self.left + x:.3f} {self.top - y - h:.3f} {w:.3f} {h:.3f} re"

    def _rounded(self, x: float, y: float, w: float, h: float, r: float) -> str:
        left, top = self.left + x, self.top - y
        right, bottom, k = left + w, top - h, r * (1 - ROUND)
        corners = (
            ("M", (left + r, bottom)),
            ("L", (right - r, bottom)),
            ("C", (right - k, bottom, right, bottom + k, right, bottom + r)),
            ("L", (right, top - r)),
            ("C", (right, top - k, right - k, top, right - r, top)),
            ("L", (left + r, top)),
            ("C", (left + k, top, left, top - k, left, top - r)),
            ("L", (left, bottom + r)),
            ("C", (left, bottom + k, left + k, bottom, left + r, bottom)),
        )
        return " ".join(VERBS[verb] % points for verb, points in corners) + " h"

    def path(
        self,
        outline: Outline,
        *,
        fill: Token | None = None,
        stroke: Token | None = None,
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        """An outline, filled, stroked with round joins and ends, or both."""
        self._dip(fill, stroke, width, dash, 0 if dash else 1)
        left, top = self.left, self.top
        drawn = [
            VERBS[segment.verb] % tuple([top - v if n % 2 else left + v for n, v in enumerate(segment.points)])
            for segment in outline
        ]
        drawn.append(PAINTED[fill is not None, stroke is not None])
        self.draw(" ".join(drawn))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        ink: Token,
        size: float,
        bold: bool = False,
        anchor: Anchor = Anchor.START,
    ) -> None:
        """One line of sans text on the baseline ``y``."""
        style = type_of(SANS_BOLD if bold else SANS, size, ink)
        shift = SHIFT[anchor] * text_width(text, style.face, size) if anchor is not Anchor.START else 0
        self.ink.write(self.left + x - shift, self.top - y, text, style)

    def text_width(self, text: str, *, size: float, bold: bool = False) -> float:
        """How wide ``text`` would be drawn."""
        return text_width(text, SANS_BOLD if bold else SANS, size)

    def hatch(self, x: float, y: float, w: float, h: float, *, ink: Token, pitch: float, width: float) -> None:
        """Lines at 45° with ``pitch`` between them across, kept within the rectangle."""
        held = self._pen
        self.draw(f"q {self._box(x, y, w, h)} W n")
        start = x - h
        while start < x + w:
            self.line(start, y + h, start + h, y, ink=ink, width=width)
            start += pitch * 1.414
        self.draw("Q")
        self._pen = held

    def gradient(self, x: float, y: float, w: float, h: float, *, start: Token, end: Token) -> None:
        """A rectangle whose colour fades evenly from its left edge to its right."""
        place = f"{w:.3f} 0 0 1 {self.left + x:.3f} 0 cm"
        self.draw(f"q {self._box(x, y, w, h)} W n {place} /{self.case.fade(start, end)} sh Q")

    def stamp(self, name: Hashable, x: float, y: float, draw: Callable[[Painter], None]) -> None:
        """What ``draw`` draws about zero, moved to a point."""
        drawn = self.case.stamp(name, lambda: self._drawn(draw))
        self.draw(f"q 1 0 0 1 {self.left + x:.3f} {self.top - y:.3f} cm /{drawn} Do Q")

    def _drawn(self, draw: Callable[[Painter], None]) -> str:
        found: list[str] = []
        draw(PagePainter(self.case, self.ink, found.append))
        return " ".join(found)

    def _dip(self, fill: Token | None, stroke: Token | None, width: float, dash: tuple[float, ...], cap: int) -> None:
        if fill is not None and fill is not self._fill:
            self.draw(FILLS[fill])
            self._fill = fill
        if stroke is not None and (stroke, width, dash, cap) != self._pen:
            self._take((stroke, width, dash, cap))

    def _take(self, pen: Pen) -> None:
        ink, width, dash, cap = pen
        self.draw(f"{STROKES[ink]} {_pen(width, dash, cap)}")
        self._pen = pen


@lru_cache(maxsize=1024)
def _pen(width: float, dash: tuple[float, ...], cap: int) -> str:
    dashes = " ".join(f"{length:.6g}" for length in dash)
    return f"{width:.6g} w {cap} J {cap} j [{dashes}] 0 d"
