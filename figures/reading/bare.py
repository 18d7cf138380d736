"""Numbers that stand without a noun, and those that only go on the figure before them: when they are figures of a handover."""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.ellipsis import is_left_out, promised_before
from figures.reading.governing import HANDOVER, NONE, Governing
from figures.reading.lexicon import Rules
from figures.reading.relation import Context, other_way
from figures.reading.sentence import Sentence
from figures.reading.stage import PROMISES
from figures.reading.standing_in import after_things, standing_in

COUPLED = 9
BARE_COST = 9
MANAGED = ("далося", "далось")
LOSS_REACH = 6
IDLE = frozenset({"other", "hold"})
NONE_WORDS = frozenset({"none", "жодного", "жоден", "жодну", "жодна", "жодному", "ни"})
WAS = frozenset({"was", "is", "stood", "stands", "reached"})
EVERY = frozenset({"every", "each", "any", "as", "кожного", "каждого", "каждый", "кожен"})
AT_PLACE = frozenset({"in", "at", "on", "у", "в", "на", "for"})
CLOSED = frozenset(
    {
        "from",
        "into",
        "by",
        "clause",
        "more",
        "both",
        "reverse",
        "and",
        "part",
        "total",
        "be",
        "have",
        "of",
        "home",
        "to",
        "with",
        "far_side",
        "all_sides",
    }
)
FUNCTION = frozenset(
    {
        "already",
        "now",
        "вже",
        "уже",
        "back",
        "over",
        "home",
        "the",
        "under",
        "this",
        "last",
        "that",
        "during",
        "across",
        "through",
        "aboard",
        "after",
        "before",
        "were",
        "на",
        "під",
        "при",
        "про",
        "для",
        "были",
        "було",
    }
)


def belongs_to_last(sentence: Sentence, found: Counted, context: Context) -> bool:
    """A part of the figure before (*among them 13 Israelis*), or one more of its list (*, 15 Saudis and 4 Sudanese*)."""
    near = range(max(0, found.first - 14), min(sentence.size, found.end + 12))
    if sentence.within("freed", near):
        return True
    if context.last is None:
        return False
    if context.last_end >= 0 and found.first - context.last_end <= COUPLED:
        return sentence.verbs.isdisjoint(range(context.last_end, found.first))
    if context.last_end >= 0 and _after_colon(sentence, found, context):
        return True
    if context.ago > 1:
        return False
    near = range(max(0, found.first - 14), min(sentence.size, found.end + 5))
    return sentence.within("part", near) and not _is_governed_elsewhere(sentence, found)


def _is_governed_elsewhere(sentence: Sentence, found: Counted) -> bool:
    """*Killing at least 12, among them three children*: the nearest verb before the number is about something else."""
    for at in range(found.first - 1, max(-1, found.first - 14), -1):
        verb = sentence.meanings[at].verb
        if verb is not None and verb.sense != "say":
            return verb.sense in IDLE
    return False


def _leaves_verb_out(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Tehran gave 70 bodies, and Baghdad 48*: a party between the figure before and this number, and no verb."""
    if context.last_end < 0 or found.first - context.last_end > COUPLED:
        return False
    between = range(context.last_end, found.first)
    return not sentence.parties.isdisjoint(between) and sentence.verbs.isdisjoint(between)


def _after_colon(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*591 prisoners: 325 from the Air Force, 77 soldiers*: what stands after a colon takes the figure before it apart."""
    for at in range(found.first - 1, context.last_end - 1, -1):
        if sentence.words[at] == ":":
            return True
        if sentence.meanings[at].verb is not None:
            return False
    return False


def bare_number(sentence: Sentence, found: Counted, verb: Governing, rules: Rules, context: Context) -> Governing | None:
    """The verb that makes a number without a noun a figure (``NONE``: the figure before it does); None where it is none."""
    phrase = found.phrase
    goods = range(max(0, found.first - LOSS_REACH), found.first)
    if (found.per_side and sentence.within("goods", goods)) or after_things(sentence, found, context):
        return None
    stands = standing_in(sentence, found, context)
    if stands is not None:
        return stands
    if sentence.words[found.first - 1] == "at" and not _total_said(sentence, found):
        return None
    if phrase.number == 0 and (found.partitive or (sentence.words[phrase.core] in NONE_WORDS and verb.sense in HANDOVER)):
        return verb if verb.sense in HANDOVER else NONE
    if phrase.number == 1 and _one_of_them(sentence, found) and verb.sense in HANDOVER and not verb.subject and verb.cost <= 2:
        return verb
    if phrase.number in (0, 1) or (phrase.bound.value == "vague" and not found.partitive):
        return None
    if found.per_side or phrase.other is not None:
        return verb if verb.sense in HANDOVER or verb.sense == "event" else NONE
    if _total_said(sentence, found):
        return verb if verb.sense in HANDOVER else NONE
    if sentence.meanings[found.end].cue in PROMISES and not verb.subject and verb.sense in HANDOVER:
        return NONE
    if found.partitive and context.ago <= 1 and not _is_past_other(sentence, found.end):
        return verb if verb.sense in HANDOVER and verb.cost <= BARE_COST else NONE
    if is_left_out(sentence, found, rules, context):
        return verb if verb.sense in HANDOVER and verb.cost <= 2 else NONE
    if verb.sense in ("identify", "match") and verb.cost <= 2 and sentence.has(found.end, "absent"):
        return verb
    if sentence.has(found.end, "absent"):
        return None
    if context.ago <= 1 and (_tells_of_some(sentence, found, context) or other_way(sentence, found, context)):
        return NONE
    if unknown_follows(sentence, found.end):
        return None
    if context.ago <= 2 and promised_before(sentence, found):
        return NONE
    if context.ago <= 1 and sentence.has(found.end, "be") and sentence.meanings[found.end + 1].cue == "scheduled":
        return NONE
    if _one_more(sentence, found, context):
        return verb if verb.sense in HANDOVER else NONE
    if sentence.within("reverse", range(max(0, found.first - 3), found.first)):
        return verb if verb.sense in HANDOVER else NONE
    if verb.sense in HANDOVER and _leaves_verb_out(sentence, found, context):
        return verb
    if verb.sense in HANDOVER and verb.cost <= BARE_COST and (context.last is not None or found.partitive or phrase.number):
        return verb
    if found.partitive and context.ago <= 1:
        return NONE
    ends = sentence.meanings[found.end].tags & {"from", "far_side"}
    return NONE if ends and belongs_to_last(sentence, found, context) else None


def _one_of_them(sentence: Sentence, found: Counted) -> bool:
    """*Freed only one of them*; not *every one of them*, *returned as one of them*."""
    alone = sentence.words[found.first - 1] not in EVERY and not sentence.words[found.phrase.core].endswith(("им", "ою"))
    return found.partitive and alone


def _tells_of_some(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*111 had been rounded up in Gaza*, *seven were deported to Egypt*: how some of those came there, or where they went."""
    if sentence.within("all_sides", (found.end, found.end + 1)):
        return True
    at = found.end
    while at < found.end + 3 and sentence.meanings[at].tags & {"be", "have", "relative"}:
        at += 1
    had = (sentence.inflects or sentence.words[found.end] in ("had", "who")) and sentence.has(at, "taken")
    off = at > found.end or (sentence.inflects and context.last_end >= 0)
    return had or (off and sentence.has(at, "sent_off"))


def _is_past_other(sentence: Sentence, at: int) -> bool:
    """*Two of them died*: what they did has nothing to do with a handover."""
    verb = sentence.meanings[at].verb
    return verb is not None and verb.sense == "other" and verb.form != "ing"


def _one_more(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*900 bodies, and 27 back*, *или даже 1200*: a number without a noun that ends its clause, in the same list."""
    if context.last_end < 0 or found.first - context.last_end > COUPLED or sentence.words[found.first - 1] in AT_PLACE:
        return False
    after = sentence.words[found.end]
    if after and after not in '.,;)»”"!' and after not in ("the", "later", "more"):
        return False
    between = range(context.last_end, found.first)
    return sentence.verbs.isdisjoint(between) and not sentence.within("age", between)


def _total_said(sentence: Sentence, found: Counted) -> bool:
    """*The number of prisoners it swapped at 150*, *the total to be released is 1,081*."""
    if not sentence.has(found.first - 1, "copula") and not sentence.is_dash(found.first - 1):
        return False
    if sentence.words[found.first - 1] in WAS and any(
        sentence.words[i] == "total" for i in range(found.first - 14, found.first - 1)
    ):
        return True
    for i in range(max(0, found.first - 14), found.first - 1):
        if sentence.has(i, "quantity"):
            near = range(i, found.first)
            return any(
                sentence.meanings[j].noun is not None or (sentence.meanings[j].verb is not None and hands_over(sentence, j))
                for j in near
            )
    return False


def hands_over(sentence: Sentence, at: int) -> bool:
    """Whether the token is a verb of handing over."""
    verb = sentence.meanings[at].verb
    return verb is not None and verb.sense in HANDOVER


def unknown_follows(sentence: Sentence, at: int) -> bool:
    """Whether a content word that means nothing here follows: then the number counts that."""
    if at >= sentence.size:
        return False
    word, meaning = sentence.words[at], sentence.meanings[at]
    if not word[0].isalpha():
        return word in "%°$€£₴₽" or word.isdigit()
    if meaning.verb is not None:
        return meaning.verb.sense in ("other", "say", "hold") and not meaning.tags
    if meaning.cue == "done" and word.endswith(MANAGED):
        return False
    return not (meaning.tags & CLOSED or meaning.party is not None) and len(word) > 2 and word not in FUNCTION
