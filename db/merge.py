"""Two researchers' casefiles made one: what only one of them touched is taken, what both touched is named and left alone.

``db.merge_plan`` decides what every record becomes; this writes it. All that is brought in is one act, so that one step takes
it back; merged again, nothing changes; and whichever of two casefiles is merged into the other, both come to say the same.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db import as_kept, backup, history, law
from db.apart import apart
from db.bringing import bring_copies, bring_records
from db.casefile import Casefile
from db.error import Interrupted, InUse
from db.gathering import gather
from db.lineage import head
from db.merge_plan import Plan
from db.merge_result import Clash, Conflict, Decision, Decisions, FieldApart, Key, Merged, Take, Touched
from db.result import Entry, Progress
from db.sqlite.connection import Connection
from db.sqlite.file import raw

__all__ = [
    "Clash",
    "Conflict",
    "Decision",
    "Decisions",
    "FieldApart",
    "Key",
    "Merged",
    "Planned",
    "Take",
    "Touched",
    "bring",
    "merge",
    "plan",
]  # fmt: skip

MOST_ACTS = 20
"""Of each side the latest acts on a record in conflict that are told."""


class Planned:
    """A merge that was thought through: ``told`` says what it would do; it is brought in by ``bring``, or forgotten."""

    def __init__(self, plan: Plan, told: Merged, *, decided: bool) -> None:
        self.told = told
        self.is_needed = not told.is_nothing or (decided and not told.conflicts)
        self._plan = plan

    def write(self, casefile: Casefile, theirs: Casefile, progress: Progress | None = None) -> None:
        """Bring it in, in one act; ``ChangedMeanwhile`` where either casefile went on since.

        ``Interrupted`` where ``progress`` says that it is not wanted any more: then nothing of it is kept.
        """
        name = theirs.path
        with (
            casefile.act(f"Merge {name.stem}", reason=f"Brought in from {name.name}.") as merging,
            casefile.connected() as here,
            theirs.connected() as there,
        ):
            self._plan.check_unmoved(head(here), head(there))
            bring_copies(here, there, self._plan)
            bring_records(merging, self._plan, lambda part: _tell(progress, part))


def merge(
    casefile: Casefile,
    other: Path,
    *,
    decisions: Decisions | None = None,
    dry_run: bool = False,
    backup_folder: Path | None = None,
) -> Merged:
    """Bring the casefile at ``other`` in, in one act, after a verified backup; with ``dry_run`` only tell what it would do."""
    planned = plan(casefile, other, decisions=decisions)
    return planned.told if dry_run else bring(casefile, other, planned, backup_folder=backup_folder)


def plan(casefile: Casefile, other: Path, *, decisions: Decisions | None = None, progress: Progress | None = None) -> Planned:
    """Think a merge through, in any thread with a casefile of its own; nothing is written.

    ``Interrupted`` where ``progress`` says that it is not wanted any more.
    """
    if other.exists() and other.samefile(casefile.path):
        raise InUse(f"“{other.name}” is this casefile itself. Choose the other researcher's.")
    _tell(progress, 0.0)
    with Casefile.open(other, read_only=True) as theirs:
        heads = _head(casefile), _head(theirs)
        with theirs.beside(casefile) as (connection, name):
            different = apart(connection, name)
        _tell(progress, 0.1)
        with casefile.connected() as here, theirs.connected() as there:
            as_kept.check_before_taking(raw(there), different)
            law.check_kept(raw(here))
            gathered = gather(here, there, different, lambda part: _tell(progress, 0.2 + 0.4 * part))
            made = Plan(gathered, decisions or {})
            made.check_unmoved(*heads)
            _tell(progress, 0.6)
            told = _with_journals(made, here, there, progress)
    return Planned(made, told, decided=bool(decisions))


def _head(casefile: Casefile) -> str:
    with casefile.connected() as connection:
        return head(connection)


def bring(
    casefile: Casefile,
    other: Path,
    planned: Planned,
    *,
    backup_folder: Path | None = None,
    progress: Progress | None = None,
) -> Merged:
    """Bring in what was planned, after a backup; nothing is written, and no backup made, where there is nothing to keep."""
    if not planned.is_needed:
        return planned.told
    told = progress or (lambda _part: True)
    kept = backup.keep(casefile, backup.Why.MERGE, folder=backup_folder, progress=lambda part: told(0.5 * part)).path
    with Casefile.open(other, read_only=True) as theirs:
        planned.write(casefile, theirs, lambda part: told(0.5 + 0.5 * part))
    return replace(planned.told, backup=kept)


def _with_journals(made: Plan, here: Connection, there: Connection, progress: Progress | None) -> Merged:
    """What is planned, each conflict with the acts on it on both sides since they last knew of one another."""
    told = made.told()
    conflicts = []
    for number, conflict in enumerate(told.conflicts):
        _tell(progress, 0.6 + 0.4 * number / len(told.conflicts))
        key = conflict.key
        ours, theirs = made.news_here.ids.get(key), made.news_there.ids.get(key)
        acts_here, acts_there = _acts(here, key, ours, made.known_here), _acts(there, key, theirs, made.known_there)
        conflicts.append(replace(conflict, here=acts_here, there=acts_there))
    return replace(told, conflicts=tuple(conflicts))


def _acts(connection: Connection, key: Key, id: int | None, known: int) -> tuple[Entry, ...]:
    if id is None:
        return ()
    found = history.entries(connection, limit=MOST_ACTS, before=None, kind=key[0], id=id, most_changes=MOST_ACTS)
    return tuple(entry for entry in found if entry.id > known and not entry.undone and entry.undoes is None)


def _tell(progress: Progress | None, part: float) -> None:
    if progress is not None and not progress(part):
        raise Interrupted("The comparison was called off. Nothing was changed.")
