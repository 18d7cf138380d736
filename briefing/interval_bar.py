"""The interval bar: one line of the comparison on a scale of its own, so that a column of bars reads as fulfilment.

The rules of the drawing, the same on the page and on the screen:

* the scale runs from zero to the stated figure at 70 % of the width; of a stated range its upper end stands there, of a
  stated figure without an upper end its lower one. Where nothing was stated the largest figure stands at 55 %;
* stated is an I-beam, a range a tinted band between square brackets, an open end a bracket whose tint fades towards ∞;
* observed, reported and presented have a lane each, a stem from zero, and their role's mark; a range is a solid bar, an open
  end fades towards ∞; what is contested, and nothing else, is a framed hatch at least nine units wide;
* marks are larger than the numbers they stand for, so each keeps to its own side of the stated mark: **the drawing never
  contradicts the verdict**;
* a figure beyond the width stands at its end, behind a break in the stem;
* nothing observed draws nothing; a zero that was said is a mark on the zero tick; an incomparable line has no bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.drawing import ROLE_TOKEN, Anchor, Painter, Token, polygon, role_mark
from figures.count import Count
from figures.line import Line, Reading
from figures.vocabulary import Role, Verdict

STATED_AT = 0.70
LARGEST_AT = 0.55
GATE_HEIGHT = 22.0
"""Height of the stated mark in the bar's own units; everything else is measured in the same."""

TINT = {Role.STATED: Token.STATED_TINT}
LANES = (Role.OBSERVED, Role.REPORTED, Role.PRESENTED)


@dataclass(frozen=True, slots=True)
class Extent:
    """One reading as the bar draws it; ``numberless`` where there is no number behind it (all, any, unknown, not given)."""

    count: Count
    contested: bool = False
    numberless: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What one bar shows."""

    stated: Extent | None = None
    observed: Extent | None = None
    reported: Extent | None = None
    presented: Extent | None = None

    def lanes(self) -> tuple[tuple[Role, Extent], ...]:
        """The lanes that are there, from above."""
        held = zip(LANES, (self.observed, self.reported, self.presented), strict=True)
        return tuple((role, extent) for role, extent in held if extent is not None)


def _extent(reading: Reading | None) -> Extent | None:
    return None if reading is None else Extent(reading.count, bool(reading.contested), reading.numberless)


def bar_of(line: Line) -> Bar | None:
    """The bar of a line; None where the line is incomparable, since units that differ share no scale."""
    if line.verdict is Verdict.INCOMPARABLE or line.unit is None:
        return None
    same = {r: x for r, x in _readings(line).items() if x is not None and x.unit is line.unit}
    return Bar(
        _extent(same.get(Role.STATED)),
        _extent(same.get(Role.OBSERVED)),
        _extent(same.get(Role.REPORTED)),
        _extent(same.get(Role.PRESENTED)),
    )


def _readings(line: Line) -> dict[Role, Reading | None]:
    return {
        Role.STATED: line.stated,
        Role.OBSERVED: line.observed,
        Role.REPORTED: line.reported,
        Role.PRESENTED: line.presented,
    }


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers stand: ``zero`` and ``end`` are positions, ``step`` the width of one, ``u`` the size of the bar's unit."""

    zero: float
    end: float
    step: float
    u: float

    def at(self, number: int) -> float:
        """The position of a number, which may lie beyond the end."""
        return self.zero + number * self.step


@dataclass(frozen=True, slots=True)
class Gates:
    """The stated count and where its ends are drawn; ``high`` is None where it has no upper end."""

    count: Count
    low: float
    high: float | None


def scale_of(bar: Bar, x: float, w: float, u: float) -> Scale:
    """The scale of a bar: the stated figure at 70 % of the width, else the largest figure at 55 %."""
    stated = bar.stated
    ends = [stated] if stated is not None and not stated.numberless else []
    measure = max((_largest(e) for e in ends), default=0)
    part = STATED_AT
    if not measure:
        measure = max((_largest(extent) for _, extent in bar.lanes()), default=0)
        part = LARGEST_AT
    extents = [e for e in (stated, bar.observed, bar.reported) if e is not None]
    opened = any(e.count.high is None for e in extents)
    end = x + w - (13 * u if opened else 0)
    return Scale(x, end, part * w / measure if measure else 0, u)


def _largest(extent: Extent) -> int:
    return extent.count.low if extent.count.high is None else extent.count.high


def draw_bar(painter: Painter, bar: Bar, x: float, y: float, w: float, h: float) -> None:
    """Draw the bar into the rectangle; marks are sized from its height, positions from its width."""
    u, cy = h / GATE_HEIGHT, y + h / 2
    scale = scale_of(bar, x, w, u)
    painter.line(x, y + 2 * u, x, y + h - 2 * u, ink=Token.RULE, width=max(0.5, u))
    gates = _gates(bar.stated, scale)
    if bar.stated is not None and gates is not None:
        _draw_band(painter, bar.stated, gates, scale, y, h)
    lanes = bar.lanes()
    for (role, extent), offset in zip(lanes, _offsets(len(lanes)), strict=True):
        _draw_lane(painter, role, extent, gates, scale, cy + offset * u, len(lanes))
    if gates is not None:
        _draw_gates(painter, gates, scale, y, h, behind=_hits(lanes, gates))


def _hits(lanes: tuple[tuple[Role, Extent], ...], gates: Gates) -> bool:
    """Whether a single mark stands right on the gate, so that the gate's stem must give it room."""
    return len(lanes) == 1 and lanes[0][1].count.low == gates.count.high


def _offsets(lanes: int) -> tuple[float, ...]:
    return {0: (), 1: (0.0,), 2: (-4.5, 5.0), 3: (-7.0, 0.0, 7.0)}[lanes]


def _gates(stated: Extent | None, scale: Scale) -> Gates | None:
    if stated is None:
        return None
    count = stated.count
    low = scale.zero if stated.numberless else scale.at(count.low)
    return Gates(count, min(low, scale.end), None if count.high is None else scale.at(count.high))


def _draw_band(painter: Painter, stated: Extent, gates: Gates, scale: Scale, y: float, h: float) -> None:
    """The tint between two stated ends, or from one of them towards infinity."""
    u, rail = scale.u, (scale.u * 1.4, scale.u * 2.2)
    if gates.high is None:
        width = scale.end - gates.low
        painter.gradient(gates.low, y + u, width, h - 2 * u, start=Token.STATED_TINT, end=Token.SHEET)
        for edge in (y + u * 0.5, y + h - u * 0.5):
            painter.line(gates.low, edge, scale.end, edge, ink=Token.STATED, width=u, dash=rail)
        _infinity(painter, Token.STATED, scale, y + h / 2)
    elif gates.high - gates.low > 1.5 * u:
        painter.rect(gates.low, y, gates.high - gates.low, h, fill=Token.STATED_TINT)
        if stated.contested:
            painter.hatch(gates.low, y, gates.high - gates.low, h, ink=Token.STATED, pitch=4 * u, width=0.9 * u)


def _draw_gates(painter: Painter, gates: Gates, scale: Scale, y: float, h: float, *, behind: bool) -> None:
    """An I-beam for one number, brackets that open inwards for two, one bracket where there is no upper end."""
    u, ink, pen = scale.u, Token.STATED, 2 * scale.u
    low, high = gates.low, gates.high
    if high is not None and high - low <= 5 * u:
        middle = (low + high) / 2
        arms: tuple[tuple[float, float, float], ...] = ((middle, -3.4 * u, 3.4 * u),)
    elif high is None:
        arms = ((low, 0.0, 4 * u),)
    else:
        arms = ((low, 0.0, 4 * u), (high, -4 * u, 0.0))
    for at, left, right in arms:
        gap = 7.2 * u if behind and left and right else 0
        if gap:
            painter.line(at, y, at, y + h / 2 - gap, ink=ink, width=pen)
            painter.line(at, y + h / 2 + gap, at, y + h, ink=ink, width=pen)
        else:
            painter.line(at, y, at, y + h, ink=ink, width=pen)
        ends = (at + left - (pen / 2 if right else 0), at + right + (pen / 2 if left else 0))
        for edge in (y + pen / 2, y + h - pen / 2):
            painter.line(ends[0], edge, ends[1], edge, ink=ink, width=pen)


def _draw_lane(painter: Painter, role: Role, extent: Extent, gates: Gates | None, scale: Scale, cy: float, lanes: int) -> None:
    """One role's stem and mark."""
    u = scale.u * (0.86 if lanes > 1 else 1)
    size = (10 if role is Role.OBSERVED else 9) * u
    stem = {Role.OBSERVED: 2.0, Role.REPORTED: 1.4}.get(role, 1.2) * u
    dash = (1.8 * u, 1.8 * u) if role is Role.PRESENTED else ()
    count, ink = extent.count, ROLE_TOKEN[role]
    marked = count.is_exact or count.high is None or role is Role.PRESENTED
    least = size if marked and not extent.contested else 9 * scale.u if extent.contested else 5 * u
    left, right = _place(count, gates, scale, least, marked and not extent.contested)
    if left > scale.zero:
        painter.line(scale.zero, cy, left, cy, ink=ink, width=stem, dash=dash)
        if scale.at(count.low) > scale.end:
            _break(painter, ink, left - 5 * u, cy, u)
    if count.high is None:
        _fade(painter, role, (left + right) / 2 if marked else left, scale, cy, u)
    if extent.contested:
        _hatch(painter, ink, left, right, cy, scale.u, {1: 13.0, 2: 10.0}.get(lanes, 7.5) * scale.u)
    elif marked:
        role_mark(painter, role, (left + right) / 2, cy, size)
    else:
        height = 7 * u
        painter.rect(left, cy - height / 2, right - left, height, fill=ink, radius=1.5 * u)


def _place(count: Count, gates: Gates | None, scale: Scale, least: float, centred: bool) -> tuple[float, float]:
    """Where a mark begins and ends: as wide as its numbers, at least ``least``, and on its own side of the stated mark."""
    low = scale.at(count.low)
    high = low if count.high is None or centred else scale.at(count.high)
    if high - low < least:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
        if not centred and low < scale.zero:
            low, high = scale.zero, scale.zero + least
    if high > scale.end:
        low, high = min(low, scale.end - least), scale.end
    if gates is None:
        return low, high
    clear = 2.2 * scale.u
    if gates.high is not None and gates.count.high is not None and count.low > gates.count.high:
        shift = max(0.0, gates.high + clear - low)
        low, high = low + shift, max(high, low + shift + least)
    elif count.high is not None and count.high < gates.count.low:
        shift = max(0.0, high - (gates.low - clear))
        low, high = min(low, high - shift - least), high - shift
    elif centred and count.low > gates.count.low and (gates.high is None or gates.high - gates.low > least + 2 * clear):
        shift = max(0.0, gates.low + clear - low)
        low, high = low + shift, high + shift
    return low, high


def _fade(painter: Painter, role: Role, start: float, scale: Scale, cy: float, u: float) -> None:
    """The bar of a count without an upper end, from its low towards infinity."""
    height = (6 if role is Role.OBSERVED else 3.5) * u
    if role in (Role.OBSERVED, Role.REPORTED) and scale.end > start:
        painter.gradient(start, cy - height / 2, scale.end - start, height, start=ROLE_TOKEN[role], end=Token.SHEET)
        _infinity(painter, ROLE_TOKEN[role], scale, cy)


def _infinity(painter: Painter, ink: Token, scale: Scale, cy: float) -> None:
    painter.text(scale.end + 2 * scale.u, cy + 4 * scale.u, "∞", ink=ink, size=12 * scale.u, bold=True, anchor=Anchor.START)


def _break(painter: Painter, ink: Token, x: float, cy: float, u: float) -> None:
    """Two strokes across a stem: from here on it is not to scale."""
    gap = polygon(x - 1.5 * u, cy + 4 * u, x + u, cy - 4 * u, x + 3 * u, cy - 4 * u, x + 0.5 * u, cy + 4 * u)
    painter.path(gap, fill=Token.SHEET)
    for at in (x - 1.5 * u, x + 0.5 * u):
        painter.line(at, cy + 4 * u, at + 2.5 * u, cy - 4 * u, ink=ink, width=u)


def _hatch(painter: Painter, ink: Token, left: float, right: float, cy: float, u: float, height: float) -> None:
    painter.rect(left, cy - height / 2, right - left, height, fill=Token.SHEET)
    painter.hatch(left, cy - height / 2, right - left, height, ink=ink, pitch=4 * u, width=1.3 * u)
    painter.rect(left, cy - height / 2, right - left, height, stroke=ink, width=1.2 * u)
