"""How a number stands to the figure before it: one more of its list, a part of it, or the other way in exchange for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.reading.counted import PART_WORDS, Counted
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Way
from figures.reading.suggestion import Suggestion

FAR = 1_000
COUPLED = 6
PART_REACH = 8
OTHER_WAY_REACH = 9
OPENING_REACH = 12
BACK_REACH = 2
APART = frozenset("(:")
BACK = frozenset({"other_way", "back"})


class Context(NamedTuple):
    """What stands before a number: the last figure, how many sentences ago, and where in this sentence it ended (−1: not here).

    ``whole`` is the last figure that is no part of another. ``listed``: the sentence is an item of a list that a figure opened.
    ``hot``: this sentence or the one before speaks of handing over. ``main`` is the direction that the text goes on about:
    a figure for the way back does not turn it. ``people`` are those whom a number counted just before that is no figure.
    ``recent`` are the last few figures before. ``total`` is what the last two make together where
    they went opposite ways (−1: they did not). ``asked``: the sentence before asks how many changed hands.
    """

    last: Suggestion | None = None
    whole: Suggestion | None = None
    ago: int = FAR
    last_end: int = -1
    hot: bool = False
    listed: bool = False
    main: Way = NOWHERE
    people: str = ""
    total: int = -1
    recent: Sequence[Suggestion] = ()
    asked: bool = False

    @property
    def way(self) -> Way:
        """The direction of the last figure; none where it was one of each side."""
        if self.last is None or self.last.per_side:
            return NOWHERE
        return Way(self.last.sender, self.last.receiver)

    @property
    def way_of_whole(self) -> Way:
        """The direction of the last figure that is no part of another."""
        one = self.whole or self.last
        return NOWHERE if one is None or one.per_side else Way(one.sender, one.receiver)


def is_said(context: Context) -> bool:
    """Whether the figure before names an end of its own direction."""
    return context.last is not None and any(reason.field in ("from", "to") for reason in context.last.reasons)


def is_coupled(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*96 prisoners, 15 Saudis and 4 Sudanese*: nothing but commas and *and* between this figure and the last."""
    if context.last is None or context.last_end < 0 or found.first - context.last_end > COUPLED:
        return False
    between = range(context.last_end, found.first)
    free = sentence.verbs.isdisjoint(between) and sentence.parties.isdisjoint(between)
    return free and not sentence.within("reverse", between)


def is_part(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Among them almost 20 children*: a part of a figure in the same sentence."""
    if context.last is None or context.last_end < 0:
        return False
    between = range(context.last_end, found.first)
    if len(between) > PART_REACH:
        return False
    return sentence.within("part", between) or sentence.any_word(APART, between)


def is_part_of_earlier(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Among them were 23 wounded*: a part of the figure of the sentence before."""
    if context.whole is None or context.ago > 1 or context.last_end >= 0:
        return False
    near = range(max(0, found.first - PART_REACH), min(sentence.size, found.end + 2))
    return context.listed or sentence.within("part", near)


def elliptic(sentence: Sentence, found: Counted, context: Context) -> int:
    """*А Пакистан — более 600*: the party whose verb is left out, before a dash and the number; −1: none."""
    if not sentence.is_dash(found.first - 1) or sentence.tokens.touches(found.first - 1):
        return -1
    first = -1
    low = max(context.last_end - 1, found.first - COUPLED - 2, -1)
    if context.last_end < 0 and not _follows_each_other(sentence, low, found.first):
        return -1
    for at in range(found.first - 2, low, -1):
        meaning = sentence.meanings[at]
        if meaning.verb is not None or meaning.noun is not None or sentence.words[at] in (",", ";", ":", "("):
            break
        if meaning.party is not None:
            first = at
    return first


def _follows_each_other(sentence: Sentence, low: int, first: int) -> bool:
    """*Стороны вернули тела: сербы — 17*: a colon after what both do opens who did how much of it."""
    colon = next((i for i in range(first - 1, low, -1) if sentence.words[i] == ":"), -1)
    return colon > 0 and sentence.within("parties", range(max(0, colon - OTHER_WAY_REACH), colon))


def is_named_again(sentence: Sentence, first: int, number: int | None, earlier: Sequence[Suggestion]) -> bool:
    """*Eight of the 33*: the second number only names again the figure that the first is a part of."""
    at = first - 1
    while sentence.has(at, "filler"):
        at -= 1
    if number is None or not (sentence.has(at, "of") or sentence.words[at] in PART_WORDS) or not _is_number(sentence, at - 1):
        return False
    return any(one.count.low == number == one.count.high for one in earlier)


def reverse_at(sentence: Sentence, found: Counted, context: Context) -> int:
    """Where *in exchange* and the like stand between the figure before and this one; −1 where they do not."""
    if context.last is None or context.ago > 1 or "reverse" not in sentence.tags:
        return -1
    spans = [*range(max(context.last_end, 0), found.first)]
    if context.last_end >= 0:
        after = range(found.end, min(sentence.size, found.end + 4))
        spans += [i for i in after if not _opens_number(sentence, i)]
    return next((i for i in spans if sentence.has(i, "reverse")), -1)


def _opens_number(sentence: Sentence, at: int) -> bool:
    """*85 civilians in exchange for 13*: what goes the other way comes after."""
    ahead = range(at + sentence.meanings[at].length, at + sentence.meanings[at].length + 4)
    return any(_is_number(sentence, i) for i in ahead)


def _is_number(sentence: Sentence, at: int) -> bool:
    return sentence.tokens.is_digits(at) or sentence.has(at, "number")


def other_way(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*64 Russians went the other way*, *в обратную сторону*: against the figure before, wherever in the clause it stands."""
    if context.last is None or context.ago > BACK_REACH or BACK.isdisjoint(sentence.tags):
        return False
    low, high = max(context.last_end, 0, found.first - OTHER_WAY_REACH), min(sentence.size, found.end + OTHER_WAY_REACH)
    ahead = next((i for i in range(found.end, high) if sentence.words[i] == ";" or _is_number(sentence, i)), high)
    return sentence.within("other_way", range(low, ahead)) or any(_goes_back(sentence, i) for i in range(low, ahead))


def _goes_back(sentence: Sentence, at: int) -> bool:
    """*Назад поїхали 72*: off, where others came from."""
    opens = at == 0 and sentence.within("departs", range(min(sentence.size, OPENING_REACH)))
    return sentence.has(at, "back") and (opens or sentence.has(at - 1, "departs") or sentence.has(at + 1, "departs"))


def opens_reverse(sentence: Sentence, found: Counted) -> bool:
    """*In exchange for 33 hostages, Israel is to free*: the first goes the other way; not *in return, Israel freed 33*."""
    if "reverse" not in sentence.tags:
        return False
    near = range(max(0, found.first - 4), found.first)
    at = next((i for i in near if sentence.has(i, "reverse") and sentence.meanings[i].length > 1), -1)
    between = range(at + 1, found.first)
    return at >= 0 and sentence.verbs.isdisjoint(between) and sentence.parties.isdisjoint(between)
