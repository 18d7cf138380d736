"""The one sentence of a line that says why its verdict is what it is, in the terms of the line (method, section 4).

A sentence is words and quantities, so that a briefing can set a note behind every number in it. Its words are those of
``clause``, with blanks; here each line has its numbers and figures put in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from figures.clause import LISTED, Blank, Key, Kind, words_of
from figures.count import Count, Gap
from figures.line import Line, Quantity, Reading, Sentence

UNBOUND: Final = (0, None)


def explain(line: Line) -> Sentence:
    """The line's sentence; joined, its parts read as one or a few short clauses."""
    stated, observed, reported, presented = line.stated, line.observed, line.reported, line.presented
    unaccounted = line.unaccounted
    words = words_of(
        line.verdict,
        None if stated is None else _shown(stated),
        None if observed is None else _shown(observed),
        None if reported is None else _shown(reported),
        None if presented is None else _shown(presented),
        unaccounted is not None and (unaccounted.low, unaccounted.high) != UNBOUND,
        line.not_held,
    )
    parts: list[str | Quantity] = []
    for part in words:
        if isinstance(part, str):
            parts.append(part)
            continue
        blank, of, begins = part
        if of == LISTED:
            text, figures = "" if unaccounted is None else number(unaccounted), line.listed
        elif blank is Blank.MORE or blank is Blank.LESS:
            text, figures = _apart(line.difference, less=blank is Blank.LESS), _of_both(stated, observed)
        else:
            reading = (stated, observed, reported, presented)[of]
            if reading is None:
                raise ValueError("a sentence tells of a reading that the line does not have")
            text, figures = _TEXTS[blank](reading), reading.figures
        parts.append(Quantity(text[:1].upper() + text[1:] if begins else text, figures))
    return tuple(parts)


def _shown(reading: Reading) -> Key:
    _, unit, stage, count, contested, _, _, _, _, basis, conventional, numberless = reading
    is_number = count.high is not None and not contested and not numberless
    kind = Kind.NUMBER if is_number else kind_of(reading)
    return unit, stage, basis, conventional, numberless, bool(contested), kind, count.low == 1 == count.high


def kind_of(reading: Reading) -> Kind:
    """How the reading's count is told."""
    low, high = reading.count.low, reading.count.high
    if reading.contested and _one_or_other(reading) is not None:
        return Kind.ONE_OR_OTHER
    if reading.numberless or (high is None and low == 1):
        return Kind.UNSTATED
    return Kind.UNKNOWN if high is None and low == 0 else Kind.NUMBER


def _one_or_other(reading: Reading) -> tuple[int, int] | None:
    """The two exact counts of a reading that two groups contest."""
    if reading.count.high is None or len(reading.groups) != 2:
        return None
    one, other = sorted(reading.groups, key=lambda g: g.low)
    return (one.low, other.low) if one.is_exact and other.is_exact else None


def _of_both(stated: Reading | None, observed: Reading | None) -> tuple[int, ...]:
    """The figures of both readings that were held against each other."""
    return tuple(sorted({*(() if stated is None else stated.figures), *(() if observed is None else observed.figures)}))


def number(count: Count) -> str:
    """The count in digits: ``6,057``, ``6,057 to 6,060``, ``at least 1,000``."""
    if count.high is None:
        return "an unknown number" if count.low == 0 else f"at least {count.low:,}"
    if count.is_exact:
        return f"{count.low:,}"
    return f"up to {count.high:,}" if count.low == 0 else f"{count.low:,} to {count.high:,}"


def _text(reading: Reading) -> str:
    """The reading's count as it is told."""
    count = reading.count
    kind = Kind.NUMBER if count.low == count.high and not reading.contested and not reading.numberless else kind_of(reading)
    if kind is Kind.NUMBER or kind is Kind.UNKNOWN:
        return number(count)
    two = _one_or_other(reading) if kind is Kind.ONE_OR_OTHER else None
    return "an unstated number" if two is None else f"{two[0]:,} or {two[1]:,}"


_TEXTS: dict[Blank, Callable[[Reading], str]] = {
    Blank.QUANTITY: _text,
    Blank.COUNT: lambda reading: number(reading.count),
    Blank.NO_NUMBER: lambda _: "no number",
}


def _apart(difference: Gap | None, *, less: bool) -> str:
    """The distance between stated and observed, as a positive number."""
    low, high = (None, None) if difference is None else (difference.low, difference.high)
    if less:
        low, high = (None if high is None else -high), (None if low is None else -low)
    return "an unknown number" if low is None else number(Count(max(0, low), high))
