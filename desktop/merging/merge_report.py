"""What a merge did, to be copied into a log or a letter: every record by name, every decision, and where the backup lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from db.merge_result import Conflict, Decision, Decisions, Merged, Take, Touched
from desktop.history.change import kind_word
from desktop.history.field_word import field_word
from desktop.merging.conflict_row import clash_word, merging_tr


def merge_report(casefile: Path, other: Path, told: Merged, conflicts: Sequence[Conflict], decisions: Decisions) -> str:
    """The whole report, in lines."""
    now = dt.datetime.now().strftime("%Y-%m-%d %H:%M")
    text = merging_tr("“{other}” merged into “{casefile}”, {now}")
    lines = [text.format(other=other.name, casefile=casefile.name, now=now)]
    for head, records in (
        (merging_tr("Brought in"), told.added),
        (merging_tr("Changed"), told.changed),
        (merging_tr("Removed"), told.removed),
    ):
        lines += _listed(head, records)
    decided = [(c, d) for c in conflicts if (d := decisions.get(c.key)) is not None and c.is_decided_by(d)]
    if decided:
        lines += ["", merging_tr("Decided ({n})").format(n=len(decided))]
        lines += [f"  {kind_word(c.kind)} “{c.name}”, {clash_word(c.clash)}: {_decision(d)}" for c, d in decided]
    if told.conflicts:
        lines += ["", merging_tr("Left open, as they are here ({n})").format(n=len(told.conflicts))]
        lines += [f"  {kind_word(c.kind)} “{c.name}”, {clash_word(c.clash)}" for c in told.conflicts]
    if told.is_nothing:
        lines += ["", merging_tr("No record was changed.")]
    if told.backup is not None:
        lines += ["", merging_tr("As it was before: {path}").format(path=told.backup)]
    return "\n".join(lines)


def _listed(head: str, records: Sequence[Touched]) -> list[str]:
    return ["", f"{head} ({len(records)})", *(f"  {kind_word(r.kind)} “{r.name}”" for r in records)] if records else []


def _decision(decision: Decision) -> str:
    words = {Take.OURS: merging_tr("as here"), Take.THEIRS: merging_tr("as there"), Take.BOTH: merging_tr("both")}
    if isinstance(decision, Take):
        return words[decision]
    return ", ".join(f"{field_word(field.removesuffix('_sha256'))} {words[take]}" for field, take in decision.items())
