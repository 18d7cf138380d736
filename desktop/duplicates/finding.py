"""Looking through a whole casefile for records that are there twice, apart from pairs that were said to be two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from db.kind import RecordKind
from db.mark import pair
from exchange.duplicate import Kind, Pair, duplicates

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.record import Casebook

GoOn = Callable[[float], bool]
READING = 0.4
"""The share of the work that reading the texts is."""


def find_duplicates(casefile: Casefile, go_on: GoOn = lambda _: True) -> tuple[Pair, ...]:
    """Every pair that may be one record, the one that would stay in front.

    ``go_on`` is told how far this is, from 0 to 1, and may end it. Meant for a thread with a casefile of its own: ten thousand
    sources with their texts take some seconds.
    """
    from db.joining import kept_apart

    casebook = casefile.casebook()
    apart, uids = kept_apart(casefile), _uids(casebook)
    texts: dict[int, str] = {}
    for number, source in enumerate(casebook.sources):
        if number % 50 == 0 and not go_on(READING * number / len(casebook.sources)):
            return ()
        texts[source.id] = casefile.source_text(source.id)
    found = duplicates(casebook, texts, lambda part: go_on(READING + (1 - READING) * part))
    ordered = (p if uids[p.kind, p.one] < uids[p.kind, p.other] else replace(p, one=p.other, other=p.one) for p in found)
    return tuple(p for p in ordered if pair(RecordKind(p.kind), uids[p.kind, p.one], uids[p.kind, p.other]) not in apart)


def _uids(book: Casebook) -> dict[tuple[Kind, int], str]:
    listed = (
        (Kind.PARTY, book.parties),
        (Kind.PUBLISHER, book.publishers),
        (Kind.SOURCE, book.sources),
        (Kind.EVENT, book.events),
        (Kind.FIGURE, book.figures),
    )
    return {(kind, record.id): record.uid for kind, records in listed for record in records}
