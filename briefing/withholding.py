"""What a confidential source may show: kind, grade, date. All else is put out of the casebook before anything is made.

The briefing, its metadata and its attachments are all made from the casebook that this returns, so there is one place to get
right. Whoever said the figures of such a source is withheld with it; the side that they are on stays, since the vantage does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from figures.line import Comparison
from figures.record import Casebook, Figure, Party, Publisher, Source
from figures.vocabulary import Bound, PartyKind

SOURCE = "Source withheld"
CLAIMANT = "Claimant withheld"


def confidential_sources(casebook: Casebook) -> frozenset[int]:
    """The sources that are confidential, or reprint one that is."""
    found = {source.id for source in casebook.sources if source.confidential}
    while more := {s.id for s in casebook.sources if s.reprint_of in found} - found:
        found |= more
    return frozenset(found)


def withhold(casebook: Casebook, comparison: Comparison) -> Casebook:
    """The casebook with nothing in it that identifies a confidential source or who spoke in it; all ids stay."""
    hidden = confidential_sources(casebook)
    if not hidden:
        return casebook
    figures = [f for f in casebook.figures if f.source in hidden]
    public = {f.claimant for f in casebook.figures if f.source not in hidden}
    claimants = sorted({f.claimant for f in figures if f.claimant is not None})
    parties, stands_for = _veiled_parties(casebook, claimants)
    numbers = {id: at for at, id in enumerate(sorted(hidden), start=1)}
    sources = tuple(_source(casebook, s, numbers) if s.id in hidden else s for s in casebook.sources)
    publishers = _publishers(casebook, sources, hidden)
    shown = tuple(_figure(comparison, f, stands_for) if f.source in hidden else f for f in casebook.figures)
    kept = _needed(casebook, {c for c in claimants if c not in public}) | {p.belongs_to for p in parties}
    return replace(
        casebook,
        publishers=publishers,
        parties=tuple(p for p in casebook.parties if p.id in kept) + parties,
        sources=sources,
        figures=shown,
    )


def _needed(casebook: Casebook, only_hidden: set[int]) -> set[int]:
    """The parties that something public names, and those above them."""
    named: set[int] = {p.id for p in casebook.parties} - only_hidden
    for agreement in casebook.agreements:
        named.update((*agreement.parties, *agreement.mediators))
    for event in casebook.events:
        named.update(event.mediators)
    for figure in casebook.figures:
        named.update(end for end in (figure.sender, figure.receiver) if end is not None)
    for party in sorted(named):
        above = casebook.party[party].belongs_to
        while above is not None and above not in named:
            named.add(above)
            above = casebook.party[above].belongs_to
    return named


def _veiled_parties(casebook: Casebook, claimants: list[int]) -> tuple[tuple[Party, ...], dict[int, int]]:
    """A nameless party for each claimant, on the same side."""
    first = max((p.id for p in casebook.parties), default=0) + 1
    parties: list[Party] = []
    stands_for: dict[int, int] = {}
    for number, claimant in enumerate(claimants):
        side = casebook.side(claimant)
        above = None if side == claimant and casebook.party[claimant].kind is not PartyKind.STATE else side
        name = CLAIMANT if len(claimants) == 1 else f"{CLAIMANT} ({number + 1})"
        veiled = Party(
            id=first + number, uid=f"withheld-party-{number + 1}", name=name, kind=PartyKind.UNKNOWN, belongs_to=above
        )
        parties.append(veiled)
        stands_for[claimant] = veiled.id
    return tuple(parties), stands_for


def _source(casebook: Casebook, source: Source, numbers: Mapping[int, int]) -> Source:
    number = numbers[source.id]
    reliability = "F" if source.publisher is None else casebook.publisher[source.publisher].reliability
    return Source(
        id=source.id,
        uid=f"withheld-source-{number}",
        publisher=-(1 + "ABCDEF".index(reliability)),
        title=SOURCE if len(numbers) == 1 else f"{SOURCE} ({number})",
        kind=source.kind,
        published=source.published,
        reprint_of=source.reprint_of if source.reprint_of in numbers else None,
        confidential=True,
    )


def _publishers(casebook: Casebook, sources: tuple[Source, ...], hidden: frozenset[int]) -> tuple[Publisher, ...]:
    """The publishers of public sources, and a nameless one for each reliability of a withheld source."""
    public = {s.publisher for s in sources if s.id not in hidden}
    only_hidden = {s.publisher for s in casebook.sources if s.id in hidden} - public
    kept = [p for p in casebook.publishers if p.id not in only_hidden]
    for veiled in sorted({s.publisher for s in sources if s.id in hidden and s.publisher is not None}):
        letter = "ABCDEF"[-veiled - 1]
        uid, name = f"withheld-publisher-{letter}", f"Publisher withheld ({letter})"
        kept.append(Publisher(id=veiled, uid=uid, name=name, reliability=letter))
    return tuple(sorted(kept, key=lambda p: p.id))


def _figure(comparison: Comparison, figure: Figure, stands_for: dict[int, int]) -> Figure:
    """A figure with its number, stage, dates and grade; its words are those of its count."""
    state = comparison.states[figure.id]
    count = state.count
    words = f"{count.low}" if count.is_exact else f"at least {count.low}" if count.high is None else f"{count.low}–{count.high}"
    bound = Bound.EXACT if count.is_exact else Bound.AT_LEAST if count.high is None else Bound.RANGE
    plain = figure.bound in (Bound.NOT_GIVEN, Bound.ALL, Bound.UNKNOWN)
    return replace(
        figure,
        uid=f"withheld-figure-{figure.id}",
        ref="",
        words=figure.bound.label if plain else words,
        bound=figure.bound if plain else bound,
        claimant=None if figure.claimant is None else stands_for[figure.claimant],
        vantage=state.vantage,
        vantage_reason="derived before the claimant was withheld",
        quote="",
        anchor=None,
        where="",
        note="",
        retracted_reason="",
    )
