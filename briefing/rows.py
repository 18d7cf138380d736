"""Tables as pieces: cells wrapped once, digits aligned, heads repeated, a row split only where it is higher than a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from briefing.cells import LEAST_WORD, MARK_LEFT, Place, SetCell, Setter, unbroken
from briefing.content import Content, Legend, Row, Table
from briefing.drawing import Token, contested_mark, role_mark
from briefing.flow import Piece
from briefing.ink import TypeCase
from briefing.sheet import Sheet
from briefing.style import (
    CELL,
    CELL_BOLD,
    HEAD,
    RULE_GROUP,
    RULE_HEAVY,
    SECOND,
    SUBSECTION,
)
from briefing.text import Marks
from briefing.typeset import Span, spans_of, visible, wrap
from figures.vocabulary import Role

GRID = 503.0
HEAD_HEIGHT = 17.0
LEAST = 18.6
LEAST_TALL = 24.0
LEAST_CLOSE = 21.0
SetCells = Callable[[], tuple[SetCell, ...]]


class Grid:
    """Sets one table on a given width; it holds none of the rows, so that they can be let go once they are set."""

    def __init__(self, table: Table, content: Content, width: float, case: TypeCase, *, close: bool = False) -> None:
        self.columns, self.legend, self.width, self.case = table.columns, table.legend, width, case
        self.number_of, self.words = content.number_of, content.words
        self.scale = width / GRID
        self.setter = Setter(tuple(Place.of(column, self.scale) for column in table.columns), self.number_of, case)
        self.close = close
        self._ruled: dict[float, str] = {}
        self.least = (LEAST_CLOSE if close else LEAST_TALL) if table.tall else LEAST
        self.pad = (0.8 if close else 2.0) if table.tall else 3.7

    def pieces(self, table: Table) -> list[Piece]:
        """Heading, head, rows and the closing rule, held together as they should be."""
        found: list[Piece] = []
        if table.heading:
            found.append(self._heading(table.heading))
        head = self._head()
        found.append(replace(head, keep=True, before=0 if table.heading else 9))
        rows = table.rows
        for at, row in enumerate(rows):
            follows = rows[at + 1] if at + 1 < len(rows) else None
            last_of_group = follows is None or follows.group
            keep = row.group or follows is None or (table.whole_groups and not last_of_group)
            keep = keep or (at == 0 and len(rows) > 2)
            found.append(self._row(row, head, keep=keep))
        found.append(Piece(height=0.5, paint=lambda sheet, top: sheet.rule(top, RULE_HEAVY, Token.INK)))
        return found

    def _heading(self, text: str) -> Piece:
        lines = wrap([Span(visible(text, SUBSECTION.face), SUBSECTION)], self.width)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.lines(lines, 0, top, SUBSECTION.leading)
            if self.legend is not Legend.NONE:
                self._legend(sheet, top, lines[0].width + 14)

        return Piece(height=len(lines) * SUBSECTION.leading + 4, before=13, keep=True, paint=paint)

    def _legend(self, sheet: Sheet, top: float, left: float) -> None:
        """What the marks mean, in the heading's own line, from the right edge."""
        painter, words = sheet.painter, self.words
        roles = ("stated", "reported", "observed", "presented")
        names = ("contested", "open", "reported", "presented") if self.legend is Legend.BARS else roles
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
        for column in self.columns:
            room = (column.right - column.left) * self.scale - (8 if column.role and not column.end else 0)
            words = unbroken([Span(visible(column.head, HEAD.face), HEAD)], max(room, 20), LEAST_WORD)
            cells.append(wrap(words, max(room, 20)))
        rows = max((len(lines) for lines in cells), default=1)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_HEAVY, Token.INK)
            start = top + 4 + (rows - 1) * HEAD.leading
            for column, lines in zip(self.columns, cells, strict=True):
                first = start - (len(lines) - 1) * HEAD.leading
                edge = (column.right - column.marks) * self.scale if column.end else column.left * self.scale
                sheet.lines(lines, edge, first, HEAD.leading, end=column.end)
                wide = (column.right - column.left - column.marks) * self.scale
                if column.role is not None and lines and lines[0].width + MARK_LEFT <= wide + 4:
                    x = edge - lines[0].width - 6 if column.end else edge + lines[0].width + 6
                    role_mark(sheet.painter, column.role, x, first + HEAD.leading / 2, 5.6)

        sheet = Sheet(self.case, self.width)
        paint(sheet, 0)
        return Piece(height=HEAD_HEIGHT + (rows - 1) * HEAD.leading, paint=sheet.strip().paint)

    def _row(self, row: Row, head: Piece, *, keep: bool) -> Piece:
        if row.group:
            return self._group(row, head, keep=keep)
        return self._row_piece(partial(self.setter.set, row.cells), head, keep=keep, cites=self._cites(row))

    def _cites(self, row: Row) -> tuple[int, ...]:
        """The notes that a row cites: those of its marks, which are those of its numbers."""
        marked: set[int] = set()
        for cell in row.cells:
            if not cell.common:
                for text in cell.texts():
                    for run in text:
                        if isinstance(run, Marks):
                            marked.update(run.figures)
        return tuple(sorted({self.number_of[f] for f in marked}))

    def _row_piece(self, set_cells: SetCells, head: Piece, keep: bool, cites: tuple[int, ...] = ()) -> Piece:
        """A row, drawn at once: of thousands of them the operators take less room than the lines that they were made from.

        The cells are set again for the few rows that are cut.
        """
        cells = set_cells()
        tallest = max([cell.height for cell in cells])
        pad = (self.least - CELL.leading) / 2 if tallest <= CELL.leading else self.pad
        height = max(self.least, tallest + 2 * pad)
        sheet = Sheet(self.case, self.width)
        sheet.drawn.append(self._rules(height))
        self.setter.paint(sheet, cells, pad, height)
        split = partial(self._split, set_cells, pad, head, keep, cites) if tallest > CELL.leading else None
        return Piece(height=height, paint=sheet.strip().paint, keep=keep, head=head, split=split, cites=cites)

    def _split(
        self, set_cells: SetCells, pad: float, head: Piece, keep: bool, cites: tuple[int, ...], room: float
    ) -> tuple[Piece, Piece] | None:
        """A row cut to a height, and the rest of it; None where no line of it fits."""
        parts = [cell.cut(room - 2 * pad) for cell in set_cells()]
        above, below = tuple(a for a, _ in parts), tuple(b for _, b in parts)
        if not any(a.first for a in above) or not any(b.first or b.second for b in below):
            return None
        return (
            self._row_piece(lambda: above, head, keep=False, cites=cites),
            self._row_piece(lambda: below, head, keep=keep),
        )

    def _rules(self, height: float) -> str:
        """The hairlines above and below a row of this height, which most rows share."""
        held = self._ruled.get(height)
        if held is None:
            sheet = Sheet(self.case, self.width)
            sheet.rule(0)
            sheet.rule(height)
            held = self._ruled[height] = sheet.operators()
        return held

    def _group(self, row: Row, head: Piece, *, keep: bool) -> Piece:
        cell = row.cells[0]
        spans = spans_of(cell.text, CELL_BOLD, self.number_of)
        spans += [Span("\u00a0\u00a0 ", SECOND), *spans_of(cell.second, SECOND, self.number_of)] if cell.second else []
        room = self.width if cell.ends is None else self.columns[3].left * self.scale - 8
        lines = wrap(spans, room)
        height = len(lines) * CELL.leading + (4.8 if self.close else 6.4)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_GROUP, Token.INK)
            sheet.lines(lines, 0, top + (2.6 if self.close else 3.4), CELL.leading)
            if cell.ends is not None:
                strip = self.columns[3]
                for end, (text, x) in enumerate(zip(cell.ends, (strip.left, strip.right), strict=True)):
                    scale = wrap(spans_of(text, SECOND, self.number_of), 90)
                    sheet.lines(scale, x * self.scale, top + 3.4, CELL.leading, end=bool(end))

        return Piece(height=height, paint=paint, keep=keep, head=head, cites=self._cites(row))
