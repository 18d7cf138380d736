"""From whom, to whom: read from the people counted, the verb's subject and object, prepositions, and who faces whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from figures.reading.counted import Counted
from figures.reading.governing import Governing
from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence

REACH = 30
AUXILIARIES = 4
RIVALS: dict[str, tuple[str, ...]] = {
    "Ukraine": ("Russia",),
    "Russia": ("Ukraine", "Georgia", "Chechnya"),
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
    "Bosnian government": ("Bosnian Serbs", "Bosnian Croats"),
    "Bosnian Serbs": ("Bosnian government", "Bosnian Croats"),
    "Bosnian Croats": ("Bosnian government", "Bosnian Serbs"),
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
SURE = frozenset(
    {
        "Ukraine",
        "Russia",
        "Armenia",
        "Azerbaijan",
        "Iran",
        "Iraq",
        "Bosnian Serbs",
        "Bosnian government",
        "Taliban",
        "FARC",
        "Polisario Front",
        "Hamas",
        "Palestinians",
        "Hezbollah",
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
    frozenset({"Bosnian Serbs", "Serbia"}),
    frozenset({"Donetsk", "Luhansk", "Russia"}),
    frozenset({"Belarus", "Russia"}),
    frozenset({"United States", "Ukraine"}),
)


@dataclass(slots=True)
class Sides:
    """How often each party is named, and with whom: who faces whom in this text."""

    named: Counter[str] = field(default_factory=Counter)
    together: dict[str, Counter[str]] = field(default_factory=dict)

    def see(self, names: set[str]) -> None:
        """Count one sentence's parties."""
        self.named.update(names)
        for one in names:
            self.together.setdefault(one, Counter()).update(names - {one})

    def facing(self, side: str) -> str:
        """The other side of the handover, as far as the text shows it; empty where it does not."""
        rivals = RIVALS.get(side, ())
        named = [rival for rival in rivals if self.named[rival]]
        if named:
            return max(named, key=lambda rival: self.named[rival]) if side in BY_COUNT else named[0]
        seen = [(n, name) for name, n in self.together.get(side, Counter()).items() if not allied(side, name)]
        ranked = sorted(seen, key=lambda pair: (-(pair[0] + 3 * (side in RIVALS.get(pair[1], ()))), pair[1]))
        if ranked:
            return ranked[0][1]
        return rivals[0] if side in SURE else ""

    def called(self, name: str) -> str:
        """The side that a people's name stands for in this text: *Serbs* in Bosnia are Bosnian Serbs."""
        alias = ALIASES.get(name, "")
        return alias if alias and self.named[alias] else name

    def is_about(self, side: str) -> bool:
        """Whether the text may be taken to speak of this side's people: nobody is named more than it and its counterparts."""
        own = {side, *RIVALS.get(side, ())}
        others = [n for name, n in self.named.items() if name not in own]
        return max(others, default=0) <= sum(self.named[name] for name in own)

    def pair(self) -> tuple[str, str] | None:
        """The two sides that the text is mostly about; None where it does not show two."""
        for name, _ in self.named.most_common(4):
            other = self.facing(name)
            if other and self.named[other]:
                return name, other
        return None


BY_COUNT = frozenset({"North Korea", "North Korea and China", "China", "United States"})
"""Sides that faced several at once: the one that the text names most is meant."""
ALIASES = {"Serbia": "Bosnian Serbs", "Croatia": "Bosnian Croats", "Islamic Jihad": "Hamas"}
PEOPLE_OF = {"Hamas": "Palestinians"}
"""Armed groups and the people that is received where they stand as receivers."""


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


def way_of(sentence: Sentence, counted: Counted, verb: Governing, sides: Sides, rules: Rules) -> Way:
    """The direction that the sentence itself gives; an end that only the text can give is filled from who faces whom."""
    sender, sender_at, receiver, receiver_at = "", -1, "", -1
    captor = captor_of(sentence, counted)
    if captor:
        sender, sender_at = captor
    if verb.at >= 0:
        frame = _slavic(sentence, counted, verb, rules) if rules.endings else _english(sentence, counted, verb)
        sender, sender_at = (sender, sender_at) if sender else (frame.sender, frame.sender_at)
        receiver, receiver_at = frame.receiver, frame.receiver_at
    if counted.home and counted.home != sender:
        receiver, receiver_at = (
            (counted.home, counted.first) if not _same_family(counted.home, receiver) else (receiver, receiver_at)
        )
    elif counted.home and counted.home == sender and not captor:
        sender, sender_at, receiver, receiver_at = "", -1, counted.home, counted.first
    if sender == receiver:
        sender, sender_at = "", -1
    return filled(Way(sender, receiver, sender_at, receiver_at), sides)


def _same_family(home: str, receiver: str) -> bool:
    return bool(receiver) and home != receiver and home in ("Yemen",)


def filled(way: Way, sides: Sides) -> Way:
    """The end that the sentence leaves out, from who faces whom."""
    way = Way(sides.called(way.sender), sides.called(way.receiver), way.sender_at, way.receiver_at)
    if way.sender and not way.receiver:
        facing = sides.facing(way.sender)
        people = PEOPLE_OF.get(facing, "")
        return Way(way.sender, people if people and sides.named[people] else facing, way.sender_at, -1)
    if way.receiver and not way.sender:
        return Way(sides.facing(way.receiver), way.receiver, -1, way.receiver_at)
    return way


def captor_of(sentence: Sentence, counted: Counted) -> tuple[str, int] | None:
    """*From Russian captivity*, *з ізраїльських в'язниць*: whoever held them hands them over."""
    low, high = max(0, counted.first - REACH // 2), min(len(sentence), counted.end + REACH // 2)
    for at in range(low, high):
        if sentence.has(at, "captivity"):
            for back in (1, 2, 3):
                party = sentence.meaning(at - back).party
                if party is not None:
                    return party.name, at - back
        held = sentence.meaning(at).verb
        if (
            held is not None
            and held.sense == "hold"
            and counted.first <= at < counted.end + 4
            and sentence.meaning(at + 1).tags & {"by", "into"}
        ):
            for step in (2, 3, 4):
                party = sentence.meaning(at + step).party
                if party is not None:
                    return party.name, at + step
    return None


def _english(sentence: Sentence, counted: Counted, verb: Governing) -> Way:
    sender, receiver = Way(), Way()
    subject = _subject(sentence, counted, verb)
    by, to, source = (_after_word(sentence, counted, verb, tag) for tag in ("by", "into", "from"))
    sense = verb.sense
    as_object = not verb.subject or (subject is not None and subject[1] >= counted.end)
    if sense in ("exchange", "event"):
        mutual = True
        return Way(*_ends(None if mutual else subject, None))
    if sense in ("give", "free", "bring", "dispatch", "return", "refuse"):
        if verb.passive and as_object and sense == "give":
            return Way(*_ends(by or source, subject))
        if sense == "refuse":
            return Way(*_ends(source, subject if as_object else None))
        if verb.passive or not as_object:
            return Way(*_ends(by or source, to))
        recipient = _indirect(sentence, counted, verb)
        return Way(*_ends(subject or source, to or recipient))
    if sense == "receive":
        if verb.passive:
            return Way(*_ends(source, by or to))
        return Way(*_ends(source, subject if as_object else to))
    if sense == "go":
        return Way(*_ends(source, to))
    del sender, receiver
    return Way(*_ends(by or source, to))


def _ends(sender: tuple[str, int] | None, receiver: tuple[str, int] | None) -> tuple[str, str, int, int]:
    one, two = sender or ("", -1), receiver or ("", -1)
    return one[0], two[0], one[1], two[1]


def _subject(sentence: Sentence, counted: Counted, verb: Governing) -> tuple[str, int] | None:
    """The nearest party before the verb that no preposition governs; in a relative clause the one between number and verb."""
    stop = counted.end - 1 if verb.subject else max(-1, verb.at - REACH)
    shared = _shares_subject(sentence, verb.at)
    for at in range(verb.at - 1, stop, -1):
        party = sentence.meaning(at).party
        if sentence.word(at) in (";",):
            break
        if sentence.has(at, "pronoun") and verb.at - at <= AUXILIARIES:
            return _first_named(sentence, at)
        if not shared and _ends_clause(sentence, at, verb.at):
            break
        if sentence.has(at, "contrast") or (
            sentence.has(at, "actor") and sentence.meaning(at - 1).party is None and party is None
        ):
            break
        if (
            party is None
            or _governed(sentence, at)
            or (counted.first <= at < counted.end)
            or (_describes(sentence, at) and verb.sense != "receive")
        ):
            continue
        if party.people and sentence.meaning(at + sentence.meaning(at).length).noun is not None and _follows_of(sentence, at):
            continue
        return party.name, at
    return None


def _shares_subject(sentence: Sentence, verb: int) -> bool:
    """*Freed 20 and handed over 8*: a verb right after *and* has the subject of the verb before it."""
    at = verb - 1
    while at > 0 and sentence.meaning(at).tags & {"have", "be", "more"}:
        at -= 1
    return sentence.has(at, "and") or sentence.word(at) == ","


def _ends_clause(sentence: Sentence, at: int, verb: int) -> bool:
    """Whether a verb or a number stands here: what is before it belongs to another clause, unless this one is inside it."""
    if sentence.tokens.is_digits(at):
        return any(sentence.has(i, "and") for i in range(at, verb))
    meaning = sentence.meaning(at)
    acting = meaning.verb is not None and meaning.verb.sense in ("give", "free", "receive", "exchange")
    return acting and any(sentence.has(i, "and") for i in range(at, verb))


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether a people's adjective only describes something that is no party: *the Russian plane*."""
    party = sentence.meaning(at).party
    if party is None or not party.people:
        return False
    following = sentence.meaning(at + sentence.meaning(at).length)
    word = sentence.word(at + sentence.meaning(at).length)
    if not word[:1].isalpha() or following.tags or following.noun or following.verb or following.party or following.cue:
        return False
    return not sentence.word(at).endswith("s")


def _first_named(sentence: Sentence, stop: int) -> tuple[str, int] | None:
    """Whom *they* most likely stands for: the first party that the sentence names."""
    for at in range(max(0, stop - REACH), stop):
        party = sentence.meaning(at).party
        if party is not None and not _governed(sentence, at):
            return party.name, at
    return None


def _follows_of(sentence: Sentence, at: int) -> bool:
    return sentence.has(at - 1, "of")


def _governed(sentence: Sentence, at: int) -> bool:
    return any(
        sentence.meaning(i).tags & {"into", "from", "by", "of", "with", "against"}
        for i in (at - 1, at - 2 if sentence.has(at - 1, "filler") else at - 1)
    )


def _after_word(sentence: Sentence, counted: Counted, verb: Governing, tag: str) -> tuple[str, int] | None:
    """The party after *by*, *to* or *from* near the verb."""
    low, high = min(verb.at, counted.first), min(len(sentence), max(verb.at, counted.end) + 12)
    for at in range(low, high):
        if sentence.word(at) in (";",):
            break
        if tag not in sentence.meaning(at).tags:
            continue
        for step in (1, 2, 3):
            party = sentence.meaning(at + step).party
            if party is not None:
                following = sentence.meaning(at + step + sentence.meaning(at + step).length)
                if (party.people and following.noun is not None) or _describes(sentence, at + step):
                    break
                return party.name, at + step
            if sentence.meaning(at + step).noun is not None or sentence.meaning(at + step).verb is not None:
                break
    return None


def _indirect(sentence: Sentence, counted: Counted, verb: Governing) -> tuple[str, int] | None:
    """*Gave Ukraine 909 bodies*: a party between the verb and the number."""
    for at in range(verb.at + 1, counted.first):
        party = sentence.meaning(at).party
        if party is not None and not party.people:
            return party.name, at
    return None


def _slavic(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> Way:
    by = to = source = subject = None
    low, high = max(0, min(verb.at, counted.first) - REACH // 2), min(len(sentence), max(verb.at, counted.end) + 10)
    low = max(low, _clause_start(sentence, min(verb.at, counted.first)))
    for at in range(low, high):
        if sentence.word(at) in (";",) or (at >= max(verb.at, counted.end) and sentence.word(at) == ","):
            break
        party = sentence.meaning(at).party
        if party is None or (counted.first <= at < counted.end):
            continue
        case = _case(sentence, at, verb)
        here = (party.name, at)
        if case == "from":
            source = source or here
        elif case in ("to", "dative"):
            to = to or here
        elif case == "instrumental":
            by = by or here
        elif case == "nominative":
            subject = subject if subject is not None and at > verb.at else here
    if verb.sense == "return" and _brings_back(sentence, counted, verb, subject, to, rules):
        return Way(*_ends(source, subject or (rules.home, -1)))
    if verb.sense in ("give", "free", "bring", "dispatch", "return"):
        return Way(*_ends(by or source or subject, to))
    if verb.sense in ("receive", "refuse"):
        return Way(*_ends(source, subject or to))
    if verb.sense == "go":
        return Way(*_ends(source, to))
    if verb.sense in ("exchange", "event"):
        return Way()
    return Way(*_ends(source, to))


def _brings_back(
    sentence: Sentence,
    counted: Counted,
    verb: Governing,
    subject: tuple[str, int] | None,
    to: tuple[str, int] | None,
    rules: Rules,
) -> bool:
    """*Україна повернула 205 захисників*, *вдалося повернути*: the same verb for getting one's own back."""
    if to is not None and to[0] != rules.home:
        return False
    if subject is None:
        return any(sentence.meaning(i).cue == "done" for i in range(max(0, verb.at - 4), verb.at)) and not counted.home
    return subject[0] == counted.home or (not counted.home and subject[0] == rules.home)


def _clause_start(sentence: Sentence, at: int) -> int:
    for i in range(at - 1, max(-1, at - REACH), -1):
        if sentence.word(i) in (";", ":") or (sentence.word(i) == "," and sentence.has(i + 1, "clause")):
            return i + 1
    return 0


def _case(sentence: Sentence, at: int, verb: Governing) -> str:
    """The role of a party's word, from the preposition before it and its ending."""
    before = sentence.meaning(at - 1).tags | (sentence.meaning(at - 2).tags if _is_modifier(sentence, at - 1) else frozenset())
    if "from" in before:
        return "from"
    if "into" in before:
        return "to"
    if before & {"of", "with", "preposition"}:
        return "governed"
    if any("according" in sentence.meaning(i).tags for i in range(max(0, at - 5), at)):
        return "governed"
    last = at + sentence.meaning(at).length - 1
    word = sentence.word(last)
    party = sentence.meaning(at).party
    if sentence.has(at, "plural"):
        return "nominative"
    if sentence.has(at, "undeclined"):
        return "nominative" if at < verb.at and not _after_noun(sentence, at) else "dative" if at - 1 == verb.at else "governed"
    side = sentence.word(last + 1) if sentence.has(last + 1, "side") else ""
    if side:
        return (
            "nominative"
            if side.endswith(("а", "о", "ы", "и")) and not side.endswith("ми")
            else "dative"
            if side.endswith(("е", "і"))
            else "governed"
        )
    if party is not None and party.people:
        return "dative" if word.endswith(("ам", "ям")) else "people"
    if word.endswith(("ою", "єю", "ією", "ей", "ой", "ом", "ем", "ами", "ями", "иею", "ией")):
        return "instrumental"
    ambiguous = word.endswith(("ии", "ії", "и", "і", "е", "у", "ю", "ам", "ям", "ові"))
    if not ambiguous:
        return "nominative"
    return "dative" if _free_standing(sentence, at, verb) else "governed"


def _after_noun(sentence: Sentence, at: int) -> bool:
    before = sentence.meaning(at - 1)
    return at > 0 and (before.noun is not None or "office" in before.tags)


def _is_modifier(sentence: Sentence, at: int) -> bool:
    party = sentence.meaning(at).party
    return party is not None or "filler" in sentence.meaning(at).tags


def _free_standing(sentence: Sentence, at: int, verb: Governing) -> bool:
    """Whether the word hangs on the verb, not on a noun just before it."""
    if at == 0 or at - 1 == verb.at or at + 1 == verb.at:
        return True
    before = sentence.meaning(at - 1)
    word = sentence.word(at - 1)
    return (
        before.verb is not None
        or not word[:1].isalpha()
        or bool(before.tags & {"reverse", "clause", "and", "more", "today", "yesterday", "home", "not", "will"})
    )
