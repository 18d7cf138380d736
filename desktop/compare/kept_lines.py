"""What is kept of every line of a large comparison: group by group in reading order, as they come and as acts change them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.lines_apart import Run
from desktop.compare.part import Parts, Renewed, run_of
from desktop.session import Session
from figures.comparison import by_date
from figures.facts import Facts, facts_of
from figures.line import Line


@dataclass(slots=True)
class Group:
    """One agreement's lines, its own and its events', in reading order; or those of all events outside agreements.

    Of each line the event, 0 for the agreement's own, and its facts.
    """

    agreement: int | None
    events: array[int] = field(default_factory=lambda: array("q"))
    facts: list[Facts] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """What the status line tells of all lines."""

    lines: int = 0
    contested: int = 0
    flagged: int = 0

    def count(self, some: Iterable[Facts], sign: int) -> None:
        """These lines come, or go where the sign is −1."""
        for facts in some:
            self.lines += sign
            self.contested += sign * facts.contested
            self.flagged += sign * facts.flagged


class KeptLines:
    """The groups: agreements by date, and last the events outside agreements in one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.groups: list[Group] = []
        self.counts = Counts()
        self._of: dict[int | None, int] = {}

    def number_of(self, agreement: int | None) -> int | None:
        """The number of an agreement's group; None where it has no lines, or none yet."""
        return self._of.get(agreement)

    def add(self, runs: Iterable[Run]) -> None:
        """Lines that follow on those that are there."""
        for agreement, events, facts in runs:
            if not self.groups or self.groups[-1].agreement != agreement:
                self._of[agreement] = len(self.groups)
                self.groups.append(Group(agreement))
            self.groups[-1].events += events
            self.groups[-1].facts += facts
            self.counts.count(facts, 1)

    def renew(self, told: Iterable[Renewed], parts: Parts) -> bool:
        """Take the lines that acts left, first where none are left; whether any come, go or move by it."""
        moved = False
        for renewed in sorted(told, key=lambda one: bool(one.lines)):
            if self._fits(renewed):
                continue
            whole = renewed if renewed.whole else parts.whole(renewed.about)
            agreement, event = whole.about
            turned = self._put_event(event or 0, whole.lines) if agreement is None else self._put(agreement, whole.lines)
            if turned:
                self._of = {group.agreement: number for number, group in enumerate(self.groups)}
            moved |= turned
        return moved

    def _fits(self, renewed: Renewed) -> bool:
        """Whether the lines took the place of as many as were there."""
        number = self._of.get(renewed.about[0])
        if renewed.whole or number is None:
            return not renewed.whole and not renewed.lines
        run = run_of(self.groups[number].events, renewed.place)
        if len(run) != len(renewed.lines):
            return False
        self._replace(self.groups[number], run, renewed.lines)
        return True

    def _put(self, agreement: int, lines: Sequence[Line]) -> bool:
        """Put an agreement's lines where they stand in reading order; whether that changes which rows there are."""
        number = self._of.get(agreement)
        before = None if number is None else self.groups.pop(number)
        if before is not None:
            self.counts.count(before.facts, -1)
        if not lines:
            return before is not None
        book, group = self._session.book, Group(agreement)
        self._replace(group, range(0), lines)
        others = len(self.groups) - bool(self.groups and self.groups[-1].agreement is None)
        at = bisect_left(
            range(others),
            by_date(book.agreement[agreement]),
            key=lambda at: by_date(book.agreement[self.groups[at].agreement or 0]),
        )
        self.groups.insert(at, group)
        return before is None or at != number or before.events != group.events

    def _put_event(self, event: int, lines: Sequence[Line]) -> bool:
        """Put the lines of an event outside agreements where they stand among those of others; whether that changes rows."""
        if not self.groups or self.groups[-1].agreement is not None:
            if not lines:
                return False
            self.groups.append(Group(None))
        book, group = self._session.book, self.groups[-1]
        run = run_of(group.events, event)
        self._replace(group, run, ())
        at = run.start
        if lines:
            at = bisect_left(
                range(len(group.events)), by_date(book.event[event]), key=lambda at: by_date(book.event[group.events[at]])
            )
            self._replace(group, range(at, at), lines)
        elif not group.events:
            self.groups.pop()
        return (at, len(lines)) != (run.start, len(run))

    def _replace(self, group: Group, run: range, lines: Sequence[Line]) -> None:
        """Lines of one group in place of others."""
        fresh = [facts_of(line) for line in lines]
        self.counts.count(group.facts[run.start : run.stop], -1)
        self.counts.count(fresh, 1)
        group.facts[run.start : run.stop] = fresh
        group.events[run.start : run.stop] = array("q", [line.event or 0 for line in lines])
