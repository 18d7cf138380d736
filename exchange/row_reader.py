"""Reading the many rows of one table: what rows say alike is read once, and only a row with something new cell by cell.

So much is remembered and no more, since a table can have any number of rows; what is forgotten is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, cast

from exchange.cell import Cells
from exchange.heading import AGREEMENT_COLUMNS, EVENT_COLUMNS, SOURCE_COLUMNS, Fault
from exchange.row import PLACE, Row
from exchange.row_saying import agreement_said, event_said, party_said, source_said
from exchange.saying import Saying, Thing, folded
from exchange.table_row import NO_REASON_GIVEN, SILENT, FigureRow, HeardRow, read_row, reasons_of, wording_of
from exchange.voice import Voices
from figures.category import CategoryTree
from figures.count import Count
from figures.vocabulary import Accumulation, Bound, Stage, Unit, Vantage
from figures.wording import Wording

Pick = Callable[[tuple[str, ...]], tuple[str, ...]]


def _texts(*columns: str) -> Pick:
    pick: Any = itemgetter(*[PLACE[column] for column in columns])
    return cast("Pick", pick)


def _party_texts(column: str) -> Pick:
    return _texts(column, f"{column}_kind", f"{column}_belongs_to")


_THINGS = (
    _texts(*AGREEMENT_COLUMNS),
    _texts(*EVENT_COLUMNS, "agreement", "agreement_date"),
    _party_texts("from"),
    _party_texts("to"),
    _party_texts("claimant"),
    _texts(*SOURCE_COLUMNS, "reliability"),
)
"""What a row says of the things that its figure rests on, in the order in which ``FigureRow`` has them."""
_WORDED = _texts("number", "language")
_TERMS = _texts("unit", "stage", "category", "accumulation", "vantage", "credibility", "retracted", "retracted_on")
_OWN = _texts(
    "said_on", "as_of", "figure_id", "part_of", "relative_to", "corrects", "measure", "quote", "where", "note", "reason"
)
_ALSO = _texts("agreement", "event", "from", "to", "reliability", "publisher")
_AGREEMENT, _EVENT = _THINGS[:2]
_SOURCE = _texts(*SOURCE_COLUMNS)
"""What tells one saying of a thing from another."""
_Said = tuple[Any, tuple[Saying, ...]]
_Worded = tuple[str, int, int | None, str, bool, bool]
Heard = tuple[tuple[int, ...], _Worded | None]
"""What is kept of a row that was read: its voices, and its wording where that is no share."""
_BOUNDS = {bound.value: bound for bound in Bound}
_Key = TypeVar("_Key")
_Read = TypeVar("_Read")
MOST_HELD = 3_000
"""How many things of each kind, wordings and combinations of terms are remembered."""


_Figure = tuple[
    Unit, str, Stage, Accumulation, Vantage | None, str, str, str, str, str, str, str, bool, str, str, str, str, str, int, str
]
NO_REASONS = ("", "")


class Terms(NamedTuple):
    """What many figures have in common, whatever they count and rest on."""

    unit: Unit
    category: str
    stage: Stage
    accumulation: Accumulation
    vantage: Vantage | None
    credibility: int
    retracted: bool
    retracted_on: str

    @classmethod
    def of(cls, row: FigureRow) -> Terms:
        """Those of a row that was read cell by cell."""
        return cls(*[getattr(row, name) for name in cls._fields])


class _Recent(dict[_Key, _Read]):
    """What was read lately; the older half is forgotten when it becomes too much."""

    def keep(self, key: _Key, read: _Read) -> None:
        if len(self) >= MOST_HELD:
            for old in list(islice(self, MOST_HELD // 2)):
                del self[old]
        self[key] = read


class RowReader:
    """Reads the rows of one table; what was read once is not read again.

    Each part of a row, and the terms of its figure with all that its laws look at, have no fault where they had none before. A
    row with anything else is read cell by cell by ``read_row``, which names whatever is wrong. ``voices`` hear what each row
    says that was read.
    """

    def __init__(self, tree: CategoryTree, voices: Voices | None = None) -> None:
        self._tree, self._voices = tree, voices
        self._things: tuple[_Recent[tuple[str, ...], _Said], ...] = tuple(_Recent() for _ in _THINGS)
        self._worded: _Recent[tuple[str, ...], Wording] = _Recent()
        self._terms: _Recent[tuple[object, ...], Terms] = _Recent()
        self._days: _Recent[str, None] = _Recent({"": None})

    def read(self, row: Row) -> FigureRow | tuple[Fault, ...]:
        """The row in values, or everything that is wrong with it."""
        texts = row.texts
        said: list[_Said] = []
        for place, (pick, known) in enumerate(zip(_THINGS, self._things, strict=True)):
            key = pick(texts)
            found = known.get(key)
            if found is None:
                found = _heard(place, row)
                if found is None:
                    return read_row(row, self._tree)
                known.keep(key, found)
            said.append(found)
        own, wording = _OWN(texts), self._wording(row)
        if wording is None:
            return read_row(row, self._tree)
        alike = _terms_of(texts, own, wording)
        terms = self._terms.get(alike)
        if terms is None or not (self._is_day(row, "said_on", own[0]) and self._is_day(row, "as_of", own[1])):
            read = read_row(row, self._tree)
            if not isinstance(read, FigureRow):
                return read
            terms = Terms.of(read)
            self._terms.keep(alike, terms)
        figure = _made_of(row, terms, wording, said, own)
        if self._voices is not None:
            self._tell(figure, self._voices)
        return figure

    def forget(self) -> None:
        """Forget what rows say of things, which nobody asks for once all were read."""
        for known in self._things:
            known.clear()

    def heard(self, row: FigureRow) -> Heard:
        """What is to be kept of a row, so that it can be had again without being read."""
        named = (row.agreement, row.event, row.sender, row.receiver, row.claimant, row.source)
        voices = [SILENT if saying is None else saying.voice for saying in named]
        voices += [saying.voice for others in row.others for saying in others]
        worded, count = row.wording, row.wording.count
        if worded.portion is not None:
            return tuple(voices), None
        return tuple(voices), (
            worded.words,
            count.low,
            count.high,
            worded.bound.value,
            worded.per_side,
            worded.conventional,
        )

    def again(self, row: Row, heard: Heard) -> HeardRow:
        """A row that was read, with what was kept of it."""
        texts, (voices, worded) = row.texts, heard
        own = _OWN(texts)
        wording = self._wording(row) if worded is None else _wording_of(worded)
        terms = None if wording is None else self._terms.get(_terms_of(texts, own, wording))
        if wording is None or terms is None:
            read = read_row(row, self._tree)
            if not isinstance(read, FigureRow):
                raise ValueError("a row that could be read cannot be read again")
            wording = read.wording
            terms = Terms.of(read)
            self._terms.keep(_terms_of(texts, own, wording), terms)
        return HeardRow(row, voices, wording, *_figure_of(terms, own))

    def _tell(self, figure: FigureRow, voices: Voices) -> None:
        """Let what this row is the first to say be heard, in the order in which rows speak."""
        for saying in figure.sayings:
            if saying.voice < 0:
                voices.hear(saying, _content(saying, figure.row), figure.row["agreement_date"])

    def _is_day(self, row: Row, column: str, text: str) -> bool:
        if text not in self._days:
            cells = Cells(row, [])
            cells.date(column)
            if cells.faults:
                return False
            self._days.keep(text, None)
        return True

    def _wording(self, row: Row) -> Wording | None:
        key = _WORDED(row.texts)
        found = self._worded.get(key)
        if found is None:
            cells = Cells(row, [])
            found = wording_of(cells) if key[0] else None
            if found is not None:
                self._worded.keep(key, found)
        return found


def _wording_of(worded: _Worded) -> Wording:
    words, low, high, bound, per_side, conventional = worded
    return Wording(words, Count(low, high), _BOUNDS[bound], per_side, conventional)


def _heard(place: int, row: Row) -> _Said | None:
    """What a row says of one of its things, and beside it; None where something is wrong with it."""
    cells, others = Cells(row, []), list[Saying]()
    saying: Saying | None
    match place:
        case 0:
            saying = agreement_said(cells, others)
        case 1:
            saying = event_said(cells, others)
        case 5:
            saying = source_said(cells, others)
        case _:
            saying = party_said(cells, ("from", "to", "claimant")[place - 2], others)
    nameless = saying is not None and not saying.name
    return None if cells.faults or nameless else (saying, tuple(others))


def _content(saying: Saying, row: Row) -> tuple[str, ...]:
    """The texts of the row that make this saying what it is."""
    match saying.thing:
        case Thing.AGREEMENT:
            return _AGREEMENT(row.texts)
        case Thing.EVENT:
            return _EVENT(row.texts)
        case Thing.SOURCE:
            return _SOURCE(row.texts)
        case _:
            facts = (text for name, fact in saying.facts.items() for text in (name, fact.column, fact.text, str(fact.value)))
            return (saying.name, *facts)


def _law_bearing(texts: tuple[str, ...], own: tuple[str, ...]) -> tuple[bool, ...]:
    """What the laws of a figure look at besides its terms: what is named at all, and whether both sides are one."""
    agreement, event, sender, receiver, reliability, publisher = _ALSO(texts)
    one_side = bool(sender) and folded(sender) == folded(receiver)
    named = (not agreement, not event, not sender, not receiver, not own[4], not own[6])
    return (*named, bool(reliability) > bool(publisher), one_side)


def _terms_of(texts: tuple[str, ...], own: tuple[str, ...], wording: Wording) -> tuple[object, ...]:
    """What the terms of a figure are told from, and all that its laws look at."""
    return (*_TERMS(texts), *_law_bearing(texts, own), wording.per_side, wording.portion is None)


def _made_of(row: Row, terms: Terms, wording: Wording, said: Sequence[_Said], own: tuple[str, ...]) -> FigureRow:
    """The row whose figure is counted as another's, with what it says itself."""
    agreement, event, sender, receiver, claimant, source = said
    return FigureRow(
        row,
        agreement[0],
        event[0],
        sender[0],
        receiver[0],
        claimant[0],
        source[0],
        (agreement[1] + event[1], sender[1], receiver[1], claimant[1], source[1]),
        wording,
        *_figure_of(terms, own),
    )


def _figure_of(terms: Terms, own: tuple[str, ...]) -> _Figure:
    """Whatever a figure says beside its things and its wording, in the order in which a row has it."""
    unit, category, stage, accumulation, vantage, credibility, retracted, retracted_on = terms
    said_on, as_of, ref, part_of, relative_to, corrects, measure, quote, where, note, reason = own
    reasons = reasons_of(reason) if vantage is not None or retracted else NO_REASONS
    return (
        unit,
        category,
        stage,
        accumulation,
        vantage,
        "" if vantage is None else reasons[0] or NO_REASON_GIVEN,
        said_on,
        as_of,
        ref,
        part_of,
        relative_to,
        corrects,
        retracted,
        retracted_on,
        reasons[1] if retracted else "",
        measure,
        quote,
        where,
        credibility,
        note,
    )
