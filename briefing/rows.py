"""Tables as pieces: cells wrapped once, digits aligned, heads repeated, a row split only where it is higher than a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.content import Cell, Column, Legend, Row, Strip, Table
from briefing.drawing import ROLE_TOKEN, Anchor, Token, contested_mark, role_mark, verdict_mark
from briefing.flow import Piece
from briefing.interval_bar import draw_bar
from briefing.sheet import Sheet
from briefing.style import (
    CELL,
    CELL_BOLD,
    CELL_GREY,
    HEAD,
    MARK_CELL,
    RULE_GROUP,
    RULE_HEAVY,
    SECOND,
    SUBSECTION,
    Type,
    text_width,
    type_of,
)
from briefing.text import Marks, Name, Words
from briefing.typeset import Line, Span, spans_of, visible, width_of, wrap
from figures.vocabulary import Role

GRID = 503.0
MARK_ROOM = 10.0
BAR_HEIGHT = 14.0
HEAD_HEIGHT = 17.0
LEAST = 18.6
LEAST_TALL = 24.0
LEAST_CLOSE = 21.0
BESIDE_GAP = 3.0
MARK_LEFT = 9.0
LEAST_PART = 0.5
LEAST_WORD = 0.8


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell whose text is wrapped: its lines, those of its second line, and the marks beside it."""

    cell: Cell
    first: tuple[Line, ...] = ()
    second: tuple[Line, ...] = ()
    beside: tuple[Line, ...] = ()
    leading: float = CELL.leading

    @property
    def height(self) -> float:
        """Of all its text."""
        return len(self.first) * self.leading + len(self.second) * SECOND.leading

    def cut(self, room: float) -> tuple[SetCell, SetCell]:
        """Its lines that fit into ``room``, and the rest."""
        whole = min(len(self.first), int(room // self.leading))
        rest = min(len(self.second), int((room - whole * self.leading) // SECOND.leading)) if whole == len(self.first) else 0
        above = replace(self, first=self.first[:whole], second=self.second[:rest])
        empty = Cell(bold=self.cell.bold, grey=self.cell.grey)
        return above, replace(self, cell=empty, first=self.first[whole:], second=self.second[rest:], beside=())


class Grid:
    """Sets one table on a given width."""

    def __init__(
        self, table: Table, width: float, number_of: Mapping[int, int], words: Mapping[str, str], *, close: bool = False
    ) -> None:
        self.table, self.width, self.number_of, self.words = table, width, number_of, words
        self.plain: dict[tuple[object, ...], SetCell] = {}
        self.scale = width / GRID
        self.close = close
        self.least = (LEAST_CLOSE if close else LEAST_TALL) if table.tall else LEAST
        self.pad = (0.8 if close else 2.0) if table.tall else 3.7

    def pieces(self) -> list[Piece]:
        """Heading, head, rows and the closing rule, held together as they should be."""
        found: list[Piece] = []
        if self.table.heading:
            found.append(self._heading())
        head = self._head()
        found.append(replace(head, keep=True, before=0 if self.table.heading else 9))
        rows = self.table.rows
        for at, row in enumerate(rows):
            follows = rows[at + 1] if at + 1 < len(rows) else None
            last_of_group = follows is None or follows.group
            keep = row.group or follows is None or (self.table.whole_groups and not last_of_group)
            keep = keep or (at == 0 and len(rows) > 2)
            found.append(self._row(row, head, keep=keep))
        found.append(Piece(height=0.5, paint=lambda sheet, top: sheet.rule(top, RULE_HEAVY, Token.INK)))
        return found

    def _heading(self) -> Piece:
        lines = wrap([Span(visible(self.table.heading, SUBSECTION.face), SUBSECTION)], self.width)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.lines(lines, 0, top, SUBSECTION.leading)
            if self.table.legend is not Legend.NONE:
                self._legend(sheet, top, lines[0].width + 14)

        return Piece(height=len(lines) * SUBSECTION.leading + 4, before=13, keep=True, paint=paint)

    def _legend(self, sheet: Sheet, top: float, left: float) -> None:
        """What the marks mean, in the heading's own line, from the right edge."""
        painter, words = sheet.painter, self.words
        roles = ("stated", "reported", "observed", "presented")
        names = ("contested", "open", "reported", "presented") if self.table.legend is Legend.BARS else roles
        size, gap, marks = SECOND.size, 13.0, 11.0
        widths = [painter.text_width(words[name], size=size) for name in names]
        x = max(left, self.width - sum(widths) - (marks + gap) * len(names) + gap)
        y = top + SUBSECTION.leading / 2
        for name, wide in zip(names, widths, strict=True):
            if x + marks + wide > self.width + 1:
                return
            match name:
                case "contested":
                    contested_mark(painter, x, y - 2.6, 6.4, Token.INK)
                case "open":
                    painter.text(x, y + 2.9, "∞", ink=Token.INK, size=8.4, bold=True)
                case _:
                    role_mark(painter, Role(name), x + 3.4, y + 0.6, 6)
            painter.text(x + marks, y + 2.6, words[name], ink=SECOND.ink, size=size)
            x += marks + wide + gap

    def _head(self) -> Piece:
        """The head: its words stand over the digits."""
        cells = []
        for column in self.table.columns:
            room = (column.right - column.left) * self.scale - (8 if column.role and not column.end else 0)
            cells.append(wrap([Span(visible(column.head, HEAD.face), HEAD)], max(room, 20)))
        rows = max((len(lines) for lines in cells), default=1)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_HEAVY, Token.INK)
            start = top + 4 + (rows - 1) * HEAD.leading
            for column, lines in zip(self.table.columns, cells, strict=True):
                first = start - (len(lines) - 1) * HEAD.leading
                edge = (column.right - column.marks) * self.scale if column.end else column.left * self.scale
                sheet.lines(lines, edge, first, HEAD.leading, end=column.end)
                wide = (column.right - column.left - column.marks) * self.scale
                if column.role is not None and lines and lines[0].width + MARK_LEFT <= wide + 4:
                    x = edge - lines[0].width - 6 if column.end else edge + lines[0].width + 6
                    role_mark(sheet.painter, column.role, x, first + HEAD.leading / 2, 5.6)

        return Piece(height=HEAD_HEIGHT + (rows - 1) * HEAD.leading, paint=paint)

    def _row(self, row: Row, head: Piece, *, keep: bool) -> Piece:
        if row.group:
            return self._group(row, head, keep=keep)
        cells = tuple(self._set(cell, column) for cell, column in zip(row.cells, self.table.columns, strict=True))
        return self._row_piece(cells, head, keep=keep, cites=self._cites(row))

    def _cites(self, row: Row) -> tuple[int, ...]:
        """The notes that a row cites: those of its marks, which are those of its numbers."""
        texts = [text for cell in row.cells for text in cell.texts() if text]
        marked = {f for text in texts for run in text if isinstance(run, Marks) for f in run.figures}
        return tuple(sorted({self.number_of[f] for f in marked}))

    def _row_piece(self, cells: tuple[SetCell, ...], head: Piece, *, keep: bool, cites: tuple[int, ...] = ()) -> Piece:
        tallest = max((cell.height for cell in cells), default=0)
        single = all(len(c.first) <= 1 and not c.second for c in cells)
        pad = (self.least - CELL.leading) / 2 if single else self.pad
        height = max(self.least, tallest + 2 * pad)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top)
            sheet.rule(top + height)
            for cell, column in zip(cells, self.table.columns, strict=True):
                self._paint_cell(sheet, cell, column, top + pad, top, height)

        def split(room: float) -> tuple[Piece, Piece] | None:
            parts = [cell.cut(room - 2 * pad) for cell in cells]
            above, below = tuple(a for a, _ in parts), tuple(b for _, b in parts)
            if not any(a.first for a in above) or not any(b.first or b.second for b in below):
                return None
            return (
                self._row_piece(above, head, keep=False, cites=cites),
                self._row_piece(below, head, keep=keep),
            )

        return Piece(height=height, paint=paint, keep=keep, head=head, split=split, cites=cites)

    def _group(self, row: Row, head: Piece, *, keep: bool) -> Piece:
        cell = row.cells[0]
        spans = spans_of(cell.text, CELL_BOLD, self.number_of)
        spans += [Span("\u00a0\u00a0 ", SECOND), *spans_of(cell.second, SECOND, self.number_of)] if cell.second else []
        room = self.width if cell.ends is None else self.table.columns[3].left * self.scale - 8
        lines = wrap(spans, room)
        height = len(lines) * CELL.leading + (4.8 if self.close else 6.4)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_GROUP, Token.INK)
            sheet.lines(lines, 0, top + (2.6 if self.close else 3.4), CELL.leading)
            if cell.ends is not None:
                strip = self.table.columns[3]
                for end, (text, x) in enumerate(zip(cell.ends, (strip.left, strip.right), strict=True)):
                    scale = wrap(spans_of(text, SECOND, self.number_of), 90)
                    sheet.lines(scale, x * self.scale, top + 3.4, CELL.leading, end=bool(end))

        return Piece(height=height, paint=paint, keep=keep, head=head, cites=self._cites(row))

    def _set(self, cell: Cell, column: Column) -> SetCell:
        """The cell wrapped; words and names that stand in a column again and again are wrapped once."""
        if cell.second or cell.beside or cell.drawn or len(cell.text) != 1 or not isinstance(cell.text[0], Words | Name):
            return self._wrapped(cell, column)
        key = (cell.text[0].text, cell.bold, cell.grey, cell.quoted, column.left)
        held = self.plain.get(key)
        if held is None:
            held = self.plain[key] = self._wrapped(cell, column)
        return held

    def _wrapped(self, cell: Cell, column: Column) -> SetCell:
        style: Type = CELL_BOLD if cell.bold else CELL_GREY if cell.grey else CELL
        room = (column.right - column.left - column.marks) * self.scale
        room -= MARK_ROOM if cell.verdict is not None else 0
        spans = spans_of(cell.text, style, self.number_of)
        if column.end:
            spans = _unbroken(spans, room - (MARK_LEFT if cell.mark is not None else 3), LEAST_PART)
        else:
            spans = _unbroken(spans, room, LEAST_WORD)
        if cell.quoted and spans:
            spans = quoted(spans)
        if cell.mark is not None and column.end:
            room -= MARK_LEFT
        beside = wrap(spans_of(cell.beside, MARK_CELL, self.number_of), 1000) if cell.beside else ()
        second = spans_of(cell.second, SECOND, self.number_of) if cell.second else []
        if beside and beside[0].width > column.marks * self.scale - BESIDE_GAP:
            second, beside = [*spans_of(cell.beside, MARK_CELL, self.number_of), *second], ()
        under: tuple[Line, ...] = ()
        if second:
            whole = (column.right - column.left) * self.scale - (MARK_ROOM if cell.verdict is not None else 0)
            under = wrap([s for s in second if s.text], room if column.end and column.marks else whole)
        return SetCell(cell, wrap([s for s in spans if s.text], room), under, beside)

    def _paint_cell(self, sheet: Sheet, held: SetCell, column: Column, text_top: float, top: float, height: float) -> None:
        cell, painter = held.cell, sheet.painter
        left, right = column.left * self.scale, column.right * self.scale
        digits = right - column.marks * self.scale
        if cell.bar is not None:
            draw_bar(painter, cell.bar, left, top + (height - BAR_HEIGHT) / 2, right - left, BAR_HEIGHT)
        if cell.strip is not None:
            _strip(sheet, cell.strip, left, right, text_top + CELL.leading / 2)
        indent = 0.0
        if cell.verdict is not None:
            verdict_mark(painter, cell.verdict, left, text_top + CELL.leading / 2 - 3.4, 6.8)
            indent = MARK_ROOM
        if column.end:
            sheet.lines(held.first, digits, text_top, held.leading, end=True)
            below = text_top + len(held.first) * held.leading
            sheet.lines(held.second, digits, below, SECOND.leading, end=True)
            sheet.lines(held.beside, digits + BESIDE_GAP, text_top, held.leading)
            if cell.mark is not None and held.first:
                role_mark(painter, cell.mark, digits - held.first[0].width - 6.5, text_top + CELL.leading / 2, 5.4)
            return
        sheet.lines(held.first, left + indent, text_top, held.leading)
        below = text_top + len(held.first) * held.leading
        if cell.contested and held.second:
            contested_mark(painter, left, below + SECOND.leading / 2 - 3, 6.2)
        sheet.lines(held.second, left + indent, below, SECOND.leading)


def _unbroken(spans: list[Span], room: float, least: float) -> list[Span]:
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
        return [first._replace(text=f"{marks[0]}{first.text}{marks[1]}")]
    return [first._replace(text=marks[0] + first.text), *spans[1:-1], last._replace(text=last.text + marks[1])]


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
