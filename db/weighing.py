"""Rows for a comparison: agreements and events in reading order, figures as claims take them, sources as origins.

Nothing here is decided; only what a comparison needs of each row is read, so that a million rows are read in seconds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from string import Template
from sys import intern
from typing import TYPE_CHECKING, Any, cast

from db.error import Damaged
from figures.claim import Said
from figures.day import Day, latest
from figures.ground import Provenance, provenance_of
from figures.record import Agreement, Event
from figures.vocabulary import AgreementStatus, EventKind, EventStatus

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

About = tuple[int | None, int | None]
"""An agreement, or an event outside agreements: what is compared on its own. Also: an agreement or any event."""

EVENT = (
    "SELECT id, agreement, kind, date, status, "
    "(SELECT group_concat(member) FROM event_mediator WHERE owner = event.id) FROM event"
)
AGREEMENT = (
    "SELECT id, date, due, status, status_on, tranches_missing, "
    "(SELECT group_concat(member) FROM agreement_mediator WHERE owner = agreement.id) FROM agreement"
)
_FIELDS = ", ".join(f'"{name}"' for name in Said._fields)
FIGURE = Template("SELECT $fields FROM figure").substitute(fields=_FIELDS)
AND_CORRECTED = Template("""
    SELECT $fields, EXISTS (SELECT 1 FROM figure AS later WHERE later.corrects = figure.id) FROM figure
""").substitute(fields=_FIELDS)
"""A figure, and whether another corrects it."""
ALONE = Template("""
    SELECT $fields, EXISTS (SELECT 1 FROM figure AS later WHERE later.corrects = figure.id),
        event.id, event.agreement, event.kind, event.date, event.status,
        (SELECT group_concat(member) FROM event_mediator WHERE owner = event.id)
    FROM figure JOIN event ON event.id = figure.event
    WHERE figure.event = ? AND event.agreement IS NULL ORDER BY figure.id
""").substitute(fields=", ".join(f'figure."{name}"' for name in Said._fields))
"""The same of an event outside agreements, each with the event: all that its lines take, in one statement."""
TITLE = "–"
"""No line tells a title, so none is read."""

_SOURCE = "SELECT id, publisher, published, reprint_of FROM source"
_AGREEMENTS = "SELECT id FROM agreement ORDER BY CASE date WHEN '' THEN '9999' ELSE date END, id"
_OUTSIDE = "SELECT id FROM event WHERE agreement IS NULL ORDER BY CASE date WHEN '' THEN '9999' ELSE date END, id"
_ENTERED_LAST = (
    "SELECT said_on FROM (SELECT said_on FROM figure ORDER BY id DESC LIMIT ?) "
    "UNION SELECT published FROM (SELECT published FROM source ORDER BY id DESC LIMIT ?)"
)
_MAYBE_LATER = """
    SELECT said_on FROM figure
    WHERE said_on > :day OR instr(said_on, '/') OR (length(said_on) <> 10 AND said_on <> '')
    UNION SELECT published FROM source
    WHERE published > :day OR instr(published, '/') OR (length(published) <> 10 AND published <> '')
"""
_LAST = 1000
"""So many figures and sources entered last are looked at for a day that the latest is not before."""
_KINDS = {kind.value: kind for kind in EventKind}
_STATUSES = {status.value: status for status in EventStatus}
_NOBODY: frozenset[int] = frozenset()

EventRow = tuple[int, int | None, str, str, str, str | None]
"""Key, agreement, kind, date and status of an event, and the keys of its mediators in one text."""


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement with its events, or an event outside agreements; their figures are not read yet."""

    agreement: Agreement | None
    mediators: frozenset[int]
    events: tuple[EventRow, ...]


def latest_day(database: Driver) -> Day:
    """The latest day on which anything was said or published; what cannot be later than the last entered is not taken apart.

    A whole date of ten signs that stands before a day in the order of texts is before it; any other date is looked at.
    """
    least = least_day(database)
    if least.date is None:
        texts = database.execute("SELECT said_on FROM figure GROUP BY said_on UNION SELECT published FROM source")
        return latest(text for (text,) in texts)
    day = least.date.isoformat()
    return latest(chain((day,), (text for (text,) in database.execute(_MAYBE_LATER, {"day": day}))))


def least_day(database: Driver) -> Day:
    """A day that the latest day is not before, told by what was entered last; without a date where that tells none."""
    texts = database.execute(_ENTERED_LAST, (_LAST, _LAST))
    return latest(text for (text,) in texts)


def first_agreements(database: Driver, most: int) -> list[int]:
    """The agreements that are read first."""
    return [id for (id,) in database.execute(f"{_AGREEMENTS} LIMIT ?", (most,))]


def order(database: Driver) -> list[About]:
    """Everything that is compared on its own, in reading order."""
    found: list[About] = [(id, None) for (id,) in database.execute(_AGREEMENTS)]
    return [*found, *((None, id) for (id,) in database.execute(_OUTSIDE))]


def among(database: Driver, query: str, column: str, keys: Iterable[int]) -> Iterable[tuple[Any, ...]]:
    """The rows of a query of which a column has one of these keys: one statement for a single key, and one for many."""
    wanted = list(keys)
    if not wanted:
        return ()
    alone = len(wanted) == 1
    found: Iterable[tuple[Any, ...]] = database.execute(
        _among(query, column, alone), (wanted[0] if alone else json.dumps(wanted),)
    )
    return found


@cache
def _among(query: str, column: str, alone: bool) -> str:
    given = "= ?" if alone else "IN (SELECT value FROM json_each(?))"
    return Template('$query WHERE "$column" $given').substitute(query=query, column=column, given=given)


Mediated = tuple[Agreement, frozenset[int]]
"""An agreement and its mediators."""


def _in_order(found: Iterable[Mediated]) -> list[Mediated]:
    return sorted(found, key=lambda mediated: (mediated[0].date or "9999", mediated[0].id))


def _agreement(row: Sequence[Any]) -> Mediated:
    id, date, due, status, status_on, missing, mediators = row
    try:
        agreement = Agreement(
            id=id,
            uid="",
            title=TITLE,
            date=date,
            due=due,
            status=AgreementStatus(status),
            status_on=status_on,
            tranches_missing=bool(missing),
        )
        return agreement, _members(mediators)
    except (ValueError, TypeError) as wrong:
        raise Damaged(f"The agreement number {id} cannot be read ({wrong}). Verify this casefile.") from wrong


def event_of(row: EventRow) -> Event:
    """An event as far as lines depend on it."""
    id, agreement, kind, date, status, _ = row
    try:
        return Event(id=id, uid="", agreement=agreement, kind=_KINDS[kind], title=TITLE, date=date, status=_STATUSES[status])
    except (ValueError, TypeError, KeyError) as wrong:
        raise Damaged(f"The event number {id} cannot be read ({wrong}). Verify this casefile.") from wrong


def _by_date(event: EventRow) -> tuple[str, int]:
    return event[3] or "9999", event[0]


def held(chosen: Sequence[Mediated], events: Iterable[EventRow]) -> Iterator[Held]:
    """Each of these agreements with its own of these events, then those of the events that belong to none."""
    of: dict[int | None, list[EventRow]] = defaultdict(list)
    for id, agreement, kind, date, status, mediators in events:
        named = None if mediators is None else intern(mediators)
        of[agreement].append((id, agreement, intern(kind), intern(date), intern(status), named))
    for one, mediating in chosen:
        yield Held(one, mediating, tuple(sorted(of.pop(one.id, ()), key=_by_date)))
    for event in sorted(of.pop(None, ()), key=_by_date):
        yield Held(None, _NOBODY, (event,))


def named(database: Driver, abouts: Iterable[About]) -> list[Held]:
    """These agreements with their events, and these events outside agreements; what is not there is left out.

    An event that was outside and has joined one of these agreements is only there, so that it is not added twice.
    """
    chosen = tuple(abouts)
    ids = [agreement for agreement, _ in chosen if agreement is not None]
    found = _in_order(_agreement(row) for row in among(database, AGREEMENT, "id", ids))
    events = [*among(database, EVENT, "agreement", ids)]
    alone = among(database, EVENT, "id", [event for _, event in chosen if event is not None])
    events += [event for event in alone if event[1] is None]
    return list(held(found, cast("list[EventRow]", events)))


def alone(event: EventRow) -> Held:
    """An event outside agreements."""
    return Held(None, _NOBODY, (event,))


def mediators(batch: Iterable[Held]) -> Mapping[About, frozenset[int]]:
    """Who mediates each agreement and each event; an event's agreement mediates for it too."""
    mediating: dict[About, frozenset[int]] = {}
    for one in batch:
        shared = one.mediators
        if one.agreement is not None:
            mediating[one.agreement.id, None] = shared
        for event in one.events:
            own = event[5]
            mediating[None, event[0]] = shared if own is None else shared | _members(own) if shared else _members(own)
    return mediating


@lru_cache(maxsize=4096)
def _members(keys: str | None) -> frozenset[int]:
    """The keys in a text; the same few mediate again and again."""
    return _NOBODY if keys is None else frozenset(map(int, keys.split(",")))


class Sources(dict[int, Provenance]):
    """Each source as an origin, read when it is asked for."""

    def __init__(self, database: Driver, reliability: Mapping[int, str]) -> None:
        super().__init__()
        self._database, self._reliability = database, reliability

    def __missing__(self, id: int) -> Provenance:
        self.fetch((id,))
        if id not in self:
            raise KeyError(f"no source {id}")
        return self[id]

    def fetch(self, ids: Iterable[int]) -> None:
        """Read these together."""
        self._take(among(self._database, _SOURCE, "id", [id for id in dict.fromkeys(ids) if id not in self]))

    def _take(self, rows: Iterable[tuple[Any, ...]]) -> None:
        reprints = []
        for id, publisher, published, reprint_of in rows:
            if reprint_of is None:
                self[id] = self._made(publisher, published, id, publisher)
            else:
                reprints.append((id, publisher, published, reprint_of))
        for id, publisher, published, reprint_of in reprints:
            origin, its_publisher = self._origin(id, publisher, reprint_of)
            self[id] = self._made(publisher, published, origin, its_publisher)

    def _origin(self, id: int, publisher: int | None, reprint_of: int | None) -> tuple[int, int | None]:
        """What a source reprints, by whatever way, and who published that."""
        seen = {id}
        while reprint_of is not None and reprint_of not in seen:
            seen.add(reprint_of)
            row = self._database.execute(f"{_SOURCE} WHERE id = ?", (reprint_of,)).fetchone()
            if row is None:
                raise Damaged(f"The source number {id} reprints one that is not there. Verify this casefile.")
            id, publisher, _, reprint_of = row
        return id, publisher

    def _made(self, publisher: int | None, published: str, origin: int, its_publisher: int | None) -> Provenance:
        reliability = "F" if publisher is None else self._reliability[publisher]
        return provenance_of(intern(published), reliability, origin, its_publisher)
