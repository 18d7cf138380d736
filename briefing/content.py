"""A briefing as plain data, before any page: headings, prose, findings, tables, charts and notes, in reading order.

Whatever is printed is here, and every number in it names its figures; the page only lays it out. Each block checks that its
numbers are supported (``briefing.text``): prose and findings as a whole, tables row by row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from briefing.chart import Chart
from briefing.interval_bar import Bar
from briefing.text import Marks, Name, Number, Orphan, Run, Text, Words, check_support
from figures.vocabulary import Role, Verdict


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 opens a section with a rule, level 2 stands within one; ``second`` is its small line."""

    level: int
    text: str
    second: Text = ()

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        yield from self.second

    def __post_init__(self) -> None:
        check_support([self.second])


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of serif text with a label in the margin."""

    label: str
    second: str
    text: Text

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        yield from self.text

    def __post_init__(self) -> None:
        check_support([self.text])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence or two that somebody would sign: the bold clause is the finding, the rest says who counts, then the gap."""

    label: str
    second: str = ""
    verdict: Verdict | None = None
    role: Role | None = None
    lead: Text
    rest: Text = ()

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        yield from self.lead
        yield from self.rest

    def __post_init__(self) -> None:
        check_support([self.lead, self.rest])


@dataclass(frozen=True, slots=True)
class Strip:
    """Where one figure lies between the least and the greatest of its group; ``stated`` is the promise's place, if near."""

    least: int
    greatest: int
    low: int
    high: int | None
    role: Role
    stated: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: text, a small second line, marks beside it, and what is drawn in it.

    A ``common`` cell is nothing but words that stand in many rows; it is the same cell in all of them. One that goes ``across``
    several columns is followed by empty ones.
    """

    text: Text = ()
    second: Text = ()
    beside: Text = ()
    bold: bool = False
    grey: bool = False
    quoted: bool = False
    mark: Role | None = None
    verdict: Verdict | None = None
    contested: bool = False
    common: bool = False
    across: int = 1
    bar: Bar | None = None
    strip: Strip | None = None
    ends: tuple[Text, Text] | None = None

    def __post_init__(self) -> None:
        if self.common and not all(isinstance(run, Words | Name) for text in self.texts() for run in text):
            raise Orphan("a number in a cell that stands in many rows")

    def texts(self) -> tuple[Text, ...]:
        """Its pieces of text in reading order."""
        return (self.text, self.beside, self.second, *(self.ends or ()))


EMPTY = Cell(common=True)


@lru_cache(maxsize=16384)
def words_cell(text: str, second: str = "", *, bold: bool = False, grey: bool = False, across: int = 1) -> Cell:
    """The cell of some words of ours, which hold no digits."""
    under = (Words(second),) if second else ()
    return Cell(text=(Words(text),), second=under, bold=bold, grey=grey, common=True, across=across)


@lru_cache(maxsize=16384)
def name_cell(text: str, second: str = "", *, bold: bool = False, grey: bool = False, across: int = 1) -> Cell:
    """The cell of a name, a date or a grade."""
    under = (Name(second),) if second else ()
    return Cell(text=(Name(text),), second=under, bold=bold, grey=grey, common=True, across=across)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; a ``group`` row names what follows it and is held together with the rows up to the next."""

    cells: tuple[Cell, ...]
    group: bool = False

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        for cell in self.cells:
            for text in cell.texts():
                yield from text

    def __post_init__(self) -> None:
        if not self.group:
            check_support([text for cell in self.cells if not cell.common for text in cell.texts()])


@dataclass(frozen=True, slots=True)
class Column:
    """A column from ``left`` to ``right`` on a width of 503; ``marks`` is the room at its right for notes beside a number."""

    left: float
    right: float
    head: str
    end: bool = False
    marks: float = 0
    role: Role | None = None


class Legend(StrEnum):
    """Which marks are explained beside a table's heading."""

    NONE = "none"
    BARS = "bars"
    ROLES = "roles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose head is repeated on every page; with ``whole_groups`` a group of rows never splits where it fits a page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tall: bool = False
    whole_groups: bool = False
    legend: Legend = Legend.NONE
    heading: str = ""

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        for row in self.rows:
            yield from row.runs()

    def marks(self) -> Iterator[Marks]:
        """Every mark in reading order."""
        for row in self.rows:
            for cell in row.cells:
                if not cell.common:
                    for text in cell.texts():
                        for run in text:
                            if isinstance(run, Marks):
                                yield run

    def __post_init__(self) -> None:
        for row in self.rows:
            if not row.group and len(row.cells) != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells for {len(self.columns)} columns")
        groups = [text for row in self.rows if row.group for cell in row.cells for text in cell.texts()]
        if any(isinstance(run, Number) for text in groups for run in text):
            check_support(text for row in self.rows for cell in row.cells for text in cell.texts())


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart and the line of text beneath it; the marks inside are figures until the notes are numbered."""

    chart: Chart
    text: Text = ()

    def runs(self) -> Iterator[Run]:
        """Every run in reading order: the chart's marks, then the text."""
        for panel in self.chart.panels:
            captions = [panel.subtitle, self.chart.due_caption]
            captions += [panel.promise.caption] if panel.promise else []
            captions += [step.caption for step in panel.steps]
            captions += [caption for column in panel.columns for caption in column.captions]
            captions += list(panel.end.captions) if panel.end else []
            for caption in captions:
                if caption.marks:
                    yield Marks(caption.marks)
        yield from self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One place in one source. A withheld one has neither title nor address nor quote nor copy."""

    number: int
    figures: tuple[int, ...]
    withheld: bool
    grade: str
    kind: str
    publisher: str
    title: str
    dated: str
    where: str
    quotes: tuple[str, ...] = ()
    address: str = ""
    archived: str = ""
    copy: str = ""
    reprint: str = ""


@dataclass(frozen=True, slots=True)
class NoteList:
    """Where the notes stand among the parts."""

    heading: Heading

    def runs(self) -> Iterator[Run]:
        """Notes cite nothing."""
        return iter(())


Block = Heading | Prose | Finding | Table | Figures | NoteList


def marks_in(blocks: Iterable[Block]) -> Iterator[Marks]:
    """Every mark of these blocks in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.marks()
        else:
            yield from (run for run in block.runs() if isinstance(run, Marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """What stands above the findings."""

    title: str
    scope: str
    label: str
    organisation: str
    author: str
    as_of: str
    opening: tuple[str, ...]
    logo: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Content:
    """The whole briefing. ``number_of`` gives the note of each figure; ``dated`` is the day that the document bears."""

    language: str
    first: FirstPage
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    number_of: Mapping[int, int] = field(default_factory=dict)
    foot: str
    fingerprint: str
    dated: dt.date
    words: Mapping[str, str] = field(default_factory=dict)
