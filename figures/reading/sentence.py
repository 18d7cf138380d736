"""A text cut into sentences, and each sentence's tokens with what they mean. One pass; no sentence is longer than a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from figures.numeral import DASHES, Tokens
from figures.reading.lexicon import NOTHING, Lexicon, Meaning, Rules, Verb

T = TypeVar("T")
BREAK = re.compile(r"[.!?…]+[\"»”’')\]]*\s+|\s*\n\s*")
LONGEST = 2_000
WRAPPED = 40
PARTICLE_REACH = 10
ABBREVIATED = frozenset(
    {"mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "st", "no", "u.s", "u.n", "u.k", "vs", "p.m", "a.m", "approx", "ca"}
    | {"jan", "feb", "aug", "sept", "oct", "nov", "dec", "т", "тис", "тыс", "г", "р", "ст", "им", "ім", "млн", "гр"}
)
LAST_WORD = re.compile(r"[^\s«“\"(]{1,8}$")
TERMINAL = ".!?…:;»”\"'"
MEDIATOR_REACH = 9
HALTS = frozenset(".,;:()—–")
GENERIC = frozenset({"group", "government"})


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a line break inside wrapped prose is no end."""
    start = line = 0
    for found in BREAK.finditer(text):
        end, after = found.start(), found.end()
        if "\n" in found.group() and not found.group().lstrip().startswith("\n\n"):
            wrapped = _is_wrapped(text, line, end, after, found.group())
            line = after
            if wrapped:
                continue
        if text[end : end + 1] == "." and "\n" not in found.group() and not _ends(text, start, end, after):
            continue
        stop = end if text[end : end + 1].isspace() else after
        yield from _pieces(text, start, stop)
        start = after
    yield from _pieces(text, start, len(text))


def _is_wrapped(text: str, line: int, end: int, after: int, gap: str) -> bool:
    if gap.count("\n") != 1 or end - line < WRAPPED or after >= len(text):
        return False
    return text[end] not in TERMINAL and text[end - 1 : end] not in tuple(TERMINAL)


def _ends(text: str, start: int, end: int, after: int) -> bool:
    last = LAST_WORD.search(text, max(start, end - 10), end)
    word = last.group().lower() if last else ""
    following = text[after : after + 1]
    if word in ABBREVIATED or (len(word) == 1 and word.isalpha()):
        return word in ("г", "р", "ж", "б", "я") and following.isupper()
    return not following.islower()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


class Sentence:
    """The tokens of one sentence and their meanings; the later words of a phrase mean nothing by themselves."""

    __slots__ = ("_covered", "_known", "lexicon", "meanings", "tokens")

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon, rules: Rules) -> None:
        self.tokens = Tokens(text, start, end)
        self.lexicon = lexicon
        self.meanings: list[Meaning] = []
        words = self.tokens.words
        at = 0
        while at < len(words):
            word = words[at]
            meaning = lexicon.at(self.tokens, at) if word[0].isalpha() else NOTHING
            if meaning.length > 1:
                self.meanings.extend((meaning, *[NOTHING] * (meaning.length - 1)))
            elif word in rules.uppercase and not text[self.tokens.starts[at] : self.tokens.ends[at]].isupper():
                self.meanings.append(NOTHING)
            else:
                self.meanings.append(meaning)
            at += meaning.length
        del self.meanings[len(words) :]
        self._known: dict[str, object] = {}
        self._join_split_verbs(rules)
        self._unname(at for at, meaning in enumerate(self.meanings) if meaning is not NOTHING)
        self._covered = {i + k for i, m in enumerate(self.meanings) if m.length > 1 for k in range(1, m.length)}

    def _join_split_verbs(self, rules: Rules) -> None:
        """*Let 57 soldiers go*: a verb whose particle stands after its object."""
        for at, word in enumerate(self.tokens.words):
            if word in rules.split_verbs and self.meanings[at].length == 1:
                particles, sense = rules.split_verbs[word]
                ahead = self.tokens.words[at + 2 : at + PARTICLE_REACH]
                if not particles.isdisjoint(ahead):
                    old = self.meanings[at]
                    form = "base" if self.meaning(at - 1).tags & {"to", "modal"} else "past"
                    self.meanings[at] = Meaning(1, old.noun, Verb(sense, form), old.party, old.cue, old.tags)

    def _unname(self, meant: Iterator[int]) -> None:
        """Take mediators, and *the rebels* beside the name of the group, for no party of their own."""
        for at in meant:
            meaning = self.meanings[at]
            if "mediating" in meaning.tags:
                self._clear(range(at + meaning.length, at + MEDIATOR_REACH))
            elif "mediation" in meaning.tags:
                self._clear(range(at - 1, at - MEDIATOR_REACH, -1))
            elif meaning.party is not None and meaning.party.name in GENERIC and self._beside_a_name(at, meaning.length):
                self.meanings[at] = meaning.without_party("actor")

    def _clear(self, places: range) -> None:
        cleared = False
        for at in places:
            meaning = self.meaning(at)
            if self.word(at) in HALTS or meaning.verb is not None or meaning.noun is not None:
                break
            if meaning.party is not None:
                if cleared and not self.has(at - 1, "and") and not self.has(at + 1, "and"):
                    break
                self.meanings[at], cleared = meaning.without_party("mediator"), True

    def _beside_a_name(self, at: int, length: int) -> bool:
        """Whether a party with a name stands in the same few words."""
        for step in (range(at - 1, at - 3, -1), range(at + length, at + length + 3)):
            for here in step:
                meaning = self.meaning(here)
                if meaning.party is not None and meaning.party.name not in GENERIC:
                    return True
                if (
                    meaning.verb is not None
                    or not self.word(here)[:1].isalpha()
                    or meaning.tags & {"and", "clause", "into", "from"}
                ):
                    break
        return False

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The folded word at ``at``; empty outside the sentence."""
        return self.tokens.word(at)

    def meaning(self, at: int) -> Meaning:
        """What the token at ``at`` means; nothing outside the sentence."""
        return self.meanings[at] if 0 <= at < len(self.meanings) else NOTHING

    def has(self, at: int, tag: str) -> bool:
        """Whether the token has this tag."""
        return tag in self.meaning(at).tags

    def inside(self, at: int) -> bool:
        """Whether a longer phrase that began before covers this token."""
        return at in self._covered

    def slice(self, first: int, end: int) -> str:
        """The text from token ``first`` to before token ``end``."""
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[end - 1]] if first < end else ""

    def phrase(self, at: int) -> str:
        """The text of the token, or of the phrase that begins with it."""
        return self.slice(at, min(len(self), at + self.meaning(at).length))

    def once(self, name: str, make: Callable[[Sentence], T]) -> T:
        """What ``make`` finds in the whole sentence, found once however many figures ask for it."""
        if name not in self._known:
            self._known[name] = make(self)
        return cast("T", self._known[name])

    def is_dash(self, at: int) -> bool:
        """Whether the token is a dash or a hyphen."""
        return self.word(at) in DASHES
