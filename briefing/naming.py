"""How lines, parties, counts and readings are called in a briefing, in its language; what is withheld is called nothing.

A figure from a confidential source keeps its number, stage, vantage, date and grade; who said it, in which words and where is
withheld with the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.language import Language
from briefing.text import Marks, Number, Run, Text, Words
from figures.category import DECEASED
from figures.count import Count, Gap
from figures.line import Comparison, Line, Reading
from figures.record import Casebook, Figure
from figures.vocabulary import PROMISE_STAGES, Bound, Role, Stage, Unit

Endpoint = tuple[int | None, int | None]


@dataclass(frozen=True)
class Naming:
    """Names things of one casebook, compared, in one language."""

    casebook: Casebook
    comparison: Comparison
    language: Language

    def withheld(self, figure: Figure) -> bool:
        """Whether the figure's source, or one that it reprints, is confidential."""
        return self._confidential[figure.source]

    @cached_property
    def _confidential(self) -> dict[int, bool]:
        return {source.id: self._is_confidential(source.id) for source in self.casebook.sources}

    def _is_confidential(self, source_id: int) -> bool:
        seen: set[int] = set()
        at: int | None = source_id
        while at is not None and at not in seen:
            seen.add(at)
            source = self.casebook.source[at]
            if source.confidential:
                return True
            at = source.reprint_of
        return False

    @cached_property
    def lines_by_event(self) -> Mapping[int, list[Line]]:
        """The lines of each event."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.comparison.lines:
            if line.event is not None:
                found[line.event].append(line)
        return found

    @cached_property
    def event_lines_by_agreement(self) -> Mapping[int | None, list[Line]]:
        """The lines of the events of each agreement, in the order of the comparison."""
        found: dict[int | None, list[Line]] = defaultdict(list)
        for line in self.comparison.lines:
            if line.event is not None:
                found[self.casebook.event[line.event].agreement].append(line)
        return found

    @cached_property
    def promises_by_agreement(self) -> Mapping[int, list[Figure]]:
        """The standing promises of each agreement."""
        found: dict[int, list[Figure]] = defaultdict(list)
        states = self.comparison.states
        for figure in self.casebook.figures:
            if figure.agreement is not None and figure.stage in PROMISE_STAGES:
                state = states.get(figure.id)
                if state is not None and state.standing:
                    found[figure.agreement].append(figure)
        return found

    @cached_property
    def order_of_events(self) -> Mapping[int, int]:
        """The place of each event in the casebook."""
        return {event.id: at for at, event in enumerate(self.casebook.events)}

    def agreement_of(self, line: Line) -> int | None:
        """The agreement that a line belongs to, its own or its event's."""
        return line.agreement if line.event is None else self.casebook.event[line.event].agreement

    def numberless(self, reading: Reading) -> bool:
        """Whether no number stands behind a reading: all its figures are *all*, *any*, *unknown* or *not given*."""
        bounds = {self.casebook.figure[f].bound for f in reading.figures}
        return reading.numberless or bounds <= {Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN}

    def core(self, reading: Reading) -> tuple[int, ...]:
        """The figures that give a reading's own count, where there are such; else all that it rests on."""
        held = self._cores.get(id(reading))
        if held is None:
            held = self._cores[id(reading)] = (reading, self._core(reading))
        return held[1]

    @cached_property
    def _cores(self) -> dict[int, tuple[Reading, tuple[int, ...]]]:
        """The core of each reading that was asked for; a number, its marks and a difference ask for the same."""
        return {}

    def _core(self, reading: Reading) -> tuple[int, ...]:
        """Those with a count that the reading or a group of it has; of a sum not its parts, which belong to events."""
        states, held = self.comparison.states, self.casebook.figure
        groups = set(reading.groups if reading.contested is not None else (reading.count,))
        alike = len({held[f].event for f in reading.figures}) == 1
        direct = tuple(f for f in reading.figures if states[f].count in groups and (alike or held[f].event is None))
        return direct if direct and groups <= {states[f].count for f in direct} else reading.figures

    def party(self, party: int | None) -> str:
        """A party's name."""
        return "" if party is None else self.casebook.party[party].name

    def claimant(self, figure: Figure) -> str:
        """Who said it: the party, with its side where that is another."""
        tr = self.language.tr
        if self.withheld(figure):
            return tr("Claimant withheld")
        if figure.claimant is None:
            return tr("Unattributed")
        side = self.casebook.side(figure.claimant)
        name = self.party(figure.claimant)
        return name if side in (None, figure.claimant) else f"{name} ({self.party(side)})"

    def what(self, category: str, unit: Unit | None) -> str:
        """Whom or what a line counts, in the plural, as a name."""
        tree = self.casebook.categories
        label = self.language.category(category, tree.label(category))
        if tree.root(category) != DECEASED or unit is None:
            return label
        things = self.language.label(unit)
        if category == DECEASED:
            return things
        whose = self.language.labels.get(f"Of.{category}") or OF_THE_DEAD.get(category)
        return self.language.tr("{things} of {whose}").format(things=things, whose=whose) if whose else f"{things}: {label}"

    def line(self, line: Line) -> str:
        """*Bodies to Ukraine*; *Prisoners of war, both directions*."""
        what = self.what(line.category, line.unit or _unit(line))
        what = what[:1].upper() + what[1:]
        return self.directed(what, line.receiver)

    def figure_line(self, figure: Figure) -> str:
        """The line that a figure stands on."""
        what = self.what(figure.category, figure.unit)
        return self.directed(what[:1].upper() + what[1:], self.casebook.side(figure.receiver))

    def directed(self, what: str, receiver: int | None) -> str:
        """Whom or what, and to which side."""
        if receiver is None:
            return self.language.tr("{what}, both directions").format(what=what)
        return self.language.tr("{what} to {receiver}").format(what=what, receiver=self.party(receiver))

    def figure_count(self, figure: Figure) -> str:
        """A figure as its source bounded it; by its ends alone where the source is withheld."""
        count = self.comparison.states[figure.id].count
        if figure.relative_to is not None or (self.withheld(figure) and figure.bound is Bound.VAGUE):
            return self.language.interval(count)
        return self.language.count(count, figure.bound, figure.words)

    def figure_number(self, figure: Figure) -> Number:
        """A figure's number."""
        return Number(self.figure_count(figure), (figure.id,))

    def reading_text(self, reading: Reading, *, either: bool = False) -> str:
        """A reading as printed: in the words of a source that gives the same count, else by its ends.

        With ``either`` a contested reading of exact groups is written *6,057 or 6,060*.
        """
        if either and self.splits(reading):
            numbers = [self.language.number(g.low) for g in sorted(reading.groups, key=lambda g: g.low)]
            return self.language.tr(" or ").join(numbers)
        if self.numberless(reading) and reading.count.high is None:
            bounds = {self.casebook.figure[f].bound for f in reading.figures}
            return (
                self.figure_count(self.casebook.figure[reading.figures[0]])
                if len(bounds) == 1
                else self.language.tr("not given")
            )
        if not reading.contested:
            for figure in (self.casebook.figure[f] for f in reading.figures):
                if self.comparison.states[figure.id].count == reading.count and figure.bound is not Bound.EXACT:
                    return self.figure_count(figure)
        return self.language.interval(reading.count)

    def splits(self, reading: Reading) -> bool:
        """Whether a contested reading is a choice of two or three exact numbers: *6,057 or 6,060*."""
        return bool(reading.contested) and 1 < len(reading.groups) < 4 and all(g.is_exact for g in reading.groups)

    def voices(self, reading: Reading) -> Text:
        """A contested reading as *6,057 [4] or 6,060 [5]*, each number with its own marks."""
        runs: list[Run] = []
        states = self.comparison.states
        core = self.core(reading)
        for at, group in enumerate(sorted(reading.groups, key=lambda g: g.low)):
            figures = tuple(f for f in core if states[f].count == group) or core
            runs += [Words(self.language.tr(" or "))] if at else []
            runs += [Number(self.language.number(group.low), figures), Marks(figures)]
        return tuple(runs)

    def reading(self, reading: Reading, *, either: bool = False) -> Number:
        """A reading's number, resting on the figures that give it, else on all."""
        return Number(self.reading_text(reading, either=either), self.core(reading))

    def noun(self, count: Count, category: str, unit: Unit) -> str:
        """The noun beside a count."""
        key = category if unit is Unit.PERSON else unit.value
        at = count.low if count.high is None else count.high
        default = self.language.category(category, self.casebook.categories.label(category))
        return self.language.noun(key, at, default)

    def gap_text(self, gap: Gap | None) -> str:
        """A difference with its sign: *+57 to +60*, *−5,922*, *−1 or more*; empty where both ends are open."""
        if gap is None or (gap.low is None and gap.high is None):
            return ""
        if gap.low is not None and gap.high is not None:
            if gap.low == gap.high:
                return self.signed(gap.low)
            return self.language.tr("{low} to {high}").format(low=self.signed(gap.low), high=self.signed(gap.high))
        if gap.low is not None:
            return self.language.tr("{low} or more").format(low=self.signed(gap.low))
        return self.language.tr("{high} or less").format(high=self.signed(gap.high or 0))

    def signed(self, number: int) -> str:
        """A number with its sign; zero has none."""
        return f"+{self.language.number(number)}" if number > 0 else self.language.number(number)

    def apart(self, low: int | None, high: int | None) -> str:
        """A distance without its sign: *57 to 60*, *at least 57*."""
        if low is not None and high is not None and low != high:
            ends = (self.language.number(low), self.language.number(high))
            return self.language.tr("{least} to {most}").format(least=ends[0], most=ends[1])
        if high is None:
            return self.language.tr("at least {n}").format(n=self.language.number(low or 0))
        if low is None:
            return self.language.tr("up to {n}").format(n=self.language.number(high))
        return self.language.number(low)

    def stage(self, reading: Reading) -> str:
        """The stage of a promise, as an adjective."""
        return self.language.label(reading.stage or Stage.AGREED)

    def marks(self, *readings: Reading | None) -> Text:
        """The marks of readings, as a text."""
        figures = tuple(dict.fromkeys(f for r in readings if r is not None for f in self.core(r)))
        return (Marks(figures),) if figures else ()

    @cached_property
    def latest(self) -> str:
        """The as-of day in words."""
        day = self.comparison.as_of
        return "" if day is None else self.language.day(day)


OF_THE_DEAD = {
    "deceased_combatant": "combatants",
    "deceased_civilian": "civilians",
    "died_in_captivity": "those who died in captivity",
}


def _unit(line: Line) -> Unit | None:
    held = (line.stated, line.observed, line.reported, line.presented)
    return next((reading.unit for reading in held if reading is not None), None)


def readings(line: Line) -> tuple[tuple[Role, Reading], ...]:
    """The readings that a line has, by role."""
    pairs = (
        (Role.STATED, line.stated),
        (Role.REPORTED, line.reported),
        (Role.OBSERVED, line.observed),
        (Role.PRESENTED, line.presented),
    )
    return tuple((role, reading) for role, reading in pairs if reading is not None)
