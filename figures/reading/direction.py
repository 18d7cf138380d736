"""From whom, to whom: read from the people counted, the verb's subject and object, and its prepositions."""

from __future__ import annotations

from figures.reading.attributing import claim_of
from figures.reading.counted import DEAD, Counted
from figures.reading.governing import Governing
from figures.reading.inflected import inflected
from figures.reading.lexicon import Rules
from figures.reading.sentence import Sentence
from figures.reading.sides import NOWHERE, Sides, Way, ends, filled

REACH = 30
AUXILIARIES = 4
TERRITORY_REACH = 7
OWN_REACH = 8
OFFERING_REACH = 14


def way_of(sentence: Sentence, counted: Counted, verb: Governing, sides: Sides, rules: Rules) -> Way:
    """The direction that the sentence itself gives; an end that only the text can give is filled from who faces whom."""
    sender, sender_at, receiver, receiver_at = "", -1, "", -1
    captor = captor_of(sentence, counted)
    held = captor is not None
    if captor and captor[0] == counted.home:
        captor = None
    if captor:
        sender, sender_at = captor
    if verb.at >= 0:
        frame = (
            inflected(sentence, counted, verb, rules, sides.spoken, _we(sentence, counted, sides, rules))
            if rules.endings
            else _english(sentence, counted, verb, sides.spoken)
        )
        held = held or (
            verb.sense in ("give", "free") and frame.sender_at >= 0 and not sentence.has(frame.sender_at - 1, "from")
        )
        sender, sender_at = (sender, sender_at) if sender else (frame.sender, frame.sender_at)
        receiver, receiver_at = frame.receiver, frame.receiver_at
        if not (sender or receiver) and rules.endings and _is_speakers_own(sentence, verb):
            speaker = claim_of(sentence, counted.phrase.core).party
            sender, receiver = ("", speaker) if verb.sense == "receive" else (speaker, "")
    home = sides.called(counted.home or _owner(sentence, counted, verb))
    sender, receiver = sides.called(sender), sides.called(receiver)
    if home and home != sender and not _same_family(home, receiver):
        receiver, receiver_at = home, counted.first
    elif home and home == sender and not captor:
        sender, sender_at, receiver, receiver_at = "", -1, home, counted.first
    if sender == receiver:
        sender, sender_at = "", -1
    return filled(Way(sender, receiver, sender_at, receiver_at), sides, held=held)


def _we(sentence: Sentence, counted: Counted, sides: Sides, rules: Rules) -> str:
    """Whom *we* stands for: the speaker's side, else the side of this language's press where the text is about it."""
    if "we" not in sentence.tags:
        return ""
    speaker = claim_of(sentence, counted.phrase.core).party
    return next((side for side in (speaker, rules.home) if side and sides.is_about(sides.called(side))), "")


def _owner(sentence: Sentence, counted: Counted, verb: Governing) -> str:
    """*Its 127 troops were back*: whose people come back, where a possessive says that they are somebody's own."""
    active = verb.sense in ("give", "free", "exchange") and not verb.passive
    if active or not sentence.within("possessive", range(counted.first - 2, counted.end)):
        return ""
    opens = next((i for i in range(counted.first - 1, -1, -1) if sentence.words[i] == ":"), -1)
    named = _first_named(sentence, counted.first, opens + 1) or _first_named(sentence, counted.first)
    return named[0] if named is not None else ""


def _is_speakers_own(sentence: Sentence, verb: Governing) -> bool:
    """*Рух «Талібан» заявив, що звільнив 261*: one who says what he did or is ready to do, without a subject of its own."""
    if verb.sense not in ("give", "free", "receive"):
        return False
    near = range(max(0, verb.at - (OFFERING_REACH if verb.form == "infinitive" else AUXILIARIES + 1)), verb.at)
    said = min(sentence.senses.get("say", set()).intersection(near), default=-1)
    if said < 0 or not sentence.parties.isdisjoint(range(said + 1, verb.at)):
        return False
    if verb.form == "infinitive":
        return sentence.cued("offered", range(said, verb.at))
    endings = ("ли",) if sentence.words[said].endswith("ли") else ("в", "ла", "ло", "л")
    return verb.form == "past" and sentence.words[verb.at].endswith(endings)


def _same_family(home: str, receiver: str) -> bool:
    return bool(receiver) and home != receiver and home in ("Yemen",)


def captor_of(sentence: Sentence, counted: Counted) -> tuple[str, int] | None:
    """*From Russian captivity*, *з ізраїльських в'язниць*: whoever held them hands them over."""
    low, high = max(0, counted.first - REACH // 2), min(sentence.size, counted.end + REACH // 2)
    if "captivity" not in sentence.tags and "hold" not in sentence.senses:
        return None
    low = max((i for i in range(low, counted.first) if _counts_others(sentence, i)), default=low)
    high = min((i for i in range(counted.end, high) if _counts_others(sentence, i)), default=high)
    for at in range(low, high):
        if sentence.has(at, "captivity"):
            for back in (1, 2, 3):
                party = sentence.meanings[at - back].party
                if party is not None:
                    return party.name, at - back
        held = sentence.meanings[at].verb
        if (
            held is not None
            and held.sense == "hold"
            and counted.first <= at < counted.end + 4
            and sentence.meanings[at + 1].tags & ({"by"} if _are_dead(counted) else {"by", "into"})
        ):
            for step in (2, 3, 4):
                party = sentence.meanings[at + step].party
                if party is not None:
                    return party.name, at + step
        if held is not None and held.sense == "hold" and at >= counted.end:
            whom = next((i for i in range(at - 1, counted.end - 1, -1) if sentence.has(i, "relative")), -1)
            beside = (
                [i for i in (*range(at - 1, whom, -1), at + 1) if sentence.meanings[i].party is not None] if whom >= 0 else []
            )
            if beside and (party := sentence.meanings[beside[0]].party) is not None:
                return party.name, beside[0]
    return None


def _are_dead(counted: Counted) -> bool:
    """*Тела, найденные в горах под Марибом*: where the dead were found tells nothing of who had them."""
    return counted.noun is not None and counted.noun.category.startswith(DEAD)


def _counts_others(sentence: Sentence, at: int) -> bool:
    """Whether another number with a clause of its own stands here."""
    opens = sentence.has(at - 1, "and") or sentence.words[at - 1] == ";"
    return opens and (sentence.tokens.is_digits(at) or sentence.has(at, "number"))


def _english(sentence: Sentence, counted: Counted, verb: Governing, spoken: str) -> Way:
    subject = _subject(sentence, counted, verb, spoken)
    by, to, source = (_after_word(sentence, counted, verb, tag) for tag in ("by", "into", "from"))
    sense = verb.sense
    as_object = not verb.subject or (subject is not None and subject[1] >= counted.end)
    if sense == "event" and puts_off_release(sentence, verb):
        return ends(subject, to)
    if sense in ("exchange", "event"):
        return NOWHERE
    if sense in ("give", "free", "bring", "dispatch", "return", "refuse"):
        if verb.passive and as_object and sense == "give":
            return ends(by or source, subject)
        if sense == "refuse":
            return ends(source, subject if as_object else None)
        if verb.passive or not as_object:
            return ends(by or source, to)
        recipient = _indirect(sentence, counted, verb)
        return ends(subject or source, to or recipient)
    if sense == "receive":
        if verb.passive:
            return ends(source, by or to)
        return ends(source, subject if as_object else to)
    if sense == "go":
        return ends(source, to)
    return ends(by or source, to)


def puts_off_release(sentence: Sentence, verb: Governing) -> bool:
    """*Postponed the release of 60*: whoever does so still holds them."""
    if not sentence.has(verb.at, "freeing"):
        return False
    return sentence.cued("put_off", range(max(0, verb.at - AUXILIARIES), verb.at))


def _subject(sentence: Sentence, counted: Counted, verb: Governing, spoken: str) -> tuple[str, int] | None:
    """The nearest party before the verb that no preposition governs; in a relative clause the one between number and verb."""
    stop = counted.end - 1 if verb.subject else max(-1, verb.at - REACH)
    shared = _shares_subject(sentence, verb.at)
    for at in range(verb.at - 1, stop, -1):
        party = sentence.meanings[at].party
        if sentence.words[at] in (";",):
            break
        if sentence.has(at, "pronoun") and verb.at - at <= AUXILIARIES:
            goes_on = spoken and sentence.words[at] == "it" and not _is_office(sentence, at)
            return _first_named(sentence, at) or ((spoken, at) if goes_on else None)
        if not shared and _ends_clause(sentence, at, verb.at):
            break
        if sentence.has(at, "contrast") or (
            sentence.has(at, "actor") and sentence.meanings[at - 1].party is None and party is None
        ):
            break
        if (
            party is None
            or (_governed(sentence, at) and not _acts_with(sentence, at, verb))
            or (counted.first <= at < counted.end)
            or (_describes(sentence, at) and verb.sense != "receive")
            or _is_counted(sentence, at)
        ):
            continue
        if party.people and sentence.meanings[at + sentence.meanings[at].length].noun is not None and _follows_of(sentence, at):
            continue
        return party.name, at
    return None


def _is_office(sentence: Sentence, at: int) -> bool:
    """*The ministry said it had received 14*: the pronoun stands for whoever speaks, not for the side spoken of before."""
    said = next((i for i in range(at - 1, max(-1, at - 3), -1) if (v := sentence.meanings[i].verb) and v.sense == "say"), -1)
    return said > 0 and sentence.within("office", range(said))


def _acts_with(sentence: Sentence, at: int, verb: Governing) -> bool:
    """*With Moscow also sending home 22*: the party after *with* does what the participle says."""
    return verb.form == "ing" and sentence.has(at - 1, "with") and verb.at - at <= AUXILIARIES


def _is_counted(sentence: Sentence, at: int) -> bool:
    """*Five Lebanese prisoners*: those who are handed over do not hand over."""
    noun = sentence.meanings[at + sentence.meanings[at].length].noun
    return noun is not None and (sentence.tokens.is_digits(at - 1) or sentence.has(at - 1, "number"))


def _shares_subject(sentence: Sentence, verb: int) -> bool:
    """*Freed 20 and handed over 8*: a verb right after *and* has the subject of the verb before it."""
    at = verb - 1
    while at > 0 and sentence.meanings[at].tags & {"have", "be", "more"}:
        at -= 1
    return sentence.has(at, "and") or sentence.words[at] == ","


def _ends_clause(sentence: Sentence, at: int, verb: int) -> bool:
    """Whether a verb or a number stands here: what is before it belongs to another clause, unless this one is inside it."""
    if sentence.tokens.is_digits(at):
        return sentence.within("and", range(at, verb))
    meaning = sentence.meanings[at]
    acting = meaning.verb is not None and meaning.verb.sense in ("give", "free", "receive", "exchange")
    return acting and sentence.within("and", range(at, verb))


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether a people's adjective only describes something that is no party: *the Russian plane*."""
    party = sentence.meanings[at].party
    if party is None or not party.people:
        return False
    following = sentence.meanings[at + sentence.meanings[at].length]
    word = sentence.words[at + sentence.meanings[at].length]
    if not word[:1].isalpha() or following.tags or following.noun or following.verb or following.party or following.cue:
        return False
    return not sentence.words[at].endswith("s")


def _first_named(sentence: Sentence, stop: int, start: int = 0) -> tuple[str, int] | None:
    """Whom *they* most likely stands for: the first party that the sentence names."""
    for at in range(max(start, stop - REACH), stop):
        party = sentence.meanings[at].party
        if party is not None and not _governed(sentence, at):
            return party.name, at
    return None


def _follows_of(sentence: Sentence, at: int) -> bool:
    return sentence.has(at - 1, "of")


def _governed(sentence: Sentence, at: int) -> bool:
    """Whether a preposition stands before the party; none does in *guerrillas of the FARC*, *the authorities in Aceh*."""
    of = next((i for i in (at - 1, at - 2) if sentence.has(i, "of") or sentence.words[i] == "in"), -1)
    if of > 0 and sentence.meanings[of - 1].tags & {"actor", "office"} and (of == at - 1 or sentence.has(at - 1, "filler")):
        return _governed(sentence, of - 1)
    return any(
        sentence.meanings[i].tags & {"into", "from", "by", "of", "with", "against"}
        for i in (at - 1, at - 2 if sentence.has(at - 1, "filler") else at - 1)
    )


def _after_word(sentence: Sentence, counted: Counted, verb: Governing, tag: str) -> tuple[str, int] | None:
    """The party after *by*, *to* or *from* near the verb."""
    low, high = min(verb.at, counted.first), min(sentence.size, max(verb.at, counted.end) + 12)
    high = next((i for i in range(low, high) if sentence.words[i] == ";"), high) if ";" in sentence.tokens.words else high
    for at in sorted(i for i in sentence.places.get(tag, ()) if low <= i < high):
        if (sentence.words[at] == "in" and verb.sense in ("free", "give")) or (
            tag == "by" and sentence.has(at - 1, "territory")
        ):
            continue
        for step in range(1, TERRITORY_REACH if sentence.has(at + 1, "territory") else 4):
            party = sentence.meanings[at + step].party
            if party is not None:
                following = sentence.meanings[at + step + sentence.meanings[at + step].length]
                if (party.people and following.noun is not None) or _describes(sentence, at + step):
                    break
                return party.name, at + step
            between = sentence.meanings[at + step]
            if (between.noun is not None or between.verb is not None) and "territory" not in between.tags:
                break
    return None


def own_ends(sentence: Sentence, counted: Counted, rules: Rules) -> Way:
    """*69 from Sana'a to Aden*, *1,000 captives by the Taliban*: what right after those counted says whence and whither."""
    sender = receiver = None
    dash = sentence.is_dash(counted.end) and not sentence.tokens.touches(counted.end - 1)
    at = counted.end + dash
    while at < min(sentence.size, counted.end + OWN_REACH):
        tags = sentence.meanings[at].tags
        step = next((k for k in (1, 2, 3) if sentence.meanings[at + k].party is not None), 0)
        party = sentence.meanings[at + step].party if step else None
        if party is None or not all(sentence.meanings[at + k].tags & {"filler", "territory"} for k in range(1, step)):
            break
        if "from" in tags or ("by" in tags and not rules.endings):
            sender = sender or (party.name, at + step)
        elif "into" in tags and (sender is not None or dash):
            receiver = receiver or (party.name, at + step)
        else:
            break
        at += step + sentence.meanings[at + step].length
    return ends(sender, receiver)


def _indirect(sentence: Sentence, counted: Counted, verb: Governing) -> tuple[str, int] | None:
    """*Gave Ukraine 909 bodies*: a party between the verb and the number."""
    for at in range(verb.at + 1, counted.first):
        party = sentence.meanings[at].party
        following = sentence.meanings[at + sentence.meanings[at].length]
        addressed = sentence.words[at].endswith("s") and "filler" in following.tags
        if party is not None and (addressed or not party.people):
            return party.name, at
    return None
