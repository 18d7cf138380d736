"""The rows of a table, gone through as often as is needed and never held: the first time to read them and hear what they say.

What is held of a row is its number, an outline of its figure, and what it is called and refers to where it says so. What it
was read as is put away, so that nobody reads it again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set

from exchange.heading import Fault
from exchange.image import outline
from exchange.numbered import NONE, Numbered, digest
from exchange.roster import Complaint, Roster
from exchange.row_reader import Heard, RowReader
from exchange.saying import Saying
from exchange.shaping import picked
from exchange.spool import Spool
from exchange.table import ROWS_BETWEEN_LOOKS, Reached, Table
from exchange.table_row import EVENT, SILENT, FigureRow, HeardRow
from exchange.voice import Voices
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
        self._at = array("I")
        self._heard: Spool[Heard | None] = Spool()
        self._reader = RowReader(tree, self.voices)
        self._hear(known, refused)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[tuple[int, HeardRow]]:
        """Each row with its place."""
        again, place = self._reader.again, 0
        for row, heard in zip(self._table.rows, self._heard, strict=True):
            if heard is not None:
                if place % ROWS_BETWEEN_LOOKS == 0:
                    self._reached(place)
                yield place, again(row, heard)
                place += 1

    def called_so(self, ref: str) -> int | None:
        """The place of the first row that is called so."""
        place = self._by_ref.get(digest(ref))
        return None if place == NONE else place

    def picked(self, places: Set[int]) -> Iterator[tuple[int, HeardRow]]:
        """These rows with their places; the others are gone past."""
        wanted = sorted(places)
        at = [self._at[place] for place in wanted]
        for place, row, heard in zip(wanted, picked(self._table.rows, at), self._heard.picked(at), strict=True):
            if heard is not None:
                yield place, self._reader.again(row, heard)

    def settle(self, records: Iterable[Saying]) -> Roster:
        """Find what everything means that the rows and the records of the casefile speak of."""
        every = tuple(records)
        reader = RowReader(self._tree, self.voices)
        places = sorted({self._first[voice] for voice in self.voices.finish(every)})
        for row in picked(self._table.rows, [self._at[place] for place in places]):
            reader.read(row)
        return Roster(every, self.voices)

    def recount(self, is_kept: bytearray) -> None:
        """Note what is said by rows that are kept, now that it is known which they are."""
        said = bytearray(len(self.voices))
        self.done = bytearray(len(self.voices))
        for place, row in self:
            if is_kept[place]:
                for heard in set(row.voices) - {SILENT}:
                    said[heard] = 1
                self._note_done(row.voices[EVENT], row.stage)
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
            for voice in sorted(set(row.voices) - {SILENT}):
                for place in about.get(voice, ()):
                    column, text = every[place].cells[voice]
                    found[place].append((self.numbers[at], column, row.row[column] if text is None else text))
        return [
            Fault(number, column, text, _why(complaint, cells))
            for complaint, cells in zip(every, found, strict=True)
            for number, column, text in cells
        ]

    def _hear(self, known: Set[str], refused: Set[int]) -> None:
        reader, heard = self._reader, self._heard
        for at, row in enumerate(self._table.rows):
            if at % ROWS_BETWEEN_LOOKS == 0:
                self._reached(at)
            read: FigureRow | Sequence[Fault] = () if row.number in refused else reader.read(row)
            if isinstance(read, FigureRow):
                heard.add(reader.heard(read))
                self._at.append(at)
                self._note(read, known)
            else:
                heard.add(None)
                self.faults.extend(read)
                self.unread[row["figure_id"]] = row.number
        reader.forget()

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
        if row.event is not None:
            self._note_done(row.event.voice, row.stage)

    def _note_ref(self, place: int, ref: str, known: Set[str]) -> None:
        first = self._by_ref.get(digest(ref))
        if first == NONE:
            self._by_ref.put(digest(ref), place)
        else:
            self.called[first] = self.called[place] = ref
        if ref in known:
            self.called[place] = ref

    def _note_done(self, event: int, stage: Stage) -> None:
        """Note the event of a row that says that somebody was handed over."""
        if event != SILENT and stage is Stage.TRANSFERRED:
            if event >= len(self.done):
                self.done.extend(bytes(event + 1 - len(self.done)))
            self.done[event] = 1


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
