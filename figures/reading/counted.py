"""A number of a sentence with what it counts, and the words after it that say so: adjectives, nouns, a people."""

from __future__ import annotations

from typing import NamedTuple

from figures.language.numerals import Numerals
from figures.phrase import Phrase, side_phrase_at
from figures.reading.lexicon import Meaning, Noun, Party, Rules
from figures.reading.sentence import Sentence

REACH = 9
PASSED_OVER = frozenset({"wounded", "young", "more", "dead", "of", "military", "filler", "pronoun_of"})
DEAD = "deceased"
PART_WORDS = frozenset({"of", "з", "із", "зі", "из"})
SICK = "seriously_wounded_or_sick"
QUOTES = frozenset('«»“”„"')
KILLED = frozenset({"dead", "killed"})
TELLING = frozenset({"submits", "taken", "sent_off", "recognises", "strike"})
"""Tags of verbs that are adjectives all the same: *12 abducted children*."""
INSTRUMENTAL = ("ою", "єю", "ей", "ой", "ом", "ем")


class Counted(NamedTuple):
    """A number of a sentence and what it counts: ``first`` to ``end`` are the tokens of the whole noun phrase.

    ``home`` is the people that those counted belong to. ``bare``: no noun stands beside the number. ``predicate``: the noun
    stands after a dash or *were* (*15 of them were civilians*).
    """

    phrase: Phrase
    first: int
    end: int
    noun: Noun | None = None
    home: str = ""
    bare: bool = False
    predicate: bool = False
    partitive: bool = False
    wounded: bool = False
    young: bool = False
    per_side: bool = False
    list_of: bool = False
    batch: bool = False
    casualty: bool = False


class After:
    """Reads the words after a number for as long as they belong to it."""

    def __init__(self, sentence: Sentence, phrase: Phrase, rules: Rules, numerals: Numerals) -> None:
        self.sentence, self.phrase, self.rules, self.numerals = sentence, phrase, rules, numerals
        self.at = self.end = phrase.end
        self.noun: Noun | None = None
        self.people: Party | None = None
        self.wounded = self.young = self.partitive = self.predicate = self.per_side = self.casualty = False
        self.skipped = 0

    def read(self) -> Counted:
        """The number with what it counts."""
        stop = min(len(self.sentence), self.phrase.end + REACH)
        while self.at < stop and self._step():
            pass
        if self.people is not None and not self.people.people and self.noun is None:
            self.people, self.end = None, self.phrase.end
        return Counted(
            self.phrase,
            self.phrase.first,
            self.end,
            self.noun,
            home=self.people.name if self.people else "",
            predicate=self.predicate and self.noun is not None,
            partitive=self.partitive,
            wounded=self.wounded,
            young=self.young,
            per_side=self.per_side or self.phrase.per_side,
            casualty=self.casualty,
        )

    def _step(self) -> bool:
        """One word or phrase further; False where it belongs to the number no more."""
        side = side_phrase_at(self.sentence.tokens, self.at, self.numerals)
        if side is not None and not self.per_side:
            self.per_side, self.end, self.at = True, side, side
            return self.noun is None
        if self.sentence.words[self.at] in QUOTES and self.noun is None:
            self.at += 1
            return True
        meaning = self.sentence.meanings[self.at]
        if meaning.noun is not None:
            return self._take_noun(meaning.noun, "wounded" in meaning.tags)
        if self.noun is not None:
            return self._follow_noun()
        if self.people is None and _is_demonym(self.sentence, self.at, self.rules):
            self.noun, self.end, self.at = Noun("person", "person", strong=False), self.at + 1, self.at + 1
            return True
        if meaning.party is not None:
            if self.people is not None and not meaning.party.people:
                return False
            self._take_people(self.people or meaning.party)
            return True
        return self._pass_over(meaning)

    def _take_noun(self, noun: Noun, wounded: bool) -> bool:
        if self.noun is not None and not _goes_on(self.sentence, self.at, self.noun, noun):
            return False
        if self.noun is not None and not self.noun.category.startswith(DEAD) and self.sentence.words[self.at] in KILLED:
            self.casualty = True
        self.wounded = self.wounded or wounded or noun.category == "seriously_wounded_or_sick"
        named = self.sentence.meanings[self.at].party
        self.people = self.people or (Party(named.name, people=True) if named is not None else None)
        beside = self.noun is not None and self.sentence.meanings[self.at - 1].noun is not None
        vague = beside and self.noun is not None and self.noun.category == "person" and not self.noun.strong
        self.noun = noun if vague else _joint(self.noun, noun)
        self.at = self.end = self.at + self.sentence.meanings[self.at].length
        return True

    def _follow_noun(self) -> bool:
        """*Of civilians*, *of Palestinians*, *России*: what stands after the noun and still says who they are."""
        step = _link(self.sentence, self.at)
        if step and self.at + step < len(self.sentence):
            self.at += step
            return True
        party = self.sentence.meanings[self.at].party
        if party is None or self.people is not None:
            return False
        dead = party.people and self.sentence.has(self.at - 1, "dead")
        if dead or _owns(self.sentence, self.at, party, self.rules):
            self._take_people(party)
            return True
        return False

    def _take_people(self, people: Party) -> None:
        self.people = people
        self.at = self.end = self.at + self.sentence.meanings[self.at].length

    def _pass_over(self, meaning: Meaning) -> bool:
        """Adjectives and small words between the number and its noun."""
        sentence, at = self.sentence, self.at
        leads = bool(meaning.tags & {"actor", "office"}) and sentence.meanings[at + 1].noun is not None
        step = _part_of(sentence, at, self.rules)
        if step:
            self.partitive, self.at = True, at + step
            return True
        leads = leads or ("absent" in meaning.tags and sentence.meanings[at + 1].noun is not None)
        if leads or meaning.tags & PASSED_OVER:
            self.wounded, self.young = self.wounded or "wounded" in meaning.tags, self.young or "young" in meaning.tags
            self.partitive = self.partitive or bool(meaning.tags & {"of", "pronoun_of"})
            self.at = at + meaning.length
            if meaning.tags & {"more", "pronoun_of"}:
                self.end = self.at
            return True
        following = sentence.meanings[at + 1]
        named = following.party is not None and following.party.people
        if "be" in meaning.tags and self.people is None and (following.noun is not None or (named and self.partitive)):
            self.predicate = True
        elif sentence.is_dash(at):
            self.predicate = self.predicate or not sentence.tokens.touches(at)
        elif self._is_modifier():
            self.skipped += 1
        elif not (sentence.words[at] in self.numerals.joiners and _continues(sentence, at + 1, self.rules)):
            return False
        self.at = at + 1
        return True

    def _is_modifier(self) -> bool:
        if _is_unknown_modifier(self.sentence, self.at, self.rules):
            return True
        free = self.people is None or bool(self.rules.endings)
        return free and self.skipped < 3 and _is_adjective(self.sentence, self.at, self.rules)


def _is_demonym(sentence: Sentence, at: int, rules: Rules) -> bool:
    """*Двох полтавців*, *псковичей*: a word that the rules do not know, built as the people of a town are called."""
    meaning, word = sentence.meanings[at], sentence.words[at]
    known = meaning.verb or meaning.party or meaning.tags or meaning.cue
    return not known and len(word) > 4 and word.endswith(rules.demonym_endings) and not sentence.inside(at)


def _part_of(sentence: Sentence, at: int, rules: Rules) -> int:
    """*Nine of the freed Americans*, *троє з обміняних*: how many words lead to those of whom the number is a part."""
    if sentence.words[at] not in PART_WORDS or sentence.has(at, "pronoun_of"):
        return 0
    for i in range(at + 1, at + 5):
        meaning = sentence.meanings[i]
        if meaning.tags & {"captivity"} or sentence.tokens.is_digits(i):
            return 0
        if meaning.noun is not None:
            return i - at
        if meaning.party is not None and meaning.party.people:
            return i - at
        verb = meaning.verb is not None and meaning.verb.sense in ("free", "give", "receive", "exchange", "return", "go")
        known = verb or "filler" in meaning.tags or _is_adjective(sentence, i, rules)
        if not known:
            return 0
    return 0


def _owns(sentence: Sentence, at: int, party: Party, rules: Rules) -> bool:
    """*Bodies of Palestinians*, *военнослужащих России*: a people after the noun."""
    if not rules.endings:
        return party.people and (sentence.has(at - 1, "of") or (sentence.has(at - 1, "filler") and sentence.has(at - 2, "of")))
    follows = sentence.meanings[at + 1]
    if "side" in follows.tags:
        return False
    agrees = party.people and bool(follows.tags & {"actor", "office", "territory"})
    by = sentence.words[at].endswith(INSTRUMENTAL) and not agrees
    return sentence.meanings[at - 1].noun is not None and follows.verb is None and not by


def _goes_on(sentence: Sentence, at: int, one: Noun, two: Noun) -> bool:
    """Whether a second noun still belongs to the number: *dead soldiers*, *bodies of soldiers and civilians*."""
    return sentence.meanings[at - 1].noun is not None or one.category.startswith(DEAD) or _is_and(sentence, at, two)


def _is_and(sentence: Sentence, at: int, two: Noun) -> bool:
    return sentence.has(at - 1, "and") and two.unit == "person"


def _joint(one: Noun | None, two: Noun) -> Noun:
    if one is None:
        return two
    if one.category.startswith(DEAD) or two.category.startswith(DEAD):
        return one if one.category.startswith(DEAD) else two
    if one.category == two.category:
        return one
    for category in ("civilian", "civilian_detainee"):
        if category in (one.category, two.category) and SICK in (one.category, two.category):
            return Noun(category, "person", one.strong or two.strong)
    return Noun("person", "person", one.strong or two.strong) if not (one.strong ^ two.strong) else (one if one.strong else two)


def _link(sentence: Sentence, at: int) -> int:
    """*Of*, *and*, and an article or adjective after them, where a counted noun comes next."""
    if not sentence.has(at, "of") and not sentence.has(at, "and"):
        return 0
    for step in (1, 2, 3):
        meaning = sentence.meanings[at + step]
        if meaning.party is not None and meaning.party.people and sentence.has(at + step + meaning.length, "territory"):
            return step
        if meaning.noun is not None:
            return step if sentence.has(at, "of") or step == 1 else 0
        if sentence.tokens.is_digits(at + step) or not (meaning.party or sentence.has(at + step, "filler")):
            return 0
    return 0


def _continues(sentence: Sentence, at: int, rules: Rules) -> bool:
    meaning = sentence.meanings[at]
    if meaning.tags & {"wounded", "young", "dead"} or (meaning.party is not None and meaning.party.people):
        return True
    return _is_adjective(sentence, at, rules) and sentence.meanings[at + 1].noun is not None


def _is_adjective(sentence: Sentence, at: int, rules: Rules) -> bool:
    word, meaning = sentence.words[at], sentence.meanings[at]
    if not word[:1].isalpha() or meaning.cue or meaning.tags - TELLING:
        return False
    if meaning.verb is not None:
        if meaning.verb.form == "ing":
            return sentence.meanings[at + 1].noun is not None
        fits = meaning.verb.form == "participle" or (rules.endings and word.endswith(rules.adjective_endings))
        return bool(fits) and any(sentence.meanings[at + i].noun is not None for i in (1, 2))
    return word.endswith(rules.adjective_endings)


def _is_unknown_modifier(sentence: Sentence, at: int, rules: Rules) -> bool:
    """*Rebel prisoners*: one word that the rules do not know, right before those counted."""
    word, meaning, following = sentence.words[at], sentence.meanings[at], sentence.meanings[at + 1]
    if not word[:1].isalpha() or meaning.verb or meaning.tags or meaning.cue or meaning.party or sentence.inside(at):
        return False
    named = sentence.tokens.text[sentence.tokens.starts[at]].isupper()
    if following.noun is None or word.endswith("s"):
        return False
    if not rules.endings and not following.noun.strong:
        return len(word) > 2
    return len(word) > 3 and (following.noun.strong or named)
