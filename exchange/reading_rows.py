"""The rows of a table, gone through as often as is needed and never held: the first time to hear what they say.

What is kept of a row is its number, an outline of its figure, and what it is called and refers to where it says so.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Set

from exchange.heading import Fault, NoTable
from exchange.image import outline
from exchange.numbered import NONE, Numbered, digest
from exchange.roster import Complaint, Roster
from exchange.row_reader import RowReader
from exchange.saying import Saying
from exchange.shaping import picked
from exchange.table import ROWS_BETWEEN_LOOKS, Reached, Table
from exchange.table_row import FigureRow
from exchange.voice import CHANGED, Voices
from figures.category import CategoryTree
from figures.vocabulary import Stage

SHOWN = 6
REFERENCES = ("part_of", "relative_to", "corrects")
_REFERRING = tuple[str, str, str]


class ReadRows:
    """The rows of a table that could be read, each by its place among them, from 0."""

    def __init__(self, table: Table, tree: CategoryTree, known: Set[str], refused: Set[int], reached: Reached) -> None:
        self._table, self._tree, self._reached = table, tree, reached
        self._by_ref = Numbered()
        self.voices = Voices()
        self.numbers, self.outlines = array("q"), array("I")
        self.faults: list[Fault] = []
        self.unread: dict[str, int] = {}
        self.called: dict[int, str] = {}
        self.referring: dict[int, _REFERRING] = {}
        self.done = bytearray()
        self._first = array("I")
        self._hear(known, refused)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[tuple[int, FigureRow]]:
        """Each row with its place; ``NoTable`` where they are not what they were the first time."""
        reader, numbers, size = RowReader(self._tree, self.voices), self.numbers, len(self.numbers)
        place = 0
        for row in self._table.rows:
            if place < size and row.number == numbers[place]:
                if place % ROWS_BETWEEN_LOOKS == 0:
                    self._reached(place)
                read = reader.read(row)
                if not isinstance(read, FigureRow):
                    raise NoTable(CHANGED)
                yield place, read
                place += 1
        if place < size:
            raise NoTable(CHANGED)

    def called_so(self, ref: str) -> int | None:
        """The place of the first row that is called so."""
        place = self._by_ref.get(digest(ref))
        return None if place == NONE else place

    def picked(self, places: Set[int]) -> Iterator[tuple[int, FigureRow]]:
        """These rows with their places; the others are gone past without being read."""
        wanted = {self.numbers[place]: place for place in places}
        reader = RowReader(self._tree, self.voices)
        for row in picked(self._table.rows, wanted.keys()) if wanted else ():
            read = reader.read(row)
            if not isinstance(read, FigureRow):
                raise NoTable(CHANGED)
            yield wanted.pop(row.number), read
        if wanted:
            raise NoTable(CHANGED)

    def settle(self, records: Iterable[Saying]) -> Roster:
        """Find what everything means that the rows and the records of the casefile speak of."""
        every = tuple(records)
        places = {self._first[voice] for voice in self.voices.finish(every)}
        for _ in self.picked(places):
            """What is said in these rows is held now."""
        return Roster(every, self.voices)

    def recount(self, is_kept: bytearray) -> None:
        """Note what is said by rows that are kept, now that it is known which they are."""
        said = bytearray(len(self.voices))
        self.done = bytearray(len(self.voices))
        for place, row in self:
            if is_kept[place]:
                for saying in row.sayings:
                    said[saying.voice] = 1
                self._note_done(row)
        for number, voice in self.voices.held.items():
            voice.is_kept = bool(said[number])

    def told(self, complaints: Iterable[Complaint]) -> list[Fault]:
        """What is wrong with several sayings, at each row that says them."""
        every = list(complaints)
        about: dict[int, list[int]] = {}
        for place, complaint in enumerate(every):
            for voice in complaint.cells:
                about.setdefault(voice, []).append(place)
        found: list[list[tuple[int, str, str]]] = [[] for _ in every]
        for at, row in self if every else ():
            for voice in sorted({saying.voice for saying in row.sayings}):
                for place in about.get(voice, ()):
                    column, text = every[place].cells[voice]
                    found[place].append((self.numbers[at], column, row.row[column] if text is None else text))
        return [
            Fault(number, column, text, _why(complaint, cells))
            for complaint, cells in zip(every, found, strict=True)
            for number, column, text in cells
        ]

    def _hear(self, known: Set[str], refused: Set[int]) -> None:
        reader = RowReader(self._tree, self.voices)
        for place, row in enumerate(self._table.rows):
            if place % ROWS_BETWEEN_LOOKS == 0:
                self._reached(place)
            if row.number in refused:
                self.unread[row["figure_id"]] = row.number
                continue
            read = reader.read(row)
            if isinstance(read, FigureRow):
                self._note(read, known)
            else:
                self.faults.extend(read)
                self.unread[row["figure_id"]] = row.number

    def _note(self, row: FigureRow, known: Set[str]) -> None:
        place = len(self.numbers)
        for _ in range(len(self._first), len(self.voices)):
            self._first.append(place)
        self.numbers.append(row.row.number)
        self.outlines.append(outline_of(row))
        if row.part_of or row.relative_to or row.corrects:
            self.referring[place] = (row.part_of, row.relative_to, row.corrects)
        if row.ref:
            self._note_ref(place, row.ref, known)
        self._note_done(row)

    def _note_ref(self, place: int, ref: str, known: Set[str]) -> None:
        first = self._by_ref.get(digest(ref))
        if first == NONE:
            self._by_ref.put(digest(ref), place)
        else:
            self.called[first] = self.called[place] = ref
        if ref in known:
            self.called[place] = ref

    def _note_done(self, row: FigureRow) -> None:
        """Note the event of a row that says that somebody was handed over."""
        if row.event is not None and row.stage is Stage.TRANSFERRED:
            voice = row.event.voice
            if voice >= len(self.done):
                self.done.extend(bytes(voice + 1 - len(self.done)))
            self.done[voice] = 1


def outline_of(row: FigureRow) -> int:
    """The outline of a row's figure."""
    about = row.event or row.agreement
    named = "" if about is None else about.name
    return outline(row.wording.words, row.category, row.quote, row.note, row.source.name, named, (row.said_on, row.as_of))


def _why(complaint: Complaint, cells: list[tuple[int, str, str]]) -> str:
    if not complaint.names_rows:
        return complaint.why
    numbers = ", ".join(str(number) for number, _, _ in cells[:SHOWN]) + (" and more" if len(cells) > SHOWN else "")
    return f"Rows {numbers} {complaint.why}"
