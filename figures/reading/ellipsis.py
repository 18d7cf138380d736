"""Numbers whose verb or noun the sentence leaves out, because what stands before the number says it already.

*683 came home, and since 2022 more than 8,000*; *two of them in June, another two — in May*; *Kyiv agreed to only nineteen*.
"""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.lexicon import Rules
from figures.reading.relation import Context
from figures.reading.sentence import Sentence
from figures.reading.stage import PROMISES

GAP = 14
CUE_REACH = 4
LISTED_REACH = 5
SMALL = frozenset({"into", "of", "preposition", "more", "filler", "from", "to", "already"})
BARELY = frozenset({"only", "just", "far", "so", "yet", "пока", "поки", "на", "про", "за", "лишь", "'"})
ANIMATE = frozenset(
    {"двух", "трех", "четырех", "двоих", "троих", "четверых", "двое", "трое", "четверо", "пятерых", "шестерых"}
) | (frozenset({"двох", "трьох", "чотирьох", "двоє", "троє", "четверо", "п'ятьох", "п'ятеро", "шістьох", "шестеро", "семеро"}))
OPENING = frozenset({"ще", "іще", "еще", "another", "причому", "причем", "притом"})
PAST = ("ли", "лись", "лися", "ло", "ла")
DOERS = ("ers", "ors", "ists", "men", "ants", "ians", "women")


def is_left_out(sentence: Sentence, found: Counted, rules: Rules, context: Context) -> bool:
    """Whether a number without a noun goes on a figure that stands close before it, with the verb of that figure."""
    if context.last is None or context.ago > 1:
        return False
    if _recognised(sentence, found):
        return True
    if context.last_end < 0 or found.first - context.last_end > GAP:
        return False
    if _of_another_time(sentence, found, context) or _other_part(sentence, found, context):
        return True
    if _taken_apart(sentence, found, rules, context):
        return True
    return _one_more_kind(sentence, found, rules, context)


def promised_before(sentence: Sentence, found: Counted) -> bool:
    """*Agreed to only nineteen*, *домовитися про ще 60*, *we are owed 638*: a promise whose object is the number."""
    for at in range(found.first - 1, max(-1, found.first - 1 - CUE_REACH), -1):
        meaning = sentence.meanings[at]
        if meaning.cue in PROMISES and meaning.verb is None:
            return True
        if meaning.verb is not None or meaning.noun is not None:
            return False
        if not meaning.tags & SMALL and sentence.words[at] not in BARELY:
            return False
    return False


def _recognised(sentence: Sentence, found: Counted) -> bool:
    """*Recognised no more than 430*: how many of those before one side admits to."""
    at = found.first - 1
    while at >= 0 and sentence.words[at] in BARELY:
        at -= 1
    return sentence.has(at, "recognises")


def _clause_alone(sentence: Sentence, found: Counted, context: Context) -> bool:
    """Whether a clause of its own begins between the figure before and the number, and has neither verb nor noun."""
    for at in range(found.first - 1, context.last_end - 1, -1):
        meaning = sentence.meanings[at]
        if meaning.verb is not None or meaning.noun is not None:
            return False
        if sentence.words[at] in (",", ";") or meaning.tags & {"and", "clause"}:
            return True
    return False


def _of_another_time(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*А від 24 лютого 2022-го — понад 8 тисяч*, *в апреле — девять*: the same at another time, after a dash."""
    before = found.first - 1
    spaced = sentence.is_dash(before) and not sentence.tokens.touches(before)
    return spaced and _clause_alone(sentence, found, context)


def _other_part(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Двоє з них — у червні, іще двоє — під час наступу*: a part that a dash sets against what is said of it."""
    after = found.end
    spaced = sentence.is_dash(after) and not sentence.tokens.touches(after - 1)
    if not spaced or not _fits(found, context):
        return False
    opens = sentence.words[found.first - 1] in (",", ";") or sentence.meanings[found.first - 1].tags & {"and", "more", "clause"}
    return bool(opens or sentence.words[found.phrase.first] in OPENING or sentence.words[found.first - 1] in OPENING)


def _taken_apart(sentence: Sentence, found: Counted, rules: Rules, context: Context) -> bool:
    """*Handed over four men: two had vanished in May*: after a colon, what befell some of those counted before it."""
    opens = sentence.words[found.first - 1] == ":" and _fits(found, context)
    if not rules.endings:
        return opens and bool(sentence.meanings[found.end].tags & {"be", "have", "relative"})
    return opens and sentence.words[found.end].endswith(PAST)


def _fits(found: Counted, context: Context) -> bool:
    """Whether the number can be a part of the figure before it."""
    whole = context.whole or context.last
    return whole is not None and (whole.count.high is None or found.phrase.count.low <= whole.count.high)


def _one_more_kind(sentence: Sentence, found: Counted, rules: Rules, context: Context) -> bool:
    """*Пятерых полицейских и двух следователей*: right after a figure, people whom the rules do not know."""
    joined = found.first - context.last_end == 1 and (
        sentence.has(found.first - 1, "and") or sentence.words[found.first - 1] == ","
    )
    if not joined or found.phrase.number is None:
        return False
    following = sentence.words[found.end]
    if rules.endings:
        return sentence.words[found.phrase.core] in ANIMATE and following[:1].isalpha() and not sentence.has(found.end, "thing")
    return following.endswith(DOERS) and len(following) > CUE_REACH and not sentence.meanings[found.end].tags
