"""Rows that look like figures that are there already, without being equal to them in all their columns.

One claimant who says one number of one line at one stage twice may have said it twice, or may have been read twice: that is
for the researcher to look at, so such rows are kept and pointed out.
"""

from __future__ import annotations

from collections.abc import Iterable

from exchange.roster import Group, Roster
from exchange.saying import Saying
from exchange.table_plan import PlannedFigure
from figures.record import Casebook

Likeness = tuple[object, ...]


def alike(figures: Iterable[PlannedFigure], roster: Roster, casebook: Casebook) -> frozenset[int]:
    """The rows whose claimant, line, stage, unit and number are those of a figure of the casefile."""
    there: set[Likeness] = {
        (f.agreement, f.event, f.sender, f.receiver, f.claimant, f.category, f.unit, f.stage, f.count) for f in casebook.figures
    }
    if not there:
        return frozenset()
    return frozenset(planned.number for planned in figures if _likeness(planned, roster) in there)


def _likeness(planned: PlannedFigure, roster: Roster) -> Likeness | None:
    """The same of a row; None where it names what is not there yet."""
    row, date = planned.figure, planned.figure.row["agreement_date"]
    named = (row.event or row.agreement, row.sender, row.receiver, row.claimant)
    groups: list[Group | None] = [None if saying is None else roster.group(saying, date) for saying in named]
    if any(group is not None and group.record is None for group in groups):
        return None
    about, sender, receiver, claimant = (_record(group.record) if group else None for group in groups)
    ends = (None, about) if row.event is not None else (about, None)
    return (*ends, sender, receiver, claimant, row.category, row.unit, row.stage, row.wording.count)


def _record(saying: Saying | None) -> int | None:
    return None if saying is None else saying.record
