"""Whether a number that counts somebody is a figure of a handover at all.

*Prisoners* and *bodies* speak for themselves unless a verb such as *captured* governs them; *soldiers*, *people* and
*Americans* need a verb or a noun of handing over; a bare number needs such a verb right beside it.
"""

from __future__ import annotations

from figures.reading.bare import BARE_COST, COUPLED, IDLE, LOSS_REACH, bare_number, belongs_to_last, hands_over, unknown_follows
from figures.reading.counted import DEAD, Counted
from figures.reading.ellipsis import promised_before
from figures.reading.governing import FAR, HANDOVER, NONE, Governing, candidates
from figures.reading.lexicon import Meaning, Rules
from figures.reading.relation import Context, elliptic, other_way
from figures.reading.sentence import Sentence
from figures.reading.stage import PROMISES
from figures.reading.standing_in import is_described
from figures.vocabulary import Bound

WEAK_COST = 26
NEAR_OTHER = 14
NEAR_LIST = 10
CARE_AGO = 3
SPEAKER_REACH = 8
ENDS = frozenset({"", ".", ",", "!", "»"})
CROWD = 20_000
NATION = 1_000_000
SICK = "seriously_wounded_or_sick"
HOT = frozenset({"event", "captivity", "freed", "went_home", "list"})
HEATING = frozenset({"free", "exchange", "return", "give"})
OURS = frozenset({"own", "possessive"})
COMING = frozenset({"receive", "go", "bring"})
BY_NOW = frozenset({"already", "now", "вже", "уже"})


def is_hot(sentence: Sentence) -> bool:
    """Whether the sentence speaks of handing people or the dead over."""
    tags, meanings = sentence.tags, sentence.meanings
    if not HOT.isdisjoint(tags):
        return True
    for at in sentence.nouns:
        noun = meanings[at].noun
        if noun is not None and noun.strong:
            return True
    senses = sentence.senses
    if not HEATING.isdisjoint(senses):
        return True
    if "go" in senses and any(_comes_back(meanings[at]) for at in senses["go"]):
        return True
    if "receive" in senses and any(meanings[at].length > 1 for at in senses["receive"]):
        return True
    if ("receive" in senses and not OURS.isdisjoint(tags)) or ("bring" in senses and "carrier" in tags):
        return True
    return "home" in tags and ("own" in tags or not COMING.isdisjoint(senses))


def _comes_back(meaning: Meaning) -> bool:
    """*Came back*, *повернулися*; not merely *arrived*."""
    return meaning.length > 1 or (meaning.verb is not None and meaning.verb.form in ("perfective", "imperfective"))


def accepted(sentence: Sentence, found: Counted, rules: Rules, context: Context) -> Governing | None:
    """The verb that makes the number a figure of a handover (``NONE``: the figure before it does); None where it is none."""
    if not context.hot:
        return None
    if found.phrase.number == 1 and found.phrase.bound is Bound.MORE_THAN:
        return None
    if found.casualty or _has_half(sentence, found) or _of_a_parent(sentence, found):
        return None
    first, second = candidates(sentence, found, rules)
    if _is_a_loss(sentence, found, first) or _of_a_strike(sentence, found, first) or _is_speaker(sentence, found, first):
        return None
    if _are_displaced(sentence, found, first):
        return None
    event = _event_of(sentence, found.first)
    if found.bare and event >= 0 and not unknown_follows(sentence, found.end):
        return Governing(event, "event", "noun", cost=1)
    if _found_among(sentence, found, context):
        return NONE
    if elliptic(sentence, found, context) >= 0:
        return first if first.sense in HANDOVER else NONE
    if found.phrase.number == context.total and found.phrase.first < found.phrase.core:
        return NONE
    if not found.bare and (_asked_for(sentence, found) or promised_before(sentence, found)):
        return first if first.sense in HANDOVER and first.cost <= 1 else NONE
    named = found.noun is not None and found.noun.category == "name"
    if named and _listed(sentence, found) and not _is_missing(sentence, found) and not found.partitive:
        return first if first.sense in HANDOVER and first.cost <= BARE_COST else NONE
    if _is_held(sentence, found, first, context):
        return None
    if context.listed and found.first <= 2 and context.last is not None:
        return first if first.sense in HANDOVER else NONE
    if found.partitive and not found.bare and any(hands_over(sentence, i) for i in range(found.phrase.end, found.end)):
        return first if first.sense in HANDOVER and first.cost <= COUPLED else NONE
    if found.list_of and found.noun is not None:
        return first if first.sense in HANDOVER else NONE
    if found.bare:
        return bare_number(sentence, found, first, rules, context)
    agreed = sentence.cued("agreed", range(max(0, found.first - 3), found.first))
    if (
        found.noun is not None
        and found.noun.category == "name"
        and (not _listed(sentence, found) or _is_missing(sentence, found))
    ):
        if agreed:
            return NONE
        return None
    dead = found.noun is not None and found.noun.category.startswith(DEAD)
    verb = _choose(first, second, dead=dead)
    if verb is not None and _takes_out(sentence, verb) and (found.home or (found.noun is not None and found.noun.strong)):
        return verb._replace(sense="give")
    if verb is not None and _takes_out(sentence, verb) and _was_managed(sentence, verb) and context.ago <= CARE_AGO:
        return verb._replace(sense="give")
    if is_described(sentence, found, context):
        return NONE
    if verb is not None and verb.sense in IDLE:
        return None
    if verb is not None and _goes_to_meet(sentence, found, verb):
        return None
    alone = found.phrase.number == 1 and found.phrase.first == found.phrase.core and context.last_end < 0
    if found.noun is not None and found.noun.strong and not (alone and (verb is None or verb.cost > WEAK_COST)):
        return NONE if verb is None else verb
    if verb is not None and verb.cost <= WEAK_COST:
        return verb
    if other_way(sentence, found, context):
        return NONE
    if found.per_side and not found.bare and not sentence.within("goods", range(found.first, found.end)):
        return NONE
    if _needs_care(sentence, found, context):
        return NONE
    if (found.noun is not None or found.home) and (
        _waited_for(sentence, found, context) or (found.phrase.number == 0 and _listed(sentence, found))
    ):
        return NONE
    return NONE if belongs_to_last(sentence, found, context) else None


def _has_half(sentence: Sentence, found: Counted) -> bool:
    """*11 and a half years*: people are counted whole."""
    return sentence.within("half", range(found.phrase.end, found.phrase.end + 3))


def _of_a_parent(sentence: Sentence, found: Counted) -> bool:
    """*A mother of two*: the children of somebody who is named."""
    if not found.bare and (found.noun is None or found.noun.category != "child"):
        return False
    at = found.phrase.first - 1
    return sentence.has(at - 1 if sentence.words[at] == "of" else at, "parent")


def _is_missing(sentence: Sentence, found: Counted) -> bool:
    """*A register of the missing holds 70,000 names*: a list of those of whom nothing is known."""
    return sentence.within("absent", range(max(0, found.first - LOSS_REACH), found.first))


def _asked_for(sentence: Sentence, found: Counted) -> bool:
    """*Kyiv had asked Moscow for at least 200 of its wounded*: a demand whose object is the people themselves."""
    near = range(max(0, found.first - LOSS_REACH), found.first)
    return sentence.words[found.first - 1] == "for" and sentence.cued("demanded", near)


def _needs_care(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Twenty-four men need surgery*: said of some of those who came just before."""
    whole = context.whole
    fits = whole is not None and (whole.count.high is None or found.phrase.count.low <= whole.count.high)
    living = whole is not None and not whole.category.startswith(DEAD)
    return context.ago <= CARE_AGO and fits and living and sentence.within("care", range(found.end, found.end + LOSS_REACH))


def _waited_for(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Чекаємо вдома ще 1200 поранених*, *вдома вже майже 700*: people who are home, and no verb of a handover."""
    near = range(max(0, found.first - 4), found.first)
    if not sentence.within("home", near):
        return False
    if context.ago <= 1 and any(sentence.words[i] in BY_NOW for i in near):
        return True
    own = sentence.within("own", range(found.phrase.end, found.end))
    return own or any(sentence.meanings[i].cue in PROMISES for i in near)


def _is_a_loss(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*Losses of 600 soldiers*, *потери превысили 6 тысяч*: a toll that no verb of a handover governs."""
    toll = sentence.within("loss", range(max(0, found.first - LOSS_REACH), found.first))
    if verb.sense in HANDOVER and verb.cost <= BARE_COST and not (toll and verb.at >= found.end):
        return verb.sense == "receive" and sentence.within("loss", (verb.at + 1, verb.at + 2))
    if sentence.words[found.first - 2] in ("dead", "killed") and sentence.has(found.first - 1, "and"):
        return True
    return toll or sentence.within("loss", (found.end, found.end + 1))


def _of_a_strike(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*Унаслідок удару є 4 загиблих і 21 поранений*: whom a strike killed or wounded, and no verb of a handover."""
    hurt = found.noun is not None and (found.noun.category.startswith(DEAD) or found.noun.category == SICK)
    return hurt and "strike" in sentence.tags and not (verb.sense in HANDOVER and verb.cost <= BARE_COST)


def _is_speaker(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*Two people briefed on the talks said*: those who tell of it are counted, not those who are handed over."""
    if found.partitive or found.bare or found.noun is None or found.noun.category != "person" or found.noun.strong:
        return False
    told = sentence.meanings[found.first - 1].verb
    if (
        told is not None
        and told.sense == "say"
        and sentence.words[found.first - 2] == ","
        and sentence.words[found.end] in ENDS
    ):
        return True
    for at in range(found.end, min(sentence.size, found.end + SPEAKER_REACH)):
        meaning = sentence.meanings[at]
        if meaning.verb is not None and meaning.verb.sense == "say":
            return not (verb.at >= 0 and verb.at < found.first and verb.cost <= 1)
        if sentence.words[at] in (",", ";", ":") or (meaning.verb is not None and meaning.verb.sense in HANDOVER):
            return False
    return False


def _are_displaced(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*З Карабаху виїхало понад 100 тисяч людей*: so many people who leave a place flee, and were no captives."""
    people = found.noun is not None and found.noun.category == "person" and not found.noun.strong and not found.home
    if people and found.phrase.count.low >= NATION:
        return True
    crowd = people and verb.sense == "go" and sentence.meanings[verb.at].length == 1 and found.phrase.count.low >= CROWD
    return crowd and not sentence.within("captivity", range(sentence.size)) and "home" not in sentence.tags


def _found_among(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Among them experts found the remains of 31 Russian soldiers*: a part of the dead who were handed over."""
    last = context.last
    if last is None or context.ago > 1 or not last.category.startswith(DEAD):
        return False
    dead = found.noun is not None and found.noun.category.startswith(DEAD)
    near = range(max(0, found.first - LOSS_REACH), found.first)
    return dead and context.last_end < 0 and sentence.within("part", near)


def _was_held(sentence: Sentence, verb: Governing) -> bool:
    """*Four of the five had been held since 2006*: it is over, and they are a part of those handed over."""
    if verb.sense != "hold" or not verb.subject:
        return False
    if verb.passive:
        return sentence.words[verb.at - 1] == "been" and sentence.words[verb.at - 2] == "had"
    return verb.form == "past"


def _is_held(sentence: Sentence, found: Counted, verb: Governing, context: Context) -> bool:
    """*60 soldiers held in captivity*: a number of those who are kept, of whom nothing says that they changed hands."""
    part = found.partitive or sentence.within("part", range(max(0, found.first - 4), found.first))
    if part and context.ago <= 1 and context.last is not None and _was_held(sentence, verb):
        return False
    purpose = verb.subject and sentence.has(verb.at - 1, "to")
    if verb.sense == "hold" and verb.subject and verb.cost <= 6 and not purpose:
        return True
    missing = sentence.within("absent", range(found.phrase.end, found.end))
    if missing and not (verb.sense in HANDOVER and verb.cost <= BARE_COST):
        return True
    near = range(found.end, min(sentence.size, found.end + 4))
    if verb.sense not in HANDOVER and sentence.within("absent", near):
        return True
    if verb.sense in HANDOVER or (verb.sense == "event" and not verb.subject and verb.cost <= 16):
        return False
    held = any(i in near and not sentence.has(i - 1, "to") for i in sentence.senses.get("hold", ()))
    return held or (verb.sense == "hold" and verb.cost <= NEAR_OTHER and not purpose)


def _choose(first: Governing, second: Governing, *, dead: bool) -> Governing | None:
    """The nearest verb of a handover, unless another verb clearly governs the number."""
    if first.cost >= FAR:
        return None
    if first.sense not in IDLE:
        return first
    if first.sense == "other" and first.cost == 0 and not first.subject:
        return first
    if second.sense not in IDLE and second.cost < FAR and (dead or second.cost <= first.cost + 2):
        return second
    if dead or first.cost > NEAR_OTHER:
        return None if second.sense in IDLE or second.cost >= FAR else second
    return first


def _listed(sentence: Sentence, found: Counted) -> bool:
    near = range(max(0, found.first - NEAR_LIST), min(sentence.size, found.end + NEAR_LIST))
    return found.list_of or sentence.within("list", near) or sentence.within("submits", near)


def _takes_out(sentence: Sentence, verb: Governing) -> bool:
    """*Вывезли*, *вивезли*: of prisoners and of a named people a handover, of other people often a deportation."""
    return verb.at >= 0 and sentence.words[verb.at].startswith(("вывез", "вивез", "вивіз"))


def _goes_to_meet(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*About 40 people gathered to welcome them*: those who receive others, and are no captives themselves."""
    weak = found.noun is not None and not found.noun.strong
    meets = verb.sense == "receive" and verb.subject and not verb.passive
    return weak and meets and (sentence.has(verb.at - 1, "to") or verb.form == "infinitive")


def _was_managed(sentence: Sentence, verb: Governing) -> bool:
    """*Удалось вывезти*: a rescue that was worked for, told of those who were brought back."""
    return sentence.cued("done", (verb.at - 1, verb.at - 2))


def _event_of(sentence: Sentence, first: int) -> int:
    """*The release of the remaining 83*: the token that names the handover before *of* and small words; −1: none."""
    linked = False
    for at in range(first - 1, max(-1, first - 5), -1):
        tags = sentence.meanings[at].tags
        named = sentence.inflects and sentence.meanings[at].verb is None
        if "event" in tags and (linked or named):
            return at
        if not tags & {"of", "filler", "more"}:
            break
        linked = linked or "of" in tags
    return -1
