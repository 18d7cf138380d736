"""What every figure of a comparison stands on: the day, the parties and their sides, the sources, the categories.

Of a million figures only a few thousand differ in more than their number, day and source. What follows from the rest (role,
vantage, direction, what a line reads it as) is worked out once for each *sort* of figure and remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from figures.category import CategoryTree
from figures.day import Day
from figures.record import CREDIBILITIES, RELIABILITIES, Casebook, Party, Pin, Source, sides_of
from figures.strand import Bucket, Cell, Direction, Strand, Strands
from figures.vantage import Speaker, role_of, vantage_of
from figures.vocabulary import NUMBERLESS, Accumulation, Bound, Role, Stage, Unit, Vantage

Origins = tuple[frozenset[str], ...]

GRADES = {letter: ("", *(f"{letter}{number}" for number in CREDIBILITIES)) for letter in RELIABILITIES}
NOBODY: Origins = (frozenset(),)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a comparison needs of a source: its day, the origin that it counts as, and how reliable its publisher is."""

    published: str
    origins: Origins
    reliability: str


@dataclass(frozen=True, slots=True, eq=False)
class Succession:
    """What a later figure must share with an earlier one about the same thing to replace it; one object for each."""

    claimant: int | None
    stage: Stage
    unit: Unit
    accumulation: Accumulation
    strand: Strand


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """What figures that differ only in number, day and source have in common.

    ``on_event`` and ``on_agreement`` are what the figure's own line reads it as; their bucket is None where it is only listed
    (method, 3.5 and 3.6). ``origins`` is None where the source decides it. ``succession`` is what a later figure must share to
    replace it. ``is_total``: it is no increment.
    """

    category: str
    unit: Unit
    stage: Stage
    accumulation: Accumulation
    way: Direction
    claimant: int | None
    vantage: Vantage
    vantage_reason: str
    role: Role
    strand: Strand
    on_event: Cell
    on_agreement: Cell
    origins: Origins | None
    succession: Succession
    conventional: bool
    numberless: bool
    is_total: bool


SortKey = tuple[str, str, str, str, str, int | None, int | None, int | None, str | None]
"""Category, unit, stage, accumulation, bound, sender, receiver, claimant, vantage: what sorts depend on beside mediators."""


class Ground:
    """The records that figures name, as one comparison on one day sees them."""

    def __init__(
        self,
        *,
        day: Day,
        parties: Mapping[int, Party],
        categories: CategoryTree,
        observing: Collection[Vantage],
        provenance: Callable[[int], Provenance],
        pins: Iterable[Pin] = (),
    ) -> None:
        self.day = day
        self.categories = categories
        self.provenance = provenance
        self._parties = parties
        self._observing = observing
        self._sides = sides_of(parties)
        self.sorts: dict[frozenset[int], dict[SortKey, Sort]] = defaultdict(dict)
        self.strands = Strands(categories)
        self._successions: dict[tuple[object, ...], Succession] = {}
        self._pins = tuple(pins)

    def after(self, *, day: Day, provenance: Callable[[int], Provenance], pins: Iterable[Pin] | None) -> Ground:
        """The same ground on another day and with other sources, and where they are given with other pins.

        What was worked out of each sort of figure holds as long as parties, categories and observing vantages do.
        """
        other = Ground(
            day=day,
            parties=self._parties,
            categories=self.categories,
            observing=self._observing,
            provenance=provenance,
            pins=self._pins if pins is None else pins,
        )
        other.sorts, other.strands, other._successions = self.sorts, self.strands, self._successions
        return other

    @cached_property
    def pins(self) -> Mapping[tuple[int | None, int | None], list[Pin]]:
        """The researcher's measures by the agreement or event that they belong to, in the order in which they were set."""
        found: dict[tuple[int | None, int | None], list[Pin]] = defaultdict(list)
        for pin in sorted(self._pins, key=lambda p: p.id):
            found[pin.agreement, pin.event].append(pin)
        return found

    def way(self, sender: int | None, receiver: int | None) -> Direction:
        """The direction between the sides of two parties."""
        return None if sender is None or receiver is None else (self._sides[sender], self._sides[receiver])

    def sort(self, key: SortKey, mediators: frozenset[int]) -> Sort:
        """The sort of figures that have these in common, where these mediate; ``sorts`` holds those that are known."""
        known = self.sorts[mediators]
        found = known.get(key)
        if found is None:
            found = known[key] = self._sort(*key, mediators)
        return found

    def _sort(
        self,
        category: str,
        unit: str,
        stage: str,
        accumulation: str,
        bound: str,
        sender: int | None,
        receiver: int | None,
        claimant: int | None,
        by_hand: str | None,
        mediators: frozenset[int],
    ) -> Sort:
        said, counted, of = Stage(stage), Accumulation(accumulation), Unit(unit)
        vantage, reason = Vantage.UNATTRIBUTED if by_hand is None else Vantage(by_hand), ""
        if by_hand is None:
            speaker = Speaker(claimant, sender, receiver)
            vantage, reason = vantage_of(self._parties, self._sides, speaker, mediators)
        role, way = role_of(said, vantage, counted, self._observing), self.way(sender, receiver)
        origins: Origins | None = None if claimant is None else (frozenset({f"side {self._sides[claimant]}"}),)
        strand = self.strands.of(category, way)
        shared = (claimant, said, of, counted, strand)
        succession = self._successions.get(shared)
        if succession is None:
            succession = self._successions[shared] = Succession(*shared)
        return Sort(
            category=category,
            unit=of,
            stage=said,
            accumulation=counted,
            way=way,
            claimant=claimant,
            vantage=vantage,
            vantage_reason=reason,
            role=role,
            strand=strand,
            on_event=strand.cell(_bucket(role, said, counted, on_event=True), of),
            on_agreement=strand.cell(_bucket(role, said, counted, on_event=False), of),
            origins=NOBODY if vantage is Vantage.RESEARCHER else origins,
            succession=succession,
            conventional=bound == Bound.VAGUE,
            numberless=bound in NUMBERLESS,
            is_total=counted is not Accumulation.INCREMENT,
        )


def _bucket(role: Role, stage: Stage, accumulation: Accumulation, *, on_event: bool) -> Bucket | None:
    """What the figure's own line reads it as, or None where it is only listed (method, 3.5 and 3.6)."""
    if role in (Role.OBSERVED, Role.REPORTED) and on_event and accumulation is not Accumulation.INCREMENT:
        return None
    if not on_event and role is not Role.STATED and accumulation is not Accumulation.CUMULATIVE:
        return None
    if role is Role.AFTERMATH:
        return stage
    return None if role is Role.NONE else role


def provenance_of(published: str, reliability: str, origin: int, publisher: int | None) -> Provenance:
    """A source as a comparison sees it: ``origin`` is what it reprints, or itself, and ``publisher`` who published that."""
    return Provenance(published, _origins(origin if publisher is None else None, publisher), reliability)


@lru_cache(maxsize=4096)
def _origins(source: int | None, publisher: int | None) -> Origins:
    """The same for all sources of one publisher: there may be hundreds of thousands."""
    return (frozenset({f"source {source}" if publisher is None else f"publisher {publisher}"}),)


def origin_of(source: Source, sources: Mapping[int, Source]) -> Source:
    """What a source reprints, by whatever way; itself where it is no reprint."""
    origin, seen = source, {source.id}
    while origin.reprint_of is not None and origin.reprint_of not in seen:
        origin = sources[origin.reprint_of]
        seen.add(origin.id)
    return origin


def ground_of(casebook: Casebook, day: Day) -> Ground:
    """The ground of a comparison of a whole casebook."""
    known: dict[int, Provenance] = {}

    def provenance(id: int) -> Provenance:
        if id not in known:
            source = casebook.source[id]
            origin = origin_of(source, casebook.source)
            reliability = "F" if source.publisher is None else casebook.publisher[source.publisher].reliability
            known[id] = provenance_of(source.published, reliability, origin.id, origin.publisher)
        return known[id]

    return Ground(
        day=day,
        parties=casebook.party,
        categories=casebook.categories,
        observing=casebook.observing,
        provenance=provenance,
        pins=casebook.pins,
    )
