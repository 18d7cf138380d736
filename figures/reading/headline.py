"""Speech without a word of saying: *Zelenskyy: 307 came home*, *«Додому повернулися 205», — Лубінець*."""

from __future__ import annotations

from figures.reading.lexicon import NOTHING
from figures.reading.name import BREAKS, QUOTES, SMALL, Span, is_capital, is_speaker, may_begin
from figures.reading.sentence import Sentence
from figures.reading.utterance import Speech

HEADING = 8
PAIR = 2


def signed(sentence: Sentence) -> Speech | None:
    """*«Додому повернулися 205», — Лубінець*: a quotation, a dash and a name."""
    if QUOTES.isdisjoint(sentence.tokens.words):
        return None
    last = sentence.size - 1
    while last > 0 and not sentence.words[last][0].isalpha():
        last -= 1
    dash = next(
        (i for i in range(last, max(0, last - HEADING), -1) if sentence.is_dash(i) and not sentence.tokens.touches(i)), -1
    )
    if dash < PAIR or not {sentence.words[dash - 1], sentence.words[dash - 2]} & QUOTES or not is_capital(sentence, last):
        return None
    plain = all(sentence.meanings[i].verb is None and sentence.words[i] not in BREAKS for i in range(dash + 1, last + 1))
    return Speech(dash, (dash + 1, last + 1)) if plain and may_begin(sentence, dash + 1) else None


def heading(sentence: Sentence) -> Speech | None:
    """*Zelenskyy: 307 came home*: a name and a colon before what it says."""
    if ":" not in sentence.tokens.words:
        return None
    colon = next((i for i in range(1, min(sentence.size - PAIR, HEADING)) if sentence.words[i] == ":"), -1)
    if colon < 0:
        return None
    head = range(colon)
    if not (sentence.verbs.isdisjoint(head) and sentence.nouns.isdisjoint(head)):
        return None
    if any(
        sentence.tokens.is_digits(i) or sentence.words[i] in sentence.dated or sentence.words[i] in BREAKS - QUOTES
        for i in head
    ):
        return None
    if not is_capital(sentence, 0) and sentence.words[0] not in QUOTES:
        return None
    large = sum(is_capital(sentence, i) for i in head)
    speaks = any(is_speaker(sentence, i) and not SMALL.intersection(sentence.meanings[i].tags) for i in head)
    quoted = sentence.words[colon + 1] in QUOTES
    person = large >= PAIR and all(is_capital(sentence, i) for i in head)
    person = person or (colon == 1 and sentence.start == 0 and _is_unknown(sentence, 0))
    return Speech(colon, (0, colon)) if speaks or person or (quoted and large == colon) else None


def _is_unknown(sentence: Sentence, at: int) -> bool:
    """Whether no rule knows the word: a surname, where it is written with a capital."""
    return "leader" in sentence.heard[at] or (sentence.meanings[at] is NOTHING and not sentence.heard[at])


def single(sentence: Sentence) -> Span | None:
    """*Medinsky responded …, stating that*: one capital that opens the sentence, with nothing known of the word."""
    if not sentence.size or sentence.meanings[0].tags or sentence.heard[0] - {"speaker"} or sentence.meanings[0].noun:
        return None
    if sentence.words[0] in sentence.dated or sentence.meanings[0].cue or sentence.meanings[0].verb:
        return None
    return (0, 1) if is_capital(sentence, 0) and sentence.words[0][0].isalpha() else None
