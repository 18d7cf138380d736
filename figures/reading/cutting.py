"""A text cut into sentences, in one pass; none is longer than a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from figures.language import LANGUAGES

BREAK = re.compile(r"[.!?…\s](?:(?<!\s)(?<![.!?…]{2})[.!?…]*[\"»”’')\]]*\s+|(?<=\n)\s*|(?<=\s)(?<!\s\s)[^\S\n]*\n\s*)")
"""The marks that end a sentence with the space after them, or all space around a line break: told by its first sign."""
LONGEST = 2_000
WRAPPED = 40
ABBREVIATED = frozenset(
    {"mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "st", "no", "u.s", "u.n", "u.k", "vs", "p.m", "a.m", "approx", "ca"}
    | {"jan", "feb", "aug", "sept", "oct", "nov", "dec", "т", "тис", "тыс", "г", "р", "ст", "им", "ім", "млн", "гр"}
)
SHORTENED = frozenset(word for rules in LANGUAGES.values() for word in rules.shortened)
"""Bound words with a point (*max. 500*): no end before a number."""
LAST_WORD = re.compile(r"[^\s«“\"(]{1,8}$")
TERMINAL = ".!?…:;»”\"'"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a line break inside wrapped prose is no end."""
    start = line = 0
    for found in BREAK.finditer(text):
        end, after = found.span()
        gap = found[0]
        if "\n" in gap:
            wrapped = _is_wrapped(text, line, end, after, gap)
            line = after
            if wrapped:
                continue
        elif gap[0] == "." and not _ends(text, start, end, after):
            continue
        stop = end if gap[0].isspace() else after
        yield from _pieces(text, start, stop)
        start = after
    yield from _pieces(text, start, len(text))


def _is_wrapped(text: str, line: int, end: int, after: int, gap: str) -> bool:
    if gap.count("\n") != 1 or end - line < WRAPPED or after >= len(text):
        return False
    return text[end] not in TERMINAL and text[end - 1 : end] not in tuple(TERMINAL)


def _ends(text: str, start: int, end: int, after: int) -> bool:
    last = LAST_WORD.search(text, max(start, end - 10), end)
    word = last.group().lower() if last else ""
    following = text[after : after + 1]
    if word in SHORTENED and following.isdigit():
        return False
    if word in ABBREVIATED or (len(word) == 1 and word.isalpha()):
        return word in ("г", "р", "ж", "б", "я") and following.isupper()
    return not following.islower()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
