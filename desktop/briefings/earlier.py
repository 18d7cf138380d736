"""The issued briefing that a new one is held against: chosen in the room, or named on the command line."""

from __future__ import annotations

from pathlib import Path

from briefing.attachments import digest
from briefing.options import IssuedBefore, WrongOptions
from db.casefile import Casefile
from db.result import IssuedBriefing


def before_of(briefing: IssuedBriefing) -> IssuedBefore:
    """The briefing as another one is held against it."""
    return IssuedBefore(
        title=briefing.title,
        label=briefing.label,
        as_of=briefing.as_of,
        issued_on=briefing.issued_at[:10],
        fingerprint=briefing.fingerprint,
        snapshot=briefing.snapshot,
    )


def issued_before(casefile: Casefile, which: str) -> IssuedBefore:
    """The issued briefing of this number, or the one that this PDF is; ``WrongOptions`` names those that there are."""
    issued = casefile.issued()
    if not issued:
        raise WrongOptions("No briefing has been issued from this casefile, so nothing can have changed since one.")
    if which.isdigit():
        found = [briefing for briefing in issued if briefing.id == int(which)]
        wrong = f"There is no issued briefing {which}."
    else:
        known = digest(Path(which).read_bytes())
        found = [briefing for briefing in issued if briefing.pdf_sha256 == known]
        wrong = f"{which} is none of the briefings that were issued from this casefile."
    if not found:
        raise WrongOptions(f"{wrong} Choose one of: {'; '.join(map(_named, issued))}.")
    return before_of(found[0])


def _named(briefing: IssuedBriefing) -> str:
    return f"{briefing.id}, {briefing.title} ({briefing.issued_at[:10]})"
