"""The briefing as PDF: content laid out, numbered and drawn; the same input gives the same bytes, in any process on any day.

Nothing is read from the clock or the system: the document bears the as-of day. ``make`` is the whole way, from records to file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from briefing import attachments
from briefing.attachments import Attachment
from briefing.compose import compose
from briefing.content import Content
from briefing.flow import Placed
from briefing.layout import lay_out
from briefing.options import BriefingOptions
from briefing.parts import Parts
from briefing.scope import part_in_scope
from briefing.sheet import Sheet, citing_goal
from briefing.since import Changes, UnreadableSnapshot, changes_since
from briefing.style import FOOT, PAPERS, SANS, SIDE, TOP, register_faces
from briefing.typeset import unhidden
from briefing.withholding import withhold
from figures.line import Comparison
from figures.record import Casebook

PRODUCER = "Handover"


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
    shown = withhold(casebook, comparison)
    given = tuple(attached(*part_in_scope(shown, comparison, options))) if attached is not None else ()
    changes = _changes(casebook, comparison, options)
    content = compose(shown, comparison, options, fingerprint, files=tuple(a.name for a in given), changes=changes)
    drawn, pages = _draw(content, options)
    made = attachments.Made(casebook=shown, comparison=comparison, options=options, given=given)
    return Made(attachments.finish(drawn, content, made, author_of(content)), pages, len(content.notes))


def _changes(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Changes | None:
    """What is different from the issued briefing that the options name; None where that cannot be told."""
    if options.since is None:
        return None
    try:
        return changes_since(options.since.snapshot, casebook, comparison, options)
    except UnreadableSnapshot:
        return None


def author_of(content: Content) -> str:
    """Who answers for the document."""
    return unhidden(content.first.author or content.first.organisation) or PRODUCER


def write_pdf(content: Content, options: BriefingOptions) -> bytes:
    """The pages of a content, without attachments."""
    return _draw(content, options)[0]


def _draw(content: Content, options: BriefingOptions) -> tuple[bytes, int]:
    register_faces()
    paper = PAPERS[options.paper]
    pages = lay_out(content, paper)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=paper, invariant=1, initialFontName=SANS, lang=content.language, pageCompression=1)
    canvas.setTitle(unhidden(content.first.title))
    canvas.setAuthor(author_of(content))
    canvas.setSubject(unhidden(content.first.scope))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    parts = Parts(content, paper[0] - 2 * SIDE)
    for number, placed in enumerate(pages, start=1):
        _draw_page(Sheet(canvas, paper, number), placed, parts, len(pages), paper)
        canvas.showPage()
    canvas.showOutline()
    canvas.save()
    return out.getvalue(), len(pages)


def _draw_page(sheet: Sheet, placed: list[Placed], parts: Parts, pages: int, paper: tuple[float, float]) -> None:
    for at, one in enumerate(placed):
        piece = one.piece
        if piece.outline is not None:
            key = f"part-{sheet.number}-{at}"
            sheet.goal(key, one.top)
            sheet.canvas.addOutlineEntry(" ".join(unhidden(piece.outline[1]).split()), key, piece.outline[0])
        for note in piece.cites:
            if note not in sheet.first_citing:
                sheet.first_citing.add(note)
                sheet.goal(citing_goal(note, sheet.number), one.top)
        piece.paint(sheet, one.top)
    parts.foot(sheet, pages, paper[1] - TOP - FOOT + 8)
