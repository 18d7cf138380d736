"""The fulfilment chart: what had been handed over by which day, beside what was promised; one panel a direction, one scale.

The chart is plain data (``briefing.chart``); here is the one function that draws it on any ``Painter``. It has no vertical axis
of round numbers: only figures that somebody gave, and sums of them, are printed. All panels share one scale, so that 78 stands
as low as it is beside 6,057. Uncertain running sums show both ends, an open one an arrow upwards, a contested end a hatch that
keeps to its own side of the stated line.
"""

from __future__ import annotations

from briefing.chart import Caption, Chart, Panel, Promise, Tick
from briefing.chart_sheet import MARK, MARK_GAP, TEXT, Axis, ChartSheet, PlacedMark
from briefing.drawing import ROLE_TOKEN, Anchor, Painter, Token, polygon, role_mark
from figures.count import Count
from figures.vocabulary import Role

__all__ = ["Chart", "PlacedMark", "draw_chart"]

HEAD = 8.0
PANEL_GAP = 24.0
PLOT_TOP = 58.0
PLOT_BOTTOM = 32.0
ROW = 8.6
"""From one line of words in the plot to the next."""


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
        sheet = ChartSheet(painter, axis, y + PLOT_TOP, y + h - PLOT_BOTTOM, most)
        _head(sheet, panel, left, y, wide)
        _due(sheet, chart)
        _promise_tint(sheet, panel)
        _series(sheet, panel)
        _columns(sheet, panel)
        _promise(sheet, panel)
        _end(sheet, panel)
        _column_labels(sheet, panel)
        _step_labels(sheet, panel)
        _due_line(sheet, chart)
        _ticks(sheet, chart)
        placed.extend(sheet.placed)
    return tuple(placed)


def _most(panel: Panel) -> int:
    counts = [s.total for s in panel.steps] + [c.count for c in panel.columns]
    counts += [panel.end.count] if panel.end else []
    counts += [panel.promise.count] if panel.promise else []
    return max((c.low if c.high is None else c.high for c in counts), default=0)


def _head(sheet: ChartSheet, panel: Panel, x: float, y: float, wide: float) -> None:
    sheet.painter.text(x, y + HEAD, panel.title, ink=Token.INK, size=HEAD, bold=True)
    if sheet.width((panel.subtitle,), bold=False) <= wide:
        sheet.write(x, y + HEAD + 11, panel.subtitle, ink=Token.INK2)
        return
    words, marks = Caption(panel.subtitle.text), panel.subtitle.marks
    sheet.write(x, y + HEAD + 11, words, ink=Token.INK2)
    fit = max(1, int(wide // (sheet.painter.text_width("[888]", size=MARK) + MARK_GAP)))
    for row in range(0, min(len(marks), 2 * fit), fit):
        sheet.write(x, y + HEAD + 11 + 8.5 * (1 + row // fit), Caption("", marks[row : row + fit]), ink=Token.INK2)


def _due(sheet: ChartSheet, chart: Chart) -> None:
    """The term as a band of tint, and its last day in words."""
    if chart.due is None:
        return
    left, right = (sheet.axis.at(day) for day in chart.due)
    if right - left > 1:
        sheet.painter.rect(left, sheet.top - 12, right - left, sheet.bottom - sheet.top + 12, fill=Token.WINDOW)
    sheet.write(right, sheet.top - 15, chart.due_caption, ink=Token.INK2, anchor=Anchor.END)


def _due_line(sheet: ChartSheet, chart: Chart) -> None:
    """The last day of the term, dotted, drawn once the words stand."""
    if chart.due is not None:
        sheet.line_between(sheet.axis.at(chart.due[1]), ink=Token.INK2, width=0.7, dash=(0.9, 2))


def _series(sheet: ChartSheet, panel: Panel) -> None:
    """The stair of running sums with tint below; between the two ends of an uncertain sum the tint goes on, under dashes."""
    if not panel.steps:
        return
    axis, ink = sheet.axis, ROLE_TOKEN[panel.role]
    tint = Token.REPORTED_TINT if panel.role is Role.REPORTED else Token.OBSERVED_TINT
    stop = axis.stop
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
    ends = [*starts[1:], axis.right if axis.broken else stop]
    for step, left, right in zip(panel.steps, starts, ends, strict=True):
        before, level = level, sheet.level(step.total.low)
        stair += [left, before, left, level]
        sheet.step(left, right, before, level, opened=step.total.high is None)
    stair += [stop, level]
    sheet.painter.path(polygon(*stair, closed=False), stroke=ink, width=1.5)
    if axis.broken:
        sheet.painter.line(axis.end_of_days, level, axis.right, level, ink=ink, width=1.5)
    for step, left in zip(panel.steps, starts, strict=True):
        role_mark(sheet.painter, panel.role, left, sheet.level(step.total.low), 4.6)
        if step.total.high is None:
            _upwards(sheet, left, sheet.level(step.total.low), ink)


def _upwards(sheet: ChartSheet, x: float, y: float, ink: Token) -> None:
    """A sum without an upper end points upwards."""
    sheet.painter.line(x, y - 3, x, y - 10, ink=ink, width=0.8, dash=(1.2, 1.2))
    sheet.painter.path(polygon(x - 2, y - 9, x, y - 12.5, x + 2, y - 9, closed=False), stroke=ink, width=0.9)


def _promise_tint(sheet: ChartSheet, panel: Panel) -> None:
    """The tint of a stated range, or above a stated count without an upper end; it lies under the stair."""
    if panel.promise is None:
        return
    count, left = panel.promise.count, sheet.axis.at(panel.promise.since or sheet.axis.first)
    low = sheet.level(count.low)
    top = low - 7 if count.high is None else sheet.level(count.high)
    if top < low:
        sheet.painter.rect(left, top, sheet.axis.right - left, low - top, fill=Token.STATED_TINT)


def _promise(sheet: ChartSheet, panel: Panel) -> None:
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
    rows = (above, sheet.level(ends[0]) + 9, above - 9)
    tried = [(left - 3, y, Anchor.START) for y in rows] + [(axis.right, y, Anchor.END) for y in rows]
    _place(sheet, tried, panel.promise.caption, ink=Token.STATED)


def _place(sheet: ChartSheet, tried: list[tuple[float, float, Anchor]], *captions: Caption, ink: Token) -> None:
    """Captions at the first of these places that is free; where none is, at the first, since they must be said."""
    within = (place for place in tried if place[1] <= sheet.bottom)
    if not any(sheet.write(x, y, *captions, ink=ink, bold=True, anchor=anchor) for x, y, anchor in within):
        x, y, anchor = tried[0]
        sheet.write(x, y, *captions, ink=ink, bold=True, anchor=anchor, must=True)


def _end(sheet: ChartSheet, panel: Panel) -> None:
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
        sheet.taken.append((left, top - 1, stop, bottom + 1))
    wide = sheet.width(end.captions, bold=True) > axis.right - axis.left
    rows = end.captions[::-1] if wide else (end.captions,)
    for captions in rows:
        held = captions if isinstance(captions, tuple) else (captions,)
        lifts = (4.0, 12.0, 20.0, 28.0, -10.0, -18.0)
        _place(sheet, [(axis.right, top - lift, Anchor.END) for lift in lifts], *held, ink=ink)
    promise = panel.promise
    if panel.missing and promise and end.count.high is not None and bottom - sheet.level(promise.count.low) > 40:
        _missing(sheet, panel, sheet.level(promise.count.low) + 4, top - 14)


def _missing(sheet: ChartSheet, panel: Panel, top: float, bottom: float) -> None:
    """The gap between what was promised and what came, as an arrow with two heads."""
    x, painter = sheet.axis.right - 12, sheet.painter
    painter.line(x, top, x, bottom, ink=Token.INK, width=0.8)
    for tip, way in ((top, 1), (bottom, -1)):
        painter.path(polygon(x - 2.2, tip + way * 4, x, tip, x + 2.2, tip + way * 4, closed=False), stroke=Token.INK, width=0.8)
    sheet.taken.append((x - 2.5, min(top, bottom), x + 2.5, max(top, bottom)))
    middle = (top + bottom) / 2
    if panel.missing is not None:
        sheet.write(x - 5, middle, panel.missing, ink=Token.INK, bold=True, anchor=Anchor.END)
        sheet.write(x - 5, middle + 9.4, Caption(panel.missing_word), ink=Token.INK2, anchor=Anchor.END)


def _own_side(sheet: ChartSheet, promise: Promise | None, count: Count, top: float, bottom: float) -> tuple[float, float]:
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


def _columns(sheet: ChartSheet, panel: Panel) -> None:
    """What was presented: a dashed column without fill."""
    for column in panel.columns:
        x, top = sheet.axis.at(column.day), _top(sheet, column.count)
        outline = polygon(x - 3, sheet.bottom, x - 3, top, x + 3, top, x + 3, sheet.bottom, closed=False)
        sheet.painter.path(outline, stroke=Token.PRESENTED, width=0.8, dash=(1.6, 1.6))
        sheet.taken.append((x - 3, top, x + 3, sheet.bottom))


def _top(sheet: ChartSheet, count: Count) -> float:
    return sheet.level(count.low if count.high is None else count.high)


def _column_labels(sheet: ChartSheet, panel: Panel) -> None:
    """The words of a column above it, or beside it; where they would meet others its number alone, else the table says it."""
    for column in panel.columns:
        x, top = sheet.axis.at(column.day), _top(sheet, column.count)
        for captions in (column.captions, column.captions[:1]):
            high = ROW * (len(captions) - 1)
            places = [(x, top - 4 - high - lift, Anchor.MIDDLE) for lift in (0.0, ROW, 2 * ROW)]
            places += [(x + 6, top + 6, Anchor.START), (x - 6, top + 6, Anchor.END)]
            if _stacked(sheet, captions, places):
                break


def _stacked(sheet: ChartSheet, captions: tuple[Caption, ...], places: list[tuple[float, float, Anchor]]) -> bool:
    """Captions one below the other at the first place that has room for all of them; whether there was one."""
    for x, y, anchor in places:
        rows = [(*_start(sheet, x, caption, anchor), y + ROW * at, caption) for at, caption in enumerate(captions)]
        if all(_has_room(sheet, left, baseline, wide) for left, wide, baseline, _ in rows):
            for left, _, baseline, caption in rows:
                sheet.write(left, baseline, caption, ink=Token.PRESENTED, must=True)
            return True
    return False


def _start(sheet: ChartSheet, x: float, caption: Caption, anchor: Anchor) -> tuple[float, float]:
    """Where a caption begins, and how wide it is; what stands about the middle of something may move to stay in the panel."""
    wide = sheet.width((caption,), bold=False)
    if anchor is Anchor.MIDDLE:
        return max(sheet.axis.left, min(x - wide / 2, sheet.axis.right - wide)), wide
    return x - (wide if anchor is Anchor.END else 0), wide


def _has_room(sheet: ChartSheet, left: float, baseline: float, wide: float) -> bool:
    inside = sheet.axis.left <= left and left + wide <= sheet.axis.right and baseline <= sheet.bottom
    return inside and sheet.free(left, baseline, wide)


def _step_labels(sheet: ChartSheet, panel: Panel) -> None:
    """Running sums left of their dots, the last first, or above the tread; one that would meet another is left to the table."""
    ink = ROLE_TOKEN[panel.role]
    for step in reversed(panel.steps):
        if step.caption.text:
            x, y = sheet.axis.at(step.day), _top(sheet, step.total) - (13.8 if step.total.high is None else 3.2)
            if not sheet.write(x - 4, y, step.caption, ink=ink, bold=True, anchor=Anchor.END):
                sheet.write(x + 3, y, step.caption, ink=ink, bold=True)


def _ticks(sheet: ChartSheet, chart: Chart) -> None:
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
