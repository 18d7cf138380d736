"""The agreements in sight of a large comparison: their rows as the lines are read, and for the chosen one its records in full.

Rows are made of the lines that the casefile gives for an agreement, and kept a while. What stands behind a chosen line needs
the figures themselves, so that one agreement is read whole and compared again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from db.book import OpenBook
from db.comparison import OpenComparison
from desktop.compare.row import LineRow, line_row
from desktop.session import Session
from figures.day import Day
from figures.line import Comparison, Line
from figures.record import Casebook

KEPT = 60
"""Agreements and events kept; a screen shows a dozen."""
About = tuple[int | None, int | None]
"""An agreement, or an event outside agreements."""


@dataclass(frozen=True, slots=True)
class Part:
    """One agreement with its events, or one event outside agreements: its records and its comparison."""

    casebook: Casebook
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Renewed:
    """Lines of a part as an act left them: those of one place in it (an event, 0 for the agreement's own), or all."""

    about: About
    lines: tuple[Line, ...]
    place: int
    whole: bool


def run_of(places: Sequence[int], place: int) -> range:
    """Where one place's lines stand among those of all places; they stand together."""
    if place not in places:
        return range(0)
    first = places.index(place)
    end = first
    while end < len(places) and places[end] == place:
        end += 1
    return range(first, end)


class Parts:
    """Parts of the open casefile, compared on one day."""

    def __init__(self, session: Session, day: Day, entry: int) -> None:
        self._session = session
        self._day, self._entry = day, entry
        self._compared: OpenComparison | None = None
        self._came: dict[About, tuple[Line, ...]] = {}
        self._rows: OrderedDict[About, tuple[LineRow, ...]] = OrderedDict()
        self._kept: OrderedDict[About, Part] = OrderedDict()

    @property
    def day(self) -> Day:
        """The day."""
        return self._day

    @property
    def compared(self) -> OpenComparison:
        """The comparison that gives the lines, made when it is first asked."""
        if self._compared is None:
            self._compared = OpenComparison(self._session.casefile, on=self._day, since=self._entry)
        return self._compared

    def turn_to(self, day: Day) -> None:
        """Compare on this day from now on; the rows that there are say the same on it."""
        self._day, self._compared = day, None
        self._kept.clear()

    def take(self, about: About, lines: tuple[Line, ...]) -> None:
        """These lines of a part came in full; they need not be read again."""
        self._came[about] = lines

    def follow(self) -> list[Renewed] | None:
        """Compare as later acts left the casefile, and tell the lines that they touched; None where that may be every line."""
        self._compared, reached = self.compared.after()
        self._day = self._compared.day
        self._kept.clear()
        self._came.clear()
        if reached is None:
            return None
        told = [
            Renewed(about, lines, place or 0, whole=False)
            for about, place, lines in self.compared.anew({a: places for a, places in reached.items() if places is not None})
        ]
        told += [self.whole(about) for about, places in reached.items() if places is None]
        for one in told:
            self._put(one)
        return told

    def whole(self, about: About) -> Renewed:
        """All lines of a part now; none where it is not there any more."""
        lines = tuple(line for scope in self.compared.scopes([about]) for line in scope.lines())
        return Renewed(about, lines, 0, whole=True)

    def _put(self, renewed: Renewed) -> None:
        """Put lines into the rows that are kept; where they do not fit in, the rows are made again when they are looked at."""
        rows = self._rows.pop(renewed.about, None)
        if rows is not None and not renewed.whole:
            run = run_of([row.line.event or 0 for row in rows], renewed.place)
            if len(run) == len(renewed.lines):
                self._rows[renewed.about] = (*rows[: run.start], *self._made(renewed.lines), *rows[run.stop :])

    def rows(self, about: About) -> tuple[LineRow, ...]:
        """The lines of a part as rows, in reading order."""
        if about not in self._rows:
            self._rows[about] = self._made(self._came.get(about) or self.whole(about).lines)
            if len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        self._rows.move_to_end(about)
        return self._rows[about]

    def part(self, about: About) -> Part:
        """The part with its records."""
        if about not in self._kept:
            self._kept[about] = self._read(about)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(about)
        return self._kept[about]

    @property
    def book(self) -> OpenBook:
        """The records of the open casefile."""
        book = self._session.book
        if not isinstance(book, OpenBook):
            raise TypeError("only a large casefile is compared by its parts")
        return book

    def _made(self, lines: Sequence[Line]) -> tuple[LineRow, ...]:
        """The rows, with all that they name read together."""
        book = self.book
        book.event.fetch(line.event for line in lines if line.event is not None)
        book.agreement.fetch(line.agreement for line in lines if line.agreement is not None)
        told = (reading for line in lines for reading in (line.stated, line.reported, line.observed) if reading is not None)
        book.figure.fetch(figure for reading in told for figure in reading.figures)
        return tuple(line_row(book, line) for line in lines)

    def _read(self, about: About) -> Part:
        from figures.comparison import compare_on

        agreement, event = about
        casebook = self.book.part(agreement=agreement, event=event)
        return Part(casebook, compare_on(casebook, self._day, agreement=agreement))
