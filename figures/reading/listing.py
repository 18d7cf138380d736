"""Whose list it is: whoever hands over a list wants those on it back; whoever offers one is ready to let them go."""

from __future__ import annotations

from figures.reading.counted import Counted
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Sides, Way, filled

REACH = 10
OWNER_REACH = 3


def direction_of_list(sentence: Sentence, found: Counted, way: Way, sides: Sides) -> Way:
    """The direction of those on a list, from who made it; ``way`` is what the sentence's verb says of the list itself."""
    offered = _is_offered(sentence, found)
    owner = _owner(sentence, found)
    if (owner is None or not owner[2]) and (way.sender_at >= 0 or way.receiver_at >= 0):
        if offered:
            return way
        wanted = filled(Way("", way.sender, -1, way.sender_at), sides) if way.sender else NOWHERE
        return wanted if wanted.sender else way.turned()
    if owner is None:
        return way
    name, at = sides.called(owner[0]), owner[1]
    made = filled(Way(name, "", at, -1) if offered else Way("", name, -1, at), sides)
    return made if made.sender and made.receiver else way


def _is_offered(sentence: Sentence, found: Counted) -> bool:
    """*Offered a list of 43*, *a list of 43 whom it is ready to hand over*."""
    near = range(max(0, found.first - REACH), min(sentence.size, found.end + OWNER_REACH * 2))
    return sentence.cued("offered", near)


def _owner(sentence: Sentence, found: Counted) -> tuple[str, int, bool] | None:
    """*Kyiv's list*, *Kyiv has submitted a list of 214 names*: the party that owns the list (True) or brings it."""
    places = sentence.places.get("list", set()) | sentence.places.get("submits", set())
    for at in sorted(places, key=lambda place: abs(place - found.first)):
        if abs(at - found.first) > REACH:
            break
        for back in range(at - 1, max(-1, at - REACH), -1):
            meaning = sentence.meanings[back]
            if meaning.party is not None and not _governed(sentence, back):
                return meaning.party.name, back, back + 1 == at and _is_adjective(sentence, back)
            if sentence.words[back] in (";", ":"):
                break
            if meaning.tags & {"possessive", "pronoun"} and back >= at - OWNER_REACH:
                first = next((i for i, m in sentence.placed if m.party is not None and i < back), -1)
                party = sentence.meanings[first].party if first >= 0 else None
                return (party.name, first, True) if party is not None else None
    return None


def _is_adjective(sentence: Sentence, at: int) -> bool:
    """*Kyiv's list*, *український список*: the word itself says whose it is."""
    party = sentence.meanings[at].party
    return sentence.words[at].endswith("'s") or (party is not None and party.people)


def _governed(sentence: Sentence, at: int) -> bool:
    return bool(sentence.meanings[at - 1].tags & {"into", "from", "by", "with", "against", "preposition"})
