"""By whom a whole text is: a letterhead, *Coordination Headquarters:*, *Geneva (ICRC) –*, *Source: Interior Ministry*.

What nobody else says in such a text is said by that one. An agency's dateline is none: it carries the words of others.
"""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.claim import NOBODY, Claim, named
from figures.reading.name import LONGEST, NAMING, is_capital, is_speaker
from figures.reading.sentence import DATELINE, Sentence
from figures.reading.spoken import name_after

LETTERHEAD = 14
EARLY = 10
"""A text says by whom it is in one of its first sentences."""
ABOUT = frozenset({"on", "about", "over", "о", "об", "про", "щодо"})
ENDINGS = frozenset({".", "!", "?", ":", ",", ";", "…"})


class Account(NamedTuple):
    """Whose text it is, from the sentence ``first`` to before ``end`` (−1: to the end of the text)."""

    claim: Claim = NOBODY
    end: int = -1

    def at(self, number: int) -> Claim:
        """Whose the sentence of this number is where it names nobody."""
        return self.claim if self.end < 0 or number < self.end else NOBODY

    def seen(self, sentence: Sentence, number: int) -> Account:
        """The same, after one more sentence was looked at."""
        if not self.claim.name:
            return Account(_account_of(sentence, number)) if number < EARLY else self
        return self._replace(end=number) if self.end < 0 and _is_label(sentence, "background_line") else self


def _account_of(sentence: Sentence, number: int) -> Claim:
    if _is_label(sentence, "source_line"):
        return _source(sentence)
    if number == 0:
        post = _post(sentence)
        return post if post.name else _dateline(sentence) if not _letterhead(sentence).name else _letterhead(sentence)
    return _letterhead(sentence) if number == 1 else NOBODY


def _is_label(sentence: Sentence, tag: str) -> bool:
    """*Джерело:*, *Background:*: a label before a colon."""
    return ":" in sentence.tokens.words[1:5] and tag in sentence.heard[0]


def _source(sentence: Sentence) -> Claim:
    """*Джерело: Координаційний штаб*; whom an agency refers to, where it does."""
    words = sentence.heard
    start = next((i + 1 for i in range(sentence.size) if sentence.words[i] == ":"), 0)
    for at in range(start, sentence.size):
        if "referring" in words[at]:
            start = at + 2
    while start < sentence.size and not is_capital(sentence, start) and not is_speaker(sentence, start):
        start += 1
    span = name_after(sentence, start) if 0 < start < sentence.size else None
    return named(sentence, span) if span is not None else NOBODY


def _post(sentence: Sentence) -> Claim:
    """*Coordination Headquarters:* as the first line of a post."""
    end = sentence.size - 1
    if not 0 < end <= LONGEST or sentence.words[end] != ":":
        return NOBODY
    known = sentence.parties or "office" in sentence.tags
    return named(sentence, (0, end)) if known and not sentence.verbs else NOBODY


def _letterhead(sentence: Sentence) -> Claim:
    """*Міністерство оборони* alone in one of the first lines."""
    tokens, words = sentence.tokens, sentence.heard
    line = tokens.text.find("\n", sentence.start, sentence.end + 1)
    end = next((i for i in range(sentence.size) if line >= 0 and tokens.starts[i] > line), sentence.size)
    if not 1 < end <= LETTERHEAD or line < 0 or sentence.words[end - 1] in ENDINGS:
        return NOBODY
    if any(sentence.words[i] in ABOUT or tokens.is_digits(i) or sentence.meanings[i].verb is not None for i in range(1, end)):
        return NOBODY
    opens = any("institution" in words[i] for i in range(min(3, end)))
    return named(sentence, (0, end)) if opens and is_capital(sentence, 0) else NOBODY


def _dateline(sentence: Sentence) -> Claim:
    """*Sana'a/Geneva (ICRC) –*: an organisation that reports of its own work."""
    if "(" not in sentence.tokens.words[1:DATELINE]:
        return NOBODY
    opened = sentence.tokens.words.index("(", 1)
    if not sentence.verbs.isdisjoint(range(opened)):
        return NOBODY
    close = opened + 2
    after = sentence.words[close + 1]
    held = "office" in sentence.meanings[opened + 1].tags or not NAMING.isdisjoint(sentence.heard[opened + 1])
    if sentence.words[close] == ")" and held and (sentence.is_dash(close + 1) or after in ("", ".", ":")):
        return named(sentence, (opened + 1, close))
    return NOBODY
