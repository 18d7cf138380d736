"""The comparison of an open casefile, from its rows: all lines in turn, or those of the agreements and events that are named.

A million figures are never held at once: rows become claims, and are forgotten with their agreement. What they all stand on is
read once. ``db.touched`` tells after an act which agreements and events to compare anew.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from db import casebook, journal, reader, weighing
from db.error import Damaged, Interrupted
from db.kind import RecordKind
from db.result import Progress
from db.sqlite.file import raw
from db.touched import MOST, Touched, day_after, touched
from db.weighing import About, Held
from figures.claim import OF_SORT, Claim, Said
from figures.day import Day
from figures.ground import Ground
from figures.line import Line
from figures.record import Party, Pin, Publisher
from figures.scope import Scope
from figures.standing import Standing
from figures.uncollected import seldom_collected

if TYPE_CHECKING:
    from db.casefile import Casefile
    from db.sqlite.driver import Driver

_FIRST, _AT_ONCE = 8, 100
"""So many agreements, or events outside agreements, are read together: few at first, then a few thousand figures."""

_SOURCE, _CORRECTED = Said._fields.index("source"), len(Said._fields)
_NOBODY: frozenset[int] = frozenset()
_BETWEEN_LOOKS = 500


class OpenComparison:
    """The lines of an open casefile on one day; ``as_of`` is the day asked for, else it is the casefile's latest.

    It stands on what the casefile said when it was made. It belongs to the thread of its casefile; long work takes a reader of
    its own.
    """

    def __init__(
        self, casefile: Casefile, as_of: dt.date | None = None, *, on: Day | None = None, since: int | None = None
    ) -> None:
        """``on`` is the day where it is known already, asked for or not; acts are followed from the entry ``since`` on."""
        self._casefile = casefile
        with casefile.connected() as connection:
            database = raw(connection)
            self._entry = journal.newest(connection) if since is None else since
            self.day = on or (weighing.latest_day(database) if as_of is None else Day(as_of, True))
            self._sources = _sources(database)
            self._ground = _ground(database, self.day, self._sources)

    def after(self) -> tuple[OpenComparison, Touched | None]:
        """The comparison as later acts left it, and the agreements and events that they touched: None where that is all."""
        with self._casefile.connected() as connection:
            changes = journal.changes_after(connection, self._entry, MOST + 1)
            day = self.day if self.day.asked else day_after(changes, self.day)
            database = raw(connection)
            day = day or weighing.latest_day(database)
            reached = touched(database, changes, self.day, day)
            if reached is None:
                return OpenComparison(self._casefile, self.day.date if self.day.asked else None), None
            kinds = {change.kind for change in changes}
            other = copy(self)
            other.day, other._entry = day, journal.newest(connection)
            if kinds & {RecordKind.SOURCE, RecordKind.PUBLISHER}:
                other._sources = _sources(database)
            if RecordKind.PARTY in kinds:
                other._ground = _ground(database, day, other._sources)
            else:
                pins = reader.records(database, Pin) if RecordKind.PIN in kinds else None
                other._ground = self._ground.after(day=day, provenance=other._sources.__getitem__, pins=pins)
        return other, reached

    def lines(self, progress: Progress | None = None) -> Iterator[Line]:
        """Every line in reading order; ``progress`` is told how far it is and may call it off: then ``Interrupted`` comes."""
        with seldom_collected(), self._casefile.asked() as database:
            chosen = weighing.order(database)
            told = progress and _Told(len(chosen), progress)
            for batch in _in_turn(chosen):
                for scope in self._few(database, weighing.named(database, batch)):
                    yield from scope.lines()
                    if told:
                        told.add(sum(len(place.claims) for place in scope.reckoning.places.values()))

    def batches(self, turn: int, of: int) -> Iterator[Iterator[Scope]]:
        """Everything in batches, in reading order, of which this takes each ``of``-th from number ``turn`` on.

        Several that stand on the same state of the casefile and take turns so have everything together, and each once.
        """
        with self._casefile.asked() as database:
            for batch in islice(_in_turn(weighing.order(database)), turn, None, of):
                yield self._few(database, weighing.named(database, batch))

    def scopes(self, abouts: Iterable[About]) -> list[Scope]:
        """These agreements, and events outside agreements, ready to give their lines; what is not there is left out."""
        wanted = tuple(abouts)
        with self._casefile.asked() as database:
            if len(wanted) == 1 and wanted[0][1] is not None:
                rows = database.execute(weighing.ALONE, (wanted[0][1],)).fetchall()
                if rows:
                    return list(self._weighed(database, (weighing.alone(rows[0][_CORRECTED + 1 :]),), rows))
            return list(self._few(database, weighing.named(database, wanted)))

    def anew(self, reached: Touched) -> Iterator[tuple[About, int | None, tuple[Line, ...]]]:
        """The lines that acts touched: each agreement or event, the place in it (an event, None its agreement), its lines now.

        A place that has no lines any more comes with none, and so does whatever is no longer there.
        """
        gone = dict(reached)
        for scope in self.scopes(reached):
            about = (None, scope.events[0].id) if scope.agreement is None else (scope.agreement.id, None)
            named = gone.pop(about)
            every = {event.id for event in scope.events} | ({None} if scope.agreement is not None else set())
            places = every if named is None else scope.reached_from(named) & every
            lines: dict[int | None, list[Line]] = {place: [] for place in places}
            for line in scope.lines(places):
                lines[line.event].append(line)
            yield from ((about, place, tuple(found)) for place, found in lines.items())
        yield from ((about, about[1], ()) for about in gone)

    def _few(self, database: Driver, batch: Sequence[Held]) -> Iterator[Scope]:
        """A few scopes, with only what their own figures name."""
        return self._weighed(database, batch, self._read(database, weighing.AND_CORRECTED, batch))

    def _weighed(self, database: Driver, batch: Sequence[Held], rows: Sequence[Any]) -> Iterator[Scope]:
        self._sources.fetch([row[_SOURCE] for row in rows])
        claims = self._claims([row[:_CORRECTED] for row in rows], weighing.mediators(batch))
        corrected = [row[0] for row in rows if row[_CORRECTED]]
        return self._scopes(batch, claims, Standing(self._ground, self._linked(database, claims, corrected)))

    def _read(self, database: Driver, query: str, batch: Sequence[Held]) -> list[Any]:
        """Every figure about these agreements and events."""
        agreements = [held.agreement.id for held in batch if held.agreement is not None]
        events = [event[0] for held in batch for event in held.events]
        return [*weighing.among(database, query, "agreement", agreements), *weighing.among(database, query, "event", events)]

    def _claims(self, rows: Iterable[Said], mediators: Mapping[About, frozenset[int]]) -> list[Claim]:
        """The rows as claims; ``Damaged`` names the first that cannot be read."""
        ground, found = self._ground, []
        about: About = (None, None)
        mediating, sorts = _NOBODY, ground.sorts[_NOBODY]
        for row in rows:
            try:
                if row[2] != about[1] or row[1] != about[0]:
                    about = (row[1], row[2])
                    mediating = mediators.get(about, _NOBODY)
                    sorts = ground.sorts[mediating]
                sort = sorts.get(row[OF_SORT:])
                found.append(Claim(row, ground.sort(row[OF_SORT:], mediating) if sort is None else sort, ground))
            except (ValueError, TypeError, KeyError) as wrong:
                raise Damaged(f"The figure number {row[0]} cannot be read ({wrong}). Verify this casefile.") from wrong
        return found

    def _linked(self, database: Driver, claims: Sequence[Claim], corrected: Sequence[int]) -> Mapping[int, Claim]:
        """The claims, and whatever corrects them or they are a share or a part of, by whatever way."""
        linked = {claim.id: claim for claim in claims}
        fresh: Sequence[Claim] = claims
        while True:
            named = {id for c in fresh for id in (c.part_of, c.relative_to) if id is not None and id not in linked}
            if not named and not corrected:
                return linked
            found = {row[0]: row for row in weighing.among(database, weighing.AND_CORRECTED, "corrects", corrected)}
            found.update({row[0]: row for row in weighing.among(database, weighing.AND_CORRECTED, "id", named)})
            rows = [row for id, row in found.items() if id not in linked]
            corrected = [row[0] for row in rows if row[_CORRECTED]]
            fresh = self._claims([cast("Said", row[:_CORRECTED]) for row in rows], {})
            linked.update({claim.id: claim for claim in fresh})

    def _scopes(self, batch: Iterable[Held], claims: Iterable[Claim], standing: Standing) -> Iterator[Scope]:
        about: dict[About, list[Claim]] = defaultdict(list)
        for claim in claims:
            about[claim.agreement, claim.event].append(claim)
        for together in about.values():
            together.sort(key=_id)
            standing.settle(together)
        for held in batch:
            mine: dict[int | None, Sequence[Claim]] = {event[0]: about.get((None, event[0]), ()) for event in held.events}
            if held.agreement is not None:
                mine[None] = about.get((held.agreement.id, None), ())
            yield Scope(self._ground, held.agreement, [weighing.event_of(event) for event in held.events], mine)


def _in_turn(abouts: Iterable[About]) -> Iterator[Sequence[About]]:
    """What is compared on its own, in the batches that are read together."""
    left, most = iter(abouts), _FIRST
    while batch := list(islice(left, most)):
        yield batch
        most = _AT_ONCE


class _Told:
    """Tells how much is done each few hundred figures, and stops where that is not wanted any more."""

    def __init__(self, whole: int, progress: Progress) -> None:
        self._whole, self._progress = whole, progress
        self._done, self._since = 0, 0

    def add(self, figures: int) -> None:
        """One more is done, which had so many figures."""
        self._done += 1
        self._since += figures
        if self._since >= _BETWEEN_LOOKS:
            self._since = 0
            if not self._progress(self._done / self._whole):
                raise Interrupted("The comparison was called off.")


def _sources(database: Driver) -> weighing.Sources:
    return weighing.Sources(database, {p.id: p.reliability for p in reader.records(database, Publisher)})


def _ground(database: Driver, day: Day, sources: weighing.Sources) -> Ground:
    return Ground(
        day=day,
        parties={party.id: party for party in reader.records(database, Party)},
        categories=reader.categories(database),
        observing=casebook.observing(database),
        provenance=sources.__getitem__,
        pins=reader.records(database, Pin),
    )


def _id(claim: Claim) -> int:
    return claim.id
