"""The blocks of a content as pieces on pages, before the first stroke.

The first page should stand alone when it is printed: where the findings and the whole comparison at a glance fit on it only
when they are set a little closer, they are; where they do not fit even so, they keep their air and the table goes on overleaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

from briefing.content import Block, Content, Figures, Finding, Heading, NoteList, Prose, Table
from briefing.document import Document
from briefing.flow import Piece, Placed, cited_on, extent, paginate
from briefing.note_parts import NoteParts
from briefing.parts import Parts
from briefing.rows import Grid

ROUNDS = 6
"""Laying out ends when the pages that notes name no longer change, at the latest after so many rounds."""

MOST_TO_SAVE = 1.4
"""What is so much higher than the page does not fit it when it is set closer: no part of it becomes a quarter lower."""


def lay_out(content: Content, blocks: list[Block], document: Document) -> list[list[Placed]]:
    """Pieces on pages; laid out again while the pages that notes name still change.

    ``blocks`` are those of the content; each is taken away once it is laid out, so that it need not be held any longer.
    """
    parts = Parts(content, document.width, document.case)
    notes = NoteParts(content, parts.width)
    opening = _opening(blocks)
    first = _first_page(parts, opening, document.height)
    blocks.reverse()
    del blocks[len(blocks) - len(opening) :]
    opening.clear()
    rest: list[tuple[bool, list[Piece]]] = []
    while blocks:
        block = blocks.pop()
        rest.append((isinstance(block, NoteList), _pieces(parts, block, close=False)))
    cited: Mapping[int, tuple[int, ...]] = {}
    pages: list[list[Placed]] = []
    for _ in range(ROUNDS):
        pieces = list(first)
        for has_notes, made in rest:
            pieces += made
            if has_notes:
                pieces += notes.notes(cited)
        pages = paginate(pieces, document.height)
        found = cited_on(pages)
        if found == cited:
            break
        cited = found
    return pages


def _opening(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of the first page: findings and the comparison at a glance, up to the first section."""
    return list(takewhile(lambda b: not (isinstance(b, NoteList) or (isinstance(b, Heading) and b.level == 1)), blocks))


def _first_page(parts: Parts, opening: list[Block], height: float) -> list[Piece]:
    """The pieces of the first page, closer where that brings all of them onto it."""
    airy = _set_first(parts, opening, close=False)
    if not height < extent(airy, top=True) < height * MOST_TO_SAVE:
        return airy
    closer = _set_first(parts, opening, close=True)
    return closer if extent(closer, top=True) <= height else airy


def _set_first(parts: Parts, blocks: list[Block], *, close: bool) -> list[Piece]:
    return [*parts.first_page(), *(piece for block in blocks for piece in _pieces(parts, block, close=close))]


def _pieces(parts: Parts, block: Block, *, close: bool) -> list[Piece]:
    match block:
        case Heading():
            return parts.heading(block)
        case Prose():
            return parts.prose(block)
        case Finding():
            return parts.finding(block, close=close)
        case Figures():
            return parts.figures(block)
        case Table():
            return Grid(block, parts.content, parts.width, parts.case, close=close).pieces(block)
        case NoteList():
            return parts.heading(block.heading)
