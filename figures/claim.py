"""One figure as the comparison weighs it: its number, its day, where it comes from, and how it stands.

A claim is made from a figure of a casebook or straight from a row of a casefile, and lives no longer than the lines of its
agreement are being computed, so that a million figures take the room of the largest agreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from figures.count import counted
from figures.date import first_day
from figures.ground import GRADES, Ground, Sort
from figures.line import FigureState, Reading
from figures.merging import Voice, merge
from figures.record import Casebook, Figure
from figures.vantage import mediators_of
from figures.vocabulary import Basis, Role, Stage, Unit


class Said(NamedTuple):
    """What a claim takes from its figure, in the order in which a casefile is asked for it.

    ``portion`` is the share's own text. The last nine fields make the ``Sort``.
    """

    id: int
    agreement: int | None
    event: int | None
    low: int
    high: int | None
    said_on: str
    as_of: str
    source: int
    part_of: int | None
    relative_to: int | None
    portion: str | None
    corrects: int | None
    retracted: int
    retracted_on: str
    credibility: int
    category: str
    unit: str
    stage: str
    accumulation: str
    bound: str
    sender: int | None
    receiver: int | None
    claimant: int | None
    vantage: str | None


OF_SORT: Final = 15
"""From this field on what was said makes the figure's sort."""


class Claim:
    """One figure in a comparison. ``why_not`` is why it does not stand, in a word; empty where it does.

    ``said`` is the day on which it was said, as text; ``count`` follows the figure that a share is taken of.
    """

    __slots__ = (
        "agreement",
        "as_of",
        "corrects",
        "count",
        "event",
        "grade",
        "id",
        "known",
        "origins",
        "part_of",
        "portion",
        "relative_to",
        "replaced_by",
        "retracted",
        "retracted_on",
        "said",
        "sort",
        "source",
        "voice",
        "why_not",
    )

    def __init__(self, row: Said, sort: Sort, ground: Ground) -> None:
        (
            self.id,
            self.agreement,
            self.event,
            low,
            high,
            said_on,
            self.as_of,
            self.source,
            self.part_of,
            self.relative_to,
            self.portion,
            self.corrects,
            self.retracted,
            self.retracted_on,
            credibility,
        ) = row[:OF_SORT]
        provenance = ground.provenance(self.source)
        self.said = said_on or provenance.published
        self.count = counted(low, high)
        self.sort = sort
        self.origins = provenance.origins if sort.origins is None else sort.origins
        self.grade = GRADES[provenance.reliability][credibility]
        self.known = True
        self.why_not = ""
        self.replaced_by: int | None = None
        self.voice: Voice | None = None

    @property
    def counts_to(self) -> str:
        """The day that a cumulative or stock figure counts up to, else the day it was said."""
        return self.as_of or self.said

    @property
    def said_first(self) -> tuple[dt.date, int]:
        """The order of saying; of one day, and of none, the order of entry."""
        return first_day(self.said) or dt.date.min, self.id

    def state(self, vantage_reason: str = "") -> FigureState:
        """How the figure is read; ``vantage_reason`` is the researcher's, where the vantage was set by hand."""
        sort = self.sort
        return FigureState(
            figure=self.id,
            count=self.count,
            vantage=sort.vantage,
            vantage_reason=vantage_reason or sort.vantage_reason,
            role=sort.role,
            known=self.known,
            standing=not self.why_not,
            replaced_by=self.replaced_by,
            why_not=self.why_not,
        )


def voice_of(claim: Claim, *, floor: bool = False) -> Voice:
    """The figure as a voice; ``floor`` opens its upper end."""
    if claim.voice is not None and not floor:
        return claim.voice
    count = claim.count.at_least() if floor else claim.count
    voice = Voice(
        count=count,
        figures=(claim.id,),
        origins=claim.origins,
        grade=claim.grade,
        basis=Basis.OWN,
        groups=(count,),
        conventional=claim.sort.conventional,
        numberless=claim.sort.numberless,
    )
    if not floor:
        claim.voice = voice
    return voice


def read_own(claims: Sequence[Claim], role: Role, unit: Unit, stage: Stage) -> Reading:
    """What ``merge`` makes of the voices of these figures, ascending by id, without making voices where they agree."""
    first = claims[0]
    sort, count, origins, grade = first.sort, first.count, first.origins[0], first.grade
    conventional, numberless = sort.conventional, sort.numberless
    if len(claims) == 1:
        figures: tuple[int, ...] = (first.id,)
    else:
        low, high, several = count.low, count.high, False
        for claim in claims:
            one, sort = claim.count, claim.sort
            if one is not count:
                if one.low > low:
                    low = one.low
                if one.high is not None and (high is None or one.high < high):
                    high = one.high
            if claim.grade < grade:
                grade = claim.grade
            if claim.origins[0] is not origins:
                several = True
            conventional = conventional or sort.conventional
            numberless = numberless and sort.numberless
        if high is not None and high < low:
            return merge([voice_of(claim) for claim in claims], role, unit, stage)
        if several:
            origins = origins.union(*[claim.origins[0] for claim in claims])
        figures = tuple([claim.id for claim in claims])
        count = counted(low, high)
    return Reading(role, unit, stage, count, None, figures, (count,), origins, grade, Basis.OWN, conventional, numberless)


def claims_of(casebook: Casebook, ground: Ground, figures: Iterable[Figure]) -> list[Claim]:
    """These figures of the casebook as claims, in their order."""
    mediators: dict[tuple[int | None, int | None], frozenset[int]] = {}
    found = []
    for figure in figures:
        about = (figure.agreement, figure.event)
        if about not in mediators:
            mediators[about] = mediators_of(casebook, *about)
        said = said_by(figure)
        found.append(Claim(said, ground.sort(said[OF_SORT:], mediators[about]), ground))
    return found


def said_by(figure: Figure) -> Said:
    """What a claim takes from a record."""
    return Said(
        figure.id,
        figure.agreement,
        figure.event,
        figure.count.low,
        figure.count.high,
        figure.said_on,
        figure.as_of,
        figure.source,
        figure.part_of,
        figure.relative_to,
        str(figure.portion) if figure.portion else None,
        figure.corrects,
        int(figure.retracted),
        figure.retracted_on,
        figure.credibility,
        figure.category,
        figure.unit,
        figure.stage,
        figure.accumulation,
        figure.bound,
        figure.sender,
        figure.receiver,
        figure.claimant,
        figure.vantage,
    )
