"""Who faces whom: the parties that a text names, the wars that they met in, and a direction between two of them.

What the text itself names together comes first; what is known of the wars of our time only chooses among it, and stands in
alone for the few pairs of which no third side is thinkable.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from figures.reading.wars import (
    ALIASES,
    ALLIES,
    BOSNIAN,
    BY_COUNT,
    CAPTORS,
    COMMUNISTS,
    GENERIC,
    GOVERNMENT,
    GROUP,
    GROUPS,
    KOREAN,
    MEDIATORS,
    ON_THE_WAY,
    RIVALS,
    STATE_OF,
    SURE,
)


@dataclass(slots=True)
class Sides:
    """How often each party is named, and with whom: who faces whom in this text.

    ``here`` are the parties of the sentence that is read, ``spoken`` is of whom the sentence before spoke; ``governed``: how
    often the text says only *the government*; ``hostages``: whether it speaks of any; ``subjects``: whom it is about.
    """

    named: Counter[str] = field(default_factory=Counter)
    together: dict[str, Counter[str]] = field(default_factory=dict)
    here: frozenset[str] = frozenset()
    spoken: str = ""
    governed: int = 0
    hostages: bool = False
    recent: tuple[str, str] = ("", "")
    subjects: dict[str, bool] = field(default_factory=dict)

    def see(self, names: set[str]) -> None:
        """Count one sentence's parties."""
        self.governed += GOVERNMENT in names
        ordered = sorted(names - GENERIC)
        self.named.update(ordered)
        for one in ordered:
            self.together.setdefault(one, Counter()).update(name for name in ordered if name != one)

    def look_at(self, names: frozenset[str]) -> None:
        """Take these as the parties of the sentence that is read next, *the group* and *the government* for whom they are."""
        self.here = names - GENERIC
        self.here |= {self.called(name) for name in names & GENERIC} - {""}

    def settle(self) -> None:
        """Count *the government* for the state that it is, once the whole text was seen."""
        if self.named["Yemen"] and self.named["Houthis"]:
            self.named[STATE_OF["Houthis"]] += 1
        if self.governed and (state := self.called(GOVERNMENT)):
            self.named[state] += self.governed

    def facing(self, side: str) -> str:
        """The other side of the handover, as far as the text shows it; empty where it does not."""
        rivals = RIVALS.get(side, ())
        most = max((self.named.get(rival, 0) for rival in rivals), default=0)
        beside = (rival for rival in rivals if rival in self.here)
        found = next((rival for rival in beside if rival == rivals[0] or 2 * self.named.get(rival, 0) >= most), "")
        if found:
            return found
        if side and side in self.recent and all(self.recent):
            return self.recent[1] if self.recent[0] == side else self.recent[0]
        named = [rival for rival in rivals if self.named.get(rival, 0)]
        if named:
            return max(named, key=lambda rival: self.named.get(rival, 0)) if side in BY_COUNT else named[0]
        seen = [
            (n, name)
            for name, n in self.together.get(side, Counter()).items()
            if not allied(side, name) and not self.carries(name, side)
        ]
        ranked = sorted(seen, key=lambda pair: (-(pair[0] + 3 * (side in RIVALS.get(pair[1], ()))), pair[1]))
        if ranked:
            return ranked[0][1]
        return rivals[0] if side in SURE else ""

    def called(self, name: str) -> str:
        """The side that a people's name stands for in this text: *Serbs* in Bosnia are Bosnian Serbs."""
        if name not in SHIFTING:
            return name
        if name in GENERIC:
            group = self.group()
            return group if name == GROUP else STATE_OF.get(group, "")
        alias = ALIASES.get(name, "")
        if alias in BOSNIAN:
            in_bosnia = any(side in self.here for side in BOSNIAN)
            elsewhere = {"Yugoslavia", *RIVALS["Yugoslavia"]} & {*self.here, *self.recent} - {name}
            named = any(self.named.get(side, 0) for side in BOSNIAN)
            return alias if named and (in_bosnia or not elsewhere) else name
        if name == COMMUNISTS and not any(self.named.get(side, 0) for side in KOREAN):
            return next((side for side in ("North Vietnam", "Vietnam", "Viet Cong") if self.named.get(side, 0)), name)
        return alias if alias and self.named.get(alias, 0) else name

    def captor(self) -> str:
        """The side of this text that holds hostages; empty where it names none."""
        found = [name for name, _ in self.named.most_common() if name in CAPTORS]
        armed = [name for name in found if name != "Palestinians"]
        if armed:
            return armed[0]
        return "Hamas" if found and self.named.get("Israel", 0) else ""

    def party(self, name: str, other: str) -> str:
        """Who faces Israel where the text names the people and the armed group: the group, the party to the exchange."""
        return "Hamas" if name == "Palestinians" and other == "Israel" and self.named.get("Hamas", 0) else name

    def as_parties(self, way: Way) -> Way:
        """The same, with who faces Israel called as the party to the exchange."""
        one, two = self.party(way.sender, way.receiver), self.party(way.receiver, way.sender)
        return way if one is way.sender and two is way.receiver else Way(one, two, way.sender_at, way.receiver_at)

    def carries(self, name: str, other: str) -> bool:
        """Whether a state only carries people between two sides that the text names."""
        if name in ON_THE_WAY and (not other or other in ON_THE_WAY[name]):
            return all(self.named.get(side, 0) for side in ON_THE_WAY[name])
        if name not in MEDIATORS or name in RIVALS.get(other, ()) or other in RIVALS.get(name, ()):
            return False
        return other in SURE or any(self.named.get(rival, 0) for rival in RIVALS.get(other, ()))

    def recall(self, way: Way) -> None:
        """Remember who faced whom last: the text goes on about the same two."""
        rivals = way.receiver in RIVALS.get(way.sender, ()) or way.sender in RIVALS.get(way.receiver, ())
        self.recent = (way.sender, way.receiver) if rivals else ("", "")

    def group(self) -> str:
        """The armed group that the sentence names, else the one of late, else the one that the text names most."""
        ranked = [self.called(name) for name, _ in self.named.most_common() if name in GROUPS]
        near = [name for name in ranked if name in self.here] or [name for name in ranked if name in self.recent]
        return next(iter(near or ranked), "") or (self.captor() if self.hostages else "")

    def is_about(self, side: str) -> bool:
        """Whether the text may be taken to speak of this side's people: nobody is named more than it and its counterparts."""
        known = self.subjects.get(side)
        if known is None:
            known = self.subjects[side] = self._is_about(side)
        return known

    def _is_about(self, side: str) -> bool:
        own = {side, *RIVALS.get(side, ())}
        if not (self.named.get(side, 0) or any(self.named.get(rival, 0) for rival in RIVALS.get(side, ())[:1])):
            return False
        others = [n for name, n in self.named.items() if name not in own]
        return max(others, default=0) <= sum(self.named.get(name, 0) for name in own)

    def pair(self) -> tuple[str, str] | None:
        """The two sides that the text is mostly about; None where it does not show two."""
        for name, _ in self.named.most_common(4):
            other = self.facing(name)
            if other and self.named.get(other, 0):
                return name, other
        return None


@lru_cache(maxsize=4_096)
def allied(one: str, other: str) -> bool:
    """Whether the two stand on one side."""
    return one == other or any(one in group and other in group for group in ALLIES)


SHIFTING = frozenset({*GENERIC, *ALIASES, COMMUNISTS})
"""The names that do not stand for the same side in every text."""


class Way(NamedTuple):
    """Sender and receiver, each with the token that named it (−1: inferred)."""

    sender: str = ""
    receiver: str = ""
    sender_at: int = -1
    receiver_at: int = -1

    def turned(self) -> Way:
        """The other way round."""
        return Way(self.receiver, self.sender)


NOWHERE = Way()


def ends(sender: tuple[str, int] | None, receiver: tuple[str, int] | None) -> Way:
    """A way from what named its two ends."""
    one, two = sender or ("", -1), receiver or ("", -1)
    return Way(one[0], two[0], one[1], two[1])


def filled(way: Way, sides: Sides, *, held: bool = False) -> Way:
    """The end that the sentence leaves out, from who faces whom; ``held``: the sender itself held or freed them."""
    way = Way(sides.called(way.sender), sides.called(way.receiver), way.sender_at, way.receiver_at)
    if not (held and way.sender in ON_THE_WAY) and sides.carries(way.sender, way.receiver):
        way = Way("", way.receiver, -1, way.receiver_at)
    elif sides.carries(way.receiver, way.sender):
        way = Way(way.sender, "", way.sender_at, -1)
    if not (way.sender or way.receiver):
        return way
    if way.sender and not way.receiver:
        way = Way(way.sender, sides.facing(way.sender), way.sender_at, -1)
    elif way.receiver and not way.sender:
        way = Way(sides.facing(way.receiver), way.receiver, -1, way.receiver_at)
    return sides.as_parties(way)
