"""The fulfilment chart: running sums, one scale, a contested end on its own side of the stated line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.chart_data import chart_for, chart_of
from briefing.drawing import Token
from briefing.fulfilment_chart import PLOT_BOTTOM, PLOT_TOP, draw_chart
from briefing.language import ENGLISH
from briefing.naming import Naming
from figures.count import Count
from figures.vocabulary import Role


class Pen:
    """A painter that keeps hatches, lines and texts."""

    def __init__(self):
        self.hatched, self.lines, self.texts = [], [], []

    def line(self, x1, y1, x2, y2, *, ink, width, **_):
        self.lines.append((ink, width, x1, y1, x2, y2))

    def text(self, x, y, text, **_):
        self.texts.append((x, y, text))

    def text_width(self, text, *, size, **_):
        return len(text) * size * 0.55

    def hatch(self, _x, y, _w, h, *, ink, **_):
        self.hatched.append((ink, y, y + h))

    def rect(self, *_, **__):
        pass

    path = gradient = stamp = rect


@pytest.fixture
def bodies(sample):
    book, comparison = sample
    lines = [x for x in comparison.lines if x.category == "deceased" and x.event is None]
    return chart_of(Naming(book, comparison, ENGLISH), lines[:2])


def test_on_the_screen_the_same_chart_of_one_line_has_no_marks(sample, bodies):
    book, comparison = sample
    line = next(x for x in comparison.lines if x.category == "deceased" and x.event is None)
    (panel,) = chart_for(book, comparison, line).panels
    assert [step.total for step in panel.steps] == [step.total for step in bodies.panels[0].steps]
    assert panel.subtitle.marks == ()
    assert bodies.panels[0].subtitle.marks


def test_tranches_add_up_step_by_step(bodies):
    assert [step.total.low for step in bodies.panels[0].steps] == [1212, 2412, 3612, 4812, 6057]
    assert [step.total for step in bodies.panels[1].steps] == [Count.exactly(27), Count.exactly(78)]


def test_the_end_is_contested_between_two_offices(bodies):
    end = bodies.panels[0].end
    assert end.contested
    assert [c.text for c in end.captions] == ["6,057", " or 6,060"]


def test_what_is_missing_is_said_beside_the_gap(bodies):
    assert bodies.panels[1].missing.text == "5,922"
    assert bodies.panels[1].missing_word == "short"
    assert bodies.panels[0].missing is None


def test_what_was_presented_stands_beside_the_steps_and_is_not_added(bodies):
    (column,) = bodies.panels[0].columns
    assert column.count == Count.exactly(1212)
    assert bodies.panels[0].role is Role.OBSERVED


def test_a_contested_excess_is_hatched_above_the_stated_line(bodies):
    pen = Pen()
    draw_chart(pen, bodies, 0, 0, 503, 192)
    ((_, _, bottom),) = pen.hatched
    stated = next(y1 for ink, width, _, y1, _, y2 in pen.lines if ink is Token.STATED and width == 1.6 and y1 == y2)
    assert bottom < stated


def test_both_directions_share_one_scale(bodies):
    pen = Pen()
    draw_chart(pen, bodies, 0, 0, 503, 192)
    levels = {round(y1, 3) for ink, width, _, y1, _, y2 in pen.lines if ink is Token.STATED and width == 1.6 and y1 == y2}
    assert len(levels) == 1
    assert PLOT_TOP <= levels.pop() <= 192 - PLOT_BOTTOM


def test_only_figures_and_their_sums_are_printed(bodies):
    pen = Pen()
    draw_chart(pen, bodies, 0, 0, 503, 192)
    printed = " ".join(text for _, _, text in pen.texts)
    assert "2,000" not in printed
    assert "4,000" not in printed


def test_a_line_whose_handovers_have_no_number_has_no_chart(sample):
    book, comparison = sample
    line = next(x for x in comparison.lines if x.category == "prisoner_of_war" and x.agreement is not None)
    assert chart_for(book, comparison, line) is None


def test_drawings_and_options_load_no_pdf_library():
    code = (
        "import sys, briefing.chart_data, briefing.interval_bar, briefing.options, briefing.telling\n"
        "assert not {'reportlab', 'pikepdf', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
