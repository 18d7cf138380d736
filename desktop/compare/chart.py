"""One line's fulfilment over time, on the screen: the briefing's own chart, without the marks of notes."""

from __future__ import annotations

from briefing.chart import Chart
from briefing.chart_data import chart_for
from figures.line import Comparison, Line
from figures.record import Casebook


def chart_of(casebook: Casebook, comparison: Comparison, line: Line) -> Chart | None:
    """The chart of an agreement's line; None where nothing in it has a day, or nothing in it can be drawn on one scale."""
    if line.event is not None or line.unit is None:
        return None
    return chart_for(casebook, comparison, line)
