"""When it happened: the day that a sentence names, by date, weekday or *today*, read against the published date."""

from __future__ import annotations

import datetime as dt

from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence

LONG_AHEAD = 31
DAYS = frozenset({"today", "yesterday", "tomorrow"})


def date_of(sentence: Sentence, at: int, published: dt.date | None, rules: Rules, *, ahead: bool) -> tuple[str, int]:
    """The EDTF day nearest to token ``at`` and the token that gives it; ``ahead``: the sentence speaks of what is to come."""
    days = sentence.once(f"days {ahead}", lambda here: _days(here, published, rules, ahead=ahead))
    if not days:
        return "", -1
    place, day = min(days, key=lambda found: (abs(found[0] - at), found[0]))
    return day, place


def _days(sentence: Sentence, published: dt.date | None, rules: Rules, *, ahead: bool) -> list[tuple[int, str]]:
    """Every day that the sentence names, and the token that names it."""
    found: list[tuple[int, str]] = []
    if DAYS.isdisjoint(sentence.tags) and rules.dated.isdisjoint(sentence.tokens.words):
        return found
    for i, word in enumerate(sentence.tokens.words):
        day = _by_month(sentence, i, published, rules) or _relative(sentence, i, word, published, rules, ahead=ahead)
        if day:
            found.append((i, day))
    return found


def _relative(sentence: Sentence, at: int, word: str, published: dt.date | None, rules: Rules, *, ahead: bool) -> str:
    if published is None:
        return ""
    tags = sentence.meanings[at].tags
    for tag, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if tag in tags:
            return (published + dt.timedelta(days=days)).isoformat()
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
    skip = 1 if sentence.words[at + 1] == "." else 0
    before, after, later = sentence.words[at - 1], sentence.words[at + 1 + skip], sentence.words[at + 2 + skip]
    year = next((int(w) for w in (after, later) if w.isdigit() and len(w) == 4 and 1800 < int(w) < 2200), None)
    day = next((int(w) for w in (before, after) if w.isdigit() and len(w) <= 2 and 0 < int(w) < 32), None)
    if year is None and published is None:
        return ""
    if year is None and published is not None:
        year = published.year
        if dt.date(year, month, 1) > published + dt.timedelta(days=LONG_AHEAD):
            year -= 1
    if day is None:
        return f"{year:04d}-{month:02d}" if before in ("in", "у", "в") or year != getattr(published, "year", None) else ""
    try:
        return dt.date(year or 1, month, day).isoformat()
    except ValueError:
        return ""
