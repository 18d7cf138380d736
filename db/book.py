"""A casebook whose records are read when somebody asks for them, so that a casefile of a million figures opens at once.

It answers as every casebook does. By id it reads the one record; asked for all records of a kind, it reads all of them, which
long work does in a thread with a casebook of its own. It belongs to the thread of its casefile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from string import Template
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from db import as_kept, casebook, reader
from db.kept import KEPT
from db.kind import RecordKind
from db.page import Pages
from figures.category import CategoryTree
from figures.record import Agreement, Casebook, Event, Figure, Party, Pin, Publisher, Record, Source
from figures.vocabulary import Vantage

if TYPE_CHECKING:
    from db.casefile import Casefile
    from db.result import Changes

R = TypeVar("R", bound=Record)
_KEYS = Template('SELECT id FROM "$table" ORDER BY id')
_NUMBER = Template('SELECT count(*) FROM "$table"')
MOST = 8192
"""How many records of a kind are held; a screen shows a few dozen."""

_WHOLE = (
    (RecordKind.PARTY, "parties", "party"),
    (RecordKind.PUBLISHER, "publishers", "publisher"),
    (RecordKind.PIN, "pins"),
)
"""What is read whole, because there is never very much of it, and what is made of it."""


def check(casefile: Casefile) -> None:
    """Raise ``Damaged`` where a record is no longer what the journal keeps of it; for a thread."""
    with casefile.asked() as database:
        as_kept.check_before_use(database)


class Shelf(Mapping[int, R], Generic[R]):
    """The records of one kind by id, read when they are asked for."""

    def __init__(self, casefile: Casefile, kind: RecordKind) -> None:
        self._casefile, self._kind = casefile, kind
        self._held: dict[int, R | None] = {}

    def fetch(self, ids: Iterable[int]) -> None:
        """Read these together, because they will be asked for one by one."""
        wanted = list(dict.fromkeys(id for id in ids if id not in self._held))
        if not wanted:
            return
        if len(self._held) + len(wanted) > MOST:
            self._held = dict(list(self._held.items())[len(self._held) // 2 :])
        with self._casefile.asked() as database:
            found = reader.some(database, self._kind, wanted)
        self._held.update((id, cast("R | None", found.get(id))) for id in wanted)

    def without(self, touched: Iterable[int]) -> Shelf[R]:
        """The same shelf after an act that touched these."""
        other: Shelf[R] = Shelf(self._casefile, self._kind)
        gone = set(touched)
        other._held = {id: record for id, record in self._held.items() if id not in gone}
        return other

    def __getitem__(self, id: int) -> R:
        if id not in self._held:
            self.fetch((id,))
        record = self._held[id]
        if record is None:
            raise KeyError(id)
        return record

    def __contains__(self, id: object) -> bool:
        if not isinstance(id, int):
            return False
        self.fetch((id,))
        return self._held.get(id) is not None

    def __iter__(self) -> Iterator[int]:
        with self._casefile.asked() as database:
            return iter([id for (id,) in database.execute(_KEYS.substitute(table=KEPT[self._kind].table))])

    def __len__(self) -> int:
        with self._casefile.asked() as database:
            return int(database.execute(_NUMBER.substitute(table=KEPT[self._kind].table)).fetchone()[0])


class OpenBook(Casebook):
    """The casebook of an open casefile, as it is at this moment: after an act it is another one, made by ``after``."""

    def __init__(self, casefile: Casefile) -> None:
        self.__dict__["casefile"] = casefile
        self.__dict__["shelves"] = {
            kind: Shelf(casefile, kind)
            for kind in (RecordKind.SOURCE, RecordKind.AGREEMENT, RecordKind.EVENT, RecordKind.FIGURE)
        }

    def after(self, changes: Changes) -> OpenBook:
        """The book as an act left it: what the act did not touch is taken over."""
        book = OpenBook(self.casefile)
        for kind, shelf in self.shelves.items():
            book.shelves[kind] = shelf.without(changes.of(kind))
        if all(kind.is_recorded for kind, _ in changes.touched):
            kept = [name for kind, *names in _WHOLE for name in names if not changes.of(kind)]
            book.__dict__.update({name: self.__dict__[name] for name in (*kept, "settled") if name in self.__dict__})
        return book

    if TYPE_CHECKING:
        casefile: Casefile
        shelves: dict[RecordKind, Shelf[Record]]

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __repr__(self) -> str:
        return f"OpenBook({self.casefile.path.name!r})"

    @cached_property
    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher."""
        return self.casefile.publishers()

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Every party."""
        return self.casefile.parties()

    @cached_property
    def pins(self) -> tuple[Pin, ...]:
        """Every pin."""
        return self.casefile.pins()

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source; there may be hundreds of thousands."""
        return self.casefile.sources()

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Every agreement; there may be tens of thousands."""
        return self.casefile.agreements()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event; there may be hundreds of thousands."""
        return self.casefile.events()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure; there may be a million."""
        return self.casefile.figures()

    @property
    def categories(self) -> CategoryTree:
        """The casefile's tree of categories."""
        return self.settled[0]

    @property
    def observing(self) -> frozenset[Vantage]:
        """The vantages that count as observing."""
        return self.settled[1]

    @cached_property
    def settled(self) -> tuple[CategoryTree, frozenset[Vantage]]:
        """What holds for the whole casefile."""
        with self.casefile.asked() as database:
            return reader.categories(database), casebook.observing(database)

    def events_of(self, agreement: int | None) -> tuple[Event, ...]:
        """The events of one agreement, or those outside any."""
        keys = Pages(self.casefile).events_of(agreement)
        self.event.fetch(keys)
        return tuple(self.event[key] for key in sorted(keys))

    def figures_about(self, *, agreement: int | None = None, event: int | None = None) -> tuple[Figure, ...]:
        """The figures about one agreement, its events not counted, or about one event."""
        return () if agreement is None and event is None else self.casefile.figures(agreement=agreement, event=event)

    def figures_from(self, source: int) -> tuple[Figure, ...]:
        """The figures that one source gives."""
        return self.casefile.figures(source=source)

    def foresee(self, figures: Iterable[Figure]) -> None:
        """Read together what these figures name."""
        held = tuple(figures)
        self.source.fetch(figure.source for figure in held)
        self.event.fetch(figure.event for figure in held if figure.event is not None)
        about = [event.agreement for figure in held if figure.event and (event := self.event.get(figure.event))]
        self.agreement.fetch(key for key in (*about, *(figure.agreement for figure in held)) if key is not None)
        named = [key for figure in held for key in (figure.part_of, figure.relative_to, figure.corrects) if key is not None]
        self.figure.fetch(named)

    def last_figure(self) -> Figure | None:
        """The figure that was added last."""
        key = Pages(self.casefile).last(RecordKind.FIGURE)
        return None if key is None else self.figure[key]

    def part(self, *, agreement: int | None = None, event: int | None = None) -> Casebook:
        """One agreement with its events, or one event, and all that their figures rest on, as a casebook of its own."""
        wanted = list(self.events_of(agreement)) if agreement is not None else [self.event[event]] if event is not None else []
        pages = Pages(self.casefile)
        figures = {figure.id: figure for figure in pages.figures(pages.figures_about(agreement, [one.id for one in wanted]))}
        figures |= self._linked(figures)
        events = {e.id: e for e in wanted} | {f.event: self.event[f.event] for f in figures.values() if f.event is not None}
        named = {f.agreement for f in figures.values()} | {e.agreement for e in events.values()} | {agreement}
        return Casebook(
            publishers=self.publishers,
            parties=self.parties,
            sources=self._sources_of(figures.values()),
            agreements=tuple(self.agreement[key] for key in sorted(key for key in named if key is not None)),
            events=tuple(events[key] for key in sorted(events)),
            figures=tuple(figures[key] for key in sorted(figures)),
            pins=tuple(pin for pin in self.pins if pin.figure in figures),
            categories=self.categories,
            observing=self.observing,
        )

    def _linked(self, figures: Mapping[int, Figure]) -> dict[int, Figure]:
        """What these figures correct, are parts or shares of, and what corrects them, by whatever way."""
        found: dict[int, Figure] = {}
        fresh = list(figures.values())
        while fresh:
            keys = {key for f in fresh for key in (f.part_of, f.relative_to, f.corrects) if key is not None}
            keys |= set(Pages(self.casefile).correcting([f.id for f in fresh]).values())
            keys -= figures.keys() | found.keys()
            self.figure.fetch(keys)
            fresh = [self.figure[key] for key in keys]
            found.update((figure.id, figure) for figure in fresh)
        return found

    def _sources_of(self, figures: Iterable[Figure]) -> tuple[Source, ...]:
        """The sources of these figures, with those that they reprint."""
        found: dict[int, Source] = {}
        keys = {figure.source for figure in figures}
        while keys:
            self.source.fetch(keys)
            found.update((key, self.source[key]) for key in keys)
            keys = {s.reprint_of for s in found.values() if s.reprint_of is not None} - found.keys()
        return tuple(found[key] for key in sorted(found))

    def found(self, kind: RecordKind, text: str, most: int) -> list[int]:
        """Records of one kind that say this, for a field in which one of many is chosen; the latest where nothing is said."""
        return Pages(self.casefile).found(kind, text, most)

    @property
    def source(self) -> Shelf[Source]:
        """Sources by id."""
        return cast("Shelf[Source]", self.shelves[RecordKind.SOURCE])

    @property
    def agreement(self) -> Shelf[Agreement]:
        """Agreements by id."""
        return cast("Shelf[Agreement]", self.shelves[RecordKind.AGREEMENT])

    @property
    def event(self) -> Shelf[Event]:
        """Events by id."""
        return cast("Shelf[Event]", self.shelves[RecordKind.EVENT])

    @property
    def figure(self) -> Shelf[Figure]:
        """Figures by id."""
        return cast("Shelf[Figure]", self.shelves[RecordKind.FIGURE])
