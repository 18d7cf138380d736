"""What single words and fixed phrases mean to a reader of handovers, looked up in constant time.

A language's rules are plain data: for each meaning a list of words. A word ending in ``*`` stands for every word that begins
so, which is how inflected languages are written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from figures.numeral import DASHES, Tokens

SHORTEST_STEM = 2
CACHE_LIMIT = 50_000


class Noun(NamedTuple):
    """A word for those who are counted. ``strong``: it alone speaks of a handover; a weak one needs a verb that does."""

    category: str
    unit: str
    strong: bool


class Verb(NamedTuple):
    """A verb's meaning (give, free, receive, go, exchange, bring, refuse, identify, list, other) and its form."""

    sense: str
    form: str


class Party(NamedTuple):
    """A party by its English name; ``people``: the word is an adjective or a people, not the name of a place."""

    name: str
    people: bool


@dataclass(slots=True)
class Meaning:
    """Everything that one word or phrase can be, and how many tokens it takes."""

    length: int = 1
    noun: Noun | None = None
    verb: Verb | None = None
    party: Party | None = None
    cue: str = ""
    tags: frozenset[str] = frozenset()

    def without_party(self, tag: str) -> Meaning:
        """The same word where it names no side of the handover, and what it is instead."""
        return Meaning(self.length, self.noun, self.verb, None, self.cue, self.tags | {tag})


NOTHING = Meaning()


class Entry(NamedTuple):
    """What the lexicon knows of a word: its own meaning, and the phrases that it may begin, longest first.

    ``seconds`` and ``beginnings``: a phrase is only looked for where the next token is one of these, or begins so.
    """

    meaning: Meaning
    phrases: tuple[tuple[tuple[str, ...], Meaning], ...] = ()
    seconds: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()


SILENT = Entry(NOTHING)
"""What nothing is known of: most words of a text, passed over by a glance."""


def listed(text: str) -> list[str]:
    """Comma-separated entries, trimmed."""
    return [entry for entry in (part.strip() for part in text.replace("\n", " ").split(",")) if entry]


class Known(dict[str, Entry]):
    """What was looked up before: an article says the same words again and again."""

    __slots__ = ("look_up",)

    def __init__(self, look_up: Callable[[str], Entry]) -> None:
        super().__init__()
        self.look_up = look_up

    def __missing__(self, word: str) -> Entry:
        entry = self.look_up(word)
        if len(self) < CACHE_LIMIT:
            self[word] = entry
        return entry


@dataclass(slots=True)
class Lexicon:
    """Words, stems and phrases with their meanings.

    ``speech`` is the lexicon of saying, which only claims ask; where ``united``, a word has the tags of its stem as well;
    ``pointing`` are the words that a sentence about the one before it opens with.
    """

    words: dict[str, Meaning] = field(default_factory=dict)
    stems: dict[str, Meaning] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)
    known: Known = field(init=False)
    united: bool = False
    speech: Lexicon | None = None
    pointing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.known = Known(self._entry)

    def add(self, entry: str, **what: object) -> None:
        """Add one entry: a word, a stem or a phrase."""
        parts = tuple(entry.replace("-", " ").split())
        if len(parts) > 1:
            entries = self.phrases.setdefault(parts[0].rstrip("*")[:3], [])
            known = next((meaning for text, meaning in entries if text == parts), None)
            meaning = known or Meaning(len(parts))
            if known is None:
                entries.append((parts, meaning))
        elif entry.endswith("*"):
            meaning = self.stems.setdefault(entry[:-1], Meaning())
        else:
            meaning = self.words.setdefault(entry, Meaning())
        for name, value in what.items():
            setattr(meaning, name, meaning.tags | {value} if name == "tags" else value)

    def finish(self) -> Lexicon:
        """Order the phrases, longest first."""
        for entries in self.phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return self

    def word(self, word: str) -> Entry:
        """What a single folded word means, its longest known beginning counting, and the phrases that begin with it."""
        return self.known[word]

    def told(self, words: Sequence[str]) -> list[tuple[int, Entry]]:
        """The words of which anything is known, by place."""
        entries = map(self.known.__getitem__, words)
        return [(at, entry) for at, entry in enumerate(entries) if entry is not SILENT]

    def _entry(self, word: str) -> Entry:
        begun = [entry for entry in self.phrases.get(word[:3], ()) if _fits(word, entry[0][0])]
        seconds = {parts[1] for parts, _ in begun if parts[1][-1] != "*"}
        stems = tuple({parts[1][:-1] for parts, _ in begun if parts[1][-1] == "*"})
        meaning = self._find(word)
        after = frozenset(seconds | {second + "'s" for second in seconds} | DASHES)
        return Entry(meaning, tuple(begun), after, stems) if begun or meaning is not NOTHING else SILENT

    def _find(self, word: str) -> Meaning:
        bare = word[:-2] if word.endswith("'s") else word
        exact = self.words.get(bare)
        stem = next((s for n in range(min(len(bare), 20), SHORTEST_STEM - 1, -1) if (s := self.stems.get(bare[:n]))), None)
        if exact is None or stem is None:
            return exact or stem or NOTHING
        tags = exact.tags | stem.tags if self.united else exact.tags
        return Meaning(
            1, exact.noun or stem.noun, exact.verb or stem.verb, exact.party or stem.party, exact.cue or stem.cue, tags
        )

    def at(self, tokens: Tokens, at: int) -> Meaning:
        """The meaning of the longest phrase that begins at this token, else of its word."""
        entry = self.known[tokens.words[at]]
        return longest(entry, tokens, at) if entry.phrases else entry.meaning


def longest(entry: Entry, tokens: Tokens, at: int) -> Meaning:
    """The meaning of the longest phrase of ``entry`` that stands at this token, else of its word."""
    if at + 1 >= tokens.size:
        return entry.meaning
    second = tokens.words[at + 1]
    if second in DASHES:
        second = tokens.word(at + 2)
    for parts, meaning in entry.phrases:
        if not _fits(second, parts[1]):
            continue
        here = at + 1
        for part in parts[1:]:
            if tokens.word(here) in DASHES:
                here += 1
            if not _fits(tokens.word(here), part):
                break
            here += 1
        else:
            return meaning if meaning.length == here - at else _longer(meaning, here - at)
    return entry.meaning


def _fits(word: str, part: str) -> bool:
    """Whether a word is this part of a phrase; a part ending in ``*`` is only a beginning."""
    return word.startswith(part[:-1]) if part[-1] == "*" else word in (part, part + "'s")


def _longer(meaning: Meaning, length: int) -> Meaning:
    return Meaning(length, meaning.noun, meaning.verb, meaning.party, meaning.cue, meaning.tags)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One language's words for reading a text. Every mapping is from a meaning to comma-separated words.

    ``nouns``: ``category/unit/strong`` → words. ``verbs``: sense and form → words; ``endings`` give a verb's form where the
    words do not. ``cues`` turn what follows into a promise of that stage, or ``done``. ``tags`` are all other words, ``speech``
    those of saying and of who says, which only claims look at;
    ``split_verbs`` are first words of verbs whose particle may stand after the object (*let 57 soldiers go*), and their
    sense; ``demonym_endings`` are those of the people of a town (*полтавців*); ``uppercase`` words are names only in
    capitals (*US*); ``home`` is whose country *home* is in this language's press; who is ``regaining`` *got back* people
    where that press says no more than *вернула*.
    """

    code: str
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    names: Mapping[str, str]
    peoples: Mapping[str, str]
    cues: Mapping[str, str]
    tags: Mapping[str, str]
    speech: Mapping[str, str] = field(default_factory=dict)
    split_verbs: Mapping[str, tuple[frozenset[str], str]] = field(default_factory=dict)
    endings: tuple[tuple[str, str], ...] = ()
    adjective_endings: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    home: str = ""
    regaining: frozenset[str] = frozenset()
    uppercase: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def dated(self) -> frozenset[str]:
        """The words that can name a day."""
        return frozenset(self.months) | frozenset(self.weekdays)


def lexicon(rules: Rules) -> Lexicon:
    """The lexicon of one language."""
    words = Lexicon()
    for key, text in rules.nouns.items():
        category, unit, strength = key.split("/")
        for entry in listed(text):
            words.add(entry, noun=Noun(category, unit, strength == "strong"))
    for key, text in rules.verbs.items():
        sense, _, form = key.partition("/")
        for entry in listed(text):
            words.add(entry, verb=Verb(sense, form))
    for people, table in ((False, rules.names), (True, rules.peoples)):
        for name, text in table.items():
            for entry in listed(text):
                words.add(entry, party=Party(name, people))
    for cue, text in rules.cues.items():
        for entry in listed(text):
            words.add(entry, cue=cue)
    words.speech = Lexicon(united=True)
    for lexicon_of, table in ((words, rules.tags), (words.speech, rules.speech)):
        for tag, text in table.items():
            for entry in listed(text):
                lexicon_of.add(entry, tags=tag)
    words.speech.finish()
    words.pointing = frozenset(entry.split()[0] for entry in listed(rules.speech.get("of_this", "")))
    return words.finish()
