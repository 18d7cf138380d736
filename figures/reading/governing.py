"""Which verb a number hangs on, and how far that verb says the handover has come: promised, done, or something else."""

from __future__ import annotations

from dataclasses import dataclass

from figures.reading.counted import Counted
from figures.reading.lexicon import Rules
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
PROMISES = {"agreed": Stage.AGREED, "offered": Stage.OFFERED, "demanded": Stage.DEMANDED, "scheduled": Stage.SCHEDULED}
VERBAL_NOUN = ("ие", "ия", "ию", "ии", "ння", "нню", "нні", "нням")
FINITE = frozenset({"past", "present", "future"})
STRONG_BREAKS = frozenset(";:")
COMMA = 4
DISTANCES = {";": 10, ":": 10, ",": COMMA, "(": 2, ")": 2}
AUXILIARY_REACH = 5
MATRIX_REACH = 12
REDUCED_REACH = 12
RELATIVE_REACH = 20
OWED_REACH = 8


@dataclass(frozen=True, slots=True)
class Governing:
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
    meaning = sentence.meaning(at)
    if "event" in meaning.tags and meaning.verb is not None and _is_named(sentence, at):
        return "event"
    if meaning.noun is not None and meaning.verb is not None and meaning.verb.sense in ("other", "hold"):
        neuter = sentence.word(at).endswith(("ено", "ито"))
        used = neuter or sentence.tokens.is_digits(at + 1) or sentence.within("be", range(max(0, at - 2), at))
        return "other" if used else ""
    if meaning.verb is not None and meaning.verb.sense != "say":
        return meaning.verb.sense
    if "went_home" in meaning.tags:
        return "go"
    return "event" if "event" in meaning.tags else ""


def _is_named(sentence: Sentence, at: int) -> bool:
    """Whether a word that can be a verb names the handover here: *the return of*, *the exchanges*, *получение*."""
    return sentence.has(at + 1, "of") or sentence.has(at - 1, "filler") or sentence.word(at).endswith(VERBAL_NOUN)


def governing(sentence: Sentence, counted: Counted, rules: Rules) -> Governing:
    """The verb that is nearest to the number, clause boundaries counted as distance."""
    left, right = _left(sentence, counted, rules), _right(sentence, counted, rules)
    return left if left.cost <= right.cost else right


def candidates(sentence: Sentence, counted: Counted, rules: Rules) -> list[Governing]:
    """Both neighbours, nearest first."""
    return sorted((_left(sentence, counted, rules), _right(sentence, counted, rules)), key=lambda g: g.cost)


def _left(sentence: Sentence, counted: Counted, rules: Rules) -> Governing:
    cost = 0
    best = NONE
    steps, senses = sentence.once("steps", _steps), sentence.once("senses", _senses)
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
            return min(Governing(at, sense, form, passive=passive, cost=cost + other), best, key=lambda g: g.cost)
        cost += steps[at]
        if best.cost < cost:
            break
    return best


def _right(sentence: Sentence, counted: Counted, rules: Rules) -> Governing:
    cost = 1
    best = NONE
    at = counted.end
    steps, senses = sentence.once("steps", _steps), sentence.once("senses", _senses)
    relatives = "relative" in sentence.places
    while at < min(sentence.size, counted.end + WINDOW):
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
            if form not in ("adjective", "ing") and not reduced and not relative:
                finite = form in FINITE or passive
                mine = cost - 4 if finite and cost <= 4 else cost
                return min(Governing(at, sense, form, True, passive, cost=max(0, mine)), best, key=lambda g: g.cost)
        cost += steps[at] if at < sentence.size else 1
        if best.cost < cost:
            break
        at += 1
    return best


def _past_relative(sentence: Sentence, at: int) -> int:
    """*Five residents, who had been held for a year, came home*: the token after the inserted clause; 0 where none begins."""
    if sentence.word(at) != "," or not sentence.within("relative", (at + 1, at + 2)):
        return 0
    for end in range(at + 2, min(sentence.size, at + RELATIVE_REACH)):
        if sentence.word(end) == ",":
            return end + 1 if any(verb_sense(sentence, i) in HANDOVER for i in (end + 1, end + 2)) else 0
    return 0


def _is_reduced(sentence: Sentence, at: int, sense: str, form: str, *, passive: bool) -> bool:
    """*The 330 dead handed back could be identified*: a participle that only describes them, their own verb coming after."""
    if passive or form not in ("past", "participle") or sense not in ("give", "free", "receive", "exchange"):
        return False
    for i in range(at + 1, min(sentence.size, at + REDUCED_REACH)):
        if sentence.word(i) in STRONG_BREAKS or sentence.has(i, "and"):
            return False
        verb = sentence.meaning(i).verb
        if verb is not None and verb.sense in ("identify", "match", "examine", "bury"):
            return any(sentence.meaning(k).tags & {"be", "have"} for k in range(i - 3, i))
    return False


def _steps(sentence: Sentence) -> list[int]:
    """How far apart each word keeps its neighbours: a clause or a comma more than a plain word."""
    steps = [DISTANCES.get(word, 1) for word in sentence.tokens.words]
    for at in sentence.places.get("clause", ()):
        steps[at] = max(steps[at], DISTANCES[","])
    return steps


def _senses(sentence: Sentence) -> list[str]:
    senses = [""] * sentence.size
    for at, meaning in sentence.placed():
        if meaning.verb is not None or meaning.tags:
            senses[at] = verb_sense(sentence, at)
    return senses


def form_of(sentence: Sentence, at: int, rules: Rules) -> str:
    """The verb's form, from the lexicon or from its ending."""
    verb = sentence.meaning(at).verb
    if verb is None:
        return ""
    form = verb.form
    if not rules.endings:
        return _english_form(sentence, at, form)
    word = sentence.word(at)
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
        following = sentence.meaning(at + sentence.meaning(at).length)
        if (following.noun is not None or following.party is not None) and _determined(sentence, at):
            return "adjective"
        verb = sentence.meaning(at).verb
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
    return sentence.within("be", range(max(0, at - 4), at)) and not _object_between(sentence, at)


def _object_between(sentence: Sentence, at: int) -> bool:
    last = max((i for i in range(max(0, at - 4), at) if sentence.has(i, "be")), default=at)
    return any(sentence.meaning(i).noun is not None or sentence.word(i) == "," for i in range(last, at))


def stage_of(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> tuple[Stage, int]:
    """The stage, and the token of the word that decided it (−1: nothing did)."""
    if counted.list_of:
        return Stage.LISTED, counted.first - 1
    if verb.sense == "refuse" or _refused(sentence, verb):
        return Stage.REFUSED, verb.at
    point = _point(sentence, counted)
    if point >= 0 and verb.sense in ("bring", "go", "event", "other", ""):
        return Stage.PRESENTED, point
    if verb.subject and verb.form in ("past", "participle") and not verb.passive:
        wanted = _cue(sentence, counted.first - 1, max(-1, counted.first - 5), done=False)
        if wanted is not None and wanted[0] is Stage.DEMANDED:
            return wanted
    promise = _promise(sentence, counted, verb, rules)
    if promise is not None:
        return promise
    stage = STAGES.get(verb.sense, Stage.TRANSFERRED)
    if stage is Stage.PRESENTED and point < 0:
        stage = Stage.TRANSFERRED
    return stage, verb.at


def _refused(sentence: Sentence, verb: Governing) -> bool:
    """*Refused to accept*, *did not take*."""
    if verb.sense not in HANDOVER:
        return False
    near = range(max(0, verb.at - 4), verb.at)
    denied = verb.sense == "receive" and sentence.within("not", near)
    return denied or any((v := sentence.meaning(i).verb) is not None and v.sense == "refuse" for i in near)


def _point(sentence: Sentence, counted: Counted) -> int:
    near = range(max(0, counted.first - WINDOW // 2), min(sentence.size, counted.end + WINDOW // 2))
    return min(sentence.places.get("point", set()).intersection(near), default=-1)


def _promise(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> tuple[Stage, int] | None:
    if verb.at < 0:
        return _cue(sentence, counted.first - 1, max(-1, counted.first - MATRIX_REACH), done=False)
    if verb.form == "future":
        return Stage.SCHEDULED, verb.at
    if verb.form == "noun":
        return _promised_event(sentence, counted, verb, rules)
    if verb.form == "infinitive":
        found = _cue(sentence, verb.at - 1, max(-1, verb.at - MATRIX_REACH), done=True)
        return found if found is not None or _done(sentence, verb.at) else (Stage.SCHEDULED, verb.at)
    if rules.endings:
        auxiliary = next((i for i in range(max(0, verb.at - 4), verb.at + 3) if sentence.has(i, "will")), -1)
        return (Stage.SCHEDULED, auxiliary) if auxiliary >= 0 else None
    return _english_promise(sentence, verb)


def _english_promise(sentence: Sentence, verb: Governing) -> tuple[Stage, int] | None:
    for at in range(verb.at - 1, max(-1, verb.at - AUXILIARY_REACH - 1), -1):
        meaning = sentence.meaning(at)
        if "to" in meaning.tags and verb.form != "noun" and not _is_preposition(sentence, at, verb):
            found = _cue(sentence, at - 1, max(-1, at - MATRIX_REACH), done=True)
            if found is not None or _done(sentence, at):
                return found
            return Stage.SCHEDULED, at
        if sentence.word(at) == "could" and verb.sense in ("identify", "match", "examine"):
            return None
        if "modal" in meaning.tags:
            found = _cue(sentence, at - 1, max(-1, at - 4), done=False)
            return found or (Stage.SCHEDULED, at)
        if sentence.word(at) == "be" and not (sentence.meaning(at - 1).tags & {"modal", "to", "not"}):
            return _cue(sentence, at - 1, max(-1, at - MATRIX_REACH), done=True) or (Stage.SCHEDULED, at)
        if meaning.cue and verb.form == "ing":
            return (PROMISES[meaning.cue], at) if meaning.cue in PROMISES else None
        if meaning.noun is not None or meaning.party is not None or sentence.word(at) in (",", ";", ":"):
            break
        if meaning.verb is not None and meaning.verb.sense != "say":
            break
    if verb.form in ("base",) and not sentence.within("have", range(max(0, verb.at - 3), verb.at)):
        return _cue(sentence, verb.at - 1, max(-1, verb.at - 6), done=True)
    return None


def _is_preposition(sentence: Sentence, at: int, verb: Governing) -> bool:
    return verb.form in ("past", "participle") and not sentence.within("be", range(at, verb.at))


def _cue(sentence: Sentence, start: int, stop: int, *, done: bool) -> tuple[Stage, int] | None:
    """The nearest word that makes a promise of what follows it."""
    for at in range(start, stop, -1):
        meaning = sentence.meaning(at)
        if meaning.cue in PROMISES and not only_has(sentence, at):
            return PROMISES[meaning.cue], at
        if meaning.cue == "done" and done:
            return None
        if sentence.word(at) in (";", ":"):
            break
    return None


def only_has(sentence: Sentence, at: int) -> bool:
    """*Мають тяжкі поранення*: the verb that promises before an infinitive, where none comes."""
    if not sentence.has(at, "owes"):
        return False
    return not any(sentence.word(i).endswith(("ти", "тися", "тись")) for i in range(at + 1, at + OWED_REACH))


def _done(sentence: Sentence, at: int) -> bool:
    return any(sentence.meaning(i).cue == "done" for i in range(max(0, at - 5), at))


def _promised_event(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> tuple[Stage, int] | None:
    """*The planned transfer of*, *an exchange would be completed*, *agreed to an exchange of*."""
    low, high = max(0, min(verb.at, counted.first) - 8), min(sentence.size, max(verb.at, counted.end) + 8)
    done = None
    middle = verb.at
    low = max((i + 1 for i in range(low, middle) if sentence.word(i) in STRONG_BREAKS), default=low)
    high = min((i for i in range(middle, high) if sentence.word(i) in STRONG_BREAKS), default=high)
    for at in range(low, high):
        meaning = sentence.meaning(at)
        if meaning.cue in PROMISES and not only_has(sentence, at):
            return PROMISES[meaning.cue], at
        future = meaning.verb is not None and form_of(sentence, at, rules) == "future"
        if future or "modal" in meaning.tags or "will" in meaning.tags:
            done = (Stage.SCHEDULED, at)
    return done
