"""Who speaks, cut out before the word of saying: the name next to it, in apposition to it, or with which the sentence opens."""

from __future__ import annotations

from figures.reading.name import (
    BREAKS,
    IN_OFFICE,
    JOINING,
    LEAST_NAME,
    LONGEST,
    PARTICLES,
    QUOTES,
    Span,
    belongs,
    if_named,
    is_adverb,
    is_capital,
    is_conjunction,
    is_governed,
    is_place,
    is_speaker,
    is_time,
    may_begin,
    names,
    past_phrase,
    past_rights,
)
from figures.reading.sentence import Sentence

BRACKETS = 8
DESCRIBED = 24
CLAUSE = 10
NOT_FIRST = frozenset({"nobody", "adverb"})
ARTICLES = frozenset({"the", "a", "an"})


def opening(sentence: Sentence) -> Span | None:
    """*Daria Zarivna, who runs the initiative, offered*: the name of a person or an office with which a sentence opens."""
    return sentence.once("opening", _opening)


def _opening(sentence: Sentence) -> Span | None:
    first = 1 if sentence.words[0] in QUOTES else 0
    first += sentence.has(first, "filler")
    if first >= sentence.size or sentence.meanings[first].tags & {"into", "from", "preposition", "clause"}:
        return None
    if not NOT_FIRST.isdisjoint(sentence.heard[first]) and not is_speaker(sentence, first):
        return None
    end = first
    while end < sentence.size and end - first < LONGEST and names(sentence, end):
        rights = past_rights(sentence, end) if end > first and sentence.words[end] in IN_OFFICE else -1
        end = max(end + 1, rights)
    while end > first and not may_begin(sentence, end - 1) and not sentence.inside(end - 1):
        end -= 1
    large = sum(is_capital(sentence, i) for i in range(first, end))
    named = large >= 2 or any(is_speaker(sentence, i) for i in range(first, end))
    return (first, end) if named and not is_place(sentence, first, end) else None


def name_before(sentence: Sentence, verb: int) -> Span | None:
    """The name that ends before the word at ``verb``; days, adverbs and an apposition between commas passed over."""
    end = before_adverbs(sentence, verb)
    if end > 0 and sentence.words[end - 1] == ",":
        return _apposed(sentence, end)
    end = _past_brackets(sentence, end)
    first = end
    while first > 0 and end - first < LONGEST and belongs(sentence, first - 1):
        first -= 1
    while first < end and (
        sentence.words[first] in ARTICLES
        or not _names_first(sentence, first)
        or is_conjunction(sentence, first)
        or _only_opens(sentence, first, end)
    ):
        first += 1
    with_ing = sentence.words[first - 1] == "with" and sentence.words[verb].endswith("ing")
    if 0 < first < end and is_governed(sentence, first - 1) and not with_ing:
        return _led(sentence, first)
    if first < end and is_governed(sentence, first):
        return if_named(sentence, past_phrase(sentence, first + 1, end), end)
    return if_named(sentence, _coupled(sentence, first, end), end) or _clause_subject(sentence, end)


def _coupled(sentence: Sentence, first: int, end: int) -> int:
    """*Russia and Ukraine said*: where two that say it together begin; only where they open a clause."""
    if first >= end or first < LEAST_NAME - 1 or not sentence.has(first - 1, "and") or not may_begin(sentence, first - 2):
        return first
    start = first - 1
    while start > 0 and belongs(sentence, start - 1):
        start -= 1
    opens = start == 0 or sentence.words[start - 1] in BREAKS
    return start + sentence.has(start, "filler") if opens and not is_governed(sentence, start) else first


def _names_first(sentence: Sentence, at: int) -> bool:
    """Whether a name before a verb can begin here: a capital, an office, or what describes the office after it."""
    return may_begin(sentence, at) or (
        names(sentence, at) and not sentence.meanings[at].tags and sentence.words[at] not in IN_OFFICE
    )


def _led(sentence: Sentence, end: int) -> Span | None:
    """*Рустем Умеров после поездки в Турцию заявил*: the name that opens the sentence, no other verb between."""
    name = opening(sentence)
    if name is None or not name[1] < end <= name[1] + DESCRIBED or not is_governed(sentence, name[1]):
        return name if name is not None and sentence.meanings[name[1]].tags & {"clause"} and name[1] < end else None
    return name if sentence.verbs.isdisjoint(range(name[1], end)) else None


def before_adverbs(sentence: Sentence, verb: int) -> int:
    """Where what stands before the verb ends: *the ministry on Tuesday also*, *Штаб 26 лютого*, *the side which*."""
    end = verb
    while end > 0:
        at = end - 1
        tags = sentence.meanings[at].tags
        day = is_time(sentence, at) or (tags & {"into", "from"} and is_time(sentence, end))
        day = day or (sentence.words[at] == "on" and sentence.words[end] in sentence.dated)
        if not (is_adverb(sentence, at) or day or tags & {"have", "be", "not", "relative"}):
            break
        end = at
    return end


def _apposed(sentence: Sentence, end: int) -> Span | None:
    """*Benjamin Mbonimpa, the secretary, said*; *the secretary, Benjamin Mbonimpa, said*: of the two the name."""
    first, last = end - 1, end - 1
    while first > 0 and sentence.words[first - 1] not in BREAKS:
        first -= 1
    if first == 0 or sentence.words[first - 1] != "," or first == last:
        name = opening(sentence)
        return name if name is not None and name[1] < end <= name[1] + DESCRIBED and sentence.words[name[1]] == "," else None
    if last - first <= LONGEST and all(
        is_capital(sentence, i) or sentence.words[i] in PARTICLES | JOINING for i in range(first, last)
    ):
        return first, last
    name = opening(sentence)
    if name is not None and name[1] < end <= name[1] + DESCRIBED and sentence.words[name[1]] == ",":
        return name
    return None


def _past_brackets(sentence: Sentence, end: int) -> int:
    """*The Rapid Support Forces (RSF) said*: where the name before the brackets ends."""
    if end < 1 or sentence.words[end - 1] != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - BRACKETS), -1) if sentence.words[i] == "("), end)


def _clause_subject(sentence: Sentence, end: int) -> Span | None:
    """*A source familiar with the talks*: all of a short clause that begins with a word for those who speak."""
    first = end
    while first > 0 and sentence.words[first - 1] not in BREAKS and end - first <= CLAUSE:
        first -= 1
    while first < end and (sentence.meanings[first].tags & {"filler", "and", "clause"} or is_conjunction(sentence, first)):
        first += 1
    if not 0 < end - first <= CLAUSE or any(
        sentence.meanings[i].verb is not None or sentence.meanings[i].tags & {"have", "be"} for i in range(first, end)
    ):
        return None
    held = range(first, min(end, first + LEAST_NAME))
    return (first, end) if any(is_speaker(sentence, i) for i in held) and not is_governed(sentence, first) else None


def _only_opens(sentence: Sentence, at: int, end: int) -> bool:
    """*Тем временем армия*, *Окремо посадовець*: a word that is large only because the sentence opens with it."""
    if at or sentence.meanings[at].party is not None or is_speaker(sentence, at):
        return False
    if not NOT_FIRST.isdisjoint(sentence.heard[at]) or (
        sentence.inflects and at + 1 < end and sentence.words[at].endswith("но")
    ):
        return True
    lower = at + 1 < end and sentence.words[at + 1][:1].isalpha() and not is_capital(sentence, at + 1)
    known = is_speaker(sentence, at + 1) or sentence.meanings[at + 1].party is not None
    return lower and (not known or sentence.words[at].endswith(("о", "ly")))
