"""Speech that runs on past its sentence: a quotation of several, *Про це повідомив Штаб*, a paragraph of one speaker."""

from __future__ import annotations

from collections.abc import Sequence

from figures.reading.again import resolved
from figures.reading.claim import Claim
from figures.reading.name import QUOTES, is_medium, is_within
from figures.reading.sentence import Sentence
from figures.reading.speech import speeches
from figures.reading.utterance import OF_THIS, PROMISED, SAID

CARRIED = 5
YEAR, CENTURIES = 4, ("19", "20")
FRAME = 5
AFTER_QUOTE = 8
OPENING = frozenset("«“„")


def told_later(sentence: Sentence, at: int, later: Sequence[Sentence], earlier: Sequence[Sentence]) -> Claim | None:
    """Whom a sentence after this one names as saying it."""
    return _quoted(sentence, at, later, earlier) or _about_this(sentence, later, earlier)


def _about_this(sentence: Sentence, later: Sequence[Sentence], earlier: Sequence[Sentence]) -> Claim | None:
    """*Додому повернулися 185. Про це повідомив Штаб.*"""
    for after in later:
        pointing = after.lexicon.pointing
        if after.words[0] in pointing or after.words[1] in pointing:
            told = next((one for one in speeches(after) if one.kind == OF_THIS and (one.span or one.again)), None)
            if told is not None:
                return resolved(after, told, [sentence, *earlier])._replace(words="")
        if "say" in after.senses or breaks(sentence, after):
            return None
        sentence = after
    return None


def _quoted(sentence: Sentence, at: int, later: Sequence[Sentence], earlier: Sequence[Sentence]) -> Claim | None:
    """*«We lost 5. We got back 7», she said*: the quotation that the number stands in ends in a later sentence."""
    if not QUOTES.isdisjoint(sentence.tokens.words[at:]):
        return None
    before = [sentence, *earlier]
    for after in later:
        if breaks(before[0], after):
            return None
        ends = next((i for i, word in enumerate(after.tokens.words) if word in QUOTES), -1)
        if ends >= 0 and _opens(after, ends):
            return None
        if ends >= 0:
            told = next((one for one in speeches(after) if one.kind == SAID and ends < one.at <= ends + AFTER_QUOTE), None)
            return resolved(after, told, before)._replace(words="") if told is not None else None
        before = [after, *before]
    return None


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a quotation mark opens one: the straight ones where a space or nothing stands before them."""
    start = sentence.tokens.starts[at]
    return sentence.words[at] in OPENING or (
        sentence.words[at] == '"' and sentence.tokens.text[start - 1 : start].strip() == ""
    )


def carried(sentence: Sentence, earlier: Sequence[Sentence]) -> Claim | None:
    """Whose words the sentence goes on with: in the same paragraph, or with *кроме того* in the next one."""
    for number, before in enumerate(earlier[:CARRIED]):
        quoted = sentence.words[0] in QUOTES and number == 0
        if _turns_away(sentence) and not quoted:
            return None
        if breaks(before, sentence) and not (quoted or _goes_further(sentence)):
            return None
        said = [one for one in speeches(before) if one.kind != PROMISED and not is_within(before, one.at, one.last)]
        told = [one for one in said if one.span is None or not is_medium(before, one.span)]
        if told:
            found = resolved(before, told[-1], earlier[number + 1 :])
            return found._replace(words="") if found.name else None
        sentence = before
    return None


def _goes_further(sentence: Sentence) -> bool:
    return any("further" in sentence.heard[i] for i in range(2))


def _turns_away(sentence: Sentence) -> bool:
    """Whether a sentence leaves the speaker before it: *however*, *in June 2021*, *the previous exchange*."""
    return sentence.once("turns away", _turned)


def _turned(sentence: Sentence) -> bool:
    words = sentence.heard
    if "contrast" in words[0] or any("background" in tags for tags in words[:FRAME]):
        return True
    frame = sentence.tokens.words[:FRAME]
    return any(len(word) == YEAR and word.startswith(CENTURIES) and word.isdigit() for word in frame)


def breaks(before: Sentence, after: Sentence) -> bool:
    """Whether a paragraph ends between two sentences."""
    text, end = before.tokens.text, before.tokens.ends
    return not end or "\n" in text[end[-1] : after.tokens.starts[0] if after.size else after.end]
