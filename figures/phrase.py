"""The grammar of one counted number: bound words, a number, a range, a vague word or a share, and what follows it.

``phrase_at`` reads the longest such phrase that begins at a token. It looks a bounded way ahead, so reading is linear.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import floor

from figures.count import Count, counted
from figures.language import LANGUAGES
from figures.language.numerals import Numerals
from figures.numeral import DASHES, SCORE, Doubtful, Number, Tokens, number_at, past_scale
from figures.portion import Portion, half_place
from figures.vocabulary import NUMBERLESS, Bound

ANY_NUMBER = Count(0, None)
SIGNS = {
    ">": Bound.MORE_THAN,
    "<": Bound.FEWER_THAN,
    "≥": Bound.AT_LEAST,
    "≤": Bound.UP_TO,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "∼": Bound.ABOUT,
    "⩾": Bound.AT_LEAST,
    "⩽": Bound.UP_TO,
}
ZERO = "Nothing lies under or near zero: type 0, or the number that the source gives."
UNEQUAL = "The sides give different numbers: enter each direction as a figure of its own."
SHARE_RANGE = "A share is one number: type its lower end, as at least 50%, or its upper, as up to 55%."
NO_SHARE = "A share cannot be more than the whole: type a share up to 100%."


OPENERS = frozenset('“”„«»"([')
"""Marks that may stand between a bound word and its number (*more than “6,000”*)."""
THAN = frozenset({"чем", "нежели", "ніж", "аніж", "як"})
HYPHENED = frozenset({"odd", "plus"})
"""*6,000-odd*, *100-plus*: bound words that a hyphen joins to the number before them."""


@dataclass(slots=True)
class Phrase:
    """One counted number in a text: tokens from ``first`` to before ``end``, the number itself from ``core`` to ``core_end``.

    ``problem`` is why the words cannot be read. ``other`` is the second number of *150 for 189*. ``number`` is the number as
    written, without its bound, where there is exactly one.
    """

    first: int
    end: int
    core: int
    core_end: int
    count: Count
    bound: Bound
    per_side: bool = False
    conventional: bool = False
    portion: Portion | None = None
    number: int | None = None
    half: Fraction = Fraction(1, 2)
    other: int | None = None
    problem: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the words give a number at all, not only *all* or *some*."""
        return self.bound not in NUMBERLESS


@lru_cache(maxsize=256)
def _by_first(code: str, table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in getattr(LANGUAGES[code], table):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in found.items()}


def longest(tokens: Tokens, at: int, rules: Numerals, table: str) -> tuple[tuple[str, ...], int] | None:
    """The longest phrase of the rules' ``table`` that begins here, and the token after it.

    Hyphens between its words are passed, and the comma that stands before *than* (*не менше, ніж*).
    """
    phrases = _by_first(rules.code, table).get(tokens.word(at))
    if phrases is None:
        return None
    for phrase in phrases:
        here = at + 1
        for word in phrase[1:]:
            if tokens.word(here) in DASHES or (word in THAN and tokens.word(here) == ","):
                here += 1
            if tokens.word(here) != word:
                break
            here += 1
        else:
            return phrase, here
    return None


def bounded_count(bound: Bound, number: int, half: Fraction) -> Count | None:
    """The table of the method, section 2; None for *nearly zero* and its kin."""
    r = floor(half)
    match bound:
        case Bound.AT_LEAST:
            return Count(number, None)
        case Bound.MORE_THAN:
            return Count(number + 1, None)
        case Bound.UP_TO:
            return Count(0, number)
        case Bound.NEARLY | Bound.ABOUT | Bound.FEWER_THAN if number == 0:
            return None
        case Bound.FEWER_THAN:
            return Count(0, number - 1)
        case Bound.NEARLY:
            return Count(max(0, number - max(1, r)), number - 1)
        case Bound.ABOUT:
            return Count(number - 1, number + 1) if r == 0 else Count(number - r, number + r - 1)
    return Count(number, number)


def falling(one: int, two: int) -> str:
    """What to type instead of a range whose larger end stands first."""
    return f"The first number is larger than the second: write {two} to {one} if the source means a range."


def side_phrase_at(tokens: Tokens, at: int, rules: Numerals) -> int | None:
    """The token after *each*, *per side* and the like; None where none begins here."""
    found = longest(tokens, at, rules, "per_side")
    return found[1] if found else None


def phrase_at(tokens: Tokens, at: int, rules: Numerals, *, point_groups: bool = False) -> Phrase | None:
    """The longest phrase of one number that begins at token ``at``; ``Doubtful`` where its digits have no one reading."""
    bound, here, each = Bound.EXACT, at, False
    if not tokens.is_digits(at):
        bound, here, each = _bounds_before(tokens, at, rules)
    elif tokens.word(at + 1) not in _going_on(rules.code):
        return _range(tokens, at, rules, (), point_groups, required=False)
    phrase = _amount(tokens, here, rules, bounded=here > at, point_groups=point_groups)
    if phrase is None:
        return _numberless(tokens, at, rules)
    phrase, odd = _before_its_scale(tokens, phrase, rules)
    phrase = _bounded(phrase if phrase.first == at else replace(phrase, first=at), odd if bound is Bound.EXACT else bound)
    phrase = _after(tokens, phrase, rules)
    if each:
        phrase = replace(phrase, per_side=True)
    return phrase


@lru_cache(maxsize=16)
def _going_on(code: str) -> frozenset[str]:
    """What goes on a number in digits: most numbers stand before another word, and there is no more to them."""
    rules = LANGUAGES[code]
    phrases = (*rules.percent, *rules.after, *rules.and_half)
    return _links(code).union(rules.scales, rules.for_words, ("+", "/"), (phrase[0] for phrase in phrases))


def _bounds_before(tokens: Tokens, at: int, rules: Numerals) -> tuple[Bound, int, bool]:
    bound, each = Bound.EXACT, False
    for _ in range(4):
        word = tokens.word(at)
        if word in SIGNS:
            new, at = SIGNS[word], at + 1
            if tokens.word(at) == "=" and new in (Bound.MORE_THAN, Bound.FEWER_THAN):
                new, at = (Bound.AT_LEAST if new is Bound.MORE_THAN else Bound.UP_TO), at + 1
        elif word in rules.each:
            new, at, each = Bound.EXACT, at + 1, True
        elif tokens.word(at - 1) in rules.particles.get(word, ()):
            break
        elif found := longest(tokens, at, rules, "before"):
            new, at = rules.before[found[0]], found[1]
            at += word in rules.shortened and tokens.word(at) == "." and tokens.touches(at - 1)
        elif word in rules.shortened and tokens.word(at + 1) == "." and tokens.touches(at):
            new, at = rules.shortened[word], at + 2
        else:
            break
        bound = new if bound is Bound.EXACT else bound
    while bound is not Bound.EXACT and tokens.word(at) in OPENERS:
        at += 1
    return bound, at, each


def _amount(tokens: Tokens, at: int, rules: Numerals, *, bounded: bool, point_groups: bool) -> Phrase | None:
    in_digits = tokens.is_digits(at)
    fixed = not in_digits and longest(tokens, at, rules, "fixed") is not None
    share = None if fixed else _share(tokens, at, rules)
    if share is not None:
        return share
    word = tokens.word(at)
    if not in_digits and (word in rules.between or word in rules.range_from):
        links = rules.between_and if word in rules.between else rules.range_to | DASHES
        found = _range(tokens, at + 1, rules, links, point_groups, required=True)
        if found is not None or not fixed:
            return found
    plain = _range(tokens, at, rules, _links(rules.code), point_groups, required=False, bounded=bounded)
    if plain is not None and longest(tokens, plain.end, rules, "percent"):
        return replace(plain, problem=SHARE_RANGE)
    return plain or _turned_round(tokens, at, rules) or _vague(tokens, at, rules) or _none(tokens, at, rules)


@lru_cache(maxsize=16)
def _links(code: str) -> frozenset[str]:
    """What stands between the two numbers of a range that no word opens."""
    rules = LANGUAGES[code]
    return rules.range_to | rules.range_or | DASHES


def _range(
    tokens: Tokens,
    at: int,
    rules: Numerals,
    links: Collection[str],
    point_groups: bool,
    *,
    required: bool,
    bounded: bool = False,
) -> Phrase | None:
    one = number_at(tokens, at, rules, bounded=bounded, point_groups=point_groups)
    if one is None:
        return None
    core = at - 1 if required else at
    plain = Phrase(core, one.end, core, one.end, counted(one.value, one.value), Bound.EXACT, number=one.value, half=one.half)
    link = tokens.word(one.end)
    if link not in links:
        return None if required else plain
    here = one.end + 2 if tokens.word(one.end + 1) in DASHES and link not in DASHES else one.end + 1
    two = number_at(tokens, here, rules, bounded=bounded, point_groups=point_groups)
    if two is None:
        return None if required else plain
    low = _of_the_same_scale(tokens, one, two, here, rules)
    if low > two.value:
        falls = replace(plain, end=two.end, core_end=two.end, problem=falling(low, two.value))
        return plain if link in rules.range_to or link in rules.range_or else falls
    if link in rules.range_or and two.value > 2 * low + 1:
        return plain
    return Phrase(core, two.end, core, two.end, Count(low, two.value), Bound.RANGE)


def _of_the_same_scale(tokens: Tokens, one: Number, two: Number, at: int, rules: Numerals) -> int:
    """*2–3 thousand* means two thousand to three thousand."""
    scale = rules.scales.get(tokens.word(two.end - 1), 1) if two.end - at > 1 else 1
    return one.value * scale if one.value * scale <= two.value and one.value < 1_000 and scale > 1 else one.value


def _turned_round(tokens: Tokens, at: int, rules: Numerals) -> Phrase | None:
    """*Тысяч пять*, *десятка два*: about as many, since the number stands behind its scale."""
    few = rules.cardinals.get(tokens.word(at + 1), 0)
    if tokens.word(at) not in rules.turned_scales or not 1 < few <= SCORE or tokens.word(at + 2) in rules.scales:
        return None
    number = few * rules.scales[tokens.word(at)]
    half = half_place(number)
    count = bounded_count(Bound.ABOUT, number, half) or ANY_NUMBER
    return Phrase(at, at + 2, at, at + 2, count, Bound.ABOUT, number=number, half=half)


def _vague(tokens: Tokens, at: int, rules: Numerals) -> Phrase | None:
    factor = longest(tokens, at, rules, "vague_factors")
    if factor:
        low, high = rules.vague_factors[factor[0]]
        end = factor[1] + (tokens.word(factor[1]) in rules.vague_links)
        scale = rules.scales.get(tokens.word(end).removesuffix("s"), 0) or rules.scales.get(tokens.word(end), 0)
        if scale:
            return Phrase(at, end + 1, at, end + 1, Count(low * scale, high * scale), Bound.VAGUE, conventional=True)
    found = longest(tokens, at, rules, "vague")
    if not found:
        return None
    low, high = rules.vague[found[0]]
    return Phrase(at, found[1], at, found[1], Count(low, high), Bound.VAGUE, conventional=True)


def _none(tokens: Tokens, at: int, rules: Numerals) -> Phrase | None:
    found = longest(tokens, at, rules, "none")
    return Phrase(at, found[1], at, found[1], Count(0, 0), Bound.EXACT, number=0) if found else None


def _numberless(tokens: Tokens, at: int, rules: Numerals) -> Phrase | None:
    every = longest(tokens, at, rules, "every")
    if every:
        return Phrase(at, every[1], at, every[1], ANY_NUMBER, Bound.ALL, per_side=len(every[0]) > 2)
    some = longest(tokens, at, rules, "some")
    return Phrase(at, some[1], at, some[1], Count(1, None), Bound.NOT_GIVEN) if some else None


def _share(tokens: Tokens, at: int, rules: Numerals) -> Phrase | None:
    found = _share_value(tokens, at, rules)
    if found is None:
        return None
    value, end = found
    if value > 1:
        return Phrase(at, end, at, end, ANY_NUMBER, Bound.EXACT, problem=NO_SHARE)
    return Phrase(at, end, at, end, ANY_NUMBER, Bound.EXACT, portion=Portion(Bound.EXACT, value))


def _share_value(tokens: Tokens, at: int, rules: Numerals) -> tuple[Fraction, int] | None:
    if tokens.is_digits(at):
        return _share_in_digits(tokens, at, rules)
    words = longest(tokens, at, rules, "share_words")
    if words:
        return rules.share_words[words[0]], words[1]
    article = tokens.word(at) in rules.articles
    if article and tokens.word(at + 1) in rules.shares:
        return Fraction(1, rules.shares[tokens.word(at + 1)]), at + 2
    if tokens.word(at) in rules.shares and tokens.word(at + 1) in rules.share_tails:
        return Fraction(1, rules.shares[tokens.word(at)]), at + 2
    parts = rules.cardinals.get(tokens.word(at), 0)
    if not 0 < parts <= 100:
        return None
    here = at + 2 if tokens.word(at + 1) in DASHES else at + 1
    whole = rules.shares.get(tokens.word(here))
    if whole and (here == at + 1 or tokens.touches(at)):
        return Fraction(parts, whole), here + 1 + (tokens.word(here + 1) in rules.share_tails)
    if parts == 1 and tokens.word(at + 1) in rules.one_in:
        base = rules.cardinals.get(tokens.word(at + 2), 0)
        return (Fraction(1, base), at + 3) if base > 1 else None
    number = number_at(tokens, at, rules)
    percent = longest(tokens, number.end, rules, "percent") if number else None
    return (Fraction(number.value, 100), percent[1]) if number and percent else None


def _share_in_digits(tokens: Tokens, at: int, rules: Numerals) -> tuple[Fraction, int] | None:
    word = tokens.words[at]
    percent = longest(tokens, at + 1, rules, "percent")
    if percent:
        plain = word.replace(",", ".")
        if plain.count(".") > 1 or len(plain) > 8 or not plain.replace(".", "").isdigit():
            raise Doubtful("That percentage cannot be read: type it as 15% or 12.5%.")
        return Fraction(plain) / 100, percent[1]
    if tokens.word(at + 1) == "/" and tokens.is_digits(at + 2) and tokens.touches(at) and tokens.word(at + 3) != "/":
        below = tokens.word(at + 2)
        if word.isdigit() and below.isdigit() and len(word) <= 3 and len(below) <= 3 and int(below) > 0:
            return Fraction(int(word), int(below)), at + 3
    return None


def _bounded(phrase: Phrase, bound: Bound) -> Phrase:
    if bound is Bound.EXACT or phrase.problem:
        return phrase
    if phrase.portion is not None:
        return replace(phrase, bound=bound, portion=Portion(bound, phrase.portion.share))
    if phrase.number is not None:
        count = bounded_count(bound, phrase.number, phrase.half)
        return replace(phrase, problem=ZERO) if count is None else replace(phrase, count=count, bound=bound)
    low, high = phrase.count.low, phrase.count.high
    kept = Bound.VAGUE if phrase.bound is Bound.VAGUE else bound
    match bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return replace(phrase, count=Count(low, None), bound=Bound.VAGUE if kept is Bound.VAGUE else Bound.AT_LEAST)
        case Bound.UP_TO:
            return replace(phrase, count=Count(0, high), bound=kept)
        case Bound.FEWER_THAN if high == 0:
            return replace(phrase, problem=ZERO)
        case Bound.FEWER_THAN:
            return replace(phrase, count=Count(0, None if high is None else high - 1), bound=kept)
    return phrase


def _before_its_scale(tokens: Tokens, phrase: Phrase, rules: Numerals) -> tuple[Phrase, Bound]:
    """*15 с лишним тысяч*, *15-odd thousand*: with the scale that stands behind bound words, and what these mean."""
    found = longest(tokens, _past_hyphen(tokens, phrase.end), rules, "after")
    word = tokens.word(found[1]) if found else ""
    scale = rules.scales.get(word, 0) if len(word) > 1 else 0
    if found is None or not scale or phrase.bound is Bound.VAGUE or phrase.portion is not None:
        return phrase, Bound.EXACT
    high = phrase.count.high
    if high is None or high >= scale:
        return phrase, Bound.EXACT
    end, count = past_scale(tokens, found[1], rules), Count(phrase.count.low * scale, high * scale)
    phrase = replace(phrase, count=count, end=end, core_end=end)
    if phrase.number is not None:
        number = phrase.number * scale
        phrase = replace(phrase, number=number, half=half_place(number))
    return phrase, rules.after[found[0]]


def _past_hyphen(tokens: Tokens, at: int) -> int:
    return at + 1 if tokens.word(at) in DASHES and tokens.word(at + 1) in HYPHENED else at


def _after(tokens: Tokens, phrase: Phrase, rules: Numerals) -> Phrase:
    if phrase.portion is not None or phrase.problem:
        return phrase
    end = phrase.end
    if tokens.word(end) == "+" and phrase.number is not None and phrase.bound is Bound.EXACT:
        phrase = replace(_bounded(phrase, Bound.AT_LEAST), end=end + 1)
    elif phrase.bound in (Bound.EXACT, Bound.RANGE, Bound.VAGUE) and phrase.count.high != 0:
        found = longest(tokens, _past_hyphen(tokens, end), rules, "after")
        if found:
            phrase = replace(_bounded(phrase, rules.after[found[0]]), end=found[1])
    return _for_as_many(tokens, phrase, rules)


def _for_as_many(tokens: Tokens, phrase: Phrase, rules: Numerals) -> Phrase:
    """*157 for 157*, *1000-for-1000*: per side; of two different numbers the second is kept beside the first."""
    here = phrase.end + 1 if tokens.word(phrase.end) in DASHES else phrase.end
    if phrase.number is None or tokens.word(here) not in rules.for_words:
        return phrase
    here = here + 2 if tokens.word(here + 1) in DASHES else here + 1
    try:
        two = number_at(tokens, here, rules)
    except Doubtful:
        return phrase
    if two is None:
        return phrase
    if two.value == phrase.number:
        return replace(phrase, end=two.end, core_end=two.end, per_side=True)
    return replace(phrase, end=two.end, core_end=two.end, other=two.value, problem=UNEQUAL)
