"""A casebook for briefings, written line by line: every source with all its fields, every figure with its quote and place."""

from __future__ import annotations

import datetime as dt

from book import Book

from figures.comparison import compare
from figures.line import Comparison
from figures.record import Casebook, Source, StoredCopy
from figures.vocabulary import SourceKind

AS_OF = dt.date(2026, 2, 28)
Compared = tuple[Casebook, Comparison]


class Scene(Book):
    """A book whose sources have all their fields and whose figures have their quotes."""

    def cite(self, name: str, publisher: str, reliability: str, published: str, kind: str, **fields: object) -> None:
        if publisher not in self.ids:
            self.publisher(publisher, reliability)
        sha = f"{abs(sum(ord(c) * 31**n for n, c in enumerate(name))) % 16**12:012x}" * 6
        held = StoredCopy(sha[:64], "text/html", 1000)
        source = Source(
            id=self._new(name), uid=name, title=name, publisher=self.ids[publisher], published=published,
            kind=SourceKind(kind), copy=held, accessed="2026-03-01", **fields,
        )  # fmt: skip
        self.sources.append(source)

    def claim(self, about: str, words: str, source: str, quote: str, where: str, **fields: object) -> int:
        return self.figure(about, words, source=source, quote=quote, where=where, **fields)

    def compared(self, as_of: dt.date | None = AS_OF) -> Compared:
        book = self.casebook()
        return book, compare(book, as_of)


def one_line() -> Scene:
    s = Scene()
    s.event("One exchange", None, date="2025-07-01", kind="prisoner_exchange")
    s.claim("One exchange", "157", "report", "157 came", "", unit="person", category="person")
    return s
