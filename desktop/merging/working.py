"""What a merge and a shared copy do in a thread, through casefiles of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.merge_result import Conflict, Decisions, Merged
    from db.result import Changes
    from db.sharing import LeaveOut, Shared

Tell = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class Done:
    """A merge that was made, and the act that made it; no changes where there was nothing to keep."""

    told: Merged
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Reopened:
    """Decisions that bring up conflicts which nobody has seen; nothing was written."""

    told: Merged
    fresh: tuple[Conflict, ...]


def look(casefile: Path, other: Path, decisions: Decisions, tell: Tell) -> Merged:
    """What bringing ``other`` in would do; nothing is written."""
    from db.casefile import Casefile
    from db.merge import plan

    with Casefile.open(casefile, read_only=True) as ours:
        return plan(ours, other, decisions=decisions, progress=tell).told


def bring_in(
    casefile: Path,
    author: str,
    other: Path,
    decisions: Decisions,
    seen: frozenset[object],
    folder: Path | None,
    tell: Tell,
) -> Done | Reopened:
    """Merge after a backup, unless the decisions bring up conflicts other than those that were ``seen``."""
    from db.casefile import Casefile
    from db.merge import bring, plan

    with Casefile.open(casefile, author=author) as ours:
        planned = plan(ours, other, decisions=decisions, progress=lambda part: tell(0.5 * part))
        fresh = tuple(conflict for conflict in planned.told.conflicts if conflict.key not in seen)
        if fresh:
            return Reopened(planned.told, fresh)
        told = bring(ours, other, planned, backup_folder=folder, progress=lambda part: tell(0.5 + 0.5 * part))
        return Done(told, ours.last_changes if planned.is_needed else None)


def foresee(casefile: Path, leave_out: LeaveOut) -> Shared:
    """What a copy would hold and be without."""
    from db.casefile import Casefile
    from db.sharing import foreseen

    with Casefile.open(casefile, read_only=True) as ours:
        return foreseen(ours, leave_out)


def make_copy(casefile: Path, out: Path, leave_out: LeaveOut, passphrase: str | None, tell: Tell) -> Shared:
    """Write the copy, check it and count it."""
    from db.casefile import Casefile
    from db.sharing import share

    with Casefile.open(casefile, read_only=True) as ours:
        return share(ours, out, leave_out, passphrase=passphrase, progress=tell)
