"""What a finished briefing says and where, read out of its file: the text that every floor is made to draw as well."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

LETTER = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")
STEP = re.compile(
    rb"q 1 0 0 1 (?P<right>[-\d.]+) (?P<up>[-\d.]+) cm|(?P<back>\bQ\b)|/(?P<face>\S+) (?P<size>[\d.]+) Tf"
    rb"|(?:1 0 0 1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm )?\((?P<text>(?:[^()\\]|\\.)*)\) Tj|(?P<save>\bq\b)"
)
ESCAPED = re.compile(rb"\\(\d{3}|.)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One string as the briefing draws it, in points from the page's left bottom corner."""

    face: str
    size: float
    x: float
    y: float
    text: str


def drawn_in(pdf: bytes) -> list[list[Drawn]]:
    """The strings of each page of a briefing, in the order in which they are drawn."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        letters = {
            name.removeprefix("/").encode(): (str(font.BaseFont).partition("+")[2], _letters(font.ToUnicode.read_bytes()))
            for page in list(document.pages)[:1]
            for name, font in page.obj.Resources.Font.items()
        }
        return [_drawn(page.obj.Contents.read_bytes(), letters) for page in document.pages]


def _letters(table: bytes) -> dict[int, str]:
    return {int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in LETTER.findall(table)}


def _drawn(content: bytes, letters: dict[bytes, tuple[str, dict[int, str]]]) -> list[Drawn]:
    found: list[Drawn] = []
    origins = [(0.0, 0.0)]
    face, size, x, y = b"", 0.0, 0.0, 0.0
    for step in STEP.finditer(content):
        if step["right"] is not None:
            origins.append((origins[-1][0] + float(step["right"]), origins[-1][1] + float(step["up"])))
        elif step["save"] is not None:
            origins.append(origins[-1])
        elif step["back"] is not None:
            origins.pop()
        elif step["face"] is not None:
            face, size = step["face"], float(step["size"])
        else:
            if step["x"] is not None:
                x, y = origins[-1][0] + float(step["x"]), origins[-1][1] + float(step["y"])
            name, codes = letters[face]
            text = "".join(codes[code] for code in ESCAPED.sub(_plain, step["text"]))
            found.append(Drawn(name, size, x, y, text))
    return found


def _plain(sign: re.Match[bytes]) -> bytes:
    held = sign[1]
    return bytes([int(held, 8)]) if held.isdigit() else held


def signs_of(pdf: bytes) -> Counter[str]:
    """How often each sign is read in a PDF, spaces aside: the same in two files that say the same in other places."""
    found: Counter[str] = Counter()
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage().get_text_range()
            found.update("".join(text.replace("\ufffe", "").split()))
    return found
