"""The briefing as PDF: content laid out, numbered and drawn; the same input gives the same bytes, in any process on any day.

Nothing is read from the clock or the system: the document bears the as-of day. ``make`` is the whole way, from records to file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing import attachments
from briefing.attachments import Attachment
from briefing.compose import compose
from briefing.content import Block, Content
from briefing.document import Document, Goal
from briefing.flow import Placed
from briefing.layout import lay_out
from briefing.options import BriefingOptions
from briefing.parts import Parts
from briefing.scope import part_in_scope
from briefing.sheet import Sheet, citing_goal
from briefing.since import Changes, UnreadableSnapshot, changes_since
from briefing.style import FOOT, PAPERS, TOP
from briefing.typeset import unhidden
from briefing.withholding import withhold
from figures.line import Comparison
from figures.record import Casebook
from figures.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Made:
    """A finished briefing: the file, how many pages it has, how many notes."""

    pdf: bytes
    pages: int
    notes: int


def make(
    casebook: Casebook,
    comparison: Comparison,
    options: BriefingOptions,
    fingerprint: str,
    attached: Callable[[Casebook, Comparison], Sequence[Attachment]] | None = None,
) -> Made:
    """The briefing of a compared casebook, from records to file.

    ``attached`` makes the files that travel inside it from the records and lines in scope, with all that is confidential
    withheld; the options are attached always.
    """
    with uncollected():
        return _make(casebook, comparison, options, fingerprint, attached)


def _make(
    casebook: Casebook,
    comparison: Comparison,
    options: BriefingOptions,
    fingerprint: str,
    attached: Callable[[Casebook, Comparison], Sequence[Attachment]] | None,
) -> Made:
    shown = withhold(casebook, comparison)
    given = tuple(attached(*part_in_scope(shown, comparison, options))) if attached is not None else ()
    changes = _changes(casebook, comparison, options)
    content = compose(shown, comparison, options, fingerprint, files=tuple(a.name for a in given), changes=changes)
    blocks, content = list(content.blocks), replace(content, blocks=())
    drawn = _draw(content, blocks, options)
    made = attachments.Made(casebook=shown, comparison=comparison, options=options, given=given)
    return Made(attachments.finish(drawn, content, made), len(drawn.digests), len(content.notes))


def _changes(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Changes | None:
    """What is different from the issued briefing that the options name; None where that cannot be told."""
    if options.since is None:
        return None
    try:
        return changes_since(options.since.snapshot, casebook, comparison, options)
    except UnreadableSnapshot:
        return None


def write_pdf(content: Content, options: BriefingOptions) -> bytes:
    """The pages of a content, without attachments."""
    return attachments.finish(_draw(content, list(content.blocks), options), content)


def _draw(content: Content, blocks: list[Block], options: BriefingOptions) -> Document:
    paper = PAPERS[options.paper]
    document = Document(paper, content.language)
    pages = lay_out(content, blocks, document)
    parts = Parts(content, document.width, document.case)
    count = len(pages)
    document.begin(count, _goals(pages))
    pages.reverse()
    while pages:
        sheet = document.sheet()
        _draw_page(document, sheet, pages.pop())
        parts.foot(sheet, count, paper[1] - TOP - FOOT + 8)
        document.turn(sheet)
    return document


def _goals(pages: list[list[Placed]]) -> dict[str, Goal]:
    """The places that links lead to: each note, and where a page first cites it."""
    goals: dict[str, Goal] = {}
    for number, page in enumerate(pages, start=1):
        for piece, top in page:
            if piece.goal:
                goals[piece.goal] = Goal(number, top)
            for note in piece.cites:
                goals.setdefault(citing_goal(note, number), Goal(number, top))
    return goals


def _draw_page(document: Document, sheet: Sheet, placed: list[Placed]) -> None:
    for one in placed:
        piece = one.piece
        if piece.outline is not None:
            level, text = piece.outline
            document.outline(level, " ".join(unhidden(text).split()), sheet, one.top)
        piece.paint(sheet, one.top)
