"""The words of a line's sentence, with blanks where its numbers come in (method, section 4).

The finite verb follows the role: promised things are agreed or offered, observed ones received, reported ones handed over. The
words do not depend on the numbers, but for a few; so they are made once for all lines that are told alike.
"""

from __future__ import annotations

from enum import StrEnum, auto
from functools import lru_cache
from typing import NamedTuple

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


STATED, OBSERVED, REPORTED, PRESENTED, LISTED = range(5)
"""What a number in a sentence rests on: a reading of the line, or the figures that are listed on it."""


class Kind(StrEnum):
    """How a reading's count is told, as far as the words around it follow from that."""

    NUMBER = auto()
    ONE_OR_OTHER = auto()
    UNSTATED = auto()
    UNKNOWN = auto()


class Blank(StrEnum):
    """Where a number comes in: a reading's, or one that is worked out of the line."""

    QUANTITY = auto()
    COUNT = auto()
    NO_NUMBER = auto()
    MORE = auto()
    LESS = auto()
    UNACCOUNTED = auto()


class Number(NamedTuple):
    """A number still to be put in, and what it rests on; ``begins`` a sentence."""

    blank: Blank
    of: int
    begins: bool = False


Part = str | Number


class Shown(NamedTuple):
    """Of a reading what the words of a sentence depend on; ``at`` says which of the line's readings it is."""

    at: int
    unit: Unit
    stage: Stage | None
    basis: Basis
    conventional: bool
    numberless: bool
    contested: bool
    kind: Kind
    is_one: bool


Key = tuple[Unit, Stage | None, Basis, bool, bool, bool, Kind, bool]
"""The fields of ``Shown`` by which words are remembered; one is made only where they are not."""


class Told(NamedTuple):
    """What the first clause of a sentence is about."""

    verdict: Verdict
    stated: Shown | None
    observed: Shown | None
    reported: Shown | None


@lru_cache(maxsize=16384)
def words_of(
    verdict: Verdict,
    of_stated: Key | None,
    of_observed: Key | None,
    of_reported: Key | None,
    of_presented: Key | None,
    has_unaccounted: bool,
    not_held: bool,
) -> tuple[Part, ...]:
    """The words of the sentence, with blanks."""
    stated = None if of_stated is None else Shown(STATED, *of_stated)
    observed = None if of_observed is None else Shown(OBSERVED, *of_observed)
    reported = None if of_reported is None else Shown(REPORTED, *of_reported)
    presented = None if of_presented is None else Shown(PRESENTED, *of_presented)
    line = Told(verdict, stated, observed, reported)
    parts: list[Part] = [*_VERDICTS[verdict](line)]
    if stated is not None and stated.basis is Basis.PINNED:
        parts.append(" The measure is a promise chosen by the researcher.")
    parts += _conventions(line)
    if observed is None and reported is not None and verdict is not Verdict.NOTHING_STATED:
        parts += [" ", _quantity(reported), " reported as handed over, by nobody who could count on arrival."]
    if observed is not None and observed.contested:
        parts.append(" The count is contested.")
    if presented is not None:
        parts += _presented(presented, not_held=not_held)
    if has_unaccounted:
        parts += [" Unaccounted for among the parts: ", Number(Blank.UNACCOUNTED, LISTED), "."]
    return _capitalised(parts)


def _capitalised(parts: list[Part]) -> tuple[Part, ...]:
    """The parts with every sentence begun by a capital, also where it begins with a number such as *at least 480*."""
    found: list[Part] = []
    begins = True
    for part in parts:
        if isinstance(part, str):
            found.append(part[:1].upper() + part[1:] if begins else part)
            begins = part.rstrip().endswith(".") or (begins and not part.strip())
        else:
            found.append(part._replace(begins=begins))
            begins = False
    return tuple(found)


def _quantity(reading: Shown) -> Number:
    return Number(Blank.QUANTITY, reading.at)


def _counted(reading: Shown) -> tuple[Part, ...]:
    """The count and what is counted: *1,212 bodies*, *an unstated number of persons*."""
    of = "of " if reading.kind in (Kind.UNSTATED, Kind.UNKNOWN) else ""
    return (_quantity(reading), f" {of}{SINGULAR[reading.unit] if reading.is_one else reading.unit.label}")


def _stated(reading: Shown) -> tuple[Part, ...]:
    stage = "stated" if reading.stage is None else reading.stage.label
    if reading.numberless:
        return (Number(Blank.NO_NUMBER, reading.at), f" {stage}")
    return (*_counted(reading), f" {stage}")


def _observed(reading: Shown) -> tuple[Part, ...]:
    if reading.basis is Basis.PARENT:
        return (*_counted(reading), " received, from the count of the whole")
    return (*_counted(reading), " received")


def _sides(line: Told) -> tuple[Shown, Shown]:
    if line.stated is None or line.observed is None:
        raise ValueError("this verdict needs a stated and an observed reading")
    return line.stated, line.observed


def _of(line: Told) -> list[Part]:
    """*1,212 of 6,000 agreed*: the observed count out of the stated one."""
    stated, observed = _sides(line)
    stage = "stated" if stated.stage is None else stated.stage.label
    return [_quantity(observed), " of ", _quantity(stated), f" {stage}"]


def _nothing_stated(line: Told) -> tuple[Part, ...]:
    found: list[Part] = []
    for reading, said in ((line.observed, "received"), (line.reported, "reported as handed over")):
        if reading is not None:
            found += ["; " if found else "", *_counted(reading), f" {said}"]
    if not found:
        return ("Nothing was stated beforehand, and nothing is recorded as received.",)
    return (*found, ". Nothing was stated beforehand.")


def _awaited(line: Told) -> tuple[Part, ...]:
    return (*_stated_of(line), "; none is recorded as received yet.")


def _nothing_observed(line: Told) -> tuple[Part, ...]:
    return (*_stated_of(line), "; none is recorded as received, and the time for it is over.")


def _stated_of(line: Told) -> tuple[Part, ...]:
    return ("A promise",) if line.stated is None else _stated(line.stated)


def _incomparable(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    return (*_stated(stated), ", ", *_observed(observed), ": the units differ, so no difference is computed.")


def _cannot_tell(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    if stated.numberless:
        return (*_stated(stated), ": there is no number to hold ", _quantity(observed), " received against.")
    return (*_stated(stated), ", ", *_observed(observed), ": the two overlap, and neither decides.")


def _exceeded(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    return (*_observed(observed), ", ", *_stated(stated), ": exceeded by ", Number(Blank.MORE, OBSERVED), ".")


def _met_exactly(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    return (*_observed(observed), ", as many as were ", stated.stage.label if stated.stage else "stated", ".")


def _met(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    return (*_observed(observed), ", which lies within the ", *_stated(stated), ".")


def _met_or_exceeded(line: Told) -> tuple[Part, ...]:
    stated, observed = _sides(line)
    return (*_observed(observed), ", no fewer than the ", *_stated(stated), ".")


def _outstanding(line: Told) -> tuple[Part, ...]:
    return (*_of(line), ": ", Number(Blank.LESS, OBSERVED), " outstanding.")


def _short(line: Told) -> tuple[Part, ...]:
    return (*_of(line), ": short by ", Number(Blank.LESS, OBSERVED), ".")


def _conventions(line: Told) -> list[Part]:
    """What a vague word was read as, where the verdict rests on it (method, section 2)."""
    found: list[Part] = []
    for reading in (line.stated, line.observed):
        if reading is not None and reading.conventional:
            what = "The promise" if reading is line.stated else "The count"
            found += [
                f" {what} rests on vague words, read by convention as ",
                Number(Blank.COUNT, reading.at),
                ".",
            ]
    return found


def _presented(reading: Shown, *, not_held: bool) -> tuple[Part, ...]:
    """What was brought to a handover point, and whether the handover took place."""
    where = "at a handover that did not take place" if not_held else "at the handover point"
    verb = "was" if reading.is_one else "were"
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
