"""The cells of one row, each read on its own: what it says, or what is wrong with it and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

from exchange.heading import Ask, asked_by
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
        return self.read(column, partial(_parsed, kind))

    def date(self, column: str) -> str:
        """An EDTF date; the empty string where the cell holds none."""
        return self.read(column, _date) or ""

    def yes(self, column: str) -> bool | None:
        """Yes or no; None where the cell says neither."""
        return self.read(column, _yes)

    def fact(self, column: str, value: str | bool | tuple[str, ...] | None, same_as: str = "") -> Fact | None:
        """What this cell says of a thing; None where it says nothing."""
        if value is None or value in ("", ()):
            return None
        alike: str | bool | tuple[str, ...] = same_as or value
        if isinstance(value, tuple):
            alike = tuple(sorted(folded(name) for name in value))
        return Fact(column, self.row[column], value, alike)


@lru_cache(maxsize=1024)
def _parsed(kind: type[TermT], text: str) -> TermT:
    return parse(kind, text)


def language_code(text: str) -> str:
    """The code of a language that is named or coded; what is not known stays as it is."""
    named = text.casefold()
    return LANGUAGES.get(named, named)


def _date(text: str) -> str:
    try:
        span(text)
    except NotADate as wrong:
        raise ValueError(str(wrong)) from None
    return text


def _yes(text: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no.")
