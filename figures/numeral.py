"""Words and digits as numbers: the tokens of a text, and the longest number that begins at one of them.

The same tokens and the same numbers serve a form's field and the text of an article, so what one reads the other reads alike.
Everything here runs in one pass; a run of digits longer than any count of people is no number.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple

from figures.language.numerals import Numerals
from figures.portion import half_place

LETTER = r"[^\W\d_]"
MARK = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
SPACES = " \u00a0\u202f\u2009\u2007"
TOKEN = re.compile(
    rf"[0-9]{{1,3}}([,'’{SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*"
    rf"|(?:{LETTER}\.){{2,}}"
    rf"|{LETTER}(?:{LETTER}|{MARK})*(?:['’ʼ‘`]{LETTER}(?:{LETTER}|{MARK})*)*"
    r"|[^\w\s]|_"
)
WHOLE = itemgetter(0)
DASHES = frozenset("-–—‑‒−")
STUCK = DASHES | frozenset("/%:°")
GROUPS = re.compile(rf"[,'’{SPACES}]")
GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[,'’{SPACES}][0-9]{{3}})+")
LONGEST = 12
TOO_LONG = "That number is longer than any count of people: type it again."
MOST_FOLDS, LONG_WORD = 50_000, 40
GROUP = 3
DOZEN, SCORE, HUNDRED, THOUSAND = 12, 20, 100, 1_000
INVISIBLE = re.compile(MARK)


def fold(word: str) -> str:
    """A word as the rules spell it: lower case, straight apostrophe, е for ё, without stress marks and soft hyphens."""
    if word.isascii():
        return word.lower().replace("`", "'")
    word = unicodedata.normalize("NFC", word).casefold()
    return INVISIBLE.sub("", word).translate(FOLDED) or "_"


FOLDED = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е"})


class Folds(dict[str, str]):
    """Words as they were folded before: an article says the same words again and again."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        if len(self) < MOST_FOLDS and len(word) < LONG_WORD:
            self[word] = folded
        return folded


FOLDS = Folds()


class Tokens:
    """The tokens of ``text`` from ``start`` to ``end``: folded words with their places in the whole text."""

    __slots__ = ("ends", "size", "starts", "text", "words")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        found = list(TOKEN.finditer(text, start, len(text) if end is None else end))
        self.words: list[str] = list(map(FOLDS.__getitem__, map(WHOLE, found)))
        self.size = len(found)
        self.starts: list[int] = [match.start() for match in found]
        self.ends: list[int] = [match.end() for match in found]

    def __len__(self) -> int:
        return self.size

    def word(self, at: int) -> str:
        """The folded word at ``at``; empty outside the text."""
        return self.words[at] if 0 <= at < self.size else ""

    def is_digits(self, at: int) -> bool:
        """Whether the token is written in digits."""
        return 0 <= at < self.size and "0" <= self.words[at][0] <= "9"

    def touches(self, at: int) -> bool:
        """Whether nothing stands between this token and the next."""
        return 0 <= at < self.size - 1 and self.ends[at] == self.starts[at + 1]

    def matches(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Whether the tokens from ``at`` on are the phrase."""
        return tuple(self.words[at : at + len(phrase)]) == phrase


class Number(NamedTuple):
    """A whole number as written, half its last place (method, section 2: *r*), and the token after it."""

    value: int
    half: Fraction
    end: int


class Doubtful(ValueError):
    """Digits that could be read in two ways, or in none; the message says what to type."""


def digits(word: str, *, point_groups: bool) -> tuple[int | Fraction, int | None]:
    """The value of a token in digits, and how many digits stand after its decimal sign (None: it has no such sign)."""
    if point_groups:
        word = word.translate(SWAPPED)
    plain = GROUPS.sub("", word) if not word.isdigit() and GROUPED.fullmatch(word) else word
    if plain.isdigit():
        if len(plain) > LONGEST:
            raise Doubtful(TOO_LONG)
        return int(plain), None
    whole, _, part = plain.replace(",", ".").partition(".")
    if not part.isdigit() or len(whole) + len(part) > LONGEST:
        raise Doubtful(f"“{word}” is not one number: type the digits without points.")
    return Fraction(f"{whole}.{part}"), len(part)


FIXED: dict[str, frozenset[str]] = {}
"""The words that fixed numbers open with, by language: few numbers begin with one."""


def _openings(rules: Numerals) -> frozenset[str]:
    found = FIXED.get(rules.code)
    if found is None:
        found = FIXED[rules.code] = frozenset(phrase[0] for phrase in rules.fixed)
    return found


SWAPPED = str.maketrans(",.", ".,")


def number_at(tokens: Tokens, at: int, rules: Numerals, *, bounded: bool = False, point_groups: bool = False) -> Number | None:
    """The longest whole number that begins at token ``at``; ``bounded`` says that a bound word stands before it.

    ``Doubtful`` is raised for digits that cannot be a whole number.
    """
    if tokens.is_digits(at):
        return _in_digits(tokens, at, rules, point_groups=point_groups)
    word = tokens.word(at)
    for phrase, value in rules.fixed.items() if word in _openings(rules) else ():
        if phrase[0] == word and tokens.matches(at, phrase):
            return Number(value, half_place(value), at + len(phrase))
    if tokens.word(at) in rules.articles:
        return _in_words(tokens, at + 1, rules, alone=True) if tokens.word(at + 1) in rules.scales else None
    return _in_words(tokens, at, rules, alone=bounded and tokens.word(at) in rules.bound_scales)


def _in_digits(tokens: Tokens, at: int, rules: Numerals, *, point_groups: bool) -> Number | None:
    value, decimals = digits(tokens.words[at], point_groups=point_groups)
    word = tokens.word(at + 1)
    scale = rules.scales.get(word, 0)
    if scale and len(word) == 1 and not tokens.touches(at):
        scale = 0
    if not scale and decimals is not None:
        if decimals != GROUP and value.denominator == 1:
            raise Doubtful(f"“{tokens.words[at]}” has a decimal part: type {int(value):,}.")
        if decimals != GROUP:
            raise Doubtful(f"“{tokens.words[at]}” is not a whole number: type the number of people as a whole number.")
        typed = tokens.words[at].replace(".", "").replace(",", "")
        raise Doubtful(f"“{tokens.words[at]}” could be a fraction or a thousand: type {typed} without a point.")
    product = value * scale if scale else value
    if product.denominator != 1:
        raise Doubtful(f"“{tokens.words[at]} {word}” is not a whole number: type the digits in full.")
    whole = int(product)
    if whole >= 10**LONGEST:
        raise Doubtful(TOO_LONG)
    if not scale:
        return _and_half(tokens, whole, at + 1, rules) or Number(whole, half_place(whole), at + 1)
    number = Number(whole, _half(whole, scale, decimals), past_scale(tokens, at + 1, rules))
    return number if decimals is not None else _with_the_rest(tokens, at, number, scale, rules)


def past_scale(tokens: Tokens, at: int, rules: Numerals) -> int:
    """The token after the scale at ``at``, with the point of an abbreviation (*тыс.*)."""
    return at + 1 + (tokens.word(at) in rules.abbreviations and tokens.word(at + 1) == "." and tokens.touches(at))


def _with_the_rest(tokens: Tokens, first: int, number: Number, scale: int, rules: Numerals) -> Number:
    """*6 тысяч 57*: what is below the scale goes on in digits; not *6 тысяч 15 июня*, *из 6 тысяч 15*."""
    at = number.end
    word = tokens.word(at)
    if scale < THOUSAND or len(word) > GROUP or not word.isdigit():
        return number
    if len(word) < GROUP and (
        tokens.word(at + 1) in rules.months
        or (tokens.touches(at) and tokens.word(at + 1) in STUCK)
        or tokens.word(first - 1) in rules.share_of
    ):
        return number
    rest = _in_digits(tokens, at, rules, point_groups=False)
    if rest is None or rest.value >= scale:
        return number
    whole = number.value + rest.value
    return Number(whole, half_place(whole), rest.end)


def _and_half(tokens: Tokens, value: int, at: int, rules: Numerals) -> Number | None:
    """*15 с половиной тысяч*: half a scale more than what stands before it; None where none begins at ``at``."""
    scale_at = _past_half(tokens, at, rules)
    if not scale_at or value >= THOUSAND:
        return None
    scale = rules.scales[tokens.word(scale_at)]
    whole = value * scale + scale // 2
    return Number(whole, half_place(whole), past_scale(tokens, scale_at, rules))


def _half(value: int, scale: int, decimals: int | None) -> Fraction:
    if scale == DOZEN:
        return Fraction(6)
    if decimals is not None:
        return Fraction(max(1, scale // 10**decimals), 2)
    return half_place(value)


def _in_words(tokens: Tokens, at: int, rules: Numerals, *, alone: bool) -> Number | None:
    """Adds cardinals of falling size, and multiplies what stands before a scale; ``alone``: a scale may come first."""
    total = group = 0
    room, scale_room, end, half = THOUSAND, THOUSAND**3, at, Fraction(0)
    while True:
        here = end if end == at else _joined(tokens, end, rules)
        word = tokens.word(here)
        value, part = rules.cardinals.get(word), rules.halves.get(word)
        scale = rules.scales.get(word, 0) if len(word) > 1 else 0
        first = end == at
        if value is not None and value < room:
            group, room = group + value, _place(value)
        elif part is not None and first and tokens.word(here + 1) in rules.scales:
            group, room, here = int(part * rules.scales[tokens.word(here + 1)]), 1, here + 1
        elif not scale or (first and not alone and word not in rules.lone_scales) or (not first and here != end):
            break
        elif scale >= THOUSAND and scale < scale_room and (group or first):
            total, group, room, scale_room = total + max(group, 1) * scale, 0, THOUSAND, scale
        elif scale < THOUSAND and (first or (0 < group < 100 and room < THOUSAND)):
            group, room = max(group, 1) * scale, scale if scale not in (DOZEN, SCORE) else 1
            half = Fraction(6) if scale == DOZEN else half
        else:
            break
        end = here + 1
        if total + group == 0 or half:
            break
    if end == at:
        return None
    value, scale = total + group, rules.scales.get(tokens.word(end - 1), 0)
    if scale:
        return _with_the_rest(tokens, at, Number(value, half or half_place(value), end), scale, rules)
    return _and_half(tokens, value, end, rules) or Number(value, half_place(value), end)


def _past_half(tokens: Tokens, at: int, rules: Numerals) -> int:
    """The scale after *and a half* (*две с половиной тысячи*); 0 where they do not stand here."""
    ends = (at + len(half) for half in rules.and_half if tokens.matches(at, half))
    return next((end for end in ends if tokens.word(end) in rules.scales), 0)


def _joined(tokens: Tokens, at: int, rules: Numerals) -> int:
    """Past a hyphen, an *and* or a comma inside a number; ``at`` itself where there is none.

    *Eighty-three*, *one hundred and six*, *one thousand, two hundred and twelve*; *one thousand, two hundred of them* are two.
    """
    word, after = tokens.word(at), tokens.word(at + 1)
    if word in DASHES and tokens.touches(at - 1) and tokens.touches(at) and after in rules.cardinals:
        return at + 1
    if word in rules.joiners and rules.cardinals.get(after, 100) < 100 and rules.scales.get(tokens.word(at - 1), 0) >= 100:
        return at + 1
    hundreds = tuple(tokens.words[at + 2 : at + 4])
    if word == "," and len(hundreds) == 2 and rules.scales.get(hundreds[0]) == HUNDRED and hundreds[1] in rules.joiners:
        return at + 1 if after in rules.cardinals and rules.scales.get(tokens.word(at - 1), 0) >= THOUSAND else at
    return at


def _place(value: int) -> int:
    """The last significant place: what is added next must be smaller (*eighty*, then at most nine)."""
    return max(1, int(half_place(value) * 2)) if value else 1
