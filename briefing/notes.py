"""Notes: one for each place in each source, numbered in the order in which the briefing first cites it.

Of a confidential source a note says its kind, its grade and its date, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing.content import Note
from briefing.naming import Naming
from briefing.text import Marks
from figures.record import Figure

Place = tuple[int, str]


def number_notes(naming: Naming, marks: Iterable[Marks]) -> tuple[tuple[Note, ...], dict[int, int]]:
    """The notes that these marks cite, in order of first citing, and the number of each figure's note."""
    casebook = naming.casebook
    numbers: dict[Place, int] = {}
    figures: dict[Place, list[int]] = defaultdict(list)
    number_of: dict[int, int] = {}
    for mark in marks:
        for figure in mark.figures:
            if figure in number_of:
                continue
            place = place_of(naming, casebook.figure[figure])
            number_of[figure] = numbers.setdefault(place, len(numbers) + 1)
            figures[place].append(figure)
    notes = [_note(naming, number, [casebook.figure[f] for f in figures[place]]) for place, number in numbers.items()]
    return tuple(notes), number_of


def place_of(naming: Naming, figure: Figure) -> Place:
    """What makes two figures share a note: the source and the place in it."""
    return (figure.source, "" if naming.withheld(figure) else figure.where.strip())


def _note(naming: Naming, number: int, figures: list[Figure]) -> Note:
    casebook, language = naming.casebook, naming.language
    source = casebook.source[figures[0].source]
    grade = ", ".join(sorted({casebook.grade(figure) for figure in figures}))
    kind = language.label(source.kind)
    dated = language.date(source.published) if source.published else language.tr("undated")
    ids = tuple(figure.id for figure in figures)
    if naming.withheld(figures[0]):
        return Note(
            number=number,
            figures=ids,
            withheld=True,
            grade=grade,
            kind=kind,
            publisher=language.tr("Source withheld"),
            title="",
            dated=dated,
            where="",
        )
    publisher = "" if source.publisher is None else casebook.publisher[source.publisher].name
    return Note(
        number=number,
        figures=ids,
        withheld=False,
        grade=grade,
        kind=kind,
        publisher=publisher or language.tr("Publisher not recorded"),
        title=source.title,
        dated=dated,
        where=figures[0].where.strip(),
        quotes=tuple(dict.fromkeys(figure.quote.strip() or figure.words for figure in figures)),
        address=source.address,
        archived=source.archived_address,
        copy=source.copy.sha256[:8] if source.copy else "",
        reprint=_reprint(naming, source.reprint_of),
    )


def _reprint(naming: Naming, original: int | None) -> str:
    if original is None:
        return ""
    source = naming.casebook.source[original]
    publisher = "" if source.publisher is None else naming.casebook.publisher[source.publisher].name
    return ", ".join(part for part in (publisher, source.title) if part)
