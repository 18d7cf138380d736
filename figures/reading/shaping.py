"""An accepted number as suggestions: category, unit, stage, direction, claimant, date, and the words that decided each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from figures.count import Count
from figures.language.numerals import Numerals
from figures.phrase import ANY_NUMBER, UNEQUAL, Phrase, longest
from figures.reading.attributing import Around, attributed
from figures.reading.bare import hands_over
from figures.reading.claim import Claim
from figures.reading.counted import DEAD, Counted
from figures.reading.facing import Facing
from figures.reading.governing import HANDOVER, Governing
from figures.reading.growing import accumulation
from figures.reading.kind import LIVING, kind_of
from figures.reading.lexicon import Noun, Rules
from figures.reading.listing import direction_of_list
from figures.reading.relation import Context, is_coupled, is_part
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Sides, Way
from figures.reading.stage import PROMISES, expected, only_has, stage_of
from figures.reading.suggestion import Reason, Suggestion
from figures.reading.when import date_of
from figures.vocabulary import AFTERMATH_STAGES, HANDOVER_STAGES, PROMISE_STAGES, Bound, Role, Stage, Unit
from figures.wording import Unreadable, read

EACH_REACH = 12
ASKED_BACK = frozenset({"event", "return", "give", "free"})


class Shaper:
    """Makes suggestions of one text.

    ``sides`` says who faces whom in it, ``topic`` what it counts most; ``around`` are the sentences just before and after.
    """

    def __init__(self, rules: Rules, numerals: Numerals, sides: Sides, published: dt.date | None) -> None:
        self.rules, self.numerals, self.sides, self.published = rules, numerals, sides, published
        self.facing = Facing(rules, sides)
        self.children_near = False
        self.topic: Noun | None = None
        self.around = Around()

    def figures(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> list[Suggestion]:
        """One suggestion; two where the number holds for each of two known sides; none where its words do not read back."""
        stage, stage_at = self._stage(sentence, found, verb, context)
        way = self._way(sentence, found, verb, context, stage, stage_at)
        one = self._one(sentence, found, verb, context, stage, stage_at, way)
        if stage is not Stage.REFUSED and found.phrase.number and self._denied(sentence, verb):
            return [self._unsaid(sentence, one, found, verb)]
        if found.phrase.problem == UNEQUAL:
            return self._unequal(one, found, way)
        if not self._reads_back(one):
            return []
        return self._both_ways(one) if one.per_side else [one]

    def _one(
        self, sentence: Sentence, found: Counted, verb: Governing, context: Context, stage: Stage, stage_at: int, way: Way
    ) -> Suggestion:
        phrase, tokens = found.phrase, sentence.tokens
        start, stop = tokens.starts[min(found.first, phrase.first)], tokens.ends[max(found.end, phrase.end) - 1]
        kind = kind_of(sentence, found, context, self.topic, children_near=self.children_near)
        if stage in AFTERMATH_STAGES and kind.category in LIVING and _speaks_of_dead(context, self.topic):
            kind = kind._replace(category=DEAD, unit=Unit.BODY)
        claim = attributed(sentence, phrase.core, self.around, promised=stage in PROMISE_STAGES or stage is Stage.REFUSED)
        date, date_at = date_of(sentence, phrase.core, self.published, self.rules, ahead=stage in PROMISE_STAGES)
        decided = {"stage": stage_at, "from": way.sender_at, "to": way.receiver_at, "date": date_at}
        reasons = [Reason("category", kind.words), Reason("claimant", claim.words)]
        reasons += [Reason(name, sentence.phrase(at)) for name, at in decided.items() if at >= 0]
        return Suggestion(
            quote=tokens.text[start:stop],
            start=start,
            end=stop,
            words=self._words(sentence, phrase),
            count=phrase.count,
            bound=phrase.bound,
            unit=kind.unit,
            category=kind.category,
            sender=way.sender,
            receiver=way.receiver,
            stage=stage,
            role=role(stage, claim, way),
            claimant=claim.name,
            accumulation=accumulation(sentence, found, stage, verb, self.rules, context),
            per_side=found.per_side or self._each_side(sentence, found, context),
            date=date,
            confidence=_confidence(found, way, claim),
            portion=phrase.portion,
            reasons=tuple(reason for reason in reasons if reason.words),
        )

    def _stage(self, sentence: Sentence, found: Counted, verb: Governing, context: Context) -> tuple[Stage, int]:
        said = _promised_after(sentence, found) or expected(sentence, found)
        if said is not None:
            return said
        named = found.noun is not None and found.noun.category == "name"
        together = is_part(sentence, found, context) or is_coupled(sentence, found, context)
        together = together and not _says_otherwise(sentence, context.last_end, found.first, verb)
        alone = verb.at < 0 and context.ago <= 1 and stage_of(sentence, found, verb, self.rules)[1] < 0
        if found.partitive and not found.bare and _freed_inside(sentence, found) and verb.at < 0:
            return Stage.TRANSFERRED, found.phrase.end
        if context.last is not None and (together or alone) and not (found.list_of or named):
            return context.last.stage, -1
        stage, at = stage_of(sentence, found, verb, self.rules)
        return (Stage.LISTED, found.first) if named and stage not in AFTERMATH_STAGES else (stage, at)

    def _way(self, sentence: Sentence, found: Counted, verb: Governing, context: Context, stage: Stage, stage_at: int) -> Way:
        if stage is Stage.DEMANDED and (verb.sense in ASKED_BACK or verb.subject) and not found.home:
            asked = self.facing.asked_back(sentence, stage_at, context)
            if asked != NOWHERE:
                return asked
        way = self.facing.way(sentence, found, verb, context)
        if stage is Stage.LISTED and not found.home:
            return direction_of_list(sentence, found, way, self.sides)
        return way

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
        return verb.sense in HANDOVER and sentence.within("not", near)

    def _unsaid(self, sentence: Sentence, one: Suggestion, found: Counted, verb: Governing) -> Suggestion:
        first = min(found.first, *(i for i in range(max(0, verb.at - 3), verb.at) if sentence.has(i, "not")))
        tokens = sentence.tokens
        end = max(found.end, verb.at + 1)
        start, stop = tokens.starts[first], tokens.ends[end - 1]
        return replace(
            one, quote=tokens.text[start:stop], start=start, end=stop, words="unknown", count=ANY_NUMBER, bound=Bound.UNKNOWN
        )

    def _reads_back(self, one: Suggestion) -> bool:
        return _read_back(one.words, self.rules.code) == (one.count, one.bound)

    def _unequal(self, one: Suggestion, found: Counted, way: Way) -> list[Suggestion]:
        """*150 for 189*: one figure a direction."""
        numbers = (found.phrase.number, found.phrase.other)
        made = []
        for number, here in zip(numbers, (way, way.turned()), strict=True):
            if number is not None:
                count = Count.exactly(number)
                one = replace(one, words=f"{number:,}", count=count, bound=Bound.EXACT)
                made.append(replace(one, sender=here.sender, receiver=here.receiver))
        return made

    def _both_ways(self, one: Suggestion) -> list[Suggestion]:
        pair = (one.sender, one.receiver) if one.sender and one.receiver else self.sides.pair()
        if pair is None:
            return [replace(one, sender="", receiver="")]
        there = replace(one, sender=pair[0], receiver=pair[1])
        return [there, replace(one, sender=pair[1], receiver=pair[0])]

    def _each_side(self, sentence: Sentence, found: Counted, context: Context) -> bool:
        """*Each side is to release 6,000*, *each releasing 303*; not a side that the figure before has."""
        for at in range(max(0, found.first - EACH_REACH, context.last_end), found.first):
            phrase = longest(sentence.tokens, at, self.numerals, "per_side")
            if phrase is not None:
                verb = sentence.meanings[phrase[1]].verb
                if len(phrase[0]) > 1 or (verb is not None and verb.sense in HANDOVER):
                    return True
        return False


@lru_cache(maxsize=4_096)
def _read_back(words: str, language: str) -> tuple[Count, Bound] | None:
    """What the researcher's form reads from the words; None where it cannot."""
    try:
        wording = read(words, language)
    except Unreadable:
        return None
    return wording.count, wording.bound


def _speaks_of_dead(context: Context, topic: Noun | None) -> bool:
    """Whether the figure before, or the text as a whole, is about the dead: soldiers who are identified are dead."""
    last = context.last.category if context.last is not None else ""
    return last.startswith(DEAD) or (topic is not None and topic.category.startswith(DEAD))


def _freed_inside(sentence: Sentence, found: Counted) -> bool:
    """*Nine of the freed Americans*: the words for those counted say themselves that they were handed over."""
    near = range(found.phrase.end, found.end)
    return any(hands_over(sentence, i) for i in sentence.verbs.intersection(near))


def _says_otherwise(sentence: Sentence, start: int, stop: int, verb: Governing) -> bool:
    """*Though 1,200 had been agreed on*, *but flights stopped: Iran freed 155*: another stage stands between two figures."""
    told = verb.sense in HANDOVER and (verb.form in ("past", "short_passive") or verb.passive)
    own = told and (start <= verb.at < stop or (verb.subject and verb.cost <= 1))
    promised = [i for cue, places in sentence.cues.items() if cue in PROMISES for i in places if start <= i < stop]
    return own or not all(only_has(sentence, i) for i in promised)


def _promised_after(sentence: Sentence, found: Counted) -> tuple[Stage, int] | None:
    """*The 5,000 promised*, *the 1,000 captives they agreed to let go*: a promise right after the number."""
    at = found.end
    if sentence.meanings[at].tags & {"pronoun", "relative"}:
        at += 1
    cue = sentence.meanings[at].cue
    return (PROMISES[cue], at) if cue in PROMISES and not only_has(sentence, at) else None


def role(stage: Stage, claim: Claim, way: Way) -> Role:
    """The role of a figure: of what was transferred, observed where the receiver says it, else reported."""
    if stage in PROMISE_STAGES:
        return Role.STATED
    if stage is Stage.TRANSFERRED:
        return Role.OBSERVED if claim.party and claim.party == way.receiver else Role.REPORTED
    if stage is Stage.PRESENTED:
        return Role.PRESENTED
    return Role.NONE if stage in HANDOVER_STAGES else Role.AFTERMATH


def _confidence(found: Counted, way: Way, claim: Claim) -> float:
    sure = 0.55 if found.bare else 0.75 if found.noun is None or not found.noun.strong else 0.85
    if way.sender_at >= 0 or way.receiver_at >= 0:
        sure += 0.05
    elif way.sender or way.receiver:
        sure -= 0.1
    return round(min(0.95, sure + (0.05 if claim.words else 0.0)), 2)
