"""What a merge has to look at: the records in which two casefiles differ, what these name, and what rests on them.

Everything else is the same on both sides and stays as it is: of a hundred thousand records it is passed over in whole tables
(``db.apart``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from string import Template
from typing import TYPE_CHECKING

from db.kept import KEPT, RESTING_ON, Resting
from db.kind import RecordKind
from db.lineage import MERGED_KINDS, News, Records, Side, among, since
from db.merge_law import named_by
from db.merge_result import Key
from db.sqlite.file import raw

if TYPE_CHECKING:
    from db.sqlite.connection import Connection

_OWNERS = Template('SELECT owner FROM "$table" WHERE member IN (SELECT value FROM json_each(?))')
_READ_WHOLE = tuple(kind for kind in MERGED_KINDS if not kind.is_recorded)
_HELD_AGAINST = frozenset({RecordKind.FIGURE, RecordKind.CATEGORY})
_OF_CATEGORY = (Resting(RecordKind.FIGURE, "category"), Resting(RecordKind.PIN, "category"))


@dataclass(frozen=True)
class Gathered:
    """Both sides of a merge as far as it has to look at them, and what each did since the other last knew of it."""

    ours: Side
    theirs: Side
    known_here: int
    known_there: int
    news_here: News
    news_there: News


def gather(
    here: Connection,
    there: Connection,
    apart: Mapping[RecordKind, Collection[int]],
    tell: Callable[[float], None] = lambda _: None,
) -> Gathered:
    """Read the records of ``there`` that ``apart`` names, and on both sides all that a decision about them has to see."""
    both = _Both(here, there)
    both.theirs.read(apart)
    ours, theirs = both.ours.side(), both.theirs.side()
    tell(0.2)
    known_here, known_there = theirs.known_of(ours), ours.known_of(theirs)
    news_there = since(there, known_there, [(key[0], id) for key, id in both.theirs.ids.items()])
    both.read_with_named(chain(theirs.now, news_there.states))
    tell(0.5)
    both.read_with_named(_named_in(news_there))
    both.read_resting([key for key in news_there.states if ours.now.get(key) != theirs.now.get(key)])
    tell(0.7)
    news_here = since(here, known_here, [(key[0], id) for key, id in both.ours.ids.items() if key in news_there.states])
    both.read_with_named(_named_in(news_here))
    read = sum(key[0].is_recorded for key in theirs.now)
    return Gathered(ours, replace(theirs, others=both.theirs.number() - read), known_here, known_there, news_here, news_there)


def _named_in(news: News) -> Iterable[Key]:
    """Every record that one of the states named that a record went through."""
    return (named for key, states in news.states.items() for state in states if state for named in named_by(key, state))


class _Both:
    """The records of both sides; what is read of one is read of the other."""

    def __init__(self, here: Connection, there: Connection) -> None:
        self.ours, self.theirs = Records(here), Records(there)
        self._here = here
        self._looked_at: set[Key] = set()
        for records in (self.ours, self.theirs):
            records.read_whole(_READ_WHOLE)

    def read_with_named(self, keys: Iterable[Key]) -> None:
        """Read these records, those that they name, those that these name, and so on."""
        fresh = set(keys) - self._looked_at
        while fresh:
            self._looked_at |= fresh
            for records in (self.ours, self.theirs):
                records.read_named(fresh)
            sides = (self.ours.now, self.theirs.now)
            fresh = {
                named for key in fresh for now in sides if key in now for named in named_by(key, now[key])
            } - self._looked_at

    def read_resting(self, keys: Iterable[Key]) -> None:
        """Read what rests here on those of these records that may go or that others are held against, and so on."""
        met: set[Key] = set()
        fresh = {key for key in keys if self._matters(key)}
        while fresh:
            met |= fresh
            by_kind: defaultdict[RecordKind, list[object]] = defaultdict(list)
            for kind, uid in fresh:
                by_kind[kind].append(uid if kind is RecordKind.CATEGORY else self.ours.ids[kind, uid])
            found = {key for kind, values in by_kind.items() for key in _resting(self._here, kind, values)}
            self.read_with_named(found)
            fresh = {key for key in found - met if self._matters(key)}

    def _matters(self, key: Key) -> bool:
        """Whether what rests on a record here has to be looked at with it.

        Figures and pins are held against the figures and categories that they name; of any other record it only matters that
        it is there, and one that the other side has too stays.
        """
        return key in self.ours.ids and (key[0] in _HELD_AGAINST or key not in self.theirs.now)


def _resting(connection: Connection, kind: RecordKind, values: list[object]) -> Iterator[Key]:
    """The records of a casefile that name one of these, by its key there or as its category."""
    for rest in _OF_CATEGORY if kind is RecordKind.CATEGORY else RESTING_ON[kind]:
        linked = KEPT[rest.kind].lists.get(rest.field)
        owners: Iterable[object] = values if linked is None else _owners(connection, linked, values)
        column = rest.field if linked is None else "id"
        yield from ((rest.kind, uid) for _, uid in among(connection, rest.kind, column, owners))


def _owners(connection: Connection, linked: str, members: Iterable[object]) -> list[int]:
    query = _OWNERS.substitute(table=linked)
    return [owner for (owner,) in raw(connection).execute(query, (json.dumps(list(members)),))]
