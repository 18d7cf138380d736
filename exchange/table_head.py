"""Where in a table the headings stand, and what is wrong with them where it has none of a table of figures.

A heading that is nearly one of ours is refused rather than passed over: a misspelt column that went unread would leave its
figures with defaults that nobody chose.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from exchange.heading import COLUMNS, NEEDED, REFUSED_BECAUSE, NoTable, plain
from exchange.mapping import Translation
from exchange.table import MOST_COLUMNS

Line = tuple[int, Sequence[str]]
"""A record and its number."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headings, and the number of the last row that they take."""

    headings: tuple[str, ...]
    last_row: int


def find_head(lines: Sequence[Line], translation: Translation) -> Head:
    """The first row, or two rows one under the other, that are headings; ``NoTable`` tells of the likeliest."""
    if not lines:
        raise NoTable("The table is empty: its first row should hold the headings.")
    heads = [Head(tuple(record), number) for number, record in lines]
    heads += [_joined(*pair, translation) for pair in pairwise(lines)]
    whole = [head for head in heads if not _missing(head, translation)]
    likeliest = max(heads, key=lambda head: sum(map(translation.uses, filter(None, head.headings))))
    chosen = min(whole, key=lambda head: head.last_row) if whole else likeliest
    _check(chosen, translation)
    return chosen


def _joined(upper: Line, lower: Line, translation: Translation) -> Head:
    """Headings of two rows: under a heading over several columns each column has its own."""
    width = max(len(upper[1]), len(lower[1]))
    above, below = ([*record, *[""] * (width - len(record))] for record in (upper[1], lower[1]))
    names: list[str] = []
    over = ""
    for high, low in zip(above, below, strict=True):
        over = high.strip() or (over if low.strip() else "")
        choices = [low.strip(), f"{over} {low.strip()}".strip(), over]
        names.append(next((name for name in choices if name and translation.uses(name)), low.strip() or high.strip()))
    return Head(tuple(names), lower[0])


def _missing(head: Head, translation: Translation) -> list[str]:
    given = {translation.heading(heading) for heading in head.headings} | translation.given
    missing = [column for column in NEEDED if column not in given]
    return missing if {"agreement", "event"} & given else [*missing, "agreement or event"]


def _check(head: Head, translation: Translation) -> None:
    if len(head.headings) > MOST_COLUMNS:
        raise NoTable(f"The table has {len(head.headings)} columns, and at most {MOST_COLUMNS} are read; take out the rest.")
    _check_names(head, translation)
    absent = sorted(translation.required - {plain(heading) for heading in head.headings if heading.strip()})
    if absent:
        raise NoTable(f"The mapping file speaks of columns that the table lacks: {', '.join(absent)}.")
    if missing := _missing(head, translation):
        raise NoTable(f"The table lacks these headings: {', '.join(missing)}. Rename its own, or give a mapping file.")


def _check_names(head: Head, translation: Translation) -> None:
    """No heading that is used stands twice, and none is nearly one of ours."""
    names = [plain(heading) for heading in head.headings if heading.strip()]
    ours = [translation.heading(heading) for heading in head.headings]
    for heading in filter(None, head.headings):
        named = translation.heading(heading)
        twice = names.count(plain(heading)) > 1 or (named in COLUMNS and ours.count(named) > 1)
        if twice and translation.uses(heading):
            raise NoTable(f"The heading “{named or heading}” stands twice; each column needs a heading of its own.")
    given = set(ours) | translation.given
    for heading in head.headings:
        named = translation.heading(heading)
        if not named or translation.uses(heading) or named == REFUSED_BECAUSE:
            continue
        near = difflib.get_close_matches(named, [c for c in COLUMNS if c not in given], n=1, cutoff=0.85)
        if near:
            raise NoTable(f"The heading “{named}” is unknown but close to “{near[0]}”; rename it, or give a mapping file.")
