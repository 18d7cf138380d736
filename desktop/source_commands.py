"""The commands that take a document in: its suggested figures, or the document itself as a source of a casefile."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.command import FILE
from desktop.protection_commands import Asking

if TYPE_CHECKING:
    from db.casefile import Casefile
    from exchange.document import Document
    from figures.record import SourceDraft

LANGUAGES = click.Choice(["en", "uk", "ru"])


class EdtfDate(click.ParamType[str]):
    """A date as the casefile keeps it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself, where it is EDTF."""
        from figures.date import NotADate, span

        try:
            _ = value and span(str(value))
        except NotADate as wrong:
            self.fail(str(wrong), param, ctx)
        return str(value)


def _document(path: Path) -> tuple[bytes, Document]:
    from exchange.document import read_document

    data = path.read_bytes()
    return data, read_document(data, file_name=path.name, media_type=mimetypes.guess_type(path.name)[0])


@click.command()
@click.argument("document", type=FILE)
@click.option("--published", type=EdtfDate(), default="", help="When it was published, for weekdays in the text.")
@click.option("--language", type=LANGUAGES, default=None, help="The language of the text; else it is detected.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to answer.")
def read(document: Path, published: str, language: str | None, form: str) -> None:
    """Suggest the figures that a text, page or PDF holds; nothing is kept."""
    from exchange.suggestion_json import suggestion_line, suggestions_json
    from figures.reading import suggest

    _, taken = _document(document)
    found = suggest(taken.text, published=published or taken.published or None, language=language)
    if form == "json":
        answer = json.dumps(suggestions_json(found), ensure_ascii=False, indent=2)
        click.echo(answer.encode())
    else:
        click.echo("\n".join(map(suggestion_line, found)) if found else "No figures were found in this document.")


@click.command(name="add-source", cls=Asking)
@click.argument("file", type=FILE)
@click.argument("document", type=FILE)
@click.option("--title", default="", help="Its title; else the document's own, else the file's name.")
@click.option("--publisher", default="", help="Who published it; made where the casefile does not know them.")
@click.option("--published", type=EdtfDate(), default="", help="When it was published.")
@click.option("--url", default="", help="Its address.")
def add_source(file: Path, document: Path, **given: str) -> None:
    """Keep a document and its text as a source; prints the source's id."""
    from db.casefile import Casefile

    data, taken = _document(document)
    with Casefile.open(file) as casefile, casefile.act("Add source") as act:
        draft = _draft(casefile, taken, document, given, act)
        copy = act.keep_copy(data, taken.media_type, document.name)
        source = act.add(_with_copy(draft, copy))
        if taken.text:
            act.keep_text(source, taken.text)
    click.echo(str(source))


def _draft(casefile: Casefile, taken: Document, path: Path, given: dict[str, str], act: Any) -> SourceDraft:
    """What was asked for on the command line, else what the document says of itself."""
    from figures.date import NotADate, span
    from figures.record import PublisherDraft, SourceDraft
    from figures.vocabulary import SourceKind

    name = " ".join((given["publisher"] or taken.publisher).split())
    known = next((p.id for p in casefile.publishers() if p.name.casefold() == name.casefold()), None)
    published = given["published"] or taken.published
    try:
        _ = published and span(published)
    except NotADate:
        published = ""
    picture = taken.media_type.startswith(("image/", "video/"))
    return SourceDraft(
        title=" ".join((given["title"] or taken.title or path.stem).split()),
        publisher=known if known is not None or not name else act.add(PublisherDraft(name=name)),
        authors=taken.authors,
        kind=SourceKind.IMAGE_OR_VIDEO if picture else SourceKind.WIRE_REPORT,
        address=given["url"],
        language=taken.language,
        published=published,
    )


def _with_copy(draft: SourceDraft, copy: Any) -> SourceDraft:
    from dataclasses import replace

    return replace(draft, copy=copy)
