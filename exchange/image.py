"""A figure in all its columns, as one value: two figures are duplicates where their images are equal, and what they refer to.

An image is a digest of 16 bytes, since a table may have a million rows; what two figures of one image are called is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from exchange.numbered import digest
from exchange.roster import Roster
from exchange.saying import Thing, folded
from exchange.table_row import SILENT, HeardRow
from figures.record import Figure

Token = tuple[str, int] | None
PRESSED = 16
OUTLINE = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure refers to: a figure of the casefile by its id, or a row of the table by its number."""

    figure: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """The three figures that a figure can refer to."""

    part_of: Link | None = None
    relative_to: Link | None = None
    corrects: Link | None = None


NO_LINKS = Links()
"""What most figures refer to: none."""


def _token(roster: Roster, voice: int) -> Token:
    """Which thing a voice means: a record of the casefile by its id, or one that is yet to be made."""
    if voice == SILENT:
        return None
    group = roster.settled(voice)
    if group is None:
        return ("new", voice)
    return ("new", group.number) if group.record is None else (group.thing, group.record.record or 0)


def outline(words: str, category: str, quote: str, note: str, source: str, about: str, days: tuple[str, str]) -> int:
    """32 bits in which two figures are alike whose images are equal: of few others it is the same."""
    return digest((words, category, quote, note, folded(source), folded(about), days)) & OUTLINE


def image_of_row(roster: Roster, row: HeardRow, ref: str) -> bytes:
    """The row in all its columns but what it refers to, its names resolved; ``ref`` is what its figure would be called by."""
    _, _, sender, receiver, claimant, source, *_ = row.voices
    return _pressed(
        (
            tuple(_token(roster, voice) for voice in (sender, receiver, claimant, source, row.about)),
            (row.wording.words, row.unit, row.category, row.stage, row.accumulation),
            (row.vantage, row.vantage_reason, row.said_on, row.as_of, row.quote, row.where, row.credibility),
            (row.retracted, row.retracted_on, row.retracted_reason, row.note, ref, row.measure),
        )
    )


def _pressed(image: tuple[object, ...]) -> bytes:
    return blake2b(repr(image).encode("utf-8", "surrogatepass"), digest_size=PRESSED).digest()


def links_of_figure(figure: Figure) -> Links:
    """What a figure of the casefile refers to."""
    named = (figure.part_of, figure.relative_to, figure.corrects)
    return Links(*(None if key is None else Link(figure=key) for key in named)) if any(named) else NO_LINKS


def image_of_figure(figure: Figure, measure: str) -> bytes:
    """The same of a figure of the casefile; ``measure`` is the reason of its pin, or empty."""
    thing, about = (Thing.AGREEMENT, figure.agreement) if figure.event is None else (Thing.EVENT, figure.event)
    ends = (
        None if figure.sender is None else (Thing.PARTY, figure.sender),
        None if figure.receiver is None else (Thing.PARTY, figure.receiver),
        None if figure.claimant is None else (Thing.PARTY, figure.claimant),
        (Thing.SOURCE, figure.source),
        (thing, about),
    )
    said = (figure.vantage, figure.vantage_reason, figure.said_on, figure.as_of, figure.quote, figure.where)
    retracted = (figure.retracted, figure.retracted_on, figure.retracted_reason)
    return _pressed(
        (
            ends,
            (figure.words, figure.unit, figure.category, figure.stage, figure.accumulation),
            (*said, figure.credibility),
            (*retracted, figure.note, figure.ref, measure),
        )
    )
