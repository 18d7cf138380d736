"""Who a claimant is to the handover that it speaks of, and so what its word is in the comparison (method, section 1)."""

from __future__ import annotations

from collections.abc import Collection

from figures.record import Casebook, FigureDraft
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


def derive(casebook: Casebook, figure: FigureDraft) -> tuple[Vantage, str]:
    """The vantage of the figure's claimant and the reason in one clause; the first that fits, unless set by hand."""
    if figure.vantage is not None:
        return figure.vantage, figure.vantage_reason
    if figure.claimant is None:
        return Vantage.UNATTRIBUTED, "nobody is named as saying it"
    side = casebook.side(figure.claimant)
    name = casebook.party[figure.claimant].name
    if figure.sender is not None and side == casebook.side(figure.sender):
        return Vantage.SENDER, f"{_on_side(casebook, figure.claimant, side)}, which hands over"
    if figure.receiver is not None and side == casebook.side(figure.receiver):
        return Vantage.RECEIVER, f"{_on_side(casebook, figure.claimant, side)}, which receives"
    if {figure.claimant, side} & _mediators(casebook, figure):
        return Vantage.MEDIATOR, f"{name} is named as a mediator"
    chain = _chain(casebook, figure.claimant)
    if any(kind in INDEPENDENT_KINDS for kind in chain) and not any(kind in BELLIGERENT_KINDS for kind in chain):
        return Vantage.WITNESS, f"{name} belongs to no state and to no armed group"
    return Vantage.UNATTRIBUTED, f"{name} neither hands over, nor receives, mediates or watches here"


def _on_side(casebook: Casebook, party: int, side: int | None) -> str:
    name = casebook.party[party].name
    if side is None or side == party:
        return f"the claimant is {name}"
    return f"{name} belongs to {casebook.party[side].name}"


def _mediators(casebook: Casebook, figure: FigureDraft) -> set[int]:
    """Who mediates the event or the agreement that the figure is about."""
    found: set[int] = set()
    agreement = figure.agreement
    if figure.event is not None:
        event = casebook.event[figure.event]
        found.update(event.mediators)
        agreement = event.agreement
    if agreement is not None:
        found.update(casebook.agreement[agreement].mediators)
    return found


def _chain(casebook: Casebook, party: int) -> tuple[PartyKind, ...]:
    """The kinds of the party and of all that it belongs to."""
    kinds: list[PartyKind] = []
    seen: set[int] = set()
    at: int | None = party
    while at is not None and at not in seen:
        seen.add(at)
        kinds.append(casebook.party[at].kind)
        at = casebook.party[at].belongs_to
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
