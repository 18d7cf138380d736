"""A casefile checked whole: what the casefile can say of itself, and then every briefing that was issued from it.

An issued briefing is held against what is kept of it: its seal, its pages, its attached files and its fingerprint. That the
casefile reads otherwise today is no fault, as it may have grown since.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from db.error import CasefileError, Interrupted
from db.kind import RecordKind
from db.result import Fault, FaultKind, IssuedBriefing, Progress

if TYPE_CHECKING:
    from db.casefile import Casefile

SHARE = 0.9
"""Of the work, what the casefile's own check commonly is where briefings were issued."""
_REMEDY = "Bring back a backup from before, or issue the briefing anew."


def check_file(path: Path, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Every fault of the casefile at ``path``, also while it is in use; its search index where this computer may write it."""
    from db.casefile import Casefile

    with Casefile.open(path, read_only=True) as reader:
        faults = check_whole(reader, progress)
    if any(fault.kind is FaultKind.PAGES for fault in faults):
        return faults
    with Casefile.open(path) as writer:
        return faults if writer.read_only else faults + writer.verify_search()


def check_whole(casefile: Casefile, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Every fault of the casefile and of its issued briefings; ``Interrupted`` where ``progress`` calls it off."""
    tell = progress or (lambda _part: True)
    issued = _issued(casefile)
    share = SHARE if issued else 1.0
    faults = casefile.verify(progress=lambda part: tell(part * share))
    told = list(faults)
    for done, briefing in enumerate(issued):
        if not tell(share + (1 - share) * done / len(issued)):
            raise Interrupted("The check was called off.")
        told += _briefing_faults(casefile, briefing)
    return tuple(told)


def _issued(casefile: Casefile) -> tuple[IssuedBriefing, ...]:
    """The issued briefings; where they cannot even be listed, the casefile's own check says why."""
    try:
        return casefile.issued()
    except CasefileError:
        return ()


def _briefing_faults(casefile: Casefile, briefing: IssuedBriefing) -> Iterator[Fault]:
    from briefing.options import NoBriefing
    from briefing.reading import read_briefing

    try:
        held = read_briefing(casefile.briefing_pdf(briefing.id))
        said = list(held.changed_parts())
        if not held.seal_holds and not said:
            said.append("The file was changed after the briefing was made, outside its pages and attached files.")
        if held.fingerprint != briefing.fingerprint:
            said.append("Its PDF was made from another casefile than the one that is kept with it.")
    except (CasefileError, NoBriefing) as wrong:
        said = [str(wrong)]
    for text in said:
        whole = f"The issued briefing “{briefing.title}” of {briefing.issued_at[:10]}: {text}"
        yield Fault(FaultKind.COPY, whole, _REMEDY, (RecordKind.BRIEFING, briefing.id))
