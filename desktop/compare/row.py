"""The rows of the Compare table as frozen values: an agreement's head, its lines, and the lines of its events under it.

The lines of an agreement's events are folded away under its head until they are asked for: the agreement is the promise,
its events are the instalments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from desktop.compare.phrase import category_text, day_text, direction_text, number
from desktop.word import counted
from figures.category import DECEASED
from figures.line import Comparison, Line, plain
from figures.record import Agreement, Casebook
from figures.vocabulary import Unit, Verdict


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: an agreement with its date, status and due date, or the events outside agreements.

    ``events`` counts the event lines of the agreement that the filter lets through; ``unfolded`` says whether they show.
    """

    agreement: int | None
    title: str
    meta: str
    events: int = 0
    unfolded: bool = False

    @property
    def folds(self) -> bool:
        """Whether there is anything under this head to fold away."""
        return self.events > 0


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line compared, with what stands in its first two columns; ``searched`` is all that a text filter looks at."""

    line: Line
    title: str
    under: str
    direction: str
    inside: bool
    searched: str = ""


Row = Head | LineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFilter:
    """What the researcher asks to see; None or empty asks for all. ``party`` is a side, ``category`` takes those under it."""

    agreement: int | None = None
    party: int | None = None
    category: str = ""
    verdict: Verdict | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.agreement, self.party, self.category, self.verdict, self.text.strip()))

    def takes(self, row: LineRow, casebook: Casebook) -> bool:
        """Whether the row is asked for."""
        line = row.line
        if self.agreement is not None and agreement_of(casebook, line) != self.agreement:
            return False
        if self.party is not None and self.party not in (line.sender, line.receiver):
            return False
        if self.category and not casebook.categories.is_under(line.category, self.category):
            return False
        if self.verdict is not None and line.verdict is not self.verdict:
            return False
        words = self.text.casefold().split()
        return not words or all(word in row.searched for word in words)


def agreement_of(casebook: Casebook, line: Line) -> int | None:
    """The agreement that the line belongs to, of an event's line that of the event; None outside agreements."""
    return line.agreement if line.event is None else casebook.event[line.event].agreement


Groups = tuple[tuple[int | None, tuple[LineRow, ...]], ...]
"""The rows of every line by agreement, in the comparison's order; made once a comparison."""


def groups_of(casebook: Casebook, comparison: Comparison) -> Groups:
    """Every line as a row, under its agreement."""
    runs = groupby(comparison.lines, key=lambda line: agreement_of(casebook, line))
    return tuple((agreement, tuple(line_row(casebook, line) for line in lines)) for agreement, lines in runs)


def rows_of(casebook: Casebook, groups: Groups, asked: LineFilter, unfolded: frozenset[int] = frozenset()) -> tuple[Row, ...]:
    """The rows that are asked for under their heads; an agreement that only its events' lines fit is unfolded."""
    rows: list[Row] = []
    for agreement, held in groups:
        shown = [row for row in held if asked.takes(row, casebook)]
        if not shown:
            continue
        own = [row for row in shown if not row.inside]
        inside = [row for row in shown if row.inside]
        if agreement is None:
            rows += [Head(None, _tr("Events outside agreements"), ""), *own]
            continue
        open_ = agreement in unfolded or not own
        record = casebook.agreement[agreement]
        rows += [Head(agreement, record.title, agreement_meta(record), len(inside), open_), *own, *(inside if open_ else [])]
    return tuple(rows)


def lines_in(rows: Iterable[Row]) -> int:
    """How many lines the rows stand for, those folded away under a head among them."""
    return sum(row.events if isinstance(row, Head) else not row.inside for row in rows)


def line_row(casebook: Casebook, line: Line) -> LineRow:
    """The row of one line: an event's line is titled by the event, an agreement's by its category."""
    category = category_text(line, casebook)
    under = []
    if line.event is None:
        title = category
    else:
        event = casebook.event[line.event]
        title = event.title
        if event.date and day_text(event.date) not in title:
            under.append(day_text(event.date))
        under.append(category[:1].lower() + category[1:])
    under += _units(casebook, line)
    agreement = agreement_of(casebook, line)
    named = "" if agreement is None else casebook.agreement[agreement].title
    below, direction = " · ".join(under), direction_text(line, casebook)
    searched = " ".join((named, title, below, direction, line.verdict.label, plain(line.sentence))).casefold()
    return LineRow(line, title, below, direction, line.event is not None and agreement is not None, searched)


def _units(casebook: Casebook, line: Line) -> Iterable[str]:
    """The unit, where the reader could not guess it: the dead not counted by body, or two sides that count unlike things."""
    if line.unit is None:
        sides = [reading for reading in (line.stated, line.observed or line.reported) if reading is not None]
        return [_tr(" against ").join(reading.unit.label for reading in sides)]
    plain_unit = Unit.BODY if casebook.categories.root(line.category) == DECEASED else Unit.PERSON
    return [] if line.unit is plain_unit else [line.unit.label]


def agreement_meta(agreement: Agreement) -> str:
    """Date, status and due date of an agreement in one line; what is not given is said to be."""
    due = _tr("due {0}").format(day_text(agreement.due)) if agreement.due else _tr("due date not given")
    parts = [day_text(agreement.date), agreement.status.label, due]
    if agreement.tranches_missing:
        parts.append(_tr("tranches known to be missing"))
    return "  ·  ".join(part for part in parts if part)


def tally_text(comparison: Comparison, shown: int) -> str:
    """What the status bar says of the room: lines, contested ones, and those with flags."""
    lines = comparison.lines
    contested = sum(1 for line in lines if line.corroboration.value == "contested")
    flagged = sum(1 for line in lines if line.flags)
    parts = [counted(len(lines), _tr("1 line"), _tr("{n} lines"))]
    if shown != len(lines):
        text = _tr("{0} of {1} lines")
        parts = [text.format(number(shown), number(len(lines)))]
    if contested:
        parts.append(_tr("{0} contested").format(number(contested)))
    if flagged:
        parts.append(_tr("{0} flagged").format(number(flagged)))
    return "  ·  ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)
