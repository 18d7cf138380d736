"""How somebody else's table becomes ours: which column of theirs holds what, and what their words mean in ours.

One row at a time: their cells go in, our cells come out, and every cell that the mapping does not know what to do with is
named. A mapping never guesses; what it leaves open is refused where the row is read. The format of a mapping file is told in
``docs/mapping.md``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from exchange.bounds import blank, bound_named, endless, in_words
from exchange.definition import is_term
from exchange.habit import DayOrder, Digits, day, digits, ungrouped
from exchange.heading import COLUMNS, DATE_COLUMNS, DIRECTION_COLUMNS, JOINED, NEEDED, Ask, Fault, as_ours, asked_by, plain
from figures.vocabulary import Bound
from figures.wording import Unreadable, read

ANY = "*"
"""Stands for every column, or for every value that is not named."""

SIDES = "sides"
"""In a template: the two ends of the direction, whichever way it goes, so that there and back is one event."""

UNSAID_SIDES = "\ue000"
"""Stands in a title for the sides that its row does not say, until the other rows of the table are known."""

BOTH_WAYS = re.compile(r"\s*(?:<[-–—=~]*>|[↔⇄⇆⇔⟷⟺⬌])\s*")
ARROWS = re.compile(r"\s*(?:[-–—−=~]*>+|[→⇒➔➜➝➞➡⟶⟹↦▶►»])\ufe0f?\s*")
PLACE = re.compile(r"\{([^{}]+)\}")
LOOSE_ENDS = "-/ ,;:·"
EMPTY = "\ue001"
HOLLOW = re.compile(rf"\s*[-,;:·/–]?\s*{EMPTY}")
ZERO_OR_NOTHING = frozenset({"none", "nil", "no", "нет", "немає"})
MORE_THAN_DIGITS = re.compile(r"[^\W\d_]{2}|[<>≤≥~≈+]|\d\s*[-–—]\s*\d")
TITLES = ("event", "agreement")
SHOWN = 6
OURS = frozenset(map(plain, COLUMNS))


@dataclass(frozen=True, slots=True)
class Split:
    """A cell of theirs that holds several of ours, one after the other, with one of several signs or words between them."""

    at: tuple[str, ...]
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


@dataclass(frozen=True)
class Translation:
    """A mapping. Their headings and values are compared in any case and with blanks made one.

    ``columns``: their heading to ours. ``constants``: ours where the row says nothing. ``values``: by column, theirs or ours,
    a value to another text for that column. ``sets``: by column, a value to several cells, ours or named in a template.
    ``built``: ours from a text with their headings in braces. ``dates`` and ``digits``: by column, or ``*``, in which habit it
    is written. Columns that are ``ignored`` are not read; those that are ``optional`` may be missing.
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
        known = self._headings.get(theirs)
        if known is None:
            name = plain(theirs)
            known = "" if name in self.ignored else self.columns.get(name, as_ours(theirs))
            self._headings[theirs] = known
        return known

    @cached_property
    def _headings(self) -> dict[str, str]:
        """What was found before: a table has few headings and many rows."""
        return {}

    def uses(self, theirs: str) -> bool:
        """Whether the mapping, or a heading of ours, takes anything from this column of theirs."""
        name = plain(theirs)
        return self.heading(theirs) in COLUMNS or name in self._sources

    @cached_property
    def _sources(self) -> frozenset[str]:
        """Their columns that something is taken from without being one of ours."""
        built = {plain(name) for text in self.built.values() for name in PLACE.findall(text)}
        parts = () if self.number is None else self.number.columns
        return frozenset({*self.sets, *self.splits, *built, *parts} - {""})

    def days_are_said(self, theirs: str) -> bool:
        """Whether it is said in which order this column of theirs, or ours that it gives, writes its days."""
        return not self.dates.keys().isdisjoint({plain(theirs), plain(self.heading(theirs)), ANY})

    @property
    def required(self) -> frozenset[str]:
        """Their columns that the mapping takes something from, and that a table of this kind therefore has."""
        renamed = {theirs for theirs, ours in self.columns.items() if ours}
        return (self._sources | renamed) - self.optional - OURS - {SIDES} - self.asides

    @cached_property
    def asides(self) -> frozenset[str]:
        """Names that values give for the sake of a template, and that are no columns of ours."""
        return frozenset(plain(name) for of in self.sets.values() for cells in of.values() for name in cells) - OURS

    @property
    def given(self) -> frozenset[str]:
        """Our columns that come from elsewhere than a heading."""
        several = {ours for of in self.sets.values() for cells in of.values() for ours in cells if ours in COLUMNS}
        split = {ours for of in self.splits.values() for ours in of.into}
        number = set() if self.number is None else {"number"}
        return frozenset({*self.constants, *self.built, *several, *split, *number})

    def sources_of(self, ours: str) -> frozenset[str]:
        """Their columns that a column of ours may come from, as they are compared."""
        if ours not in self._sources_of:
            self._sources_of[ours] = self._found_sources(ours)
        return self._sources_of[ours]

    @cached_property
    def _sources_of(self) -> dict[str, frozenset[str]]:
        return {}

    def _found_sources(self, ours: str) -> frozenset[str]:
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
    """One row of theirs on its way to ours; ``faults`` fill while ``cells`` is made.

    ``open_titles`` are titles as they would be if the row did not say its sides; of a row that does not, they are its titles.
    """

    def __init__(self, mapping: Translation, number: int, theirs: Mapping[str, str]) -> None:
        self._mapping, self._row = mapping, number
        self._text = {plain(heading): text for heading, text in theirs.items()}
        self._heading = {plain(heading): heading for heading in theirs}
        self.faults: list[Fault] = []
        self.open_titles: dict[str, str] = {}
        self.sides = ""
        self._both_ways = False
        self._aside: dict[str, str] = {}
        self._ours: dict[str, str] = {}

    def cells(self) -> dict[str, str]:
        """Our cells, those that say nothing left out."""
        for name, text in self._text.items():
            self._take(name, text)
        self._build_all(late=False)
        if self._mapping.number is not None:
            self._take_number(self._mapping.number)
        self._rename()
        self._settle_sides()
        self._build_all(late=True)
        for ours, text in self._mapping.constants.items():
            if not self._ours.get(ours):
                self._ours[ours] = text
        self._settle_habits()
        return {ours: text for ours, text in self._ours.items() if text}

    def _take(self, name: str, text: str) -> None:
        """Put one cell of theirs where it belongs."""
        mapping = self._mapping
        ours = mapping.heading(self._heading[name])
        several, renamed = mapping.sets.get(name, {}), mapping.values.get(name, {})
        if not several and not renamed and name not in mapping.splits:
            self._put(ours, text)
            return
        value = _value(text)
        if value in several:
            self._set(several[value])
        elif value in renamed:
            self._put(ours, renamed[value])
        elif name in mapping.splits and text.strip() and self._split(name, text):
            return
        elif ANY in several:
            self._set(several[ANY])
        elif ANY in renamed and text.strip() and not is_term(ours, text):
            self._put(ours, renamed[ANY])
        elif ours in COLUMNS and not self._leaves_out(ours, several):
            self._put(ours, text)
        elif name in mapping.sets and text.strip():
            self._unknown(name, text, several)

    def _set(self, cells: Mapping[str, str]) -> None:
        for name, text in cells.items():
            if name in COLUMNS:
                self._ours[name] = text
            else:
                self._aside[plain(name)] = text

    def _leaves_out(self, ours: str, several: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether a needed cell, which comes with every known value of this column, would be missing with another value."""
        with_it = {name for cells in several.values() for name in cells} - {ours}
        elsewhere = {self._mapping.heading(heading) for heading in self._heading.values()} | self._mapping.constants.keys()
        return any(name in NEEDED and name not in elsewhere for name in with_it)

    def _unknown(self, name: str, text: str, several: Mapping[str, Mapping[str, str]]) -> None:
        known = [v for v in several if v and v != ANY]
        listed = ", ".join(f"“{v}”" for v in known[:SHOWN]) + (" and more" if len(known) > SHOWN else "")
        cells = next((cells for cells in several.values() if cells), {})
        line = f'"{text.strip()}" = {{ {", ".join(f"{ours} = …" for ours in cells)} }}'
        self._wrong(name, f"The mapping says nothing of “{text}” here, only of {listed}. Add under [values.{name}]: {line}")

    def _put(self, ours: str, text: str) -> None:
        if ours in COLUMNS and (text or ours not in self._ours):
            self._ours[ours] = text

    def _split(self, name: str, text: str) -> bool:
        split = self._mapping.splits[name]
        folded = ARROWS.sub("->", BOTH_WAYS.sub("<->", text))
        parts = [text]
        for at in split.at:
            sign = ARROWS.sub("->", at) if ARROWS.fullmatch(at) else at
            if sign == "->" and "<->" in folded:
                self._both_ways, sign = True, "<->"
            words = folded if sign.endswith("->") else JOINED.sub(" ", text)
            parts = [part.strip() for part in re.split(re.escape(sign), words, flags=re.IGNORECASE)]
            if len(parts) == len(split.into) and all(parts):
                self._ours.update(zip(split.into, parts, strict=True))
                return True
        if name in self._mapping.sets or self._mapping.heading(self._heading[name]) in COLUMNS:
            return False
        self._wrong(name, f"“{text}” should hold {len(split.into)} parts, with “{split.at[0]}” between them.")
        return True

    def _settle_sides(self) -> None:
        """Who the two sides are; where the cell said that it went both ways, the row has no direction."""
        ends = (self._ours.get("from", "").strip(), self._ours.get("to", "").strip())
        self.sides = self._aside.get(SIDES, "") or ("–".join(sorted(ends, key=str.casefold)) if all(ends) else "")
        if self._both_ways:
            for ours in DIRECTION_COLUMNS:
                self._ours.pop(ours, None)

    def _build_all(self, *, late: bool) -> None:
        """What is built from a text; what names the sides is built once they are known."""
        for ours, template in self._mapping.built.items():
            names = [plain(name) for name in PLACE.findall(template)]
            if (SIDES in names) is late and not self._ours.get(ours):
                self._ours[ours] = self._build(ours, template, self.sides or UNSAID_SIDES)
                if late:
                    self.open_titles[ours] = self._build(ours, template, UNSAID_SIDES)

    def _build(self, ours: str, template: str, sides: str) -> str:
        """The text with their cells in its braces; what stood between cells that are empty falls away."""

        def said(found: re.Match[str]) -> str:
            name = plain(found[1])
            if name == SIDES and SIDES not in self._text:
                return sides
            text = self._said(name)
            if not text and ours in TITLES and self._tells_the_day(name):
                self._wrong(name, f"The title of the {ours} is made with this day: without it rows that differ would be one.")
            return (JOINED.sub(" ", text) if ours in TITLES else text) or EMPTY

        return _closed(PLACE.sub(said, template))

    def _tells_the_day(self, name: str) -> bool:
        known = name in self._heading and not any(fault.column == self._heading[name] for fault in self.faults)
        return known and (name in self._mapping.dates or self._mapping.heading(self._heading[name]) in DATE_COLUMNS)

    def _said(self, name: str) -> str:
        """A cell of theirs as a template takes it: a date in the one form that is kept."""
        text = (self._text.get(name, "") or self._aside.get(name, "")).strip()
        order = self._mapping.dates.get(name)
        if not text or order is None:
            return text
        try:
            return day(text, order)
        except ValueError as wrong:
            self._wrong(name, str(wrong), asked_by(wrong))
            return ""

    def _take_number(self, parts: NumberParts) -> None:
        words = self._text.get(parts.words, "").strip()
        if words:
            self._ours["number"] = words
            return
        before = len(self.faults)
        names = (parts.low, parts.best, parts.high)
        bound = self._bound(parts)
        if worded := self._worded(names, bound):
            self._ours["number"] = worded
            return
        if endless(self._text.get(parts.high, "")):
            names, bound = (parts.low, parts.best, ""), bound or Bound.AT_LEAST
        low, best, high = (self._whole(name) for name in names)
        if len(self.faults) > before:
            return
        try:
            told = in_words(low, best, high, bound)
        except ValueError as wrong:
            self._wrong(parts.best or parts.low or parts.high or parts.bound, str(wrong))
            return
        self._ours["number"] = told.words
        if told.note:
            self._ours["note"] = "\n".join(filter(None, (self._ours.get("note", ""), told.note)))

    def _worded(self, names: tuple[str, ...], bound: Bound | None) -> str:
        """The words of a number, such as *more than 6,000*, where one cell alone says it and no bound beside it."""
        said = {text for name in names if not blank(text := self._text.get(name, ""))}
        text = next(iter(said), "").strip()
        if len(said) > 1 or text.casefold() in ZERO_OR_NOTHING or not MORE_THAN_DIGITS.search(text):
            return ""
        try:
            return text if bound in (None, read(text).bound) else ""
        except Unreadable:
            return ""

    def _whole(self, name: str) -> int | None:
        """The whole number in a cell of theirs; None where it is empty."""
        text = self._text.get(name, "").strip()
        if blank(text):
            return None
        habit = self._mapping.digits.get(name, self._mapping.digits.get(ANY))
        if text.casefold() in ZERO_OR_NOTHING:
            self._wrong(name, f"“{text}” could be zero or nothing said: write 0, or leave the cell empty.")
            return None
        try:
            bare = digits(ungrouped(text), Digits()) if habit is None else digits(text, habit)
        except ValueError as wrong:
            self._wrong(name, str(wrong), asked_by(wrong))
            return None
        if not bare.isdecimal():
            self._wrong(name, f"“{text}” is not a whole number; words for a number stand alone, without low, high or bound.")
            return None
        return int(bare)

    def _bound(self, parts: NumberParts) -> Bound | None:
        text = self._text.get(parts.bound, "").strip()
        numbers = (self._text.get(name, "") for name in (parts.low, parts.best, parts.high))
        if not text or (blank(text) and _value(text) not in parts.bounds and not all(map(blank, numbers))):
            return None
        bound = parts.bounds.get(_value(text), bound_named(text))
        if bound is None:
            self._wrong(parts.bound, f"“{text}” names no bound that is known; say under [number.bounds] which it is.")
        return bound

    def _rename(self) -> None:
        """Our columns whose values the mapping renames, wherever they came from."""
        for column, renamed in self._mapping.values.items():
            ours = as_ours(column)
            text = self._ours.get(ours, "")
            if ours in COLUMNS and text and _value(text) in renamed:
                self._ours[ours] = renamed[_value(text)]
        for column, several in self._mapping.sets.items():
            ours = as_ours(column)
            if ours in COLUMNS and column not in self._text and _value(self._ours.get(ours, "")) in several:
                self._set(several[_value(self._ours.get(ours, ""))])

    def _settle_habits(self) -> None:
        for ours in sorted(DATE_COLUMNS & self._ours.keys()):
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
                self._ours[ours] = day(self._ours[ours], order)
            except ValueError as wrong:
                self._wrong_ours(ours, str(wrong), asked_by(wrong))

    def _habit(self, ours: str) -> DayOrder:
        orders = self._mapping.dates
        named = [plain(ours), *self._mapping.sources_of(ours)]
        return next((orders[name] for name in named if name in orders), orders.get(ANY, DayOrder.UNSAID))

    def _digit_habit(self) -> Digits | None:
        habits = self._mapping.digits
        named = ["number", *self._mapping.sources_of("number")]
        return next((habits[name] for name in named if name in habits), habits.get(ANY))

    def _wrong(self, name: str, why: str, asks: Ask | None = None) -> None:
        fault = Fault(self._row, self._heading.get(name, name), self._text.get(name, ""), why, asks)
        if fault not in self.faults:
            self.faults.append(fault)

    def _wrong_ours(self, ours: str, why: str, asks: Ask | None = None) -> None:
        if not any(fault.why == why and as_ours(fault.column) not in COLUMNS for fault in self.faults):
            self.faults.append(Fault(self._row, ours, self._ours[ours], why, asks))


def _closed(text: str) -> str:
    """A built text without what stood between cells that are empty."""
    return HOLLOW.sub("", text).strip(LOOSE_ENDS)


def told_sides(rows: Sequence[dict[str, str]], said: Mapping[str, frozenset[str]]) -> None:
    """Put into each title that its row left open the one pair of sides that other rows of that title say; else nothing.

    ``said`` are the sides by open title. A row that says *both ways* so joins the event of the rows that say who.
    """
    for cells in rows:
        for ours in TITLES:
            title = cells.get(ours, "")
            if UNSAID_SIDES in title:
                sides = said.get(title, frozenset())
                cells[ours] = _closed(title.replace(UNSAID_SIDES, next(iter(sides)) if len(sides) == 1 else EMPTY))


@lru_cache(maxsize=8192)
def _value(text: str) -> str:
    """A value as it is compared: in any case, its blanks made one, every arrow the same."""
    folded = ARROWS.sub("->", BOTH_WAYS.sub("<->", JOINED.sub(" ", text)))
    return " ".join(folded.split()).casefold()


def compared(text: str) -> str:
    """How the values of a mapping are written so that a cell can be found among them."""
    return text if text == ANY else _value(text)
