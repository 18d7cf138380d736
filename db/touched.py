"""Which agreements and events acts change the comparison of, read from what the journal says that they did.

A figure reaches as far as the figures that it corrects and those that are shares of it; a source as far as its figures and
those of its reprints. What every line stands on (sides, categories, the vantages that observe) reaches everything, and so does
an act of a size for which it is quicker to compare all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from db.journal import Change
from db.kept import Row
from db.kind import RecordKind
from db.setting import OBSERVING
from db.weighing import About, among
from figures.date import first_day, last_day
from figures.day import Day

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

MOST = 2000
"""More changes or figures than these are not followed one by one."""

_REACHES_ALL = frozenset({RecordKind.CATEGORY, RecordKind.SETTING})
_REACHES_NOTHING = frozenset({RecordKind.BRIEFING})
_EVENTS_ON = "SELECT id FROM event WHERE date = ?"
_AGREEMENTS_ON = "SELECT id FROM agreement WHERE due = ? OR status_on = ?"


Touched = Mapping[About, frozenset[int | None] | None]
"""Agreements, and events outside agreements, each with those of its events on which a figure was touched; None among them is
the agreement itself, None in their place is all."""


def touched(database: Driver, changes: Sequence[Change], before: Day, now: Day) -> Touched | None:
    """What the changes and the new day touch; None where that is everything."""
    if len(changes) > MOST:
        return None
    reach = _Reach(database)
    if not all(reach.follow(change) for change in changes):
        return None
    if before.date != now.date:
        if before.date is None or now.date is None:
            return None
        reach.follow_days(before.date, now.date)
    return reach.whole()


def day_after(changes: Sequence[Change], before: Day) -> Day | None:
    """The casefile's latest day after these changes; None where only reading all days can tell."""
    dates, gone = [before.date], []
    for change in changes:
        name = {RecordKind.FIGURE: "said_on", RecordKind.SOURCE: "published"}.get(change.kind)
        if name is not None:
            was, now = (None if row is None else last_day(str(row[name])) for row in (change.before, change.after))
            dates.append(now)
            if was != now:
                gone.append(was)
    date = max((date for date in dates if date is not None), default=None)
    return None if date is not None and date in gone else Day(date, before.asked)


class _Reach:
    """The agreements and events that changes reach, as they are followed one by one."""

    def __init__(self, database: Driver) -> None:
        self._database = database
        self._abouts: set[About] = set()
        self._wholes: set[About] = set()
        self._alone: set[int] = set()
        self._seen: set[int] = set()

    def whole(self) -> Touched | None:
        """What was reached; None where it is too much to follow."""
        reached = self._abouts | self._wholes
        if len(reached) > MOST:
            return None
        events = [event for _, event in reached if event is not None]
        above = dict(among(self._database, "SELECT id, agreement FROM event", "id", events))
        found: dict[About, frozenset[int | None] | None] = {}
        for agreement, event in self._abouts:
            held = above.get(event) if event is not None else agreement
            about = (held, None) if held is not None else (None, event)
            found[about] = frozenset({event, *(found.get(about) or ())})
        for agreement, event in self._wholes:
            held = above.get(event) if event is not None else agreement
            found[(held, None) if held is not None else (None, event)] = None
        found.update(((None, event), None) for event in self._alone)
        found.pop((None, None), None)
        return found

    def follow(self, change: Change) -> bool:
        """Whether the change could be followed; else it reaches everything."""
        rows = [row for row in (change.before, change.after) if row is not None]
        match change.kind:
            case RecordKind.CATEGORY:
                return False
            case RecordKind.SETTING:
                return all(row["key"] != OBSERVING for row in rows)
            case RecordKind.PARTY:
                return not _differ(change, "kind", "belongs_to")
            case RecordKind.PUBLISHER:
                if _differ(change, "reliability"):
                    self._follow_sources(self._keys("source", "publisher", [change.id]))
            case RecordKind.SOURCE:
                if _differ(change, "publisher", "published", "reprint_of"):
                    self._follow_sources([change.id])
            case RecordKind.FIGURE:
                self._follow_figure(change.id, rows)
            case RecordKind.EVENT:
                self._wholes.add((None, change.id))
                self._alone.update(change.id for row in rows if row["agreement"] is None)
                self._wholes.update(map(_about_of, rows))
            case RecordKind.AGREEMENT:
                self._wholes.add((change.id, None))
            case RecordKind.PIN:
                self._abouts.update(map(_about_of, rows))
        return len(self._abouts) <= MOST

    def _follow_figure(self, id: int, rows: Iterable[Row]) -> None:
        """The figure's own agreement or event, and those of figures whose state or number follows it."""
        waiting = [id]
        for row in rows:
            self._abouts.add(_about_of(row))
            corrected = row["corrects"]
            if isinstance(corrected, int):
                waiting.append(corrected)
        while waiting:
            at = waiting.pop()
            if at in self._seen:
                continue
            self._seen.add(at)
            for agreement, event, corrected in self._database.execute(
                "SELECT agreement, event, corrects FROM figure WHERE id = ?", (at,)
            ):
                self._abouts.add((agreement, event))
                if corrected is not None:
                    waiting.append(corrected)
            waiting += self._keys("figure", "relative_to", [at])

    def _follow_sources(self, ids: Iterable[int]) -> None:
        """The figures of these sources and of their reprints, by whatever way."""
        sources, waiting = set(ids), list(ids)
        while waiting and len(sources) <= MOST:
            waiting = [key for key in self._keys("source", "reprint_of", waiting) if key not in sources]
            sources.update(waiting)
        for figure in self._keys("figure", "source", sources):
            if len(self._abouts) > MOST:
                return
            self._follow_figure(figure, ())

    def _keys(self, table: str, column: str, values: Iterable[int]) -> list[int]:
        query = {"source": "SELECT id FROM source", "figure": "SELECT id FROM figure"}[table]
        return [key for (key,) in among(self._database, query, column, values)]

    def follow_days(self, before: dt.date, now: dt.date) -> None:
        """The agreements and events with a date that has come, begun or passed between the two days, or no longer has."""
        early, late = sorted((before, now))
        queries = (
            "SELECT DISTINCT date FROM event",
            "SELECT DISTINCT due FROM agreement UNION SELECT DISTINCT status_on FROM agreement",
        )
        texts = {text for query in queries for (text,) in self._database.execute(query) if _turns(text, early, late)}
        for text in texts:
            self._wholes.update((None, id) for (id,) in self._database.execute(_EVENTS_ON, (text,)))
            self._wholes.update((id, None) for (id,) in self._database.execute(_AGREEMENTS_ON, (text, text)))
        for id, text in self._database.execute(
            "SELECT id, retracted_on FROM figure WHERE retracted = 1 AND retracted_on <> ''"
        ):
            if _turns(text, early, late):
                self._follow_figure(id, ())


def _turns(text: str, early: dt.date, late: dt.date) -> bool:
    """Whether a date means something else on the one day than on the other."""
    ends = (first_day(text), last_day(text))
    return any(end is not None and early <= end <= late for end in ends)


def _differ(change: Change, *fields: str) -> bool:
    """Whether a record that stays has other values in these fields; one that comes or goes reaches nothing by itself."""
    before, after = change.before, change.after
    return before is not None and after is not None and any(before[name] != after[name] for name in fields)


def _about_of(row: Row) -> About:
    """The agreement or event that a row is about or belongs to."""
    agreement, event = row.get("agreement"), row.get("event")
    return (agreement if isinstance(agreement, int) else None), (event if isinstance(event, int) else None)
