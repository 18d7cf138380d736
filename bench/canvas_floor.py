"""The floor of a briefing: the same strings in the same faces at the same places, drawn with the PDF library alone."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PAPER = (595.276, 841.89)
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
Strings = list[list[tuple[str, float, float, float, str]]]


def canvas(pages: str, out: str = "") -> float:
    """Draw the strings that a file holds, a page on each line; the seconds of the processor that this took."""
    for file in sorted(FONTS.glob("*.ttf")):
        face = TTFont(file.stem, str(file))
        face.fontName = face.face.name.decode()
        pdfmetrics.registerFont(face)
    with Path(pages).open(encoding="utf-8") as lines:
        drawn: Strings = [json.loads(line) for line in lines]
    begun = time.process_time()
    made = drawing(drawn)
    took = time.process_time() - begun
    if out:
        Path(out).write_bytes(made)
    return took


def drawing(pages: Strings) -> bytes:
    """The PDF of these strings."""
    held = io.BytesIO()
    plain = Canvas(held, pagesize=PAPER, invariant=1, pageCompression=1)
    for page in pages:
        now = None
        for face, size, x, y, text in page:
            if now != (face, size):
                plain.setFont(face, size)
                now = (face, size)
            plain.drawString(x, y, text)
        plain.showPage()
    plain.save()
    return held.getvalue()


if __name__ == "__main__":
    canvas(*sys.argv[1:])
