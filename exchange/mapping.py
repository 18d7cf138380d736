"""How somebody else's table becomes ours: which column of theirs holds what, and what their words mean in ours.

One row at a time: their cells go in, our cells come out, and every cell that the mapping does not know what to do with is
named. A mapping never guesses; what it leaves open is refused where the row is read. The format of a mapping file is told in
``docs/mapping.md``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from exchange.bounds import bound_named, in_words
from exchange.habit import DayOrder, Digits, day, digits, ungrouped
from exchange.heading import COLUMNS, DATE_COLUMNS, Fault, as_ours, plain
from figures.vocabulary import Bound

ANY = "*"
"""Stands for every column, or for every value that is not named."""

ARROWS = re.compile(r"\s*(?:-+>|=+>|[→⇒➔➜⟶])\s*")
PLACE = re.compile(r"\{([^{}]+)\}")
LOOSE_ENDS = "-/ ,;:·"
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Split:
    """A cell of theirs that holds several of ours, one after the other."""

    at: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberParts:
    """Their columns of one number. ``bounds`` are their words for a bound, beside the usual ones."""

    low: str = ""
    best: str = ""
    high: str = ""
    bound: str = ""
    words: str = ""
    bounds: Mapping[str, Bound] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of theirs that it takes."""
        return tuple(c for c in (self.low, self.best, self.high, self.bound, self.words) if c)


@dataclass(frozen=True, slots=True)
class Translation:
    """A mapping. Their headings and values are compared in any case and with blanks made one.

    ``columns``: their heading to ours. ``constants``: ours where the row says nothing. ``values``: by column, theirs or ours,
    a value to another text for that column. ``sets``: by column, a value to several cells of ours. ``built``: ours from a text
    with their headings in braces. ``dates`` and ``digits``: by column, or ``*``, in which habit it is written. Columns that are
    ``ignored`` are not read; those that are ``optional`` may be missing.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sets: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)
    built: Mapping[str, str] = field(default_factory=dict)
    number: NumberParts | None = None
    dates: Mapping[str, DayOrder] = field(default_factory=dict)
    digits: Mapping[str, Digits] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    def heading(self, theirs: str) -> str:
        """Our heading for theirs: by the mapping, else its own words in our form; the empty string where it is ignored."""
        name = plain(theirs)
        return "" if name in self.ignored else self.columns.get(name, as_ours(theirs))

    def uses(self, theirs: str) -> bool:
        """Whether the mapping, or a heading of ours, takes anything from this column of theirs."""
        name = plain(theirs)
        return self.heading(theirs) in COLUMNS or name in self._sources

    @property
    def _sources(self) -> frozenset[str]:
        """Their columns that something is taken from without being one of ours."""
        built = {plain(name) for text in self.built.values() for name in PLACE.findall(text)}
        parts = () if self.number is None else self.number.columns
        return frozenset({*self.sets, *self.splits, *built, *parts} - {""})

    @property
    def required(self) -> frozenset[str]:
        """Their columns that the mapping takes something from, and that a table of this kind therefore has."""
        renamed = {theirs for theirs, ours in self.columns.items() if ours}
        return (self._sources | renamed) - self.optional - set(COLUMNS)

    @property
    def given(self) -> frozenset[str]:
        """Our columns that come from elsewhere than a heading."""
        several = {ours for of in self.sets.values() for cells in of.values() for ours in cells}
        split = {ours for of in self.splits.values() for ours in of.into}
        number = set() if self.number is None else {"number"}
        return frozenset({*self.constants, *self.built, *several, *split, *number})

    def sources_of(self, ours: str) -> frozenset[str]:
        """Their columns that a column of ours may come from, as they are compared."""
        found = {theirs for theirs, named in self.columns.items() if named == ours}
        found |= {theirs for theirs, of in self.sets.items() if any(ours in cells for cells in of.values())}
        found |= {theirs for theirs, split in self.splits.items() if ours in split.into}
        found |= {plain(name) for name in PLACE.findall(self.built.get(ours, ""))}
        if ours == "number" and self.number is not None:
            found |= set(self.number.columns)
        return frozenset(found)

    def translated(self, theirs: Mapping[str, str]) -> Mapping[str, str]:
        """The row in our columns; ``theirs`` is by their heading. A row with faults is given as far as it goes."""
        return RowTranslation(self, 0, theirs).cells()


class RowTranslation:
    """One row of theirs on its way to ours; ``faults`` fill while ``cells`` is made."""

    def __init__(self, mapping: Translation, number: int, theirs: Mapping[str, str]) -> None:
        self._mapping, self._row = mapping, number
        self._text = {plain(heading): text for heading, text in theirs.items()}
        self._heading = {plain(heading): heading for heading in theirs}
        self.faults: list[Fault] = []
        self._ours: dict[str, str] = {}

    def cells(self) -> dict[str, str]:
        """Our cells, those that say nothing left out."""
        for name, text in self._text.items():
            self._take(name, text)
        for ours, template in self._mapping.built.items():
            if not self._ours.get(ours):
                self._ours[ours] = self._build(template)
        if self._mapping.number is not None:
            self._take_number(self._mapping.number)
        self._rename()
        for ours, text in self._mapping.constants.items():
            if not self._ours.get(ours):
                self._ours[ours] = text
        self._settle_habits()
        return {ours: text for ours, text in self._ours.items() if text or ours in self._text}

    def _take(self, name: str, text: str) -> None:
        """Put one cell of theirs where it belongs."""
        mapping, value = self._mapping, _value(text)
        ours = mapping.heading(self._heading[name])
        several, renamed = mapping.sets.get(name, {}), mapping.values.get(name, {})
        if value in several:
            self._ours.update(several[value])
        elif value in renamed:
            self._put(ours, renamed[value])
        elif name in mapping.splits and text.strip() and self._split(name, text):
            return
        elif ANY in several:
            self._ours.update(several[ANY])
        elif ANY in renamed and text.strip():
            self._put(ours, renamed[ANY])
        elif ours in COLUMNS:
            self._put(ours, text)
        elif name in mapping.sets and text.strip():
            known = [v for v in several if v]
            listed = ", ".join(f"“{v}”" for v in known[:SHOWN]) + (" and more" if len(known) > SHOWN else "")
            self._wrong(name, f"The mapping says nothing of “{text}” here; it knows {listed}.")

    def _put(self, ours: str, text: str) -> None:
        if ours in COLUMNS and (text or ours not in self._ours):
            self._ours[ours] = text

    def _split(self, name: str, text: str) -> bool:
        split = self._mapping.splits[name]
        at = _value(split.at) if ARROWS.fullmatch(split.at) else split.at.casefold()
        folded = ARROWS.sub("->", text) if at == "->" else text
        parts = [part.strip() for part in re.split(re.escape(at), folded, flags=re.IGNORECASE)]
        if len(parts) != len(split.into):
            if name in self._mapping.sets or self._mapping.heading(self._heading[name]) in COLUMNS:
                return False
            self._wrong(name, f"“{text}” should hold {len(split.into)} parts, with “{split.at}” between them.")
            return True
        self._ours.update(zip(split.into, parts, strict=True))
        return True

    def _build(self, template: str) -> str:
        """The text with their cells in its braces; what stood between cells that are empty falls away at its ends."""
        return PLACE.sub(lambda found: self._said(plain(found[1])), template).strip(LOOSE_ENDS)

    def _said(self, name: str) -> str:
        """A cell of theirs as a template takes it: a date in the one form that is kept."""
        text = self._text.get(name, "").strip()
        order = self._mapping.dates.get(name)
        if not text or order is None:
            return text
        try:
            return day(text, order)
        except ValueError as wrong:
            self._wrong(name, str(wrong))
            return ""

    def _take_number(self, parts: NumberParts) -> None:
        words = self._text.get(parts.words, "").strip()
        if words:
            self._ours["number"] = words
            return
        before = len(self.faults)
        low, best, high = (self._whole(name) for name in (parts.low, parts.best, parts.high))
        bound = self._bound(parts)
        if len(self.faults) > before:
            return
        try:
            worded = in_words(low, best, high, bound)
        except ValueError as wrong:
            self._wrong(parts.best or parts.low or parts.high or parts.bound, str(wrong))
            return
        self._ours["number"] = worded.words
        if worded.note:
            self._ours["note"] = "\n".join(filter(None, (self._ours.get("note", ""), worded.note)))

    def _whole(self, name: str) -> int | None:
        """The whole number in a cell of theirs; None where it is empty."""
        text = self._text.get(name, "").strip()
        if not text:
            return None
        habit = self._mapping.digits.get(name, self._mapping.digits.get(ANY))
        try:
            bare = digits(ungrouped(text), Digits()) if habit is None else digits(text, habit)
        except ValueError as wrong:
            self._wrong(name, str(wrong))
            return None
        if not bare.isdecimal():
            self._wrong(name, f"“{text}” is not a whole number; words for a number go into a column of words.")
            return None
        return int(bare)

    def _bound(self, parts: NumberParts) -> Bound | None:
        text = self._text.get(parts.bound, "").strip()
        if not text:
            return None
        bound = parts.bounds.get(_value(text), bound_named(text))
        if bound is None:
            self._wrong(parts.bound, f"“{text}” names no bound that is known; say under [number.bounds] which it is.")
        return bound

    def _rename(self) -> None:
        """Our columns whose values the mapping renames, wherever they came from."""
        for ours, renamed in self._mapping.values.items():
            text = self._ours.get(ours, "")
            if ours in COLUMNS and text and _value(text) in renamed:
                self._ours[ours] = renamed[_value(text)]
        for ours, several in self._mapping.sets.items():
            if ours in COLUMNS and ours not in self._text and _value(self._ours.get(ours, "")) in several:
                self._ours.update(several[_value(self._ours.get(ours, ""))])

    def _settle_habits(self) -> None:
        for ours in DATE_COLUMNS & self._ours.keys():
            self._settle(ours, self._habit(ours))
        habit = self._digit_habit()
        if self._ours.get("number") and habit is not None and self._mapping.number is None:
            try:
                self._ours["number"] = digits(self._ours["number"], habit)
            except ValueError as wrong:
                self._wrong_ours("number", str(wrong))

    def _settle(self, ours: str, order: DayOrder) -> None:
        if self._ours[ours].strip():
            try:
                self._ours[ours] = day(self._ours[ours], order) if "/" not in self._ours[ours] else self._spanned(ours, order)
            except ValueError as wrong:
                self._wrong_ours(ours, str(wrong))

    def _spanned(self, ours: str, order: DayOrder) -> str:
        """A span of two days that were each put into form already, or a day with strokes in it."""
        first, _, last = self._ours[ours].partition("/")
        same = len(first) == len(last) and first == last
        return day(first if same else self._ours[ours], order)

    def _habit(self, ours: str) -> DayOrder:
        orders = self._mapping.dates
        named = [ours, *self._mapping.sources_of(ours)]
        return next((orders[name] for name in named if name in orders), orders.get(ANY, DayOrder.UNSAID))

    def _digit_habit(self) -> Digits | None:
        habits = self._mapping.digits
        named = ["number", *self._mapping.sources_of("number")]
        return next((habits[name] for name in named if name in habits), habits.get(ANY))

    def _wrong(self, name: str, why: str) -> None:
        self.faults.append(Fault(self._row, self._heading.get(name, name), self._text.get(name, ""), why))

    def _wrong_ours(self, ours: str, why: str) -> None:
        if not any(fault.why == why for fault in self.faults):
            self.faults.append(Fault(self._row, ours, self._ours[ours], why))


def _value(text: str) -> str:
    """A value as it is compared: in any case, its blanks made one, every arrow the same."""
    return ARROWS.sub("->", " ".join(text.split()).casefold())


def compared(text: str) -> str:
    """How the values of a mapping are written so that a cell can be found among them."""
    return text if text == ANY else _value(text)
