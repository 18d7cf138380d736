"""Other ways to set what a briefing says: naive tables, Typst, WeasyPrint; the text is given.

Each is called in a process of its own with the file that holds the text, and tells how long it took from there to its PDF. None
compares, composes, looks up notes, draws marks, links or attaches: a briefing does all that in the time that it is given.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from canvas_floor import FONTS, PAPER

from briefing.content import Cell, Content, Finding, Heading, NoteList, Prose, Table
from briefing.style import SERIF, register_faces
from briefing.text import Marks, Text, mark_texts

Block = dict[str, Any]


def blocks_of(content: Content) -> list[Block]:
    """A briefing's text as headings, paragraphs and tables of plain strings, for whoever sets it otherwise."""

    def said(text: Text) -> str:
        parts = []
        for run in text:
            if isinstance(run, Marks):
                numbers = sorted({content.number_of[figure] for figure in run.figures})
                parts += [f" {mark}" for mark, _ in mark_texts(numbers)]
            else:
                parts.append(run.text)
        return "".join(parts)

    def cell(held: Cell) -> str:
        return "\n".join(part for part in ((said(held.text) + said(held.beside)), said(held.second)) if part)

    found: list[Block] = [{"heading": content.first.title}, {"text": content.first.scope}]
    for block in content.blocks:
        match block:
            case Heading():
                found += [{"heading": block.text}, {"text": said(block.second)}]
            case Prose():
                found.append({"text": f"{block.label} {block.second} {said(block.text)}"})
            case Finding():
                found.append({"text": f"{block.label} {block.second} {said(block.lead)} {said(block.rest)}"})
            case Table():
                rows = [[cell(one) for one in row.cells] for row in block.rows]
                widths = [column.right - column.left for column in block.columns]
                found += [{"heading": block.heading}, {"head": [c.head for c in block.columns], "rows": rows, "widths": widths}]
            case NoteList():
                found.append({"heading": block.heading.text})
                for note in content.notes:
                    source = f"{note.publisher}. {note.title}. {note.dated}, {note.where}."
                    parts = (f"[{note.number}] {note.grade} {note.kind}", source)
                    found.append({"text": " ".join((*parts, *note.quotes, note.address, note.archived))})
    return found


def signs_in(blocks: list[Block]) -> str:
    """All signs of the text, spaces aside."""
    texts: list[str] = []
    for block in blocks:
        texts += [block.get("heading", ""), block.get("text", ""), *block.get("head", [])]
        texts += [text for row in block.get("rows", []) for text in row]
    return "".join("".join(texts).split())


def platypus(blocks: str, out: str = "") -> float:
    """Paragraphs and tables of paragraphs, as reportlab's guide shows them."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate

    register_faces()
    heading = ParagraphStyle("heading", fontName=SERIF, fontSize=12, leading=15, spaceBefore=9)
    plain = ParagraphStyle("plain", fontName=SERIF, fontSize=7.7, leading=10.8)
    read = _read(blocks)

    def told(text: str, style: ParagraphStyle = plain) -> Paragraph:
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    def draw() -> bytes:
        story: list[Flowable] = []
        for block in read:
            if "rows" not in block:
                story.append(told(block["heading"], heading) if "heading" in block else told(block["text"]))
                continue
            rows = [block["head"], *(row + [""] * (len(block["head"]) - len(row)) for row in block["rows"])]
            cells = [[told(text) for text in row] for row in rows]
            story.append(LongTable(cells, colWidths=[width + 2 for width in block["widths"]], repeatRows=1))
        held = io.BytesIO()
        SimpleDocTemplate(held, pagesize=PAPER, leftMargin=30, rightMargin=30, invariant=1).build(story)
        return held.getvalue()

    return timed(draw, out)


def typst(blocks: str, out: str = "") -> float:
    """The text as a Typst document with tables, untagged."""
    from typst import compile as compiled

    read = _read(blocks)

    def told(text: str) -> str:
        return (
            "["
            + "".join(f"\\{sign}" if sign in r"\#[]*_`$<>@=-+/~'" + '"' else sign for sign in text).replace("\n", "\\ ")
            + "]"
        )

    def draw() -> bytes:
        parts = [
            '#set page(paper: "a4", margin: 46pt, footer: context [#counter(page).display("1 of 1", both: true)])',
            '#set text(font: "IBM Plex Sans", size: 7.7pt, hyphenate: false)',
        ]
        for block in read:
            if "rows" not in block:
                parts.append(f"#heading{told(block['heading'])}" if "heading" in block else f"#par{told(block['text'])}")
                continue
            widths = ", ".join(f"{width:.1f}fr" for width in block["widths"])
            cells = [told(text) for row in block["rows"] for text in row + [""] * (len(block["head"]) - len(row))]
            head = ", ".join(map(told, block["head"]))
            parts.append(f"#table(columns: ({widths},), stroke: none, table.header({head}), {', '.join(cells)})")
        source = "\n\n".join(parts).encode()
        return bytes(compiled(source, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_tags=False))

    return timed(draw, out)


def weasyprint(blocks: str, out: str = "") -> float:
    """The text as a page of HTML with tables."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    read = _read(blocks)
    face = (FONTS / "IBMPlexSans-Regular.ttf").as_uri()
    style = (
        f"@font-face {{ font-family: Plex; src: url({face}) }} @page {{ size: A4; margin: 46pt;"
        " @bottom-left { content: counter(page) ' of ' counter(pages) } } body { font: 7.7pt/10.8pt Plex }"
        " table { width: 100%; table-layout: fixed; border-collapse: collapse }"
        " td { vertical-align: top; white-space: pre-line }"
    )

    def draw() -> bytes:
        parts = ["<body>"]
        for block in read:
            if "rows" not in block:
                name, text = ("h2", block["heading"]) if "heading" in block else ("p", block["text"])
                parts.append(f"<{name}>{escape(text)}</{name}>")
                continue
            rows = ["".join(f"<td>{escape(text)}</td>" for text in row) for row in (block["head"], *block["rows"])]
            parts.append(f"<table><thead><tr>{rows[0]}</thead>" + "".join(f"<tr>{row}" for row in rows[1:]) + "</table>")
        fonts = FontConfiguration()
        page = HTML(string="".join(parts))
        return bytes(page.write_pdf(stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts) or b"")

    return timed(draw, out)


def timed(draw: Callable[[], bytes], out: str) -> float:
    """Seconds of the processor that the drawing took; its PDF is kept where that is asked."""
    begun = time.process_time()
    made = draw()
    took = time.process_time() - begun
    if out:
        Path(out).write_bytes(made)
    return took


def _read(blocks: str) -> list[Block]:
    return list(json.loads(Path(blocks).read_text(encoding="utf-8")))
