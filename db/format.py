"""Which casefiles this Handover can read: the mark of the file, the number of its format, and where the revisions stand."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x484E4456
"""``HNDV``: what the header of every casefile bears, so that no other program's database is taken for one."""

FORMAT = 1
"""The newest format known here; it is the number of the last revision, and the ``user_version`` of the file."""

REVISIONS = Path(__file__).with_name("revisions")
ENDING = ".handover"


def revision(number: int) -> str:
    """The name of the revision that makes this format."""
    return f"{number:04}"
