"""Which verb a number hangs on, and how far that verb says the handover has come: promised, done, or something else."""

from __future__ import annotations

from typing import NamedTuple

from figures.reading.counted import Counted
from figures.reading.lexicon import NOTHING, Rules
from figures.reading.sentence import Sentence
from figures.vocabulary import Stage

WINDOW = 40
FAR = 1_000
STAGES = {
    "bring": Stage.PRESENTED,
    "dispatch": Stage.DISPATCHED,
    "refuse": Stage.REFUSED,
    "identify": Stage.IDENTIFIED,
    "match": Stage.MATCHED,
    "examine": Stage.EXAMINED,
    "bury": Stage.GIVEN_TO_FAMILY,
    "misattribute": Stage.MISATTRIBUTED,
}
HANDOVER = frozenset({"give", "free", "receive", "go", "exchange", "return", *STAGES})
VERBAL_NOUN = ("ие", "ия", "ию", "ии", "ння", "нню", "нні", "нням")
FINITE = frozenset({"past", "present", "future"})
INSERTING = frozenset({"relative", "according"})
STRONG_BREAKS = frozenset(";:")
COMMA = 4
DISTANCES = {";": 10, ":": 10, ",": COMMA, "(": 2, ")": 2}
REDUCED_REACH = 12
RELATIVE_REACH = 20


class Governing(NamedTuple):
    """The verb at token ``at`` (−1: none); ``subject``: the number stands before it as what it speaks of."""

    at: int
    sense: str
    form: str = ""
    subject: bool = False
    passive: bool = False
    cost: int = FAR


NONE = Governing(-1, "")


def verb_sense(sentence: Sentence, at: int) -> str:
    """The sense of the verb or the handover's noun at this token; empty where there is neither."""
    meaning = sentence.meanings[at]
    if "event" in meaning.tags and meaning.verb is not None and _is_named(sentence, at):
        return "event"
    if meaning.noun is not None and meaning.verb is not None and meaning.verb.sense in ("other", "hold"):
        neuter = sentence.words[at].endswith(("ено", "ито"))
        used = neuter or sentence.tokens.is_digits(at + 1) or sentence.within("be", range(max(0, at - 2), at))
        return "other" if used else ""
    if meaning.verb is not None and meaning.verb.sense != "say":
        return meaning.verb.sense
    if "went_home" in meaning.tags:
        return "go"
    return "event" if "event" in meaning.tags else ""


def _is_named(sentence: Sentence, at: int) -> bool:
    """Whether a word that can be a verb names the handover here: *the return of*, *the exchanges*, *получение*."""
    return sentence.has(at + 1, "of") or sentence.has(at - 1, "filler") or sentence.words[at].endswith(VERBAL_NOUN)


def candidates(sentence: Sentence, counted: Counted, rules: Rules) -> tuple[Governing, Governing]:
    """The verbs on both sides of the number, the nearest first; clause boundaries count as distance."""
    left, right = _left(sentence, counted, rules), _right(sentence, counted, rules)
    return (left, right) if left.cost <= right.cost else (right, left)


def _nearer(one: Governing, other: Governing) -> Governing:
    return one if one.cost <= other.cost else other


def _left(sentence: Sentence, counted: Counted, rules: Rules) -> Governing:
    cost = 0
    best = NONE
    senses = sentence.once("senses", _senses)
    if not any(senses[: counted.first]):
        return best
    steps = sentence.once("steps", _steps)
    for at in range(counted.first - 1, max(-1, counted.first - WINDOW), -1):
        sense = senses[at]
        if sense == "event" and best.cost > cost + 8:
            best = Governing(at, sense, "noun", cost=cost + 8)
        elif sense and sense != "event":
            form = form_of(sentence, at, rules)
            if form == "adjective" or (best.cost < cost + 1):
                cost += 1
                continue
            passive = is_passive(sentence, at, form)
            other = 0 if sense != "other" or cost < 6 else 6
            return _nearer(Governing(at, sense, form, passive=passive, cost=cost + other), best)
        cost += steps[at]
        if best.cost < cost:
            break
    return best


def _right(sentence: Sentence, counted: Counted, rules: Rules) -> Governing:
    cost = 1
    best = NONE
    at = counted.end
    senses = sentence.once("senses", _senses)
    if not any(senses[counted.end :]):
        return best
    steps = sentence.once("steps", _steps)
    relatives = "say" in sentence.senses or not INSERTING.isdisjoint(sentence.tags)
    stop = min(sentence.size, counted.end + WINDOW)
    while at < stop:
        inserted = _past_relative(sentence, at) if relatives and steps[at] == COMMA else 0
        if inserted:
            at, cost = inserted, cost + 3
        sense = senses[at] if at < sentence.size else ""
        if sense == "event" and best.cost > cost + 8:
            best = Governing(at, sense, "noun", subject=True, cost=cost + 8)
        elif sense and sense != "event":
            form = form_of(sentence, at, rules)
            passive = is_passive(sentence, at, form)
            reduced = sense in ("other", "hold", "event") and form == "participle" and not passive
            reduced = reduced or (not rules.endings and _is_reduced(sentence, at, sense, form, passive=passive))
            relative = sense in ("other", "hold") and sentence.within("relative", (at - 1, at - 2))
            joined = (
                sense in ("other", "hold")
                and sentence.has(at + 1, "and")
                and senses[min(at + 2, sentence.size - 1)] in HANDOVER
            )
            if joined:
                at += 2
                continue
            if form not in ("adjective", "ing") and not reduced and not relative:
                finite = form in FINITE or passive
                mine = cost - 4 if finite and cost <= 4 else cost
                return _nearer(Governing(at, sense, form, True, passive, cost=max(0, mine)), best)
        cost += steps[at] if at < sentence.size else 1
        if best.cost < cost:
            break
        at += 1
    return best


def _past_relative(sentence: Sentence, at: int) -> int:
    """*Five residents, who had been held for a year, came home*: the token after the inserted clause; 0 where none begins."""
    if sentence.words[at] != "," or not _is_inserted(sentence, at + 1):
        return 0
    for end in range(at + 2, min(sentence.size, at + RELATIVE_REACH)):
        if sentence.words[end] == ",":
            return end + 1 if any(verb_sense(sentence, i) in HANDOVER for i in (end + 1, end + 2)) else 0
    return 0


def _is_inserted(sentence: Sentence, at: int) -> bool:
    """*, who had been held,* · *, по её словам,* · *, he said,*: words set between two commas."""
    if sentence.within("relative", (at, at + 1)) or "according" in sentence.meanings[at].tags:
        return True
    return sentence.acts("say", (at, at + 1))


def _is_reduced(sentence: Sentence, at: int, sense: str, form: str, *, passive: bool) -> bool:
    """*The 330 dead handed back could be identified*: a participle that only describes them, their own verb coming after."""
    if passive or form not in ("past", "participle") or sense not in ("give", "free", "receive", "exchange"):
        return False
    for i in range(at + 1, min(sentence.size, at + REDUCED_REACH)):
        if sentence.words[i] in STRONG_BREAKS or sentence.words[i] == "," or sentence.has(i, "and"):
            return False
        verb = sentence.meanings[i].verb
        if verb is not None and verb.sense in ("identify", "match", "examine", "bury"):
            return any(sentence.meanings[k].tags & {"be", "have"} for k in range(i - 3, i))
    return False


def marks(sentence: Sentence) -> list[int]:
    """Where commas, colons, semicolons and brackets stand: what keeps words apart."""
    return sentence.once("marks", _marks)


def _marks(sentence: Sentence) -> list[int]:
    return [at for at, word in enumerate(sentence.tokens.words) if word in DISTANCES]


def _steps(sentence: Sentence) -> list[int]:
    """How far apart each word keeps its neighbours: a clause or a comma more than a plain word."""
    steps = [1] * sentence.size
    for at in marks(sentence):
        steps[at] = DISTANCES[sentence.tokens.words[at]]
    for at in sentence.places["clause"] if "clause" in sentence.tags else ():
        steps[at] = max(steps[at], COMMA)
    return steps


def _senses(sentence: Sentence) -> list[str]:
    senses = [""] * sentence.size
    tags, places = sentence.tags, set(sentence.verbs)
    for tag in ("event", "went_home"):
        if tag in tags:
            places |= sentence.places[tag]
    for at in sorted(places):
        senses[at] = verb_sense(sentence, at)
        meaning = sentence.meanings[at]
        if meaning.verb is None and "went_home" in meaning.tags and at and senses[at - 1] in HANDOVER:
            senses[at] = ""
    return senses


def form_of(sentence: Sentence, at: int, rules: Rules) -> str:
    """The verb's form, from the lexicon or from its ending."""
    verb = sentence.meanings[at].verb
    if verb is None:
        return ""
    form = verb.form
    if not rules.endings:
        return _english_form(sentence, at, form)
    word = sentence.words[at]
    if sentence.meanings[at].length > 1 and "went_home" in sentence.lexicon.word(word).meaning.tags:
        word = sentence.words[at + sentence.meanings[at].length - 1]
    for ending, named in rules.endings:
        if word.endswith(ending):
            if named == "present" and form == "perfective":
                return "future"
            return named
    if word.endswith(VERBAL_NOUN):
        return "noun"
    return "future" if form == "perfective" else "present"


def _english_form(sentence: Sentence, at: int, form: str) -> str:
    if form in ("past", "participle", "base"):
        if sentence.meanings[at].length > 2:
            return form
        after = at + sentence.meanings[at].length
        following = sentence.meanings[after]
        if (following.noun is not None or following.party is not None) and _determined(sentence, at):
            return "adjective"
        if following is NOTHING and sentence.tokens.is_digits(at - 1) and sentence.meanings[after + 1].noun is not None:
            return "adjective"
        verb = sentence.meanings[at].verb
        if form != "base" and verb is not None and verb.sense in STAGES and sentence.has(at - 1, "number"):
            return "adjective"
    return form


def _determined(sentence: Sentence, at: int) -> bool:
    return (
        sentence.has(at - 1, "filler")
        or sentence.has(at - 1, "of")
        or sentence.has(at - 1, "number")
        or sentence.tokens.is_digits(at - 1)
    )


def is_passive(sentence: Sentence, at: int, form: str) -> bool:
    """Whether the verb stands in the passive."""
    if form == "short_passive":
        return True
    if form not in ("past", "participle"):
        return False
    return "be" in sentence.tags and sentence.within("be", range(max(0, at - 4), at)) and not _object_between(sentence, at)


def _object_between(sentence: Sentence, at: int) -> bool:
    last = max((i for i in range(max(0, at - 4), at) if sentence.has(i, "be")), default=at)
    between = range(last, at)
    return not sentence.nouns.isdisjoint(between) or "," in sentence.tokens.words[last:at]
