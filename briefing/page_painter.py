"""The painter of the page: drawings of ``briefing.drawing`` on a reportlab canvas, whose own axis runs upwards."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from briefing.drawing import PRINT, Anchor, Outline, Palette, Token
from briefing.style import SANS, SANS_BOLD, text_width


class PagePainter:
    """Draws with ``top`` as the zero of a downward axis, so that a drawing's y is the canvas' ``top - y``."""

    def __init__(self, canvas: Canvas, left: float, top: float, palette: Palette = PRINT) -> None:
        self.canvas = canvas
        self.left = left
        self.top = top
        self.colours = {token: HexColor(value) for token, value in palette.items()}

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: Token, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line with flat ends."""
        self._pen(ink, width, dash, cap=0)
        self.canvas.line(self.left + x1, self.top - y1, self.left + x2, self.top - y2)

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
        if fill is not None:
            self.canvas.setFillColor(self.colours[fill])
        if stroke is not None:
            self._pen(stroke, width, (), cap=0)
        left, bottom = self.left + x, self.top - y - h
        kinds = {"fill": int(fill is not None), "stroke": int(stroke is not None)}
        if radius:
            self.canvas.roundRect(left, bottom, w, h, min(radius, w / 2, h / 2), **kinds)
        else:
            self.canvas.rect(left, bottom, w, h, **kinds)

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
        if fill is not None:
            self.canvas.setFillColor(self.colours[fill])
        if stroke is not None:
            self._pen(stroke, width, dash, cap=0 if dash else 1)
        path = self.canvas.beginPath()
        for segment in outline:
            at = [self.left + v if n % 2 == 0 else self.top - v for n, v in enumerate(segment.points)]
            match segment.verb:
                case "M":
                    path.moveTo(*at)
                case "L":
                    path.lineTo(*at)
                case "C":
                    path.curveTo(*at)
                case _:
                    path.close()
        self.canvas.drawPath(path, fill=int(fill is not None), stroke=int(stroke is not None))

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
        face = SANS_BOLD if bold else SANS
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[anchor] * text_width(text, face, size)
        self.canvas.setFillColor(self.colours[ink])
        self.canvas.setFont(face, size)
        self.canvas.drawString(self.left + x - shift, self.top - y, text)

    def text_width(self, text: str, *, size: float, bold: bool = False) -> float:
        """How wide ``text`` would be drawn."""
        return text_width(text, SANS_BOLD if bold else SANS, size)

    def hatch(self, x: float, y: float, w: float, h: float, *, ink: Token, pitch: float, width: float) -> None:
        """Lines at 45° with ``pitch`` between them across, kept within the rectangle."""
        self.canvas.saveState()
        clip = self.canvas.beginPath()
        clip.rect(self.left + x, self.top - y - h, w, h)
        self.canvas.clipPath(clip, stroke=0, fill=0)
        start = x - h
        while start < x + w:
            self.line(start, y + h, start + h, y, ink=ink, width=width)
            start += pitch * 1.414
        self.canvas.restoreState()

    def gradient(self, x: float, y: float, w: float, h: float, *, start: Token, end: Token) -> None:
        """A rectangle whose colour fades evenly from its left edge to its right."""
        self.canvas.saveState()
        clip = self.canvas.beginPath()
        clip.rect(self.left + x, self.top - y - h, w, h)
        self.canvas.clipPath(clip, stroke=0, fill=0)
        colours = (self.colours[start], self.colours[end])
        self.canvas.linearGradient(self.left + x, self.top, self.left + x + w, self.top, colours, extend=False)
        self.canvas.restoreState()

    def _pen(self, ink: Token, width: float, dash: tuple[float, ...], cap: int) -> None:
        self.canvas.setStrokeColor(self.colours[ink])
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(cap)
        self.canvas.setLineJoin(cap)
        self.canvas.setDash(list(dash) if dash else [])
