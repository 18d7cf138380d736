"""Text of a briefing as plain data: words, names out of the records, numbers with the figures behind them, and marks of notes.

The law lives here: **a number that no figure supports cannot be composed**. Our own words (``Words``) refuse digits; a
``Number`` names its figures; and a ``Supported`` piece of text refuses to exist where a number's figures have no mark in the
same piece. Digits that are no counts (dates, titles, page numbers, grades) stand in a ``Name``, which says what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter


class Orphan(ValueError):
    """A number without a note: a fault of ours, never of the researcher."""


@lru_cache(maxsize=4096)
def _has_digit(text: str) -> bool:
    """Whether there is a digit of any script in a text; our own words are few, and each is looked through once."""
    return any(sign.isdigit() for sign in text)


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words; they hold no digits."""

    text: str

    def __post_init__(self) -> None:
        if _has_digit(self.text):
            raise Orphan(f"a number among words: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Name:
    """Text of a record, a date, an address, a grade: printed as it is, and not a count."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A count as printed, and the figures that it is or that it was derived from."""

    text: str
    figures: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.figures:
            raise Orphan(f"no figure supports {self.text!r}")


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of the notes of these figures, such as [3]; numbered once the whole briefing is composed."""

    figures: tuple[int, ...]


Run = Words | Name | Number | Marks
Text = tuple[Run, ...]


def check_support(texts: Iterable[Text]) -> None:
    """Raise ``Orphan`` where a number in these texts rests on a figure that none of them marks."""
    numbers: list[Number] = []
    marked: set[int] = set()
    for text in texts:
        for run in text:
            if isinstance(run, Number):
                numbers.append(run)
            elif isinstance(run, Marks):
                marked.update(run.figures)
    for number in numbers:
        if not marked.issuperset(number.figures):
            raise Orphan(f"no mark beside {number.text!r}")


def say(template: str, values: Mapping[str, Run | Text | str]) -> Text:
    """A template of our words with its fields filled: ``{o}`` is the value of ``o``, ``{o:m}`` the marks of its figures.

    A plain string becomes a ``Name``.
    """
    runs: list[Run] = []
    for literal, field, spec, _ in Formatter().parse(template):
        if literal:
            runs.append(Words(literal))
        if field:
            value = values[field]
            if spec == "m":
                runs += _marks_of(value)
            elif isinstance(value, str):
                runs.append(Name(value))
            elif isinstance(value, tuple):
                runs.extend(value)
            else:
                runs.append(value)
    return tuple(runs)


def _marks_of(value: Run | Text | str) -> Text:
    """The marks of a value's figures; none where it bears its marks within itself, or has no number."""
    runs = value if isinstance(value, tuple) else ()
    figures = figures_of(value)
    return () if not figures or any(isinstance(run, Marks) for run in runs) else (Marks(figures),)


def figures_of(value: Run | Text | str) -> tuple[int, ...]:
    """The figures that the numbers of a value rest on, in order, each once."""
    if isinstance(value, str):
        return ()
    runs = value if isinstance(value, tuple) else (value,)
    return tuple(dict.fromkeys(f for run in runs if isinstance(run, Number | Marks) for f in run.figures))


def plain(text: Text) -> str:
    """The text without its marks."""
    return "".join(run.text for run in text if not isinstance(run, Marks))


def mark_texts(numbers: list[int]) -> list[tuple[str, int]]:
    """Marks of notes and where each leads: *[3]*, and *[5–9]* for four or more in a row."""
    found: list[tuple[str, int]] = []
    row: list[int] = []
    for number in [*numbers, 0]:
        if row and number == row[-1] + 1:
            row.append(number)
            continue
        found += [(f"[{row[0]}–{row[-1]}]", row[0])] if len(row) > 3 else [(f"[{held}]", held) for held in row]
        row = [number]
    return found
