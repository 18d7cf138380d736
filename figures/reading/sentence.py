"""A sentence's tokens with what they mean, and where in it each sort of meaning stands: asked often, found once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from figures.numeral import DASHES, Tokens
from figures.reading.lexicon import NOTHING, Lexicon, Meaning, Rules, Verb, longest

T = TypeVar("T")
PARTICLE_REACH = 10
MEDIATOR_REACH = 9
DATELINE = 11
MOST_AROUND = 64
"""No rule looks further than this beyond either end of a sentence: there are words and meanings that are nothing."""
HALTS = frozenset(".,;:()—–")
NO_WORDS = [""] * MOST_AROUND
MEDIATING = frozenset({"mediating", "mediation"})
UNHEARD: frozenset[str] = frozenset()
GENERIC = frozenset({"group", "government"})


class Sentence:
    """The tokens of one sentence and their meanings; the later words of a phrase mean nothing by themselves.

    ``words`` are folded, and like ``meanings`` go on beyond both ends of the sentence, where there is nothing.
    ``meant`` are the meanings that are something, ``tags`` those of all of them;
    ``verbs``, ``nouns`` and ``parties`` are the tokens that mean such, ``senses`` those of each verb, ``cues`` of each cue.
    """

    __slots__ = (
        "_covered",
        "_heard",
        "_hearing",
        "_known",
        "_meant_at",
        "_places",
        "cues",
        "dated",
        "dateline",
        "end",
        "inflects",
        "lexicon",
        "meanings",
        "meant",
        "nouns",
        "parties",
        "senses",
        "size",
        "start",
        "tags",
        "tokens",
        "verbs",
        "words",
    )

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon, rules: Rules) -> None:
        self.start, self.end = start, end
        self.tokens = Tokens(text, start, end)
        self.lexicon = lexicon
        self.dated, self.inflects = rules.dated, bool(rules.endings)
        words = self.tokens.words
        self.size = len(words)
        self.meanings: list[Meaning] = [NOTHING] * (self.size + MOST_AROUND)
        self.words = [*words, *NO_WORDS]
        self._known: dict[str, Any] = {}
        self._heard: list[frozenset[str]] | None = None
        self._hearing: list[int] = []
        self._covered: set[int] = set()
        meant = self._look_up(rules)
        if not rules.split_verbs.keys().isdisjoint(words):
            self._join_split_verbs(rules)
            meant = [at for at, meaning in enumerate(self.meanings) if meaning is not NOTHING]
        self.dateline = self._take_dateline(meant)
        self._unname(meant)
        self.meant = [self.meanings[at] for at in meant]
        self._meant_at = meant
        self.tags = UNHEARD.union(*[meaning.tags for meaning in self.meant])
        self.verbs: set[int] = set()
        self.nouns: set[int] = set()
        self.parties: set[int] = set()
        self.senses: dict[str, set[int]] = {}
        self.cues: dict[str, set[int]] = {}
        self._sort_out()
        self._places: dict[str, set[int]] | None = None

    def _look_up(self, rules: Rules) -> list[int]:
        """Note what every word and phrase means; the places of those that mean something."""
        tokens, meanings, following, after = self.tokens, self.meanings, self.words, 0
        words = tokens.words
        meant: list[int] = []
        for at, entry in self.lexicon.told(words):
            if at < after or not words[at][0].isalpha():
                continue
            meaning, _, seconds, beginnings = entry
            if seconds and ((second := following[at + 1]) in seconds or second.startswith(beginnings)):
                meaning = longest(entry, tokens, at)
            if meaning is NOTHING:
                continue
            if meaning.length > 1:
                after = at + meaning.length
                self._covered.update(range(at + 1, after))
            elif words[at] in rules.uppercase and not tokens.text[tokens.starts[at] : tokens.ends[at]].isupper():
                continue
            meanings[at] = meaning
            meant.append(at)
        return meant

    def _sort_out(self) -> None:
        """Put together where verbs, nouns, parties and cues stand: most questions are whether one of them is near."""
        for at, meaning in zip(self._meant_at, self.meant, strict=True):
            if meaning.noun is not None:
                self.nouns.add(at)
            if meaning.party is not None:
                self.parties.add(at)
            if meaning.verb is not None:
                self.verbs.add(at)
                sense = meaning.verb.sense
                if sense in self.senses:
                    self.senses[sense].add(at)
                else:
                    self.senses[sense] = {at}
            if meaning.cue:
                self.cues.setdefault(meaning.cue, set()).add(at)

    def _join_split_verbs(self, rules: Rules) -> None:
        """*Let 57 soldiers go*: a verb whose particle stands after its object."""
        for at, word in enumerate(self.tokens.words):
            if word in rules.split_verbs and self.meanings[at].length == 1:
                particles, sense = rules.split_verbs[word]
                ahead = self.tokens.words[at + 2 : at + PARTICLE_REACH]
                if not particles.isdisjoint(ahead):
                    old = self.meanings[at]
                    form = "base" if self.meanings[at - 1].tags & {"to", "modal"} else "past"
                    self.meanings[at] = Meaning(1, old.noun, Verb(sense, form), old.party, old.cue, old.tags)

    def _take_dateline(self, meant: list[int]) -> str:
        """*KYIV, Oct 2 -*: the place that a report comes from does nothing in it; its party where it is one, else empty."""
        if not meant or meant[0] > 1 or DASHES.isdisjoint(self.tokens.words[1:DATELINE]):
            return ""
        dash = next((at for at in range(1, min(self.size, DATELINE)) if self.is_dash(at)), 0)
        if not dash or self.tokens.touches(dash - 1) or self.tokens.touches(dash):
            return ""
        before = [at for at in meant if at < dash]
        marked = any(self.words[at] in ",(" or self.tokens.is_digits(at) for at in range(dash))
        if not (marked or self.slice(0, dash).isupper()) or any(self.meanings[at].verb is not None for at in before):
            return ""
        names = [party.name for at in before if (party := self.meanings[at].party) is not None]
        for at in before:
            if self.meanings[at].party is not None:
                self.meanings[at] = self.meanings[at].without_party("dateline")
        return names[0] if len(set(names)) == 1 else ""

    def _unname(self, meant: list[int]) -> None:
        """Take mediators, and *the rebels* beside the name of the group, for no party of their own."""
        meanings = self.meanings
        for at in meant:
            meaning = meanings[at]
            if meaning.party is None and meaning.tags.isdisjoint(MEDIATING):
                continue
            if "mediating" in meaning.tags:
                self._clear(range(at + meaning.length, at + MEDIATOR_REACH))
            elif "mediation" in meaning.tags:
                self._clear(range(at - 1, at - MEDIATOR_REACH, -1))
            elif meaning.party is not None and not meaning.party.people and self.has(at + meaning.length, "treaty"):
                self.meanings[at] = meaning.without_party("place")
            elif meaning.party is not None and meaning.party.name in GENERIC and self._beside_a_name(at, meaning.length):
                self.meanings[at] = meaning.without_party("actor")

    def _clear(self, places: range) -> None:
        cleared = False
        for at in places:
            meaning = self.meanings[at]
            if self.words[at] == "," and places.step < 0 and self.has(at + 1, "relative"):
                continue
            if self.words[at] in HALTS or meaning.verb is not None or meaning.noun is not None:
                break
            if meaning.party is not None:
                if cleared and not self.has(at - 1, "and") and not self.has(at + 1, "and"):
                    break
                self.meanings[at], cleared = meaning.without_party("mediator"), True

    def _beside_a_name(self, at: int, length: int) -> bool:
        """Whether a party with a name stands in the same few words."""
        for step in (range(at - 1, at - 3, -1), range(at + length, at + length + 3)):
            for here in step:
                meaning = self.meanings[here]
                if meaning.party is not None and meaning.party.name not in GENERIC:
                    return True
                if (
                    meaning.verb is not None
                    or not self.words[here][:1].isalpha()
                    or meaning.tags & {"and", "clause", "into", "from"}
                ):
                    break
        return False

    def __len__(self) -> int:
        return self.size

    def has(self, at: int, tag: str) -> bool:
        """Whether the token has this tag."""
        return tag in self.meanings[at].tags

    def within(self, tag: str, near: Iterable[int]) -> bool:
        """Whether any of these tokens has the tag."""
        return tag in self.tags and not self.places[tag].isdisjoint(near)

    def within_any(self, tags: frozenset[str], near: range) -> bool:
        """Whether any of these tokens has one of the tags."""
        return any(not self.places[tag].isdisjoint(near) for tag in tags & self.tags)

    def acts(self, sense: str, near: Iterable[int]) -> bool:
        """Whether any of these tokens is a verb of this sense."""
        return sense in self.senses and not self.senses[sense].isdisjoint(near)

    def cued(self, cue: str, near: Iterable[int]) -> bool:
        """Whether any of these tokens is a word with this cue."""
        return cue in self.cues and not self.cues[cue].isdisjoint(near)

    @property
    def places(self) -> dict[str, set[int]]:
        """The tags of the sentence, each with the tokens that have it."""
        if self._places is None:
            self._places = {tag: set() for tag in self.tags}
            for at, meaning in zip(self._meant_at, self.meant, strict=True):
                for tag in meaning.tags:
                    self._places[tag].add(at)
        return self._places

    @property
    def heard(self) -> list[frozenset[str]]:
        """What each token is among the words of saying; as many more beyond the end as no rule looks further."""
        if self._heard is None:
            self._heard = self._listen()
        return self._heard

    @property
    def hearing(self) -> list[tuple[int, frozenset[str]]]:
        """The words of saying with their tokens."""
        words = self.heard
        return [(at, words[at]) for at in self._hearing]

    def _listen(self) -> list[frozenset[str]]:
        """Look up the words of saying; every token of an adverb, only the first of other phrases."""
        speech, tokens, following, after = self.lexicon.speech, self.tokens, self.words, 0
        found = [UNHEARD] * (self.size + MOST_AROUND)
        if speech is None:
            return found
        for at, entry in speech.told(tokens.words):
            if at < after:
                continue
            meaning, _, seconds, beginnings = entry
            if seconds and ((second := following[at + 1]) in seconds or second.startswith(beginnings)):
                meaning = longest(entry, tokens, at)
            if meaning.tags:
                found[at], after = meaning.tags, at + meaning.length
                self._hearing.append(at)
                if "adverb" in meaning.tags:
                    found[at:after] = [meaning.tags] * meaning.length
        return found

    @property
    def placed(self) -> list[tuple[int, Meaning]]:
        """Every token that means something, and what."""
        return list(zip(self._meant_at, self.meant, strict=True))

    def inside(self, at: int) -> bool:
        """Whether a longer phrase that began before covers this token."""
        return at in self._covered

    def slice(self, first: int, end: int) -> str:
        """The text from token ``first`` to before token ``end``."""
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[end - 1]] if first < end else ""

    def phrase(self, at: int) -> str:
        """The text of the token, or of the phrase that begins with it."""
        return self.slice(at, min(len(self), at + self.meanings[at].length))

    def once(self, name: str, make: Callable[[Sentence], T]) -> T:
        """What ``make`` finds in the whole sentence, found once however many figures ask for it."""
        if name not in self._known:
            self._known[name] = make(self)
        found: T = self._known[name]
        return found

    def is_dash(self, at: int) -> bool:
        """Whether the token is a dash or a hyphen."""
        return self.words[at] in DASHES

    def any_word(self, words: frozenset[str], near: range) -> bool:
        """Whether any of these tokens, none of which is beyond the beginning, is one of the words."""
        return not words.isdisjoint(self.tokens.words[near.start : near.stop])
