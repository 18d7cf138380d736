"""Who faces whom: the parties that a text names, the wars that they met in, and a direction between two of them.

What the text itself names together comes first; what is known of the wars of our time only chooses among it, and stands in
alone for the few pairs of which no third side is thinkable.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

RIVALS: dict[str, tuple[str, ...]] = {
    "Ukraine": ("Russia",),
    "Russia": ("Ukraine", "Georgia", "Chechnya", "United States"),
    "Armenia": ("Azerbaijan",),
    "Azerbaijan": ("Armenia", "Nagorno-Karabakh"),
    "Nagorno-Karabakh": ("Azerbaijan",),
    "Iran": ("Iraq", "United States"),
    "Iraq": ("Iran", "Kuwait"),
    "Kuwait": ("Iraq",),
    "Israel": ("Hamas", "Hezbollah", "Palestinians", "Lebanon", "Syria", "Egypt"),
    "Palestinians": ("Israel",),
    "Hamas": ("Israel",),
    "Hezbollah": ("Israel",),
    "Islamic Jihad": ("Israel",),
    "Houthis": ("Yemeni government", "Saudi Arabia"),
    "Yemeni government": ("Houthis",),
    "Saudi Arabia": ("Houthis",),
    "Taliban": ("Afghanistan", "United States"),
    "Afghanistan": ("Taliban",),
    "Ethiopia": ("Eritrea", "Tigray", "Somalia"),
    "Eritrea": ("Ethiopia",),
    "Tigray": ("Ethiopia",),
    "Morocco": ("Polisario Front",),
    "Polisario Front": ("Morocco",),
    "Colombia": ("FARC", "ELN"),
    "FARC": ("Colombia",),
    "ELN": ("Colombia",),
    "Sudan": ("Rapid Support Forces", "South Sudan"),
    "Rapid Support Forces": ("Sudan",),
    "Bosnia and Herzegovina": ("Bosnian Serbs", "Bosnian Croats"),
    "Bosnian Serbs": ("Bosnia and Herzegovina", "Bosnian Croats"),
    "Bosnian Croats": ("Bosnia and Herzegovina", "Bosnian Serbs"),
    "Croatia": ("Serbia", "Yugoslavia"),
    "Serbia": ("Croatia", "Kosovo", "Kosovo Albanians"),
    "Argentina": ("United Kingdom",),
    "United Kingdom": ("Argentina", "North Korea and China", "Germany"),
    "Pakistan": ("India",),
    "India": ("Pakistan", "China"),
    "PKK": ("Turkey",),
    "Turkey": ("PKK", "Cyprus", "Greece"),
    "Georgia": ("Abkhazia", "South Ossetia", "Russia"),
    "Abkhazia": ("Georgia",),
    "South Ossetia": ("Georgia",),
    "North Korea": ("United Nations Command", "United States", "South Korea"),
    "North Korea and China": ("United Nations Command", "United States"),
    "China": ("United Nations Command", "India", "United States", "Vietnam"),
    "United Nations Command": ("North Korea and China", "North Korea"),
    "South Korea": ("North Korea and China", "North Korea"),
    "United States": ("North Korea and China", "North Korea", "North Vietnam", "Vietnam", "Taliban", "Iran"),
    "North Vietnam": ("United States", "South Vietnam"),
    "Chechnya": ("Russia",),
    "Belarus": ("Ukraine", "United States"),
    "Kosovo": ("Serbia", "Yugoslavia"),
    "Kosovo Albanians": ("Serbia", "Yugoslavia"),
    "Yugoslavia": ("Croatia", "Kosovo Albanians", "Kosovo", "United States"),
    "Cyprus": ("Turkish Cypriots", "Turkey"),
    "Turkish Cypriots": ("Cyprus",),
    "Somalia": ("Al-Shabaab", "Ethiopia"),
    "Al-Shabaab": ("Somalia",),
    "Syria": ("Israel", "Islamic State", "Syrian Democratic Forces"),
    "Syrian Democratic Forces": ("Islamic State", "Syria", "Turkey"),
    "Lebanon": ("Israel",),
    "Egypt": ("Israel",),
    "Viet Cong": ("United States", "South Vietnam"),
    "South Vietnam": ("North Vietnam", "Viet Cong"),
    "Vietnam": ("United States", "China", "Cambodia"),
    "Thailand": ("Cambodia",),
    "Cambodia": ("Thailand", "Vietnam"),
    "Soviet Union": ("Germany", "Japan", "Finland", "Poland", "United States"),
    "Germany": ("Soviet Union", "United Kingdom", "United States", "France"),
    "Japan": ("United States", "United Kingdom", "Soviet Union", "China"),
    "Cuba": ("United States",),
    "Venezuela": ("United States", "Colombia"),
    "Nepal": ("Maoists",),
    "Maoists": ("Nepal",),
    "Nicaragua": ("Contras",),
    "Contras": ("Nicaragua", "Sandinistas"),
    "Uganda": ("Lord's Resistance Army",),
    "Rwanda": ("Democratic Republic of the Congo",),
    "South Sudan": ("Sudan",),
    "Libya": ("Chad",),
    "Chad": ("Libya",),
    "Sri Lanka": ("Tamil Tigers",),
    "Tamil Tigers": ("Sri Lanka",),
    "Democratic Republic of the Congo": ("M23",),
    "M23": ("Democratic Republic of the Congo",),
    "Islamic State": ("Syria", "Iraq", "Turkey"),
    "Nigeria": ("Boko Haram",),
    "Boko Haram": ("Nigeria",),
}
"""Who has handed over to whom in the wars of our time, likeliest first; the text's own naming decides among them."""
MEDIATORS = frozenset(
    {"Qatar", "Turkey", "Egypt", "United Arab Emirates", "Saudi Arabia", "Algeria", "Cuba", "Hungary", "Jordan", "France"}
)
"""States that often carry people between two others: no side where the two sides are named."""
ON_THE_WAY = {"Belarus": ("Russia", "Ukraine")}
"""States through which people travel between two others: no side where both of these are named."""
CAPTORS = (
    "Hamas",
    "FARC",
    "ELN",
    "Taliban",
    "Islamic State",
    "Al-Shabaab",
    "Boko Haram",
    "Al-Qaeda",
    "PKK",
    "Chechnya",
    "Hezbollah",
    "Tamil Tigers",
    "Palestinians",
)
"""Sides that hold hostages; the people of Gaza stand for Hamas."""
SURE = frozenset(
    {
        "Ukraine",
        "Russia",
        "Armenia",
        "Azerbaijan",
        "Iran",
        "Iraq",
        "Bosnian Serbs",
        "Bosnia and Herzegovina",
        "Taliban",
        "FARC",
        "Polisario Front",
        "Hamas",
        "Palestinians",
        "Hezbollah",
        "Chechnya",
        "South Ossetia",
        "Abkhazia",
        "Nagorno-Karabakh",
        "Houthis",
        "Yemeni government",
        "Kosovo Albanians",
    }
)
"""Sides whose counterpart is named even where the text leaves it out."""
ALLIES = (
    frozenset({"Hamas", "Palestinians", "Islamic Jihad"}),
    frozenset({"Houthis", "Yemen"}),
    frozenset({"North Korea", "China", "North Korea and China"}),
    frozenset({"United Nations Command", "South Korea", "United States", "United Kingdom"}),
    frozenset({"Yemeni government", "Saudi Arabia", "Sudan", "Yemen"}),
    frozenset({"Hezbollah", "Lebanon"}),
    frozenset({"Armenia", "Nagorno-Karabakh"}),
    frozenset({"Yugoslavia", "Serbia"}),
    frozenset({"Bosnian Serbs", "Serbia"}),
    frozenset({"DPR", "LPR", "Russia"}),
    frozenset({"Belarus", "Russia"}),
    frozenset({"United States", "Ukraine"}),
)
BY_COUNT = frozenset({"North Korea", "North Korea and China", "China", "United States"})
"""Sides that faced several at once: the one that the text names most is meant."""
ALIASES = {
    "PKK": "Syrian Democratic Forces",
    "Serbia": "Bosnian Serbs",
    "Croatia": "Bosnian Croats",
    "Islamic Jihad": "Hamas",
    "Vietnam": "North Vietnam",
}
COMMUNISTS, KOREAN = "North Korea and China", ("North Korea", "South Korea", "United Nations Command")
BOSNIAN = ("Bosnia and Herzegovina", "Bosnian Serbs", "Bosnian Croats")
GOVERNMENT, GROUP = "government", "group"
GENERIC = frozenset({GOVERNMENT, GROUP})
STATE_OF = {
    "Houthis": "Yemeni government",
    "Yemen": "Yemeni government",
    "FARC": "Colombia",
    "ELN": "Colombia",
    "Taliban": "Afghanistan",
    "M23": "Democratic Republic of the Congo",
    "Tigray": "Ethiopia",
    "Tamil Tigers": "Sri Lanka",
    "Boko Haram": "Nigeria",
    "Rapid Support Forces": "Sudan",
    "Bosnian Serbs": "Bosnia and Herzegovina",
    "PKK": "Turkey",
    "Syrian Democratic Forces": "Syria",
    "Polisario Front": "Morocco",
    "Al-Shabaab": "Somalia",
    "Maoists": "Nepal",
    "Contras": "Nicaragua",
    "Lord's Resistance Army": "Uganda",
    "Viet Cong": "South Vietnam",
    "CMA": "Mali",
}
"""Which government *the government side* is, by the armed group that the text names."""
GROUPS = {*STATE_OF, *CAPTORS} - {"Palestinians", "Chechnya"}
"""Whom *the group* or *the rebels* can stand for."""


@dataclass(slots=True)
class Sides:
    """How often each party is named, and with whom: who faces whom in this text.

    ``here`` are the parties of the sentence that is read, ``spoken`` is of whom the sentence before spoke; ``governed``: how
    often the text says only *the government*; ``hostages``: whether it speaks of any.
    """

    named: Counter[str] = field(default_factory=Counter)
    together: dict[str, Counter[str]] = field(default_factory=dict)
    here: frozenset[str] = frozenset()
    spoken: str = ""
    governed: int = 0
    hostages: bool = False
    recent: tuple[str, str] = ("", "")

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
        most = max((self.named[rival] for rival in rivals), default=0)
        beside = (rival for rival in rivals if rival in self.here)
        found = next((rival for rival in beside if rival == rivals[0] or 2 * self.named[rival] >= most), "")
        if found:
            return found
        if side and side in self.recent and all(self.recent):
            return self.recent[1] if self.recent[0] == side else self.recent[0]
        named = [rival for rival in rivals if self.named[rival]]
        if named:
            return max(named, key=lambda rival: self.named[rival]) if side in BY_COUNT else named[0]
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
        if name in GENERIC:
            group = self.group()
            return group if name == GROUP else STATE_OF.get(group, "")
        alias = ALIASES.get(name, "")
        if alias in BOSNIAN:
            in_bosnia = any(side in self.here for side in BOSNIAN)
            elsewhere = {"Yugoslavia", *RIVALS["Yugoslavia"]} & {*self.here, *self.recent} - {name}
            named = any(self.named[side] for side in BOSNIAN)
            return alias if named and (in_bosnia or not elsewhere) else name
        if name == COMMUNISTS and not any(self.named[side] for side in KOREAN):
            return next((side for side in ("North Vietnam", "Vietnam", "Viet Cong") if self.named[side]), name)
        return alias if alias and self.named[alias] else name

    def captor(self) -> str:
        """The side of this text that holds hostages; empty where it names none."""
        found = [name for name, _ in self.named.most_common() if name in CAPTORS]
        armed = [name for name in found if name != "Palestinians"]
        if armed:
            return armed[0]
        return "Hamas" if found and self.named["Israel"] else ""

    def party(self, name: str, other: str) -> str:
        """Who faces Israel where the text names the people and the armed group: the group, the party to the exchange."""
        return "Hamas" if name == "Palestinians" and other == "Israel" and self.named["Hamas"] else name

    def carries(self, name: str, other: str) -> bool:
        """Whether a state only carries people between two sides that the text names."""
        if name in ON_THE_WAY and (not other or other in ON_THE_WAY[name]):
            return all(self.named[side] for side in ON_THE_WAY[name])
        if name not in MEDIATORS or name in RIVALS.get(other, ()) or other in RIVALS.get(name, ()):
            return False
        return other in SURE or any(self.named[rival] for rival in RIVALS.get(other, ()))

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
        own = {side, *RIVALS.get(side, ())}
        if self.named and not (self.named[side] or self.named[RIVALS[side][0]]):
            return False
        others = [n for name, n in self.named.items() if name not in own]
        return max(others, default=0) <= sum(self.named[name] for name in own)

    def pair(self) -> tuple[str, str] | None:
        """The two sides that the text is mostly about; None where it does not show two."""
        for name, _ in self.named.most_common(4):
            other = self.facing(name)
            if other and self.named[other]:
                return name, other
        return None


def allied(one: str, other: str) -> bool:
    """Whether the two stand on one side."""
    return one == other or any(one in group and other in group for group in ALLIES)


@dataclass(frozen=True, slots=True)
class Way:
    """Sender and receiver, each with the token that named it (−1: inferred)."""

    sender: str = ""
    receiver: str = ""
    sender_at: int = -1
    receiver_at: int = -1

    def turned(self) -> Way:
        """The other way round."""
        return Way(self.receiver, self.sender)


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
    if way.sender and not way.receiver:
        way = Way(way.sender, sides.facing(way.sender), way.sender_at, -1)
    elif way.receiver and not way.sender:
        way = Way(sides.facing(way.receiver), way.receiver, -1, way.receiver_at)
    one, two = sides.party(way.sender, way.receiver), sides.party(way.receiver, way.sender)
    return Way(one, two, way.sender_at, way.receiver_at)
