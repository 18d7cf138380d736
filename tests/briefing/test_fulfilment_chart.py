"""The fulfilment chart: running sums, one scale, a contested end on its own side of the stated line."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.chart import Caption, Chart, Column, End, Panel, Promise, Step, Tick
from briefing.chart_data import chart_for, chart_of
from briefing.drawing import Anchor, Token
from briefing.fulfilment_chart import PLOT_BOTTOM, PLOT_TOP, draw_chart
from briefing.language import ENGLISH
from briefing.naming import Naming
from figures.count import Count
from figures.vocabulary import Role


class Pen:
    """A painter that keeps hatches, lines and texts."""

    def __init__(self):
        self.hatched, self.lines, self.texts, self.boxes, self.paths = [], [], [], [], []

    def line(self, x1, y1, x2, y2, *, ink, width, **_):
        self.lines.append((ink, width, x1, y1, x2, y2))

    def text(self, x, y, text, *, size, anchor=Anchor.START, **_):
        self.texts.append((x, y, text))
        wide = self.text_width(text, size=size)
        left = x - {Anchor.START: 0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[anchor]
        if wide:
            self.boxes.append((left, y - 0.72 * size, left + wide, y, text))

    def text_width(self, text, *, size, **_):
        return len(text) * size * 0.55

    def hatch(self, _x, y, _w, h, *, ink, **_):
        self.hatched.append((ink, y, y + h))

    def path(self, outline, *, stroke=None, **_):
        points = [segment.points for segment in outline if segment.points]
        self.paths += [(stroke, *one, *other) for one, other in pairwise(points)]

    def rect(self, *_, **__):
        pass

    gradient = stamp = rect


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


FIRST = dt.date(2025, 6, 2)
GREATEST = 10**25 - 1


def drawn(gaps, each, promise, *, opened=False, contested=False, presented=(), panels=2):
    """A chart of invented sums, drawn: days between the steps, what each adds, and what was presented on which step's day."""
    days = [FIRST + dt.timedelta(days=sum(gaps[: at + 1])) for at in range(len(gaps))]
    sums = [sum(each[: at + 1]) for at in range(len(gaps))]
    steps = tuple(
        Step(day, Count(total, None if opened else total), Caption(f"{total:,}")) for day, total in zip(days, sums, strict=True)
    )
    columns = tuple(
        Column(days[at], Count.exactly(n), (Caption(f"{n:,}", (8,)), Caption("presented,"), Caption("not received")))
        for at, n in presented
    )
    held = (Caption(f"{sums[-1]:,}", (4,)), Caption(f" or {sums[-1] + 3:,}", (5,)))
    panel = Panel(
        title="Bodies to Ukraine",
        subtitle=Caption("cumulative, received", (1, 2, 3)),
        promise=Promise(Count.exactly(promise), Caption(f"agreed {promise:,}", (2,)), FIRST),
        steps=steps,
        columns=columns,
        end=End(Count(sums[-1], sums[-1] + 3), contested, held if contested else held[:1]),
        missing=Caption(f"{promise - sums[-1]:,}") if promise > sums[-1] else None,
        missing_word="short",
    )
    ticks = tuple(Tick(day, f"{day:%d %b}", f"{day:%Y}") for day in dict.fromkeys((FIRST, *days)))
    as_of = days[-1] + dt.timedelta(days=9)
    due = (FIRST, FIRST + (days[-1] - FIRST) / 2)
    chart = Chart(
        panels=(panel,) * panels,
        ticks=ticks,
        as_of=Tick(as_of, f"{as_of:%d %b}", f"{as_of:%Y} (as of)"),
        due=due,
        due_caption=Caption("due in between"),
    )
    pen = Pen()
    marks = draw_chart(pen, chart, 0, 0, 503, 192)
    return pen, marks


def meets(box, other):
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=60),
    st.lists(st.one_of(st.integers(0, 900), st.integers(0, GREATEST // 60)), min_size=60, max_size=60),
    st.integers(1, GREATEST),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 0), st.integers(1, GREATEST)), max_size=2),
    st.integers(1, 2),
)
def test_no_words_of_a_chart_lie_on_others_or_leave_its_width(gaps, each, promise, contested, presented, panels):
    pen, _ = drawn(gaps, each, promise, contested=contested, presented=presented, panels=panels)
    for one, other in combinations(pen.boxes, 2):
        assert not meets(one, other), (one, other)
    assert all(box[0] >= -0.01 and box[2] <= 503.01 for box in pen.boxes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=60),
    st.lists(st.integers(0, 900), min_size=60, max_size=60),
    st.booleans(),
)
def test_no_running_sum_lies_on_the_stair_or_its_arrows(gaps, each, opened):
    pen, _ = drawn(gaps, each, 20_000, opened=opened, panels=1)
    sums = {f"{sum(each[: at + 1]):,}" for at in range(len(gaps))}
    strokes = [path[1:] for path in pen.paths if path[0] is Token.OBSERVED]
    for box in (box for box in pen.boxes if box[4] in sums):
        for x1, y1, x2, y2 in strokes:
            stroke = (min(x1, x2) - 0.75, min(y1, y2) - 0.75, max(x1, x2) + 0.75, max(y1, y2) + 0.75)
            assert not meets(box, stroke), (box, stroke)


def test_the_promise_and_the_end_are_said_however_little_room_there_is():
    pen, marks = drawn([1] * 40, [GREATEST // 60] * 40, GREATEST, contested=True, presented=[(3, GREATEST // 4)])
    said = " ".join(text for _, _, text in pen.texts)
    assert f"agreed {GREATEST:,}" in said
    assert f"{GREATEST // 60 * 40:,}" in said
    assert f" or {GREATEST // 60 * 40 + 3:,}" in said
    assert {mark.note for mark in marks} >= {2, 4, 5}


def test_the_last_day_of_the_term_leaves_out_the_words_in_its_way():
    pen, _ = drawn([20, 1, 1, 18], [300, 300, 300, 300], 2000, panels=1)
    dotted = [line for line in pen.lines if line[0] is Token.INK2 and line[2] == line[4]]
    assert dotted
    for _, _, x, top, _, bottom in dotted:
        assert not any(meets(box, (x, top, x, bottom)) for box in pen.boxes)


def test_drawings_and_options_load_no_pdf_library():
    code = (
        "import sys, briefing.chart_data, briefing.interval_bar, briefing.options, briefing.telling\n"
        "assert not {'reportlab', 'pikepdf', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
