"""Stated against observed: every line of a casebook on one day, with its verdict (method, sections 3 and 4).

What each figure rests on is in ``ground``, how it stands in ``standing``, what the voices read in ``reckoning``; each agreement
with its events is a ``scope``, which makes its lines. The order of the figures never matters.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from figures.claim import Claim, claims_of
from figures.day import Day, day_of
from figures.ground import Ground, ground_of
from figures.line import Comparison, FigureState
from figures.method import METHOD_VERSION
from figures.place import About
from figures.record import Casebook, Event, Figure
from figures.scope import Scope
from figures.standing import Standing


def compare(casebook: Casebook, as_of: dt.date | None = None, *, agreement: int | None = None) -> Comparison:
    """Every line of the casebook on the day asked for, else on its latest; only those of one agreement where it is named."""
    return compare_on(casebook, day_of(casebook, as_of), agreement=agreement)


def compare_on(casebook: Casebook, day: Day, *, agreement: int | None = None) -> Comparison:
    """As ``compare``, on a day that is known already, such as that of the whole casefile where only a part of it is at hand."""
    ground, claims = settled(casebook, day)
    lines = tuple(line for scope in scopes(casebook, ground, claims, agreement) for line in scope.lines())
    return Comparison(method=METHOD_VERSION, as_of=day.date, lines=lines, states=_states(casebook, claims), asked=day.asked)


def settled(casebook: Casebook, day: Day) -> tuple[Ground, dict[int, Claim]]:
    """What the figures of a casebook stand on, and each of them as it stands on the day, by id."""
    ground = ground_of(casebook, day)
    claims = {claim.id: claim for claim in claims_of(casebook, ground, casebook.figures)}
    standing = Standing(ground, claims)
    about: dict[tuple[int | None, int | None], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        about[claim.agreement, claim.event].append(claim)
    for together in about.values():
        standing.settle(together)
    return ground, claims


def _states(casebook: Casebook, claims: Mapping[int, Claim]) -> Mapping[int, FigureState]:
    by_hand = ((f.id, f.vantage_reason if f.vantage is not None else "") for f in casebook.figures)
    return {id: claims[id].state(reason) for id, reason in by_hand}


def scopes(casebook: Casebook, ground: Ground, claims: Mapping[int, Claim], agreement: int | None = None) -> Iterator[Scope]:
    """What can be compared on its own: each agreement with its events, and each event outside agreements, in reading order."""
    events: dict[int | None, list[Event]] = defaultdict(list)
    held: dict[tuple[int | None, int | None], list[Claim]] = defaultdict(list)
    for event in sorted(casebook.events, key=by_date):
        events[event.agreement].append(event)
    for claim in sorted(claims.values(), key=lambda c: c.id):
        held[claim.agreement, claim.event].append(claim)
    for one in sorted(casebook.agreements, key=by_date):
        if agreement in (None, one.id):
            mine: dict[int | None, Sequence[Claim]] = {e.id: held.get((None, e.id), ()) for e in events[one.id]}
            mine[None] = held.get((one.id, None), ())
            yield Scope(ground, one, events[one.id], mine)
    if agreement is None:
        for event in events[None]:
            yield Scope(ground, None, [event], {event.id: held.get((None, event.id), ())})


def scope_of(casebook: Casebook, day: Day, agreement: int) -> Scope:
    """One agreement with its events; of other figures only those are weighed that name another or are named."""
    ground = ground_of(casebook, day)
    events = sorted(casebook.events_of(agreement), key=by_date)
    about: dict[int | None, Iterable[Figure]] = {e.id: casebook.figures_about(event=e.id) for e in events}
    about[None] = casebook.figures_about(agreement=agreement)
    held = {id: claims_of(casebook, ground, sorted(said, key=lambda f: f.id)) for id, said in about.items()}
    linked = claims_of(casebook, ground, _linked(casebook))
    mine = (claim for claims in held.values() for claim in claims)
    standing = Standing(ground, {claim.id: claim for claim in (*linked, *mine)})
    for together in held.values():
        standing.settle(together)
    return Scope(ground, casebook.agreement[agreement], events, held)


def _linked(casebook: Casebook) -> list[Figure]:
    """The figures that name another, and those that they name."""
    naming = [f for f in casebook.figures if f.corrects is not None or f.part_of is not None or f.relative_to is not None]
    named = {id for f in naming for id in (f.corrects, f.part_of, f.relative_to) if id is not None}
    return [*naming, *(casebook.figure[id] for id in named)]


def by_date(about: About) -> tuple[str, int]:
    """The order in which agreements and events are read: by date, the undated last."""
    return about.date or "9999", about.id
