"""The instalments of an agreement's line: what each of its events adds, in the method's own terms (3.6).

Events that took place and gave no number are named too: with one of them the running sum is only a floor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.comparison import scope_of
from figures.count import Count
from figures.day import DONE_EVENT, Day, event_status
from figures.line import Comparison, Line, Reading
from figures.place import NEVER_HANDS_OVER
from figures.record import Casebook, Event
from figures.scope import Scope
from figures.strand import RECEIVED, Bucket
from figures.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Tranche:
    """One event that touches the line; ``reading`` is None where it took place and nobody gave a number."""

    event: Event
    reading: Reading | None


class Tranches:
    """What the events of one line's agreement add to it; each bucket is reckoned once."""

    def __init__(self, casebook: Casebook, comparison: Comparison, line: Line) -> None:
        self._casebook, self._line = casebook, line
        self._day = Day(comparison.as_of, comparison.asked)
        self._scope: Scope | None = None
        self._found: dict[Bucket, tuple[Tranche, ...]] = {}
        if line.event is None and line.agreement is not None and line.unit is not None:
            self._scope = scope_of(casebook, self._day, line.agreement)

    def of(self, bucket: Bucket) -> tuple[Tranche, ...]:
        """The tranches in one bucket, in the order of their dates; none where the line is an event's own."""
        if bucket not in self._found:
            self._found[bucket] = () if self._scope is None else tuple(self._reckon(self._scope, bucket))
        return self._found[bucket]

    def added(self, bucket: Bucket, first: int | None = None) -> Count:
        """The sum of the ``first`` tranches, or of all; a floor where one gave no number or some are known to be missing."""
        total, line = Count(0, 0), self._line
        for part in self.of(bucket)[:first]:
            total = total.plus(Count(0, None) if part.reading is None else part.reading.count)
        missing = line.agreement is not None and self._casebook.agreement[line.agreement].tranches_missing
        return total.at_least() if missing and bucket is not Role.PRESENTED else total

    def _reckon(self, scope: Scope, bucket: Bucket) -> Iterator[Tranche]:
        line = self._line
        way = None if line.sender is None or line.receiver is None else (line.sender, line.receiver)
        for event in scope.reckoning.touching(line.category, way):
            done = event_status(event, self._day) in DONE_EVENT and event.kind not in NEVER_HANDS_OVER
            if line.unit is None or (bucket in RECEIVED and not done):
                continue
            reading = scope.reckoning.reading(event, line.category, way, bucket, line.unit)
            if reading is not None or (done and bucket is not Role.PRESENTED):
                yield Tranche(event, reading)
