"""Whose word a number is: the speaker of its sentence, one who goes on speaking, or the one that a whole text is by.

The innermost speaker counts, so a minister whom an agency quotes, not the agency. Where a sentence names nobody it may go on
with the words of the one before it (*he said*, a quotation, the same paragraph), or the next may say whose they were (*Про це
повідомив Штаб*). A name that only stands near, a mediator's, a listener's or a country's, is nobody's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.reading.sentence import Sentence
from figures.reading.speaker import QUOTES, Span, heard, opening
from figures.reading.speech import OF_THIS, PROMISED, SAID, Speech, speeches

AGO = 6
CARRIED = 5
AHEAD = 4
YEAR = 4
FRAME = 5


class Claim(NamedTuple):
    """A claimant as the text names it, the party that it speaks for, and the words that say so; empty where nobody is named.

    ``words`` are empty too where no word of the number's own sentence tells: the claim is carried over from elsewhere.
    """

    name: str = ""
    party: str = ""
    words: str = ""


NOBODY = Claim()


class Around(NamedTuple):
    """The sentences around the one that is read: those before it, the nearest first, and the few after it; whose text it is."""

    earlier: Sequence[Sentence] = ()
    later: Sequence[Sentence] = ()
    account: Claim = Claim()


def claim_of(sentence: Sentence, at: int) -> Claim:
    """Who the sentence itself says tells what stands at token ``at``; a speaker before it is likelier than one after it."""
    speech = _nearest(sentence, at)
    return _claim(sentence, speech) if speech is not None and speech.span is not None else NOBODY


def attributed(sentence: Sentence, at: int, around: Around, *, promised: bool) -> Claim:
    """Who tells what stands at token ``at``; ``promised``: the number is an offer, a demand or an agreement."""
    speech = _nearest(sentence, at)
    offer = _offer(sentence, at) if promised else None
    if speech is not None and not (offer is not None and speech.at < offer.at and _is_inserted(sentence, speech)):
        found = _resolved(sentence, speech, around.earlier)
        if found.name:
            return found
        if not (speech.again or speech.span):
            return around.account
    if offer is not None:
        found = _resolved(sentence, offer, around.earlier)
        if found.name:
            return found
    if around.account.name:
        return around.account
    return _told_later(sentence, around.later, around.earlier) or _carried(sentence, around.earlier) or NOBODY


def _is_inserted(sentence: Sentence, speech: Speech) -> bool:
    """*…, a diplomat said, but*: said of what stands before it."""
    first = speech.span[0] if speech.span is not None and speech.span[0] < speech.at else speech.at
    first -= sentence.has(first - 1, "filler") if first else 0
    return first > 0 and sentence.word(first - 1) in (",", *QUOTES)


def _nearest(sentence: Sentence, at: int) -> Speech | None:
    """The word of saying that covers the number."""
    said = [one for one in speeches(sentence) if _covers(one, at) and not _apart(sentence, one, at)]
    said = [speech for speech in said if not _is_medium(sentence, speech)] or said
    return min(said, key=lambda speech: _distance(speech.at, at), default=None)


def _covers(speech: Speech, at: int) -> bool:
    return speech.kind == SAID or (speech.kind == OF_THIS and speech.at < at)


def _is_medium(sentence: Sentence, speech: Speech) -> bool:
    return speech.span is not None and any("medium" in heard(sentence)[i] for i in range(*speech.span))


def _distance(said: int, at: int) -> int:
    return at - said if said < at else 2 * (said - at)


def _apart(sentence: Sentence, speech: Speech, at: int) -> bool:
    """Whether what is said there is something else than the number before it."""
    return speech.at > at and (any(sentence.word(i) == ";" for i in range(at + 1, speech.at)) or _inner(sentence, speech, at))


def _inner(sentence: Sentence, speech: Speech, at: int = -1) -> bool:
    """*1,000 bodies which, according to Russia, are Ukrainian*: said in a clause about a word before, and of that word only."""
    relatives = [i for i in sentence.places.get("relative", ()) if at < i < speech.at and sentence.word(i) != "that"]
    if not relatives or speech.last >= sentence.size - 1:
        return False
    return any(
        sentence.word(i)[0].isalpha() and sentence.word(i) not in sentence.dated for i in range(speech.last, sentence.size)
    )


def _offer(sentence: Sentence, at: int) -> Speech | None:
    offers = [speech for speech in speeches(sentence) if speech.kind == PROMISED and speech.at < at]
    if not offers:
        return None
    last = offers[-1]
    for dash in range(at - 1, last.at, -1):
        if sentence.is_dash(dash) and sentence.meaning(dash - 1).party is not None:
            return Speech(last.at, (dash - 1, dash), PROMISED)
    return last


def _resolved(sentence: Sentence, speech: Speech, earlier: Sequence[Sentence]) -> Claim:
    """The speaker of a word of saying, looked for before it where the sentence has only *he* or *the official*."""
    if not speech.again:
        return _claim(sentence, speech)
    words = _words(sentence, speech)
    said = [one for one in speeches(sentence) if one.at < speech.at and one.kind != PROMISED]
    known = [one for one in said if one.span and not one.again]
    if known:
        return _claim(sentence, known[-1])._replace(words=words)
    person = speech.span is None or not any("institution" in heard(sentence)[i] for i in range(*speech.span))
    for before in earlier:
        said = [one for one in speeches(before) if one.span and not one.again and one.kind != PROMISED]
        if said:
            return _claim(before, said[-1])._replace(words=words)
        name = opening(before)
        if name is not None and person:
            return named(before, name, words)
    if speech.span is not None:
        return _claim(sentence, speech)
    own = opening(sentence)
    return named(sentence, own, words) if own is not None and own[1] < speech.at else NOBODY


def _told_later(sentence: Sentence, later: Sequence[Sentence], earlier: Sequence[Sentence]) -> Claim | None:
    """*Додому повернулися 185. Про це повідомив Штаб.*: the sentence after says who said it."""
    for after in later:
        told = next((one for one in speeches(after) if one.kind == OF_THIS and (one.span or one.again)), None)
        if told is not None:
            return _resolved(after, told, [sentence, *earlier])._replace(words="")
        if _breaks(sentence, after) or speeches(after):
            return None
        sentence = after
    return None


def _carried(sentence: Sentence, earlier: Sequence[Sentence]) -> Claim | None:
    """Whose words the sentence goes on with: in the same paragraph, or with *кроме того* in the next one."""
    for number, before in enumerate(earlier[:CARRIED]):
        quoted = sentence.word(0) in QUOTES and number == 0
        if _turns_away(sentence) and not quoted:
            return None
        if _breaks(before, sentence) and not (quoted or _goes_further(sentence)):
            return None
        told = [
            one for one in speeches(before) if one.kind != PROMISED and not _inner(before, one) and not _is_medium(before, one)
        ]
        if told:
            found = _resolved(before, told[-1], earlier[number + 1 :])
            return found._replace(words="") if found.name else None
        sentence = before
    return None


def _goes_further(sentence: Sentence) -> bool:
    return any("further" in heard(sentence)[i] for i in range(2))


def _turns_away(sentence: Sentence) -> bool:
    """Whether a sentence leaves the speaker before it: *however*, *in June 2021*, *the previous exchange*."""
    words = heard(sentence)
    if "contrast" in words[0]:
        return True
    if any("background" in tags for tags in words[:FRAME]):
        return True
    return any(len(word) == YEAR and word[:2] in ("19", "20") and word.isdigit() for word in sentence.tokens.words[:FRAME])


def _breaks(before: Sentence, after: Sentence) -> bool:
    """Whether a paragraph ends between two sentences."""
    text, end = before.tokens.text, before.tokens.ends
    return not end or "\n" in text[end[-1] : after.tokens.starts[0] if after.size else after.end]


def _claim(sentence: Sentence, speech: Speech) -> Claim:
    return named(sentence, speech.span, _words(sentence, speech)) if speech.span is not None else NOBODY


def _words(sentence: Sentence, speech: Speech) -> str:
    """The words that say it: *Zelenskiy said*, *he added*, *за словами Клименка*."""
    first, end = speech.at, speech.at + 1
    if speech.span is not None:
        first, end = min(first, speech.span[0]), max(end, speech.span[1])
    elif speech.at and sentence.has(speech.at - 1, "pronoun"):
        first -= 1
    else:
        end = min(sentence.size, speech.at + sentence.meaning(speech.at).length)
    return " ".join(sentence.slice(first, end).split())


def named(sentence: Sentence, span: Span, words: str = "") -> Claim:
    """The name of a speaker, and the party that it speaks for."""
    first, end = span
    parties = [party.name for k in range(first, end) if (party := sentence.meaning(k).party) is not None]
    several = len(set(parties)) > 1 and any(sentence.has(k, "and") for k in range(first, end))
    return Claim(" ".join(sentence.slice(first, end).split()), parties[0] if parties and not several else "", words)
