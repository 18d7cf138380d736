"""Dates as a researcher knows them: EDTF level 1 text, whole days, never a timestamp.

Plain days, months and years, and spans from one to another, are read by the standard library; everything else by the ``edtf``
library, imported when first needed.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
PLAIN_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")
PLAIN_YEAR = re.compile(r"[0-9]{4}\Z")
OPEN = frozenset(("", ".."))
"""What stands in the place of an end that is left open."""


class NotADate(ValueError):
    """The text is no EDTF level 1 date; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date could mean; an end is None where the date leaves it open."""

    first: dt.date | None
    last: dt.date | None


@lru_cache(maxsize=65536)
def span(text: str) -> Span:
    """The days that EDTF ``text`` could mean; ``NotADate`` where it is none. Approximate dates count by their own days."""
    if PLAIN_DAY.match(text):
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise NotADate(_advice(text)) from None
        return Span(day, day)
    month = PLAIN_MONTH.match(text)
    if month and text[:4] > "0000":
        year, number = int(month[1]), int(month[2])
        return Span(dt.date(year, number, 1), dt.date(year, number, monthrange(year, number)[1]))
    if PLAIN_YEAR.match(text) and text > "0000":
        return Span(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    head, slash, tail = text.partition("/")
    return _interval(text, head, tail) if slash else _edtf_span(text)


def _interval(text: str, head: str, tail: str) -> Span:
    """From one date to another; an end may be left open."""
    if {head, tail} <= OPEN:
        raise NotADate(_advice(text))
    if head in OPEN or tail in OPEN:
        return Span(None if head in OPEN else span(head).first, None if tail in OPEN else span(tail).last)
    if not (_is_plain(head) and _is_plain(tail)):
        return _edtf_span(text)
    try:
        first, last = span(head).first, span(tail).last
    except NotADate:
        raise NotADate(_advice(text)) from None
    if first is not None and last is not None and last < first:
        raise NotADate(f"“{text}” ends before it begins.")
    return Span(first, last)


def _is_plain(text: str) -> bool:
    return any(pattern.match(text) for pattern in (PLAIN_DAY, PLAIN_MONTH, PLAIN_YEAR))


def _edtf_span(text: str) -> Span:
    """What only the library reads."""
    from edtf import EDTFParseException, parse_edtf

    try:
        date = parse_edtf(text)
        first, last = dt.date(*date.lower_strict()[:3]), dt.date(*date.upper_strict()[:3])
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        raise NotADate(_advice(text)) from None
    if last < first:
        raise NotADate(f"“{text}” ends before it begins.")
    return Span(first, last)


def _advice(text: str) -> str:
    return f"“{text}” is not a date. Type a day as 2025-06-09, a month as 2025-06, or a span as 2025-06-09/2025-06-10."


def first_day(text: str) -> dt.date | None:
    """The first day that the date could mean; None for no date or an open beginning."""
    return span(text).first if text else None


def last_day(text: str) -> dt.date | None:
    """The last day that the date could mean; None for no date or an open end."""
    return span(text).last if text else None
