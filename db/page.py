"""Long tables read a screen at a time: first only the keys in their order, then the few rows that are looked at.

The keys of a million rows are eight bytes each; the rows themselves would be a gigabyte. What orders or filters a whole table
is asked in a thread with a reader of its own, and can be called off.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from string import Template
from typing import TYPE_CHECKING, Any, TypeAlias

from db.kind import RecordKind
from db.later import Later
from figures.record import Figure
from figures.vocabulary import AgreementStatus, EventKind, EventStatus

if TYPE_CHECKING:
    from db import reader
    from db.casefile import Casefile
    from db.sqlite import text_search
    from db.sqlite.driver import Driver
else:
    reader, text_search = map(Later, ("db.reader", "db.sqlite.text_search"))

Keys: TypeAlias = "array[int]"
"""Keys of records in some order, eight bytes each."""
AT_ONCE = 5000
"""How many keys are taken from the database before other threads have their turn."""
LITTLE = 5000
"""Up to so many events the latest one is looked for among all of them."""

_EVERY_EVENT = "SELECT id, agreement, title, date, place FROM event ORDER BY date = '', date, id"
_EVENTS_OF = "SELECT agreement, count(*) FROM event WHERE agreement IN (SELECT value FROM json_each(?)) GROUP BY 1"
_FIGURES_ON_AGREEMENTS = "SELECT agreement, count(*) FROM figure WHERE agreement IN (SELECT value FROM json_each(?)) GROUP BY 1"
_FIGURES_ON_EVENTS_OF = (
    "SELECT event.agreement, count(*) FROM event CROSS JOIN figure ON figure.event = event.id "
    "WHERE event.agreement IN (SELECT value FROM json_each(?)) GROUP BY 1"
)
_FIGURES_ON_EVENTS = "SELECT event, count(*) FROM figure WHERE event IN (SELECT value FROM json_each(?)) GROUP BY 1"
_FIGURES_ABOUT = (
    "SELECT id FROM figure WHERE agreement = ? "
    "UNION SELECT id FROM figure WHERE event IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_FIGURES_FROM = "SELECT id FROM figure WHERE source IN (SELECT value FROM json_each(?)) ORDER BY id"
_CORRECTIONS = (
    "SELECT corrects, id FROM figure WHERE corrects IN (SELECT value FROM json_each(?)) AND retracted = 0 ORDER BY id"
)
_LAST_FIGURES = (
    "SELECT figure.agreement, figure.event, event.agreement FROM figure LEFT JOIN event ON event.id = figure.event "
    "ORDER BY figure.id DESC LIMIT 500"
)
_USES = {
    RecordKind.PARTY: "SELECT claimant, count(*) FROM figure WHERE claimant IS NOT NULL GROUP BY claimant",
    RecordKind.PUBLISHER: "SELECT publisher, count(*) FROM source WHERE publisher IS NOT NULL GROUP BY publisher",
}
_LATEST_ADDED = {
    kind: Template("SELECT id FROM $kind ORDER BY id DESC LIMIT ?").substitute(kind=kind.value) for kind in RecordKind
}
_LATEST = (
    (RecordKind.EVENT, "SELECT id FROM event WHERE agreement IS NOT NULL ORDER BY date DESC, id LIMIT 1"),
    (RecordKind.EVENT, "SELECT id FROM event WHERE agreement IS NULL ORDER BY date DESC, id LIMIT 1"),
    (RecordKind.AGREEMENT, "SELECT id FROM agreement ORDER BY date DESC, id LIMIT 1"),
)


class FigureOrder(StrEnum):
    """In which order all figures can be listed; where two are alike, the one that was added first goes first."""

    ADDED = "added"
    NUMBER = "number"
    SAID_ON = "said on"
    CLAIMANT = "claimant"
    SOURCE = "source"


_FIGURES_BY = {
    FigureOrder.ADDED: "SELECT id FROM figure ORDER BY id",
    FigureOrder.NUMBER: "SELECT id FROM figure ORDER BY low, high IS NULL, high, id",
    FigureOrder.SAID_ON: "SELECT id FROM figure ORDER BY CASE said_on WHEN '' THEN of_source(source) ELSE said_on END, id",
    FigureOrder.CLAIMANT: (
        "SELECT figure.id FROM figure LEFT JOIN party ON party.id = figure.claimant "
        "ORDER BY party.name IS NULL, party.name, figure.id"
    ),
    FigureOrder.SOURCE: "SELECT id FROM figure ORDER BY of_source(source), id",
}
_OF_SOURCE = {
    FigureOrder.SAID_ON: "SELECT id, published FROM source",
    FigureOrder.SOURCE: (
        "SELECT source.id, row_number() OVER (ORDER BY coalesce(publisher.name, source.title), source.id) "
        "FROM source LEFT JOIN publisher ON publisher.id = source.publisher"
    ),
}
"""What an order takes from a figure's source: read once and held, as to look it up for each figure takes minutes."""


@dataclass(frozen=True, slots=True)
class AgreementHead:
    """An agreement as a list shows it, with how many events it has and how many figures they and it have together."""

    id: int
    title: str
    date: str
    status: AgreementStatus
    events: int
    figures: int


@dataclass(frozen=True, slots=True)
class EventHead:
    """An event as a list shows it, with how many figures it has."""

    id: int
    title: str
    date: str
    kind: EventKind
    status: EventStatus
    figures: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The register in order: agreements, the undated last, and whether events stand outside any.

    ``at_most`` is a number that there are no more events than. ``events`` is None where every event is in the outline, else
    those that are, by agreement (0 for those outside any).
    """

    agreements: Keys
    outside: bool
    at_most: int
    events: Mapping[int, Keys] | None = None


class Pages:
    """Reads one casefile by the screen; it belongs to the thread of the casefile."""

    def __init__(self, casefile: Casefile) -> None:
        self._casefile = casefile

    def outline(self) -> Outline:
        """The whole register."""
        with self._read() as ask:
            outside = bool(ask("SELECT EXISTS (SELECT 1 FROM event WHERE agreement IS NULL)")[0][0])
            at_most = ask("SELECT max(id) FROM event")[0][0] or 0
            keys = _keys(ask("SELECT id FROM agreement ORDER BY date, id"))
            if keys and not ask("SELECT date FROM agreement WHERE id = ?", keys[0])[0][0]:
                undated = ask("SELECT count(*) FROM agreement WHERE date = ''")[0][0]
                keys = keys[undated:] + keys[:undated]
            return Outline(keys, outside, at_most)

    def matching(self, words: Sequence[str]) -> Outline:
        """What has all these folded words in its title, date or place; of an agreement that has them, all events."""
        found: dict[int, Keys] = {}
        tops, whole = array("q"), set()
        with self._read() as ask:
            for id, *texts in ask("SELECT id, title, date, place FROM agreement ORDER BY date = '', date, id"):
                if _has(words, texts):
                    whole.add(id)
            for id, agreement, *texts in ask(
                "SELECT id, agreement, title, date, place FROM event ORDER BY date = '', date, id"
            ):
                if agreement in whole or _has(words, texts):
                    found.setdefault(agreement or 0, array("q")).append(id)
            every = _keys(ask("SELECT id FROM agreement ORDER BY date = '', date, id"))
        tops.extend(id for id in every if id in whole or id in found)
        return Outline(tops, 0 in found, sum(len(keys) for keys in found.values()), found)

    def events_of(self, agreement: int | None) -> Keys:
        """The events of one agreement, or those outside any, the undated last."""
        with self._read() as ask:
            return _keys(ask("SELECT id FROM event WHERE agreement IS ? ORDER BY date = '', date, id", agreement))

    def events_by_agreement(self) -> dict[int, Keys]:
        """Every event of a short register by its agreement, 0 for those outside any; the undated last."""
        found: dict[int, Keys] = {}
        with self._read() as ask:
            for id, agreement in ask("SELECT id, agreement FROM event ORDER BY date = '', date, id"):
                found.setdefault(agreement or 0, array("q")).append(id)
        return found

    def agreement_of(self, event: int) -> int | None:
        """The agreement that an event belongs to; None where it stands outside any, or is not there."""
        with self._read() as ask:
            found = ask("SELECT agreement FROM event WHERE id = ?", event)
        return found[0][0] if found else None

    def about(self, figure: int) -> tuple[RecordKind, int] | None:
        """What a figure is about; None where it is not there."""
        with self._read() as ask:
            for agreement, event in ask("SELECT agreement, event FROM figure WHERE id = ?", figure):
                return (RecordKind.AGREEMENT, agreement) if event is None else (RecordKind.EVENT, event)
        return None

    def titles_of_agreements(self) -> list[tuple[int, str]]:
        """Every agreement's key and title, the undated last."""
        with self._read() as ask:
            return [(id, title) for id, title in ask("SELECT id, title FROM agreement ORDER BY date = '', date, id")]

    def saying(self, kind: RecordKind, word: str) -> frozenset[int]:
        """Every record of a kind that holds a word beginning so."""
        with self._casefile.asked() as database:
            return text_search.every(database, word, kind)

    def agreement_heads(self, ids: Sequence[int]) -> dict[int, AgreementHead]:
        """These agreements."""
        some = _listed(ids)
        with self._read() as ask:
            events = dict(ask(_EVENTS_OF, some))
            own, theirs = dict(ask(_FIGURES_ON_AGREEMENTS, some)), dict(ask(_FIGURES_ON_EVENTS_OF, some))
            rows = ask("SELECT id, title, date, status FROM agreement WHERE id IN (SELECT value FROM json_each(?))", some)
        return {
            id: AgreementHead(id, title, date, AgreementStatus(status), events.get(id, 0), own.get(id, 0) + theirs.get(id, 0))
            for id, title, date, status in rows
        }

    def event_heads(self, ids: Sequence[int]) -> dict[int, EventHead]:
        """These events."""
        some = _listed(ids)
        with self._read() as ask:
            figures = dict(ask(_FIGURES_ON_EVENTS, some))
            rows = ask("SELECT id, title, date, kind, status FROM event WHERE id IN (SELECT value FROM json_each(?))", some)
        return {
            id: EventHead(id, title, date, EventKind(kind), EventStatus(status), figures.get(id, 0))
            for id, title, date, kind, status in rows
        }

    def latest(self) -> tuple[RecordKind, int] | None:
        """Where work most likely goes on: the latest event, one of an agreement before all others, else the latest agreement.

        In a long register it is what one of the last figures is about, which is known without looking at every event.
        """
        with self._read() as ask:
            most = ask("SELECT max(id) FROM event")[0][0] or 0
            last = self._worked_on_last() if most > LITTLE else None
            if last is not None:
                return last
            for kind, question in _LATEST:
                for (id,) in ask(question):
                    return kind, id
        return None

    def _worked_on_last(self) -> tuple[RecordKind, int] | None:
        """What the last figure is about that belongs to an agreement, else the last of all; None without figures."""
        outside = None
        with self._casefile.asked() as database:
            for own, event, agreement in database.execute(_LAST_FIGURES):
                if event is None:
                    return RecordKind.AGREEMENT, own
                if agreement is not None:
                    return RecordKind.EVENT, event
                outside = outside or (RecordKind.EVENT, event)
        return outside

    def figures_added(self) -> Sequence[int] | None:
        """Every figure in the order in which they were added, at once; None where that is only known by looking at each."""
        with self._read() as ask:
            (first,), (last,) = ask("SELECT min(id) FROM figure")[0], ask("SELECT max(id) FROM figure")[0]
            count = ask("SELECT count(*) FROM figure")[0][0]
        if not count:
            return ()
        return range(first, last + 1) if last - first + 1 == count else None

    def figures_by(self, order: FigureOrder, text: str = "", unwanted: Callable[[], bool] = lambda: False) -> Keys:
        """Every figure in this order, or those that say every word of the text; for a thread."""
        found = array("q")
        with self._casefile.asked() as database:
            said = text_search.every(database, text, RecordKind.FIGURE) if text.strip() else None
            if order in _OF_SOURCE:
                of_source = dict(database.execute(_OF_SOURCE[order]))
                database.create_function("of_source", 1, of_source.get)
            cursor = database.execute(_FIGURES_BY[order])
            while not unwanted() and (rows := cursor.fetchmany(AT_ONCE)):
                found.extend(row[0] for row in rows if said is None or row[0] in said)
            cursor.close()
        return found

    def figures_about(self, agreement: int | None, events: Sequence[int]) -> Keys:
        """The figures about an agreement itself, and those about these events."""
        with self._read() as ask:
            return _keys(ask(_FIGURES_ABOUT, agreement, _listed(events)))

    def figures(self, keys: Sequence[int]) -> list[Figure]:
        """These figures, those that are there."""
        with self._casefile.asked() as database:
            found = reader.some(database, RecordKind.FIGURE, keys)
        return [figure for key in keys if isinstance(figure := found.get(key), Figure)]

    def uses(self, kind: RecordKind) -> dict[int, int]:
        """How many figures each party has claimed, or sources each publisher has; those that have none are left out."""
        with self._read() as ask:
            return dict(ask(_USES[kind]))

    def count_figures(self) -> int:
        """How many figures there are."""
        with self._read() as ask:
            return int(ask("SELECT count(*) FROM figure")[0][0])

    def sources_latest(self, text: str = "", unwanted: Callable[[], bool] = lambda: False) -> Keys:
        """Every source, the latest publication first, or those that say every word of the text; for a thread."""
        found = array("q")
        with self._casefile.asked() as database:
            said = text_search.every(database, text, RecordKind.SOURCE) if text.strip() else None
            cursor = database.execute("SELECT id FROM source ORDER BY published DESC, id DESC")
            while not unwanted() and (rows := cursor.fetchmany(AT_ONCE)):
                found.extend(row[0] for row in rows if said is None or row[0] in said)
            cursor.close()
        return found

    def figures_from(self, sources: Sequence[int]) -> dict[int, list[Figure]]:
        """The figures that each of these sources gives, in the order in which they were added."""
        found: dict[int, list[Figure]] = {source: [] for source in sources}
        with self._read() as ask:
            keys = _keys(
                ask("SELECT id FROM figure WHERE source IN (SELECT value FROM json_each(?)) ORDER BY id", _listed(sources))
            )
        for figure in self.figures(keys):
            found[figure.source].append(figure)
        return found

    def source_with_copy(self, digests: Collection[str]) -> dict[str, int]:
        """Which sources keep these copies, by digest."""
        with self._read() as ask:
            return dict(
                ask(
                    "SELECT copy_sha256, id FROM source WHERE copy_sha256 IN (SELECT value FROM json_each(?))",
                    json.dumps(list(digests)),
                )
            )

    def last_figure(self) -> int | None:
        """The figure that was added last; None where there is none."""
        return self.last(RecordKind.FIGURE)

    def last(self, kind: RecordKind) -> int | None:
        """The record of this kind that was added last."""
        with self._read() as ask:
            return next((id for (id,) in ask(_LATEST_ADDED[kind], 1)), None)

    def found(self, kind: RecordKind, text: str, most: int) -> list[int]:
        """Records of one kind that hold every word of the text or its beginning; the latest where the text is empty."""
        with self._casefile.asked() as database:
            if text.strip():
                return [id for _, id in text_search.find(database, text, most, kind)]
            return [id for (id,) in database.execute(_LATEST_ADDED[kind], (most,))]

    def last_act_at(self) -> str:
        """When the last act was kept, as the journal has it; empty where there was none."""
        with self._read() as ask:
            found = ask("SELECT at FROM journal ORDER BY id DESC LIMIT 1")
        return found[0][0] if found else ""

    def correcting(self, ids: Collection[int]) -> dict[int, int]:
        """What corrects these figures, by the figure corrected; retracted corrections correct nothing."""
        with self._read() as ask:
            return dict(ask(_CORRECTIONS, _listed(ids)))

    @contextmanager
    def _read(self) -> Iterator[Any]:
        with self._casefile.asked() as database:
            yield _Asking(database)


class _Asking:
    """Asks the driver itself: these questions are short, and many."""

    def __init__(self, database: Driver) -> None:
        self._database = database

    def __call__(self, question: str, *values: object) -> list[Any]:
        found: list[Any] = self._database.execute(question, values).fetchall()
        return found


def _keys(rows: Sequence[Sequence[int]]) -> Keys:
    return array("q", [row[0] for row in rows])


def _listed(ids: Iterable[int]) -> str:
    """Keys as the one value that a question takes them as."""
    return json.dumps(list(ids))


def _has(words: Sequence[str], texts: Sequence[str]) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)
