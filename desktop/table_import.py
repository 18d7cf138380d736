"""Keeping a table of figures in a casefile: all of its rows in one act, or, where that is asked for, all but the refused.

The table and the casefile do not know each other; here what the one says is put into the drafts of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from db.backup import Why, keep
from db.casefile import Casefile
from db.error import Interrupted
from db.result import Progress
from desktop.table_keeper import Keeper, NewUid
from exchange.heading import Fault
from exchange.table import Reached, Table
from exchange.table_plan import Plan, plan
from figures.uncollected import uncollected

PLANNED = 0.4
"""How much of the work is done once it is known what would be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What keeping a table did, row by row where something is wrong. ``made`` counts the new records by kind.

    ``cells`` are the cells of the faults as a spreadsheet calls them, in their order; empty where no one column is at fault.
    """

    read: int
    kept: int
    duplicates: int
    faults: tuple[Fault, ...]
    made: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    read_as: str = ""
    cells: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows were refused, each for one fault or several."""
        return len({fault.row for fault in self.faults})


class _Way:
    """How far an import is, told to whoever waits for it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def along(self, start: float, end: float, steps: int) -> Reached:
        """What is to be told, step by step, between two parts of the whole."""

        def reached(step: int) -> None:
            if self._progress is not None and not self._progress(start + (end - start) * step / max(steps, 1)):
                raise Interrupted("The import was called off. Nothing of it was kept.")

        return reached


@uncollected()
def import_table(
    casefile: Casefile,
    table: Table,
    *,
    label: str = "Import a table of figures",
    skip_bad: bool = False,
    dry_run: bool = False,
    texts: Mapping[str, str] | None = None,
    new_uid: NewUid | None = None,
    progress: Progress | None = None,
    backup_folder: Path | None = None,
) -> ImportReport:
    """Keep the table's figures in one act; with ``dry_run`` or a fault nothing, with ``skip_bad`` what has no fault.

    A backup is made first where there is anything to lose, in ``backup_folder`` or beside the casefile. ``texts`` are texts of
    sources by their ``source_id``. ``new_uid`` gives a new record, by kind and name, its identity. ``progress`` is told how far
    this is and may call it off: then ``Interrupted`` is raised and nothing is kept.
    """
    way = _Way(progress)
    refused: tuple[Fault, ...] = ()
    backed_up = dry_run or casefile.tally().is_empty
    while True:
        casebook = casefile.casebook()
        planned = plan(table, casebook, refused, way.along(0.0, PLANNED, len(table.rows)))
        if planned.faults and not skip_bad:
            return _report(table, planned, planned.faults)
        if planned.figures and not backed_up:
            keep(casefile, Why.IMPORT, folder=backup_folder)
            backed_up = True
        keeper = Keeper(casefile, casebook, planned, texts or {}, new_uid)
        keeper.keep(label, way.along(PLANNED, 1.0, len(planned.figures)), withdraw=dry_run)
        if not keeper.faults:
            return _report(table, planned, planned.faults, kept=len(planned.figures), made=keeper.made)
        if not skip_bad:
            return _report(table, planned, keeper.faults)
        refused = (*refused, *keeper.faults)


def _report(
    table: Table, planned: Plan, faults: list[Fault], kept: int = 0, made: Mapping[str, int] | None = None
) -> ImportReport:
    return ImportReport(
        read=planned.read,
        kept=kept,
        duplicates=len(planned.duplicates),
        faults=tuple(faults),
        made=dict(made or {}),
        unused=table.unused,
        read_as=table.read_as,
        cells=tuple(table.cell(fault) for fault in faults),
    )
