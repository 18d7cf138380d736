"""What the rows of a table say of things, each saying once and under a number, without holding all that was said.

Most sources and events are spoken of in one way only, and nothing has to be settled about them: of such a voice only digests
are kept, and its words are read again with the row that says them. What is spoken of in two ways, and whatever other things
name, is held whole, for the roster to settle. A digest that is another's by chance only makes it hold more.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from exchange.numbered import NONE, Numbered, digest
from exchange.saying import Saying, Thing, folded

_LIGHT = (Thing.SOURCE, Thing.EVENT)
"""Things of which there are so many that they are held only where it matters."""


@dataclass(slots=True)
class Voice:
    """One saying that is held: ``agreement_date`` as its row has it, and whether any row that says it is kept."""

    number: int
    saying: Saying
    agreement_date: str
    is_kept: bool = True


class Voices:
    """Every saying of a table by its number, in the order in which they were first heard."""

    def __init__(self) -> None:
        self.held: dict[int, Voice] = {}
        self._known: dict[Hashable, int] = {}
        self._names, self._refs = Numbered(), Numbered()
        self._content = array("Q")
        self._contested: set[int] = set()
        self._several: Counter[Thing] = Counter()

    def several(self, thing: Thing) -> int:
        """How many sayings of such things were heard, of which some may mean one thing."""
        return self._several[thing]

    def __len__(self) -> int:
        return len(self._content)

    def hear(self, saying: Saying, content: tuple[str, ...], agreement_date: str) -> None:
        """Give a saying its number; ``content`` are the texts that it is made of, and its thing beside them."""
        if saying.thing in _LIGHT:
            saying.voice = self._light(saying, content, agreement_date)
        else:
            saying.voice = self._heard_whole(saying, (saying.thing, *content), agreement_date)

    def finish(self, records: Iterable[Saying]) -> frozenset[int]:
        """Take every saying for heard, beside what the records of the casefile say of themselves.

        The answer are those that are to be held and were heard before that was known: their rows are to be heard once more.
        """
        for record in records:
            if record.thing in _LIGHT:
                self._contest(self._names, digest((record.thing, folded(record.name))))
                self._contest(self._refs, digest(record.ref))
        for voice in self.held.values():
            original = voice.saying.facts.get("reprint_of")
            if original is not None:
                title = str(original.value)
                self._contest(self._refs, digest(title))
                self._contest(self._names, digest((Thing.SOURCE, folded(title))))
        found = {among.get(key) for among in (self._names, self._refs) for key in self._contested}
        return frozenset(found - self.held.keys() - {NONE})

    def _contest(self, among: Numbered, key: int) -> None:
        if among.get(key) != NONE:
            self._contested.add(key)

    def _light(self, saying: Saying, content: tuple[str, ...], agreement_date: str) -> int:
        whole = (saying.thing, *content)
        name, said = digest((saying.thing, folded(saying.name))), digest(whole)
        number = self._names.get(name)
        if number == NONE or self._content[number] != said:
            if number != NONE:
                self._contested.add(name)
            number = self._known.get(whole, NONE) if number != NONE else NONE
            if number == NONE:
                number = self._new(saying.thing, said)
                if name not in self._contested:
                    self._names.put(name, number)
        self._note_ref(saying, number)
        if "reprint_of" in saying.facts:
            self._contested.add(name)
        if number not in self.held and self._is_contested(saying, name):
            self._hold(number, saying, whole, agreement_date)
        return number

    def _note_ref(self, saying: Saying, number: int) -> None:
        if saying.ref:
            ref = digest(saying.ref)
            first = self._refs.get(ref)
            if first == NONE:
                self._refs.put(ref, number)
            elif first != number:
                self._contested.add(ref)

    def _is_contested(self, saying: Saying, name: int) -> bool:
        return name in self._contested or (bool(saying.ref) and digest(saying.ref) in self._contested)

    def _heard_whole(self, saying: Saying, whole: Hashable, agreement_date: str) -> int:
        number = self._known.get(whole, NONE)
        if number == NONE:
            number = self._new(saying.thing, 0)
            self._hold(number, saying, whole, agreement_date)
        return number

    def _hold(self, number: int, saying: Saying, whole: Hashable, agreement_date: str) -> None:
        self._known[whole] = number
        self.held[number] = Voice(number, saying, agreement_date)

    def _new(self, thing: Thing, said: int) -> int:
        self._several[thing] += 1
        self._content.append(said)
        return len(self._content) - 1
