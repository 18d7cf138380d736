"""Who says what behind one line: every figure with its claimant, vantage, day, grade and words, and the pairs that disagree.

A sum is nobody's statement, so it stands as a row of its own, *derived*, with the figures that it adds under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

from PySide6.QtCore import QCoreApplication

from desktop.compare.phrase import count_text, number, short_day
from desktop.compare.tranche import Tranches
from desktop.word import counted
from figures.contest import Disagreement
from figures.count import Count
from figures.line import Comparison, FigureState, Line, Reading
from figures.record import Casebook, Figure
from figures.strand import Bucket
from figures.vocabulary import PROMISE_STAGES, Accumulation, Bound, Role
from figures.wording import mark

TOLD_BY_NO_SIGN = (Bound.NEARLY, Bound.ABOUT, Bound.VAGUE)
"""How a number is bounded where its sign does not say what it was read as."""
ORDER = (Role.STATED, Role.PRESENTED, Role.OBSERVED, Role.REPORTED, Role.AFTERMATH, Role.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One row of *who says what*; ``figure`` is None for a sum.

    ``reading`` is what the words were read as, empty where the words say it. ``state`` says why a figure no longer counts.
    ``under``: it stands under the sum that adds it. ``promise``: it may be made the measure; ``measure``: it has been.
    ``counts``: a reading of the line rests on it; the others are listed beside.
    """

    figure: int | None
    role: Role
    words: str
    reading: str = ""
    stage: str
    claimant: str
    vantage: str = ""
    vantage_reason: str = ""
    said_on: str = ""
    grade: str = ""
    quote: str = ""
    source: str = ""
    standing: bool = True
    state: str = ""
    under: bool = False
    measure: bool = False
    promise: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: who, how much, in which role."""

    name: str
    words: str
    role: Role
    count: Count | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two voices of one reading that share no value, and how far they are apart."""

    one: Side
    other: Side
    apart: str


@dataclass(slots=True)
class Contradictions:
    """Contradictions one after another, of which there may be millions; ``left`` is how many are still to come."""

    left: int
    pairs: Iterator[Contradiction]

    def some(self, most: int) -> list[Contradiction]:
        """The next of them, at most so many."""
        found = list(islice(self.pairs, most))
        self.left -= len(found)
        return found


def figure_words(figure: Figure) -> str:
    """A figure's number as a row shows it."""
    return figure.words if figure.relative_to is not None else mark(figure.count, figure.bound, figure.words)


def claimant_name(casebook: Casebook, figure: Figure) -> str:
    """Who said it; where nobody is named, the publisher that carried it."""
    if figure.claimant is not None:
        return casebook.party[figure.claimant].name
    publisher = casebook.source[figure.source].publisher
    if publisher is None:
        return _tr("Unattributed")
    name = casebook.publisher[publisher].name
    return _tr("Unattributed, in {0}").format(name)


def readings_of(line: Line) -> tuple[Reading, ...]:
    """Every reading of the line, the compared ones first."""
    named = (line.stated, line.observed, line.reported, line.presented)
    return (*(r for r in named if r is not None), *line.aftermath, *line.others)


@dataclass(frozen=True)
class Behind:
    """What stands behind one line of a comparison."""

    casebook: Casebook
    comparison: Comparison
    line: Line
    tranches: Tranches

    def voices(self) -> tuple[Voice, ...]:
        """Every figure: those that count, by role and day, the parts of a sum under it; last what no longer counts."""
        ids = sorted(self._counting.union(self.line.listed))
        states = self.comparison.states
        counting = {id_: None for id_ in ids if id_ not in states or states[id_].standing}
        rows: list[Voice] = []
        for role in ORDER:
            mine = [self.casebook.figure[id_] for id_ in counting if self._role(id_) is role]
            parts = [figure for figure in mine if self._is_part(figure)]
            for bucket, added_up in self._buckets(role, parts):
                rows.append(self._sum(bucket, role, added_up))
                rows += [self._voice(figure, under=True) for figure in self._by_day(added_up)]
            placed = {row.figure for row in rows}
            others = [self._voice(figure) for figure in self._by_day(f for f in mine if f.id not in placed)]
            rows += sorted(others, key=lambda voice: not voice.counts)
        return (*rows, *(self._voice(self.casebook.figure[id_]) for id_ in ids if id_ not in counting))

    def contradictions(self) -> Contradictions:
        """The pairs that disagree in the line's readings, and how far apart each pair is."""
        contests = [(reading, reading.contested) for reading in readings_of(self.line) if reading.contested is not None]
        pairs = (self._pair(reading, pair) for reading, contest in contests for pair in contest.pairs())
        return Contradictions(sum(contest.number for _, contest in contests), pairs)

    @cached_property
    def _counting(self) -> frozenset[int]:
        """The figures on which a reading of the line rests."""
        return frozenset(id_ for reading in readings_of(self.line) for id_ in reading.figures)

    @staticmethod
    def _buckets(role: Role, parts: list[Figure]) -> list[tuple[Bucket, list[Figure]]]:
        """What is added up: the figures of several events in one role, or in one stage of the aftermath; never promises."""
        if role in (Role.OBSERVED, Role.REPORTED, Role.PRESENTED):
            found: list[tuple[Bucket, list[Figure]]] = [(role, parts)]
        elif role is Role.AFTERMATH:
            stages = dict.fromkeys(figure.stage for figure in parts)
            found = [(stage, [figure for figure in parts if figure.stage is stage]) for stage in stages]
        else:
            return []
        return [(bucket, figures) for bucket, figures in found if len({figure.event for figure in figures}) > 1]

    def _is_part(self, figure: Figure) -> bool:
        return self.line.event is None and figure.event is not None

    def _role(self, figure: int) -> Role:
        state = self.comparison.states.get(figure)
        if state is not None:
            return state.role
        return next((r.role for r in readings_of(self.line) if figure in r.figures), Role.NONE)

    def _by_day(self, figures: Iterable[Figure]) -> list[Figure]:
        return sorted(figures, key=lambda figure: (self.casebook.said_on(figure), figure.id))

    def _voice(self, figure: Figure, *, under: bool = False) -> Voice:
        state = self.comparison.states.get(figure.id)
        count = figure.count if state is None else state.count
        words, promise = figure_words(figure), figure.stage in PROMISE_STAGES
        stated = self.line.stated
        return Voice(
            figure=figure.id,
            role=self._role(figure.id),
            words=words,
            reading=count_text(count) if figure.bound in TOLD_BY_NO_SIGN or figure.relative_to is not None else "",
            stage=self._stage(figure),
            claimant=claimant_name(self.casebook, figure),
            vantage="" if state is None else state.vantage.label,
            vantage_reason="" if state is None else state.vantage_reason,
            said_on=self.casebook.said_on(figure),
            grade=self.casebook.grade(figure),
            quote=figure.quote,
            source=self.casebook.source[figure.source].title,
            standing=state is None or state.standing,
            state="" if state is None else self._why_not(figure, state),
            under=under,
            measure=bool(self.line.pinned_reason) and stated is not None and figure.id in stated.figures,
            counts=figure.id in self._counting,
            promise=promise and (figure.agreement, figure.event) == (self._about()),
        )

    def _about(self) -> tuple[int | None, int | None]:
        """What the line is about, as a figure says it: an event's line is about the event alone."""
        return (self.line.agreement, None) if self.line.event is None else (None, self.line.event)

    def _stage(self, figure: Figure) -> str:
        """The stage, *total* or *held*, and the event where the figure comes from one below the line."""
        words = [figure.stage.label]
        if figure.accumulation is Accumulation.CUMULATIVE and figure.stage not in PROMISE_STAGES:
            words.append(_tr("total"))
        elif figure.accumulation is Accumulation.STOCK:
            words.append(_tr("held"))
        if figure.event is not None and self._is_part(figure):
            event = self.casebook.event[figure.event]
            words.append(short_day(event.date) if event.date else event.title)
        return ", ".join(words)

    def _why_not(self, figure: Figure, state: FigureState) -> str:
        """Why a figure does not count on this line, in a few words; empty where it does."""
        if state.standing:
            return ""
        if state.replaced_by is not None and state.replaced_by in self.casebook.figure:
            later = figure_words(self.casebook.figure[state.replaced_by])
            return _tr("replaced by {0}").format(later)
        if figure.retracted:
            retracted = _tr("retracted")
            return f"{retracted}: {figure.retracted_reason}" if figure.retracted_reason else retracted
        return state.why_not or _tr("does not count")

    def _sum(self, bucket: Bucket, role: Role, parts: list[Figure]) -> Voice:
        """The derived row above the figures that it adds, with the addition as its words."""
        found = self.tranches.of(bucket)
        spoken = [part for part in found if part.reading is not None]
        silent = len(found) - len(spoken)
        total = self.tranches.added(bucket) if spoken else None
        terms = added_text([count_text(part.reading.count) for part in spoken if part.reading is not None])
        if silent:
            terms += _tr("; {0} without a number").format(number(silent))
        events = len(spoken) or len({figure.event for figure in parts})
        return Voice(
            figure=None,
            role=role,
            words="" if total is None else count_text(total),
            stage=counted(events, _tr("sum, 1 event"), _tr("sum, {n} events")),
            claimant=_tr("Derived"),
            vantage=counted(events, _tr("from 1 event"), _tr("from {n} events")),
            said_on=max((part.event.date for part in spoken), default=""),
            quote=terms,
        )

    def _pair(self, reading: Reading, pair: Disagreement) -> Contradiction:
        one, other = self._side(reading, pair.one), self._side(reading, pair.other)
        return Contradiction(one, other, "" if one.count is None or other.count is None else apart_text(one.count, other.count))

    def _side(self, reading: Reading, ids: tuple[int, ...]) -> Side:
        """Figures by who gave them; those of several events as the sum that they are."""
        figures = [self.casebook.figure[id_] for id_ in ids]
        events = {figure.event for figure in figures if self._is_part(figure)}
        if len(figures) == len([f for f in figures if f.event in events]) and len(events) > 1:
            bucket: Bucket = reading.stage if reading.role is Role.AFTERMATH and reading.stage else reading.role
            total = self.tranches.added(bucket)
            name = _tr("The sum of {0} events").format(number(len(events)))
            return Side(name, count_text(total), reading.role, total)
        figure = figures[0]
        state = self.comparison.states.get(figure.id)
        names = dict.fromkeys(claimant_name(self.casebook, each) for each in figures)
        count = figure.count if state is None else state.count
        return Side(", ".join(names), figure_words(figure), reading.role, count)


def added_text(terms: list[str]) -> str:
    """The addition as it would be written by hand: *1,212 + 3 × 1,200 + 1,245*."""
    runs = [(text, len(list(run))) for text, run in groupby(terms)]
    return " + ".join(text if times == 1 else f"{times} × {text}" for text, times in runs)


def apart_text(one: Count, other: Count) -> str:
    """How far two counts that share no value are from each other; *at least*, unless both are exact."""
    low, high = (one, other) if one.low <= other.low else (other, one)
    if low.high is None or low.high >= high.low:
        return ""
    distance = number(high.low - low.high)
    if one.is_exact and other.is_exact:
        return _tr("{0} apart").format(distance)
    return _tr("at least {0} apart").format(distance)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)
