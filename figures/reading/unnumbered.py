"""What is said to change hands without a number: *all for all*, *some prisoners*, *without giving details of the numbers*.

At most a few a sentence, and only where nothing in it gives a number: silence about a number is worth recording once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from figures.count import Count
from figures.phrase import Phrase
from figures.reading.counted import Counted
from figures.reading.governing import FAR, HANDOVER, NONE, Governing, candidates
from figures.reading.relation import Context
from figures.reading.sentence import Sentence
from figures.reading.shaping import Shaper
from figures.reading.stage import PROMISES
from figures.reading.suggestion import Suggestion
from figures.vocabulary import Bound

MOST_NOUNS = 12
DENIED = 4
TERSE = 3
FINITE = ("ує", "ють", "ять", "ает", "ают", "уют", "ует", "ется", "ются", "є")
UNTIL = frozenset({"до", "by", "until", "before", "through"})
LOOKED_AT = frozenset({"identify", "match", "examine"})


def unnumbered(
    sentence: Sentence, numbered: list[Suggestion], waiting: list[Counted], shaper: Shaper, context: Context
) -> list[Suggestion]:
    """Suggestions without a number: shares, *all*, *some*, and silences."""
    made: list[Suggestion] = []
    if "denies" in sentence.tags:
        return made
    asked = sentence.words[sentence.size - 1] == "?"
    waiting = [found for found in waiting if not asked or found.phrase.portion is not None]
    for found in waiting:
        made.extend(_waiting(sentence, found, shaper, context))
    if numbered or asked or not context.hot:
        return made
    return made or _silence(sentence, shaper, context)


def _waiting(sentence: Sentence, found: Counted, shaper: Shaper, context: Context) -> list[Suggestion]:
    share = found.phrase.portion is not None
    if share and not _is_share_of(sentence, found):
        return []
    again = found.phrase.bound is Bound.NOT_GIVEN and found.bare and found.phrase.end - found.phrase.first > 1
    if again and context.hot and context.ago <= 1:
        return shaper.figures(sentence, found, NONE, context)[:1]
    verb = next((v for v in candidates(sentence, found, shaper.rules) if v.sense in HANDOVER or v.sense == "event"), NONE)
    if not context.hot or (found.bare and not share and not found.phrase.per_side and not _is_all(sentence, found, verb)):
        return []
    if verb is NONE and not (share and context.ago <= 1):
        return []
    if share and (found.noun is None and context.last is None):
        return []
    return shaper.figures(sentence, found, verb, context)[:1]


def _is_all(sentence: Sentence, found: Counted, verb: Governing) -> bool:
    """*Demands to free all*, *will take any number*, *all who are held*: everyone, whoever they are."""
    if verb.sense not in HANDOVER:
        return False
    following = sentence.meanings[found.end].tags & {"into", "from", "by", "clause", "preposition"}
    ends = not sentence.words[found.end][:1].isalpha() or sentence.words[found.end] in UNTIL or bool(following)
    alone = verb.at == found.first - 1 and ends
    return alone or (found.phrase.bound is Bound.ALL and found.phrase.end - found.phrase.first > 1)


def _is_share_of(sentence: Sentence, found: Counted) -> bool:
    """*A third of them*, *half were women*; not *a third round*."""
    at = found.phrase.end
    meaning, word = sentence.meanings[at], sentence.words[at]
    finite = sentence.inflects and meaning.noun is None and word.endswith(FINITE)
    if finite or not word[:1].isalpha() or meaning.verb is not None or meaning.noun is not None:
        return True
    promised = meaning.cue in PROMISES and not meaning.tags
    return promised or bool(meaning.tags & {"of", "pronoun_of", "part", "be", "have", "owes", "from", "and", "into"})


@lru_cache(maxsize=16)
def _withheld(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """What says that a number is kept back, all of it in one pattern."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _silence(sentence: Sentence, shaper: Shaper, context: Context) -> list[Suggestion]:
    """A group that changes hands, its number withheld or simply not said."""
    nouns = sorted(sentence.nouns)[:MOST_NOUNS]
    if not nouns:
        return []
    spoken = " ".join(sentence.tokens.words)
    tells = sentence.size <= TERSE or any(tally in spoken for tally in shaper.numerals.tallies)
    withheld = tells and _withheld(shaper.numerals.unspecified).search(spoken) is not None
    if not withheld and ("goods" in sentence.tags or "loss" in sentence.tags):
        return []
    best: tuple[int, Counted] | None = None
    for at in nouns:
        noun = sentence.meanings[at].noun
        if noun is None or noun.category == "name" or sentence.has(at, "event"):
            continue
        end = at + sentence.meanings[at].length
        phrase = Phrase(at, end, at, end, Count(1, None), Bound.NOT_GIVEN)
        party = sentence.meanings[at - 1].party
        found = Counted(phrase, at, end, noun, home=party.name if party is not None and party.people else "")
        verb = candidates(sentence, found, shaper.rules)[0]
        cost = verb.cost if (verb.sense in HANDOVER and verb.sense not in LOOKED_AT) or verb.sense == "event" else FAR
        cost += 0 if noun.strong else 6
        if best is None or cost < best[0]:
            best = cost, found
    if best is None or (best[0] > 16 and not withheld):
        return []
    verb = candidates(sentence, best[1], shaper.rules)[0]
    if not withheld and sentence.within("not", range(max(0, verb.at - DENIED), verb.at)):
        return []
    return _not_given(sentence, best[1], shaper, context)


def _not_given(sentence: Sentence, found: Counted, shaper: Shaper, context: Context) -> list[Suggestion]:
    verb = candidates(sentence, found, shaper.rules)[0]
    first, end = found.first, found.end
    low = verb.at if 0 <= verb.at < first and first - verb.at < 8 else first
    high = verb.at + 1 if verb.at >= end and verb.at - end < 8 else end
    made = shaper.figures(sentence, found._replace(first=low, end=high), verb, context)
    return made[:1]
