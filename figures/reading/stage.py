"""How far the verb says that the handover has come: promised, done, or a step on the way."""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.governing import HANDOVER, STAGES, STRONG_BREAKS, WINDOW, Governing, form_of
from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence
from figures.vocabulary import Stage

PROMISES = {
    "agreed": Stage.AGREED,
    "offered": Stage.OFFERED,
    "demanded": Stage.DEMANDED,
    "scheduled": Stage.SCHEDULED,
    "put_off": Stage.SCHEDULED,
}
"""What a word promises; what was put off or called off was on its way to being done."""
AUXILIARY_REACH = 5
MATRIX_REACH = 12
OWED_REACH = 8
BORDER_REACH = 7
UNCHANGED = frozenset({"let", "set"})
"""Verbs whose past looks like their infinitive: right after *to* they are the infinitive."""


def stage_of(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> tuple[Stage, int]:
    """The stage, and the token of the word that decided it (−1: nothing did)."""
    if counted.list_of:
        return Stage.LISTED, counted.first - 1
    if verb.sense == "refuse" or _refused(sentence, verb):
        return Stage.REFUSED, verb.at
    point = _point(sentence, counted)
    if point < 0 and verb.sense == "bring" and not verb.passive:
        point = _border(sentence, counted, verb)
    if point >= 0 and verb.sense in ("bring", "go", "event", "other", ""):
        return Stage.PRESENTED, point
    if verb.subject and verb.form in ("past", "participle") and not verb.passive:
        wanted = _cue(sentence, counted.first - 1, max(-1, counted.first - 5), done=False)
        if wanted is not None and wanted[0] is Stage.DEMANDED:
            return wanted
    promise = _promise(sentence, counted, verb, rules) or _in_treaty(sentence, counted, verb)
    if promise is not None:
        return promise
    stage = STAGES.get(verb.sense, Stage.TRANSFERRED)
    if stage is Stage.PRESENTED and point < 0:
        stage = Stage.TRANSFERRED
    return stage, verb.at


def expected(sentence: Sentence, counted: Counted) -> tuple[Stage, int] | None:
    """*Though 60 were expected*, *формулу 1000 на 1000 узгодили*: words beside the number that leave it a promise."""
    end = counted.end + (sentence.words[counted.end] == ",")
    after = sentence.meanings[end + 1]
    if sentence.has(end, "be") and after.cue in ("scheduled", "agreed"):
        return PROMISES[after.cue], end + 1
    near = range(max(0, counted.first - AUXILIARY_REACH), min(sentence.size, counted.end + 3))
    if sentence.within("basis", near):
        around = range(max(0, counted.first - OWED_REACH), min(sentence.size, counted.end + OWED_REACH))
        agreed = next(((Stage.AGREED, i) for i in around if sentence.meanings[i].cue == "agreed"), None)
        done = not HANDOVER.isdisjoint(sentence.senses)
        return agreed or ((Stage.AGREED, -1) if _is_formula(sentence, counted) and not done else None)
    return _to_be(sentence, counted) or _hoped_for(sentence, counted)


def _to_be(sentence: Sentence, counted: Counted) -> tuple[Stage, int] | None:
    """*The next will be 500 a side*, *итог составит 1200*: what the number itself is said to become."""
    at = counted.first - 1
    if sentence.words[at] == "be" and "modal" in sentence.meanings[at - 1].tags and not sentence.has(at - 1, "not"):
        return Stage.SCHEDULED, at - 1
    return (Stage.SCHEDULED, at) if sentence.has(at, "to_be") else None


def _is_formula(sentence: Sentence, counted: Counted) -> bool:
    """*The formula was another one: 600 for 600*: the same number for each side, and nobody named beside it."""
    return counted.per_side and counted.bare and sentence.words[counted.first - 1] == ":"


def _hoped_for(sentence: Sentence, counted: Counted) -> tuple[Stage, int] | None:
    """*Хоча чекали на 60*: right before the number, after a word that opens a clause of contrast, and no other verb."""
    for at in range(counted.first - 1, max(-1, counted.first - AUXILIARY_REACH), -1):
        meaning = sentence.meanings[at]
        if meaning.cue in PROMISES:
            opens = sentence.meanings[at - 1].tags & {"clause", "contrast"}
            return (PROMISES[meaning.cue], at) if opens and not only_has(sentence, at) else None
        if meaning.verb is not None or meaning.noun is not None or sentence.words[at] in (",", ";", ":"):
            return None
    return None


def _refused(sentence: Sentence, verb: Governing) -> bool:
    """*Refused to accept*, *did not take*."""
    if verb.sense not in HANDOVER:
        return False
    near = range(max(0, verb.at - 4), verb.at)
    denied = verb.sense == "receive" and sentence.within("not", near)
    if verb.form == "infinitive":
        after = range(verb.at + 1, verb.at + AUXILIARY_REACH)
        denied = denied or sentence.acts("refuse", after)
    return denied or sentence.acts("refuse", near)


def _point(sentence: Sentence, counted: Counted) -> int:
    if "point" not in sentence.tags:
        return -1
    near = range(max(0, counted.first - WINDOW // 2), min(sentence.size, counted.end + WINDOW // 2))
    return min(sentence.places["point"].intersection(near), default=-1)


def _border(sentence: Sentence, counted: Counted, verb: Governing) -> int:
    """*Drove 1,212 bodies to the border*: brought before the other side, of whose taking them nothing is said."""
    high = min(sentence.size, max(counted.end, verb.at) + BORDER_REACH)
    at = min(sentence.places.get("border", set()).intersection(range(max(0, verb.at - BORDER_REACH), high)), default=-1)
    return at if at >= 0 and sentence.within("into", (at - 1, at - 2)) else -1


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
        meaning = sentence.meanings[at]
        if "to" in meaning.tags and sentence.words[at - 1] == "had":
            return None
        if "to" in meaning.tags and verb.form != "noun" and not _is_preposition(sentence, at, verb):
            found = _cue(sentence, at - 1, max(-1, at - MATRIX_REACH), done=True)
            if found is not None or _done(sentence, at):
                return found
            return Stage.SCHEDULED, at
        if sentence.words[at] == "could" and verb.sense in ("identify", "match", "examine"):
            return None
        if "modal" in meaning.tags and not _names_month(sentence, at):
            found = _cue(sentence, at - 1, max(-1, at - 4), done=False)
            return found or (Stage.SCHEDULED, at)
        if sentence.words[at] == "be" and not (sentence.meanings[at - 1].tags & {"modal", "to", "not"}):
            return _cue(sentence, at - 1, max(-1, at - MATRIX_REACH), done=True) or (Stage.SCHEDULED, at)
        if meaning.cue and verb.form == "ing":
            return (PROMISES[meaning.cue], at) if meaning.cue in PROMISES else None
        if meaning.noun is not None or meaning.party is not None or sentence.words[at] in (",", ";", ":"):
            break
        if meaning.verb is not None and meaning.verb.sense != "say":
            break
    if verb.form in ("base",) and not sentence.within("have", range(max(0, verb.at - 3), verb.at)):
        return _cue(sentence, verb.at - 1, max(-1, verb.at - 6), done=True)
    return None


def _in_treaty(sentence: Sentence, counted: Counted, verb: Governing) -> tuple[Stage, int] | None:
    """*The memorandum spoke of 6,000*: what a treaty itself says of a number is agreed."""
    for at in range(counted.first - 1, max(-1, counted.first - AUXILIARY_REACH), -1):
        meaning = sentence.meanings[at]
        if "treaty" in meaning.tags:
            governed = sentence.meanings[at - 1].tags | sentence.meanings[at - 2].tags | sentence.meanings[at - 3].tags
            told = verb.sense in HANDOVER and at < verb.at < counted.first
            free = not told and not governed & {"into", "by", "of", "from", "preposition"} and sentence.words[at - 2] != "under"
            return (Stage.AGREED, at) if free and sentence.words[counted.first - 1] in ("of", "for", "at") else None
        if sentence.words[at] in (",", ";", ":"):
            return None
    return None


def _names_month(sentence: Sentence, at: int) -> bool:
    """*In May 2022*, *on 4 May*: a month that is written as a modal verb is."""
    if sentence.words[at] != "may":
        return False
    dated = sentence.tokens.is_digits(at + 1) or sentence.tokens.is_digits(at - 1)
    return dated or bool(sentence.meanings[at - 1].tags & {"into", "by", "of"})


def _is_preposition(sentence: Sentence, at: int, verb: Governing) -> bool:
    if at == verb.at - 1 and sentence.words[verb.at] in UNCHANGED:
        return False
    return verb.form in ("past", "participle") and not sentence.within("be", range(at, verb.at))


def _promised(sentence: Sentence, at: int) -> Stage:
    """The promise that a word makes: what *the deal calls for* is agreed, not demanded."""
    asked = sentence.meanings[at].cue == "demanded"
    return Stage.AGREED if asked and sentence.has(at - 1, "treaty") else PROMISES[sentence.meanings[at].cue]


def _cue(sentence: Sentence, start: int, stop: int, *, done: bool) -> tuple[Stage, int] | None:
    """The nearest word that makes a promise of what follows it."""
    for at in range(start, stop, -1):
        meaning = sentence.meanings[at]
        if meaning.cue in PROMISES and not only_has(sentence, at):
            return _promised(sentence, at), at
        if meaning.cue == "done" and done:
            return None
        if sentence.words[at] in (";", ":"):
            break
    return None


def only_has(sentence: Sentence, at: int) -> bool:
    """*Мають тяжкі поранення*: the verb that promises before an infinitive, where none comes."""
    if not sentence.has(at, "owes"):
        return False
    return not any(sentence.words[i].endswith(("ти", "тися", "тись")) for i in range(at + 1, at + OWED_REACH))


def _done(sentence: Sentence, at: int) -> bool:
    """*Helped thirty-one civilians to leave*, *повернутися вдалося 400*: before the infinitive, or right after it."""
    if sentence.cued("done", range(max(0, at - MATRIX_REACH), at)):
        return True
    for i in range(at + 1, at + AUXILIARY_REACH + 1):
        if sentence.meanings[i].cue == "done":
            return True
        if sentence.words[i] in (",", ";", ".") or sentence.meanings[i].cue in PROMISES:
            return False
    return False


def _promised_event(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules) -> tuple[Stage, int] | None:
    """*The planned transfer of*, *an exchange would be completed*, *agreed to an exchange of*."""
    low, high = max(0, min(verb.at, counted.first) - 8), min(sentence.size, max(verb.at, counted.end) + 8)
    done = None
    middle = verb.at
    low = max((i + 1 for i in range(low, middle) if sentence.words[i] in STRONG_BREAKS), default=low)
    high = min((i for i in range(middle, high) if sentence.words[i] in STRONG_BREAKS), default=high)
    for at in range(low, high):
        meaning = sentence.meanings[at]
        if meaning.cue in PROMISES and not only_has(sentence, at):
            return _promised(sentence, at), at
        told = meaning.verb is not None and meaning.verb.sense != "say"
        future = told and form_of(sentence, at, rules) == "future"
        if future or "modal" in meaning.tags or "will" in meaning.tags:
            done = (Stage.SCHEDULED, at)
    return done or _put_off(sentence, high)


def _put_off(sentence: Sentence, start: int) -> tuple[Stage, int] | None:
    """*The exchange of 50 between one and the other was cancelled*: the verb of the event, after all that belongs to it."""
    for at in range(start, min(sentence.size, start + OWED_REACH)):
        meaning = sentence.meanings[at]
        if meaning.verb is not None or sentence.words[at] in (",", ";", ":"):
            return None
        if meaning.cue in ("scheduled", "put_off") and not only_has(sentence, at):
            return Stage.SCHEDULED, at
    return None
