"""A figure that the program proposes: never kept without the researcher's own act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from figures.count import Count
from figures.portion import Portion
from figures.vocabulary import Accumulation, Bound, Role, Stage, Unit


class Reason(NamedTuple):
    """Which words of the text decided a field of a suggestion."""

    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One figure found in a text: ``quote`` is exactly ``text[start:end]``, ``words`` are what ``figures.wording`` reads.

    ``sender`` and ``receiver`` are parties by their English names, empty where the text does not say; so are ``claimant`` and
    ``date`` (EDTF). A number of each side with both parties known is two suggestions, one a direction. ``part_of`` is the
    place in the list of the suggestion that this one is a part of. ``confidence`` runs from 0 to 1.
    """

    quote: str
    start: int
    end: int
    words: str
    count: Count
    bound: Bound
    unit: Unit
    category: str
    sender: str = ""
    receiver: str = ""
    stage: Stage
    role: Role
    claimant: str = ""
    accumulation: Accumulation
    per_side: bool = False
    date: str = ""
    confidence: float = 0.5
    portion: Portion | None = None
    part_of: int | None = None
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def inferred(self) -> frozenset[str]:
        """What (*from*, *to*, *claimant*) no words of its sentence name: the text tells it elsewhere, and it is less sure."""
        said = {reason.field for reason in self.reasons}
        ends = {"from": self.sender, "to": self.receiver, "claimant": self.claimant}
        return frozenset(name for name, party in ends.items() if party and name not in said)

    @property
    def key(self) -> str:
        """What a dismissal is remembered by: the words and where they stand."""
        return f"{self.start}:{self.quote}"
