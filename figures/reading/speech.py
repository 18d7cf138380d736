"""Who speaks in one sentence: every word of saying in it, with the name of the speaker or a hint that somebody goes on.

Three kinds: what is *said* (*X said*, *according to X*, *за підрахунками X*, *X: 307 came home*), what is *promised* (an offer
or a demand is itself an act of whoever makes it), and a sentence about the one before it (*Про це повідомив X*).
"""

from __future__ import annotations

from figures.reading.headline import heading, signed, single
from figures.reading.name import BREAKS, INVERTED, QUOTES, Span, is_capital, is_speaker, may_begin
from figures.reading.sentence import Sentence
from figures.reading.speaker import name_before, opening
from figures.reading.spoken import name_after, name_inside_before, name_inverted
from figures.reading.utterance import OF_THIS, PROMISED, SAID, Speech

TALLY_REACH = 4
COUNT_REACH = 7
OURS = ("наш", "our")
INFINITIVE = ("ть", "ти", "ться", "тись", "тися", "чь")
FINITE = ("ють", "ять", "уть")
PAIR = 2
SAYING = frozenset({"says", "tally", "referring", "relayed", "promises"})
ATTRIBUTING = frozenset({"according", "own_words"})


def speeches(sentence: Sentence) -> list[Speech]:
    """Every word of saying in the sentence, by place."""
    return sentence.once("speeches", _speeches)


def _speeches(sentence: Sentence) -> list[Speech]:
    words, meanings = sentence.heard, sentence.meanings
    found: list[Speech] = []
    for at in sorted(_saying(sentence)):
        meaning, tags = meanings[at], words[at]
        made: Speech | None = None
        if "according" in meaning.tags and not sentence.inflects:
            made = _according(sentence, at)
        elif "own_words" in meaning.tags:
            made = Speech(at, None, again=True)
        elif "referring" in tags and at + tags_length(sentence, at) < sentence.size:
            made = _of(at, name_after(sentence, _past_filler(sentence, at + tags_length(sentence, at))))
        elif "tally" in tags:
            made = _reckoned(sentence, at) if sentence.inflects else _counted(sentence, at)
        elif "relayed" in tags:
            made = _of(at, opening(sentence)) or _of(at, single(sentence))
        elif "promises" in tags and not (meaning.verb is not None and meaning.verb.sense == "say"):
            made = _promise(sentence, at)
        elif "says" in tags or (meaning.verb is not None and meaning.verb.sense == "say"):
            made = _said(sentence, at, found)
        if made is not None:
            found.append(made)
    if not found:
        alone = heading(sentence) or signed(sentence)
        return [alone] if alone is not None else found
    return found


def _saying(sentence: Sentence) -> set[int]:
    """The tokens that may be words of saying."""
    said = {at for at, tags in sentence.hearing if not tags.isdisjoint(SAYING)}
    said |= sentence.senses.get("say", set())
    for tag in ATTRIBUTING & sentence.tags:
        said |= sentence.places[tag]
    return said


def tags_length(sentence: Sentence, at: int) -> int:
    """How many tokens the phrase of saying at this token takes."""
    speech = sentence.lexicon.speech
    return speech.at(sentence.tokens, at).length if speech is not None else 1


def _of(at: int, span: Span | None, *, kind: str = SAID, again: bool = False) -> Speech | None:
    return Speech(at, span, kind, again) if span is not None else None


def _past_filler(sentence: Sentence, at: int) -> int:
    return at + sentence.has(at, "filler")


def _according(sentence: Sentence, at: int) -> Speech | None:
    start = _past_filler(sentence, at + sentence.meanings[at].length)
    if start >= sentence.size:
        return None
    ahead = range(start, min(sentence.size, start + 3))
    first = next((i for i in ahead if may_begin(sentence, i)), -1)
    if first < 0 or any(sentence.words[i] in BREAKS for i in range(start, first)):
        return None
    if "utterance" in sentence.heard[first]:
        by = next((i for i in range(first + 1, min(sentence.size, first + 3)) if sentence.words[i] in ("by", "from", "of")), -1)
        first = _past_filler(sentence, by + 1) if by >= 0 else first
        return _of(at, name_after(sentence, first)) if first < sentence.size else None
    span = name_after(sentence, start if is_capital(sentence, start) else first)
    return Speech(at, span, again=is_title(sentence, span)) if span is not None else None


def _reckoned(sentence: Sentence, at: int) -> Speech | None:
    """*По подсчётам ТАСС*, *за даними Штабу*, *по азербайджанским данным*, *за її словами*."""
    words = sentence.heard
    start = next((i for i in range(at - 1, max(-1, at - TALLY_REACH - 1), -1) if "reckoned_by" in words[i]), -1)
    if start < 0 or any(sentence.words[i] in BREAKS or sentence.meanings[i].verb for i in range(start, at)):
        return None
    between = range(start + 1, at)
    if any(sentence.words[i].startswith(OURS) for i in between):
        return Speech(at, None)
    if any(sentence.words[i] in ("его", "ее", "их", "його", "її", "їх", "їхніми", "їхньою") for i in between):
        return Speech(at, None, again=True)
    named = [i for i in between if sentence.meanings[i].party is not None or (i > 0 and is_capital(sentence, i))]
    if named:
        return Speech(at, (named[0], named[-1] + 1))
    after = at + 1 + (sentence.words[at + 1] in QUOTES)
    if after >= sentence.size or not may_begin(sentence, after):
        return None
    span = name_after(sentence, after)
    return Speech(at, span, again=is_title(sentence, span)) if span is not None else None


def _counted(sentence: Sentence, at: int) -> Speech | None:
    """*By the Ukrainian government's count*, *on Kyiv's reckoning*."""
    start = next((i for i in range(at - 1, max(-1, at - COUNT_REACH), -1) if sentence.words[i] in ("by", "on")), -1)
    if start < 0 or not any(sentence.words[i].endswith(("'s", "s'")) for i in range(start, at)):
        return None
    first = _past_filler(sentence, start + 1)
    return Speech(at, (first, at)) if may_begin(sentence, first) else None


def _said(sentence: Sentence, at: int, found: list[Speech]) -> Speech | None:
    verb, word = sentence.meanings[at].verb, sentence.words[at]
    if not _is_said(sentence, at):
        return None
    kind = OF_THIS if _is_of_this(sentence, at) else SAID
    passive = not sentence.inflects and sentence.within("be", range(max(0, at - PAIR), at))
    if passive and (verb.form in ("past", "participle") if verb is not None else word.endswith("ed")):
        by = next((i for i in range(at + 1, at + 3) if sentence.has(i, "by")), -1)
        return _of(at, name_after(sentence, _past_filler(sentence, by + 1)), kind=kind) if 0 <= by < sentence.size - 1 else None
    if _has_pronoun(sentence, at):
        return Speech(at, None, kind, again=True)
    span = name_before(sentence, at) or name_inside_before(sentence, at) or name_inverted(sentence, at)
    if sentence.has(at - 1, "treaty") and not (span is not None and any(is_speaker(sentence, i) for i in range(*span))):
        return None
    if span is None:
        return _goes_on(sentence, at, found)
    if _is_ours(sentence, span):
        return Speech(at, None)
    if "named" in sentence.heard[at] and not _names_number(sentence, at):
        return None
    if "answers" in sentence.heard[at] and not (BREAKS & {sentence.words[at + 1], sentence.words[at - 1]}):
        return None
    if (
        word in ("put", "puts")
        and not any(sentence.words[i] == "at" for i in _ahead(sentence, at))
        and (sentence.words[at + 1] != "it")
    ):
        return None
    return Speech(at, span, kind, again=is_title(sentence, span))


def _ahead(sentence: Sentence, at: int) -> range:
    return range(at + 1, min(sentence.size, at + 16))


def _names_number(sentence: Sentence, at: int) -> bool:
    """*Назвав формат «250 на 250»*, not *which Russia calls bodies of soldiers*."""
    return any(sentence.tokens.is_digits(i) or sentence.words[i] == ":" for i in _ahead(sentence, at))


def _is_of_this(sentence: Sentence, at: int) -> bool:
    words = sentence.heard
    return any("of_this" in words[i] for i in range(min(at, PAIR)))


def _is_said(sentence: Sentence, verb: int) -> bool:
    """Whether a word of saying is one here: not *the state's*, not what a treaty says, not what one wants to say."""
    word = sentence.words[verb]
    named = verb > 0 and is_capital(sentence, verb)
    if named or word.endswith("'s"):
        return False
    if sentence.inflects:
        return not word.endswith(INFINITIVE) or word.endswith(FINITE)
    return not (sentence.meanings[verb - 1].tags & {"to", "modal"} or sentence.words[verb - 1] == "to")


def is_title(sentence: Sentence, span: Span) -> bool:
    """*The official*, *посадовець*: no name but a word that stands for whoever spoke before."""
    first, end = span
    words = sentence.heard
    if any(sentence.meanings[i].party is not None or (i > 0 and is_capital(sentence, i)) for i in range(first, end)):
        return False
    if not any("title" in words[i] for i in range(first, end)) or end - first > PAIR + 1:
        return False
    if sentence.inflects:
        return all("title" in words[i] for i in range(first, end))
    before = sentence.words[first - 1] if first else sentence.words[0]
    return before == "the" or any("aide" in words[i] for i in range(first, end))


def _has_pronoun(sentence: Sentence, verb: int) -> bool:
    """*She said*, *підкреслив він*."""
    words = sentence.heard
    after = sentence.inflects or sentence.words[verb - 1] in INVERTED
    near = [at for at in (verb - 1, verb - 2, *([verb + 1] if after else [])) if at >= 0]
    for at in near:
        if sentence.has(at, "pronoun") and "adverb" not in words[at]:
            between = range(min(at, verb) + 1, max(at, verb))
            return all("adverb" in words[i] or sentence.meanings[i].tags & {"have", "be", "not"} for i in between)
    return False


def _goes_on(sentence: Sentence, at: int, found: list[Speech]) -> Speech | None:
    """*…, stating that*, *але уточнює*: one more word of saying of the same speaker."""
    verb = sentence.meanings[at].verb
    joined = sentence.meanings[at - 1].tags & {"and", "contrast", "clause"} or sentence.words[at - 1] == ","
    ing = verb is not None and verb.form == "ing" and sentence.words[at - 1] not in (",", "and")
    if at == 0 or not joined or ing or sentence.dateline:
        return None
    if found:
        return found[-1]._replace(at=at, kind=SAID)
    if sentence.has(0, "pronoun"):
        return Speech(at, None, again=True)
    return _of(at, opening(sentence) or single(sentence))


def _promise(sentence: Sentence, at: int) -> Speech | None:
    """*Kyiv has asked Moscow for 200*: whoever offers, promises or demands a number is the one who says it."""
    word = sentence.words[at]
    if (at and is_capital(sentence, at)) or sentence.meanings[at - 1].tags & {"to", "modal", "filler"}:
        return None
    passive = not sentence.inflects and sentence.within("be", range(max(0, at - PAIR), at)) and not word.endswith("ing")
    if passive:
        return None
    if _has_pronoun(sentence, at):
        return Speech(at, None, PROMISED, again=True)
    span = name_before(sentence, at)
    if span is None and sentence.meanings[at - 1].tags & {"and", "contrast", "clause"}:
        span = subject(sentence, at)
    if span is None or any("joint" in sentence.heard[i] or sentence.has(i, "and") for i in range(*span)):
        return None
    if _is_ours(sentence, span) or _is_addressed(sentence, span):
        return None
    return Speech(at, span, PROMISED, again=is_title(sentence, span))


def _is_ours(sentence: Sentence, span: Span) -> bool:
    """*Our experts*, *наша команда*: the author of the text."""
    return any(sentence.words[i].startswith(OURS) for i in range(max(0, span[0] - 1), span[0] + 1))


def _is_addressed(sentence: Sentence, span: Span) -> bool:
    """*Російській уповноваженій передали*: the side to which it is said."""
    first = sentence.meanings[span[0]].party
    return first is not None and first.people and sentence.words[span[0]].endswith(("ій", "ой", "ому", "ему"))


def subject(sentence: Sentence, before: int) -> Span | None:
    """The first name of the sentence that no preposition governs and that stands before ``before``."""
    for at in range(before):
        governed = at and sentence.meanings[at - 1].tags & {"into", "from", "preposition", "with", "of", "by"}
        if sentence.meanings[at].party is not None and not governed and not sentence.has(at, "dateline"):
            return at, at + sentence.meanings[at].length
        if sentence.meanings[at].verb is not None:
            return None
    return None
