"""From the text of a source to suggested figures: one pass to see who faces whom, one pass to read the numbers.

The text is read a sentence at a time; what a sentence leaves out (*another 1,200 followed*) comes from the figure before it.
Nothing looks further than a bounded number of words, so the time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from figures.language import LANGUAGES
from figures.language.numerals import Numerals
from figures.phrase import UNEQUAL
from figures.reading.accepting import accepted, is_hot
from figures.reading.account import Account
from figures.reading.attributing import AGO, AHEAD, Around
from figures.reading.bare import hands_over
from figures.reading.counted import Counted
from figures.reading.counting import counted
from figures.reading.cutting import sentences
from figures.reading.english import ENGLISH
from figures.reading.kind import strong_nouns
from figures.reading.lexicon import Lexicon, Noun, Rules, lexicon
from figures.reading.naming import names_of, subject_of
from figures.reading.number import Openings, numbers, openings
from figures.reading.relation import Context, is_coupled, is_named_again, is_part, is_part_of_earlier
from figures.reading.russian import RUSSIAN
from figures.reading.sentence import Sentence
from figures.reading.shaping import Shaper
from figures.reading.sides import NOWHERE, Sides, Way, allied
from figures.reading.standing_in import asks_how_many
from figures.reading.suggestion import Suggestion
from figures.reading.ukrainian import UKRAINIAN
from figures.reading.unnumbered import unnumbered
from figures.reading.wars import RIVALS

READING = {rules.code: rules for rules in (ENGLISH, UKRAINIAN, RUSSIAN)}
UKRAINIAN_LETTERS, RUSSIAN_LETTERS = "іїєґІЇЄҐ", "ыэъёЫЭЪЁ"
LETTERS = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[\u0400-\u04ff]+")
SAMPLE, ENOUGH = 20_000, 1_000
RECALLED = 12
NAMED = 4
WARM = 2
"""So many sentences after a figure may go on with it without naming the handover again."""
KEPT = 2_000
"""So many sentences are kept from the first pass to the second; later ones are taken apart twice."""
BACK = frozenset({"reverse", "other_way", "latter"})
BULLETS = frozenset("•·-–—*▪◦‣")


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that reading one language needs."""

    rules: Rules
    numerals: Numerals
    lexicon: Lexicon
    openings: Openings


@lru_cache(maxsize=8)
def language_of(code: str) -> Language:
    """The rules of a language, built once."""
    words = lexicon(READING[code])
    for cardinal in LANGUAGES[code].cardinals:
        words.add(cardinal, tags="number")
    return Language(READING[code], LANGUAGES[code], words, openings(LANGUAGES[code]))


def detect(text: str) -> str:
    """The language of a text, by its letters."""
    sample = text[:SAMPLE]
    if sample.isascii():
        return "en"
    some = sample[:: 1 + len(sample) // ENOUGH]
    cyrillic = sum(map(len, CYRILLIC.findall(some)))
    if 3 * cyrillic < sum(map(len, LETTERS.findall(some))):
        return "en"
    return "uk" if sum(map(sample.count, UKRAINIAN_LETTERS)) > sum(map(sample.count, RUSSIAN_LETTERS)) else "ru"


def suggest(text: str, *, published: str | None = None, language: str | None = None) -> tuple[Suggestion, ...]:
    """The figures that ``text`` seems to hold, in reading order.

    ``published`` is EDTF and dates weekdays; ``language`` is en, uk or ru, and is told by the letters where it is not given.
    """
    code = (language or "").partition("-")[0].lower()
    known = language_of(code if code in READING else detect(text))
    return tuple(Reader(text, known, _day(published)).read())


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published else None
    except ValueError:
        return None


class Reader:
    """Reads one text in one language."""

    def __init__(self, text: str, language: Language, published: dt.date | None) -> None:
        self.text, self.language = text, language
        self.sides = Sides()
        self.shaper = Shaper(language.rules, language.numerals, self.sides, published)
        self.found: list[Suggestion] = []
        self.number = 0
        self.hot_at = self.last_at = self.child_at = self.warm_at = -10
        self.last: Suggestion | None = None
        self.whole: Suggestion | None = None
        self.parts: list[tuple[Suggestion, Suggestion]] = []
        self.opens_list = self.listed = False
        self.kept: list[Sentence] = []
        self.people = ("", 0)
        self.before: Sentence | None = None
        self.main, self.most = Way(), 0
        self.total = -1
        self.account = Account()

    def read(self) -> list[Suggestion]:
        """Every suggestion of the text, by place."""
        hot = self._look_over()
        for number, (start, end) in enumerate(self._places()):
            self.number = number
            if hot[number] or (number and hot[number - 1]) or self.opens_list or number - self.warm_at <= WARM:
                sentence = self.kept[number] if number < len(self.kept) else self._sentence(start, end)
                self._read(sentence, hot=bool(hot[number]))
                self.before = sentence
        return self._with_parts()

    def _places(self) -> Iterator[tuple[int, int]]:
        """Where each sentence stands, those that were kept without looking for them again."""
        yield from ((sentence.start, sentence.end) for sentence in self.kept)
        if len(self.kept) == KEPT:
            yield from islice(sentences(self.text), KEPT, None)

    def _look_over(self) -> bytearray:
        """Which sentences speak of handing over; notes on the way who is named with whom and what is counted most."""
        hot = bytearray()
        topics: Counter[Noun] = Counter()
        for start, end in sentences(self.text):
            sentence = self._sentence(start, end)
            if not hot and sentence.dateline and not self.language.rules.home:
                self.shaper.facing.home = sentence.dateline
            self.account = self.account.seen(sentence, len(hot))
            hot.append(is_hot(sentence))
            if len(hot) <= KEPT:
                self.kept.append(sentence)
            names = sentence.once("names", names_of)
            if names:
                self.sides.see(set(names))
            self.sides.hostages = self.sides.hostages or "hostage" in sentence.tags
            if sentence.nouns and ("strike" not in sentence.tags or _hands_over(sentence)):
                topics.update(sentence.once("nouns", strong_nouns))
        self.sides.settle()
        if topics:
            self.shaper.topic = min(topics.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        return hot

    def _with_parts(self) -> list[Suggestion]:
        """The suggestions by place, each part knowing the place of its whole in the list."""
        ordered = sorted(self.found, key=lambda s: (s.start, s.end))
        places = {id(suggestion): place for place, suggestion in enumerate(ordered)}
        for part, whole in self.parts:
            ordered[places[id(part)]] = replace(part, part_of=places[id(whole)])
        return ordered

    def _sentence(self, start: int, end: int) -> Sentence:
        return Sentence(self.text, start, end, self.language.lexicon, self.language.rules)

    def _read(self, sentence: Sentence, *, hot: bool) -> None:
        if "pronoun" in sentence.tags and self.before is not None:
            just = self.kept[self.number - 1] if 0 < self.number <= len(self.kept) else self.before
            self.sides.spoken = subject_of(just)
        self.sides.look_at(sentence.once("names", names_of))
        if hot:
            self.hot_at = self.number
        self.listed = self._is_item(sentence)
        if sentence.nouns and any(m.noun is not None and m.noun.category == "child" for m in sentence.meant):
            self.child_at = self.number
        if not (self.listed or self._is_near()):
            return
        phrases = list(numbers(sentence, self.language.numerals, self.language.openings, self.language.rules))
        if not phrases and not sentence.nouns:
            return
        self.shaper.around = self._around()
        self.shaper.facing.earlier = self.shaper.around.earlier
        self.shaper.children_near = self.number - self.child_at <= 1
        numbered: list[Suggestion] = []
        waiting: list[Counted] = []
        last_end = -1
        for phrase in phrases:
            if phrase.problem and phrase.problem != UNEQUAL:
                continue
            if phrase.is_number and is_named_again(sentence, phrase.first, phrase.number, self.found[-RECALLED:]):
                continue
            found = counted(sentence, phrase, self.language.rules, self.language.numerals)
            if not phrase.is_number or phrase.portion is not None:
                waiting.append(found)
                continue
            made = self._figure(sentence, found, last_end)
            self.people = (
                ("", self.number) if made else (found.home or self.people[0], self.number if found.home else self.people[1])
            )
            if made:
                numbered.extend(made)
                self.total = self.total if found.partitive else _together(self.last, made[0])
                self.last, self.last_at, last_end = made[0], self.number, found.end
        self.found.extend(numbered)
        if numbered:
            self.warm_at = self.number
        if not waiting and (numbered or not sentence.nouns):
            return
        silent = unnumbered(sentence, numbered, waiting, self.shaper, self._context(-1))
        self.found.extend(silent)
        if silent and not numbered:
            self.last = self.whole = silent[0]
            self.last_at = self.number

    def _around(self) -> Around:
        """The few sentences before this one, the nearest first, and after it: whose words it may go on with."""
        at = self.number
        return Around(self.kept[max(0, at - AGO) : at][::-1], self.kept[at + 1 : at + 1 + AHEAD], self.account.at(at))

    def _context(self, last_end: int) -> Context:
        hot = self.listed or self._is_near()
        ago = 1 if self.listed else self.number - self.last_at
        earlier = self.shaper.around.earlier
        asked = bool(earlier) and asks_how_many(earlier[0])
        people = self.people[0] if self.number - self.people[1] <= 1 else ""
        return Context(
            self.last, self.whole, ago, last_end, hot, self.listed, self.main, people, self.total, self.found[-NAMED:], asked
        )

    def _is_near(self) -> bool:
        """Whether the text still speaks of a handover: just before, or a figure of it stands a little before."""
        return self.number - self.hot_at <= 1 or self.number - self.warm_at <= WARM

    def _is_item(self, sentence: Sentence) -> bool:
        """Whether the sentence is an item of a list that a figure opened (*among them:*)."""
        item = bool(sentence.size) and sentence.words[0] in BULLETS
        opened = self.opens_list and (item or sentence.tokens.is_digits(0))
        self.opens_list = (bool(sentence.size) and sentence.words[sentence.size - 1] == ":") or (self.opens_list and item)
        return opened and self.last is not None

    def _figure(self, sentence: Sentence, found: Counted, last_end: int) -> list[Suggestion]:
        context = self._context(last_end)
        verb = accepted(sentence, found, self.language.rules, context)
        made = self.shaper.figures(sentence, found, verb, context) if verb is not None else []
        if made:
            self._place(sentence, found, context, made)
            self._follow(sentence, context, made[0])
        return made

    def _follow(self, sentence: Sentence, context: Context, made: Suggestion) -> None:
        """Keep the direction that the text goes on about; what is said of the way back is said in passing."""
        said = any(reason.field in ("from", "to") for reason in made.reasons)
        way = Way(made.sender, made.receiver)
        known = way.receiver in RIVALS.get(way.sender, ()) or way.sender in RIVALS.get(way.receiver, ())
        known = known or (self.main == NOWHERE and not (way.sender and way.receiver))
        back = self.main != NOWHERE and _meets(way.sender, self.main.receiver) and _meets(way.receiver, self.main.sender)
        less = context.last_end >= 0 or made.count.low <= self.most or not BACK.isdisjoint(sentence.tags)
        if said and not made.per_side and known and not (back and less):
            self.main, self.most = way, made.count.low

    def _place(self, sentence: Sentence, found: Counted, context: Context, made: list[Suggestion]) -> None:
        """Whether a figure is a part of the one before, or a whole of its own."""
        whole = self.whole
        part = is_part(sentence, found, context) or is_part_of_earlier(sentence, found, context)
        more = self.parts and self.last is self.parts[-1][0] and is_coupled(sentence, found, context)
        fits = whole is not None and (whole.count.high is None or made[0].count.low <= whole.count.high)
        if whole is not None and fits and len(made) == 1 and (part or more):
            self.parts.append((made[0], whole))
        else:
            self.whole = made[0]


def _hands_over(sentence: Sentence) -> bool:
    return any(hands_over(sentence, at) for at in sentence.verbs)


def _together(one: Suggestion | None, two: Suggestion) -> int:
    """What two figures that went opposite ways make together; −1 where they did not."""
    opposite = one is not None and one.sender == two.receiver and one.receiver == two.sender and one.sender
    return one.count.low + two.count.low if one is not None and opposite else -1


def _meets(one: str, other: str) -> bool:
    """Whether the two ends can be one side: a text that names only one end leaves the other open."""
    return not one or not other or allied(one, other)
