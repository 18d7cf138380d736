"""Numbers that stand for people just counted: *that makes 315*, *of those who were to come 31 did*, *їх 186*, *дома пока 640*.

Each is short and ends its clause; what would be counted beside it stands in a sentence before.
"""

from __future__ import annotations

from figures.reading.counted import DEAD, Counted
from figures.reading.governing import HANDOVER, NONE, Governing, verb_sense
from figures.reading.relation import Context
from figures.reading.sentence import Sentence

AGO = 2
LIKE = 4
TALLY_REACH = 6
CARE_REACH = 5
INSERTED_REACH = 6
QUESTION = 3
BARELY = frozenset({"only", "just", "far", "so", "yet", "пока", "поки", "що", "лишь", "лише", "тільки", "только", "всего"})
THEIR = frozenset({"их", "їх", "таких"})
WERE = frozenset({"было", "було", "оказалось", "виявилося"})
MAKES = frozenset({"makes", "making", "made"})
ADDED = frozenset({"since", "in", "so", "all", "altogether"})
DID = frozenset({"did", "have", "had", "came"})
ONE = frozenset({"одного", "одну"})
ONE_FATE = frozenset({"identify", "bury", "free", "match"})
ASKING = frozenset({"скільки", "сколько", "how"})
COUNTS = ("counted", "нарахува", "налічи", "насчита", "зарахува")
CLOSES = frozenset({"", *'.,;)»”"!?'})
TELLS = frozenset({":", "—", "–", ","})
WOUNDS = frozenset({"wounds", "injuries", "burns"})
HAVING = frozenset({"мають", "имеют", "have", "has", "had", "отримали", "получили"})


def standing_in(sentence: Sentence, found: Counted, context: Context) -> Governing | None:
    """The verb of a number that stands for those just counted (``NONE``: the figure before it does); None where it does not."""
    if context.asked and found.first <= QUESTION and _ends(sentence, found):
        return NONE
    if context.last is None or context.ago > AGO or found.partitive:
        return None
    if found.phrase.number == 1:
        return _one_fate(sentence, found, context)
    if found.phrase.number == 0:
        return None
    if _needs_care(sentence, found):
        return NONE
    named = _named(sentence, found, context)
    if named is not None:
        return named
    if sentence.words[found.end] == "reached" and _is_capital(sentence, found.end + 1):
        return Governing(found.end, "go", "past", subject=True, cost=0)
    if not _ends(sentence, found):
        return None
    if sentence.words[found.end] in DID:
        return Governing(found.end, "go", "past", subject=True, cost=0)
    if _at_home(sentence, found):
        return Governing(_before(sentence, found), "go", "past", subject=True, cost=0)
    told = is_theirs(sentence, found) or is_added_up(sentence, found) or _tallied(sentence, found)
    return NONE if told or (_compares(sentence, found, context) and _told_of(sentence, found)) else None


def asks_how_many(sentence: Sentence) -> bool:
    """*How many people did you bring back?*: a question that a bare number answers."""
    if sentence.words[sentence.size - 1] != "?":
        return False
    asked = any(word in ASKING for word in sentence.tokens.words[:QUESTION])
    return asked and any(verb_sense(sentence, i) in HANDOVER for i, _ in sentence.placed)


def after_things(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*173 lorries instead of the 600 promised*: where things are counted, so is a number that goes on."""
    if context.last_end >= 0 or "thing" not in sentence.tags:
        return False
    before = (i for i in sentence.places["thing"] if i < found.first)
    return any(sentence.tokens.is_digits(k) for i in before for k in (i - 1, i - 2))


def is_described(sentence: Sentence, found: Counted, context: Context) -> bool:
    """*Nine of the civilians, he added, were women*: who some of those are that the figure before counts."""
    whole = context.whole
    if whole is None or not found.partitive or context.ago > 1 or found.noun is None or found.noun.category == "name":
        return False
    fits = whole.count.high is None or found.phrase.count.low <= whole.count.high
    comma = sentence.words[found.end] == ","
    inserted = (i + 1 for i in range(found.end + 1, found.end + INSERTED_REACH) if sentence.words[i] == ",")
    at = next(inserted, found.end) if comma else found.end
    following = sentence.meanings[at + 1]
    return fits and sentence.has(at, "be") and following.noun is not None and following.verb is None


def _is_capital(sentence: Sentence, at: int) -> bool:
    """*Seventy reached Ramallah*: the name of a place."""
    return at < sentence.size and sentence.tokens.text[sentence.tokens.starts[at]].isupper()


def _ends(sentence: Sentence, found: Counted) -> bool:
    """Whether nothing that the number could count follows it."""
    after = sentence.words[found.end]
    if after in ADDED:
        return True
    if after in DID:
        return sentence.words[found.end + 1] in CLOSES
    return after in CLOSES or "clause" in sentence.meanings[found.end].tags


def _before(sentence: Sentence, found: Counted) -> int:
    """The last token before the number that is more than *only* or *so far*."""
    at = found.first - 1
    while at >= 0 and (sentence.words[at] in BARELY or sentence.words[at] in '«“"„' or "already" in sentence.meanings[at].tags):
        at -= 1
    return at


def is_theirs(sentence: Sentence, found: Counted) -> bool:
    """*Їх 186*, *их было 41*."""
    at = _before(sentence, found)
    return sentence.words[at - 1 if sentence.words[at] in WERE else at] in THEIR


def is_added_up(sentence: Sentence, found: Counted) -> bool:
    """*That makes 315 since the truce*."""
    return sentence.words[found.first - 1] in MAKES


def _tallied(sentence: Sentence, found: Counted) -> bool:
    """*Kyiv's figure is 203*, *міноборони наводить інше число: 2390*: a tally, and nothing named that it would be of."""
    at = _before(sentence, found)
    if not (sentence.words[at] in TELLS or sentence.has(at, "copula")):
        return False
    for i in range(at - 1, max(-1, at - TALLY_REACH), -1):
        if sentence.has(i, "quantity"):
            return True
        if sentence.has(i, "of") or sentence.words[i][:1].isalpha():
            return False
    return False


def _compares(sentence: Sentence, found: Counted, context: Context) -> bool:
    """Whether the number can be another's word on the figure right before it: about as many, and no other number between."""
    last = context.last
    if last is None or context.ago > 1 or (context.last_end < 0 and any(map(sentence.tokens.is_digits, range(found.first)))):
        return False
    low, known = found.phrase.count.low, last.count.low
    return max(low, known) <= LIKE * max(1, min(low, known))


def _told_of(sentence: Sentence, found: Counted) -> bool:
    """*Moscow says 41*, *штаб говорить про «не менш ніж 610»*, *Moscow counted 41*."""
    at = _before(sentence, found)
    if sentence.meanings[at].tags & {"preposition", "of"}:
        at -= 1
        while sentence.words[at] in BARELY:
            at -= 1
    elif sentence.words[at].startswith(COUNTS):
        return True
    elif sentence.inflects:
        return False
    at -= sentence.meanings[at - 1].length > 1
    verb = sentence.meanings[at].verb
    return verb is not None and verb.sense == "say"


def _at_home(sentence: Sentence, found: Counted) -> bool:
    """*Удома поки що 640*."""
    at = _before(sentence, found)
    at -= sentence.is_dash(at)
    return sentence.inflects and at < found.first - 1 and sentence.has(at, "home") and not sentence.has(at, "went_home")


def _needs_care(sentence: Sentence, found: Counted) -> bool:
    """*Сорок двоє мають тяжкі поранення*, *eleven have serious wounds*: the health of some of those who came."""
    near = range(found.end, min(sentence.size, found.end + CARE_REACH))
    hurt = sentence.within("wounded", near) or sentence.within("care", near) or any(sentence.words[i] in WOUNDS for i in near)
    return sentence.words[found.end] in HAVING and hurt


def _named(sentence: Sentence, found: Counted, context: Context) -> Governing | None:
    """*Имена есть у девяти*: those of the dead whose names are known."""
    dead = context.last is not None and context.last.category.startswith(DEAD)
    if not dead or sentence.words[found.first - 1] not in ("у", "в"):
        return None
    at = next((i for i, m in sentence.placed if m.noun is not None and m.noun.category == "name" and i < found.first), -1)
    return Governing(at, "identify", "short_passive", cost=0) if at >= 0 and _ends(sentence, found) else None


def _one_fate(sentence: Sentence, found: Counted, context: Context) -> Governing | None:
    """*Одного семья похоронила*, *встигли впізнати одного*: what became of one of those who came before."""
    last = context.last
    several = last is not None and (last.count.high is None or last.count.high > 1)
    if not several or sentence.words[found.phrase.core] not in ONE or found.phrase.first != found.phrase.core:
        return None
    after = found.end + ("kin" in sentence.meanings[found.end].tags)
    for at in (found.first - 1, after, after + 1):
        meaning = sentence.meanings[at]
        if meaning.verb is not None and meaning.verb.sense in ONE_FATE:
            alone = at > found.first or not sentence.words[found.end][:1].isalpha()
            return Governing(at, meaning.verb.sense, "past", cost=0) if alone else None
    return None
