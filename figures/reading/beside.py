"""What stands beside a number and decides its way before any verb is asked: both sides, the latter, those named just before."""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.governing import Governing
from figures.reading.relation import (
    Context,
    is_part,
    is_part_of_earlier,
)
from figures.reading.sentence import Sentence
from figures.reading.suggestion import Suggestion
from figures.reading.wars import RIVALS

NEAR = 12
STEM = 5
TOGETHER = 1.2
OF_THOSE = frozenset({"whom", "которых", "яких"})
MANY, SAME = 20, 0.95
"""From how many on, and how nearly, two figures are alike."""
SUBJECT_REACH = 6
LATTER = frozenset({"latter", "opposite"})


def of_both(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*80 thousand soldiers of both armies*, *all 119*: both directions together have none."""
    if sentence.within("all_sides", range(found.end, found.end + 2)):
        return True
    total, count = context.total, found.phrase.count
    return 0 < count.low <= total <= (count.high or int(TOGETHER * count.low)) and not found.home


def named_before(sentence: Sentence, found: Counted, context: Context) -> Suggestion | None:
    """*Seventeen of the soldiers*: a part of the last figure that counts the same people, which need not be the last of all."""
    if not found.partitive or found.noun is None or found.home or context.last_end >= 0:
        return None
    stem = sentence.words[found.end - 1][:STEM]
    for one in reversed(context.recent):
        words = one.quote.casefold().split()
        if words and len(stem) == STEM and words[-1].startswith(stem) and one.sender and one.receiver:
            return one
    return None


def about_as_many(found: Counted, context: Context) -> Suggestion | None:
    """*Russia sent 6,060 bodies; 6,057 arrived*: another's word on a figure just before; None where two ways would fit."""
    low = found.phrase.count.low
    if context.ago > 1 or low < MANY:
        return None
    alike = [one for one in context.recent if one.sender and one.receiver and _are_alike(one.count.low, low)]
    ways = {(one.sender, one.receiver) for one in alike}
    return alike[-1] if len(ways) == 1 else None


def _are_alike(one: int, other: int) -> bool:
    return one != other and SAME * max(one, other) <= min(one, other)


def of_those(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*369 inmates in return, 36 of whom*: a part goes the way of its whole, whatever stands between them."""
    around = range(found.first - 1, found.end + 2)
    return context.last_end >= 0 and not found.home and any(sentence.words[i] in OF_THOSE for i in around)


def can_hold(context: Context, found: Counted) -> bool:
    """Whether the figure before is large enough for this number to be a part of it."""
    high = context.last.count.high if context.last is not None else None
    return high is None or found.phrase.number is None or found.phrase.number <= high


def are_hostages(sentence: Sentence, found: Counted) -> bool:
    """Whether those counted are hostages, or the number is a part of hostages named before it."""
    if sentence.within("hostage", range(found.first, found.end)):
        return True
    named = sentence.within("hostage", range(max(0, found.first - NEAR), found.first))
    return found.partitive and named


def is_among(sentence: Sentence, found: Counted, context: Context) -> bool:
    """Whether those counted are a part of the dead handed over before: they came from there, whoever they were."""
    dead = context.whole is not None and context.whole.category.startswith("deceased")
    part = is_part(sentence, found, context) or is_part_of_earlier(sentence, found, context)
    part = part or (context.last_end >= 0 and sentence.within("part", range(3)))
    return dead and part and bool(found.home)


def latter(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Kabul freed 5,000 men, the latter 1,000*; *а те — лишь тысячу*: those who received before give now."""
    if context.last_end < 0:
        return False
    between = range(context.last_end, found.first)
    return sentence.within_any(LATTER, between) and sentence.parties.isdisjoint(between)


def people_before(sentence: Sentence, found: Counted) -> str:
    """*Pakistani inmates: a first group of 22*: the people that the sentence named before the number."""
    for at in range(found.first - 1, max(-1, found.first - NEAR), -1):
        meaning = sentence.meanings[at]
        noun = sentence.meanings[at + meaning.length].noun
        if meaning.party is None or not meaning.party.people:
            continue
        coming = sentence.acts("go", range(at, found.first))
        if (noun is not None and noun.strong) or (noun is None and coming):
            return meaning.party.name
    return ""


def all_sides(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*The parties undertook to release 887*: both do it, and no direction is said."""
    if verb.at < 0 or verb.subject or found.home or verb.sense in ("exchange", "event"):
        return False
    near = range(max(0, verb.at - SUBJECT_REACH), verb.at)
    opens = next((i for i in reversed(near) if sentence.has(i, "clause")), near.start)
    near = range(opens, verb.at)
    return sentence.within("parties", near) or any(are_rivals(sentence, at) for at in near)


def are_rivals(sentence: Sentence, at: int) -> bool:
    """*Russia and Ukraine*: two who face each other, and nothing but *and* between them."""
    one, two = sentence.meanings[at - 1].party, sentence.meanings[at + 1].party
    free = sentence.has(at, "and") and not sentence.meanings[at - 2].tags & {"into", "from", "with", "of", "preposition"}
    return one is not None and two is not None and free and two.name in RIVALS.get(one.name, ())
