"""What a briefing said, kept as numbers beside its PDF, and what is different today.

Records are named by their ``uid``, which survives merging; lines by the uids of what they are about. A number of the earlier
briefing is only ever given together with the figures that it rested on and that are still recorded: what can no longer be
cited is not printed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.options import BriefingOptions
from briefing.scope import Scope, scope_of
from figures.count import Count
from figures.line import Comparison, Line, Reading
from figures.record import Casebook
from figures.vocabulary import Role, Verdict

ROLES = (("stated", Role.STATED), ("observed", Role.OBSERVED), ("reported", Role.REPORTED))


class UnreadableSnapshot(ValueError):
    """What was kept of an issued briefing cannot be compared with anything."""


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """One role's reading then and now; ``cites`` are the figures of then that are still recorded."""

    role: Role
    was: Count | None
    cites: tuple[int, ...]
    now: Reading | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that reads otherwise; ``was`` is None for a new line."""

    line: Line
    was: Verdict | None
    readings: tuple[ReadingChange, ...]

    @property
    def verdict(self) -> bool:
        """Whether the verdict is another."""
        return self.was is not None and self.was is not self.line.verdict


@dataclass(frozen=True, slots=True)
class Reworded:
    """A figure whose words were other words then."""

    figure: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is different from an issued briefing, in ids of today's casebook.

    ``withdrawn`` stood then and stand no longer; ``missing`` are uids that are no longer recorded or no longer in scope;
    ``gone`` counts lines that were told then and have nothing to tell now.
    """

    added: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    missing: tuple[str, ...] = ()
    lines: tuple[LineChange, ...] = ()
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.reworded or self.missing or self.lines or self.gone)


def snapshot_of(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> str:
    """Every figure and every line in the briefing's scope as one JSON object."""
    scope = scope_of(casebook, comparison, options)
    figures = {f.uid: [f.words, comparison.states[f.id].standing] for f in scope.figures if comparison.states[f.id].known}
    lines, cites = {}, {}
    for name, line in _named(casebook, scope):
        held = {role: getattr(line, role) for role, _ in ROLES}
        lines[name] = {"verdict": line.verdict.value, **{role: _ends(reading) for role, reading in held.items()}}
        cites[name] = {role: _uids(casebook, reading) for role, reading in held.items() if reading is not None}
    return json.dumps({"figures": figures, "lines": lines, "cites": cites}, ensure_ascii=False, sort_keys=True)


def changes_since(snapshot: str, casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Changes:
    """How what the options choose today differs from what was issued; ``UnreadableSnapshot`` where that cannot be told."""
    before = _Before(snapshot, casebook)
    scope = scope_of(casebook, comparison, options)
    known = {f.uid: f for f in scope.figures if comparison.states[f.id].known}
    standing = {uid for uid, f in known.items() if comparison.states[f.id].standing}
    both = [uid for uid in before.figures if uid in known]
    named = dict(_named(casebook, scope))
    changed = (before.change(name, line) for name, line in named.items())
    return Changes(
        added=tuple(f.id for uid, f in known.items() if uid not in before.figures),
        withdrawn=tuple(known[uid].id for uid in both if before.figures[uid][1] and uid not in standing),
        reworded=tuple(
            Reworded(known[uid].id, before.figures[uid][0]) for uid in both if before.figures[uid][0] != known[uid].words
        ),
        missing=tuple(uid for uid, (_, stood) in before.figures.items() if stood and uid not in known),
        lines=tuple(change for change in changed if change is not None),
        gone=len(before.lines.keys() - named.keys()),
    )


class _Before:
    """What was kept, read."""

    def __init__(self, snapshot: str, casebook: Casebook) -> None:
        try:
            held = json.loads(snapshot)
            self.figures = {str(uid): (str(words), bool(stood)) for uid, (words, stood) in held["figures"].items()}
            self.lines: Mapping[str, Mapping[str, Any]] = dict(held["lines"])
            self.cites: Mapping[str, Mapping[str, list[str]]] = dict(held.get("cites", {}))
            self.verdicts = {name: Verdict(line["verdict"]) for name, line in self.lines.items()}
            self.counts = {name: {role: _count(line[role]) for role, _ in ROLES} for name, line in self.lines.items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UnreadableSnapshot("What was kept of this briefing cannot be read.") from None
        self.ids = {figure.uid: figure.id for figure in casebook.figures}

    def change(self, name: str, line: Line) -> LineChange | None:
        """How a line reads otherwise than then; None where it does not."""
        if name not in self.lines:
            return LineChange(line, None, ())
        readings = []
        for role, meant in ROLES:
            now: Reading | None = getattr(line, role)
            was = self.counts[name][role]
            if was != (None if now is None else now.count):
                cites = self.cites.get(name, {}).get(role, [])
                readings.append(ReadingChange(meant, was, tuple(self.ids[uid] for uid in cites if uid in self.ids), now))
        was_said = self.verdicts[name]
        return LineChange(line, was_said, tuple(readings)) if readings or was_said is not line.verdict else None


def _named(casebook: Casebook, scope: Scope) -> Iterator[tuple[str, Line]]:
    """The lines in scope by the uids of what they are about."""

    def uid(table: Mapping[int, object], key: int | None) -> str:
        return "" if key is None else str(getattr(table[key], "uid", ""))

    for line in scope.lines:
        about = (uid(casebook.agreement, line.agreement), uid(casebook.event, line.event))
        ends = (uid(casebook.party, line.sender), uid(casebook.party, line.receiver))
        yield "|".join((*about, line.category, *ends, line.unit.value if line.unit else "")), line


def _ends(reading: Reading | None) -> list[int | None] | None:
    return None if reading is None else [reading.count.low, reading.count.high]


def _count(ends: list[int | None] | None) -> Count | None:
    if ends is None:
        return None
    low, high = ends
    return Count(int(low or 0), high)


def _uids(casebook: Casebook, reading: Reading) -> list[str]:
    return [casebook.figure[figure].uid for figure in reading.figures]
