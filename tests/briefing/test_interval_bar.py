"""The interval bar never contradicts the verdict."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from briefing.drawing import Token
from briefing.interval_bar import Bar, Extent, draw_bar, scale_of
from figures.count import Count


@dataclass
class Recorder:
    """A painter that keeps what was drawn: token and the rectangle that it covers."""

    drawn: list[tuple[Token, float, float]] = field(default_factory=list)
    hatched: list[tuple[Token, float, float]] = field(default_factory=list)

    def line(self, x1, _y1, x2, _y2, *, ink, **_):
        self.drawn.append((ink, min(x1, x2), max(x1, x2)))

    def rect(self, x, _y, w, _h, *, fill=None, **_):
        if fill not in (None, Token.SHEET):
            self.drawn.append((fill, x, x + w))

    def path(self, outline, *, fill=None, stroke=None, **_):
        xs = [p for s in outline for p in s.points[::2]]
        for ink in (fill, stroke):
            if ink not in (None, Token.SHEET):
                self.drawn.append((ink, min(xs), max(xs)))

    def text(self, x, _y, text, *, ink, size, **_):
        self.drawn.append((ink, x, x + len(text) * size))

    def text_width(self, text, *, size, **_):
        return len(text) * size * 0.5

    def hatch(self, x, _y, w, _h, *, ink, **_):
        self.hatched.append((ink, x, x + w))

    def gradient(self, x, _y, w, _h, *, start, **_):
        self.drawn.append((start, x, x + w))

    def stamp(self, _name, x, _y, draw):
        about = Recorder()
        draw(about)
        self.drawn += [(ink, x + left, x + right) for ink, left, right in about.drawn]


def exact(number: int) -> Extent:
    return Extent(Count.exactly(number))


def mark_of(bar: Bar, token: Token, width: float = 88) -> tuple[float, float]:
    pen = Recorder()
    draw_bar(pen, bar, 0, 0, width, 14)
    marks = [(a, b) for ink, a, b in (*pen.drawn, *pen.hatched) if ink is token and b - a < 12 and b > 0.5]
    return marks[-1]


def test_the_stated_mark_stands_at_seventy_per_cent():
    scale = scale_of(Bar(exact(6000), exact(78)), 0, 88, 0.6)
    assert round(scale.at(6000), 6) == round(0.7 * 88, 6)


def test_with_nothing_stated_the_largest_figure_stands_at_fifty_five_per_cent():
    scale = scale_of(Bar(None, exact(189), exact(150)), 0, 88, 0.6)
    assert round(scale.at(189), 6) == round(0.55 * 88, 6)


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6))
def test_a_mark_keeps_to_its_own_side_of_the_stated_mark(stated, observed):
    left, right = mark_of(Bar(exact(stated), exact(observed)), Token.OBSERVED)
    gate = 0.7 * 88
    if observed > stated:
        assert left > gate
    elif observed < stated:
        assert right < gate
    else:
        assert left < gate < right


def test_a_contested_excess_is_hatched_beyond_the_stated_mark():
    pen = Recorder()
    draw_bar(pen, Bar(exact(6000), Extent(Count(6057, 6060), contested=True)), 0, 0, 88, 14)
    ((ink, left, right),) = pen.hatched
    assert ink is Token.OBSERVED
    assert left > 0.7 * 88
    assert right - left >= 9 * 14 / 22 - 1e-9


def test_only_what_is_contested_is_hatched():
    pen = Recorder()
    draw_bar(pen, Bar(Extent(Count(300, 400)), Extent(Count(310, 390)), exact(3), exact(4)), 0, 0, 88, 14)
    assert pen.hatched == []


def test_nothing_observed_draws_nothing_of_it():
    pen = Recorder()
    draw_bar(pen, Bar(exact(339)), 0, 0, 88, 14)
    assert all(ink not in (Token.OBSERVED, Token.REPORTED) for ink, _, _ in pen.drawn)


extents = st.tuples(st.integers(0, 5000), st.one_of(st.none(), st.integers(0, 5000)), st.booleans()).map(
    lambda t: Extent(Count(t[0], None if t[1] is None else t[0] + t[1]), t[2] and t[1] is not None)
)


@given(
    st.one_of(st.none(), extents), st.one_of(st.none(), extents), st.one_of(st.none(), extents), st.one_of(st.none(), extents)
)
def test_no_bar_leaves_its_cell(stated, observed, reported, presented):
    pen = Recorder()
    draw_bar(pen, Bar(stated, observed, reported, presented), 0, 0, 88, 14)
    for _, left, right in pen.drawn:
        assert left >= -5
        assert right <= 88 + 8
