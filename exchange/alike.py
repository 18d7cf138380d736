"""Rows that look like figures that are there already, without being equal to them in all their columns.

One claimant who says one number of one line at one stage twice may have said it twice, or may have been read twice: that is
for the researcher to look at, so such rows are kept and pointed out.
"""

from __future__ import annotations

from collections.abc import Iterable

from exchange.roster import Roster
from exchange.table_plan import PlannedFigure
from exchange.table_row import SILENT
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
    row = planned.figure
    _, _, sender, receiver, claimant, *_ = row.voices
    named: list[int | None] = []
    for voice in (row.about, sender, receiver, claimant):
        group = None if voice == SILENT else roster.settled(voice)
        if voice != SILENT and (group is None or group.record is None):
            return None
        named.append(None if group is None or group.record is None else group.record.record)
    about, *ends = named
    return (*((None, about) if row.on_event else (about, None)), *ends, row.category, row.unit, row.stage, row.wording.count)
