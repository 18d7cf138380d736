"""What every record of two casefiles is to become when they are made one, and what cannot be decided by a rule.

Records are known by their identities. The state that both had in common is read out of both journals; a record that only
the other changed since takes the change, new ones come in, removed ones go. Changed on both sides, or removed on one and
changed or needed on the other, is a conflict: it stays what it is here until somebody decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.error import ChangedMeanwhile, Damaged
from db.field_group import JOINABLE, both, differing, group_of, plain
from db.gathering import Gathered
from db.kept import KEPT
from db.kind import RecordKind
from db.lineage import Side, State
from db.mark import is_mark
from db.merge_law import LawFault, faults
from db.merge_result import Clash, Conflict, Decision, Decisions, FieldApart, Key, Merged, Said, Take, Touched
from figures.vocabulary import Stage

_COPY = ("copy_sha256", "copy_media_type", "copy_file_name")
_UNSAID = frozenset({"category_root", "root", "anchor_end", "anchor_before", "anchor_after", "copy_media_type"})


class Plan:
    """Decides; ``goal`` is every record that was gathered as it is to be here. All others stay what they are."""

    def __init__(self, gathered: Gathered, decisions: Decisions) -> None:
        self.decisions = decisions
        self.ours, self.theirs = gathered.ours, gathered.theirs
        self.known_here, self.known_there = gathered.known_here, gathered.known_there
        self.news_here, self.news_there = gathered.news_here, gathered.news_there
        self._became = {**self.theirs.joined, **self.ours.joined}
        self.goal: dict[Key, State] = dict(self.ours.now)
        self.conflicts: dict[Key, Conflict] = {}
        self.opposed: set[Key] = set()
        for key in self.news_there.states:
            self._decide(key)
        self._follow_joined()
        self._settle()

    def _decide(self, key: Key) -> None:
        """Take their state of a record that only they have changed, or that they have changed further than it is here."""
        mine, yours = self._mine(key, self.ours.now.get(key)), self._yours(key, self.theirs.now.get(key))
        if mine == yours:
            return
        if key not in self.news_here.states:
            self._become(key, yours)
            return
        my_states = [self._mine(key, state) for state in self.news_here.states[key]]
        your_states = [self._yours(key, state) for state in self.news_there.states[key]]
        seen_here, seen_there = yours in my_states[1:], mine in your_states[1:]
        common = _common(my_states, your_states)
        moved_here, moved_there = mine not in common, yours not in common
        if seen_here or seen_there:
            keep, take = seen_here and not seen_there and moved_here, seen_there and not seen_here and moved_there
        else:
            keep, take = moved_here and not moved_there, moved_there and not moved_here
        if take:
            self._become(key, yours)
        elif not keep:
            self._oppose(key, mine, yours, common[0] if common else None)

    def _mine(self, key: Key, state: State | None) -> State | None:
        return self._comparable(key, state, self.theirs if self.ours.without_copies else None)

    def _yours(self, key: Key, state: State | None) -> State | None:
        return self._comparable(key, state, self.ours if self.theirs.without_copies else None)

    def _comparable(self, key: Key, state: State | None, richer: Side | None) -> State | None:
        """The state with what is no difference made equal: records that were joined, copies that were left out on purpose."""
        if state is None:
            return None
        state = self._joined(key[0], state)
        whole = richer.now.get(key) if richer is not None and key[0] is RecordKind.SOURCE else None
        if whole is not None and state["copy_sha256"] is None:
            return {**state, **{name: whole[name] for name in _COPY}}
        return state

    def _joined(self, kind: RecordKind, state: State) -> State:
        """The state with every record that became part of another named as that other."""
        if not self._became:
            return state
        fresh: dict[str, Any] = {}
        for name, named in KEPT[kind].references.items():
            value = state.get(name)
            if isinstance(value, list):
                fresh[name] = list(dict.fromkeys(self._end_of(named, member) for member in value))
            elif value is not None:
                fresh[name] = self._end_of(named, value)
        return {**state, **fresh}

    def _end_of(self, kind: RecordKind, uid: str) -> str:
        while (kind, uid) in self._became and self._became[kind, uid] < uid:
            uid = self._became[kind, uid]
        return uid

    def _follow_joined(self) -> None:
        """What names a record that is gone because it became part of another names that other."""
        if not self._became:
            return
        for key, state in list(self.goal.items()):
            fresh = dict(self._joined(key[0], state))
            for name, named in KEPT[key[0]].references.items():
                before, value = state.get(name), fresh.get(name)
                if before != value and not self._has_moved(named, before, value):
                    fresh[name] = before
            if fresh != state:
                self.goal[key] = fresh

    def _has_moved(self, kind: RecordKind, before: Any, after: Any) -> bool:
        """Whether what was named is gone, and what it became is there."""
        old, new = (set(side if isinstance(side, list) else [side]) for side in (before, after))
        return all((kind, uid) not in self.goal for uid in old - new) and all((kind, uid) in self.goal for uid in new - old)

    def _become(self, key: Key, state: State | None) -> None:
        if state is None:
            self.goal.pop(key, None)
        else:
            self.goal[key] = state

    def _oppose(self, key: Key, mine: State | None, yours: State | None, base: State | None) -> None:
        """Both have changed it: do what was decided, or note the conflict and leave it as it is."""
        if key[0] is RecordKind.SETTING and is_mark(key[1]) and mine is not None and yours is not None:
            self._become(key, min(mine, yours, key=lambda state: str(state["value"])))
            return
        self.opposed.add(key)
        conflict = self._conflict(key, base)
        decision = self.decisions.get(key)
        if not conflict.is_decided_by(decision):
            self.conflicts[key] = conflict
        elif decision is Take.THEIRS:
            self._become(key, yours)
        elif decision is Take.BOTH and mine is not None and yours is not None:
            self._become(key, _mixed(key[0], mine, yours, {apart.field: Take.BOTH for apart in conflict.fields}))
        elif isinstance(decision, Mapping) and mine is not None and yours is not None:
            self._become(key, _mixed(key[0], mine, yours, decision))

    def _settle(self) -> None:
        """Let nothing in that the laws between records do not allow beside what is here: that is a conflict too.

        A record stays as planned, or becomes as it is there with all that it needs where that was decided, or stays as it is
        here; it only ever goes on in this order, so this comes to an end.
        """
        theirs: set[Key] = set()
        stays: set[Key] = set()
        while found := list(faults(self.goal, self._is_new_mix)):
            moved = False
            for fault in found:
                moved = self._mend(fault, theirs, stays) or moved
            if not moved:
                raise Damaged(f"This casefile breaks a law already: {found[0].why} Verify it before anything is merged.")

    def _mend(self, fault: LawFault, theirs: set[Key], stays: set[Key]) -> bool:
        wanted = any(self._whole(key) is Take.THEIRS or key in theirs for key in fault.involved)
        refused = any(self._whole(key) is Take.OURS or key in stays for key in fault.involved)
        if wanted and not refused and not theirs.issuperset(fault.involved):
            for key in fault.involved:
                self._become(key, self._yours(key, self.theirs.now.get(key)))
                theirs.add(key)
            return True
        apart = [key for key in fault.involved if self.goal.get(key) != self.ours.now.get(key)]
        for key in apart:
            self._become(key, self.ours.now.get(key))
            stays.add(key)
            self.opposed.add(key)
            if self._whole(key) is not Take.OURS:
                self.conflicts[key] = self._conflict(key, None, fault.why)
        return bool(apart)

    def _whole(self, key: Key) -> Decision | None:
        decision = self.decisions.get(key)
        return decision if isinstance(decision, Take) else None

    def _is_new_mix(self, key: Key) -> bool:
        """Whether a record is to be what neither side has: only such a one can break a law of its own."""
        state = self.goal[key]
        return state != self.ours.now.get(key) and state != self.theirs.now.get(key)

    def _conflict(self, key: Key, base: State | None, why: str = "") -> Conflict:
        kind, uid = key
        mine, yours = self.ours.now.get(key), self._yours(key, self.theirs.now.get(key))
        fields: list[FieldApart] = []
        if mine is not None and yours is not None:
            for group in differing(kind, mine, yours):
                said = [None if s is None else self._said(kind, group, s) for s in (base, mine, yours)]
                fields.append(FieldApart(group[0], said[0], said[1] or (), said[2] or (), group[0] in JOINABLE))
        clash = Clash.LAW if why else _clash(mine, yours)
        return Conflict(kind, uid, self._name(key), why or _WHY[clash], self.ours.ids.get(key), clash, tuple(fields))

    def _said(self, kind: RecordKind, group: Sequence[str], state: State) -> Said:
        if group[0] == "words":
            return (("words", _number(state, self._named(kind, "relative_to", state))),)
        said = ((name, self._named(kind, name, state)) for name in group if name not in _UNSAID)
        return tuple((name, value) for name, value in said if value)

    def _named(self, kind: RecordKind, field: str, state: State) -> str:
        named, value = KEPT[kind].references.get(field), state.get(field)
        if value is None:
            return ""
        if named is None:
            return plain(field, value)
        members = value if isinstance(value, list) else [value]
        return "; ".join(self._name((named, member)) for member in members)

    def _name(self, key: Key) -> str:
        """What a record is called; a figure's number alone would say too little."""
        state = self.ours.now.get(key) or self.theirs.now.get(key) or {}
        name = str(state.get(KEPT[key[0]].title, ""))
        if key[0] is not RecordKind.FIGURE or not state:
            return name
        about = (RecordKind.EVENT, state["event"]) if state["event"] else (RecordKind.AGREEMENT, state["agreement"])
        return ", ".join(filter(None, (f"{name} {Stage(state['stage']).label}", self._name(about))))

    @property
    def fresh(self) -> list[Key]:
        """The records that are brought in or changed."""
        return [key for key in self.goal if self.goal[key] != self.ours.now.get(key)]

    def check_unmoved(self, here: str, there: str) -> None:
        """Raise ``ChangedMeanwhile`` where either casefile has reached another seal than when it was read."""
        if (self.ours.head, self.theirs.head) != (here, there):
            raise ChangedMeanwhile("A casefile was changed while the two were compared. Merge again; nothing was brought in.")

    def read_so_far(self) -> list[str]:
        """The seals up to which other casefiles have been read, once this one is."""
        return sorted({*self.ours.merged, *self.theirs.merged, self.theirs.head} - {*self.ours.seals, ""})

    def told(self) -> Merged:
        """The plan in the names of records."""
        mine = self.ours.now
        added = [key for key in self.goal if key not in mine]
        changed = [key for key in self.goal if key in mine and self.goal[key] != mine[key]]
        removed = [key for key in mine if key not in self.goal]
        same = sum(1 for key, state in self.theirs.now.items() if mine.get(key) == state) + self.theirs.others
        decided = len(self.opposed - self.conflicts.keys())
        conflicts = tuple(self.conflicts.values())
        return Merged(
            self._touched(added), self._touched(changed), self._touched(removed), conflicts, same=same, decided=decided
        )

    def _touched(self, keys: Sequence[Key]) -> tuple[Touched, ...]:
        return tuple(Touched(kind, uid, self._name((kind, uid))) for kind, uid in keys)


def _mixed(kind: RecordKind, mine: State, yours: State, decision: Mapping[str, Take]) -> State:
    """Mine with what was decided for each group of fields that differs."""
    fresh = dict(mine)
    for group in differing(kind, mine, yours):
        take = decision.get(group[0], Take.OURS)
        for name in group_of(kind, group[0]):
            if take is Take.THEIRS:
                fresh[name] = yours[name]
            elif take is Take.BOTH and name in JOINABLE:
                fresh[name] = both(name, mine[name], yours[name])
    return fresh


def _common(my_states: Sequence[State | None], your_states: Sequence[State | None]) -> Sequence[State | None]:
    """The last state that both had, where it can be told: where either began, unless the other came there only later.

    Not yet being there and being there no longer are not the same.
    """
    mine, yours = my_states[0], your_states[0]
    if mine == yours:
        return [mine]
    they_came = mine is not None and mine in your_states[1:]
    i_came = yours is not None and yours in my_states[1:]
    if they_came == i_came:
        return []
    return [mine] if they_came else [yours]


_WHY: Mapping[Clash, str] = {
    Clash.BOTH_CHANGED: "It was changed here and there.",
    Clash.REMOVED_HERE: "It was removed here and changed there.",
    Clash.REMOVED_THERE: "It was changed here and removed there.",
}


def _clash(mine: State | None, yours: State | None) -> Clash:
    if mine is None:
        return Clash.REMOVED_HERE
    return Clash.REMOVED_THERE if yours is None else Clash.BOTH_CHANGED


def _number(state: State, base: str) -> str:
    """A number as worded, and what it was read as."""
    low, high = state["low"], state["high"]
    read = f"{low:,}" if low == high else f"{low:,} or more" if high is None else f"{low:,} to {high:,}"
    return f"{state['words']} ({read})" + (f", {state['portion']} of {base}" if state["portion"] else "")
