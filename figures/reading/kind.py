"""Who or what a figure counts, and in which unit: from its noun, else from the figure before it and the text's own subject."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.counted import DEAD, Counted
from figures.reading.lexicon import Noun
from figures.reading.relation import Context, is_coupled, is_part, is_part_of_earlier
from figures.reading.sentence import Sentence
from figures.reading.standing_in import is_theirs
from figures.vocabulary import Unit

UNITS = {unit.value: unit for unit in Unit}
SICK = "seriously_wounded_or_sick"
CARE_REACH = 6
WARM = 2
ALIVE = frozenset({"free", "go", "exchange"})
"""What only the living do, or is done to them."""
LIVING = frozenset({"person", "prisoner_of_war"})


class Kind(NamedTuple):
    """Category and unit; ``words`` are those that decided, empty where it was taken over."""

    category: str
    unit: Unit
    words: str = ""


PERSONS = Kind("person", Unit.PERSON)


def kind_of(sentence: Sentence, found: Counted, context: Context, topic: Noun | None, *, children_near: bool) -> Kind:
    """The category and unit of a figure; ``topic`` is what the text counts most."""
    noun = found.noun
    words = sentence.slice(found.phrase.end, found.end) or sentence.slice(found.first, found.phrase.first)
    if noun is None and _needs_care(sentence, found):
        return Kind(SICK, Unit.PERSON, words)
    if noun is None and found.predicate and found.home and _are_freed(sentence, found):
        return PERSONS
    if noun is None:
        return _taken_over(sentence, found, context, topic)
    if noun.category == "name":
        return Kind("child" if children_near else "person", Unit.PERSON, words)
    if noun.category.startswith(DEAD):
        only_civilians = noun.category == DEAD and _all_are(sentence, found, "civilian")
        return Kind("deceased_civilian" if only_civilians else noun.category, UNITS[noun.unit], words)
    last = context.last
    if last is not None and last.category.startswith(DEAD) and not noun.strong:
        apart = found.predicate and context.last_end >= 0
        soldiers = noun.category in LIVING and not found.per_side
        goes_on = soldiers and _goes_on_about_the_dead(sentence, context, topic)
        if apart or goes_on or is_coupled(sentence, found, context):
            return Kind(last.category, last.unit, words)
    if not noun.strong and _is_of_the_dead(sentence, found, context):
        return Kind(DEAD, Unit.BODY, words)
    category = noun.category
    if category == "person" and not noun.strong and _are_civilians(found, context):
        category = "civilian"
    whole = context.last.category if context.last is not None and context.last_end >= 0 else ""
    if category == "civilian" and whole == "prisoner_of_war" and found.partitive and sentence.has(found.end - 1, "women"):
        category = whole
    if category in LIVING and _needs_care(sentence, found):
        category = SICK
    if category in LIVING and found.young:
        category = "aged_18_25"
    elif category in LIVING and found.wounded:
        category = SICK
    return Kind(category, UNITS[noun.unit], words)


def _goes_on_about_the_dead(sentence: Sentence, context: Context, topic: Noun | None) -> bool:
    """*Over 15,500 servicemen handed over*, after a sentence of bodies, in a text that counts the dead alone."""
    if topic is None or not _dead(topic) or context.ago > 1:
        return False
    living = any(m.noun is not None and m.noun.strong and not _dead(m.noun) for m in sentence.meant)
    alive = "captivity" in sentence.tags or "home" in sentence.tags or not ALIVE.isdisjoint(sentence.senses)
    return not living and not alive


def _are_civilians(found: Counted, context: Context) -> bool:
    """*12 residents … of 165 people*: people without another word go on being the civilians of the figure before."""
    last = context.last
    return last is not None and context.ago <= 1 and last.category == "civilian" and not found.home


def _needs_care(sentence: Sentence, found: Counted) -> bool:
    """*Nine of them needed surgery*, *потребують лікування*: a state of health said of some of those counted."""
    near = range(found.end, min(sentence.size, found.end + CARE_REACH))
    return found.partitive and sentence.within("care", near)


def _are_freed(sentence: Sentence, found: Counted) -> bool:
    near = range(found.phrase.end, min(sentence.size, found.end + CARE_REACH))
    return sentence.within("freed", near) or sentence.acts("free", near)


def _taken_over(sentence: Sentence, found: Counted, context: Context, topic: Noun | None) -> Kind:
    """What a number without a noun counts: what its sentence, the figure before it or the whole text speaks of."""
    beside = sentence.meanings[found.first - 3].noun if is_theirs(sentence, found) else None
    if beside is not None and beside.category != "name":
        return Kind(beside.category, UNITS[beside.unit])
    nouns = sentence.once("nouns", strong_nouns)
    opens = context.last_end < 0 or found.per_side
    if nouns and opens and (found.bare or not nouns[0].category.startswith(DEAD)):
        return Kind(nouns[0].category, UNITS[nouns[0].unit])
    if found.per_side and any(m.noun is not None and not _dead(m.noun) for m in sentence.meant):
        return PERSONS
    part = is_part(sentence, found, context) or is_part_of_earlier(sentence, found, context)
    last = context.whole if part or found.partitive else context.last
    dead = last is not None and last.category.startswith(DEAD)
    if found.per_side and not (dead and context.ago <= WARM):
        return Kind(topic.category, UNITS[topic.unit]) if topic is not None and (last is None or not _dead(topic)) else PERSONS
    if last is None or not (context.ago <= 1 or found.bare) or (dead and not found.bare and context.last_end < 0):
        return PERSONS
    if found.home and context.last_end < 0:
        return PERSONS
    return Kind(last.category, last.unit)


def strong_nouns(sentence: Sentence) -> list[Noun]:
    """The nouns of the sentence that alone speak of a handover; a list of names counts nobody."""
    meanings = [sentence.meanings[at].noun for at in sorted(sentence.nouns)]
    return [noun for noun in meanings if noun is not None and noun.strong and noun.category != "name"]


def _dead(noun: Noun) -> bool:
    return noun.category.startswith(DEAD)


def _is_of_the_dead(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Among the bodies were 12 officers*: those counted are some of the dead that the sentence speaks of."""
    if context.listed and found.first <= 2 and context.last is not None and context.last.category.startswith(DEAD):
        return True
    near = range(max(0, found.first - 10), found.first)
    if context.last_end >= 0 or not (sentence.within("part", near) or sentence.within("freed", near)):
        return False
    return any(i in near and (noun := sentence.meanings[i].noun) is not None and noun.category == DEAD for i in sentence.nouns)


def _all_are(sentence: Sentence, found: Counted, category: str) -> bool:
    nouns = [sentence.meanings[i].noun for i in range(found.first, found.end)]
    living = [noun for noun in nouns if noun is not None and not noun.category.startswith(DEAD)]
    return bool(living) and all(noun.category == category for noun in living)
