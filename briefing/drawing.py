"""The marks, as geometry and nothing else: one definition for the page and for the screen.

A drawing asks a ``Painter`` for lines, rectangles, outlines, text, hatching and fades, in the names of colours (``Token``) and
never in colours, so that light, dark and print differ in one mapping. Coordinates run right and down, in points or pixels.
Colour is never the only sign: each role has a shape of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from figures.vocabulary import Role, Verdict

ROUND = 0.5522847498
"""How far a Bézier handle lies from its end, in radii, for a quarter of a circle."""


class Token(StrEnum):
    """A colour by what it is for."""

    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    LINE = "line"
    RULE = "rule"
    SHEET = "sheet"
    WINDOW = "window"
    DANGER = "danger"
    STATED = "stated"
    STATED_TINT = "stated_tint"
    REPORTED = "reported"
    REPORTED_TINT = "reported_tint"
    OBSERVED = "observed"
    OBSERVED_TINT = "observed_tint"
    PRESENTED = "presented"
    PRESENTED_TINT = "presented_tint"


Palette = Mapping[Token, str]

LIGHT: Palette = {
    Token.INK: "#1B1D20",
    Token.INK2: "#4C5056",
    Token.INK3: "#63676D",
    Token.LINE: "#DDDAD3",
    Token.RULE: "#C9C5BC",
    Token.SHEET: "#FFFFFF",
    Token.WINDOW: "#F5F4F1",
    Token.DANGER: "#AD241B",
    Token.STATED: "#8A5A00",
    Token.STATED_TINT: "#F6E6C4",
    Token.REPORTED: "#97206B",
    Token.REPORTED_TINT: "#F6E1EC",
    Token.OBSERVED: "#1A5FB4",
    Token.OBSERVED_TINT: "#DCE8F7",
    Token.PRESENTED: "#565D65",
    Token.PRESENTED_TINT: "#E7E9EB",
}
DARK: Palette = {
    Token.INK: "#E9E7E2",
    Token.INK2: "#BCBEBE",
    Token.INK3: "#989CA0",
    Token.LINE: "#313638",
    Token.RULE: "#454B4E",
    Token.SHEET: "#1D2022",
    Token.WINDOW: "#17191A",
    Token.DANGER: "#FF8B7B",
    Token.STATED: "#EBC060",
    Token.STATED_TINT: "#3D331B",
    Token.REPORTED: "#EC86B4",
    Token.REPORTED_TINT: "#402735",
    Token.OBSERVED: "#6FB0F5",
    Token.OBSERVED_TINT: "#1C3049",
    Token.PRESENTED: "#ABB3BB",
    Token.PRESENTED_TINT: "#2E3337",
}
PRINT: Palette = {
    **LIGHT,
    Token.INK: "#1B1F23",
    Token.INK2: "#5A6068",
    Token.INK3: "#5A6068",
    Token.LINE: "#DDE0E3",
    Token.RULE: "#C6CACE",
    Token.WINDOW: "#F4F5F6",
    Token.DANGER: "#1B1F23",
}
"""On paper verdicts are ink: there is no red."""

ROLE_TOKEN: Mapping[Role, Token] = {
    Role.STATED: Token.STATED,
    Role.REPORTED: Token.REPORTED,
    Role.OBSERVED: Token.OBSERVED,
    Role.PRESENTED: Token.PRESENTED,
    Role.AFTERMATH: Token.PRESENTED,
    Role.NONE: Token.INK3,
}


class Anchor(StrEnum):
    """Which end of a text stands at the point given."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of an outline: ``M`` move, ``L`` line (one point), ``C`` cubic curve (three points), ``Z`` close (none)."""

    verb: str
    points: tuple[float, ...] = ()


Outline = tuple[Segment, ...]


class Painter(Protocol):
    """What a medium must be able to draw; every colour is a token, every position counts right and down."""

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: Token, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line with flat ends; ``dash`` are lengths drawn and left out in turn."""

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

    def text(
        self, x: float, y: float, text: str, *, ink: Token, size: float, bold: bool = False, anchor: Anchor = Anchor.START
    ) -> None:
        """One line of sans text on the baseline ``y``."""

    def text_width(self, text: str, *, size: float, bold: bool = False) -> float:
        """How wide ``text`` would be drawn."""

    def hatch(self, x: float, y: float, w: float, h: float, *, ink: Token, pitch: float, width: float) -> None:
        """Lines at 45° with ``pitch`` between them, kept within the rectangle."""

    def gradient(self, x: float, y: float, w: float, h: float, *, start: Token, end: Token) -> None:
        """A rectangle whose colour fades evenly from its left edge to its right."""

    def stamp(self, name: Hashable, x: float, y: float, draw: Callable[[Painter], None]) -> None:
        """What ``draw`` draws about zero, moved to a point; the name is its own, so that a medium may draw it once for many."""


def polygon(*points: float, closed: bool = True) -> Outline:
    """Straight lines through points given as x, y, x, y …"""
    pairs = list(zip(points[::2], points[1::2], strict=True))
    drawn = tuple(Segment("L" if at else "M", pair) for at, pair in enumerate(pairs))
    return (*drawn, Segment("Z")) if closed else drawn


def circle(cx: float, cy: float, r: float) -> Outline:
    """A full circle."""
    k = r * ROUND
    return (
        Segment("M", (cx, cy - r)),
        Segment("C", (cx + k, cy - r, cx + r, cy - k, cx + r, cy)),
        Segment("C", (cx + r, cy + k, cx + k, cy + r, cx, cy + r)),
        Segment("C", (cx - k, cy + r, cx - r, cy + k, cx - r, cy)),
        Segment("C", (cx - r, cy - k, cx - k, cy - r, cx, cy - r)),
        Segment("Z"),
    )


def left_half(cx: float, cy: float, r: float) -> Outline:
    """The left half of a disc."""
    k = r * ROUND
    return (
        Segment("M", (cx, cy + r)),
        Segment("C", (cx - k, cy + r, cx - r, cy + k, cx - r, cy)),
        Segment("C", (cx - r, cy - k, cx - k, cy - r, cx, cy - r)),
        Segment("Z"),
    )


def role_mark(painter: Painter, role: Role, cx: float, cy: float, size: float) -> None:
    """The mark of a role, ``size`` wide, centred on a point: square, half disc, full disc, open arrowhead, hollow diamond."""
    painter.stamp((role, size), cx, cy, lambda about: _role_mark(about, role, size))


def _role_mark(painter: Painter, role: Role, size: float) -> None:
    ink, pen, r = ROLE_TOKEN[role], size * 0.17, size * 0.5
    inner = r - pen / 2
    match role:
        case Role.STATED:
            painter.rect(-inner * 0.9, -inner * 0.9, inner * 1.8, inner * 1.8, stroke=ink, width=pen)
        case Role.REPORTED:
            painter.path(circle(0, 0, inner), fill=Token.SHEET, stroke=ink, width=pen)
            painter.path(left_half(0, 0, inner), fill=ink)
        case Role.OBSERVED:
            painter.path(circle(0, 0, r), fill=ink)
        case Role.PRESENTED:
            head = polygon(-inner * 0.8, -inner, inner, 0, -inner * 0.8, inner)
            painter.path(head, fill=Token.SHEET, stroke=ink, width=pen)
        case Role.AFTERMATH:
            diamond = polygon(0, -r, r, 0, 0, r, -r, 0)
            painter.path(diamond, fill=Token.SHEET, stroke=ink, width=pen)
        case _:
            painter.path(circle(0, 0, inner), stroke=ink, width=pen, dash=(pen, pen * 1.6))


VERDICT_TOKEN: Mapping[Verdict, Token] = {
    Verdict.SHORT: Token.DANGER,
    Verdict.NOTHING_OBSERVED: Token.DANGER,
    Verdict.AWAITED: Token.INK2,
    Verdict.CANNOT_TELL: Token.INK2,
    Verdict.INCOMPARABLE: Token.INK2,
    Verdict.NOTHING_STATED: Token.INK3,
}
"""The colour of a verdict's word and mark; those not named are ink."""


def verdict_mark(painter: Painter, verdict: Verdict, x: float, y: float, size: float, ink: Token = Token.INK) -> None:
    """The mark of a verdict in a square from its left top corner; it always stands beside the word."""
    painter.stamp((verdict, size, ink), x, y, lambda about: _verdict_mark(about, verdict, size, ink))


def _verdict_mark(painter: Painter, verdict: Verdict, size: float, ink: Token) -> None:
    u, pen = size / 24, size * 0.105

    def stroke(*points: float) -> None:
        painter.path(polygon(*(value * u for value in points), closed=False), stroke=ink, width=pen)

    def ring(dash: tuple[float, ...] = ()) -> None:
        painter.path(circle(12 * u, 12 * u, 9.5 * u), stroke=ink, width=pen, dash=dash)

    match verdict:
        case Verdict.MET_EXACTLY:
            stroke(4, 8.5, 20, 8.5)
            stroke(4, 15.5, 20, 15.5)
        case Verdict.MET:
            stroke(3.5, 12.5, 9, 18, 20.5, 6)
        case Verdict.MET_OR_EXCEEDED:
            stroke(4, 20, 20, 20)
            stroke(12, 15.5, 12, 3.5)
            stroke(6, 9.5, 12, 3.5, 18, 9.5)
        case Verdict.EXCEEDED:
            stroke(12, 20.5, 12, 3.5)
            stroke(5, 10.5, 12, 3.5, 19, 10.5)
        case Verdict.SHORT:
            stroke(12, 3.5, 12, 20.5)
            stroke(5, 13.5, 12, 20.5, 19, 13.5)
        case Verdict.OUTSTANDING:
            stroke(5, 2.5, 19, 2.5)
            stroke(5, 21.5, 19, 21.5)
            stroke(7, 2.5, 7, 7, 12, 12, 17, 7, 17, 2.5)
            stroke(7, 21.5, 7, 17, 12, 12, 17, 17, 17, 21.5)
        case Verdict.AWAITED:
            ring(dash=(4.6 * u, 2.86 * u))
        case Verdict.NOTHING_OBSERVED:
            ring()
            stroke(18.7, 5.3, 5.3, 18.7)
        case Verdict.NOTHING_STATED:
            stroke(4, 12, 20, 12)
        case Verdict.INCOMPARABLE:
            stroke(4, 8.5, 20, 8.5)
            stroke(4, 15.5, 20, 15.5)
            stroke(18, 3.5, 6, 20.5)
        case Verdict.CANNOT_TELL:
            ring()
            _question(painter, u, pen, ink)


def _question(painter: Painter, u: float, pen: float, ink: Token) -> None:
    """The question mark inside the ring of *cannot tell*."""
    hook = (
        Segment("M", (8.9 * u, 9.2 * u)),
        Segment("C", (9.2 * u, 5.2 * u, 15.6 * u, 5.4 * u, 15.1 * u, 9.6 * u)),
        Segment("C", (14.8 * u, 11.6 * u, 12 * u, 11.8 * u, 12 * u, 14 * u)),
    )
    painter.path(hook, stroke=ink, width=pen)
    painter.path(circle(12 * u, 17.4 * u, pen * 0.62), fill=ink)


def contested_mark(painter: Painter, x: float, y: float, size: float, ink: Token = Token.INK) -> None:
    """The framed hatch that stands beside *contested*; nothing but contested readings is ever hatched."""
    pen = size * 0.1
    painter.rect(x, y, size, size, fill=Token.SHEET)
    painter.hatch(x, y, size, size, ink=ink, pitch=size * 0.27, width=pen * 0.9)
    painter.rect(x + pen / 2, y + pen / 2, size - pen, size - pen, stroke=ink, width=pen)
