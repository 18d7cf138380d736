"""One source as the list shows it: frozen, folded for the filter, and built without asking the casefile again."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.look.shown import visible_line
from figures.record import Casebook, Figure, Source
from figures.vantage import derive, role_of
from figures.vocabulary import Role

MARK_ORDER = (Role.STATED, Role.REPORTED, Role.OBSERVED, Role.PRESENTED, Role.AFTERMATH)


def fold(text: str) -> str:
    """The text without case and accents, so that *веселые* finds *Весёлые*."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What one row of the list shows of a source."""

    id: int
    title: str
    publisher: str
    published: str
    grade: str
    marks: tuple[tuple[Role, int], ...] = ()
    reprint_of: str = ""
    confidential: bool = False
    adrift: int = 0
    folded: str = ""

    def fits(self, words: Iterable[str]) -> bool:
        """Whether every folded word of a filter stands in this row."""
        return all(word in self.folded for word in words)


def role_in(casebook: Casebook, figure: Figure) -> Role:
    """The role that the figure plays for its casebook."""
    vantage, _ = derive(casebook, figure)
    return role_of(figure.stage, vantage, figure.accumulation, casebook.observing)


def _marks(roles: Iterable[Role]) -> tuple[tuple[Role, int], ...]:
    counts = Counter(roles)
    return tuple((role, counts[role]) for role in MARK_ORDER if counts[role])


def source_row(casebook: Casebook, source: Source, figures: Iterable[Figure]) -> SourceRow:
    """The row of one source with the roles of its figures counted; a retracted figure is not counted."""
    publisher = None if source.publisher is None else casebook.publisher.get(source.publisher)
    original = None if source.reprint_of is None else casebook.source.get(source.reprint_of)
    name = visible_line(publisher.name) if publisher else ""
    title = visible_line(source.title)
    return SourceRow(
        id=source.id,
        title=title,
        publisher=name,
        published=source.published,
        grade=publisher.reliability if publisher else "F",
        marks=_marks(role_in(casebook, figure) for figure in figures if not figure.retracted),
        reprint_of=(original.published or visible_line(original.title)) if original else "",
        confidential=source.confidential,
        folded=fold(" ".join((title, name, source.published, source.language, *source.authors, source.note))),
    )


def by_source(figures: Iterable[Figure]) -> Mapping[int, list[Figure]]:
    """The figures of each source, in their own order."""
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.source, []).append(figure)
    return found


def source_rows(casebook: Casebook) -> list[SourceRow]:
    """Every source of the casebook, the newest publication first and those without a date last."""
    figures = by_source(casebook.figures)
    newest = sorted(casebook.sources, key=lambda source: (source.published, source.id), reverse=True)
    return [source_row(casebook, source, figures.get(source.id, ())) for source in newest]
