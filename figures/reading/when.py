"""When it happened: the day that a sentence names, by date, weekday or *today*, read against the published date."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from figures.numeral import DASHES
from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence

LONG_AHEAD = 31
DAYS = frozenset({"today", "yesterday", "day_before", "tomorrow"})
DIGITS = frozenset("0123456789")
LAST_DAY = 31
ORDINAL = frozenset({"st", "nd", "rd", "th"})
UNTIL = DASHES | frozenset({"to", "until", "till", "through", "по", "до"})
YEAR = frozenset({"year", "года", "году", "року", "році"})
LAST = frozenset({"last", "прошлого", "прошлом", "минулого", "торішнього"})


def date_of(sentence: Sentence, at: int, published: dt.date | None, rules: Rules, *, ahead: bool) -> tuple[str, int]:
    """The EDTF day nearest to token ``at`` and the token that gives it; ``ahead``: the sentence speaks of what is to come."""
    days = sentence.once(f"days {ahead}", lambda here: _days(here, published, rules, ahead=ahead))
    if not days:
        return "", -1
    place, day = min(days, key=lambda found: (abs(found[0] - at), found[0]))
    return day, place


def _days(sentence: Sentence, published: dt.date | None, rules: Rules, *, ahead: bool) -> list[tuple[int, str]]:
    """Every day or span of days that the sentence names, and the token that names it."""
    words = sentence.tokens.words
    found = [(i, _in_digits(word)) for i, word in enumerate(words) if word.count(".") == 2 and word[0] in DIGITS]
    if not (DAYS.isdisjoint(sentence.tags) and rules.dated.isdisjoint(words)):
        found += _spans(sentence, [(i, _by_month(sentence, i, published, rules)) for i in range(len(words))])
        found += [(i, _relative(sentence, i, word, published, rules, ahead=ahead)) for i, word in enumerate(words)]
    return [(at, day) for at, day in found if day]


def _spans(sentence: Sentence, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """*From 28 May to 3 June*: two days that are one span."""
    days = [(at, day) for at, day in found if day]
    for i, ((one, first), (other, last)) in enumerate(pairwise(days)):
        between = range(one + 1, other)
        linked = any(sentence.words[at] in UNTIL for at in between)
        if linked and all(sentence.words[at] in UNTIL or sentence.tokens.is_digits(at) for at in between) and first < last:
            span = first.partition("/")[0] + "/" + last.rpartition("/")[2]
            days[i], days[i + 1] = (one, span), (other, span)
    return days


def _in_digits(word: str) -> str:
    """*09.06.2025*, as most of Europe writes a day; with strokes the day and the month could be either."""
    try:
        return dt.datetime.strptime(word, "%d.%m.%Y").replace(tzinfo=dt.UTC).date().isoformat()
    except ValueError:
        return ""


def _relative(sentence: Sentence, at: int, word: str, published: dt.date | None, rules: Rules, *, ahead: bool) -> str:
    if published is None:
        return ""
    tags = sentence.meanings[at].tags
    for tag, days in (("today", 0), ("yesterday", -1), ("day_before", -2), ("tomorrow", 1)):
        if tag in tags:
            earlier = tag == "yesterday" and sentence.words[at - 2] == "day" and sentence.words[at - 1] == "before"
            return (published + dt.timedelta(days=days - earlier)).isoformat()
    weekday = rules.weekdays.get(word)
    if weekday is None:
        return ""
    back = (published.weekday() - weekday) % 7
    step = -back if not ahead else (7 - back) % 7
    return (published + dt.timedelta(days=step)).isoformat()


def _by_month(sentence: Sentence, at: int, published: dt.date | None, rules: Rules) -> str:
    month = rules.months.get(sentence.words[at])
    if month is None:
        return ""
    first, last, end = _days_of_month(sentence, at)
    year = _year(sentence, end, month, published)
    if year is None:
        return ""
    if last is None:
        said_in = sentence.words[at - 1] in ("in", "у", "в")
        return f"{year:04d}-{month:02d}" if said_in or year != getattr(published, "year", None) else ""
    try:
        days = [dt.date(year, month, day).isoformat() for day in (first, last) if day is not None]
    except ValueError:
        return ""
    return "/".join(days)


def _days_of_month(sentence: Sentence, at: int) -> tuple[int | None, int | None, int]:
    """The first and the last day beside the month at ``at``, and the token after them: *5–9 May*, *the 5th of May*, *May 5*.

    One day has no first. Of *5 and 9 May* neither is the day of what is told.
    """
    back = at - 1 - (sentence.words[at - 1] == "of")
    back -= sentence.words[back] in ORDINAL
    last = _day(sentence, back)
    if last is not None:
        if sentence.words[back - 1] in UNTIL and (first := _day(sentence, back - 2)) is not None:
            return (first, last, at + 1) if first < last else (None, None, at + 1)
        apart = sentence.has(back - 1, "and") and _day(sentence, back - 2) is not None
        return None, None if apart else last, at + 1
    here = at + 1 + (sentence.words[at + 1] == ".")
    first = _day(sentence, here)
    if first is None:
        return None, None, here
    here += 1 + (sentence.words[here + 1] in ORDINAL)
    last = _day(sentence, here + 1)
    if last is not None and last > first and sentence.words[here] in UNTIL:
        return first, last, here + 2
    return None, None if last is not None and sentence.has(here, "and") else first, here


def _day(sentence: Sentence, at: int) -> int | None:
    word = sentence.words[at]
    return int(word) if word.isdigit() and len(word) <= 2 and 0 < int(word) <= LAST_DAY else None


def _year(sentence: Sentence, at: int, month: int, published: dt.date | None) -> int | None:
    """The year said behind the day, *last year* among them; else that in which the month was nearest to the publication."""
    for word in (sentence.words[at], sentence.words[at + 1]):
        if word.isdigit() and len(word) == 4 and 1800 < int(word) < 2200:
            return int(word)
    if published is None:
        return None
    if sentence.words[at] in LAST and sentence.words[at + 1] in YEAR:
        return published.year - 1
    ahead = dt.date(published.year, month, 1) > published + dt.timedelta(days=LONG_AHEAD)
    return published.year - ahead
