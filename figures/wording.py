"""The number as worded, read as a count: the heart of *the words of the source are always kept*.

A researcher types ``>6000``, ``more than 6,000`` or ``157 each``, or selects the words in an article; one grammar reads all of
them (method, section 2), in the languages of ``figures.language``. Where the words could mean two things nothing is guessed:
``Unreadable`` says what to type instead. A range is already rough, so *about* before one changes nothing, and *at least* or
*more than* before a range or a vague word starts from its low.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from figures.count import Count
from figures.language import LANGUAGES, POINT_GROUPS, Numerals
from figures.numeral import TOO_LONG, Doubtful, Tokens
from figures.phrase import ANY_NUMBER, Phrase, bounded_count, falling, longest, phrase_at, side_phrase_at
from figures.portion import Portion, half_place
from figures.vocabulary import Bound

TYPE_A_NUMBER = "Type the number as the source words it: 1,212, more than 6,000, 300–400, dozens, or not given."
ONE_NUMBER = "These words hold more than one number: keep only the words of one, and enter the others as figures of their own."
CYRILLIC = re.compile("[\u0400-\u04ff]")
LEFT_OUT = "That number is of those who were left out: type how many were counted, or all."
BELOW_ZERO = "A count cannot be below zero: type the number without its minus, or 0."
NEGATIVE = re.compile(r"\s*(?:[-−–]\s*[0-9]|(?:minus|минус|мінус)\b)", re.IGNORECASE)
LATIN = re.compile("[A-Za-z]")
MARKS = {
    Bound.AT_LEAST: "≥ {}",
    Bound.MORE_THAN: "> {}",
    Bound.NEARLY: "just under {}",
    Bound.ABOUT: "~ {}",
    Bound.UP_TO: "≤ {}",
    Bound.FEWER_THAN: "< {}",
}
DENIAL_REACH = 4
LONGEST_BOUND = 4
COMPARING = frozenset("<>≤≥≦≧≲≳≪≫±∓^√~≈∼⩾⩽×÷")
"""Signs that change a number; those that are read stand once, right before it."""
SCALES = frozenset(word for rules in LANGUAGES.values() for word in rules.scales if len(word) > 1)
"""Words that make a number larger, in every language: none may be left out of what is read."""


class Unreadable(ValueError):
    """Words that are not one count; the message is one sentence that says what to type."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and what they were read as.

    ``per_side``: the number counts each of two directions. ``conventional``: an end rests on the convention for a vague word.
    A share (*less than a fifth*) has a ``portion``; its count is then only a placeholder, any number, until it has a base.
    """

    words: str
    count: Count
    bound: Bound
    per_side: bool = False
    conventional: bool = False
    portion: Portion | None = None


def read(words: str, language: str = "en") -> Wording:
    """The count that ``words`` mean in ``language`` (other known languages are tried by script); ``Unreadable`` where none."""
    if NEGATIVE.match(words):
        raise Unreadable(BELOW_ZERO)
    if not words.strip():
        raise Unreadable(TYPE_A_NUMBER)
    problem = Unreadable(TYPE_A_NUMBER)
    refused = 0
    best: tuple[int, Wording] | None = None
    for rules in _rules_for(words, language):
        understood, said = _read(words, rules, language)
        if isinstance(said, Wording):
            best = (understood, said) if best is None or understood > best[0] else best
            continue
        if str(said) == TOO_LONG:
            raise said
        problem = said if problem.args[0] in (TYPE_A_NUMBER, ONE_NUMBER) else problem
        refused = max(refused, understood)
    if best is None or refused > best[0]:
        raise problem
    return best[1]


def _rules_for(words: str, language: str) -> list[Numerals]:
    """The source's own language, then those whose script the words are in; the one that understands most words wins."""
    own = LANGUAGES.get(language.partition("-")[0].lower(), LANGUAGES["en"])
    cyrillic, latin = bool(CYRILLIC.search(words)), bool(LATIN.search(words))
    return [own, *(r for r in LANGUAGES.values() if r is not own and (latin if r.code == "en" else cyrillic))]


def _read(words: str, rules: Numerals, language: str) -> tuple[int, Wording | Unreadable]:
    """The wording, or why it has none, and how many tokens of it these rules understood."""
    tokens = Tokens(words)
    point_groups = language.partition("-")[0].lower() in POINT_GROUPS
    found: list[tuple[int, Phrase]] = []
    at, per_side, denied, understood = 0, False, False, 0
    while at < len(tokens):
        try:
            phrase = phrase_at(tokens, at, rules, point_groups=point_groups)
        except Doubtful as doubt:
            return understood + 1, Unreadable(str(doubt))
        if phrase is not None:
            denied = denied or _denied(tokens, phrase, at, rules)
            found.append((at, phrase))
            at = phrase.end
        elif end := side_phrase_at(tokens, at, rules):
            understood += end - at
            per_side, at = True, end
        else:
            at += 1
    understood += sum(phrase.end - phrase.first for _, phrase in found)
    try:
        return understood, _decide(words, tokens, rules, found, per_side=per_side, denied=denied)
    except Unreadable as wrong:
        return understood + (str(wrong) not in (TYPE_A_NUMBER, ONE_NUMBER)), wrong


def _decide(
    words: str, tokens: Tokens, rules: Numerals, found: list[tuple[int, Phrase]], *, per_side: bool, denied: bool
) -> Wording:
    numbers = [phrase for _, phrase in found if phrase.is_number]
    folded = " ".join(tokens.words)
    if not numbers:
        if any(re.search(pattern, folded) for pattern in rules.unknown):
            return Wording(words, ANY_NUMBER, Bound.UNKNOWN, per_side)
        if any(re.search(pattern, folded) for pattern in rules.unspecified):
            return Wording(words, Count(1, None), Bound.NOT_GIVEN, per_side)
    chosen = numbers or [phrase for _, phrase in found]
    if not chosen:
        raise Unreadable(TYPE_A_NUMBER)
    if len(numbers) > 1 and not _said_twice(tokens, numbers):
        raise Unreadable(_falls(tokens, numbers, rules) or ONE_NUMBER)
    phrase = chosen[0]
    if phrase.problem:
        raise Unreadable(phrase.problem)
    if any(tokens.matches(phrase.first - len(words_), words_) for words_ in rules.excepting):
        raise Unreadable(LEFT_OUT)
    if problem := _unread(tokens, phrase, rules):
        raise Unreadable(problem)
    end = numbers[-1].end if numbers else phrase.end
    beside = {*tokens.words[: phrase.first], *tokens.words[end:]} & SCALES
    if beside:
        raise Unreadable(f"“{min(beside)}” stands apart from the number: type all of the number in digits, as 6,057.")
    if denied:
        return Wording(words, ANY_NUMBER, Bound.UNKNOWN, per_side or phrase.per_side)
    return Wording(words, phrase.count, phrase.bound, per_side or phrase.per_side, phrase.conventional, phrase.portion)


def _unread(tokens: Tokens, phrase: Phrase, rules: Numerals) -> str:
    """What beside a number would change it and was not read: signs, letters on its digits, a bound word set apart."""
    signs = [at for at in range(len(tokens)) if tokens.word(at) in COMPARING]
    if signs and (len(signs) > 1 or not phrase.first <= signs[0] < phrase.core or tokens.word(signs[0] - 1) == "="):
        return f"“{tokens.word(signs[-1])}” is not clear here: type one of ≥ > ≤ < ~ right before the number, or words."
    core, last = phrase.core, phrase.core_end - 1
    pointed = tokens.word(core - 1) in (".", ",") and tokens.touches(core - 1) and not (core > 1 and tokens.touches(core - 2))
    stuck = tokens.is_digits(last) and tokens.touches(last) and phrase.end == phrase.core_end
    if pointed or (stuck and len(tokens.word(last + 1)) <= 2 and tokens.word(last + 1).isalnum()):
        return "That is not a whole number of people: type the number alone, in digits."
    at = phrase.first - 1
    while at >= 0 and not tokens.word(at)[0].isalnum():
        at -= 1
    for first in range(max(0, at - LONGEST_BOUND), at + 1) if at < phrase.first - 1 else ():
        found = longest(tokens, first, rules, "before")
        if found and found[1] == at + 1 and rules.before[found[0]] is not Bound.EXACT:
            return f"“{' '.join(found[0])}” stands apart from the number: type it right before the number."
    after = longest(tokens, phrase.end, rules, "after")
    if after and rules.after[after[0]] is not phrase.bound and phrase.is_number:
        return f"“{' '.join(after[0])}” does not go with what stands before the number: type one of the two."
    return ""


def _said_twice(tokens: Tokens, numbers: list[Phrase]) -> bool:
    """*1,212 (one thousand two hundred and twelve)*: one number in digits and, in brackets, in words."""
    one, two = numbers[0], numbers[-1]
    return len(numbers) == 2 and one.count == two.count and tokens.word(two.first - 1) == "(" and tokens.word(two.end) == ")"


def _falls(tokens: Tokens, numbers: list[Phrase], rules: Numerals) -> str:
    """What is wrong with *6000 to 5000*: two numbers that are one range, the wrong way round; empty where they are not."""
    one, two = numbers[:2]
    joined = len(numbers) == 2 and tokens.word(one.end) in rules.range_to and two.core == one.end + 1
    if not joined or one.number is None or two.number is None or one.number <= two.number:
        return ""
    return falling(one.number, two.number)


def _denied(tokens: Tokens, phrase: Phrase, at: int, rules: Numerals) -> bool:
    """*Did not send back 1,200*: what is denied leaves the number unknown, none not excluded."""
    if phrase.bound is Bound.ALL:
        return tokens.word(at - 1) in rules.denials
    if phrase.bound is not Bound.EXACT or phrase.count.high == 0 or phrase.portion is not None:
        return False
    return any(tokens.word(i) in rules.denials for i in range(max(0, at - DENIAL_REACH), at))


def mark(count: Count, bound: Bound, words: str, separator: str = ",") -> str:
    """The short sign that a table prints (method, section 2); the words themselves where no sign reads back to the count."""
    if bound is Bound.EXACT and count.high == count.low:
        return digits(count.low, separator)
    if bound is Bound.RANGE and count.high is not None:
        return f"{digits(count.low, separator)}–{digits(count.high, separator)}"
    if bound is Bound.ALL:
        return "all"
    if bound is Bound.NOT_GIVEN:
        return "not given"
    if bound is Bound.UNKNOWN:
        return "unknown"
    number = _number_behind(count, bound)
    if number is not None and bounded_count(bound, number, half_place(number)) == count:
        return MARKS[bound].format(digits(number, separator))
    return words


def _number_behind(count: Count, bound: Bound) -> int | None:
    low, high = count.low, count.high
    if bound is Bound.AT_LEAST:
        return low or None
    if bound is Bound.MORE_THAN:
        return low - 1 if low else None
    if high is None:
        return None
    by_bound = {Bound.UP_TO: high, Bound.FEWER_THAN: high + 1, Bound.NEARLY: high + 1, Bound.ABOUT: (low + high + 1) // 2}
    return by_bound.get(bound)


def digits(number: int, separator: str = ",") -> str:
    """The number with its thousands set apart."""
    return f"{number:,}".replace(",", separator)


def in_words(count: Count, separator: str = ",") -> str:
    """What the count says, for the eye: *6,001 or more*, *5,500 to 5,999*, *1,212*, *any number, none included*."""
    low = digits(count.low, separator)
    if count.high is None:
        return "any number, none included" if count.low == 0 else f"{low} or more"
    if count.high == count.low:
        return low
    return f"{low} to {digits(count.high, separator)}"
