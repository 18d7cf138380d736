"""How voices become one reading: what they share, or, where they share nothing, the hull of what they say (method, 3.3).

A voice is a figure, the sum of an agreement's events, the children of a category, or the two directions of a line. It may be
contested within itself; then ``groups`` holds its count once for each way of agreeing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, product

from figures.contest import Contest
from figures.count import Count, counted
from figures.line import Reading
from figures.vocabulary import Basis, Role, Stage, Unit

MOST_GROUPS = 1024
"""Beyond so many ways of agreeing only the hull is held against the promise, which can decide less but never falsely."""
MOST_TAKEN = 1_000_000
"""The same beyond so many counts in all ways together: of a thousand ways, where a thousand voices meet."""


@dataclass(slots=True, eq=False)
class Voice:
    """One count that enters a reading, and what it rests on; made by the million, so it is not frozen, but nobody changes it.

    ``origins`` has several sets where the readings of a sum tie for the fewest; the reading takes what corroborates it least.
    """

    count: Count
    figures: tuple[int, ...]
    origins: tuple[frozenset[str], ...]
    grade: str
    basis: Basis
    groups: tuple[Count, ...]
    contested: Contest | None = None
    conventional: bool = False
    numberless: bool = False


def shared(counts: Iterable[Count]) -> Count | None:
    """What all the counts have in common; None where two of them share no value."""
    low, high = 0, None
    for count in counts:
        if count.low > low:
            low = count.low
        if count.high is not None and (high is None or count.high < high):
            high = count.high
    return None if high is not None and high < low else counted(low, high)


def hull(counts: Sequence[Count]) -> Count:
    """From the greatest low not above the least high to the least high not below the greatest low (method, 3.3)."""
    common = shared(counts)
    if common is not None:
        return common
    highs = [c.high for c in counts if c.high is not None]
    greatest_low, least_high = max([c.low for c in counts]), min(highs)
    low = max([c.low for c in counts if c.low <= least_high])
    return counted(low, min([h for h in highs if h >= greatest_low], default=None))


def around(groups: Sequence[Count]) -> Count:
    """From the least that any agreeing group allows to the most: the hull, where voices are contested within themselves too.

    Where none is, this is the hull of method 3.3 to the letter; where one is, only this holds the truth if one group is right.
    """
    highs = [g.high for g in groups]
    return counted(min(g.low for g in groups), None if None in highs else max(h for h in highs if h is not None))


def agreeing_groups(counts: Sequence[Count]) -> tuple[Count, ...]:
    """What each largest set of counts that share a value shares (method, section 4, on contested readings).

    Counts that overlap two by two share a value, so the sets are found by standing at each low end in turn. One is as large as
    it can be where a count of it ends before the next one begins.
    """
    common = shared(counts)
    if common is not None:
        return (common,)
    begun = sorted({(c.low, c.high) for c in counts}, key=_low_of)
    found: list[Count] = []
    ends: list[int] = []
    for at, (low, high) in enumerate(begun):
        if high is not None:
            heappush(ends, high)
        next_low = begun[at + 1][0] if at + 1 < len(begun) else None
        if next_low == low:
            continue
        while ends and ends[0] < low:
            heappop(ends)
        if next_low is None or (ends and ends[0] < next_low):
            found.append(counted(low, ends[0] if ends else None))
    return tuple(found)


def _low_of(ends: tuple[int, int | None]) -> int:
    return ends[0]


def _contest_of(voices: Sequence[Voice], *, agree: bool) -> Contest:
    """What disagrees among voices, where they do not ``agree``, and within them."""
    within = tuple([v.contested for v in voices if v.contested is not None])
    if agree:
        return Contest((), (), 0, within)
    own = len([v for v in voices if v.basis is Basis.OWN])
    return Contest(tuple([v.count for v in voices]), tuple([v.figures for v in voices]), own, within)


def ways(alternatives: Sequence[Sequence[Count]]) -> tuple[tuple[Count, ...], ...] | None:
    """Each way of taking one count from each; None where there are too many to hold one by one."""
    number = 1
    for counts in alternatives:
        number *= len(counts)
        if number > MOST_GROUPS or (number > 1 and number * len(alternatives) > MOST_TAKEN):
            return None
    return tuple(product(*alternatives))


def merge(voices: Sequence[Voice], role: Role, unit: Unit, stage: Stage | None) -> Reading:
    """The reading of one or more voices in one role and one unit."""
    first = voices[0]
    if len(voices) == 1 and first.contested is None:
        return _alone(first, role, unit, stage)
    counts = [v.count for v in voices]
    count = shared(counts)
    contested: Contest | None = None
    if count is None or any(v.contested is not None for v in voices):
        contested = _contest_of(voices, agree=count is not None)
        count = hull(counts)
    groups: tuple[Count, ...] = (count,)
    taken = None if contested is None else ways([v.groups for v in voices])
    if taken is not None:
        groups = tuple(dict.fromkeys([group for way in taken for group in agreeing_groups(way)]))
        count = around(groups)
    figures = tuple(sorted(set(chain.from_iterable([v.figures for v in voices]))))
    grade, origins = min([v.grade for v in voices]), _fewest_together(voices)
    conventional, numberless = any(v.conventional for v in voices), all(v.numberless for v in voices)
    return Reading(role, unit, stage, count, contested, figures, groups, origins, grade, first.basis, conventional, numberless)


def _alone(voice: Voice, role: Role, unit: Unit, stage: Stage | None) -> Reading:
    """The same of a single voice with which nothing disagrees, as most readings are."""
    origins = voice.origins[0] if len(voice.origins) == 1 else _fewest_together((voice,))
    count, conventional, numberless = voice.count, voice.conventional, voice.numberless
    return Reading(
        role, unit, stage, count, None, voice.figures, (count,), origins, voice.grade, voice.basis, conventional, numberless
    )


def opened(reading: Reading, stage: Stage | None, basis: Basis) -> Reading:
    """What ``merge`` makes of a reading that nobody contests where it alone is ``added`` with an open end."""
    count = counted(reading.count.low, None)
    role, unit, figures, origins, grade = reading.role, reading.unit, reading.figures, reading.origins, reading.grade
    return Reading(role, unit, stage, count, None, figures, (count,), origins, grade, basis, reading.conventional, False)


def _fewest_together(voices: Sequence[Voice]) -> frozenset[str]:
    """The origins of all voices together; of a tie inside a voice what makes the union smallest."""
    certain = frozenset[str]().union(*[voice.origins[0] for voice in voices if len(voice.origins) == 1])
    together = {certain}
    for voice in voices:
        if len(voice.origins) > 1:
            together = {held | origins for held in together for origins in voice.origins}
    return together.pop() if len(together) == 1 else min(together, key=lambda origins: (len(origins), sorted(origins)))


def _sums(readings: Sequence[Reading]) -> tuple[Count, ...] | None:
    """The sum once for each way of taking one agreeing group from each reading; None where there are too many."""
    sums: dict[Count, None] = {Count(0, 0): None}
    for reading in readings:
        further: dict[Count, None] = {}
        for held in sums:
            further.update(dict.fromkeys([held.plus(group) for group in reading.groups]))
            if len(further) > MOST_GROUPS:
                return None
        sums = further
    return tuple(sums)


def _added_alone(reading: Reading, basis: Basis, *, open_end: bool) -> Voice:
    """A single reading as a voice."""
    groups = reading.groups if len(reading.groups) <= MOST_GROUPS else (reading.count,)
    count = reading.count
    if open_end:
        count = counted(count.low, None)
        groups = (count,) if len(groups) == 1 else tuple(dict.fromkeys([g.at_least() for g in groups]))
    origins, conventional = (reading.origins,), reading.conventional
    return Voice(count, reading.figures, origins, reading.grade, basis, groups, reading.contested, conventional)


def added(readings: Sequence[Reading], basis: Basis, *, open_end: bool) -> Voice:
    """The sum of readings as one voice: at least, where ``open_end``.

    It has the origins of the reading that has fewest and the worst of their grades (method, 3.3).
    """
    if len(readings) == 1:
        return _added_alone(readings[0], basis, open_end=open_end)
    low, high = 0, 0
    open_top, simple, conventional = open_end, True, False
    figures: list[int] = []
    contested: list[Contest] = []
    grade, fewest = "", len(readings[0].origins)
    for reading in readings:
        count = reading.count
        low += count.low
        if count.high is None:
            open_top = True
        else:
            high += count.high
        figures += reading.figures
        if len(reading.groups) > 1:
            simple = False
        if reading.contested is not None:
            contested.append(reading.contested)
        if reading.grade > grade:
            grade = reading.grade
        if len(reading.origins) < fewest:
            fewest = len(reading.origins)
        conventional = conventional or reading.conventional
    total = counted(low, None if open_top else high)
    groups: tuple[Count, ...] = (total,)
    if not simple:
        groups = _sums(readings) or groups
        if open_end:
            groups = tuple(dict.fromkeys([g.at_least() for g in groups]))
    together = tuple(sorted(set(figures)))
    origins = tuple(dict.fromkeys([r.origins for r in readings if len(r.origins) == fewest]))
    disagreeing = Contest((), (), 0, tuple(contested)) if contested else None
    return Voice(total, together, origins, grade, basis, groups, disagreeing, conventional)
