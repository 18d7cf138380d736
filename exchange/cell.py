"""The cells of one row, each read on its own: what it says, or what is wrong with it and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

from exchange.heading import Ask, asked_by
from exchange.row import PLACE
from exchange.saying import Fact, folded
from exchange.table import Fault, Row
from figures.date import NotADate, span
from figures.vocabulary import Term, parse
from figures.wording import Unreadable

YES = ("yes", "y", "true", "1", "x", "так", "да")
NO = ("no", "n", "false", "0", "ні", "нет")
LANGUAGES = {"english": "en", "ukrainian": "uk", "russian": "ru", "українська": "uk", "русский": "ru"}

T = TypeVar("T")
TermT = TypeVar("TermT", bound=Term)
Told = str | bool | tuple[str, ...] | None

Telling = tuple[str, str, int, Callable[[str], Told]]
"""A field of a thing: its name, the column that says it, where that stands, and how it is read."""


@dataclass(slots=True)
class Cells:
    """Reads the cells of one row, and gathers what cannot be read."""

    row: Row
    faults: list[Fault]

    def wrong(self, column: str, why: str, asks: Ask | None = None) -> None:
        """Note that this cell cannot be kept as it is; ``asks`` what would settle it."""
        self.faults.append(Fault(self.row.number, column, self.row[column], why, asks))

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """What the cell says; None where it says nothing or cannot be read."""
        text = self.row[column]
        if not text:
            return None
        try:
            return reader(text)
        except (ValueError, Unreadable) as wrong:
            self.wrong(column, str(wrong), asked_by(wrong))
            return None

    def term(self, column: str, kind: type[TermT]) -> TermT | None:
        """A word of the field, by identifier or label."""
        return self.read(column, partial(parsed, kind))

    def date(self, column: str) -> str:
        """An EDTF date; the empty string where the cell holds none."""
        return self.read(column, date) or ""

    def yes(self, column: str) -> bool | None:
        """Yes or no; None where the cell says neither."""
        return self.read(column, yes)

    def fact(self, column: str, value: str) -> Fact | None:
        """What this cell says of one thing where it speaks of several; None where it says nothing of this."""
        return (
            Fact(column, self.row[column], value, folded(value) if column.endswith("belongs_to") else value) if value else None
        )

    def said(self, facts: Iterable[Telling]) -> dict[str, Fact]:
        """What cells say of a thing, by field; those that say nothing are left out."""
        found: dict[str, Fact] = {}
        texts = self.row.texts
        for name, column, place, reader in facts:
            text = texts[place]
            if text and reader is str:
                found[name] = Fact(column, text, text, text)
            elif text:
                try:
                    fact = fact_of(column, text, reader)
                except (ValueError, Unreadable) as wrong:
                    self.wrong(column, str(wrong), asked_by(wrong))
                    continue
                if fact is not None:
                    found[name] = fact
        return found


@lru_cache(maxsize=4096)
def fact_of(column: str, text: str, reader: Callable[[str], Told]) -> Fact | None:
    """What a cell says of a thing; None where it says nothing. Names and lists agree in any case, lists in any order."""
    value = reader(text)
    if value is None or value in ("", ()):
        return None
    if reader is named:
        return Fact(column, text, value, folded(text))
    return Fact(column, text, value, tuple(sorted(map(folded, value))) if isinstance(value, tuple) else value)


def telling(name: str, column: str, reader: Callable[[str], Told]) -> Telling:
    """How a field of a thing is told."""
    return name, column, PLACE[column], reader


def named(text: str) -> str:
    """The name of another thing."""
    return text


@lru_cache(maxsize=1024)
def parsed(kind: type[TermT], text: str) -> TermT:
    """A word of the field, by identifier or label; ``ValueError`` where it is none."""
    return parse(kind, text)


def language_code(text: str) -> str:
    """The code of a language that is named or coded; what is not known stays as it is."""
    named = text.casefold()
    return LANGUAGES.get(named, named)


def date(text: str) -> str:
    """An EDTF date; ``ValueError`` where the text is none."""
    try:
        span(text)
    except NotADate as wrong:
        raise ValueError(str(wrong)) from None
    return text


def yes(text: str) -> bool:
    """Yes or no; ``ValueError`` where the text is neither."""
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no.")
