"""Which numbers of a sentence count people or the dead, and whom.

A number is taken only where the words around it say what it counts: a counted noun or a people after it, *bodies of* before it,
or nothing at all where the verb of a handover stands beside it (*1,200 more were returned*). All other numbers are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from figures.language.numerals import Numerals
from figures.numeral import Doubtful
from figures.phrase import SIGNS, Phrase, longest, phrase_at, side_phrase_at
from figures.reading.lexicon import Noun, Party, Rules
from figures.reading.sentence import Sentence
from figures.vocabulary import Bound

REACH = 9
YEARS = range(1900, 2101)
LAST_DAY = 31
YEAR_AFTER = frozenset({"in", "since", "until", "by", "of", "from", "during", "у", "в", "з", "с", "від"})
MONEY = frozenset("$€£₴₽#№¥")
DEAD = "deceased"
INSTRUMENTAL = ("ою", "єю", "ей", "ой", "ом", "ем")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a sentence and what it counts: ``first`` to ``end`` are the tokens of the whole noun phrase.

    ``home`` is the people that those counted belong to. ``bare``: no noun stands beside the number. ``predicate``: the noun
    stands after a dash or *were* (*15 of them were civilians*).
    """

    phrase: Phrase
    first: int
    end: int
    noun: Noun | None = None
    home: str = ""
    bare: bool = False
    predicate: bool = False
    partitive: bool = False
    wounded: bool = False
    young: bool = False
    per_side: bool = False
    list_of: bool = False


def start_words(numerals: Numerals) -> frozenset[str]:
    """Every word that a number phrase can begin with."""
    tables = (numerals.before, numerals.vague, numerals.vague_factors, numerals.none, numerals.every, numerals.some)
    firsts = {phrase[0] for table in (*tables, numerals.fixed, numerals.share_words) for phrase in table}
    words = {*numerals.cardinals, *numerals.scales, *numerals.halves, *numerals.articles, *numerals.each, *SIGNS}
    return frozenset(words | firsts | numerals.between | numerals.range_from | set(numerals.shares))


def numbers(sentence: Sentence, numerals: Numerals, starts: frozenset[str], rules: Rules) -> Iterator[Phrase]:
    """Every number phrase of the sentence, left to right, without dates, times, ordinals, money and codes."""
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        phrase = None
        if sentence.inside(at):
            at += 1
            continue
        if tokens.is_digits(at) or tokens.words[at] in starts:
            try:
                phrase = phrase_at(tokens, at, numerals)
            except Doubtful:
                phrase = None
        if phrase is None:
            at += 1
        elif phrase.is_number and is_no_count(sentence, phrase, rules):
            at = phrase.core_end
        else:
            yield phrase
            at = phrase.end


def is_no_count(sentence: Sentence, phrase: Phrase, rules: Rules) -> bool:
    """Whether the number is a date, a year, a time, an age, an ordinal, money or a code."""
    tokens, core, end = sentence.tokens, phrase.core, phrase.core_end
    before, after = tokens.word(core - 1), tokens.word(end)
    if phrase.portion is not None:
        return phrase.end - core == 1 and False
    if before in MONEY or after in MONEY or sentence.has(end, "money") or sentence.has(end, "clock"):
        return True
    if tokens.is_digits(core):
        if core and tokens.touches(core - 1) and (before.isalpha() or before in "/:.@_-–"):
            return True
        if tokens.touches(end - 1) and (after[:1].isalpha() or after in ("/", ":", "%", "°", "_", "@")):
            return True
        if tokens.touches(end - 1) and after in ("-", "–") and tokens.touches(end) and tokens.word(end + 1)[:1].isalpha():
            return tokens.word(end + 1) not in ("for", "на", "strong", "odd")
    earlier = tokens.word(core - 2) if before == "." else before
    if any(word in rules.months for word in (earlier, after)) and _is_day_or_year(sentence, phrase):
        return True
    if _is_year(sentence, phrase):
        return True
    near = [sentence.meaning(i) for i in (*range(max(0, phrase.first - 2), phrase.first), end, end + 1)]
    if any("age" in meaning.tags for meaning in near) or _is_age(sentence, phrase):
        return True
    return sentence.has(core - 1, "ordinal") or _in_list_of_ages(sentence, core)


def _in_list_of_ages(sentence: Sentence, core: int) -> bool:
    """*Aged 24, 28 and 31*."""
    for at in range(core - 1, max(-1, core - 8), -1):
        if sentence.has(at, "age"):
            return True
        if not (sentence.tokens.is_digits(at) or sentence.word(at) == "," or sentence.has(at, "and")):
            return False
    return False


def _is_age(sentence: Sentence, phrase: Phrase) -> bool:
    """*Captives under 25*: a bound of an age, with nobody counted after it."""
    if phrase.number is None or phrase.number > 60 or phrase.bound not in (Bound.FEWER_THAN, Bound.MORE_THAN):
        return False
    return sentence.meaning(phrase.first - 1).noun is not None


def _is_day_or_year(sentence: Sentence, phrase: Phrase) -> bool:
    digits = sentence.word(phrase.core_end - 1)
    return phrase.count.low <= LAST_DAY or (digits.isdigit() and len(digits) == 4 and int(digits) in YEARS)


def _is_year(sentence: Sentence, phrase: Phrase) -> bool:
    words = sentence.tokens.words[phrase.core : phrase.core_end]
    years = [int(w) for w in words if len(w) == 4 and w.isdigit()]
    if not years or any(year not in YEARS for year in years):
        return False
    noun = sentence.meaning(phrase.core_end).noun or sentence.meaning(phrase.core_end + 1).noun
    if noun is None and sentence.word(phrase.core - 1) in YEAR_AFTER and phrase.first == phrase.core:
        return True
    if sentence.has(phrase.core_end, "year"):
        return True
    return noun is None and sentence.meaning(phrase.core_end).party is None and not phrase.per_side


def counted(sentence: Sentence, phrase: Phrase, rules: Rules, numerals: Numerals) -> Counted:
    """What the number counts, read from the words around it."""
    found = _after(sentence, phrase, rules, numerals)
    found = _before(sentence, found)
    if found.noun is None and not found.home:
        found = _total(sentence, found)
    return found if found.bare or found.noun is not None or found.home else replace(found, bare=True)


def _after(sentence: Sentence, phrase: Phrase, rules: Rules, numerals: Numerals) -> Counted:
    at = end = phrase.end
    noun: Noun | None = None
    people: Party | None = None
    wounded = young = partitive = predicate = per_side = False
    skipped = 0
    while at < min(len(sentence), phrase.end + REACH):
        meaning = sentence.meaning(at)
        side = side_phrase_at(sentence.tokens, at, numerals)
        if side is not None and not per_side:
            per_side, end, at = True, side, side
            if noun:
                break
            continue
        if meaning.noun is not None:
            if noun is not None and not _goes_on(sentence, at, noun, meaning.noun):
                break
            wounded = wounded or "wounded" in meaning.tags or meaning.noun.category == "seriously_wounded_or_sick"
            noun = _joint(noun, meaning.noun)
            at = end = at + meaning.length
            continue
        if noun is not None:
            if (step := _link(sentence, at)) and at + step < len(sentence):
                at += step
                continue
            if meaning.party is not None and people is None and meaning.party.people and sentence.has(at - 1, "dead"):
                people = meaning.party
                at = end = at + meaning.length
                continue
            if meaning.party is not None and people is None and _owns(sentence, at, meaning.party, rules):
                people = meaning.party
                at = end = at + meaning.length
                continue
            break
        if meaning.party is not None:
            if people is not None and not meaning.party.people:
                break
            people = people or meaning.party
            at = end = at + meaning.length
            continue
        leads = bool(meaning.tags & {"actor", "office"}) and sentence.meaning(at + 1).noun is not None
        if leads or meaning.tags & {"wounded", "young", "more", "dead", "of", "military", "filler", "pronoun_of"}:
            wounded, young = wounded or "wounded" in meaning.tags, young or "young" in meaning.tags
            partitive = partitive or bool(meaning.tags & {"of", "pronoun_of"})
            if meaning.tags & {"more", "pronoun_of"}:
                end = at + meaning.length
            at += meaning.length
        elif "be" in meaning.tags and people is None and sentence.meaning(at + 1).noun is not None:
            predicate, at = True, at + 1
        elif sentence.is_dash(at):
            predicate, at = predicate or not sentence.tokens.touches(at), at + 1
        elif _is_unknown_modifier(sentence, at) or (
            (people is None or rules.endings) and skipped < 3 and _is_adjective(sentence, at, rules)
        ):
            skipped, at = skipped + 1, at + 1
        elif sentence.word(at) in numerals.joiners and _continues(sentence, at + 1, rules):
            at += 1
        else:
            break
    if people is not None and not people.people and noun is None:
        people, end = None, phrase.end
    return Counted(
        phrase,
        phrase.first,
        end,
        noun,
        home=people.name if people else "",
        predicate=predicate and noun is not None,
        partitive=partitive,
        wounded=wounded,
        young=young,
        per_side=per_side or phrase.per_side,
    )


def _owns(sentence: Sentence, at: int, party: Party, rules: Rules) -> bool:
    """*Bodies of Palestinians*, *военнослужащих России*: a people after the noun."""
    if not rules.endings:
        return party.people and sentence.has(at - 1, "of")
    follows = sentence.meaning(at + 1)
    if "side" in follows.tags:
        return False
    return sentence.meaning(at - 1).noun is not None and follows.verb is None and not sentence.word(at).endswith(INSTRUMENTAL)


def _goes_on(sentence: Sentence, at: int, one: Noun, two: Noun) -> bool:
    """Whether a second noun still belongs to the number: *dead soldiers*, *bodies of soldiers and civilians*."""
    return sentence.meaning(at - 1).noun is not None or one.category.startswith(DEAD) or _is_and(sentence, at, two)


def _is_and(sentence: Sentence, at: int, two: Noun) -> bool:
    return sentence.has(at - 1, "and") and two.unit == "person"


def _joint(one: Noun | None, two: Noun) -> Noun:
    if one is None:
        return two
    if one.category.startswith(DEAD) or two.category.startswith(DEAD):
        return one if one.category.startswith(DEAD) else two
    if one.category == two.category:
        return one
    return Noun("person", "person", one.strong or two.strong) if not (one.strong ^ two.strong) else (one if one.strong else two)


def _link(sentence: Sentence, at: int) -> int:
    """*Of*, *and*, and an article or adjective after them, where a counted noun comes next."""
    if not sentence.has(at, "of") and not sentence.has(at, "and"):
        return 0
    for step in (1, 2, 3):
        meaning = sentence.meaning(at + step)
        if meaning.noun is not None:
            return step if sentence.has(at, "of") or step == 1 else 0
        if sentence.tokens.is_digits(at + step) or not (meaning.party or sentence.has(at + step, "filler")):
            return 0
    return 0


def _continues(sentence: Sentence, at: int, rules: Rules) -> bool:
    meaning = sentence.meaning(at)
    if meaning.tags & {"wounded", "young", "dead"} or (meaning.party is not None and meaning.party.people):
        return True
    return _is_adjective(sentence, at, rules) and sentence.meaning(at + 1).noun is not None


def _is_adjective(sentence: Sentence, at: int, rules: Rules) -> bool:
    word, meaning = sentence.word(at), sentence.meaning(at)
    if not word[:1].isalpha() or meaning.cue or meaning.tags:
        return False
    if meaning.verb is not None:
        if meaning.verb.form == "ing":
            return sentence.meaning(at + 1).noun is not None
        fits = meaning.verb.form == "participle" or (rules.endings and word.endswith(rules.adjective_endings))
        return bool(fits) and any(sentence.meaning(at + i).noun is not None for i in (1, 2))
    return word.endswith(rules.adjective_endings)


def _is_unknown_modifier(sentence: Sentence, at: int) -> bool:
    """*Rebel prisoners*: one word that the rules do not know, right before those counted."""
    word, meaning, following = sentence.word(at), sentence.meaning(at), sentence.meaning(at + 1)
    if not word[:1].isalpha() or meaning.verb or meaning.tags or meaning.cue or meaning.party or sentence.inside(at):
        return False
    named = sentence.tokens.text[sentence.tokens.starts[at]].isupper()
    return len(word) > 3 and not word.endswith("s") and following.noun is not None and (following.noun.strong or named)


def _before(sentence: Sentence, found: Counted) -> Counted:
    """*The bodies of 1,212*, *тіла 909 загиблих*, *a list of 339*."""
    at = found.first - 1
    linked = sentence.has(at, "of")
    for back in range(5):
        i = at - back
        meaning = sentence.meaning(i)
        if i < 0:
            break
        if meaning.noun is not None:
            if meaning.noun.category.startswith(DEAD) and (linked or found.noun is not None or found.home):
                return replace(found, noun=meaning.noun, first=min(found.first, i), bare=False)
            break
        if back == 0 and "from" in meaning.tags:
            continue
        if "list" in meaning.tags and (linked or back < 2):
            return replace(found, list_of=True)
        if not (meaning.tags & {"of", "filler"} or (meaning.party is not None and meaning.party.people)):
            break
    return found


def _total(sentence: Sentence, found: Counted) -> Counted:
    """*Put the number of Ukrainian prisoners it swapped at 150*: the noun stands before."""
    if not sentence.has(found.first - 1, "copula") and not sentence.is_dash(found.first - 1):
        return found
    start = next((i for i in range(found.first - 2, max(-1, found.first - 15), -1) if sentence.has(i, "quantity")), None)
    if start is None:
        return found
    nouns = [noun for i in range(start, found.first) if (noun := sentence.meaning(i).noun) is not None]
    people = [p.name for i in range(start, found.first) if (p := sentence.meaning(i).party) is not None and p.people]
    return replace(found, noun=nouns[0] if nouns else None, home=people[0] if people else "", bare=True)


def next_noun(sentence: Sentence, at: int) -> tuple[int, Noun] | None:
    """The first counted noun from here on, within reach."""
    for i in range(at, min(len(sentence), at + REACH)):
        noun = sentence.meaning(i).noun
        if noun is not None:
            return i, noun
    return None


__all__ = ["Counted", "counted", "is_no_count", "longest", "next_noun", "numbers", "start_words"]
