"""The number phrases of a sentence that could count people: dates, years, times, ages, ordinals, money and codes are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from figures.language.numerals import Numerals
from figures.numeral import Doubtful, number_at
from figures.phrase import HYPHENED, SIGNS, UNEQUAL, Phrase, phrase_at
from figures.reading.lexicon import CACHE_LIMIT, Rules
from figures.reading.sentence import Sentence
from figures.reading.when import ORDINAL
from figures.vocabulary import Bound

YEARS = range(1900, 2101)
LAST_DAY = 31
YEAR_AFTER = frozenset({"in", "since", "until", "by", "of", "from", "during", "у", "в", "з", "с", "від"})
OF = frozenset({"of", "з", "із", "из"})
JOINED = HYPHENED | frozenset({"for", "на", "strong"})
THING_REACH = 3
PART_OF_MONTH = frozenset({"end", "middle", "start", "beginning", "close"})
AGAINST = frozenset({"к", "до", "to", "against"})
RATIO_REACH = 6
THOUSAND = ("тысяч", "тисяч")
DAILY = frozenset({"день", "day", "добу", "сутки", "неделю", "week", "тиждень", "month", "месяц", "місяць"})
LEAD, AMOUNT = 1, 2
LEAD_REACH = 16
"""Bound words before a number (*no fewer than a total of*) are never more."""
SPAN_FROM = frozenset({"from", "between", "с", "со", "з", "із", "від", "от"})
SPAN_TO = frozenset({"to", "until", "till", "through", "and", "по", "до"})
MONEY = frozenset("$€£₴₽#№¥")


class Openings(NamedTuple):
    """The words that a number phrase can begin with: ``amounts`` are or open an amount, leads need one after them.

    A word that only opens longer phrases (*the rest*, *in total*) has in ``seconds`` the words that must follow it; one that
    is ``linking`` (*a*, *from*, *between*) may also have an amount right after it.
    """

    amounts: frozenset[str]
    seconds: Mapping[str, frozenset[str]]
    linking: frozenset[str]
    kinds: Kinds


class Kinds(dict[str, int]):
    """What each word of a text is to numbers: ``AMOUNT``, ``LEAD``, or nothing that one could begin with."""

    def __init__(self, amounts: frozenset[str], leads: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(leads, LEAD) | dict.fromkeys(amounts, AMOUNT))

    def __missing__(self, word: str) -> int:
        if "0" <= word[0] <= "9":
            return AMOUNT
        if len(self) < CACHE_LIMIT:
            self[word] = 0
        return 0


def openings(numerals: Numerals) -> Openings:
    """The words that open numbers in a language."""
    tables = (numerals.vague, numerals.vague_factors, numerals.none, numerals.every, numerals.some, numerals.fixed)
    phrases = [phrase for table in (*tables, numerals.share_words) for phrase in table]
    plain = {*numerals.cardinals, *numerals.scales, *numerals.halves, *numerals.shares}
    amounts = plain.union(phrase[0] for phrase in phrases)
    single = {*numerals.articles, *numerals.each, *SIGNS, *numerals.between, *numerals.range_from, *numerals.shortened}
    leads = single.union(phrase[0] for phrase in numerals.before)
    seconds: dict[str, set[str]] = {}
    for phrase in (*phrases, *numerals.before):
        seconds.setdefault(phrase[0], set()).update(phrase[1:2])
    linking = {*numerals.articles, *numerals.between, *numerals.range_from} - plain
    alone = plain | (single - linking) | {phrase[0] for phrase in (*phrases, *numerals.before) if len(phrase) == 1}
    needed = {first: frozenset(after) for first, after in seconds.items() if first not in alone}
    needed |= {word: needed.get(word, frozenset()) for word in linking if word not in alone}
    kinds = Kinds(frozenset(amounts), frozenset(leads - amounts))
    return Openings(frozenset(amounts), needed, frozenset(linking), kinds)


def _begins(sentence: Sentence, opens: Openings) -> list[int]:
    """The tokens that a number phrase can begin at: an amount, or a word that leads to one close by."""
    found: list[int] = []
    words = sentence.tokens.words
    kinds = list(map(opens.kinds.__getitem__, words))
    if AMOUNT not in kinds:
        return found
    next_amount = sentence.size + LEAD_REACH
    for at in [at for at, kind in enumerate(kinds) if kind][::-1]:
        word, amount = words[at], kinds[at] == AMOUNT
        if not amount and next_amount - at > LEAD_REACH:
            continue
        after = opens.seconds.get(word)
        if after is not None and sentence.words[at + 2 if sentence.is_dash(at + 1) else at + 1] not in after:
            following = sentence.words[at + 1]
            if not (word in opens.linking and ("0" <= following[:1] <= "9" or following in opens.amounts)):
                continue
        next_amount = at if amount else next_amount
        found.append(at)
    return found[::-1]


def numbers(sentence: Sentence, numerals: Numerals, opens: Openings, rules: Rules) -> Iterator[Phrase]:
    """Every number phrase of the sentence, left to right, without dates, times, ordinals, money and codes."""
    tokens, after = sentence.tokens, 0
    for begin in _begins(sentence, opens):
        if begin < after or sentence.inside(begin):
            continue
        try:
            phrase = phrase_at(tokens, begin, numerals)
        except Doubtful:
            continue
        if phrase is None:
            continue
        if (phrase.is_number or phrase.portion is not None) and is_no_count(sentence, phrase, rules):
            after = phrase.core + 1 if _opens_report(sentence, phrase, rules) else phrase.core_end
        else:
            phrase = _ratio(sentence, phrase, numerals)
            yield phrase
            after = phrase.end


def _opens_report(sentence: Sentence, phrase: Phrase, rules: Rules) -> bool:
    """*KYIV, March 5 — Seven soldiers*: the dash stands between a dateline and its report, not in a range."""
    dash = phrase.core + 1
    return sentence.words[phrase.core - 1] in rules.months and sentence.is_dash(dash) and not sentence.tokens.touches(dash)


def _ratio(sentence: Sentence, phrase: Phrase, numerals: Numerals) -> Phrase:
    """*The ratio was 1,000 to 30*: two numbers, one a direction."""
    link = phrase.end
    if phrase.other == 1 and sentence.words[link - 1] == "одну" and sentence.words[phrase.first + 1].startswith(THOUSAND):
        return replace(phrase, other=1_000)
    if phrase.number is None or sentence.words[link] not in AGAINST:
        return phrase
    if not sentence.within("ratio", range(max(0, phrase.first - RATIO_REACH), phrase.first)):
        return phrase
    try:
        two = number_at(sentence.tokens, link + 1, numerals, bounded=True)
    except Doubtful:
        return phrase
    if two is None or two.value == phrase.number:
        return phrase
    return replace(phrase, end=two.end, core_end=two.end, other=two.value, problem=UNEQUAL)


def is_no_count(sentence: Sentence, phrase: Phrase, rules: Rules) -> bool:
    """Whether the number is a date, a year, a time, an age, an ordinal, money or a code."""
    tokens, core, end = sentence.tokens, phrase.core, phrase.core_end
    before, after = tokens.word(core - 1), tokens.word(end)
    if phrase.portion is not None:
        return before in ("-", "–") or after in ("-", "–")
    if before == "of" and sentence.has(core - 2, "one_person"):
        return True
    if sentence.has(core - 1, "day_of") and after == "of":
        return True
    if before in MONEY or after in MONEY or sentence.has(end, "money") or sentence.has(end, "clock"):
        return True
    compound = (
        tokens.touches(end - 1) and after in ("-", "–", "‑") and tokens.touches(end) and tokens.word(end + 1)[:1].isalpha()
    )
    if compound and not sentence.has(end + 1, "number"):
        return tokens.word(end + 1) not in JOINED
    if tokens.is_digits(core):
        if core and tokens.touches(core - 1) and (before.isalpha() or before in "/:.@_-–"):
            return True
        if tokens.touches(end - 1) and (after[:1].isalpha() or after in ("/", "%", "°", "_", "@")):
            return True
        if tokens.touches(end - 1) and after == ":" and tokens.touches(end):
            return True
    if tokens.word(phrase.first - 1) == "but" and tokens.word(phrase.first - 2) == "all":
        return True
    if _of_things(sentence, end) or _is_rate(sentence, end):
        return True
    if _is_dated(sentence, phrase, rules):
        return True
    if _is_year(sentence, phrase):
        return True
    if "age" not in sentence.tags:
        return sentence.has(core - 1, "ordinal") or _is_age(sentence, phrase)
    beyond = () if sentence.meanings[end].noun is not None else (end + 1,)
    near = [sentence.meanings[i] for i in (*range(max(0, phrase.first - 2), phrase.first), end, *beyond)]
    first = phrase.first
    if any(sentence.has(i, "age") and i + sentence.meanings[i].length == first for i in range(first - 5, first)):
        return True
    younger = sentence.has(end, "age") and (tokens.is_digits(end + 1) or sentence.has(end + 1, "number"))
    if (any("age" in meaning.tags for meaning in near) and not younger) or _is_age(sentence, phrase):
        return True
    return sentence.has(core - 1, "ordinal") or _is_age_said(sentence, core) or _in_list_of_ages(sentence, core)


def _is_rate(sentence: Sentence, end: int) -> bool:
    """*400 a day*, *по сотне в день*: how fast it went, not how many."""
    at = end + (sentence.words[end] == ",")
    return sentence.words[at] in ("a", "per", "в", "на", "за") and sentence.words[at + 1] in DAILY


def _of_things(sentence: Sentence, end: int) -> bool:
    """*Downed 53 of 86 drones*, *300 parcels*: things are counted, not people."""
    if "thing" not in sentence.tags:
        return False
    at = end
    if sentence.words[at] in OF and (sentence.tokens.is_digits(at + 1) or sentence.has(at + 1, "number")):
        at += 2
    return any(
        sentence.has(i, "thing") and all(_is_plain(sentence, j) for j in range(at, i)) for i in range(at, at + THING_REACH)
    )


def _is_plain(sentence: Sentence, at: int) -> bool:
    """Whether the word is no more than an adjective or an unknown word before the thing counted."""
    meaning = sentence.meanings[at]
    return sentence.words[at][:1].isalpha() and meaning.noun is None and meaning.verb is None and not meaning.tags


def _is_age_said(sentence: Sentence, core: int) -> bool:
    """*The youngest of them is twenty*."""
    linked = sentence.has(core - 1, "copula") or sentence.has(core - 1, "be") or sentence.is_dash(core - 1)
    return linked and sentence.within("age", range(max(0, core - 8), core))


def _in_list_of_ages(sentence: Sentence, core: int) -> bool:
    """*Aged 24, 28 and 31*."""
    for at in range(core - 1, max(-1, core - 8), -1):
        if sentence.has(at, "age"):
            return True
        if not (sentence.tokens.is_digits(at) or sentence.words[at] == "," or sentence.has(at, "and")):
            return False
    return False


def _is_age(sentence: Sentence, phrase: Phrase) -> bool:
    """*Captives under 25*: a bound of an age, with nobody counted after it."""
    if phrase.number is None or phrase.number > 60 or phrase.bound not in (Bound.FEWER_THAN, Bound.MORE_THAN):
        return False
    return sentence.meanings[phrase.first - 1].noun is not None


def _is_dated(sentence: Sentence, phrase: Phrase, rules: Rules) -> bool:
    """*5 March*, *March 5*, *March 2025*; not *on 9 January 29 of them*, *by the end of January 29*, *9 января 29 солдат*."""
    at = phrase.core - (2 if sentence.words[phrase.core - 1] == "." else 1)
    if sentence.words[phrase.core_end] in rules.months:
        return _is_day_or_year(sentence, phrase)
    if sentence.words[at] == "," and phrase.count.low > LAST_DAY and _ends_a_day(sentence, at, rules):
        after = sentence.meanings[phrase.core_end]
        people = after.noun is not None or (after.party is not None and after.party.people)
        return _is_day_or_year(sentence, phrase) and not people
    if _is_day_between(sentence, phrase, rules):
        return True
    if sentence.words[at] not in rules.months or not _is_day_or_year(sentence, phrase):
        return False
    dated = sentence.tokens.is_digits(at - 1) or (sentence.words[at - 1] == "of" and sentence.words[at - 2] in PART_OF_MONTH)
    return phrase.count.low > LAST_DAY or not (dated or (rules.endings and sentence.meanings[phrase.core_end].noun is not None))


def _ends_a_day(sentence: Sentence, at: int, rules: Rules) -> bool:
    """*The 5th of May, 2025*, *May 5th, 2025*: a month, or a day behind one, stands before the comma at ``at``."""
    if sentence.words[at - 1] in rules.months:
        return True
    day = at - 1 - (sentence.words[at - 1] in ORDINAL)
    return sentence.tokens.is_digits(day) and sentence.words[day - 1] in rules.months


def _is_day_between(sentence: Sentence, phrase: Phrase, rules: Rules) -> bool:
    """*С 5 по 9 мая*, *between May 5 and 9*, *5 and 9 May*: one of two days, of which the other stands beside the month."""
    if phrase.number is None or phrase.number > LAST_DAY or not sentence.tokens.is_digits(phrase.core):
        return False
    words, core, end = sentence.words, phrase.core, phrase.core_end
    spans = words[core - 1] in SPAN_FROM
    if words[end] in (SPAN_TO if spans else ()) or sentence.has(end, "and"):
        plain = sentence.meanings[core - 1].verb is None and sentence.meanings[core - 1].noun is None
        return plain and sentence.tokens.is_digits(end + 1) and words[end + 2] in rules.months
    joined = words[core - 1] in SPAN_TO or sentence.has(core - 1, "and")
    return joined and sentence.tokens.is_digits(core - 2) and words[core - 3] in rules.months and not _counts(sentence, end)


def _counts(sentence: Sentence, at: int) -> bool:
    """Whether somebody stands here, or a little behind, who could be counted."""
    return any(sentence.meanings[i].noun is not None for i in (at, at + 1))


def _is_day_or_year(sentence: Sentence, phrase: Phrase) -> bool:
    digits = sentence.words[phrase.core_end - 1]
    return phrase.count.low <= LAST_DAY or (digits.isdigit() and len(digits) == 4 and int(digits) in YEARS)


def _is_year(sentence: Sentence, phrase: Phrase) -> bool:
    words = sentence.tokens.words[phrase.core : phrase.core_end]
    years = [int(w) for w in words if len(w) == 4 and w.isdigit()]
    if not years or any(year not in YEARS for year in years):
        return False
    noun = sentence.meanings[phrase.core_end].noun or sentence.meanings[phrase.core_end + 1].noun
    if noun is None and sentence.words[phrase.core - 1] in YEAR_AFTER and phrase.first == phrase.core:
        return True
    if sentence.has(phrase.core_end, "year"):
        return True
    return noun is None and sentence.meanings[phrase.core_end].party is None and not phrase.per_side
