"""Dates and digits in the habits of spreadsheets and of countries, put into the one form that is kept.

Nothing is read by guess. Where a cell could mean two days or two numbers it is refused, with what to write in the mapping
file so that the whole column is decided once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from exchange.heading import Ambiguous, Ask
from figures.date import NotADate, span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan січень січня январь января янв",
            "february feb лютий лютого февраль февраля фев",
            "march mar березень березня март марта",
            "april apr квітень квітня апрель апреля апр",
            "may травень травня май мая",
            "june jun червень червня июнь июня",
            "july jul липень липня июль июля",
            "august aug серпень серпня август августа авг",
            "september sep sept вересень вересня сентябрь сентября сен",
            "october oct жовтень жовтня октябрь октября окт",
            "november nov листопад листопада ноябрь ноября ноя",
            "december dec грудень грудня декабрь декабря дек",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_YEARS = r"(?:\s*(?:р|г|року|года)\.?)?"
CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([^\W\d]+)\.?,?[\s-]+(\d{{4}}){MONTH_YEARS}")
MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
MONTH_NAMED = re.compile(rf"([^\W\d]+)\.?,?[\s-]+(\d{{4}}){MONTH_YEARS}")
DAYS_MONTH = re.compile(rf"(\d{{1,2}})\.?\s*[-–—]\s*(\d{{1,2}})\.?\s+([^\W\d]+)\.?,?\s+(\d{{4}}){MONTH_YEARS}")
MONTH_DAYS = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})\s*[-–—]\s*(\d{1,2}),?\s+(\d{4})")
ISO_DAYS = re.compile(r"(\d{4}-\d{2}-)(\d{2})\s*[/–—]\s*(\d{2})")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
BETWEEN_DAYS = re.compile(r"\s*(?:–|—|\.\.+|/)\s*|\s+(?:-|to|until|till|до|по)\s+", re.IGNORECASE)
SERIAL = re.compile(r"[1-6]\d{4}(\.\d+)?")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")


class DayOrder(StrEnum):
    """In which order a column writes its days."""

    UNSAID = ""
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@lru_cache(maxsize=8192)
def day(text: str, order: DayOrder = DayOrder.UNSAID) -> str:
    """The date as EDTF text; ``ValueError`` says what to do where it is none, or could be two."""
    bare = WEEKDAY.sub("", CLOCK.sub("", text.strip()), count=1)
    spanned = _span(bare, order)
    return spanned or _day(text, bare, order)


def days_at_the_end(text: str) -> tuple[tuple[int, int, int], ...]:
    """The numbers of each day in the text that ends in its year, such as *06/10/2025*, in the order in which they stand."""
    bare = WEEKDAY.sub("", CLOCK.sub("", text.strip()), count=1)
    found = map(YEAR_LAST.fullmatch, [bare] if YEAR_LAST.fullmatch(bare) else BETWEEN_DAYS.split(bare))
    return tuple((int(day[1]), int(day[3]), int(day[4])) for day in found if day)


def order_shown(text: str) -> DayOrder | None:
    """In which order a cell shows its days to be written: one alone; unsaid where either would do; None where it shows none."""
    orders = {order for one, other, _ in days_at_the_end(text) if (order := _order(one, other)) is not None}
    if DayOrder.UNSAID in orders:
        return DayOrder.UNSAID
    return orders.pop() if len(orders) == 1 else None


def _order(one: int, other: int) -> DayOrder | None:
    if one == other or (one > 12 and other > 12):
        return None
    if one > 12:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if other > 12 else DayOrder.UNSAID


def _span(text: str, order: DayOrder) -> str:
    """A first and a last day with a sign or a word between them; empty where the text is no such span."""
    if found := ISO_DAYS.fullmatch(text):
        return _joined(found[1] + found[2], found[1] + found[3])
    if found := DAYS_MONTH.fullmatch(text):
        return _joined(*(day(f"{number} {found[3]} {found[4]}") for number in (found[1], found[2])))
    if found := MONTH_DAYS.fullmatch(text):
        return _joined(*(day(f"{number} {found[1]} {found[4]}") for number in (found[2], found[3])))
    parts = BETWEEN_DAYS.split(text)
    if len(parts) != 2 or not all(YEAR.search(part) for part in parts):
        return ""
    return _joined(*(_day(part, part, order) for part in parts))


def _joined(first: str, last: str) -> str:
    return first if first == last else _edtf(f"{first}/{last}")


def _day(text: str, bare: str, order: DayOrder) -> str:
    if found := YEAR_LAST.fullmatch(bare):
        return _year_last(bare, found, order)
    if found := YEAR_FIRST.fullmatch(bare):
        return _checked(text, found[1], found[3], found[4])
    if found := COMPACT.fullmatch(bare):
        return _checked(text, found[1], found[2], found[3])
    if found := MONTH_YEAR.fullmatch(bare):
        return _checked(text, found[2], found[1])
    if named := _named(bare):
        return _checked(text, *named)
    if SHORT_YEAR.fullmatch(bare):
        raise ValueError(f"“{text}” has a year of two digits: write all four.")
    if SERIAL.fullmatch(bare):
        raise ValueError(f"“{text}” looks like a spreadsheet's number of a day: give its column the format of a date.")
    return _edtf(bare)


def _edtf(text: str) -> str:
    try:
        span(text)
    except NotADate as wrong:
        raise ValueError(str(wrong)) from None
    return text


def _year_last(text: str, found: re.Match[str], order: DayOrder) -> str:
    first, second, year = found[1], found[3], found[4]
    if order is DayOrder.UNSAID and found[2] != "." and first != second and int(first) <= 12 and int(second) <= 12:
        why = f"“{text}” could be {int(first)}.{int(second)}. or {int(second)}.{int(first)}. of {year}"
        what = f'write {year}-MM-DD, or say "day first" or "month first" under [dates] of a mapping file'
        raise Ambiguous(f"{why}: {what}.", Ask.DAYS)
    month_first = order is DayOrder.MONTH_FIRST or (order is DayOrder.UNSAID and int(second) > 12)
    month, number = (first, second) if month_first else (second, first)
    try:
        return _checked(text, year, month, number)
    except ValueError:
        if order is DayOrder.UNSAID:
            raise
        raise ValueError(f"“{text}” is no day where the column is read with the {order}.") from None


def _named(text: str) -> tuple[str, ...]:
    """Year, month and day of a date that names its month; empty where it does not."""
    found = DAY_MONTH.fullmatch(text)
    parts: tuple[str, ...] = (found[3], found[2], found[1]) if found else ()
    if not parts and (found := MONTH_DAY.fullmatch(text)):
        parts = (found[3], found[1], found[2])
    if not parts and (found := MONTH_NAMED.fullmatch(text)):
        parts = (found[2], found[1])
    if not parts or parts[1].casefold() not in MONTHS:
        return ()
    return (parts[0], str(MONTHS[parts[1].casefold()]), *parts[2:])


def _checked(text: str, year: str, month: str, number: str | None = None) -> str:
    date = f"{year}-{int(month):02}" + (f"-{int(number):02}" if number else "")
    try:
        span(date)
    except NotADate:
        raise ValueError(f"“{text}” is not a date.") from None
    return date


@dataclass(frozen=True, slots=True)
class Digits:
    """How a column writes its numbers: the sign between thousands, and the sign before a fraction."""

    thousands: str = ""
    decimal: str = ""


BLANKS = " \u00a0\u202f\u2009\u2007"
RUN = re.compile(rf"\d(?:[\d.,'’{BLANKS}]*\d)?")
TWO_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
POINT_ONCE = re.compile(r"\d{1,3}\.\d{3}")
ZEROS = re.compile(r"(\d+)\.0{1,2}")


def digits(text: str, habit: Digits) -> str:
    """The text with every run of digits in the plain form; ``ValueError`` where a run is no whole number in that habit."""
    return RUN.sub(lambda found: _run(found[0], habit), text)


def _run(run: str, habit: Digits) -> str:
    bare = run.translate(dict.fromkeys(map(ord, BLANKS), " "))
    whole, _, fraction = bare.partition(habit.decimal) if habit.decimal else (bare, "", "")
    if fraction.strip("0"):
        raise ValueError(f"“{run}” is not a whole number where “{habit.decimal}” stands before a fraction.")
    separators = (habit.thousands, " ") if habit.thousands else (" ", ",", "'", "’")
    groups = re.split("[" + re.escape("".join(s for s in separators if s != habit.decimal)) + "]", whole)
    grouped = len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if not all(group.isdigit() for group in groups) or (len(groups) > 1 and not grouped):
        said = (
            "is not a whole number" if habit == Digits() else "is no number in the habit that the mapping gives for this column"
        )
        raise ValueError(f"“{run}” {said}.")
    return "".join(groups)


def ungrouped(text: str) -> str:
    """A cell that is only digits, without the points that can only stand between thousands, and without a spreadsheet's ``.0``.

    ``ValueError`` where the point could be either.
    """
    if TWO_POINTS.fullmatch(text):
        return text.replace(".", "")
    if found := ZEROS.fullmatch(text):
        return found[1]
    if POINT_ONCE.fullmatch(text):
        said = text.replace(".", "")
        what = 'say under [digits] of a mapping file that its column has thousands = "." or decimal = "."'
        raise Ambiguous(f"“{text}” could be {said} or a fraction: write {said}, or {what}", Ask.DIGITS)
    return text
