"""What a language of the briefing must say: messages, nouns with their plural forms, numbers, counts and dates.

A message is looked up by its English text, as in gettext; a language that lacks one prints the English, and a test makes
sure that none is lacking. Nothing here asks the system's locale.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from figures.count import Count
from figures.date import PLAIN_DAY, NotADate, first_day, last_day
from figures.vocabulary import Bound, Term

NBSP = "\u00a0"
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)\Z")


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language; ``plural`` gives which of a noun's forms goes with a number.

    ``months`` are as after a day, ``months_alone`` as without one, ``months_short`` for tables.
    """

    code: str
    name: str
    separator: str
    messages: Mapping[str, str]
    nouns: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    plural: Callable[[int], int]
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    months_short: tuple[str, ...]
    year_after_day: str = ""

    def tr(self, message: str) -> str:
        """The message in this language."""
        return self.messages.get(message, message)

    def label(self, term: Term) -> str:
        """A word of the field."""
        key = (type(term), term)
        found = self._labelled.get(key)
        if found is None:
            found = self._labelled[key] = self.labels.get(f"{type(term).__name__}.{term.value}", term.label)
        return found

    @cached_property
    def _labelled(self) -> dict[tuple[type[Term], Term], str]:
        """The words of the field that were asked for."""
        return {}

    def category(self, identifier: str, label: str) -> str:
        """A category in the plural; one that the casefile added keeps its own label."""
        return self.labels.get(f"Category.{identifier}", label)

    def number(self, number: int) -> str:
        """A whole number with this language's separator, which never breaks over lines; below zero with a true minus."""
        digits = f"{abs(number):,}".replace(",", self.separator)
        return f"−{digits}" if number < 0 else digits

    def noun(self, key: str, number: int, default: str = "") -> str:
        """The noun of a unit or category beside a number."""
        forms = self.nouns.get(key)
        return default if forms is None else forms[self.plural(number)]

    def count(self, count: Count, bound: Bound = Bound.EXACT, words: str = "") -> str:
        """A count as its source bounded it: *more than 6,000*, *300–400*, *not given*."""
        low, high = count.low, count.high
        match bound:
            case Bound.MORE_THAN if high is None and low:
                return self.tr("more than {n}").format(n=self.number(low - 1))
            case Bound.NEARLY if high is not None:
                return self.tr("just under {n}").format(n=self.number(high + 1))
            case Bound.FEWER_THAN if high is not None:
                return self.tr("fewer than {n}").format(n=self.number(high + 1))
            case Bound.ABOUT if high is not None:
                return self.tr("about {n}").format(n=self.number((low + high + 1) // 2))
            case Bound.UP_TO if high is not None:
                return self.tr("up to {n}").format(n=self.number(high))
            case Bound.VAGUE if words:
                return words
            case Bound.ALL:
                return self.tr("all")
            case Bound.NOT_GIVEN:
                return self.tr("not given")
            case Bound.UNKNOWN:
                return self.tr("unknown")
        return self.interval(count)

    def interval(self, count: Count) -> str:
        """A count by its ends."""
        if count.high is None:
            return self.tr("at least {n}").format(n=self.number(count.low))
        if count.is_exact:
            return self.number(count.low)
        if not count.low:
            return self.tr("up to {n}").format(n=self.number(count.high))
        return f"{self.number(count.low)}–{self.number(count.high)}"

    def day(self, day: dt.date, *, short: bool = False) -> str:
        """A day in full or, for tables, with a short month."""
        months = self.months_short if short else self.months
        tail = "" if short else self.year_after_day
        return f"{day.day}{NBSP}{months[day.month - 1]}{NBSP if short else ' '}{day.year}{tail}"

    def date(self, edtf: str, *, short: bool = False) -> str:
        """An EDTF date in words; one that has no simple wording is printed by its first and last day."""
        found = self._dated.get((edtf, short))
        if found is None:
            found = self._dated[edtf, short] = self._in_words(edtf, short)
        return found

    @cached_property
    def _dated(self) -> dict[tuple[str, bool], str]:
        """The dates that were asked for."""
        return {}

    def _in_words(self, edtf: str, short: bool) -> str:
        simple = PARTIAL.match(edtf)
        if simple is None:
            return self._span(edtf, short)
        year, month, day, doubt = simple.groups()
        if day:
            said = self.day(dt.date(int(year), int(month), int(day)), short=short)
        elif month and 1 <= int(month) <= 12:
            said = f"{self.months_alone[int(month) - 1]} {year}"
        elif month:
            return self._span(edtf, short)
        else:
            said = year
        return self.tr("about {date}").format(date=said) if doubt else said

    def _span(self, edtf: str, short: bool) -> str:
        head, slash, tail = edtf.partition("/")
        if PLAIN_DAY.match(head) and PLAIN_DAY.match(tail) and head[:7] == tail[:7] and head < tail:
            return f"{int(head[8:])}–{self.date(tail, short=short)}"
        if slash and head not in ("", "..") and tail not in ("", ".."):
            ends = (self.date(head, short=short), self.date(tail, short=short))
            return self.tr("{first} to {last}").format(first=ends[0], last=ends[1])
        try:
            first, last = first_day(edtf), last_day(edtf)
        except NotADate:
            return edtf
        if first and last:
            ends = (self.day(first, short=short), self.day(last, short=short))
            return self.tr("{first} to {last}").format(first=ends[0], last=ends[1])
        if first:
            return self.tr("from {first}").format(first=self.day(first, short=short))
        return self.tr("until {last}").format(last=self.day(last, short=short)) if last else edtf

    def joined(self, names: list[str]) -> str:
        """Names in a row, the last after *and*."""
        if len(names) < 2:
            return "".join(names)
        return self.tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
