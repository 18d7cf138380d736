"""A fulfilment chart as plain data: panels of running sums beside what was promised; drawn by ``fulfilment_chart``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from figures.count import Count
from figures.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Caption:
    """A few words with the numbers of the notes that they rest on; on the screen there are none."""

    text: str = ""
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """The stated count and its label; ``since`` is the day it was made, where known."""

    count: Count
    caption: Caption
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The running sum after one day's handover."""

    day: dt.date
    total: Count
    caption: Caption


@dataclass(frozen=True, slots=True)
class Column:
    """What was brought to a handover and not received."""

    day: dt.date
    count: Count
    captions: tuple[Caption, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The reading on the as-of day."""

    count: Count
    contested: bool
    captions: tuple[Caption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One direction. ``role`` is that of the steps: observed, or reported where nothing was observed."""

    title: str
    subtitle: Caption
    role: Role = Role.OBSERVED
    promise: Promise | None = None
    steps: tuple[Step, ...] = ()
    columns: tuple[Column, ...] = ()
    end: End | None = None
    missing: Caption | None = None
    missing_word: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis: its own label and what stands beneath it, shared by neighbours (a month, a year)."""

    day: dt.date
    label: str
    beneath: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart; ``due`` are the first and last day of the term."""

    panels: tuple[Panel, ...]
    ticks: tuple[Tick, ...]
    as_of: Tick
    due: tuple[dt.date, dt.date] | None = None
    due_caption: Caption = Caption()


def numbered(chart: Chart, number_of: Mapping[int, int]) -> Chart:
    """The chart with the numbers of notes in place of the figures that its captions rest on."""
    return _with_marks(chart, lambda figures: tuple(sorted({number_of[figure] for figure in figures})))


def unmarked(chart: Chart) -> Chart:
    """The chart without marks, for a place where the figures stand beside it."""
    return _with_marks(chart, lambda _figures: ())


def _with_marks(chart: Chart, marks: Callable[[tuple[int, ...]], tuple[int, ...]]) -> Chart:
    def of(caption: Caption) -> Caption:
        return replace(caption, marks=marks(caption.marks))

    def panel_of(panel: Panel) -> Panel:
        promise = panel.promise and replace(panel.promise, caption=of(panel.promise.caption))
        end = panel.end and replace(panel.end, captions=tuple(of(c) for c in panel.end.captions))
        columns = tuple(replace(c, captions=tuple(of(caption) for caption in c.captions)) for c in panel.columns)
        steps = tuple(replace(step, caption=of(step.caption)) for step in panel.steps)
        return replace(panel, subtitle=of(panel.subtitle), promise=promise, steps=steps, columns=columns, end=end)

    return replace(chart, panels=tuple(panel_of(panel) for panel in chart.panels), due_caption=of(chart.due_caption))
