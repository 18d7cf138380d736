"""What the comparison says: readings, lines with their verdicts, and how each figure stands. Frozen, in ids of the casebook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from figures.contest import Contest
from figures.count import Count, Gap, Share
from figures.vocabulary import Basis, Corroboration, FlagKind, Role, Stage, Unit, Vantage, Verdict


class Reading(NamedTuple):
    """The merged counts of the voices in one role and one unit (method, 3.3).

    ``figures`` are all it rests on, ascending. ``contested`` is what disagrees, None where nothing does. ``groups`` are the
    counts of its agreeing groups: one where none contest. ``grade`` is the best of its figures (such as ``B2``).
    ``origins`` are opaque keys of the independent origins.
    ``conventional``: an end rests on the convention for a vague word. ``numberless``: it rests only on all, any, unknown or
    not given.
    """

    role: Role
    unit: Unit
    stage: Stage | None
    count: Count  # type: ignore[assignment]  # a tuple has a method of that name, which nobody asks a reading for
    contested: Contest | None = None
    figures: tuple[int, ...] = ()
    groups: tuple[Count, ...] = ()
    origins: frozenset[str] = frozenset()
    grade: str = "F6"
    basis: Basis = Basis.OWN
    conventional: bool = False
    numberless: bool = False

    @property
    def corroboration(self) -> Corroboration:
        """None, single, independent (two origins or more) or contested."""
        if self.contested is not None:
            return Corroboration.CONTESTED
        if not self.origins:
            return Corroboration.NONE
        return Corroboration.SINGLE if len(self.origins) == 1 else Corroboration.INDEPENDENT


class Flag(NamedTuple):
    """Something wrong that the program says and never mends (method, 3.10); ``text`` is one sentence in English."""

    kind: FlagKind
    figures: tuple[int, ...]
    text: str


FLAG_TEXT = {
    FlagKind.DIRECTIONS_DISAGREE: "The two directions together do not make the number given for both.",
    FlagKind.PARTS_EXCEED_WHOLE: "The parts come to more than the whole that is given.",
    FlagKind.ROLES_DISAGREE: "What the sending side reports and what was observed share no number.",
    FlagKind.POSSIBLE_DUPLICATE: "Two events of this agreement have the same kind, direction and day: is one entered twice?",
    FlagKind.TRANSFERRED_ON_CANCELLED_EVENT: "A handover is counted at an event that was not held, or that hands nothing over.",
    FlagKind.PIN_FALLEN: "The promise that was set as the measure no longer stands; the rule's own choice is used.",
}
MANY_ALIKE = "Many events of this agreement have the same kind, direction and day: are some entered twice?"
"""The sentence of a possible duplicate where there are too many events to name each two of them."""


def flag(kind: FlagKind, figures: Iterable[int]) -> Flag:
    """The flag of this kind on these figures, in its own sentence."""
    return Flag(kind, tuple(sorted(set(figures))), FLAG_TEXT[kind])


class Quantity(NamedTuple):
    """A number inside a sentence, as printed, and the figures that it rests on."""

    text: str
    figures: tuple[int, ...]


Sentence = tuple[str | Quantity, ...]
"""Words and quantities in reading order; joined without separators they are the sentence."""


def plain(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


class Line(NamedTuple):
    """One line compared: (agreement or event) × category × direction, in one unit.

    ``sender`` and ``receiver`` are the ids of the sides, both None for both directions together. ``unit`` is None where
    the line is incomparable. ``not_held``: what was presented was so at handovers that did not take place. ``listed`` are all
    figures known on the line, standing or not, ascending.
    """

    agreement: int | None
    event: int | None
    category: str
    sender: int | None
    receiver: int | None
    unit: Unit | None
    stated: Reading | None
    reported: Reading | None
    observed: Reading | None
    presented: Reading | None
    aftermath: tuple[Reading, ...]
    others: tuple[Reading, ...]
    difference: Gap | None
    fulfilment: Share | None
    verdict: Verdict
    reported_verdict: Verdict | None
    not_held: bool
    open: bool
    corroboration: Corroboration
    flags: tuple[Flag, ...]
    pinned_reason: str
    from_parent: bool
    unaccounted: Count | None
    listed: tuple[int, ...]

    @property
    def key(self) -> tuple[int | None, int | None, str, int | None, int | None, Unit | None]:
        """What identifies the line within its comparison."""
        return (self.agreement, self.event, self.category, self.sender, self.receiver, self.unit)

    @property
    def sentence(self) -> Sentence:
        """Why the verdict is what it is; made when somebody reads it, since of a million lines few are read."""
        from figures.sentence import explain

        return explain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureState:
    """How one figure of the casebook is read on the day asked for."""

    figure: int
    count: Count
    vantage: Vantage
    vantage_reason: str
    role: Role
    known: bool
    standing: bool
    replaced_by: int | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Every line of a casebook on one day, in the casebook's order: agreements, each followed by its events, then the rest.

    ``asked``: the day was named by the researcher; else it is the casefile's latest.
    """

    method: int
    as_of: dt.date | None
    lines: tuple[Line, ...]
    states: Mapping[int, FigureState] = field(default_factory=dict)
    asked: bool = True

    @cached_property
    def by_key(self) -> Mapping[tuple[int | None, int | None, str, int | None, int | None, Unit | None], Line]:
        """Lines by what identifies them."""
        return {line.key: line for line in self.lines}
