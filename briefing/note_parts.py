"""The notes as pieces: number, grade, kind and the pages that cite it in the margin; source, quotes and address beside."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.cells import quoted
from briefing.content import Content, Note
from briefing.flow import Piece
from briefing.sheet import Sheet, citing_goal, note_goal
from briefing.style import ADDRESS, MARGIN_COLUMN, NOTE, NOTE_BOLD, PAGE_LINK, QUOTE, SECOND, Type
from briefing.typeset import Line, Span, span, wrap

NOTE_INDENT = 26.0
WEB = ("http://", "https://")


class NoteParts:
    """Sets the notes of one content on a frame of one width; what a note says is set once, whatever pages cite it."""

    def __init__(self, content: Content, width: float) -> None:
        self.content, self.width = content, width
        self._bodies: dict[int, tuple[tuple[Line, Type], ...]] = {}
        self._grades: dict[tuple[str, str], tuple[Line, ...]] = {}
        self._pieces: dict[int, tuple[tuple[int, ...], Piece]] = {}

    def notes(self, pages: Mapping[int, tuple[int, ...]]) -> list[Piece]:
        """The notes; ``pages`` are those on which each is cited."""
        return [self._note(note, pages.get(note.number, ())) for note in self.content.notes]

    def _note(self, note: Note, pages: tuple[int, ...]) -> Piece:
        held = self._pieces.get(note.number)
        if held is not None and held[0] == pages:
            return held[1]
        body = self._bodies.get(note.number) or self._note_body(note)
        self._bodies[note.number] = body
        margin = self._note_margin(note, pages)
        number = wrap([span(f"[{note.number}]", NOTE_BOLD)], NOTE_INDENT)
        piece = _note_piece(note.number, number, margin, body)
        self._pieces[note.number] = (pages, piece)
        return piece

    def _note_margin(self, note: Note, pages: tuple[int, ...]) -> tuple[tuple[Line, Type], ...]:
        words, width = self.content.words, MARGIN_COLUMN - NOTE_INDENT - 6
        key = (note.grade, note.kind)
        if key not in self._grades:
            self._grades[key] = wrap([span(note.grade, NOTE_BOLD), span("\u00a0 " + note.kind, SECOND)], width)
        rows = list(self._grades[key])
        if note.copy:
            sha = f"{note.copy[:4]} {note.copy[4:8]}"
            rows += wrap([span(words["copy"].format(sha=sha), SECOND)], width)
        if pages:
            spans = [span(words["cited"] + " ", SECOND)]
            for at, page in enumerate(pages):
                comma = "," if at + 1 < len(pages) else ""
                spans += [Span(f"{page}", PAGE_LINK, goal=citing_goal(note.number, page)), Span(f"{comma} ", SECOND)]
            rows += wrap(spans, width)
        return tuple((row, SECOND if at else NOTE) for at, row in enumerate(rows))

    def _note_body(self, note: Note) -> tuple[tuple[Line, Type], ...]:
        words, width = self.content.words, self.width - MARGIN_COLUMN
        head = [span(note.publisher + ". ", NOTE_BOLD)]
        if note.title:
            head.append(span(note.title + ("" if note.title[-1:] in ".?!…" else ".") + " ", NOTE))
        head.append(span(", ".join(part for part in (note.dated, note.where) if part) + ".", NOTE))
        found = [(line, NOTE) for line in wrap(head, width)]
        if note.withheld:
            return (*found, *((line, SECOND) for line in wrap([span(words["withheld"], SECOND)], width)))
        if note.reprint:
            found += [(line, NOTE) for line in wrap([span(words["reprint"].format(original=note.reprint), SECOND)], width)]
        for quote in note.quotes:
            found += [(line, QUOTE) for line in wrap(quoted([span(" ".join(quote.split()), QUOTE)]), width)]
        address = [_web(note.address)] if note.address else [span(words["no_address"], SECOND)]
        if note.archived:
            address += [span("\u00a0 · " + words["archived"] + " ", SECOND), _web(note.archived)]
        return (*found, *((line, ADDRESS) for line in wrap(address, width)))


def _note_piece(
    note: int,
    number: tuple[Line, ...],
    margin: tuple[tuple[Line, Type], ...],
    body: tuple[tuple[Line, Type], ...],
) -> Piece:
    height = max(sum(t.leading for _, t in margin), sum(t.leading for _, t in body), NOTE.leading) + 7

    def paint(sheet: Sheet, top: float) -> None:
        sheet.rule(top)
        sheet.lines(number, 0, top + 3.2, NOTE.leading)
        for left, column in ((NOTE_INDENT, margin), (MARGIN_COLUMN, body)):
            y = top + 3.2
            for line, style in column:
                sheet.lines((line,), left, y, style.leading)
                y += style.leading

    def split(room: float) -> tuple[Piece, Piece] | None:
        here, rest = _fill(body, room - 7)
        side, over = _fill(margin, room - 7)
        if not here or not (rest or over):
            return None
        above = _note_piece(note, number, side, here)
        return above, _note_piece(note, (), over, rest)

    return Piece(height=height, paint=paint, split=split, goal=note_goal(note) if number else "")


def _web(address: str) -> Span:
    """An address; only those of the web become links."""
    url = address if address.startswith(WEB) and address.isprintable() and " " not in address else ""
    return span(address, ADDRESS, url=url)


def _fill(
    rows: tuple[tuple[Line, Type], ...], room: float
) -> tuple[tuple[tuple[Line, Type], ...], tuple[tuple[Line, Type], ...]]:
    used, fits = 0.0, 0
    for _, style in rows:
        if used + style.leading > room:
            break
        used += style.leading
        fits += 1
    return rows[:fits], rows[fits:]
