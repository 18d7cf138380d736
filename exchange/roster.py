"""Which people, papers, agreements and events a table speaks of, and where its rows disagree about them.

A row that says less joins the one thing that it can mean; one that could mean two is refused and told so. Of two rows that
disagree neither wins: both are refused. What is in the casefile already is never changed by a table, only completed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.saying import Fact, Saying, Thing, folded
from exchange.table import Fault, Row

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
class Heard:
    """One saying, and the rows that say it, letter for letter."""

    saying: Saying
    rows: list[Row]


@dataclass(slots=True)
class Group:
    """All that is said of one thing: by rows, and by the record that is there already."""

    thing: Thing
    name: str
    ref: str = ""
    marks: tuple[str, ...] = ()
    record: Saying | None = None
    heard: list[Heard] = field(default_factory=list)
    joined: Group | None = None

    @property
    def said(self) -> list[tuple[Row, Saying]]:
        """What each row says, in the order of the rows."""
        every = [(row, heard.saying) for heard in self.heard for row in heard.rows]
        return sorted(every, key=lambda said: said[0].number) if len(self.heard) > 1 else every

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

    def facts(self, name: str) -> list[tuple[Row, Fact]]:
        """What the rows say in this field."""
        if not any(name in heard.saying.facts for heard in self.heard):
            return []
        return [(row, saying.facts[name]) for row, saying in self.said if name in saying.facts]

    def merged(self) -> Mapping[str, tuple[Row, Fact]]:
        """What the rows say field by field, once nobody disagrees."""
        facts: dict[str, tuple[Row, Fact]] = {}
        for heard in self.heard:
            for name, fact in heard.saying.facts.items():
                facts.setdefault(name, (heard.rows[0], fact))
        return facts


class Roster:
    """Every thing that a table and a casefile name, in groups that each mean one thing."""

    def __init__(self, records: Sequence[Saying], sayings: Iterable[tuple[Row, Saying]]) -> None:
        self.faults: list[Fault] = []
        self._nodes: dict[tuple[Thing, str], list[Group]] = {}
        self._of: dict[Handle, Group] = {}
        self._by_ref: dict[str, Group] = {}
        self._by_record: dict[tuple[Thing, int], Group] = {}
        self._meant: dict[int, Group] = {}
        self._note_records(records)
        self._hear(sayings)
        for nodes in self._nodes.values():
            self._join(nodes)
        self._name_originals()

    @property
    def groups(self) -> list[Group]:
        """Every group, in the order of the records and then of the table."""
        return list({id(group): group for group in map(_final, self._of.values())}.values())

    def group(self, saying: Saying) -> Group:
        """The thing that ``saying`` means."""
        meant = self._meant.get(id(saying))
        return _final(self._of[_handle(saying)] if meant is None else meant)

    def named(self, thing: Thing, name: str) -> Group:
        """The party or publisher of this name, which a row has named."""
        return _final(self._of[thing, folded(name), "", ()])

    def recorded(self, thing: Thing, record: int) -> Group:
        """The thing that is this record of the casefile."""
        return _final(self._by_record[thing, record])

    def agreement(self, row: Row, title: str) -> Group:
        """The agreement that a row names beside its event."""
        return _final(self._of[Thing.AGREEMENT, folded(title), "", (row["agreement_date"],)])

    def original(self, text: str) -> Group | None:
        """The source that ``reprint_of`` names by identifier or else by title; None where none or several could be meant."""
        if text in self._by_ref:
            return _final(self._by_ref[text])
        titled = self._titled(text)
        return titled[0] if len(titled) == 1 else None

    def disagreements(self) -> list[Fault]:
        """Every cell that gives another value than a cell or a record that means the same thing."""
        several = [group for group in self.groups if group.record is not None or len(group.heard) > 1]
        return [fault for group in several for name in _fields(group) for fault in self._disagreement(group, name)]

    def without(self, refused: frozenset[int]) -> None:
        """Forget what the refused rows said, so that nothing is made for their sake."""
        for group in self.groups if refused else ():
            for heard in group.heard:
                heard.rows = [row for row in heard.rows if row.number not in refused]
            group.heard = [heard for heard in group.heard if heard.rows]

    def _note_records(self, records: Sequence[Saying]) -> None:
        for record in records:
            group = Group(record.thing, record.name, record.ref, record.marks, record)
            self._nodes.setdefault((record.thing, folded(record.name)), []).append(group)
            self._of.setdefault(_handle(record), group)
            if record.ref:
                self._by_ref.setdefault(record.ref, group)
            if record.record is not None:
                self._by_record[record.thing, record.record] = group
        for record in records:
            if record.also and record.record is not None:
                handle = (record.thing, folded(record.also), record.ref, record.marks)
                self._of.setdefault(handle, self._by_record[record.thing, record.record])

    def _hear(self, sayings: Iterable[tuple[Row, Saying]]) -> None:
        """Note what every row says; what one object says in many rows is looked into once.

        Sayings are known by their identity, so each of them is held as long as this lasts.
        """
        known: dict[int, Heard] = {}
        for row, saying in sayings:
            heard = known.get(id(saying))
            if heard is None:
                known[id(saying)] = self._note(row, saying)
                self._meant[id(saying)] = self._of[_handle(saying)]
            else:
                heard.rows.append(row)
                if saying.ref:
                    self._misname(row, saying, self._meant[id(saying)])

    def _note(self, row: Row, saying: Saying) -> Heard:
        handle = _handle(saying)
        group = self._by_ref.get(saying.ref) if saying.ref else self._of.get(handle)
        if group is None:
            group = Group(saying.thing, saying.name, saying.ref, saying.marks)
            self._nodes.setdefault((saying.thing, folded(saying.name)), []).append(group)
            if saying.ref:
                self._by_ref[saying.ref] = group
        elif saying.ref:
            group.marks = tuple(mine or theirs for mine, theirs in zip(group.marks, saying.marks, strict=True))
            self._misname(row, saying, group)
        self._of[handle] = group
        heard = Heard(saying, [row])
        group.heard.append(heard)
        return heard

    def _misname(self, row: Row, saying: Saying, group: Group) -> None:
        """Refuse a source_id that belongs to a source of another name."""
        if saying.ref and folded(saying.name) != folded(group.name):
            why = f"The source_id “{saying.ref}” belongs to the source “{group.name}”."
            self.faults.append(Fault(row.number, "source_title", saying.name, why))

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
        for row, saying in node.said:
            why = f"{several} {plural} are called “{saying.name}”: {TELL_APART[node.thing]}."
            self.faults.append(Fault(row.number, column, saying.name, why))

    def _titled(self, title: str) -> list[Group]:
        nodes = map(_final, self._nodes.get((Thing.SOURCE, folded(title)), ()))
        return list({id(group): group for group in nodes}.values())

    def _name_originals(self) -> None:
        """Make a bare source where ``reprint_of`` names one that stands nowhere else."""
        for group in [g for g in self.groups if g.thing is Thing.SOURCE]:
            for row, fact in group.facts("reprint_of"):
                named = str(fact.value)
                if self.original(named) is not None:
                    continue
                if several := len(self._titled(named)):
                    why = f"{several} sources are called “{named}”: give the source_id of the one that is reprinted."
                    self.faults.append(Fault(row.number, fact.column, fact.text, why))
                else:
                    self._note(row, Saying(Thing.SOURCE, named, ("", "", "")))

    def _disagreement(self, group: Group, name: str) -> Iterable[Fault]:
        said = group.facts(name)
        alike = [self._meaning(row, name, fact) for row, fact in said]
        kept = None if group.record is None else group.record.facts.get(name)
        if kept is not None:
            known = self._recorded_meaning(name, kept)
            for (row, fact), meaning in zip(said, alike, strict=True):
                if meaning != known:
                    why = f"The casefile has “{kept.text}” for the {group.thing} “{group.name}”: mend the row or the casefile."
                    yield Fault(row.number, fact.column, fact.text, why)
        elif any(meaning != alike[0] for meaning in alike):
            texts = ", ".join(dict.fromkeys(f"“{fact.text}”" for _, fact in said))
            numbers = ", ".join(str(row.number) for row, _ in said[:SHOWN]) + (" and more" if len(said) > SHOWN else "")
            for row, fact in said:
                why = f"Rows {numbers} disagree about the {group.thing} “{group.name}”: {texts}."
                yield Fault(row.number, fact.column, fact.text, why)

    def _meaning(self, row: Row, name: str, fact: Fact) -> object:
        """What two cells must share to agree: the thing itself where they name one that has marks, else the value."""
        if name == "agreement":
            return id(self.agreement(row, str(fact.value)))
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


def _fields(group: Group) -> list[str]:
    return list(dict.fromkeys(name for heard in group.heard for name in heard.saying.facts))
