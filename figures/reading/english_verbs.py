"""The verbs of English handovers by their sense, and every form of them from the three that differ."""

from __future__ import annotations

from figures.reading.lexicon import listed


def conjugated(text: str) -> dict[str, str]:
    """``base past participle`` lines of verbs, particle after a plus sign, to their forms."""
    found: dict[str, list[str]] = {"base": [], "present": [], "past": [], "participle": [], "ing": []}
    for entry in listed(text):
        verb, _, particle = entry.partition("+")
        base, *rest = verb.split()
        past = rest[0] if rest else (base + "d" if base.endswith("e") else base + "ed")
        participle = rest[1] if len(rest) > 1 else past
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else third
        stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
        forms = {"base": base, "present": third, "past": past, "participle": participle, "ing": stem + "ing"}
        for form, word in forms.items():
            found[form].append(f"{word} {particle}".strip())
    return {form: ", ".join(words) for form, words in found.items()}


VERBS = {
    "give": "hand handed+over, turn turned+over, give gave given+back, give gave given, repatriate,"
    " transfer transferred,"
    " send sent+back, send sent+home, send sent, pass passed+on, hand handed+back, fly flew flown+home, hand handed,"
    " return,"
    " extradite, deport+home, convey",
    "free": "free freed, release, let let+go, let let+out, set set+free, liberate, discharge, pardon",
    "receive": "receive, take took taken+in, get got+back, take took taken+back, welcome, bring brought+home,"
    " bring brought+back,"
    " sign+for, collect, retrieve, take took taken+home, get got got+home, accept, secure, reunite, get got, win won",
    "go": "walk+across, walk+over, come came come+out of, come came come+out, walk+out of, walk+to freedom, leave left+for,"
    " join joined joined+relatives, join joined joined+their families,"
    " come came come+back, go went gone+back, go went gone+home, come came come+home, come came come+with, arrive,"
    " cross, walk+free, follow,"
    " climb+aboard, climb+the steps, climb+down the steps, board, disembark, step+off, walk+down the steps,"
    " head+home, reach+home, make made+the opposite journey, make made+the reverse journey, be was been+home,"
    " walk+out, travel travelled, travel, walk+away, leave left+prison,"
    " leave left+captivity,"
    " leave left+jail, leave left+custody,"
    " make made+it home, fly flew flown+back, be was been+back",
    "exchange": "exchange+for, swap swapped+for, trade+for, exchange, swap swapped, trade, change+hands",
    "bring": "bring brought, deliver, pass, move, transport, ferry ferried, escort, drive drove driven,"
    " fly flew flown, show showed shown+up,"
    " turn+up, present, accompany accompanied, truck, carry carried",
    "dispatch": "dispatch",
    "refuse": "refuse, decline, reject, withhold withheld, rule+out, choose chose chosen+not to, opt opted+not to,"
    " decide+not to, keep kept+back, hold held+back, hang hung+on to",
    "identify": "identify identified, turn+out to be, prove+to be",
    "match": "match",
    "examine": "examine",
    "bury": "bury buried",
    "other": "kill, wound, injure, capture, seize, lose lost, arrest, kidnap kidnapped,"
    " abduct, attack, strike struck, shoot shot, destroy, deploy, evacuate, displace, attend, fire, launch,"
    " fight fought,"
    " serve, spend spent, sentence, sanction, recruit, mobilise, mobilize, miss, rescue, take took taken+prisoner,"
    " take took taken+hostage, take took taken+captive, torture, try tried, convict, execute, bomb, hit hit, interview,"
    " meet met,"
    " live, study studied, vote, elect, enter, station, train, surrender,"
    " count, add, interrogate, round+up, pick+up, investigate, treat, question, hide hid hidden, hospitalise, hospitalize,"
    " take took taken+part",
    "event": "involve, include, comprise, cover, see saw seen, number, total totalled, take took taken+place, consist",
    "hold": "find found, recover, exhume, unearth, remain, stay, hold held, detain, imprison, keep kept, languish,"
    " jail, intern",
    "say": "say said, report, announce, state, tell told, claim, confirm, write wrote written, add, note,"
    " declare, explain,"
    " specify specified, estimate, insist, acknowledge, speak spoke spoken+of, argue, complain, recall,"
    " reply replied, concede, admit admitted, confide,stress, emphasise, emphasize, warn, reveal, suggest",
}
