"""From the figures of one agreement and its events to the reading of any line in any role and unit (method, 3.4 to 3.8).

A *bucket* is what a reading is asked for: the observed, reported or presented role, an aftermath stage, or ``EITHER`` (event by
event the observed reading, else the reported one), which the reported verdict takes. Readings are remembered, so each is
computed once however many lines ask for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from figures.category import CIVILIAN, DECEASED, EXCLUSIVE, PERSON
from figures.date import last_day
from figures.line import FigureState, Flag, Reading, flag
from figures.merging import Voice, added, merge, voice_of
from figures.record import Agreement, Casebook, Event, Figure
from figures.standing import DONE_EVENT, Day, Direction, direction, event_status
from figures.vocabulary import Accumulation, Basis, EventKind, FlagKind, Role, Stage, Unit

EITHER: Final = "either"
Bucket = Role | Stage | Literal["either"]
About = Agreement | Event
LineKey = tuple[int | None, int | None, str, Direction]
"""Agreement, event (one of them), category, direction."""

NEVER_HANDS_OVER = frozenset({EventKind.LIST_TRANSMISSION, EventKind.IDENTIFICATION})
RECEIVED = (Role.OBSERVED, Role.REPORTED, EITHER)
AGREEMENT_PROMISES = (Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED, Stage.SCHEDULED)
EVENT_PROMISES = (Stage.SCHEDULED, Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED)


def key_of(about: About, category: str, way: Direction) -> LineKey:
    """What identifies a line before its unit is chosen."""
    return (about.id, None, category, way) if isinstance(about, Agreement) else (None, about.id, category, way)


def reverse(way: Direction) -> Direction:
    """The other way."""
    return None if way is None else (way[1], way[0])


class Reckoning:
    """The readings of one agreement with its events, or of one event outside agreements."""

    def __init__(
        self,
        casebook: Casebook,
        states: Mapping[int, FigureState],
        day: Day,
        agreement: Agreement | None,
        events: Sequence[Event],
        figures: Sequence[Figure],
    ) -> None:
        self.casebook, self.states, self.day = casebook, states, day
        self.agreement, self.events = agreement, events
        self.figures = figures
        self.standing = [f for f in figures if states[f.id].standing]
        self.flags: dict[LineKey, dict[tuple[Flag, Unit], None]] = defaultdict(dict)
        self.way = {f.id: direction(casebook, f) for f in figures}
        self._own: dict[tuple[LineKey, Bucket, Unit], list[Figure]] = defaultdict(list)
        self._on_event: dict[int, list[Figure]] = defaultdict(list)
        self._readings: dict[tuple[LineKey, Bucket, Unit, bool], Reading | None] = {}
        self._touching: dict[tuple[str, Direction], list[Event]] = {}
        self._heard: set[tuple[Bucket, Unit, str]] = set()
        self._index()
        self.ways = tuple(dict.fromkeys(w for f in self.standing if (w := self.way[f.id]) is not None))
        self.units = tuple(u for u in Unit if any(f.unit is u for f in self.standing))

    def _index(self) -> None:
        for figure in self.standing:
            bucket = self._bucket(figure)
            if figure.event is not None:
                self._on_event[figure.event].append(figure)
            if bucket is not None:
                key = (figure.agreement, figure.event, figure.category, self.way[figure.id])
                self._own[key, bucket, figure.unit].append(figure)
                self._heard.update((bucket, figure.unit, above) for above in self.casebook.categories.line_of(figure.category))

    def _bucket(self, figure: Figure) -> Bucket | None:
        """What the figure's own line reads it as, or None where it is only listed (method, 3.5 and 3.6)."""
        role = self.states[figure.id].role
        on_event = figure.event is not None
        if role in (Role.OBSERVED, Role.REPORTED) and on_event and figure.accumulation is not Accumulation.INCREMENT:
            return None
        if not on_event and role is not Role.STATED and figure.accumulation is not Accumulation.CUMULATIVE:
            return None
        if role is Role.AFTERMATH:
            return figure.stage
        return None if role is Role.NONE else role

    def _is_heard(self, bucket: Bucket, unit: Unit, category: str) -> bool:
        """Whether any standing figure of the category, or of one below it, could enter such a reading."""
        buckets: tuple[Bucket, ...] = (Role.OBSERVED, Role.REPORTED) if bucket == EITHER else (bucket,)
        return any((one, unit, category) in self._heard for one in buckets)

    def own(self, key: LineKey, bucket: Bucket, unit: Unit) -> list[Figure]:
        """The standing figures of the line itself; the reported ones stand in for absent observed ones in ``EITHER``."""
        if bucket == EITHER:
            return self.own(key, Role.OBSERVED, unit) or self.own(key, Role.REPORTED, unit)
        return self._own.get((key, bucket, unit), [])

    def reading(
        self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit, *, to_add: bool = False
    ) -> Reading | None:
        """What the line reads in one bucket and one unit; None where nobody said anything.

        ``to_add``: as one term of an agreement's sum, which totals given on an event never enter (method, 3.6).
        """
        if not self._is_heard(bucket, unit, category):
            return None
        slot = (key_of(about, category, way), bucket, unit, to_add)
        if slot not in self._readings:
            if bucket == EITHER and isinstance(about, Event):
                both = (
                    self.reading(about, category, way, role, unit, to_add=to_add) for role in (Role.OBSERVED, Role.REPORTED)
                )
                self._readings[slot] = next((r for r in both if r is not None), None)
            else:
                self._readings[slot] = self._reckon(about, category, way, bucket, unit, to_add)
        return self._readings[slot]

    def _reckon(self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit, to_add: bool) -> Reading | None:
        voices = self._own_voices(about, category, way, bucket, unit, to_add)
        if way is None and bucket in (*RECEIVED, Role.PRESENTED):
            voices = self._with_directions(about, category, bucket, unit, voices, to_add)
        voices = self._with_children(about, category, way, bucket, unit, voices, to_add)
        return self._merge(voices, bucket, unit) if voices else None

    @staticmethod
    def _merge(voices: Sequence[Voice], bucket: Bucket, unit: Unit) -> Reading:
        if isinstance(bucket, Stage):
            return merge(voices, Role.AFTERMATH, unit, bucket)
        if bucket is Role.PRESENTED:
            return merge(voices, Role.PRESENTED, unit, Stage.PRESENTED)
        return merge(voices, Role.OBSERVED if bucket == EITHER else bucket, unit, Stage.TRANSFERRED)

    def _own_voices(self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit, to_add: bool) -> list[Voice]:
        figures = self.own(key_of(about, category, way), bucket, unit)
        if isinstance(about, Event):
            return [self._voice(f) for f in figures if not to_add or f.accumulation is Accumulation.INCREMENT]
        totals = [self._voice(f, floor=self._is_floor(f, figures, category, way, bucket)) for f in figures]
        summed = self._sum(category, way, bucket, unit)
        return totals if summed is None else [*totals, summed]

    def _voice(self, figure: Figure, *, floor: bool = False) -> Voice:
        state = self.states[figure.id]
        return voice_of(self.casebook, figure, state.count, state.vantage, floor=floor)

    def _is_floor(self, figure: Figure, totals: Sequence[Figure], category: str, way: Direction, bucket: Bucket) -> bool:
        """Whether something that the total could not count is dated later than it (method, 3.6)."""
        to = last_day(self.casebook.counts_to(figure))
        dates = [e.date for e in self.touching(category, way) if self._may_add(e, bucket)]
        dates += [self.casebook.counts_to(f) for f in totals if f is not figure]
        later = (last_day(date) for date in dates)
        return any(to is None or date is None or date > to for date in later)

    def _may_add(self, event: Event, bucket: Bucket) -> bool:
        """Whether the event's status and kind let it add to an agreement's sum in this bucket."""
        if bucket not in RECEIVED:
            return True
        return event_status(event, self.day) in DONE_EVENT and event.kind not in NEVER_HANDS_OVER

    def touching(self, category: str, way: Direction) -> list[Event]:
        """The events of the agreement that touch the line (method, 3.6)."""
        slot = (category, way)
        if slot not in self._touching:
            self._touching[slot] = [e for e in self.events if self._touches(e, category, way)]
        return self._touching[slot]

    def on_event(self, event: Event) -> Sequence[Figure]:
        """The standing figures about an event."""
        return self._on_event.get(event.id, ())

    def _touches(self, event: Event, category: str, way: Direction) -> bool:
        if self.day.is_before(event.date):
            return False
        figures = self._on_event.get(event.id)
        if not figures:
            return event.status in DONE_EVENT and self._can_carry(event.kind, category)
        related = self.casebook.categories.related
        return any(
            related(f.category, category) and (way is None or self.way[f.id] is None or self.way[f.id] == way) for f in figures
        )

    def _can_carry(self, kind: EventKind, category: str) -> bool:
        tree = self.casebook.categories
        if kind in NEVER_HANDS_OVER:
            return False
        if kind is EventKind.OTHER:
            return True
        if kind is EventKind.RETURN_OF_REMAINS:
            return tree.is_under(category, DECEASED)
        if kind in (EventKind.RETURN_OF_CIVILIANS, EventKind.RETURN_OF_CHILDREN):
            return category == PERSON or tree.is_under(category, CIVILIAN)
        return tree.is_under(category, PERSON)

    def _sum(self, category: str, way: Direction, bucket: Bucket, unit: Unit) -> Voice | None:
        """The events of the agreement added up, as one voice (method, 3.6)."""
        readings: list[Reading] = []
        missing = self.agreement is not None and self.agreement.tranches_missing
        open_end = missing and bucket is not Role.PRESENTED
        for event in self.touching(category, way):
            if not self._may_add(event, bucket):
                continue
            reading = self.reading(event, category, way, bucket, unit, to_add=True)
            if reading is not None:
                readings.append(reading)
            elif bucket is not Role.PRESENTED and event_status(event, self.day) in DONE_EVENT:
                open_end = True
        return added(readings, Basis.SUM, open_end=open_end) if readings else None

    def _with_directions(
        self, about: About, category: str, bucket: Bucket, unit: Unit, voices: list[Voice], to_add: bool
    ) -> list[Voice]:
        """A line without direction takes the sum of its directed lines where it has no figure of its own (method, 3.8)."""
        readings = {w: r for w in self.ways if (r := self.reading(about, category, w, bucket, unit, to_add=to_add)) is not None}
        if not readings:
            return voices
        half = any(reverse(w) not in readings for w in readings)
        both = added(tuple(readings.values()), Basis.DIRECTIONS, open_end=half)
        if not voices or not self._has_own_figure(about, category, bucket, unit):
            return [both]
        own = self._merge(voices, bucket, unit)
        if not both.count.overlaps(own.count):
            self._flag(key_of(about, category, None), unit, FlagKind.DIRECTIONS_DISAGREE, own.figures, both.figures)
        return voices

    def _has_own_figure(self, about: About, category: str, bucket: Bucket, unit: Unit) -> bool:
        """Whether the line without direction, or one of the events that it sums, has such a figure of its own."""
        if self.own(key_of(about, category, None), bucket, unit):
            return True
        if isinstance(about, Event):
            return False
        adding = (e for e in self.touching(category, None) if self._may_add(e, bucket))
        return any(self.own(key_of(e, category, None), bucket, unit) for e in adding)

    def _with_children(
        self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit, voices: list[Voice], to_add: bool
    ) -> list[Voice]:
        """The children of the category as one voice, at least, beside the line's own figures (method, 3.7)."""
        children = self._children(about, category, way, bucket, unit, to_add)
        if children is None:
            return voices
        if voices:
            own = self._merge(voices, bucket, unit)
            if not children.count.overlaps(own.count):
                self._flag(key_of(about, category, way), unit, FlagKind.PARTS_EXCEED_WHOLE, children.figures, own.figures)
                return voices
        return [*voices, children]

    def _children(self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit, to_add: bool) -> Voice | None:
        readings: dict[str, Reading] = {}
        for child in self.casebook.categories.children(category):
            reading = self.reading(about, child, way, bucket, unit, to_add=to_add)
            if reading is not None:
                readings[child] = reading
        if not readings:
            return None
        voices: list[Voice] = []
        left = dict(readings)
        for exclusive in EXCLUSIVE:
            together = [left.pop(child) for child in readings if child in exclusive]
            if together:
                voices.append(added(together, Basis.CHILDREN, open_end=True))
        voices += [added((reading,), Basis.CHILDREN, open_end=True) for reading in left.values()]
        return max(voices, key=lambda v: (v.count.low, tuple(-f for f in v.figures)))

    def _flag(self, key: LineKey, unit: Unit, kind: FlagKind, one: Sequence[int], other: Sequence[int]) -> None:
        self.flags[key][flag(kind, (*one, *other)), unit] = None

    def promises(self, about: About, category: str, way: Direction) -> dict[Unit, Reading]:
        """What was stated on the line, in its first present stage, by unit (method, 3.4)."""
        key = key_of(about, category, way)
        order = AGREEMENT_PROMISES if isinstance(about, Agreement) else EVENT_PROMISES
        figures = [f for unit in self.units for f in self.own(key, Role.STATED, unit)]
        for stage in order:
            units = dict.fromkeys(u for u in self.units for f in figures if f.stage is stage and f.unit is u)
            if units:
                return {
                    unit: merge(
                        [self._voice(f) for f in figures if f.stage is stage and f.unit is unit], Role.STATED, unit, stage
                    )
                    for unit in units
                }
        return {}

    def readings(self, about: About, category: str, way: Direction, bucket: Bucket) -> dict[Unit, Reading]:
        """What the line reads in one bucket, by unit."""
        found = {unit: self.reading(about, category, way, bucket, unit) for unit in self.units}
        return {unit: reading for unit, reading in found.items() if reading is not None}

    def measure(self, figure: Figure) -> Reading:
        """A promise that the researcher pinned, as the stated reading of a line."""
        return replace(merge([self._voice(figure)], Role.STATED, figure.unit, figure.stage), basis=Basis.PINNED)

    def only_reported(self, about: About, category: str, way: Direction, unit: Unit) -> bool:
        """Whether an event, or the line's own total, has a reported reading and no observed one (method, section 4)."""
        parts: list[About] = [about]
        if isinstance(about, Agreement):
            parts += [e for e in self.touching(category, way) if self._may_add(e, Role.REPORTED)]
            key = key_of(about, category, way)
            if self.own(key, Role.REPORTED, unit) and not self.own(key, Role.OBSERVED, unit):
                return True
        return any(
            self.reading(part, category, way, Role.REPORTED, unit) is not None
            and self.reading(part, category, way, Role.OBSERVED, unit) is None
            for part in parts
        )
