"""One row of a table of figures as text, and how a row under our own headings is made out of a record of a file.

A table has many rows, and its cells hold few different texts: whatever is done to a text is done to it once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from exchange.habit import day
from exchange.heading import COLUMNS, DATE_COLUMNS, VERBATIM

MOST_REMEMBERED = 10_000
LONGEST_REMEMBERED = 200
"""So many texts of a file are remembered, and none that is longer."""

PLACE = {column: place for place, column in enumerate(COLUMNS)}
"""Where each column of ours stands in the texts of a row."""


class Row:
    """One row as text; ``number`` as a spreadsheet numbers it. A cell that is empty or missing is the empty string.

    ``texts`` are all cells in the order of our columns: a table has many rows, and each has the same columns.
    """

    __slots__ = ("number", "texts")

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self.texts = tuple(cells.get(column, "") for column in COLUMNS)

    @classmethod
    def of(cls, number: int, texts: tuple[str, ...]) -> Row:
        """The row whose cells are these, in the order of our columns."""
        row = cls.__new__(cls)
        row.number, row.texts = number, texts
        return row

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells that say something."""
        return {column: text for column, text in zip(COLUMNS, self.texts, strict=True) if text}

    def __getitem__(self, column: str) -> str:
        place = PLACE.get(column)
        return "" if place is None else self.texts[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.number, self.texts) == (other.number, other.texts)

    def __hash__(self) -> int:
        return hash((self.number, self.texts))

    def __repr__(self) -> str:
        return f"Row({self.number}, {dict(self.cells)})"


class _Trimmed(dict[str, str]):
    """Texts without the blanks at their ends, each worked out and kept once."""

    def __missing__(self, text: str) -> str:
        bare = text.strip()
        if len(text) <= LONGEST_REMEMBERED and len(self) < MOST_REMEMBERED:
            self[text] = bare
        return bare


class _Verbatim(dict[str, str]):
    """Texts as they stand, unless they are blank."""

    def __missing__(self, text: str) -> str:
        return text if text.strip() else ""


class _Days(dict[str, str]):
    """Dates in the one form that is kept; ``ValueError`` where a text is none, or could be two."""

    def __missing__(self, text: str) -> str:
        self[text] = day(text).strip() if text.strip() else ""
        return self[text]


class Straight:
    """How the records of a table under our own headings become texts in the order of our columns."""

    def __init__(self, ours: Sequence[str]) -> None:
        self._width = len(ours)
        at = {column: place for place, column in reversed(list(enumerate(ours)))}
        self._pick = itemgetter(*(at.get(column, self._width) for column in COLUMNS))
        trimmed, verbatim, days = _Trimmed(), _Verbatim(), _Days()
        self._memos = [verbatim if c in VERBATIM else days if c in DATE_COLUMNS else trimmed for c in COLUMNS]

    def texts(self, record: tuple[str, ...]) -> tuple[str, ...] | None:
        """The texts of a record; None where one of its dates has to be asked about."""
        padded = (*record, *("",) * (self._width + 1 - len(record)))
        try:
            texts = tuple([memo[text] for memo, text in zip(self._memos, self._pick(padded), strict=True)])
        except ValueError:
            return None
        return record if texts == record else texts
