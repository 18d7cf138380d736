"""Which people, papers, agreements and events a table speaks of, and where its rows disagree about them.

A row that says less joins the one thing that it can mean; one that could mean two is refused and told so. Of two rows that
disagree neither wins: both are refused. What is in the casefile already is never changed by a table, only completed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.saying import Fact, Saying, Thing, folded
from exchange.voice import Voice, Voices

NAME_COLUMN = {
    Thing.PUBLISHER: ("publisher", "publishers"),
    Thing.PARTY: ("claimant", "parties"),
    Thing.SOURCE: ("source_title", "sources"),
    Thing.AGREEMENT: ("agreement", "agreements"),
    Thing.EVENT: ("event", "events"),
}
TELL_APART = {
    Thing.PUBLISHER: "rename one of them in the casefile",
    Thing.PARTY: "rename one of them in the casefile",
    Thing.SOURCE: "give its source_id, publisher, published or source_url",
    Thing.AGREEMENT: "give its agreement_date",
    Thing.EVENT: "give its event_date",
}
SHOWN = 6
Handle = tuple[Thing, str, str, tuple[str, ...]]


@dataclass(slots=True)
class Complaint:
    """What is wrong with several sayings, at the cell of each; ``why`` may have a place for the rows that say them."""

    cells: Mapping[int, tuple[str, str | None]]
    """The column and what stands there, by the number of the voice; None is for whatever stands there in the row."""
    why: str
    names_rows: bool = False


@dataclass(slots=True)
class Group:
    """All that is said of one thing: by rows, and by the record that is there already. No two have one ``number``."""

    thing: Thing
    name: str
    number: int
    ref: str = ""
    marks: tuple[str, ...] = ()
    record: Saying | None = None
    heard: list[Voice] = field(default_factory=list)
    joined: Group | None = None

    @property
    def said(self) -> list[Voice]:
        """What the rows say, in the order of the rows."""
        kept = [voice for voice in self.heard if voice.is_kept]
        return sorted(kept, key=lambda voice: voice.number) if len(kept) > 1 else kept

    @property
    def telling(self) -> tuple[str, ...]:
        """What tells this thing apart from others of its name."""
        return (self.ref, *self.marks)

    def compatible(self, other: Group) -> bool:
        """Whether both could mean one thing: nothing that tells them apart differs."""
        if self.record is not None and other.record is not None:
            return False
        return all(not a or not b or a == b for a, b in zip(self.telling, other.telling, strict=True))

    def covers(self, other: Group) -> bool:
        """Whether this says everything that ``other`` says, and more."""
        said = zip(self.telling, other.telling, strict=True)
        return self.telling != other.telling and all(mine or not theirs for mine, theirs in said)

    def absorb(self, other: Group) -> None:
        """Take over what is said of the same thing in fewer words."""
        self.heard.extend(other.heard)
        self.record = self.record or other.record
        other.joined = self

    def facts(self, name: str) -> list[tuple[Voice, Fact]]:
        """What the rows say in this field."""
        return [(voice, voice.saying.facts[name]) for voice in self.said if name in voice.saying.facts]

    def merged(self) -> Mapping[str, tuple[Voice, Fact]]:
        """What the rows say field by field, once nobody disagrees."""
        facts: dict[str, tuple[Voice, Fact]] = {}
        if len(self.heard) == 1 and self.heard[0].is_kept:
            return {name: (self.heard[0], fact) for name, fact in self.heard[0].saying.facts.items()}
        for voice in self.heard:
            for name, fact in voice.saying.facts.items() if voice.is_kept else ():
                facts.setdefault(name, (voice, fact))
        return facts


class Roster:
    """Every thing that a table and a casefile name, in groups that each mean one thing.

    What is held of a voice is settled here; what is not has nothing to settle, and its group is made when it is asked for.
    """

    def __init__(self, records: Iterable[Saying], voices: Voices) -> None:
        self.complaints: list[Complaint] = []
        self._nodes: dict[tuple[Thing, str], list[Group]] = {}
        self._of: dict[Handle, Group] = {}
        self._by_ref: dict[str, Group] = {}
        self._by_record: dict[tuple[Thing, int], Group] = {}
        self._meant: dict[int, Group] = {}
        self._next = len(voices)
        self._note_records(records)
        for _, voice in sorted(voices.held.items()):
            self._note(voice)
        for nodes in self._nodes.values():
            self._join(nodes)
        self._name_originals()

    @property
    def groups(self) -> list[Group]:
        """Every group that had to be settled, in the order of the records and then of the table."""
        return list({id(group): group for group in map(_final, self._of.values())}.values())

    def settled(self, voice: int) -> Group | None:
        """The thing that a voice means; None where there was nothing to settle."""
        meant = self._meant.get(voice)
        return None if meant is None else _final(meant)

    def named(self, thing: Thing, name: str) -> Group:
        """The party or publisher of this name, which a row has named."""
        return _final(self._of[thing, folded(name), "", ()])

    def recorded(self, thing: Thing, record: int) -> Group:
        """The thing that is this record of the casefile."""
        return _final(self._by_record[thing, record])

    def agreement(self, title: str, date: str) -> Group:
        """The agreement that a row names beside its event."""
        return _final(self._of[Thing.AGREEMENT, folded(title), "", (date,)])

    def original(self, text: str) -> Group | None:
        """The source that ``reprint_of`` names by identifier or else by title; None where none or several could be meant."""
        if text in self._by_ref:
            return _final(self._by_ref[text])
        titled = self._titled(text)
        return titled[0] if len(titled) == 1 else None

    def disagreements(self) -> list[Complaint]:
        """Every field of which cells or a record that mean the same thing give several values."""
        several = [group for group in self.groups if group.record is not None or len(group.heard) > 1]
        return [found for group in several for name in _fields(group) for found in self._disagreement(group, name)]

    def _note_records(self, records: Iterable[Saying]) -> None:
        also: list[tuple[Saying, Group]] = []
        for record in records:
            group = Group(record.thing, record.name, self._number(), record.ref, record.marks, record)
            self._nodes.setdefault((record.thing, folded(record.name)), []).append(group)
            self._of.setdefault(_handle(record), group)
            if record.ref:
                self._by_ref.setdefault(record.ref, group)
            if record.record is not None:
                self._by_record[record.thing, record.record] = group
                if record.also:
                    also.append((record, group))
        for record, group in also:
            self._of.setdefault((record.thing, folded(record.also), record.ref, record.marks), group)

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _note(self, voice: Voice) -> None:
        saying = voice.saying
        handle = _handle(saying)
        group = self._by_ref.get(saying.ref) if saying.ref else self._of.get(handle)
        if group is None:
            group = self._new(voice.number, saying)
            if saying.ref:
                self._by_ref[saying.ref] = group
        elif saying.ref:
            group.marks = tuple(mine or theirs for mine, theirs in zip(group.marks, saying.marks, strict=True))
            self._misname(voice, group)
        self._of[handle] = self._meant[voice.number] = group
        group.heard.append(voice)

    def _new(self, number: int, saying: Saying) -> Group:
        group = Group(saying.thing, saying.name, number, saying.ref, saying.marks)
        self._nodes.setdefault((saying.thing, folded(saying.name)), []).append(group)
        return group

    def _note_bare(self, voice: Voice, saying: Saying) -> None:
        """Note a source that only another's voice names."""
        group = self._of[_handle(saying)] = self._new(self._number(), saying)
        group.heard.append(Voice(voice.number, saying, ""))

    def _misname(self, voice: Voice, group: Group) -> None:
        """Refuse a source_id that belongs to a source of another name."""
        saying = voice.saying
        if folded(saying.name) != folded(group.name):
            why = f"The source_id “{saying.ref}” belongs to the source “{group.name}”."
            self.complaints.append(Complaint({voice.number: ("source_title", saying.name)}, why))

    def _join(self, nodes: Sequence[Group]) -> None:
        """Let each group that says less join the one that it can mean; tell those that could mean several."""
        alone = list(nodes)
        for node in sorted(nodes, key=lambda n: sum(map(bool, n.telling))):
            fuller = [n for n in alone if n.covers(node) and n.compatible(node)]
            topmost = [n for n in fuller if not any(m.covers(n) and m.compatible(n) for m in fuller)]
            if len(topmost) == 1:
                topmost[0].absorb(node)
                alone.remove(node)
            elif topmost and node.record is None:
                self._ambiguous(node, len(topmost))
        for node in alone if len(alone) > 1 else ():
            twins = sum(n.telling == node.telling for n in alone)
            if twins > 1:
                self._ambiguous(node, twins)

    def _ambiguous(self, node: Group, several: int) -> None:
        column, plural = NAME_COLUMN[node.thing]
        for voice in node.said:
            name = voice.saying.name
            why = f"{several} {plural} are called “{name}”: {TELL_APART[node.thing]}."
            self.complaints.append(Complaint({voice.number: (column, name)}, why))

    def _titled(self, title: str) -> list[Group]:
        nodes = map(_final, self._nodes.get((Thing.SOURCE, folded(title)), ()))
        return list({id(group): group for group in nodes}.values())

    def _name_originals(self) -> None:
        """Make a bare source where ``reprint_of`` names one that stands nowhere else."""
        for group in [g for g in self.groups if g.thing is Thing.SOURCE]:
            for voice, fact in group.facts("reprint_of"):
                named = str(fact.value)
                if self.original(named) is not None:
                    continue
                if several := len(self._titled(named)):
                    why = f"{several} sources are called “{named}”: give the source_id of the one that is reprinted."
                    self.complaints.append(Complaint({voice.number: (fact.column, fact.text)}, why))
                else:
                    self._note_bare(voice, Saying(Thing.SOURCE, named, ("", "", "")))

    def _disagreement(self, group: Group, name: str) -> Iterable[Complaint]:
        said = group.facts(name)
        alike = [self._meaning(voice, name, fact) for voice, fact in said]
        kept = None if group.record is None else group.record.facts.get(name)
        if kept is not None:
            known = self._recorded_meaning(name, kept)
            cells = {v.number: (f.column, f.text) for (v, f), meaning in zip(said, alike, strict=True) if meaning != known}
            why = f"The casefile has “{kept.text}” for the {group.thing} “{group.name}”: mend the row or the casefile."
            if cells:
                yield Complaint(cells, why)
        elif any(meaning != alike[0] for meaning in alike):
            texts = ", ".join(dict.fromkeys(f"“{fact.text}”" for _, fact in said))
            why = f"disagree about the {group.thing} “{group.name}”: {texts}."
            yield Complaint({voice.number: (fact.column, fact.text) for voice, fact in said}, why, names_rows=True)

    def _meaning(self, voice: Voice, name: str, fact: Fact) -> object:
        """What two cells must share to agree: the thing itself where they name one that has marks, else the value."""
        if name == "agreement":
            return id(self.agreement(str(fact.value), voice.agreement_date))
        if name == "reprint_of":
            return id(self.original(str(fact.value)))
        return fact.same_as

    def _recorded_meaning(self, name: str, fact: Fact) -> object:
        if name in ("agreement", "reprint_of"):
            return id(self.recorded(Thing.AGREEMENT if name == "agreement" else Thing.SOURCE, int(str(fact.value))))
        return fact.same_as


def _final(group: Group) -> Group:
    while group.joined is not None:
        group = group.joined
    return group


def _handle(saying: Saying) -> Handle:
    return (saying.thing, folded(saying.name), saying.ref, saying.marks)


def alone(saying: Saying, agreement_date: str) -> Group:
    """The thing of which only this is said."""
    voice = Voice(saying.voice, saying, agreement_date)
    return Group(saying.thing, saying.name, saying.voice, saying.ref, saying.marks, heard=[voice])


def _fields(group: Group) -> list[str]:
    return list(dict.fromkeys(name for voice in group.heard for name in voice.saying.facts))
