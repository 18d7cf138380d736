"""Who a claimant is to the handover that it speaks of, and so what its word is in the comparison (method, section 1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from figures.record import Casebook, FigureDraft, Party
from figures.vocabulary import (
    AFTERMATH_STAGES,
    PROMISE_STAGES,
    Accumulation,
    PartyKind,
    Role,
    Stage,
    Vantage,
)

INDEPENDENT_KINDS = (PartyKind.INTERNATIONAL_ORGANISATION, PartyKind.NGO)
BELLIGERENT_KINDS = (PartyKind.STATE, PartyKind.ARMED_GROUP)


class Speaker(NamedTuple):
    """Who says a number, of a handover from whom to whom."""

    claimant: int | None
    sender: int | None
    receiver: int | None


def derive(casebook: Casebook, figure: FigureDraft) -> tuple[Vantage, str]:
    """The vantage of the figure's claimant and the reason in one clause; the first that fits, unless set by hand."""
    if figure.vantage is not None:
        return figure.vantage, figure.vantage_reason
    speaker = Speaker(figure.claimant, figure.sender, figure.receiver)
    return vantage_of(casebook.party, casebook.sides, speaker, mediators_of(casebook, figure.agreement, figure.event))


def vantage_of(
    parties: Mapping[int, Party], sides: Mapping[int, int], speaker: Speaker, mediators: Collection[int]
) -> tuple[Vantage, str]:
    """The same of any claimant, among these parties and their sides, where these mediate."""
    claimant, sender, receiver = speaker
    if claimant is None:
        return Vantage.UNATTRIBUTED, "nobody is named as saying it"
    side = sides[claimant]
    name = parties[claimant].name
    on_side = f"the claimant is {name}" if side == claimant else f"{name} belongs to {parties[side].name}"
    if sender is not None and side == sides[sender]:
        return Vantage.SENDER, f"{on_side}, which hands over"
    if receiver is not None and side == sides[receiver]:
        return Vantage.RECEIVER, f"{on_side}, which receives"
    if claimant in mediators or side in mediators:
        return Vantage.MEDIATOR, f"{name} is named as a mediator"
    chain = _chain(parties, claimant)
    if any(kind in INDEPENDENT_KINDS for kind in chain) and not any(kind in BELLIGERENT_KINDS for kind in chain):
        return Vantage.WITNESS, f"{name} belongs to no state and to no armed group"
    return Vantage.UNATTRIBUTED, f"{name} neither hands over, nor receives, mediates or watches here"


def mediators_of(casebook: Casebook, agreement: int | None, event: int | None) -> frozenset[int]:
    """Who mediates the event, or the agreement, its own or that of the event; nobody where a form does not know it yet."""
    found: tuple[int, ...] = ()
    held = None if event is None else casebook.event.get(event)
    if held is not None:
        found, agreement = held.mediators, held.agreement
    above = None if agreement is None else casebook.agreement.get(agreement)
    return frozenset(found if above is None else (*found, *above.mediators))


def _chain(parties: Mapping[int, Party], party: int) -> tuple[PartyKind, ...]:
    """The kinds of the party and of all that it belongs to."""
    kinds: list[PartyKind] = []
    seen: set[int] = set()
    at: int | None = party
    while at is not None and at not in seen:
        seen.add(at)
        kinds.append(parties[at].kind)
        at = parties[at].belongs_to
    return tuple(kinds)


def role_of(stage: Stage, vantage: Vantage, accumulation: Accumulation, observing: Collection[Vantage]) -> Role:
    """What a figure is in the comparison (method, section 1: *roles are derived, never a flag*)."""
    if accumulation is Accumulation.STOCK:
        return Role.NONE
    if stage in PROMISE_STAGES:
        return Role.STATED
    if stage is Stage.TRANSFERRED:
        return Role.OBSERVED if vantage in observing else Role.REPORTED
    if stage is Stage.PRESENTED:
        return Role.PRESENTED
    return Role.AFTERMATH if stage in AFTERMATH_STAGES else Role.NONE
