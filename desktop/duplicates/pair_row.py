"""Pairs that may be one record, as rows of a list: both names, enough to tell them by, and what they are compared by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.look.cell import Text
from desktop.look.table import Column, Group
from desktop.word import counted, term
from exchange.duplicate import Kind, Pair

if TYPE_CHECKING:
    from figures.record import Casebook, Figure


def duplicates_tr(text: str) -> str:
    """A text of these dialogs in the language of the user."""
    return QCoreApplication.translate("Duplicates", text)


def record_label(book: Casebook, kind: Kind, id: int) -> str:
    """What a record is called, with what tells it from others of its name."""
    match kind:
        case Kind.PARTY:
            party = book.party[id]
            return " · ".join(filter(None, (party.name, party.native_name)))
        case Kind.PUBLISHER:
            return book.publisher[id].name
        case Kind.SOURCE:
            source = book.source[id]
            publisher = book.publisher[source.publisher].name if source.publisher is not None else ""
            return " · ".join(filter(None, (source.title, publisher, source.published)))
        case Kind.EVENT:
            return " · ".join(filter(None, (book.event[id].title, book.event[id].date)))
        case Kind.FIGURE:
            return _figure_label(book, book.figure[id])


def _figure_label(book: Casebook, figure: Figure) -> str:
    about = book.event[figure.event].title if figure.event is not None else book.agreement[figure.agreement or 0].title
    return f"{figure.words} {term(figure.stage)} · {about} · {book.source[figure.source].title}"


def is_there(book: Casebook, kind: Kind, id: int) -> bool:
    """Whether the record is still in the casefile."""
    return (
        id
        in {
            Kind.PARTY: book.party,
            Kind.PUBLISHER: book.publisher,
            Kind.SOURCE: book.source,
            Kind.EVENT: book.event,
            Kind.FIGURE: book.figure,
        }[kind]
    )


def pair_columns(book: Callable[[], Casebook]) -> tuple[Column[Pair], ...]:
    """The one and the other."""
    return (
        Column(
            duplicates_tr("One"), lambda p: Text(record_label(book(), p.kind, p.one), middle=True), 230, stretch=True, least=120
        ),
        Column(
            duplicates_tr("The other"),
            lambda p: Text(record_label(book(), p.kind, p.other), middle=True),
            230,
            stretch=True,
            least=120,
        ),
    )


def pairs_word(kind: Kind, number: int) -> str:
    """So many pairs of a kind."""
    one, many = {
        Kind.PARTY: (duplicates_tr("1 pair of parties"), duplicates_tr("{n} pairs of parties")),
        Kind.PUBLISHER: (duplicates_tr("1 pair of publishers"), duplicates_tr("{n} pairs of publishers")),
        Kind.SOURCE: (duplicates_tr("1 pair of sources"), duplicates_tr("{n} pairs of sources")),
        Kind.EVENT: (duplicates_tr("1 pair of events"), duplicates_tr("{n} pairs of events")),
        Kind.FIGURE: (duplicates_tr("1 pair of figures"), duplicates_tr("{n} pairs of figures")),
    }[kind]
    return counted(number, one, many)


def grouped(pairs: Sequence[Pair]) -> list[Pair | Group]:
    """The pairs under the names of their kinds; the surest first: what stands twice in one source before two sources."""
    rows: list[Pair | Group] = []
    for kind, those in groupby(pairs, key=lambda pair: pair.kind):
        listed = sorted(those, key=lambda pair: pair.why)
        rows += [Group(Text(pairs_word(kind, len(listed)), tone="ink2", weight=500, size=12)), *listed]
    return rows
