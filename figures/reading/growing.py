"""Whether a number is of one handover, or of all up to a day: what grew over a time is told by the words for that time.

*In total* alone does not tell it: the sum of one day's exchange is as often said so.
"""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.governing import HANDOVER, Governing
from figures.reading.lexicon import Rules
from figures.reading.relation import Context
from figures.reading.sentence import Sentence
from figures.vocabulary import PROMISE_STAGES, Accumulation, Stage

BEFORE, AFTER = 14, 12
YEAR = len("2007")
MANY_TIMES = 3
LONG = ("год", "лет", "рок", "рік", "месяц", "місяц")
SINCE = frozenset(
    {"start", "beginning", "outbreak", "invasion", "war", "then", "talks", "agreement", "deal", "ceasefire", "truce"}
)
NOW = frozenset({"now", "наразі"})
GROWING = ("already", "over_rounds", "from")
HELD = frozenset({"relative", "captivity", "pronoun_of", "clause"})


def accumulation(
    sentence: Sentence, found: Counted, stage: Stage, verb: Governing, rules: Rules, context: Context
) -> Accumulation:
    """Increment, or cumulative where the sentence speaks of a time over which the number grew."""
    if stage in PROMISE_STAGES:
        return Accumulation.INCREMENT
    near = _clause(sentence, found)
    grew = sentence.within("total", near) or sentence.within("span", near) or _since(sentence, found, rules, near)
    grew = grew or _up_to_now(sentence, found, rules, near) or _by_now(sentence, found, verb) or _stands_at(sentence, found)
    grew = grew or (sentence.within("sum", near) and _is_large(sentence, found, context))
    return Accumulation.CUMULATIVE if grew else Accumulation.INCREMENT


def _clause(sentence: Sentence, found: Counted) -> range:
    """The words around the number that belong to it: not those beyond a semicolon."""
    low, high = max(0, found.first - BEFORE), min(sentence.size, found.end + AFTER)
    if ";" not in sentence.tokens.words:
        return range(low, high)
    low = next((i + 1 for i in range(found.first - 1, low - 1, -1) if sentence.words[i] == ";"), low)
    return range(low, next((i for i in range(found.end, high) if sentence.words[i] == ";"), high))


def _since(sentence: Sentence, found: Counted, rules: Rules, near: range) -> bool:
    """*Since 2022*, *since the invasion*; not *since the rebels seized the city*."""
    if "since" not in sentence.tokens.words:
        return False
    for at in near:
        if sentence.words[at] != "since" or (_of_holding(sentence, found, at) and not sentence.within("sum", near)):
            continue
        after = sentence.tokens.words[at + 1 : at + 4]
        if any(word in rules.months or word[:1].isdigit() or word in SINCE for word in after):
            return True
    return False


def _up_to_now(sentence: Sentence, found: Counted, rules: Rules, near: range) -> bool:
    """*З 2007 року*, *с января*, *за шість етапів*, *already received more than 7,000*: a number that grew over a time."""
    for i in sorted([i for tag in GROWING if tag in sentence.tags for i in sentence.places[tag] if i in near]):
        after = sentence.meanings[i + 1]
        told = after.verb is not None and after.verb.sense in ("receive", "give", "return")
        if told and sentence.has(i, "already") and found.phrase.count.high is None:
            return True
        if sentence.has(i, "over_rounds") and _is_number(sentence, i + 1) and sentence.has(i + 2, "rounds"):
            return True
        years = rules.endings and sentence.words[i + 2].startswith(LONG) and _is_number(sentence, i + 1)
        if years and sentence.has(i, "over_rounds") and not _of_holding(sentence, found, i):
            return True
        if (
            rules.endings
            and sentence.has(i, "from")
            and _begins_then(sentence, i, rules)
            and not _of_holding(sentence, found, i)
        ):
            return True
    return False


def _begins_then(sentence: Sentence, at: int, rules: Rules) -> bool:
    """*З 2007 року*, *від 24 лютого 2022-го*, *с января*: a day or year from which is counted."""
    year = sentence.tokens.is_digits(at + 1) and len(sentence.words[at + 1]) == YEAR and sentence.has(at + 2, "year")
    day = sentence.tokens.is_digits(at + 1) and sentence.words[at + 2] in rules.months
    return year or day or sentence.words[at + 1] in rules.months


def _by_now(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*Приехали уже 153*, *have now been returned*."""
    if sentence.inflects:
        return verb.sense in HANDOVER and sentence.has(found.first - 1, "already")
    if verb.at < 0 or NOW.isdisjoint(sentence.tokens.words):
        return False
    near = range(max(0, verb.at - 3), verb.at + 1)
    return any(sentence.words[i] in NOW and (sentence.has(i - 1, "have") or sentence.has(i - 1, "be")) for i in near)


def _stands_at(sentence: Sentence, found: Counted) -> bool:
    """*The number of those freed through its mediation stands at 4,641*, *bringing to 1,859 the number returned*."""
    near = range(max(0, found.first - BEFORE), found.first)
    after = range(found.end, found.end + 3)
    if sentence.within("quantity", after) and sentence.words[found.first - 1] in ("to", "до"):
        return True
    return sentence.within("quantity", near) and (sentence.within("mediation", near) or sentence.within("own_efforts", near))


def _is_large(sentence: Sentence, found: Counted, context: Context) -> bool:
    """Whether a sum is more than one handover's: much more than the figures before it, and said of them all."""
    own = sentence.within("sum", range(found.phrase.first, found.phrase.core)) and found.phrase.first > 1
    if own and sentence.inflects:
        return False
    if context.last is None:
        return not sentence.within("sum", range(max(0, found.first - 1), found.phrase.core))
    counts = [one.count.low for one in (context.last, context.whole) if one is not None]
    return bool(counts) and found.phrase.count.low > MANY_TIMES * max(counts)


def _is_number(sentence: Sentence, at: int) -> bool:
    return sentence.tokens.is_digits(at) or sentence.has(at, "number")


def _of_holding(sentence: Sentence, found: Counted, at: int) -> bool:
    """*Some of whom had been in prison since 2014*: how long they were held, not since when they are counted."""
    between = range(found.end, at)
    return sentence.acts("hold", between) or sentence.within_any(HELD, between)
