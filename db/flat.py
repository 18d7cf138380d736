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
from typing import TYPE_CHECKING

from db import reader
from db.sqlite import driver
from figures.flat import BETWEEN, FlatFigure, FlatFigures
from figures.record import Party

if TYPE_CHECKING:
    from db.sqlite.driver import Driver

_AT_A_TIME = 200
_ROOM = 16_000
"""How many kibibytes of pages are held meanwhile, so that the upper part of no table and no index is fetched twice."""

_GO_THROUGH = ("SELECT total(length(title)) FROM event", "SELECT total(length(title)) FROM source")
_AUTHORS = FlatFigure._fields.index("authors")


_QUERY = """
SELECT
  ifnull(a.title, ''), ifnull(a.date, ''), ifnull(a.status, ''), ifnull(a.status_on, ''), ifnull(a.due, ''),
    ifnull(a.place, ''),
  CASE WHEN EXISTS (SELECT 1 FROM agreement_mediator WHERE owner = a.id) THEN (SELECT group_concat(name, '; ') FROM
    (SELECT p.name FROM agreement_mediator m JOIN party p ON p.id = m.member WHERE m.owner = a.id ORDER BY m.position))
    ELSE '' END, CASE a.tranches_missing WHEN 1 THEN 'yes' ELSE '' END,
  ifnull(e.title, ''), ifnull(e.kind, ''), ifnull(e.date, ''), ifnull(e.status, ''), ifnull(e.place, ''), CASE WHEN
    EXISTS (SELECT 1 FROM event_mediator WHERE owner = e.id) THEN (SELECT group_concat(name, '; ') FROM (SELECT p.name
    FROM event_mediator m JOIN party p ON p.id = m.member WHERE m.owner = e.id ORDER BY m.position)) ELSE '' END,
  f.sender, f.receiver, f.category, f.unit, f.stage, f.words, f.accumulation, f.claimant, ifnull(f.vantage, ''),
  f.said_on, f.as_of,
  CASE WHEN f.ref <> '' THEN f.ref
       WHEN EXISTS (SELECT 1 FROM figure x WHERE x.part_of = f.id) OR EXISTS (SELECT 1 FROM figure x WHERE
    x.relative_to = f.id)
         OR EXISTS (SELECT 1 FROM figure x WHERE x.corrects = f.id) THEN f.uid
       ELSE '' END,
  CASE WHEN f.part_of IS NULL THEN '' ELSE (SELECT CASE WHEN x.ref <> '' THEN x.ref ELSE x.uid END FROM figure x WHERE
    x.id = f.part_of) END, CASE WHEN f.relative_to IS NULL THEN '' ELSE (SELECT CASE WHEN x.ref <> '' THEN x.ref ELSE
    x.uid END FROM figure x WHERE x.id = f.relative_to) END, CASE WHEN f.corrects IS NULL THEN '' ELSE (SELECT CASE
    WHEN x.ref <> '' THEN x.ref ELSE x.uid END FROM figure x WHERE x.id = f.corrects) END,
  CASE f.retracted WHEN 1 THEN 'yes' ELSE '' END, f.retracted_on,
  ifnull((SELECT reason FROM pin WHERE figure = f.id ORDER BY id DESC LIMIT 1), ''), f.vantage_reason,
    f.retracted_reason,
  CASE WHEN s.ref <> '' THEN s.ref WHEN EXISTS (SELECT 1 FROM source r WHERE r.reprint_of = s.id) THEN s.uid ELSE ''
    END,
  s.title, s.kind, ifnull(p.name, ''), s.authors, s.language, s.address, s.archived_address, s.published, s.accessed,
  CASE WHEN s.reprint_of IS NULL THEN '' ELSE
    (SELECT CASE WHEN o.ref <> '' THEN o.ref WHEN EXISTS (SELECT 1 FROM figure g WHERE g.source = o.id) THEN o.uid
       ELSE o.title END FROM source o WHERE o.id = s.reprint_of) END,
  CASE s.confidential WHEN 1 THEN 'yes' ELSE '' END,
  f.quote, f."where", ifnull(p.reliability, ''), CAST(f.credibility AS TEXT), f.note, f.low, f.high
FROM figure f
LEFT JOIN event e ON e.id = f.event
LEFT JOIN agreement a ON a.id = CASE WHEN f.event IS NULL THEN f.agreement ELSE e.agreement END
JOIN source s ON s.id = f.source
LEFT JOIN publisher p ON p.id = s.publisher
ORDER BY f.id
"""
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
    cursor = database.execute(_QUERY)
    try:
        while part := cursor.fetchmany(_AT_A_TIME):
            for row in part:
                if row[_AUTHORS]:
                    names = BETWEEN.join(json.loads(row[_AUTHORS]))
                    row = (*row[:_AUTHORS], names, *row[_AUTHORS + 1 :])
                yield FlatFigure._make(row)
    finally:
        cursor.close()
