"""The parts of a briefing that are not tables, as pieces: the first page's top, headings, prose, findings, charts, notes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.utils import ImageReader

from briefing.chart import numbered
from briefing.content import Content, Figures, Finding, FirstPage, Heading, Prose
from briefing.drawing import Token, role_mark, verdict_mark
from briefing.flow import Piece
from briefing.fulfilment_chart import draw_chart
from briefing.ink import TypeCase
from briefing.sheet import Link, Sheet, note_goal
from briefing.style import (
    FOOTER,
    HEAD,
    LABEL,
    LEAD,
    MARGIN_COLUMN,
    MARK_TEXT,
    NOTE,
    NOTE_GREY,
    RULE_HEAVY,
    SCOPE,
    SECOND,
    SECTION,
    SUBSECTION,
    TEXT,
    TITLE,
    Type,
)
from briefing.text import Text
from briefing.typeset import Line, balanced, span, spans_of, wrap

CHART_HEIGHT = 192.0
LABEL_WIDTH = 104.0
FOOT_LINES = 3


@dataclass(frozen=True)
class Parts:
    """Sets the parts of one content on a frame of one width."""

    content: Content
    width: float
    case: TypeCase

    def cites(self, *texts: Text) -> tuple[int, ...]:
        """The notes that texts cite."""
        figures = [f for text in texts for run in text if hasattr(run, "figures") for f in run.figures]
        return tuple(sorted({self.content.number_of[f] for f in figures}))

    def first_page(self) -> list[Piece]:
        """Rule, label, organisation, as-of day, title, scope, the author's opening."""
        first, column = self.content.first, self.width - MARGIN_COLUMN
        pieces = [self._banner(first)]
        title = balanced([span(first.title, TITLE)], column)
        pieces.append(_lines_piece(title, TITLE, MARGIN_COLUMN, before=4, keep=True, outline=(0, first.title)))
        if first.scope:
            scope = balanced([span(first.scope, SCOPE)], column)
            pieces.append(_lines_piece(scope, SCOPE, MARGIN_COLUMN, before=5))
        words = self.content.words
        for at, text in enumerate(first.opening):
            label, second = (words["author"], first.author) if at == 0 else ("", "")
            lines = wrap([span(text, TEXT)], column, even=True)
            pieces.append(self._beside(label, second, lines, TEXT, before=15 if at == 0 else 5, cites=()))
        if first.author and not first.opening:
            pieces.append(_lines_piece(wrap([span(first.author, SECOND)], column), SECOND, MARGIN_COLUMN, before=6))
        return pieces

    def _banner(self, first: FirstPage) -> Piece:
        column = self.width - MARGIN_COLUMN
        day = wrap([span(first.as_of, NOTE)], 160)
        house = wrap([span(first.organisation, NOTE)], column - (day[0].width if day else 0) - 14)
        label = wrap([span(first.label, LABEL)], LABEL_WIDTH - 12)
        logo = _logo(first.logo)
        rows = max(len(house), len(day), 1)
        label_height = len(label) * LABEL.leading + 4
        height = max(
            8 + rows * NOTE.leading,
            (6 + label_height) if label else 0,
            6 + (logo[2] if logo else 0) + label_height * bool(label),
        )

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_HEAVY, Token.INK)
            sheet.lines(house, MARGIN_COLUMN, top + 7, NOTE.leading)
            sheet.lines(day, self.width, top + 7, NOTE.leading, end=True)
            y = top + 6
            if label:
                wide = max(line.width for line in label) + 11
                sheet.painter.rect(0, y, wide, label_height, stroke=Token.INK, width=0.8)
                sheet.lines(label, 5.5, y + 2, LABEL.leading)
                y += label_height + 5
            if logo is not None:
                image, w, h = logo
                sheet.picture(image, 0, y, w, h)

        return Piece(height=height, paint=paint, keep=True)

    def heading(self, heading: Heading) -> list[Piece]:
        """A section opens with a rule; a subsection may bear a small line beside it. Both hold on to what follows."""
        if heading.level == 1:
            return self._section(heading)
        lines = wrap([span(heading.text, SUBSECTION)], self.width)
        beside = len(lines) == 1 and lines[0].width < MARGIN_COLUMN - 6
        hint = wrap(
            spans_of(heading.second, HEAD, self.content.number_of), self.width - MARGIN_COLUMN if beside else self.width
        )
        height = len(lines) * SUBSECTION.leading + (0 if beside else len(hint) * HEAD.leading) + 3.5

        def paint(sheet: Sheet, top: float) -> None:
            sheet.lines(lines, 0, top, SUBSECTION.leading)
            if beside:
                sheet.lines(hint, MARGIN_COLUMN, top + 3.4, HEAD.leading)
            else:
                sheet.lines(hint, 0, top + len(lines) * SUBSECTION.leading, HEAD.leading)

        return [
            Piece(height=height, before=13, keep=True, paint=paint, outline=(1, heading.text), cites=self.cites(heading.second))
        ]

    def _section(self, heading: Heading) -> list[Piece]:
        lines = balanced([span(heading.text, SECTION)], self.width)
        second = wrap(spans_of(heading.second, NOTE_GREY, self.content.number_of), self.width, even=True)
        height = 4 + len(lines) * SECTION.leading + len(second) * NOTE.leading + (3 if second else 0)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top, RULE_HEAVY, Token.INK)
            sheet.lines(lines, 0, top + 4, SECTION.leading)
            sheet.lines(second, 0, top + 5.5 + len(lines) * SECTION.leading, NOTE.leading)

        cites = self.cites(heading.second)
        return [Piece(height=height, before=24, keep=True, paint=paint, outline=(0, heading.text), cites=cites, fresh=150)]

    def prose(self, prose: Prose) -> list[Piece]:
        """A paragraph with its label in the margin."""
        spans = spans_of(prose.text, TEXT, self.content.number_of, mark=MARK_TEXT)
        lines = wrap(spans, self.width - MARGIN_COLUMN, even=True)
        return [self._beside(prose.label, prose.second, lines, TEXT, before=6, cites=self.cites(prose.text))]

    def _beside(
        self, label: str, second: str, lines: tuple[Line, ...], style: Type, *, before: float, cites: tuple[int, ...]
    ) -> Piece:
        """Lines in the text column, a label in the margin; where it must, it breaks with two lines on either side."""
        names = wrap([span(label, LABEL)], LABEL_WIDTH)
        under = wrap([span(second, SECOND)], LABEL_WIDTH)
        height = max(len(lines) * style.leading, len(names) * LABEL.leading + len(under) * SECOND.leading)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.lines(names, 0, top + 1.2, LABEL.leading)
            sheet.lines(under, 0, top + 1.2 + len(names) * LABEL.leading, SECOND.leading)
            sheet.lines(lines, MARGIN_COLUMN, top, style.leading)

        def split(room: float) -> tuple[Piece, Piece] | None:
            fits = min(int(room // style.leading), len(lines) - 2)
            if fits < 2:
                return None
            above = self._beside(label, second, lines[:fits], style, before=before, cites=cites)
            return above, self._beside("", "", lines[fits:], style, before=0, cites=cites)

        return Piece(height=height, before=before, paint=paint, split=split, cites=cites, breakable=len(lines) > 3)

    def finding(self, finding: Finding, *, close: bool = False) -> list[Piece]:
        """A hairline, the verdict in the margin, the bold clause and the rest."""
        spans = [
            *spans_of(finding.lead, LEAD, self.content.number_of, mark=MARK_TEXT),
            *spans_of(finding.rest, TEXT, self.content.number_of, mark=MARK_TEXT),
        ]
        lines = wrap(spans, self.width - MARGIN_COLUMN, even=True)
        names = wrap([span(finding.label, LABEL)], LABEL_WIDTH - 11)
        under = wrap([span(finding.second, SECOND)], LABEL_WIDTH - 11)
        text = max(len(lines) * TEXT.leading, len(names) * LABEL.leading + len(under) * SECOND.leading)

        def paint(sheet: Sheet, top: float) -> None:
            sheet.rule(top)
            middle = top + 5.2 + LABEL.leading / 2
            if finding.verdict is not None:
                verdict_mark(sheet.painter, finding.verdict, 0, middle - 3.4, 6.8)
            elif finding.role is not None:
                role_mark(sheet.painter, finding.role, 3.4, middle, 6.4)
            sheet.lines(names, 11, top + 5.2, LABEL.leading)
            sheet.lines(under, 11, top + 5.2 + len(names) * LABEL.leading, SECOND.leading)
            sheet.lines(lines, MARGIN_COLUMN, top + 3.6, TEXT.leading)

        return [Piece(height=text + (4.6 if close else 7.2), paint=paint, cites=self.cites(finding.lead, finding.rest))]

    def figures(self, figures: Figures) -> list[Piece]:
        """A chart over the whole width; its marks become links."""
        chart = numbered(figures.chart, self.content.number_of)
        notes = tuple(sorted({self.content.number_of[f] for run in figures.runs() for f in getattr(run, "figures", ())}))

        def paint(sheet: Sheet, top: float) -> None:
            for mark in draw_chart(sheet.painter, chart, 0, top, self.width, CHART_HEIGHT):
                left, upper = sheet.left + mark.x, sheet.top - mark.y
                sheet.links.append(Link(left, upper - mark.h, left + mark.w, upper, note_goal(mark.note)))

        return [Piece(height=CHART_HEIGHT, before=3, paint=paint, cites=notes)]

    def foot(self, sheet: Sheet, pages: int, bottom: float) -> None:
        """The running foot: page, title, day and label, the casefile's fingerprint."""
        middle, right = self._foot
        left = wrap([span(self.content.words["page"].format(n=sheet.number, pages=pages), FOOTER)], MARGIN_COLUMN)
        sheet.rule(bottom - 8, ink=Token.RULE)
        sheet.lines(left, 0, bottom - 4, FOOTER.leading)
        sheet.lines(middle, MARGIN_COLUMN, bottom - 4, FOOTER.leading)
        sheet.lines(right, self.width, bottom - 4, FOOTER.leading, end=True)

    @cached_property
    def _foot(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """What every foot says: title, day and label; the casefile's fingerprint."""
        short = self.content.fingerprint[:12]
        print_of = " ".join(short[at : at + 4] for at in range(0, len(short), 4))
        right = wrap([span(self.content.words["casefile"].format(fingerprint=print_of), FOOTER)], 150)
        room = self.width - MARGIN_COLUMN - (right[0].width if right else 0) - 12
        return _foot_lines(self.content.foot, room), right


def _foot_lines(text: str, room: float) -> tuple[Line, ...]:
    """The foot in at most three lines; of a longer title it bears the beginning, the first page having printed it whole."""
    lines = wrap([span(text, FOOTER)], room)
    while len(lines) > FOOT_LINES:
        text = text[: len(text) * 9 // 10].rstrip("…") + "…"
        lines = wrap([span(text, FOOTER)], room)
    return lines


def _lines_piece(
    lines: tuple[Line, ...],
    style: Type,
    left: float,
    *,
    before: float = 0,
    keep: bool = False,
    outline: tuple[int, str] | None = None,
) -> Piece:
    def paint(sheet: Sheet, top: float) -> None:
        sheet.lines(lines, left, top, style.leading)

    return Piece(height=len(lines) * style.leading, before=before, keep=keep, paint=paint, outline=outline)


def _logo(data: bytes) -> tuple[ImageReader, float, float] | None:
    """The logo within the margin column, no higher than three lines of title."""
    if not data:
        return None
    image = ImageReader(io.BytesIO(data))
    wide, high = image.getSize()
    part = min(LABEL_WIDTH / wide, 64 / high)
    return image, wide * part, high * part
