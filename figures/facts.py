"""What a filter asks of a line, and what is kept of each where there are too many lines to hold."""

from __future__ import annotations

from typing import NamedTuple

from figures.line import Line
from figures.vocabulary import Corroboration, Verdict


class Facts(NamedTuple):
    """What a filter asks of a line; the same for thousands of lines, and held once."""

    category: str
    sender: int | None
    receiver: int | None
    verdict: Verdict
    contested: bool
    flagged: bool


def facts_of(line: Line) -> Facts:
    """What a filter asks of this line."""
    contested = line.corroboration is Corroboration.CONTESTED
    return Facts(line.category, line.sender, line.receiver, line.verdict, contested, bool(line.flags))
