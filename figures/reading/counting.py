"""Which numbers of a sentence count people or the dead, and whom.

A number is taken only where the words around it say what it counts: a counted noun or a people after it, *bodies of* before it,
or nothing at all where the verb of a handover stands beside it (*1,200 more were returned*). All other numbers are left alone.
"""

from __future__ import annotations

from figures.language.numerals import Numerals
from figures.phrase import Phrase
from figures.reading.counted import DEAD, REACH, After, Counted
from figures.reading.lexicon import NOTHING, Noun, Rules
from figures.reading.sentence import Sentence

ON = frozenset({"on", "у", "в", "во"})
WERE = frozenset({"было", "було", "оказалось", "виявилося", "стало"})


def counted(sentence: Sentence, phrase: Phrase, rules: Rules, numerals: Numerals) -> Counted:
    """What the number counts, read from the words around it."""
    found = After(sentence, phrase, rules, numerals).read()
    if found.per_side and "for_each" in sentence.tags:
        found = found._replace(per_side=False)
    found = _before(sentence, _of_a_people(sentence, found))
    if found.noun is None and not found.home:
        found = _total(sentence, found)
    return found if found.bare or found.noun is not None or found.home else found._replace(bare=True)


def _of_a_people(sentence: Sentence, found: Counted) -> Counted:
    """*Sixteen of those let go last week were Jordanians*: a part, and after the verb *to be* the people that it belongs to."""
    if not found.partitive or found.home or found.noun is not None:
        return found
    for at in range(found.end, min(sentence.size, found.end + REACH)):
        if sentence.words[at] in (",", ";"):
            return found
        party = sentence.meanings[at + 1].party
        if sentence.has(at, "be") and party is not None and party.people:
            return found._replace(home=party.name, predicate=True)
    return found


def _before(sentence: Sentence, found: Counted) -> Counted:
    """*The bodies of 1,212*, *тіла 909 загиблих*, *a list of 339*, *the 724 men on their list*."""
    if found.noun is not None and found.noun.category != "name" and _on_list(sentence, found.end):
        return found._replace(list_of=True)
    at = found.first - 1
    linked = sentence.has(at, "of")
    for back in range(5):
        i = at - back
        meaning = sentence.meanings[i]
        if i < 0:
            break
        if meaning.noun is not None:
            if meaning.noun.category.startswith(DEAD) and (linked or found.noun is not None or found.home):
                return found._replace(noun=meaning.noun, first=min(found.first, i), bare=False)
            if meaning.noun.category == "name" and found.noun is not None and back <= linked and _are_shared(sentence, i):
                return found._replace(list_of=True)
            break
        if (back == 0 and meaning.tags & {"from", "into"}) or (back == 1 and "more" in meaning.tags):
            continue
        if "batch" in meaning.tags and found.noun is None and found.bare and (linked or back == 0):
            return found._replace(noun=Noun("person", "person", strong=False), first=i, bare=False, batch=True)
        if "list" in meaning.tags and (linked or back < 3):
            return found._replace(list_of=True)
        holds = (
            meaning is NOTHING or meaning.tags & {"be", "have"} or (meaning.verb is not None and meaning.verb.sense == "event")
        )
        if back < 2 and holds and sentence.has(i - 1, "list"):
            continue
        if not (meaning.tags & {"of", "filler"} or (meaning.party is not None and meaning.party.people)):
            break
    return found


def _on_list(sentence: Sentence, end: int) -> bool:
    """Whether those counted stand *on the list*, *у списку*, right after them."""
    if sentence.words[end] not in ON:
        return False
    return any(sentence.has(i, "list") for i in (end + 1, end + 2, end + 3))


def _are_shared(sentence: Sentence, names: int) -> bool:
    """*Handed over the names of 40 captives*: names that one side gives the other are a list."""
    for at in range(names - 1, max(-1, names - REACH), -1):
        verb = sentence.meanings[at].verb
        if sentence.has(at, "shares") or (verb is not None and verb.sense in ("give", "exchange", "receive")):
            return True
    return False


def _total(sentence: Sentence, found: Counted) -> Counted:
    """*Put the number of Ukrainian prisoners it swapped at 150*, *бранців було 14*: the noun stands before."""
    for at in (found.first - 2, found.first - 3) if sentence.words[found.first - 1] in WERE else ():
        if (noun := sentence.meanings[at].noun) is not None:
            return found._replace(noun=noun, first=at, bare=False)
    if not sentence.has(found.first - 1, "copula") and not sentence.is_dash(found.first - 1):
        return found
    start = next((i for i in range(found.first - 2, max(-1, found.first - 15), -1) if sentence.has(i, "quantity")), None)
    if start is None:
        return found
    nouns = [noun for i in range(start, found.first) if (noun := sentence.meanings[i].noun) is not None]
    people = [p.name for i in range(start, found.first) if (p := sentence.meanings[i].party) is not None and p.people]
    return found._replace(noun=nouns[0] if nouns else None, home=people[0] if people else "", bare=True)
