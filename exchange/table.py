"""A table of figures as text: its headings, its rows as a spreadsheet numbers them, and what is wrong with its shape.

Nothing is read into numbers here. A heading that is nearly one of ours is refused rather than passed over: a misspelt column
that went unread would leave its figures with defaults that nobody chose.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

AGREEMENT_COLUMNS = (
    "agreement",
    "agreement_date",
    "agreement_status",
    "agreement_status_on",
    "agreement_due",
    "agreement_place",
    "agreement_mediators",
    "tranches_missing",
)
EVENT_COLUMNS = ("event", "event_kind", "event_date", "event_status", "event_place", "event_mediators")
DIRECTION_COLUMNS = ("from", "from_kind", "from_belongs_to", "to", "to_kind", "to_belongs_to")
FIGURE_COLUMNS = (
    "category",
    "unit",
    "stage",
    "number",
    "accumulation",
    "claimant",
    "claimant_kind",
    "claimant_belongs_to",
    "vantage",
    "said_on",
    "as_of",
    "figure_id",
    "part_of",
    "relative_to",
    "corrects",
    "retracted",
    "retracted_on",
    "measure",
    "reason",
)
SOURCE_COLUMNS = (
    "source_id",
    "source_title",
    "source_kind",
    "publisher",
    "authors",
    "language",
    "source_url",
    "archived_url",
    "published",
    "accessed",
    "reprint_of",
    "confidential",
)
PLACE_COLUMNS = ("quote", "where", "reliability", "credibility", "note")
COLUMNS = (*AGREEMENT_COLUMNS, *EVENT_COLUMNS, *DIRECTION_COLUMNS, *FIGURE_COLUMNS, *SOURCE_COLUMNS, *PLACE_COLUMNS)
"""Every heading of a table of figures, in the order in which it is written."""

NEEDED = ("number", "unit", "category", "stage", "source_title")
"""Headings without which no row can be kept; one of ``agreement`` and ``event`` comes beside them."""

VERBATIM = frozenset({"quote", "note", "reason", "measure"})
"""Columns whose blanks at either end are the researcher's own."""


class NoTable(ValueError):
    """The file holds no table of figures; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Translation:
    """How somebody else's table becomes ours: their heading to ours, constants, and their values to ours, column by column."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def heading(self, theirs: str) -> str:
        """Our heading for theirs: by the mapping, else its own words in our form."""
        plain = " ".join(theirs.split())
        return self.columns.get(plain.casefold(), "_".join(plain.casefold().replace("_", " ").split()))

    def translated(self, cells: Mapping[str, str]) -> Mapping[str, str]:
        """The row with its values renamed, and the constants where it says nothing."""
        said = {c: self.values.get(c, {}).get(text.strip().casefold(), text) for c, text in cells.items()}
        return {**said, **{c: text for c, text in self.constants.items() if not said.get(c)}}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: ``row`` as a spreadsheet numbers it (headings are row 1), ``why`` in one sentence."""

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text; ``number`` as a spreadsheet numbers it. A cell that is empty or missing is the empty string."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table of figures; ``unused`` are headings that name nothing of ours, ``faults`` rows of a wrong shape."""

    rows: tuple[Row, ...]
    unused: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    read_as: str = ""


def shape(records: Iterable[Sequence[str]], rename: Translation | None = None, read_as: str = "") -> Table:
    """The table whose first record is its headings; ``NoTable`` where they are no headings of a table of figures."""
    translation = rename or Translation()
    lines = iter(enumerate(records, start=1))
    headings: list[str] = []
    for _, record in lines:
        if any(cell.strip() for cell in record):
            headings = [translation.heading(cell) for cell in record]
            break
    _check_headings(headings, translation)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, record in lines:
        if not any(cell.strip() for cell in record):
            continue
        extra = "; ".join(cell for cell in record[len(headings) :] if cell.strip())
        if extra:
            why = f"This row has {len(record)} cells for {len(headings)} headings; quote a text that holds the separator."
            faults.append(Fault(number, "", extra, why))
            continue
        cells = {h: _trimmed(h, text) for h, text in zip(headings, record, strict=False) if h in COLUMNS}
        rows.append(Row(number, translation.translated(cells)))
    unused = tuple(h for h in headings if h and h not in COLUMNS)
    return Table(tuple(rows), unused, tuple(faults), read_as)


def _trimmed(column: str, text: str) -> str:
    return text if column in VERBATIM and text.strip() else text.strip()


def _check_headings(headings: list[str], translation: Translation) -> None:
    if not headings:
        raise NoTable("The table is empty: its first row should hold the headings.")
    given = set(headings) | set(translation.constants)
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise NoTable(f"The heading “{heading}” stands twice; each column needs a heading of its own.")
    for heading in headings:
        near = difflib.get_close_matches(heading, [c for c in COLUMNS if c not in given], n=1, cutoff=0.85)
        if heading and heading not in COLUMNS and near:
            raise NoTable(f"The heading “{heading}” is unknown but close to “{near[0]}”; rename it, or give a mapping file.")
    missing = [column for column in NEEDED if column not in given]
    if not {"agreement", "event"} & given:
        missing.append("agreement or event")
    if missing:
        raise NoTable(f"The table lacks these headings: {', '.join(missing)}. Rename its own, or give a mapping file.")
