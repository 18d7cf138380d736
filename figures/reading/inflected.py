"""From whom, to whom, in languages whose cases say it: Ukrainian and Russian."""

from __future__ import annotations

from figures.reading.counted import DEAD, Counted
from figures.reading.governing import HANDOVER, Governing, form_of, marks
from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Way, ends
from figures.reading.wars import GROUP

REACH = 30
HOME_REACH = 3
PLURAL = frozenset(
    {
        "ны",
        "мы",
        "лы",
        "кі",
        "ци",
        "ці",
        "цы",
        "ни",
        "не",
        "би",
        "бы",
        "ти",
        "ты",
        "зи",
        "зы",
        "ри",
        "ры",
        "ки",
        "ли",
        "ды",
        "ди",
        "ие",
    }
)
COMING_BACK = ("поверненн", "возвращени")
GETTING = ("получени", "отриманн")
LIBERATE = ("визвол", "вызвол")
"""One liberates one's own people."""
DATIVE = ("ии", "ії", "у", "ю", "ам", "ям")
COMES_HOME = frozenset({"home", "possessive", "captivity"})
INSIDE = frozenset({"в", "во", "у"})
LOCATIVE = ("ии", "ії", "не", "ні")
HEADS = ("сил", "правительств", "уряд", "фронт")
"""The nouns that a name of several words can begin with: they are declined, not what follows them."""
CASES = {"instrumental": ("ом", "ами"), "dative": ("у", "ю", "ам", "ові"), "governed": ("сил", "ва")}
NOMINATIVE = ("кий", "ка", "ке", "кі", "ский", "ская", "ское", "ские")


def inflected(sentence: Sentence, counted: Counted, verb: Governing, rules: Rules, spoken: str, we: str) -> Way:
    """The direction that cases and prepositions around the verb give; ``spoken`` is who *it* may be, ``we`` who *we* are."""
    by = to = source = subject = None
    low, high = max(0, min(verb.at, counted.first) - REACH // 2), min(sentence.size, max(verb.at, counted.end) + 10)
    low = max(low, _clause_start(sentence, min(verb.at, counted.first)))
    strength = 0
    edge, words = max(verb.at, counted.end), sentence.tokens.words
    high = next((i for i in range(low, high) if words[i] == ";" or (words[i] == "," and i >= edge)), high)
    for at in _named(sentence, low, high):
        party = sentence.meanings[at].party
        if party is None and subject is None and at < verb.at and sentence.has(at, "we") and we:
            subject = (we, at)
        if party is None and subject is None and spoken and at < verb.at and _is_it(sentence, at, verb):
            subject = (spoken, at)
        if party is None or (counted.first <= at < counted.end):
            continue
        case = "governed" if _in_participle(sentence, at, verb, rules) else _case(sentence, at, verb)
        if case == "nominative" and verb.sense == "give" and verb.form == "short_passive":
            case = "dative"
        here = (party.name, at)
        if case == "from":
            source = source or here
        elif case in ("to", "dative"):
            now = 2 * (case == "dative") + (at > verb.at) + 1
            to, strength = (here, now) if now > strength else (to, strength)
        elif case == "instrumental":
            by = by or here
        elif case == "nominative":
            subject = subject if subject is not None and at > verb.at else here
    if to is not None and subject is not None and to[0] == subject[0]:
        to = None
    if verb.sense == "return" and _brings_back(sentence, counted, verb, subject, to, rules):
        return ends(source, subject)
    if sentence.words[verb.at].startswith(LIBERATE):
        return ends(source, subject or to)
    if verb.sense in ("give", "free", "bring", "dispatch", "return"):
        return ends(by or source or subject, to)
    if verb.sense in ("receive", "refuse"):
        return ends(source, subject or to)
    if verb.sense == "go":
        return ends(source, to)
    if verb.sense == "event" and sentence.words[verb.at].startswith(COMING_BACK) and verb.at < counted.first:
        return ends(source, to if to is not None and to[1] - verb.at == 2 else None)
    if verb.sense == "event" and sentence.words[verb.at].startswith(GETTING):
        return ends(source, None)
    if verb.sense in ("exchange", "event"):
        return NOWHERE
    return ends(source, to)


def _named(sentence: Sentence, low: int, high: int) -> list[int]:
    """The parties between two tokens, and the pronouns that can stand for one."""
    named = sentence.parties
    for tag in ("we", "pronoun"):
        if tag in sentence.tags:
            named = named | sentence.places[tag]
    return sorted([at for at in named if low <= at < high])


def _in_participle(sentence: Sentence, at: int, verb: Governing, rules: Rules) -> bool:
    """*Из тех, вывезенных на Украину, вернулись 153*: the end of another way, in a clause of its own before the verb."""
    for back in range(at - 1, max(-1, at - HOME_REACH - 1), -1):
        told = sentence.meanings[back].verb
        if told is not None and back != verb.at:
            away = told.sense in ("other", "hold") and form_of(sentence, back, rules) == "participle"
            return away and sentence.words[back - 1] == ","
    return False


def _brings_back(
    sentence: Sentence,
    counted: Counted,
    verb: Governing,
    subject: tuple[str, int] | None,
    to: tuple[str, int] | None,
    rules: Rules,
) -> bool:
    """*Україна повернула 205 захисників*, *вдалося повернути*: the same verb for getting one's own back."""
    if sentence.within("captivity", range(verb.at + 1, verb.at + 4)):
        return True
    if to is not None and to[0] != rules.home:
        return False
    if (
        subject is not None
        and not verb.passive
        and counted.home in ("", subject[0])
        and _gets_back(sentence, counted, verb, subject[0], rules)
    ):
        return True
    if subject is None:
        return sentence.cued("done", range(max(0, verb.at - 4), verb.at)) and not counted.home
    return subject[0] == counted.home or (not counted.home and subject[0] == rules.home)


def _gets_back(sentence: Sentence, counted: Counted, verb: Governing, subject: str, rules: Rules) -> bool:
    """*Вернула домой 60 человек*, *своих*: whose people they are; of the living alone where the verb says no more."""
    near = range(verb.at + 1, min(sentence.size, counted.end + HOME_REACH))
    if sentence.within_any(COMES_HOME, near):
        return True
    dead = counted.noun is not None and counted.noun.category.startswith(DEAD)
    return subject in rules.regaining and not dead


def _clause_start(sentence: Sentence, at: int) -> int:
    for i in reversed(marks(sentence)):
        if not max(-1, at - REACH) < i < at or sentence.words[i] in "()":
            continue
        if sentence.words[i] != "," or sentence.has(i + 1, "clause"):
            return i + 1
        if sentence.meanings[i + 1].party is not None and _acts_before(sentence, i):
            return i + 1
    return 0


def _acts_before(sentence: Sentence, at: int) -> bool:
    """*Азербайджан передал 32 пленных, Армения вернула двоих*: a clause of its own stands before the comma."""
    near = range(max(0, at - REACH // 2), at)
    return any(sense in HANDOVER and not places.isdisjoint(near) for sense, places in sentence.senses.items())


def _case(sentence: Sentence, at: int, verb: Governing) -> str:
    """The role of a party's word, from the preposition before it and its ending."""
    before = sentence.meanings[at - 1].tags | (
        sentence.meanings[at - 2].tags if _is_modifier(sentence, at - 1) else frozenset()
    )
    if "from" in before:
        return "from"
    if "into" in before:
        inside = sentence.words[at - 1] in INSIDE
        stays = (inside or sentence.words[at - 1] == "на") and sentence.words[at].endswith(LOCATIVE)
        return "governed" if stays or (verb.sense == "free" and inside) else "to"
    if before & {"of", "with", "preposition"}:
        return "governed"
    if _is_claimant(sentence, at) or (at > verb.at and _says(sentence, at - 1)):
        return "governed"
    last = at + sentence.meanings[at].length - 1
    word = sentence.words[last]
    party = sentence.meanings[at].party
    if sentence.has(at, "plural"):
        return "nominative"
    led = sentence.has(at - 1, "actor") and not sentence.meanings[at - 2].tags & {"from", "into", "with", "preposition"}
    if at < verb.at and led:
        return "nominative"
    if at > verb.at and led and sentence.words[at - 1].endswith(DATIVE):
        return "dative"
    if party is not None and party.name == GROUP and word.endswith(("ов", "ев", "ів", "їв")):
        return "governed"
    if sentence.has(at, "undeclined") or _is_abbreviation(sentence, at):
        return "nominative" if at < verb.at and not _after_noun(sentence, at) else "dative" if at - 1 == verb.at else "governed"
    if last > at and sentence.words[at].startswith(HEADS):
        return next((case for case, endings in CASES.items() if sentence.words[at].endswith(endings)), "nominative")
    side = sentence.words[last + 1] if sentence.has(last + 1, "side") else ""
    if side:
        return (
            "nominative"
            if side.endswith(("а", "о", "ы", "и")) and not side.endswith("ми")
            else "dative"
            if side.endswith(("е", "і"))
            else "governed"
        )
    follows = sentence.meanings[last + 1].tags
    if party is not None and party.people and follows & {"office", "actor"} and word.endswith(NOMINATIVE):
        return "nominative"
    acting = party is not None and (party.people or party.name == GROUP)
    if acting and at < verb.at and _names_subject(sentence, at, verb):
        return "nominative"
    if party is not None and party.people:
        addressed = bool(follows & {"office", "actor"}) and word.endswith(("ій", "ой", "ому", "ему"))
        addressed = addressed or ("kin" in follows and word.endswith(("ій", "ой", "им", "ім")))
        return "dative" if addressed or word.endswith(("ам", "ям", "ській", "зькій", "цькій")) else "people"
    if word.endswith(("ою", "єю", "ією", "ей", "ой", "ом", "ем", "ами", "ями", "иею", "ией")):
        return "instrumental"
    ambiguous = word.endswith(("ии", "ії", "и", "і", "е", "у", "ю", "ам", "ям", "ові"))
    if not ambiguous:
        return "nominative"
    return "dative" if _free_standing(sentence, at, verb) else "governed"


def _names_subject(sentence: Sentence, at: int, verb: Governing) -> bool:
    """*Таліби відпустили*, *чеченские командиры отпустили*: the people who do it, not those to whom it is done."""
    if verb.passive or verb.form in ("short_passive", "participle") or sentence.has(at - 1, "number"):
        return False
    return sentence.words[at][-2:] in PLURAL and not sentence.tokens.is_digits(at - 1)


def _is_it(sentence: Sentence, at: int, verb: Governing) -> bool:
    """Whether a pronoun stands for the side that the sentence before spoke of: *they* only where they hand over."""
    return (
        sentence.has(at, "pronoun")
        and not verb.passive
        and (not sentence.words[at].endswith("и") or verb.sense in ("give", "free"))
    )


def _is_abbreviation(sentence: Sentence, at: int) -> bool:
    """*ФАРК*, *СБП*: a name in capitals that has no cases."""
    return len(sentence.words[at]) > 1 and sentence.phrase(at).isupper()


def _is_claimant(sentence: Sentence, at: int) -> bool:
    """*За словами Кирила Буданова*: the party says it and does nothing here."""
    for i in range(at - 1, max(-1, at - 6), -1):
        if sentence.words[i] == ",":
            return False
        if sentence.has(i, "according"):
            return True
    return False


def _says(sentence: Sentence, at: int) -> bool:
    """*Прийняли не стільки, скільки оголосив Київ*: who stands right after a word of saying only says it."""
    verb = sentence.meanings[at].verb
    return verb is not None and verb.sense == "say"


def _after_noun(sentence: Sentence, at: int) -> bool:
    before = sentence.meanings[at - 1]
    return at > 0 and (before.noun is not None or "office" in before.tags)


def _is_modifier(sentence: Sentence, at: int) -> bool:
    party = sentence.meanings[at].party
    return (party is not None and party.people) or "filler" in sentence.meanings[at].tags


def _free_standing(sentence: Sentence, at: int, verb: Governing) -> bool:
    """Whether the word hangs on the verb, not on a noun just before it."""
    if at == 0 or at - 1 == verb.at or at + 1 == verb.at:
        return True
    before = sentence.meanings[at - 1]
    word = sentence.words[at - 1]
    return (
        before.verb is not None
        or not word[:1].isalpha()
        or bool(before.tags & {"reverse", "clause", "and", "more", "today", "yesterday", "home", "not", "will"})
    )
