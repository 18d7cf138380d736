"""A figure as one row of a table says it: with the words of all that it rests on, and nothing to look up but its parties.

Tables go out from here, whether the figures come from a casebook in memory or a million of them straight out of a casefile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from figures.record import Agreement, Casebook, Event, Figure, Party, Source

BETWEEN = "; "
"""Stands between several names of one field."""


class FlatFigure(NamedTuple):
    """Every field as text as its record keeps it; yes-or-no fields are *yes* or empty, parties are their ids.

    ``figure_id``, ``source_id`` and ``reprint_of`` are what other rows call these by; empty where no row does.
    """

    agreement: str
    agreement_date: str
    agreement_status: str
    agreement_status_on: str
    agreement_due: str
    agreement_place: str
    agreement_mediators: str
    tranches_missing: str
    event: str
    event_kind: str
    event_date: str
    event_status: str
    event_place: str
    event_mediators: str
    sender: int | None
    receiver: int | None
    category: str
    unit: str
    stage: str
    number: str
    accumulation: str
    claimant: int | None
    vantage: str
    said_on: str
    as_of: str
    figure_id: str
    part_of: str
    relative_to: str
    corrects: str
    retracted: str
    retracted_on: str
    measure: str
    vantage_reason: str
    retracted_reason: str
    source_id: str
    source_title: str
    source_kind: str
    publisher: str
    authors: str
    language: str
    source_url: str
    archived_url: str
    published: str
    accessed: str
    reprint_of: str
    confidential: str
    quote: str
    where: str
    reliability: str
    credibility: str
    note: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class FlatFigures:
    """Figures in the order of their ids, with the parties that they name by id.

    ``described`` are the parties that some figure names itself, as a side or as its claimant.
    """

    parties: tuple[Party, ...]
    described: frozenset[int]
    rows: Iterable[FlatFigure]


def flat_figures(casebook: Casebook) -> FlatFigures:
    """The figures of a casebook, each as one row."""
    described = frozenset(key for f in casebook.figures for key in (f.sender, f.receiver, f.claimant) if key is not None)
    return FlatFigures(casebook.parties, described, _Flat(casebook).rows())


class _Flat:
    def __init__(self, casebook: Casebook) -> None:
        self.book = casebook
        self.measures = {pin.figure: pin.reason for pin in sorted(casebook.pins, key=lambda pin: pin.id)}
        self.named = {key for f in casebook.figures for key in (f.part_of, f.relative_to, f.corrects) if key is not None}
        self.cited = {figure.source for figure in casebook.figures}
        self.reprinted = {source.reprint_of for source in casebook.sources if source.reprint_of is not None}

    def rows(self) -> Iterator[FlatFigure]:
        for figure in self.book.figures:
            event = None if figure.event is None else self.book.event[figure.event]
            about = figure.agreement if event is None else event.agreement
            source = self.book.source[figure.source]
            end = (figure.quote, figure.where, self._reliability(source), str(figure.credibility), figure.note)
            yield FlatFigure._make(
                (
                    *self._agreement(None if about is None else self.book.agreement[about]),
                    *self._event(event),
                    *self._figure(figure),
                    *self._source(source),
                    *end,
                    figure.count.low,
                    figure.count.high,
                )
            )

    def _names(self, parties: Iterable[int]) -> str:
        return BETWEEN.join(self.book.party[party].name for party in parties)

    def _agreement(self, agreement: Agreement | None) -> tuple[str, ...]:
        if agreement is None:
            return ("",) * 8
        return (
            agreement.title,
            agreement.date,
            agreement.status.value,
            agreement.status_on,
            agreement.due,
            agreement.place,
            self._names(agreement.mediators),
            _yes(agreement.tranches_missing),
        )

    def _event(self, event: Event | None) -> tuple[str, ...]:
        if event is None:
            return ("",) * 6
        return (event.title, event.kind.value, event.date, event.status.value, event.place, self._names(event.mediators))

    def _figure(self, figure: Figure) -> tuple[str | int | None, ...]:
        return (
            figure.sender,
            figure.receiver,
            figure.category,
            figure.unit.value,
            figure.stage.value,
            figure.words,
            figure.accumulation.value,
            figure.claimant,
            "" if figure.vantage is None else figure.vantage.value,
            figure.said_on,
            figure.as_of,
            figure.name if figure.id in self.named else figure.ref,
            *(self._name(key) for key in (figure.part_of, figure.relative_to, figure.corrects)),
            _yes(figure.retracted),
            figure.retracted_on,
            self.measures.get(figure.id, ""),
            figure.vantage_reason,
            figure.retracted_reason,
        )

    def _name(self, key: int | None) -> str:
        return "" if key is None else self.book.figure[key].name

    def _source(self, source: Source) -> tuple[str, ...]:
        return (
            source.ref or (source.uid if source.id in self.reprinted else ""),
            source.title,
            source.kind.value,
            "" if source.publisher is None else self.book.publisher[source.publisher].name,
            BETWEEN.join(source.authors),
            source.language,
            source.address,
            source.archived_address,
            source.published,
            source.accessed,
            self._original(source.reprint_of),
            _yes(source.confidential),
        )

    def _original(self, key: int | None) -> str:
        """The reprinted source by its identifier where a figure cites it too, else by its title."""
        if key is None:
            return ""
        original = self.book.source[key]
        return original.ref or (original.uid if key in self.cited else original.title)

    def _reliability(self, source: Source) -> str:
        return "" if source.publisher is None else self.book.publisher[source.publisher].reliability


def _yes(value: bool) -> str:
    return "yes" if value else ""
