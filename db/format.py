"""Which casefiles this Handover can read: the mark of the file, the number of its format, and where the revisions stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.sqlite.shapes import SHAPES

APPLICATION_ID = 0x484E4456
"""``HNDV``: what the header of every casefile bears, so that no other program's database is taken for one."""

REVISIONS = Path(__file__).with_name("revisions")


@dataclass(frozen=True)
class Format:
    """The newest format that can be read, the revisions that lead to it, and the shape of it and of every one before.

    ``number`` is the number of the last revision, and the ``user_version`` of the file.
    """

    number: int
    revisions: Path
    shapes: Mapping[int, Mapping[str, str]]


CURRENT = Format(max(SHAPES), REVISIONS, SHAPES)


def revision(number: int) -> str:
    """The name of the revision that makes this format."""
    return f"{number:04}"
