"""A figure in all its columns, as one value: two figures are duplicates where their images are equal."""

from __future__ import annotations

from dataclasses import dataclass

from exchange.roster import Group, Roster
from exchange.saying import Thing
from exchange.table_row import FigureRow
from figures.record import Figure

Token = tuple[str, int] | None
Image = tuple[object, ...]


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


def token(group: Group | None) -> Token:
    """Which thing a group means: a record of the casefile by its id, or one that is yet to be made."""
    if group is None:
        return None
    return ("new", id(group)) if group.record is None else (group.thing, group.record.record or 0)


def image_of_row(roster: Roster, row: FigureRow, links: Links, ref: str) -> Image:
    """The row in all its columns, its names resolved; ``ref`` is the identifier that its figure would be called by."""
    about = row.event or row.agreement
    ends = (row.sender, row.receiver, row.claimant, row.source, about)
    return (
        tuple(None if end is None else token(roster.group(end)) for end in ends),
        (row.wording.words, row.unit, row.category, row.stage, row.accumulation),
        (row.vantage, row.vantage_reason, row.said_on, row.as_of, row.quote, row.where, row.credibility),
        (links, row.retracted, row.retracted_on, row.retracted_reason, row.note, ref, row.measure),
    )


def image_of_figure(figure: Figure, measure: str) -> Image:
    """The figure of the casefile in all its columns; ``measure`` is the reason of its pin, or empty."""
    thing, about = (Thing.AGREEMENT, figure.agreement) if figure.event is None else (Thing.EVENT, figure.event)
    ends = (
        None if figure.sender is None else (Thing.PARTY, figure.sender),
        None if figure.receiver is None else (Thing.PARTY, figure.receiver),
        None if figure.claimant is None else (Thing.PARTY, figure.claimant),
        (Thing.SOURCE, figure.source),
        (thing, about),
    )
    return (
        ends,
        (figure.words, figure.unit, figure.category, figure.stage, figure.accumulation),
        (
            figure.vantage,
            figure.vantage_reason,
            figure.said_on,
            figure.as_of,
            figure.quote,
            figure.where,
            figure.credibility,
        ),
        (
            Links(
                *(None if key is None else Link(figure=key) for key in (figure.part_of, figure.relative_to, figure.corrects))
            ),
            figure.retracted,
            figure.retracted_on,
            figure.retracted_reason,
            figure.note,
            figure.ref,
            measure,
        ),
    )
