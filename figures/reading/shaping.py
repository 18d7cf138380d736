"""An accepted number as suggestions: category, unit, stage, direction, claimant, date, and the words that decided each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from figures.count import Count
from figures.language.numerals import Numerals
from figures.phrase import ANY_NUMBER, UNEQUAL, Phrase, longest
from figures.reading.accepting import Context
from figures.reading.claim import claimant_of
from figures.reading.counted import DEAD, Counted
from figures.reading.direction import way_of
from figures.reading.governing import HANDOVER, PROMISES, Governing, stage_of
from figures.reading.lexicon import Noun, Rules
from figures.reading.sentence import Sentence
from figures.reading.sides import Sides, Way, allied, filled
from figures.reading.suggestion import Reason, Suggestion
from figures.reading.when import date_of
from figures.vocabulary import AFTERMATH_STAGES, HANDOVER_STAGES, PROMISE_STAGES, Accumulation, Bound, Role, Stage, Unit
from figures.wording import Unreadable, read

UNITS = {unit.value: unit for unit in Unit}
SINCE = frozenset({"start", "beginning", "outbreak", "invasion", "war", "then"})
AFTERMATH_PERSON = frozenset({Stage.MATCHED, Stage.IDENTIFIED, Stage.GIVEN_TO_FAMILY})
LIVING_SICK = frozenset({"person", "prisoner_of_war"})


class Shaper:
    """Makes suggestions of one text; ``sides`` says who faces whom in it."""

    def __init__(self, rules: Rules, numerals: Numerals, sides: Sides, published: dt.date | None) -> None:
        self.rules, self.numerals, self.sides, self.published = rules, numerals, sides, published
        self.claimant = ""
        self.children_near = False
        self.topic: Noun | None = None

    def figures(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> list[Suggestion]:
        """One suggestion; two where the number holds for each of two known sides."""
        stage, stage_at = self._stage(sentence, found, verb, context)
        way = self._way(sentence, found, verb, context)
        named = found.noun is not None and found.noun.category == "name"
        if named and stage not in AFTERMATH_STAGES:
            stage = Stage.LISTED
        if stage is Stage.LISTED and (found.list_of or named) and not found.home:
            way = way.turned()
        if stage is Stage.DEMANDED and verb.sense == "event" and not found.home:
            way = self._asked_back(sentence, stage_at)
        category, unit, noun_words = self._category(sentence, found, context, stage)
        per_side = found.per_side or self._each_side(sentence, found)
        one = self._one(sentence, found, stage, way, category, unit, context)
        reasons = [Reason("category", noun_words)] if noun_words else []
        reasons += (
            [Reason("stage", sentence.slice(stage_at, stage_at + sentence.meaning(stage_at).length))] if stage_at >= 0 else []
        )
        reasons += [
            Reason(n, sentence.slice(a, a + 1)) for n, a in (("from", way.sender_at), ("to", way.receiver_at)) if a >= 0
        ]
        one = replace(one, per_side=per_side, reasons=(*one.reasons, *reasons))
        if stage is not Stage.REFUSED and found.phrase.number and self._denied(sentence, verb):
            one = self._unsaid(sentence, one, found, verb)
        if found.phrase.problem == UNEQUAL:
            return self._unequal(one, found, way)
        if per_side:
            return self._both_ways(one, found)
        return [one] if self._reads_back(one) else []

    def _one(
        self, sentence: Sentence, found: Counted, stage: Stage, way: Way, category: str, unit: Unit, context: Context
    ) -> Suggestion:
        phrase = found.phrase
        first, end = min(found.first, phrase.first), max(found.end, phrase.end)
        tokens = sentence.tokens
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        claimant, said_at = claimant_of(sentence, phrase.core)
        if claimant:
            self.claimant = claimant
        date, date_at = date_of(sentence, phrase.core, self.published, self.rules, ahead=stage in PROMISE_STAGES)
        reasons = [Reason("claimant", claimant)] if claimant else []
        reasons += [Reason("date", sentence.slice(date_at, date_at + 1))] if date_at >= 0 else []
        accumulation = self._accumulation(sentence, found, stage)
        return Suggestion(
            quote=tokens.text[start:stop],
            start=start,
            end=stop,
            words=self._words(sentence, phrase),
            count=phrase.count,
            bound=phrase.bound,
            unit=unit,
            category=category,
            sender=way.sender,
            receiver=way.receiver,
            stage=stage,
            role=role(stage),
            claimant=claimant,
            accumulation=accumulation,
            date=date,
            confidence=_confidence(found, way, said_at),
            portion=phrase.portion,
            reasons=tuple(reasons),
        )

    def _words(self, sentence: Sentence, phrase: Phrase) -> str:
        """The number as worded; where only a noun stands, the silence in words."""
        if (
            phrase.bound is Bound.NOT_GIVEN
            and phrase.number is None
            and not longest(sentence.tokens, phrase.first, self.numerals, "some")
        ):
            return "not given"
        return sentence.slice(phrase.first, phrase.end)

    def _denied(self, sentence: Sentence, verb: Governing) -> bool:
        """*Did not send back 1,200*: the number is denied, and no other is given."""
        near = range(max(0, verb.at - 3), verb.at)
        return verb.sense in HANDOVER and any(sentence.has(i, "not") for i in near)

    def _unsaid(self, sentence: Sentence, one: Suggestion, found: Counted, verb: Governing) -> Suggestion:
        first = min(found.first, *(i for i in range(max(0, verb.at - 3), verb.at) if sentence.has(i, "not")))
        tokens = sentence.tokens
        end = max(found.end, verb.at + 1)
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        return replace(
            one, quote=tokens.text[start:stop], start=start, end=stop, words="unknown", count=ANY_NUMBER, bound=Bound.UNKNOWN
        )

    def _reads_back(self, one: Suggestion) -> bool:
        try:
            wording = read(one.words, self.rules.code)
        except Unreadable:
            return False
        return wording.count == one.count and wording.bound is one.bound

    def _unequal(self, one: Suggestion, found: Counted, way: Way) -> list[Suggestion]:
        """*150 for 189*: one figure a direction."""
        numbers = (found.phrase.number, found.phrase.other)
        made = []
        for number, here in zip(numbers, (way, way.turned()), strict=True):
            if number is not None:
                count = Count.exactly(number)
                made.append(
                    replace(
                        one, words=f"{number:,}", count=count, bound=Bound.EXACT, sender=here.sender, receiver=here.receiver
                    )
                )
        return made

    def _both_ways(self, one: Suggestion, found: Counted) -> list[Suggestion]:
        if not self._reads_back(one):
            return []
        pair = self.sides.pair() if not (one.sender and one.receiver) else (one.sender, one.receiver)
        if pair is None:
            return [replace(one, sender="", receiver="")]
        there = replace(one, sender=pair[0], receiver=pair[1])
        return [there, replace(one, sender=pair[1], receiver=pair[0])]

    def _each_side(self, sentence: Sentence, found: Counted) -> bool:
        low = max(0, found.first - 12)
        phrases = self.numerals.per_side
        return any(sentence.tokens.matches(i, phrase) for i in range(low, found.first) for phrase in phrases if len(phrase) > 1)

    def _stage(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> tuple[Stage, int]:
        if (said := _promised_after(sentence, found)) is not None:
            return said
        inside = context.last_end >= 0 and self._is_part(sentence, found, context)
        if (inside or self._is_coupled(sentence, found, context)) and context.last is not None and not found.list_of:
            return context.last.stage, -1
        if verb.at < 0 and not found.list_of:
            inherited = context.last is not None and context.ago <= 1
            if inherited and context.last is not None:
                return context.last.stage, -1
        return stage_of(sentence, found, verb, self.rules)

    def _way(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way:
        last = (
            Way(context.last.sender, context.last.receiver) if context.last is not None and not context.last.per_side else Way()
        )
        way = way_of(sentence, found, verb, self.sides, self.rules)
        reverse = self._reverse_at(sentence, found, context)
        if reverse >= 0 and last.sender and (verb.at < reverse or not (way.sender_at >= 0 or way.receiver_at >= 0)):
            return self._the_other_way(found, last)
        if context.last_end >= 0 and not found.home and last != Way():
            if (gap := self._gap(sentence, found, verb, context)) is not None:
                return filled(gap, self.sides)
            if self._is_coupled(sentence, found, context) or self._is_part(sentence, found, context):
                return last
        if context.last_end < 0 and self._opens_reverse(sentence, found) and not found.home:
            return way.turned()
        if way.sender or way.receiver:
            if verb.at < 0 and last.sender and last.sender != way.receiver and way.sender_at < 0:
                return Way(last.sender, way.receiver, -1, way.receiver_at) if not allied(last.sender, way.receiver) else way
            return way
        return self._unsaid_way(sentence, found, verb, context, last)

    def _the_other_way(self, found: Counted, last: Way) -> Way:
        """*In exchange for 5*: against the figure before; the people counted say more where they are named."""
        if not found.home:
            return last.turned()
        home = self.sides.called(found.home)
        held = last.receiver if last.receiver and not allied(last.receiver, home) else self.sides.facing(home)
        return Way(held, home, -1, found.first)

    def _unsaid_way(self, sentence: Sentence, found: Counted, verb: Governing, context: Context, last: Way) -> Way:
        """Where the sentence names neither side: one's own people coming home, else as the figure before."""
        if verb.sense == "exchange" or found.per_side:
            return Way()
        near = range(max(0, found.first - 12), min(len(sentence), found.end + 12))
        own = found.noun is not None and any(sentence.has(i, "own") for i in range(found.first, found.end))
        home = any(sentence.meaning(i).tags & {"home", "captivity", "freed"} for i in near)
        if (own or home) and self.rules.home and self.sides.is_about(self.rules.home):
            return filled(Way("", self.rules.home), self.sides)
        reach = 1 if verb.sense == "event" else 3
        named = {self.sides.called(m.party.name) for m in sentence.meanings if m.party is not None}
        elsewhere = named and not named & {last.sender, last.receiver}
        return last if context.ago <= reach and not elsewhere else Way()

    def _gap(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> Way | None:
        """*The Bosnian side freed 177, and Serbs 241*; *57 to Armenia and 14 to Azerbaijan*: a party, and the verb left out."""
        between = range(context.last_end, found.first)
        if any(sentence.meaning(i).verb is not None or sentence.has(i, "part") for i in between):
            return None
        at = next((i for i in between if sentence.meaning(i).party is not None), -1)
        party = sentence.meaning(at).party if at >= 0 else None
        if party is None:
            return None
        before = sentence.meaning(at - 1).tags
        receives = "into" in before or verb.sense == "receive"
        if not receives and verb.sense not in HANDOVER:
            return None
        return Way("", party.name, -1, at) if receives and "from" not in before else Way(party.name, "", at, -1)

    def _is_part(self, sentence: Sentence, found: Counted, context: Context) -> bool:
        """*Among them almost 20 children*: as the figure that it is a part of."""
        between = range(context.last_end, found.first)
        return len(between) <= 8 and any(sentence.has(i, "part") for i in between)

    def _reverse_at(self, sentence: Sentence, found: Counted, context: Context) -> int:
        """Where *in exchange* and the like stand between the figure before and this one; −1 where they do not."""
        if context.last is None or context.ago > 1:
            return -1
        spans = [*range(max(context.last_end, 0), found.first)]
        if context.last_end >= 0:
            spans += range(found.end, min(len(sentence), found.end + 4))
        return next((i for i in spans if sentence.has(i, "reverse")), -1)

    def _asked_back(self, sentence: Sentence, cue: int) -> Way:
        """Whoever demands the return of people is the one to receive them."""
        for at in range(cue - 1, max(-1, cue - 12), -1):
            party = sentence.meaning(at).party
            if party is not None:
                return filled(Way("", party.name, -1, at), self.sides)
        return Way()

    def _opens_reverse(self, sentence: Sentence, found: Counted) -> bool:
        """*In exchange for 33 hostages, Israel is to free*: the first number goes the other way than the sentence's verb."""
        return any(
            sentence.has(i, "reverse") and sentence.meaning(i).length > 1 for i in range(max(0, found.first - 4), found.first)
        )

    def _is_coupled(self, sentence: Sentence, found: Counted, context: Context) -> bool:
        if context.last_end < 0 or found.first - context.last_end > 6:
            return False
        between = [sentence.meaning(i) for i in range(context.last_end, found.first)]
        return not any(m.verb is not None or m.party is not None or "reverse" in m.tags for m in between)

    def _category(self, sentence: Sentence, found: Counted, context: Context, stage: Stage) -> tuple[str, Unit, str]:
        noun = found.noun
        words = sentence.slice(found.phrase.end, found.end) or sentence.slice(found.first, found.phrase.first)
        if (
            noun is not None
            and not noun.category.startswith(DEAD)
            and not noun.strong
            and _is_part_of_the_dead(sentence, found, context)
        ):
            return DEAD, Unit.BODY, words
        if noun is None:
            return (*self._inherited(sentence, found, context), "")
        if noun.category == "name":
            return ("child" if self.children_near else "person"), Unit.PERSON, words
        category, unit = noun.category, UNITS[noun.unit]
        if not noun.strong and not category.startswith(DEAD) and self._is_coupled(sentence, found, context):
            if context.last is not None and context.last.category.startswith(DEAD):
                return context.last.category, context.last.unit, words
        if category == DEAD and _only(sentence, found, "civilian"):
            category = "deceased_civilian"
        if category in LIVING_SICK and found.wounded:
            category = "seriously_wounded_or_sick"
        if category in LIVING_SICK and found.young:
            category = "aged_18_25"
        if category.startswith(DEAD) and stage in AFTERMATH_PERSON and unit is Unit.BODY:
            unit = Unit.BODY
        return category, unit, words

    def _inherited(self, sentence: Sentence, found: Counted, context: Context) -> tuple[str, Unit]:
        """What a number without a noun counts: what the figure before it counted, else what the sentence speaks of."""
        nouns = [m.noun for m in sentence.meanings if m.noun is not None and m.noun.strong and m.noun.category != "name"]
        last = context.last
        if nouns and (context.last_end < 0 or found.per_side) and (found.bare or not nouns[0].category.startswith(DEAD)):
            return nouns[0].category, UNITS[nouns[0].unit]
        if found.per_side and (last is None or context.ago > 1 or not last.category.startswith(DEAD)):
            if self.topic is not None and (last is None or not self.topic.category.startswith(DEAD)):
                return self.topic.category, UNITS[self.topic.unit]
            return "person", Unit.PERSON
        if last is not None and (context.ago <= 1 or found.bare):
            if found.bare or context.last_end >= 0 or not last.category.startswith(DEAD):
                category = last.category if not (found.home and context.last_end < 0) else "person"
                return category, last.unit if category.startswith(DEAD) else Unit.PERSON
        return "person", Unit.PERSON

    def _counts_since(self, sentence: Sentence, at: int) -> bool:
        """*Since 2022*, *since the invasion*; not *since the rebels seized the city*."""
        if sentence.word(at) != "since":
            return False
        near = sentence.tokens.words[at + 1 : at + 4]
        return any(word in self.rules.months or word[:1].isdigit() or word in SINCE for word in near)

    def _accumulation(self, sentence: Sentence, found: Counted, stage: Stage) -> Accumulation:
        near = range(max(0, found.first - 14), min(len(sentence), found.end + 12))
        if stage not in PROMISE_STAGES and any(sentence.has(i, "total") or self._counts_since(sentence, i) for i in near):
            return Accumulation.CUMULATIVE
        return Accumulation.INCREMENT


def _is_part_of_the_dead(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Among the bodies were 12 officers*: those counted are some of the dead that the sentence speaks of."""
    if context.listed and found.first <= 2 and context.last is not None and context.last.category.startswith(DEAD):
        return True
    near = range(max(0, found.first - 10), found.first)
    part = any(sentence.meaning(i).tags & {"part", "freed"} for i in near)
    return (
        part and context.last_end < 0 and any((n := sentence.meaning(i).noun) is not None and n.category == DEAD for i in near)
    )


def _promised_after(sentence: Sentence, found: Counted) -> tuple[Stage, int] | None:
    """*The 5,000 promised*, *the 1,000 captives they agreed to let go*: a promise right after the number."""
    at = found.end
    if sentence.meaning(at).tags & {"pronoun", "relative"}:
        at += 1
    cue = sentence.meaning(at).cue
    return (PROMISES[cue], at) if cue in PROMISES else None


def _only(sentence: Sentence, found: Counted, category: str) -> bool:
    nouns = [
        n
        for i in range(found.first, found.end)
        if (n := sentence.meaning(i).noun) is not None and not n.category.startswith(DEAD)
    ]
    return bool(nouns) and all(noun.category == category for noun in nouns)


def role(stage: Stage) -> Role:
    """The role that the stage alone suggests; who claims it decides between reported and observed later."""
    if stage in PROMISE_STAGES:
        return Role.STATED
    if stage is Stage.TRANSFERRED:
        return Role.REPORTED
    if stage is Stage.PRESENTED:
        return Role.PRESENTED
    return Role.NONE if stage in HANDOVER_STAGES else Role.AFTERMATH


def _confidence(found: Counted, way: Way, said_at: int) -> float:
    sure = 0.55 if found.bare else 0.75 if found.noun is None or not found.noun.strong else 0.85
    sure += 0.05 if way.sender_at >= 0 or way.receiver_at >= 0 else 0.0
    return round(min(0.95, sure + (0.05 if said_at >= 0 else 0.0)), 2)


__all__ = ["HANDOVER", "Shaper", "role"]
