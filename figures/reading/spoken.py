"""Who speaks, cut out after the word of saying or inside an office: *said the minister*, *в Кремле сообщили*."""

from __future__ import annotations

from figures.reading.name import (
    BREAKS,
    IN_OFFICE,
    INVERTED,
    LEAST_NAME,
    LONGEST,
    SMALL,
    Span,
    belongs,
    if_named,
    is_governed,
    is_speaker,
    is_time,
    may_begin,
    past_phrase,
    past_rights,
)
from figures.reading.sentence import Sentence
from figures.reading.speaker import before_adverbs

AFTER_VERB = 10
PAIRED = 2
PLURAL = ("ли", "ют", "ат", "ят", "уть", "ють", "ать", "ять")
REFLEXIVE = ("тся", "ється", "ться")
DATIVE = ("ам", "ям")
INSIDE = frozenset({"в", "у", "во"})


def name_after(sentence: Sentence, start: int) -> Span | None:
    """The name that begins at ``start``."""
    end = start
    while end < sentence.size and end - start < LONGEST and not is_time(sentence, end):
        if belongs(sentence, end) or (end - start > 1 and _is_field(sentence, start, end)):
            end += 1
            continue
        named = past_rights(sentence, end) if end > start and sentence.words[end] in IN_OFFICE else -1
        if named < 0:
            break
        end = named
    while end > start and not may_begin(sentence, end - 1) and not sentence.inside(end - 1) and _is_small(sentence, end - 1):
        end -= 1
    return if_named(sentence, start, end)


def _is_field(sentence: Sentence, start: int, at: int) -> bool:
    """*Штаб з питань поводження з полоненими*, *Headquarters for the Treatment of Prisoners*: whom an office is for."""
    before = sentence.words[at - 1] in IN_OFFICE or sentence.has(at - 1, "of")
    held = any("institution" in sentence.heard[i] for i in range(start, at - PAIRED))
    return before and held and sentence.meanings[at].noun is not None


def _is_small(sentence: Sentence, at: int) -> bool:
    tags = sentence.meanings[at].tags
    return not sentence.words[at][0].isalpha() or not SMALL.isdisjoint(tags) or "adverb" in sentence.heard[at]


def name_inverted(sentence: Sentence, verb: int) -> Span | None:
    """*…, said the minister*, *повідомив у середу прем'єр*, *уточнили в штабі*: the speaker after the word of saying."""
    at = verb + sentence.meanings[verb].length
    if not sentence.inflects:
        if sentence.words[verb - 1] not in INVERTED:
            return None
        at += sentence.has(at, "filler")
        stop = min(sentence.size, at + LEAST_NAME)
        first = next((i for i in range(at, stop) if may_begin(sentence, i)), stop)
        plain = all(sentence.words[i].isalpha() and not sentence.meanings[i].tags for i in range(at, first))
        return name_after(sentence, first) if first < stop and plain and not is_time(sentence, first) else None
    word = sentence.words[verb]
    inside = word.endswith(PLURAL) or word.endswith(REFLEXIVE)
    stop = min(sentence.size, at + AFTER_VERB)
    while at < stop:
        if sentence.words[at] in INVERTED or sentence.words[at] in BREAKS or sentence.has(at, "clause"):
            return None
        if sentence.words[at] in INSIDE and inside and not is_time(sentence, at + 1):
            found = _inside(sentence, at + 1)
            if found is not None:
                return found
        if is_time(sentence, at) or (is_governed(sentence, at) and is_time(sentence, at + 1)):
            at += 1
        elif is_governed(sentence, at) or sentence.words[at] in ("со", "о", "про"):
            at = past_phrase(sentence, at + 1, stop)
        elif may_begin(sentence, at) and not sentence.words[at].endswith(DATIVE):
            return name_after(sentence, at)
        else:
            at += 1
    return None


def name_inside_before(sentence: Sentence, verb: int) -> Span | None:
    """*В Минобороны РФ сообщили*, *У Києві відповіли*: who says it stands in a place before a verb in the plural."""
    if not sentence.inflects or not sentence.words[verb].endswith(PLURAL):
        return None
    end = before_adverbs(sentence, verb)
    for at in range(end - 1, max(-1, end - LONGEST), -1):
        if sentence.words[at] in INSIDE:
            span = _inside(sentence, at + 1)
            held = span is not None and not any(sentence.meanings[i].cue for i in range(span[1], end))
            return span if held else None
        if sentence.words[at] in BREAKS or sentence.meanings[at].verb is not None:
            return None
    return None


def _inside(sentence: Sentence, at: int) -> Span | None:
    """*В министерстве*, *у місцевому відділенні Штабу*: an office in which it is said."""
    first = next((i for i in range(at, min(sentence.size, at + LEAST_NAME)) if may_begin(sentence, i)), -1)
    if first < 0:
        return None
    span = name_after(sentence, first)
    return span if span is not None and _is_body(sentence, span) else None


def _is_body(sentence: Sentence, span: Span) -> bool:
    """Whether the words name an office or a capital that stands for its state: no channel and no town."""
    return any(is_speaker(sentence, i) or sentence.meanings[i].party is not None for i in range(*span))
