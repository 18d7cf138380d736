"""Sources out of a reference program kept in a casefile: those that are new, with their publishers, in one act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
    """Keep the sources that are not there yet; one of the same address, or title and day, is there already."""
    references, casebook = read_references(path), casefile.casebook()
    there = known(references, casebook)
    publishers = {publisher.name.casefold(): publisher.id for publisher in casebook.publishers}
    made: dict[str, int] = {}
    faults: list[Fault] = []
    try:
        with casefile.act(f"Import {path.name}") as act:
            for place, (source, publisher) in enumerate((r.source, r.publisher.strip()) for r in references):
                if place in there:
                    continue
                if publisher and publisher.casefold() not in publishers:
                    publishers[publisher.casefold()] = act.add(PublisherDraft(name=publisher))
                    made["publisher"] = made.get("publisher", 0) + 1
                try:
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
        read_as="RIS" if path.suffix.lower() == ".ris" else "CSL-JSON",
        cells=("",) * len(faults),
    )
