"""The one sentence of a line that says why its verdict is what it is, in the terms of the line (method, section 4).

A sentence is words and quantities, so that a briefing can set a note behind every number in it. The finite verb follows the
role: promised things are agreed or offered, observed ones received, reported ones handed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from figures.count import Count, Gap
from figures.line import Quantity, Reading, Sentence
from figures.vocabulary import Basis, Stage, Unit, Verdict

SINGULAR = {
    Unit.PERSON: "person",
    Unit.BODY: "body",
    Unit.REMAINS_SET: "set of remains",
    Unit.BODY_BAG: "body bag",
    Unit.CASKET: "casket or box",
    Unit.FRAGMENT: "fragment",
    Unit.DNA_PROFILE: "DNA profile",
    Unit.NAME: "name",
}


class Shown(NamedTuple):
    """Of a reading what a sentence depends on. ``figures`` names the reading, not the figures that it rests on.

    ``one_or_other`` are the two exact counts of a reading that two groups contest.
    """

    figures: tuple[int, ...]
    low: int
    high: int | None
    unit: Unit
    stage: Stage | None
    basis: Basis
    conventional: bool
    numberless: bool
    contested: bool
    one_or_other: tuple[int, int] | None

    @property
    def read(self) -> Count:
        """The reading's count."""
        return Count(self.low, self.high)


class Told(NamedTuple):
    """What a line's sentence is about. ``not_held``: what was presented was so at handovers that did not take place."""

    verdict: Verdict
    stated: Shown | None
    observed: Shown | None
    reported: Shown | None
    presented: Shown | None
    difference: tuple[int | None, int | None] | None
    unaccounted: tuple[int, int | None] | None
    not_held: bool


STATED, OBSERVED, REPORTED, PRESENTED, LISTED = (0,), (1,), (2,), (3,), (4,)
BOTH = (0, 1)


def explain(
    verdict: Verdict,
    stated: Reading | None,
    observed: Reading | None,
    reported: Reading | None,
    presented: Reading | None,
    difference: Gap | None,
    unaccounted: Count | None,
    listed: tuple[int, ...],
    *,
    not_held: bool,
) -> Sentence:
    """The line's sentence; joined, its parts read as one or a few short clauses.

    Lines that differ only in their figures are told in the same words, so the words are remembered and the figures put in.
    """
    told = Told(
        verdict,
        None if stated is None else _shown(STATED, stated),
        None if observed is None else _shown(OBSERVED, observed),
        None if reported is None else _shown(REPORTED, reported),
        None if presented is None else _shown(PRESENTED, presented),
        None if difference is None else (difference.low, difference.high),
        None if unaccounted is None else (unaccounted.low, unaccounted.high),
        not_held,
    )
    rests_on = (
        () if stated is None else stated.figures,
        () if observed is None else observed.figures,
        () if reported is None else reported.figures,
        () if presented is None else presented.figures,
        listed,
    )
    return tuple([part if type(part) is str else _filled(part, rests_on) for part in _told(told)])


def _filled(quantity: str | Quantity, rests_on: Sequence[tuple[int, ...]]) -> str | Quantity:
    """The quantity with the figures of the reading, or of the readings, that it names."""
    if isinstance(quantity, str):
        return quantity
    names = quantity.figures
    if len(names) == 1:
        return Quantity(quantity.text, rests_on[names[0]])
    return Quantity(quantity.text, tuple(sorted({figure for name in names for figure in rests_on[name]})))


def _shown(name: tuple[int, ...], reading: Reading) -> Shown:
    count, two = reading.count, None
    if reading.contested and count.high is not None and len(reading.groups) == 2:
        one, other = sorted(reading.groups, key=lambda g: g.low)
        two = (one.low, other.low) if one.is_exact and other.is_exact else None
    return Shown(
        name,
        count.low,
        count.high,
        reading.unit,
        reading.stage,
        reading.basis,
        reading.conventional,
        reading.numberless,
        bool(reading.contested),
        two,
    )


@lru_cache(maxsize=65536)
def _told(line: Told) -> Sentence:
    """The sentence with the names of readings in the place of figures."""
    parts: list[str | Quantity] = [*_VERDICTS[line.verdict](line)]
    if line.stated is not None and line.stated.basis is Basis.PINNED:
        parts.append(" The measure is a promise chosen by the researcher.")
    parts += _conventions(line)
    if line.observed is None and line.reported is not None and line.verdict is not Verdict.NOTHING_STATED:
        parts += [" ", _quantity(line.reported), " reported as handed over, by nobody who could count on arrival."]
    if line.observed is not None and line.observed.contested:
        parts.append(" The count is contested.")
    if line.presented is not None:
        parts += _presented(line.presented, not_held=line.not_held)
    if line.unaccounted is not None and line.unaccounted != (0, None):
        parts.append(" Unaccounted for among the parts: ")
        parts += [Quantity(number(Count(*line.unaccounted)), LISTED), "."]
    return _capitalised(parts)


def _capitalised(parts: list[str | Quantity]) -> Sentence:
    """The parts with every sentence begun by a capital, also where it begins with a quantity such as *at least 480*."""
    found: list[str | Quantity] = []
    begins = True
    for part in parts:
        text = part if isinstance(part, str) else part.text
        upper = text[:1].upper() + text[1:] if begins else text
        found.append(upper if isinstance(part, str) else Quantity(upper, part.figures))
        begins = text.rstrip().endswith(".") or (begins and not text.strip())
    return tuple(found)


def number(count: Count) -> str:
    """The count in digits: ``6,057``, ``6,057 to 6,060``, ``at least 1,000``."""
    if count.high is None:
        return "an unknown number" if count.low == 0 else f"at least {count.low:,}"
    if count.is_exact:
        return f"{count.low:,}"
    return f"up to {count.high:,}" if count.low == 0 else f"{count.low:,} to {count.high:,}"


def _quantity(reading: Shown) -> Quantity:
    if reading.one_or_other is not None:
        one, other = reading.one_or_other
        return Quantity(f"{one:,} or {other:,}", reading.figures)
    if reading.numberless or reading.read == Count(1, None):
        return Quantity("an unstated number", reading.figures)
    return Quantity(number(reading.read), reading.figures)


def _counted(reading: Shown) -> Sentence:
    """The count and what is counted: *1,212 bodies*, *an unstated number of persons*."""
    quantity = _quantity(reading)
    of = "of " if quantity.text.endswith("number") else ""
    return (quantity, f" {of}{_unit(reading.unit, reading.read)}")


def _unit(unit: Unit, count: Count) -> str:
    return SINGULAR[unit] if count == Count(1, 1) else unit.label


def _stated(reading: Shown) -> Sentence:
    stage = "stated" if reading.stage is None else reading.stage.label
    if reading.numberless:
        return (Quantity("no number", reading.figures), f" {stage}")
    return (*_counted(reading), f" {stage}")


def _observed(reading: Shown) -> Sentence:
    if reading.basis is Basis.PARENT:
        return (*_counted(reading), " received, from the count of the whole")
    return (*_counted(reading), " received")


def _sides(line: Told) -> tuple[Shown, Shown]:
    if line.stated is None or line.observed is None:
        raise ValueError("this verdict needs a stated and an observed reading")
    return line.stated, line.observed


def _of(line: Told) -> list[str | Quantity]:
    """*1,212 of 6,000 agreed*: the observed count out of the stated one."""
    stated, observed = _sides(line)
    stage = "stated" if stated.stage is None else stated.stage.label
    return [_quantity(observed), " of ", _quantity(stated), f" {stage}"]


def _apart(line: Told, *, less: bool) -> Quantity:
    """The distance between stated and observed, as a positive number."""
    difference = line.difference
    low, high = difference or (None, None)
    if less:
        low, high = (None if high is None else -high), (None if low is None else -low)
    if low is None:
        return Quantity("an unknown number", BOTH)
    return Quantity(number(Count(max(0, low), high)), BOTH)


def _nothing_stated(line: Told) -> Sentence:
    found: list[str | Quantity] = []
    for reading, said in ((line.observed, "received"), (line.reported, "reported as handed over")):
        if reading is not None:
            found += ["; " if found else "", *_counted(reading), f" {said}"]
    if not found:
        return ("Nothing was stated beforehand, and nothing is recorded as received.",)
    return (*found, ". Nothing was stated beforehand.")


def _awaited(line: Told) -> Sentence:
    return (*_stated_of(line), "; none is recorded as received yet.")


def _nothing_observed(line: Told) -> Sentence:
    return (*_stated_of(line), "; none is recorded as received, and the time for it is over.")


def _stated_of(line: Told) -> Sentence:
    return ("A promise",) if line.stated is None else _stated(line.stated)


def _incomparable(line: Told) -> Sentence:
    stated, observed = _sides(line)
    return (*_stated(stated), ", ", *_observed(observed), ": the units differ, so no difference is computed.")


def _cannot_tell(line: Told) -> Sentence:
    stated, observed = _sides(line)
    if stated.numberless:
        return (*_stated(stated), ": there is no number to hold ", _quantity(observed), " received against.")
    return (*_stated(stated), ", ", *_observed(observed), ": the two overlap, and neither decides.")


def _exceeded(line: Told) -> Sentence:
    stated, observed = _sides(line)
    return (*_observed(observed), ", ", *_stated(stated), ": exceeded by ", _apart(line, less=False), ".")


def _met_exactly(line: Told) -> Sentence:
    stated, observed = _sides(line)
    return (*_observed(observed), ", as many as were ", stated.stage.label if stated.stage else "stated", ".")


def _met(line: Told) -> Sentence:
    stated, observed = _sides(line)
    return (*_observed(observed), ", which lies within the ", *_stated(stated), ".")


def _met_or_exceeded(line: Told) -> Sentence:
    stated, observed = _sides(line)
    return (*_observed(observed), ", no fewer than the ", *_stated(stated), ".")


def _outstanding(line: Told) -> Sentence:
    return (*_of(line), ": ", _apart(line, less=True), " outstanding.")


def _short(line: Told) -> Sentence:
    return (*_of(line), ": short by ", _apart(line, less=True), ".")


def _conventions(line: Told) -> list[str | Quantity]:
    """What a vague word was read as, where the verdict rests on it (method, section 2)."""
    found: list[str | Quantity] = []
    for reading in (line.stated, line.observed):
        if reading is not None and reading.conventional:
            what = "The promise" if reading is line.stated else "The count"
            found += [
                f" {what} rests on vague words, read by convention as ",
                Quantity(number(reading.read), reading.figures),
                ".",
            ]
    return found


def _presented(reading: Shown, *, not_held: bool) -> Sentence:
    """What was brought to a handover point, and whether the handover took place."""
    where = "at a handover that did not take place" if not_held else "at the handover point"
    verb = "was" if reading.read == Count(1, 1) else "were"
    return (" ", _quantity(reading), f" {verb} presented {where}.")


_VERDICTS = {
    Verdict.NOTHING_STATED: _nothing_stated,
    Verdict.AWAITED: _awaited,
    Verdict.NOTHING_OBSERVED: _nothing_observed,
    Verdict.INCOMPARABLE: _incomparable,
    Verdict.CANNOT_TELL: _cannot_tell,
    Verdict.EXCEEDED: _exceeded,
    Verdict.MET_EXACTLY: _met_exactly,
    Verdict.MET: _met,
    Verdict.MET_OR_EXCEEDED: _met_or_exceeded,
    Verdict.OUTSTANDING: _outstanding,
    Verdict.SHORT: _short,
}
