"""From the figures of one agreement and its events to the reading of any line in any role and unit (method, 3.4 to 3.8).

A *bucket* is what a reading is asked for: the observed, reported or presented role, an aftermath stage, or ``EITHER`` (event by
event the observed reading, else the reported one), which the reported verdict takes. Readings are remembered, so each is
computed once however many lines ask for it; and what was *heard*, so that only what somebody said is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, Literal

from figures.category import CIVILIAN, DECEASED, EXCLUSIVE, PERSON
from figures.claim import Claim
from figures.date import last_day
from figures.day import DONE_EVENT, event_status
from figures.ground import Direction, Ground
from figures.line import Flag, Reading, flag
from figures.merging import Voice, added, merge
from figures.record import Agreement, Event
from figures.vocabulary import Accumulation, Basis, EventKind, FlagKind, Role, Stage, Unit

EITHER: Final = "either"
Bucket = Role | Stage | Literal["either"]
About = Agreement | Event
Place = int | None
"""An event of the scope; None is its agreement."""
LineKey = tuple[Place, str, Direction]
"""Place, category, direction: what identifies a line of the scope before its unit is chosen."""

NEVER_HANDS_OVER = frozenset({EventKind.LIST_TRANSMISSION, EventKind.IDENTIFICATION})
RECEIVED = (Role.OBSERVED, Role.REPORTED, EITHER)
AGREEMENT_PROMISES = (Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED, Stage.SCHEDULED)
EVENT_PROMISES = (Stage.SCHEDULED, Stage.AGREED, Stage.OFFERED, Stage.LISTED, Stage.DEMANDED)
UNITS = {unit: at for at, unit in enumerate(Unit)}

Heard = Mapping[Bucket, Sequence[Unit]]
"""For each bucket the units in which something was said, in the order of the vocabulary."""
NOTHING_HEARD: Heard = {}
NOTHING_OWN: Mapping[Bucket, list[Claim]] = {}
OF_BOTH = frozenset({*RECEIVED, Role.PRESENTED})
"""What a line without direction takes from its directed lines."""


def place_of(about: About) -> Place:
    """Where the lines of an agreement or an event stand in their scope."""
    return None if isinstance(about, Agreement) else about.id


def reverse(way: Direction) -> Direction:
    """The other way."""
    return None if way is None else (way[1], way[0])


class Reckoning:
    """The readings of one agreement with its events, or of one event outside agreements.

    ``claims`` are all its figures, settled.
    """

    def __init__(self, ground: Ground, agreement: Agreement | None, events: Sequence[Event], claims: Sequence[Claim]) -> None:
        self.ground, self.day, self.tree = ground, ground.day, ground.categories
        self.agreement, self.events, self.claims = agreement, events, claims
        self.standing = [c for c in claims if not c.why_not]
        self.flags: dict[LineKey, dict[tuple[Flag, Unit], None]] = defaultdict(dict)
        self._own: dict[LineKey, dict[Bucket, list[Claim]]] = {}
        self._on_event: dict[int, list[Claim]] = {}
        self._heard: dict[LineKey, dict[Bucket, list[Unit]]] = {}
        self._readings: dict[tuple[LineKey, Bucket, Unit, bool], Reading | None] = {}
        self._touching: dict[tuple[str, Direction], list[Event]] = {}
        self._added: dict[tuple[str, Direction], list[Event]] = {}
        self._with_totals: set[Place] = set()
        self._index()

    def _index(self) -> None:
        line_of, own, on_event = self.tree.line_of, self._own, self._on_event
        places: dict[Place, tuple[Place, ...]] = {event.id: (event.id, None) for event in self.events}
        if self.agreement is None:
            places = {event.id: (event.id,) for event in self.events}
        places[None] = (None,)
        for claim in self.standing:
            sort, place = claim.sort, claim.event
            if place is None:
                bucket = sort.on_agreement
            else:
                bucket = sort.on_event
                on_event.setdefault(place, []).append(claim)
                if sort.accumulation is not Accumulation.INCREMENT:
                    self._with_totals.add(place)
            if bucket is None:
                continue
            way = sort.way
            said = own.setdefault((place, sort.category, way), {}).setdefault(bucket, [])
            said.append(claim)
            if len(said) == 1 or said[-2].sort.unit is not sort.unit:
                for above in line_of(sort.category):
                    for one in places[place]:
                        self._hear((one, above, way), bucket, sort.unit)
                        if way is not None:
                            self._hear((one, above, None), bucket, sort.unit)

    def _hear(self, key: LineKey, bucket: Bucket, unit: Unit) -> None:
        heard = self._heard.get(key)
        if heard is None:
            heard = self._heard[key] = {}
        units = heard.get(bucket)
        if units is None:
            heard[bucket] = [unit]
        elif unit not in units:
            units.append(unit)
            units.sort(key=UNITS.__getitem__)

    @cached_property
    def ways(self) -> Sequence[tuple[int, int]]:
        """Every direction in which a standing figure goes, in one order whatever stands where."""
        return sorted({way for c in self.standing if (way := c.sort.way) is not None})

    @cached_property
    def claim(self) -> Mapping[int, Claim]:
        """The claims by the figures' ids."""
        return {c.id: c for c in self.claims}

    def heard(self, key: LineKey) -> Heard:
        """What standing figures of the category or below it could be read as; an agreement's events speak for it too."""
        return self._heard.get(key, NOTHING_HEARD)

    def own(self, key: LineKey, bucket: Bucket, unit: Unit) -> list[Claim]:
        """The standing figures of the line itself; the reported ones stand in for absent observed ones in ``EITHER``."""
        if bucket == EITHER:
            return self.own(key, Role.OBSERVED, unit) or self.own(key, Role.REPORTED, unit)
        said = self._own.get(key)
        return [] if said is None else [c for c in said.get(bucket, ()) if c.sort.unit is unit]

    def reading(self, about: About, category: str, way: Direction, bucket: Bucket, unit: Unit) -> Reading | None:
        """What the line reads in one bucket and one unit; None where nobody said anything."""
        return self._reading((place_of(about), category, way), bucket, unit, to_add=False)

    def _reading(self, key: LineKey, bucket: Bucket, unit: Unit, *, to_add: bool) -> Reading | None:
        """The same of a line by its key. ``to_add``: as one term of a sum, which totals given on an event never enter (3.6)."""
        heard = self._heard.get(key)
        if heard is None:
            return None
        units = heard.get(bucket)
        if units is None:
            if bucket != EITHER or (unit not in heard.get(Role.OBSERVED, ()) and unit not in heard.get(Role.REPORTED, ())):
                return None
        elif unit not in units:
            return None
        slot = (key, bucket, unit, to_add and key[0] in self._with_totals)
        if slot in self._readings:
            return self._readings[slot]
        found: Reading | None = None
        if bucket == EITHER and key[0] is not None:
            for role in (Role.OBSERVED, Role.REPORTED):
                found = found or self._reading(key, role, unit, to_add=to_add)
        else:
            found = self._reckon(key, bucket, unit, slot[3])
        self._readings[slot] = found
        return found

    def _reckon(self, key: LineKey, bucket: Bucket, unit: Unit, to_add: bool) -> Reading | None:
        voices = self._own_voices(key, bucket, unit, to_add)
        if key[2] is None and bucket in OF_BOTH:
            voices = self._with_directions(key, bucket, unit, voices, to_add)
        voices = self._with_children(key, bucket, unit, voices, to_add)
        return self._merge(voices, bucket, unit) if voices else None

    @staticmethod
    def _merge(voices: Sequence[Voice], bucket: Bucket, unit: Unit) -> Reading:
        if isinstance(bucket, Stage):
            return merge(voices, Role.AFTERMATH, unit, bucket)
        if bucket is Role.PRESENTED:
            return merge(voices, Role.PRESENTED, unit, Stage.PRESENTED)
        return merge(voices, Role.OBSERVED if bucket == EITHER else bucket, unit, Stage.TRANSFERRED)

    def _own_voices(self, key: LineKey, bucket: Bucket, unit: Unit, to_add: bool) -> list[Voice]:
        claims = self.own(key, bucket, unit)
        if key[0] is not None:
            if to_add:
                claims = [c for c in claims if c.sort.accumulation is Accumulation.INCREMENT]
            return [c.voice or voice_of(c) for c in claims]
        totals = [voice_of(c, floor=self._is_floor(c, claims, key, bucket)) for c in claims]
        summed = self._sum(key, bucket, unit)
        return totals if summed is None else [*totals, summed]

    def _is_floor(self, claim: Claim, totals: Sequence[Claim], key: LineKey, bucket: Bucket) -> bool:
        """Whether something that the total could not count is dated later than it (method, 3.6)."""
        to = last_day(claim.counts_to)
        dates = [event.date for event in self._to_add(key[1], key[2], bucket)]
        dates += [c.counts_to for c in totals if c is not claim]
        later = (last_day(date) for date in dates)
        return any(to is None or date is None or date > to for date in later)

    @cached_property
    def _adding(self) -> frozenset[int]:
        """The events that hand over and took place."""
        return frozenset(e.id for e in self.events if e.id in self._done and e.kind not in NEVER_HANDS_OVER)

    @cached_property
    def _done(self) -> frozenset[int]:
        """The events that took place by the day, wholly or in part."""
        return frozenset(e.id for e in self.events if event_status(e, self.day) in DONE_EVENT)

    def touching(self, category: str, way: Direction) -> list[Event]:
        """The events of the agreement that touch the line (method, 3.6)."""
        slot = (category, way)
        found = self._touching.get(slot)
        if found is None:
            said_on, known, found = self._said_on, self.ground.touched, []
            for event in self.events:
                said = said_on.get(event.id)
                if said is not None:
                    touches = known.get((said, category, way)) if said else self._can_be_unsaid(event, category)
                    if touches is None:
                        touches = known[said, category, way] = self._touch(said, category, way)
                    if touches:
                        found.append(event)
            self._touching[slot] = found
        return found

    def on_event(self, event: Event) -> Sequence[Claim]:
        """The standing figures about an event."""
        return self._on_event.get(event.id, ())

    @cached_property
    def _said_on(self) -> Mapping[int, frozenset[tuple[str, Direction]]]:
        """The categories and directions of which anything stands on each event that is not dated after the day."""
        kept = ((event, self._on_event.get(event.id, ())) for event in self.events if not self.day.is_before(event.date))
        return {event.id: frozenset((c.sort.category, c.sort.way) for c in claims) for event, claims in kept}

    def _touch(self, said: frozenset[tuple[str, Direction]], category: str, way: Direction) -> bool:
        """Whether any of these is on the line's category or one above or below it, in its direction or in none."""
        related = self.tree.relatives(category)
        return any(one in related and (way is None or other is None or other == way) for one, other in said)

    def _can_be_unsaid(self, event: Event, category: str) -> bool:
        """Whether an event without any standing figure may have handed over some of the category."""
        return event.status in DONE_EVENT and self._can_carry(event.kind, category)

    def _can_carry(self, kind: EventKind, category: str) -> bool:
        tree = self.tree
        if kind in NEVER_HANDS_OVER:
            return False
        if kind is EventKind.OTHER:
            return True
        if kind is EventKind.RETURN_OF_REMAINS:
            return tree.is_under(category, DECEASED)
        if kind in (EventKind.RETURN_OF_CIVILIANS, EventKind.RETURN_OF_CHILDREN):
            return category == PERSON or tree.is_under(category, CIVILIAN)
        return tree.is_under(category, PERSON)

    def _sum(self, key: LineKey, bucket: Bucket, unit: Unit) -> Voice | None:
        """The events of the agreement added up, as one voice (method, 3.6)."""
        _, category, way = key
        readings: list[Reading] = []
        open_end = self.agreement is not None and self.agreement.tranches_missing
        for event in self._to_add(category, way, bucket):
            reading = self._reading((event.id, category, way), bucket, unit, to_add=True)
            if reading is not None:
                readings.append(reading)
            elif event.id in self._done:
                open_end = True
        return added(readings, Basis.SUM, open_end=open_end and bucket is not Role.PRESENTED) if readings else None

    def _to_add(self, category: str, way: Direction, bucket: Bucket) -> list[Event]:
        """The events that touch the line and whose status and kind let them add to it."""
        touching = self.touching(category, way)
        if bucket not in RECEIVED:
            return touching
        slot = (category, way)
        if slot not in self._added:
            self._added[slot] = [event for event in touching if event.id in self._adding]
        return self._added[slot]

    def _with_directions(self, key: LineKey, bucket: Bucket, unit: Unit, voices: list[Voice], to_add: bool) -> list[Voice]:
        """A line without direction takes the sum of its directed lines where it has no figure of its own (method, 3.8)."""
        place, category, _ = key
        readings: dict[Direction, Reading] = {}
        for way in self.ways:
            if (place, category, way) not in self._heard:
                continue
            reading = self._reading((place, category, way), bucket, unit, to_add=to_add)
            if reading is not None:
                readings[way] = reading
        if not readings:
            return voices
        half = any(reverse(way) not in readings for way in readings)
        both = added(tuple(readings.values()), Basis.DIRECTIONS, open_end=half)
        if not voices or not self._has_own_figure(key, bucket, unit):
            return [both]
        own = self._merge(voices, bucket, unit)
        if not both.count.overlaps(own.count):
            self._flag(key, unit, FlagKind.DIRECTIONS_DISAGREE, own.figures, both.figures)
        return voices

    def _has_own_figure(self, key: LineKey, bucket: Bucket, unit: Unit) -> bool:
        """Whether the line without direction, or one of the events that it sums, has such a figure of its own."""
        if self.own(key, bucket, unit):
            return True
        if key[0] is not None:
            return False
        return any(self.own((e.id, key[1], None), bucket, unit) for e in self._to_add(key[1], None, bucket))

    def _with_children(self, key: LineKey, bucket: Bucket, unit: Unit, voices: list[Voice], to_add: bool) -> list[Voice]:
        """The children of the category as one voice, at least, beside the line's own figures (method, 3.7)."""
        children = self._children(key, bucket, unit, to_add)
        if children is None:
            return voices
        if voices:
            own = self._merge(voices, bucket, unit)
            if not children.count.overlaps(own.count):
                self._flag(key, unit, FlagKind.PARTS_EXCEED_WHOLE, children.figures, own.figures)
                return voices
        return [*voices, children]

    def _children(self, key: LineKey, bucket: Bucket, unit: Unit, to_add: bool) -> Voice | None:
        place, category, way = key
        readings: dict[str, Reading] = {}
        for child in self.tree.children(category):
            if (place, child, way) not in self._heard:
                continue
            reading = self._reading((place, child, way), bucket, unit, to_add=to_add)
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

    def promises(self, key: LineKey) -> dict[Unit, Reading]:
        """What was stated on the line, in its first present stage, by unit (method, 3.4)."""
        claims = self._own.get(key, NOTHING_OWN).get(Role.STATED)
        if not claims:
            return {}
        order = AGREEMENT_PROMISES if key[0] is None else EVENT_PROMISES
        said = {c.sort.stage for c in claims}
        stage = next(s for s in order if s in said)
        by_unit: dict[Unit, list[Voice]] = {}
        for claim in claims:
            if claim.sort.stage is stage:
                by_unit.setdefault(claim.sort.unit, []).append(voice_of(claim))
        return {unit: merge(by_unit[unit], Role.STATED, unit, stage) for unit in sorted(by_unit, key=UNITS.__getitem__)}

    def readings(self, key: LineKey, bucket: Bucket) -> dict[Unit, Reading]:
        """What the line reads in one bucket, by unit."""
        found: dict[Unit, Reading] = {}
        for unit in self.heard(key).get(bucket, ()):
            reading = self._reading(key, bucket, unit, to_add=False)
            if reading is not None:
                found[unit] = reading
        return found

    def either(self, key: LineKey) -> dict[Unit, Reading]:
        """What was observed, else reported, event by event, by unit."""
        found = ((unit, self._reading(key, EITHER, unit, to_add=False)) for unit in Unit)
        return {unit: reading for unit, reading in found if reading is not None}

    def measure(self, claim: Claim) -> Reading:
        """A promise that the researcher pinned, as the stated reading of a line."""
        read = merge([voice_of(claim)], Role.STATED, claim.sort.unit, claim.sort.stage)
        return replace(read, basis=Basis.PINNED)

    def only_reported(self, key: LineKey) -> list[Unit]:
        """The units in which an event, or the line's own total, has a reported reading and no observed one (section 4)."""
        return [unit for unit in self.heard(key).get(Role.REPORTED, ()) if self._is_only_reported(key, unit)]

    def _is_only_reported(self, key: LineKey, unit: Unit) -> bool:
        place, category, way = key
        if place is not None:
            return self._hears_only_reported(key, unit)
        if self.own(key, Role.REPORTED, unit) and not self.own(key, Role.OBSERVED, unit):
            return True
        if any(self._hears_only_reported((e.id, category, way), unit) for e in self._to_add(category, way, Role.REPORTED)):
            return True
        reported = self._reading(key, Role.REPORTED, unit, to_add=False)
        return reported is not None and self._reading(key, Role.OBSERVED, unit, to_add=False) is None

    def _hears_only_reported(self, key: LineKey, unit: Unit) -> bool:
        """The same of an event, where whatever was heard is read."""
        heard = self._heard.get(key)
        return heard is not None and unit in heard.get(Role.REPORTED, ()) and unit not in heard.get(Role.OBSERVED, ())


def voice_of(claim: Claim, *, floor: bool = False) -> Voice:
    """The figure as a voice; ``floor`` opens its upper end."""
    if claim.voice is not None and not floor:
        return claim.voice
    count = claim.count.at_least() if floor else claim.count
    voice = Voice(
        count=count,
        figures=(claim.id,),
        origins=claim.origins,
        grade=claim.grade,
        basis=Basis.OWN,
        groups=(count,),
        conventional=claim.sort.conventional,
        numberless=claim.sort.numberless,
    )
    if not floor:
        claim.voice = voice
    return voice
