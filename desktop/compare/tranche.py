"""The instalments of an agreement's line: what each of its events adds, in the method's own terms (3.6).

Events that took place and gave no number are named too: with one of them the running sum is only a floor.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures.comparison import scopes
from figures.count import Count
from figures.line import Comparison, Line, Reading
from figures.reckoning import NEVER_HANDS_OVER, RECEIVED, Bucket
from figures.record import Casebook, Event
from figures.standing import DONE_EVENT, Day, event_status
from figures.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Tranche:
    """One event that touches the line; ``reading`` is None where it took place and nobody gave a number."""

    event: Event
    reading: Reading | None


def tranches(casebook: Casebook, comparison: Comparison, line: Line, bucket: Bucket) -> tuple[Tranche, ...]:
    """What the events of the line's agreement add to it in one bucket, in the order of their dates."""
    if line.event is not None or line.agreement is None or line.unit is None:
        return ()
    day = Day(comparison.as_of, asked=True)
    scope = scopes(casebook, comparison.states, day, line.agreement)[0]
    way = None if line.sender is None or line.receiver is None else (line.sender, line.receiver)
    found: list[Tranche] = []
    for event in scope.reckoning.touching(line.category, way):
        done = event_status(event, day) in DONE_EVENT and event.kind not in NEVER_HANDS_OVER
        if bucket in RECEIVED and not done:
            continue
        reading = scope.reckoning.reading(event, line.category, way, bucket, line.unit)
        if reading is not None or (done and bucket is not Role.PRESENTED):
            found.append(Tranche(event, reading))
    return tuple(found)


def added(casebook: Casebook, line: Line, bucket: Bucket, parts: tuple[Tranche, ...]) -> Count:
    """The sum of the tranches; a floor where one gave no number, or where some are known to be missing."""
    total = Count(0, 0)
    for part in parts:
        total = total.plus(Count(0, None) if part.reading is None else part.reading.count)
    missing = line.agreement is not None and casebook.agreement[line.agreement].tranches_missing
    return total.at_least() if missing and bucket is not Role.PRESENTED else total
