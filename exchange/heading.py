"""The headings of a table of figures, and what can be wrong with one of its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

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

DATE_COLUMNS = frozenset(
    {
        "agreement_date",
        "agreement_status_on",
        "agreement_due",
        "event_date",
        "said_on",
        "as_of",
        "retracted_on",
        "published",
        "accessed",
    }
)
"""Columns that hold a date."""

BOTH_REASONS = ("vantage: ", "\nretraction: ")
"""What stands before each reason where one cell gives two."""

REFUSED_BECAUSE = "refused_because"
"""The heading under which a file of refused rows says why; importing it again passes it over."""


class NoTable(ValueError):
    """The file holds no table of figures; the message says why, in one sentence."""


class Ask(StrEnum):
    """What has to be asked once of a column, because its cells can be read in two ways."""

    DAYS = "days"
    DIGITS = "digits"


class Ambiguous(ValueError):
    """A text with two readings; ``asks`` is the question that decides them for a whole column."""

    def __init__(self, why: str, asks: Ask) -> None:
        super().__init__(why)
        self.asks = asks


def asked_by(wrong: ValueError) -> Ask | None:
    """The question that would settle what is wrong; None where no answer would."""
    return wrong.asks if isinstance(wrong, Ambiguous) else None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: ``row`` as a spreadsheet numbers it (headings are row 1), ``why`` in one sentence.

    ``asks`` is what the researcher can answer once for the whole column instead of mending the cell.
    """

    row: int
    column: str
    value: str
    why: str
    asks: Ask | None = None


JOINED = re.compile(r"_|(?<=[^\W\d_])[-‐‑–—](?=[^\W\d_])")
"""What joins the words of a heading or a value where others leave a blank: *event_type*, *prisoner-of-war*."""


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading as it is compared: in any case, its blanks made one, *Event Type* the same as *event_type*."""
    return " ".join(JOINED.sub(" ", heading).split()).casefold()


@lru_cache(maxsize=4096)
def as_ours(heading: str) -> str:
    """A heading in the form of ours: *Source Title* as *source_title*."""
    return plain(heading).replace(" ", "_")
