"""Which rows of a table are kept, and in which order: each after those that it refers to, and none that is there already."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from exchange.heading import Fault
from exchange.image import (
    NO_LINKS,
    PRESSED,
    Link,
    Links,
    image_of_figure,
    image_of_row,
    links_of_figure,
    outline,
)
from exchange.reading_rows import REFERENCES, ReadRows
from exchange.roster import Roster
from figures.record import Casebook

_PARTS = 8
_Image = tuple[bytes, Links]


class Known:
    """The figures of the casefile: what each is called, and what it looks like in all its columns."""

    def __init__(self, casebook: Casebook) -> None:
        self._measures = {pin.figure: pin.reason for pin in casebook.pins}
        self._casebook = casebook
        self.by_ref = {name: figure.id for figure in casebook.figures for name in (figure.uid, figure.ref) if name}
        self.ref_of_uid = {figure.uid: figure.ref for figure in casebook.figures}

    def outlines(self) -> frozenset[int]:
        """The outlines of all figures."""
        return frozenset(
            outline(f.words, f.category, f.quote, f.note, self._source(f.source), self._about(f.agreement, f.event),
                    (f.said_on, f.as_of))
            for f in self._casebook.figures
        )  # fmt: skip

    def images(self) -> dict[_Image, int]:
        """The first figure of each image."""
        found: dict[_Image, int] = {}
        for figure in self._casebook.figures:
            image = image_of_figure(figure, self._measures.get(figure.id, ""))
            found.setdefault((image, links_of_figure(figure)), figure.id)
        return found

    def _source(self, source: int) -> str:
        return self._casebook.source[source].title

    def _about(self, agreement: int | None, event: int | None) -> str:
        if event is not None:
            return self._casebook.event[event].title
        return "" if agreement is None else self._casebook.agreement[agreement].title


class Order:
    """What becomes of each row: ``kept`` are the places of those that are kept, in the order in which they are."""

    def __init__(self, rows: ReadRows, known: Known, roster: Roster, faults: list[Fault]) -> None:
        self._rows, self._known, self._roster, self.faults = rows, known, roster, faults
        self.kept = array("I")
        self.duplicates = array("q")
        self.links: dict[int, Links] = {}
        self._out = {fault.row for fault in faults}
        self._done = bytearray(len(rows))
        self._twin: dict[int, Link] = {}
        self._taken: set[str] = set()
        self._under_way: list[int] = []
        outlines = known.outlines() if known.by_ref else frozenset()
        self._suspects = _repeated(rows.outlines) | outlines
        self._images = self._pressed() if self._suspects and self._any_suspect() else None
        self._there = known.images() if self._images and outlines else {}
        self._seen: dict[_Image, int] = {}

    def find(self) -> None:
        """Settle every row that has no fault."""
        for place in range(len(self._rows)):
            self._plan(place)

    def _any_suspect(self) -> bool:
        return not self._suspects.isdisjoint(self._rows.outlines)

    def _pressed(self) -> bytearray:
        """The images of the rows that may be equal to another, each in its place."""
        images = bytearray(PRESSED * len(self._rows))
        suspects = {place for place, outline in enumerate(self._rows.outlines) if outline in self._suspects}
        for place, row in self._rows.picked(suspects):
            ref = self._known.ref_of_uid.get(row.ref, row.ref)
            images[PRESSED * place : PRESSED * (place + 1)] = image_of_row(self._roster, row, ref)
        return images

    def _plan(self, place: int) -> None:
        if self._done[place] or self._rows.numbers[place] in self._out:
            return
        referring = self._rows.referring.get(place)
        if referring is None:
            self._settle(place, NO_LINKS)
            return
        self._under_way.append(place)
        links = [self._follow(place, column, name) for column, name in zip(REFERENCES, referring, strict=True)]
        self._under_way.pop()
        if self._rows.numbers[place] not in self._out:
            self._settle(place, Links(*links))

    def _follow(self, place: int, column: str, name: str) -> Link | None:
        """What the reference of a row means; a row of the table is planned first."""
        if not name:
            return None
        other = self._rows.called_so(name)
        if other is None:
            if name in self._known.by_ref:
                return Link(figure=self._known.by_ref[name])
            unread = self._rows.unread.get(name)
            why = f"No row and no figure of the casefile has the figure_id “{name}”."
            if unread is not None:
                why = f"Row {unread}, which this row refers to, is refused."
            self._refuse(place, column, name, why)
            return None
        number = self._rows.numbers[other]
        if other in self._under_way:
            self._refuse(place, column, name, f"This row and row {number} refer to each other in a circle.")
            return None
        self._plan(other)
        if self._done[other]:
            return self._twin.get(other) or Link(row=number)
        self._refuse(place, column, name, f"Row {number}, which this row refers to, is refused.")
        return None

    def _settle(self, place: int, links: Links) -> None:
        ref = self._rows.called.get(place, "")
        image = self._image(place, links)
        twin = None if image is None else self._twin_of(image)
        if twin is not None:
            self._done[place] = 1
            self._twin[place] = twin
            self.duplicates.append(self._rows.numbers[place])
        elif ref in self._known.by_ref:
            why = f"“{ref}” is already another figure of the casefile: change that, or rename this."
            self._refuse(place, "figure_id", ref, why)
        elif ref in self._taken:
            why = f"Another row is called “{ref}” too; each row needs a figure_id of its own."
            self._refuse(place, "figure_id", ref, why)
        else:
            self._keep(place, links, ref, image)

    def _keep(self, place: int, links: Links, ref: str, image: _Image | None) -> None:
        self._done[place] = 1
        self.kept.append(place)
        if links is not NO_LINKS:
            self.links[place] = links
        if image is not None:
            self._seen[image] = place
        self._taken.update({ref} - {""})

    def _image(self, place: int, links: Links) -> _Image | None:
        if self._images is None or self._rows.outlines[place] not in self._suspects:
            return None
        return bytes(self._images[PRESSED * place : PRESSED * (place + 1)]), links

    def _twin_of(self, image: _Image) -> Link | None:
        """The figure or row that is equal in all columns."""
        if image in self._there:
            return Link(figure=self._there[image])
        seen = self._seen.get(image)
        return None if seen is None else Link(row=self._rows.numbers[seen])

    def _refuse(self, place: int, column: str, value: str, why: str) -> None:
        self._out.add(self._rows.numbers[place])
        self.faults.append(Fault(self._rows.numbers[place], column, value, why))


def ahead(order: Sequence[int]) -> frozenset[int]:
    """The places that are come to before a lesser one."""
    found: list[int] = []
    least: int | None = None
    for place in reversed(order):
        if least is not None and place > least:
            found.append(place)
        else:
            least = place
    return frozenset(found)


def _repeated(outlines: Sequence[int]) -> frozenset[int]:
    """What stands more than once among so many numbers, looked for part by part."""
    return frozenset(found for part in range(_PARTS) for found in _repeated_in(outlines, part))


def _repeated_in(outlines: Iterable[int], part: int) -> Iterator[int]:
    seen: set[int] = set()
    for number in outlines:
        if number % _PARTS == part:
            if number in seen:
                yield number
            seen.add(number)
