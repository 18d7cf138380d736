"""Sources out of a reference program kept in a casefile: those that are new, with their publishers, in one act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.backup import Why, keep
from db.casefile import Casefile
from desktop.table_import import ImportReport
from exchange.bibliography import Reference, known, read_csl, read_ris
from exchange.encoding import decode
from exchange.heading import Fault
from figures.record import PublisherDraft, Unfit


class _Withdrawn(Exception):
    """Raised inside an act so that nothing of it is kept."""


def is_references(path: Path) -> bool:
    """Whether a file holds sources of a reference program: RIS, or JSON that is a list."""
    if path.suffix.lower() == ".ris" or path.name.lower().endswith(".csl.json"):
        return True
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def read_references(path: Path) -> tuple[Reference, ...]:
    """The sources in a file of a reference program; ``NoTable`` where it is none."""
    text = decode(path.read_bytes()).removeprefix("\ufeff")
    return read_ris(text) if path.suffix.lower() == ".ris" else read_csl(text)


def import_references(casefile: Casefile, path: Path, *, dry_run: bool = False) -> ImportReport:
    """Keep the sources of a file that are not there yet, as ``keep_references`` does."""
    report = keep_references(casefile, read_references(path), f"Import {path.name}", dry_run=dry_run)
    return replace(report, read_as="RIS" if path.suffix.lower() == ".ris" else "CSL-JSON")


def keep_references(
    casefile: Casefile,
    references: tuple[Reference, ...],
    label: str,
    *,
    dry_run: bool = False,
    backup_folder: Path | None = None,
) -> ImportReport:
    """Keep the sources that are not there yet in one act; one of the same address, or title and day, is there already.

    A backup is made first where there is anything to lose, in ``backup_folder`` or beside the casefile. Where one is refused,
    nothing is kept; the row of its fault is its place among the references, from 1.
    """
    casebook = casefile.casebook()
    there = known(references, casebook)
    if not dry_run and len(there) < len(references) and not casefile.tally().is_empty:
        keep(casefile, Why.IMPORT, folder=backup_folder)
    publishers = {publisher.name.casefold(): publisher.id for publisher in casebook.publishers}
    made: dict[str, int] = {}
    faults: list[Fault] = []
    try:
        with casefile.act(label) as act:
            for place, (source, publisher) in enumerate((r.source, r.publisher.strip()) for r in references):
                if place in there:
                    continue
                try:
                    if publisher and publisher.casefold() not in publishers:
                        publishers[publisher.casefold()] = act.add(PublisherDraft(name=publisher))
                        made["publisher"] = made.get("publisher", 0) + 1
                    act.add(replace(source, publisher=publishers.get(publisher.casefold())))
                    made["source"] = made.get("source", 0) + 1
                except Unfit as wrong:
                    faults.append(Fault(place + 1, wrong.field, source.title, str(wrong)))
            if dry_run or faults:
                raise _Withdrawn
    except _Withdrawn:
        pass
    return ImportReport(
        read=len(references),
        kept=0 if faults else made.get("source", 0),
        duplicates=len(there),
        faults=tuple(faults),
        made={} if faults else made,
        cells=("",) * len(faults),
    )
