"""What layout does to words, undone once at intake: soft hyphens, ligatures, words broken at a line's end, stray blanks."""

from __future__ import annotations

import re

LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00ad": None,
        "\ufeff": None,
        "\u200b": None,
    }
)
BROKEN_WORD = re.compile(r"(?<=[^\W\d_]{2})(?:[-‐\u0002\ufffe]|\u00ad)\n(?=[^\W\d_])")
LOWER_NEXT = re.compile(r"(?<=[^\s.!?…:;])[ \t]*\n(?=[^\W_])")
BLANKS = re.compile(r"[ \t]+\n|\n[ \t]+")
EMPTY_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Text without the marks of its layout; its paragraphs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(LIGATURES).replace("\x00", "")
    return EMPTY_LINES.sub("\n\n", BLANKS.sub("\n", text)).strip()


def unwrapped(text: str) -> str:
    """Text whose lines were broken to fit a page, made whole: a broken word is joined, a broken phrase gets its space back."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = tidy(BROKEN_WORD.sub("", text).replace("\u0002", "").replace("\ufffe", ""))
    return "\n".join(_joined(text.split("\n")))


def _joined(lines: list[str]) -> list[str]:
    widest = max(map(len, lines), default=0)
    whole: list[str] = []
    open_line = False
    for line in lines:
        if open_line and line:
            whole[-1] += " " + line
        else:
            whole.append(line)
        open_line = bool(line) and len(line) >= widest * 0.6 and not line.endswith((".", "!", "?", "…", ":", ";"))
    return whole
