"""A casefile's figures as rows of a table, straight out of the tables: a million of them in the room of a few hundred.

It says the same as ``figures.flat`` does of a casebook in memory; a property test holds the two against each other.

The figures come in the order of their table, and each names an event and a source somewhere in theirs. On a disk those are
two places a figure, several times as slow as all else; so both tables are gone through from one end to the other first, which
is a second or two for a million, and are found in the system's memory from then on.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db import reader
from db.sqlite import driver
from figures.flat import BETWEEN, FlatFigure, FlatFigures
from figures.record import Party

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_AT_A_TIME = 200
_ROOM = 16_000
"""How many kibibytes of pages are held meanwhile, so that the upper part of no table and no index is fetched twice."""

_MOST_AGREEMENTS = 16_000
_MOST_AUTHORS = 2_000
_GO_THROUGH = ("SELECT total(length(title)) FROM event", "SELECT total(length(title)) FROM source")

_QUERY = """
SELECT
  CASE WHEN f.event IS NULL THEN f.agreement ELSE e.agreement END,
  ifnull(e.title, ''), ifnull(e.kind, ''), ifnull(e.date, ''), ifnull(e.status, ''), ifnull(e.place, ''), e.id,
  f.sender, f.receiver, f.category, f.unit, f.stage, f.words, f.accumulation, f.claimant, ifnull(f.vantage, ''),
  f.said_on, f.as_of,
  CASE WHEN f.ref <> '' THEN f.ref
       WHEN f.id IN (SELECT part_of FROM figure WHERE part_of IS NOT NULL
         UNION ALL SELECT relative_to FROM figure WHERE relative_to IS NOT NULL
         UNION ALL SELECT corrects FROM figure WHERE corrects IS NOT NULL) THEN f.uid
       ELSE '' END,
  CASE WHEN f.part_of IS NULL THEN '' ELSE (SELECT CASE WHEN x.ref <> '' THEN x.ref ELSE x.uid END FROM figure x WHERE
    x.id = f.part_of) END, CASE WHEN f.relative_to IS NULL THEN '' ELSE (SELECT CASE WHEN x.ref <> '' THEN x.ref ELSE
    x.uid END FROM figure x WHERE x.id = f.relative_to) END, CASE WHEN f.corrects IS NULL THEN '' ELSE (SELECT CASE
    WHEN x.ref <> '' THEN x.ref ELSE x.uid END FROM figure x WHERE x.id = f.corrects) END,
  CASE f.retracted WHEN 1 THEN 'yes' ELSE '' END, f.retracted_on,
  ifnull((SELECT reason FROM pin WHERE figure = f.id ORDER BY id DESC LIMIT 1), ''), f.vantage_reason,
    f.retracted_reason,
  CASE WHEN s.ref <> '' THEN s.ref WHEN s.id IN (SELECT reprint_of FROM source WHERE reprint_of IS NOT NULL) THEN s.uid
    ELSE '' END,
  s.title, s.kind, s.publisher, s.authors, s.language, s.address, s.archived_address, s.published, s.accessed,
  CASE WHEN s.reprint_of IS NULL THEN '' ELSE
    (SELECT CASE WHEN o.ref <> '' THEN o.ref WHEN EXISTS (SELECT 1 FROM figure g WHERE g.source = o.id) THEN o.uid
       ELSE o.title END FROM source o WHERE o.id = s.reprint_of) END,
  CASE s.confidential WHEN 1 THEN 'yes' ELSE '' END,
  f.quote, f."where", CAST(f.credibility AS TEXT), f.note, f.low, f.high
FROM figure f
LEFT JOIN event e ON e.id = f.event
JOIN source s ON s.id = f.source
ORDER BY f.id
"""
_AGREEMENT = """
SELECT title, date, status, status_on, due, place,
  ifnull((SELECT group_concat(name, '; ') FROM (SELECT p.name FROM agreement_mediator m JOIN party p ON p.id = m.member
    WHERE m.owner = agreement.id ORDER BY m.position)), ''),
  CASE tranches_missing WHEN 1 THEN 'yes' ELSE '' END
FROM agreement WHERE id = ?
"""
_NO_AGREEMENT = ("",) * FlatFigure._fields.index("event")
_MEDIATORS = "SELECT m.owner, p.name FROM event_mediator m JOIN party p ON p.id = m.member ORDER BY m.owner, m.position"
_PUBLISHERS = "SELECT id, name, reliability FROM publisher"
_DESCRIBED = "SELECT sender FROM figure UNION SELECT receiver FROM figure UNION SELECT claimant FROM figure"


@contextmanager
def flat_figures(database: Driver) -> Iterator[FlatFigures]:
    """Every figure as one row, read as it is asked for while the block lasts."""
    parties = reader.records(database, Party)
    described = frozenset(key for (key,) in database.execute(_DESCRIBED) if key is not None)
    driver.make_room(database, _ROOM)
    try:
        with closing(_rows(database)) as rows:
            yield FlatFigures(parties, described, rows)
    finally:
        driver.make_room(database)


def _rows(database: Driver) -> Generator[FlatFigure, None, None]:
    for statement in _GO_THROUGH:
        database.execute(statement).fetchone()
    spelled = _Spelled(database).flat
    cursor = database.execute(_QUERY)
    try:
        while part := cursor.fetchmany(_AT_A_TIME):
            yield from map(spelled, part)
    finally:
        cursor.close()


class _Spelled:
    """What many figures share, read once: publishers, who mediated, authors, and as many agreements as are held at a time."""

    def __init__(self, database: Driver) -> None:
        self._publishers = {id: (name, reliability) for id, name, reliability in database.execute(_PUBLISHERS)}
        self._mediators = dict(_mediators(database))
        self._agreement = lru_cache(_MOST_AGREEMENTS)(partial(_agreement, database))
        self._authors = lru_cache(_MOST_AUTHORS)(_authors)

    def flat(self, row: tuple[Any, ...]) -> FlatFigure:
        """A figure as one row of a table, of what the query says of it."""
        about, *event, mediated = row[:7]
        publisher, authors = row[30:32]
        name, reliability = self._publishers.get(publisher, ("", ""))
        return FlatFigure._make(
            (
                *self._agreement(about),
                *event,
                self._mediators.get(mediated, ""),
                *row[7:30],
                name,
                self._authors(authors),
                *row[32:41],
                reliability,
                *row[41:],
            )
        )


def _agreement(database: Driver, id: int | None) -> tuple[str, ...]:
    found: tuple[str, ...] | None = database.execute(_AGREEMENT, (id,)).fetchone()
    return found or _NO_AGREEMENT


def _mediators(database: Driver) -> Iterator[tuple[int, str]]:
    """Who mediated each event of which that is known; the same names are held once."""
    held: dict[str, str] = {}
    for event, several in groupby(database.execute(_MEDIATORS), key=itemgetter(0)):
        names = BETWEEN.join([name for _, name in several])
        yield event, held.setdefault(names, names)


def _authors(kept: str) -> str:
    return BETWEEN.join(json.loads(kept)) if kept else ""
