"""The one sentence of a line that says why its verdict is what it is, in the terms of the line (method, section 4).

A sentence is words and quantities, so that a briefing can set a note behind every number in it. The finite verb follows the
role: promised things are agreed or offered, observed ones received, reported ones handed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures.count import Count, Gap
from figures.line import Quantity, Reading, Sentence
from figures.vocabulary import Basis, Role, Unit, Verdict

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


@dataclass(frozen=True, slots=True)
class Told:
    """What a line's sentence is about. ``not_held``: what was presented was so at handovers that did not take place."""

    verdict: Verdict
    stated: Reading | None
    observed: Reading | None
    reported: Reading | None
    presented: Reading | None
    difference: Gap | None
    unaccounted: Count | None
    listed: tuple[int, ...]
    not_held: bool


def explain(line: Told) -> Sentence:
    """The line's sentence; joined, its parts read as one or a few short clauses."""
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
    if line.unaccounted is not None and line.unaccounted != Count(0, None):
        text = number(line.unaccounted)
        parts.append(" Unaccounted for among the parts: ")
        parts += [Quantity(text, line.listed), "."]
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


def _quantity(reading: Reading) -> Quantity:
    if reading.contested and reading.count.high is not None and len(reading.groups) == 2:
        one, other = sorted(reading.groups, key=lambda g: g.low)
        if one.is_exact and other.is_exact:
            return Quantity(f"{one.low:,} or {other.low:,}", reading.figures)
    if reading.numberless or reading.count == Count(1, None):
        return Quantity("an unstated number", reading.figures)
    return Quantity(number(reading.count), reading.figures)


def _counted(reading: Reading) -> Sentence:
    """The count and what is counted: *1,212 bodies*, *an unstated number of persons*."""
    quantity = _quantity(reading)
    of = "of " if quantity.text.endswith("number") else ""
    return (quantity, f" {of}{_unit(reading.unit, reading.count)}")


def _unit(unit: Unit, count: Count) -> str:
    return SINGULAR[unit] if count == Count(1, 1) else unit.label


def _stated(reading: Reading) -> Sentence:
    stage = "stated" if reading.stage is None else reading.stage.label
    if reading.numberless:
        return (Quantity("no number", reading.figures), f" {stage}")
    return (*_counted(reading), f" {stage}")


def _observed(reading: Reading) -> Sentence:
    if reading.basis is Basis.PARENT:
        return (*_counted(reading), " received, from the count of the whole")
    return (*_counted(reading), " received")


def _sides(line: Told) -> tuple[Reading, Reading]:
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
    stated, observed = _sides(line)
    difference = line.difference
    low, high = (None, None) if difference is None else (difference.low, difference.high)
    if less:
        low, high = (None if high is None else -high), (None if low is None else -low)
    inputs = tuple(sorted({*stated.figures, *observed.figures}))
    if low is None:
        return Quantity("an unknown number", inputs)
    return Quantity(number(Count(max(0, low), high)), inputs)


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
            what = "The promise" if reading.role is Role.STATED else "The count"
            found += [
                f" {what} rests on vague words, read by convention as ",
                Quantity(number(reading.count), reading.figures),
                ".",
            ]
    return found


def _presented(reading: Reading, *, not_held: bool) -> Sentence:
    """What was brought to a handover point, and whether the handover took place."""
    where = "at a handover that did not take place" if not_held else "at the handover point"
    verb = "was" if reading.count == Count(1, 1) else "were"
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
