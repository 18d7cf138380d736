"""What a briefing said, kept as numbers beside its PDF, so that a later day can tell what has changed since.

Records are named by their ``uid``, which survives merging; lines by the uids of what they are about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from briefing.compose import scope_of
from briefing.options import BriefingOptions
from figures.line import Comparison, Line, Reading
from figures.record import Casebook


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different from an issued briefing: figures added, gone or retracted, worded anew, and verdicts that changed."""

    added: int = 0
    withdrawn: int = 0
    reworded: int = 0
    verdicts: tuple[str, ...] = ()
    numbers: int = 0
    readable: bool = True

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.reworded or self.verdicts or self.numbers)

    def words(self) -> str:
        """The most telling of it in a few words."""
        if not self.readable:
            return QCoreApplication.translate("Briefings", "cannot be compared")
        parts = [
            _counted(len(self.verdicts), "1 verdict changed", "{n} verdicts changed"),
            _counted(self.added, "1 figure added", "{n} figures added"),
            _counted(self.withdrawn, "1 retracted", "{n} retracted"),
            _counted(self.reworded, "1 figure changed", "{n} figures changed"),
        ]
        told = ", ".join([part for part in parts if part][:2])
        if told:
            return told
        numbers = _counted(self.numbers, "1 line reads otherwise", "{n} lines read otherwise")
        return numbers or QCoreApplication.translate("Briefings", "Nothing changed")


def _counted(count: int, one: str, many: str) -> str:
    return QCoreApplication.translate("Briefings", one if count == 1 else many).format(n=f"{count:,}") if count else ""


def snapshot_of(casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> str:
    """Every figure and every line in the briefing's scope as one JSON object."""
    scope = scope_of(casebook, comparison, options)
    figures = {f.uid: [f.words, comparison.states[f.id].standing] for f in scope.figures if comparison.states[f.id].known}
    lines = dict(_lines(casebook, scope.lines))
    return json.dumps({"figures": figures, "lines": lines}, ensure_ascii=False, sort_keys=True)


def changed_since(snapshot: str, casebook: Casebook, comparison: Comparison, options: BriefingOptions) -> Changed:
    """How the casefile of today differs from what was issued, on the same day and in the same scope."""
    try:
        before = json.loads(snapshot)
        held_figures: Mapping[str, list[object]] = dict(before["figures"])
        held_lines: Mapping[str, dict[str, object]] = dict(before["lines"])
    except (ValueError, KeyError, TypeError):
        return Changed(readable=False)
    after = json.loads(snapshot_of(casebook, comparison, options))
    figures, lines = after["figures"], after["lines"]
    both = held_figures.keys() & figures.keys()
    gone = {uid for uid in held_figures.keys() - figures.keys() if held_figures[uid][1]}
    fallen = {uid for uid in both if held_figures[uid][1] and not figures[uid][1]}
    verdicts = sorted(n for n in held_lines.keys() & lines.keys() if held_lines[n]["verdict"] != lines[n]["verdict"])
    others = {n for n in held_lines.keys() | lines.keys() if held_lines.get(n) != lines.get(n)}.difference(verdicts)
    return Changed(
        added=len(figures.keys() - held_figures.keys()),
        withdrawn=len(gone | fallen),
        reworded=sum(1 for uid in both if held_figures[uid][0] != figures[uid][0]),
        verdicts=tuple(f"{held_lines[n]['verdict']} → {lines[n]['verdict']}" for n in verdicts),
        numbers=len(others),
    )


def _lines(casebook: Casebook, lines: Iterable[Line]) -> Iterable[tuple[str, dict[str, object]]]:
    def uid(table: Mapping[int, object], key: int | None) -> str:
        return "" if key is None else str(getattr(table[key], "uid", ""))

    for line in lines:
        name = "|".join(
            (
                uid(casebook.agreement, line.agreement),
                uid(casebook.event, line.event),
                line.category,
                uid(casebook.party, line.sender),
                uid(casebook.party, line.receiver),
                line.unit.value if line.unit else "",
            )
        )
        said = {"verdict": line.verdict.value}
        yield name, {**said, "stated": _read(line.stated), "observed": _read(line.observed), "reported": _read(line.reported)}


def _read(reading: Reading | None) -> list[int | None] | None:
    return None if reading is None else [reading.count.low, reading.count.high]
