"""The whole comparison of a casefile that is read whole, kept up with acts: only what an act touched is computed anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from db import journal
from db.comparison import OpenComparison
from figures.comparison import by_date
from figures.day import Day
from figures.line import Comparison, Line
from figures.record import Casebook

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.scope import Scope

Place = tuple[int | None, int | None]
"""An agreement and an event of it, or None for its own lines; None and an event outside agreements."""


class Followed:
    """A comparison of all lines: of the casefile as it is when this is made, and then as acts have left it."""

    def __init__(self, casefile: Casefile, casebook: Casebook, comparison: Comparison) -> None:
        self._casefile = casefile
        with casefile.connected() as connection:
            self._entry = journal.newest(connection)
        self._open: OpenComparison | None = None
        self._parties = casebook.parties
        self.comparison = comparison
        self._lines: dict[Place, list[Line]] = defaultdict(list)
        for line in comparison.lines:
            belongs = line.agreement if line.event is None else casebook.event[line.event].agreement
            self._lines[belongs, line.event].append(line)

    def follow(self, casebook: Casebook) -> Comparison | None:
        """The comparison as acts have left the casefile, of which this is the casebook now; None where all may have changed.

        How a figure's vantage was derived is told with the names of parties, so a new name may change each state.
        """
        if casebook.parties != self._parties:
            return None
        day = Day(self.comparison.as_of, self.comparison.asked)
        before = self._open or OpenComparison(self._casefile, on=day, since=self._entry)
        self._open, reached = before.after()
        if reached is None:
            return None
        agreements = {agreement for agreement, _ in reached if agreement is not None}
        for place in [place for place in self._lines if place[0] in agreements or place in reached]:
            del self._lines[place]
        states = {id: state for id, state in self.comparison.states.items() if id in casebook.figure}
        for scope in self._open.scopes(reached):
            self._take(scope)
            for claim in scope.reckoning.claim.values():
                figure = casebook.figure[claim.id]
                states[claim.id] = claim.state(figure.vantage_reason if figure.vantage is not None else "")
        lines = tuple(line for place in _places(casebook) for line in self._lines.get(place, ()))
        self.comparison = replace(self.comparison, as_of=self._open.day.date, lines=lines, states=states)
        return self.comparison

    def _take(self, scope: Scope) -> None:
        agreement = None if scope.agreement is None else scope.agreement.id
        for line in scope.lines():
            self._lines[agreement, line.event].append(line)


def _places(casebook: Casebook) -> list[Place]:
    """Wherever lines can be, in reading order."""
    held: dict[int | None, list[Place]] = defaultdict(list)
    for event in sorted(casebook.events, key=by_date):
        held[event.agreement].append((event.agreement, event.id))
    found: list[Place] = []
    for agreement in sorted(casebook.agreements, key=by_date):
        found += [(agreement.id, None), *held[agreement.id]]
    return found + held[None]
