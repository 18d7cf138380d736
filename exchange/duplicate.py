"""Records that may be the same one twice, each pair with why: nothing is joined here, and nothing is hidden.

What tells two records apart for certain, another day or another side, is no likeness of their names.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from exchange.near_text import near_texts
from exchange.spelling import address_as_compared, spelt
from figures.date import span
from figures.record import (
    Casebook,
    Event,
    EventDraft,
    Figure,
    FigureDraft,
    Party,
    PartyDraft,
    Publisher,
    PublisherDraft,
    Source,
    SourceDraft,
)

NAMES_ALIKE = 88
DAYS_NEAR = 1
GENERIC = frozenset({"ministry", "ministerstvo", "office", "of", "the", "and"})
MOST_TOGETHER = 8
"""Of more records than this that are all alike, each is told with the first, not with every other."""

GoOn = Callable[[float], bool]


class Kind(StrEnum):
    """Of which kind the two records are."""

    PARTY = "party"
    PUBLISHER = "publisher"
    SOURCE = "source"
    EVENT = "event"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their ids, the lesser first, and why they may be one. ``reprint``: the second may be a reprint."""

    kind: Kind
    one: int
    other: int
    why: str
    reprint: bool = False


def duplicates(casebook: Casebook, texts: Mapping[int, str] | None = None, go_on: GoOn = lambda _: True) -> tuple[Pair, ...]:
    """Every pair of records that may be one; ``texts`` are texts of sources by their id.

    ``go_on`` is told how far this is, from 0 to 1; where it says no, what was found until then is told.
    """
    return (
        *alike_parties(casebook.parties),
        *alike_publishers(casebook.publishers),
        *alike_sources(casebook.sources, texts or {}, go_on),
        *alike_events(casebook),
        *alike_figures(casebook),
    )


def alike_parties(parties: Iterable[Party]) -> Iterator[Pair]:
    """Parties whose names, in either script, sound alike."""
    names = ((name, party) for party in parties for name in {party.name, party.native_name} - {""})
    yield from _alike_names(Kind.PARTY, names)


def alike_publishers(publishers: Iterable[Publisher]) -> Iterator[Pair]:
    """Publishers whose names sound alike."""
    yield from _alike_names(Kind.PUBLISHER, ((publisher.name, publisher) for publisher in publishers))


Named = Party | Publisher
Spelling = tuple[str, Named]


def _alike_names(kind: Kind, names: Iterable[tuple[str, Named]]) -> Iterator[Pair]:
    told: set[tuple[int, int]] = set()
    for (name, one), (other_name, other) in _near((spelt(name), record) for name, record in names):
        low, high = sorted((one, other), key=lambda record: record.id)
        if low.id != high.id and (low.id, high.id) not in told and _names_alike(name, other_name):
            told.add((low.id, high.id))
            yield Pair(kind, low.id, high.id, f"“{low.name}” and “{high.name}” may be two spellings of one name.")


def _near(spelling: Iterable[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Names of as many words with the same first letters and the same numbers: the 3rd brigade is not the 5th."""
    groups: defaultdict[tuple[str, ...], list[Spelling]] = defaultdict(list)
    for said in spelling:
        if beginning := _beginning(said[0]):
            groups[beginning].append(said)
    for group in groups.values():
        yield from combinations(group, 2)


def _beginning(name: str) -> tuple[str, ...]:
    return tuple(sorted(word if word[0].isdigit() else word[0] for word in _words(name)))


def _words(name: str) -> list[str]:
    return sorted(set(name.split()) - GENERIC)


def _names_alike(one: str, other: str) -> bool:
    return all(fuzz.ratio(a, b) >= NAMES_ALIKE for a, b in zip(_words(one), _words(other), strict=True))


_SAME_ADDRESS = "They have the same address."
_SAME_FILE = "They keep the same file."
_SAME_TITLE = "They have the same title and day."


def alike_sources(sources: Iterable[Source], texts: Mapping[int, str], go_on: GoOn = lambda _: True) -> Iterator[Pair]:
    """Sources of one address, one stored copy, or nearly one text; of two with one text at two addresses one is a reprint."""
    known = {source.id: source for source in sources}
    told: set[tuple[int, int]] = set()
    for why, groups in (
        (_SAME_ADDRESS, _grouped((address_as_compared(s.address), s) for s in known.values() if s.address)),
        (_SAME_FILE, _grouped((s.copy.sha256, s) for s in known.values() if s.copy is not None)),
        (_SAME_TITLE, _grouped(((spelt(s.title), s.published), s) for s in known.values() if s.published)),
    ):
        for one, other in _pairs(groups):
            if (one.id, other.id) not in told and not _known_reprint(one, other):
                told.add((one.id, other.id))
                yield Pair(Kind.SOURCE, one.id, other.id, why)

    def wanted(one: int, other: int) -> bool:
        return (one, other) not in told and not _known_reprint(known[one], known[other])

    held = {id: text for id, text in texts.items() if id in known}
    for low, high, score in near_texts(held, wanted, go_on):
        yield Pair(Kind.SOURCE, low, high, f"Their texts are the same in {score} of 100 parts.", reprint=True)


def _known_reprint(one: Source, other: Source) -> bool:
    return (
        other.id == one.reprint_of
        or one.id == other.reprint_of
        or (one.reprint_of is not None and one.reprint_of == other.reprint_of)
    )


def alike_events(casebook: Casebook) -> Iterator[Pair]:
    """Events of one kind, not of two agreements, within a day of each other, that share a direction and a number."""
    said: defaultdict[int, set[tuple[object, ...]]] = defaultdict(set)
    for figure in casebook.figures:
        if figure.event is not None and figure.count.is_exact:
            said[figure.event].add(
                (figure.category, casebook.side(figure.sender), casebook.side(figure.receiver), figure.count.low)
            )
    for one, other in _near_in_time(casebook.events):
        if why := _events_alike(one, other, said[one.id] & said[other.id]):
            yield Pair(Kind.EVENT, min(one.id, other.id), max(one.id, other.id), why)


def _events_alike(one: EventDraft, other: EventDraft, shared: set[tuple[object, ...]]) -> str:
    if one.kind is not other.kind or (one.agreement and other.agreement and one.agreement != other.agreement):
        return ""
    if shared:
        return "They are of one kind, of the same days, and give the same number."
    return "They are of one kind and name, and of the same days." if spelt(one.title) == spelt(other.title) else ""


def _near_in_time(events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    """Events whose days meet, or are a day apart; each is held only against those that begin before it ends."""
    dated = sorted(((*days, event.id), event) for event in events if (days := _days(event.date)))
    for number, ((_, last, _), event) in enumerate(dated):
        for (first, _, _), other in dated[number + 1 :]:
            if first > last + dt.timedelta(days=DAYS_NEAR):
                break
            yield event, other


def _days(date: str) -> tuple[dt.date, dt.date] | None:
    if not date:
        return None
    days = span(date)
    return None if days.first is None or days.last is None else (days.first, days.last)


def _days_near(one: str, other: str) -> bool:
    first, second, near = _days(one), _days(other), dt.timedelta(days=DAYS_NEAR)
    return bool(first and second and first[0] <= second[1] + near and second[0] <= first[1] + near)


def alike_figures(casebook: Casebook) -> Iterator[Pair]:
    """Figures of one side about one line, in one stage and unit, with the same number, of the same day."""
    known = {(f.id, key) for f in casebook.figures for key in (f.part_of, f.relative_to, f.corrects) if key is not None}
    said = ((_what(figure, casebook.said_on(figure)), figure) for figure in casebook.figures if not figure.retracted)
    for one, other in _pairs(_grouped(said)):
        if (one.id, other.id) not in known and (other.id, one.id) not in known:
            yield Pair(Kind.FIGURE, one.id, other.id, _figures_alike(one, other))


def _what(figure: FigureDraft, said_on: str) -> tuple[Hashable, ...]:
    line = (figure.agreement, figure.event, figure.category, figure.sender, figure.receiver)
    return (*line, figure.stage, figure.unit, figure.accumulation, figure.count, said_on, figure.claimant)


def _figures_alike(one: FigureDraft, other: FigureDraft) -> str:
    same = one.source == other.source
    why = "in the same source" if same else "in two sources: two reports of one statement"
    return f"The same claimant gives the same number for the same line, {why}."


@dataclass(frozen=True, slots=True)
class Like:
    """A record that is there already and looks like what is being typed."""

    kind: Kind
    id: int
    why: str


def like(casebook: Casebook, draft: object, own: int | None = None) -> Like | None:
    """The first record that a draft may be there as already; ``own`` is the record that the draft changes."""
    match draft:
        case PartyDraft():
            names = {draft.name, draft.native_name} - {""}
            known = ((p, n) for p in casebook.parties for n in {p.name, p.native_name} - {""} if p.id != own)
            return _like_name(Kind.PARTY, names, known)
        case PublisherDraft():
            return _like_name(Kind.PUBLISHER, {draft.name}, ((p, p.name) for p in casebook.publishers if p.id != own))
        case SourceDraft():
            return _like_source(casebook, draft, own)
        case EventDraft():
            return _like_event(casebook, draft, own)
        case FigureDraft():
            return _like_figure(casebook, draft, own)
    return None


def _like_name(kind: Kind, names: Iterable[str], known: Iterable[tuple[Named, str]]) -> Like | None:
    spelt_names = [(spelt(name), _beginning(spelt(name))) for name in names]
    for record, name in known:
        sound = spelt(name)
        for typed, beginning in spelt_names:
            if beginning and beginning == _beginning(sound) and _names_alike(typed, sound):
                return Like(kind, record.id, f"“{record.name}” may be another spelling of this name.")
    return None


def _like_source(casebook: Casebook, draft: SourceDraft, own: int | None) -> Like | None:
    address, title = address_as_compared(draft.address) if draft.address else "", spelt(draft.title)
    for source in casebook.sources:
        if source.id in (own, draft.reprint_of) or (own is not None and source.reprint_of == own):
            continue
        if address and source.address and address_as_compared(source.address) == address:
            return Like(Kind.SOURCE, source.id, f"“{source.title}” has the same address.")
        if draft.copy is not None and source.copy is not None and source.copy.sha256 == draft.copy.sha256:
            return Like(Kind.SOURCE, source.id, f"“{source.title}” keeps the same file.")
        if draft.published and source.published == draft.published and spelt(source.title) == title:
            return Like(Kind.SOURCE, source.id, f"“{source.title}” has the same title and day.")
    return None


def _like_event(casebook: Casebook, draft: EventDraft, own: int | None) -> Like | None:
    for event in casebook.events:
        alike = event.id != own and event.kind is draft.kind and _days_near(event.date, draft.date)
        if alike and _events_alike(event, draft, set()):
            return Like(Kind.EVENT, event.id, f"“{event.title}” is of the same kind, name and days.")
    return None


def _like_figure(casebook: Casebook, draft: FigureDraft, own: int | None) -> Like | None:
    """Of the same source only: that another source reports the same statement is what it is recorded for."""
    source = casebook.source.get(draft.source)
    said_on = draft.said_on or (source.published if source is not None else "")
    wanted = _what(draft, said_on)
    for figure in casebook.figures_about(agreement=draft.agreement, event=draft.event):
        if figure.count == draft.count and figure.id != own and not figure.retracted:
            named = figure.id in (draft.corrects, draft.part_of, draft.relative_to)
            if not named and figure.source == draft.source and _what(figure, casebook.said_on(figure)) == wanted:
                return Like(Kind.FIGURE, figure.id, _figures_alike(figure, draft))
    return None


R = TypeVar("R", bound=Source | Event | Figure)


def _grouped(keyed: Iterable[tuple[Hashable, R]]) -> list[list[R]]:
    groups: defaultdict[Hashable, list[R]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    return [group for group in groups.values() if len(group) > 1]


def _pairs(groups: Iterable[list[R]]) -> Iterator[tuple[R, R]]:
    for group in groups:
        ordered = sorted(group, key=lambda record: record.id)
        if len(ordered) <= MOST_TOGETHER:
            yield from combinations(ordered, 2)
        else:
            yield from ((ordered[0], other) for other in ordered[1:])
