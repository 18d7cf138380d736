"""The direction of a figure: what its sentence says, else what the figure before it and the whole text say."""

from __future__ import annotations

from collections.abc import Sequence

from figures.reading.attributing import claim_of
from figures.reading.beside import (
    about_as_many,
    all_sides,
    are_hostages,
    can_hold,
    is_among,
    latter,
    named_before,
    of_both,
    of_those,
    people_before,
)
from figures.reading.counted import DEAD, Counted
from figures.reading.direction import own_ends, way_of
from figures.reading.governing import HANDOVER, Governing
from figures.reading.inflected import COMING_BACK, GETTING
from figures.reading.lexicon import NOTHING, Rules
from figures.reading.relation import (
    Context,
    elliptic,
    is_coupled,
    is_part,
    is_said,
    opens_reverse,
    other_way,
    reverse_at,
)
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Sides, Way, allied, filled
from figures.reading.standing_in import is_added_up
from figures.reading.wars import CAPTORS, RIVALS, WARDS
from figures.vocabulary import Bound

NEAR = 12
RETURNED = frozenset({"returned", "repatriated"})
RECENT = 3
GOES_ON, AFTERMATH_GOES_ON = 5, 8
"""So many sentences after a figure its direction goes on, where nobody is named; what becomes of the dead, longer."""
AFTERMATH = frozenset({"identify", "match", "examine", "bury"})
GOING = AFTERMATH | {"go"}
"""What those counted do themselves, or what is done to the dead in a laboratory: its subject is no side."""
CAME_BACK = ("вернувш", "вернули", "вернутс", "поверну")
"""Of people who came back, not of those whom somebody gave back."""
COMING_HOME = CAME_BACK + GETTING
REGAINS = frozenset({"return", "receive"})
SUBJECT_REACH = 6
FREED = frozenset({"home", "captivity", "freed"})
FOR = frozenset({"for", "на", "за"})
JOINT = ("North Korea and China", "United Nations Command")
CLAUSE_ENDS = frozenset({",", ";", ":"})


class Facing:
    """Finds directions in one text; ``home`` is the side whose people *come home* in it."""

    def __init__(self, rules: Rules, sides: Sides) -> None:
        self.rules, self.sides, self.home = rules, sides, rules.home
        self.earlier: Sequence[Sentence] = ()

    def way(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way:
        """Sender and receiver; none where nothing tells them."""
        self._recall(context)
        way = self._said(sentence, found, verb, context)
        way = self._of_hostages(found, way) if are_hostages(sentence, found) else way
        return self.sides.as_parties(way)

    def _recall(self, context: Context) -> None:
        self.sides.recall(context.way_of_whole if context.ago <= RECENT else NOWHERE)

    def _said(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way:
        last, home = context.way, self.sides.called(found.home)
        parallel = elliptic(sentence, found, context)
        if parallel < 0 and all_sides(sentence, found, verb):
            return NOWHERE
        if of_both(sentence, found, context):
            return NOWHERE
        if context.last_end >= 0 and found.first - context.last_end == 1 and sentence.words[found.first - 1] in FOR:
            return self._the_other_way(found, last)
        if context.last_end >= 0 and last.sender and sentence.has(found.end, "far_side"):
            return self._the_other_way(found, last)
        whole = context.way_of_whole
        named = named_before(sentence, found, context)
        if named is not None:
            return Way(named.sender, named.receiver)
        if is_among(sentence, found, context) and self.sides.called(found.home) == whole.sender:
            return whole
        if latter(sentence, found, context) and last.sender:
            return self._the_other_way(found, last)
        way = way_of(sentence, found, verb, self.sides, self.rules)
        if other_way(sentence, found, context) and last.sender:
            return self._the_other_way(found, whole if whole.sender else last)
        if of_those(sentence, found, context) and last.sender:
            return last
        reverse = reverse_at(sentence, found, context)
        if reverse >= 0 and last.sender and (verb.at < reverse or not (way.sender_at >= 0 or way.receiver_at >= 0)):
            return self._the_other_way(found, last)
        own = own_ends(sentence, found, self.rules)
        if (own.sender and (own.receiver or context.last_end >= 0)) or (own.receiver and context.last_end >= 0):
            return filled(own, self.sides)
        if parallel >= 0:
            other = self._opposite(sentence, found) if context.last_end < 0 else ""
            return filled(self._parallel(sentence, found, parallel, verb, Way("", other) if other else last), self.sides)
        if context.last_end >= 0 and not found.home and last != NOWHERE:
            gap = self._gap(sentence, found, verb, context)
            if gap is not None:
                return filled(gap, self.sides)
            if is_coupled(sentence, found, context) or is_part(sentence, found, context):
                return last
        if (
            found.home
            and last.receiver not in ("", home, *JOINT)
            and allied(home, last.receiver)
            and (is_part(sentence, found, context) or (last.sender and is_coupled(sentence, found, context)))
        ):
            kept = not last.sender or (home in WARDS and is_part(sentence, found, context))
            return last if kept else Way(last.sender, home, -1, found.first)
        third = home and last.sender and not allied(home, last.sender) and not allied(home, last.receiver)
        if third and is_coupled(sentence, found, context) and way.sender_at < 0 and home not in RIVALS.get(last.sender, ()):
            return Way(last.sender, home, -1, found.first)
        said = way.sender_at >= 0 or way.receiver_at >= 0
        if verb.sense == "receive" and verb.at >= context.last_end >= 0 and not said and not found.home and last.sender:
            return last.turned()
        if context.last_end < 0 and opens_reverse(sentence, found) and not found.home:
            return way.turned()
        if way.receiver and not way.sender and verb.sense in HANDOVER and context.main.sender not in ("", way.receiver):
            return Way(context.main.sender, way.receiver, -1, way.receiver_at)
        if not (way.sender or way.receiver):
            return self._unsaid(sentence, found, verb, context)
        beside = way.sender in self.sides.here
        if verb.at < 0 and way.sender_at < 0 and last.sender and not beside and not allied(last.sender, way.receiver):
            return Way(last.sender, way.receiver, -1, way.receiver_at)
        return way

    def asked_back(self, sentence: Sentence, cue: int, context: Context) -> Way:
        """Whoever demands the return of people is the one to receive them."""
        self._recall(context)
        for at in range(cue - 1, max(-1, cue - NEAR), -1):
            party = sentence.meanings[at].party
            name = party.name if party is not None else self.sides.spoken if sentence.has(at, "pronoun") else ""
            if name:
                return filled(Way("", name, -1, at), self.sides)
        return NOWHERE

    def _of_hostages(self, found: Counted, way: Way) -> Way:
        """Hostages come from whoever holds hostages in this text, whatever was said of others before."""
        captor = self.sides.captor()
        if not captor or way.sender == captor or (way.sender in CAPTORS and way.sender != "Palestinians"):
            return way
        family = {captor, "Palestinians", *RIVALS.get(captor, ()), ""}
        if way.sender not in family and way.receiver not in family:
            return way
        home = self.sides.called(found.home)
        receiver = way.receiver if way.receiver and not allied(way.receiver, captor) else ""
        return filled(Way(captor, home or receiver, -1, way.receiver_at if receiver else -1), self.sides)

    def _the_other_way(self, found: Counted, last: Way) -> Way:
        """*In exchange for 5*: against the figure before; the people counted say more where they are named."""
        if not found.home:
            return last.turned()
        home = self.sides.called(found.home)
        held = last.receiver if last.receiver and not allied(last.receiver, home) else self.sides.facing(home)
        return Way(self.sides.party(held, home), home, -1, found.first)

    def _unsaid(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way:
        """Where the sentence names neither side: one's own people coming home, else as the figure before."""
        if verb.sense == "exchange" or found.per_side:
            return NOWHERE
        near = range(max(0, found.first - NEAR), min(sentence.size, found.end + NEAR))
        if sentence.within("mediation", near) and not self.sides.here:
            return NOWHERE
        told = self._promised_by(sentence, found, verb)
        if told != NOWHERE:
            return told
        told = self._told_by_receiver(sentence, found, verb)
        if told != NOWHERE:
            return told
        alike = about_as_many(found, context)
        if alike is not None and not found.partitive:
            return Way(alike.sender, alike.receiver)
        ours = (
            verb.sense in ("return", "receive")
            or sentence.words[verb.at].startswith(CAME_BACK + COMING_BACK)
            or self._asked_of(context)
        )
        own = sentence.within("own", range(found.first, found.end))
        speaker = (claim_of(sentence, found.phrase.core).party or self.sides.spoken) if own else ""
        if speaker and self.sides.facing(speaker):
            return filled(Way("", speaker), self.sides)
        home = sentence.within_any(FREED, near)
        if (own or home or ours) and self.home and self.sides.is_about(self.home):
            return filled(Way("", self.home), self.sides)
        people = people_before(sentence, found) if (context.last_end < 0 and found.noun is None) or found.batch else ""
        if people and verb.sense in ("go", "free", "give", "return"):
            return filled(Way("", people), self.sides)
        if context.people and (found.partitive or found.noun is None or found.noun.category.startswith(DEAD)):
            return filled(Way("", context.people), self.sides)
        back = self._brought_back(sentence, found, verb)
        if back != NOWHERE:
            return back
        part = found.partitive or (found.bare and (verb.at < 0 or verb.sense in AFTERMATH))
        fits = can_hold(context, found) or is_added_up(sentence, found)
        inside = context.last_end >= 0 or (part and context.ago <= 1 and fits)
        silent = context.ago <= 1 and context.last is not None and context.last.bound is Bound.NOT_GIVEN
        turned = silent and context.way.sender and is_said(context)
        last = context.way if inside or turned or context.main == NOWHERE else context.main
        if self._has_unknown_subject(sentence, verb):
            return NOWHERE
        before = [sentence.meanings[i].party for i in sentence.parties if i <= found.end]
        named = {self.sides.called(party.name) for party in before if party is not None}
        named = {name for name in named if not (context.main.sender and self.sides.carries(name, context.main.sender))}
        if last == NOWHERE and (found.partitive or verb.sense == "go") and not named:
            told = self._told_earlier()
            if told != NOWHERE:
                return told
        elsewhere = not inside and named and not named & {last.sender, last.receiver}
        if last == NOWHERE and not named and verb.sense in ("free", "go") and self.home and self.sides.is_about(self.home):
            return filled(Way("", self.home), self.sides)
        ago = 1 if verb.sense == "event" else AFTERMATH_GOES_ON if verb.sense in AFTERMATH else GOES_ON
        return last if context.ago <= ago and not elsewhere else NOWHERE

    def _asked_of(self, context: Context) -> bool:
        """*How many did you bring back?*: whoever answers tells of people who came home."""
        return context.asked and not REGAINS.isdisjoint(self.earlier[0].senses)

    def _told_by_receiver(self, sentence: Sentence, found: Counted, verb: Governing) -> Way:
        """*Зеленский: из 60 вернувшихся*: a side that speaks of people come back speaks of its own."""
        near = range(max(0, found.first - 1), min(sentence.size, found.end + 1))
        back = any(sentence.words[i].startswith(COMING_HOME) for i in (verb.at, *near) if i >= 0)
        home = range(found.end, min(sentence.size, found.end + SUBJECT_REACH))
        back = back or (verb.sense == "go" and (sentence.within("home", home) or sentence.words[verb.at + 1] == "home"))
        speaker = self.sides.called(claim_of(sentence, found.phrase.core).party) if back else ""
        other = self.sides.facing(speaker) if speaker else ""
        return Way(other, speaker) if other in RIVALS.get(speaker, ()) and self.sides.is_about(speaker) else NOWHERE

    def _told_earlier(self) -> Way:
        """*Baku will not say how many Armenians it holds. Six of them came*: the one people that the sentence before names."""
        before = self.earlier[0].meant if self.earlier else []
        names = {meaning.party.name for meaning in before if meaning.party is not None and meaning.party.people}
        return filled(Way("", names.pop()), self.sides) if len(names) == 1 else NOWHERE

    def _promised_by(self, sentence: Sentence, found: Counted, verb: Governing) -> Way:
        """*Medinsky offered another thousand*: whoever offers people sends them, whoever asks for them takes them."""
        if verb.at >= 0 or not sentence.cues:
            return NOWHERE
        near = range(found.first - 1, max(-1, found.first - SUBJECT_REACH), -1)
        cue = next((i for i in near if sentence.meanings[i].cue in ("offered", "demanded")), -1)
        at = next((i for i in range(cue - 1, max(-1, cue - SUBJECT_REACH), -1) if sentence.meanings[i].party is not None), -1)
        party = sentence.meanings[at].party
        if cue < 0 or at < 0 or party is None:
            return NOWHERE
        sends = sentence.meanings[cue].cue == "offered"
        return filled(Way(party.name, "", at, -1) if sends else Way("", party.name, -1, at), self.sides)

    def _brought_back(self, sentence: Sentence, found: Counted, verb: Governing) -> Way:
        """*1,200 children have been returned, Kyiv says*: whoever tells of a return tells of its own people."""
        deported = found.noun is not None and found.noun.category == "child"
        if deported and self.sides.named["Ukraine"] and self.sides.named["Russia"]:
            return Way("Russia", "Ukraine")
        returned = verb.sense in ("receive", "return", "go") or sentence.words[verb.at] in RETURNED
        claimant = claim_of(sentence, found.phrase.core).party if returned else ""
        return filled(Way("", claimant), self.sides) if claimant and self.sides.is_about(claimant) else NOWHERE

    def _has_unknown_subject(self, sentence: Sentence, verb: Governing) -> bool:
        """*The Khmer Rouge released nine*: somebody hands over whom the rules do not know."""
        if verb.at < 0 or verb.subject or verb.passive or verb.sense not in HANDOVER - GOING:
            return False
        known = self.rules.weekdays.keys() | self.rules.months.keys()
        text, starts = sentence.tokens.text, sentence.tokens.starts
        opens = next((i for i in range(verb.at - 1, max(0, verb.at - NEAR), -1) if sentence.words[i] in CLAUSE_ENDS), 0)
        before = [i for i in range(max(1, opens, verb.at - NEAR), verb.at) if text[starts[i]].isupper()]
        return any(sentence.meanings[i] is NOTHING and sentence.words[i] not in known for i in before if not sentence.inside(i))

    def _parallel(self, sentence: Sentence, found: Counted, at: int, verb: Governing, last: Way) -> Way:
        """*А Пакистан — 600 индийцев*: the party does what the one before it did."""
        name = self.sides.called(party.name) if (party := sentence.meanings[at].party) is not None else ""
        home = self.sides.called(found.home)
        if verb.sense == "receive":
            return Way("", name, -1, at)
        kept = last.receiver if last.receiver != name else last.sender
        home = "" if home == name or allied(home, kept) else home
        return Way(name, home or kept, at, found.first if home else -1)

    def _opposite(self, sentence: Sentence, found: Counted) -> str:
        """*Сербы — 17 тел, мусульмане — девять*: who stands before the next dash does the same the other way."""
        ahead = range(found.end, min(sentence.size, found.end + SUBJECT_REACH))
        dash = next((i for i in ahead if sentence.is_dash(i)), -1)
        party = sentence.meanings[dash - 1].party if dash > 0 else None
        return self.sides.called(party.name) if party is not None else ""

    def _gap(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way | None:
        """*The Bosnian side freed 177, and Serbs 241*; *57 to Armenia and 14 to Azerbaijan*: a party, and the verb left out."""
        between = range(context.last_end, found.first)
        if not sentence.verbs.isdisjoint(between) or sentence.within("part", between):
            return None
        at = min(sentence.parties.intersection(between), default=-1)
        party = sentence.meanings[at].party if at >= 0 else None
        before = sentence.meanings[at - 1].tags
        receives = "into" in before or verb.sense == "receive"
        if party is None or not (receives or verb.sense in HANDOVER):
            return None
        return Way("", party.name, -1, at) if receives and "from" not in before else Way(party.name, "", at, -1)
