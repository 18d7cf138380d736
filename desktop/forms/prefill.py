"""What is known of a figure before its form opens: from the words chosen in a source, from a suggestion, or from a tranche."""

from __future__ import annotations

from dataclasses import dataclass

from figures.record import Anchor
from figures.vocabulary import Accumulation, Stage, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Values for a new figure's form; None or empty leaves the field to the one who types. ``language`` is the source's."""

    agreement: int | None = None
    event: int | None = None
    words: str = ""
    language: str = "en"
    unit: Unit | None = None
    category: str = ""
    sender: int | None = None
    receiver: int | None = None
    stage: Stage | None = None
    claimant: int | None = None
    accumulation: Accumulation | None = None
    said_on: str = ""
    as_of: str = ""
    source: int | None = None
    quote: str = ""
    anchor: Anchor | None = None
    where: str = ""
    credibility: int | None = None
    part_of: int | None = None
    relative_to: int | None = None
    note: str = ""
