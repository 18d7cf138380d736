"""The cells of a table: text wrapped into the room of a column, digits aligned, marks beside or beneath; set, then painted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefing.content import Cell, Column, Strip
from briefing.drawing import ROLE_TOKEN, Anchor, Token, contested_mark, role_mark, verdict_mark
from briefing.ink import TypeCase
from briefing.interval_bar import draw_bar
from briefing.sheet import Sheet
from briefing.style import CELL, CELL_BOLD, CELL_GREY, MARK_CELL, SECOND, text_width, type_of
from briefing.text import Marks, Text
from briefing.typeset import Line, Span, fitting, reworded, spans_of, width_of, wrap

MARK_ROOM = 10.0
BAR_HEIGHT = 14.0
BESIDE_GAP = 3.0
MARK_LEFT = 9.0
LEAST_PART = 0.5
LEAST_WORD = 0.8
Lines = tuple[Line, ...]


class Place(NamedTuple):
    """A column on the frame: its edges, where its digits end, whether its text stands at the end."""

    left: float
    right: float
    digits: float
    end: bool

    @classmethod
    def of(cls, column: Column, scale: float) -> Place:
        """The place of a column whose measures are scaled."""
        right = column.right * scale
        return cls(column.left * scale, right, right - column.marks * scale, column.end)


class SetCell(NamedTuple):
    """A cell whose text is wrapped: its lines, those of its second line, and the marks beside it."""

    cell: Cell
    first: Lines = ()
    second: Lines = ()
    beside: Lines = ()

    @property
    def height(self) -> float:
        """Of all its text."""
        return len(self.first) * CELL.leading + len(self.second) * SECOND.leading

    def cut(self, room: float) -> tuple[SetCell, SetCell]:
        """Its lines that fit into ``room``, and the rest."""
        whole = min(len(self.first), int(room // CELL.leading))
        rest = min(len(self.second), int((room - whole * CELL.leading) // SECOND.leading)) if whole == len(self.first) else 0
        above = self._replace(first=self.first[:whole], second=self.second[:rest])
        empty = Cell(bold=self.cell.bold, grey=self.cell.grey)
        return above, SetCell(empty, self.first[whole:], self.second[rest:])


class Setter:
    """Sets and paints the cells of one table; a common cell is set once and painted once."""

    def __init__(self, places: tuple[Place, ...], number_of: Mapping[int, int], case: TypeCase) -> None:
        self.places, self.number_of, self.case = places, number_of, case
        self._common: tuple[dict[int, SetCell], ...] = tuple({} for _ in places)
        self._painted: dict[tuple[int, float], str] = {}
        self._rows_of_marks: dict[tuple[int, ...], Lines] = {}

    def set(self, cells: tuple[Cell, ...]) -> tuple[SetCell, ...]:
        """The cells of a row wrapped into their places."""
        ready = zip(cells, self.places, self._common, strict=True)
        return tuple([held.get(id(cell)) or self._new(cell, place, held) for cell, place, held in ready])

    def _new(self, cell: Cell, place: Place, held: dict[int, SetCell]) -> SetCell:
        made = self._set(cell, place if cell.across == 1 else self._wide(place, cell.across))
        if cell.common:
            held[id(cell)] = made
        return made

    def _wide(self, place: Place, across: int) -> Place:
        """A column and those after it as one."""
        right = self.places[self.places.index(place) + across - 1].right
        return place._replace(right=right, digits=right)

    def _set(self, cell: Cell, place: Place) -> SetCell:
        left, right, digits, end = place
        indent = MARK_ROOM if cell.verdict is not None else 0.0
        room, whole = digits - left - indent, right - left - indent
        first = self._first(cell, room, end=end)
        beside, under = self._beside(cell.beside) if cell.beside else (), cell.second
        if beside and beside[0].width > right - digits - BESIDE_GAP:
            beside, under = (), (*cell.beside, *under)
        if not under:
            return SetCell(cell, first, (), beside)
        if end and digits < right:
            whole = room - (MARK_LEFT if cell.mark is not None else 0.0)
        return SetCell(cell, first, wrap(spans_of(under, SECOND, self.number_of), whole), beside)

    def _first(self, cell: Cell, room: float, *, end: bool) -> Lines:
        """The lines of its text: a number in one piece, words of a source between quotation marks."""
        if not cell.text:
            return ()
        spans = spans_of(cell.text, CELL_BOLD if cell.bold else CELL_GREY if cell.grey else CELL, self.number_of)
        if end:
            line = fitting(spans, room - MARK_LEFT)
            if line is not None:
                return line
            spans = unbroken(spans, room - (MARK_LEFT if cell.mark is not None else 3.0), LEAST_PART)
        else:
            spans = unbroken(spans, room, LEAST_WORD)
        if cell.quoted:
            spans = quoted(spans)
        return wrap(spans, room - MARK_LEFT if end and cell.mark is not None else room)

    def _beside(self, marks: Text) -> Lines:
        """Marks in one line; the same marks stand in many rows."""
        figures = tuple(f for run in marks if isinstance(run, Marks) for f in run.figures)
        held = self._rows_of_marks.get(figures)
        if held is None:
            held = self._rows_of_marks[figures] = wrap(spans_of(marks, MARK_CELL, self.number_of), 1000)
        return held

    def paint(self, sheet: Sheet, cells: tuple[SetCell, ...], text_top: float, height: float) -> None:
        """The cells of a row of that height; their text begins a little below the row's top."""
        for held, place in zip(cells, self.places, strict=True):
            if not held.cell.common:
                _paint(sheet, held, place, text_top, height)
            elif held.first:
                key = (id(held), text_top)
                painted = self._painted.get(key)
                if painted is None:
                    apart = Sheet(self.case, sheet.width)
                    _paint(apart, held, place, text_top, height)
                    painted = self._painted[key] = apart.ink.taken()
                sheet.ink.put(painted)


def _paint(sheet: Sheet, held: SetCell, place: Place, text_top: float, height: float) -> None:
    left = place.left + (0.0 if held.cell.common else _draw(sheet, held, place, text_top, height))
    below = text_top + len(held.first) * CELL.leading
    edge = place.digits if place.end else left
    if held.first:
        sheet.lines(held.first, edge, text_top, CELL.leading, end=place.end)
    if held.second:
        sheet.lines(held.second, edge, below, SECOND.leading, end=place.end)
    if held.beside:
        sheet.lines(held.beside, place.digits + BESIDE_GAP, text_top, CELL.leading)


def _draw(sheet: Sheet, held: SetCell, place: Place, text_top: float, height: float) -> float:
    """What is drawn in a cell; how far its text stands off for it."""
    cell, painter, middle = held.cell, sheet.painter, text_top + CELL.leading / 2
    if cell.bar is not None:
        draw_bar(painter, cell.bar, place.left, (height - BAR_HEIGHT) / 2, place.right - place.left, BAR_HEIGHT)
    if cell.strip is not None:
        _strip(sheet, cell.strip, place.left, place.right, middle)
    if cell.mark is not None and place.end and held.first:
        role_mark(painter, cell.mark, place.digits - held.first[0].width - 6.5, middle, 5.4)
    if cell.contested and held.second and not place.end:
        below = text_top + len(held.first) * CELL.leading
        contested_mark(painter, place.left, below + SECOND.leading / 2 - 3, 6.2)
    if cell.verdict is None:
        return 0.0
    verdict_mark(painter, cell.verdict, place.left, middle - 3.4, 6.8)
    return MARK_ROOM


def unbroken(spans: list[Span], room: float, least: float) -> list[Span]:
    """A number that is wider than its column is set smaller, since digits on two lines read as two numbers; so is a word.

    What would have to be smaller than the ``least`` part is left to be broken: an address, a word of a hundred letters.
    """
    if sum(map(width_of, spans)) <= room:
        return spans
    words = [(span.type, word) for span in spans for word in re.split(" |(?<=–)", span.text)]
    widest = max((text_width(word, kind.face, kind.size) for kind, word in words), default=0.0)
    part = room / widest * 0.995 if widest > room else 1
    if widest <= room or part < least:
        return spans
    smaller = [type_of(t.face, t.size * part, t.ink, t.leading) for t in (span.type for span in spans)]
    return [span._replace(type=kind) for span, kind in zip(spans, smaller, strict=True)]


def quoted(spans: list[Span]) -> list[Span]:
    """Words of a source between the quotation marks of their script, unless they bring their own."""
    text = "".join(span.text for span in spans)
    if text[:1] in '«“„"':
        return spans
    marks = "«»" if any("\u0400" <= sign <= "\u04ff" for sign in text) else "“”"
    first, last = spans[0], spans[-1]
    if len(spans) == 1:
        return [reworded(first, f"{marks[0]}{first.text}{marks[1]}")]
    return [reworded(first, marks[0] + first.text), *spans[1:-1], reworded(last, last.text + marks[1])]


def _strip(sheet: Sheet, strip: Strip, left: float, right: float, y: float) -> None:
    """Where one figure lies between the ends of its group."""
    painter, inset = sheet.painter, 4.0
    wide = right - left - 2 * inset
    spread = max(1, strip.greatest - strip.least)

    def at(number: int) -> float:
        part = (number - strip.least) / spread if strip.greatest > strip.least else 0.5
        return left + inset + wide * min(1.0, max(0.0, part))

    painter.line(left, y, right, y, ink=Token.RULE, width=0.5)
    if strip.stated is not None:
        painter.line(at(strip.stated), y - 6, at(strip.stated), y + 6, ink=Token.STATED, width=1.4)
    ink = ROLE_TOKEN[strip.role]
    if strip.high is None:
        painter.gradient(at(strip.low), y - 1.6, right - 9 - at(strip.low), 3.2, start=ink, end=Token.SHEET)
        painter.text(right, y + 2.8, "∞", ink=ink, size=8, bold=True, anchor=Anchor.END)
    elif strip.high > strip.low:
        painter.rect(at(strip.low), y - 1.6, max(3.0, at(strip.high) - at(strip.low)), 3.2, fill=ink, radius=1)
        return
    role_mark(painter, strip.role, at(strip.low), y, 5.4)
