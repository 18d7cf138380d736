"""Words into lines: wrapping runs of several faces with widths that are measured once.

All text is drawn as it is; nothing in it is ever read as markup. What a face cannot draw is shown, never dropped: a control
character, among them those that turn the direction of reading, by its code point, a missing letter by the replacement sign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.style import MARK_CELL, Type, drawable, text_width
from briefing.text import Marks, Number, Text, mark_texts

MISSING = "\ufffd"
MARK_GAP = 1.3
BREAK_AFTER = frozenset("/?&=-._#%+;:")
DROPPED = frozenset("\u00ad\u200b\ufeff")
"""Soft hyphens and spaces of no width have no look; leaving them out changes nothing that is read."""


class Span(NamedTuple):
    """A piece of text in one type; ``note`` makes it a link to that note, ``url`` to an address, ``goal`` to a place inside."""

    text: str
    type: Type
    note: int = 0
    url: str = ""
    goal: str = ""


class Token(NamedTuple):
    """What is never broken: fragments side by side, and the space that stands before them within a line."""

    spans: tuple[Span, ...]
    before: float
    width: float


class Line(NamedTuple):
    """A line of text: spans with their distance from the line's start; ``size`` is that of its largest letters."""

    spans: tuple[tuple[float, Span], ...]
    width: float
    size: float


def unhidden(text: str) -> str:
    """The text on one line, its control and private characters written as code points."""
    shown: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if sign in "\n\r\t\v\f\u2028\u2029\u0085":
            shown.append(" ")
        elif sign not in DROPPED:
            hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")
            shown.append(f"‹U+{ord(sign):04X}›" if hidden else sign)
    return "".join(shown)


@lru_cache(maxsize=16384)
def visible(text: str, face: str) -> str:
    """The text as this face can draw it, on one line, with nothing hidden in it."""
    known = drawable(face)
    if text.replace("\u00a0", " ").isprintable() and known.issuperset(text) and unicodedata.is_normalized("NFC", text):
        return text
    return "".join(sign if sign in known else MISSING for sign in unhidden(text))


def span(text: str, style: Type, *, url: str = "") -> Span:
    """A span of plain text as its face can draw it."""
    return Span(visible(text, style.face), style, url=url)


def reworded(span: Span, text: str) -> Span:
    """The span with another text; written out because there are tens of thousands."""
    return Span(text, span.type, span.note, span.url, span.goal)


def spans_of(
    text: Text, style: Type, number_of: Mapping[int, int], *, bold: Type | None = None, mark: Type = MARK_CELL
) -> list[Span]:
    """The spans of a text; ``bold`` is the type of its numbers where that differs."""
    spans: list[Span] = []
    for run in text:
        if isinstance(run, Marks):
            spans += _mark_spans(tuple(sorted({number_of[figure] for figure in run.figures})), mark)
        else:
            face = bold if bold is not None and isinstance(run, Number) else style
            spans.append(Span(visible(run.text, face.face), face))
    return spans


@lru_cache(maxsize=16384)
def _mark_spans(numbers: tuple[int, ...], mark: Type) -> tuple[Span, ...]:
    return tuple(Span(text, mark, note=note) for text, note in mark_texts(list(numbers)))


def width_of(span: Span) -> float:
    """How wide a span is."""
    return text_width(span.text, span.type.face, span.type.size)


def tokens(spans: Iterable[Span], width: float) -> list[Token]:
    """Spans cut at plain spaces; a first mark holds on to the word before it, further marks may go to the next line."""
    found: list[Token] = []
    open_space = 0.0
    glued = False
    for span in spans:
        if span.note:
            if found and glued and not found[-1].spans[-1].note:
                found[-1] = _joined(found[-1], span, MARK_GAP)
            else:
                found.append(Token((span,), MARK_GAP if found else 0.0, width_of(span)))
            glued, open_space = True, 0.0
            continue
        face, size = span.type.face, span.type.size
        for at, word in enumerate(span.text.split(" ")):
            if at:
                open_space, glued = text_width(" ", face, size), False
            if not word:
                continue
            wide = text_width(word, face, size)
            for piece in (word,) if wide <= width else _pieces(word, span, width):
                fragment = reworded(span, piece)
                wide = text_width(piece, face, size)
                if found and glued and found[-1].width + wide <= width:
                    found[-1] = _joined(found[-1], fragment, 0.0)
                else:
                    found.append(Token((fragment,), open_space if found else 0.0, wide))
                glued, open_space = len(piece) == len(word), 0.0
            glued = True
    return found


def _joined(token: Token, span: Span, gap: float) -> Token:
    return Token((*token.spans, span), token.before, token.width + gap + width_of(span))


def _pieces(word: str, span: Span, width: float) -> list[str]:
    """A word that is wider than the line cut where addresses are best cut, else anywhere; nothing is left out."""
    face, size = span.type.face, span.type.size
    pieces: list[str] = []
    rest = word
    while text_width(rest, face, size) > width:
        fits = max(1, _fitting(rest, face, size, width))
        dash = rest.rfind("–", 0, fits) + 1
        cut = dash or next((at for at in range(fits, max(0, fits - 18), -1) if rest[at - 1] in BREAK_AFTER), fits)
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest] if rest else pieces


def _fitting(text: str, face: str, size: float, width: float) -> int:
    total = 0.0
    for at, sign in enumerate(text):
        total += text_width(sign, face, size)
        if total > width:
            return at
    return len(text)


def wrap(spans: Iterable[Span], width: float, *, even: bool = False) -> tuple[Line, ...]:
    """Lines no wider than ``width``; with ``even`` a last line of one short word is avoided where that costs no line."""
    given = spans if isinstance(spans, list) else list(spans)
    if len(given) == 1 and not even:
        lines = _plain(given[0], width)
        if lines is not None:
            return lines
    held = tokens(given, width)
    lines = _fill(held, width)
    if even and len(lines) > 1 and lines[-1].width < width * 0.16:
        for part in (0.97, 0.94, 0.9, 0.86):
            again = _fill(held, width * part)
            if len(again) == len(lines) and again[-1].width >= width * 0.16:
                return again
    return lines


def fitting(spans: Sequence[Span], width: float) -> tuple[Line, ...] | None:
    """The one line of a single span that fits as it is; else None."""
    if len(spans) != 1:
        return None
    (span,) = spans
    text, kind = span.text, span.type
    if not text or text[0] == " " or text[-1] == " " or "  " in text:
        return None
    wide = text_width(text, kind.face, kind.size)
    return (Line(((0.0, span),), wide, kind.size),) if wide <= width else None


def _plain(span: Span, width: float) -> tuple[Line, ...] | None:
    """The lines of one span, filled word by word; None where a word is wider than the line and must be cut."""
    text, face, size = span.text, span.type.face, span.type.size
    if not text:
        return ()
    line = fitting((span,), width)
    if line is not None:
        return line
    lines: list[Line] = []
    words: list[str] = []
    space, x = text_width(" ", face, size), -1.0
    for word in text.split(" "):
        if not word:
            continue
        wide = text_width(word, face, size)
        if wide > width:
            return None
        if x >= 0 and x + space + wide > width + 0.01:
            lines.append(Line(((0.0, reworded(span, " ".join(words))),), x, size))
            words, x = [], -1.0
        words.append(word)
        x = wide if x < 0 else x + space + wide
    if words:
        lines.append(Line(((0.0, reworded(span, " ".join(words))),), x, size))
    return tuple(lines)


def balanced(spans: Iterable[Span], width: float) -> tuple[Line, ...]:
    """As few lines as ``width`` allows, as even as they can be."""
    held = tokens(list(spans), width)
    least = len(_fill(held, width))
    low, high = width * 0.3, width
    for _ in range(12):
        middle = (low + high) / 2
        lines = _fill(held, middle)
        if len(lines) <= least and all(line.width <= middle for line in lines):
            high = middle
        else:
            low = middle
    return _fill(held, high)


def _fill(held: list[Token], width: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    spans: list[tuple[float, Span]] = []
    x = 0.0
    for token in held:
        before = token.before if spans else 0.0
        if spans and x + before + token.width > width + 0.01:
            lines.append(_line(spans, x))
            spans, x, before = [], 0.0, 0.0
        for at, span in enumerate(token.spans):
            gap = before if not at else MARK_GAP if span.note else 0.0
            x += gap
            if not spans or not _runs_on(spans, span, gap):
                spans.append((x, span))
            x += width_of(span)
    if spans:
        lines.append(_line(spans, x))
    return tuple(lines)


def _line(spans: list[tuple[float, Span]], width: float) -> Line:
    """A line whose height is that of its words; marks alone stand by their own."""
    size = max((span.type.size for _, span in spans if not span.note), default=spans[0][1].type.size)
    return Line(tuple(spans), width, size)


def _runs_on(spans: list[tuple[float, Span]], span: Span, gap: float) -> bool:
    """Whether a span only continued the last one, which was then lengthened: words of one line are one string."""
    start, last = spans[-1]
    if span.note or last.type is not span.type or last[2:] != span[2:]:
        return False
    if gap and abs(gap - text_width(" ", span.type.face, span.type.size)) >= 1e-9:
        return False
    spans[-1] = (start, reworded(last, f"{last.text}{' ' if gap else ''}{span.text}"))
    return True
