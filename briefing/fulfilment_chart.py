"""The fulfilment chart: what had been handed over by which day, beside what was promised; one panel a direction, one scale.

The chart is plain data (``briefing.chart``); here is the one function that draws it on any ``Painter``. It has no vertical axis
of round numbers: only figures that somebody gave, and sums of them, are printed. All panels share one scale, so that 78 stands
as low as it is beside 6,057. Uncertain running sums show both ends, an open one an arrow upwards, a contested end a hatch that
keeps to its own side of the stated line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefing.chart import Caption, Chart, Panel, Promise, Tick
from briefing.drawing import ROLE_TOKEN, Anchor, Painter, Token, polygon, role_mark
from briefing.text import mark_texts
from figures.count import Count
from figures.vocabulary import Role

__all__ = ["Chart", "PlacedMark", "draw_chart"]

TEXT = 7.0
MARK = 6.2
HEAD = 8.0
PANEL_GAP = 24.0
PLOT_TOP = 58.0
PLOT_BOTTOM = 32.0
AFTER_BREAK = 0.17
"""The part of a panel's width that lies after the break, where the as-of day stands."""


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

    def at(self, day: dt.date) -> float:
        """The position of a day."""
        if self.broken and day > self.last:
            return self.right
        inset = 10.0
        width = self.end_of_days - self.left - inset - (26.0 if self.broken else 16.0)
        days = max(1, (self.last - self.first).days)
        return self.left + inset + width * min(1.0, max(0.0, (day - self.first).days / days))


class _Sheet:
    """One panel while it is drawn: its place, its scales, and the boxes of text that are taken already."""

    def __init__(self, painter: Painter, axis: Axis, top: float, bottom: float, most: int) -> None:
        self.painter, self.axis, self.top, self.bottom = painter, axis, top, bottom
        self.per = (bottom - top) / most if most else 0.0
        self.taken: list[tuple[float, float, float, float]] = []
        self.placed: list[PlacedMark] = []

    def level(self, number: int) -> float:
        """The height of a number."""
        return self.bottom - number * self.per

    def room(self, x: float, y: float, w: float) -> bool:
        """Whether a line of text on this baseline would meet none that is there already."""
        box = (x - 1, y - 0.76 * TEXT, x + w + 1, y + 0.24 * TEXT)
        return all(box[2] <= t[0] or t[2] <= box[0] or box[3] <= t[1] or t[3] <= box[1] for t in self.taken)

    def width(self, captions: tuple[Caption, ...], *, bold: bool) -> float:
        """How wide captions in a row are."""
        marks = sum(self.painter.text_width(t, size=MARK) + 1.2 for c in captions for t, _ in mark_texts(list(c.marks)))
        return marks + sum(self.painter.text_width(c.text, size=TEXT, bold=bold) for c in captions)

    def write(
        self, x: float, y: float, *captions: Caption, ink: Token, bold: bool = False, anchor: Anchor = Anchor.START
    ) -> bool:
        """Write captions in a row, each followed by its marks, where there is room; whether there was."""
        wide = self.width(captions, bold=bold)
        x -= {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[anchor]
        x = max(self.axis.left, min(x, self.axis.right - wide))
        if not self.room(x, y, wide):
            return False
        self.taken.append((x - 1, y - 0.76 * TEXT, x + wide + 1, y + 0.24 * TEXT))
        for caption in captions:
            self.painter.text(x, y, caption.text, ink=ink, size=TEXT, bold=bold)
            x += self.painter.text_width(caption.text, size=TEXT, bold=bold)
            for mark, note in mark_texts(list(caption.marks)):
                x += 1.2
                self.painter.text(x, y, mark, ink=Token.INK2, size=MARK)
                w = self.painter.text_width(mark, size=MARK)
                self.placed.append(PlacedMark(note, x, y - MARK, w, MARK + 2))
                x += w
        return True


def draw_chart(painter: Painter, chart: Chart, x: float, y: float, w: float, h: float) -> tuple[PlacedMark, ...]:
    """Draw the chart into the rectangle; returns where each note's mark stands."""
    count = max(1, len(chart.panels))
    wide = (w - PANEL_GAP * (count - 1)) / count
    most = round(max((_most(p) for p in chart.panels), default=0) * 1.04)
    days = [t.day for t in chart.ticks]
    first, last = min(days, default=chart.as_of.day), max(days, default=chart.as_of.day)
    broken = (chart.as_of.day - last).days > max(3, (last - first).days // 4)
    if not broken:
        last = max(last, chart.as_of.day)
    placed: list[PlacedMark] = []
    for at, panel in enumerate(chart.panels):
        left = x + at * (wide + PANEL_GAP)
        axis = Axis(left, left + wide, first, last, chart.as_of.day, broken)
        sheet = _Sheet(painter, axis, y + PLOT_TOP, y + h - PLOT_BOTTOM, most)
        _head(sheet, panel, left, y, wide)
        _due(sheet, chart)
        _promise_tint(sheet, panel)
        _series(sheet, panel)
        _promise(sheet, panel)
        _end(sheet, panel)
        _columns(sheet, panel)
        _step_labels(sheet, panel)
        _ticks(sheet, chart)
        placed.extend(sheet.placed)
    return tuple(placed)


def _most(panel: Panel) -> int:
    counts = [s.total for s in panel.steps] + [c.count for c in panel.columns]
    counts += [panel.end.count] if panel.end else []
    counts += [panel.promise.count] if panel.promise else []
    return max((c.low if c.high is None else c.high for c in counts), default=0)


def _head(sheet: _Sheet, panel: Panel, x: float, y: float, wide: float) -> None:
    sheet.painter.text(x, y + HEAD, panel.title, ink=Token.INK, size=HEAD, bold=True)
    if sheet.width((panel.subtitle,), bold=False) <= wide:
        sheet.write(x, y + HEAD + 11, panel.subtitle, ink=Token.INK2)
        return
    words, marks = Caption(panel.subtitle.text), panel.subtitle.marks
    sheet.write(x, y + HEAD + 11, words, ink=Token.INK2)
    fit = max(1, int(wide // (sheet.painter.text_width("[888]", size=MARK) + 1.2)))
    for row in range(0, min(len(marks), 2 * fit), fit):
        sheet.write(x, y + HEAD + 11 + 8.5 * (1 + row // fit), Caption("", marks[row : row + fit]), ink=Token.INK2)


def _due(sheet: _Sheet, chart: Chart) -> None:
    """The term as a band of tint, its last day dotted."""
    if chart.due is None:
        return
    left, right = (sheet.axis.at(day) for day in chart.due)
    if right - left > 1:
        sheet.painter.rect(left, sheet.top - 12, right - left, sheet.bottom - sheet.top + 12, fill=Token.WINDOW)
    sheet.painter.line(right, sheet.top - 12, right, sheet.bottom, ink=Token.INK2, width=0.7, dash=(0.9, 2))
    sheet.write(right, sheet.top - 15, chart.due_caption, ink=Token.INK2, anchor=Anchor.END)


def _series(sheet: _Sheet, panel: Panel) -> None:
    """The stair of running sums with tint below; between the two ends of an uncertain sum the tint goes on, under dashes."""
    if not panel.steps:
        return
    axis, ink = sheet.axis, ROLE_TOKEN[panel.role]
    tint = Token.REPORTED_TINT if panel.role is Role.REPORTED else Token.OBSERVED_TINT
    stop = axis.end_of_days - 8 if axis.broken else axis.at(axis.as_of)
    starts = [axis.at(s.day) for s in panel.steps]
    for step, left, right in zip(panel.steps, starts, [*starts[1:], stop], strict=True):
        low = sheet.level(step.total.low)
        sheet.painter.rect(left, low, max(0.0, right - left), sheet.bottom - low, fill=tint)
        if step.total.high is not None and step.total.high > step.total.low:
            high = sheet.level(step.total.high)
            sheet.painter.rect(left, high, max(0.0, right - left), low - high, fill=tint)
            sheet.painter.line(left, high, right, high, ink=ink, width=0.7, dash=(2, 1.5))
    stair: list[float] = [axis.left + 4, sheet.bottom]
    level = sheet.bottom
    for step, left in zip(panel.steps, starts, strict=True):
        stair += [left, level, left, sheet.level(step.total.low)]
        level = sheet.level(step.total.low)
    stair += [stop, level]
    sheet.painter.path(polygon(*stair, closed=False), stroke=ink, width=1.5)
    if axis.broken:
        sheet.painter.line(axis.end_of_days, level, axis.right, level, ink=ink, width=1.5)
    for step, left in zip(panel.steps, starts, strict=True):
        role_mark(sheet.painter, panel.role, left, sheet.level(step.total.low), 4.6)
        if step.total.high is None:
            _upwards(sheet, left, sheet.level(step.total.low), ink)


def _upwards(sheet: _Sheet, x: float, y: float, ink: Token) -> None:
    """A sum without an upper end points upwards."""
    sheet.painter.line(x, y - 3, x, y - 10, ink=ink, width=0.8, dash=(1.2, 1.2))
    sheet.painter.path(polygon(x - 2, y - 9, x, y - 12.5, x + 2, y - 9, closed=False), stroke=ink, width=0.9)


def _promise_tint(sheet: _Sheet, panel: Panel) -> None:
    """The tint of a stated range, or above a stated count without an upper end; it lies under the stair."""
    if panel.promise is None:
        return
    count, left = panel.promise.count, sheet.axis.at(panel.promise.since or sheet.axis.first)
    low = sheet.level(count.low)
    top = low - 7 if count.high is None else sheet.level(count.high)
    if top < low:
        sheet.painter.rect(left, top, sheet.axis.right - left, low - top, fill=Token.STATED_TINT)


def _promise(sheet: _Sheet, panel: Panel) -> None:
    """The stated line, labelled where it begins; a range has two."""
    if panel.promise is None:
        return
    axis, count, painter = sheet.axis, panel.promise.count, sheet.painter
    left = axis.at(panel.promise.since or axis.first)
    ends = [count.low] if count.high is None else sorted({count.low, count.high})
    top = sheet.level(ends[-1])
    if count.high is None:
        painter.text(axis.right - 2, top - 1.4, "∞", ink=Token.STATED, size=TEXT, bold=True, anchor=Anchor.END)
    for number in ends:
        painter.line(left, sheet.level(number), axis.right, sheet.level(number), ink=Token.STATED, width=1.6)
        sheet.taken.append((left, sheet.level(number) - 1, axis.right, sheet.level(number) + 1))
    role_mark(painter, Role.STATED, left, sheet.level(ends[0]), 5.4)
    above = top - (10 if count.high is None else 4.5)
    for baseline in (above, sheet.level(ends[0]) + 9, above - 9):
        if sheet.write(max(axis.left, left - 3), baseline, panel.promise.caption, ink=Token.STATED, bold=True):
            break


def _end(sheet: _Sheet, panel: Panel) -> None:
    """The reading on the as-of day: hatched where contested, on its own side of the stated line; and what is missing."""
    if panel.end is None:
        return
    axis, end, ink = sheet.axis, panel.end, ROLE_TOKEN[panel.role]
    stop = axis.end_of_days - 8 if axis.broken else axis.right
    top = sheet.level(end.count.low if end.count.high is None else end.count.high)
    bottom = sheet.level(end.count.low)
    if end.contested:
        top, bottom = _own_side(sheet, panel.promise, end.count, top, bottom)
        left = axis.at(panel.steps[-1].day) if panel.steps else stop - 30
        left = min(left, stop - 9)
        sheet.painter.rect(left, top, stop - left, bottom - top, fill=Token.SHEET)
        sheet.painter.hatch(left, top, stop - left, bottom - top, ink=ink, pitch=2.0, width=0.7)
        sheet.painter.rect(left, top, stop - left, bottom - top, stroke=ink, width=0.7)
    for lift in (4.0, 12.0, 20.0, -10.0, -18.0):
        if sheet.write(axis.right, top - lift, *end.captions, ink=ink, bold=True, anchor=Anchor.END):
            break
    promise = panel.promise
    if panel.missing and promise and end.count.high is not None and bottom - sheet.level(promise.count.low) > 40:
        _missing(sheet, panel, sheet.level(promise.count.low) + 4, top - 14)


def _missing(sheet: _Sheet, panel: Panel, top: float, bottom: float) -> None:
    """The gap between what was promised and what came, as an arrow with two heads."""
    x, painter = sheet.axis.right - 12, sheet.painter
    painter.line(x, top, x, bottom, ink=Token.INK, width=0.8)
    for tip, way in ((top, 1), (bottom, -1)):
        painter.path(polygon(x - 2.2, tip + way * 4, x, tip, x + 2.2, tip + way * 4, closed=False), stroke=Token.INK, width=0.8)
    middle = (top + bottom) / 2
    if panel.missing is not None:
        sheet.write(x - 5, middle, panel.missing, ink=Token.INK, bold=True, anchor=Anchor.END)
        sheet.write(x - 5, middle + 9.4, Caption(panel.missing_word), ink=Token.INK2, anchor=Anchor.END)


def _own_side(sheet: _Sheet, promise: Promise | None, count: Count, top: float, bottom: float) -> tuple[float, float]:
    """A hatch at least four high that does not cross the stated line unless its numbers do."""
    grow = max(0.0, 4.5 - (bottom - top))
    if promise is None:
        return top - grow, bottom
    high = promise.count.high
    if high is not None and count.low > high:
        floor = min(bottom, sheet.level(high) - 1)
        return min(top, floor - 4.5), floor
    if count.high is not None and count.high < promise.count.low:
        ceiling = max(top, sheet.level(promise.count.low) + 1)
        return ceiling, max(bottom, ceiling + 4.5)
    return top - grow / 2, bottom + grow / 2


def _columns(sheet: _Sheet, panel: Panel) -> None:
    """What was presented: a dashed column without fill, its words above it."""
    for column in panel.columns:
        x = sheet.axis.at(column.day)
        top = sheet.level(column.count.low if column.count.high is None else column.count.high)
        outline = polygon(x - 3, sheet.bottom, x - 3, top, x + 3, top, x + 3, sheet.bottom, closed=False)
        sheet.painter.path(outline, stroke=Token.PRESENTED, width=0.8, dash=(1.6, 1.6))
        rows = len(column.captions)
        for at, caption in enumerate(column.captions):
            sheet.write(x, top - 4 - 8.6 * (rows - 1 - at), caption, ink=Token.PRESENTED, anchor=Anchor.MIDDLE)


def _step_labels(sheet: _Sheet, panel: Panel) -> None:
    """Running sums left of their dots, the last first; one that would meet another is left to the table below."""
    for step in reversed(panel.steps):
        if step.caption.text:
            top = step.total.low if step.total.high is None else step.total.high
            x, y = sheet.axis.at(step.day), sheet.level(top) - (10 if step.total.high is None else 0)
            sheet.write(x - 4, y - 3.2, step.caption, ink=ROLE_TOKEN[panel.role], bold=True, anchor=Anchor.END)


def _ticks(sheet: _Sheet, chart: Chart) -> None:
    """The axis with the days of events, as many labels as there is room for; a broken axis says so."""
    axis, painter, base = sheet.axis, sheet.painter, sheet.bottom
    stop = axis.end_of_days - 8 if axis.broken else axis.right
    painter.line(axis.left, base, stop, base, ink=Token.INK, width=0.7)
    if axis.broken:
        painter.line(axis.end_of_days, base, axis.right, base, ink=Token.INK, width=0.7)
        for x in (stop - 1.5, stop + 2.5):
            painter.line(x, base + 3.5, x + 3.5, base - 3.5, ink=Token.INK, width=0.7)
    shown: list[Tick] = []
    ticks = sorted(chart.ticks, key=lambda t: (t.day not in (axis.first, axis.last), t.day))
    sheet.taken.clear()
    for caption, y in ((Caption(chart.as_of.label), base + 11), (Caption(chart.as_of.beneath), base + 20)):
        sheet.write(axis.right, y, caption, ink=Token.INK2, anchor=Anchor.END)
    for tick in ticks:
        x = axis.at(tick.day)
        painter.line(x, base, x, base + 3, ink=Token.INK, width=0.5)
        if sheet.write(x, base + 11, Caption(tick.label), ink=Token.INK, anchor=Anchor.MIDDLE):
            shown.append(tick)
    for beneath in dict.fromkeys(t.beneath for t in shown):
        places = [axis.at(t.day) for t in shown if t.beneath == beneath]
        sheet.write((min(places) + max(places)) / 2, base + 20, Caption(beneath), ink=Token.INK2, anchor=Anchor.MIDDLE)
